"""Travel minutes for many moments at a time; the same as ``models.domain.travel`` says one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.domain.clock import DAY, GRID

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from models.domain.facts import Facts
    from models.simulation.draws import Floats

MARGIN = 3 * DAY
"""Minutes before and after the week of which the roads are known: flights at night, delays of a day."""


class TravelMatrix:
    """Minutes between some places, rush hours counted.

    Parameters
    ----------
    facts : Facts
        The week and its roads.
    places : iterable of str
        Places that matter.
    """

    def __init__(self, facts: Facts, places: Iterable[str]) -> None:
        travel, week = facts.travel, facts.week
        names = sorted({travel.location(place) for place in places})
        self._travel = travel
        self._index = {name: k for k, name in enumerate(names)}
        self.base = np.array([[travel.base(a, b) for b in names] for a in names], dtype=np.float64)
        self._first = week.origin - MARGIN
        moments = np.arange(week.days * DAY + 2 * MARGIN + 1, dtype=np.float64)
        speed = [100 / travel.percent(self._first + int(moment)) for moment in moments[:-1]]
        self._moments, self._free = moments, np.concatenate([[0.0], np.cumsum(speed)])

    def index(self, place: str) -> int:
        """Return the number of a place."""
        return self._index[self._travel.location(place)]

    def free_until(self, moments: Floats | float) -> Floats:
        """Return how many minutes of free road lie before moments."""
        found: Floats = np.interp(np.asarray(moments, dtype=np.float64) - self._first, self._moments, self._free)
        return found

    def moments_of(self, free: Floats) -> Floats:
        """Return the moments before which so many minutes of free road lie."""
        found: Floats = np.interp(free, self._free, self._moments) + self._first
        return found

    def minutes(self, origin: npt.NDArray[np.int64], target: int, arrive: Floats | float) -> Floats:
        """Return minutes for arriving at moments, on the grid."""
        return _round_up(arrive - self.moments_of(self.free_until(arrive) - self.base[origin, target]))

    def arrivals(self, free: float, depart: Floats) -> Floats:
        """Return when a way of so many minutes of free road ends that is begun at moments."""
        return self.moments_of(self.free_until(depart) + free)

    def after(self, origin: npt.NDArray[np.int64], target: int, depart: Floats) -> Floats:
        """Return the earliest arrivals for leaving at moments."""
        arrive: Floats = depart + self.base[origin, target]
        while True:
            short = arrive - depart < self.minutes(origin, target, arrive)
            if not short.any():
                return arrive
            arrive = arrive + GRID * short


def _round_up(minutes: Floats) -> Floats:
    """Round up to the grid, but for the noise of adding up."""
    found: Floats = np.ceil((minutes - 1e-6) / GRID) * GRID
    return found
