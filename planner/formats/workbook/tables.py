"""Finding the table on a sheet: its header, wherever it stands, and its rows; merged cells count for all their rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from models.domain.references import near
from planner.formats.workbook.book import Cell, Sheet, address
from planner.language.text import folded, tight, without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.formats.workbook.form import Column, Form

DITTO_WORDS = frozenset(('"', "”", "〃", "同上", "''", "″", "同前", "同上一行"))
"""Of whole cells: as above."""
MAX_HEADER_ROW = 12
"""Rows in which a header is looked for."""
_UNIT_BEHIND = re.compile(
    r"(?P<name>.+?)[(\[【/:,-]?(?:单位)?[:]?(?P<unit>[十百千万亿]?(?:元|人民币|美元|欧元|日元|港币|usd|eur|rmb|cny)(?:/人|/天)?|"
    r"[万亿百千]|小时|时|分钟|分|钟头|hours?|hrs?|h|minutes?|mins?|天|秒|公里|千米|km|里|个?人|位|名|个|间|辆|台|件|座|桌)[)\]】]?"
)
"""A header with a unit behind it, as it is compared."""
MAX_DATA_ROWS = 10_000
"""Rows of one sheet: a week of 400 visits has some four thousand members."""
MIN_TITLE_COLUMNS = 3
"""A row with nothing but one merged cell over so many columns is a title."""
MIN_HEADER_LIKENESS = 0.75
"""A header so like a known one, which is missing, is misspelt."""


@dataclass
class SheetTable:
    """A table as it stands on a sheet.

    Attributes
    ----------
    file : str
        The workbook.
    where : dict of Column to int
        In which column of the sheet each known column stands.
    unknown : dict of int to str
        Headers of the other columns.
    units : dict of Column to str
        Units that the headers of number columns name, other than the form's own: 万元 in 预算（万元）.
    rows : list of int
        The rows that hold data.
    struck : set of int
        Rows in which something is struck through; it counts as deleted.
    away : set of int
        Rows of people whose names are struck through: they do not come.
    """

    file: str
    sheet: Sheet
    header: int
    where: dict[Column, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    units: dict[Column, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)
    away: set[int] = field(default_factory=set)

    def place(self, row: int, column: Column | None = None) -> str:
        """Write a place: ``来访客户!C5``; a row where the column is missing."""
        at = self.where.get(column) if column else None
        return f"{self.sheet.name}!{address(row, at) if at else f'{row}:{row}'}"

    def cell(self, row: int, column: Column) -> Cell | None:
        """Return a cell of a row, or None."""
        at = self.where.get(column)
        return self.sheet.cell(row, at) if at else None


def table_on(sheet: Sheet, form: Form, file: str) -> tuple[SheetTable | None, list[Fault]]:
    """Find the table of a form on a sheet; None where there is none, and what is wrong with its header."""
    _fill_merged(sheet)
    known = {title: column for column in form.all_columns for title in column.titles}
    for column in form.all_columns:  # 到公司 for 到公司（分钟）
        known.setdefault(tight(without_brackets(column.header)[0]), column)
    header = _header(sheet, known)
    if header is None:
        if not sheet.rows:
            return None, []
        few = "、".join(column.header for column in form.all_columns[:3])
        what = bilingual(f"前 {MAX_HEADER_ROW} 行里找不到表头", f"no header in the first {MAX_HEADER_ROW} rows")
        return None, [Fault(file, sheet.name, what, f"首行写 {few} …")]
    table = SheetTable(file, sheet, header)
    faults = list(_columns(table, known))
    faults += _misspelt(table, form)
    _struck_through(table, form)
    table.rows = [row for row in sorted(sheet.rows) if row > header and not _no_data(table, row)]
    _ditto(table, form)
    if len(table.rows) > MAX_DATA_ROWS:
        what = bilingual(f"行太多:{len(table.rows)}", f"too many rows: {len(table.rows)}")
        return None, [Fault(file, sheet.name, what, bilingual("删去不用的行", "delete the rows that are not needed"))]
    if table.rows:
        for column in form.all_columns:
            if column.needed and column not in table.where:
                what = bilingual(f"缺少“{column.header}”一列", f"the column is missing: “{column.header}”")
                faults.append(Fault(file, f"{sheet.name}!{header}:{header}", what))
    return table, faults


def _ditto(table: SheetTable, form: Form) -> None:
    """Put what stands above into cells that say 同上; not for what a row is called."""
    own = {"id", "name", *form.label.split()} if form.named or form.prefix else {"id"}
    for column, at in table.where.items():
        above: Cell | None = None
        for row in table.rows if column.path not in own else ():
            cell = table.sheet.cell(row, at)
            if cell is not None and isinstance(cell.value, str) and tight(cell.value) in DITTO_WORDS:
                if above is not None:
                    table.sheet.put(replace(above, row=row))
            elif cell is not None:
                above = cell


def _struck_through(table: SheetTable, form: Form) -> None:
    """Take out the cells that are struck through; of people whose names are, only note that they do not come."""
    name = next((at for column, at in table.where.items() if form.people and column.path == "name"), None)
    for row, cells in table.sheet.rows.items():
        struck = [at for at, cell in cells.items() if cell.struck]
        if row <= table.header or not struck:
            continue
        table.struck.add(row)
        if name in struck:
            table.away.add(row)
            continue
        for at in struck:
            del cells[at]


def header_text(cell: Cell) -> str:
    """Return a header as it is compared: without blanks, marks and remarks in brackets."""
    return tight(cell.value).strip("*:").strip()


def _titles(cell: Cell) -> tuple[str, str]:
    text = header_text(cell)
    return text, tight(without_brackets(folded(cell.value).strip("*: "))[0])


def _header(sheet: Sheet, known: dict[str, Column]) -> int | None:
    """Return the row that holds most known headers: at least two, or all there are."""
    best, most = None, min(2, len(set(known.values()))) - 1
    for row in sorted(sheet.rows)[:MAX_HEADER_ROW]:
        cells = sheet.rows[row].values()
        found = sum(any(title in known for title in _titles(cell)) for cell in cells if isinstance(cell.value, str))
        if found > most:
            best, most = row, found
    return best


def _columns(table: SheetTable, known: dict[str, Column]) -> Iterator[Fault]:
    for at, cell in sorted(table.sheet.rows[table.header].items()):
        column, unit = _column_and_unit(cell, known)
        if column is None:
            table.unknown[at] = " ".join(str(cell.value).split())
        elif column in table.where and not _holds_data(table, table.where[column]):
            table.where[column] = at  # their own column, beside the empty one of the form
        elif column in table.where and not _holds_data(table, at):
            continue
        elif column in table.where:
            place = f"{table.sheet.name}!{address(table.header, at)}"
            yield Fault(
                table.file,
                place,
                f"“{column.header}”" + bilingual("有两列", " the column is there twice"),
                "删去一列或改名",
            )
        else:
            table.where[column] = at
        if column is not None and unit and table.where.get(column) == at:
            table.units[column] = unit


def _column_and_unit(cell: Cell, known: dict[str, Column]) -> tuple[Column | None, str]:
    """Return the column of a header, and the unit that is written behind its name."""
    whole, plain = _titles(cell)
    if whole in known:
        return known[whole], ""
    unit = _UNIT_BEHIND.fullmatch(whole)
    name = tight(unit["name"]) if unit else plain
    column = known.get(name) or known.get(plain)
    return column, unit["unit"] if unit and column is not None and column.cell.look == "number" else ""


def _holds_data(table: SheetTable, at: int) -> bool:
    """Tell whether something but an explanation stands in a column below its header."""
    helps = {column.help for column in table.where if column.help}
    cells = (cells.get(at) for row, cells in table.sheet.rows.items() if row > table.header)
    return any(cell is not None and cell.value not in helps for cell in cells)


def _misspelt(table: SheetTable, form: Form) -> Iterator[Fault]:
    """Yield headers that are not known but very like one that is missing."""
    missing = [column for column in form.all_columns if column not in table.where]
    titles = {title: column for column in missing for title in column.titles}
    for at, text in table.unknown.items():
        close = near(tight(text), titles)
        if close and _likeness(tight(text), close) >= MIN_HEADER_LIKENESS:
            place = f"{table.sheet.name}!{address(table.header, at)}"
            yield Fault(
                table.file, place, bilingual(f"不认识的列“{text}”", f"unknown column: “{text}”"), titles[close].header
            )


def _likeness(a: str, b: str) -> float:
    import difflib

    return difflib.SequenceMatcher(None, a, b).ratio()


def _no_data(table: SheetTable, row: int) -> bool:
    """Tell whether a row is the explanation under the header, or a title across the table."""
    cells = table.sheet.rows[row]
    if not cells:
        return True
    helps = {at: column.help for column, at in table.where.items() if column.help}
    if 2 * sum(cell.value == helps.get(at) for at, cell in cells.items()) >= len(cells):
        return True
    if len(cells) > 1:
        return False
    column = next(iter(cells))
    return any(
        first == row == last and left == column and right - left + 1 >= MIN_TITLE_COLUMNS
        for first, left, last, right in table.sheet.merged
    )


def _fill_merged(sheet: Sheet) -> None:
    """Put the value of a cell that is merged over several rows into all of them that hold anything else."""
    for first, left, last, _ in sheet.merged:
        cell = sheet.cell(first, left)
        if cell is None or last <= first:
            continue
        for row in [row for row in sheet.rows if first < row <= last]:
            if sheet.rows[row]:
                sheet.rows[row].setdefault(left, Cell(row, left, cell.value, cell.trouble))
