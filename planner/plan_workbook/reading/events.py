"""变更: the rows of the sheet as events; all that is missing or cannot be understood is reported at once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, get_args

from pydantic import ValidationError

from models.domain.bilingual import bilingual
from models.domain.clock import DAY, at
from models.domain.errors import Fault, FaultyInput
from models.domain.plan import Move
from models.domain.time_words import Language
from planner.formats.workbook.cells.amounts import CountCell, MinutesCell
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.names import Registry
from planner.language.event_sentence import NotUnderstood, take_apart
from planner.language.event_sheet import chosen_event
from planner.language.event_table import SHEET_WORDS
from planner.language.events.base import COLUMN_TITLES, MAX_REMARK, RIDES_FOLLOW, UnreadableCell
from planner.language.events.groups import group_in
from planner.language.item_labels import parts_of, starts
from planner.language.names import WeekNames
from planner.language.parse_events import not_known
from planner.language.text import Unreadable, said
from planner.language.times.clocks import parse_span
from planner.language.times.days import parse_day
from planner.language.times.mentions import find_times
from planner.language.times.vocabulary import DAYTIME_MINUTE
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.plan_workbook.event_lists import activity_labels
from planner.plan_workbook.reading.printed_names import PrintedNames, name_key

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.events import Event
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.language.events.base import Column, EventRow, SheetWord
    from planner.language.names import NameKind
    from planner.plan_workbook.reading import PlanBook
    from planner.plan_workbook.reading.rows import Now


def events_of(book: PlanBook, report: Report) -> tuple[Event, ...]:
    """Return the events on the sheet 变更, in its order.

    Parameters
    ----------
    report : Report
        The plan of the workbook, judged: it knows the week and what things are called.

    Raises
    ------
    FaultyInput
        With every fault, each at its cell.
    """
    known = _NamesInBook(book, Paper(report))
    found: list[Event] = []
    faults: list[Fault] = []
    for cells in book.events:
        event = _read_event(known, cells, faults)
        if event is not None:
            found.append(event)
    if faults:
        raise FaultyInput(faults)
    return tuple(found)


def _read_event(known: _NamesInBook, cells: dict[str, Now], faults: list[Fault]) -> Event | None:
    """Return the event of a row, or None with its faults noted."""

    def fault(cell: Now, what: str, maybe: str = "") -> None:
        faults.append(Fault(known.book.file, str(cell.ref), what, maybe))

    first = cells["event"]
    word = chosen_event(first.text)
    if word is None:
        what = (
            (f"{said(first.text)} " + bilingual("不是一种变更", "no kind of event"))
            if first.text
            else bilingual("没有选事由", "no kind chosen")
        )
        fault(first, what, "、".join(SHEET_WORDS))
        return None
    missing = [column for column in word.needs if not cells[column].text]
    for column in missing:
        fault(
            cells[column],
            f"{word.text}" + bilingual(f"：没有填“{COLUMN_TITLES[column]}”", f": “{COLUMN_TITLES[column]}” is missing"),
            word.hint,
        )
    if missing:
        return None
    row: EventRow = _BookEventRow(known, cells, word)
    try:
        return word.read(row).replace(source=row.source("event")[:MAX_REMARK])
    except UnreadableCell as error:
        fault(cells[error.column], error.what, error.maybe)
    except ValidationError as error:
        what = "；".join(str(each["msg"]) for each in error.errors())
        fault(first, f"{word.text}：{what}", word.hint)
    return None


class _NamesInBook:
    """What rows may name, by the labels of the workbook."""

    def __init__(self, book: PlanBook, paper: Paper) -> None:
        company = paper.week.company
        self.book, self.paper, self.week = book, paper, paper.week
        self.names = PrintedNames(paper.week)
        self.visits = {name_key(visit.client): visit.id for visit in paper.week.visits}
        self.people = {**self.names.people, **self.names.drivers}
        rooms = {name_key(room.name): room.id for room in company.rooms}
        workshops = {name_key(workshop.name): workshop.id for workshop in company.workshops}
        self.places = {**self.names.places, **workshops, **rooms}

    @cached_property
    def words(self) -> WeekNames:
        """What people call all that, for what is not as the lists have it."""
        return WeekNames(self.week, self.book.plan)

    @cached_property
    def items(self) -> dict[str, str]:
        """Labels of activities → item ids, in both languages, as the workbook was written and as it is now."""
        plans = (self.book.base, self.book.plan)
        papers = [Paper(self.paper.report, Words(lang)) for lang in get_args(Language)]
        labels = [activity_labels(paper, plan) for paper in papers for plan in plans]
        return {name_key(label): id for found in labels for label, id in found.items()}


class _BookEventRow:
    """One row of the sheet; implements ``planner.language.event_table.EventRow``."""

    def __init__(self, known: _NamesInBook, cells: dict[str, Now], word: SheetWord) -> None:
        self._known, self._cells, self._word = known, cells, word

    @property
    def word(self) -> SheetWord:
        """The choice in the column 事由."""
        return self._word

    @property
    def week(self) -> Week:
        """The week that the workbook is about."""
        return self._known.week

    def text(self, column: Column) -> str:
        """Return what stands in a cell."""
        return self._cells[column].text

    def source(self, column: Column) -> str:
        """Return the address of a cell."""
        return str(self._cells[column].ref)

    # -- what the event concerns

    def visit(self) -> str:
        """Return the id of the visit."""
        return self._named("visit", self._known.visits, "来访客户", "visit")

    def group(self, visit: str) -> str | None:
        """Return the travel group that is named: 第2批, or its flight or train."""
        for column in ("subject", "note"):
            named = group_in(self.text(column), self.week.visit(visit))
            if named is not None:
                return named
        return None

    def item(self) -> str:
        """Return the id of the item: as the list has it, as papers print it, or as people say, with client and day."""
        id = self._known.items.get(name_key(self.text("item"))) or self._item_as_said()
        if isinstance(parts_of(self._known.book.plan).get(id), Move) and "time" not in self.word.needs:
            raise UnreadableCell("item", RIDES_FOLLOW, self.word.hint)
        return id

    def _item_as_said(self) -> str:
        columns: tuple[Column, ...] = ("visit",) if "day" in self.word.needs else ("visit", "day")
        said_with = " ".join(self.text(column) for column in columns)
        try:
            sentence = take_apart(f"{said_with} {self.text('item')}", self._known.words)
            if sentence.unknown:
                raise not_known(sentence)
            return sentence.item()
        except NotUnderstood as fault:
            raise UnreadableCell("item", *fault.args) from None

    def person_or_driver(self) -> str:
        """Return the id of the person or driver."""
        return self._named("subject", self._known.people, "人员", "person", "driver")

    def vehicle(self) -> str:
        """Return the id of the vehicle."""
        return self._named("subject", self._known.names.vehicles, "车辆", "vehicle")

    def place(self) -> str:
        """Return the id of the meeting room, workshop or place."""
        return self._named("subject", self._known.places, "会议室、车间或场所", "room", "workshop", "place")

    def _named(self, column: Column, known: dict[str, str], what: str, *kinds: NameKind) -> str:
        """Return what a cell names: as it is printed, else by nickname, title or a part of the name."""
        exact = known.get(name_key(self.text(column)))
        ids = [exact] if exact is not None else self._known.words.ids_of(self.text(column), *kinds)
        if len(ids) == 1:
            return ids[0]
        if ids:
            shown = "、".join(self._known.words.name_of(id, *kinds) for id in ids)
            raise UnreadableCell(
                column,
                f"{said(self.text(column))} " + bilingual(f"可能是几个：{shown}", f"could be several: {shown}"),
                shown,
            )
        try:
            return self._known.names.find(self.text(column), known, what)
        except Unreadable as error:
            raise UnreadableCell(column, error.what, error.maybe) from None

    # -- times and amounts

    def day(self) -> dt.date:
        """Return the day."""
        cell, week = self._cells["day"], self.week
        try:
            return parse_day(cell.text if cell.value is None else cell.value, week.first_day, week.days)
        except Unreadable as error:
            raise UnreadableCell("day", error.what, error.maybe) from None

    def times(self, day: dt.date, near: int | None = None) -> tuple[int, int | None]:
        """Return the start and end of the time, as moments of a day; no end: None; ``near``: see ``parse_clock``."""
        try:
            return parse_span(self.text("time"), day, near=near)
        except Unreadable as error:
            raise UnreadableCell("time", error.what, error.maybe) from None

    def period(self) -> tuple[int, int]:
        """Return from when until when: the day with its times, without times all of the day."""
        day = self.day()
        if not self.text("time"):
            return at(day), at(day) + DAY
        part = find_times(self.text("time"), self.week).part_of_day
        if part is not None:
            return at(day) + part[0], at(day) + part[1]
        start, end = self.times(day, DAYTIME_MINUTE)
        return start, at(day) + DAY if end is None else end

    def planned(self, item: str) -> int | None:
        """Return when an item or move of the plan starts; None for what is not planned."""
        part = parts_of(self._known.book.plan).get(item)
        return None if part is None else starts(part)

    def minutes(self) -> int:
        """Return the amount as minutes, at least 0."""
        return self._number(MinutesCell())

    def count(self) -> int:
        """Return the amount as a number of people, at least 0."""
        return self._number(CountCell())

    def _number(self, kind: CellKind) -> int:
        """Return the amount without its sign: the choice in 事由 says in which direction it counts."""
        cell = self._cells["amount"]
        value = cell.text.lstrip("-－+＋ ") if isinstance(cell.value, str) else cell.value
        try:
            return abs(int(kind.read(value, CellContext(Registry()))))
        except Unreadable as error:
            raise UnreadableCell("amount", error.what, error.maybe) from None
