"""Maps without the internet: where customers are, whose districts, and who goes which way on which day.

Classes are told by the shape of the mark, days by the line's style, so that a grey printer shows them too.
"""

from __future__ import annotations

import io
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from planner.papers.charts.page import DPI, FAINT, INK, NamesFigure, set_up
from planner.papers.charts.plain_axes import DARK, MEDIUM
from planner.papers.rounds.label_places import POINT_HALF, LabelBox, label_boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from models.domain.districts import Position
    from models.domain.outbound import Customer, Specialist
    from models.rules.outbound.day_rounds import DayOfCalls
    from planner.papers.rounds.rounds_paper import RoundsPaper

WIDTH_INCHES, HEIGHT_INCHES = 11.0, 7.4
GRADE_MARKS = {"A": "^", "B": "s", "C": "o"}
MARK_SIZES = {"A": 62, "B": 42, "C": 34}
FILLS = ("#1d4e75", "#ffffff", "#9dc3e0", "#d9d9d9", "#4f8fc0", "#737373")
"""Of the specialists' marks, dark and light in turn."""
LINES: tuple[Any, ...] = ("-", "--", ":", "-.", (0, (8, 2)), (0, (1, 3)), (0, (6, 2, 1, 2, 1, 2)))
"""Of the days of the week."""
AXES = (0.02, 0.105, 0.96, 0.835)
"""Left, bottom, width and height within the page; the legend stands below."""
LABEL_SIZE, DISTRICT_SIZE, OFFICE_SIZE = 7.0, 10.0, 8.0
MOST_LABELS = 150
"""Customers of a map whose names are written."""
_LEAST_DEGREES = 0.03
_METRES_A_DEGREE = 111_320


def map_of_districts(paper: RoundsPaper) -> bytes:
    """Return a picture (PNG) of all customers: whose they are, and the districts."""
    words = paper.words
    fills = {person.id: FILLS[k % len(FILLS)] for k, person in enumerate(paper.book.specialists)}
    whose = _whose(paper)
    places = _Places(paper, [customer.id for customer in paper.book.customers])
    ax = places.axes(words.label(words.pick("客户和辖区", "Customers and districts"), paper.book.name))
    _districts(paper, ax)
    _marks(paper, ax, paper.book.customers, {id: fills.get(person, "#ffffff") for id, person in whose.items()})
    _office(paper, ax)
    places.labels(paper, ax, [paper.customer(customer.id) for customer in paper.book.customers], "office")
    people = [(person.name, fills[person.id]) for person in paper.book.specialists]
    _legend(paper, ax, people)
    return _png(ax)


def map_of_week(paper: RoundsPaper, person: Specialist, week: int) -> bytes | None:
    """Return a picture (PNG) of a specialist's ways in a week, a line a day; None where they have none."""
    first, last = paper.weeks()[week]
    days = [day for day in paper.days_of(person) if first <= day.day <= last]
    if not days:
        return None
    words = paper.words
    ids = list(dict.fromkeys(call.customer for day in days for call in day.calls))
    places = _Places(paper, ids)
    title = words.label(person.name, words.days(first, last))
    ax = places.axes(title)
    _districts(paper, ax, set(person.districts))
    handles = [_route(paper, ax, day, LINES[day.day.weekday()]) for day in days]
    _marks(paper, ax, [paper.book.customer(id) for id in ids], dict.fromkeys(ids, "#ffffff"))
    _office(paper, ax, person)
    places.labels(paper, ax, [paper.customer(id) for id in ids], paper.facts.base(person), set(person.districts))
    _legend_below(ax, [handle for handle in handles if handle is not None], 4, handlelength=4.5)
    return _png(ax)


class _Places:
    """The customers of a map and the part of the world that it shows."""

    def __init__(self, paper: RoundsPaper, ids: Sequence[str]) -> None:
        self.spots: list[Position | None] = [paper.facts.position(id) for id in ids]
        office = paper.facts.position("office")
        known = [spot for spot in (*self.spots, office) if spot is not None] or [(34.75, 113.65)]
        self._bounds = _bounds(known)

    def axes(self, title: str) -> Axes:
        """Return the axes: true to scale, without numbers of degrees, with a bar of kilometres."""
        set_up()
        figure = NamesFigure(figsize=(WIDTH_INCHES, HEIGHT_INCHES), dpi=DPI)
        ax = figure.add_axes(AXES)
        left, right, bottom, top = self._bounds
        ax.set_xlim(left, right)
        ax.set_ylim(bottom, top)
        ax.set_xticks([])
        ax.set_yticks([])
        for side in ax.spines.values():
            side.set_color(FAINT)
        ax.set_title(title, size=13, color=INK, loc="left")
        _scale(ax, self._bounds)
        return ax

    def labels(
        self, paper: RoundsPaper, ax: Axes, texts: Sequence[str], base: str, only: set[str] | None = None
    ) -> None:
        """Write names beside the marks, none over another; of very many customers none are written."""
        window, scale = ax.get_window_extent(), 72 / DPI
        page = LabelBox(window.x0 * scale, window.y0 * scale, window.x1 * scale, window.y1 * scale)
        seen = [(spot, text) for spot, text in zip(self.spots, texts, strict=True) if spot is not None]
        spots = [spot for spot, _ in seen]
        marks = [LabelBox(x - POINT_HALF, y - POINT_HALF, x + POINT_HALF, y + POINT_HALF) for x, y in _on(ax, spots)]
        office = paper.facts.position(base)
        taken = _write(ax, [office], [paper.place(base)], OFFICE_SIZE, INK, page, marks) if office else []
        if len(texts) <= MOST_LABELS:
            taken += _write(ax, spots, [text for _, text in seen], LABEL_SIZE, INK, page, taken)
        middles = _middles(paper, only)
        _write(ax, list(middles.values()), list(middles), DISTRICT_SIZE, "#9a9a9a", page, [*taken, *marks])


