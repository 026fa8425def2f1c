"""What stands where on a drawn page: boxes of texts and shapes in millimetres, and what is wrong with them."""

from __future__ import annotations

import itertools
from math import cos, radians, sin

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from planner.papers.charts.page import DPI
from planner.papers.seating.chart_geometry import Box
from planner.papers.seating.page import MM_PER_INCH, Page


def texts(page: Page) -> list[tuple[str, Box]]:
    """Every text of a page with the box it is drawn in."""
    canvas = FigureCanvasAgg(page.figure)
    renderer = canvas.get_renderer()
    found = []
    for text in page.figure.findobj(Text):
        if text.get_text().strip():
            box = text.get_window_extent(renderer)
            found.append(
                (text.get_text(), Box(*(value / DPI * MM_PER_INCH for value in (box.x0, box.y0, box.x1, box.y1))))
            )
    return found


def overlap(a: Box, b: Box, slack: float = 0.2) -> bool:
    """Whether two boxes overlap by more than a slack in mm."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack


def overlapping(found: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Texts that overlap."""
    return [(one, other) for (one, a), (other, b) in itertools.combinations(found, 2) if overlap(a, b, 0.4)]


def outside(found: list[tuple[str, Box]], page: Page, margin: float = 2.0) -> list[str]:
    """Texts that are cut off, or too near the edge for a printer."""
    return [
        text
        for text, b in found
        if b.x0 < margin or b.y0 < margin or b.x1 > page.width - margin or b.y1 > page.height - margin
    ]


def right_hand(look: float) -> tuple[float, float]:
    """Where the right hand of somebody is who looks in a direction, degrees clockwise from up."""
    return sin(radians(look + 90)), cos(radians(look + 90))
