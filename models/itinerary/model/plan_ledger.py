"""A plan read back: the visits' plans, and their bookings of the shared resources, without a solver.

The rules themselves say what is booked: each that occupies is posted onto a view whose literals and expressions are
plain numbers, those of the plan. So the ledger of a plan is the ledger of the model that would have made it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from models.cp.ledger import JOINT_PREFIX, Booking, Ledger, agreement, demand_of, disagree
from models.domain.clock import day_of
from models.domain.plan import Item, Move, Night, VisitPlan
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.programme import programme
from models.rules.core.view import Choice, TypedAct, TypedPart, TypedVisitView
from models.rules.tour.rivals import RivalsApart, whereabouts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan, Ride
    from models.domain.stay import Stay
    from models.domain.tiers import Tier
    from models.domain.visits import Visit
    from models.rules.core.base import Rule
    from models.rules.core.findings import Subject
    from models.rules.core.view import Expr, Lit

Row = TypeVar("Row", Item, Move, Night)


def visit_plans_of(facts: Facts, plan: Plan) -> dict[str, VisitPlan]:
    """Return a plan by visit of the week; what it says of things that the week does not know is passed over.

    So a plan of an earlier state of the week can be read: without visits and requests that were called off, people who
    left, rooms that are no more. What is then missing, the rules tell.
    """
    known = _Known(facts)
    return {visit.id: known.visit_plan(visit, plan.of(visit.id)) for visit in facts.week.visits}


class _Known:
    """What a week knows, to read an earlier plan."""

    def __init__(self, facts: Facts) -> None:
        company = facts.week.company
        self.places = {place.id for place in company.places}
        self.rooms = {room.id for room in company.rooms}
        self.tables = {(r.id, room.id) for r in facts.week.restaurants for room in r.dining_rooms}
        self.hotels = {hotel.id for hotel in facts.week.hotels}
        self.people = {person.id for person in company.people}
        self.vehicles, self.drivers = {v.id for v in company.vehicles}, {d.id for d in company.drivers}
        self.hired = {car.id for car in facts.week.hired_cars}
        self.workshops = {workshop.id for workshop in company.workshops}

    def visit_plan(self, visit: Visit, plan: Plan) -> VisitPlan:
        """Return the plan of one visit."""
        requests = {request.id for request in visit.requests}
        groups = {group.id for group in visit.groups}
        items = [i for i in plan.items if i.request is None or i.request in requests]
        ways = [m for m in plan.moves if {m.origin, m.target} <= self.places]
        nights = [n for n in plan.nights if n.hotel in self.hotels]
        return VisitPlan(
            tuple(self._item(_of(i, groups)) for i in items if self._has_place(i)),
            tuple(self._move(_of(m, groups)) for m in ways),
            tuple(_of(n, groups) for n in nights),
            tuple(left for left in plan.left_out if left.request in requests),
        )

    def _has_place(self, item: Item) -> bool:
        table = item.table is None or (item.table.restaurant, item.table.dining_room) in self.tables
        stops = {stop.workshop for stop in item.stops} <= self.workshops
        return item.place in self.places and (item.room is None or item.room in self.rooms) and table and stops

    def _item(self, item: Item) -> Item:
        kept = tuple(d for d in item.duties if d.person is None or d.person in self.people)
        return item if len(kept) == len(item.duties) else item.replace(duties=kept)

    def _move(self, move: Move) -> Move:
        duties = tuple(d for d in move.duties if d.person is None or d.person in self.people)
        rides = tuple(ride for ride in move.rides if self._runs(ride))
        same = len(duties) == len(move.duties) and len(rides) == len(move.rides)
        return move if same else move.replace(duties=duties, rides=rides)

    def _runs(self, ride: Ride) -> bool:
        if ride.vehicle is None:
            return ride.hired in self.hired
        return ride.vehicle in self.vehicles and ride.driver in self.drivers


def _of(row: Row, groups: set[str]) -> Row:
    """Return a row without travel groups that are no more."""
    return row if set(row.groups) <= groups else row.replace(groups=tuple(g for g in row.groups if g in groups))


def ledger_of(facts: Facts, rules: Sequence[Rule], visit_plans: Mapping[str, VisitPlan], plan: Plan) -> Ledger:
    """Return the bookings of a whole plan."""
    found: list[Booking] = []
    for visit in sorted(visit_plans):
        found += bookings(facts, rules, visit, visit_plans[visit], plan)
    return Ledger.empty(facts).plus(found)


def bookings(facts: Facts, rules: Sequence[Rule], visit: str, visit_plan: VisitPlan, plan: Plan) -> list[Booking]:
    """Return the bookings of one visit."""
    recorder, view = _Recorder(facts, visit), _view(facts, facts.stay(visit), visit_plan)
    for rule in rules:
        if rule.occupies:
            rule.post(recorder, facts, view)
        if isinstance(rule, RivalsApart) and any(facts.rivals(visit, other.id) for other in facts.week.visits):
            for place, start, end in whereabouts(facts, programme(facts, plan, visit)):
                recorder.bookings.append(Booking(f"at:{place}", start, end, 1, visit))
    return sorted(set(recorder.bookings))


def _view(facts: Facts, stay: Stay, visit_plan: VisitPlan) -> TypedVisitView[int, int]:
    """Return a visit's plan as a view in numbers; only what occupying rules ask for."""
    hotel = {night.hotel: 1 for night in visit_plan.nights if night.day not in stay.nights_away}
    away = {night.day: {night.hotel: 1} for night in visit_plan.nights if night.day in stay.nights_away}
    acts = {item.id: _act(facts, stay, item) for item in visit_plan.items}
    return TypedVisitView(stay, acts, {}, hotel, {}, {}, away=away)


