"""A workbook given back with cells marked: coloured, with a comment each, and a list of all marks in front."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.formats.workbook.book import open_book
from planner.formats.workbook.mark_faults import COMMENT_AUTHOR, mark_cell, refuse_wide_ranges, restore_drop_down_lists
from planner.formats.workbook.styled_book import quoted, storable_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell

FINDINGS_SHEET = "检查结果"
LEVEL_FILLS = {"must": "FF9B9B", "should": "FFE699", "prefer": "E2EFDA"}
"""By gravity; on a grey printer the gravest is the darkest."""


@dataclass(frozen=True)
class CellMark:
    """A remark on a cell.

    Attributes
    ----------
    sheet, cell : str
        Where; a sheet or cell that is not there: only in the list.
    level : str
        ``must``, ``should`` or ``prefer``.
    text : str
        What is wrong.
    """

    sheet: str
    cell: str
    level: str
    text: str


def with_findings_marked(path: str | Path, marks: Sequence[CellMark], title: str) -> bytes:
    """Return a workbook with cells marked; marks of an earlier time are taken away.

    Raises
    ------
    FaultyInput
        When it cannot be opened, or is refused.
    """
    import openpyxl

    path = Path(path)
    refuse_wide_ranges(path, open_book(path))
    book = openpyxl.load_workbook(path, keep_links=False)
    restore_drop_down_lists(book, path)
    _clean(book)
    by_cell: dict[tuple[str, str], list[CellMark]] = {}
    for each in marks:
        if each.sheet in book.sheetnames and each.cell:
            by_cell.setdefault((each.sheet, each.cell), []).append(each)
    for (sheet, cell), some in by_cell.items():
        level = min((each.level for each in some), key=list(LEVEL_FILLS).index)
        mark_cell(book[sheet], cell, list(dict.fromkeys(storable_text(each.text) for each in some)), LEVEL_FILLS[level])
    _list(book, marks, title)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clean(book: Workbook) -> None:
    from openpyxl.styles import PatternFill

    if FINDINGS_SHEET in book.sheetnames:
        del book[FINDINGS_SHEET]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == COMMENT_AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _list(book: Workbook, marks: Iterable[CellMark], title: str) -> None:
    """Put a sheet in front that names every mark and leads to it."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet = book.create_sheet(FINDINGS_SHEET, 0)
    thin = Side(style="thin")
    border, wrap = Border(thin, thin, thin, thin), Alignment(wrap_text=True, vertical="center")
    _text(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(name="黑体", size=14)
    for k, text in enumerate(("级别", "位置", "情况"), start=1):
        _text(sheet.cell(2, k), text)
        sheet.cell(2, k).font, sheet.cell(2, k).border = Font(name="黑体"), border
    words = {"must": "必须", "should": "应当", "prefer": "尽量"}
    for row, each in enumerate(dict.fromkeys(marks), start=3):
        where = f"{each.sheet}!{each.cell}" if each.cell else each.sheet
        for k, text in enumerate((words[each.level], where, each.text), start=1):
            cell = sheet.cell(row, k)
            _text(cell, text)
            cell.border, cell.alignment = border, wrap
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=LEVEL_FILLS[each.level])
        if each.sheet in book.sheetnames and each.cell:
            sheet.cell(row, 2).hyperlink = f"#{quoted(each.sheet)}!{each.cell}"
            sheet.cell(row, 2).font = Font(color="1F4E9E", underline="single")
    for column, width in (("A", 8), ("B", 30), ("C", 90)):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _text(cell: Cell, text: str) -> None:
    """Write a text as text, whatever it begins with."""
    cell.value = storable_text(text)
    cell.data_type = "s"
