"""A workbook as sheets of cells, each with its place; nothing is understood yet."""

from __future__ import annotations

import datetime as dt
import math
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from models.domain.bilingual import bilingual
from models.domain.errors import FaultyInput
from planner.formats.folder_exchange import finish_exchange_around
from planner.formats.workbook.archive import Archive, refused
from planner.formats.workbook.number_formats import kind_of, shown
from planner.formats.workbook.xml_parts import (
    MAX_CELLS,
    MAX_INDEX_ELEMENTS,
    Cells,
    Formats,
    Links,
    RawCell,
    SheetIndex,
    Texts,
    column_letters,
    parse,
    refuse_too_many,
)

if TYPE_CHECKING:
    from planner.language.text import Value

Trouble = Literal["", "error", "formula"]
MAX_SHEETS = 300  # a plan.xlsx of 200 delegations, a sheet each, has 225
_PARTS_READ = ("worksheet", "sharedStrings", "styles")
_INDEX_DIGITS = 10
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something.

    Attributes
    ----------
    row, column : int
        From 1.
    value : str, number, bool, date, time …
        As it is shown, to the second; of an error cell its text; None for a formula without a value.
    trouble : str
        ``error``: an error such as #DIV/0!; ``formula``: a formula whose value was never computed.
    struck : bool
        Whether it is struck through.
    """

    row: int
    column: int
    value: Value
    trouble: Trouble = ""
    struck: bool = False


@dataclass
class Sheet:
    """A sheet: its cells by row and column, and its merged ranges (row, column, last row, last column)."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    def put(self, cell: Cell) -> None:
        """Put a cell in the place of what was there."""
        self.rows.setdefault(cell.row, {})[cell.column] = cell

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None where nothing stands."""
        return self.rows.get(row, {}).get(column)


@dataclass
class Book:
    """A workbook: the file as the user knows it, and its sheets in order."""

    file: str
    sheets: list[Sheet] = field(default_factory=list)
    folder: Path = Path()


def address(row: int, column: int) -> str:
    """Write a cell's place: ``C5``."""
    return f"{column_letters(column)}{row}"


def open_book(path: str | Path, name: str | None = None) -> Book:
    """Open a workbook.

    Parameters
    ----------
    path : str or Path
        An .xlsx file.
    name : str or None
        The file as the user knows it; by default the path.

    Raises
    ------
    FaultyInput
        When it is none, or one that is refused: macros, links to other files, a password, too large when unpacked, too
        many cells, document types; told in under two seconds.
    OSError
        When the file cannot be opened.
    """
    path = Path(path)
    finish_exchange_around(path)
    file = name or os.path.normpath(path)
    with Archive(path, file) as archive:
        base = _workbook_part(archive)
        index = {part: "" for part in (base, _links_part(base)) if part in archive.names}
        refuse_too_many(archive, index, MAX_INDEX_ELEMENTS)
        links, sheets = _links(archive, base), SheetIndex()
        parse(archive, base, sheets)
        titles = {links.by_id[id].part: title for title, id, _ in sheets.found if id in links.by_id}
        wanted = [link.part for link in links.by_id.values() if link.kind in _PARTS_READ and link.part in archive.names]
        refuse_too_many(archive, {part: titles.get(part, "") for part in wanted})
        texts, formats = Texts(file), Formats(file)
        for link in links.by_id.values():
            if link.kind in ("externalLink", "externalLinkPath"):
                what = bilingual("链接到其他文件", "links to other files")
                raise refused(file, what, bilingual("数据 → 编辑链接 → 断开链接", "break the links"))
            if link.kind in ("sharedStrings", "styles"):
                parse(archive, link.part, texts if link.kind == "sharedStrings" else formats)
        if len(sheets.found) > MAX_SHEETS:
            raise refused(
                file,
                bilingual(f"表太多:{len(sheets.found)}", f"too many sheets: {len(sheets.found)}"),
                bilingual("删去不用的表", "delete what is not needed"),
            )
        book, budget = Book(file, folder=path.parent), [MAX_CELLS]
        values = _Values(texts, formats, sheets.from_1904)
        for title, id, hidden in sheets.found:
            found = links.by_id.get(id)
            if found is None or found.kind != "worksheet":
                continue
            cells = Cells(file, budget)
            try:
                parse(archive, found.part, cells)
            except FaultyInput as error:
                raise FaultyInput(replace(fault, where=fault.where or title) for fault in error.faults) from None
            book.sheets.append(_sheet(title, hidden, cells, values))
    return book


