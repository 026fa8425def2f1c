"""Lower bounds of a week's tiers: the optimum of each visit alone, and of clusters that stand in each other's way.

Whatever the others do, a cluster of visits alone on the site does at least as well as within the week. So the sum of
the clusters' optima bounds tier ``LEFT_OUT``; and where that sum is reached, every plan that is optimal in that tier
has each cluster at its own optimum, so the sum of the next tier's optima under that condition bounds the next tier, and
so on. Where tier ``LEFT_OUT`` stays open, a cluster may leave out more to break fewer shoulds: then the clusters'
Pareto fronts are combined by a knapsack over what the incumbent leaves out.

Why no bound is above a plan: a cluster's model holds every plan of its visits that keeps the musts, for whatever it
forbids is a must or a structural rule of the checker too (STR), the others' bookings are left out, and so are the
vehicles and helpers. Its terms are what the checks say of the plan (exact), or less (``relaxed``: helpers whom nobody
can be; money without hired cars and helpers); hired cars, duties and what no single visit decides only add to it. Each
break is counted with one visit, so that clusters may be added up. A solve that is cut short gives a bound all the same;
it is then the last of its cluster, for what comes behind speaks of plans that reach the optimum.

Bounds only rise: of what is known of a cluster and of its parts the better is taken, tier by tier (``_better``), and
what was found stays known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, StopSignal, solve
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.build import build
from models.itinerary.search.limits import BoundLimits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.rules.core.base import Rule
Shares = Mapping[str, Sequence[int]]
"""Each visit's share of the incumbent's tiers."""


@dataclass(frozen=True)
class Optimum:
    """A cluster's lower bounds: tier by tier, each given the earlier at their optimum; as far as proven.

    Attributes
    ----------
    values : tuple of int
        Proven optima of the first tiers; the last may be a bound that is no optimum (then ``exact`` is False).
    """

    visits: tuple[str, ...]
    values: tuple[int, ...]
    exact: bool


def _sum(shares: Shares, cluster: Sequence[str], tiers: Sequence[Tier]) -> list[int]:
    """Return a cluster's share of the incumbent's first tiers."""
    return [sum(shares[visit][tier] for visit in cluster) for tier in tiers] if shares else []


def _better(*known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the highest of some bounds of one cluster, tier by tier.

    A bound speaks of plans that reach its earlier ones. Where another is higher there, no plan does: then it says
    nothing of the tiers behind.
    """
    found: list[int] = []
    while reaching := [values[len(found)] for values in known if len(values) > len(found)]:
        found.append(max(reaching))
        known = tuple(values for values in known if values[: len(found)] == tuple(found))
    return tuple(found)


