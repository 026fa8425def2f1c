"""Staffing: names for all helpers, vehicles and drivers for all moves, in one step over fixed programmes.

Helpers and vehicles share no resource (an escort rides on a guest's seat count), so the step is exact part by part.
What it costs is what the rules' checks say of the plan, tier by tier. Two things it does not choose: a helper who is
short is hired where the company knows whom, though leaving the position open would cost no money; and a move that one
vehicle can make gets no second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from models.domain.plan import Item, Move, VisitPlan
from models.domain.roles import CHOSEN_ROLES
from models.staffing.context import StaffingContext
from models.staffing.dispatch import dispatch
from models.staffing.helper_model import assign_helpers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from models.cp.run import SolveLimits
    from models.cp.stop_signal import StopSignal
    from models.domain.facts import Facts
    from models.domain.plan import Duty
    from models.rules.core.base import Rule
    from models.staffing.costs import StaffingCost

Row = TypeVar("Row", Item, Move)


@dataclass(frozen=True)
class Staffed:
    """Complete plans of the unfixed visits; ``proven``: ``Tier.DUTY`` is optimal for these programmes."""

    visit_plans: dict[str, VisitPlan]
    shoulds_proven: bool
    proven: bool
    cost: StaffingCost
    """Musts, shoulds, money and duty as the model counts them: with every visit unfixed, what the rules' checks say."""


def staff(
    facts: Facts,
    rules: Sequence[Rule],
    visit_plans: Mapping[str, VisitPlan],
    unfixed: Collection[str],
    *,
    minimise_duty: bool = False,
    limits: SolveLimits | None = None,
    helper_limits: SolveLimits | None = None,
    stop: StopSignal | None = None,
    context: StaffingContext | None = None,
) -> Staffed:
    """Staff the programmes of some visits, everybody else's staff fixed.

    Parameters
    ----------
    visit_plans : mapping visit -> VisitPlan
        Of the whole week; those of the other visits are complete.
    unfixed : collection of str
        Visits to staff; it starts from the helpers and rides that their plans hold already.
    minimise_duty : bool
        Also minimise ``Tier.DUTY`` (changes, empty runs, uneven work); else ``Tier.SHOULD`` and ``Tier.MONEY`` only.
    limits : SolveLimits, optional
        Of the exact models, see ``StaffingLimits``; ``heuristic_only`` does without them.
    helper_limits : SolveLimits, optional
        Of the exact model of helpers, where they are others.
    context : StaffingContext, optional
        Of the same facts and rules; None: the one that is kept with the facts.
    """
    context = context or StaffingContext.of(facts, rules)
    items = {visit: found.items for visit, found in visit_plans.items()}
    moves = {visit: found.moves for visit, found in visit_plans.items()}
    helpers = helper_limits or limits
    # vehicles first: where the time ends soon, they gain more by it, and the model of helpers would take all of it
    driven = dispatch(context, moves, unfixed, minimise_duty=minimise_duty, limits=limits, stop=stop)
    named = assign_helpers(context, items, moves, unfixed, minimise_duty=minimise_duty, limits=helpers, stop=stop)
    staffed = {}
    for visit in unfixed:
        found = _without_helpers(visit_plans[visit])
        staffed[visit] = VisitPlan(
            tuple(_with(item, named.duties.get(item.id, ())) for item in found.items),
            tuple(
                _with(move, named.duties.get(move.id, ())).replace(rides=driven.rides.get(move.id, ()))
                for move in found.moves
            ),
            found.nights,
            found.left_out,
        )
    shoulds_proven = named.shoulds_proven and driven.shoulds_proven
    return Staffed(staffed, shoulds_proven, named.proven and driven.proven, named.cost + driven.cost)


def _without_helpers(plan: VisitPlan) -> VisitPlan:
    """Return a plan with leaders and experts only."""
    items = tuple(i.replace(duties=tuple(d for d in i.duties if d.role in CHOSEN_ROLES)) for i in plan.items)
    return VisitPlan(items, tuple(m.replace(duties=(), rides=()) for m in plan.moves), plan.nights, plan.left_out)


def _with(row: Row, duties: Sequence[Duty]) -> Row:
    return row.replace(duties=(*row.duties, *sorted(duties, key=lambda d: (d.role, d.group, d.start, d.person or ""))))
