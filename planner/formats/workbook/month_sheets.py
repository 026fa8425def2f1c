"""A month of calls as a workbook: written with what was planned, read when what was done is filled in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.clock import minute_of_day
from models.domain.errors import Fault, FaultyInput
from models.domain.month_record import DoneCall, MonthAims, MonthRecord
from planner.formats.plain_data import plain_data
from planner.formats.raw import KeyPath, Raw
from planner.formats.validate import validated
from planner.formats.workbook.book import Book, address, open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import UNREADABLE, put, value_at
from planner.formats.workbook.forms_month import DONE_FORM, MONTH_FORMS, MONTH_INFO
from planner.formats.workbook.forms_other import INFO_TITLE
from planner.formats.workbook.names import Registry
from planner.formats.workbook.rows import cell_value, read_row, row_source
from planner.formats.workbook.source_place import SourcePlace
from planner.formats.workbook.tables import header_text, table_on
from planner.formats.workbook.write import form_sheet, info_sheet
from planner.formats.workbook.xlsx import xlsx_of
from planner.language.text import Unreadable, tight

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.outbound import CustomerBook
    from models.domain.rounds_plan import RoundsPlan

_DAYS_OF_MONTH = 31


def month_record_of(book: CustomerBook, plan: RoundsPlan, month: dt.date) -> MonthRecord:
    """Return the record of a month in which nothing is filled in yet: the planned calls, a row a specialist.

    Parameters
    ----------
    month : date
        Any day of it.
    """
    first = month.replace(day=1)
    calls = [
        DoneCall(specialist=call.specialist, customer=call.customer, planned=call.day, time=minute_of_day(call.start))
        for call in sorted(plan.calls, key=lambda call: (call.start, call.specialist))
        if (call.day.year, call.day.month) == (first.year, first.month)
    ]
    aims = tuple(MonthAims(specialist=person.id) for person in book.specialists)
    return MonthRecord(first_day=first, calls=tuple(calls), aims=aims)


def month_workbook(book: CustomerBook, record: MonthRecord) -> bytes:
    """Return a record as a workbook to be filled in."""
    context = _context(book, record.first_day)
    data = plain_data(record)
    data["weights"] = record.weights.model_dump()
    sheets = [info_sheet([(column, value_at(data, column.paths[0])) for column in MONTH_INFO], context)]
    sheets += [form_sheet(form, [(None, row) for row in data.get(form.table, [])], context) for form in MONTH_FORMS]
    return xlsx_of(Book("", sheets), title="拜访完成情况")


def read_month(path: Path, book: CustomerBook) -> MonthRecord:
    """Read a record that was filled in.

    Raises
    ------
    FaultyInput
        With every fault, each with sheet and cell.
    OSError
        When it cannot be opened.
    """
    opened, raw = open_book(path), Raw()
    context = _context(book, None)
    _info(opened, raw, context)
    for form in MONTH_FORMS:
        rows = raw.data.setdefault(form.table, [])
        for sheet in opened.sheets:
            if tight(sheet.name) not in form.titles:
                continue
            table, faults = table_on(sheet, form, opened.file)
            raw.faults += faults
            for row in table.rows if table else ():
                assert table is not None
                read = read_row(table, form, row, context)
                raw.faults += read.faults
                here: KeyPath = (form.table, len(rows))
                raw.sources.put(here, row_source(table, form, row, read.data))
                raw.reported |= {(*here, *found) for found in read.reported}
                rows.append(read.data)
    if not any(tight(sheet.name) in DONE_FORM.titles for sheet in opened.sheets):
        what = bilingual(f"没有“{DONE_FORM.title}”表", f"the sheet is missing: “{DONE_FORM.title}”")
        raw.faults.append(Fault(opened.file, "", what, "jiedai rounds-score rounds.json 完成.xlsx --new"))
    found = validated(MonthRecord, raw.data, raw.sources, reported=raw.reported)
    if raw.faults or found.faults or found.fact is None:
        raise FaultyInput([*raw.faults, *found.faults])
    return found.fact


def _context(book: CustomerBook, first: dt.date | None) -> CellContext:
    context = CellContext(Registry(), first, _DAYS_OF_MONTH)
    for customer in book.customers:
        context.names.of("customer").add(customer.id, customer.name)
    for person in book.specialists:
        context.names.of("specialist").add(person.id, person.name)
    return context


def _info(opened: Book, raw: Raw, context: CellContext) -> None:
    """Read the first sheet: the month, and what the indicators weigh."""
    known = {title: column for column in MONTH_INFO for title in column.titles}
    sheet = next((sheet for sheet in opened.sheets if tight(sheet.name) == INFO_TITLE), None)
    cells: dict[KeyPath, str] = {}
    for row in sorted(sheet.rows) if sheet else ():
        assert sheet is not None
        at, label = min(sheet.rows[row].items())
        column = known.get(header_text(label)) if isinstance(label.value, str) else None
        cell = sheet.cell(row, at + 1) if column else None
        if column is None or cell is None:
            continue
        path = column.paths[0]
        cells[path] = f"{sheet.name}!{address(row, at + 1)}"
        try:
            put(raw.data, path, cell_value(cell, column.cell, context))
        except Unreadable as fault:
            raw.faults.append(Fault(opened.file, cells[path], fault.what, fault.maybe))
            put(raw.data, path, UNREADABLE)
            raw.reported.add(path)
    raw.sources.put((), SourcePlace(opened.file, INFO_TITLE, cells))
    first = raw.data.get("first_day")
    context.first_day = dt.date.fromisoformat(first) if isinstance(first, str) else None
