"""Where the values of a workbook stood: sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.formats.raw import KeyPath, Source

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class SourcePlace(Source):
    """A row, or a sheet.

    Attributes
    ----------
    whole : str
        The place of the row or sheet itself: ``来访客户!5:5``.
    cells : mapping of KeyPath to str
        Places of its fields.
    """

    file: str
    whole: str
    cells: Mapping[KeyPath, str] = field(default_factory=dict, compare=False)

    def where(self, rest: KeyPath) -> str:
        """Return the place of a field, of what holds it, or of its first part."""
        for length in range(len(rest), 0, -1):
            if rest[:length] in self.cells:
                return self.cells[rest[:length]]
        below = (place for path, place in self.cells.items() if rest and path[: len(rest)] == rest)
        return next(below, self.whole)
