"""The workbook file: the cells of a `Book` with headers, lists, widths and pages; always the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import math
import unicodedata
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.drop_down_lists import CHOICES_SHEET, SPARE_LIST_ROWS, DropDownLists, names_on
from planner.formats.workbook.forms_company import COMPANY_FORMS
from planner.formats.workbook.forms_dinner import DINNER_FORMS
from planner.formats.workbook.forms_month import MONTH_FORMS
from planner.formats.workbook.forms_other import ABSENCES_FORM, CALENDAR_FORM, INFO_TITLE, POLICY_FORM
from planner.formats.workbook.forms_rounds import ROUNDS_FORMS
from planner.formats.workbook.forms_week import WEEK_FORMS
from planner.formats.workbook.styled_book import A4_PAPER, CREATED
from planner.formats.workbook.write import HEADER_ROWS

if TYPE_CHECKING:
    from planner.formats.workbook.book import Book, Cell, Sheet
    from planner.formats.workbook.cells.base import Look
    from planner.formats.workbook.form import Column, Form

FORM_OF_SHEET: dict[str, Form] = {
    form.title: form
    for form in (
        *(*WEEK_FORMS, *COMPANY_FORMS, ABSENCES_FORM, CALENDAR_FORM, POLICY_FORM),
        *(*DINNER_FORMS, *ROUNDS_FORMS, *MONTH_FORMS),
    )
}
NUMBER_FORMAT_OF_LOOK: dict[Look, str] = {
    "text": "@",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "time": "hh:mm",
    "number": "General",
}
MAX_COLUMN_WIDTH = 44
"""Of a column, in digits; longer texts are wrapped."""
_MARGIN_INCHES = 0.4
_LINE_POINTS = 13
"""Height of a line of text."""
_CHARACTER_QUARTERS = {"latin": 4, "other": 5, "wide": 8}
"""Widths of characters, in quarters of a digit's."""
MAX_READABLE_WIDTH = 210.0
"""Units of width that can still be read on one page."""
_BODY_STYLE = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
_SHEET_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_BODY_STYLE, "font_name": "黑体", "font_size": 16, "text_wrap": False},
    "line": {**_BODY_STYLE, "text_wrap": False},
    "head": {**_BODY_STYLE, "font_name": "黑体", "border": 1, "align": "center", "bg_color": "#d9e1f2"},
    "needed": {**_BODY_STYLE, "font_name": "黑体", "border": 1, "align": "center", "bg_color": "#b4c6e7"},
    "help": {
        **_BODY_STYLE,
        "border": 1,
        "font_size": 9,
        "italic": True,
        "font_color": "#595959",
        "bg_color": "#f2f2f2",
    },
    "label": {**_BODY_STYLE, "font_name": "黑体", "border": 1, "bg_color": "#d9e1f2"},
    "hint": {**_BODY_STYLE, "font_color": "#595959", "italic": True},
    "aside": {**_BODY_STYLE, "font_color": "#595959", "text_wrap": False},
}
_INTRODUCTION = "一张表填一类内容。深色表头为必填；每列第二行是说明；有下拉箭头的格子可选。表头上方的“+”展开少用的列。"
_EXAMPLE_NOTE = "浅黄底色的行是示例，改写或整行删去即可。"


