"""A part of a plan that is judged by itself, as if the week had no other visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Plan

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan


class PlanPart(Plan):
    """The rows of some visits: of the others of the week nothing is judged, not even that nothing is planned."""

    visits: frozenset[str]


def plan_part(facts: Facts, visit: str, visit_plan: VisitPlan) -> PlanPart:
    """Return the part of a plan that is one visit's, its rows in the order of time."""
    rows = visit_plan.in_order()
    return PlanPart.model_construct(
        week=facts.week.id,
        edition=facts.edition.id,
        items=rows.items,
        moves=rows.moves,
        nights=rows.nights,
        left_out=rows.left_out,
        visits=frozenset((visit,)),
    )


def judged_visits(facts: Facts, plan: Plan) -> frozenset[str]:
    """Return the visits of the week that are judged in a plan: all, but in a part only its own."""
    return plan.visits if isinstance(plan, PlanPart) else facts.visits
