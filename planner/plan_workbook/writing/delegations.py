"""接待行程安排表: one sheet a delegation, which can be changed by hand and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.cell_size import low_widths
from planner.plan_workbook.columns import SHEET_COLUMNS, fields, heads
from planner.plan_workbook.remarks import with_remark
from planner.plan_workbook.row_keys import can_be_locked, row_id, row_key
from planner.plan_workbook.writing.sheet import OFFICE_LANDSCAPE, Block, FilledSheet, SheetRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterator, Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable, Row
    from planner.plan_workbook.columns import TableKind
    from planner.plan_workbook.writing.changed_cells import Changes, WrittenDraft

_LOCK_WIDTH = 9.0
"""Width of the column for locks."""


def delegation(
    book: StyledBook, paper: Paper, draft: WrittenDraft, changes: Changes, visit: str, table: PaperTable
) -> None:
    """Fill the sheet of a delegation."""
    words = paper.words
    columns = heads("programme", words)
    lines = programme_lines(table, draft, changes)
    sheet = FilledSheet(book, f"visit:{visit}", programme_widths(columns, lines), footer=draft.footer(paper))
    sheet.title(table.title)
    _links(sheet, paper, visit)
    for text in table.lines:
        drivers = text.startswith(words.pick("司机：", "Drivers:"))
        sheet.line(text, "link" if drivers else "line", book.target("duty:driver") if drivers else "")
    first = sheet.row + 1
    block = Block("", columns, tuple(lines), about=f"programme:{visit}", fields=fields("programme"))
    sheet.block(block, repeat=True, freeze=True)
    offer(sheet, "programme", first, lines)
    sheet.finish(hide=True)


def programme_widths(columns: Sequence[str], lines: Sequence[SheetRow], whole: Container[int] = (0,)) -> list[float]:
    """Return column widths for a programme whose last column is for locks; ``whole``: columns of links and days."""
    texts = [[columns[k], *(line.cells[k] for line in lines)] for k in range(len(columns) - 1)]
    return [*low_widths(texts, OFFICE_LANDSCAPE - _LOCK_WIDTH, least=7, most=60, whole=whole), _LOCK_WIDTH]


def programme_lines(table: PaperTable, draft: WrittenDraft, changes: Changes) -> list[SheetRow]:
    """Return the rows of a programme with their keys, what has changed, and what is locked."""
    lines: list[SheetRow] = []
    before: dt.date | None = None
    for row in table.rows:
        printed = (*row.cells, draft.locks.get(row_id(row), ""))
        cells = with_remarks(printed, "programme", table.id, draft, row)
        links = {0: f"day:{row.day}"} if row.day != before else {}
        faint = frozenset({0}) if row.day == before else frozenset[int]()
        lines.append(SheetRow(cells, row_key(row), changes.cells(table.id, row), links, faint, printed=printed))
        before = row.day
    return lines


def with_remarks(cells: tuple[str, ...], kind: TableKind, table: str, draft: WrittenDraft, row: Row) -> tuple[str, ...]:
    """Return the cells of a row with what planners have added to its remarks."""
    if "note" not in fields(kind):
        return cells
    k = fields(kind).index("note")
    return (*cells[:k], with_remark(cells[k], draft.remarks, table, row), *cells[k + 1 :])


def offer(sheet: FilledSheet, kind: TableKind, first: int, lines: Sequence[SheetRow]) -> None:
    """Offer lists in the cells of some rows; whatever else is typed is taken too, and judged when it is read.

    Locks are offered only where there is something to lock: breakfast and free time follow from the rest.

    Parameters
    ----------
    kind : str
        Of the table, which says what columns it has.
    first : int
        The first row of the sheet, from 0.
    lines : sequence of SheetRow
        The rows.
    """
    free = {"validate": "list", "show_error": False}
    every = range(first, first + len(lines))
    lockable = [row for row, line in zip(every, lines, strict=True) if can_be_locked(line.key)]
    for k, column in enumerate(SHEET_COLUMNS[kind]):
        source = sheet.book.places.get(f"list:{column.choices}") if column.choices else None
        for row, last in _runs(lockable if column.reading == "lock" else every) if source else ():
            sheet.raw.data_validation(row, k, last, k, {**free, "source": f"={source}"})


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of successive numbers."""
    begin = 0
    for k in range(1, len(numbers) + 1):
        if k == len(numbers) or numbers[k] != numbers[k - 1] + 1:
            yield numbers[begin], numbers[k - 1]
            begin = k


def _links(sheet: FilledSheet, paper: Paper, visit: str) -> None:
    words, stay = paper.words, paper.stay(visit)
    targets = [(words.pick("返回一览表", "overview"), "boss")]
    targets += [(words.day(day), f"day:{day}") for day in stay.days]
    sheet.links(targets)
    drivers = dict.fromkeys(r.driver for m in paper.plan_of(visit).moves for r in m.rides if r.driver)
    sheet.links([(paper.names.driver(driver), f"driver:{driver}") for driver in drivers])
