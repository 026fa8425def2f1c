"""Days, clocks and lengths of time in words, Chinese and English: 周二14:20, Tue 9:00-12:00, 晚3小时, 半小时."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.clock import DAY, at

if TYPE_CHECKING:
    from models.domain.week import Week

_NUMBERS = {
    "半": 0.5,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_ZH_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_EN_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOURS = re.compile(
    r"(\d+(?:\.\d+)?|[半一两二三四五六七八九十])\s*个?半?\s*(?:小时|钟头|hours?\b|hrs?\b|h(?=\d|\b))\s*"
    r"(?:(半)|(\d{1,2})\s*(?:分钟?|min(?:ute)?s?\b|m\b)?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(\d+)\s*(?:分钟|分(?!\d)|min(?:ute)?s?\b)", re.IGNORECASE)
_QUARTER = re.compile(r"一刻钟|a quarter of an hour", re.IGNORECASE)
_DAY = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})T?|(?P<md>(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号])|(?P<slash>\d{1,2}/\d{1,2})(?![/\d])"
    r"|(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])"
    rf"|\b(?P<en>{'|'.join(_EN_DAYS)})(?:\w*day)?\b"
    rf"|\b(?P<ed>\d{{1,2}})\s+(?P<em>{'|'.join(_MONTHS)})\w*\b|(?<!\d)(?P<only>\d{{1,2}})[日号]",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?P<half>早上|上午|中午|下午|晚上)?\s*(?<![\d.])(?P<h>\d{1,2})\s*(?:[:：](?P<m>\d{2})|点(?:(?P<zh>\d{1,2})分?|(?P<word>半|一刻|三刻))?)"
    r"\s*(?P<ap>am|pm)?",
    re.IGNORECASE,
)
_HALVES = {
    "上午": (0, 12 * 60),
    "早上": (0, 12 * 60),
    "下午": (12 * 60, 18 * 60),
    "晚上": (18 * 60, DAY),
    "morning": (0, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (18 * 60, DAY),
}


@dataclass
class When:
    """What a text says of time.

    Attributes
    ----------
    minutes : int or None
        A length of time.
    days : list of date
        Days of the week, in the order in which they are named.
    clocks : list of int
        Times of day in minutes.
    span : (int, int) or None
        Part of the day, where no clock is named: 上午.
    rest : str
        The text without all that.
    """

    rest: str
    minutes: int | None = None
    days: list[dt.date] = field(default_factory=list)
    clocks: list[int] = field(default_factory=list)
    span: tuple[int, int] | None = None

    @property
    def moment(self) -> int | None:
        """The one moment that is said, or None."""
        if len(self.days) == 1 and len(self.clocks) == 1:
            return at(self.days[0], self.clocks[0])
        return None

    def spans(self) -> tuple[int, int] | None:
        """Return from when until when; a day alone is all of it; None: no day is said."""
        if not self.days:
            return None
        low, high = self.span or (0, DAY)
        first = self.clocks[0] if self.clocks else low
        last = self.clocks[-1] if len(self.clocks) > 1 else high
        return at(self.days[0], first), at(self.days[-1], last)


def when(text: str, week: Week) -> When:
    """Read what a text says of time; days are those of the week."""
    found = When(text)
    found.minutes = _length(found)
    for match in _DAY.finditer(found.rest):
        day = _day(match, week)
        if day is not None:
            found.days.append(day)
    found.rest = _DAY.sub(lambda m: " " if _day(m, week) is not None else m[0], found.rest)
    for match in _CLOCK.finditer(found.rest):
        found.clocks.append(_clock(match))
    found.rest = _CLOCK.sub(" ", found.rest)
    for word, span in _HALVES.items():
        if word in found.rest.lower():
            found.span = found.span or span
            found.rest = re.sub(word, " ", found.rest, flags=re.IGNORECASE)
    return found


def _length(found: When) -> int | None:
    total: float | None = None
    if match := _HOURS.search(found.rest):
        hours = _NUMBERS[match[1]] if match[1] in _NUMBERS else float(match[1])
        half = 30 if match[2] or "个半" in match[0] else 0
        total = 60 * hours + half + int(match[3] or 0)
        found.rest = found.rest[: match.start()] + " " + found.rest[match.end() :]
    elif match := _MINUTES.search(found.rest):
        total = int(match[1])
        found.rest = found.rest[: match.start()] + " " + found.rest[match.end() :]
    elif match := _QUARTER.search(found.rest):
        total = 15
        found.rest = found.rest[: match.start()] + " " + found.rest[match.end() :]
    return None if total is None else round(total)


def _day(match: re.Match[str], week: Week) -> dt.date | None:
    """Return the day that is meant; a day of the week or of the month is the one within the week, if there is one."""
    here = [week.first_day + dt.timedelta(days=k) for k in range(week.days)]
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["md"]:
            return dt.date(week.first_day.year, int(match["m"]), int(match["d"]))
        if match["slash"]:
            month, day = match["slash"].split("/")
            return dt.date(week.first_day.year, int(month), int(day))
        if match["em"]:
            return dt.date(week.first_day.year, _MONTHS.index(match["em"].lower()) + 1, int(match["ed"]))
    except ValueError:
        return None
    if match["only"]:
        return next((day for day in here if day.day == int(match["only"])), None)
    number = _ZH_DAYS[match["zh"]] if match["zh"] else _EN_DAYS.index(match["en"].lower())
    meant = [day for day in here if day.weekday() == number]
    return meant[0] if len(meant) == 1 else None  # a week may have two Saturdays: that is no day then


def _clock(match: re.Match[str]) -> int:
    hour = int(match["h"])
    word = {"半": 30, "一刻": 15, "三刻": 45}.get(match["word"] or "", 0)
    minutes = int(match["m"] or match["zh"] or word)
    later = (match["half"] in ("下午", "晚上") or (match["ap"] or "").lower() == "pm") and hour < 12
    return 60 * (hour + (12 if later else 0)) + minutes
