"""The sheets of a book of customers into its raw tables, every fault by sheet and cell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from planner.formats.raw import KeyPath, Raw
from planner.formats.workbook.book import Book, address, open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import UNREADABLE, Form, put
from planner.formats.workbook.forms_other import INFO_TITLE
from planner.formats.workbook.forms_rounds import (
    APPOINTMENTS_FORM,
    CUSTOMERS_FORM,
    DISTRICT_PEOPLE_FIELD,
    DISTRICTS_FORM,
    PAUSES_FORM,
    ROUNDS_CALENDAR_FIELD,
    ROUNDS_CALENDAR_FORM,
    ROUNDS_FORMS,
    ROUNDS_INFO,
    SPAN_KIND_FIELD,
    SPAN_PERSON_FIELD,
    SPANS_FORM,
    SPECIALISTS_FORM,
)
from planner.formats.workbook.names import Registry
from planner.formats.workbook.rewording import Rewording
from planner.formats.workbook.row_identity import RowIdentity, identify_rows
from planner.formats.workbook.rows import ReadRow, cell_value, read_row, row_source
from planner.formats.workbook.source_place import SourcePlace
from planner.formats.workbook.tables import SheetTable, header_text, table_on
from planner.language.text import Unreadable, tight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LISTS = (SPECIALISTS_FORM, CUSTOMERS_FORM, APPOINTMENTS_FORM, PAUSES_FORM)
"""Forms whose rows are facts of the book, in the order in which they name each other."""


def is_rounds_book(book: Book) -> bool:
    """Tell whether a workbook is a book of customers: it has the sheet of specialists."""
    return any(tight(sheet.name) in SPECIALISTS_FORM.titles for sheet in book.sheets)


def read_rounds_workbook(path: Path) -> Raw:
    """Read a book of customers.

    Raises
    ------
    FaultyInput
        When it is no workbook or is refused.
    OSError
        When it cannot be opened.
    """
    return _RoundsReader(open_book(path)).raw


class _RoundsReader:
    """Reads in two rounds: first what everything is called, then what is said of it."""

    def __init__(self, book: Book) -> None:
        self.book, self.raw = book, Raw()
        self.context = CellContext(Registry())
        self._info()
        self.tables = {form.title: self._tables(form) for form in ROUNDS_FORMS}
        self.heads: dict[str, list[RowIdentity]] = {}
        for form in _LISTS:
            if form.prefix:
                self.heads[form.title] = identify_rows(
                    form, self.tables[form.title], self.context.names, {}, self.raw.faults
                )
        for form in _LISTS:
            self._list(form)
        self._districts()
        self._spans()
        self._calendar()
        self.raw.reword = Rewording(self.heads)

    # -- the first sheet

    def _info(self) -> None:
        known = {title: column for column in ROUNDS_INFO for title in column.titles}
        sheet = next((sheet for sheet in self.book.sheets if tight(sheet.name) == INFO_TITLE), None)
        cells: dict[KeyPath, str] = {}
        for row in sorted(sheet.rows) if sheet else ():
            assert sheet is not None
            at, label = min(sheet.rows[row].items())
            column = known.get(header_text(label)) if isinstance(label.value, str) else None
            if column is None:
                continue
            path = column.paths[0]
            cells[path] = f"{sheet.name}!{address(row, at + 1)}"
            cell = sheet.cell(row, at + 1)
            if cell is None:
                continue
            try:
                put(self.raw.data, path, cell_value(cell, column.cell, self.context))
            except Unreadable as fault:
                self.raw.faults.append(Fault(self.book.file, cells[path], fault.what, fault.maybe))
                put(self.raw.data, path, UNREADABLE)
                self.raw.reported.add(path)
        self.raw.sources.put((), SourcePlace(self.book.file, INFO_TITLE, cells))
        self._defaults()

    def _defaults(self) -> None:
        data = self.raw.data
        first = data.get("first_day")
        if isinstance(first, str):
            if "2000" <= first[:4] <= "2200":
                self.context.first_day = dt.date.fromisoformat(first)
            data.setdefault("name", f"{first} 起客户拜访")
            data.setdefault("id", first)
        weeks = data.get("weeks", 1)
        self.context.days = 7 * weeks if isinstance(weeks, int) and 0 < weeks <= 13 else 7

    # -- sheets

    def _tables(self, form: Form) -> list[SheetTable]:
        found, met = [], False
        for sheet in self.book.sheets:
            if tight(sheet.name) in form.titles:
                met = True
                table, faults = table_on(sheet, form, self.book.file)
                self.raw.faults += faults
                found += [table] if table else []
                self.raw.struck += [table.place(row) for row in sorted(table.struck)] if table else []
        if not met and form in (CUSTOMERS_FORM, SPECIALISTS_FORM):
            what = bilingual(f"没有“{form.title}”表", f"the sheet is missing: “{form.title}”")
            self.raw.faults.append(Fault(self.book.file, "", what, "jiedai new rounds.xlsx"))
        return found

    def _rows(self, form: Form) -> Iterator[tuple[SheetTable, int, ReadRow]]:
        for table in self.tables[form.title]:
            for row in table.rows:
                read = read_row(table, form, row, self.context)
                self.raw.faults += read.faults
                yield table, row, read

    def _list(self, form: Form) -> None:
        ids = {(id(head.table), head.row): head for head in self.heads.get(form.title, ())}
        rows = self.raw.data.setdefault(form.table, [])
        for table, row, read in self._rows(form):
            head = ids.get((id(table), row))
            here: KeyPath = (form.table, len(rows))
            if head is not None:
                read.data.setdefault("id", head.id)
                head.path = here
            self.raw.sources.put(here, row_source(table, form, row, read.data))
            self.raw.reported |= {(*here, *path) for path in read.reported}
            rows.append(read.data)

    def _districts(self) -> None:
        """Add the districts of their own sheet to the people who have them."""
        people = {row.get("id"): row for row in self.raw.data["specialists"]}
        for _, _, read in self._rows(DISTRICTS_FORM):
            name, ids = read.data.get("name"), read.data.get(DISTRICT_PEOPLE_FIELD, ())
            if not isinstance(name, str) or ids is UNREADABLE:
                continue
            for id in ids:
                districts = people[id].setdefault("districts", []) if id in people else None
                if isinstance(districts, list) and name not in districts:
                    districts.append(name)
        for number, (row, head) in enumerate(
            zip(self.raw.data["specialists"], self.heads[SPECIALISTS_FORM.title], strict=True)
        ):
            if "districts" not in row:
                what = bilingual(f"{head.label}没有辖区", f"{head.label} has no district")
                maybe = bilingual("在“辖区”表写一行", "a row in the sheet 辖区")
                self.raw.faults.append(self.raw.sources.fault(("specialists", number, "districts"), what, maybe))
                self.raw.reported.add(("specialists", number, "districts"))
                row["districts"] = UNREADABLE

    def _spans(self) -> None:
        """Put leave with the people, and visits to us into their list."""
        index = {row.get("id"): number for number, row in enumerate(self.raw.data["specialists"])}
        for table, row, read in self._rows(SPANS_FORM):
            kind, person = read.data.pop(SPAN_KIND_FIELD, "leave"), read.data.pop(SPAN_PERSON_FIELD, None)
            if kind == "taken":
                read.data["specialist"] = person
                path: KeyPath = ("taken",)
                spans = self.raw.data.setdefault("taken", [])
            elif person in index:
                path = ("specialists", index[person], "leave")
                spans = self.raw.data["specialists"][index[person]].setdefault("leave", [])
            else:
                if person is None:
                    what = bilingual("没写业务员", "the specialist is missing")
                    self.raw.faults.append(Fault(table.file, table.place(row, SPANS_FORM.columns[0]), what))
                continue
            here = (*path, len(spans))
            self.raw.sources.put(here, row_source(table, SPANS_FORM, row, read.data))
            self.raw.reported |= {(*here, *found) for found in read.reported}
            spans.append(read.data)

    def _calendar(self) -> None:
        for table, row, read in self._rows(ROUNDS_CALENDAR_FORM):
            day, kind = read.data.get("day"), read.data.get(ROUNDS_CALENDAR_FIELD)
            for column in ROUNDS_CALENDAR_FORM.columns:
                if column.needed and column.path not in read.data:
                    place = table.place(row, column)
                    self.raw.faults.append(Fault(table.file, place, bilingual("缺少这一项", "missing")))
            if isinstance(day, str) and isinstance(kind, str):
                days = self.raw.data.setdefault("calendar", {}).setdefault(kind, [])
                place = table.place(row, ROUNDS_CALENDAR_FORM.columns[0])
                self.raw.sources.put(("calendar", kind, len(days)), SourcePlace(table.file, place))
                days.append(day)
