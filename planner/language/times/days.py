"""Days as date cells or text, in all the ways people write them; what could be two days is a fault, never a guess."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.clock import DAY, EARLIEST, LATEST, at
from planner.language.text import Unreadable, said, tight
from planner.language.times.vocabulary import (
    MONTHS_EN,
    RELATIVE_DAYS,
    WEEKDAY_SIGNS,
    WEEKDAYS_EN,
    date_in,
    days_from,
    weekday_number,
)

if TYPE_CHECKING:
    from planner.language.text import Value

_YEAR_MONTH_DAY = re.compile(r"(?P<y>(?:20)?\d\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?")
_EIGHT_DIGITS = re.compile(r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})(?:月|[-/.])(?P<d>\d{1,2})[日号]?")
_DAY_OF_MONTH = re.compile(r"(?P<d>\d{1,2})[日号]")
_IN_BRACKETS = re.compile(rf"\(?(?:周|星期|礼拜)(?P<w>[{WEEKDAY_SIGNS}天])\)?")
_THIS_WEEK = ("本", "这", "这个", "this")
_OF_SOME_WEEK = re.compile(rf"(?P<which>本|这个?|下个?|上个?)?(?:周|星期|礼拜)(?P<w>[{WEEKDAY_SIGNS}天])")
_ENGLISH_WEEKDAY = re.compile(rf"(?:on)?(?P<which>this|next|last)?(?P<w>{'|'.join(WEEKDAYS_EN)})(?:\w*day|s|rs|\.)?")
_MONTH_NAME = rf"(?:{'|'.join(MONTHS_EN)})[a-z]*"
_IN_ENGLISH = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:of)?(?P<m>{_MONTH_NAME})|(?P<m2>{_MONTH_NAME})(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
)
_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet: the numbers of its date cells count from it."""


def parse_day(value: Value, first_day: dt.date | None, days: int = 7, today: dt.date | None = None) -> dt.date:
    """Return the day that a value means.

    Parameters
    ----------
    first_day : date or None
        First day of the week, None while it is not known; days of the week and of the month are looked up in it.
    days : int
        Number of its days.
    today : date or None
        From which 明天 and 下周三 are counted; None: they are asked.

    Raises
    ------
    Unreadable
        When it is no day, lies centuries away, or more than one day could be meant.
    """
    day = _day(value, first_day, days, today)
    if not EARLIEST <= at(day) <= at(day, DAY) <= LATEST:
        raise Unreadable(
            f"{said(value)} " + bilingual("不在 1999 至 2201 年之间", "is outside the years 1999 to 2201"),
            (first_day or dt.date(2026, 9, 21)).isoformat(),
        )
    return day


def _day(value: Value, first_day: dt.date | None, days: int, today: dt.date | None) -> dt.date:
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            raise Unreadable(
                f"{said(value)} " + bilingual("有时刻，应只写日期", "has a time of day"), value.date().isoformat()
            )
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool | dt.time | dt.timedelta) or value is None:
        raise _no_day(value)
    week = _WeekOfDays(first_day, days, today)
    if isinstance(value, int | float):
        return week.day_of_number(value)
    return week.day_of_text(tight(value), value)


class TodayUnknown(Unreadable):
    """A day that is counted from today (明天, 下周三) where nobody said what day today is, as in a cell."""

    def __init__(self, value: Value, first_day: dt.date | None) -> None:
        day = first_day or dt.date(2026, 9, 21)
        what = f"{said(value)}" + bilingual("：不知今天是几号", ": what day is today?")
        super().__init__(what, bilingual(f"写日期，如 {day.month}月{day.day}日", f"write the date, e.g. {day}"))


