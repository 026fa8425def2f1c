"""The lists that the cells of plan.xlsx offer, on a sheet out of sight: a column each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import quoted, storable_text
from planner.language.event_sheet import event_choices
from planner.plan_workbook.event_lists import event_lists
from planner.plan_workbook.lock_words import lock_choices
from planner.plan_workbook.step_words import step_choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Plan
    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper

LIST_SHEET = "_lists"


def drop_down_sheet(book: StyledBook, paper: Paper, plan: Plan) -> None:
    """Fill the sheet of lists, a column each."""
    raw, form = book.sheets[LIST_SHEET], book.format("hidden")
    lists: dict[str, tuple[str, ...]] = {
        "locks": lock_choices(paper.words),
        "steps": step_choices(paper.words),
        "places": tuple(dict.fromkeys(places(paper))),
        "cars": tuple(dict.fromkeys(cars(paper))),
        "events": tuple(event_choices(paper.words)),
        **event_lists(paper, plan),
    }
    for column, (name, texts) in enumerate(lists.items()):
        raw.write_string(0, column, name, form)
        for row, text in enumerate(texts, start=1):
            raw.write_string(row, column, storable_text(text), form)
        if texts:
            letter = chr(ord("A") + column)
            book.places[f"list:{name}"] = f"{quoted(LIST_SHEET)}!${letter}$2:${letter}${len(texts) + 1}"
    raw.very_hidden()


def places(paper: Paper) -> Iterator[str]:
    """Yield every place with its rooms, as papers say them."""
    week, site = paper.week, paper.names.place(paper.week.site.id)
    yield from (f"{site} {room.name}" for room in week.company.rooms)
    for restaurant in week.restaurants:
        yield from (f"{paper.names.place(restaurant.id)} {room.name}" for room in restaurant.dining_rooms)
    dining = {restaurant.id for restaurant in week.restaurants}
    yield from (paper.names.place(place.id) for place in week.company.places if place.id not in dining)


def cars(paper: Paper) -> Iterator[str]:
    """Yield every vehicle, then what can be hired, then no car at all."""
    words = paper.words
    yield from (paper.names.vehicle(vehicle.id) for vehicle in paper.week.company.vehicles)
    for car in paper.week.hired_cars:
        yield words.note(words.hired_car(car), words.open)
    yield words.pick("步行", "on foot")
