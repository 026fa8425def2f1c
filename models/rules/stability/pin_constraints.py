"""Pins in a plan and in a model: what of them a plan does not keep, and how a model is told to keep them.

``STAB-01`` (what has started) and ``STAB-03`` (what is fixed) share them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.changed_sides import NIGHT, night_id
from models.domain.demands import attendances
from models.domain.pins import SIDE_WORDS
from models.domain.plan import Item, Move
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.findings import Phrase, subject
from models.rules.core.plan_part import PlanPart, judged_visits
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.rules.core.base import Poster, Rule
    from models.rules.core.findings import Subject
    from models.rules.core.view import Act, Choice, Lit, Slot, VisitView

NOT_CALLED_OFF = Phrase("未取消", "not called off")
NOT_PLANNED = Phrase("未排入", "not planned")
TIME_SIDE, PLACE_SIDE = Phrase(*SIDE_WORDS["time"]), Phrase(*SIDE_WORDS["place"])
PEOPLE_SIDE, CARS_SIDE = Phrase(*SIDE_WORDS["people"]), Phrase(*SIDE_WORDS["cars"])
DRIVERS_SIDE = Phrase("司机", "drivers")


# ---------------------------------------------------------------- pins in a plan


def judged_pins(facts: Facts, plan: Plan) -> Iterator[Pin]:
    """Yield what is fixed of the visits of the week that are judged in a plan."""
    judged = judged_visits(facts, plan)
    return (pin for pin in (facts.revision.pins if facts.revision else ()) if pin.visit in judged)


def judged_started(facts: Facts, plan: Plan) -> Iterator[tuple[str, Pin]]:
    """Yield what has started, by item or move id, of the visits that are judged in a plan."""
    part = plan.visits if isinstance(plan, PlanPart) else None
    return ((id, pin) for id, pin in facts.frozen.items() if part is None or pin.visit in part)


def pin_subject(facts: Facts, pin: Pin, plan: Plan) -> Subject:
    """Return the item or move that a pin is of; a move when the plan or the announced one has it as such."""
    former = facts.revision.former if facts.revision else None
    moves = {move.id for moves in (plan.moves, former.moves if former else ()) for move in moves}
    if pin.of in moves:
        return subject(move=pin.of)
    return subject(visit=pin.visit) if _night_of(pin) else subject(item=pin.of)


def unkept_sides(facts: Facts, pin: Pin, plan: Plan) -> list[Phrase]:
    """Return the sides of a pin that a plan's programme does not keep: time, place, leaders and experts."""
    if _night_of(pin):
        nights = [night for night in plan.nights if night_id(night) == pin.of]
        kept = pin.place in (None, *(night.hotel for night in nights))
        return [] if kept and pin.rooms in (None, *(night.rooms for night in nights)) else [PLACE_SIDE]
    row = _row(pin, plan)
    if pin.out or row is None:
        return [] if pin.out is (row is None) else [NOT_CALLED_OFF if pin.out else NOT_PLANNED]
    rooms, as_fixed = set[str | None](), True
    if isinstance(row, Item):
        when, place, rooms = (row.start, row.end), row.place, {row.room, row.dining_room}
        as_fixed = pin.stops in (None, row.stops)
    else:
        when, place = (row.depart, row.arrive), row.target
    found = []
    if pin.start not in (None, when[0]) or pin.end not in (None, when[1]):
        found.append(TIME_SIDE)
    if not as_fixed or pin.place not in (None, place) or (pin.room is not None and pin.room not in rooms):
        found.append(PLACE_SIDE)
    named = {duty.person for duty in row.duties if duty.role in CHOSEN_ROLES}
    chosen = _named_by_programme(facts, pin)
    if not set(pin.people or ()) & chosen <= named or set(pin.without) & chosen & named:
        found.append(PEOPLE_SIDE)
    return found


def unkept_staff_sides(facts: Facts, pin: Pin, plan: Plan) -> list[Phrase]:
    """Return the sides of a pin that a plan's staffing does not keep: helpers, cars, drivers."""
    row = _row(pin, plan)
    if pin.out or row is None:
        return []
    found = []
    chosen, busy = _named_by_programme(facts, pin), {duty.person for duty in row.duties}
    if not set(pin.people or ()) - chosen <= busy or (set(pin.without) - chosen) & busy:
        found.append(PEOPLE_SIDE)
    rides = row.rides if isinstance(row, Move) else ()
    if pin.cars is not None and sorted(pin.cars) != sorted(r.vehicle for r in rides if r.vehicle):
        found.append(CARS_SIDE)
    if pin.drivers is not None and sorted(pin.drivers) != sorted(r.driver for r in rides if r.driver):
        found.append(DRIVERS_SIDE)
    return found


def _night_of(pin: Pin) -> bool:
    """Tell whether a pin is of a night."""
    return pin.of.partition("/")[2].startswith(NIGHT)


