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

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.itinerary.search.bound_tasks import BoundRequests, BoundTier, BoundWithin, FindFront, TierBound
from models.itinerary.search.limits import BOUND_LIMITS, BoundLimits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.cp.stop_signal import StopSignal
    from models.itinerary.search.site import SearchSite
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

    What is to be computed is given out as tasks (``next_tier``, ``next_front``), what they find is noted tier by tier.
    """

    def __init__(self, site: SearchSite, stop: StopSignal, limits: BoundLimits = BOUND_LIMITS) -> None:
        self.site, self.facts, self.stop, self.limits = site, site.facts, stop, limits
        self._optima: dict[tuple[str, ...], Optimum] = {}
        self.clusters: frozenset[tuple[str, ...]] = frozenset((stay.id,) for stay in site.facts.stays)
        """The visits by cluster."""
        self._cluster_of: dict[str, tuple[str, ...]] = {}
        self._merged_from: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        self._hints: dict[tuple[str, ...], tuple[int, ...]] = {}
        self.core = 0
        """What the core of requests says that every plan leaves out; it knows nothing of what is past or pinned."""
        self._core_asked = site.facts.revision is not None
        self._within: dict[tuple[tuple[str, ...], Tier], tuple[tuple[int, ...], int]] = {}
        """Each cluster's bounds of the lower tiers where the upper ones are not proven, and within what."""
        self._fronts: dict[tuple[str, ...], tuple[int, list[tuple[int, int]] | None]] = {}
        """Each cluster's Pareto front, up to how much more left out than it must; None where it was not found."""

    def optimum(
        self, visits: Iterable[str], tiers: Sequence[Tier] = UPPER_TIERS, reached: Sequence[int] = ()
    ) -> Optimum:
        """Return the bounds of some visits alone on the site, computing here those that are asked for and not known.

        Parameters
        ----------
        tiers : sequence of Tier
            The first tiers, which are asked for.
        reached : sequence of int
            The cluster's share of the incumbent: where it is 0, that is the optimum, and is not solved for.
        """
        key = tuple(sorted(visits))
        while (known := self._known(key, reached, tiers)) is None:
            task = self._task(key, reached, tiers)
            self.note(task, task.run(self.site, self.stop))
        return known

    def _task(self, key: tuple[str, ...], reached: Sequence[int], tiers: Sequence[Tier]) -> BoundTier:
        """Return the task that bounds the next tier of a cluster."""
        known = self._so_far(key, reached).values
        asked = UPPER_TIERS if len(known) < len(UPPER_TIERS) else tiers
        hint = self._hints.get(key, ()) if asked == UPPER_TIERS or len(known) > len(UPPER_TIERS) else ()
        return BoundTier(key, tuple(asked), Tier(len(known)), known, hint, self.limits)

    def note(self, task: BoundTier, found: TierBound) -> None:
        """Keep what was found of a cluster, unless more is known already: a solve may have been cut short."""
        if isinstance(task, BoundWithin):
            _, bound = self._within.get((task.visits, task.tier), ((), 0))
            self._within[task.visits, task.tier] = task.at_most, max(bound, found.values[-1])
            return
        known = self._optima.get(found.visits)
        if known is None or (found.values, found.exact) > (known.values, known.exact):
            self._optima[found.visits] = Optimum(found.visits, found.values, found.exact)
            self._hints[found.visits] = found.hint

    def next_core(self) -> BoundRequests | None:
        """Return the task that bounds the requests of the whole week; None when it was given out."""
        asked, self._core_asked = self._core_asked, True
        return None if asked else BoundRequests(self.limits)

    def reached_by_clusters(self, value: Sequence[int], shares: Shares, tier: Tier) -> bool:
        """Tell whether a plan gives all clusters their own least in the first tiers, so that each is at its optimum."""
        alone = self._alone(shares).values()
        return all(sum(known[t] for known in alone if len(known) > t) >= value[t] for t in range(tier + 1))

    def next_tier(
        self, shares: Shares, tiers: Sequence[Tier], passed_over: Collection[tuple[str, ...]] = ()
    ) -> BoundTier | None:
        """Return the task that matters most for the incumbent; None when nothing more can be known.

        The first tier of all comes before the others of any. A cluster that leaves out more than it must is merged
        soon, maybe: it is bounded further when all others are.

        Parameters
        ----------
        shares : mapping visit -> sequence of int
            Each visit's share of the incumbent's tiers.
        tiers : sequence of Tier
            The first tiers, which are bounded.
        passed_over : collection of clusters
            Those that are being bounded.
        """
        tasks = [
            (self._task(cluster, reached, tiers), reached[Tier.LEFT_OUT])
            for cluster, reached in self.open_clusters(shares, tiers)
            if cluster not in passed_over
        ]

        def order(each: tuple[BoundTier, int]) -> tuple[bool, bool]:
            task, left_out = each
            return bool(task.at_most), bool(task.at_most) and left_out > task.at_most[Tier.LEFT_OUT]

        return min(tasks, key=order)[0] if tasks else None

    def is_bounded(self, cluster: tuple[str, ...], tier: Tier) -> bool:
        """Tell whether a tier of a cluster was bounded, as far as it can be."""
        known = self._optima.get(cluster)
        return known is not None and (len(known.values) > tier or not known.exact)

    def cluster_of(self, visit: str) -> tuple[str, ...]:
        """Return the cluster in which a visit is."""
        return self._cluster_of.get(visit, (visit,))

    def _known(self, key: tuple[str, ...], reached: Sequence[int], tiers: Sequence[Tier]) -> Optimum | None:
        """Return what is known of a cluster if it is all that is asked for, or all that can be known."""
        known = self._so_far(key, reached)
        return known if len(known.values) >= len(tiers) or not known.exact else None

    def _so_far(self, key: tuple[str, ...], reached: Sequence[int]) -> Optimum:
        """Return what is known of a cluster; nothing is less than nothing left out and nothing broken."""
        known = self._optima.get(key, Optimum(key, (), exact=True))
        zeros = next((tier for tier, share in enumerate(reached) if share), len(reached))
        return known if len(known.values) >= zeros else Optimum(key, (0,) * zeros, exact=True)

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
            self._cluster_of.update(dict.fromkeys(whole, whole))

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
            known = [values[tier] for values in optima if len(values) > tier]
            if not known:
                break
            total = sum(known)  # nothing is below 0 where nothing is known yet
            found.append(total)
            if total < value[tier]:
                break
        if found or self.core:
            found[:1] = [max(self.core, found[0] or 0 if found else 0)]
        return (*found, *[None] * (len(Tier) - len(found)))

    def _cluster_bounds(self, cluster: tuple[str, ...], shares: Shares, tiers: Sequence[Tier]) -> tuple[int, ...]:
        """Return the best that is known of a cluster's tiers, by itself or as the sum of its parts."""
        own = self._so_far(cluster, _sum(shares, cluster, tiers)).values
        parts = [self._cluster_bounds(part, shares, tiers) for part in self._merged_from.get(cluster, ())]
        return _better(own, tuple(sum(values) for values in zip(*parts, strict=False)))

    # -- shoulds where the tier before is not proven

    def should_bound(self, limit: int, shares: Shares) -> int | None:
        """Return the least sum of shoulds over the clusters' fronts with at most ``limit`` left out: a knapsack.

        Where a front is not known, a cluster breaks nothing as soon as it leaves out more than it must; where nothing
        is known of it, it may break and leave out nothing. None only where the limit cannot be kept.
        """
        best: dict[int, int] = {0: 0}
        alone = self._alone(shares)
        slack = limit - _least_left_out(alone)
        for cluster in sorted(self.clusters):
            front = self._front(cluster, alone[cluster], slack)
            reached: dict[int, int] = {}
            for spent, should in best.items():
                for left_out, more in front:
                    if spent + left_out <= limit:
                        total = should + more
                        reached[spent + left_out] = min(reached.get(spent + left_out, total), total)
            best = reached
        return min(best.values(), default=None)

    def next_front(self, limit: int, shares: Shares, passed_over: Collection[tuple[str, ...]] = ()) -> FindFront | None:
        """Return the task that finds a front not known yet, where it can make ``should_bound`` sharper."""
        slack = limit - _least_left_out(self._alone(shares))
        for cluster in sorted(self.clusters, key=len):
            known = self._so_far(cluster, _sum(shares, cluster, UPPER_TIERS))
            asked = slack > 0 and known.exact and len(known.values) >= len(UPPER_TIERS) and known.values[Tier.SHOULD]
            if asked and cluster not in passed_over and self._fronts.get(cluster, (-1, None))[0] < slack:
                left_out, should = known.values[: len(UPPER_TIERS)]
                return FindFront(cluster, (left_out, should), slack, self.limits)
        return None

    def note_front(self, task: FindFront, found: list[tuple[int, int]] | None) -> None:
        """Keep a cluster's front; None where it could not be found."""
        known = self._fronts.get(task.visits)
        if found is not None or known is None or known[1] is None:
            self._fronts[task.visits] = task.slack, found

    # -- preferences and money where an earlier tier is not proven

    def next_within(
        self, value: Sequence[int], shares: Shares, passed_over: Collection[tuple[str, ...]] = ()
    ) -> BoundWithin | None:
        """Return the task that bounds a lower tier of a cluster within what the upper tiers leave it; None at the end.

        A plan no worse than the incumbent in the upper tiers gives a cluster no more than its own least and what the
        incumbent has more than all the leasts.
        """
        at_most = self._most(value, shares)
        for tier in (Tier.PREFERENCE, Tier.MONEY):
            for cluster in sorted(self.clusters):
                if cluster not in passed_over and (cluster, tier) not in self._within:
                    return BoundWithin(cluster, PROGRAMME_TIERS, tier, at_most[cluster], (), self.limits)
        return None

    def within(self, tier: Tier) -> int | None:
        """Return the bound of a lower tier over all plans no worse in the upper ones; None where none is known."""
        found = [bound for cluster in self.clusters if (bound := self._bound_within(cluster, tier)) is not None]
        return sum(found) if found else None

    def _bound_within(self, cluster: tuple[str, ...], tier: Tier) -> int | None:
        parts = [self._bound_within(part, tier) for part in self._merged_from.get(cluster, ())]
        _, own = self._within.get((cluster, tier), ((), None))
        known = [*(part for part in parts if part is not None)]
        return max((each for each in (own, sum(known) if known else None) if each is not None), default=None)

    def _most(self, value: Sequence[int], shares: Shares) -> dict[tuple[str, ...], tuple[int, ...]]:
        """Return the most of the upper tiers that each cluster can have in a plan no worse than a value.

        What is known of its shoulds is so only where nobody leaves out more than they must.
        """
        alone = self._alone(shares)
        left_out = value[Tier.LEFT_OUT] - _least_left_out(alone)
        if left_out:
            return {cluster: ((known[0] if known else 0) + left_out,) for cluster, known in alone.items()}
        shoulds = {c: known[Tier.SHOULD] if len(known) > Tier.SHOULD else 0 for c, known in alone.items()}
        more = value[Tier.SHOULD] - sum(shoulds.values())
        return {c: (known[0] if known else 0, shoulds[c] + more) for c, known in alone.items()}

    def _alone(self, shares: Shares) -> dict[tuple[str, ...], tuple[int, ...]]:
        """Return what is known of the upper tiers of each cluster."""
        return {cluster: self._cluster_bounds(cluster, shares, UPPER_TIERS) for cluster in self.clusters}

    def _front(self, cluster: tuple[str, ...], alone: Sequence[int], slack: int) -> list[tuple[int, int]]:
        """Return a front that no plan of a cluster is below, up to so much more left out than it must."""
        known_slack, front = self._fronts.get(cluster, (-1, None))
        if front is not None and known_slack >= slack:
            return front
        least = alone[Tier.LEFT_OUT] if alone else 0
        should = alone[Tier.SHOULD] if len(alone) > Tier.SHOULD else 0
        return [(least, should), (least + 1, 0)] if should else [(least, 0)]


def _least_left_out(alone: Mapping[tuple[str, ...], Sequence[int]]) -> int:
    """Return what the clusters leave out at least in all."""
    return sum(values[Tier.LEFT_OUT] for values in alone.values() if values)
