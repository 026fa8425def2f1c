"""一周接待一览表: the week on one page for the boss, and the verdict in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import LANDSCAPE_WIDTH, PAGE_HEIGHT
from planner.papers.cell_size import height, measure
from planner.papers.tables.overview import overview
from planner.papers.verdict import verdict
from planner.plan_workbook.writing.days import days
from planner.plan_workbook.writing.sheet import Block, FilledSheet, SheetRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing.changed_cells import WrittenDraft
    from planner.services.result import Result

_LEADING_WIDTHS = (0.0, 5.0, 5.0)
"""Widths of client (as wide as the names), level and party."""
_MAX_CLIENT_WIDTH = 30.0
_DAY_WIDTHS = range(12, 31)
"""Widths that a column of a day may have."""
_HEIGHT_ABOVE = 90.0
"""Height of what stands above the table, in points."""


def overview_sheet(book: StyledBook, paper: Paper, draft: WrittenDraft, result: Result | None) -> None:
    """Fill the first sheet."""
    words, table = paper.words, overview(paper)
    widths = _widths([table.columns, *(row.cells for row in table.rows)])
    sheet = FilledSheet(book, "boss", widths, tall=1, footer=draft.footer(paper))
    sheet.title(words.pick("一周接待一览表", "The week on a page") + words.pick("　", " · ") + draft.name(paper))
    span = words.days(paper.calendar.days[0], paper.calendar.days[-1])
    sheet.line(words.comma.join((paper.names.company, paper.week.name, span)))
    sheet.line(words.semicolon.join(verdict(paper, result)), target=book.target("findings"), style="link")
    sheet.head(table.columns, freeze=True)
    _day_links(sheet, paper, table.columns)
    lines = tuple(SheetRow(row.cells, links={0: f"visit:{row.visit}"}) for row in table.rows)
    sheet.lines(Block("", table.columns, lines))
    sheet.finish()


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the column widths at which the whole is printed largest on one page."""
    client = min(_MAX_CLIENT_WIDTH, max(measure(row[0]) for row in rows) + 2)

    def with_days(day: float) -> list[float]:
        return [client, *_LEADING_WIDTHS[1:], *[day] * (len(rows[0]) - len(_LEADING_WIDTHS))]

    def size(day: float) -> float:
        widths = with_days(day)
        high = _HEIGHT_ABOVE + sum(height(row, widths) for row in rows)
        return max(sum(widths) / LANDSCAPE_WIDTH, high / PAGE_HEIGHT[True])

    best = min(_DAY_WIDTHS, key=size)
    return with_days(float(best))


def _day_links(sheet: FilledSheet, paper: Paper, columns: tuple[str, ...]) -> None:
    """Let the heads of the days lead to their sheets."""
    form = sheet.book.format("head", font_color="#1f4e9e", underline=1)
    for k, day in enumerate(days(paper), start=len(_LEADING_WIDTHS)):
        target = sheet.book.target(f"day:{day}")
        if target:
            sheet.raw.write_url(sheet.row - 1, k, f"internal:{target}", form, columns[k])
    sheet.raw.set_row(sheet.row - 1, max(20, height(columns, sheet.columns)))
