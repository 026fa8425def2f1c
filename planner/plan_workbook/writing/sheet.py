"""One table after another on a sheet: title, lines above, head, rows; and what lies hidden beside a row.

Beside a row that can be changed by hand stand, in two hidden columns, the key of what it tells and its cells as they
were printed. A cell that still reads as printed means what the plan says, to the minute; whoever sorts the rows takes
both along.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import (
    CHANGED_FILL,
    LANDSCAPE_WIDTH,
    PAGE_HEIGHT,
    PORTRAIT_WIDTH,
    quoted,
    set_page,
    storable_text,
    write_link,
    write_text,
)
from planner.papers.cell_size import height, lines, low_widths, measure

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.table import PaperTable

KEY = "_key"
"""Head of the hidden column of keys, with what the table is behind a colon."""
_PRINTED_SIZE = 0.9
"""The office's sheets are printed in 小五, 9 points for the 10 on the screen: a third less pages, still read well."""
OFFICE_LANDSCAPE, OFFICE_PORTRAIT = LANDSCAPE_WIDTH / _PRINTED_SIZE, PORTRAIT_WIDTH / _PRINTED_SIZE
"""Units of column width that such a page holds."""
_HEAD_HEIGHT = 45.0
"""Height of a table's title and head, in points."""


@dataclass(frozen=True)
class SheetRow:
    """A row of a sheet.

    Attributes
    ----------
    cells : tuple of str
        What is shown.
    key : str
        What it tells: an id of the plan, ``id#2`` for the third vehicle of a move; ``""``: nothing can be read back.
    changed : frozenset of int
        Columns that differ from the last draft.
    links : mapping
        Column → what it leads to (``visit:v1``, ``day:2026-10-20``, ``driver:d1``).
    faint : frozenset of int
        Columns whose text repeats that of the row above.
    """

    cells: tuple[str, ...]
    key: str = ""
    changed: frozenset[int] = frozenset()
    links: Mapping[int, str] = field(default_factory=dict)
    faint: frozenset[int] = frozenset()
    style: str = "cell"
    printed: tuple[str, ...] | None = None
    """Its cells without what planners have added; None: nothing was."""


@dataclass(frozen=True)
class Block:
    """A table of a sheet with its heading; ``about``: what links to it mean; ``fields``: what its columns are."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[SheetRow, ...]
    above: tuple[str, ...] = ()
    about: str = ""
    fields: tuple[str, ...] = ()
    inputs: frozenset[int] = frozenset()
    """Columns that wait for the planner's hand."""


