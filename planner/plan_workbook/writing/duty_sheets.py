"""任务单: one sheet a kind of resource, one below the other; times and cars of drives can be changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.tables.duties import duty_title
from planner.plan_workbook.writing.draft import row_key
from planner.plan_workbook.writing.sheet import Block, FilledSheet, SheetRow, lines_of, widths_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.papers.tables.duties import Kind
    from planner.plan_workbook.writing.draft import Changes, WrittenDraft

FIELDS: dict[str, tuple[str, ...]] = {
    "driver": ("day", "ready", "depart", "arrive", "way", "client", "vehicle", "note"),
    "vehicle": ("day", "ready", "depart", "arrive", "way", "client", "driver", "note"),
    "person": ("day", "time", "role", "what", "place", "client", "note"),
    "room": ("day", "ready", "time", "cleared", "what", "client", "crew", "note"),
    "workshop": ("day", "time", "client", "part", "docent"),
    "dining": ("day", "time", "room", "what", "client", "ours", "diet", "note"),
    "hotel": ("day", "client", "rooms", "note"),
}
"""What the columns are, for whoever reads them back."""
_CLIENT = {"driver": 5, "vehicle": 5, "person": 5}
"""The column that leads to the delegation, where people go to and fro between the sheets."""


def duty_sheet(
    book: StyledBook, paper: Paper, draft: WrittenDraft, changes: Changes, kind: Kind, tables: Sequence[PaperTable]
) -> None:
    """Fill the sheet of a kind: a block a driver, vehicle, room or person."""
    words = paper.words
    sheet = FilledSheet(
        book, f"duty:{kind}", widths_of(tables, whole=(0, _CLIENT.get(kind, 0))), footer=draft.footer(paper)
    )
    sheet.title(duty_title(kind, words))
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    if kind in ("driver", "vehicle"):
        sheet.line(
            words.pick(
                "时间精确到5分钟；出发、到达和车辆、司机可在此修改。",
                "Times to 5 minutes; departure, arrival, vehicle and driver may be changed here.",
            ),
            "hint",
        )
    for table in tables:
        block = _block(table, kind, changes)
        sheet.keep(block)
        sheet.block(block)
        sheet.gap()
    sheet.finish(hide=True, turn=True)


def _block(table: PaperTable, kind: Kind, changes: Changes) -> Block:
    lines = []
    for row, plain in zip(table.rows, lines_of(table), strict=True):
        links = {_CLIENT[kind]: f"visit:{row.visit}"} if kind in _CLIENT else {}
        if kind in _CLIENT and row.day is not None and 0 not in plain.faint:
            links[0] = f"day:{row.day}"
        changed = changes.cells(table.id, row) if kind in ("driver", "vehicle") else frozenset[int]()
        lines.append(SheetRow(row.cells, row_key(row), changed, links, plain.faint))
    return Block(table.title, table.columns, tuple(lines), table.lines, table.id, FIELDS[kind])
