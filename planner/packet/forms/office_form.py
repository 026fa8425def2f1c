"""What a form is, and how one is made: a function that yields blocks, with ``@form(…)`` above it.

::

    @form("用车申请单", "Vehicle application")
    def vehicle_application(kit: Kit, stay: Stay) -> Iterator[Block]:
        yield boxes(kit, *visit_fields(kit, stay), (("用车人数", "Passengers"), kit.words.people(stay.size)))
        yield Signatures(signers(kit, stay))

A form that yields nothing is not printed: it is for another visit. Title and company stand above it by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planner.packet.document.model import Document, Field, FieldBoxes, Grid, Placard, Title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block, Sheet
    from planner.packet.kit import Kit
    from planner.papers.table import PaperTable


FormFormat = Literal["word", "pdf"]


@dataclass(frozen=True)
class OfficeForm:
    """A form.

    Attributes
    ----------
    zh, en : str
        Its title, which is also the name of its file.
    per : str
        ``visit``: one for each visit; ``week``: one for all.
    for_guests : bool
        Guests get it: nothing internal may stand in it, and foreign guests read it in both languages.
    formats : tuple of str
        As what it is printed: Word to be filled in, PDF where it is handed out.
    """

    zh: str
    en: str
    make: Callable[..., Iterator[Block]]
    per: Literal["visit", "week"] = "visit"
    sheet: Sheet = "a4"
    for_guests: bool = False
    formats: tuple[FormFormat, ...] = ("word",)

    def document(self, kit: Kit, stay: Stay | None = None) -> Document | None:
        """Return the form filled for a visit, or for the week; None where there is nothing to fill in."""
        blocks = tuple(self.make(kit) if stay is None else self.make(kit, stay))
        if not blocks:
            return None
        title = kit.words.pick(self.zh, self.en)
        signs = isinstance(blocks[0], Placard | Title)
        head: tuple[Block, ...] = () if signs else (Title(title, _under(kit, stay)),)
        foot = kit.paper.names.company if self.for_guests else kit.footer
        return Document(title, (*head, *blocks), kit.words.lang, self.sheet, "" if signs else foot)


def _under(kit: Kit, stay: Stay | None) -> str:
    """Return what stands under the title of a form: the company, and the number of the visit."""
    number = kit.paper.case_number(stay.id) if stay is not None else ""
    case = kit.words.label(kit.words.pick("接待编号", "Case"), number) if number else ""
    return kit.words.pick("　", " · ").join(text for text in (kit.paper.names.company, case) if text)


def form(
    zh: str,
    en: str,
    per: Literal["visit", "week"] = "visit",
    sheet: Sheet = "a4",
    for_guests: bool = False,
    formats: tuple[FormFormat, ...] = ("word",),
) -> Callable[[Callable[..., Iterator[Block]]], OfficeForm]:
    """Return the decorator that makes a function a form."""

    def made(make: Callable[..., Iterator[Block]]) -> OfficeForm:
        return OfficeForm(zh, en, make, per, sheet, for_guests, formats)

    return made


# ---------------------------------------------------------------- what forms are made of

Labelled = tuple[tuple[str, str], Any]
"""A label in both languages, and what stands beside it; ``None``: to be filled in by hand."""


def boxes(kit: Kit, *fields: Field | Labelled, columns: int = 2) -> FieldBoxes:
    """Return boxes: fields, or pairs of label and value; a value of several lines takes the whole row."""
    return FieldBoxes(tuple(_field(kit, field) for field in fields), columns)


def _field(kit: Kit, field: Field | Labelled) -> Field:
    if isinstance(field, Field):
        return field
    label, value = field
    text = "" if value is None else str(value)
    return Field(kit.words.pick(*label), text, wide="\n" in text)


def room(kit: Kit, zh: str, en: str, lines: int = 3, value: str = "") -> Field:
    """Return a box across the page with room to write."""
    return Field(kit.words.pick(zh, en), value, wide=True, lines=lines)


def grid(kit: Kit, zh: str, en: str, rows: Iterable[tuple[str, ...]] = (), merged: int = 0, least: int = 0) -> Grid:
    """Return a table; headings are parted by blanks, hyphens in English ones stand for blanks."""
    columns = kit.words.pick(zh, en).split()
    return Grid(tuple(name.replace("-", " ") for name in columns), tuple(rows), merged, least)


def printed(table: PaperTable) -> Grid:
    """Return a table of the papers as it is."""
    return Grid(table.columns, tuple(row.cells for row in table.rows), table.merged)
