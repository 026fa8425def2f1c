"""The order that is asked for, in words: 在会谈之后；与参观同一天；上午."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.order_phrases import read_order, write_order

if TYPE_CHECKING:
    from planner.language.text import Value


class OrderCell(CellKind):
    """What comes before and after, on which day, in which part of it: several phrases, parted by ；."""

    refers = "request"
    several = True

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the fields of a request that say so."""
        return read_order(value, context.names.of(self.refers, context.visit))

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the phrases, with names or, where these are not clear, ids."""
        return write_order(value, context.names.of(self.refers, context.visit))
