"""plan.xlsx as rows with their keys: what was printed, what stands there now, and where."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.workbook.book import Cell, address
from planner.language.events.base import COLUMN_TITLES
from planner.language.text import folded
from planner.plan_workbook.plan_sheet import PLAN_BOOK_FORMAT, PLAN_BOOK_VERSION, PLAN_SHEET, read_plan_sheet
from planner.plan_workbook.reading.actuals import filled_rows, is_actuals_sheet
from planner.plan_workbook.row_keys import ids_of
from planner.plan_workbook.writing.sheet import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.formats.workbook.book import Book, Sheet
    from planner.language.text import Value
    from planner.plan_workbook.actuals_columns import FilledRows


EVENTS_SCOPE = "events"
"""Scope of the sheet 变更."""


@dataclass(frozen=True, order=True)
class CellRef:
    """A cell of the workbook."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{address(self.row, self.column)}"


@dataclass(frozen=True)
class Now:
    """What stands in a cell now."""

    ref: CellRef
    text: str
    value: Value = None


@dataclass(frozen=True)
class BookRow:
    """A row that tells something of the plan.

    Attributes
    ----------
    scope : str
        The table that it stands in: ``programme:v1``, ``office:2026-10-20``, ``driver:d1`` …
    key : str
        See ``planner.plan_workbook.row_keys.row_key``; ``""``: a row that the planner has added.
    was, now : mapping
        Field → text as it was printed; field → what stands there.
    """

    scope: str
    key: str
    was: dict[str, str]
    now: dict[str, Now]

    @property
    def kind(self) -> str:
        """Kind of the table."""
        return self.scope.partition(":")[0]

    @property
    def about(self) -> str:
        """What the table is about."""
        return self.scope.partition(":")[2]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the item and moves that it tells."""
        return ids_of(self.key)

    def changed(self) -> Iterator[str]:
        """Yield the fields that do not read as printed."""
        for name, text in self.was.items():
            if name in self.now and not same(text, self.now[name].text):
                yield name


def same(a: str, b: str) -> bool:
    """Tell whether two texts are the same but for blanks, width and line ends."""
    return _tight(a) == _tight(b)


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", folded(text))


@dataclass
class Rows:
    """Everything that was found in a workbook.

    Attributes
    ----------
    hidden : dict
        Key → texts of the sheet of the plan.
    heads : dict
        Scope → the cell of the head of its first column.
    events : list of dict
        Rows of the sheet 变更: field → what stands there.
    actuals : dict
        What is filled in on the sheet 实际情况.
    """

    file: str
    hidden: dict[str, list[str]] = field(default_factory=dict)
    rows: list[BookRow] = field(default_factory=list)
    heads: dict[str, CellRef] = field(default_factory=dict)
    events: list[dict[str, Now]] = field(default_factory=list)
    actuals: FilledRows = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def rows_of(book: Book) -> Rows:
    """Return the rows of a workbook.

    Raises
    ------
    FaultyInput
        When it is no plan.xlsx, or one of a newer program.
    """
    found = Rows(book.file)
    for sheet in book.sheets:
        if sheet.name == PLAN_SHEET:
            found.hidden = read_plan_sheet(sheet)
        elif is_actuals_sheet(sheet):
            found.actuals = filled_rows(sheet)
        else:
            read_sheet(sheet, found)
    if found.hidden.get("format") != [PLAN_BOOK_FORMAT]:
        what = bilingual("不是 jiedai plan 写的计划工作簿", "no plan.xlsx of jiedai plan")
        raise FaultyInput(
            [Fault(book.file, "", what, bilingual("用 plan.xlsx，各表都保留", "plan.xlsx, all sheets kept"))]
        )
    if found.hidden.get("version") != [str(PLAN_BOOK_VERSION)]:
        what = bilingual(
            f"文件版本 {found.hidden.get('version')}，本程序只读 {PLAN_BOOK_VERSION}",
            f"version {found.hidden.get('version')}, this program reads {PLAN_BOOK_VERSION}",
        )
        raise FaultyInput([Fault(book.file, PLAN_SHEET, what, bilingual("换新版接待", "a newer jiedai"))])
    return found


def read_sheet(sheet: Sheet, found: Rows) -> None:
    """Read the tables of a sheet that have their keys beside them."""
    scope, beside, fields = "", 0, dict[int, str]()
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        head = next((c for c in cells.values() if str(c.value).startswith(f"{KEY}:")), None)
        if head is not None:
            scope, beside = str(head.value).removeprefix(f"{KEY}:"), head.column
            fields = _fields(cells, beside)
            found.heads[scope] = CellRef(sheet.name, number, min(fields, default=1))
        elif scope:
            _row(sheet, number, scope, beside, fields, found)


def _fields(cells: dict[int, Cell], beside: int) -> dict[int, str]:
    """Return column → field; columns may have been moved, others put between them."""
    titles = _json(cells.get(beside + 1))
    return {c.column: titles[str(c.value)] for c in cells.values() if titles.get(str(c.value)) and c.column != beside}


def _json(cell: Cell | None) -> dict[str, str]:
    try:
        data = json.loads(str(cell.value)) if cell is not None else {}
    except ValueError:
        return {}
    return {str(key): str(text) for key, text in data.items()} if isinstance(data, dict) else {}


def _row(sheet: Sheet, number: int, scope: str, beside: int, fields: dict[int, str], found: Rows) -> None:
    cells = sheet.rows[number]
    now: dict[str, Now] = {}
    for column, name in fields.items():
        cell, ref = cells.get(column), CellRef(sheet.name, number, column)
        if cell is not None and cell.trouble:
            what = f"{cell.value or '公式'} " + bilingual("没有值", "has no value")
            found.faults.append(Fault(found.file, str(ref), what, bilingual("写文字,不用公式", "text, no formula")))
        else:
            now[name] = Now(ref, text_of(cell.value if cell else None), cell.value if cell else None)
    key = cells.get(beside)
    if scope == EVENTS_SCOPE:
        if any(each.text for each in now.values()):
            empty = Now(min(each.ref for each in now.values()), "")
            found.events.append({name: now.get(name, empty) for name in COLUMN_TITLES})
    elif key is not None:
        found.rows.append(BookRow(scope, str(key.value), _json(cells.get(beside + 1)), now))
    elif scope.startswith("programme:") and sum(bool(each.text) for each in now.values()) > 1:
        found.rows.append(BookRow(scope, "", {}, now))


def text_of(value: Value) -> str:
    """Return a cell's value as text; a time of day as 09:30."""
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return value.strftime("%H:%M") if not hasattr(value, "year") else value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
