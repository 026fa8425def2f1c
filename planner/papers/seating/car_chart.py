"""The charts of a car, leg by leg: seats from above, who sits there, who has got in, out or changed seat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.papers.charts.page import INK
from planner.papers.seating.chart_elements import HOST_COLOUR, PAGE_EDGE, TABLE_FILL, chair, key, write, write_head
from planner.papers.seating.chart_geometry import Box
from planner.papers.seating.labels import fit, label
from planner.papers.seating.outlined_text import LINE_SPACING
from planner.papers.seating.page import A4_LANDSCAPE, A4_PORTRAIT, GREY, POINT, Page
from planner.papers.seating.rides import leg_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.halls import CarSeat
    from models.domain.ride_party import CarSeating
    from planner.papers.seating.paper import RidePaper

CAR_NAME_SIZES = (22, 20, 18, 16, 14, 12, 11, 10, 9, 8, 7)
"""Sizes of names that are tried, points."""
MAX_ROWS_ON_LANDSCAPE = 5
"""Vehicles of more rows stand on an upright page, one leg a page."""
MAX_LEGS_PER_PAGE = 3
"""Most legs side by side."""
MAX_SEAT_WIDTH, MAX_SEAT_DEPTH = 46.0, 38.0
"""A seat, mm."""
LEG_HEADING_SIZES = ((12, 1), (11, 1), (10, 1), (9, 2), (8, 2), (7, 2), (6, 3))
LEG_CHANGE_SIZES = ((9.5, 2), (8.5, 2), (7.5, 3), (6.5, 3), (6, 4))
"""Sizes of texts that are tried, points, and how many lines there is room for."""
BONNET_DEPTH, SPACE_ABOVE_CAR, SPACE_BELOW_CAR = 7.0, 9.0, 15.0
"""Bonnet, and room above and below a car, mm."""


def car_chart(paper: RidePaper, seating: CarSeating) -> list[Page]:
    """Return the pages of one car: as many legs side by side as are readable."""
    rows = max(seat.row for seat in paper.car(seating).profile.seats) + 1
    size, most = (A4_LANDSCAPE, MAX_LEGS_PER_PAGE) if rows <= MAX_ROWS_ON_LANDSCAPE else (A4_PORTRAIT, 1)
    numbers = [number for number, leg in enumerate(seating.legs) if leg.seats]
    parts = [numbers[k : k + most] for k in range(0, len(numbers), most)]
    pages = []
    for part, legs in enumerate(parts, 1):
        page = Page(size, outlined=True)
        name = paper.car_name(seating) + (f"  {part}/{len(parts)}" if len(parts) > 1 else "")
        write_head(page, paper.words.note(name, paper.kind(seating)), paper.title, paper.custom(seating))
        width = (page.width - 2 * PAGE_EDGE) / len(legs)
        for column, number in enumerate(legs):
            box = Box(PAGE_EDGE + column * width + 2, 17.0, PAGE_EDGE + (column + 1) * width - 2, page.height - 25.0)
            _leg(page, paper, seating, number, box)
        words = paper.words
        notes = [words.pick("俯视，上方为车头；人员自右侧上下", "from above, front up; doors on the right")]
        if paper.car(seating).profile.wheel == "right":
            notes = [words.pick("俯视，上方为车头；右舵，人员自左侧上下", "from above, front up; doors on the left")]
        tail = words.pick("座位左上角数字：座次", "number in the corner: order of the seats")
        key(page, words, notes, paper.people.signs(), tail)
        pages.append(page)
    return pages


def _leg(page: Page, paper: RidePaper, seating: CarSeating, number: int, box: Box) -> None:
    profile, words = paper.car(seating).profile, paper.words
    rows = max(seat.row for seat in profile.seats) + 1
    columns = max(3, max(seat.column for seat in profile.seats) + 1)
    # a seat is as large as the page allows; the aisle of a coach takes a narrow column
    aisle = {c for c in range(columns) if all(seat.column != c for seat in profile.seats if seat.row)}
    narrow = min(9.0, (box.width - 16) / columns)
    wide = min(MAX_SEAT_WIDTH, (box.width - 16 - len(aisle) * narrow) / (columns - len(aisle)))
    deep = min(MAX_SEAT_DEPTH, (box.height - BONNET_DEPTH - SPACE_ABOVE_CAR - SPACE_BELOW_CAR) / rows)
    lefts = [sum(narrow if k in aisle else wide for k in range(c)) for c in range(columns + 1)]
    x0, top = box.middle[0] - lefts[-1] / 2, box.y1 - SPACE_ABOVE_CAR - BONNET_DEPTH
    text, size = fit(_heading(paper, seating, number), (box.width - 2) / POINT, LEG_HEADING_SIZES)
    page.text((box.middle[0], box.y1 - 4), text, size, linespacing=1.1)
    _body(
        page,
        Box(x0 - 3, top - rows * deep - 3, x0 + lefts[-1] + 3, top + BONNET_DEPTH),
        words.pick("车门", "doors"),
        deep,
        profile.wheel == "left",
    )
    driver = x0 if profile.wheel == "left" else x0 + lefts[-1] - wide
    _driver(page, paper, seating, Box(driver + 1, top - deep + 1, driver + wide - 1, top - 1))
    sizes = _sizes(paper, seating, wide, deep)
    for seat in profile.seats:
        left = x0 + lefts[seat.column]
        across = wide if seat.column not in aisle else narrow
        if not seat.row and seat.column in aisle:
            # the front has no aisle: beside the driver there is room for a whole seat
            left, across = x0 + lefts[-1] - wide if profile.wheel == "left" else x0, wide
        cell = Box(left + 1, top - (seat.row + 1) * deep + 1, left + across - 1, top - seat.row * deep - 1)
        _seat(page, paper, seating, number, seat, cell, sizes)
    changes = "".join(leg_changes(paper, seating, number))
    text, size = fit(changes, (box.width - 2) / POINT, LEG_CHANGE_SIZES)
    for k, line in enumerate(text.split("\n")):
        page.text((box.middle[0], top - rows * deep - 7 - k * size * LINE_SPACING * POINT), line, size)


def _heading(paper: RidePaper, seating: CarSeating, number: int) -> str:
    leg = paper.leg(seating.legs[number])
    if len(seating.legs) == 1:
        return leg
    return paper.words.pick(f"第{number + 1}程  {leg}", f"Leg {number + 1}  {leg}")


def _body(page: Page, body: Box, doors: str, deep: float, at_right: bool) -> None:
    """The car from above, its bonnet rounded off, and its doors at the side across from the driver."""
    cut = min(10.0, body.width * 0.14)
    corners = [
        (body.x0, body.y0),
        (body.x0, body.y1 - cut),
        (body.x0 + cut, body.y1),
        (body.x1 - cut, body.y1),
        (body.x1, body.y1 - cut),
        (body.x1, body.y0),
    ]
    page.shape(corners, facecolor=TABLE_FILL, linewidth=1.2)
    middle = body.middle[0]
    page.shape([(middle - 2.4, body.y1 - 5), (middle + 2.4, body.y1 - 5), (middle, body.y1 - 1.6)], facecolor=INK)
    low = body.y0 + 3
    edge, away = (body.x1, 1) if at_right else (body.x0, -1)
    x = edge + away * 1.4
    page.line([(x, low), (x, max(low + 14, body.y1 - BONNET_DEPTH - deep))], 2.4)
    page.text((edge + away * 4.2, (low + body.y1 - BONNET_DEPTH - deep) / 2), doors, 9, rotation=90)


def _driver(page: Page, paper: RidePaper, seating: CarSeating, cell: Box) -> None:
    car, words = paper.car(seating), paper.words
    page.box((cell.x0, cell.y0), cell.width, cell.height, facecolor="#e4e4e4", hatch="....", linewidth=0.8)
    who = paper.people.name(car.driver) if car.driver else ""
    role = words.pick("主人驾车", "host drives") if car.drives == "host" else words.pick("司机", "driver")
    room = (cell.width - 4) / POINT
    name, size = fit(who, room, [(12.0, 1), (10.0, 1), (9.0, 1), (8.0, 1), (7.0, 1)])
    lines = [(role, min(9.0, cell.height * 0.8)), *([(name, size)] if who else [])]
    height = sum(size * 1.3 for _, size in lines) * POINT
    page.box((cell.x0 + 1.5, cell.middle[1] - height / 2 - 0.8), cell.width - 3, height + 1.6, edgecolor="none")
    y = cell.middle[1] + height / 2
    for text, size in lines:
        page.text((cell.middle[0], y - size * 0.65 * POINT), text, size, va="center_baseline")
        y -= size * 1.3 * POINT


def _sizes(paper: RidePaper, seating: CarSeating, wide: float, deep: float) -> dict[str, float]:
    """The size of everybody's name: one for most of them, less only for those too long for it."""
    own = {}
    for who in {name for leg in seating.legs for name in leg.seats.values()}:
        labels = (label(paper.people.name(who), paper.people.notes(who), size, wide - 4) for size in CAR_NAME_SIZES)
        fits = (lab.size for lab in labels if not lab.cut and lab.height <= deep - (13.5 if deep > 22 else 8.5))
        own[who] = next(fits, CAR_NAME_SIZES[-1])
    usual = sorted(own.values())[len(own) // 2] if own else CAR_NAME_SIZES[0]
    return {who: min(size, usual) for who, size in own.items()}


def _seat(
    page: Page, paper: RidePaper, seating: CarSeating, number: int, seat: CarSeat, cell: Box, sizes: Mapping[str, float]
) -> None:
    leg, words = seating.legs[number], paper.words
    who = leg.seats.get(seat.id)
    fresh = who is not None and (who in leg.moved or who in paper.got_in(seating, number))
    edge = INK if who else GREY
    page.box((cell.x0, cell.y0), cell.width, cell.height, edgecolor=edge, linewidth=2.2 if fresh else 0.9)
    place, tall = str(seating.order.index(seat.id) + 1), cell.height > 20
    page.text((cell.x0 + 1.2, cell.y1 - 2.6), place, 9, ha="left", va="center_baseline")
    what = words.pick(seat.name, seat.name_en)
    if fresh:
        what = words.pick("换座", "moved") if who in leg.moved else words.pick("上车", "gets in")
    # beside the sign of the person, which stands in the middle of a tall seat
    room = cell.width / 2 - 6.5 if tall else cell.width - 15
    about, small = fit(what, room / POINT, [(6.5, 1), (6.0, 1), (5.5, 1), (5.0, 1)])
    style = {"ha": "right", "va": "center_baseline", "color": HOST_COLOUR if fresh else GREY}
    page.text((cell.x1 - 1.2, cell.y1 - 2.4), about, small, **style)
    if who is None:
        return
    spot = (cell.middle[0], cell.y1 - 6.6) if tall else (cell.x0 + 9.0, cell.y1 - 3.4)
    chair(page, spot, 4.2 if tall else 2.9, paper.people.known[who], paper.people.ride_mark(who))
    low = cell.y1 - (11.4 if tall else 6.6)
    lab = label(paper.people.name(who), paper.people.notes(who), sizes[who], cell.width - 2)
    while lab.note and lab.height > low - cell.y0:
        lab = replace(lab, note=lab.note[:-1])
    write(page, lab, cell.middle[0], (cell.y0 + low) / 2)
