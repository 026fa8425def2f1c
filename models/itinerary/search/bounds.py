"""How good a plan can be at all: each delegation's optimum alone, and of clusters that stand in each other's way.

Whatever the others do, a cluster of visits alone on the site does at least as well as within the week. So the sum of
the clusters' optima bounds tier 0; and where that sum is reached, every plan that is optimal in tier 0 has each cluster
at its own optimum, so the sum of the next tier's optima under that condition bounds the next tier, and so on. Where
tier 0 stays open, a cluster may leave out more to break fewer shoulds: then the clusters' Pareto fronts are combined by
a knapsack over what the plan in hand leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, StopSignal, solve
from models.itinerary.model.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.rules.core.base import Rule


UPPER = 2
"""Tiers that are proven by cores, cluster by cluster: what is left out, and shoulds."""
Shares = Mapping[str, Sequence[int]]


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


def _sum(shares: Shares, cluster: Sequence[str], tiers: int) -> list[int]:
    """Return a cluster's share of the plan in hand."""
    return [sum(shares[visit][tier] for visit in cluster) for tier in range(tiers)] if shares else []


class Bounds:
    """Lower bounds of a week's tiers 0 to 3, made sharper by merging clusters.

    ``compute`` may run beside the search: what it finds is known tier by tier, as soon as it is found.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], stop: StopSignal, limit: float = 8.0) -> None:
        self.facts, self.rules, self.stop, self.limit = facts, tuple(rules), stop, limit
        self._optima: dict[tuple[str, ...], Optimum] = {}
        self.clusters: set[tuple[str, ...]] = {(stay.id,) for stay in facts.stays}
        self._parts: dict[tuple[str, ...], list[tuple[str, ...]]] = {}

    def optimum(self, visits: Iterable[str], tiers: int = 2, reached: Sequence[int] = ()) -> Optimum:
        """Return the bounds of some visits alone on the site, computing those that are asked for and not known.

        Parameters
        ----------
        tiers : int
            So many first tiers are asked for.
        reached : sequence of int
            The cluster's share of the plan in hand: where it is 0, that is the optimum, and is not solved for.
        """
        key = tuple(sorted(visits))
        return self._known(key, reached, tiers) or self._compute(key, tiers, reached)

    def _known(self, key: tuple[str, ...], reached: Sequence[int], tiers: int) -> Optimum | None:
        """Return what is known of a cluster if it is all that is asked for, or all that can be known."""
        known = self._so_far(key, reached)
        return known if len(known.values) >= tiers or not known.exact else None

    def _so_far(self, key: tuple[str, ...], reached: Sequence[int]) -> Optimum:
        """Return what is known of a cluster; nothing is less than nothing left out and nothing broken."""
        known = self._optima.get(key, Optimum(key, (), exact=True))
        zeros = next((tier for tier, share in enumerate(reached) if share), len(reached))
        return known if len(known.values) >= zeros else Optimum(key, (0,) * zeros, exact=True)

    def _compute(self, key: tuple[str, ...], tiers: int, reached: Sequence[int]) -> Optimum:
        made = build(self.facts, key, self.rules, Ledger.empty(self.facts), "bound", tiers=tiers)
        model, values = made.frame.model, list[int]()
        hint: list[tuple[int, int]] = []
        found = Optimum(key, (), exact=True)
        for tier in range(tiers):
            objective = made.frame.objective(tier)
            if not isinstance(objective, int) and not any(reached[: tier + 1]) and len(reached) > tier:
                model.add(objective <= 0)
                values.append(0)
                continue
            if isinstance(objective, int):
                values.append(objective)
            else:
                effort = SolveLimits(deterministic=self.limit * len(key), core=tier < UPPER, presolve=tier)
                outcome = solve(model, objective, hint, effort, self.stop)
                values.append(max(0, outcome.bound))
                found = Optimum(key, tuple(values), exact=outcome.status == "optimal")
                model.add(objective <= outcome.objective)
                hint = list(enumerate(outcome.values))
            found = self._optima[key] = Optimum(key, tuple(values), exact=found.exact)
            if not found.exact:
                break
        return found

    def floor(self, visits: Iterable[str]) -> tuple[int, int]:
        """Return lower bounds of tiers 0 and 1 of some visits, from what is known so far of their clusters."""
        rest = set(visits)
        whole = [cluster for cluster in self.clusters if rest.issuperset(cluster)]
        rest = rest.difference(*whole)
        zero = one = 0
        for key in (*whole, *((visit,) for visit in rest)):
            known = self._optima.get(key)
            values = known.values if known and known.exact else ()
            zero += values[0] if values else 0
            one += values[1] if len(values) > 1 else 0
        return zero, one

    def merge(self, visits: Iterable[str]) -> None:
        """Treat some visits, and the clusters that they are in, as one cluster."""
        wanted = set(visits)
        touched = [cluster for cluster in self.clusters if wanted & set(cluster)]
        if len(touched) > 1:
            whole = tuple(sorted({visit for cluster in touched for visit in cluster}))
            self.clusters -= set(touched)
            self.clusters.add(whole)
            self._parts[whole] = sorted(touched)

    def wanting(self, shares: Shares, tiers: int = 2) -> list[tuple[tuple[str, ...], list[int]]]:
        """Return the clusters of which something asked for is not known yet, with their share of the plan in hand.

        The merged ones come first, then those that leave something out: they decide whether tier 0 is proven; then
        those that break most: the search will hardly bring them down to nothing, which would need no proof.
        """
        found = []
        for cluster in sorted(self.clusters):
            reached = _sum(shares, cluster, tiers)
            if self._known(cluster, reached, tiers) is None:
                found.append((cluster, reached))
        return sorted(found, key=lambda each: (-len(each[0]), not each[1][0], [-share for share in each[1]], each[0]))

    def totals(self, value: Sequence[int], shares: Shares, tiers: int = 2) -> tuple[int | None, ...]:
        """Return bounds of the first tiers from what is known, None where there is none.

        Parameters
        ----------
        value : sequence of int
            Tiers of the plan in hand: the bound of a tier speaks of plans that are optimal in the earlier ones.
        shares : mapping visit -> sequence of int
            Each visit's share of them.
        """
        optima = [self._least(cluster, shares, tiers) for cluster in sorted(self.clusters)]
        found: list[int | None] = []
        for tier in range(tiers):
            if any(len(values) <= tier for values in optima):
                break
            total = sum(values[tier] for values in optima)
            found.append(total)
            if total < value[tier]:
                break
        return (*found, *[None] * (5 - len(found)))

    def _least(self, cluster: tuple[str, ...], shares: Shares, tiers: int) -> tuple[int, ...]:
        """Return what is known of a cluster's tiers; as long as nothing better is known, its parts' sums."""
        own = self._so_far(cluster, _sum(shares, cluster, tiers)).values
        parts = [self._least(part, shares, tiers) for part in self._parts.get(cluster, ())]
        sums = tuple(sum(values) for values in zip(*parts, strict=False))
        return sums if sums[: len(own)] == own else own

    # -- tier 1 where tier 0 is open

    def shoulds(self, limit: int, shares: Shares) -> int | None:
        """Return the least sum of tier 1 over the clusters' fronts with tier 0 at most ``limit`` in all: a knapsack."""
        best: dict[int, int] = {0: 0}
        alone = {c: self.optimum(c, 2, _sum(shares, c, 2)) for c in sorted(self.clusters)}
        slack = limit - sum(optimum.values[0] for optimum in alone.values())
        for cluster, optimum in alone.items():
            front = self._front(cluster, optimum, slack)
            if front is None:
                return None
            reached: dict[int, int] = {}
            for spent, one in best.items():
                for zero, more in front:
                    if spent + zero <= limit:
                        reached[spent + zero] = min(reached.get(spent + zero, one + more), one + more)
            best = reached
        return min(best.values(), default=None)

    def _front(self, cluster: tuple[str, ...], alone: Optimum, slack: int) -> list[tuple[int, int]] | None:
        """Return the Pareto front (tier 0, tier 1) of a cluster up to so much more left out than it must."""
        if not alone.exact or len(alone.values) < 2:
            return None
        front = [(alone.values[0], alone.values[1])]
        if alone.values[1] == 0:
            return front
        made = build(self.facts, cluster, self.rules, Ledger.empty(self.facts), "bound", tiers=2)
        zero, one, model = made.frame.objective(0), made.frame.objective(1), made.frame.model
        if isinstance(zero, int) or isinstance(one, int):
            return front
        model.add(zero <= alone.values[0] + slack)
        effort = SolveLimits(deterministic=self.limit, core=True)
        while front[-1][1] > 0 and not self.stop.now:
            model.add(one <= front[-1][1] - 1)
            dearer = solve(model, zero, (), effort, self.stop)
            if dearer.status == "infeasible":
                return front
            if dearer.status != "optimal":
                return None
            if len(front) > 4:  # a weaker point that is still a bound: whatever is left out more, nothing is broken
                return [*front, (dearer.objective, 0)]
            there = model.clone()
            there.add(zero <= dearer.objective)
            cleaner = solve(there, one, (), effort, self.stop)
            front.append((dearer.objective, max(0, cleaner.bound)))
        return front if front[-1][1] == 0 else None
