"""One sheet a day for the office: what all delegations do, in the order of time; it can be changed by hand too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.tables.overview import day_head
from planner.plan_workbook.columns import fields, heads
from planner.plan_workbook.row_keys import row_id, row_key
from planner.plan_workbook.writing.delegations import offer, programme_widths, with_remarks
from planner.plan_workbook.writing.sheet import Block, FilledSheet, SheetRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable, Row
    from planner.plan_workbook.writing.changed_cells import Changes, WrittenDraft


def days(paper: Paper) -> tuple[dt.date, ...]:
    """Return the days on which anything happens."""
    return tuple(day for day in paper.calendar.days if any(day in stay.days for stay in paper.facts.stays))


def day_sheets(
    book: StyledBook, paper: Paper, draft: WrittenDraft, changes: Changes, tables: Sequence[PaperTable]
) -> None:
    """Fill the sheets of all days."""
    shown = days(paper)
    for k, day in enumerate(shown):
        near = [shown[j] for j in (k - 1, k + 1) if 0 <= j < len(shown)]
        rows = [(table, row) for table in tables for row in table.rows if row.day == day and row.cells[1]]
        rows.sort(key=lambda pair: (pair[1].start or 0, pair[1].end or 0, paper.delegations.number(pair[1].visit)))
        _sheet(book, paper, draft, changes, day, near, rows)


def _sheet(
    book: StyledBook,
    paper: Paper,
    draft: WrittenDraft,
    changes: Changes,
    day: dt.date,
    near: list[dt.date],
    rows: list[tuple[PaperTable, Row]],
) -> None:
    words = paper.words
    lines = [_line(paper, draft, changes, table, row) for table, row in rows]
    columns = heads("office", words)
    sheet = FilledSheet(book, f"day:{day}", programme_widths(columns, lines, whole=(1,)), footer=draft.footer(paper))
    sheet.title(words.pick("当日接待安排：", "The day: ") + day_head(paper, day))
    others = [(words.day(other), f"day:{other}") for other in near]
    drivers = words.pick("司机任务单", "drivers"), "duty:driver"
    sheet.links([(words.pick("返回一览表", "overview"), "boss"), *others, drivers])
    first = sheet.row + 1
    block = Block("", columns, tuple(lines), about=f"office:{day}", fields=fields("office"))
    sheet.block(block, repeat=True, freeze=True)
    offer(sheet, "office", first, lines)
    sheet.finish(hide=True)


def _line(paper: Paper, draft: WrittenDraft, changes: Changes, table: PaperTable, row: Row) -> SheetRow:
    changed = changes.cells(table.id, row)
    printed = (row.cells[1], paper.names.client(row.visit), *row.cells[2:], draft.locks.get(row_id(row), ""))
    cells = with_remarks(printed, "office", table.id, draft, row)
    here = frozenset({0} if changed & {0, 1} else set()) | frozenset(k for k in changed if k > 1)
    return SheetRow(cells, row_key(row), here, {1: f"visit:{row.visit}"}, printed=printed)
