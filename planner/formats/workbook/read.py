"""A workbook, and the company's workbook that it names, into the raw tables of a week."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.references import near
from planner.formats.raw import KeyPath, Raw
from planner.formats.workbook.book import Book, Cell, Sheet, address, open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import UNREADABLE, Column, Form, put, value_at
from planner.formats.workbook.forms_company import COMPANY_FORMS, MINUTES_TO_SITE_FIELD, ORDER_FIELD
from planner.formats.workbook.forms_other import (
    ABSENCES_FORM,
    CALENDAR_FORM,
    COMPANY_BOOK_FIELD,
    COMPANY_INFO,
    INFO_TITLE,
    KIND_OF_ABSENCE,
    OFFICIAL_FIELD,
    POLICY_FORM,
    WEEK_INFO,
)
from planner.formats.workbook.forms_week import VISITS_FORM, WEEK_FORMS
from planner.formats.workbook.names import Registry
from planner.formats.workbook.rewording import Rewording
from planner.formats.workbook.row_identity import RowIdentity, identify_rows
from planner.formats.workbook.rows import cell_value, read_row, row_source
from planner.formats.workbook.source_place import SourcePlace
from planner.formats.workbook.tables import SheetTable, header_text, table_on
from planner.formats.workbook.totals import totals
from planner.language.text import Unreadable, said, tight

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMS_IN_READING_ORDER = (*WEEK_FORMS, *COMPANY_FORMS, ABSENCES_FORM, CALENDAR_FORM)
MAX_FILE_NAME_CHARACTERS = 200
"""Characters in the name of the company's workbook."""
OTHER_SHEETS = (INFO_TITLE, "选项", *POLICY_FORM.titles)
"""Sheets that are no table of the week; the policy's is read with the edition."""


def read_workbook(path: Path) -> Raw:
    """Read a week's workbook.

    Raises
    ------
    FaultyInput
        When it, or the company's workbook that it names, is no workbook or is refused.
    OSError
        When it cannot be opened.
    """
    return raw_of(open_book(path))


def read_company_book(path: Path) -> Raw:
    """Read a company's workbook, as a week without visits.

    Raises
    ------
    FaultyInput
        When it is no workbook or is refused.
    """
    week = Book("", [Sheet(INFO_TITLE), Sheet(VISITS_FORM.title)])
    week.sheets[0].put(Cell(1, 1, WEEK_INFO[1].header))
    week.sheets[0].put(Cell(1, 2, dt.date(2026, 1, 5)))
    return raw_of(week, open_book(path))


def raw_of(book: Book, company: Book | None = None) -> Raw:
    """Return the raw tables of a week's workbook that is open; ``company``: the company's, else the one it names."""
    reader = _WeekReader(book, company)
    reader.raw.reword = Rewording(reader.heads)
    return reader.raw


