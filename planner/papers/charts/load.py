"""How loaded people, drivers and rooms are, day by day: a heat map with the hours written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.colors import ListedColormap

from planner.judging.measures import load
from planner.papers.charts.page import INK, OFF_DAY, fitted
from planner.papers.charts.plain_axes import new_axes
from planner.papers.charts.visits import used_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from planner.papers.paper import Paper

MAX_LOAD_ROWS = 30
"""Rows on a picture; those with the most work are shown."""
DARKEST_MINUTES = 600
"""Minutes of a day at which a cell is darkest."""
_TITLES = {
    "person": ("人员工作时长（小时）", "Our people at work (hours)"),
    "driver": ("司机工作时长（小时）", "Drivers at work (hours)"),
    "room": ("会议室使用时长（小时）", "Meeting rooms in use (hours)"),
}


def plot_load(
    paper: Paper,
    kind: Literal["person", "driver", "room"] = "driver",
    most: int = MAX_LOAD_ROWS,
    ax: Axes | None = None,
) -> Axes:
    """Draw who works how long on which day, those with the most on top; breaks of 90 minutes or more not counted.

    Parameters
    ----------
    kind : str
        ``person``, ``driver`` or ``room``.
    most : int
        So many rows at most.
    ax : Axes, optional
        Where to draw; a picture of its own by default.
    """
    days = used_days(paper)
    found = {id: mine for (what, id), mine in load(paper.report).items() if what == kind}
    names = sorted(found, key=lambda id: (-sum(found[id].values()), id))[:most]
    hours = np.array([[found[id].get(day.toordinal(), 0) for day in days] for id in names], dtype=float)
    axes = new_axes(7.2, max(1.6, 0.9 + 0.26 * len(names))) if ax is None else ax
    axes.set_title(paper.words.pick(*_TITLES[kind]), size=11, color=INK, loc="left")
    if not names:
        axes.set_axis_off()
        axes.set(xticks=[], yticks=[])
        return axes
    shades = ListedColormap(mpl.colormaps["Blues"](np.linspace(0, 0.85, 128)))
    axes.imshow(hours / DARKEST_MINUTES, cmap=shades, vmin=0, vmax=1, aspect="auto")
    _frame(axes, paper, days, [_name(paper, kind, id) for id in names])
    for row, column in np.argwhere(hours > 0):
        minutes = hours[row, column]
        ink = "white" if minutes > 0.6 * DARKEST_MINUTES else INK
        axes.text(column, row, f"{minutes / 60:.1f}", ha="center", va="center", size=7, color=ink)
    return axes


def _name(paper: Paper, kind: str, id: str) -> str:
    return fitted(paper.names.resource(f"{kind}:{id}"), 90, 8)


def _frame(axes: Axes, paper: Paper, days: Sequence[dt.date], names: Sequence[str]) -> None:
    heads = [f"{paper.words.date(day)}\n{paper.words.weekday(day)}" for day in days]
    axes.set_xticks(range(len(days)), heads, size=7.5)
    axes.set_yticks(range(len(names)), names, size=8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, colors=INK)
    for k, day in enumerate(days):
        if paper.calendar.is_day_off(day):
            axes.get_xticklabels()[k].set_backgroundcolor(OFF_DAY)
    axes.set_xticks(np.arange(-0.5, len(days)), minor=True)
    axes.set_yticks(np.arange(-0.5, len(names)), minor=True)
    axes.grid(which="minor", color="white", linewidth=1.2)
    axes.tick_params(which="minor", length=0)
    for side in axes.spines.values():
        side.set_visible(False)
