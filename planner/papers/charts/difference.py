"""Two plans in one picture: what stays, what moves from where to where, what is new and what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Patch, Rectangle

from models.domain.clock import DAY
from models.domain.day_windows import operating_day
from planner.papers.charts.page import (
    INK,
    LEFT,
    DayAxis,
    draw_days,
    legend,
    new_page,
    points,
    row_name,
    width_of,
    wrapped,
    write_page_head,
)
from planner.papers.charts.visits import used_days
from planner.services.plan_changes import LEFT_OUT_KIND, NIGHT_KIND

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.axes import Axes

    from planner.papers.paper import Paper
    from planner.services.plan_changes import Change, PlanEntry

CHANGED_VISITS_PER_PAGE = 10
"""Delegations on a page."""
CHANGED_VISITS_AT_FULL_HEIGHT = 6
_SAME: dict[str, Any] = {"facecolor": "#e6e6e6", "edgecolor": "#bdbdbd", "linewidth": 0.4}
_OLD: dict[str, Any] = {"facecolor": "white", "edgecolor": "#555555", "linewidth": 0.7, "linestyle": (0, (2, 1.2))}
_NOW: dict[str, Any] = {"facecolor": "#4f8fc0", "edgecolor": "#1d4e75", "linewidth": 0.6}
_HERE: dict[str, Any] = {"facecolor": "#c6dbec", "edgecolor": "#1d4e75", "linewidth": 0.6}
_NEW: dict[str, Any] = {"facecolor": "#f2c14e", "edgecolor": "#7a5c10", "linewidth": 0.6, "hatch": "////"}
_GONE: dict[str, Any] = {"facecolor": "white", "edgecolor": "#a8322d", "linewidth": 0.7, "hatch": "xxxx"}
_LOOKS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("不变", "as before", _SAME),
    ("原时间", "time before", _OLD),
    ("新时间", "time now", _NOW),
    ("时间不变，地点或人员有变", "same time, other place or people", _HERE),
    ("新增", "new", _NEW),
    ("取消", "cancelled", _GONE),
)


def plot_difference(
    before: Paper,
    after: Paper,
    found: Iterable[Change],
    visits: Sequence[str] = (),
    days: Sequence[dt.date] = (),
    part: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw two plans, a row a delegation: above what was, below what is now; moves and nights are left out.

    Parameters
    ----------
    found : iterable of Change
        From ``planner.services.plan_changes``.
    visits : sequence of str
        Visit ids; by default those with changes, in the order of the week.
    days : sequence of date
        Consecutive days; by default from the first to the last with a change.
    part : str
        Behind the title, e.g. ``1/2``.
    ax : Axes, optional
        Where to draw; a page of its own, with title and legend, by default.

    Returns
    -------
    Axes
    """
    mine = [c for c in found if c.subject.kind == "visit" and _drawn(c)]
    shown = list(visits) or changed_visits(after, mine)
    axis = _axis(before, after, mine, days)
    page = new_page(share=min(1.0, max(1, len(shown)) / CHANGED_VISITS_AT_FULL_HEIGHT)) if ax is None else ax
    draw_days(page, after, axis, max(1, len(shown)))
    for row, visit in enumerate(shown):
        _draw_visit(page, (before, after), axis, row, [c for c in mine if c.subject.id == visit])
    if ax is None:
        write_page_head(page, after, axis, after.words.pick("变更对照", "Changes"), part)
        handles = [Patch(label=after.words.pick(zh, en), **look) for zh, en, look in _LOOKS]
        legend(page, handles, columns=len(handles))
    return page


def changed_visits(paper: Paper, found: Iterable[Change]) -> list[str]:
    """Return the delegations whose items are different, in the order of the week; those no longer here last."""
    order = {visit.id: k for k, visit in enumerate(paper.week.visits)}
    ids = {c.subject.id for c in found if c.subject.kind == "visit" and _drawn(c)}
    return sorted(ids, key=lambda id: (order.get(id, len(order)), id))


def _drawn(change: Change) -> bool:
    entry = change.after or change.before
    return entry is not None and entry.kind not in (LEFT_OUT_KIND, NIGHT_KIND) and not entry.origin


