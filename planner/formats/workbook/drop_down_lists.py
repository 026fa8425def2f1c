"""Drop-down lists: the choices of every column, kept on one hidden sheet, and the names on other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.formats.workbook.xml_parts import column_letters

if TYPE_CHECKING:
    from planner.formats.workbook.book import Book, Sheet
    from planner.formats.workbook.form import Column, Form

CHOICES_SHEET = "选项"
SPARE_LIST_ROWS = 300
"""Rows of a sheet that lists look at, beyond those that are filled."""
SHEETS_OF_KIND = {
    "visit": ("来访客户",),
    "member": ("成员",),
    "request": ("活动需求",),
    "place": ("地点", "酒店", "餐厅", "景点"),
    "room": ("会议室",),
    "lounge": ("休息室",),
    "workshop": ("车间",),
    "person": ("我方人员",),
    "joint": ("联合活动",),
    "attendee": ("宾主",),
    "table": ("桌",),
    "customer": ("客户",),
    "specialist": ("业务员",),
}


class DropDownLists:
    """The hidden sheet under way.

    Parameters
    ----------
    book : Book
        The workbook that is written, for the names in it.
    others : mapping
        Names by sheet for sheets that stand in another workbook.
    """

    def __init__(self, book: Book, forms: dict[str, Form], others: dict[str, list[str]]) -> None:
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._forms = forms
        self._others = others
        self._at: dict[tuple[str, ...], int] = {}

    def source(self, column: Column) -> str | None:
        """Return the range of a column's list, as a formula; None where it has none."""
        cell = column.cell
        if cell.choices:
            return self._fixed(cell.choices)
        if not cell.refers:
            return None
        titles = cell.sheets or SHEETS_OF_KIND[cell.refers]
        live = [title for title in titles if title in self._sheets]
        if len(titles) == 1 and live:
            form = self._forms[titles[0]]
            letters = column_letters(_name_column(form))
            last = max([2, *self._sheets[titles[0]].rows]) + SPARE_LIST_ROWS
            return f"='{titles[0]}'!${letters}$3:${letters}${last}"
        names = [
            name for title in titles for name in (self._names(title) if title in live else self._others.get(title, []))
        ]
        return self._fixed(tuple(dict.fromkeys(names))) if names else None

    def _names(self, title: str) -> list[str]:
        sheet, at = self._sheets[title], _name_column(self._forms[title])
        cells = (sheet.cell(row, at) for row in sorted(sheet.rows) if row > 2)
        return [str(cell.value) for cell in cells if cell is not None]

    def _fixed(self, words: tuple[str, ...]) -> str:
        at = self._at.setdefault(words, len(self._at) + 1)
        letters = column_letters(at)
        return f"='{CHOICES_SHEET}'!${letters}$1:${letters}${len(words)}"

    def write(self, sheet: Any) -> None:
        """Write the hidden sheet."""
        for words, at in self._at.items():
            for row, word in enumerate(words):
                sheet.write_string(row, at - 1, word)
        sheet.hide()


def _name_column(form: Form) -> int:
    first = form.label.split()[0]
    return next(at for at, column in enumerate(form.all_columns, start=1) if column.path == first)


def names_on(sheet: Sheet, form: Form) -> list[str]:
    """Return the names on a sheet, for the lists of another workbook."""
    at = _name_column(form)
    cells = (sheet.cell(row, at) for row in sorted(sheet.rows) if row > 2)
    return [str(cell.value) for cell in cells if cell is not None]
