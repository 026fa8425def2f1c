"""Travel minutes for many moments at a time; the same as ``models.domain.travel`` says one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.domain.clock import DAY, GRID

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from models.domain.travel import Travel
    from models.simulation.draws import Floats

WEEK = 7 * DAY
"""Minutes after which rush hours repeat."""


class TravelMatrix:
    """Minutes between some places, rush hours counted.

    Parameters
    ----------
    places : iterable of str
        Places that matter.
    """

    def __init__(self, travel: Travel, places: Iterable[str]) -> None:
        names = sorted({travel.location(place) for place in places})
        self._travel = travel
        self._index = {name: k for k, name in enumerate(names)}
        self.base = np.array([[travel.base(a, b) for b in names] for a in names], dtype=np.float64)
        # moments count from a Monday, so rush hours repeat every WEEK minutes
        self._percent = np.array([travel.percent(minute) for minute in range(WEEK)], dtype=np.float64)

    def index(self, place: str) -> int:
        """Return the number of a place."""
        return self._index[self._travel.location(place)]

    def percent(self, moments: Floats) -> Floats:
        """Return the rush-hour factor at moments of arrival, in percent."""
        found: Floats = self._percent[np.asarray(moments, dtype=np.int64) % WEEK]
        return found

    def minutes(self, origin: npt.NDArray[np.int64], target: int, arrive: Floats | float) -> Floats:
        """Return minutes for arriving at moments, on the grid."""
        return _round_up(self.base[origin, target] * self.percent(np.asarray(arrive, dtype=np.float64)) / 100)

    def after(self, origin: npt.NDArray[np.int64], target: int, depart: Floats) -> Floats:
        """Return the earliest arrivals for leaving at moments."""
        arrive: Floats = depart + self.base[origin, target]
        while True:
            short = arrive - depart < self.minutes(origin, target, arrive)
            if not short.any():
                return arrive
            arrive = arrive + GRID * short


def _round_up(minutes: Floats) -> Floats:
    found: Floats = np.ceil(np.ceil(minutes) / GRID) * GRID
    return found
