"""A seating from a workbook: the sheet 按桌 of 座次.xlsx after somebody has moved people, or one with its columns.

One sheet is read, the list by table: ``桌``, ``座号``, ``姓名``, one chair a row. A table's name may be left out
where the row above has it; a row without a name is an empty chair. The other sheets of 座次.xlsx are for reading only.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.seating import Placement
from planner.formats.workbook.book import open_book
from planner.formats.workbook.cells.amounts import WholeCell
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.cells.texts import PersonNameCell
from planner.formats.workbook.form import UNREADABLE, Column, Form, Row
from planner.formats.workbook.names import Registry
from planner.formats.workbook.rows import BLANK_WORDS, read_row
from planner.formats.workbook.tables import SheetTable, table_on
from planner.language.attendees import find_attendee
from planner.language.table_names import TableNames
from planner.language.text import Unreadable, as_text, said, tight, without_brackets

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.etiquette_edition import Etiquette
    from models.domain.seating import Attendee, Dinner
    from planner.formats.workbook.book import Book
    from planner.language.text import Value

SEAT_SHEET_NAMES = ("按桌", "By table")
"""The sheet that is read, in both languages."""
_EMPTY_CHAIR_WORDS = BLANK_WORDS | {"", "空位", "空座", "empty"}
"""What people write where nobody sits."""


class AttendeeCell(CellKind):
    """Somebody on the list, by name or id; where that is not enough by both: ``王伟（p7）``."""

    def __init__(self, people: tuple[Attendee, ...]) -> None:
        self._people = people
        self._by_id = {one.id.casefold(): one.id for one in people}
        self._by_name: dict[str, set[str]] = {}
        for one in people:
            for name in (one.name, one.name_en):
                self._by_name.setdefault(name.casefold(), set()).add(one.id)

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the id."""
        text = " ".join(as_text(value).split())
        name, inner = without_brackets(text)
        own = self._by_id.get(inner.casefold())
        if own is not None:
            named = self._by_name.get(name.casefold())
            if named is None or own in named:
                return own
            raise Unreadable(
                bilingual(f"姓名与编号不是同一人：{said(text)}", f"name and id are two people: {said(text)}"),
                bilingual("只写编号", "the id alone"),
            )
        found = self._known(text)
        return found if found is not None else self._asked(PersonNameCell().read(text, CellContext(context.names)))

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the id."""
        return str(value)

    def _known(self, text: str) -> str | None:
        key = text.casefold()
        named = self._by_name.get(key, set())
        return self._by_id.get(key) or (next(iter(named)) if len(named) == 1 else None)

    def _asked(self, text: str) -> str:
        try:
            return find_attendee(text, self._people, "")
        except FaultyInput as error:
            (fault,) = error.faults
            several = len(self._by_name.get(text.casefold(), ())) > 1
            what = fault.what if several else f"{said(text)} {fault.what}"
            raise Unreadable(what, f"{text}（编号）/ with the id" if several else fault.maybe) from None


class _TableCell(CellKind):
    """A table of the hall."""

    def __init__(self, names: TableNames) -> None:
        self._names = names

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the id."""
        return self._names.find(as_text(value))

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the id."""
        return str(value)


def read_seats(path: Path, dinner: Dinner, etiquette: Etiquette) -> tuple[Placement, ...]:
    """Read who sits where; ``etiquette`` is the edition by which the tables were numbered.

    Raises
    ------
    FaultyInput
        With every fault by sheet and cell: no such sheet, unknown people, tables and chairs, somebody who sits twice,
        two on one chair.
    OSError
        When it cannot be opened.
    """
    book = open_book(path, os.path.normpath(path))
    form = Form(
        title=SEAT_SHEET_NAMES[0],
        also=f"{tight(SEAT_SHEET_NAMES[1])} 座次表 座次",
        help="",
        table="",
        columns=(
            Column("桌", "table", _TableCell(TableNames(dinner.hall, etiquette)), also="桌号 桌名 table"),
            Column("座号", "seat", WholeCell(), also="座 座位 座位号 seat"),
            Column("姓名", "person", AttendeeCell(dinner.people), also="人 人员 name person"),
        ),
        kinds={},
    )
    reader = _SeatingReader(dinner, form, _sheet(book, form))
    if reader.faults:
        raise FaultyInput(reader.faults)
    return tuple(reader.rows)


def _sheet(book: Book, form: Form) -> SheetTable:
    """Find the sheet that is read: the one of that name, else the only one with its three columns."""
    named = [sheet for sheet in book.sheets if tight(sheet.name) in form.titles]
    faults: list[Fault] = []
    tables = []
    for sheet in named or book.sheets:
        table, wrong = table_on(sheet, form, book.file)
        whole = table is not None and len(table.where) == len(form.columns)
        if table is not None and (whole or named):
            tables.append(table)
            missing = [column.header for column in form.columns if column not in table.where]
            wrong += [
                Fault(book.file, sheet.name, bilingual(f"缺少“{name}”一列", "the column is missing"))
                for name in missing
            ]
        faults += wrong if whole or named else []
    if len(tables) > 1:
        names = "、".join(table.sheet.name for table in tables)
        what = bilingual(f"几张表都有桌、座号、姓名，不知读哪张：{names}", f"which sheet is meant? {names}")
        faults.append(
            Fault(
                book.file,
                "",
                what,
                bilingual(f"要读的一张命名为“{SEAT_SHEET_NAMES[0]}”", f"call it {SEAT_SHEET_NAMES[0]}"),
            )
        )
    elif not tables and not faults:
        columns = "、".join(column.header for column in form.columns)
        what = bilingual(
            f"没有座次：找不到“{SEAT_SHEET_NAMES[0]}”表，也没有哪张表有 {columns} 三列",
            f"no sheet with the seats: {SEAT_SHEET_NAMES[0]}, {columns}",
        )
        faults.append(Fault(book.file, "", what, bilingual("jiedai seat 写的 座次.xlsx", "座次.xlsx of jiedai seat")))
    if faults:
        raise FaultyInput(faults)
    return tables[0]


class _SeatingReader:
    """Rows of the sheet; ``rows`` are sound where there are no ``faults``."""

    def __init__(self, dinner: Dinner, form: Form, table: SheetTable) -> None:
        self._dinner, self._table = dinner, table
        self.rows: list[Placement] = []
        self.faults: list[Fault] = []
        self._people: dict[str, str] = {}
        self._chairs: dict[tuple[str, int], str] = {}
        self._columns = {column.path: column for column in form.columns}
        above: Any = None
        for row in table.rows:
            read = read_row(table, form, row, CellContext(Registry()))
            cell = table.cell(row, self._columns["person"])
            if table.cell(row, self._columns["table"]) is None:
                read.data["table"] = above
            above = read.data.get("table")
            if cell is None or (not cell.trouble and tight(cell.value or "") in _EMPTY_CHAIR_WORDS):
                above = None if above is UNREADABLE else above  # the cell may hold a remark
                continue
            self.faults += read.faults
            self._row(row, read.data)

    def _row(self, row: int, data: Row) -> None:
        """Take a chair with somebody on it, or tell what is wrong with it."""
        for path, column in self._columns.items():
            if data.get(path) is None:
                self._fault(row, path, bilingual(f"缺少{column.header}", f"missing: “{column.header}”"))
        if any(data.get(path) in (None, UNREADABLE) for path in self._columns):
            return
        who, table, seat = data["person"], data["table"], data["seat"]
        chairs = self._dinner.hall.table(table).seats
        if not 0 <= seat < chairs:
            self._fault(row, "seat", bilingual(f"没有座位 {seat}", f"no such seat: {seat}"), f"0–{chairs - 1}")
            return
        name, place = self._dinner.by_id[who].name, self._table.place(row, self._columns["person"])
        if who in self._people:
            self._fault(
                row,
                "person",
                f"{name} " + bilingual(f"坐了两处：{self._people[who]}", f"sits twice, also in {self._people[who]}"),
            )
        if (table, seat) in self._chairs:
            also = self._chairs[table, seat]
            self._fault(row, "seat", bilingual(f"这个座位已有人：{also}", f"the seat is taken, see {also}"))
        self._people.setdefault(who, place)
        self._chairs.setdefault((table, seat), place)
        self.rows.append(Placement(person=who, table=table, seat=seat))

    def _fault(self, row: int, path: str, what: str, maybe: str = "") -> None:
        self.faults.append(Fault(self._table.file, self._table.place(row, self._columns[path]), what, maybe))