def _workbook_part(archive: Archive) -> str:
    """Return the name of the part that lists the sheets."""
    if "_rels/.rels" not in archive.names:
        raise refused(
            archive.file,
            bilingual("不是 Excel 工作簿", "no workbook"),
            bilingual("在 Excel 或 WPS 里另存为 .xlsx", "save it as .xlsx"),
        )
    refuse_too_many(archive, {"_rels/.rels": ""}, MAX_INDEX_ELEMENTS)
    links = Links("")
    parse(archive, "_rels/.rels", links)
    for link in links.by_id.values():
        if link.kind == "officeDocument" and not link.outside:
            return link.part
    raise refused(archive.file, bilingual("不是 Excel 工作簿", "no workbook"))


def _links(archive: Archive, part: str) -> Links:
    links = Links(part.rpartition("/")[0])
    parse(archive, _links_part(part), links)
    return links


def _links_part(part: str) -> str:
    """Return the part that holds the links of another."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _sheet(name: str, hidden: bool, cells: Cells, values: _Values) -> Sheet:
    sheet = Sheet(name, merged=cells.merged, hidden=hidden)
    for raw in cells.found:
        cell = values.cell(raw)
        if cell is not None:
            sheet.put(cell)
    return sheet


class _Values:
    """What the written values of cells mean."""

    def __init__(self, texts: Texts, formats: Formats, from_1904: bool) -> None:
        self._texts, self._struck_texts = texts.found, texts.struck
        self._struck_styles = formats.struck
        self._from_1904 = from_1904
        self._kinds = [kind_of(number, formats.codes.get(number)) for number in formats.styles]

    def cell(self, raw: RawCell) -> Cell | None:
        """Return a cell; None where it is empty."""
        if raw.value is None or (raw.formula and raw.value == "" and raw.type != "str"):
            return Cell(raw.row, raw.column, None, "formula") if raw.formula else None
        value = self._value(raw)
        if raw.type == "e" or (isinstance(value, str) and value.strip() in ERRORS):
            return Cell(raw.row, raw.column, str(value).strip(), "error")
        blank = isinstance(value, str) and not value.strip()
        return None if blank else Cell(raw.row, raw.column, value, struck=self._is_struck(raw))

    def _is_struck(self, raw: RawCell) -> bool:
        shared = raw.type == "s" and _index(raw.value) in self._struck_texts
        return raw.struck or shared or raw.style in self._struck_styles

    def _value(self, raw: RawCell) -> Value:
        text = raw.value or ""
        if raw.type == "s":
            number = _index(text)
            return self._texts[number] if 0 <= number < len(self._texts) else "#REF!"
        if raw.type in ("str", "inlineStr", "e"):
            return text
        if raw.type == "b":
            return text.strip() in ("1", "true")
        if raw.type == "d":
            return _iso(text)
        return self._number(text, raw.style)

    def _number(self, text: str, style: int) -> Value:
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return "#NUM!"
        kind = self._kinds[style] if style < len(self._kinds) else "number"
        return shown(number, kind, self._from_1904)


def _index(text: str | None) -> int:
    """Return the number of a shared text; -1 where it is none."""
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < _INDEX_DIGITS else -1


def _iso(text: str) -> Value:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.date() if moment.time() == dt.time() else moment.replace(tzinfo=None)
