"""A paper as a workbook of one sheet, for those who send or change it in Excel; no formula, link or hidden cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import LANDSCAPE_WIDTH, StyledBook, set_page, write_text
from planner.packet.document.model import FieldBoxes, Grid, Heading, Listing, Paragraph, Title
from planner.packet.document.printable import printable
from planner.papers.cell_size import height, low_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from planner.packet.document.model import Block, Document

_LEAST_ROW = 20.0


def workbook_file(document: Document) -> bytes:
    """Return a paper as .xlsx; covers, codes and pictures are left out.

    The columns are those of its widest table; other tables share them out.

    Returns
    -------
    bytes
        The same for the same document.
    """
    book = StyledBook({"title": printable(document.title).replace("\n", " ")})
    book.add("paper", printable(document.title).replace("\n", " "))
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    widest = max(grids, key=lambda grid: len(grid.columns))
    columns = [[name, *(row[k] for row in widest.rows)] for k, name in enumerate(widest.columns)]
    sheet = _PaperSheet(book, low_widths(columns, LANDSCAPE_WIDTH, least=9, most=60))
    set_page(sheet.raw, sheet.widths, footer=document.footer.replace("\n", "  "))
    for block in document.blocks:
        sheet.block(block)
    sheet.raw.print_area(0, 0, max(0, sheet.row - 1), len(sheet.widths) - 1)
    return book.close()


class _PaperSheet:
    """The sheet of a paper, filled from the top."""

    def __init__(self, book: StyledBook, widths: Sequence[float]) -> None:
        self.book, self.widths, self.row = book, list(widths), 0
        self.raw: Worksheet = book.sheets["paper"]

    def block(self, block: Block) -> None:
        """Write a block under what is there."""
        match block:
            case Title():
                self._across(block.text, "title", 1.6)
                if block.under:
                    self._across(block.under, "line", align="center")
            case Heading():
                self._across(block.text, "section", 1.2)
            case Paragraph():
                self._across(block.text, "line")
            case Listing():
                for text in block.items:
                    self._across(f"{block.mark} {text}", "line")
            case FieldBoxes():
                for field in block.fields:
                    self._cells((field.label, field.value), ("head", "cell"))
            case Grid():
                self._cells(block.columns, ("head",) * len(block.columns))
                for row in block.shown():
                    self._cells(row, ("cell",) * len(row))

    def _across(self, text: str, style: str, scale: float = 1.0, **more: str) -> None:
        """Write a text over the whole width."""
        text, last = printable(text), len(self.widths) - 1
        self.raw.merge_range(self.row, 0, self.row, last, "", self.book.format(style, text_wrap=True, **more))
        write_text(self.raw, self.row, 0, text, self.book.format(style, text_wrap=True, **more))
        self._next(height([text], [sum(self.widths)], scale))

    def _cells(self, texts: Sequence[str], styles: Sequence[str]) -> None:
        """Write a row of a table; fewer cells than columns share them out behind the first."""
        texts = [printable(text) for text in texts]
        edges = _edges(len(texts), len(self.widths))
        wide = []
        for k, (text, style) in enumerate(zip(texts, styles, strict=True)):
            begin, end, form = edges[k], edges[k + 1] - 1, self.book.format(style)
            if end > begin:
                self.raw.merge_range(self.row, begin, self.row, end, "", form)
            write_text(self.raw, self.row, begin, text, form)
            wide.append(sum(self.widths[begin : end + 1]))
        self._next(height(texts, wide))

    def _next(self, high: float) -> None:
        self.raw.set_row(self.row, max(_LEAST_ROW, high))
        self.row += 1


def _edges(cells: int, columns: int) -> list[int]:
    """Return where the cells of a row begin and the last one ends: the first has a column, the others the rest."""
    if cells == 1:
        return [0, columns]
    return [0, *(1 + k * (columns - 1) // (cells - 1) for k in range(cells))]
