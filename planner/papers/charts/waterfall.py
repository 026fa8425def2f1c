"""From the costs of one plan to those of another, or from what packages allow to the plan, heading by heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Patch

from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.cost_lines import charter_costs
from models.rules.cost.budget import budget_lines
from planner.language.words import Words
from planner.papers.charts.page import INK
from planner.papers.charts.plain_axes import DARK, LIGHT, RED, label_axes, new_axes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from planner.papers.paper import Paper
    from planner.services.compare import Comparison

BAR_WIDTH = 0.62


def plot_waterfall(found: Comparison, name: str = "", words: Words | None = None, ax: Axes | None = None) -> Axes:
    """Draw the costs of the first plan, what each heading adds or saves, and the costs of another plan.

    Parameters
    ----------
    name : str
        The other plan; the second by default.
    """
    words = words or Words()
    axes = new_axes() if ax is None else ax
    other, first = name or found.names[1], found.names[0]
    costs = {plan: found.measures[plan] for plan in (first, other)}
    steps = [
        (words.heading(key), int(costs[other][f"cost_{key}"] - costs[first][f"cost_{key}"]))
        for key in COST_HEADING_NAMES
    ]
    _draw(axes, words, (first, int(costs[first]["cost"])), steps, other)
    label_axes(axes, words.pick("费用变化（元）", "Costs (CNY)"), x=axes.get_xlabel())
    return axes


def plot_budget(paper: Paper, ax: Axes | None = None) -> Axes:
    """Draw what the packages allow for the plan of a week, what each heading costs more or less, and the plan's costs.

    Chartered vehicles, hired cars and helpers are in no package: they come on top.
    """
    words = paper.words
    axes = new_axes() if ax is None else ax
    lines = budget_lines(paper.facts, paper.plan)
    steps = [
        (words.heading(key), sum(line.planned - (line.allowed or 0) for line in lines if line.heading == key))
        for key in COST_HEADING_NAMES
        if any(line.heading == key for line in lines)
    ]
    if charters := sum(charter.yuan for charter in charter_costs(paper.facts, paper.plan)):
        steps.append((words.pick("包车", "charter"), charters))
    first = words.pick("套餐标准", "packages"), sum(line.allowed or 0 for line in lines)
    _draw(axes, words, first, steps, words.pick("计划", "plan"))
    label_axes(axes, words.pick("费用：标准与计划（元）", "Costs: packages and plan (CNY)"), x=axes.get_xlabel())
    return axes


def _draw(axes: Axes, words: Words, first: tuple[str, int], steps: Sequence[tuple[str, int]], last: str) -> None:
    """Draw the bar that it begins with, the steps, and the bar that it ends with."""
    level = first[1]
    labels, tops = [first[0]], [level]
    axes.bar(0, level, BAR_WIDTH, color=DARK)
    _value(axes, 0, level, f"{level:,}")
    for k, (label, step) in enumerate(steps, start=1):
        more = step > 0
        look: dict[str, Any] = {
            "facecolor": RED if more else LIGHT,
            "hatch": "////" if more else "",
            "edgecolor": INK,
            "linewidth": 0.5,
        }
        axes.bar(k, abs(step), BAR_WIDTH, bottom=min(level, level + step), **look)
        axes.plot([k - 1 + BAR_WIDTH / 2, k + BAR_WIDTH / 2], [level, level], color=INK, linewidth=0.6)
        level += step
        labels.append(label)
        tops.append(max(level, level - step))
        _value(axes, k, tops[-1], f"{step:+,}" if step else "0")
    axes.bar(len(steps) + 1, level, BAR_WIDTH, color=DARK)
    axes.plot([len(steps) + BAR_WIDTH / 2, len(steps) + 1 - BAR_WIDTH / 2], [level, level], color=INK, linewidth=0.6)
    _value(axes, len(steps) + 1, level, f"{level:,}")
    labels.append(last)
    axes.set_xticks(range(len(labels)), labels)
    cut = _cut(axes, [*tops, level], [abs(step) for _, step in steps])
    axes.yaxis.set_major_formatter("{x:,.0f}")
    handles = [
        Patch(facecolor=RED, hatch="////", edgecolor=INK, linewidth=0.5, label=words.pick("增加", "more")),
        Patch(facecolor=LIGHT, edgecolor=INK, linewidth=0.5, label=words.pick("节省", "less")),
    ]
    axes.legend(handles=handles, fontsize=8, frameon=False, loc="upper right", bbox_to_anchor=(1, 1.12), ncols=2)
    axes.set_xlabel(words.pick("纵轴不从零开始", "the axis does not begin at zero") if cut else "")


def _value(axes: Axes, x: int, top: int, text: str) -> None:
    """Write a value clear of its bar, over the lines of the grid."""
    clear = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
    axes.annotate(text, (x, top), (0, 3), textcoords="offset points", ha="center", size=8, color=INK, bbox=clear)


def _cut(axes: Axes, tops: list[int], steps: list[int]) -> bool:
    """Begin the axis near the steps where they would be too small to see, and tell whether it does."""
    low, high = min(tops), max(tops)
    span = max(high - low, *steps, 1)
    floor = low - 2.5 * span
    cut = floor > 0.3 * low
    axes.set_ylim(floor if cut else 0, high + 0.25 * span)
    return cut
