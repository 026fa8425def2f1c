"""The week by delegation: what each of them does when, told apart by colour and, on a grey printer, by hatching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.patches import Patch, Rectangle

from models.domain.clock import at
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
from planner.papers.styles import ACTIVITY_STYLES
from planner.papers.tables.programme import is_open

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from models.domain.plan import Item, Move
    from models.domain.stay import Stay
    from planner.papers.paper import Paper

VISITS_PER_PAGE = 12
"""Delegations on a page."""
VISITS_AT_FULL_HEIGHT = 7
"""Rows are never higher than if there were so many."""


_MOVE = "#3a3a3a"
_OPEN: dict[str, Any] = {"edgecolor": "#c00000", "linewidth": 1.1, "linestyle": (0, (2, 1.2))}
_SETTLED: dict[str, Any] = {"edgecolor": "#555555", "linewidth": 0.4}
_OPEN_MOVE: dict[str, Any] = {"facecolor": "white", "edgecolor": "#c00000", "linewidth": 0.9}


def plot_visits(
    paper: Paper,
    visits: Sequence[str] = (),
    days: Sequence[dt.date] = (),
    part: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw what delegations do, a row each; moves as thin lines.

    Parameters
    ----------
    visits : sequence of str
        Visit ids; all by default. More than ``VISITS_PER_PAGE`` are better drawn on several pages.
    days : sequence of date
        Consecutive days; all on which somebody is here by default. The fewer, the more is said of each item.
    part : str
        Behind the title, e.g. ``1/2``.
    ax : Axes, optional
        Where to draw; a page of its own, with title and legend, by default.

    Returns
    -------
    Axes
    """
    shown = [paper.stay(visit) for visit in visits] or list(paper.facts.stays)
    axis = _axis(paper, days)
    page = new_page(share=min(1.0, len(shown) / VISITS_AT_FULL_HEIGHT)) if ax is None else ax
    draw_days(page, paper, axis, len(shown))
    for row, stay in enumerate(shown):
        _draw_visit(page, paper, axis, row, stay)
    if ax is None:
        write_page_head(page, paper, axis, paper.words.pick("来访一览", "Visits"), part)
        legend(page, list(_handles(paper)), columns=10)
    return page


def _axis(paper: Paper, days: Sequence[dt.date]) -> DayAxis:
    shown = days or used_days(paper)
    spans = [(item.start, item.end) for item in paper.plan.items]
    spans += [(move.depart, move.arrive) for move in paper.plan.moves]
    return DayAxis.over(spans, shown)


def used_days(paper: Paper) -> list[dt.date]:
    """Return the days from the first to the last on which somebody is here."""
    here = {day for stay in paper.facts.stays for day in stay.days}
    return [day for day in paper.calendar.days if min(here) <= day <= max(here)] if here else list(paper.calendar.days)


# ---------------------------------------------------------------- a row


def _draw_visit(ax: Axes, paper: Paper, axis: DayAxis, row: int, stay: Stay) -> None:
    words, part = paper.words, paper.plan_of(stay.id)
    room = (LEFT - 0.3) * 72
    name = wrapped(f"{paper.delegations.number(stay.id)} {stay.visit.client}", room, 8)
    row_name(ax, row + 0.5, [*name, f"{words.level(stay.level)} {words.people(stay.size)}"], 8)
    ax.axhline(row + 1, color=INK, linewidth=0.4, zorder=1)
    for day in axis.days:
        if day in stay.days:
            start, end = axis.x(max(stay.start, at(day)), day), axis.x(min(stay.end, at(day) + 30 * 60), day)
            here = Rectangle((start, row + 0.02), end - start, 0.96, facecolor="#ececec", edgecolor="none", zorder=0.5)
            ax.add_artist(here)
    for move in part.moves:
        if axis.shows(move.depart):
            _draw_move(ax, axis, row, move, whole=not paper.delegations.part_of(stay.id, move.groups))
    for item in part.items:
        if axis.shows(item.start):
            _draw_item(ax, paper, axis, row, item)


def _draw_move(ax: Axes, axis: DayAxis, row: int, move: Move, whole: bool) -> None:
    """Draw a move as a thin line: of the whole party in the middle, of a part of it at the foot."""
    start, end = axis.span(move.depart, move.arrive)
    middle, height = (row + 0.5, 0.12) if whole else (row + 0.945, 0.07)
    look = _OPEN_MOVE if is_open(move) else {"facecolor": _MOVE, "edgecolor": "none"}
    ax.add_artist(Rectangle((start, middle - height / 2), end - start, height, zorder=2, **look))


def _draw_item(ax: Axes, paper: Paper, axis: DayAxis, row: int, item: Item) -> None:
    start, end = axis.span(item.start, item.end)
    style, edge = ACTIVITY_STYLES[item.kind], _OPEN if is_open(item) else _SETTLED
    box = Rectangle((start, row + 0.1), end - start, 0.78, facecolor=style.fill, hatch=style.hatch, zorder=3, **edge)
    ax.add_artist(box)
    wide, high = points(ax)
    label = next(_fitting(paper, item, (end - start) * wide - 1, 0.78 * high), None)
    if label is not None:
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.4} if style.hatch else None
        centre: dict[str, Any] = {"ha": "center", "va": "center", "linespacing": 1.02, "zorder": 4, "bbox": behind}
        look: dict[str, Any] = {"size": label.size, "color": style.ink, "rotation": label.turned}
        ax.text((start + end) / 2, row + 0.49, label.text, **look, **centre)


class _Label(NamedTuple):
    text: str
    size: float
    turned: int = 0

    def fits(self, wide: float, high: float) -> bool:
        """Whether the label fits into a box, in points."""
        lines = self.text.split("\n")
        along, across = max(width_of(line, self.size) for line in lines), len(lines) * self.size * 1.25
        if len(lines) == 1:
            across = self.size * 1.05
        return (across <= wide and along <= high) if self.turned else (along <= wide and across <= high)


def _fitting(paper: Paper, item: Item, wide: float, high: float) -> Iterator[_Label]:
    """Yield the labels that fit into a box, the one that says most first."""
    return (label for label in _labels(paper, item, wide) if label.fits(wide, high))


def _labels(paper: Paper, item: Item, wide: float) -> Iterator[_Label]:
    words, texts, short = paper.words, paper.item_texts, paper.words.short(item.kind)
    if wide >= 40:
        title = wrapped(texts.title(item), wide - 3, 7.5, most=2)
        where = wrapped(texts.room(item) if item.room else texts.where(item), wide - 3, 6.5, most=2)
        yield _Label("\n".join([words.time(item.start), *title, *where]), 7)
        yield _Label("\n".join([words.time(item.start), *title]), 7)
        yield _Label("\n".join(title), 7)
    for size in (7.5, 6.5, 5.5):
        yield _Label(short, size)
        # Chinese stands upright, one character below the other; other scripts are turned
        yield _Label("\n".join(short), size) if words.lang == "zh" else _Label(short, size, turned=90)


def _handles(paper: Paper) -> Iterator[Patch]:
    words = paper.words
    for style in dict.fromkeys(ACTIVITY_STYLES.values()):
        label = words.pick(style.zh, style.en)
        yield Patch(facecolor=style.fill, hatch=style.hatch, label=label, **_SETTLED)
    yield Patch(facecolor=_MOVE, edgecolor="none", label=words.pick("乘车", "on the way"))
    yield Patch(facecolor="white", label=words.open, **_OPEN)
