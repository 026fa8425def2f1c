"""One row of a table into the plain data of a fact: every cell by its column, unknown columns into the note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from planner.formats.absent import ATTENDS_FIELD
from planner.formats.workbook.book import address
from planner.formats.workbook.cells.choices import YesNoCell, says_no
from planner.formats.workbook.form import UNREADABLE, Column, Form, Row, put, value_at
from planner.formats.workbook.source_place import SourcePlace
from planner.language.absence import says_absent
from planner.language.text import Unreadable, as_text, number_in, tight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.formats.raw import KeyPath
    from planner.formats.workbook.book import Cell
    from planner.formats.workbook.cells.base import CellContext, CellKind
    from planner.formats.workbook.tables import SheetTable

BLANK_WORDS = frozenset(("-", "/", "\\", "无", "暂无", "待定", "未定", "空", "没有", "n/a", "na", "?"))
"""What people write to say that there is nothing; counts only where it means nothing else."""
_OF_ONE_SERVICE = re.compile(r"[机车站住宿房餐宴酒礼票照游]|签证|签约")
"""In the header of a column that is about a ride, a room, a meal …: 取消 there does not call off the guest."""
_LARGEST_NUMBER = 10**15
"""Up to which a spreadsheet keeps all digits of a number."""
_KINDS_OF_ONE_VISIT = ("member", "request")


@dataclass
class ReadRow:
    """A row as read.

    Attributes
    ----------
    data : Row
        Its fields; what could not be read is `UNREADABLE`.
    reported : set of KeyPath
        Fields whose faults are reported.
    """

    data: Row = field(default_factory=dict)
    reported: set[KeyPath] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def read_row(table: SheetTable, form: Form, row: int, context: CellContext, skip: Column | None = None) -> ReadRow:
    """Read a row; nothing is raised.

    Parameters
    ----------
    skip : Column or None
        The owner's column, which is read elsewhere.
    """
    read = ReadRow(dict(form.fixed))
    context.extra = []
    kind = next((column for column in table.where if column.path == "kind"), None)
    for column in sorted(table.where, key=lambda column: column is not kind):
        cell = table.cell(row, column)
        if cell is None or column is skip:
            continue
        if context.visit is None and column.cell.refers in _KINDS_OF_ONE_VISIT:
            continue  # whose they are is not known, and reported
        _read_cell(read, table, form, row, column, cell, context)
    _join(read, table, form, row)
    read.reported |= set(_unreadable(read.data, ()))
    _notes(read, table, form, row, context)
    if form.people and row in table.away:
        read.data[ATTENDS_FIELD] = False
    return read


def row_source(table: SheetTable, form: Form, row: int, data: Row) -> SourcePlace:
    """Return where a row and its fields stand."""
    cells: dict[KeyPath, str] = {}
    for column in form.columns:
        path = form.path(column, data)
        if path is not None and column in table.where and not (path[-1] == "at" and path in cells):
            cells[path] = table.place(row, column)
            cells |= dict.fromkeys(column.held, cells[path])
            moment = (*path[:-1], "at")
            made = path[-1] == "on" and value_at(data, path) is None and value_at(data, moment) is not None
            if made and table.cell(row, column) is not None:
                cells[moment] = cells[path]  # the day that a moment was made of: most faults are about it
    return SourcePlace(table.file, table.place(row), cells)


def cell_value(cell: Cell, column_kind: CellKind, context: CellContext) -> Any:
    """Return what a cell means.

    Raises
    ------
    Unreadable
        When that cannot be read; for an error and for a formula without a value too.
    """
    if cell.trouble == "error":
        raise Unreadable(
            bilingual(f"错误值 {cell.value}", f"an error: {cell.value}"),
            bilingual("改正公式或直接填写", "mend the formula or write the value"),
        )
    if cell.trouble == "formula":
        what = bilingual("公式还没有算出值", "a formula without a value")
        raise Unreadable(what, bilingual("在 Excel 里打开、保存，或直接填写", "open and save it in Excel"))
    if isinstance(cell.value, int | float) and abs(cell.value) > _LARGEST_NUMBER:
        raise Unreadable(bilingual("数太大", "a number too large"), bilingual("核对这一格", "look at the cell"))
    return column_kind.read(cell.value, context)


def _read_cell(
    read: ReadRow, table: SheetTable, form: Form, row: int, column: Column, cell: Cell, context: CellContext
) -> None:
    path = form.path(column, read.data)
    try:
        if path is None:
            if tight(cell.value) in BLANK_WORDS or (isinstance(column.cell, YesNoCell) and says_no(cell.value)):
                return
            what = f"“{_kind_label(form, read.data)}”" + bilingual(
                f"没有“{column.header}”这一项", f" has no such field: “{column.header}”"
            )
            raise Unreadable(what, bilingual("清空此格", "clear it"))
        value = cell_value(_with_unit(cell, table.units.get(column)), column.cell, context)
    except Unreadable as fault:
        blank = not cell.trouble and isinstance(cell.value, str) and tight(cell.value) in BLANK_WORDS
        if blank and not column.needed:
            return
        read.faults.append(Fault(table.file, table.place(row, column), fault.what, fault.maybe))
        if path is None:
            return
        if path == ("kind",):
            read.reported.add(())
        put(read.data, path, UNREADABLE)
        return
    put(read.data, path, value)


def _with_unit(cell: Cell, unit: str | None) -> Cell:
    """Return a bare number with the unit that its header names."""
    value = cell.value
    if not unit or cell.trouble or isinstance(value, bool):
        return cell
    if isinstance(value, int | float):
        text = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        return replace(cell, value=f"{text}{unit}")
    if isinstance(value, str) and number_in(tight(value)) is not None:
        return replace(cell, value=f"{tight(value)}{unit}")
    return cell


def _kind_label(form: Form, data: Row) -> str:
    for column in form.columns:
        if column.path == "kind":
            labels: dict[Any, str] = getattr(column.cell, "labels", {})
            return labels.get(data.get("kind"), str(data.get("kind")))
    return form.title


def _unreadable(data: Row, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the fields that could not be read."""
    for key, value in data.items():
        if value is UNREADABLE:
            yield (*path, key)
        elif isinstance(value, dict):
            yield from _unreadable(value, (*path, key))


