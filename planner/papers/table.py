"""A table of a paper: texts in columns, with the facts behind each row for those who link, sort or colour them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from planner.language.words import Words


class Headed(Protocol):
    """A column with a heading in both languages."""

    @property
    def zh(self) -> str:
        """Chinese heading."""

    @property
    def en(self) -> str:
        """English heading."""


class PaperColumn(NamedTuple):
    """A column of a table that is written into workbooks and may be read back.

    Attributes
    ----------
    field : str
        What it tells, whatever the language.
    zh, en : str
        Its heading.
    """

    field: str
    zh: str
    en: str


def headings(columns: Iterable[Headed], words: Words) -> tuple[str, ...]:
    """Return the headings of columns in a language."""
    return tuple(words.pick(column.zh, column.en) for column in columns)


@dataclass(frozen=True)
class Row:
    """A row.

    Attributes
    ----------
    cells : tuple of str
        Plain text; lines of a cell are parted by line feeds.
    day, start, end : date, int, int
        When, if the row is about a time; ``start`` and ``end`` are moments.
    about : str
        Id of the item, move, request or rule that the row is about, or ``""``.
    visit : str
        Id of the visit, or ``""``.
    open : bool
        Something is 待落实 here.
    moves : tuple of str
        Ids of the moves that the row tells besides: the way to its item.
    part : str
        What of the item the row tells: of a company tour WORKSHOP:GROUP; ``night``: a night of the visit.
    """

    cells: tuple[str, ...]
    day: dt.date | None = None
    start: int | None = None
    end: int | None = None
    about: str = ""
    visit: str = ""
    open: bool = False
    moves: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True)
class PaperTable:
    """A table with its heading.

    Attributes
    ----------
    id : str
        What it is about, e.g. ``programme:visit-1`` or ``driver:d1``.
    lines : tuple of str
        Lines between the title and the table.
    merged : int
        So many leading columns show a repeated text only once.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[str, ...] = ()
    merged: int = 0

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row.cells) != len(self.columns)]
        if wrong:
            raise ValueError(f"{self.id}: {len(wrong[0].cells)} cells for {len(self.columns)} columns")

    def shown(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells of the rows, repeated texts of merged columns left empty."""
        before: tuple[str, ...] = ()
        for row in self.rows:
            same = 0
            while same < min(self.merged, len(before)) and row.cells[same] == before[same]:
                same += 1
            yield ("",) * same + row.cells[same:]
            before = row.cells


def table_frame(table: PaperTable) -> pd.DataFrame:
    """Return a table of a paper as it is printed, for notebooks: a row a row, the texts of its cells."""
    import pandas as pd

    return pd.DataFrame([row.cells for row in table.rows], columns=list(table.columns))
