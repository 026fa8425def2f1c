"""The parts of a workbook as plain values: shared texts, number formats, the list of sheets, the cells of a sheet.

Read by expat straight from the archive. A general library builds whatever a part asks for (a merged range or a link
over the whole sheet is seventeen thousand million cells); here nothing costs more than it is long.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from models.domain.bilingual import bilingual
from planner.formats.workbook.archive import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.errors import FaultyInput
    from planner.formats.workbook.archive import Archive

Attributes = dict[str, str]
MAX_ELEMENTS = 3_000_000
"""XML elements of all parts together."""
MAX_TAG_BYTES = 200_000
"""Bytes of one tag with its attributes."""
MAX_INDEX_ELEMENTS = 20_000
"""XML elements of the parts that only say where the others are."""
MAX_TEXTS = 300_000
MAX_FORMATS = 70_000
MAX_ROWS = 120_000
MAX_CELLS = 1_000_000
MAX_MERGED_RANGES = 20_000
"""Shared texts, formats, rows, cells and merged ranges: many times what a week of 400 visits has."""
MAX_CELL_CHARACTERS = 32_767
"""Characters of a cell's text, as in Excel."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REF = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Handler:
    """What is done with the elements of a part; names come without prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters within the element that began last."""


class _Doctype(Exception):
    """A part has a document type: no workbook has, and entities hide there."""


def parse(archive: Archive, part: str, handler: Handler) -> None:
    """Parse a part.

    Raises
    ------
    FaultyInput
        When it is no XML, or has a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}

    def plain(name: str) -> str:
        if name not in local:
            local[name] = name.rpartition(":")[2]
        return local[name]

    def refuse(*_: object) -> None:
        raise _Doctype

    def start(name: str, attributes: Attributes) -> None:
        archive.elements += 1
        if archive.elements > MAX_ELEMENTS:
            raise too_much(archive.file)
        handler.start(plain(name), attributes)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: handler.end(plain(name))
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        fed = 0
        for piece in archive.chunks(part):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > MAX_TAG_BYTES:  # each further piece would read it from its beginning
                raise archive.damaged(part)
        parser.Parse(b"", True)
    except _Doctype:
        what = f"{part} " + bilingual("含有 DTD 或实体", "contains a document type or entities")
        raise refused(archive.file, what) from None
    except (expat.ExpatError, ValueError, LookupError):  # the latter two: an encoding that expat does not know
        raise archive.damaged(part) from None


def refuse_too_many(archive: Archive, parts: Mapping[str, str], most: int = MAX_ELEMENTS) -> None:
    """Refuse parts with more elements, rows or cells than may be, before any of them is parsed: bytes are counted.

    Parameters
    ----------
    parts : mapping
        The sheet that each part is, or ``""``.
    most : int
        Elements that they may have together.

    Raises
    ------
    FaultyInput
        When there are too many, or a part cannot be unpacked.
    """
    elements = 0
    counts = dict.fromkeys(_TAGS, 0)
    for part, sheet in parts.items():
        for piece in archive.chunks(part, again=True):
            elements += piece.count(b"<") - piece.count(b"</")
            for tag, ends in _TAGS.items():
                counts[tag] += sum(piece.count(end) for end in ends)
            if elements > most or any(count > _MOST[tag] for tag, count in counts.items()):
                raise too_much(archive.file, sheet)


_TAGS = {"c": (b"<c ", b"<c>"), "row": (b"<row",), "mergeCell": (b"<mergeCell ",), "hyperlink": (b"<hyperlink ",)}
"""How elements begin as programs write them; others are counted while they are parsed."""
_MOST = {"c": MAX_CELLS, "row": MAX_ROWS, "mergeCell": MAX_MERGED_RANGES, "hyperlink": MAX_ROWS}


class Link(NamedTuple):
    """A relationship: the kind (the last part of its name) and the part it leads to."""

    kind: str
    part: str
    outside: bool


class Links(Handler):
    """Relationships of a part, by id."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.by_id: dict[str, Link] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a relationship."""
        if name == "Relationship":
            target = attributes.get("Target", "")
            whole = posixpath.normpath(posixpath.join("/", self.base, target)).lstrip("/")
            outside = attributes.get("TargetMode") == "External"
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.by_id[attributes.get("Id", "")] = Link(kind, whole, outside)


class SheetIndex(Handler):
    """The sheets in their order: name, relationship id, and whether it is hidden; and the epoch of dates."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a sheet."""
        if name == "sheet":
            id = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.found.append((attributes.get("name", ""), id, hidden))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Runs:
    """A text of runs, each with its font; what is struck through is no part of it unless all is."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._struck: list[str] = []
        self._strike = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note the beginning of a run, and whether it is struck through."""
        if name == "r":
            self._strike = False
        elif name == "strike":
            self._strike = is_on(attributes)

    def add(self, text: str) -> None:
        """Add to the run."""
        (self._struck if self._strike else self._kept).append(text)

    @property
    def whole(self) -> tuple[str, bool]:
        """The text, and whether all of it is struck through."""
        kept, struck = "".join(self._kept), "".join(self._struck)
        text, only = (kept, False) if kept.strip() or not struck.strip() else (struck, True)
        return unescaped(text[:MAX_CELL_CHARACTERS]), only


