"""The whole search of one week: construct, improve, prove, and say why what is left out is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.run import StopSignal
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.itinerary.search.bounds import Bounds
from models.itinerary.search.conflicts import blocking_visits
from models.itinerary.search.guidance import no_time_can_help, visits_concerned
from models.itinerary.search.incumbent import Incumbent, assemble, left_out_price
from models.itinerary.search.keep_start import KeepStart
from models.itinerary.search.left_out_reasons import left_out_reasons, required_items
from models.itinerary.search.proofs import Proofs, TierBounds
from models.itinerary.search.search import Search, batches, duty_breaks, is_small_week

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan
    from models.itinerary.search.limits import SearchLimits
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken


@dataclass(frozen=True)
class Optimised:
    """What the search found.

    Attributes
    ----------
    bounds : tuple of int or None
        Of the tiers; each speaks of plans that are optimal in the earlier tiers.
    possible : int
        Price of all requests possible alone: the measure of the gap in tier ``LEFT_OUT``.
    """

    plan: Plan
    incumbent: Incumbent
    bounds: TierBounds
    possible: int


class Optimiser:
    """The loop: search and proofs side by side, and probes of what is left out or broken.

    Parameters
    ----------
    seed : int
        Of the search's random choices.
    stop : StopSignal
        Clock and Ctrl-C.
    limits : SearchLimits
        How hard to try; with a number of rounds, bounds are waited for, so that the same seed gives the same plan.
    report : callable
        Told of every better plan and bound: phase, incumbent, bounds.
    keep : Plan, optional
        The plan that people know: what comes out moves no more of it than a gain that they notice is worth.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        *,
        seed: int,
        stop: StopSignal,
        limits: SearchLimits,
        report: Callable[[str, Incumbent, TierBounds], None],
        keep: Plan | None = None,
    ) -> None:
        self.facts, self.rules, self.stop, self.limits = facts, tuple(rules), stop, limits
        self.bounds = Bounds(facts, rules, stop)
        self.search = Search(
            facts,
            rules,
            seed,
            stop,
            limits,
            lambda phase, incumbent: report(phase, incumbent, self.proofs.known),
            self.bounds.lower_bounds,
            reserved=0.0 if keep is None else limits.keep_start_share,
        )
        self._keep = keep
        small = is_small_week(facts, limits)
        tiers = PROGRAMME_TIERS if small else UPPER_TIERS
        repeatable = limits.rounds is not None
        self.proofs = Proofs(self.bounds, tiers, lambda: self.search.best, report, stop, repeatable=repeatable)
        self._probes: Counter[tuple[object, ...]] = Counter()
        if small:
            self.bounds.merge(stay.id for stay in facts.stays)

    def run(
        self, start: Incumbent | None = None, accept_first: Callable[[Incumbent], None] = lambda _: None
    ) -> Optimised:
        """Search until proven, out of patience, rounds or time; then give the reasons.

        Parameters
        ----------
        start : Incumbent, optional
            A plan that breaks no must: what comes out is no worse, but for what of it nobody would notice.
        accept_first : callable
            Told of the first plan; may raise.

        Raises
        ------
        NoPlanOfVisit, NoneInTime
            See ``Search.construct``.
        """
        search, proofs = self.search, self.proofs
        with search, proofs:
            if start is None:
                search.construct()
            else:
                search.start_from(start)
            accept_first(search.best)
            proofs.bound()
            self._probe_left_out()
            proofs.bound()
            search.staff_week(minimise_duty=False)
            search.improve_each_visit()
            self._improve()
            search.staff_week(thorough=True)
            proofs.bound()
            proofs.wait()
            proofs.update(final=True)
            if start is not None and self._keep is not None:
                search.best = KeepStart(search, start, self._keep, self.stop).nearest()
        reasons_stop = StopSignal(None, self.stop.event)
        proven = proofs.proven(Tier.LEFT_OUT)
        left_out = left_out_reasons(self.facts, self.rules, search.best, reasons_stop, proven=proven)
        plan = assemble(self.facts, search.best.visit_plans).model_copy(update={"left_out": left_out})
        return Optimised(plan, search.best, proofs.known, self._possible())

    # -- improvement

    def _improve(self) -> None:
        """Improve in rounds until proven, or until nothing more is found where the upper tiers are proven."""
        idle, before = 0, self.search.best.tiers
        self._after_step()
        for ends_round in self.search.rounds():
            self._after_step()
            if ends_round:
                idle = 0 if self.search.best.tiers < before else idle + 1
                before = self.search.best.tiers
            patience_ended = idle >= self.limits.patience_rounds
            if self.proofs.proven(Tier.MONEY) or (self.proofs.proven(Tier.SHOULD) and patience_ended):
                return

    def _after_step(self) -> None:
        """Try what is left out or broken with those who block it; prove what can be proven."""
        self.proofs.bound()
        self.proofs.update()
        if not self.proofs.proven(Tier.LEFT_OUT):
            self._probe_left_out()
        elif not self.proofs.proven(Tier.SHOULD):
            self._avoid_duty_breaks()
            self._probe_shoulds()
        self.proofs.bound()
        self.proofs.update()

    def _probe_left_out(self) -> None:
        """Try each left-out request with those who block it; where it does not fit, bound them together."""
        limits, search = self.limits, self.search
        wanted = [
            left
            for visit, visit_plan in sorted(search.best.visit_plans.items())
            for left in visit_plan.left_out
            if self._probes[visit, left.request] < limits.probes_per_conflict and not self._leaves_out_least(visit)
        ]
        self.proofs.expect_merges()
        for group in batches(wanted, limits.threads):
            found = search.solve_in_parallel(self._blocking, group, search.best)
            for left, others in zip(group, found, strict=True):
                self._probes[left.visit, left.request] += 1
                unfixed = [left.visit, *others][: limits.max_joint_visits]
                before = search.best.tiers[Tier.LEFT_OUT]
                search.improve_upper_tiers(unfixed)
                if others and search.best.tiers[Tier.LEFT_OUT] == before:
                    self.bounds.merge(unfixed)
        self.proofs.end_merges()

    def _avoid_duty_breaks(self) -> None:
        """Where people's and drivers' days or a missing helper break a should: staff all anew, try other times."""
        search = self.search
        if duty_breaks(search.best) and not self._probes[search.best.tiers]:
            search.staff_week(minimise_duty=False)
            self._probes[search.best.tiers] += 1
        groups: dict[tuple[str, ...], list[Broken]] = defaultdict(list)
        for broken in duty_breaks(search.best):
            if not no_time_can_help(self.facts, search.best.visit_plans, broken):
                groups[visits_concerned(search.best.visit_plans, broken)].append(broken)
        for unfixed, breaks in sorted(groups.items()):
            key = unfixed, *((broken.violation.sentence, broken.violation.values) for broken in breaks)
            if unfixed and not self._probes[key] and not self.stop.now:
                self._probes[key] += 1
                search.avoid_breaks(unfixed, breaks)

    def _blocking(self, left: LeftOut, best: Incumbent) -> tuple[str, ...]:
        """Return all other visits that must give way for a left-out request, the others of its visit kept.

        One set of others after the other: with the first away a second may still block it.
        """
        required, unfixed = required_items(best, left), [left.visit]
        while len(unfixed) <= self.limits.max_joint_visits:
            others = blocking_visits(self.facts, self.rules, unfixed, best.ledger, self.stop, required=required)
            if not others:
                break
            unfixed += others
        return tuple(unfixed[1:])

    def _probe_shoulds(self) -> None:
        """Try each cluster that breaks more shoulds than alone with those who block it; else bound them together."""
        limits, search, upper = self.limits, self.search, len(UPPER_TIERS)
        for cluster in sorted(self.bounds.clusters):
            if self.stop.now:
                return
            least = self.bounds.lower_bounds(cluster)
            reached = search.best.programme_tiers(self.facts, cluster)[:upper]
            if reached <= least or self._probes[cluster, *reached] >= limits.probes_per_conflict:
                continue
            self._probes[cluster, *reached] += 1
            others = blocking_visits(self.facts, self.rules, cluster, search.best.ledger, self.stop, at_most=least)
            unfixed = [*cluster, *(others or ())]
            if len(unfixed) > limits.max_joint_visits:
                continue
            search.improve_upper_tiers(unfixed)
            if others and search.best.programme_tiers(self.facts, cluster)[:upper] > least:
                self.bounds.merge(unfixed)

    def _leaves_out_least(self, visit: str) -> bool:
        """Tell whether a visit's cluster is known to leave out as much alone on the site."""
        cluster = next(cluster for cluster in self.bounds.clusters if visit in cluster)
        left = [left for each in cluster for left in self.search.best.visit_plans[each].left_out]
        return left_out_price(self.facts, left) <= self.bounds.lower_bounds(cluster)[Tier.LEFT_OUT]

    def _possible(self) -> int:
        """Return the price of all requests less what is impossible alone."""
        total = 0
        shares = self.search.best.shares(self.facts)
        for stay in self.facts.stays:
            alone = self.bounds.optimum([stay.id], (Tier.LEFT_OUT,), shares[stay.id])
            impossible = alone.values[Tier.LEFT_OUT] if alone.values else 0
            total += sum(stay.price(r) for r in stay.visit.requests) - impossible
        return max(1, total)
