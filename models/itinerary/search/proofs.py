"""Proofs beside the search: bounds are computed in a thread of their own, and compared with the incumbent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from models.domain.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from models.cp.run import StopSignal
    from models.itinerary.search.bounds import Bounds
    from models.itinerary.search.incumbent import Incumbent

TierBounds = tuple[int | None, ...]


class Proofs:
    """What is known of how good a plan can be; a context manager, which waits for its thread.

    The solver lets go of the interpreter, so that search and bounds use a core each.

    Parameters
    ----------
    bounds : Bounds
        Of the clusters; the search merges them.
    tiers : sequence of Tier
        The first tiers, which are bounded.
    incumbent : callable
        Returns the best plan so far.
    report : callable
        Told of better bounds, with the incumbent.
    stop : StopSignal
        Clock and Ctrl-C.
    repeatable : bool
        Wait for every bound, so that the same seed gives the same plan: what is known must not depend on the machine.
    """

    def __init__(
        self,
        bounds: Bounds,
        tiers: Sequence[Tier],
        incumbent: Callable[[], Incumbent],
        report: Callable[[str, Incumbent, TierBounds], None],
        stop: StopSignal,
        *,
        repeatable: bool,
    ) -> None:
        self._bounds, self._tiers, self._incumbent, self._report = bounds, tiers, incumbent, report
        self._stop, self._repeatable = stop, repeatable
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] | None = None
        self._asked: set[tuple[str, ...]] = set()
        self.known: TierBounds = (None,) * len(Tier)
        """Bounds of the tiers; each speaks of plans that are optimal in the earlier ones. None falls."""
        self._value: tuple[int, ...] = ()
        """Tiers of the incumbent to which the bounds belong."""
        self._clusters_may_merge = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()

    def expect_merges(self) -> None:
        """Bound no visit alone that leaves something out: it may be bounded together with others soon."""
        self._clusters_may_merge = True

    def end_merges(self) -> None:
        """Bound every cluster from now on: none that leaves something out is merged soon."""
        self._clusters_may_merge = False

    def bound(self) -> None:
        """Bound, beside the search, every cluster that could be better than in the incumbent."""
        if self._running is None or self._running.done():
            self.wait()
            self._running = self._thread.submit(self._bound_clusters)
        if self._repeatable:
            self.wait()

    def wait(self) -> None:
        """Wait for the bounds that are being computed, and raise what their thread raised."""
        if self._running is not None:
            self._running.result()

    def _bound_clusters(self) -> None:
        """Bound one cluster after the other, always the one that matters most for the incumbent by then."""
        while not self._stop.now:
            best = self._incumbent()
            if best.score and best.score.musts:  # no plan: what it reaches is no optimum
                return
            shares = best.shares(self._bounds.facts)
            todo = [each for each in self._bounds.open_clusters(shares, self._tiers) if each[0] not in self._asked]
            if self._clusters_may_merge:
                todo = [each for each in todo if len(each[0]) > 1 or not each[1][Tier.LEFT_OUT]]
            if not todo:
                return
            cluster, reached = todo[0]
            self._asked.add(cluster)
            self._bounds.optimum(cluster, self._tiers, reached)
            self.update()

    def update(self, *, final: bool = False) -> None:
        """Compare the bounds with the incumbent, as far as the clusters' optima are known.

        ``final``: also bound the shoulds where the tier before is not proven. It takes long, and changes nothing in the
        search.
        """
        best = self._incumbent()
        if best.score is None or best.score.musts:
            return
        shares = best.shares(self._bounds.facts)
        found = list(self._bounds.totals(best.tiers, shares, self._tiers))
        left_out = found[Tier.LEFT_OUT]
        if final and left_out is not None and left_out < best.tiers[Tier.LEFT_OUT]:
            found[Tier.SHOULD] = self._bounds.should_bound(best.tiers[Tier.LEFT_OUT], shares)
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
