"""Cells with times of day, and with moments: a day with a time."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from models.domain.clock import DAY, at, hhmm, iso
from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.language.text import folded
from planner.language.times.clocks import parse_clock, parse_day_and_clock
from planner.language.times.days import parse_day

if TYPE_CHECKING:
    from planner.language.text import Value


class ClockCell(CellKind):
    """A time of day, up to 30:00 for after midnight."""

    look: Look = "time"

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return ``HH:MM``."""
        return hhmm(parse_clock(value))

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the time; as text from 24:00 on."""
        return clock_cell(str(value))


class ClocksCell(CellKind):
    """Several times of day in one cell."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return them as ``HH:MM``."""
        if not isinstance(value, str):
            return [hhmm(parse_clock(value))]
        parts = [part for part in re.split(r"[、,，;；\n ]+", folded(value)) if part]
        return [hhmm(parse_clock(part)) for part in parts]

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return them in one text."""
        return "、".join(value)


class TimeOrMomentCell(CellKind):
    """The time beside a column with the day; with a day of its own it is a whole moment."""

    look: Look = "time"

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return ``HH:MM``, or a whole moment in ISO 8601."""
        found = parse_day_and_clock(value, scene.first_day, scene.days)
        return hhmm(parse_clock(value)) if found is None else iso(at(*found))

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the time or the moment."""
        text = str(value)
        if "T" in text:
            return text[:16].replace("T", " ")
        return clock_cell(text)


class MomentCell(CellKind):
    """A day with a time. A day alone is its beginning, or with ``end`` its end: 21日 to 22日 is two whole days."""

    look: Look = "moment"

    def __init__(self, end: bool = False) -> None:
        self.end = end

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return the moment in ISO 8601."""
        found = parse_day_and_clock(value, scene.first_day, scene.days)
        if found is None:
            return iso(at(parse_day(value, scene.first_day, scene.days), DAY if self.end else 0))
        return iso(at(*found))

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the day where it is a whole one, else day and time."""
        moment = dt.datetime.fromisoformat(str(value)).replace(tzinfo=None)
        if moment.time() == dt.time():
            return moment.date() - dt.timedelta(days=int(self.end))
        return moment


def clock_cell(text: str) -> Value:
    """Return ``HH:MM`` as a cell's value; from 24:00 on, which no spreadsheet has, as text."""
    hours, _, minutes = text.partition(":")
    return dt.time(int(hours), int(minutes)) if int(hours) < 24 else text
