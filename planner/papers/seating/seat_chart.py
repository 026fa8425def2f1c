"""The seat chart of one table, meeting or photo: A4, every chair with its sign, every name beside its chair."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from planner.papers.charts.page import INK
from planner.papers.seating.chart_elements import TABLE_FILL, chair, key, name, openings, write_head
from planner.papers.seating.chart_geometry import TABLE_DISTANCE, Box, ChairLabel, Placing
from planner.papers.seating.page import A4_LANDSCAPE, A4_PORTRAIT, GREY, Page
from planner.papers.seating.round_layout import ring
from planner.papers.seating.row_layout import straight
from planner.papers.seating.viewpoint import View

if TYPE_CHECKING:
    from models.domain.seating import TablePlan
    from planner.papers.seating.page import Spot
    from planner.papers.seating.paper import SeatingPaper

SEAT_NAME_SIZES = (22, 20, 18, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7)
"""Sizes of names that are tried, points."""
PAPER_SCALES = (1.0, 2**0.5, 2.0, 2**1.5, 4.0)
"""A4 to A0, in widths of A4."""
SPACE_BESIDE, SPACE_ABOVE, SPACE_BELOW = 11.0, 27.0, 27.0
"""Around the furniture with its names, mm."""


def placed(paper: SeatingPaper, plan: TablePlan) -> tuple[tuple[float, float], Placing]:
    """Return the page and where everything of a table goes.

    A4 upright or across, whichever has larger names; where they would be too small, the next larger paper.
    """
    people = {
        seat: ChairLabel(paper.people.name(who), paper.people.notes(who))
        for seat, who in paper.seats[plan.table].items()
    }
    view = View.of(paper.dinner.hall, paper.etiquette)
    make = ring if plan.laid.shape == "round" else straight
    hall, below = paper.dinner.hall, 6.0 if plan.laid.shape == "rows" else 0.0
    marked = (point for point in (hall.door, hall.stage, hall.screen) if point)
    head = SPACE_ABOVE + (6 if "up" in {view.wall(point) for point in marked} else 0)
    for larger in PAPER_SCALES:
        for size in SEAT_NAME_SIZES:
            for page in (A4_LANDSCAPE, A4_PORTRAIT):
                width, height = page[0] * larger, page[1] * larger
                box = Box(SPACE_BESIDE, SPACE_BELOW + below, width - SPACE_BESIDE, height - head)
                found = make(plan.laid, people, view, box, size)
                if found and not found.cut:
                    return (width, height), found
    raise ValueError(f"table {plan.table}: {plan.laid.size} names do not fit the largest paper")


def seat_chart(paper: SeatingPaper, plan: TablePlan) -> Page:
    """Return the chart of one table."""
    size, placing = placed(paper, plan)
    page, words = Page(size, outlined=True), paper.words
    count = words.people(len(paper.seats[plan.table]))
    write_head(page, words.note(paper.table_name(plan), count), f"{paper.title}    {paper.hall}", paper.custom(plan))
    view = View.of(paper.dinner.hall, paper.etiquette)
    _furniture(page, paper, plan, placing, view)
    marks, at = paper.marks(plan), paper.seats[plan.table]
    names = {placed.seat: placed for placed in placing.names}
    for seat, spot in placing.chairs.items():
        who = at.get(seat)
        if who:
            name(page, names[seat], spot, placing.radius)
        chair(page, spot, placing.radius, paper.people.known[who] if who else None, marks.get(who or "", ""))
        page.text(_before(placing, plan, view, seat), str(seat), 6.5, color=GREY, va="center_baseline")
    openings(page, words, view, (plan.laid.x, plan.laid.y))
    tail = words.pick("编号：本桌位次；小号数字：座号", "number: rank at this table; small number: seat")
    key(page, words, [view.said(words), paper.same_side(plan)], paper.people.signs(), tail)
    return page


def look_on_page(plan: TablePlan, view: View, seat: int) -> float:
    """Where a sitter looks on the page; straight furniture is drawn straight."""
    look = view.look(plan.laid.seats[seat].look)
    return look if plan.laid.shape == "round" else round(look / 90) * 90 % 360


def _before(placing: Placing, plan: TablePlan, view: View, seat: int) -> Spot:
    """The spot between a chair and its table, for the number of the seat."""
    look, (x, y) = radians(look_on_page(plan, view, seat)), placing.chairs[seat]
    away = placing.radius + TABLE_DISTANCE / 2
    return x + away * sin(look), y + away * cos(look)


# ------------------------------------------------------------------------------------------- furniture


def _furniture(page: Page, paper: SeatingPaper, plan: TablePlan, placing: Placing, view: View) -> None:
    table, shape = placing.table, plan.laid.shape
    if shape == "round":
        page.disc(table.middle, table.width / 2, facecolor=TABLE_FILL)
        if plan.place == 1 and len(paper.seating.tables) > 1:
            page.disc(table.middle, table.width / 2 - 1.4, facecolor="none", linewidth=0.6)
    elif shape == "u":
        _u(page, plan, placing, view)
    elif shape not in ("sofas", "rows") or plan.layout == "podium":
        page.box((table.x0, table.y0), table.width, table.height, facecolor=TABLE_FILL)
    if shape == "hollow":
        page.box((table.x0 + 11, table.y0 + 11), table.width - 22, table.height - 22)
    if shape in ("round", "square", "long", "u", "hollow") and table.height > 22:
        page.text(table.middle, paper.short_name(plan), 22 if table.width > 50 else 13, color=INK)
    _hands(page, paper, plan, placing, view)


def _u(page: Page, plan: TablePlan, placing: Placing, view: View) -> None:
    """A U with its closed side at the back of the first place."""
    t, arm = placing.table, 11.0
    if look_on_page(plan, view, plan.order[0]) in (0, 180):
        y0, y1 = (t.y0, t.y1) if look_on_page(plan, view, plan.order[0]) == 180 else (t.y1, t.y0)
        inner = y1 - arm if y1 > y0 else y1 + arm
        spots = [
            (t.x0, y0),
            (t.x0, y1),
            (t.x1, y1),
            (t.x1, y0),
            (t.x1 - arm, y0),
            (t.x1 - arm, inner),
            (t.x0 + arm, inner),
            (t.x0 + arm, y0),
        ]
    else:
        x0, x1 = (t.x0, t.x1) if look_on_page(plan, view, plan.order[0]) == 270 else (t.x1, t.x0)
        inner = x1 - arm if x1 > x0 else x1 + arm
        spots = [
            (x0, t.y0),
            (x1, t.y0),
            (x1, t.y1),
            (x0, t.y1),
            (x0, t.y1 - arm),
            (inner, t.y1 - arm),
            (inner, t.y0 + arm),
            (x0, t.y0 + arm),
        ]
    page.shape(spots, facecolor=TABLE_FILL)


def _hands(page: Page, paper: SeatingPaper, plan: TablePlan, placing: Placing, view: View) -> None:
    """Say before the first place where its right and its left hand are: charts are read from the other side."""
    words, look = paper.words, look_on_page(plan, view, plan.order[0])
    right, left = words.pick("右手", "right"), words.pick("左手", "left")
    first, second = (left, right) if look < 45 or look >= 225 else (right, left)
    middle = {"podium": words.pick("台下", "audience"), "photo": words.pick("镜头", "camera")}.get(plan.layout)
    text = f"← {first}    {middle or words.pick('首位', 'first seat')}    {second} →"
    x, y = placing.chairs[plan.order[0]]
    away = placing.radius + TABLE_DISTANCE + (placing.table.height + 3 if plan.laid.shape == "rows" else 3.6)
    if plan.laid.shape == "desk":
        away = placing.radius + TABLE_DISTANCE + placing.table.height + 3
    a = radians(look)
    upright = round(look / 90) % 2 == 1
    page.text((x + away * sin(a), y + away * cos(a)), text, 8, color=GREY, rotation=90 if upright else 0)
