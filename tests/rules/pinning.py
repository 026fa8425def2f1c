"""What a model that is held to a plan (``models.itinerary.model.fix_variables``) says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve
from models.domain.tiers import Tier
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.model.fix_variables import fix_to_plan
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan
    from models.rules.core.base import Rule


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
    held = visit_plans_of(facts, plan)
    if not all(fix_to_plan(made.frame, view, held[v]) for v, view in made.views.items()):
        return Verdict(False)
    total = sum((made.frame.objective(tier) for tier in (Tier.SHOULD, Tier.PREFERENCE)), 0)
    outcome = solve(made.frame.model, total, limits=SolveLimits(deterministic=20.0))
    assert outcome.status in ("optimal", "infeasible"), outcome.status
    if not outcome.found:
        return Verdict(False)
    again = {v: read_visit_plan(facts, view, outcome.value) for v, view in made.views.items()}
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
    walks = {way for way in ours if 0 < (facts.travel.walk(way[1], way[2]) or 0) <= facts.shape.walk_minutes}
    return len(theirs) == len(planned) and theirs <= ours and ours - theirs <= walks


def _ways(facts: Facts, moves: Sequence[Move]) -> set[tuple[Any, ...]]:
    place = facts.location
    return {(m.kind, place(m.origin), place(m.target), m.depart, m.arrive, m.groups) for m in moves}
