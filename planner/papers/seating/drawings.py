"""Charts and cards as files: PNG to look at and to print, SVG to enlarge, PDF to cut and fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.formats.files import safe_name
from planner.papers.seating.car_cards import car_cards
from planner.papers.seating.car_chart import car_chart
from planner.papers.seating.cards import place_cards, table_cards
from planner.papers.seating.hall_plan import hall_plan
from planner.papers.seating.page import pdf
from planner.papers.seating.seat_chart import seat_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.papers.seating.page import Page
    from planner.papers.seating.paper import RidePaper, SeatingPaper


class Picture(NamedTuple):
    """A chart as a picture.

    Attributes
    ----------
    about : str
        Id of the table or car; ``""`` for the hall.
    size : (float, float)
        Width and height on paper, mm.
    """

    name: str
    about: str
    png: bytes
    svg: bytes
    size: tuple[float, float]


def hall_pictures(paper: SeatingPaper) -> list[Picture]:
    """Return the plan of the hall and the chart of every table."""
    found = list(_pictures(paper.words.pick("平面图", "hall"), "", hall_plan(paper)))
    digits = len(str(len(paper.seating.tables)))
    for plan in paper.seating.tables:
        name = f"{plan.place:0{digits}d} {safe_name(paper.table_name(plan))}"
        found += _pictures(name, plan.table, [seat_chart(paper, plan)])
    return found


def car_pictures(paper: RidePaper) -> list[Picture]:
    """Return the charts of every car in which somebody sits."""
    return [
        picture
        for seating in paper.used
        for picture in _pictures(safe_name(paper.car_name(seating)), seating.car, car_chart(paper, seating))
    ]


def _pictures(name: str, about: str, pages: list[Page]) -> Iterator[Picture]:
    for number, page in enumerate(pages, 1):
        stem = name if number == 1 else f"{name}-{number}"
        yield Picture(stem, about, page.png(), page.svg(), (page.width, page.height))


def files(folder: str, pictures: list[Picture]) -> dict[str, bytes | str]:
    """Return pictures by file name; names that are the same twice are told apart by a number."""
    found: dict[str, bytes | str] = {}
    for picture in pictures:
        stem, number = f"{folder}/{picture.name}", 1
        while f"{stem}.png" in found:
            number += 1
            stem = f"{folder}/{picture.name} ({number})"
        found[f"{stem}.png"] = picture.png
        found[f"{stem}.svg"] = picture.svg
    return found


def dinner_cards(paper: SeatingPaper) -> dict[str, bytes | str]:
    """Return place cards, and table cards where people eat."""
    words = paper.words
    found: dict[str, bytes | str] = {}
    if pages := place_cards(paper):
        found[f"{words.pick('席卡', 'place-cards')}.pdf"] = pdf(pages)
    if paper.meals:
        found[f"{words.pick('桌号牌', 'table-cards')}.pdf"] = pdf(table_cards(paper))
    return found


def ride_cards(paper: RidePaper) -> dict[str, bytes | str]:
    """Return the cards of all cars."""
    return {f"{paper.words.pick('车卡', 'car-cards')}.pdf": pdf(car_cards(paper))} if paper.used else {}
