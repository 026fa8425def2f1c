"""The whole search of one week: construct, improve, prove, and say why what is left out is left out."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import Stop
from models.itinerary.bounds import Bounds
from models.itinerary.incumbent import Incumbent, assemble
from models.itinerary.reasons import core, fits
from models.itinerary.search import Budget, Search, small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan
    from models.itinerary.bounds import Optimum
    from models.itinerary.extract import Rows
    from models.rules.base import Rule

UPPER = 2
"""Tiers that are proven cluster by cluster; a small week is proven in all."""
PROBES = 2
"""How often one left-out request is tried with those who hold what it needs."""
PATIENCE = 2
"""Rounds without improvement after which a plan whose first tiers are proven is taken."""


@dataclass(frozen=True)
class Optimised:
    """What the search found.

    Attributes
    ----------
    bounds : tuple of int or None
        Of tiers 0 to 4; each speaks of plans that are optimal in the earlier tiers.
    possible : int
        Price of all requests possible alone: the measure of the gap in tier 0.
    """

    plan: Plan
    incumbent: Incumbent
    bounds: tuple[int | None, ...]
    possible: int


class Optimiser:
    """Runs search and bounds side by side: the solver lets go of the interpreter, so both cores work.

    With a budget in rounds the bounds are waited for, so that the same seed gives the same plan.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        *,
        seed: int,
        stop: Stop,
        budget: Budget,
        say: Callable[[str, Incumbent, tuple[int | None, ...]], None],
    ) -> None:
        self.facts, self.rules, self.stop, self.budget, self.say = facts, tuple(rules), stop, budget, say
        self.search = Search(facts, rules, seed, stop, budget, self._report)
        self.bounds = Bounds(facts, rules, stop)
        self.search.floor = self.bounds.floor
        self.known: tuple[int | None, ...] = (None,) * 5
        self.ahead: list[Future[Optimum]] = []
        self.asked: set[tuple[tuple[str, ...], int]] = set()
        self.probed: Counter[tuple[str, str]] = Counter()
        self.tiers = 4 if small(facts) else UPPER
        if small(facts):
            self.bounds.merge(stay.id for stay in facts.stays)

    def run(self) -> Optimised:
        """Search until proven, out of patience, rounds or time; then give the reasons.

        Raises
        ------
        NoPlanPossible, NoneInTime
            See ``Search.construct``.
        """
        with ThreadPoolExecutor(1) as self.beside:
            self.search.construct()
            self._bound_beside()
            self.search.polish()
            self._improve()
            self.search.restaff()
            for task in self.ahead:
                task.result()
            self._prove()
        left_out = self._reasons()
        best = self.search.best
        plan = assemble(self.facts, best.rows).model_copy(update={"left_out": left_out})
        return Optimised(plan, best, self.known, self._possible())

    def _report(self, phase: str, incumbent: Incumbent) -> None:
        self.say(phase, incumbent, self.known)

    # -- bounds

    def _bound_beside(self) -> None:
        """Bound, beside the search, every cluster that the plan in hand leaves something to wish for; tier 0 first."""
        shares = self.search.best.shares(self.facts)
        tiers = self.tiers if self.tiers > UPPER or self._proven(0) else 1
        for cluster, reached in self.bounds.wanting(shares, tiers):
            if (cluster, tiers) not in self.asked:
                self.asked.add((cluster, tiers))
                self.ahead.append(self.beside.submit(self.bounds.optimum, cluster, tiers, reached))
        if self.budget.rounds is not None:  # what is known must not depend on the machine
            for task in self.ahead:
                task.result()

    def _prove(self) -> None:
        """Bring the bounds up to the plan in hand, as far as the clusters' optima are known."""
        best = self.search.best
        shares = best.shares(self.facts)
        known = [tiers for tiers in (self.tiers, 1) if not self.bounds.wanting(shares, tiers)]
        if best.score is None or not known:
            return
        found = list(self.bounds.totals(best.tiers, shares, known[0]))
        reached = zip(found[:4], best.tiers, strict=False)
        if best.duty_proven and all(bound is not None and bound >= value for bound, value in reached):
            found[4] = best.tiers[4]
        if tuple(found) != self.known:
            self.known = tuple(found)
            self.say("bound", best, self.known)

    def _proven(self, tier: int) -> bool:
        """Whether all tiers up to this one are proven."""
        best = self.search.best
        known = zip(self.known[: tier + 1], best.tiers, strict=False)
        return all(bound is not None and bound >= value for bound, value in known)

    # -- improvement

    def _improve(self) -> None:
        idle, before = 0, self.search.best.tiers
        self._advance()
        if self._proven(3):
            return
        for _ in self.search.rounds():
            self.search.restaff()
            self._advance()
            idle = 0 if self.search.best.tiers < before else idle + 1
            before = self.search.best.tiers
            if self._proven(3) or (self._proven(1) and idle >= PATIENCE):
                return

    def _advance(self) -> None:
        """After a round: look at what is left out and not impossible alone; prove what can be proven."""
        self._bound_beside()
        self._prove()
        if not self._proven(0):
            self._probe()
            self._bound_beside()
            self._prove()

    def _probe(self) -> None:
        """Try each left-out request with those who hold what it needs; where it does not fit, bound them together."""
        for visit, rows in sorted(self.search.best.rows.items()):
            for left in rows.left_out:
                if self.stop.now:
                    return
                if self.probed[visit, left.request] < PROBES and not self._alone(visit, rows):
                    self.probed[visit, left.request] += 1
                    self._probe_one(visit, left)

    def _alone(self, visit: str, rows: Rows) -> bool:
        """Whether the visit is known to leave out as much alone on the site."""
        return sum(self._price(left) for left in rows.left_out) <= self.bounds.floor([visit])[0]

    def _probe_one(self, visit: str, left: LeftOut) -> None:
        required = self._required(visit, left)
        why = core(self.facts, self.rules, visit, required, self.search.best.ledger, self.stop)
        if why is None or not why.visits:
            return
        free = [visit, *why.visits][:4]
        if not self.search.retry(free):
            self.bounds.merge(free)

    def _price(self, left: LeftOut) -> int:
        stay = self.facts.stay(left.visit)
        return stay.price(stay.visit.request(left.request))

    def _required(self, visit: str, left: LeftOut) -> list[str]:
        """Return the items that the visit has, and the one that it lacks."""
        kept = [i.id for i in self.search.best.rows[visit].items if i.request]
        return [*kept, f"{visit}/{left.request}"]

    # -- reasons

    def _reasons(self) -> tuple[LeftOut, ...]:
        patience = Stop(None, self.stop.event)
        found = []
        for visit, rows in sorted(self.search.best.rows.items()):
            found += [self._reason(visit, rows, left, patience) for left in rows.left_out]
        return tuple(found)

    def _reason(self, visit: str, rows: Rows, left: LeftOut, stop: Stop) -> LeftOut:
        """Say why a request is left out; «held by» only where the others are shown to need what they hold."""
        nobody = Ledger.empty(self.facts)
        wanted = f"{visit}/{left.request}"
        if fits(self.facts, self.rules, [visit], [wanted], nobody, stop) is False:
            why = core(self.facts, self.rules, visit, [wanted], nobody, stop)
            return left.replace(reason="impossible_alone", rules=why.rules if why else ())
        required = self._required(visit, left)
        if fits(self.facts, self.rules, [visit], required, nobody, stop) is False:
            why = core(self.facts, self.rules, visit, required, nobody, stop)
            return left.replace(
                reason="impossible_alone", rules=why.rules if why else (), text="与本团其他活动不能兼顾"
            )
        why = core(self.facts, self.rules, visit, required, self.search.best.ledger, stop)
        if why is None or not why.visits:
            return left.replace(reason="not_found")
        together = [visit, *why.visits]
        every = [i.id for v in together for i in self.search.best.rows[v].items if i.request]
        ledger = self.search.best.ledger.without(together)
        if fits(self.facts, self.rules, together, [*every, wanted], ledger, stop) is not False and not self._proven(0):
            return left.replace(reason="not_found", others=why.visits)
        return left.replace(reason="held_by", rules=why.rules, others=why.visits, resources=why.resources)

    def _possible(self) -> int:
        """Return the price of all requests less what is impossible alone."""
        total = 0
        shares = self.search.best.shares(self.facts)
        for stay in self.facts.stays:
            alone = self.bounds.optimum([stay.id], 1, shares[stay.id])
            total += sum(stay.price(r) for r in stay.visit.requests) - (alone.values[0] if alone.values else 0)
        return max(1, total)
