"""When somebody is taken, from a calendar file (.ics) of their own: times and nothing else.

What a meeting is about, where and with whom, is nobody's business here: it is read into nothing, and no fault quotes
it. Recurring meetings, their exceptions and time zones are left to icalendar and recurring_ical_events.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from models.domain.clock import EPOCH, at, merge

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CALENDAR_BYTES = 5_000_000
OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
"""Of times that name no zone, and of whole days."""
_TOO_DENSE = re.compile(rb"(?i)^RRULE[^\r\n]*FREQ=(?:SECONDLY|MINUTELY|HOURLY)", re.MULTILINE)
_FREE = ("FREE", "WORKINGELSEWHERE")
"""Outlook's own mark of what takes nobody's time."""
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)
"""What the two libraries raise over a calendar that is none, or a damaged one."""


class NoCalendar(ValueError):
    """The file is no calendar, or damaged; it says nothing of what stands in it."""


def taken(content: bytes, first_day: dt.date, days: int) -> list[tuple[int, int]]:
    """Return when somebody is taken on some days, as moments, merged and sorted.

    Cancelled events take no time, nor do those marked as free (``TRANSP:TRANSPARENT``, Outlook's FREE), nor those that
    have no length. What is tentative does. Whole days are days in Beijing.

    Raises
    ------
    NoCalendar
        When it cannot be read.
    """
    import icalendar
    import recurring_ical_events

    if _TOO_DENSE.search(content):
        raise NoCalendar
    begin = dt.datetime.combine(first_day, dt.time(), OFFICE_ZONE)
    end = begin + dt.timedelta(days=days)
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
        found: list[tuple[int, int]] = []
        for calendar in calendars:
            if calendar.name != "VCALENDAR":
                raise NoCalendar
            if str(calendar.get("METHOD", "")).upper() == "CANCEL":
                continue
            for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(begin, end):
                if _takes_time(event):
                    found.append((_moment(event.start), _moment(event.end)))
            found += _free_busy(calendar)
    except _UNREADABLE:
        raise NoCalendar from None
    if not calendars:
        raise NoCalendar
    first, last = at(first_day), at(first_day) + 24 * 60 * days
    inside = ((max(a, first), min(b, last)) for a, b in found)
    return merge((a, b) for a, b in inside if a < b)


def _takes_time(event: Any) -> bool:
    marks = (str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper(), str(event.get("TRANSP", "")).upper())
    return str(event.get("STATUS", "")).upper() != "CANCELLED" and marks[0] not in _FREE and marks[1] != "TRANSPARENT"


def _free_busy(calendar: Any) -> Iterator[tuple[int, int]]:
    """Yield the busy times of a calendar that tells no more: VFREEBUSY."""
    for part in calendar.walk("VFREEBUSY"):
        entries = part.get("FREEBUSY", [])
        for entry in entries if isinstance(entries, list) else [entries]:
            if str(entry.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                start, end = entry.dt
                yield _moment(start), _moment(start + end if isinstance(end, dt.timedelta) else end)


def _moment(value: dt.date) -> int:
    """Return a day's beginning or a time as a moment: minutes; seconds that are begun count."""
    if not isinstance(value, dt.datetime):
        return at(value)
    aware = value.replace(tzinfo=OFFICE_ZONE) if value.tzinfo is None else value
    return int((aware - EPOCH).total_seconds() // 60)
