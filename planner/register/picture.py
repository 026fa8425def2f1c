"""The register in a picture, readable in grey: planned and actual costs by month, costs a head by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.charts.page import INK
from planner.papers.charts.plain_axes import DARK, LIGHT, label_axes, new_axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from planner.language.words import Words

MOST_MONTHS = 24
"""The last months that are drawn: more would have no room for their names."""
_WIDTH = 0.38
_LEAST_ROOM = 6
"""Few bars are no broader than these many would be."""


def plot_months(rows: Sequence[tuple[str, int | None, int | None]], words: Words, ax: Axes | None = None) -> Axes:
    """Draw planned and actual costs side by side, month by month.

    Parameters
    ----------
    rows : sequence of (month, planned, actual)
        In yuan; None: not known.
    """
    axes = new_axes() if ax is None else ax
    shown = list(rows)[-MOST_MONTHS:]
    sides = ((-1, 1, LIGHT, "////", words.pick("计划", "planned")), (1, 2, DARK, "", words.pick("实际", "actual")))
    for side, column, colour, hatch, label in sides:
        places = [k + side * _WIDTH / 2 for k in range(len(shown))]
        heights = [row[column] or 0 for row in shown]
        axes.bar(places, heights, _WIDTH, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.5, label=label)
    axes.set_xticks(range(len(shown)), [row[0] for row in shown], rotation=0 if len(shown) <= 8 else 60)
    axes.set_xlim(-0.7, max(len(shown), _LEAST_ROOM) - 0.3)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.legend(fontsize=8, frameon=False, loc="upper right", bbox_to_anchor=(1, 1.12), ncols=2)
    label_axes(axes, words.pick("各月费用（元）", "Costs by month (CNY)"))
    return axes


def plot_a_head(rows: Sequence[tuple[str, float | None]], words: Words, ax: Axes | None = None) -> Axes:
    """Draw actual costs a guest by level; levels of which nothing is known are left out."""
    axes = new_axes() if ax is None else ax
    shown = [(level, yuan) for level, yuan in rows if yuan is not None]
    for k, (_, yuan) in enumerate(shown):
        axes.bar(k, yuan, 0.6, color=DARK)
        axes.text(k, yuan, f"{yuan:,.0f}", ha="center", va="bottom", size=8, color=INK)
    axes.set_xticks(range(len(shown)), [words.level(level) for level, _ in shown])
    axes.set_xlim(-0.7, max(len(shown), _LEAST_ROOM) - 0.3)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    label_axes(axes, words.pick("各级人均费用（元）", "Costs a head by level (CNY)"))
    return axes
