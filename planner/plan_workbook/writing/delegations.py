"""接待行程安排表: one sheet a delegation, which can be changed by hand and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import LANDSCAPE
from planner.plan_workbook.writing.draft import ident, row_key
from planner.plan_workbook.writing.fit import shared
from planner.plan_workbook.writing.sheet import Block, FilledSheet, SheetRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.plan_workbook.writing.draft import Changes, WrittenDraft

FIELDS = ("day", "time", "what", "place", "people", "cars", "note", "lock")
"""What the columns of a programme are, for whoever reads it back."""
_LOCK = 9.0


def delegation(
    book: StyledBook, paper: Paper, draft: WrittenDraft, changes: Changes, visit: str, table: PaperTable
) -> None:
    """Fill the sheet of a delegation."""
    words = paper.words
    columns = (*table.columns, words.pick("锁定", "Lock"))
    lines = programme_lines(table, draft, changes)
    sheet = FilledSheet(book, f"visit:{visit}", programme_widths(columns, lines), footer=draft.footer(paper))
    sheet.title(table.title)
    _links(sheet, paper, visit)
    for text in table.lines:
        drivers = text.startswith(words.pick("司机：", "Drivers:"))
        sheet.line(text, "link" if drivers else "line", book.target("duty:driver") if drivers else "")
    first = sheet.row + 1
    sheet.block(Block("", columns, tuple(lines), about=f"programme:{visit}", fields=FIELDS), repeat=True, freeze=True)
    offer(sheet, first, len(lines), place=3, cars=5, lock=7)
    sheet.finish(hide=True)


def programme_widths(columns: Sequence[str], lines: Sequence[SheetRow], whole: Container[int] = (0,)) -> list[float]:
    """Return column widths for a programme whose last column is for locks; ``whole``: columns of links and days."""
    texts = [[columns[k], *(line.cells[k] for line in lines)] for k in range(len(columns) - 1)]
    return [*shared(texts, LANDSCAPE - _LOCK, least=7, most=60, whole=whole), _LOCK]


def programme_lines(table: PaperTable, draft: WrittenDraft, changes: Changes) -> list[SheetRow]:
    """Return the rows of a programme with their keys, what has changed, and what is locked."""
    lines: list[SheetRow] = []
    before: dt.date | None = None
    for row in table.rows:
        cells = (*row.cells, draft.locks.get(ident(row), ""))
        links = {0: f"day:{row.day}"} if row.day != before else {}
        faint = frozenset({0}) if row.day == before else frozenset[int]()
        lines.append(SheetRow(cells, row_key(row), changes.cells(table.id, row), links, faint))
        before = row.day
    return lines


def offer(sheet: FilledSheet, first: int, count: int, place: int, cars: int, lock: int) -> None:
    """Offer lists in the columns of some rows; whatever else is typed is taken too, and judged when it is read."""
    if not count:
        return
    free = {"validate": "list", "show_error": False}
    last = first + count - 1
    for column, name in ((place, "places"), (cars, "cars"), (lock, "locks")):
        source = sheet.book.places.get(f"list:{name}")
        if source:
            sheet.raw.data_validation(first, column, last, column, {**free, "source": f"={source}"})


def _links(sheet: FilledSheet, paper: Paper, visit: str) -> None:
    words, stay = paper.words, paper.stay(visit)
    targets = [(words.pick("返回一览表", "overview"), "boss")]
    targets += [(words.day(day), f"day:{day}") for day in stay.days]
    sheet.links(targets)
    drivers = dict.fromkeys(r.driver for m in paper.plan_of(visit).moves for r in m.rides if r.driver)
    sheet.links([(paper.names.driver(driver), f"driver:{driver}") for driver in drivers])
