"""任务单: one sheet a kind of resource, one below the other; times and cars of drives can be changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.tables.duties import duty_title
from planner.plan_workbook.columns import EDITABLE_TABLES, fields
from planner.plan_workbook.row_keys import row_key
from planner.plan_workbook.writing.delegations import with_remarks
from planner.plan_workbook.writing.sheet import OFFICE_PORTRAIT, Block, FilledSheet, SheetRow, lines_of, widths_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.papers.tables.duties import DutyKind
    from planner.plan_workbook.writing.changed_cells import Changes, WrittenDraft

_LINKED_KINDS: tuple[DutyKind, ...] = ("driver", "vehicle", "person")
"""Lists whose clients lead to the sheets of the delegations, where people go to and fro between the sheets."""


def duty_sheet(
    book: StyledBook, paper: Paper, draft: WrittenDraft, changes: Changes, kind: DutyKind, tables: Sequence[PaperTable]
) -> None:
    """Fill the sheet of a kind: a block a driver, vehicle, room or person."""
    words = paper.words
    whole = (0, fields(kind).index("client")) if kind in _LINKED_KINDS else (0,)
    widths = widths_of(tables, whole=whole)
    landscape = sum(widths) > OFFICE_PORTRAIT
    sheet = FilledSheet(book, f"duty:{kind}", widths, landscape, footer=draft.footer(paper))
    sheet.title(duty_title(kind, words))
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    if kind in EDITABLE_TABLES:
        sheet.line(
            words.pick(
                "时间精确到5分钟；出发、到达和车辆、司机可在此修改。",
                "Times to 5 minutes; departure, arrival, vehicle and driver may be changed here.",
            ),
            "hint",
        )
    for table in tables:
        block = _block(table, kind, draft, changes)
        sheet.keep(block)
        sheet.block(block)
        sheet.gap()
    sheet.finish(hide=True, turn=True)


def _block(table: PaperTable, kind: DutyKind, draft: WrittenDraft, changes: Changes) -> Block:
    lines = []
    for row, plain in zip(table.rows, lines_of(table), strict=True):
        links = {fields(kind).index("client"): f"visit:{row.visit}"} if kind in _LINKED_KINDS else {}
        if kind in _LINKED_KINDS and row.day is not None and 0 not in plain.faint:
            links[0] = f"day:{row.day}"
        changed = changes.cells(table.id, row) if kind in EDITABLE_TABLES else frozenset[int]()
        cells = with_remarks(row.cells, kind, table.id, draft, row)
        lines.append(SheetRow(cells, row_key(row), changed, links, plain.faint, printed=row.cells))
    return Block(table.title, table.columns, tuple(lines), table.lines, table.id, fields(kind))
