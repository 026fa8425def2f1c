"""Cards of cars, one a leg: the upper half for the windscreen, the lower one for the driver and whoever escorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.seating.cards import CardLine, fitted_lines
from planner.papers.seating.labels import fit
from planner.papers.seating.outlined_text import LINE_SPACING
from planner.papers.seating.page import A4_PORTRAIT, GREY, POINT, Page
from planner.papers.seating.people import line
from planner.papers.seating.rides import leg_changes

if TYPE_CHECKING:
    from collections.abc import Collection

    from models.domain.ride_party import CarSeating
    from planner.papers.seating.paper import RidePaper

CAR_CARD_MARGIN = 14.0
FOLD_HEIGHT = A4_PORTRAIT[1] / 2
NAMES_PER_COLUMN = 12
"""Names in one column."""
CHANGE_SIZES = ((9.5, 2), (8.0, 3), (7.0, 3), (6.0, 4), (5.0, 5))
"""Sizes of the lines below that are tried, points, and how many lines there is room for."""


def car_cards(paper: RidePaper, only: Collection[tuple[str, int]] | None = None) -> list[Page]:
    """Return a page for every car and leg, in convoy order, or for some of them, by car and number of the leg."""
    return [
        _card(paper, seating, number)
        for seating in paper.used
        for number, leg in enumerate(seating.legs)
        if leg.seats and (only is None or (seating.car, number) in only)
    ]


def _card(paper: RidePaper, seating: CarSeating, number: int) -> Page:
    page, words = Page(A4_PORTRAIT, outlined=True), paper.words
    page.line([(0, FOLD_HEIGHT), (page.width, FOLD_HEIGHT)], 0.4, GREY)
    width, car = page.width - 2 * CAR_CARD_MARGIN, paper.car(seating)
    which = words.pick(f"第{seating.convoy}车", f"Car {seating.convoy}")
    rows = [
        (paper.title, 22.0, 0.12),
        (which, 150.0, 0.5),
        (line(car.name or car.id), 44.0, 0.16),
        (paper.leg(seating.legs[number]), 26.0, 0.12),
    ]
    y = page.height - 12
    for text, largest, share in rows:
        texts, size = fitted_lines(CardLine(text, largest, share), width, FOLD_HEIGHT * share)
        room = FOLD_HEIGHT * 0.9 * share
        for k, part in enumerate(texts):
            step = size * LINE_SPACING * POINT
            page.text((page.width / 2, y - room / 2 + (len(texts) / 2 - k - 0.5) * step), part, size)
        y -= room
    _seats(page, paper, seating, number)
    return page


def _seats(page: Page, paper: RidePaper, seating: CarSeating, number: int) -> None:
    """Who sits where, from the first seat to the last, in as many columns as are needed."""
    words, people, leg = paper.words, paper.people, seating.legs[number]
    profile, top = paper.car(seating).profile, FOLD_HEIGHT - 10
    width = page.width - 2 * CAR_CARD_MARGIN
    head = f"{paper.car_name(seating)}    {paper.leg(leg)}    {words.people(len(leg.seats))}"
    _lines(page, head, (CAR_CARD_MARGIN, top), width, 14.0, 7.0)
    _lines(page, f"{paper.driver(seating)}    {paper.kind(seating)}", (CAR_CARD_MARGIN, top - 8), width, 10.0, 7.0)
    taken = [(place, seat) for place, seat in enumerate(seating.order, 1) if seat in leg.seats]
    columns = -(-len(taken) // NAMES_PER_COLUMN)
    step, wide = min(14.0, 92.0 / min(len(taken), NAMES_PER_COLUMN)), width / columns
    size = min(20.0 if columns == 1 else 15.0 - 1.5 * columns, step / POINT * 0.55)
    new = {*leg.moved, *paper.got_in(seating, number)}
    for k, (place, seat) in enumerate(taken):
        x, y = CAR_CARD_MARGIN + k // NAMES_PER_COLUMN * wide, top - 19 - k % NAMES_PER_COLUMN * step
        who, found = leg.seats[seat], profile.seat(seat)
        where = words.pick(found.name, found.name_en)
        page.text((x + 5, y), str(place), size * 0.8, ha="right", color=GREY)
        _lines(page, where, (x + 7, y), wide * 0.27, size * 0.75, step, color=GREY)
        mark = words.pick("（新）", " (new)") if who in new else ""
        text = people.name(who) + mark if columns > 1 else f"{people.name(who)}{mark}    {people.title(who)}"
        _lines(page, text, (x + 7 + wide * 0.28, y), wide * 0.72 - 9, size, step)
    changes = "".join(leg_changes(paper, seating, number))
    board = words.label(words.pick("上车次序", "boarding"), words.comma.join(map(people.name, seating.boarding)))
    told, size = fit(changes or (board if number == 0 else ""), width / POINT, CHANGE_SIZES)
    for k, text in enumerate(told.split("\n")):
        page.text((CAR_CARD_MARGIN, 13 - k * size * LINE_SPACING * POINT), text, size, ha="left")


def _lines(
    page: Page, text: str, spot: tuple[float, float], width: float, largest: float, height: float, **style: object
) -> None:
    """Write a text around a height from a spot to the right: smaller or in more lines where it is long, never cut."""
    texts, size = fitted_lines(CardLine(text, largest, 1.0), width, height)
    step = size * LINE_SPACING * POINT
    for k, part in enumerate(texts):
        page.text((spot[0], spot[1] + (len(texts) / 2 - k - 0.5) * step), part, size, ha="left", **style)
