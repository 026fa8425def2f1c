"""A week's workbook with some rows in other words: what people type into a form is read as its cells are."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.formats.plain_data import plain_data
from planner.formats.workbook.book import Cell
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.forms_other import ABSENCES_FORM
from planner.formats.workbook.forms_week import GROUPS_FORM, TOTAL_FIELD, VISIT_COLUMN, VISITS_FORM
from planner.formats.workbook.names import made_id
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import HEADER_ROWS, book_of, form_sheet, names_of, rows_of_form
from planner.formats.workbook.xml_parts import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.week import Week
    from planner.formats.raw import Raw
    from planner.formats.workbook.book import Book, Sheet
    from planner.formats.workbook.form import Column, Form
    from planner.language.text import Value

_PLACE = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]{0,3})(?P<row>\d+)(?::.*)?")
_UNNAMED = "unnamed"


@dataclass(frozen=True)
class RowChange:
    """A row in other words, or a new one.

    Attributes
    ----------
    cells : mapping of str to str
        What is typed into which column, by its header; empty: the cell is emptied. Other cells stay as they are.
    id : str
        Of the row; of an absence its number among all, from 0. Empty: a new row.
    owner : str
        The visit that it belongs to; empty where it belongs to none, or to the new visit among the changes.
    gone : bool
        The row is taken out.
    """

    form: Form
    cells: Mapping[str, str]
    id: str = ""
    owner: str = ""
    gone: bool = False


@dataclass(frozen=True)
class ShownRow:
    """A row of a week as it stands in its cells: texts by header, empty ones left out."""

    id: str
    owner: str
    kind: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChangedRows:
    """The raw tables of a week with changed rows, and where these stand.

    Attributes
    ----------
    rows : mapping
        (Sheet, row) → number of the change.
    visits : frozenset of str
        The visits that the changes are about; new ones too.
    """

    raw: Raw
    rows: Mapping[tuple[str, int], int]
    forms: Sequence[Form]
    visits: frozenset[str]

    def place(self, where: str) -> tuple[int | None, str]:
        """Return which change a fault's place lies in, None: in none, and the header of its column."""
        found = _PLACE.fullmatch(where)
        number = self.rows.get((found["sheet"], int(found["row"]))) if found else None
        if found is None or number is None or not found["column"]:
            return number, ""
        columns = self.forms[number].all_columns
        at = column_number(found["column"]) - 1
        return number, columns[at].header if at < len(columns) else ""


def shown_rows(week: Week, form: Form) -> Iterator[ShownRow]:
    """Yield the rows of a form as their cells are shown."""
    rows = list(rows_of_form(form, plain_data(week)))
    sheet = form_sheet(form, rows, CellContext(names_of(week), week.first_day, week.days))
    for number, (owner, data) in enumerate(rows):
        cells = {
            column.header: text_of(cell.value)
            for at, column in enumerate(form.all_columns, start=1)
            if (cell := sheet.cell(HEADER_ROWS + 1 + number, at)) is not None
        }
        yield ShownRow(_id(form, number, data), owner or "", str(data.get("kind", "")), cells)


def text_of(value: Value) -> str:
    """Return the value of a cell as people type it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)


def read_changes(week: Week, changes: Sequence[RowChange]) -> ChangedRows:
    """Read a week's workbook with some rows in other words."""
    book, data = book_of(week, by_id=True), plain_data(week)
    at = {
        (form.title, owner or "", _id(form, number, row)): number
        for form in {change.form.title: change.form for change in changes}.values()
        for number, (owner, row) in enumerate(rows_of_form(form, data))
    }
    visits, rows = {visit.id for visit in week.visits}, dict[tuple[str, int], int]()
    fresh = next((_new_visit(change, visits) for change in changes if _is_new_visit(change)), "")
    for number, change in enumerate(changes):
        sheet = next(sheet for sheet in book.sheets if sheet.name == change.form.title)
        row = _row(sheet, change, at)
        rows[sheet.name, row] = number
        if change.gone:
            sheet.rows.pop(row, None)
            continue
        _write(sheet, row, change, change.owner or fresh)
        if _is_new_visit(change):
            _put(sheet, row, _column(change.form, "id"), change.form, fresh)
        _follow_total(book, change, row, at)
    about = {change.id if change.form is VISITS_FORM else change.owner for change in changes} | {fresh}
    return ChangedRows(raw_of(book), rows, [change.form for change in changes], frozenset(about - {""}))


def _id(form: Form, number: int, row: Mapping[str, object]) -> str:
    return str(number) if form is ABSENCES_FORM else str(row.get("id", ""))


def _is_new_visit(change: RowChange) -> bool:
    return change.form is VISITS_FORM and not change.id


def _new_visit(change: RowChange, known: set[str]) -> str:
    """Return an id for a new visit: of its client's name, and not yet taken."""
    first = made_id("v", change.cells.get(_column(VISITS_FORM, "client").header, "") or "new")
    id, number = first, 2
    while id in known:
        id, number = f"{first}-{number}", number + 1
    return id


def _row(sheet: Sheet, change: RowChange, at: Mapping[tuple[str, str, str], int]) -> int:
    """Return where a row stands; of a new one the first free row.

    Raises
    ------
    KeyError
        When there is no such row.
    """
    if change.id:
        return HEADER_ROWS + 1 + at[change.form.title, change.owner, change.id]
    return max([HEADER_ROWS, *sheet.rows]) + 1


def _write(sheet: Sheet, row: int, change: RowChange, owner: str) -> None:
    sheet.rows.setdefault(row, {})
    if change.form.owner is not None:
        _put(sheet, row, change.form.owner, change.form, f"#{owner}")
    for header, text in change.cells.items():
        column = next(column for column in change.form.columns if column.header == header)
        _put(sheet, row, column, change.form, text)


def _put(sheet: Sheet, row: int, column: Column, form: Form, text: str) -> None:
    at = form.all_columns.index(column) + 1
    if text.strip():
        sheet.put(Cell(row, at, text))
    else:
        sheet.rows[row].pop(at, None)


def _follow_total(book: Book, change: RowChange, row: int, at: Mapping[tuple[str, str, str], int]) -> None:
    """Let those without a name follow from a total that is typed: of a group its own, of a visit those of its group."""
    if change.form not in (VISITS_FORM, GROUPS_FORM):
        return
    if not change.cells.get(_column(change.form, TOTAL_FIELD).header, "").strip():
        return
    unnamed = _column(GROUPS_FORM, _UNNAMED)
    sheet = next(sheet for sheet in book.sheets if sheet.name == GROUPS_FORM.title)
    if change.form is GROUPS_FORM:
        if unnamed.header not in change.cells:
            _put(sheet, row, unnamed, GROUPS_FORM, "")
        return
    owner = GROUPS_FORM.all_columns.index(VISIT_COLUMN) + 1
    mine = [n for n, cells in sheet.rows.items() if owner in cells and cells[owner].value == f"#{change.id}"]
    if len(mine) == 1:
        _put(sheet, mine[0], unnamed, GROUPS_FORM, "")


def _column(form: Form, path: str) -> Column:
    return next(column for column in form.columns if column.path == path)
