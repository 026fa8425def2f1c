"""Days: as date cells or text, in all the ways people write them. What could be two days is a fault, never a guess."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.language.text import Unreadable, as_text, said, split, tight

if TYPE_CHECKING:
    from planner.language.text import Value

_FULL = re.compile(r"(?P<y>(?:20)?\d\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})(?:月|[-/.])(?P<d>\d{1,2})[日号]?")
_DAY = re.compile(r"(?P<d>\d{1,2})[日号]")
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)(?P<w>[一二三四五六日天])\)?")
_WEEKDAYS = "一二三四五六日"
_EPOCH = dt.date(1899, 12, 30)


class DayCell(CellKind):
    """A day."""

    look: Look = "date"

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return the day as ISO text."""
        return day(value, scene).isoformat()

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the date."""
        return dt.date.fromisoformat(str(value))


class DaysCell(CellKind):
    """Several days in one cell."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return the days as ISO texts."""
        if isinstance(value, str):
            return [day(part, scene).isoformat() for part in split(as_text(value))]
        return [day(value, scene).isoformat()]

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the days in one text."""
        return "、".join(str(part) for part in value)


def day(value: Value, scene: CellContext) -> dt.date:
    """Return the day that a cell means.

    Raises
    ------
    Unreadable
        When it is no day, or more than one day could be meant.
    """
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            raise Unreadable(f"{said(value)} 有时刻，应只写日期 / has a time of day", value.date().isoformat())
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool | dt.time | dt.timedelta) or value is None:
        raise _none(value)
    if isinstance(value, int | float):
        return _of_number(value, scene)
    return _of_text(tight(value), value, scene)


def days_of(scene: CellContext) -> list[dt.date]:
    """Return the days of the week; none while its first day is not known."""
    if scene.first_day is None:
        return []
    return [scene.first_day + dt.timedelta(days=k) for k in range(scene.days)]


def _none(value: Value) -> Unreadable:
    return Unreadable(f"{said(value)} 不是日期 / is no date", "2026-09-21 或 9月21日")


def _of_number(value: int | float, scene: CellContext) -> dt.date:
    """Return the day of a bare number: 21 (a day of the week's), 10.2 (month and day), 20261020, or a day's number."""
    week = days_of(scene)
    if isinstance(value, float):
        month, rest = divmod(round(value * 100), 100)
        meant = [
            found
            for found in week
            if found.month == month and found.day in {rest, rest // 10 if rest % 10 == 0 else rest}
        ]
    elif value > 20_000_000:
        return _of_text(str(value), value, scene)
    elif value > 31:
        meant = [found for found in week if (found - _EPOCH).days == value]
    else:
        meant = [found for found in week if found.day == value]
    if len(meant) != 1:
        raise _none(value)
    return meant[0]


def _of_text(text: str, value: Value, scene: CellContext) -> dt.date:
    weekday = _WEEKDAY.search(text)
    if weekday and weekday.end() == len(text) and weekday.start() > 0 and text[0].isdigit():
        found = _of_text(text[: weekday.start()], value, scene)
        if _WEEKDAYS[found.weekday()] != weekday["w"].replace("天", "日"):
            what = f"{said(value)}:{found} 是周{_WEEKDAYS[found.weekday()]} / is another day of the week"
            raise Unreadable(what)
        return found
    for pattern in (_FULL, _COMPACT):
        parts = pattern.fullmatch(text)
        if parts:
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            return _date(year, int(parts["m"]), int(parts["d"]), value)
    parts = _MONTH_DAY.fullmatch(text)
    if parts:
        return _in_year(int(parts["m"]), int(parts["d"]), value, scene)
    parts = _DAY.fullmatch(text)
    if parts:
        return _only([found for found in days_of(scene) if found.day == int(parts["d"])], value)
    if weekday and weekday[0] == text:
        number = _WEEKDAYS.index(weekday["w"].replace("天", "日"))
        return _only([found for found in days_of(scene) if found.weekday() == number], value)
    raise _none(value)


def _date(year: int, month: int, number: int, value: Value) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise Unreadable(f"{said(value)} 没有这一天 / there is no such day") from None


def _in_year(month: int, number: int, value: Value, scene: CellContext) -> dt.date:
    """Return the day in the year in which it is nearest to the week."""
    if scene.first_day is None:
        raise Unreadable(f"{said(value)} 没有年份 / no year is given", "2026-09-21")
    near = []
    for year in (scene.first_day.year - 1, scene.first_day.year, scene.first_day.year + 1):
        try:
            near.append(dt.date(year, month, number))
        except ValueError:  # 29 February in a year that has none
            continue
    if not near:
        raise Unreadable(f"{said(value)} 没有这一天 / there is no such day")
    first = scene.first_day
    return min(near, key=lambda found: abs((found - first).days))


def _only(meant: list[dt.date], value: Value) -> dt.date:
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = "、".join(found.isoformat() for found in meant)
        raise Unreadable(f"{said(value)} 不止一天 / could be more than one day: {several}", meant[0].isoformat())
    raise Unreadable(f"{said(value)} 不在本周内 / is no day of this week", "2026-09-21")
