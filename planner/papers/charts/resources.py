"""The week by resource: which room, vehicle, driver and person serves which delegation when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from planner.papers.charts.page import (
    INK,
    DayAxis,
    draw_days,
    fitted,
    legend,
    new_page,
    points,
    row_name,
    width_of,
    write_page_head,
)
from planner.papers.charts.visits import used_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from models.domain.plan import Duty, Item, Move
    from planner.papers.paper import Paper

RESOURCES_PER_PAGE = 36
"""Rows on a page, the headings of groups counted."""
RESOURCES_AT_FULL_HEIGHT = 26
LEGEND_COLUMNS = 6
"""Delegations side by side in the legend, at most: fewer where their names are long, and there is room below."""
LEGEND_WIDTH = 750
"""Points of a line of the legend."""
LEGEND_BOX = 30
"""Points of the box and the space beside each name."""
LEGEND_SIZE = 7.5
LEGEND_LINES_BESIDE_ROWS = 10
"""Lines of the legend under the rows, at most: with more the rows would be lower than their names."""
LEGEND_LINES_PER_PAGE = 34
"""Lines of the legend on a page of its own."""
DUTY_GROUPS = {
    "leader": ("领导", "Leaders"),
    "expert": ("专家、培训师", "Experts, trainers"),
    "docent": ("讲解", "Docents"),
    "interpreter": ("翻译", "Interpreters"),
    "escort": ("陪同、迎送", "Escorts"),
    "photographer": ("摄影", "Photographers"),
    "crew": ("会务", "Room crew"),
}
_GROUP_OF = {
    **{"trainer": "expert", "delegate": "expert", "guide": "escort", "companion": "escort", "company": "escort"},
    **{"greeter": "escort", "reception": "escort", "tea": "crew"},
}
SAME_VISIT_GAP_POINTS = 12
"""Points within which a second box of the same delegation goes without a number beside it."""
DELEGATION_FILLS = (
    "#9ecae1",
    "#fdd0a2",
    "#c7e9c0",
    "#dadaeb",
    "#f4b6b6",
    "#fff3a6",
    "#b8b8b8",
    "#c9ecea",
    "#e3c9b0",
    "#f3c6e3",
)
DELEGATION_HATCHES = ("", "////", "....", "xxxx")
"""The first ten delegations have fills of their own, the next ten the same with hatching, and so on."""
_BOX_EDGE: dict[str, Any] = {"edgecolor": "#444444", "linewidth": 0.4}


@dataclass(frozen=True, order=True)
class Use:
    """A resource at work for a delegation."""

    start: int
    end: int
    visit: str
    thin: bool = False
    """Set-up and clearing."""


@dataclass
class ResourceRow:
    """A row of the picture: a resource with its uses, or the heading of a group (no uses)."""

    name: str
    heading: bool = False
    uses: list[Use] = field(default_factory=list)


# ---------------------------------------------------------------- what is used


def lines_of(paper: Paper) -> list[ResourceRow]:
    """Return the rows of the picture: rooms, vehicles, drivers, people by role; what is idle is left out."""
    words = paper.words
    groups = [
        (words.pick("会议室", "Rooms"), _rooms(paper)),
        (words.pick("车辆", "Vehicles"), _rides(paper, "vehicle")),
        (words.pick("司机", "Drivers"), _rides(paper, "driver")),
        *_people(paper),
    ]
    return [line for name, lines in groups if lines for line in [ResourceRow(name, heading=True), *lines]]


def _rooms(paper: Paper) -> list[ResourceRow]:
    shape, found = paper.facts.shape, []
    for room in paper.week.company.rooms:
        before = shape.set_up if room.set_up is None else room.set_up
        after = shape.clearing if room.clearing is None else room.clearing
        line = ResourceRow(room.name)
        for item in paper.plan.items:
            if item.room == room.id:
                line.uses.append(Use(item.start, item.end, item.visit))
                line.uses.append(Use(item.start - before, item.start, item.visit, thin=True))
                line.uses.append(Use(item.end, item.end + after, item.visit, thin=True))
        found.append(line)
    return [line for line in found if line.uses]


def _rides(paper: Paper, kind: str) -> list[ResourceRow]:
    uses: dict[str | None, list[Use]] = defaultdict(list)
    for move in paper.plan.moves:
        for ride in move.rides:
            uses[getattr(ride, kind)].append(Use(move.depart, move.arrive, move.visit))
    company = paper.week.company
    resources: Sequence[Any] = company.vehicles if kind == "vehicle" else company.drivers
    return [ResourceRow(one.name, uses=uses[one.id]) for one in resources if uses[one.id]]


def _people(paper: Paper) -> Iterator[tuple[str, list[ResourceRow]]]:
    """Yield the people who have duties, each in the first group that any of the duties belongs to."""
    parts: list[Item | Move] = [*paper.plan.items, *paper.plan.moves]
    duties: dict[str, list[tuple[Duty, str]]] = defaultdict(list)
    for part in parts:
        for duty in part.duties:
            if duty.person:
                duties[duty.person].append((duty, part.visit))
    order = list(DUTY_GROUPS)
    found: dict[str, list[ResourceRow]] = defaultdict(list)
    for person in paper.week.company.people:
        if duties[person.id]:
            groups = {_GROUP_OF.get(duty.role, duty.role) for duty, _ in duties[person.id]}
            uses = [Use(duty.start, duty.end, visit) for duty, visit in duties[person.id]]
            found[min(groups, key=order.index)].append(ResourceRow(person.name, uses=uses))
    return ((paper.words.pick(*DUTY_GROUPS[group]), found[group]) for group in order if group in found)


# ---------------------------------------------------------------- the picture


def plot_resources(
    paper: Paper,
    lines: Sequence[ResourceRow] = (),
    part: str = "",
    ax: Axes | None = None,
    axis: DayAxis | None = None,
) -> Axes:
    """Draw who and what is at work when; the number and the fill say for which delegation.

    Parameters
    ----------
    lines : sequence of ResourceRow
        Rows to draw, of ``lines_of``; all by default. More than ``RESOURCES_PER_PAGE`` are better drawn on several
        pages.
    part : str
        Behind the title, e.g. ``1/2``.
    ax : Axes, optional
        Where to draw; a page of its own, with title and legend, by default.
    axis : DayAxis, optional
        Days and hours; those on which any resource is used by default.

    Returns
    -------
    Axes
    """
    shown = list(lines) or lines_of(paper)
    axis = axis or axis_of(paper, lines_of(paper))
    columns = 0 if legend_apart(paper) else _legend_columns(paper)
    share = min(1.0, len(shown) / RESOURCES_AT_FULL_HEIGHT)
    page = new_page(_lines(paper, columns) if columns else 0, share) if ax is None else ax
    draw_days(page, paper, axis, len(shown))
    boxes = [box for row, line in enumerate(shown) for box in _draw_line(page, paper, axis, row, line)]
    _draw_boxes(page, boxes)
    if ax is None:
        write_page_head(page, paper, axis, paper.words.pick("资源使用一览", "Resources"), part)
        if columns:
            legend(page, list(_handles(paper, [visit.id for visit in paper.week.visits], columns)), columns)
    return page


def legend_apart(paper: Paper) -> bool:
    """Whether the delegations are too many to be named under the rows of every page."""
    return _lines(paper, LEGEND_COLUMNS) > LEGEND_LINES_BESIDE_ROWS


def plot_legend(paper: Paper, visits: Sequence[str], part: str = "") -> Axes:
    """Draw a page that names some delegations with their numbers and fills.

    Parameters
    ----------
    visits : sequence of str
        Visit ids; at most ``LEGEND_COLUMNS`` times ``LEGEND_LINES_PER_PAGE``.
    part : str
        Behind the title, e.g. ``1/2``.

    Returns
    -------
    Axes
    """
    page = new_page(share=0.0)
    page.set_axis_off()
    title = paper.words.pick("资源使用一览：来访", "Resources: visits")
    write_page_head(page, paper, axis_of(paper, []), title, part)
    legend(page, list(_handles(paper, visits, LEGEND_COLUMNS)), LEGEND_COLUMNS)
    return page


def _lines(paper: Paper, columns: int) -> int:
    return -(-len(paper.week.visits) // columns)


def _legend_columns(paper: Paper) -> int:
    """Return how many names stand side by side: as many as are not cut, if there is room for their lines."""
    names = [_legend_name(paper, visit.id) for visit in paper.week.visits]
    widest = max((width_of(name, LEGEND_SIZE) for name in names), default=0.0)
    for columns in range(LEGEND_COLUMNS, 2, -1):
        if widest <= _legend_room(columns) and _lines(paper, columns) <= LEGEND_LINES_BESIDE_ROWS:
            return columns
    return LEGEND_COLUMNS


def _legend_room(columns: int) -> float:
    return LEGEND_WIDTH / columns - LEGEND_BOX


def _legend_name(paper: Paper, visit: str) -> str:
    return f"{paper.delegations.number(visit)} {paper.week.visit(visit).client}"


def axis_of(paper: Paper, lines: Sequence[ResourceRow]) -> DayAxis:
    """Return the days, and the hours in which some resources are used."""
    return DayAxis.over([(use.start, use.end) for line in lines for use in line.uses], used_days(paper))


def fill_of(number: int) -> tuple[str, str]:
    """Return fill and hatching of the delegation with a number, from 1."""
    k = number - 1
    return DELEGATION_FILLS[k % len(DELEGATION_FILLS)], DELEGATION_HATCHES[
        k // len(DELEGATION_FILLS) % len(DELEGATION_HATCHES)
    ]


class _Box(NamedTuple):
    """Where a use is drawn, in units of the axes, and how it is filled."""

    left: float
    right: float
    top: float
    bottom: float
    fill: str
    hatch: str


def _draw_line(ax: Axes, paper: Paper, axis: DayAxis, row: int, line: ResourceRow) -> list[_Box]:
    """Draw a row but for its boxes, which are returned."""
    ax.axhline(row + 1, color=INK, linewidth=0.6 if line.heading else 0.25, zorder=1)
    row_name(ax, row + 0.5, [line.name], 8.5 if line.heading else 7.5)
    if line.heading:
        ax.axhspan(row, row + 1, facecolor="#e4e4e4", edgecolor="none", zorder=1.5)
        return []
    uses = [use for use in line.uses if axis.shows(use.start)]
    placed = list(laned(uses))
    _draw_numbers(ax, paper, axis, row, placed)
    return [_box(paper, axis, row + 0.08 + 0.84 * lane / lanes, 0.84 / lanes, use) for use, lane, lanes in placed]


def _box(paper: Paper, axis: DayAxis, top: float, height: float, use: Use) -> _Box:
    start, end = axis.span(use.start, use.end)
    if use.thin:
        top, height = top + height * 0.35, height * 0.3
    return _Box(start, end, top, top + height, *fill_of(paper.delegations.number(use.visit)))


def _draw_boxes(ax: Axes, boxes: Sequence[_Box]) -> None:
    """Draw boxes in layers: a path for all of one fill, one for all of one hatching, one for all edges.

    Hatching is costly for each thing that is hatched, in time and in bytes of an SVG, however small the thing.
    """
    for fill in DELEGATION_FILLS:
        _draw_layer(ax, [box for box in boxes if box.fill == fill], 3, facecolor=fill, edgecolor="none", linewidth=0)
    for hatch in filter(None, DELEGATION_HATCHES):
        _draw_layer(ax, [box for box in boxes if box.hatch == hatch], 3.1, **_hatching(hatch))
    _draw_layer(ax, boxes, 3.2, facecolor="none", **_BOX_EDGE)


def _hatching(hatch: str) -> dict[str, Any]:
    return {"facecolor": "none", "hatch": hatch, "edgecolor": _BOX_EDGE["edgecolor"], "linewidth": 0}


def _draw_layer(ax: Axes, boxes: Sequence[_Box], zorder: float, **look: Any) -> None:
    if not boxes:
        return
    corners = [
        ((b.left, b.top), (b.right, b.top), (b.right, b.bottom), (b.left, b.bottom), (b.left, b.top)) for b in boxes
    ]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(boxes)
    # on whole pixels, as single boxes are
    ax.add_artist(PathPatch(Path(np.reshape(corners, (-1, 2)), codes), snap=True, zorder=zorder, **look))


def laned(uses: Sequence[Use]) -> Iterator[tuple[Use, int, int]]:
    """Yield uses with lane and number of lanes, so that those at the same time lie above each other."""
    cluster: list[tuple[Use, int]] = []
    ends: list[int] = []
    for use in sorted(uses):
        if cluster and use.start >= max(ends):
            yield from ((one, lane, len(ends)) for one, lane in cluster)
            cluster, ends = [], []
        lane = next((k for k, end in enumerate(ends) if end <= use.start), len(ends))
        ends[lane : lane + 1] = [use.end]
        cluster.append((use, lane))
    yield from ((one, lane, len(ends)) for one, lane in cluster)


def _draw_numbers(ax: Axes, paper: Paper, axis: DayAxis, row: int, placed: Sequence[tuple[Use, int, int]]) -> None:
    """Write a delegation's number into each box, or beside it where there is room; not where boxes share the row."""
    wide, size = points(ax)[0], 6.0
    boxes = [(*axis.span(use.start, use.end), use, lanes) for use, _, lanes in placed if not use.thin]
    edges = sorted(axis.x(use.start) for use, _, _ in placed)
    before: tuple[str, float] = ("", -1.0)
    for start, end, use, lanes in boxes:
        text = str(paper.delegations.number(use.visit))
        need = (width_of(text, size) + 0.8) / wide
        free = min([edge for edge in edges if edge >= end - 1e-9], default=float(len(axis.days)))
        free = min(free, int(start) + 1) - end
        again = before[0] == use.visit and start - before[1] < SAME_VISIT_GAP_POINTS / wide
        style: dict[str, Any] = {"size": size, "va": "center_baseline", "color": INK, "zorder": 4}
        if lanes == 1 and end - start >= need:
            behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.3} if fill_of(int(text))[1] else None
            ax.text((start + end) / 2, row + 0.5, text, ha="center", bbox=behind, **style)
        elif lanes == 1 and free >= need + 1 / wide and not again:
            ax.text(end + 0.8 / wide, row + 0.5, text, ha="left", **style)
        else:
            continue
        before = (use.visit, end)


def _handles(paper: Paper, visits: Sequence[str], columns: int) -> Iterator[tuple[Patch, ...]]:
    for visit in visits:
        fill, hatch = fill_of(paper.delegations.number(visit))
        name = fitted(_legend_name(paper, visit), _legend_room(columns), LEGEND_SIZE)
        box = Patch(facecolor=fill, label=name, **_BOX_EDGE)
        yield (box, Patch(**_hatching(hatch))) if hatch else (box,)
