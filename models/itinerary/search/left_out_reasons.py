"""Why a request is left out of a plan: impossible alone, held by other visits, or not found by the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.itinerary.search.conflicts import conflict_core, is_feasible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.run import StopSignal
    from models.domain.facts import Facts
    from models.domain.plan import LeftOut
    from models.itinerary.search.incumbent import Incumbent
    from models.rules.core.base import Rule


def left_out_reasons(
    facts: Facts, rules: Sequence[Rule], best: Incumbent, stop: StopSignal, *, proven: bool
) -> tuple[LeftOut, ...]:
    """Return what a plan leaves out, each with its reason.

    Parameters
    ----------
    proven : bool
        Whether no plan leaves out less.
    """
    found = []
    for visit in sorted(best.visit_plans):
        left_out = best.visit_plans[visit].left_out
        found += [_reason(facts, rules, best, left, stop, proven) for left in left_out]
    return tuple(found)


def required_items(best: Incumbent, left: LeftOut) -> list[str]:
    """Return the items of requests that a visit has, and the one that it leaves out."""
    kept = [i.id for i in best.visit_plans[left.visit].items if i.request]
    return [*kept, f"{left.visit}/{left.request}"]


def _reason(
    facts: Facts, rules: Sequence[Rule], best: Incumbent, left: LeftOut, stop: StopSignal, proven: bool
) -> LeftOut:
    """Return a request with why it is left out; ``held_by`` only where others are shown to need what they hold."""
    visit, nobody = left.visit, Ledger.empty(facts)
    wanted = f"{visit}/{left.request}"
    if is_feasible(facts, rules, [visit], [wanted], nobody, stop) is False:
        why = conflict_core(facts, rules, visit, [wanted], nobody, stop)
        return left.replace(reason="impossible_alone", rules=why.rules if why else ())
    required = required_items(best, left)
    if is_feasible(facts, rules, [visit], required, nobody, stop) is False:
        why = conflict_core(facts, rules, visit, required, nobody, stop)
        return left.replace(reason="impossible_with_own", rules=why.rules if why else ())
    why = conflict_core(facts, rules, visit, required, best.ledger, stop)
    if why is None or not why.visits:
        return left.replace(reason="not_found")
    together = [visit, *why.visits]
    every = [i.id for v in together for i in best.visit_plans[v].items if i.request]
    ledger = best.ledger.without(together)
    if is_feasible(facts, rules, together, [*every, wanted], ledger, stop) is not False and not proven:
        return left.replace(reason="not_found", others=why.visits)
    return left.replace(reason="held_by", rules=why.rules, others=why.visits, resources=why.resources)
