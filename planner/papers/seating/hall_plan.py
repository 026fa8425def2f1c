"""The plan of the hall: tables where they stand, their numbers and who presides; parts of it where it is full."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

from planner.papers.charts.page import INK, width_of
from planner.papers.seating.chart_elements import TABLE_FILL, key, openings, write_head
from planner.papers.seating.chart_geometry import Box
from planner.papers.seating.labels import fit
from planner.papers.seating.page import A4_LANDSCAPE, A4_PORTRAIT, GREY, POINT, Page
from planner.papers.seating.viewpoint import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.halls import Laid, Table
    from models.domain.seating import TablePlan
    from planner.papers.seating.page import Spot
    from planner.papers.seating.paper import SeatingPaper

MIN_READABLE_TABLE = 13.0
"""Diameter of a table on the page, mm, from which on the host's name can be read in it."""
CHAIR_SPACE = 0.6
"""Around the chairs, metres."""
U_ARM_DEPTH = 0.6
"""Depth of an arm of a U, metres."""


@dataclass(frozen=True)
class Window:
    """A part of the hall on a page: metres as seen, to millimetres."""

    part: Box
    page: Box

    @property
    def scale(self) -> float:
        """Millimetres a metre."""
        return min(self.page.width / self.part.width, self.page.height / self.part.height)

    def spot(self, x: float, y: float) -> Spot:
        """Return a spot of the hall on the page."""
        (px, py), (qx, qy) = self.part.middle, self.page.middle
        return qx + (x - px) * self.scale, qy + (y - py) * self.scale


def hall_plan(paper: SeatingPaper) -> list[Page]:
    """Return the whole hall, and where names would be too small there also its parts, from left to right."""
    view = View.of(paper.dinner.hall, paper.etiquette)
    whole = _window(_bounds(paper, view, paper.dinner.hall.tables))
    pages = [_page(paper, view, whole, paper.dinner.hall.tables, "")]
    small = min(plan.laid.width for plan in paper.seating.tables) * whole.scale
    if small < MIN_READABLE_TABLE and len(paper.seating.tables) > 1:
        parts = list(_parts(paper, view))
        for number, tables in enumerate(parts, 1):
            name = paper.words.pick(f"左起{number}/{len(parts)}", f"from the left {number}/{len(parts)}")
            window = _window(_bounds(paper, view, tables))
            pages.append(_page(paper, view, window, tables, name))
    return pages


def _parts(paper: SeatingPaper, view: View) -> Iterator[tuple[Table, ...]]:
    """Part the hall into upright strips, as few as make names readable."""
    tables = paper.dinner.hall.tables
    across = {table.id: view.turned(table.x, table.y)[0] for table in tables}
    first, width = min(across.values()), max(across.values()) - min(across.values()) + 0.01
    least = min(plan.laid.width for plan in paper.seating.tables)
    for count in range(2, len(tables) + 1):
        strips = [int((across[table.id] - first) / width * count) for table in tables]
        parts = [tuple(t for t, strip in zip(tables, strips, strict=True) if strip == k) for k in range(count)]
        parts = [part for part in parts if part]
        if count == len(tables) or all(
            least * _window(_bounds(paper, view, p)).scale >= MIN_READABLE_TABLE for p in parts
        ):
            yield from parts
            return