def is_on(attributes: Attributes) -> bool:
    """Tell whether an element that switches something is on."""
    return attributes.get("val", "1") not in ("0", "false")


class Texts(Handler):
    """The shared texts, and the numbers of those that are struck through; phonetic hints are left out."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[str] = []
        self.struck: set[int] = set()
        self._runs = _Runs()
        self._inside = self._hint = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Open a text."""
        self._runs.start(name, attributes)
        if name == "si":
            self._runs = _Runs()
            if len(self.found) >= MAX_TEXTS:
                raise too_much(self.file)
        elif name == "rPh":
            self._hint = True
        elif name == "t":
            self._inside = not self._hint

    def end(self, name: str) -> None:
        """Close a text."""
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._hint = False
        elif name == "si":
            text, struck = self._runs.whole
            if struck:
                self.struck.add(len(self.found))
            self.found.append(text)

    def text(self, text: str) -> None:
        """Collect."""
        if self._inside:
            self._runs.add(text)


class Formats(Handler):
    """Number formats: the code of each cell style by its number; and the styles that strike through."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.codes: dict[int, str] = {}
        self.styles: list[int] = []
        self.struck: set[int] = set()
        self._struck_fonts: set[int] = set()
        self._fonts = 0
        self._in_cells = self._in_fonts = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a format or a style."""
        if name == "numFmt":
            self.codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "fonts"):
            self._in_cells, self._in_fonts = name == "cellXfs", name == "fonts"
        elif name == "font" and self._in_fonts:
            self._fonts += 1
        elif name == "strike" and self._in_fonts and is_on(attributes):
            self._struck_fonts.add(self._fonts - 1)
        elif name == "xf" and self._in_cells:
            if whole(attributes.get("fontId")) in self._struck_fonts:
                self.struck.add(len(self.styles))
            self.styles.append(whole(attributes.get("numFmtId")))
        if len(self.codes) + len(self.styles) + self._fonts > MAX_FORMATS:
            raise too_much(self.file)

    def end(self, name: str) -> None:
        """Leave the fonts, or the styles of cells."""
        if name in ("cellXfs", "fonts"):
            self._in_cells = self._in_fonts = False


class RawCell(NamedTuple):
    """A cell as it is written: type, style, text of its value, whether it is a formula or struck through in itself."""

    row: int
    column: int
    type: str
    style: int
    value: str | None
    formula: bool
    struck: bool = False


class Cells(Handler):
    """The cells of a sheet that hold something, and its merged ranges as (row, column, last row, last column)."""

    def __init__(self, file: str, budget: list[int]) -> None:
        self.file = file
        self.found: list[RawCell] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._budget = budget
        self._rows = self._row = self._column = 0
        self._type, self._style, self._formula = "n", 0, False
        self._plain: list[str] | None = None
        self._runs: _Runs | None = None
        self._hint = self._collect = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Open a row, a cell, a value."""
        if name == "c":
            self._cell(attributes)
        elif name == "v":
            self._plain, self._collect = [], True
        elif name == "t" and not self._hint:
            self._runs = self._runs or _Runs()
            self._collect = True
        elif name == "is":
            self._runs = _Runs()
        elif self._runs is not None and name in ("r", "strike"):
            self._runs.start(name, attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._hint = True
        elif name == "row":
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise too_much(self.file)
            self._row = whole(attributes.get("r")) or self._row + 1
            self._column = 0
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _cell(self, attributes: Attributes) -> None:
        self._budget[0] -= 1
        if self._budget[0] < 0:
            raise too_much(self.file)
        at = _REF.fullmatch(attributes.get("r", ""))
        self._column = column_number(at[1]) if at else self._column + 1
        self._row = int(at[2]) if at else self._row
        self._type = attributes.get("t", "n")
        self._style = whole(attributes.get("s"))
        self._formula, self._plain, self._runs = False, None, None

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        a, b = _REF.fullmatch(first), _REF.fullmatch(last)
        if a and b:
            self.merged.append((int(a[2]), column_number(a[1]), int(b[2]), column_number(b[1])))
        if len(self.merged) > MAX_MERGED_RANGES:
            raise too_much(self.file)

    def end(self, name: str) -> None:
        """Close a value or a cell."""
        if name in ("v", "t"):
            self._collect = False
        elif name == "rPh":
            self._hint = False
        elif name == "c":
            value, struck = (None, False) if self._runs is None else self._runs.whole
            if self._plain is not None:
                value = unescaped("".join(self._plain)[:MAX_CELL_CHARACTERS])
            if value is not None or self._formula:
                cell = RawCell(self._row, self._column, self._type, self._style, value, self._formula, struck)
                self.found.append(cell)
            self._plain = self._runs = None

    def text(self, text: str) -> None:
        """Collect."""
        if self._collect and self._plain is not None:
            self._plain.append(text)
        elif self._collect and self._runs is not None:
            self._runs.add(text)


def too_much(file: str, sheet: str = "") -> FaultyInput:
    """Return the error that a workbook holds more than any week."""
    what = bilingual("行或单元格太多", "too many rows or cells")
    return refused(file, what, bilingual("删去多余的空行和表", "delete what is not needed"), sheet)


def unescaped(text: str) -> str:
    """Undo the escapes of characters that XML cannot hold: ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def whole(text: str | None) -> int:
    """Read a whole number; 0 where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def column_number(letters: str) -> int:
    """Return the number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