def xlsx_of(book: Book, example: bool = False, other: Book | None = None, title: str = "接待资料") -> bytes:
    """Return a workbook file.

    Parameters
    ----------
    example : bool
        Whether its rows are an example, to be shown as such.
    other : Book or None
        The company's workbook, for the names in drop-down lists.
    title : str
        Above the first sheet.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(out, options)
    file.set_properties({"created": CREATED, "title": title})
    others = (
        {sheet.name: names_on(sheet, FORM_OF_SHEET[sheet.name]) for sheet in other.sheets if _listed(sheet)}
        if other
        else {}
    )
    writer = _SheetWriter(file, DropDownLists(book, FORM_OF_SHEET, others), example, title)
    for sheet in book.sheets:
        page = file.add_worksheet(sheet.name)
        if sheet.name == INFO_TITLE:
            writer.info(page, sheet, [other for other in book.sheets if other is not sheet])
        else:
            writer.table(page, sheet, FORM_OF_SHEET[sheet.name])
    writer.lists.write(file.add_worksheet(CHOICES_SHEET))
    file.close()
    return out.getvalue()


def _listed(sheet: Sheet) -> bool:
    form = FORM_OF_SHEET.get(sheet.name)
    return form is not None and bool(form.named)


class _SheetWriter:
    """Formats, widths and pages."""

    def __init__(self, file: Any, lists: DropDownLists, example: bool, title: str) -> None:
        self.lists = lists
        self._file = file
        self._example = example
        self._title = title
        self._formats: dict[tuple[str, Look], Any] = {}
        self._style = {name: file.add_format(style) for name, style in _SHEET_STYLES.items()}

    def _cell(self, name: str, look: Look = "text") -> Any:
        """Return the format of a cell: ``row`` of data, ``empty`` below it."""
        if (name, look) not in self._formats:
            # a day typed into a cell for moments must stay a day: it is the whole of it
            style = {
                **_BODY_STYLE,
                "num_format": NUMBER_FORMAT_OF_LOOK["number" if (name, look) == ("empty", "moment") else look],
            }
            if look != "text":
                style["align"] = "center"
            if name == "row":
                style |= {"border": 1} | ({"bg_color": "#fff9e5"} if self._example else {})
            self._formats[name, look] = self._file.add_format(style)
        return self._formats[name, look]

    def table(self, page: Any, sheet: Sheet, form: Form) -> None:
        """Write a sheet with a table."""
        last = max([HEADER_ROWS, *sheet.rows])
        rare = form.rare.split()
        heights, total, folded = [1] * (last + 1), 0.0, False
        for at, column in enumerate(form.all_columns):
            cells = [sheet.cell(row, at + 1) for row in range(HEADER_ROWS + 1, last + 1)]
            look, width = column.cell.look, _width(column, cells)
            away = column.header == "编号" or (column.header in rare and not any(cells))
            fold = {"hidden": away, "level": int(away), "collapsed": folded and not away}  # the + stands behind
            page.set_column(at, at, width, self._cell("empty", look), fold)
            folded = away
            page.write_string(0, at, column.header, self._style["needed" if column.needed else "head"])
            page.write_string(1, at, column.help, self._style["help"])
            for row, cell in enumerate(cells, start=HEADER_ROWS):
                _write(page, row, at, cell, self._cell("row", _look_of(cell, look)))
            self._list(page, at, last, column)
            if not away:
                total += width
                texts = [column.header, column.help, *(cell.value if cell else "" for cell in cells)]
                heights = [max(lines, _lines(text, width)) for lines, text in zip(heights, texts, strict=False)]
        page.set_column(len(form.all_columns), len(form.all_columns), None, None, {"collapsed": folded})
        self._own_columns(page, sheet, len(form.all_columns), last)
        for row, lines in enumerate(heights[:last]):
            page.set_row(row, _LINE_POINTS * lines + 3)
        page.freeze_panes(HEADER_ROWS, 1)
        page.repeat_rows(0, HEADER_ROWS - 1)
        page.repeat_columns(0)
        self._page(page, form.title, wide=max(1, math.ceil(total / MAX_READABLE_WIDTH - 0.15)))

    def _own_columns(self, page: Any, sheet: Sheet, known: int, last: int) -> None:
        """Write the columns behind those of the form."""
        for at in sorted(at - 1 for at in sheet.rows[1] if at > known):
            page.set_column(at, at, 12)
            page.write_string(0, at, str(sheet.rows[1][at + 1].value), self._style["head"])
            for row in range(HEADER_ROWS, last):
                _write(page, row, at, sheet.cell(row + 1, at + 1), self._cell("row"))

    def _list(self, page: Any, at: int, last: int, column: Column) -> None:
        source = self.lists.source(column)
        if source is None:
            return
        rule: dict[str, Any] = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": "不在列表中",
        }
        rule |= {"error_message": "列表里没有这一项，仍要使用吗？"}
        rule["show_error"] = not (column.cell.several or column.cell.refers)
        page.data_validation(HEADER_ROWS, at, last + SPARE_LIST_ROWS, at, rule)

    def info(self, page: Any, sheet: Sheet, others: list[Sheet]) -> None:
        """Write the first sheet: what is to be said once, and what the other sheets are for."""
        page.set_column(0, 0, 18)
        page.set_column(1, 1, 40, self._cell("empty"))
        page.set_column(2, 2, 58)
        page.write_string(0, 0, self._title, self._style["title"])
        page.set_row(0, 26)
        page.write_string(1, 0, _INTRODUCTION + (_EXAMPLE_NOTE if self._example else ""), self._style["line"])
        page.set_row(1, 18)
        for row in sorted(sheet.rows):
            label, value, hint = (sheet.cell(row, at) for at in (1, 2, 3))
            page.write_string(row - 1, 0, str(label.value) if label else "", self._style["label"])
            _write(page, row - 1, 1, value, self._cell("row", _look_of(value, "text")))
            page.write_string(row - 1, 2, str(hint.value) if hint else "", self._style["hint"])
        row = max([0, *sheet.rows]) + 1
        for other in others:
            page.write_url(row, 0, f"internal:'{other.name}'!A1", self._style["label"], other.name)
            page.write_string(row, 1, FORM_OF_SHEET[other.name].help, self._style["aside"])
            row += 1
        self._page(page, INFO_TITLE, pages=1)

    def _page(self, page: Any, title: str, pages: int = 0, wide: int = 1) -> None:
        page.set_landscape()
        page.set_paper(A4_PAPER)
        page.fit_to_pages(wide, pages)
        page.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, 0.6, 0.6)
        page.set_footer(f"&L{title}&R第 &P 页，共 &N 页")


def _width(column: Column, cells: list[Cell | None]) -> float:
    """Return a width that holds the header in two lines, and what stands below it if that is not long."""
    widest = max((_length(cell.value) for cell in cells if cell is not None), default=0)
    header = max(_length(column.header) // 2 + 2, min(_length(column.header) + 3, 15))
    return float(min(MAX_COLUMN_WIDTH, max(header, widest + 2 if widest else column.width * 2 // 3)))


def _look_of(cell: Cell | None, usual: Look) -> Look:
    """Return how a cell is formatted: a day as a day wherever it stands, so that it is read as one."""
    value = cell.value if cell is not None else None
    if isinstance(value, dt.datetime):
        return "moment"
    if isinstance(value, dt.date):
        return "date"
    return "time" if isinstance(value, dt.time) else usual


def _lines(value: object, width: float) -> int:
    """Return in how many lines a value is shown."""
    return sum(max(1, -(-_length(line) // max(1, int(width) - 1))) for line in str(value).split("\n"))


def _length(value: object) -> int:
    """Return how many half-width characters a value takes."""
    if isinstance(value, dt.datetime):
        return 16
    if isinstance(value, dt.date):
        return 10
    if isinstance(value, dt.time):
        return 5
    lines = str(value).split("\n")
    return max(-(-sum(_CHARACTER_QUARTERS[_script(sign)] for sign in line) // 4) for line in lines)


def _script(sign: str) -> str:
    return "latin" if sign < "\u0370" else "wide" if unicodedata.east_asian_width(sign) in "WF" else "other"


def _write(page: Any, row: int, at: int, cell: Cell | None, style: Any) -> None:
    """Write a value as what it is; text is always text."""
    value = cell.value if cell is not None else None
    if value is None:
        page.write_blank(row, at, None, style)
    elif isinstance(value, str):
        page.write_string(row, at, value, style)
    elif isinstance(value, bool):
        page.write_boolean(row, at, value, style)
    elif isinstance(value, int | float):
        page.write_number(row, at, value, style)
    else:
        page.write_datetime(row, at, value, style)
