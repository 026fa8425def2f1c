"""Names beside chairs: how large they are, and where they go so that none touches another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from planner.papers.charts.page import fitted, width_of, wrapped
from planner.papers.seating.outlined_text import LINE_SPACING
from planner.papers.seating.page import POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST_NOTE, LARGEST_NOTE = 6.5, 11.0
LABEL_GAP = 1.6
"""Between two labels, mm."""


@dataclass(frozen=True)
class Label:
    """A name with something in small print under it.

    Attributes
    ----------
    name, note : tuple of str
        Lines.
    size : float
        Of the name, points.
    upright : bool
        Written downwards: Chinese characters one under the other, others turned.
    """

    name: tuple[str, ...]
    note: tuple[str, ...]
    size: float
    upright: bool = False

    @property
    def note_size(self) -> float:
        """Size of the small print, points."""
        return note_size(self.size)

    @property
    def width(self) -> float:
        """Millimetres across."""
        return self._across if self.upright else self._along

    @property
    def height(self) -> float:
        """Millimetres from top to bottom."""
        return self._along if self.upright else self._across

    @property
    def _along(self) -> float:
        lines = [width_of(line, self.size) for line in self.name] + [width_of(n, self.note_size) for n in self.note]
        return max(lines, default=0) * POINT * (LINE_SPACING if self.upright else 1)

    @property
    def _across(self) -> float:
        return (len(self.name) * self.size + len(self.note) * self.note_size) * LINE_SPACING * POINT

    @property
    def cut(self) -> bool:
        """Whether the name did not fit."""
        return any(not line or line.endswith("…") for line in self.name)


def note_size(size: float) -> float:
    """Return the size of the small print under a name."""
    return min(LARGEST_NOTE, max(SMALLEST_NOTE, round(size * 0.62, 1)))


def label(name: str, notes: Sequence[str], size: float, room: float, upright: bool = False) -> Label:
    """Return the label of a name in a room of so many mm.

    A name is parted at blanks only, into three lines at most; what is longer is cut, and the label says so.
    """
    points = room / POINT / (LINE_SPACING if upright else 1)
    small = note_size(size)
    lines = [fitted(line, points, size) for line in parted(name, points, size, 2 if upright else 3)]
    if upright:
        return Label(tuple(lines), tuple(fitted(note, points, small) for note in notes), size, True)
    return Label(tuple(lines), tuple(line for note in notes for line in wrapped(note, points, small)), size)


def parted(name: str, room: float, size: float, most: int = 3) -> list[str]:
    """Return a name in as few lines as fit a room in points, at most so many, parted at blanks only."""
    words = name.split(" ")
    for lines in range(1, min(most, len(words)) + 1):
        ways = ([*cuts, len(words)] for cuts in combinations(range(1, len(words)), lines - 1))
        tried = [[" ".join(words[a:b]) for a, b in pairwise([0, *cuts])] for cuts in ways]
        best = min(tried, key=lambda way: max(width_of(line, size) for line in way))
        if all(width_of(line, size) <= room for line in best):
            break
    return best


def fit(text: str, room: float, ways: Sequence[tuple[float, int]]) -> tuple[str, float]:
    """Return a text whole, in lines, at the first size at which it fits a room in points; the last way may cut it.

    Parameters
    ----------
    ways : sequence of (float, int)
        Size in points and most lines, in the order in which they are tried.
    """
    for size, most in ways:
        lines = _broken(text, room, size, most)
        if "".join("".join(lines).split()) == "".join(text.split()):
            break
    return "\n".join(lines), size


def _broken(text: str, room: float, size: float, most: int) -> list[str]:
    """Return a text in lines, what stands in brackets at its end on a line of its own if it does not fit the first."""
    at = max(text.rfind("（"), text.rfind(" ("))
    head, tail = text[:at].strip(), text[at:].strip()
    alone = most > 1 and at > 0 and text[-1] in "）)" and width_of(tail, size) <= room < width_of(text, size)
    return [*wrapped(head, room, size, most - 1), tail] if alone else wrapped(text, room, size, most)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles in the order of ``wanted``, as near to it as can be, none overlapping, all within bounds.

    Parameters
    ----------
    wanted : sequence of float
        Ascending.
    sizes : sequence of float
        Room that each takes. If all together do not fit, they stand evenly and overlap.
    """
    if sum(sizes) > high - low:
        squeeze = (high - low) / sum(sizes)
        sizes = [size * squeeze for size in sizes]
    # blocks of neighbours that touch: (sum of wished starts, count, length)
    blocks: list[tuple[float, int, float]] = []
    for middle, size in zip(wanted, sizes, strict=True):
        block = (middle - size / 2, 1, size)
        while blocks and _start(blocks[-1], low, high) + blocks[-1][2] > _start(block, low, high):
            total, count, length = blocks.pop()
            block = (total + block[0] - length * block[1], count + block[1], length + block[2])
        blocks.append(block)
    middles, number = [], 0
    for block in blocks:
        start = _start(block, low, high)
        for _ in range(block[1]):
            middles.append(start + sizes[number] / 2)
            start += sizes[number]
            number += 1
    return middles


def _start(block: tuple[float, int, float], low: float, high: float) -> float:
    total, count, length = block
    return min(max(total / count, low), high - length)
