"""Times of day, and moments: a day with a time."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from models.domain.clock import at, hhmm
from models.domain.clock import iso as iso_moment
from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.formats.workbook.cells.dates import day
from planner.language.text import Unreadable, folded, number_in, said, tight

if TYPE_CHECKING:
    from planner.language.text import Value

HOUR, DAY, LAST = 60, 1440, 1800
_HALVES = "上午|早上|早晨|清早|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜里|半夜|am|pm|a\\.m\\.|p\\.m\\."
_CLOCK = re.compile(
    rf"(?P<next>次日|第二天|翌日)?(?P<half>{_HALVES})?"
    r"(?P<h>\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:(?P<sign>[:.时点])(?:钟|整)?(?:(?P<m>\d{1,2})分?|(?P<part>半|一刻|三刻))?)(?::00)?"
    r"(?P<after>am|pm|a\.m\.|p\.m\.)?"
)
_BARE = re.compile(rf"(?P<half>{_HALVES})(?P<h>\d{{1,2}})$|(?P<h2>\d{{1,2}})(?P<after>am|pm)")
_COMPACT = re.compile(r"(?P<h>[012]\d|\d)(?P<m>[0-5]\d)")
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
_DATED = re.compile(
    rf"(?P<day>(?:(?:20)?\d\d[-/.年])?\d{{1,2}}[-/.月]\d{{1,2}}[日号]?|\d{{1,2}}[日号]|20\d{{6}}|{_WEEKDAY})"
    rf"(?P<also> ?\(?{_WEEKDAY}\)?)?(?: |T|(?<=[日号一二三四五六天)])) ?(?P<time>\S.*)"
)


class ClockCell(CellKind):
    """A time of day, up to 30:00 for after midnight."""

    look: Look = "time"

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return ``HH:MM``."""
        return hhmm(clock(value))

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the time; as text from 24:00 on."""
        return clock_cell(str(value))


class ClocksCell(CellKind):
    """Several times of day in one cell."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return them as ``HH:MM``."""
        if not isinstance(value, str):
            return [hhmm(clock(value))]
        parts = [part for part in re.split(r"[、,，;；\n ]+", folded(value)) if part]
        return [hhmm(clock(part)) for part in parts]

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return them in one text."""
        return "、".join(value)


class TimeOrMomentCell(CellKind):
    """The time beside a column with the day; with a day of its own it is a whole moment."""

    look: Look = "time"

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return ``HH:MM``, or a whole moment in ISO 8601."""
        found = _dated(value, scene)
        return hhmm(clock(value)) if found is None else _iso(*found)

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
        found = _dated(value, scene)
        if found is None:
            return _iso(day(value, scene), DAY if self.end else 0)
        return _iso(*found)

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the day where it is a whole one, else day and time."""
        moment = dt.datetime.fromisoformat(str(value)).replace(tzinfo=None)
        if moment.time() == dt.time():
            return moment.date() - dt.timedelta(days=int(self.end))
        return moment


def clock_cell(text: str) -> Value:
    """Return ``HH:MM`` as a cell's value."""
    hours, _, minutes = text.partition(":")
    return dt.time(int(hours), int(minutes)) if int(hours) < 24 else text


def clock(value: Value) -> int:
    """Return minutes since midnight.

    Raises
    ------
    Unreadable
        When it is no time of day, or could be two.
    """
    if isinstance(value, dt.datetime):
        raise Unreadable(f"{said(value)} 有日期，应只写时刻 / has a date", value.strftime("%H:%M"))
    if isinstance(value, dt.time):
        return _exact(value.hour * 3600 + value.minute * 60 + value.second, value)
    if isinstance(value, dt.timedelta):
        return _exact(int(value.total_seconds()), value)
    if isinstance(value, bool | dt.date) or value is None:
        raise _none(value)
    if isinstance(value, float) and not 0 < value < 1:
        raise _none(value)
    if isinstance(value, float):  # a part of a day whose format was lost
        return _exact(round(value * 86_400), value)
    text = tight(value)
    found = _COMPACT.fullmatch(text)
    if found and len(text) >= 3:
        return _within(int(found["h"]) * HOUR + int(found["m"]), value)
    found = _CLOCK.fullmatch(text) or _BARE.fullmatch(text)
    if found is None:
        maybe = "只写开始时间，时长另列 / only the start" if re.search(r"\d-\d|到|至", text) else "9:30"
        raise _none(value, maybe)
    return _of_parts(found.groupdict(), value)


def _of_parts(parts: dict[str, str | None], value: Value) -> int:
    number = number_in(parts.get("h") or parts.get("h2") or "")
    minutes = parts.get("m")
    if number is None or number > 30 or int(minutes or 0) >= HOUR:
        raise _none(value)
    if parts.get("sign") in (":", ".") and (minutes is None or len(minutes) < 2):
        raise _none(value)
    hours = _hours(int(number), parts.get("half") or parts.get("after") or "", value)
    total = hours * HOUR + int(minutes or 0) + _PARTS.get(parts.get("part") or "", 0)
    return _within(total + (DAY if parts.get("next") else 0), value)


def _hours(hours: int, half: str, value: Value) -> int:
    """Return the hour of the day; ``half`` says which half of it."""
    half = half.replace(".", "")
    if half in ("下午", "傍晚", "pm", "晚上", "晚", "夜里", "半夜"):
        if hours == 12:
            return 12 if half in ("下午", "pm") else 24
        if half in ("夜里", "半夜") and hours < 6:
            raise Unreadable(f"{said(value)} 不知是哪一天 / of which day", "次日1:00")
        return hours + 12 if hours < 12 else hours
    if half == "中午":
        if hours in (11, 12, 13, 14):
            return hours
        if hours in (1, 2):
            return hours + 12
        raise _none(value)
    if half in ("am", "凌晨") and hours == 12:
        return 0
    if half and hours > 12:
        raise Unreadable(f"{said(value)} 自相矛盾 / contradicts itself")
    return hours


def _exact(seconds: int, value: Value) -> int:
    if seconds % 60:
        raise Unreadable(f"{said(value)} 不应有秒 / has seconds", hhmm(seconds // 60))
    return _within(seconds // 60, value)


def _within(minutes: int, value: Value) -> int:
    if not 0 <= minutes <= LAST:
        raise _none(value)
    return minutes


def _none(value: Value, maybe: str = "9:30") -> Unreadable:
    return Unreadable(f"{said(value)} 不是时刻 / is no time of day", maybe)


def _dated(value: Value, scene: CellContext) -> tuple[dt.date, int] | None:
    """Return the day and minute of a value that holds both; None for one that does not."""
    if isinstance(value, dt.datetime):
        return value.date(), _exact(value.hour * 3600 + value.minute * 60 + value.second, value)
    if not isinstance(value, str):
        return None
    found = _DATED.fullmatch(re.sub(r" ?([年月日号]) ?", r"\1", folded(value)))
    if found is None:
        return None
    return day(found["day"] + (found["also"] or ""), scene), clock(found["time"])


def _iso(on: dt.date, minutes: int) -> str:
    return iso_moment(at(on, minutes))
