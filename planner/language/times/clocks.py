"""Times of day, moments (a day with a time) and spans of a day, as cells or text."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual, in_language
from models.domain.clock import DAY, LATEST_TIME_OF_DAY, at, hhmm
from planner.language.text import Unreadable, folded, number_in, said, tight
from planner.language.times.days import parse_day
from planner.language.times.vocabulary import (
    HALF_DAYS,
    NEXT_DAY,
    PARTS_OF_HOUR,
    PARTS_OF_HOUR_PATTERN,
    WEEKDAY,
    hour_near,
    hour_of_day,
    no_time_of_day,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.language.text import Value

_SECONDS_PER_HOUR, _SECONDS_PER_DAY = 3_600, 86_400
_CLOCK_TEXT = re.compile(
    rf"(?P<next>{NEXT_DAY})?(?P<half>{HALF_DAYS})?"
    r"(?P<h>\d{1,2}|[一二两三四五六七八九十]{1,3})"
    rf"(?:(?P<sign>[:.时点])(?:钟|整)?(?:(?P<m>\d{{1,2}})分?|(?P<part>{PARTS_OF_HOUR_PATTERN}))?)(?::00)?"
    r"(?P<after>am|pm|a\.m\.|p\.m\.)?"
)
_HOUR_ALONE = re.compile(rf"(?P<half>{HALF_DAYS})(?P<h>\d{{1,2}})$|(?P<h2>\d{{1,2}})(?P<after>am|pm)")
_DIGITS_ALONE = re.compile(r"(?P<h>[012]\d|\d)(?P<m>[0-5]\d)")
_NO_HALF = re.compile(r"\d{1,2}(?:[:.点时](?:\d{1,2}分?|半|一刻|三刻)?)?")
_HALF_AT_END = re.compile(r"(?:am|pm|a\.m\.|p\.m\.)$")
_DAY_AND_TIME = re.compile(
    rf"(?P<day>(?:(?:20)?\d\d[-/.年])?\d{{1,2}}[-/.月]\d{{1,2}}[日号]?|\d{{1,2}}[日号]|20\d{{6}}|{WEEKDAY})"
    rf"(?P<also> ?\(?{WEEKDAY}\)?)?(?: |T|(?<=[日号一二三四五六天)])) ?(?P<time>\S.*)"
)


def parse_clock(value: Value, *, near: int | None = None) -> int:
    """Return a time of day in minutes after midnight, at most ``LATEST_TIME_OF_DAY``.

    Parameters
    ----------
    near : int or None
        A minute of the day near which it lies, such as the time that is changed: 4点 is 16:00 near 14:00, and asked
        where nothing is known. 4:00 is always of the 24 hours.

    Raises
    ------
    Unreadable
        When it is no time of day, or could be two.
    """
    if isinstance(value, dt.datetime):
        raise Unreadable(f"{said(value)} " + bilingual("有日期，应只写时刻", "has a date"), value.strftime("%H:%M"))
    if isinstance(value, dt.time):
        return _whole_minutes(_seconds(value), value)
    if isinstance(value, dt.timedelta):
        return _whole_minutes(int(value.total_seconds()), value)
    if isinstance(value, bool | dt.date) or value is None:
        raise no_time_of_day(value)
    if isinstance(value, float) and not 0 < value < 1:
        raise no_time_of_day(value)
    if isinstance(value, float):  # a fraction of a day in a cell that has lost its format
        return _whole_minutes(round(value * _SECONDS_PER_DAY), value)
    text = tight(value)
    found = _DIGITS_ALONE.fullmatch(text)
    if found and len(text) >= 3:
        return _within_day(int(found["h"]) * 60 + int(found["m"]), value)
    found = _CLOCK_TEXT.fullmatch(text) or _HOUR_ALONE.fullmatch(text)
    if found is None:
        maybe = bilingual("只写开始时间，时长另列", "only the start") if re.search(r"\d-\d|到|至", text) else "9:30"
        raise no_time_of_day(value, maybe)
    return _clock_of_parts(found.groupdict(), value, near)


def parse_day_and_clock(value: Value, first_day: dt.date | None, days: int = 7) -> tuple[dt.date, int] | None:
    """Return the day and the minute of the day of a value that holds both; None for one that does not.

    Raises
    ------
    Unreadable
        When one of the two cannot be understood; see ``parse_day`` and ``parse_clock``.
    """
    if isinstance(value, dt.datetime):
        return value.date(), _whole_minutes(_seconds(value), value)
    if not isinstance(value, str):
        return None
    found = _DAY_AND_TIME.fullmatch(re.sub(r" ?([年月日号]) ?", r"\1", folded(value)))
    if found is None:
        return None
    return parse_day(found["day"] + (found["also"] or ""), first_day, days), parse_clock(found["time"])


def parse_span(text: str, day: dt.date, *, near: int | None = None) -> tuple[int, int | None]:
    """Read 9:30-11:00, 9：30到11：00, 下午4点-6点 or 9:30 (no end) of a day, as moments.

    Parameters
    ----------
    near : int or None
        A minute of the day near which it lies; see ``parse_clock``.

    Raises
    ------
    Unreadable
        When it is none, or ends before it begins.
    """
    parts = [part for part in re.split(r"-|到|至", folded(text)) if part.strip()]
    if not 1 <= len(parts) <= 2:
        raise Unreadable(f"{said(text)} " + bilingual("不是时间", "is no time"), "9:30-11:00")
    start, *end = clocks_of_span(parts, text, near)
    if end and end[0] < start:
        raise Unreadable(
            f"{said(text)} " + bilingual("结束早于开始", "ends before it begins"),
            bilingual("次日00:30", "next day 00:30"),
        )
    return at(day, start), at(day, end[0]) if end else None


def clocks_of_span(parts: Sequence[str], text: str, near: int | None = None) -> list[int]:
    """Return the one or two times of day of a span; one half of the day may be said for both: 下午4点-6点, 2-4 pm.

    Raises
    ------
    Unreadable
        When one of them is none, or could be two.
    """
    try:
        if len(parts) > 1 and _NO_HALF.fullmatch(tight(parts[0])) and (half := _HALF_AT_END.search(tight(parts[1]))):
            return _ending_in_half(parts, half[0])
        start = parse_clock(parts[0], near=near)
        if len(parts) == 1:
            return [start]
        end = parse_clock(parts[1], near=start)
    except Unreadable as error:
        if in_language(error.maybe, "zh").startswith("下午"):
            raise
        raise Unreadable(f"{said(text)} " + bilingual("不是时间", "is no time"), "9:30-11:00") from None
    shared = not _NO_HALF.fullmatch(tight(parts[0])) or "点" in parts[1]
    if end <= start < end + DAY // 2 <= DAY and shared and _NO_HALF.fullmatch(tight(parts[1])):
        end += DAY // 2
    return [start, end]


def _ending_in_half(parts: Sequence[str], half: str) -> list[int]:
    """Return the times of 2-4 pm and 11-1 pm: the first is of the same half of the day unless that is later."""
    end = parse_clock(parts[1])
    same = parse_clock(f"{parts[0]}{half}")
    return [same if same <= end else same - DAY // 2, end]


def _clock_of_parts(parts: dict[str, str | None], value: Value, near: int | None) -> int:
    number = number_in(parts.get("h") or parts.get("h2") or "")
    minutes, half = parts.get("m"), parts.get("half") or parts.get("after") or ""
    if number is None or number > LATEST_TIME_OF_DAY // 60 or int(minutes or 0) >= 60:
        raise no_time_of_day(value)
    if parts.get("sign") in (":", ".") and (minutes is None or len(minutes) < 2):
        raise no_time_of_day(value)
    hours = hour_of_day(int(number), half, value)
    if not half and not parts.get("next") and parts.get("sign") in ("点", "时"):
        hours = hour_near(hours, near, value)
    total = hours * 60 + int(minutes or 0) + PARTS_OF_HOUR.get(parts.get("part") or "", 0)
    return _within_day(total + (DAY if parts.get("next") else 0), value)


def _seconds(value: dt.time | dt.datetime) -> int:
    """Return the seconds since midnight."""
    return value.hour * _SECONDS_PER_HOUR + value.minute * 60 + value.second


def _whole_minutes(seconds: int, value: Value) -> int:
    if seconds % 60:
        raise Unreadable(f"{said(value)} " + bilingual("不应有秒", "has seconds"), hhmm(seconds // 60))
    return _within_day(seconds // 60, value)


def _within_day(minutes: int, value: Value) -> int:
    if not 0 <= minutes <= LATEST_TIME_OF_DAY:
        raise no_time_of_day(value)
    return minutes