class _WeekReader:
    """Reads in two rounds: first what everything is called, then what is said of it."""

    def __init__(self, book: Book, company: Book | None) -> None:
        self.raw = Raw()
        self.names = Registry()
        self.context = CellContext(self.names)
        self._info(book, WEEK_INFO)
        books = [book]
        if company is None:
            company = self._company_book(book)
        if company is not None:
            books.insert(0, company)
            self._info(company, COMPANY_INFO)
        self._info(book, COMPANY_INFO, required=company is None)
        self._defaults()
        self.tables: dict[str, list[SheetTable]] = {form.title: [] for form in FORMS_IN_READING_ORDER}
        for each in books:
            self._find_tables(each, WEEK_FORMS if each is book else ())
        self.heads: dict[str, list[RowIdentity]] = {}
        for form in FORMS_IN_READING_ORDER:
            if form.named or form.owner or form.prefix:
                found = identify_rows(form, self.tables[form.title], self.names, self.heads, self.raw.faults)
                self.heads[form.title] = found
        self._rows()
        self.raw.note_absent()
        totals(self.raw)
        self._ways()
        self._order()
        self._busy()
        self._days()

    # -- the first sheet

    def _info(self, book: Book, columns: tuple[Column, ...], required: bool = True) -> None:
        sheet = next((sheet for sheet in book.sheets if tight(sheet.name) == INFO_TITLE), None)
        if sheet is None:
            if required:
                self.raw.faults.append(
                    Fault(
                        book.file, "", bilingual(f"没有“{INFO_TITLE}”表", f"the first sheet is missing: “{INFO_TITLE}”")
                    )
                )
                self.raw.incomplete.add(())
            return
        known = {title: column for column in columns for title in column.titles}
        cells: dict[KeyPath, str] = {}
        for row in sorted(sheet.rows):
            label = next(iter(sorted(sheet.rows[row].items())), None)
            column = known.get(header_text(label[1])) if label and isinstance(label[1].value, str) else None
            if label is None or column is None:
                continue
            at = label[0] + 1
            cells[column.paths[0]] = f"{sheet.name}!{address(row, at)}"
            self._info_cell(book, column, sheet.cell(row, at), cells[column.paths[0]])
        self._info_places(book, sheet, columns, cells)
        missing = [c for c in columns if c.needed and c.paths[0] not in cells]
        for column in missing if required else ():
            what = bilingual(f"缺少“{column.header}”一行", f"the line is missing: “{column.header}”")
            self.raw.faults.append(Fault(book.file, sheet.name, what))
            self._unreadable(column.paths[0])

    def _info_cell(self, book: Book, column: Column, cell: Cell | None, place: str) -> None:
        if cell is None:
            return
        path = column.paths[0]
        try:
            put(self.raw.data, path, cell_value(cell, column.cell, self.context))
        except Unreadable as fault:
            self.raw.faults.append(Fault(book.file, place, fault.what, fault.maybe))
            self._unreadable(path)

    def _unreadable(self, path: tuple[str, ...]) -> None:
        put(self.raw.data, path, UNREADABLE)
        self.raw.reported.add(path)

    def _info_places(self, book: Book, sheet: Sheet, columns: tuple[Column, ...], cells: dict[KeyPath, str]) -> None:
        if columns is WEEK_INFO:
            self.raw.sources.put((), SourcePlace(book.file, sheet.name, cells))
        elif cells:
            below = {path[1:]: place for path, place in cells.items()}
            self.raw.sources.put(("company",), SourcePlace(book.file, sheet.name, below))

    def _company_book(self, book: Book) -> Book | None:
        """Open the company's workbook that the first sheet names."""
        named = self.raw.data.pop(COMPANY_BOOK_FIELD, None)
        if not isinstance(named, str):
            return None
        path = book.folder / (named if named.lower().endswith(".xlsx") else f"{named}.xlsx")
        if len(named) > MAX_FILE_NAME_CHARACTERS or not path.is_file():
            others = [other.name for other in path.parent.glob("*.xlsx")] if path.parent.is_dir() else []
            what = bilingual(f"找不到公司资料 {said(named)}", f"no such file: {said(named)}")
            place = self.raw.sources.fault((COMPANY_BOOK_FIELD,), what, near(path.name, others))
            raise FaultyInput([*self.raw.faults, place])
        return open_book(path)

    def _defaults(self) -> None:
        """Fill in what the first sheet may leave out."""
        data = self.raw.data
        first = data.get("first_day")
        if isinstance(first, str):
            if "2000" <= first[:4] <= "2200":
                self.context.first_day = dt.date.fromisoformat(first)
            data.setdefault("name", f"{first} 当周接待")
            data.setdefault("id", first)
        days = data.get("days")
        if isinstance(days, int) and 0 < days < 40:
            self.context.days = days
        data.setdefault("visits", [])
        company = data.setdefault("company", {})
        company.setdefault("id", "company")
        company.setdefault("places", [])
        own = data.pop(OFFICIAL_FIELD, "auto") == "own"
        if not own:
            data.pop("official", None)
        else:
            data.setdefault("official", {})

    # -- sheets

    def _find_tables(self, book: Book, needed: Iterable[Form]) -> None:
        by_title = {title: form for form in FORMS_IN_READING_ORDER for title in form.titles}
        met = set()
        for sheet in book.sheets:
            form = by_title.get(tight(sheet.name))
            if form is None:
                self._other_sheet(book, sheet, by_title)
                continue
            table, faults = table_on(sheet, form, book.file)
            self.raw.faults += faults
            met.add(form.title)
            if table is not None:
                self.tables[form.title].append(table)
                self.raw.struck += [table.place(row) for row in sorted(table.struck - table.away)]
        if VISITS_FORM in tuple(needed) and VISITS_FORM.title not in met:
            self.raw.faults.append(
                Fault(
                    book.file,
                    "",
                    bilingual(f"没有“{VISITS_FORM.title}”表", f"the sheet is missing: “{VISITS_FORM.title}”"),
                    "jiedai new week.xlsx",
                )
            )

    def _other_sheet(self, book: Book, sheet: Sheet, by_title: dict[str, Form]) -> None:
        """Refuse a sheet whose name is nearly a known one; others are the planner's own."""
        name = tight(sheet.name)
        close = near(name, by_title)
        if not sheet.rows or name in OTHER_SHEETS:
            return
        self.raw.unread_sheets.append(sheet.name)
        if close and not sheet.hidden and difflib.SequenceMatcher(None, name, close).ratio() > 0.7:
            what = bilingual(f"不认识的表“{sheet.name}”", f"unknown sheet: “{sheet.name}”")
            self.raw.faults.append(Fault(book.file, sheet.name, what, by_title[close].title))

    # -- rows

    def _rows(self) -> None:
        for form in (*WEEK_FORMS, *COMPANY_FORMS):
            heads = {(id(head.table), head.row): head for head in self.heads.get(form.title, ())}
            for table in self.tables[form.title]:
                for row in table.rows:
                    self._row(form, table, row, heads.get((id(table), row)))

    def _row(self, form: Form, table: SheetTable, row: int, head: RowIdentity | None) -> None:
        owner = head.owner if head else None
        self.context.visit = head.id if head and form is VISITS_FORM else head.visit if head else None
        read = read_row(table, form, row, self.context, form.owner)
        self.raw.faults += read.faults
        if head is not None and form.prefix and "id" not in read.data:
            read.data["id"] = head.id
        if form.owner is not None and owner is None:
            return  # whose it is cannot be read, and is reported already
        path = (*owner, form.table) if owner else tuple(form.table.split("."))
        rows = self._list(path)
        here = (*path, len(rows))
        self.raw.sources.put(here, row_source(table, form, row, read.data))
        self.raw.reported |= {(*here, *path) for path in read.reported}
        rows.append(read.data)
        if head is not None:
            head.path = here

    def _list(self, path: KeyPath) -> list[Any]:
        here: Any = self.raw.data
        for key in path[:-1]:
            here = here[key]
        found: list[Any] = here.setdefault(path[-1], [])
        return found

    # -- ways, order, absences, calendar

    def _ways(self) -> None:
        """Make ways of the minutes to the company; what the sheet of ways says too must be the same."""
        company = self.raw.data["company"]
        site = next((place.get("id") for place in company["places"] if place.get("kind") == "site"), None)
        said_already = {
            frozenset((w.get("a"), w.get("b"))): w.get("minutes") for w in company.get("ways", ()) if _plain(w)
        }
        for index, place in enumerate(company["places"]):
            minutes = place.pop(MINUTES_TO_SITE_FIELD, None)
            path = ("company", "places", index, MINUTES_TO_SITE_FIELD)
            if minutes is None or minutes is UNREADABLE:
                continue
            pair = frozenset((site, place.get("id")))
            if site is None or len(pair) < 2:
                continue
            if said_already.setdefault(pair, minutes) != minutes:
                what = bilingual(
                    f"到公司 {minutes} 分钟，“路程”表里是 {said_already[pair]}",
                    f"{minutes} minutes to the company, but {said_already[pair]} in the sheet of ways",
                )
                self.raw.faults.append(self.raw.sources.fault(path, what, bilingual("删去一处", "leave one out")))
                continue
            if not any(_plain(w) and frozenset((w["a"], w["b"])) == pair for w in company.get("ways", ())):
                ways = company.setdefault("ways", [])
                place_of = self.raw.sources.fault(path, "")
                self.raw.sources.put(("company", "ways", len(ways)), SourcePlace(place_of.file, place_of.where))
                ways.append({"a": site, "b": place.get("id"), "minutes": minutes})

    def _order(self) -> None:
        """Put the places into the order that the column asks for."""
        places = self.raw.data["company"]["places"]
        orders = [place.pop(ORDER_FIELD, None) for place in places]
        if any(order is not None for order in orders):
            by = sorted(range(len(places)), key=lambda k: orders[k] if isinstance(orders[k], int) else len(places))
            self.raw.reorder(("company", "places"), by)

    def _busy(self) -> None:
        self.context.visit = None
        for table in self.tables[ABSENCES_FORM.title]:
            for row in table.rows:
                read = read_row(table, ABSENCES_FORM, row, self.context)
                self.raw.faults += read.faults
                kind, name = read.data.pop("_kind", None), read.data.pop("_name", None)
                if kind not in KIND_OF_ABSENCE or not isinstance(name, str):
                    continue
                place = table.place(row, next(c for c in ABSENCES_FORM.columns if c.path == "_name"))
                try:
                    found = self.names.of(KIND_OF_ABSENCE[kind]).id(name)
                except Unreadable as fault:
                    self.raw.faults.append(Fault(table.file, place, fault.what, fault.maybe))
                    continue
                rows = self.raw.data["company"][kind]
                index = next((k for k, each in enumerate(rows) if each.get("id") == found), None)
                if index is None:  # its id could not be read, and that is reported
                    continue
                field = "leave" if kind in ("people", "drivers") else "closures"
                spans = rows[index].setdefault(field, [])
                here = ("company", kind, index, field, len(spans))
                self.raw.sources.put(here, row_source(table, ABSENCES_FORM, row, read.data))
                self.raw.reported |= {(*here, *path) for path in read.reported}
                spans.append(read.data)

    def _days(self) -> None:
        for table in self.tables[CALENDAR_FORM.title]:
            for row in table.rows:
                read = read_row(table, CALENDAR_FORM, row, self.context)
                self.raw.faults += read.faults
                day, kind = read.data.get("day"), read.data.get("_kind")
                missing = [c for c in CALENDAR_FORM.columns if c.needed and value_at(read.data, c.paths[0]) is None]
                for column in missing:
                    self.raw.faults.append(
                        Fault(table.file, table.place(row, column), bilingual("缺少这一项", "missing"))
                    )
                if not isinstance(day, str) or not isinstance(kind, str):
                    continue
                path = tuple(kind.split("."))
                for length in range(1, len(path)):
                    put_default(self.raw.data, path[:length])
                days = self._list(path)
                place = table.place(row, CALENDAR_FORM.columns[0])
                self.raw.sources.put((*path, len(days)), SourcePlace(table.file, place))
                days.append(day)


def put_default(data: dict[str, Any], path: tuple[str, ...]) -> None:
    """Make a table where there is none."""
    for key in path:
        data = data.setdefault(key, {})


def _plain(way: dict[str, Any]) -> bool:
    return isinstance(way.get("a"), str) and isinstance(way.get("b"), str)
