"""Signs and banners: how large their lines can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.plain_text import width

if TYPE_CHECKING:
    from planner.packet.document.model import Cells

LARGEST, SMALLEST = 140.0, 24.0
_POINTS_PER_MM = 72 / 25.4
_MARGIN_MM = 18.0
_LINE_SPACING = 1.7


def poster_size(lines: Cells, wide: float, high: float) -> float:
    """Return the size, points, at which lines fill a page of some millimetres without being broken."""
    longest = max((width(line) for line in lines), default=1)
    across = (wide - 2 * _MARGIN_MM) * _POINTS_PER_MM / (max(1, longest) / 2)
    down = (high - 2 * _MARGIN_MM) * _POINTS_PER_MM / (_LINE_SPACING * max(1, len(lines)) + 0.5)
    return max(SMALLEST, min(LARGEST, 0.94 * across, down))
