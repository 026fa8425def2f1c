"""Fixes the variables of a model to a plan: what the model says of a plan that somebody else made.

Every decision of the plan that the model knows is fixed: items with place, room, start and end, hotel, who joins and
leaves when. A plan that the model cannot express (an unknown item, another room) is infeasible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.run import SolveLimits, solve
from models.domain.activities import is_packed_meal
from models.domain.clock import day_of
from models.domain.roles import CHOSEN_ROLES
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.limits import COMPLETION_LIMITS
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.cp.frame import Frame
    from models.cp.stop_signal import StopSignal
    from models.cp.types import SolverAct, SolverView
    from models.domain.facts import Facts
    from models.domain.plan import Item, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.view import Choice


def values_of_plan(
    made: VisitsModel, visit_plans: Mapping[str, VisitPlan], stop: StopSignal | None = None
) -> dict[str, tuple[int, ...]]:
    """Return the values of some visits' variables in their plans, by visit; {} where the model does not allow them.

    The frame is fixed to the plans from then on: it is of no other use.
    """
    frame = made.frame
    if not all(fix_to_plan(frame, view, visit_plans[visit]) for visit, view in made.views.items()):
        return {}
    total = sum((frame.objective(tier) for tier in (*UPPER_TIERS, Tier.PREFERENCE)), 0)
    outcome = solve(frame.model, total, limits=SolveLimits(deterministic=COMPLETION_LIMITS.seconds), stop=stop)
    return frame.values_by_visit(outcome.values) if outcome.found else {}


def fix_to_plan(frame: Frame, view: SolverView, visit_plan: VisitPlan) -> bool:
    """Fix one visit to its plan; False when the model cannot express it."""
    items = {item.id: item for item in visit_plan.items}
    if not set(items) <= set(view.acts) or len(items) != len(visit_plan.items):
        return False
    for act in view.acts.values():
        if not _fix_act(frame, view, act, items.get(act.id)):
            return False
    away = view.stay.nights_away
    if any(night.hotel != away.get(night.day, night.hotel) for night in visit_plan.nights):
        return False
    hotels = {night.hotel for night in visit_plan.nights if night.day not in away}
    if hotels and (len(hotels) > 1 or not hotels <= set(view.hotel)):
        return False
    for hotel in hotels:
        frame.model.add(view.hotel[hotel] == 1)
    _fix_travel_groups(frame, view, list(items.values()))
    return True


def _fix_act(frame: Frame, view: SolverView, act: SolverAct, item: Item | None) -> bool:
    """Fix an activity to an item of the plan, or to not being in it; False when the model cannot express it."""
    model, origin = frame.model, frame.facts.week.origin
    if item is None:
        model.add(act.done == 0)
        return True
    taken = [literal for choice, literal in act.choices if _is_choice_of(frame.facts, choice, item)]
    if not taken or item.kind != act.kind or item.request != (act.request.id if act.request else None):
        return False
    model.add(act.done == 1)
    model.add_bool_or(taken)
    model.add(act.start == item.start - origin)
    model.add(act.end == item.end - origin)
    if item.is_packed_meal:
        slot = view.slots[day_of(item.start), Layer.LUNCH if item.kind == "lunch" else Layer.DINNER]
        model.add_bool_or([slot.place.get(frame.facts.location(item.place), frame.false)])
    for part in act.parts:
        named = [d for d in item.duties if d.role in CHOSEN_ROLES]
        if named:
            model.add(part.chosen == any(d.person == part.person and d.role == part.role for d in named))
    return True


def _is_choice_of(facts: Facts, choice: Choice, item: Item) -> bool:
    if item.dining_room is None and is_packed_meal(choice.kind, choice.dining_room):
        return choice.place in ("", facts.location(item.place))
    chosen = choice.place, choice.room, choice.dining_room, choice.lunch
    return chosen == (item.place, item.room, item.dining_room, item.lunch)


def _fix_travel_groups(frame: Frame, view: SolverView, items: list[Item]) -> None:
    """Fix at which item late groups join and after which early ones leave."""
    model, ordered = frame.model, sorted(items, key=lambda item: item.start)
    for keys, edge in ((view.joins, 0), (view.leaves, -1)):
        for group, slots in keys.items():
            mine = [item for item in ordered if not item.groups or group in item.groups]
            stay = view.group(group)
            day = stay.comes if edge == 0 else stay.leaves
            item = mine[edge] if mine and day_of(mine[edge].start) == day else None
            for key, literal in slots.items():
                if key[1] is Layer.END:
                    model.add(literal == (item is None))
                    continue
                here = [x for act, x in view.slots[key].acts if item is not None and act.id == item.id]
                model.add_bool_or(frame.negated(literal), *here)
