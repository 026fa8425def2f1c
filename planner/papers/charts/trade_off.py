"""Many plans as points: which of them no other one beats in both measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.judging.measures import MEASURES, Measure
from planner.language.words import Words
from planner.papers.charts.page import INK
from planner.papers.charts.plain_axes import DARK, label_axes, new_axes

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_OF_ALTERNATIVES = {
    "discomfort": ("不够宽松（扣分）", "discomfort (score)"),
    "moved": ("变动（扣分）", "moved (score)"),
}


def front(points: list[tuple[float, float]]) -> list[int]:
    """Return the numbers of the points that no other point beats (less is better), by the first coordinate.

    Of equal points the first stands for all.
    """
    best: list[int] = []
    for k in sorted(range(len(points)), key=lambda k: (points[k], k)):
        if not best or points[k][1] < points[best[-1]][1]:
            best.append(k)
    return best


def plot_front(
    measures: pd.DataFrame,
    x: str = "cost",
    y: str = "waiting",
    words: Words | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw plans by two measures; filled and joined those that no other beats.

    Parameters
    ----------
    measures : DataFrame
        A row a measure, a column a plan, as in ``Comparison.measures``; of ``planner.alternatives``:
        ``plans.set_index("name").T``.
    x, y : str
        Names of its rows; of those of which more is better, less is still drawn left and below.
    """
    words = words or Words()
    axes = new_axes(6.4, 4.4) if ax is None else ax
    first, second = (_measure(name) for name in (x, y))
    names = [str(name) for name in measures.columns]
    points = [(float(measures[name][x]), float(measures[name][y])) for name in names]
    signs = [-1 if measure.better == "more" else 1 for measure in (first, second)]
    on_front = front([(signs[0] * a, signs[1] * b) for a, b in points])
    axes.scatter(
        [a for a, _ in points], [b for _, b in points], s=36, facecolor="white", edgecolor=INK, linewidth=0.8, zorder=3
    )
    line = [points[k] for k in on_front]
    axes.plot([a for a, _ in line], [b for _, b in line], color=DARK, linewidth=1.0, zorder=2)
    axes.scatter([a for a, _ in line], [b for _, b in line], s=40, color=DARK, zorder=4)
    for point, group in _together(points, names):
        text = words.comma.join(group)
        axes.annotate(text, point, (5, 4), textcoords="offset points", size=8, color=INK, zorder=5)
    axes.margins(0.14)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:,.0f}")
    label_axes(axes, words.pick("方案取舍", "Trade-off"), _label(first, words), _label(second, words), grid="both")
    return axes


def _measure(id: str) -> Measure:
    """Return what a row means: a measure, or a column of ``planner.alternatives``, of which less is better."""
    zh, en = _OF_ALTERNATIVES.get(id, (id, id))
    usual = Measure(id, zh, en, "", "less", lambda _: 0)
    return next((measure for measure in MEASURES if measure.id == id), usual)


def _label(measure: Measure, words: Words) -> str:
    units = {"yuan": words.pick("元", "CNY"), "minutes": words.pick("分钟", "min")}
    return words.note(words.sentence(words.pick(measure.zh, measure.en)), units.get(measure.unit, ""))


def _together(points: list[tuple[float, float]], names: list[str]) -> list[tuple[tuple[float, float], list[str]]]:
    """Return points with the names of all plans that lie there."""
    found: dict[tuple[float, float], list[str]] = {}
    for point, name in zip(points, names, strict=True):
        found.setdefault(point, []).append(name)
    return list(found.items())
