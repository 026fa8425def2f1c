"""Axes for pictures without days: half an A4 page wide, thin lines, readable in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.charts.page import DPI, FAINT, INK, NamesFigure, set_up

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DARK, MEDIUM, LIGHT, RED = "#1d4e75", "#4f8fc0", "#c6dbec", "#a8322d"
"""From dark to light also on a grey printer."""


def new_axes(width: float = 7.2, height: float = 4.2) -> Axes:
    """Return the axes of a new picture; ``width`` and ``height`` in inches."""
    set_up()
    figure = NamesFigure(figsize=(width, height), dpi=DPI, layout="constrained")
    return figure.add_subplot()


def label_axes(ax: Axes, title: str, x: str = "", y: str = "", grid: str = "y") -> None:
    """Write title and axis names, and draw a faint grid along ``x``, ``y`` or ``both``; none with ``""``."""
    ax.set_title(title, size=11, color=INK, loc="left")
    ax.set_xlabel(x, size=8.5, color=INK)
    ax.set_ylabel(y, size=8.5, color=INK)
    ax.tick_params(labelsize=8, colors=INK)
    for name, side in ax.spines.items():
        side.set_visible(name in ("left", "bottom"))
        side.set_color(INK)
        side.set_linewidth(0.6)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(True, axis=grid, color=FAINT, linewidth=0.4)  # type: ignore[arg-type]
