"""What every kind of cell has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import datetime as dt

    from planner.formats.workbook.names import Registry
    from planner.language.text import Value

Look = Literal["text", "date", "moment", "time", "number"]
"""How a column is formatted."""


@dataclass
class CellContext:
    """What is known around a cell: the days of the week, the names, and the visit of its row."""

    names: Registry
    first_day: dt.date | None = None
    days: int = 7
    visit: str | None = None
    extra: list[str] = field(default_factory=list)
    """Remarks found in the cells of the row, for its note."""


class CellKind(ABC):
    """A kind of cell. Values are those of a text file: ISO dates, ``HH:MM``, ids, keys of choices."""

    look: Look = "text"
    choices: tuple[str, ...] = ()
    """For a drop-down list."""
    several = False
    """Whether more than one of the choices may stand there."""
    refers: str = ""
    """The kind of names it refers to."""
    sheets: tuple[str, ...] = ()
    """On which sheets these stand, if not on all of their kind."""

    @abstractmethod
    def read(self, value: Value, context: CellContext) -> Any:
        """Return what a cell means.

        Raises
        ------
        Unreadable
            When it cannot be told, or could mean two things.
        """

    @abstractmethod
    def write(self, value: Any, context: CellContext) -> Value:
        """Return what to write, so that it is read as the same value."""
