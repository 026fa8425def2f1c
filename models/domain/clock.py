"""Time. Inside, a moment is an int; outside, ISO 8601 with the offset of Beijing.

Every moment counts minutes from one fixed Monday, so a time means the same in every week, file and plan, and a
plan can be read without the week it came from. China keeps one offset all year, so no time-zone data are needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, ValidationInfo, WithJsonSchema

BEIJING = dt.timezone(dt.timedelta(hours=8))
EPOCH = dt.datetime(2000, 1, 3, tzinfo=BEIJING)  # a Monday
DAY = 1440  # minutes
EARLIEST, LATEST = -DAY * 366, DAY * 366 * 202  # moments of plans and weeks, from 2000 to 2200, with a year to spare
LATEST_TIME_OF_DAY = 30 * 60  # minutes after midnight: the small hours of the next day count as 24:00 to 30:00
GRID = 5  # moves start on this grid (PACE-03)
QUARTER = 15  # guest-facing items start on this grid (PACE-03)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


FROM_INPUT = "input"
"""Context of validation for what people wrote: a bare number is no time there, though inside it is minutes."""
_YEARS = range(1990, 2201)


def moment(value: object) -> int:
    """Read a moment: minutes since the epoch, a datetime, or ISO 8601 text (no offset means Beijing).

    Raises
    ------
    ValueError
        When it is no ISO 8601 date and time to the minute, or lies in another century.
    """
    if isinstance(value, bool) or value is None:
        raise ValueError(f"{value!r} is no date and time, maybe write 2026-09-21T09:30")
    if isinstance(value, int):
        return _in_range(value, value)
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"{value!r} is no date and time, maybe write 2026-09-21T09:30") from None
    if not isinstance(value, dt.datetime):
        raise ValueError(f"{value!r} is no date and time, maybe write 2026-09-21T09:30")
    if value.year not in _YEARS:
        raise ValueError(f"{value.isoformat()} is no date and time of these days, maybe write 2026-09-21T09:30")
    if value.tzinfo is None:
        value = value.replace(tzinfo=BEIJING)
    minutes, rest = divmod((value - EPOCH).total_seconds(), 60)
    if rest:
        raise ValueError(f"{value.isoformat()} has seconds, maybe write it to the minute")
    return _in_range(int(minutes), value.isoformat())


def _in_range(minute: int, given: object) -> int:
    """Return a moment; what lies centuries away is a slip, and no calendar goes on for ever."""
    if not EARLIEST <= minute <= LATEST:
        text = str(given) if abs(minute) < 10**12 else "a number of so many digits"
        raise ValueError(f"{text} is outside the years 1999 to 2201, maybe write 2026-09-21T09:30")
    return minute


def iso(minute: int) -> str:
    """Write a moment as ISO 8601 with offset, to the minute."""
    return (EPOCH + dt.timedelta(minutes=minute)).isoformat(timespec="minutes")


def at(day: dt.date, minute_of_day: int = 0) -> int:
    """Return the moment of a minute of a day; the minute may exceed 1440 (after midnight)."""
    return (day - EPOCH.date()).days * DAY + minute_of_day


def day_of(minute: int) -> dt.date:
    """Return the calendar day of a moment."""
    return _date(minute // DAY)


@lru_cache(maxsize=1024)  # more than the days of a week, and of its pictures and papers
def _date(days: int) -> dt.date:
    return EPOCH.date() + dt.timedelta(days=days)


def minute_of_day(minute: int) -> int:
    """Return minutes since midnight."""
    return minute % DAY


def clock(value: object) -> int:
    """Read a time of day ``HH:MM`` (up to 30:00, after midnight) as minutes since midnight.

    Raises
    ------
    ValueError
        When the text is no time of day.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, dt.time):
        if value.second or value.microsecond:
            raise ValueError(f"{value.isoformat()} has seconds, maybe write it to the minute")
        return value.hour * 60 + value.minute
    if isinstance(value, str):
        hours, colon, minutes = value.strip().partition(":")
        if colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2:
            total = int(hours) * 60 + int(minutes)
            if int(minutes) < 60 and total <= LATEST_TIME_OF_DAY:
                return total
    raise ValueError(f"{value!r} is no time of day, maybe write 09:30")


def hhmm(minutes: int) -> str:
    """Write minutes since midnight, or a moment's time of day, as ``HH:MM``; 24:00 and later stay so below 30:00."""
    within = minutes if 0 <= minutes <= LATEST_TIME_OF_DAY else minutes % DAY
    return f"{within // 60:02d}:{within % 60:02d}"


def round_up(minutes: int, grid: int = GRID) -> int:
    """Round up to the grid."""
    return -(-minutes // grid) * grid


def round_down(minutes: int, grid: int = GRID) -> int:
    """Round down to the grid."""
    return minutes // grid * grid


def workdays_from(day: dt.date, count: int, workday: Callable[[dt.date], bool]) -> dt.date:
    """Return the day so many workdays after a day, or before it where ``count`` is negative; the day does not count.

    ``workday`` tells workdays, make-up workdays (调休) among them, from days off.
    """
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= workday(day)
    return day


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Tell whether two half-open spans share a minute."""
    return a[0] < b[1] and b[0] < a[1]


def merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of half-open spans, sorted and disjoint; touching spans are joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def weekday(value: object) -> int:
    """Read a day of the week, ``Mon`` or ``周一``, as 0 (Monday) to 6.

    Raises
    ------
    ValueError
        When it is no day of the week.
    """
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6:
        return value
    for names in (WEEKDAYS, WEEKDAYS_ZH):
        if value in names:
            return names.index(str(value))
    raise ValueError(f"{value!r} is no day of the week, maybe write Mon or 周一")


def _moment_of_field(value: object, info: ValidationInfo) -> int:
    if info.context == FROM_INPUT and isinstance(value, int | float):
        raise ValueError("a number is no date and time, maybe write 2026-09-21T09:30")
    return moment(value)


def _clock_of_field(value: object, info: ValidationInfo) -> int:
    if info.context == FROM_INPUT and isinstance(value, int | float):
        hour = f"{value:02d}:00" if type(value) is int and 0 <= value <= LATEST_TIME_OF_DAY // 60 else "09:30"
        raise ValueError(f"a number is no time of day, maybe write {hour}")
    return clock(value)


Moment = Annotated[
    int,
    BeforeValidator(_moment_of_field),
    PlainSerializer(iso, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time", "description": "ISO 8601; no offset means Beijing"}),
]
Clock = Annotated[
    int,
    BeforeValidator(_clock_of_field),
    PlainSerializer(hhmm, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$", "description": "time of day, HH:MM"}),
]
Weekday = Annotated[
    int,
    BeforeValidator(weekday),
    PlainSerializer(lambda day: WEEKDAYS[day], return_type=str, when_used="json"),
    WithJsonSchema({"enum": [*WEEKDAYS, *WEEKDAYS_ZH], "description": "day of the week"}),
]