def _on(ax: Axes, spots: Sequence[Position]) -> list[tuple[float, float]]:
    """Return where positions are on the page, in points."""
    pixels: Any = ax.transData.transform([(lon, lat) for lat, lon in spots]) if spots else []
    return [(float(x) * 72 / DPI, float(y) * 72 / DPI) for x, y in pixels]


def _write(
    ax: Axes,
    spots: Sequence[Position],
    texts: Sequence[str],
    size: float,
    color: str,
    page: LabelBox,
    others: Sequence[LabelBox],
) -> list[LabelBox]:
    """Write labels beside their points where there is room; return what they cover."""
    points = _on(ax, spots)
    boxes = label_boxes(points, texts, size, page, others)
    for text, point, box in zip(texts, points, boxes, strict=True):
        if box is not None:
            _label(ax, text, point, box, size, color)
    return [box for box in boxes if box is not None]


def _label(ax: Axes, text: str, point: tuple[float, float], box: LabelBox, size: float, color: str) -> None:
    """Write a label in its box; a thin line leads to a point that is not beside it."""
    pixel = DPI / 72
    middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    near = (min(max(point[0], box.left), box.right), min(max(point[1], box.bottom), box.top))
    back = ax.transData.inverted().transform
    if math.dist(point, near) > 8 and color == INK:
        ends = back([(point[0] * pixel, point[1] * pixel), (near[0] * pixel, near[1] * pixel)])
        ax.plot(ends[:, 0], ends[:, 1], color="#8c8c8c", linewidth=0.4, zorder=4)
    x, y = back((middle[0] * pixel, middle[1] * pixel))
    shade = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.75}
    ax.text(float(x), float(y), text, size=size, ha="center", va="center", color=color, zorder=6, bbox=shade)


def _bounds(spots: Sequence[Position]) -> tuple[float, float, float, float]:
    """Return west, east, south and north of what is shown: true to scale on the page, with a margin."""
    lats, lons = [lat for lat, _ in spots], [lon for _, lon in spots]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = math.cos(math.radians(lat))
    high = max(max(lats) - min(lats), _LEAST_DEGREES) * 1.14
    wide = max((max(lons) - min(lons)) * squeeze, _LEAST_DEGREES) * 1.14
    shape = (WIDTH_INCHES * AXES[2]) / (HEIGHT_INCHES * AXES[3])
    high, wide = max(high, wide / shape), max(wide, high * shape)
    return lon - wide / squeeze / 2, lon + wide / squeeze / 2, lat - high / 2, lat + high / 2


def _scale(ax: Axes, bounds: tuple[float, float, float, float]) -> None:
    left, right, bottom, top = bounds
    squeeze = math.cos(math.radians((bottom + top) / 2))
    whole = (right - left) * squeeze * _METRES_A_DEGREE / 1000
    length = max(step for step in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if step <= max(whole / 5, 0.5))
    degrees = length * 1000 / _METRES_A_DEGREE / squeeze
    x, y = right - (right - left) * 0.03 - degrees, bottom + (top - bottom) * 0.03
    ax.plot([x, x + degrees], [y, y], color=INK, linewidth=1.5, zorder=7)
    ax.text(x + degrees / 2, y + (top - bottom) * 0.012, f"{length:g} km", size=8, ha="center", color=INK, zorder=7)


def _whose(paper: RoundsPaper) -> dict[str, str]:
    """Return who calls on each customer: in the plan, else whoever has the district."""
    found: dict[str, str] = {}
    for customer in paper.book.customers:
        calls = paper.calls_of_customers.get(customer.id)
        having = [person.id for person in paper.book.specialists if customer.district in person.districts]
        found[customer.id] = calls[0].specialist if calls else having[0] if having else ""
    return found


def _districts(paper: RoundsPaper, ax: Axes, only: set[str] | None = None) -> None:
    """Draw the outline of each district's customers."""
    import numpy as np

    for found in _spots_of_districts(paper, only).values():
        corners = np.array([(lon, lat) for lat, lon in _hull(found)])
        if len(corners) > 2:
            ax.fill(corners[:, 0], corners[:, 1], facecolor="#f1f1f1", edgecolor=FAINT, linewidth=0.8, zorder=1)


