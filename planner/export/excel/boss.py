"""一周接待一览表: the week on one page for the boss, and the verdict in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.export.excel.book import LANDSCAPE
from planner.export.excel.days import days
from planner.export.excel.fit import height
from planner.export.excel.sheet import Block, Line, Sheet
from planner.export.tables.overview import overview
from planner.export.verdict import verdict

if TYPE_CHECKING:
    from planner.export.excel.book import Book
    from planner.export.excel.draft import Draft
    from planner.export.paper import Paper
    from planner.result import Result

_FIRST = (17.0, 5.0, 5.0)
_NARROWEST = 13.0


def boss(book: Book, paper: Paper, draft: Draft, result: Result | None) -> None:
    """Fill the first sheet."""
    words, table = paper.words, overview(paper)
    count = max(1, len(table.columns) - len(_FIRST))
    day_width = max(_NARROWEST, (LANDSCAPE - sum(_FIRST)) / count)
    widths = [*_FIRST, *[day_width] * count]
    sheet = Sheet(book, "boss", widths, tall=1, footer=draft.footer(paper))
    sheet.title(words.pick("一周接待一览表", "The week on a page") + f"　{draft.name(paper)}")
    span = words.days(paper.days[0], paper.days[-1])
    sheet.line(words.comma.join((paper.company, paper.week.name, span)))
    sheet.line(words.semicolon.join(verdict(paper, result)), target=book.target("findings"), style="link")
    sheet.head(table.columns, freeze=True)
    _day_links(sheet, paper, table.columns)
    lines = tuple(Line(row.cells, links={0: f"visit:{row.visit}"}) for row in table.rows)
    sheet.lines(Block("", table.columns, lines))
    sheet.finish()


def _day_links(sheet: Sheet, paper: Paper, columns: tuple[str, ...]) -> None:
    """Let the heads of the days lead to their sheets."""
    form = sheet.book.format("head", font_color="#1f4e9e", underline=1)
    for k, day in enumerate(days(paper), start=len(_FIRST)):
        target = sheet.book.target(f"day:{day}")
        if target:
            sheet.raw.write_url(sheet.row - 1, k, f"internal:{target}", form, columns[k])
    sheet.raw.set_row(sheet.row - 1, max(20, height(columns, sheet.columns)))
