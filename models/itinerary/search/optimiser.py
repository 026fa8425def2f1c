"""The whole search of one week: construct, improve, prove, and say why what is left out is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import StopSignal
from models.itinerary.search.bounds import UPPER, Bounds
from models.itinerary.search.conflicts import core, fits, holders
from models.itinerary.search.guidance import concerned, in_vain
from models.itinerary.search.incumbent import Incumbent, assemble
from models.itinerary.search.search import TOGETHER, Search, SearchLimits, batches, duties, small

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan, VisitPlan
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken

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
        stop: StopSignal,
        budget: SearchLimits,
        say: Callable[[str, Incumbent, tuple[int | None, ...]], None],
    ) -> None:
        self.facts, self.rules, self.stop, self.budget, self.say = facts, tuple(rules), stop, budget, say
        self.search = Search(facts, rules, seed, stop, budget, self._report)
        self.bounds = Bounds(facts, rules, stop)
        self.search.floor = self.bounds.floor
        self.known: tuple[int | None, ...] = (None,) * 5
        self.ahead: Future[None] | None = None
        self.asked: set[tuple[str, ...]] = set()
        self.probing = True
        self.probed: Counter[tuple[object, ...]] = Counter()
        self.tiers = 4 if small(facts) else UPPER
        if small(facts):
            self.bounds.merge(stay.id for stay in facts.stays)

    def run(self, start: Incumbent | None = None) -> Optimised:
        """Search until proven, out of patience, rounds or time; then give the reasons.

        Parameters
        ----------
        start : Incumbent, optional
            A plan in hand that breaks no must: what comes out is no worse.

        Raises
        ------
        NoPlanPossible, NoneInTime
            See ``Search.construct``.
        """
        with ThreadPoolExecutor(1) as self.beside:
            if start is None:
                self.search.construct()
            else:
                self.search.begin(start)
            self._bound_beside()
            self._probe()
            self._bound_beside()
            self.search.restaff(polish=False)
            self.search.polish()
            self._improve()
            self.search.restaff(thorough=True)
            self._bound_beside()
            self._wait()
            self._prove(final=True)
        left_out = self._reasons()
        best = self.search.best
        plan = assemble(self.facts, best.rows).model_copy(update={"left_out": left_out})
        return Optimised(plan, best, self.known, self._possible())

    def _report(self, phase: str, incumbent: Incumbent) -> None:
        self.say(phase, incumbent, self.known)

    # -- bounds

    def _bound_beside(self) -> None:
        """Bound, beside the search, every cluster that the plan in hand leaves something to wish for."""
        if self.ahead is None or self.ahead.done():
            self._wait()
            self.ahead = self.beside.submit(self._bound)
        if self.budget.rounds is not None:  # what is known must not depend on the machine
            self._wait()

    def _wait(self) -> None:
        if self.ahead is not None:
            self.ahead.result()

    def _bound(self) -> None:
        """Bound one cluster after the other, always the one that matters most for the plan in hand by then."""
        while not self.stop.now:
            shares = self.search.best.shares(self.facts)
            wanting = [each for each in self.bounds.wanting(shares, self.tiers) if each[0] not in self.asked]
            if self.probing:  # what is left out may be bounded together with others soon
                wanting = [each for each in wanting if len(each[0]) > 1 or not each[1][0]]
            if not wanting:
                return
            cluster, reached = wanting[0]
            self.asked.add(cluster)
            self.bounds.optimum(cluster, self.tiers, reached)
            self._prove()

    def _prove(self, *, final: bool = False) -> None:
        """Bring the bounds up to the plan in hand, as far as the clusters' optima are known.

        In the end also the bound of tier 1 where tier 0 stays open: it takes long, and changes nothing in the search.
        """
        best = self.search.best
        if best.score is None:
            return
        shares = best.shares(self.facts)
        found = list(self.bounds.totals(best.tiers, shares, self.tiers))
        if final and found[0] is not None and found[0] < best.tiers[0]:
            found[1] = self.bounds.shoulds(best.tiers[0], shares)
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
        """Improve in rounds until proven, or until nothing more is found where the first tiers are proven."""
        idle, before = 0, self.search.best.tiers
        self._advance()
        for end in self.search.rounds():
            self._advance()
            if end:
                idle = 0 if self.search.best.tiers < before else idle + 1
                before = self.search.best.tiers
            if self._proven(3) or (self._proven(1) and idle >= PATIENCE):
                return

    def _advance(self) -> None:
        """After a step: try what is left out or broken with those who are in the way; prove what can be proven."""
        self._bound_beside()
        self._prove()
        if not self._proven(0):
            self._probe()
        elif not self._proven(1):
            self._relieve()
            self._probe_shoulds()
        self._bound_beside()
        self._prove()

    def _probe(self) -> None:
        """Try each left-out request with those who hold what it needs; where it does not fit, bound them together."""
        wanted = [
            left
            for visit, rows in sorted(self.search.best.rows.items())
            for left in rows.left_out
            if self.probed[visit, left.request] < PROBES and not self._settled(visit)
        ]
        self.probing = True
        for pair in batches(wanted):
            found = self.search.abreast(self._in_the_way, pair, self.search.best)
            for left, others in zip(pair, found, strict=True):
                self.probed[left.visit, left.request] += 1
                free = [left.visit, *others][:TOGETHER]
                before = self.search.best.tiers[0]
                self.search.retry(free)
                if others and self.search.best.tiers[0] == before:
                    self.bounds.merge(free)
        self.probing = False

    def _relieve(self) -> None:
        """Where people's and drivers' days or a missing helper break a should: staff all anew, try other times."""
        if duties(self.search.best) and not self.probed[self.search.best.tiers]:
            self.search.restaff(polish=False)
            self.probed[self.search.best.tiers] += 1
        groups: dict[tuple[str, ...], list[Broken]] = defaultdict(list)
        for broken in duties(self.search.best):
            if not in_vain(self.facts, self.search.best.rows, broken):
                groups[concerned(self.search.best.rows, broken)].append(broken)
        for free, away in sorted(groups.items()):
            key = free, *(broken.violation.say() for broken in away)
            if free and not self.probed[key] and not self.stop.now:
                self.probed[key] += 1
                self.search.relieve(free, away)

    def _in_the_way(self, left: LeftOut, best: Incumbent) -> tuple[str, ...]:
        """Return who keeps a left-out request from fitting, the others of its visit kept: all that must give way.

        One set of others after the other: with the first away a second may still be in the way.
        """
        required, free = self._required(left.visit, left), [left.visit]
        while len(free) <= TOGETHER:
            others = holders(self.facts, self.rules, free, best.ledger, self.stop, required=required)
            if not others:
                break
            free += others
        return tuple(free[1:])

    def _probe_shoulds(self) -> None:
        """Try each cluster that breaks more shoulds than alone with those in its way; else bound them together."""
        for cluster in sorted(self.bounds.clusters):
            if self.stop.now:
                return
            least = self.bounds.floor(cluster)
            reached = self.search.best.programme(self.facts, cluster)[:UPPER]
            if reached <= least or self.probed[cluster, *reached] >= PROBES:
                continue
            self.probed[cluster, *reached] += 1
            ledger = self.search.best.ledger
            others = holders(self.facts, self.rules, cluster, ledger, self.stop, limits=least)
            free = [*cluster, *(others or ())]
            if len(free) > TOGETHER:
                continue
            self.search.retry(free)
            if others and self.search.best.programme(self.facts, cluster)[:UPPER] > least:
                self.bounds.merge(free)

    def _settled(self, visit: str) -> bool:
        """Whether a visit's cluster is known to leave out as much alone on the site."""
        cluster = next(cluster for cluster in self.bounds.clusters if visit in cluster)
        lost = sum(self._price(left) for each in cluster for left in self.search.best.rows[each].left_out)
        return lost <= self.bounds.floor(cluster)[0]

    def _price(self, left: LeftOut) -> int:
        stay = self.facts.stay(left.visit)
        return stay.price(stay.visit.request(left.request))

    def _required(self, visit: str, left: LeftOut) -> list[str]:
        """Return the items that the visit has, and the one that it lacks."""
        kept = [i.id for i in self.search.best.rows[visit].items if i.request]
        return [*kept, f"{visit}/{left.request}"]

    # -- reasons

    def _reasons(self) -> tuple[LeftOut, ...]:
        patience = StopSignal(None, self.stop.event)
        found = []
        for visit, rows in sorted(self.search.best.rows.items()):
            found += [self._reason(visit, rows, left, patience) for left in rows.left_out]
        return tuple(found)

    def _reason(self, visit: str, rows: VisitPlan, left: LeftOut, stop: StopSignal) -> LeftOut:
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
