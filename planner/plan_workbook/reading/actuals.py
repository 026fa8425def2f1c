"""实际情况 read back: what became of the visits, every fault at its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from models.domain.bilingual import bilingual
from models.domain.clock import at, iso
from models.domain.errors import Fault, FaultyInput
from models.domain.time_words import Language
from planner.formats.raw import Sources
from planner.formats.workbook.book import address, open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.names import Registry
from planner.formats.workbook.source_place import SourcePlace
from planner.language.text import Unreadable, said, tight
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.plan_workbook.actuals_columns import ACTUAL_LINE, ACTUALS_SHEET, ACTUALS_TABLES, PLANNED_LINE
from planner.plan_workbook.event_lists import activity_labels
from planner.register.actuals_faults import actuals_of, visit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from models.domain.actuals import Actuals
    from models.domain.plan import Plan
    from planner.formats.raw import KeyPath
    from planner.formats.workbook.book import Book, Cell, Sheet
    from planner.plan_workbook.actuals_columns import ActualsColumn, ActualsTable, FilledRows

_ID_IN_BRACKETS = re.compile(r".*\[(?P<id>[A-Za-z0-9_.:/-]+)\]")
_LISTS = ("times", "gifts", "promises")
_SHEETS = frozenset(tight(name) for name in ACTUALS_SHEET)


def is_actuals_sheet(sheet: Sheet) -> bool:
    """Tell whether a sheet is the one, by its name."""
    return tight(sheet.name) in _SHEETS


def read_actuals_book(path: Path, paper: Paper, plans: Iterable[Plan]) -> Actuals:
    """Read the sheet of a workbook.

    Parameters
    ----------
    paper : Paper
        The judged plan.
    plans : iterable of Plan
        The plans whose activities its labels may name: as the workbook was written, and as it is now.

    Raises
    ------
    FaultyInput
        With every fault, each with its cell; where there is no such sheet, too.
    OSError
        When the file cannot be opened.
    """
    book = open_book(path)
    sheet = next((sheet for sheet in book.sheets if is_actuals_sheet(sheet)), None)
    if sheet is None:
        what = bilingual(f"没有“{ACTUALS_SHEET[0]}”表", f"no sheet “{ACTUALS_SHEET[1]}”")
        raise FaultyInput([Fault(book.file, "", what, "jiedai close --template")])
    return _ActualsReading(book, sheet, paper, plans).actuals()


def filled_rows(sheet: Sheet) -> FilledRows:
    """Return what was filled in, as it stands there, for the sheet of the next draft."""
    found: FilledRows = {}
    for table, cells in _rows(sheet):
        row = {name: cell.value for name, (_, cell) in cells.items() if not cell.trouble}
        if set(row) - {"visit", "line"} and tight(row.get("line") or "") not in map(tight, PLANNED_LINE):
            found.setdefault(table.id, []).append(row)
    return found


def _rows(sheet: Sheet) -> Iterator[tuple[ActualsTable, dict[str, tuple[ActualsColumn, Cell]]]]:
    """Yield the rows of the tables: the cells that hold something, by field."""
    table: ActualsTable | None = None
    columns: dict[int, ActualsColumn] = {}
    for number in sorted(sheet.rows):
        cells = {k: cell for k, cell in sheet.rows[number].items() if cell.trouble or _says_something(cell)}
        head = _head(cells)
        if head is not None:
            table, columns = head
        elif table is not None:
            found = {columns[k].field: (columns[k], cell) for k, cell in cells.items() if k in columns}
            if len(found) > 1 or (found and table.columns[0].field != next(iter(found))):
                yield table, found


def _says_something(cell: Cell) -> bool:
    return cell.value is not None and tight(cell.value) != ""


def _head(cells: dict[int, Cell]) -> tuple[ActualsTable, dict[int, ActualsColumn]] | None:
    """Return the table whose head a row is, and which column stands where; columns may have been moved."""
    titles = {tight(str(cell.value)): k for k, cell in cells.items()}
    for table in ACTUALS_TABLES:
        places = {}
        for column in table.columns:
            names = (tight(column.zh), tight(column.en.replace("-", " ")))
            k = next((titles[name] for name in names if name in titles), None)
            if k is not None:
                places[k] = column
        if len(places) == len(table.columns):
            return table, places
    return None


class _ActualsReading:
    """A sheet being read into plain data."""

    def __init__(self, book: Book, sheet: Sheet, paper: Paper, plans: Iterable[Plan]) -> None:
        self.file, self.sheet, self.paper = book.file, sheet, paper
        self.faults: list[Fault] = []
        self.sources = Sources()
        self.sources.put((), SourcePlace(book.file, sheet.name))
        self.visits: list[dict[str, Any]] = []
        week = paper.week
        self.context = CellContext(Registry(), week.first_day, week.days)
        both = [Paper(paper.report, Words(lang)) for lang in get_args(Language)]
        self.plans = tuple(plans)
        labels = [activity_labels(each, plan) for each in both for plan in self.plans]
        self.items = {tight(label): id for found in labels for label, id in found.items()}

    def actuals(self) -> Actuals:
        """Return what the sheet says."""
        for table, cells in _rows(self.sheet):
            line = cells.pop("line", None)
            if line is None or tight(str(line[1].value)) in map(tight, ACTUAL_LINE):
                self._row(table, cells)
        data = {"visits": self.visits}
        return actuals_of(data, self.sources, self.paper.week, self.plans[-1], self.faults)

    def _row(self, table: ActualsTable, cells: dict[str, tuple[ActualsColumn, Cell]]) -> None:
        values = {name: self._value(*cells[name]) for name in cells if name not in ("visit", "item")}
        if not values:
            return
        named = self._item(cells) if table.id == "times" else self._visit(cells)
        if named is None or any(value is None for value in values.values()):
            return  # told already
        if table.id == "times":
            item, visit = named
            values = self._times(item, values)
        else:
            visit = named[0]
        index = self._index(visit, cells)
        if table.id in _LISTS:
            self._entry(index, table.id, values, cells)
        else:
            self._fields(index, table.id, values, cells)

    def _place(self, cell: Cell) -> str:
        return f"{self.sheet.name}!{address(cell.row, cell.column)}"

    def _fault(self, cell: Cell, what: str, maybe: str = "") -> None:
        self.faults.append(Fault(self.file, self._place(cell), what, maybe))

    def _value(self, column: ActualsColumn, cell: Cell) -> Any:
        """Return what a cell means; None where it cannot be understood, which is told."""
        if cell.trouble:
            what = f"{cell.value or '公式'} " + bilingual("没有值", "has no value")
            self._fault(cell, what, bilingual("写数字，不用公式", "a number, no formula"))
            return None
        assert column.kind is not None
        try:
            return column.kind.read(cell.value, self.context)
        except Unreadable as error:
            self._fault(cell, error.what, error.maybe)
            return None

    def _visit(self, cells: dict[str, tuple[ActualsColumn, Cell]]) -> tuple[str, ...] | None:
        """Return the visit that a row names."""
        if "visit" not in cells:
            first = next(iter(cells.values()))[1]
            self._fault(first, bilingual("这一行没有写来访客户", "this row names no client"))
            return None
        text = str(cells["visit"][1].value).strip()
        bracketed = _ID_IN_BRACKETS.fullmatch(text)
        named = bracketed["id"] if bracketed else text
        known = visit_of(self.paper.week, named)
        return (known.id if known else named,)

    def _item(self, cells: dict[str, tuple[ActualsColumn, Cell]]) -> tuple[str, str] | None:
        """Return the item that a row names, and its visit."""
        if "item" not in cells:
            first = next(iter(cells.values()))[1]
            self._fault(first, bilingual("这一行没有写是哪项活动", "this row names no activity"))
            return None
        cell = cells["item"][1]
        id = self.items.get(tight(str(cell.value)))
        for plan in self.plans:
            item = next((item for item in plan.items if item.id == (id or str(cell.value))), None)
            if item is not None:
                return item.id, item.visit
        what = f"{said(cell.value)} " + bilingual("不是计划里的活动", "is no activity of the plan")
        self._fault(cell, what, bilingual("从下拉列表里选", "choose it from the list"))
        return None

    def _times(self, item: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return when an item was, clock times on the day on which it was planned."""
        planned = next(found for plan in self.plans for found in plan.items if found.id == item)
        day, found = self.paper.facts.day_of(planned), {"item": item, "held": not values.get("not_held", False)}
        for name in ("start", "end"):
            if name in values:
                hours, minutes = str(values[name]).split(":")[:2]
                found[name] = iso(at(day, int(hours) * 60 + int(minutes)))
        return found

    # -- into plain data

    def _index(self, visit: str, cells: dict[str, tuple[ActualsColumn, Cell]]) -> int:
        """Return where a visit stands in the data."""
        for index, known in enumerate(self.visits):
            if tight(known["visit"]) == tight(visit):
                return index
        self.visits.append({"visit": visit})
        index = len(self.visits) - 1
        cell = cells.get("visit") or next(iter(cells.values()))
        row = f"{self.sheet.name}!{cell[1].row}:{cell[1].row}"
        self.sources.put(("visits", index), SourcePlace(self.file, row, {("visit",): self._place(cell[1])}))
        return index

    def _entry(
        self, index: int, table: str, values: dict[str, Any], cells: dict[str, tuple[ActualsColumn, Cell]]
    ) -> None:
        """Add a row to one of the lists of a visit."""
        entries = self.visits[index].setdefault(table, [])
        entries.append(values)
        places: dict[KeyPath, str] = {(name,): self._place(cell) for name, (_, cell) in cells.items()}
        row = next(iter(cells.values()))[1].row
        path = ("visits", index, table, len(entries) - 1)
        self.sources.put(path, SourcePlace(self.file, f"{self.sheet.name}!{row}:{row}", places))

    def _fields(
        self, index: int, table: str, values: dict[str, Any], cells: dict[str, tuple[ActualsColumn, Cell]]
    ) -> None:
        """Set fields of a visit: costs and grades in tables of their own, the rest beside them."""
        for name, value in values.items():
            whole = ("came", "absent", "comment")
            path = (name,) if name in whole else (table, name)
            target = self.visits[index] if name in whole else self.visits[index].setdefault(table, {})
            if name in target:
                what = bilingual("这位客户写了两行", "two rows of this client")
                self._fault(cells[name][1], what, bilingual("合并成一行", "make one of them"))
            target[name] = value
            self.sources.put(("visits", index, *path), SourcePlace(self.file, self._place(cells[name][1])))
