"""Staffing: names for all helpers, vehicles and drivers for all moves, in one step over fixed rows.

Helpers and vehicles share no resource (an escort rides on a guest's seat count), so the step is exact part by part.
What it weighs is what the rules' checks say of the rows, tier by tier. Two things it does not choose: a helper who is
short is hired where the company knows whom, though leaving the position open would cost no money; and a move that one
vehicle can make gets no second one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from models.domain.plan import Item, Move, VisitPlan
from models.domain.roles import NAMED_ROLES
from models.staffing.costs import DutyPrices, StaffingCost
from models.staffing.dispatch import dispatch
from models.staffing.helper_model import assign_helpers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from models.cp.run import SolveLimits, StopSignal
    from models.domain.facts import Facts
    from models.domain.plan import Duty
    from models.rules.core.base import Rule

Row = TypeVar("Row", Item, Move)


@dataclass(frozen=True)
class Staffed:
    """Complete rows of the unfixed visits; ``proven``: tier 4 is optimal for these rows."""

    rows: dict[str, VisitPlan]
    shoulds_proven: bool
    proven: bool
    cost: StaffingCost
    """Musts, shoulds, money and duty as the model counts them: with every visit free, what the rules' checks say."""


def staff(
    facts: Facts,
    rules: Sequence[Rule],
    rows: Mapping[str, VisitPlan],
    unfixed: Collection[str],
    *,
    polish: bool = False,
    limits: SolveLimits | None = None,
    stop: StopSignal | None = None,
) -> Staffed:
    """Staff the rows of some visits, everybody else's staff fixed.

    Parameters
    ----------
    rows : mapping visit -> VisitPlan
        Of the whole week; those of the other visits are complete.
    unfixed : collection of str
        Visits to staff; what helpers and rides their rows hold already is where it starts from.
    polish : bool
        Also minimise what is about duty (tier 4): changes, empty runs, uneven work; else shoulds and money only.
    limits : SolveLimits, optional
        Of the exact models, see ``StaffingLimits``; ``heuristic_only`` does without them.
    """
    prices = DutyPrices(facts, rules)
    items = {visit: found.items for visit, found in rows.items()}
    moves = {visit: found.moves for visit, found in rows.items()}
    named = assign_helpers(facts, prices, items, moves, unfixed, polish=polish, limits=limits, stop=stop)
    driven = dispatch(facts, prices, moves, unfixed, polish=polish, limits=limits, stop=stop)
    made = {}
    for visit in unfixed:
        found = _bare(rows[visit])
        made[visit] = VisitPlan(
            tuple(_with(item, named.duties.get(item.id, ())) for item in found.items),
            tuple(
                _with(move, named.duties.get(move.id, ())).replace(rides=driven.rides.get(move.id, ()))
                for move in found.moves
            ),
            found.nights,
            found.left_out,
        )
    sure = named.shoulds_proven and driven.shoulds_proven
    return Staffed(made, sure, named.proven and driven.proven, named.cost + driven.cost)


def _bare(rows: VisitPlan) -> VisitPlan:
    """Return rows with leaders and experts only."""
    items = tuple(i.replace(duties=tuple(d for d in i.duties if d.role in NAMED_ROLES)) for i in rows.items)
    return VisitPlan(items, tuple(m.replace(duties=(), rides=()) for m in rows.moves), rows.nights, rows.left_out)


def _with(row: Row, duties: Sequence[Duty]) -> Row:
    return row.replace(duties=(*row.duties, *sorted(duties, key=lambda d: (d.role, d.group, d.start, d.person or ""))))
