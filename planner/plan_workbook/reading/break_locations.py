"""Where in plan.xlsx a break of a rule stands: the cell that a planner would change to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.rules.core.findings import Ref, Subject
from models.rules.tour.rivals import NIGHT_PREFIX
from planner.plan_workbook.columns import EDITABLE_TABLES
from planner.plan_workbook.row_keys import night_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move
    from models.rules.core.base import Remedy, Rule
    from models.rules.core.score import Broken
    from planner.plan_workbook.reading import PlanBook
    from planner.plan_workbook.reading.rows import BookRow, CellRef

Columns = tuple[str, ...]
_COLUMNS: dict[Remedy, Columns] = {
    "time": ("time", "depart", "arrive", "day"),
    "place": ("place", "rooms"),
    "people": ("people", "crew", "docent"),
    "cars": ("cars", "vehicle", "driver"),
}
"""Columns that hold what a break is mended by; all of them, in this order, where nothing else is known of a rule."""
_MENDED_BY_OF_CHAPTER: dict[str, tuple[Remedy, ...]] = {
    "HOST": ("people", "time", "place"),
    "CAR": ("cars", "time"),
    "ROOM": ("place", "time"),
    "MEAL": ("place", "time", "people"),
    "TOUR": ("time", "place", "people"),
    "SIGHT": ("place", "time"),
    "TRAIN": ("time", "place"),
    "JOINT": ("time", "place"),
    "COST": ("place",),
}
"""What the rules of a chapter are mended by that do not say so themselves (``Rule.mended_by``)."""
_HOTEL_RULES = ("ARR-07", "ARR-07b")
"""Of this rule a day is mended at its night."""
_DUTY_LISTS = {
    "person": "person", "driver": "driver", "vehicle": "vehicle", "place": "hotel", "workshop": "workshop",
    "room": "room",
}  # fmt: skip
"""Kind of thing → kind of the duty list that it has on a sheet."""


def _places(item: Item) -> set[str]:
    """Return where the guests are during an item."""
    return {item.place} if item.lunch is None else {item.place, item.lunch.restaurant}


@dataclass(frozen=True)
class BreakLocations:
    """The source map of a plan.xlsx: from what a break is about to the cells that mend it."""

    book: PlanBook
    facts: Facts

    def of(self, broken: Broken) -> list[CellRef]:
        """Return the cells of a break: those of the items and moves that it is about, else day, hotel or heading."""
        visit = broken.violation.visit
        about = self._about(broken)
        columns = _columns(broken.rule, about)
        found = dict.fromkeys(self._of_rows(visit, about, columns))
        if not found:
            found = dict.fromkeys(self._of_places(visit, about, columns))
        for ref in about.refs:
            if not found and visit:
                found.update(dict.fromkeys(self._of_night_or_day(visit, ref, broken.rule.id)))
        if not found and visit and f"programme:{visit}" in self.book.heads:
            found[self.book.heads[f"programme:{visit}"]] = None
        if not found:
            found.update(dict.fromkeys(self._of_duty_lists(about)))
        return list(found)

    @staticmethod
    def _about(broken: Broken) -> Subject:
        """Return what a break is about, the nights in a hotel by the hotel."""
        refs = broken.violation.about.refs
        return Subject(tuple(_place_of_night(ref) if ref.kind == "hotel_night" else ref for ref in refs))

    # -- items and moves

    def _of_rows(self, visit: str, about: Subject, columns: Sequence[Columns]) -> Iterator[CellRef]:
        """Yield the cells of the items and moves that a break is about."""
        requested = {self._by_request.get((visit, request), "") for request in about.of("request")}
        for id in sorted({*about.rows, *requested} & self._rows.keys()):
            for row in self._rows[id]:
                ref = self._cell(row, columns)
                if ref is not None and (row.kind == "programme" or ref in self.book.touched):
                    yield ref

    def _cell(self, row: BookRow, columns: Sequence[Columns]) -> CellRef | None:
        """Return the cell of a row: the one that was changed, else that of the first column."""
        cells = [row.now[name].ref for names in columns for name in names if name in row.now]
        touched = [ref for ref in cells if ref in self.book.touched]
        return next(iter(touched or cells), None)

    @cached_property
    def _rows(self) -> dict[str, list[BookRow]]:
        """Item or move → its rows."""
        found: dict[str, list[BookRow]] = {}
        for row in self.book.rows:
            for id in row.ids if row.kind in EDITABLE_TABLES else ():
                found.setdefault(id, []).append(row)
        return found

    @cached_property
    def _by_request(self) -> dict[tuple[str, str], str]:
        """Visit and request → its item."""
        return {(item.visit, item.request): item.id for item in self.book.plan.items if item.request}

    # -- places, days, hotels, people

    def _of_places(self, visit: str, about: Subject, columns: Sequence[Columns]) -> Iterator[CellRef]:
        """Yield the cells of items at a place that the break names, of all visits that it names."""
        named = [ref.id for ref in about.refs if ref.kind == "place"]
        places, visits = set(named), {*about.of("visit"), visit}
        here = {item.id for item in self.book.plan.items if item.visit in visits and places & _places(item)}
        rows = [row for row in self.book.rows if row.kind == "programme" and here & set(row.ids)]
        cells = [cell for row in rows if (cell := self._cell(row, columns)) is not None]
        yield from [cell for cell in cells if cell in self.book.touched] or cells

    def _of_night_or_day(self, visit: str, ref: Ref, rule: str) -> Iterator[CellRef]:
        """Yield the cells of a hotel or day of a visit."""
        mine = [row for row in self.book.rows if row.kind == "programme" and row.about == visit]
        if ref.kind == "place":
            slept = [night for night in self.book.plan.nights if (night.visit, night.hotel) == (visit, ref.id)]
            nights = {night_key(night.visit, night.day) for night in slept}
            yield from [row.now["place"].ref for row in mine if row.key in nights][:1]
        if ref.kind != "day":
            return
        at_night = [row for row in mine if rule in _HOTEL_RULES and row.key == night_key(visit, ref.id)]
        if at_night:
            yield at_night[0].now["place"].ref
            return
        of_day = [row for row in mine if ref.id in self._days(row)]
        touched = [now.ref for row in of_day for now in row.now.values() if now.ref in self.book.touched]
        if touched:
            yield from touched
        elif of_day:
            yield of_day[0].now["day"].ref

    def _days(self, row: BookRow) -> set[str]:
        """Return the days of the items and moves of a row, as ISO dates."""
        return {str(self._day_of[id]) for id in row.ids if id in self._day_of}

    @cached_property
    def _day_of(self) -> dict[str, dt.date]:
        """Item or move → its day."""
        parts: list[Item | Move] = [*self.book.plan.items, *self.book.plan.moves]
        return {part.id: self.facts.day_of(part) for part in parts}

    def _of_duty_lists(self, about: Subject) -> Iterator[CellRef]:
        """Yield what was changed on such a day, and the headings of the duty lists of people, drivers and vehicles."""
        days = set(about.of("day"))
        for row in self.book.rows:
            names = [name for columns in (_COLUMNS["people"], _COLUMNS["cars"]) for name in columns if name in row.now]
            touched = [row.now[name].ref for name in names if row.now[name].ref in self.book.touched]
            if touched and self._days(row) & days:
                yield from touched
        for ref in about.refs:
            heading = f"{_DUTY_LISTS.get(ref.kind, '')}:{ref.id}"
            if heading in self.book.heads:
                yield self.book.heads[heading]


def _columns(rule: Rule, about: Subject) -> tuple[Columns, ...]:
    """Return the columns that mend a break, the usual one first."""
    remedies = rule.mended_by or _MENDED_BY_OF_CHAPTER.get(rule.chapter, tuple(_COLUMNS))
    first: Remedy | None = "people" if about.of("person") else "cars" if about.of("driver", "vehicle") else None
    if first is not None:
        remedies = (first, *(remedy for remedy in remedies if remedy != first))
    return tuple(_COLUMNS[remedy] for remedy in remedies)


def _place_of_night(ref: Ref) -> Ref:
    return Ref(ref.id.removeprefix(NIGHT_PREFIX), "place")