class FilledSheet:
    """A worksheet that is filled from the top."""

    def __init__(
        self,
        book: StyledBook,
        about: str,
        columns: Sequence[float],
        landscape: bool = True,
        tall: int = 0,
        footer: str = "",
    ) -> None:
        self.book, self.about, self.columns = book, about, list(columns)
        self.raw: Worksheet = book.sheets[about]
        self.row = 0
        self._landscape, self._high, self._breaks = landscape, 0.0, list[int]()
        set_page(self.raw, columns, landscape, tall, footer)

    @property
    def width(self) -> float:
        """Width of all columns."""
        return sum(self.columns)

    def title(self, text: str) -> None:
        """Write the title over all columns; a smaller letter where it would not fit."""
        size = max(10, min(16, int(10 * (self.width - 2) / max(1.0, measure(text)))))
        self._set_row(26)
        self._across(text, self.book.format("title", font_size=size))

    def line(self, text: str, style: str = "line", target: str = "") -> None:
        """Write a line over all columns, wrapped."""
        self._set_row(height([text], [self.width]))
        whole = lines(text, self.width) == 1  # not every program wraps a link
        self._across(text, self.book.format(style if whole else "line"), target if whole else "")

    def _across(self, text: str, form: object, target: str = "") -> None:
        last = len(self.columns) - 1
        if last:
            self.raw.merge_range(self.row, 0, self.row, last, "", form)
        if target:
            write_link(self.raw, self.row, 0, target, text, form)
        else:
            write_text(self.raw, self.row, 0, text, form)
        self.row += 1

    def links(self, targets: Sequence[tuple[str, str]]) -> None:
        """Write a row of links, one a column; what has no target is left out."""
        shown = [(text, self.book.target(about)) for text, about in targets]
        shown = [pair for pair in shown if pair[1]][: len(self.columns)]
        for column, (text, target) in enumerate(shown):
            write_link(self.raw, self.row, column, target, text, self.book.format("link", text_wrap=False))
        self.row += bool(shown)

    def head(
        self,
        columns: Sequence[str],
        repeat: bool = False,
        freeze: bool = False,
        scope: str = "",
        fields: Sequence[str] = (),
    ) -> None:
        """Write the head of a table; ``scope`` and ``fields`` say beside it what it is and what its columns are."""
        for k, text in enumerate(columns):
            write_text(self.raw, self.row, k, text, self.book.format("head"))
        if scope:
            self._beside(scope, json.dumps(dict(zip(columns, fields, strict=True)), ensure_ascii=False))
        self._set_row(max(20, height(columns, self.columns[: len(columns)])))
        if freeze:
            self.raw.freeze_panes(self.row + 1, 0)
        if repeat:
            self.raw.repeat_rows(self.row)
        self.row += 1

    def _beside(self, key: str, was: str) -> None:
        hidden, k = self.book.format("hidden"), len(self.columns)
        write_text(self.raw, self.row, k, key, hidden)
        write_text(self.raw, self.row, k + 1, was, hidden)

    def block(self, block: Block, repeat: bool = False, freeze: bool = False) -> None:
        """Write a table; ``block.fields`` non-empty: with what is needed to read it back."""
        if block.about:
            self.book.places[block.about] = f"{quoted(self.raw.name)}!A{self.row + 1}"
        if block.title:
            self.line(block.title, "section")
        for text in block.above:
            self.line(text)
        scope = f"{KEY}:{block.about}" if block.fields else ""
        self.head(block.columns, repeat, freeze, scope, block.fields)
        self.lines(block)

    def lines(self, block: Block) -> None:
        """Write the rows of a table without its head."""
        for line in block.lines:
            self._line(block, line)

    def _line(self, block: Block, line: SheetRow) -> None:
        book, row = self.book, self.row
        for k, text in enumerate(line.cells):
            style = "again" if k in line.faint and line.style == "cell" else line.style
            if k in block.inputs:
                style = "input"
            more = {"bg_color": CHANGED_FILL, "bold": True} if k in line.changed else {}
            target = book.target(line.links[k]) if k in line.links else ""
            if lines(text, self.columns[k]) > 1:  # not every program wraps a link
                target = ""
            if target:
                write_link(self.raw, row, k, target, text, book.format("cell link", **more))
            else:
                write_text(self.raw, row, k, text, book.format(style, **more))
        if block.fields and line.key:
            was = {
                name: storable_text(text)
                for name, text in zip(block.fields, line.printed or line.cells, strict=True)
                if name
            }
            self._beside(line.key, json.dumps(was, ensure_ascii=False))
        self._set_row(self._height(line))
        self.row += 1

    def _height(self, line: SheetRow) -> float:
        return max(18, height(line.cells, self.columns[: len(line.cells)]))

    def _set_row(self, high: float) -> None:
        self.raw.set_row(self.row, high)
        if self._high and self._high + high > self._room:
            self._turn()
        self._high += high

    @property
    def _room(self) -> float:
        """Points of height that a page holds at the size at which it is printed."""
        wide = LANDSCAPE_WIDTH if self._landscape else PORTRAIT_WIDTH
        return PAGE_HEIGHT[self._landscape] / min(1.0, wide / self.width)

    def _turn(self) -> None:
        self._breaks.append(self.row)
        self._high = 0.0

    def gap(self) -> None:
        """Leave a row free."""
        self._set_row(15)
        self.row += 1

    def keep(self, block: Block) -> None:
        """Begin a new page where a short table, or the first rows of a long one, would be parted from its head."""
        rows = [self._height(line) for line in block.lines]
        whole = _HEAD_HEIGHT + sum(rows)
        wanted = whole if whole < self._room / 2 else _HEAD_HEIGHT + sum(rows[:3])
        if self._high and self._high + wanted > self._room:
            self._turn()

    def finish(self, hide: bool = False, turn: bool = False) -> None:
        """Set the print area to what is shown; hide the columns beside it; ``turn``: pages end where we counted."""
        if turn:
            self.raw.set_h_pagebreaks(self._breaks[:1000])
        self.raw.print_area(0, 0, max(0, self.row - 1), len(self.columns) - 1)
        if hide:
            first = len(self.columns)
            self.raw.set_column(first, first + 1, 4, self.book.format("hidden"), {"hidden": True})


def lines_of(table: PaperTable, links: Mapping[int, str] | None = None) -> Iterable[SheetRow]:
    """Yield the rows of a table of a paper as lines; repeated texts of its merged columns are faint."""
    before: tuple[str, ...] = ()
    for row in table.rows:
        same = 0
        while same < min(table.merged, len(before)) and row.cells[same] == before[same]:
            same += 1
        yield SheetRow(row.cells, faint=frozenset(range(same)), links=dict(links or {}))
        before = row.cells


def widths_of(tables: Sequence[PaperTable], landscape: bool = True, whole: Container[int] = ()) -> list[float]:
    """Return column widths for tables of one form on one sheet; ``whole``: columns of links."""
    count = max(len(table.columns) for table in tables)
    texts: list[list[str]] = [[] for _ in range(count)]
    for table in tables:
        for cells in (table.columns, *(row.cells for row in table.rows)):
            for k in range(count):
                texts[k].append(cells[k] if k < len(cells) else "")
    return low_widths(texts, OFFICE_LANDSCAPE if landscape else OFFICE_PORTRAIT, most=64, whole=whole)