@dataclass(frozen=True)
class _WeekOfDays:
    """The week in which days are looked up."""

    first_day: dt.date | None
    days: int
    today: dt.date | None = None

    def day_of_number(self, value: int | float) -> dt.date:
        """Return the day of a bare number: 21 (of the week), 10.2 (month and day), 20261020, or a date cell's."""
        week = days_from(self.first_day, self.days)
        if isinstance(value, float):
            month, rest = divmod(round(value * 100), 100)
            meant = [
                found
                for found in week
                if found.month == month and found.day in {rest, rest // 10 if rest % 10 == 0 else rest}
            ]
        elif value > 20_000_000:
            return self.day_of_text(str(value), value)
        elif value > 31:
            meant = [found for found in week if (found - _SPREADSHEET_EPOCH).days == value]
        else:
            meant = [found for found in week if found.day == value]
        if len(meant) != 1:
            raise _no_day(value)
        return meant[0]

    def day_of_text(self, text: str, value: Value) -> dt.date:
        """Return the day of a text without blanks."""
        weekday = _IN_BRACKETS.search(text)
        if weekday and weekday.end() == len(text) and weekday.start() > 0 and text[0].isdigit():
            found = self.day_of_text(text[: weekday.start()], value)
            if found.weekday() != weekday_number(weekday["w"]):
                what = f"{said(value)}:{found} " + bilingual(
                    f"是周{WEEKDAY_SIGNS[found.weekday()]}", f"is another day of the week: {found:%a}"
                )
                raise Unreadable(what)
            return found
        for pattern in (_YEAR_MONTH_DAY, _EIGHT_DIGITS):
            if parts := pattern.fullmatch(text):
                year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
                return _that_exists(date_in(year, int(parts["m"]), int(parts["d"])), value)
        if parts := _MONTH_DAY.fullmatch(text):
            return self._nearest(int(parts["m"]), int(parts["d"]), value)
        if parts := _IN_ENGLISH.fullmatch(text):
            month = MONTHS_EN.index((parts["m"] or parts["m2"])[:3]) + 1
            return self._nearest(month, int(parts["d"] or parts["d2"]), value)
        if text in RELATIVE_DAYS:
            return self._today(value) + dt.timedelta(days=RELATIVE_DAYS[text])
        if parts := _OF_SOME_WEEK.fullmatch(text):
            return self._weekday(parts["which"] or "", weekday_number(parts["w"]), value)
        if parts := _ENGLISH_WEEKDAY.fullmatch(text):
            return self._weekday(parts["which"] or "", WEEKDAYS_EN.index(parts["w"]), value)
        here = days_from(self.first_day, self.days)
        if parts := _DAY_OF_MONTH.fullmatch(text):
            return _only([found for found in here if found.day == int(parts["d"])], value)
        if weekday and weekday[0] == text:  # in brackets
            return self._weekday("", weekday_number(weekday["w"]), value)
        raise _no_day(value)

    def _today(self, value: Value) -> dt.date:
        if self.today is None:
            raise TodayUnknown(value, self.first_day)
        return self.today

    def _weekday(self, which: str, number: int, value: Value) -> dt.date:
        """Return a day of the week: of this, next or last week seen from today, else the only one of the week."""
        here = [found for found in days_from(self.first_day, self.days) if found.weekday() == number]
        if which in ("", *_THIS_WEEK) and (len(here) == 1 or self.today is None):
            return _only(here, value)
        monday = self._today(value) - dt.timedelta(days=self._today(value).weekday())
        if not which:  # the week has it twice, or not at all: the next one is meant
            coming = [found for found in here if found >= self._today(value)]
            return _only(coming[:1], value)
        weeks = 1 if which in ("下", "下个", "next") else -1 if which in ("上", "上个", "last") else 0
        return monday + dt.timedelta(days=7 * weeks + number)

    def _nearest(self, month: int, day: int, value: Value) -> dt.date:
        """Return the day in the year in which it is nearest to the week."""
        first = self.first_day
        if first is None:
            raise Unreadable(f"{said(value)} " + bilingual("没有年份", "no year is given"), "2026-09-21")
        years = (first.year - 1, first.year, first.year + 1)
        found = [date for year in years if (date := date_in(year, month, day)) is not None]
        return _that_exists(min(found, key=lambda date: abs((date - first).days), default=None), value)


def _no_day(value: Value) -> Unreadable:
    return Unreadable(
        f"{said(value)} " + bilingual("不是日期", "is no date"),
        bilingual("2026-09-21 或 9月21日", "2026-09-21 or 21 Sep"),
    )


def _that_exists(date: dt.date | None, value: Value) -> dt.date:
    if date is None:
        raise Unreadable(f"{said(value)} " + bilingual("没有这一天", "there is no such day"))
    return date


def _only(meant: list[dt.date], value: Value) -> dt.date:
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = "、".join(found.isoformat() for found in meant)
        raise Unreadable(
            f"{said(value)} " + bilingual(f"不止一天：{several}", f"could be more than one day: {several}"),
            meant[0].isoformat(),
        )
    raise Unreadable(f"{said(value)} " + bilingual("不在本周内", "is no day of this week"), "2026-09-21")
