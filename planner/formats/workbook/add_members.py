"""People of a list into the sheet 成员 of a copy of a week's workbook; doubtful rows are marked."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import Half, bilingual, in_language
from models.domain.errors import Fault, FaultyInput
from planner.formats.workbook import column_choices
from planner.formats.workbook.book import open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.cells.texts import PersonNameCell
from planner.formats.workbook.forms_week import MEMBERS_FORM, VISITS_FORM
from planner.formats.workbook.mark_faults import mark_cell, refuse_wide_ranges, restore_drop_down_lists
from planner.formats.workbook.names import NamedThings, Registry
from planner.formats.workbook.tables import SheetTable, table_on
from planner.language.text import Unreadable, as_text, tight

if TYPE_CHECKING:
    from pathlib import Path

    from planner.formats.workbook.book import Book
    from planner.formats.workbook.form import Form
    from planner.formats.workbook.member_list import MemberLine


def with_members(path: Path, people: list[MemberLine], visit: str | None, language: Half = "zh") -> tuple[bytes, str]:
    """Return a workbook with more members, and the visit that they were added to.

    Parameters
    ----------
    visit : str or None
        The client's name; None: the only one there is, else the column stays empty and is marked.
    language : str
        The language of the comments.

    Raises
    ------
    FaultyInput
        When the workbook cannot be opened, has no such sheets, or no such visit.
    """
    import openpyxl

    source = open_book(path)
    refuse_wide_ranges(path, source)
    table = _table(source, MEMBERS_FORM)
    client = _client(source, visit)
    there = _names_there(table, client)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, keep_links=False)
    restore_drop_down_lists(book, path)
    sheet = book[table.sheet.name]
    row = max([table.header, *table.sheet.rows]) + 1
    for number, person in enumerate(people, start=row):
        doubts = list(person.doubts)
        if tight(person.name) in there:
            doubts.append(bilingual("表中已有此人", "is on the sheet already"))
        if not client:
            doubts.append(bilingual("是哪一批客人？", "of which visit?"))
        _write(sheet, table, number, _cells(person, client))
        if doubts:
            at = table.where[next(column for column in MEMBERS_FORM.columns if column.path == "name")]
            mark_cell(sheet, sheet.cell(number, at).coordinate, [in_language(doubt, language) for doubt in doubts])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), client


def _table(book: Book, form: Form) -> SheetTable:
    for sheet in book.sheets:
        if tight(sheet.name) in form.titles:
            table, faults = table_on(sheet, form, book.file)
            if table is None or any(column.path == "name" and column not in table.where for column in form.columns):
                raise FaultyInput(faults or [Fault(book.file, sheet.name, bilingual("找不到表头", "no header"))])
            return table
    raise FaultyInput(
        [
            Fault(
                book.file,
                "",
                bilingual(f"没有“{form.title}”表", f"the sheet is missing: “{form.title}”"),
                "jiedai new week.xlsx",
            )
        ]
    )


def _client(book: Book, visit: str | None) -> str:
    table = (
        _table(book, VISITS_FORM) if visit or any(tight(s.name) in VISITS_FORM.titles for s in book.sheets) else None
    )
    column = next(column for column in VISITS_FORM.columns if column.path == "client")
    known = NamedThings("visit")
    for row in table.rows if table else ():
        assert table is not None
        cell = table.cell(row, column)
        if cell is not None and not cell.trouble:
            known.add(as_text(cell.value), as_text(cell.value))
    if visit is None:
        return next(iter(known.labels)) if len(known.labels) == 1 else ""
    try:
        return known.id(visit)
    except Unreadable as fault:
        raise FaultyInput([Fault(book.file, VISITS_FORM.title, fault.what, fault.maybe)]) from None


def _names_there(table: SheetTable, client: str) -> set[str]:
    name = next(column for column in MEMBERS_FORM.columns if column.path == "name")
    found = set()
    for row in table.rows:
        cell = table.cell(row, name)
        owner = table.cell(row, MEMBERS_FORM.all_columns[0])
        if cell is not None and (owner is None or tight(owner.value) == tight(client)):
            found.add(tight(cell.value))
    return found


def _cells(person: MemberLine, client: str) -> dict[str, Any]:
    """Return what to write, by field; the owner under ``""``."""
    context = CellContext(Registry())
    return {
        **person.cells,
        "": client,
        "name": PersonNameCell().write(person.name, context) if person.name else "",
        "title": person.title,
        "phone": person.phone,
        "sex": column_choices.SEX_CHOICE.labels.get(person.sex, ""),
        "role": column_choices.GUEST_ROLE_CHOICE.labels.get(person.role, ""),
        "diet": column_choices.DIET_CHOICES.write(person.diet, context) if person.diet else "",
        "note": person.note,
    }


def _write(sheet: Any, table: SheetTable, row: int, cells: dict[str, Any]) -> None:
    """Write a row, each cell with the looks of the one above; what has no column goes to the first free one."""
    homeless = dict(cells)
    for column, at in table.where.items():
        value = homeless.pop(column.path, "")
        cell = sheet.cell(row, at)
        above = sheet.cell(row - 1, at) if row - 1 > table.header + 1 else None
        if above is not None and above.has_style:
            cell._style = above._style
        if value:
            cell.value = value
            cell.data_type = "s"  # never a formula
    for path, value in homeless.items():
        if value:
            at = max([*table.where.values(), *table.unknown]) + 1
            header = next(column.header for column in MEMBERS_FORM.all_columns if column.path == path)
            sheet.cell(table.header, at).value = header
            sheet.cell(row, at).value = value
            sheet.cell(row, at).data_type = "s"
            table.where[next(column for column in MEMBERS_FORM.all_columns if column.path == path)] = at