def _spots_of_districts(paper: RoundsPaper, only: set[str] | None) -> dict[str, list[Position]]:
    spots: dict[str, list[Position]] = {}
    for customer in paper.book.customers:
        spot = paper.facts.position(customer.id)
        if spot is not None and (only is None or customer.district in only):
            spots.setdefault(customer.district, []).append(spot)
    return spots


def _middles(paper: RoundsPaper, only: set[str] | None) -> dict[str, Position]:
    """Return where the name of each district stands: over its northernmost customer."""
    return {name: max(found) for name, found in _spots_of_districts(paper, only).items()}


def _hull(spots: Sequence[Position]) -> list[Position]:
    """Return the corners of the outline of some spots."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return ordered
    halves: list[list[Position]] = []
    for line in (ordered, ordered[::-1]):
        half: list[Position] = []
        for spot in line:
            while len(half) > 1 and _turn(half[-2], half[-1], spot) <= 0:
                half.pop()
            half.append(spot)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def _turn(a: Position, b: Position, c: Position) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _marks(paper: RoundsPaper, ax: Axes, customers: Sequence[Customer], fills: dict[str, str]) -> None:
    for customer in customers:
        spot = paper.facts.position(customer.id)
        if spot is None:
            continue
        hatch = "#8c8c8c" if paper.facts.rough(customer.id) else INK
        ax.scatter(
            [spot[1]],
            [spot[0]],
            marker=GRADE_MARKS[customer.grade],
            s=MARK_SIZES[customer.grade],
            facecolor=fills[customer.id],
            edgecolor=hatch,
            linewidth=0.9,
            linestyle=":" if paper.facts.rough(customer.id) else "-",
            zorder=5,
        )


def _office(paper: RoundsPaper, ax: Axes, person: Specialist | None = None) -> None:
    base = "office" if person is None else paper.facts.base(person)
    spot = paper.facts.position(base)
    if spot is not None:
        ax.scatter([spot[1]], [spot[0]], marker="*", s=190, facecolor="white", edgecolor=INK, linewidth=1.1, zorder=5)


def _route(paper: RoundsPaper, ax: Axes, day: DayOfCalls, line: Any) -> Any:
    """Draw a day's way, with an arrow on its first leg; return its handle for the legend."""
    base = paper.facts.base(day.person)
    stops = [base, *(call.customer for call in day.calls), base]
    spots = [spot for stop in stops if (spot := paper.facts.position(stop)) is not None]
    if len(spots) < 2:
        return None
    words = paper.words
    label = words.pick(
        f"{words.day(day.day)}  {len(day.calls)} 家  {paper.km(day.metres)}",
        f"{words.day(day.day)}  {len(day.calls)} calls  {paper.km(day.metres)}",
    )
    dark = DARK if day.day.weekday() % 2 == 0 else MEDIUM
    lons, lats = [lon for _, lon in spots], [lat for lat, _ in spots]
    (handle,) = ax.plot(lons, lats, linestyle=line, color=dark, linewidth=1.3, zorder=3, label=label)
    for (a_lat, a_lon), (b_lat, b_lon) in pairwise(spots[:3]):
        if (a_lat, a_lon) != (b_lat, b_lon):
            ax.annotate(
                "",
                (a_lon + 0.6 * (b_lon - a_lon), a_lat + 0.6 * (b_lat - a_lat)),
                (a_lon + 0.5 * (b_lon - a_lon), a_lat + 0.5 * (b_lat - a_lat)),
                arrowprops={"arrowstyle": "-|>", "color": dark, "linewidth": 1.0},
                zorder=4,
            )
    return handle


def _legend(paper: RoundsPaper, ax: Axes, people: Sequence[tuple[str, str]]) -> None:
    from matplotlib.lines import Line2D

    words = paper.words
    style = {"linestyle": "none", "markeredgecolor": INK, "markersize": 7}
    handles = [
        Line2D([], [], marker="o", markerfacecolor=fill, label=name, **style)  # type: ignore[arg-type]
        for name, fill in people
    ]
    handles += [
        Line2D([], [], marker=mark, markerfacecolor="white", label=words.level(grade), **style)  # type: ignore[arg-type]
        for grade, mark in GRADE_MARKS.items()
    ]
    if any(paper.facts.rough(customer.id) for customer in paper.book.customers):
        said = words.pick("灰边：按区估算", "grey edge: district only")
        faint = {**style, "markeredgecolor": "#8c8c8c"}
        handles.append(Line2D([], [], marker="o", markerfacecolor="white", label=said, **faint))  # type: ignore[arg-type]
    _legend_below(ax, handles, 9)


def _legend_below(ax: Axes, handles: Sequence[Any], columns: int, **style: Any) -> None:
    """Write the legend under the map."""
    ax.legend(
        handles=list(handles),
        loc="upper left",
        bbox_to_anchor=(0.0, -0.005),
        ncols=columns,
        fontsize=8.5,
        frameon=False,
        **style,
    )


def _png(ax: Axes) -> bytes:
    out = io.BytesIO()
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
