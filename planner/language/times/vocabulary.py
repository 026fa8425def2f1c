"""The words for days and times, and what they mean; every parser and writer of times takes them from here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.clock import DAY, MONTHS, WEEKDAYS, WEEKDAYS_ZH
from planner.language.text import Unreadable, said

if TYPE_CHECKING:
    from planner.language.text import Value

WEEKDAY_SIGNS = "".join(name[-1] for name in WEEKDAYS_ZH)
"""The signs of the days of the week behind 周, Monday first: 一二三四五六日."""
WEEKDAY = rf"(?:周|星期|礼拜)[{WEEKDAY_SIGNS}天]"
"""Pattern of a day of the week in Chinese."""
WEEKDAYS_EN = tuple(name.lower() for name in WEEKDAYS)
"""How English days of the week begin, Monday first."""
MONTHS_EN = tuple(name.lower() for name in MONTHS)
"""How English months begin."""
PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}
"""Words for the minutes behind 点."""
PARTS_OF_HOUR_PATTERN = "|".join(PARTS_OF_HOUR)
NEXT_DAY_HINT = bilingual("次日1:00", "next day 1:00")
NEXT_DAY = "次日|第二天|翌日|nextday"
"""Pattern of the words for the day after."""
HALF_DAYS = "上午|早上|早晨|清早|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜里|半夜|am|pm|a\\.m\\.|p\\.m\\."
"""Pattern of the words that say in which half of the day an hour is."""
NUMBERS_EN = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=1,
    )
} | {"a": 1, "an": 1}
"""English words for small numbers."""
RELATIVE_DAYS = {
    "大后天": 3,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "昨天": -1,
    "thedayaftertomorrow": 2,
    "dayaftertomorrow": 2,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "今": 0,
    "明": 1,
}
"""Words for days that are counted from today (without blanks); 今 and 明 in 今晚, 明早."""
_LAST_HOUR = 24
_LAST_HOUR_ASKED = 6
"""Hours up to this one may be of the night or the afternoon; later ones are of the morning unless evening is near."""
_MORNING_MINUTE, _EVENING_MINUTE, _NIGHT_MINUTE = 8 * 60, 17 * 60, 21 * 60
"""Minutes of the day: what lies near one between morning and night is not of the small hours."""
DAYTIME_MINUTE = 13 * 60
"""A minute of the day near which business and sights lie, where nothing else is known of them."""
_NEAR_MINUTES = 180
"""So near to a time of the small hours, another of the small hours is meant."""
_AFTER_NOON_WORDS = ("下午", "傍晚", "pm", "晚上", "晚", "夜里", "半夜")


def weekday_number(sign: str) -> int:
    """Return the number of a day of the week by its sign, 0 for 一 to 6 for 日 or 天."""
    return WEEKDAY_SIGNS.index(sign.replace("天", "日"))


def days_from(first_day: dt.date | None, count: int) -> list[dt.date]:
    """Return so many days from the first one; none while that is not known."""
    return [] if first_day is None else [first_day + dt.timedelta(days=k) for k in range(count)]


def date_in(year: int, month: int, day: int) -> dt.date | None:
    """Return a date, or None when there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def hour_of_day(hour: int, half: str, value: Value) -> int:
    """Return the hour of the day that is meant by an hour and the half of the day that is said with it.

    Parameters
    ----------
    half : str
        One of ``HALF_DAYS``, or ``""``.
    value : Value
        What a fault quotes.

    Raises
    ------
    Unreadable
        When it is no hour of that half of the day, or could be of two days.
    """
    half = half.replace(".", "").lower()
    if half and hour > _LAST_HOUR:
        raise Unreadable(f"{said(value)} " + bilingual("自相矛盾", "contradicts itself"))
    if half in _AFTER_NOON_WORDS:
        if hour == 12:
            return 12 if half in ("下午", "pm") else 24
        if half in ("夜里", "半夜") and hour < 6:
            raise Unreadable(f"{said(value)} " + bilingual("不知是哪一天", "of which day"), NEXT_DAY_HINT)
        return hour + 12 if hour < 12 else hour
    if half == "中午":
        if hour in (11, 12, 13, 14):
            return hour
        if hour in (1, 2):
            return hour + 12
        raise no_time_of_day(value)
    if half in ("am", "凌晨") and hour == 12:
        return 0
    if half and hour > 12:
        raise Unreadable(f"{said(value)} " + bilingual("自相矛盾", "contradicts itself"))
    return hour


def hour_near(hour: int, near: int | None, value: Value) -> int:
    """Return the hour that is meant by one before noon which is said without its half of the day: 4点, 8点.

    Parameters
    ----------
    near : int or None
        A minute of the day near which it lies, such as the time until now; None when nothing is known.

    Raises
    ------
    Unreadable
        When it may be of the night or the afternoon, and nothing is known.
    """
    if not 1 <= hour < 12:
        return hour
    minute = None if near is None else near % DAY
    if hour > _LAST_HOUR_ASKED:
        nearer = minute is not None and abs(minute - 60 * (hour + 12)) < abs(minute - 60 * hour)
        return hour + 12 if nearer and minute is not None and minute >= _EVENING_MINUTE else hour
    if minute is not None and minute < _MORNING_MINUTE and abs(minute - 60 * hour) <= _NEAR_MINUTES:
        return hour
    sixth = hour == _LAST_HOUR_ASKED and minute is not None and minute < 12 * 60
    if minute is None or sixth or not _MORNING_MINUTE <= minute < _NIGHT_MINUTE:
        raise Unreadable(
            f"{said(value)} " + bilingual("不知是凌晨还是下午", "a.m. or p.m.?"),
            bilingual(f"下午{hour}点", f"{hour} pm"),
        )
    return hour + 12


def no_time_of_day(value: Value, maybe: str = "9:30") -> Unreadable:
    """Return the fault of what is no time of day."""
    return Unreadable(f"{said(value)} " + bilingual("不是时刻", "is no time of day"), maybe)
