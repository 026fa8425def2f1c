"""The tasks that bound tiers: of clusters of visits alone on the site, and of the requests of the whole week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.run import SolveLimits, solve
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.search.limits import BOUND_LIMITS
from models.parallel.pool_task import PoolTask

if TYPE_CHECKING:
    from models.cp.stop_signal import StopSignal
    from models.itinerary.search.limits import BoundLimits
    from models.itinerary.search.site import SearchSite


@dataclass(frozen=True)
class TierBound:
    """A lower bound of one tier of a cluster, behind the earlier ones at their optimum.

    Attributes
    ----------
    values : tuple of int
        What the earlier tiers are at most, then the bound.
    exact : bool
        Whether the bound is the optimum.
    hint : tuple of int
        Values of the variables in the solution, for the next tier.
    """

    visits: tuple[str, ...]
    values: tuple[int, ...]
    exact: bool
    hint: tuple[int, ...]
    work: float


@dataclass(frozen=True)
class BoundTier(PoolTask):
    """Bound a tier of a cluster alone on the site; ``TierBound``.

    Attributes
    ----------
    tiers : tuple of Tier
        The first tiers, of which the model knows.
    tier : Tier
        Which of them is bounded.
    at_most : tuple of int
        What the first tiers are at most: their optima, so that all are known behind one another.
    """

    visits: tuple[str, ...]
    tiers: tuple[Tier, ...]
    tier: Tier
    at_most: tuple[int, ...]
    hint: tuple[int, ...] = ()
    limits: BoundLimits = BOUND_LIMITS

    def without_answer(self) -> TierBound:
        """Return the bound that always holds."""
        return TierBound(self.visits, (*self.at_most, 0), exact=False, hint=(), work=0.0)

    def run(self, site: SearchSite, stop: StopSignal) -> TierBound:
        """Solve for the tier within these limits."""
        made = site.build(self.visits, site.nobody, "bound", cluster=True, tiers=self.tiers)
        model = made.frame.model
        for tier, value in zip(self.tiers, self.at_most, strict=False):
            earlier = made.frame.objective(tier)
            if not isinstance(earlier, int):
                model.add(earlier <= value)
        objective = made.frame.objective(self.tier)
        if isinstance(objective, int):
            return TierBound(self.visits, (*self.at_most, objective), exact=True, hint=self.hint, work=0.0)
        limits = SolveLimits(
            deterministic=self._seconds(site) * len(self.visits),
            use_cores=self.tier in UPPER_TIERS,
            inprocessing=self.tier not in UPPER_TIERS,
            presolve_rounds=self.limits.presolve_rounds[self.tier],
        )
        outcome = solve(model, objective, list(enumerate(self.hint)), limits, stop)
        least = max(0, outcome.bound) if outcome.status != "infeasible" else 0
        return TierBound(
            self.visits,
            (*self.at_most, least),
            exact=outcome.status == "optimal",
            hint=tuple(outcome.values),
            work=outcome.solver.response_proto.deterministic_time,
        )

    def _seconds(self, site: SearchSite) -> float:
        """Return the deterministic seconds for each visit."""
        seconds = self.limits.seconds_per_visit
        hardly_proven = self.tier not in UPPER_TIERS and site.filtered
        return min(seconds, self.limits.lower_seconds_per_visit) if hardly_proven else seconds


@dataclass(frozen=True)
class BoundRequests(PoolTask):
    """Bound what the whole week leaves out by the core of its requests, an int; see ``request_core``."""

    limits: BoundLimits = BOUND_LIMITS

    def without_answer(self) -> int:
        """Return the bound that always holds."""
        return 0

    def run(self, site: SearchSite, stop: StopSignal) -> int:
        """Solve the core by one thread; what is proven by the end of the time holds."""
        from models.itinerary.search.request_core import CP_SAT, least_left_out  # a solver interface of its own: slow

        work = self.limits.request_core_seconds
        return least_left_out(site.facts, site.rules, CP_SAT, stop.left, 1, deterministic=work)


@dataclass(frozen=True)
class BoundWithin(BoundTier):
    """Bound a tier of a cluster where the whole plan does not reach the optima of the earlier ones.

    It is far from every plan as long as these are open, and hardly worth the time.
    """

    def _seconds(self, site: SearchSite) -> float:
        """Return the deterministic seconds for each visit."""
        return self.limits.lower_seconds_per_visit


@dataclass(frozen=True)
class FindFront(PoolTask):
    """Find the Pareto front (left out, shoulds) of a cluster alone; a list of points, or None when it is not known.

    Attributes
    ----------
    optima : tuple of int
        Its optima of ``UPPER_TIERS``: the first point.
    slack : int
        How much more than it must it may leave out.
    """

    visits: tuple[str, ...]
    optima: tuple[int, int]
    slack: int
    limits: BoundLimits = BOUND_LIMITS

    def run(self, site: SearchSite, stop: StopSignal) -> list[tuple[int, int]] | None:
        """Solve for one point after the other."""
        front = [self.optima]
        if self.optima[Tier.SHOULD] == 0:
            return front
        made = site.build(self.visits, site.nobody, "bound", cluster=True, tiers=UPPER_TIERS)
        left_out, should = made.frame.objective(Tier.LEFT_OUT), made.frame.objective(Tier.SHOULD)
        model = made.frame.model
        if isinstance(left_out, int) or isinstance(should, int):
            return front
        model.add(left_out <= self.optima[Tier.LEFT_OUT] + self.slack)
        limits = SolveLimits(deterministic=self.limits.seconds_per_visit, use_cores=True)
        while front[-1][1] > 0 and not stop.now:
            model.add(should <= front[-1][1] - 1)
            dearer = solve(model, left_out, (), limits, stop)
            if dearer.status == "infeasible":
                return front
            if dearer.status != "optimal":
                return None
            if len(front) > self.limits.max_front_points:  # a bound: whatever is left out more, nothing is broken
                return [*front, (dearer.objective, 0)]
            there = model.clone()
            there.add(left_out <= dearer.objective)
            cleaner = solve(there, should, (), limits, stop)
            front.append((dearer.objective, max(0, cleaner.bound)))
        return front if front[-1][1] == 0 else None
