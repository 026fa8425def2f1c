"""Holds a model to a plan: what the model says of a plan that somebody else made.

Every decision of the plan that the model knows is pinned: items with place, room, start and end, hotel, who joins and
leaves when, the ways home. A plan that the model cannot even name (an unknown item, another room) is impossible.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.cp.ledger import Ledger
from models.cp.run import Effort, solve
from models.domain.clock import day_of
from models.domain.facts import SMALL_HOURS
from models.itinerary.build import build
from models.itinerary.extract import rows
from models.itinerary.incumbent import assemble
from models.rules.view import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.frame import Frame
    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, Plan
    from models.rules.base import Rule
    from models.rules.view import Act, Choice, VisitView


@dataclass
class Verdict:
    """What a model says of a plan.

    Attributes
    ----------
    possible : bool
        Whether the model allows it.
    amounts : dict rule -> int
        Cost of each rule's exact slacks, divided by the cost of one unit.
    plan : Plan or None
        The plan again, with the leaders and experts that the model chose.
    """

    possible: bool
    amounts: dict[str, int] = field(default_factory=dict)
    plan: Plan | None = None


def ask(facts: Facts, plan: Plan, rules: Sequence[Rule], mode: str = "bound") -> Verdict:
    """Ask a model of all visits under some rules about a plan."""
    made = build(facts, [stay.id for stay in facts.stays], rules, Ledger.empty(facts), mode)
    if not all(_pin(made.frame, view, plan) for view in made.views.values()):
        return Verdict(False)
    total = sum((made.frame.objective(tier) for tier in (1, 2)), 0)
    outcome = solve(made.frame.model, total, effort=Effort(deterministic=20.0))
    assert outcome.status in ("optimal", "infeasible"), outcome.status
    if not outcome.found:
        return Verdict(False)
    again = {v: rows(facts, view, outcome.value) for v, view in made.views.items()}
    for view in made.views.values():
        mine = again[view.id]
        if not _same_ways(facts, mine.moves, [m for m in plan.moves if m.visit == view.id]):
            return Verdict(False)
        if set(mine.nights) != {night for night in plan.nights if night.visit == view.id}:
            return Verdict(False)
        if {left.request for left in mine.left_out} != {x.request for x in plan.left_out if x.visit == view.id}:
            return Verdict(False)
    units = {rule.id: rule.cost(1) for rule in rules}
    amounts: dict[str, int] = dict.fromkeys(units, 0)
    for term in made.frame.terms:
        if term.kind == "exact" and term.rule in units:
            amounts[term.rule] += term.weight * outcome.value(term.expr) // units[term.rule]
    return Verdict(True, amounts, assemble(facts, again))


def _same_ways(facts: Facts, moves: Sequence[Move], planned: Sequence[Move]) -> bool:
    """Tell whether the plan has the model's moves; it need not say that guests walk."""
    ours, theirs = _ways(facts, moves), _ways(facts, planned)
    walks = {way for way in ours if facts.travel.base(way[1], way[2]) <= facts.shape.walk_minutes}
    return len(theirs) == len(planned) and theirs <= ours and ours - theirs <= walks


def _ways(facts: Facts, moves: Sequence[Move]) -> set[tuple[Any, ...]]:
    place = facts.location
    return {(m.kind, place(m.origin), place(m.target), m.depart, m.arrive, m.groups) for m in moves}


def _pin(frame: Frame, view: VisitView, plan: Plan) -> bool:
    """Pin one visit; False when the model has no words for the plan."""
    items = {item.id: item for item in plan.items if item.visit == view.id}
    if not set(items) <= set(view.acts) or len(items) != sum(item.visit == view.id for item in plan.items):
        return False
    for act in view.acts.values():
        if not _pin_act(frame, view, act, items.get(act.id)):
            return False
    hotels = {night.hotel for night in plan.nights if night.visit == view.id}
    if hotels and (len(hotels) > 1 or not hotels <= set(view.hotel)):
        return False
    for hotel in hotels:
        frame.model.add(view.hotel[hotel] == 1)
    _pin_homes(frame, view, plan)
    _pin_groups(frame, view, list(items.values()))
    return True


def _pin_act(frame: Frame, view: VisitView, act: Act, item: Item | None) -> bool:
    model, origin = frame.model, frame.facts.week.origin
    if item is None:
        model.add(act.done == 0)
        return True
    taken = [literal for choice, literal in act.choices if _same(frame.facts, choice, item)]
    if not taken or item.kind != act.kind or item.request != (act.request.id if act.request else None):
        return False
    model.add(act.done == 1)
    model.add_bool_or(taken)
    model.add(act.start == item.start - origin)
    model.add(act.end == item.end - origin)
    if not item.dining_room and item.kind in ("lunch", "dinner"):
        here = [s.place.get(frame.facts.location(item.place), frame.false) for s in view.day(day_of(item.start))]
        layer = Layer.LUNCH if item.kind == "lunch" else Layer.DINNER
        model.add_bool_or([here[layer]])
    for part in act.parts:
        named = [d for d in item.duties if d.role in ("leader", "expert")]
        if named:
            model.add(part.chosen == any(d.person == part.person and d.role == part.role for d in named))
    return True


def _same(facts: Facts, choice: Choice, item: Item) -> bool:
    if choice.dining_room is None and item.dining_room is None and choice.kind in ("lunch", "dinner"):
        return choice.place in ("", facts.location(item.place))
    return (choice.place, choice.room, choice.dining_room) == (item.place, item.room, item.dining_room)


def _pin_homes(frame: Frame, view: VisitView, plan: Plan) -> None:
    """Pin when the guests are back at the hotel: at the start of a rush hour two ways home may be exact."""
    for day in view.days[:-1]:
        end = view.slots[day, Layer.END]
        home = [m for m in plan.moves if m.visit == view.id and m.id.endswith(f"/home-{day}")]
        for move in home:
            frame.model.add(end.start == move.arrive - frame.facts.week.origin)


def _pin_groups(frame: Frame, view: VisitView, items: list[Item]) -> None:
    """Pin at which item late groups join and after which early ones leave."""
    model, ordered = frame.model, sorted(items, key=lambda item: item.start)
    for keys, edge in ((view.joins, 0), (view.leaves, -1)):
        for group, slots in keys.items():
            mine = [item for item in ordered if not item.groups or group in item.groups]
            stay = view.group(group)
            day = day_of(stay.exit - SMALL_HOURS) if edge == 0 else day_of(stay.deadline)
            item = mine[edge] if mine and day_of(mine[edge].start) == day else None
            for key, literal in slots.items():
                if key[1] is Layer.END:
                    model.add(literal == (item is None))
                    continue
                here = [x for act, x in view.slots[key].acts if item is not None and act.id == item.id]
                model.add_bool_or(frame.negated(literal), *here)
