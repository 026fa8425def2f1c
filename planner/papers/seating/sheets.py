"""Sheets of a workbook that print on A4: titles, lines, tables, pictures. Text is text, never a formula or a link."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import StyledBook, quoted, write_link, write_text
from planner.formats.workbook.styled_book import set_page as set_page
from planner.papers.plain_text import clean, width
from planner.papers.seating.page import MM_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from planner.language.words import Words
    from planner.papers.seating.drawings import Picture
    from planner.papers.table import PaperTable

LINE_HEIGHT_POINTS = 15.0
"""Height of a line, points."""
MAX_LIST_COLUMN_WIDTH, MIN_LIST_COLUMN_WIDTH = 46, 6
"""Columns, characters."""
PORTRAIT_CHARACTERS = 92
"""Characters that stand side by side on an upright page; wider tables lie across."""
MAX_WIDENING = 1.7
"""A narrow table may be widened so much to fill its page."""
PICTURE_ROOM = {False: (190.0, 150.0), True: (277.0, 165.0)}
"""Of a picture on an upright page above a list, and on a page of its own lying across: mm."""


class PrintedSheets:
    """A workbook being written.

    Parameters
    ----------
    title : str
        What the file says it is.
    """

    def __init__(self, title: str, words: Words) -> None:
        self.words = words
        self._book = StyledBook({"title": title})

    def bytes(self) -> bytes:
        """Return the file."""
        return self._book.close()

    def name(self, text: str) -> str:
        """Add an empty sheet behind the others and return its name, which no other has."""
        about = str(len(self._book.names))
        self._book.add(about, clean(text))
        return self._book.names[about]

    def _page(self, name: str) -> Worksheet:
        return next(self._book.sheets[about] for about, other in self._book.names.items() if other == name)

    def lists(self, name: str, title: str, lines: Sequence[str], tables: Sequence[PaperTable]) -> None:
        """Fill a sheet with tables, one under the other; a single one can be filtered, its head is on every page."""
        page = self._page(name)
        widths = _widths(tables)
        self._set_up(page, title, widths, one=False)
        row = self._heading(page, title, lines)
        for number, table in enumerate(tables):
            row = self._table(page, row, table, widths, "" if len(tables) == 1 else table.title)
            if len(tables) == 1 and table.rows:
                first = row - len(table.rows) - 1
                page.repeat_rows(first)
                page.freeze_panes(first + 1, 0)
                if table.merged < 2:
                    page.autofilter(first, 0, row - 1, len(table.columns) - 1)
            row += number < len(tables) - 1

    def picture(self, name: str, title: str, pictures: Sequence[Picture]) -> None:
        """Fill a sheet with pictures, each on a page of its own."""
        page = self._page(name)
        across = all(picture.size[0] > picture.size[1] for picture in pictures)
        self._set_up(page, title, [], one=False, across=across)
        page.set_column(0, 20, 9)
        row = 0
        for picture in pictures:
            row = self._image(page, row, picture, PICTURE_ROOM[True] if across else (190.0, 260.0))
            page.set_h_pagebreaks([row]) if picture is not pictures[-1] else None

    def chart(self, name: str, title: str, pictures: Sequence[Picture], table: PaperTable) -> None:
        """Fill a sheet with the chart of a table or car over the list of its people, on one page."""
        page = self._page(name)
        widths = _widths([table])
        self._set_up(page, title, widths, one=True)
        row = self._heading(page, title, table.lines)
        for picture in pictures:
            row = self._image(page, row, picture, PICTURE_ROOM[False])
        self._table(page, row, table, widths, "", lines=False)

    def index(self, name: str, title: str, lines: Sequence[str], links: Sequence[tuple[str, str, str]]) -> None:
        """Fill the first sheet: what is said of the whole, and where to find what (sheet, text, remark)."""
        page = self._page(name)
        self._set_up(page, title, [34.0, 56.0], one=False)
        row = self._heading(page, title, lines)
        for sheet, text, remark in links:
            write_link(page, row, 0, f"{quoted(sheet)}!A1", _text(text), self._book.format("link"))
            write_text(page, row, 1, _text(remark), self._line)
            row += 1

    # -- parts

    def _heading(self, page: Worksheet, title: str, lines: Sequence[str]) -> int:
        write_text(page, 0, 0, _text(title), self._book.format("title", align="left"))
        page.set_row(0, 26)
        for row, line in enumerate(lines, 1):
            write_text(page, row, 0, _text(line), self._line)
        return len(lines) + 2

    def _image(self, page: Worksheet, row: int, picture: Picture, room: tuple[float, float]) -> int:
        """Put a picture at a row, return the row under it."""
        wide, high = picture.size
        scale = min(room[0] / wide, room[1] / high)
        options = {"x_scale": scale, "y_scale": scale, "object_position": 3, "description": _text(picture.name)}
        page.insert_image(row, 0, f"{row}.png", {"image_data": io.BytesIO(picture.png), **options})
        return row + int(high * scale / MM_PER_INCH * 72 / LINE_HEIGHT_POINTS) + 2

    def _table(
        self, page: Worksheet, row: int, table: PaperTable, widths: Sequence[float], title: str, lines: bool = True
    ) -> int:
        """Write a table at a row, return the row under it."""
        above = [*([title] if title else []), *(table.lines if lines else ())]
        for text in above:
            write_text(page, row, 0, _text(text), self._line)
            row += 1
        if not table.rows:
            return row
        for column, text in enumerate(table.columns):
            write_text(page, row, column, _text(text), self._book.format("head"))
        row += 1
        for cells in table.shown():
            for column, text in enumerate(cells):
                self._cell(page, row, column, text)
            most = max(-(-width(_text(text)) // max(1, int(widths[k]) - 1)) for k, text in enumerate(cells))
            page.set_row(row, LINE_HEIGHT_POINTS * max(1, most) + 2)
            row += 1
        return row

    def _cell(self, page: Worksheet, row: int, column: int, text: str) -> None:
        text = _text(text)
        if text.isascii() and text.isdigit() and str(int(text)) == text and len(text) < 10:
            page.write_number(row, column, int(text), self._book.format("middle"))
        else:
            write_text(page, row, column, text, self._book.format("cell"))

    def _set_up(
        self, page: Worksheet, title: str, widths: Sequence[float], one: bool, across: bool | None = None
    ) -> None:
        page.set_default_row(LINE_HEIGHT_POINTS)
        lies = across if across is not None else sum(widths) > PORTRAIT_CHARACTERS and not one
        set_page(page, widths, landscape=lies, tall=int(one), footer=_text(title))

    @property
    def _line(self) -> Format:
        return self._book.format("line", text_wrap=False)


def _text(text: str) -> str:
    return clean(text.replace("\n", " "))


def _widths(tables: Sequence[PaperTable]) -> list[float]:
    """Return column widths that hold what stands in them, in characters; long texts take several lines."""
    columns = max((len(table.columns) for table in tables), default=0)
    found = [float(MIN_LIST_COLUMN_WIDTH)] * columns
    for table in tables:
        for column, head in enumerate(table.columns):
            texts = [head, *(row.cells[column] for row in table.rows)]
            found[column] = max(
                found[column], float(min(MAX_LIST_COLUMN_WIDTH, max(width(_text(text)) for text in texts) + 2))
            )
    # a narrow table is widened to the page, within reason
    more = min(MAX_WIDENING, PORTRAIT_CHARACTERS / sum(found)) if found else 1.0
    return [round(wide * max(1.0, more), 1) for wide in found]
