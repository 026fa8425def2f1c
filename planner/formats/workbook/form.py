"""What a sheet is: its columns, each with header, explanation, field and kind of cell; and where its rows belong.

One declaration drives the template, the reader and the writer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from planner.language.text import tight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.domain.base import Fact
    from planner.formats.workbook.cells.base import CellKind

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    header : str
        Its title.
    path : str
        The field within the row's fact, ``arrival.at``; several parted by ``|``: the one that the row's kind has.
    cell : CellKind
        What stands in its cells.
    help : str
        Its explanation, under the header.
    also : str
        Other titles for it, parted by blanks.
    width : int
        In characters.
    needed : bool
        Marked in the header; the fact cannot do without it.
    holds : str
        Fields that the form's ``join`` makes of its cells, parted by blanks, where they are several.
    """

    header: str
    path: str
    cell: CellKind
    help: str = ""
    also: str = ""
    width: int = 12
    needed: bool = False
    holds: str = ""

    @cached_property
    def held(self) -> tuple[tuple[str, ...], ...]:
        """The fields that are made of its cells, as key paths."""
        return tuple((name,) for name in self.holds.split())

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The fields, as key paths."""
        return tuple(tuple(path.split(".")) for path in self.path.split("|"))

    @cached_property
    def titles(self) -> set[str]:
        """All titles by which it is known, tight."""
        return {tight(title) for title in (self.header, *self.also.split())}


@dataclass(frozen=True)
class Form:
    """A sheet.

    Attributes
    ----------
    title, also : str
        Its name, and other names parted by blanks.
    help : str
        What it is for, on the first sheet.
    table : str
        Where its rows go in the week: ``company.rooms``; below ``owner`` when there is one: ``members``.
    columns : tuple of Column
        Without the owner's.
    kinds : mapping
        Facts by the row's ``kind``; one under ``""`` where there is only one.
    named : str
        The kind of names that its rows are, for references; ``""``: nobody refers to them.
    label : str
        The fields that name a row, the first is written.
    prefix : str
        Of the ids that are made from the label; with ``#`` at its end they are numbered instead.
    owner : Column or None
        The column that says to which row of another sheet this one belongs.
    fixed : mapping
        Fields that every row has, e.g. ``kind``.
    join, split : callable or None
        Change a row after it is read, telling all that is wrong between its cells, and before it is written.
    rare : str
        Headers of columns that few need, parted by blanks: folded away while they are empty.
    notes : bool
        Whether unknown columns and remarks go to the note.
    """

    title: str
    help: str
    table: str
    columns: tuple[Column, ...]
    kinds: Mapping[str, type[Fact]]
    also: str = ""
    named: str = ""
    label: str = "name"
    prefix: str = ""
    owner: Column | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    join: Callable[[Row], Iterable[FieldUnreadable]] | None = None
    split: Callable[[Row], None] | None = None
    rare: str = ""
    notes: bool = True

    @property
    def people(self) -> bool:
        """Whether its rows are people who are invited, and may not come."""
        return self.named in ("member", "attendee")

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Its columns in the order of the template."""
        return self.columns if self.owner is None else (self.owner, *self.columns)

    @property
    def titles(self) -> set[str]:
        """All names by which the sheet is known, tight."""
        return {tight(title) for title in (self.title, *self.also.split())}

    def fact(self, row: Row) -> type[Fact] | None:
        """Return the kind of fact of a row; None while it is not known."""
        return self.kinds.get("") or self.kinds.get(str(row.get("kind")))

    def path(self, column: Column, row: Row) -> tuple[str, ...] | None:
        """Return the field of a column in a row; None where the row's kind has none of them."""
        fact = self.fact(row)
        for path in column.paths:
            if fact is None or path[0] in fact.model_fields or path[0].startswith("_"):
                return path
        return None


@dataclass(frozen=True)
class FieldUnreadable:
    """What is wrong between the cells of a row; ``path`` is the field where it is reported."""

    path: tuple[str, ...]
    what: str
    maybe: str


UNREADABLE = object()
"""Stands where a cell could not be read; its fault is reported already."""


def value_at(row: Row, path: tuple[str, ...]) -> Any:
    """Return a value of a row, or None."""
    here: Any = row
    for key in path:
        if not isinstance(here, dict) or key not in here:
            return None
        here = here[key]
    return here


def put(row: Row, path: tuple[str, ...], value: Any) -> None:
    """Put a value into a row."""
    for key in path[:-1]:
        row = row.setdefault(key, {})
    row[path[-1]] = value
