"""Sheets that only show tables of the papers: contacts, rooms of guests, findings, costs, things to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.plan_workbook.writing.sheet import Block, FilledSheet, lines_of, widths_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.plan_workbook.writing.changed_cells import WrittenDraft


def table_sheet(
    book: StyledBook,
    paper: Paper,
    draft: WrittenDraft,
    about: str,
    title: str,
    tables: Sequence[PaperTable],
    landscape: bool = False,
) -> None:
    """Fill a sheet with tables of one form or several, one below the other; names of clients lead to their sheets."""
    shown = [table for table in tables if table.rows]
    count = max((len(table.columns) for table in shown), default=4)
    clients = {visit.client: visit.id for visit in paper.week.visits}
    linked = {k for table in shown for k in range(len(table.columns)) if _clients(clients, table, k)}
    widths = widths_of(shown, landscape, linked) if shown else [22.0] * count
    sheet = FilledSheet(book, about, widths, landscape, footer=draft.footer(paper))
    sheet.title(title)
    alone = len(shown) == 1
    sheet.links([(paper.words.pick("返回一览表", "overview"), "boss")])
    for k, table in enumerate(shown):
        lines = []
        for line in lines_of(table):
            named = {j: f"visit:{clients[text]}" for j, text in enumerate(line.cells) if text in clients}
            lines.append(type(line)(line.cells, links=named, faint=line.faint))
        heading = table.title if len(shown) > 1 or table.title != title else ""
        block = Block(heading, table.columns, tuple(lines), table.lines)
        if not alone:
            sheet.keep(block)
        sheet.block(block, repeat=alone, freeze=alone)
        if k < len(shown) - 1:
            sheet.gap()
    if not shown:
        sheet.line(paper.words.pick("无", "none"))
    sheet.finish(turn=len(shown) > 1)


def _clients(clients: Container[str], table: PaperTable, column: int) -> bool:
    """Whether a column names clients and nothing else."""
    return bool(table.rows) and all(not row.cells[column] or row.cells[column] in clients for row in table.rows)
