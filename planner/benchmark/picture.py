"""The figures as one A4 page: a row a family, a column a tier over time, then first plans and memory, in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from models.domain.tiers import PROGRAMME_TIERS, Tier
from planner.benchmark.statistics import RunGroup, Spread, grouped, median_steps
from planner.papers.charts.files import rendered
from planner.papers.charts.page import A4_LANDSCAPE_INCHES, DPI, FAINT, INK, NamesFigure, set_up
from planner.papers.charts.plain_axes import label_axes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from planner.benchmark.measurement import Measurement, TracePoint
    from planner.language.words import Words

_LINES: tuple[tuple[str, Any], ...] = (("#111111", "-"), ("#5a5a5a", (0, (5, 2))), ("#909090", (0, (1.5, 1.5))))
"""Shade and dashes by size, told apart on a grey printer; a fourth size begins again."""
_PEER_MARKS = {"greedy": "+", "monolith": "x"}
_HEADROOM = 1.12
"""The axis of values goes up to so many times the highest."""
_HEAD_SHARE = 0.04
"""Share of the page's height for the line on top."""


def bench_pictures(runs: Sequence[Measurement], words: Words) -> dict[str, bytes]:
    """Return the page as PNG and SVG, by file name."""
    with mpl.rc_context():
        figure = plot_bench(runs, words)
        return {f"bench.{form}": rendered(figure, form) for form in ("png", "svg")}


def plot_bench(runs: Sequence[Measurement], words: Words) -> Figure:
    """Draw the page.

    Parameters
    ----------
    runs : sequence of Measurement
        Of the product and its peers; medians over the seeds are drawn.
    """
    set_up()
    groups = grouped(runs)
    families = list(dict.fromkeys(group.family for group in groups))
    layout = ConstrainedLayoutEngine(rect=(0, 0, 1, 1 - _HEAD_SHARE), h_pad=0.05, w_pad=0.05)
    figure = NamesFigure(figsize=A4_LANDSCAPE_INCHES, dpi=DPI, layout=layout)
    rows = [list(row) for row in figure.subplots(len(families), len(PROGRAMME_TIERS) + 2, squeeze=False)]
    for family, row in zip(families, rows, strict=True):
        mine = [group for group in groups if group.family == family]
        own = [group for group in mine if group.solver == "jiedai"]
        for tier, ax in zip(PROGRAMME_TIERS, row, strict=False):
            _plot_tier(ax, own, [group for group in mine if group.solver in _PEER_MARKS], tier)
        _plot_bars(row[-2], own, lambda run: run.first.seconds if run.first else None)
        _plot_bars(row[-1], own, lambda run: run.memory_mb)
    _label(rows, families, words)
    figure.text(0.01, 1 - _HEAD_SHARE / 2, _explanation(words), size=9, color=INK, va="center")
    return figure


def _plot_tier(ax: Axes, own: Sequence[RunGroup], peers: Sequence[RunGroup], tier: Tier) -> None:
    """Draw the value of a tier (thick) and its bound (thin) over time, a line a size."""

    def value(point: TracePoint) -> float | None:
        return point.tiers[tier] if len(point.tiers) > tier else None

    def bound(point: TracePoint) -> float | None:
        return point.bounds[tier] if len(point.bounds) > tier else None

    highest, latest = 1.0, max((run.asked for group in own for run in group.runs), default=1.0)
    styles = {group.label: _LINES[number % len(_LINES)] for number, group in enumerate(own)}
    for group in own:
        colour, dashes = styles[group.label]
        end = max((run.trace[-1].seconds for run in group.runs if run.trace), default=0.0)
        latest = max(latest, end)
        for read, width in ((value, 1.8), (bound, 0.7)):
            if steps := median_steps(group.runs, read):
                x, y = zip(*steps, (end, steps[-1][1]), strict=True)
                label = group.label if read is value else None
                ax.plot(x, y, drawstyle="steps-post", color=colour, linestyle=dashes, linewidth=width, label=label)
                highest = max(highest, *y)
    for group in peers:
        if steps := median_steps(group.runs, value):
            colour = styles.get(group.label, (INK, ""))[0]
            ax.plot(*steps[-1], marker=_PEER_MARKS[group.solver], color=colour, markersize=6, linestyle="none")
            highest = max(highest, steps[-1][1])
    ax.set_ylim(0, _HEADROOM * highest)
    ax.set_xlim(0, _HEADROOM * latest)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5, integer=True))


def _plot_bars(ax: Axes, own: Sequence[RunGroup], value: Callable[[Measurement], float | None]) -> None:
    """Draw the median of a value by size as bars, up to the worst case as a line."""
    spreads: list[Spread] = [group.spread(value) for group in own]
    medians = [spread.median or 0.0 for spread in spreads]
    colours = [_LINES[number % len(_LINES)][0] for number in range(len(own))]
    ax.barh(range(len(own)), medians, color=colours, height=0.6)
    for number, spread in enumerate(spreads):
        if spread.worst is not None and spread.median is not None:
            ax.plot([spread.median, spread.worst], [number, number], color=INK, linewidth=0.8)
            text = f"{spread.median:,.{1 if spread.median < 100 else 0}f}"
            at_end: dict[str, Any] = {"textcoords": "offset points", "ha": "left", "va": "center"}
            ax.annotate(text, (spread.worst, number), (3, 0), size=6, color=INK, **at_end)
    ax.set_yticks(range(len(own)), [group.label for group in own])
    ax.invert_yaxis()
    ax.margins(x=0.3)
    ax.set_xlim(left=0)
    ax.xaxis.set_major_locator(MaxNLocator(3))


def _label(rows: Sequence[Sequence[Axes]], families: Sequence[str], words: Words) -> None:
    """Name rows and columns, the axes only where the page ends."""
    heads = [words.pick(tier.zh, tier.en) for tier in PROGRAMME_TIERS]
    heads += [words.pick("第一版（秒）", "first plan, s"), words.pick("内存（MB）", "memory, MB")]
    for number, (family, row) in enumerate(zip(families, rows, strict=True)):
        last = number == len(families) - 1
        for column, (head, ax) in enumerate(zip(heads, row, strict=True)):
            over_time = column < len(PROGRAMME_TIERS)
            under = words.pick("秒", "seconds") if over_time and last else ""
            label_axes(ax, head if number == 0 else "", under, family if column == 0 else "", "y" if over_time else "x")
            ax.title.set_fontsize(9)
            ax.tick_params(labelsize=6.5, color=FAINT)
            if column == 0 and ax.get_legend_handles_labels()[0]:
                ax.legend(fontsize=6.5, frameon=False, loc="best", handlelength=3)


def _explanation(words: Words) -> str:
    """Return how the lines are told apart."""
    zh = "各种子的中位数。粗线：当前最好的计划；细线：下限；+ 逐团先到先排；× 整体模型；横条末端的线：最差"
    en = "Medians over seeds. Thick: best plan so far, thin: bound; + greedy, × monolith; line after a bar: worst"
    return words.pick(zh, en)
