"""When somebody is taken, from a calendar file (.ics) of their own: times and nothing else.

What a meeting is about, where and with whom, is nobody's business here: it is read into nothing, and no fault quotes
it. Recurring meetings, their exceptions and time zones are left to icalendar and recurring_ical_events.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from models.domain.clock import EPOCH, at, merge

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CALENDAR_BYTES = 5_000_000
OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
"""Of times that name no zone, and of whole days."""
MOST_OCCURRENCES = 1_000_000
"""Times that all series together may come to pass until the week ends: each of them is counted off by the library."""
_DAYS_BETWEEN = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
"""Days from one time to the next of a series at least, by FREQ; what comes oftener is nobody's meeting."""
_SEVERAL_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MOST_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
_SEVERAL_DAYS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH")
"""What makes several days of a week, month or year."""
_FREE = ("FREE", "WORKINGELSEWHERE")
"""Outlook's own mark of what takes nobody's time."""
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)
"""What the two libraries raise over a calendar that is none, or a damaged one."""


class NoCalendar(ValueError):
    """The file is no calendar, or damaged; it says nothing of what stands in it.

    Attributes
    ----------
    line : int or None
        Where the event begins that cannot be read, where it is one; from 1.
    """

    def __init__(self, line: int | None = None) -> None:
        super().__init__()
        self.line = line


def taken(content: bytes, first_day: dt.date, days: int) -> list[tuple[int, int]]:
    """Return when somebody is taken on some days, as moments, merged and sorted.

    Cancelled events take no time, nor do those marked as free (``TRANSP:TRANSPARENT``, Outlook's FREE), nor those that
    have no length. What is tentative does. Whole days are days in Beijing.

    Raises
    ------
    NoCalendar
        When it cannot be read.
    """
    begin = dt.datetime.combine(first_day, dt.time(), OFFICE_ZONE)
    end = begin + dt.timedelta(days=days)
    try:
        found = _read(content, begin, end)
    except _UNREADABLE:
        raise NoCalendar(_unreadable_event(content, begin, end)) from None
    first, last = at(first_day), at(first_day) + 24 * 60 * days
    inside = ((max(a, first), min(b, last)) for a, b in found)
    return merge((a, b) for a, b in inside if a < b)


def _read(content: bytes, begin: dt.datetime, end: dt.datetime) -> list[tuple[int, int]]:
    """Return the times that are taken between two moments, those that reach beyond them as they are.

    Raises
    ------
    NoCalendar, or one of ``_UNREADABLE``
    """
    import icalendar
    import recurring_ical_events

    calendars = icalendar.Calendar.from_ical(content, multiple=True)
    if not calendars:
        raise NoCalendar
    found: list[tuple[int, int]] = []
    for calendar in calendars:
        if calendar.name != "VCALENDAR":
            raise NoCalendar
        if str(calendar.get("METHOD", "")).upper() == "CANCEL":
            continue
        _refuse_endless(calendar, end)
        _tell_apart(calendar)
        for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(begin, end):
            if _takes_time(event):
                found.append((_moment(event.start), _moment(event.end)))
        found += _free_busy(calendar)
    return found


def _unreadable_event(content: bytes, begin: dt.datetime, end: dt.datetime) -> int | None:
    """Return the line on which the first event begins that cannot be read by itself; None: it is something else."""
    lines = content.splitlines()
    zones = b"\r\n".join(line for a, b in _parts(lines, b"VTIMEZONE") for line in lines[a:b])
    for first, last in _parts(lines, b"VEVENT"):
        parts = [b"BEGIN:VCALENDAR", b"VERSION:2.0", *([zones] if zones else []), *lines[first:last], b"END:VCALENDAR"]
        try:
            _read(b"\r\n".join(parts) + b"\r\n", begin, end)
        except _UNREADABLE:
            return first + 1
    return None


def _parts(lines: list[bytes], name: bytes) -> Iterator[tuple[int, int]]:
    """Yield from which to which line the parts of a kind go."""
    first = None
    for number, line in enumerate(lines):
        if line.strip().upper() == b"BEGIN:" + name:
            first = number
        elif line.strip().upper() == b"END:" + name and first is not None:
            yield first, number + 1
            first = None


def _refuse_endless(calendar: Any, end: dt.datetime) -> None:
    """Refuse series that would never be counted off: in steps of nothing or of minutes, or far too many.

    Raises
    ------
    NoCalendar
    """
    most = MOST_OCCURRENCES
    for part in calendar.walk():
        for name in ("RRULE", "EXRULE"):
            rules = part.get(name, [])
            for rule in rules if isinstance(rules, list) else [rules]:
                most -= _occurrences(rule, part.get("DTSTART"), end)
        if most < 0:
            raise NoCalendar


def _occurrences(rule: Any, start: Any, end: dt.datetime) -> int:
    """Return about how often a series comes to pass until the week ends, at most."""
    frequency, interval = _first(rule, "FREQ", ""), _first(rule, "INTERVAL", 1)
    if frequency not in _DAYS_BETWEEN or interval < 1:
        raise NoCalendar
    last = min(_day(end), _day(_first(rule, "UNTIL", end)))
    steps: int = max(0, (last - _day(getattr(start, "dt", end))).days) // (_DAYS_BETWEEN[frequency] * interval) + 1
    a_day = math.prod(len(set(_all(rule, key))) or 1 for key in _SEVERAL_A_DAY)
    named = len(_all(rule, "BYDAY")) if frequency == "WEEKLY" else _MOST_DAYS[frequency]
    days = named if any(_all(rule, key) for key in _SEVERAL_DAYS) else 1
    return min(int(_first(rule, "COUNT", a_day * days * steps)), a_day * days * steps)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _all(rule: Any, key: str) -> list[Any]:
    found = rule.get(key, [])
    return list(found) if isinstance(found, list | tuple) else [found]


def _first(rule: Any, key: str, default: Any) -> Any:
    value = next(iter(_all(rule, key)), default)
    return value.upper() if isinstance(value, str) else value


def _tell_apart(calendar: Any) -> None:
    """Give events a UID each that have one in common and are no series: exporters of lists do that.

    Of versions of one event (``SEQUENCE``) the newest counts, as it is.
    """
    seen: dict[tuple[str, str], set[str]] = {}
    for number, event in enumerate(calendar.walk("VEVENT")):
        if event.get("RECURRENCE-ID") is None and event.get("DTSTART") is not None:
            starts = seen.setdefault((str(event.get("UID", "")), str(event.get("SEQUENCE", 0))), set())
            start = str(event["DTSTART"].dt)
            if starts and start not in starts:
                event["UID"] = f"{event.get('UID', '')}#{number}"
            starts.add(start)


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
