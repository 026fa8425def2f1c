"""Cells with one day or several, or with a day of the year."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.language.text import Unreadable, as_text, folded, said, split
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


_BIRTHDAY = re.compile(r"(?:\d{4}[-年/.])?(?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})日?")


class BirthdayCell(CellKind):
    """A day of the year: 5月12日, 05-12; of a whole date the year is left out."""

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return ``MM-DD``."""
        if isinstance(value, dt.date):
            return f"{value:%m-%d}"
        found = _BIRTHDAY.fullmatch(folded(value).replace(" ", ""))
        try:
            day = dt.date(2000, int(found["month"]), int(found["day"])) if found else None
        except ValueError:
            day = None
        if day is None:
            raise Unreadable(f"{said(value)} " + bilingual("不是生日", "is no birthday"), "05-12")
        return f"{day:%m-%d}"

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return month and day as text."""
        return str(value)
