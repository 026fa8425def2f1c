"""Proofs beside the search: bounds of the clusters, added up and compared with the incumbent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from models.itinerary.search.bound_tasks import BoundTier, FindFront
    from models.itinerary.search.bounds import Bounds
    from models.itinerary.search.incumbent import Incumbent

TierBounds = tuple[int | None, ...]


class Proofs:
    """What is known of how good a plan can be.

    Parameters
    ----------
    bounds : Bounds
        Of the clusters; the search merges them.
    incumbent : callable
        Returns the best plan so far.
    report : callable
        Told of better bounds, with the incumbent.
    """

    def __init__(
        self,
        bounds: Bounds,
        incumbent: Callable[[], Incumbent],
        report: Callable[[str, Incumbent, TierBounds], None],
    ) -> None:
        self._bounds, self._incumbent, self._report = bounds, incumbent, report
        self.known: TierBounds = (None,) * len(Tier)
        """Bounds of the tiers; each speaks of plans that are optimal in the earlier ones. None falls."""
        self._value: tuple[int, ...] = ()
        """Tiers of the incumbent to which the bounds belong."""

    def next_task(self, busy: Collection[tuple[str, ...]]) -> BoundTier | FindFront | None:
        """Return the bound of the upper tiers that matters most for the incumbent; None when no more can be known.

        Parameters
        ----------
        busy : collection of clusters
            Those that are being bounded.
        """
        best, bounds = self._incumbent(), self._bounds
        if best.score is None or best.score.musts:  # no plan: what it reaches is no optimum
            return None
        shares = best.shares(bounds.facts)
        task = bounds.next_tier(shares, UPPER_TIERS, busy)
        if task is None and not bounds.reached_by_clusters(best.tiers, shares, Tier.LEFT_OUT):
            return bounds.next_front(best.tiers[Tier.LEFT_OUT], shares, busy)
        return task

    def next_lower_task(self, busy: Collection[tuple[str, ...]]) -> BoundTier | None:
        """Return the bound of the lower tiers that is next; None when no more can be known."""
        best, bounds = self._incumbent(), self._bounds
        if best.score is None or best.score.musts:
            return None
        shares = best.shares(bounds.facts)
        if bounds.reached_by_clusters(best.tiers, shares, Tier.SHOULD):
            return bounds.next_tier(shares, PROGRAMME_TIERS, busy)
        if busy or bounds.next_tier(shares, UPPER_TIERS) is not None:
            return None  # the upper tiers' bounds tell within what
        return bounds.next_within(best.tiers, shares)

    def update(self) -> None:
        """Compare the bounds with the incumbent, as far as they are known."""
        best = self._incumbent()
        if best.score is None or best.score.musts:
            return
        shares = best.shares(self._bounds.facts)
        found = list(self._bounds.totals(best.tiers, shares, PROGRAMME_TIERS))
        if not self._bounds.reached_by_clusters(best.tiers, shares, Tier.LEFT_OUT):
            found[Tier.SHOULD] = self._bounds.should_bound(best.tiers[Tier.LEFT_OUT], shares)
        for tier in (Tier.PREFERENCE, Tier.MONEY):
            if found[tier] is None:
                found[tier] = self._bounds.within(tier)
        if best.tiers[Tier.DUTY] == 0 and all_reached(found[: Tier.DUTY], best.tiers):
            found[Tier.DUTY] = 0
        known = self._raised(found, best.tiers)
        if known != self.known:
            self.known = known
            self._report("bound", best, known)
        self._value = best.tiers

    def _raised(self, found: Sequence[int | None], value: Sequence[int]) -> TierBounds:
        """Return the better of what is known and what was found: a bound that was shown once never falls.

        What is known of a tier stays true as long as the incumbent's earlier tiers, of which it speaks, are the same.
        """
        same = (value[:tier] == self._value[:tier] for tier in Tier)
        known = [bound if kept else None for bound, kept in zip(self.known, same, strict=True)]
        return tuple(max((b for b in pair if b is not None), default=None) for pair in zip(found, known, strict=True))

    def proven(self, tier: Tier) -> bool:
        """Tell whether all tiers of the incumbent up to this one are proven."""
        return all_reached(self.known[: tier + 1], self._incumbent().tiers)


def all_reached(bounds: Sequence[int | None], value: Sequence[int]) -> bool:
    """Tell whether all the first tiers of a plan are at their bounds."""
    return all(bound is not None and bound >= reached for bound, reached in zip(bounds, value, strict=False))
