"""Random numbers by name: a flight or a talk is equally late in every plan, whatever else is drawn."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from models.domain.risks import Delay, Road

Floats = npt.NDArray[np.float64]


class Draws:
    """A block of scenarios.

    Parameters
    ----------
    seed : int
        The same seed gives the same numbers.
    block : int
        Number of the block, from 0: scenarios are made block by block, so that they do not depend on who makes them.
    size : int
        Scenarios in the block.
    """

    def __init__(self, seed: int, block: int, size: int) -> None:
        self.seed, self.block, self.size = seed, block, size
        self._known: dict[tuple[str, ...], Floats] = {}

    def delay(self, risk: Delay, *name: str) -> Floats:
        """Return minutes late of something with a name, scenario by scenario; shape (size,), all ≥ 0."""
        if not risk.late:
            return np.zeros(self.size)
        if name not in self._known:
            chance = self._stream(name)
            late, heavy, far = chance.random((3, self.size))
            usual = risk.median * np.exp(risk.spread / 100 * chance.standard_normal(self.size))
            long = risk.heavy_from * (1 - far) ** (-1 / risk.heavy_index)
            minutes = np.where(heavy < risk.heavy / 100, long, usual)
            self._known[name] = np.where(late < risk.late / 100, np.minimum(minutes, risk.longest), 0.0)
        return self._known[name]

    def stretch(self, road: Road, *name: str) -> Floats:
        """Return by what factor a drive with a name takes longer than planned; shape (size,), all > 0."""
        if not road.spread and not road.jams:
            return np.ones(self.size)
        if name not in self._known:
            chance = self._stream(name)
            jam = chance.random(self.size) < road.jams / 100
            factor = np.exp(road.spread / 100 * chance.standard_normal(self.size))
            self._known[name] = factor * np.where(jam, 1 + road.jam_more / 100, 1.0)
        return self._known[name]

    def _stream(self, name: tuple[str, ...]) -> np.random.Generator:
        digest = hashlib.blake2b("\x1f".join(name).encode(), digest_size=16).digest()
        return np.random.default_rng([self.seed, self.block, *np.frombuffer(digest, dtype="<u4").tolist()])
