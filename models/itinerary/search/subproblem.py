"""A subproblem: some visits of a plan unfixed among the fixed others, with a hint from the plan and how it is solved.

Moving what was announced costs more than its price while a plan is repaired, so that it moves only when it must.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.run import Outcome, SolveLimits, solve, solve_lexicographically
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.fix_variables import values_of_plan
from models.itinerary.search.search import helper_bookings
from models.rules.stability.announced import AnnouncedStays, differs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ortools.sat.python import cp_model

    from models.cp.ledger import Ledger
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.itinerary.search.limits import SubproblemLimits
    from models.rules.core.base import Rule


@dataclass
class Subproblem:
    """Some unfixed visits.

    Attributes
    ----------
    visits_model : VisitsModel
        Their model, with a price on everything announced.
    hint : list of (index, value)
        The values of its variables in the given plan, where that is possible still.
    """

    visits_model: VisitsModel
    hint: list[tuple[int, int]]

    def solve(
        self,
        limits: SubproblemLimits,
        stop: StopSignal,
        *,
        left_out_below: int | None = None,
        constrain: Callable[[cp_model.CpModel], None] | None = None,
    ) -> Outcome:
        """Solve it, upper tiers first; the model itself stays as it is.

        Parameters
        ----------
        left_out_below : int, optional
            Only with less than that left out.
        constrain : callable, optional
            Told of the model, adds further constraints.
        """
        frame, hint = self.visits_model.frame, self.hint
        model = frame.model.clone()
        if constrain is not None:
            constrain(model)
        if left_out_below is not None:
            model.add(frame.objective(Tier.LEFT_OUT) < left_out_below)
            first = solve(
                model,
                self._cost_of_changes(),
                hint,
                SolveLimits(deterministic=limits.upper_seconds, use_cores=True),
                stop,
            )
            if not first.found:
                return first
            hint = list(enumerate(first.values))
        unfixed = len(self.visits_model.views)
        seconds = limits.upper_seconds if unfixed == 1 else limits.joint_seconds
        upper = frame.combined(*UPPER_TIERS)
        best, _ = solve_lexicographically(
            model, [upper], hint, SolveLimits(deterministic=seconds), stop, first_look=limits.first_look_seconds
        )
        if not best.found or stop.now:
            return best
        lower = frame.combined(Tier.PREFERENCE, Tier.MONEY)
        hint = list(enumerate(best.values))
        seconds = limits.lower_seconds * unfixed
        found, _ = solve_lexicographically(model, [lower], hint, SolveLimits(deterministic=seconds), stop)
        return found if found.found else best

    def _cost_of_changes(self) -> Expr | None:
        """Return what moving announced items costs; None: nothing is announced."""
        terms = [t for t in self.visits_model.frame.terms if t.rule == AnnouncedStays.id and t.kind == "exact"]
        return sum((term.weight * term.expr for term in terms), 0) if terms else None


def subproblem(
    facts: Facts,
    rules: Sequence[Rule],
    unfixed: Sequence[str],
    ledger: Ledger,
    visit_plans: Mapping[str, VisitPlan],
    stop: StopSignal,
    limits: SubproblemLimits,
    *,
    filtered: bool = True,
) -> Subproblem:
    """Return the subproblem of some visits of a plan.

    Parameters
    ----------
    ledger, visit_plans
        Bookings and plans of all visits.
    filtered : bool
        Pass over places that are hardly the best; those announced or pinned are never passed over.
    """
    others = ledger.without(unfixed).plus(helper_bookings(facts, visit_plans, unfixed))
    made = build(facts, sorted(unfixed), rules, others, filtered=filtered)
    _discourage_changes(facts, made, limits)
    hint: list[tuple[int, int]] = []
    for visit in unfixed:
        alone = build(facts, [visit], rules, ledger.without([visit]), filtered=filtered)
        mine = values_of_plan(alone, visit_plans, stop).get(visit, ())
        first, last = made.frame.ranges[visit]
        if len(mine) == last - first:
            hint += list(zip(range(first, last), mine, strict=True))
    return Subproblem(made, sorted(hint))


def _discourage_changes(facts: Facts, made: VisitsModel, limits: SubproblemLimits) -> None:
    """Guide away from moving what was announced, and rests, whatever else it would mend; the score knows the price."""
    frame, revision = made.frame, facts.revision
    for term in [term for term in frame.terms if term.rule == AnnouncedStays.id]:
        frame.guide(term.tier, limits.extra_announced_weight * term.weight * term.expr)
    for act in (act for view in made.views.values() for act in view.of("rest")):
        old = revision.items.get(act.id) if revision else None
        if old is None:
            frame.guide(Tier.SHOULD, limits.moved_rest_weight * act.done)
            continue
        end = old.end - facts.week.origin
        other_end = frame.either(frame.less(act.end, end), frame.less(end, act.end))
        changed = frame.either(differs(frame, facts, act, old), other_end)
        frame.guide(Tier.SHOULD, limits.moved_rest_weight * changed)