def _row(pin: Pin, plan: Plan) -> Item | Move | None:
    rows: list[Item | Move] = [*plan.items, *plan.moves]
    return next((row for row in rows if row.id == pin.of), None)


def _named_by_programme(facts: Facts, pin: Pin) -> set[str]:
    """Return the leaders and experts whom the request of a pin's item may name; all other people are staffing's.

    So are those who were there as something else when it was fixed: leaders who keep the guests company at a banquet.
    """
    stay, name = facts.stay(pin.visit), pin.of.partition("/")[2]
    request = next((r for r in stay.visit.requests if r.id == name), None)
    named = {person for attendance in attendances(facts, stay, request) for person in attendance.candidates}
    former = facts.revision.former if facts.revision else None
    row = _row(pin, former) if former is not None else None
    duties = row.duties if row is not None else ()
    chosen = {duty.person for duty in duties if duty.role in CHOSEN_ROLES}
    return named - {duty.person for duty in duties if duty.person and duty.person not in chosen}


# ---------------------------------------------------------------- pins in a model


def post_pin(rule: Rule, m: Poster, facts: Facts, visit: VisitView, pin: Pin) -> None:
    """State a pin of a visit in a model, as far as the programme decides it; helpers and cars are staffing's."""
    name = pin.of.partition("/")[2]
    if pin.of in visit.acts:
        _post_item(rule, m, facts, visit.acts[pin.of], pin)
    elif name.startswith("to-"):
        act = visit.acts.get(f"{visit.id}/{name.removeprefix('to-')}")
        for key, here in act.at.items() if act else ():
            _post_move(rule, m, facts, visit.slots[key], pin, here)
    elif name.startswith("home-"):
        for slot in visit.slots.values():
            if slot.layer is Layer.END and name == f"home-{slot.day}":
                _post_move(rule, m, facts, slot, pin, m.both())
    elif name.startswith("meet-"):
        _post_pick_up(rule, m, facts, visit, pin, name.removeprefix("meet-"))
    elif _night_of(pin) and pin.place is not None:
        night = next((day for day in visit.away if name.startswith(f"{NIGHT}{day}")), None)
        for hotel, chosen in (visit.hotel if night is None else visit.sleeps(night)).items():
            if hotel != pin.place:
                m.never(rule, subject(visit=visit.id, place=hotel), chosen)


def _post_item(rule: Rule, m: Poster, facts: Facts, act: Act, pin: Pin) -> None:
    origin, about = facts.week.origin, subject(item=pin.of)
    if pin.out:
        m.never(rule, about, act.done)
        return
    m.never(rule, about, m.negated(act.done))
    if pin.start is not None:
        m.limit(rule, about, act.start, lo=pin.start - origin, hi=pin.start - origin)
    if pin.end is not None:
        m.limit(rule, about, act.end, lo=pin.end - origin, hi=pin.end - origin)
    if pin.place is not None or pin.room is not None:
        for choice, literal in act.choices:
            if not _agrees(facts, choice, pin):
                m.never(rule, about, literal)
    for person in sorted(set(pin.people or ()) & _named_by_programme(facts, pin)):
        parts = [part.chosen for part in act.parts if part.person == person]
        if parts:
            m.never(rule, about, *(m.negated(chosen) for chosen in parts))
    for part in act.parts:
        if part.person in pin.without:
            m.never(rule, about, part.chosen)


def _agrees(facts: Facts, choice: Choice, pin: Pin) -> bool:
    """Tell whether a choice is what a pin says; a packed meal is eaten wherever the guests are."""
    if pin.room is not None and pin.room not in (choice.room, choice.dining_room):
        return False
    here = {choice.place, facts.location(choice.place)} if choice.place else {pin.place}
    return pin.place is None or pin.place in here


def _post_move(rule: Rule, m: Poster, facts: Facts, slot: Slot, pin: Pin, here: Lit) -> None:
    """State when the move into a slot sets off, and where it goes."""
    if pin.start is not None:
        moment = pin.start - facts.week.origin
        m.limit(rule, subject(move=pin.of), slot.depart, lo=moment, hi=moment, on=[here])
    if pin.place is not None and facts.location(pin.place) in slot.place:
        m.never(rule, subject(move=pin.of), here, m.negated(slot.place[facts.location(pin.place)]))


def _post_pick_up(rule: Rule, m: Poster, facts: Facts, visit: VisitView, pin: Pin, group: str) -> None:
    """State where a pick-up goes; when, the group's arrival says."""
    if pin.place is None:
        return
    about, target = subject(move=pin.of), facts.location(pin.place)
    if group in visit.joins:
        for key, joins in visit.joins[group].items():
            there = visit.slots[key].place.get(target)
            m.never(rule, about, joins, *([m.negated(there)] if there is not None else []))
        return
    origin = facts.location(visit.stay.first[0].origin)
    for slot in visit.day(visit.days[0]):
        for (a, b), literal in slot.flows.items():
            if a == origin and b != target:
                m.never(rule, about, literal)