def _bounds(paper: SeatingPaper, view: View, tables: tuple[Table, ...]) -> Box:
    """What some tables with their chairs cover; with all tables, the room too."""
    hall = paper.dinner.hall
    spots = [view.turned(x, y) for x in (0, hall.width) for y in (0, hall.depth)] if tables is hall.tables else []
    for table in tables:
        plan = paper.plans.get(table.id)
        chairs = [(seat.x, seat.y) for seat in plan.laid.seats] if plan else [(table.x, table.y)]
        for x, y in (*chairs, (table.x, table.y)):
            px, py = view.turned(x, y)
            spots += [(px - CHAIR_SPACE, py - CHAIR_SPACE), (px + CHAIR_SPACE, py + CHAIR_SPACE)]
    xs, ys = zip(*spots, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _window(part: Box) -> Window:
    frames = [Window(part, Box(10.0, 26.0, w - 10.0, h - 33.0)) for w, h in (A4_LANDSCAPE, A4_PORTRAIT)]
    return max(frames, key=lambda window: round(window.scale, 3))


def _page(paper: SeatingPaper, view: View, window: Window, tables: tuple[Table, ...], part: str) -> Page:
    words = paper.words
    page = Page(A4_LANDSCAPE if window.page.width > 200 else A4_PORTRAIT, outlined=True)
    people = sum(len(at) for at in paper.seats.values())
    tables_told = words.pick(f"{len(paper.seating.tables)}桌", f"tables: {len(paper.seating.tables)}")
    counts = words.comma.join((*((tables_told,) if paper.meals else ()), words.people(people)))
    write_head(page, words.note(paper.hall, part or counts), paper.title, paper.edition)
    walls = None
    if tables is paper.dinner.hall.tables:
        low, high = (
            window.spot(*view.turned(*spot))
            for spot in ((0.0, 0.0), (paper.dinner.hall.width, paper.dinner.hall.depth))
        )
        (x0, x1), (y0, y1) = sorted((low[0], high[0])), sorted((low[1], high[1]))
        walls = Box(x0, y0, x1, y1)
        page.box((x0, y0), walls.width, walls.height, edgecolor=GREY)
    for table in tables:
        plan = paper.plans.get(table.id)
        if plan:
            _table(page, paper, view, window, plan)
        else:
            page.disc(
                window.spot(*view.turned(table.x, table.y)), 0.6 * window.scale, edgecolor=GREY, linestyle=(0, (2, 2))
            )
    mid = window.part.middle
    back = View(view.hall, view.viewpoint, -view.angle)
    openings(page, words, view, back.turned(*mid), window.scale, walls)
    several = len(paper.seating.tables) > 1
    notes = [view.said(words), words.pick("双圈为主桌", "double line: main table") if several else ""]
    tail = words.pick("数字：桌号；姓名：主陪", "number: table; name: host") if several else ""
    key(page, words, [note for note in notes if note], (), tail)
    return page


def _table(page: Page, paper: SeatingPaper, view: View, window: Window, plan: TablePlan) -> None:
    laid, scale = plan.laid, window.scale
    middle = window.spot(*view.turned(laid.x, laid.y))
    main = plan.place == 1 and len(paper.seating.tables) > 1
    if laid.shape == "round":
        page.disc(middle, laid.width / 2 * scale, facecolor=TABLE_FILL)
        if main:
            page.disc(middle, laid.width / 2 * scale - max(0.8, 0.06 * scale), facecolor="none")
    elif laid.shape != "sofas" and plan.layout != "photo":
        page.shape([window.spot(*view.turned(*spot)) for spot in outline_of(laid)], facecolor=TABLE_FILL)
    taken = paper.seats[plan.table]
    spots = [window.spot(*view.turned(s.x, s.y)) for s in laid.seats if s.index in taken]
    page.dots(spots, min(2.6, 0.42 * scale))
    room = (
        min(laid.width, laid.depth if laid.shape in ("round", "square", "long", "u", "hollow") else laid.width) * scale
    )
    if laid.shape == "rows":
        middle = (middle[0], middle[1] - 2.2 * scale)
    _words(page, paper, plan, middle, max(room * 0.86, 8.0))


def _words(page: Page, paper: SeatingPaper, plan: TablePlan, middle: Spot, room: float) -> None:
    """Write into a table: its number, who presides, how many sit there, as far as there is room."""
    words = paper.words
    several = len(paper.seating.tables) > 1 and plan.table in {p.table for p in paper.meals}
    number = str(plan.place) if several else paper.short_name(plan)
    presided = several and plan.representative and room >= MIN_READABLE_TABLE * 0.86
    lines = [
        (number, min(26.0, room / POINT * (0.34 if presided else 0.55), room / POINT * 0.9 / width_of(number, 1.0)))
    ]
    if presided and plan.representative:
        host = paper.people.name(plan.representative)
        size = min(12.0, max(7.0, room / POINT * 0.17))
        text, size = fit(host, room * 0.98 / POINT, [(size, 1), (max(7.0, size * 0.8), 2), (7.0, 3), (7.0, 4)])
        if "\n" in text:
            lines = [(number, lines[0][1] * 0.65)]
        lines += [(line, size) for line in text.split("\n")]
        if room >= 24:
            lines.append((words.people(len(paper.seats[plan.table])), min(10.0, size)))
    height = sum(size * 1.25 for _, size in lines) * POINT
    y = middle[1] + height / 2
    for text, size in lines:
        step = size * 1.25 * POINT
        page.text((middle[0], y - step / 2), text, size, color=INK, va="center_baseline")
        y -= step


def outline_of(laid: Laid) -> list[Spot]:
    """Corners of straight furniture in the hall, metres."""
    w, d = laid.width / 2, laid.depth / 2
    if laid.shape == "u":
        corners = [
            (-w, -d),
            (-w, d),
            (w, d),
            (w, -d),
            (w - U_ARM_DEPTH, -d),
            (w - U_ARM_DEPTH, d - U_ARM_DEPTH),
            (U_ARM_DEPTH - w, d - U_ARM_DEPTH),
            (U_ARM_DEPTH - w, -d),
        ]
    elif laid.shape == "rows":
        # the table of a podium stands before its first row
        corners = [(-w, -0.9), (-w, -0.4), (w, -0.4), (w, -0.9)]
    else:
        corners = [(-w, -d), (-w, d), (w, d), (w, -d)]
    a = radians(laid.turn - 180)
    return [(laid.x + x * cos(a) + y * sin(a), laid.y - x * sin(a) + y * cos(a)) for x, y in corners]
