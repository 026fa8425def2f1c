"""TOUR-05 · rivals who must not meet: where a visit is, in a plan and in a model."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.activities import is_packed_meal
from models.domain.clock import DAY, at, merge, overlap
from models.domain.places import ArrivalPoint, Hotel
from models.rules.core.base import PRACTICE
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes
from models.rules.core.view import Layer
from models.rules.core.waiting import goes_to_own_hotel, minutes_before_departure
from models.rules.meals.seated import seated_choices_of, seated_meals_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster, Rule
    from models.rules.core.findings import Subject, Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Choice, Expr, Lit, Slot, VisitView


Presence = tuple[str, int, int]
"""Where the guests are, and from when until when."""
NIGHT_PREFIX = "night:"
"""Before the id of a hotel: the hotel for a night, as a place where rivals would meet."""


class RivalsApart(GroupedRule):
    """TOUR-05: delegations marked as rivals never share a place at a time, nor a hotel for a night.

    At a place: from settling before an item there to its end, and waiting there for what follows, after a pick-up for
    the first item; over the lunch that interrupts an item also in its restaurant near by. Moves, arrival points,
    waiting and packed meals at hotels do not count. A waiver of either visit is enough. Amount: 1 a shared time.
    """

    id = "TOUR-05"
    title = "互为竞争对手的客团不在同一时间同一地点出现"
    title_en = "Rivals never share a place at a time"
    cites = PRACTICE
    scope = "shared"
    levels = ("must", "off")
    softenable = False
    met = Sentence("{moment}{client}与{rival}同在{place}", "{client} and {rival} are both at {place} on {moment}")

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Compare the whereabouts of each pair of rivals."""
        return (_PAIRS_OF_RIVALS.by(self._met),)

    def _met(self, facts: Facts, pair: list[tuple[Visit, list[Presence]]]) -> Iterator[Violation]:
        if len(pair) < 2:  # the other one is left out as a whole
            return
        (a, here), (b, there) = pair
        for place, start, end in here:
            for other, begin, until in there:
                if place == other and overlap((start, end), (begin, until)):
                    yield self.broken(
                        b.id if self.waived(b) else a.id,
                        subject(visit=(a.id, b.id)) + _shared(place),
                        1,
                        self.met,
                        moment=DayAndTime(max(start, begin)),
                        client=a.client,
                        rival=b.client,
                        place=facts.week.place(place.removeprefix(NIGHT_PREFIX)).name,
                    )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Keep away from each rival at every place and in every hotel."""
        for other in facts.week.visits:
            if other.id == visit.id or not facts.rivals(visit.id, other.id):
                continue
            _Whereabouts(self, m, facts, visit, other.id).post()


def _shared(place: str) -> Subject:
    return subject(hotel_night=place) if place.startswith(NIGHT_PREFIX) else subject(place=place)


class _Whereabouts:
    """States in a model where a visit is, for one rival: the same spans as ``presence`` reads from a plan."""

    def __init__(self, rule: Rule, m: Poster, facts: Facts, visit: VisitView, other: str) -> None:
        self.rule, self.m, self.facts, self.visit, self.other = rule, m, facts, visit, other
        self.arrived = facts.location(visit.stay.first[0].origin)

    def post(self) -> None:
        for act in self.visit.acts.values():
            self._at(act)
        for day in self.visit.days:
            self._waiting(day)
        stay = self.visit.stay
        if stay.visit.provides.lodging and stay.nights:
            for first, nights in _runs(stay):
                for hotel, chosen in self.visit.sleeps(first).items():
                    start = at(first) - self.facts.week.origin
                    self._here(f"{NIGHT_PREFIX}{hotel}", start, DAY * nights, chosen)

    def _here(self, place: str, start: Expr, minutes: Expr, on: Lit) -> None:
        self.m.apart(self.rule, subject(visit=(self.visit.id, self.other)), place, start, minutes, on, self.other)

    def _at(self, act: Act) -> None:
        """At an item, from settling on; packed meals are eaten while waiting."""
        here: dict[str, list[Lit]] = {}
        for choice, literal in act.choices:
            if not _packed(choice):
                here.setdefault(self.facts.location(choice.place), []).append(literal)
        pad = _pad(self.facts)
        for place, literals in here.items():
            if _counts(self.facts, place):
                self._here(place, act.start - pad, act.end - act.start + pad, self.m.either(*literals))
        if all(choice.lunch is None for choice, _ in act.choices):
            return
        for _, choice, house, _, start, minutes, chosen in seated_choices_of(self.m, self.facts, act):
            elsewhere = self.facts.location(house.id)
            if choice.lunch is not None and elsewhere != self.facts.location(choice.place):
                self._here(elsewhere, start, minutes, chosen)

    def _waiting(self, day: dt.date) -> None:
        """Waiting through a day: after each item until the time of the next begins, packed meals included."""
        first, pad = day == self.visit.days[0], _pad(self.facts)
        since: Expr = self.visit.stay.start - self.facts.week.origin
        places: dict[str, Lit] = {self.arrived: self.m.both()} if first else {}
        fresh: list[Lit] = []  # nothing yet since the arrival
        for slot in self.visit.day(day):
            leaves = slot.layer is Layer.END and day == self.visit.days[-1]
            if slot.acts or leaves:
                eaten = sum((pad + self.facts.shape.packed_meal_minutes) * lit for lit in _packed_here(slot))
                gap = slot.gap - slot.gap_at_hotel
                waits = gap if leaves else gap - pad * (slot.used - slot.moved) + eaten
                for place, literal in places.items():
                    if _counts(self.facts, place) and not isinstance(self.facts.week.place(place), Hotel):
                        sets_off = first and place == self.arrived
                        on = (
                            self.m.both(literal, self.m.negated(self.m.both(slot.moved, *fresh)))
                            if sets_off
                            else literal
                        )
                        self._here(place, since, waits, on)
                if first and slot.acts:
                    self._after_pick_up(slot, fresh)
                fresh.append(self.m.negated(slot.used))
            since, places = slot.end, dict(slot.place)

    def _after_pick_up(self, slot: Slot, fresh: list[Lit]) -> None:
        """Occupy the place that a pick-up takes the guests to, from their arrival: it leaves the station at once."""
        start = slot.start - self.facts.shape.settle - slot.gap
        for (origin, place), literal in slot.flows.items():
            if origin == self.arrived and _counts(self.facts, place):
                on = self.m.both(literal, *fresh) if _counts(self.facts, origin) else literal
                self._here(place, start, slot.gap, on)


def _runs(stay: Stay) -> list[tuple[dt.date, int]]:
    """Return the runs of nights at one hotel: the day before the first, and how many."""
    changes = [day for k, day in enumerate(stay.nights) if k == 0 or stay.changes_hotel(day)]
    ends = [*changes[1:], stay.nights[-1] + dt.timedelta(days=1)]
    return [(first, (end - first).days) for first, end in zip(changes, ends, strict=True)]


def _rivals(facts: Facts, plan: Plan) -> Iterator[tuple[tuple[int, int], tuple[Visit, list[Presence]]]]:
    """Yield the whereabouts of each visit with rivals, by pair: the places of the two in the week."""
    places = facts.visit_places
    for p in programmes(facts, plan):
        others = {visit.id for visit in facts.week.visits if p.id in visit.rivals} | set(p.stay.visit.rivals)
        here = whereabouts(facts, p) if others else []
        for other in sorted(others & set(places) - {p.id}):
            first, second = sorted((places[p.id], places[other]))
            yield (first, second), (p.stay.visit, here)


_PAIRS_OF_RIVALS = Grouping(_rivals, lambda _, pair: pair)


def presence(facts: Facts, p: Programme) -> Iterator[Presence]:
    """Yield where the guests are, as rivals may see them: location (nights: ``NIGHT_PREFIX`` and hotel), start, end."""
    for step in p.steps:
        picked_up = step.move is not None and step.move.kind == "pick_up" and step.before is None
        only_passes = picked_up and step.item is None  # from the exit straight to the departure point
        if step.since is not None and step.origin is not None and step.gap > 0 and not only_passes:
            place, since = facts.location(step.origin), step.since
            minutes = minutes_before_departure(step) if goes_to_own_hotel(p, step) else step.gap
            if picked_up and step.item is not None and step.move is not None:
                place, since = facts.location(step.item.place), step.move.arrive
            hidden = minutes <= 0 or (not picked_up and isinstance(facts.week.place(place), Hotel))
            if _counts(facts, place) and not hidden:
                yield place, since, since + minutes
        if step.item is not None:
            place = facts.location(step.item.place)
            in_their_rooms = _packed(step.item) and isinstance(facts.week.place(place), Hotel)
            if _counts(facts, place) and not in_their_rooms:
                yield place, step.item.start - _pad(facts), step.item.end
    for item, house, _, start, end in seated_meals_of(facts, p):
        if item.lunch is not None and facts.location(house.id) != facts.location(item.place):
            yield facts.location(house.id), start, end
    for night in p.nights:
        yield f"{NIGHT_PREFIX}{night.hotel}", at(night.day), at(night.day, DAY)


def whereabouts(facts: Facts, p: Programme) -> list[Presence]:
    """Return the presence of a visit, spans at one place that follow each other joined."""
    return _merged(presence(facts, p))


def _pad(facts: Facts) -> int:
    """Minutes before an item that are the item's already: settling, but no longer than between two at one place."""
    return min(facts.shape.settle, facts.shape.changeover)


def _packed(meal: Item | Choice) -> bool:
    return is_packed_meal(meal.kind, meal.dining_room)


def _packed_here(slot: Slot) -> list[Lit]:
    """Return the literals of packed meals in a slot that are eaten where the guests are."""
    meals = {act.id: act for act, _ in slot.acts}
    return [lit for act in meals.values() for choice, lit in act.choices if _packed(choice) and not choice.place]


def _merged(spans: Iterable[Presence]) -> list[Presence]:
    """Join spans at one place that follow each other."""
    places: dict[str, list[tuple[int, int]]] = {}
    for place, start, end in spans:
        places.setdefault(place, []).append((start, end))
    return [(place, start, end) for place in sorted(places) for start, end in merge(places[place])]


def _counts(facts: Facts, place: str) -> bool:
    """Tell whether rivals would meet at a place: not at airports and stations, where everybody passes."""
    return not isinstance(facts.week.place(place), ArrivalPoint)
