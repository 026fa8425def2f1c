"""待办事项: the office's list, where people say how far each task is; read back with the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.tables.todos import todos
from planner.plan_workbook.columns import OFFICE_FIELDS, fields, heads
from planner.plan_workbook.row_keys import row_key
from planner.plan_workbook.writing.delegations import offer, with_remarks
from planner.plan_workbook.writing.sheet import Block, FilledSheet, SheetRow, lines_of, widths_of

if TYPE_CHECKING:
    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing.changed_cells import WrittenDraft


_ROOM_TO_WRITE = {"by": 10.0, "on": 11.0, "note": 20.0}
"""Least width of the columns in which people write."""


def todo_sheet(book: StyledBook, paper: Paper, draft: WrittenDraft) -> None:
    """Fill the sheet of things to do: lists to choose the state from, room for who and when."""
    words, table = paper.words, todos(paper)
    client = fields("todos").index("client")
    widths = widths_of([table], whole={client})
    for name, least in _ROOM_TO_WRITE.items():
        widths[fields("todos").index(name)] = max(widths[fields("todos").index(name)], least)
    sheet = FilledSheet(book, "todos", widths, footer=draft.footer(paper))
    sheet.title(table.title)
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    if not table.rows:
        sheet.line(words.pick("无", "none"))
        sheet.finish()
        return
    hint = words.pick(
        "办完一项，选“状态”，写办理人和日期，备注可随意写；下次排定、改排都会带上。安排有变动的，请重新办理。",
        "When something is done, choose its state, write who and when, and remarks as you like: the next draft keeps "
        "them. What the plan has changed since is to be done again.",
    )
    sheet.line(hint, "hint")
    lines = []
    for row, plain in zip(table.rows, lines_of(table), strict=True):
        links = {client: f"visit:{row.visit}"} if row.visit in paper.facts.visits else {}
        cells = with_remarks(row.cells, "todos", table.id, draft, row)
        due = frozenset({0}) if row.open else frozenset[int]()
        lines.append(SheetRow(cells, row_key(row), due, links, plain.faint - due, printed=row.cells))
    first = sheet.row + 1
    inputs = frozenset(fields("todos").index(name) for name in (*OFFICE_FIELDS, "note"))
    block = Block("", heads("todos", words), tuple(lines), table.lines, table.id, fields("todos"), inputs)
    sheet.block(block, repeat=True, freeze=True)
    offer(sheet, "todos", first, lines)
    last = sheet.row - 1
    sheet.raw.autofilter(first - 1, 0, last, len(table.columns) - 1)
    sheet.finish(hide=True)
