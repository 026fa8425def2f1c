"""How a plan stands up to delays: what is on time how often, and how bad a week may get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Patch

from planner.language.words import Words
from planner.papers.charts.page import INK, fitted
from planner.papers.charts.plain_axes import DARK, LIGHT, label_axes, new_axes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from models.domain.plan import Item
    from planner.papers.paper import Paper
    from planner.services.simulate import Simulation

MAX_PUNCTUALITY_ROWS = 16
_LINES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))


def plot_punctuality(paper: Paper, found: Simulation, most: int = MAX_PUNCTUALITY_ROWS, ax: Axes | None = None) -> Axes:
    """Draw how often items begin on time: appointments, dark, then the others; the least punctual first.

    Parameters
    ----------
    most : int
        So many items at most.
    """
    words, items = paper.words, {item.id: item for item in paper.plan.items}
    order = ["fixed", "on_time", "start", "id"]
    shown = found.items.sort_values(order, ascending=[False, True, True, True]).head(most)
    axes = new_axes(7.2, max(1.8, 1.0 + 0.27 * len(shown))) if ax is None else ax
    for row, entry in enumerate(shown.to_dict("records")):
        share = 100 * float(entry["on_time"])
        axes.barh(row, share, 0.7, facecolor=DARK if entry["fixed"] else LIGHT, edgecolor=INK, linewidth=0.4)
        axes.text(share + 1, row, f"{share:.0f}%", va="center", size=7.5, color=INK)
    names = [_name(paper, items[str(id)]) for id in shown["id"]]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 108)
    axes.set_xticks(range(0, 101, 20))
    handles = [
        Patch(facecolor=DARK, edgecolor=INK, linewidth=0.4, label=words.pick("固定约会", "appointments")),
        Patch(facecolor=LIGHT, edgecolor=INK, linewidth=0.4, label=words.pick("其他活动", "other items")),
    ]
    axes.figure.legend(handles=handles, fontsize=8, frameon=False, loc="outside lower center", ncols=2)
    label_axes(axes, words.pick("准时的可能（%）", "On time (%)"), grid="x")
    axes.tick_params(axis="y", labelsize=7.5, length=0)
    return axes


def _name(paper: Paper, item: Item) -> str:
    words, day = paper.words, paper.facts.day_of(item)
    when = f"{words.weekday(day)} {words.time(item.start, day)}"
    return fitted(f"{when} {paper.names.client(item.visit)} {paper.item_texts.title(item)}", 215, 7.5)


def plot_harm(
    found: Mapping[str, Simulation], metric: str = "harm", words: Words | None = None, ax: Axes | None = None
) -> Axes:
    """Draw in what share of weeks a metric is above a value, for one plan or several; below the line the worst 5 %.

    Parameters
    ----------
    found : mapping
        Simulations by the names of the plans, with one seed.
    metric : str
        One of ``models.simulation.METRICS``.
    """
    words = words or Words()
    axes = new_axes(6.4, 3.8) if ax is None else ax
    for k, (name, simulation) in enumerate(found.items()):
        values = np.sort(simulation.outcome.metrics[metric])
        share = 100 * (1 - np.arange(1, values.size + 1) / values.size)
        mean, worst = (float(simulation.summary[column][metric]) for column in ("mean", "worst"))
        text = words.pick(f"平均{mean:.0f}，最差5%平均{worst:.0f}", f"mean {mean:.0f}, worst 5 % {worst:.0f}")
        style = {"color": (DARK, INK)[k % 2], "linestyle": _LINES[k % len(_LINES)], "linewidth": 1.5}
        axes.plot(values, share, drawstyle="steps-post", label=words.label(name, text), **style)
    axes.axhline(5, color=INK, linewidth=0.6)
    axes.annotate(
        "5%", (1, 5), (-2, 3), xycoords=axes.get_yaxis_transform(), textcoords="offset points", ha="right", size=7.5
    )
    axes.set_ylim(0, 100)
    axes.set_xlim(left=0)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= axes.get_xlim()[1]])
    axes.legend(fontsize=8, frameon=False)
    title = words.pick("一周的等待和误点（折合分钟）", "Waiting and lateness of a week (minutes)")
    label_axes(
        axes,
        title if metric == "harm" else metric,
        words.pick("超过多少", "more than"),
        words.pick("可能（%）", "chance (%)"),
        "both",
    )
    return axes
