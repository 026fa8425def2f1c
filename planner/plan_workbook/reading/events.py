"""变更: the rows of the sheet as events; everything that is missing or cannot be understood is told at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from models.domain.clock import DAY, at
from models.domain.errors import Fault, FaultyInput
from models.domain.events import Event
from planner.formats.workbook.cells.amounts import CountCell, MinutesCell
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.cells.dates import day as day_in
from planner.formats.workbook.names import Registry
from planner.language.text import Unreadable, said
from planner.papers.paper import Paper
from planner.plan_workbook.event_words import COLUMNS, EVENTS, activities
from planner.plan_workbook.reading.texts import PrintedNames, span, tight

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.plan import Item
    from planner.judging.check import Report
    from planner.plan_workbook.reading import PlanBook
    from planner.plan_workbook.reading.rows import Now

_EVENT: TypeAdapter[Any] = TypeAdapter(Event)
_LATER = {"航班晚点": 1, "航班提前": -1, "返程推迟": 1, "返程提前": -1, "活动延长": 1, "活动缩短": -1}


def events_of(book: PlanBook, report: Report) -> tuple[Any, ...]:
    """Return what the sheet 变更 says, in its order.

    Parameters
    ----------
    report : Report
        The plan of the workbook, judged: it knows the week and what things are called.

    Raises
    ------
    FaultyInput
        With every fault, each at its cell.
    """
    reader = _EventReader(book, Paper(report), PrintedNames(report.week))
    found = [reader.event(row) for row in book.events]
    if reader.faults:
        raise FaultyInput(reader.faults)
    return tuple(event for event in found if event is not None)


@dataclass
class _EventReader:
    book: PlanBook
    paper: Paper
    names: PrintedNames
    faults: list[Fault] = field(default_factory=list)

    def event(self, row: dict[str, Now]) -> Any:
        """Return the event of a row, or None with its faults noted."""
        before = len(self.faults)
        now = row["event"]
        word = next((name for name in EVENTS if tight(name) == tight(now.text)), None)
        if word is None:
            what = f"{said(now.text)} 不是一种变更 / no kind of event" if now.text else "没有选事由 / no kind chosen"
            self._fault(now, what, "、".join(EVENTS))
            return None
        for name in EVENTS[word].needs:
            if not row[name].text:
                self._fault(row[name], f"{word}：没有填“{COLUMNS[name]}” / missing", EVENTS[word].hint)
        if len(self.faults) > before:
            return None
        data = {"kind": EVENTS[word].kind, "source": str(now.ref)[:400]}
        try:
            data |= getattr(self, f"_{EVENTS[word].kind}")(word, row)
        except _At as error:
            self._fault(error.now, error.what, error.maybe)
            return None
        try:
            return _EVENT.validate_python(data)
        except ValidationError as error:
            what = "；".join(str(each["msg"]) for each in error.errors())
            self._fault(now, f"{word}：{what}", EVENTS[word].hint)
            return None

    def _fault(self, now: Now, what: str, maybe: str = "") -> None:
        self.faults.append(Fault(self.book.file, str(now.ref), what, maybe))

    # -- cells

    def _visit(self, row: dict[str, Now]) -> str:
        now = row["visit"]
        known = {tight(visit.client): visit.id for visit in self.paper.week.visits}
        return self._found(now, known, "来访客户")

    def _found(self, now: Now, known: dict[str, str], what: str) -> str:
        try:
            return self.names.find(now.text, known, what)
        except Unreadable as error:
            raise _At(now, error) from None

    def _item(self, row: dict[str, Now]) -> Item:
        now = row["item"]
        known = {tight(text): id for text, id in activities(self.paper, self.book.base).items()}
        known |= {tight(text): id for text, id in activities(self.paper, self.book.plan).items()}
        id = self._found(now, known, "活动")
        items = {item.id: item for item in (*self.book.base.items, *self.book.plan.items)}
        return items[id]

    def _day(self, row: dict[str, Now]) -> dt.date:
        now, week = row["day"], self.paper.week
        scene = CellContext(Registry(), week.first_day, week.days)
        try:
            return day_in(now.text if now.value is None else now.value, scene)
        except Unreadable as error:
            raise _At(now, error) from None

    def _times(self, row: dict[str, Now], day: dt.date) -> tuple[int, int | None]:
        try:
            return span(row["time"].text, day)
        except Unreadable as error:
            raise _At(row["time"], error) from None

    def _number(self, row: dict[str, Now], kind: CellKind) -> int:
        """Return so many minutes or people."""
        now = row["amount"]
        value = now.text.lstrip("-－+＋ ") if isinstance(now.value, str) else now.value
        try:
            return abs(int(kind.read(value, CellContext(Registry()))))
        except Unreadable as error:
            raise _At(now, error) from None

    def _away_span(self, row: dict[str, Now]) -> dict[str, int]:
        day = self._day(row)
        if not row["time"].text:
            return {"start": at(day), "end": at(day) + DAY}
        start, end = self._times(row, day)
        return {"start": start, "end": at(day) + DAY if end is None else end}

    # -- kinds

    def _shift(self, word: str, row: dict[str, Now], moment: int | None) -> dict[str, Any]:
        """Say a new time, or by how many minutes."""
        visit = self._visit(row)
        number = row["note"].text if row["note"].text.isascii() and row["note"].text.isalnum() else ""
        if row["amount"].text:
            return {"visit": visit, "minutes": _LATER[word] * self._number(row, MinutesCell()), "number": number}
        if row["time"].text and (row["day"].text or moment is not None):
            from models.domain.clock import day_of

            day = self._day(row) if row["day"].text else day_of(moment or 0)
            return {"visit": visit, "at": self._times(row, day)[0], "number": number}
        raise _At(row["amount"], Unreadable(f"{word}：没有写多少分钟或新的时间 / how late?", EVENTS[word].hint))

    def _arrives(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        stay = self.paper.stay(self._visit(row))
        return self._shift(word, row, min(group.group.arrival.at for group in stay.groups))

    def _departs(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        stay = self.paper.stay(self._visit(row))
        times = [group.group.departure.at for group in stay.groups if group.group.departure.at is not None]
        return self._shift(word, row, max(times, default=None))

    def _away(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        known = {**self.names.people, **self.names.drivers}
        about = {"person": self._found(row["subject"], known, "人员"), "reason": row["note"].text[:400]}
        return about | self._away_span(row)

    def _car_broken(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        return {"vehicle": self._found(row["subject"], self.names.vehicles, "车辆"), **self._away_span(row)}

    def _closed(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        company = self.paper.week.company
        rooms = {tight(room.name): room.id for room in company.rooms}
        workshops = {tight(workshop.name): workshop.id for workshop in company.workshops}
        known = {**self.names.places, **workshops, **rooms}
        return {"what": self._found(row["subject"], known, "会议室、车间或场所"), **self._away_span(row)}

    def _guests(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        return {"visit": self._visit(row), "more" if word == "加人" else "fewer": self._number(row, CountCell())}

    def _cancelled(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        return {"item": self._item(row).id}

    def _visit_cancelled(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        return {"visit": self._visit(row)}

    def _lasts(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        return {"item": self._item(row).id, "longer": _LATER[word] * self._number(row, MinutesCell())}

    def _new_visit(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        return {"visit": self.paper.week.visit(self._visit(row))}

    def _fixed(self, word: str, row: dict[str, Now]) -> dict[str, Any]:
        item, (start, end) = self._item(row), self._times(row, self._day(row))
        pin = {"of": item.id, "start": start, "end": end, "by": row["note"].text[:400], "source": str(row["item"].ref)}
        return {"pin": pin}


class _At(Exception):
    """What is wrong, and at which cell."""

    def __init__(self, now: Now, error: Unreadable) -> None:
        super().__init__(error.what)
        self.now, self.what, self.maybe = now, error.what, error.maybe
