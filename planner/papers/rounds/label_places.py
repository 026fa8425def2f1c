"""Where labels stand beside their points, so that none covers another or a point: in points of 1/72 inch."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE_EMS, _NARROW_EMS, _HEIGHT_EMS = 1.0, 0.6, 1.25
_DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_DISTANCES = (5.0, 9.0, 15.0, 23.0, 32.0)
POINT_HALF = 3.5
"""Half the side of what a point's mark covers."""


@dataclass(frozen=True)
class LabelBox:
    """A label's rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: LabelBox) -> bool:
        """Tell whether two rectangles share any room."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.top <= other.bottom or other.top <= self.bottom)

    def within(self, other: LabelBox) -> bool:
        """Tell whether this rectangle lies in another."""
        wide = other.left <= self.left and self.right <= other.right
        return wide and other.bottom <= self.bottom and self.top <= other.top


def label_boxes(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    size: float,
    page: LabelBox,
    others: Sequence[LabelBox] = (),
) -> list[LabelBox | None]:
    """Return where each label stands; None where there is no room for it.

    Parameters
    ----------
    points : sequence of (float, float)
        Where the points are.
    texts : sequence of str
        A label a point; empty ones take no room.
    size : float
        Of the letters.
    page : LabelBox
        What labels stay in.
    others : sequence of LabelBox
        What else is not to be covered.
    """
    marks = [LabelBox(x - POINT_HALF, y - POINT_HALF, x + POINT_HALF, y + POINT_HALF) for x, y in points]
    taken: list[LabelBox] = [*others]
    found: list[LabelBox | None] = []
    for (x, y), text in zip(points, texts, strict=True):
        box = _free_box(x, y, text, size, page, [*marks, *taken]) if text else None
        found.append(box)
        if box is not None:
            taken.append(box)
    return found


def _free_box(
    x: float, y: float, text: str, size: float, page: LabelBox, others: Sequence[LabelBox]
) -> LabelBox | None:
    wide = size * sum(_WIDE_EMS if unicodedata.east_asian_width(sign) in "WF" else _NARROW_EMS for sign in text)
    high = size * _HEIGHT_EMS
    for distance in _DISTANCES:
        for right, up in _DIRECTIONS:
            left = x + right * distance - (wide if right < 0 else 0 if right else wide / 2)
            bottom = y + up * distance - (high if up < 0 else 0 if up else high / 2)
            box = LabelBox(left, bottom, left + wide, bottom + high)
            if box.within(page) and not any(box.meets(other) for other in others):
                return box
    return None
