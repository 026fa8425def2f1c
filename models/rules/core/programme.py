"""What a plan says of one visit, day by day: the one reading of a plan that checks share.

It reads plans, so ``post`` never uses it: a misreading here would else be made twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.domain.activities import EVENING_KINDS, KINDS, LEISURE, WORKING_MEALS, Request
from models.domain.clock import DAY, at, day_of
from models.domain.included_meals import StartHours, meal_taken, start_hours
from models.rules.core.kinds import BUSINESS_AND_SIGNING
from models.rules.core.plan_part import judged_visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.day_windows import DayPart
    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, Night, Plan
    from models.domain.stay import GroupStay, Stay


@dataclass(frozen=True)
class Step:
    """A step of a visit through a day: an item with the way into it, or the end of the day.

    Attributes
    ----------
    item : Item or None
        None: the end of the day, at the hotel or at the departure point.
    before : Item or None
        The item before it on that day.
    origin, target : str or None
        Where the guests are before, and where the step takes place; None where the plan does not say (no hotel known).
    since : int or None
        Moment from which they have nothing to do: the end of the item before, on the first day the exit; None in the
        morning at the hotel, where they are not waiting.
    start : int
        The item's start; at the end of the day the arrival at the hotel, or the deadline at the departure point.
    moves : tuple of Move
        Moves between the two; one or none in a sound plan.
    gap : int
        Idle minutes before it: neither in an item nor on the way nor settling after a move (PACE-02). With a move,
        start - since - its minutes - ``shape.settle``; without, start - since; at the end of the stay the time before
        the see-off, or at the departure point. 0 in the morning at the hotel and on the way home to it.
    """

    day: dt.date
    item: Item | None
    before: Item | None
    origin: str | None
    target: str | None
    since: int | None
    start: int
    moves: tuple[Move, ...]
    gap: int

    @property
    def move(self) -> Move | None:
        """The move into it."""
        return self.moves[-1] if self.moves else None


def date(day: dt.date) -> str:
    """Return a day in words for people: ``9月21日``."""
    return f"{day.month}月{day.day}日"


class Programme:
    """What a plan says of one visit.

    Parameters
    ----------
    facts : Facts
        The week and the edition.
    stay : Stay
        The visit.
    items, moves, nights : iterable
        Those of the plan that are this visit's.
    """

    def __init__(
        self, facts: Facts, stay: Stay, items: Iterable[Item], moves: Iterable[Move], nights: Iterable[Night]
    ) -> None:
        self.facts, self.stay = facts, stay
        self.items = tuple(sorted(items, key=lambda item: (item.start, item.end, item.id)))
        self.moves = tuple(sorted(moves, key=lambda move: (move.depart, move.arrive, move.id)))
        self.nights = tuple(sorted(nights, key=lambda night: night.day))
        self._meals: dict[str, tuple[Item, Literal["lunch", "dinner"] | None]] = {}

    @property
    def id(self) -> str:
        """Visit id."""
        return self.stay.id

    # -- items

    def of(self, *kinds: str) -> tuple[Item, ...]:
        """Return the items of some kinds, in order."""
        return tuple(item for item in self.items if item.kind in kinds)

    def on(self, day: dt.date) -> tuple[Item, ...]:
        """Return the items that start on a day, in order."""
        return tuple(item for item in self.items if self.stay.day_of_item(item) == day)

    @cached_property
    def business(self) -> tuple[Item, ...]:
        """Business items and signings, in order."""
        return self.of(*BUSINESS_AND_SIGNING)

    @cached_property
    def leisure(self) -> tuple[Item, ...]:
        """Sights, shopping and entertainment, in order."""
        return self.of(*LEISURE)

    def request(self, item: Item) -> Request | None:
        """Return the request that an item fulfils; None where it has none, or one that the visit does not know."""
        return next((r for r in self.stay.visit.requests if r.id == item.request), None)

    def item(self, request: str) -> Item | None:
        """Return the (first) item that fulfils a request."""
        return next((item for item in self.items if item.request == request), None)

    def meal(self, item: Item) -> Literal["lunch", "dinner"] | None:
        """Return which lunch or dinner an item is; None when it is none.

        A meal, a banquet, an item during which the guests eat, or one that a lunch interrupts.
        """
        known = self._meals.get(item.id)
        if known is None or known[0] is not item:
            known = self._meals[item.id] = item, self._meal(item)
        return known[1]

    def _meal(self, item: Item) -> Literal["lunch", "dinner"] | None:
        if item.kind in WORKING_MEALS:
            return "lunch" if item.kind == "lunch" else "dinner"
        request = self.request(item)
        if request is None:
            return "dinner" if KINDS[item.kind].part == "meal" else None
        meal = meal_taken(self.facts.shape, request, item.minutes)
        return None if meal == "breakfast" else meal

    def start_hours(self, item: Item) -> StartHours | None:
        """Return when an item may begin for its meal or its form of hospitality; None: as its kind does."""
        return start_hours(self.facts.shape, self.request(item), item.minutes)

    def part_of_day(self, item: Item) -> DayPart:
        """Return the part of the day whose slots an item takes.

        Meals have slots of their own. Before the day's lunch is morning; without a lunch, before the afternoon may
        start. After the day's dinner is evening; without a dinner, ``EVENING_KINDS`` from the start of the evening on.
        """
        meal = self.meal(item)
        if meal:
            return meal
        shape, day = self.facts.shape, self.stay.day_of_item(item)
        meals = [(self.meal(other), other.start) for other in self.on(day)]
        noon = min((s for m, s in meals if m == "lunch"), default=at(day, shape.afternoon_start))
        night = at(day, shape.evening_start if item.kind in EVENING_KINDS else DAY)
        dusk = min((s for m, s in meals if m == "dinner"), default=night)
        return "am" if item.start < noon else "pm" if item.start < dusk else "evening"

    def present(self, step: Step) -> tuple[str, ...]:
        """Return the travel groups on the way into a step and there, sorted; empty: all of the visit (STR-06).

        A late group joins at its first item, when that is on its day of arrival, else at the end of that day, at the
        hotel; it comes by itself, so ``on_way`` leaves it out of the move into that step. An early group leaves after
        its last item, when that is on its day of leaving, else after the end of the day before.
        """
        order = self.steps.index(step)
        here = [g.id for g in self.stay.groups if self._step_ranges[g.id][0] <= order <= self._step_ranges[g.id][1]]
        return () if len(here) == len(self.stay.groups) else tuple(sorted(here))

    def on_way(self, step: Step) -> tuple[str, ...]:
        """Return the travel groups on the main way into a step; empty: all of the visit."""
        first, order = {group.id for group in self.stay.first}, self.steps.index(step)
        here = [
            g.id
            for g in self.stay.groups
            if (g.id in first or self._step_ranges[g.id][0] < order) and order <= self._step_ranges[g.id][1]
        ]
        return () if len(here) == len(self.stay.groups) else tuple(sorted(here))

    @cached_property
    def _step_ranges(self) -> dict[str, tuple[int, int]]:
        """First and last step of each travel group."""
        nowhere = len(self.steps), -1
        return {
            group.id: nowhere if self.passes(group) else (self._joins(group), self._leaves(group))
            for group in self.stay.groups
        }

    def _joins(self, group: GroupStay) -> int:
        if group in self.stay.first:
            return 0
        day, mine = group.comes, self.taken(group)
        if mine and day_of(mine[0].start) == day:
            return next(k for k, step in enumerate(self.steps) if step.item is mine[0])
        return max((k for k, step in enumerate(self.steps) if step.day <= day and step.item is None), default=0)

    def _leaves(self, group: GroupStay) -> int:
        last = len(self.steps) - 1
        if group in self.stay.last:
            return last
        day, mine = group.leaves, self.taken(group)
        if mine and day_of(mine[-1].start) == day:
            return next(k for k, step in enumerate(self.steps) if step.item is mine[-1])
        return max((k for k, step in enumerate(self.steps) if step.day < day), default=last)

    def passes(self, group: GroupStay) -> bool:
        """Tell whether a travel group that comes and leaves on one day, before the others, takes part in nothing."""
        if group.comes != group.leaves or group in self.stay.last:
            return False
        return not any(not item.groups or group.id in item.groups for item in self.items)

    def taken(self, group: GroupStay) -> tuple[Item, ...]:
        """Return the items that a travel group takes part in, as the plan says, on days of the stay."""
        items = (step.item for step in self.steps)
        return tuple(item for item in items if item and (not item.groups or group.id in item.groups))

    # -- nights

    def hotel(self, day: dt.date) -> str | None:
        """Return where the guests sleep after a day: booked, else their own (or wished) hotel; None where unknown."""
        here = [night.hotel for night in self.nights if night.day == day]
        others = [night.hotel for night in self.nights]
        if self.stay.nights_away:  # on the last day they are still where they slept before
            others = [night.hotel for night in reversed(self.nights) if night.day < day] or others
        return next(iter([*here, *others]), self.stay.visit.hotel)

    def bases(self, day: dt.date) -> tuple[str, ...]:
        """Return the hotels from which a day's ways are measured; empty where none is known.

        Where the guests sleep after it, and on a day on which they change to another city where they slept before.
        """
        before = [day - dt.timedelta(days=1)] if self.stay.changes_hotel(day) else []
        found = (self.hotel(each) for each in (*before, day))
        return tuple(dict.fromkeys(hotel for hotel in found if hotel is not None))

    # -- the way through the days

    def on_main_way(self, move: Move) -> bool:
        """Tell whether a move is on the main way: no pick-up of a late group, no see-off of an early one.

        Nor is the way of a group that only passes.
        """
        if len(move.groups) == 1 and any(group.id in move.groups for group in self.stay.groups if self.passes(group)):
            return False
        ends = {"pick_up": self.stay.first, "see_off": self.stay.last}.get(move.kind)
        return ends is None or not move.groups or any(group.id in move.groups for group in ends)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps of the stay in order, with the end of each day."""
        return tuple(step for day in self.stay.days for step in self.day(day))

    def day(self, day: dt.date) -> tuple[Step, ...]:
        """Return the steps of a day in order; the last is the end of the day."""
        items = self.on(day)
        moves = [m for m in self.moves if self.on_main_way(m) and self._day(m) == day]
        first = day == self.stay.days[0]
        origin = self.stay.first[0].origin if first else self.hotel(day - dt.timedelta(days=1))
        since = self.stay.start if first else None
        steps, before = [], None
        for item in items:
            taken = tuple(m for m in moves if m.depart < item.start)
            moves = moves[len(taken) :]
            steps.append(self._with_gap(Step(day, item, before, origin, item.place, since, item.start, taken, 0)))
            before, origin, since = item, item.place, item.end
        steps.append(self._end(day, before, origin, since, tuple(moves)))
        return tuple(steps)

    def _end(
        self, day: dt.date, before: Item | None, origin: str | None, since: int | None, moves: tuple[Move, ...]
    ) -> Step:
        if day == self.stay.days[-1]:
            due, target = self.stay.end, self.stay.last[0].target
            gap = 0 if since is None else due - since - sum(move.arrive - move.depart for move in moves)
            return Step(day, None, before, origin, target, since, due, moves, max(0, gap))
        start = moves[-1].arrive if moves else since if since is not None else at(day)
        return Step(day, None, before, origin, self.hotel(day), since, start, moves, 0)

    def _with_gap(self, step: Step) -> Step:
        if step.since is None:
            return step
        way = sum(m.arrive - m.depart for m in step.moves) + (self.facts.shape.settle if step.moves else 0)
        gap = max(0, step.start - step.since - way)
        return replace(step, gap=gap)

    def _day(self, move: Move) -> dt.date:
        """Return the day of the stay that a move belongs to: the see-off's is the last, the pick-up's the first."""
        if move.kind == "see_off":
            return self.stay.days[-1]
        return self.stay.days[0] if move.kind == "pick_up" else self.stay.day_of_move(move)


