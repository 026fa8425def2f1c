"""A workbook under way: sheets with names that any program takes, formats, links, and text that stays text."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

BODY_FONT, HEAD_FONT = "宋体", "黑体"
CREATED = dt.datetime(2000, 1, 3)  # noqa: DTZ001  the same bytes whenever it is written
A4_PAPER = 9
"""The number of the paper size in workbooks."""
LANDSCAPE_WIDTH, PORTRAIT_WIDTH = 142.0, 98.0
"""Units of column width that an A4 page holds at full size between the margins."""
PAGE_HEIGHT = {True: 495.0, False: 730.0}
"""Points that an A4 page holds between the margins, landscape or not."""
CHANGED_FILL = "#ffd966"
"""Fill of what has changed since the last draft; light enough to be read on a grey printer."""
_UNSAFE = re.compile(r"[\x00-\x1f\[\]:*?/\\]+")
_NOT_LAST = "' \u200d"
"""What a sheet's name does not end with."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f￾￿]")
MAX_TEXT_CHARACTERS = 32_000
"""Characters in a cell; workbooks take 32,767."""
MAX_SHEET_NAME = 31
"""Length of a sheet's name in UTF-16 units."""

_BASE = {"font_name": BODY_FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
CELL_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": HEAD_FONT, "font_size": 16, "align": "center", "text_wrap": False},
    "line": {},
    "head": {"font_name": HEAD_FONT, "border": 1, "align": "center", "bg_color": "#d9e1f2"},
    "cell": {"border": 1},
    "middle": {"border": 1, "align": "center"},
    "again": {"border": 1, "font_color": "#8c8c8c"},
    "section": {"font_name": HEAD_FONT, "font_size": 12, "top": 2},
    "link": {"font_color": "#1f4e9e", "underline": 1},
    "cell link": {"border": 1, "font_color": "#1f4e9e", "underline": 1},
    "hint": {"font_color": "#595959", "italic": True},
    "total": {"border": 1, "bold": True, "top": 2},
    "input": {"border": 1, "bg_color": "#fff9e5", "locked": False},
    "hidden": {"text_wrap": False, "font_color": "#8c8c8c"},
}


class StyledBook:
    """A workbook that is written into memory.

    Attributes
    ----------
    names : dict
        Names of the sheets by what they are about, e.g. ``visit:v1``: all are added before any is filled, so that
        links can point forward.
    places : dict
        Cells by what stands there, e.g. ``driver:d1`` → ``'司机'!A12``: filled as the sheets are.
    """

    def __init__(self, properties: Mapping[str, Any]) -> None:
        self._out = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.file = xlsxwriter.Workbook(self._out, options)
        self.file.set_properties({"created": CREATED, **properties})
        self.names: dict[str, str] = {}
        self.sheets: dict[str, Worksheet] = {}
        self.places: dict[str, str] = {}
        self._formats: dict[tuple[str, tuple[tuple[str, Any], ...]], Format] = {}

    def add(self, about: str, name: str) -> None:
        """Add a sheet for a subject, behind those that are there, under a name like the wished one."""
        taken = {other.casefold() for other in self.names.values()}
        whole = " ".join(_UNSAFE.sub(" ", name).split()).strip("' ") or "_"
        clean = _cut(whole, MAX_SHEET_NAME).rstrip(_NOT_LAST)
        text, k = clean, 2
        while text.casefold() in taken or text.casefold() == "history":
            tail = f" ({k})"
            text, k = _cut(whole, MAX_SHEET_NAME - len(tail)).rstrip(_NOT_LAST) + tail, k + 1
        self.names[about] = text
        self.sheets[about] = self.file.add_worksheet(text)

    def format(self, style: str, **more: Any) -> Format:
        """Return a format: a style and what differs from it."""
        key = style, tuple(sorted(more.items())) if more else ()
        if key not in self._formats:
            self._formats[key] = self.file.add_format({**_BASE, **CELL_STYLES[style], **more})
        return self._formats[key]

    def target(self, about: str, cell: str = "A1") -> str:
        """Return the address of a subject for a link, or ``""`` if it has neither a sheet nor a place."""
        if about in self.names:
            return f"{quoted(self.names[about])}!{cell}"
        return self.places.get(about, "")

    def close(self) -> bytes:
        """Return the whole workbook."""
        self.file.close()
        return self._out.getvalue()


def _cut(text: str, most: int) -> str:
    """Cut a text to so many UTF-16 units, as Excel counts them: an emoji is two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def quoted(sheet: str) -> str:
    """Return a sheet name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"


def storable_text(text: str) -> str:
    """Return a text that a workbook can hold: no control characters, not too long."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    return _cut(text, MAX_TEXT_CHARACTERS) if 2 * len(text) > MAX_TEXT_CHARACTERS else text


def write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    """Write a text as text, whatever it begins with."""
    text = storable_text(text)
    if text:
        sheet.write_string(row, column, text, form)
    else:
        sheet.write_blank(row, column, None, form)


def write_link(sheet: Worksheet, row: int, column: int, target: str, text: str, form: Format) -> None:
    """Write a text that leads to another cell of the workbook; plain text where there is nothing to lead to."""
    text = storable_text(text)
    if target and text:
        sheet.write_url(row, column, f"internal:{target}", form, text)
    else:
        write_text(sheet, row, column, text, form)


def set_page(
    sheet: Worksheet, columns: Sequence[float], landscape: bool = True, tall: int = 0, footer: str = ""
) -> None:
    """Set a sheet up: A4, so many pages high (0: as many as it takes) and one wide, column widths, page numbers."""
    sheet.set_paper(A4_PAPER)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, tall)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    foot = storable_text(footer).replace("&", "&&")[:180]
    # a blank after the size: a footer that begins with a digit would be part of it
    sheet.set_footer(f"&L&8 {foot}&R&8 &P / &N")
    for k, width in enumerate(columns):
        sheet.set_column(k, k, width)