class Bounds:
    """Lower bounds of a week's tiers up to ``MONEY``, made sharper by merging clusters.

    ``optimum`` may run beside the search: what it finds is known tier by tier, as soon as it is found.
    """

    def __init__(
        self, facts: Facts, rules: Sequence[Rule], stop: StopSignal, limits: BoundLimits | None = None
    ) -> None:
        self.facts, self.rules, self.stop, self.limits = facts, tuple(rules), stop, limits or BoundLimits()
        self._optima: dict[tuple[str, ...], Optimum] = {}
        self.clusters: frozenset[tuple[str, ...]] = frozenset((stay.id,) for stay in facts.stays)
        """The visits by cluster; replaced as a whole, since the search merges while bounds are added up beside it."""
        self._merged_from: dict[tuple[str, ...], list[tuple[str, ...]]] = {}

    def optimum(
        self, visits: Iterable[str], tiers: Sequence[Tier] = UPPER_TIERS, reached: Sequence[int] = ()
    ) -> Optimum:
        """Return the bounds of some visits alone on the site, computing those that are asked for and not known.

        Parameters
        ----------
        tiers : sequence of Tier
            The first tiers, which are asked for.
        reached : sequence of int
            The cluster's share of the incumbent: where it is 0, that is the optimum, and is not solved for.
        """
        key = tuple(sorted(visits))
        return self._known(key, reached, tiers) or self._compute(key, tiers, reached)

    def _known(self, key: tuple[str, ...], reached: Sequence[int], tiers: Sequence[Tier]) -> Optimum | None:
        """Return what is known of a cluster if it is all that is asked for, or all that can be known."""
        known = self._so_far(key, reached)
        return known if len(known.values) >= len(tiers) or not known.exact else None

    def _so_far(self, key: tuple[str, ...], reached: Sequence[int]) -> Optimum:
        """Return what is known of a cluster; nothing is less than nothing left out and nothing broken."""
        known = self._optima.get(key, Optimum(key, (), exact=True))
        zeros = next((tier for tier, share in enumerate(reached) if share), len(reached))
        return known if len(known.values) >= zeros else Optimum(key, (0,) * zeros, exact=True)

    def _compute(self, key: tuple[str, ...], tiers: Sequence[Tier], reached: Sequence[int]) -> Optimum:
        """Solve for the first tiers of a cluster, each with the earlier ones at their optimum, as far as proven."""
        made = build(self.facts, key, self.rules, Ledger.empty(self.facts), "bound", tiers=tiers)
        model = made.frame.model
        hint: list[tuple[int, int]] = []
        found = Optimum(key, (), exact=True)
        for tier in tiers:
            objective, exact = made.frame.objective(tier), True
            if isinstance(objective, int):
                least = objective
            elif len(reached) > tier and not any(reached[: tier + 1]):
                model.add(objective <= 0)
                least = 0
            else:
                outcome = solve(model, objective, hint, self._limits(key, tier), self.stop)
                exact = outcome.status == "optimal"
                least = max(0, outcome.bound) if outcome.status != "infeasible" else 0
                model.add(objective <= outcome.objective)
                hint = list(enumerate(outcome.values))
            found = self._note(Optimum(key, (*found.values, least), exact))
            if not exact:
                break
        return self._optima[key]

    def _note(self, found: Optimum) -> Optimum:
        """Keep what was found of a cluster, unless more is known already: a solve may have been cut short."""
        known = self._optima.get(found.visits)
        if known is None or (found.values, found.exact) > (known.values, known.exact):
            self._optima[found.visits] = found
        return found

    def _limits(self, key: Sequence[str], tier: Tier) -> SolveLimits:
        """Return how hard to try for one tier of a cluster."""
        return SolveLimits(
            deterministic=self.limits.seconds_per_visit * len(key),
            use_cores=tier in UPPER_TIERS,
            presolve_rounds=self.limits.presolve_rounds[tier],
        )

    def lower_bounds(self, visits: Iterable[str]) -> tuple[int, int]:
        """Return lower bounds of the upper tiers of some visits, from what is known so far of their clusters."""
        rest = set(visits)
        whole = [cluster for cluster in self.clusters if rest.issuperset(cluster)]
        rest = rest.difference(*whole)
        left_out = should = 0
        for key in (*whole, *((visit,) for visit in rest)):
            known = self._optima.get(key)
            values = known.values if known and known.exact else ()
            left_out += values[Tier.LEFT_OUT] if values else 0
            should += values[Tier.SHOULD] if len(values) > Tier.SHOULD else 0
        return left_out, should

    def merge(self, visits: Iterable[str]) -> None:
        """Treat some visits, and the clusters that they are in, as one cluster."""
        wanted = set(visits)
        touched = [cluster for cluster in self.clusters if wanted & set(cluster)]
        if len(touched) > 1:
            whole = tuple(sorted({visit for cluster in touched for visit in cluster}))
            self._merged_from[whole] = sorted(touched)
            self.clusters = self.clusters.difference(touched) | {whole}

    def open_clusters(
        self, shares: Shares, tiers: Sequence[Tier] = UPPER_TIERS
    ) -> list[tuple[tuple[str, ...], list[int]]]:
        """Return the clusters of which something asked for is not known yet, with their share of the incumbent.

        The merged ones come first, then those that leave something out: they decide whether ``Tier.LEFT_OUT`` is
        proven; then those that break most: the search will hardly bring them down to nothing, which would need no
        proof.
        """
        found = []
        for cluster in sorted(self.clusters):
            reached = _sum(shares, cluster, tiers)
            if self._known(cluster, reached, tiers) is None:
                found.append((cluster, reached))

        def order(each: tuple[tuple[str, ...], list[int]]) -> tuple[object, ...]:
            cluster, reached = each
            return -len(cluster), not reached[Tier.LEFT_OUT], [-share for share in reached], cluster

        return sorted(found, key=order)

    def totals(
        self, value: Sequence[int], shares: Shares, tiers: Sequence[Tier] = UPPER_TIERS
    ) -> tuple[int | None, ...]:
        """Return bounds of the first tiers from what is known, None where there is none.

        Parameters
        ----------
        value : sequence of int
            Tiers of the incumbent: the bound of a tier speaks of plans that are optimal in the earlier ones.
        shares : mapping visit -> sequence of int
            Each visit's share of them.
        """
        optima = [self._cluster_bounds(cluster, shares, tiers) for cluster in sorted(self.clusters)]
        found: list[int | None] = []
        for tier in tiers:
            if any(len(values) <= tier for values in optima):
                break
            total = sum(values[tier] for values in optima)
            found.append(total)
            if total < value[tier]:
                break
        return (*found, *[None] * (len(Tier) - len(found)))

    def _cluster_bounds(self, cluster: tuple[str, ...], shares: Shares, tiers: Sequence[Tier]) -> tuple[int, ...]:
        """Return the best that is known of a cluster's tiers, by itself or as the sum of its parts."""
        own = self._so_far(cluster, _sum(shares, cluster, tiers)).values
        parts = [self._cluster_bounds(part, shares, tiers) for part in self._merged_from.get(cluster, ())]
        return _better(own, tuple(sum(values) for values in zip(*parts, strict=False)))

    # -- shoulds where the tier before is not proven

    def should_bound(self, limit: int, shares: Shares) -> int | None:
        """Return the least sum of shoulds over the clusters' fronts with at most ``limit`` left out: a knapsack.

        None where a front is not known.
        """
        best: dict[int, int] = {0: 0}
        alone = {c: self.optimum(c, UPPER_TIERS, _sum(shares, c, UPPER_TIERS)) for c in sorted(self.clusters)}
        slack = limit - sum(optimum.values[Tier.LEFT_OUT] for optimum in alone.values())
        for cluster, optimum in alone.items():
            front = self._front(cluster, optimum, slack)
            if front is None:
                return None
            reached: dict[int, int] = {}
            for spent, should in best.items():
                for left_out, more in front:
                    if spent + left_out <= limit:
                        total = should + more
                        reached[spent + left_out] = min(reached.get(spent + left_out, total), total)
            best = reached
        return min(best.values(), default=None)

    def _front(self, cluster: tuple[str, ...], alone: Optimum, slack: int) -> list[tuple[int, int]] | None:
        """Return the Pareto front (left out, shoulds) of a cluster up to so much more left out than it must."""
        if not alone.exact or len(alone.values) < len(UPPER_TIERS):
            return None
        front = [(alone.values[Tier.LEFT_OUT], alone.values[Tier.SHOULD])]
        if alone.values[Tier.SHOULD] == 0:
            return front
        made = build(self.facts, cluster, self.rules, Ledger.empty(self.facts), "bound", tiers=UPPER_TIERS)
        left_out, should = made.frame.objective(Tier.LEFT_OUT), made.frame.objective(Tier.SHOULD)
        model = made.frame.model
        if isinstance(left_out, int) or isinstance(should, int):
            return front
        model.add(left_out <= alone.values[Tier.LEFT_OUT] + slack)
        limits = SolveLimits(deterministic=self.limits.seconds_per_visit, use_cores=True)
        while front[-1][1] > 0 and not self.stop.now:
            model.add(should <= front[-1][1] - 1)
            dearer = solve(model, left_out, (), limits, self.stop)
            if dearer.status == "infeasible":
                return front
            if dearer.status != "optimal":
                return None
            if len(front) > self.limits.max_front_points:  # a bound: whatever is left out more, nothing is broken
                return [*front, (dearer.objective, 0)]
            there = model.clone()
            there.add(left_out <= dearer.objective)
            cleaner = solve(there, should, (), limits, self.stop)
            front.append((dearer.objective, max(0, cleaner.bound)))
        return front if front[-1][1] == 0 else None
