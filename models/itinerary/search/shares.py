"""Shares of time: which kind of work is next, and which size of neighbourhood earns most."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from random import Random

K = TypeVar("K")
T = TypeVar("T")


class FairShares(Generic[K]):
    """Fair queueing: of the kinds that have work, that is next which has had the least time for its weight.

    A kind that had no work for a while does not catch up on the time that it did not use.
    """

    def __init__(self, weights: Mapping[K, float]) -> None:
        self._weights = dict(weights)
        self._used = dict.fromkeys(weights, 0.0)
        self._idle: set[K] = set()

    def first(self, offers: Mapping[K, Callable[[], T | None]]) -> tuple[K, T] | None:
        """Return the work of the kind that has had the least time for its weight and has some; None where none has.

        Parameters
        ----------
        offers : mapping kind -> callable
            Returns what is to be done next, or None; the kinds behind the one that is taken are not asked.
        """
        for kind in sorted(offers, key=lambda kind: self._used[kind]):
            work = offers[kind]()
            if work is None:
                self._idle.add(kind)
                continue
            if kind in self._idle:
                self._idle.discard(kind)
                others = [used for other, used in self._used.items() if other != kind and other not in self._idle]
                self._used[kind] = max(self._used[kind], min(others, default=0.0))
            return kind, work
        return None

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
