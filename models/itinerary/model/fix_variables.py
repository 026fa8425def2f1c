"""Holds a model to a plan: what the model says of a plan that somebody else made.

Every decision of the plan that the model knows is held: items with place, room, start and end, hotel, who joins and
leaves when, the ways home. A plan that the model cannot even name (an unknown item, another room) is impossible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.run import SolveLimits, StopSignal, solve
from models.domain.clock import day_of
from models.domain.facts import SMALL_HOURS
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.cp.frame import Frame
    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.view import Act, Choice, VisitView

LIMIT = 1.0
"""Deterministic seconds to fill in what a plan does not say; all decisions are held."""


def values(
    made: VisitsModel, rows: Mapping[str, VisitPlan], stop: StopSignal | None = None
) -> dict[str, tuple[int, ...]]:
    """Return what the variables of some visits are where they do what their rows say; {} where they cannot.

    The frame is held to the rows from then on: it is of no other use.
    """
    frame = made.frame
    if not all(hold(frame, view, rows[visit]) for visit, view in made.views.items()):
        return {}
    total = sum((frame.objective(tier) for tier in (0, 1, 2)), 0)
    outcome = solve(frame.model, total, effort=SolveLimits(deterministic=LIMIT), stop=stop)
    return frame.values_by_visit(outcome.values) if outcome.found else {}


def hold(frame: Frame, view: VisitView, rows: VisitPlan) -> bool:
    """Hold one visit to its rows; False when the model has no words for them."""
    items = {item.id: item for item in rows.items}
    if not set(items) <= set(view.acts) or len(items) != len(rows.items):
        return False
    for act in view.acts.values():
        if not _hold_act(frame, view, act, items.get(act.id)):
            return False
    hotels = {night.hotel for night in rows.nights}
    if hotels and (len(hotels) > 1 or not hotels <= set(view.hotel)):
        return False
    for hotel in hotels:
        frame.model.add(view.hotel[hotel] == 1)
    _hold_homes(frame, view, rows.moves)
    _hold_groups(frame, view, list(items.values()))
    return True


def _hold_act(frame: Frame, view: VisitView, act: Act, item: Item | None) -> bool:
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


def _hold_homes(frame: Frame, view: VisitView, moves: Iterable[Move]) -> None:
    """Hold when the guests are back at the hotel: at the start of a rush hour two ways home may be exact."""
    for day in view.days[:-1]:
        end = view.slots[day, Layer.END]
        home = [m for m in moves if m.id.endswith(f"/home-{day}")]
        for move in home:
            frame.model.add(end.start == move.arrive - frame.facts.week.origin)


def _hold_groups(frame: Frame, view: VisitView, items: list[Item]) -> None:
    """Hold at which item late groups join and after which early ones leave."""
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
