"""Names over (or under) a row of chairs: side by side, on two levels, or written downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.papers.seating.chart_geometry import NAME_DISTANCE, Placed
from planner.papers.seating.labels import LABEL_GAP, Label, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.papers.seating.chart_geometry import ChairLabel, Spot

MAX_NAME_WIDTH = 70.0
"""Of a name that has no neighbour, mm."""
MAX_UPRIGHT_LENGTHS = (46.0, 90.0)
"""Of a name written downwards, mm: in two lines, or in one where there is no room for that."""


class Shelf(NamedTuple):
    """The names of a row of chairs, None where a chair is empty.

    Attributes
    ----------
    levels : int
        1, or 2 when the names of every other chair stand farther out.
    level : float
        Height of a level, mm.
    pitch : float
        From one chair to the next, mm.
    """

    labels: tuple[Label | None, ...]
    levels: int
    level: float
    pitch: float

    @property
    def height(self) -> float:
        """Millimetres that the names need."""
        return self.levels * (self.level + LABEL_GAP) if self.labels else 0.0

    def chairs(self, seats: Sequence[int], x: float, y: float) -> dict[int, Spot]:
        """Return the chairs of the row, around x."""
        return {seat: (x + (k - (len(seats) - 1) / 2) * self.pitch, y) for k, seat in enumerate(seats)}

    def names(self, chairs: dict[int, Spot], radius: float, sign: int) -> list[Placed]:
        """Return the names beyond their chairs: above them (sign 1) or below (-1)."""
        found = []
        for number, ((seat, (x, y)), lab) in enumerate(zip(chairs.items(), self.labels, strict=True)):
            if lab is not None:
                edge = y + sign * (radius + NAME_DISTANCE + number % self.levels * (self.level + LABEL_GAP))
                found.append(Placed(seat, lab, x, edge + sign * lab.height / 2, (x, edge - sign * 0.6)))
        return found


def shelf(row: Sequence[ChairLabel | None], size: float, pitch: float, levels: int = 1) -> Shelf | None:
    """Return the names of a row on so many levels, or None if a name does not fit."""
    room = MAX_NAME_WIDTH if len(row) == 1 else levels * pitch - LABEL_GAP
    labels = [label(*who, size, room) if who else None for who in row]
    if any(lab.cut or lab.width > room for lab in labels if lab):
        return None
    return Shelf(tuple(labels), levels, _tallest(labels), pitch)


def upright(row: Sequence[ChairLabel | None], size: float, pitch: float) -> Shelf | None:
    """Return the names of a row written downwards, or None if they are too wide or too long for that."""
    for longest in MAX_UPRIGHT_LENGTHS:
        labels = [label(*who, size, longest, upright=True) if who else None for who in row]
        if all(lab.width <= pitch - 0.3 and not lab.cut for lab in labels if lab):
            return Shelf(tuple(labels), 1, _tallest(labels), pitch)
    return None


def _tallest(labels: Sequence[Label | None]) -> float:
    return max((lab.height for lab in labels if lab), default=0.0)
