"""From programmes that a peer found to a judged plan: staffed by the product's own step, judged by the checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.itinerary.search.incumbent import assemble
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from planner.judging.check import Report, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.rules.core.base import Rule


def judged(
    facts: Facts,
    rules: Sequence[Rule],
    programmes: Mapping[str, VisitPlan],
    stop: StopSignal | None = None,
    *,
    exact: bool = False,
) -> Report:
    """Return what the checker says of the visits' programmes with helpers, vehicles and drivers.

    Parameters
    ----------
    programmes : mapping visit -> VisitPlan
        Of all visits, with leaders and experts only.
    exact : bool
        Staff by the exact models, all tiers, until ``stop``; else by the heuristic, whoever is free and costs least,
        and by the exact models only where that breaks a must.
    """
    if not exact:
        report = _staffed(facts, rules, programmes, None, exact=False)
        if report.ok:
            return report
    return _staffed(facts, rules, programmes, stop, exact=True)


def _staffed(
    facts: Facts, rules: Sequence[Rule], programmes: Mapping[str, VisitPlan], stop: StopSignal | None, *, exact: bool
) -> Report:
    limits = STAFFING_LIMITS.thorough if exact else STAFFING_LIMITS.heuristic_only
    visits = sorted(programmes)
    found = staff(facts, rules, programmes, visits, minimise_duty=exact, limits=limits, stop=stop)
    return judge(facts, assemble(facts, found.visit_plans), rules)