def _act(facts: Facts, stay: Stay, item: Item) -> TypedAct[int, int]:
    origin, day = facts.week.origin, day_of(item.start)
    request = next((r for r in stay.visit.requests if r.id == item.request), None)
    choice = Choice(item.kind, request, item.place, item.room, item.dining_room, item.minutes, day, item.lunch)
    parts = [
        TypedPart(duty.person, duty.role, 1, duty.start - origin, duty.end - origin)
        for duty in item.duties
        if duty.role in CHOSEN_ROLES and duty.person
    ]
    start, end = item.start - origin, item.end - origin
    return TypedAct(item.id, item.kind, request, 1, start, end, item.minutes, [(choice, 1)], {day: 1}, {}, parts)


class _Recorder:
    """A Poster that notes what is occupied; nothing is limited."""

    def __init__(self, facts: Facts, visit: str) -> None:
        self.origin, self.visit = facts.week.origin, visit
        self.bookings: list[Booking] = []

    def limit(
        self,
        rule: Rule,
        about: Subject,
        expr: Expr,
        lo: int | None = None,
        hi: int | None = None,
        on: Sequence[Lit] = (),
        step: int = 1,
    ) -> None:
        """Hold nothing."""

    def never(self, rule: Rule, about: Subject, *literals: Lit) -> None:
        """Forbid nothing."""

    def count(self, rule: Rule, about: Subject, literals: Sequence[Lit], hi: int, on: Sequence[Lit] = ()) -> None:
        """Hold nothing."""

    def both(self, *literals: Lit) -> Lit:
        """Return 1 when all are true."""
        return int(all(literals))

    def either(self, *literals: Lit) -> Lit:
        """Return 1 when any is true."""
        return int(any(literals))

    def less(self, a: Expr, b: Expr) -> Lit:
        """Return 1 when a < b."""
        return int(_number(a) < _number(b))

    def negated(self, literal: Lit) -> Lit:
        """Return the negation."""
        return 1 - _number(literal)

    def occupy(
        self,
        rule: Rule,
        about: Subject,
        resource: str,
        start: Expr,
        minutes: Expr,
        on: Lit,
        demand: int = 1,
        joint: str | None = None,
    ) -> None:
        """Note a use."""
        del rule, about
        length = _number(minutes)
        if on and length > 0:
            begin = self.origin + _number(start)
            self.bookings.append(Booking(resource, begin, begin + length, demand, self.visit, joint or ""))

    def agree(
        self,
        rule: Rule,
        about: Subject,
        joint: str,
        start: Expr,
        ways: Mapping[str, Sequence[tuple[str, Lit]]],
        on: Lit,
    ) -> None:
        """Note when and in which ways a joint item is held."""
        del rule, about
        if on:
            begin = self.origin + _number(start)
            taken = {what: [name for name, literal in named if _number(literal)] for what, named in ways.items()}
            self.bookings.append(agreement(joint, begin, taken, self.visit))

    def apart(self, rule: Rule, about: Subject, place: str, start: Expr, minutes: Expr, on: Lit, other: str) -> None:
        """Note nothing: rivals' whereabouts are read from the programme."""

    def add_lower_bound(self, rule: Rule, about: Subject, expr: Expr) -> None:
        """Count nothing."""

    def guide(self, tier: Tier, expr: Expr) -> None:
        """Guide nothing."""


def _number(term: Expr) -> int:
    """Return a term of a view in numbers."""
    assert isinstance(term, int)
    return term


def double_bookings(ledger: Ledger, visits: Collection[str]) -> dict[str, set[str]]:
    """Return with which others some visits overbook a resource, by visit: rooms, people, tables, beds, workshops."""
    found: dict[str, set[str]] = defaultdict(set)
    for resource in _resources(ledger, visits):
        rows = [row for row in ledger.bookings(resource) if row.visit]
        if resource.startswith(JOINT_PREFIX):
            if any(disagree(row, other) for row in rows for other in rows):
                for row in rows:
                    found[row.visit] |= {o.visit for o in rows} - {row.visit}
            continue
        capacity = ledger.capacity(resource)
        for row in rows:
            here = [other for other in rows if other.start <= row.start < other.end]
            if demand_of(here) > capacity and len({o.visit for o in here}) > 1:
                for other in here:
                    found[other.visit] |= {o.visit for o in here} - {other.visit}
    return dict(found)


def _resources(ledger: Ledger, visits: Iterable[str]) -> list[str]:
    named = {row.resource for visit in visits for row in ledger.by_visit.get(visit, ())}
    return sorted(name for name in named if not name.startswith("at:"))