def programmes(facts: Facts, plan: Plan) -> Iterator[Programme]:
    """Yield the programmes of a plan's visits, in the order of the week.

    Unknown visits are passed over, and those that are left out as a whole: nothing is owed to them.
    """
    return iter(_read(facts, plan).values())


def programme(facts: Facts, plan: Plan, visit: str) -> Programme:
    """Return the programme of one visit."""
    return _read(facts, plan)[visit]


def _read(facts: Facts, plan: Plan) -> dict[str, Programme]:
    """Return the programmes of a plan by visit; those of the plan read last are kept: every rule's check asks again."""
    last: tuple[Plan, dict[str, Programme]] | None = facts.cache.get("programmes")
    if last is not None and last[0] is plan:
        return last[1]
    items: dict[str, list[Item]] = {}
    moves: dict[str, list[Move]] = {}
    nights: dict[str, list[Night]] = {}
    for item in plan.items:
        items.setdefault(item.visit, []).append(item)
    for move in plan.moves:
        moves.setdefault(move.visit, []).append(move)
    for night in plan.nights:
        nights.setdefault(night.visit, []).append(night)
    whole, judged = plan.visits_left_out, judged_visits(facts, plan)
    read = {
        stay.id: Programme(facts, stay, items.get(stay.id, ()), moves.get(stay.id, ()), nights.get(stay.id, ()))
        for stay in facts.stays
        if stay.id in judged and stay.id not in whole
    }
    keep_programmes(facts, plan, read)
    return read


def keep_programmes(facts: Facts, plan: Plan, read: dict[str, Programme]) -> None:
    """Keep the programmes of a plan, by visit in the order of the week, until those of another plan are read."""
    facts.cache["programmes"] = (plan, read)