def _axis(before: Paper, after: Paper, found: Iterable[Change], days: Sequence[dt.date]) -> DayAxis:
    spans = [(item.start, item.end) for paper in (before, after) for item in paper.plan.items]
    touched = sorted({operating_day(e.start) for c in found for e in (c.before, c.after) if e is not None})
    every = used_days(after)
    shown = list(days) or [day for day in every if touched and touched[0] <= day <= touched[-1]] or every
    return DayAxis.over([span for span in spans if shown[0] <= operating_day(span[0]) <= shown[-1]], shown)


# ---------------------------------------------------------------- a row


def _draw_visit(ax: Axes, papers: tuple[Paper, Paper], axis: DayAxis, row: int, found: Sequence[Change]) -> None:
    before, after = papers
    visit = found[0].subject.id if found else ""
    paper = after if any(v.id == visit for v in after.week.visits) else before
    words, room = after.words, (LEFT - 0.3) * 72
    if visit:
        name = wrapped(f"{paper.delegations.number(visit)} {paper.names.client(visit)}", room, 8)
        row_name(ax, row + 0.5, [*name, words.pick("上：原　下：现", "above before, below now")], 7.5)
    ax.axhline(row + 1, color=INK, linewidth=0.4, zorder=1)
    touched = [{entry.part for entry in entries if entry} for entries in _sides(found)]
    for side, paper_of in enumerate(papers):
        for item in paper_of.plan.items:
            if item.visit == visit and item.id not in touched[side] and axis.shows(item.start):
                _draw(ax, axis, row, side, (item.start, item.end), _SAME, "")
    for change in found:
        _draw_change(ax, papers, axis, row, change)


def _sides(found: Sequence[Change]) -> tuple[list[PlanEntry | None], list[PlanEntry | None]]:
    return [c.before for c in found], [c.after for c in found]


def _draw_change(ax: Axes, papers: tuple[Paper, Paper], axis: DayAxis, row: int, change: Change) -> None:
    moved = "time" in change.aspects
    looks = (_GONE if change.after is None else _OLD if moved else _HERE, _NEW if change.before is None else _NOW)
    looks = (looks[0], _HERE) if change.what == "changed" and not moved else looks
    for side, entry in enumerate((change.before, change.after)):
        if entry is not None and axis.shows(entry.start):
            label = papers[side].words.short(entry.kind)
            _draw(ax, axis, row, side, (entry.start, entry.end), looks[side], label)
    if moved and change.before is not None and change.after is not None:
        _join(ax, axis, row, change.before, change.after)


def _draw(
    ax: Axes, axis: DayAxis, row: int, side: int, span: tuple[int, int], look: dict[str, Any], label: str
) -> None:
    start, end = axis.span(*span)
    top = row + (0.08 if side == 0 else 0.54)
    ax.add_artist(Rectangle((start, top), end - start, 0.38, zorder=3, **look))
    wide, high = points(ax)
    for text, size in _labels(label):
        lines = text.split("\n")
        if max(width_of(t, size) for t in lines) <= (end - start) * wide - 1 and len(lines) * size * 1.1 <= 0.38 * high:
            ink = "white" if look is _NOW else INK
            behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.4} if "hatch" in look else None
            style: dict[str, Any] = {"size": size, "color": ink, "ha": "center", "va": "center", "zorder": 5}
            ax.text((start + end) / 2, top + 0.19, text, bbox=behind, linespacing=1.0, **style)
            return


def _labels(label: str) -> Iterator[tuple[str, float]]:
    for size in (7.0, 6.0, 5.0):
        yield label, size
    if not label.isascii():
        yield from (("\n".join(label), size) for size in (7.0, 6.0, 5.0))


def _join(ax: Axes, axis: DayAxis, row: int, before: PlanEntry, after: PlanEntry) -> None:
    """Draw a thin line from where it was to where it is."""
    if not (axis.shows(before.start) and axis.shows(after.start)) or abs(before.start - after.start) > 7 * DAY:
        return
    ends = [sum(axis.span(entry.start, entry.end)) / 2 for entry in (before, after)]
    ax.plot(ends, [row + 0.46, row + 0.54], color="#1d4e75", linewidth=0.7, zorder=4, solid_capstyle="round")
