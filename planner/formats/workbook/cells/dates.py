"""Cells with one day or several."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.language.text import as_text, split
from planner.language.times.days import parse_day

if TYPE_CHECKING:
    from planner.language.text import Value


class DayCell(CellKind):
    """A day."""

    look: Look = "date"

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return the day as ISO text."""
        return parse_day(value, scene.first_day, scene.days).isoformat()

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the date."""
        return dt.date.fromisoformat(str(value))


class DaysCell(CellKind):
    """Several days in one cell."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return the days as ISO texts."""
        parts: list[Value] = [*split(as_text(value))] if isinstance(value, str) else [value]
        return [parse_day(part, scene.first_day, scene.days).isoformat() for part in parts]

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the days in one text."""
        return "、".join(str(part) for part in value)
