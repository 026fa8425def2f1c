"""Scenarios whose delays are said by name, so that what follows can be counted by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.domain.risks import Delay, Road
from models.simulation.draws import Draws, Floats


class Known(Draws):
    """One scenario: minutes by what is late (visit, group or flight; item; ``boarding MOVE``), factors by move id."""

    def __init__(self, late: Mapping[str, float] = {}, roads: Mapping[str, float] = {}) -> None:
        super().__init__(0, 0, 1)
        self.late, self.roads = late, roads

    def delay(self, risk: Delay, *name: str) -> Floats:
        """Return the minutes said of any part of the name."""
        kind = {"arrival": name[2:], "overrun": name[1:], "boarding": (f"boarding {name[1]}",)}[name[0]]
        return np.full(1, float(sum(self.late.get(part, 0) for part in kind)))

    def stretch(self, road: Road, *name: str) -> Floats:
        """Return the factor said of a move's ride or (``empty ID``) of the empty run to it."""
        key = name[1] if name[0] == "road" else f"empty {name[1]}"
        return np.full(1, float(self.roads.get(key, 1.0)))
