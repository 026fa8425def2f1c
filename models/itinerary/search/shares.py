"""Shares of time: which kind of work is next, and which size of neighbourhood earns most."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from random import Random

K = TypeVar("K")


class FairShares(Generic[K]):
    """Fair queueing: of the kinds that have work, that is next which has had the least time for its weight.

    A kind that had no work for a while does not catch up on the time that it did not use.
    """

    def __init__(self, weights: Mapping[K, float]) -> None:
        self._weights = dict(weights)
        self._used = dict.fromkeys(weights, 0.0)
        self._idle: set[K] = set()

    def next(self, waiting: Collection[K]) -> K:
        """Return which of some kinds is next."""
        active = [self._used[kind] for kind in waiting if kind not in self._idle]
        for kind in self._idle & set(waiting):
            self._used[kind] = max(self._used[kind], min(active, default=0.0))
        self._idle = set(self._weights) - set(waiting)
        return min(self._weights, key=lambda kind: (kind not in waiting, self._used[kind]))

    def note(self, kind: K, work: float) -> None:
        """Count work, in deterministic seconds, of a kind."""
        self._used[kind] += work / self._weights[kind]


class Yields(Generic[K]):
    """What each choice has earned a second, as an exponential average: choices are drawn in proportion.

    Parameters
    ----------
    choices : collection
        What is drawn from.
    floor : float
        Least part of the best one's chance that every choice keeps, since what earns little now may earn more later.
    memory : float
        Weight of what is known when something is added, below 1.
    """

    def __init__(self, choices: Collection[K], *, floor: float, memory: float) -> None:
        self._choices, self._floor, self._memory = list(choices), floor, memory
        self._earned: dict[K, float] = defaultdict(float)
        self._spent: dict[K, float] = defaultdict(float)

    def note(self, choice: K, earned: float, work: float) -> None:
        """Count what a choice has earned, and the work that it took."""
        self._earned[choice] = self._memory * self._earned[choice] + earned
        self._spent[choice] = self._memory * self._spent[choice] + work

    def draw(self, random: Random) -> K:
        """Draw a choice."""
        rates = [self._earned[c] / self._spent[c] if self._spent[c] else 0.0 for c in self._choices]
        best = max(rates)
        if not best:
            return random.choice(self._choices)
        return random.choices(self._choices, weights=[max(rate, self._floor * best) for rate in rates])[0]
