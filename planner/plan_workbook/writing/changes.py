"""The sheets 变更 (what has happened since, to be filled in) and 本稿改动 (what changed since the draft before)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import write_text
from planner.language.event_sheet import event_choices, event_titles
from planner.language.events.base import COLUMN_TITLES
from planner.plan_workbook.writing.sheet import KEY, Block, FilledSheet, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.formats.workbook.styled_book import StyledBook
    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.plan_workbook.writing.changed_cells import Changes, WrittenDraft

_WIDTHS = (12.0, 24.0, 44.0, 20.0, 13.0, 13.0, 12.0, 26.0)
EVENT_ROWS = 40
"""Rows of the sheet 变更, those with events and empty ones."""
MIN_EMPTY_EVENT_ROWS = 5
"""Empty rows at least, however many events there are."""
_LISTS = {"event": "events", "visit": "visits", "item": "items", "subject": "subjects", "day": "days"}


def event_sheet(book: StyledBook, paper: Paper, draft: WrittenDraft) -> None:
    """Fill the sheet 变更: rows with lists to choose from, those of the last draft kept."""
    words = paper.words
    sheet = FilledSheet(book, "events", _WIDTHS, tall=1, footer=draft.footer(paper))
    sheet.title(words.pick("变更", "Events"))
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    hint = words.pick(
        "计划排出之后有变化时，每行写一件事：先选“事由”，再按下表填其余各列。保存后重新排，只动必须动的。",
        "When something happens after the plan is made, write a row for each: choose the event, then fill the other "
        "columns as said below. Save and plan again: only what must move is moved.",
    )
    sheet.line(hint, "hint")
    columns = event_titles(words)
    blank = ("",) * len(columns)
    rows = [*draft.events, *[blank] * max(MIN_EMPTY_EVENT_ROWS, EVENT_ROWS - len(draft.events))]
    lines = tuple(SheetRow(cells) for cells in rows)
    first = sheet.row + 1
    inputs = frozenset(range(len(columns)))
    block = Block("", columns, lines, about="events", fields=tuple(COLUMN_TITLES), inputs=inputs)
    sheet.block(block, freeze=True)
    for k, name in enumerate(COLUMN_TITLES):
        source = book.places.get(f"list:{_LISTS.get(name, '')}")
        if source:
            rule = {"validate": "list", "source": f"={source}", "show_error": name == "event"}
            sheet.raw.data_validation(first, k, first + len(rows) - 1, k, rule)
    sheet.gap()
    sheet.head((columns[0], words.pick("怎样填", "How to fill the row")), scope=f"{KEY}:help", fields=("", ""))
    for choice, how in event_choices(words).items():
        write_text(sheet.raw, sheet.row, 0, choice, book.format("cell"))
        sheet.raw.merge_range(sheet.row, 1, sheet.row, 4, how, book.format("cell"))
        sheet.row += 1
    sheet.finish(hide=True)


def draft_sheet(
    book: StyledBook, paper: Paper, draft: WrittenDraft, changes: Changes, tables: Sequence[PaperTable]
) -> None:
    """Fill the sheet 本稿改动: every cell that differs from the draft before, old and new text."""
    words = paper.words
    columns = tuple(words.pick("来访客户 活动 栏目 原来 现在", "Client Activity Column Was Is").split())
    sheet = FilledSheet(book, "draft", (22.0, 30.0, 10.0, 35.0, 35.0), footer=draft.footer(paper))
    sheet.title(words.pick("本稿改动", "Changed in this draft") + words.pick("　", " · ") + draft.name(paper))
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    lines = list(_changed(paper, changes, tables))
    if not lines:
        text = words.pick("这是第一稿。", "This is the first draft.")
        if changes.former is not None:
            text = words.pick("与上一稿相同。", "The same as the draft before.")
        sheet.line(text, "hint")
    else:
        sheet.block(Block("", columns, tuple(lines)), repeat=True, freeze=True)
    sheet.finish()


def _changed(paper: Paper, changes: Changes, tables: Sequence[PaperTable]) -> Iterator[SheetRow]:
    if changes.former is None:
        return
    words = paper.words
    new, gone = words.pick("新增", "new"), words.pick("取消", "gone")
    for table in tables:
        visit = table.id.partition(":")[2]
        client, links = paper.names.client(visit), {0: f"visit:{visit}"}
        for row in table.rows:
            what, old = row.cells[2], changes.was(table.id, row)
            columns = changes.cells(table.id, row)
            if columns and old is None:
                yield SheetRow((client, what, new, "", _summary(words, row.cells)), links=links)
                continue
            for k in sorted(columns):
                assert old is not None
                yield SheetRow((client, what, table.columns[k], old.cells[k], row.cells[k]), links=links)
        for row in changes.gone(table):
            yield SheetRow((client, row.cells[2], gone, _summary(words, row.cells), ""), links=links)


def _summary(words: Words, cells: tuple[str, ...]) -> str:
    return words.pick("　", " · ").join(text for text in (*cells[:2], cells[3]) if text)
