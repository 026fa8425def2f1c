"""How the search went: the best plan and the bound over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from planner.language.words import Words
from planner.papers.charts.page import INK
from planner.papers.charts.plain_axes import DARK, LIGHT, label_axes, new_axes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from planner.services.result import Progress


def plot_progress(
    records: Iterable[Progress], tier: Tier = Tier.LEFT_OUT, words: Words | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the best value and the bound of a tier over time, as steps; between them the plan may still get better.

    Parameters
    ----------
    records : iterable of Progress
        What ``planner.solve(…, on_progress=records.append)`` collected, in order.
    tier : Tier
        Where an earlier tier gets better, a later one may get worse.
    """
    words = words or Words()
    axes = new_axes(6.4, 3.4) if ax is None else ax
    told = list(records)
    end = max((record.seconds for record in told), default=0.0)
    best = [(r.seconds, float(r.tiers[tier])) for r in told if len(r.tiers) > tier]
    known = [(r.seconds, r.bounds[tier]) for r in told if len(r.bounds) > tier]
    bound = [(seconds, float(value)) for seconds, value in known if value is not None]
    for points, style, label in (
        (best, {"color": DARK, "linewidth": 1.6}, words.pick("当前最好", "best so far")),
        (bound, {"color": INK, "linewidth": 1.2, "linestyle": (0, (4, 2))}, words.pick("理论下限", "bound")),
    ):
        if points:
            x, y = zip(*points, (end, points[-1][1]), strict=True)
            axes.plot(x, y, drawstyle="steps-post", label=label, **style)  # type: ignore[arg-type]
    if best and bound:
        at = sorted({seconds for seconds, _ in (*best, *bound)} | {end})
        at = [seconds for seconds in at if seconds >= max(best[0][0], bound[0][0])]
        axes.fill_between(
            at, [_at(bound, s) for s in at], [_at(best, s) for s in at], step="post", color=LIGHT, alpha=0.5
        )
    if best or bound:
        axes.legend(fontsize=8, frameon=False)
    title = words.pick(f"求解过程：{Tier(tier).zh}", f"Search: {Tier(tier).en}")
    label_axes(axes, title, words.pick("秒", "seconds"), words.pick("分值", "score"))
    axes.set_xlim(left=0)
    return axes


def _at(points: list[tuple[float, float]], seconds: float) -> float:
    return [value for when, value in points if when <= seconds][-1]
