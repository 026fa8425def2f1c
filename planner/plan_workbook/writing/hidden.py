"""What plan.xlsx carries out of sight: the plan itself, to the minute, and the lists that its cells offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import LONGEST, plain, quoted
from planner.papers.paper import PLAN_PARTS
from planner.plan_workbook.event_words import EVENTS, subjects
from planner.plan_workbook.lock_words import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.base import Fact
    from models.domain.plan import Plan
    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing.draft import WrittenDraft

PLAN_BOOK_FORMAT = "jiedai-plan-book"
PLAN_BOOK_VERSION = 1
PLAN_SHEET, LIST_SHEET = "_plan", "_lists"


def plan_sheet(book: StyledBook, paper: Paper, draft: WrittenDraft) -> None:
    """Fill the sheet with the plan and the one before it: a fact a row, as JSON, from which every time is read."""
    raw, form = book.sheets[PLAN_SHEET], book.format("hidden")
    rows = [
        ("format", PLAN_BOOK_FORMAT),
        ("version", str(PLAN_BOOK_VERSION)),
        ("lang", paper.words.lang),
        ("draft", str(draft.number)),
    ]
    rows += [("week", draft.plan.week), ("edition", paper.report.edition.model_dump_json())]
    rows += _facts("plan", draft.plan)
    if draft.before is not None:
        rows += _facts("before", draft.before)
    pieces = ((key, piece) for key, text in rows for piece in _pieces(text))
    for k, (key, piece) in enumerate(pieces):
        raw.write_string(k, 0, key, form)
        raw.write_string(k, 1, piece, form)
    raw.very_hidden()


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that fit into cells; a piece that is not the last ends in a tab."""
    while len(text) > LONGEST:
        yield text[:LONGEST] + "\t"
        text = text[LONGEST:]
    yield text


def _facts(name: str, plan: Plan) -> Iterator[tuple[str, str]]:
    for part in PLAN_PARTS:
        facts: tuple[Fact, ...] = getattr(plan, part)
        yield from ((f"{name}.{part}", fact.model_dump_json(exclude_defaults=True)) for fact in facts)


def list_sheet(book: StyledBook, paper: Paper, plan: Plan) -> None:
    """Fill the sheet of lists, a column each."""
    raw, form = book.sheets[LIST_SHEET], book.format("hidden")
    lists: dict[str, tuple[str, ...]] = {
        "locks": choices(),
        "places": tuple(dict.fromkeys(places(paper))),
        "cars": tuple(dict.fromkeys(cars(paper))),
        "events": tuple(EVENTS),
        **subjects(paper, plan),
    }
    for column, (name, texts) in enumerate(lists.items()):
        raw.write_string(0, column, name, form)
        for row, text in enumerate(texts, start=1):
            raw.write_string(row, column, plain(text), form)
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
    for car in paper.week.company.hired_cars:
        text = words.pick("外租", "hired ") + words.vehicle(car.kind)
        yield words.note(text, words.open)
    yield words.pick("步行", "on foot")
