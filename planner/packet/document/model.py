"""A printed paper as plain data: blocks of text, which every writer lays out in its own way.

Texts are data: no writer takes anything in them for markup. Line feeds part lines; other control characters are left
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParagraphStyle = Literal["text", "letter", "note", "right", "centre"]
"""Of forms and sheets; of letters, with two characters' indent; small print; dates and names under a letter."""
Sheet = Literal["a4", "a4-landscape", "a5"]
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Title:
    """The title of a paper, with a line under it."""

    text: str
    under: str = ""


@dataclass(frozen=True)
class Cover:
    """The first page of a booklet: who gives it, what it is, for whom, when."""

    above: str
    title: str
    lines: Cells = ()
    logo: bytes = b""
    """A PNG picture above it; empty: none."""


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str
    style: ParagraphStyle = "text"


@dataclass(frozen=True)
class Listing:
    """Points, a line each, behind ``mark``: a bullet, or a box to be ticked."""

    items: Cells
    mark: Literal["•", "□"] = "•"


@dataclass(frozen=True)
class Field:
    """A labelled box of a form.

    Attributes
    ----------
    label, value : str
        An empty value is left to be written by hand.
    wide : bool
        Takes the whole row.
    lines : int
        So many lines of room at least.
    """

    label: str
    value: str = ""
    wide: bool = False
    lines: int = 1


@dataclass(frozen=True)
class FieldBoxes:
    """Labelled boxes, ``columns`` of them in a row."""

    fields: tuple[Field, ...]
    columns: int = 2

    def rows(self) -> list[tuple[Field, ...]]:
        """Return the fields row by row; a wide one stands alone, and the last of a row not filled is wide."""
        rows: list[list[Field]] = []
        waiting: list[Field] = []
        for field in self.fields:
            if field.wide and waiting:
                rows.append(waiting)
                waiting = []
            waiting.append(field)
            if field.wide or len(waiting) == self.columns:
                rows.append(waiting)
                waiting = []
        return [tuple(row) for row in [*rows, *([waiting] if waiting else [])]]


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes
    ----------
    columns : tuple of str
        Headings; empty: none.
    merged : int
        So many leading columns show a repeated text only once.
    least : int
        Rows at least; those that are missing are left to be written by hand.
    """

    columns: Cells
    rows: tuple[Cells, ...]
    merged: int = 0
    least: int = 0

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"{len(wrong[0])} cells for {len(self.columns)} columns: {self.columns}")

    def shown(self) -> list[Cells]:
        """Return the rows as printed: repeated texts left out, empty rows added."""
        found: list[Cells] = []
        before: Cells = ()
        for row in self.rows:
            same = 0
            while same < min(self.merged, len(before)) and row[same] == before[same]:
                same += 1
            found.append(("",) * same + row[same:])
            before = row
        return found + [("",) * len(self.columns)] * max(0, self.least - len(found))


@dataclass(frozen=True)
class Signatures:
    """Lines to be signed, with a line for the date under each."""

    roles: Cells
    date: str = "日期"


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class QrCodes:
    """Codes to be scanned, side by side: what each holds, and what is said under it."""

    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Illustration:
    """A picture as SVG, for PDF and pages, and PNG, for Word; ``width`` in mm."""

    svg: str
    png: bytes
    width: float
    caption: str = ""


@dataclass(frozen=True)
class Placard:
    """Lines as large as the page allows, for signs and banners; it fills a page."""

    lines: Cells
    small: str = ""


Block = (
    Title
    | Cover
    | Heading
    | Paragraph
    | Listing
    | FieldBoxes
    | Grid
    | Signatures
    | PageBreak
    | QrCodes
    | Illustration
    | Placard
)


@dataclass(frozen=True)
class Document:
    """A paper.

    Attributes
    ----------
    title : str
        Of the file, for those who list files.
    lang : str
        ``zh``, ``en``, or ``both``: each text in both languages.
    footer : str
        Beside the page number; empty: neither is printed.
    """

    title: str
    blocks: tuple[Block, ...]
    lang: Literal["zh", "en", "both"] = "zh"
    sheet: Sheet = "a4"
    footer: str = ""