def _join(read: ReadRow, table: SheetTable, form: Form, row: int) -> None:
    if form.join is None:
        return
    for fault in form.join(read.data):
        column = next(column for column in form.columns if fault.path in column.paths)
        read.faults.append(Fault(table.file, table.place(row, column), fault.what, fault.maybe))


def _notes(read: ReadRow, table: SheetTable, form: Form, row: int, context: CellContext) -> None:
    """Put remarks in brackets, and the cells of unknown columns, into the note."""
    remarks = list(context.extra)
    own = read.data.get("note")
    told = [*remarks, own] if isinstance(own, str) else remarks[:]
    for at, cell in sorted(table.sheet.rows[row].items()):
        if at in table.where.values():
            continue
        if cell.trouble:
            place = f"{table.sheet.name}!{address(row, at)}"
            what = bilingual(
                f"错误值或没有值的公式：{cell.value or ''}",
                f"an error, or a formula without a value: {cell.value or ''}",
            )
            read.faults.append(Fault(table.file, place, what.strip(": "), bilingual("清空此格", "clear it")))
            continue
        header = table.unknown.get(at, "")
        text = "是" if cell.value is True else "否" if cell.value is False else as_text(cell.value)
        if not _OF_ONE_SERVICE.search(header):
            told.append(text)
        remarks.append(f"{header}：{text}" if header else text)
    if form.people and any(says_absent(text, form.named == "attendee") for text in told):
        read.data[ATTENDS_FIELD] = False
    if not remarks or not form.notes:
        return
    fact = form.fact(read.data)
    if fact is not None and "note" not in fact.model_fields:
        what = f"“{form.title}”" + bilingual("没有备注，放不下这些内容", " no place for remarks")
        read.faults.append(Fault(table.file, table.place(row), f"{what}: {'；'.join(remarks)[:60]}"))
        return
    note = read.data.get("note")
    if note is not UNREADABLE:
        read.data["note"] = "；".join([*([note] if note else []), *remarks])
