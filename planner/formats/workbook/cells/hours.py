"""Cells with opening or working hours, ``周二至周日 09:00-17:00；周一 13:00-17:00``, or with days of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.times.opening_hours import (
    parse_opening_hours,
    parse_weekdays,
    write_opening_hours,
    write_weekdays,
)

if TYPE_CHECKING:
    from planner.language.text import Value


class HoursCell(CellKind):
    """Spans of the day, each for some days of the week."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return tables with ``open``, ``close`` and, unless it is every day, ``weekdays``."""
        return parse_opening_hours(value)

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the text."""
        return "；".join(write_opening_hours(hours) for hours in value)


class WeekdaysCell(CellKind):
    """Days of the week: ``周二、周四``."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return them as ``Mon``, ``Tue`` …."""
        return parse_weekdays(value)

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the text."""
        return write_weekdays(value)
