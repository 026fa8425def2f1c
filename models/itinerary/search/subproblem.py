"""Some visits of a plan, free again among the fixed others: their model, where they were, and how it is solved.

Whatever is announced weighs more than its price while a plan is repaired, so that it moves when it must.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.cp.run import Outcome, SolveLimits, StopSignal, by_tiers, solve
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.fix_variables import values
from models.itinerary.search.search import SCALE, helping
from models.rules.stability.announced import AnnouncedStays, differs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from models.cp.ledger import Ledger
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.rules.core.base import Rule

SHOULD = 1
"""Tier of what weighs so much that rests stay where they are."""
REST = 10
"""What moving a rest, or a new one, weighs in the search for a repair."""
CALM = 9
"""What is announced weighs so much more in a repair: it moves when it must, not to mend something else by the way."""


GLANCE = 0.05
"""Deterministic seconds in which a plan in hand is mostly seen to be best, or nearly, without cores."""


@dataclass(frozen=True)
class SubproblemLimits:
    """Deterministic seconds: the upper tiers of a visit, its lower ones, and of visits freed together."""

    upper: float = 1.5
    lower: float = 0.5
    together: float = 1.0


@dataclass
class Reopened:
    """Free visits.

    Attributes
    ----------
    made : Visits
        Their model, with a price on everything announced.
    hint : list of (index, value)
        What its variables are in the plan in hand, where that is possible still.
    """

    made: VisitsModel
    hint: list[tuple[int, int]]

    def solve(
        self,
        patience: SubproblemLimits,
        stop: StopSignal,
        *,
        below: int | None = None,
        wish: Callable[[Any], None] | None = None,
    ) -> Outcome:
        """Solve it, upper tiers first; the model itself stays as it is.

        Parameters
        ----------
        below : int, optional
            Only with less than that left out.
        wish : callable, optional
            Told of the model, states what else is wished.
        """
        frame, hint = self.made.frame, self.hint
        model = frame.model.clone()
        if wish is not None:
            wish(model)
        if below is not None:
            model.add(frame.objective(0) < below)
            first = solve(model, self._moved(), hint, SolveLimits(deterministic=patience.upper, core=True), stop)
            if not first.found:
                return first
            hint = list(enumerate(first.values))
        free = len(self.made.views)
        limit = patience.upper if free == 1 else patience.together
        upper = SCALE * frame.objective(0) + frame.objective(1)
        best, _ = by_tiers(
            model, [upper], hint, SolveLimits(deterministic=min(limit, GLANCE), presolve=0), stop, cores=0
        )
        if best.status != "optimal":
            hint = list(enumerate(best.values)) or hint
            best, _ = by_tiers(model, [upper], hint, SolveLimits(deterministic=limit), stop, cores=1)
        if not best.found or stop.now:
            return best
        lower = SCALE * frame.objective(2) + frame.objective(3)
        hint = list(enumerate(best.values))
        found, _ = by_tiers(model, [lower], hint, SolveLimits(deterministic=patience.lower * free), stop)
        return found if found.found else best

    def _moved(self) -> Any:
        """Return what moving announced items costs; None: nothing is announced."""
        terms = [t for t in self.made.frame.terms if t.rule == AnnouncedStays.id and t.kind == "exact"]
        return sum((term.weight * term.expr for term in terms), 0) if terms else None


def reopen(
    facts: Facts,
    rules: Sequence[Rule],
    free: Sequence[str],
    ledger: Ledger,
    rows: Mapping[str, VisitPlan],
    stop: StopSignal,
    *,
    filtered: bool = True,
) -> Reopened:
    """Free some visits of a plan in hand.

    Parameters
    ----------
    ledger, rows
        What everybody holds, and everybody's rows.
    filtered : bool
        Pass over places that are hardly the best; those announced or pinned are never passed over.
    """
    others = ledger.without(free).plus(helping(facts, rows, free))
    made = build(facts, sorted(free), rules, others, filtered=filtered)
    _calm(facts, made)
    hint: list[tuple[int, int]] = []
    for visit in free:
        alone = build(facts, [visit], rules, ledger.without([visit]), filtered=filtered)
        mine = values(alone, rows, stop).get(visit, ())
        first, last = made.frame.ranges[visit]
        if len(mine) == last - first:
            hint += list(zip(range(first, last), mine, strict=True))
    return Reopened(made, sorted(hint))


def _calm(facts: Facts, made: VisitsModel) -> None:
    """Steer away from moving what was announced, whatever else it would mend; the score knows the price alone.

    Rests have no price, but each that moves takes cars and drivers along.
    """
    frame, revision = made.frame, facts.revision
    for term in [term for term in frame.terms if term.rule == AnnouncedStays.id]:
        frame.guide(term.tier, CALM * term.weight * term.expr)
    for act in (act for view in made.views.values() for act in view.of("rest")):
        old = revision.items.get(act.id) if revision else None
        if old is None:
            frame.guide(SHOULD, REST * act.done)
            continue
        end = old.end - facts.week.origin
        longer = frame.either(frame.less(act.end, end), frame.less(end, act.end))
        frame.guide(SHOULD, REST * frame.either(differs(frame, facts, act, old), longer))
