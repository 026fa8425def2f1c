"""From a solution to the plan of a visit: items, moves and nights, with leaders and experts named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.cp.types import Expr
from models.domain.activities import Gift, NightAway, Tour
from models.domain.demands import deputies_at
from models.domain.plan import Duty, Item, LeftOut, Move, Night, Stop, VisitPlan
from models.rules.core.true_labels import called_right, luggage_goes_along
from models.rules.core.view import Choice, Layer

if TYPE_CHECKING:
    from models.cp.types import SolverAct, SolverSlot, SolverView
    from models.domain.facts import Facts

Evaluate = Callable[[Expr], int]
"""Evaluates an expression or literal in a solution."""


def read_visit_plan(facts: Facts, view: SolverView, value: Evaluate) -> VisitPlan:
    """Return the plan of a view's visit in a solution.

    Parameters
    ----------
    value : callable
        Evaluates expressions and literals of the view's frame.
    """
    return _SolutionReader(facts, view, value).visit_plan()


class _SolutionReader:
    """Reads a solution day by day, slot by slot; knows which travel groups have joined and left so far."""

    def __init__(self, facts: Facts, view: SolverView, value: Evaluate) -> None:
        self.facts, self.view, self.stay, self.value = facts, view, view.stay, value
        self.origin = facts.week.origin
        self.passing = [self.view.group(id) for id, passes in self.view.passes.items() if value(passes)]
        self.joined = {group.id for group in self.stay.first if group not in self.passing}
        self.left: set[str] = set()

    def visit_plan(self) -> VisitPlan:
        items: list[Item] = []
        moves: list[Move] = []
        for day in self.stay.days:
            self._day(day, items, moves)
        moves += self._straight_on()
        done = {item.request for item in items}
        left = tuple(
            LeftOut(visit=self.stay.id, request=request.id)
            for request in self.stay.visit.requests
            if request.id not in done and not isinstance(request, Gift | NightAway)
        )
        moves.sort(key=lambda move: (move.depart, move.id))
        moves = called_right(self.facts, self.stay, items, moves)  # after what is done at the airport: the pick-up
        nights = self._nights()
        luggage = luggage_goes_along(self.stay, items, moves, nights)
        moves = [move.replace(luggage=luggage[id(move)]) for move in moves]
        return VisitPlan(tuple(items), tuple(moves), nights, left)

    def _day(self, day: dt.date, items: list[Item], moves: list[Move]) -> None:
        before = self._morning(day)
        for slot in self.view.day(day):
            if not self.value(slot.used):
                continue
            key, item = (day, slot.layer), None
            here = self._where(slot)
            together = self._together()
            moves += self._late(key, here)
            if slot.layer is not Layer.END:
                act = next(act for act, x in slot.acts if self.value(x))
                item = self._item(act, here)
            if here != before:
                moves.append(self._move(day, slot, before, here, item, together, first=not items))
            if item:
                items.append(item)
            moves += self._early(key, here)
            before = here

    def _together(self) -> tuple[str, ...]:
        """Return the travel groups on the programme now, empty when all of the visit are."""
        here = tuple(sorted(self.joined - self.left))
        return () if len(here) == len(self.stay.groups) else here

    def _late(self, key: tuple[dt.date, Layer], here: str) -> list[Move]:
        """Return the pick-ups of groups that join in a slot."""
        made = []
        for group, slots in self.view.joins.items():
            if key in slots and self.value(slots[key]):
                self.joined.add(group)
                late = self.view.group(group)
                origin = self.facts.location(late.origin)
                arrive = self.facts.travel.after(origin, here, late.exit)
                if origin != here:
                    made.append(self._way("pick_up", f"meet-{group}", origin, here, late.exit, arrive, (group,)))
        return made

    def _early(self, key: tuple[dt.date, Layer], here: str) -> list[Move]:
        """Return the see-offs of groups whose last slot this is."""
        made = []
        for group, slots in self.view.leaves.items():
            if key in slots and self.value(slots[key]):
                self.left.add(group)
                early = self.view.group(group)
                target = self.facts.location(early.target)
                depart = early.deadline - self.facts.travel.minutes(here, target, early.deadline)
                if target != here:
                    made.append(
                        self._way("see_off", f"see_off-{group}", here, target, depart, early.deadline, (group,))
                    )
        return made

    def _straight_on(self) -> list[Move]:
        """Return the ways of groups that take part in nothing, from the exit to where they leave."""
        made = []
        for group in self.passing:
            origin, target = self.facts.location(group.origin), self.facts.location(group.target)
            if origin != target:
                arrive = self.facts.travel.after(origin, target, group.exit)
                name = f"meet-{group.id}"
                made.append(self._way("pick_up", name, origin, target, group.exit, arrive, (group.id,)))
        return made

    def _morning(self, day: dt.date) -> str:
        if day == self.stay.days[0]:
            return self.facts.location(self.stay.first[0].origin)
        return self.facts.location(self._hotel(day - dt.timedelta(days=1)))

    def _hotel(self, day: dt.date) -> str:
        """Return where the guests sleep after a day."""
        return next(hotel for hotel, literal in self.view.sleeps(day).items() if self.value(literal))

    def _where(self, slot: SolverSlot) -> str:
        return next(place for place, literal in slot.place.items() if self.value(literal))

    def _item(self, act: SolverAct, here: str) -> Item:
        choice = next(choice for choice, literal in act.choices if self.value(literal))
        start, end = self.origin + self.value(act.start), self.origin + self.value(act.end)
        deputies = deputies_at(self.facts, self.stay, act.request)
        duties = [
            Duty(
                role=p.role,
                person=p.person,
                stand_in=p.person in deputies,
                start=self.origin + self.value(p.start),
                end=self.origin + self.value(p.end),
            )
            for p in act.parts
            if self.value(p.chosen)
        ]
        return Item.model_validate(
            {
                "id": act.id,
                "visit": self.stay.id,
                "kind": choice.kind,
                "request": act.request.id if act.request else None,
                "start": start,
                "end": end,
                "place": choice.place or here,
                "room": choice.room,
                "dining_room": choice.dining_room,
                "lunch": choice.lunch,
                "groups": self._together(),
                "stops": self._stops(choice, start),
                "duties": duties,
            }
        )

    def _stops(self, choice: Choice, start: int) -> tuple[Stop, ...]:
        if not isinstance(choice.request, Tour):
            return ()
        return tuple(
            Stop(workshop=s.workshop.id, group=s.group, start=start + s.offset, end=start + s.offset + s.minutes)
            for s in self.stay.tour_stops(choice.request)
        )

    def _move(
        self,
        day: dt.date,
        slot: SolverSlot,
        origin: str,
        target: str,
        item: Item | None,
        groups: tuple[str, ...],
        first: bool,
    ) -> Move:
        arrive, depart = self.origin + self.value(slot.arrive), self.origin + self.value(slot.depart)
        if first and day == self.stay.days[0]:
            arrive = self.facts.travel.after(origin, target, self.stay.start)
            name = f"meet-{next(g.id for g in self.stay.first if g not in self.passing)}"
            return self._way("pick_up", name, origin, target, self.stay.start, arrive, groups)
        if item is None and day == self.stay.days[-1]:
            return self._way("see_off", f"see_off-{self.stay.last[0].id}", origin, target, depart, arrive, groups)
        name = f"to-{item.id.partition('/')[2]}" if item else f"home-{day}"
        return self._way("transfer", name, origin, target, depart, arrive, groups)

    def _way(
        self, kind: str, name: str, origin: str, target: str, depart: int, arrive: int, groups: tuple[str, ...]
    ) -> Move:
        return Move.model_validate(
            {
                "id": f"{self.stay.id}/{name}",
                "visit": self.stay.id,
                "kind": kind,
                "origin": origin,
                "target": target,
                "depart": depart,
                "arrive": arrive,
                "groups": groups,
            }
        )

    def _nights(self) -> tuple[Night, ...]:
        if not self.stay.visit.provides.lodging or not self.stay.nights:
            return ()
        nights = []
        for day in self.stay.nights:
            groups = self.stay.sleeping(day)
            rooms = self.stay.room_bookings(groups)
            nights.append(Night(visit=self.stay.id, day=day, hotel=self._hotel(day), rooms=rooms, groups=groups))
        return tuple(nights)
