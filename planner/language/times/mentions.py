"""Days, times of day and durations that a sentence mentions: 周二14:20, Tue 9:00-12:00, 晚3小时, 半小时.

A sentence holds other words as well, so its times are searched for, and what is no time is no fault. It is read with
less care than a cell: see ``hour_of_day`` for hours; a day and month without a year are of the year in which the week
begins; a day of the week that the week has twice is no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.clock import DAY, at
from planner.language.text import number_in
from planner.language.times.vocabulary import (
    MONTHS_EN,
    PARTS_OF_HOUR,
    PARTS_OF_HOUR_PATTERN,
    WEEKDAY_SIGNS,
    WEEKDAYS_EN,
    date_in,
    days_from,
    hour_of_day,
    weekday_number,
)

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.week import Week

_HOURS_MENTIONED = re.compile(
    r"(\d+(?:\.\d+)?|[半一两二三四五六七八九十])\s*个?半?\s*(?:小时|钟头|hours?\b|hrs?\b|h(?=\d|\b))\s*"
    r"(?:(半)|(\d{1,2})\s*(?:分钟?|min(?:ute)?s?\b|m\b)?)?",
    re.IGNORECASE,
)
_MINUTES_MENTIONED = re.compile(r"(\d+)\s*(?:分钟|分(?!\d)|min(?:ute)?s?\b)", re.IGNORECASE)
_QUARTER_MENTIONED = re.compile(r"一刻钟|a quarter of an hour", re.IGNORECASE)
_DAY_MENTIONED = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})T?|(?P<md>(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号])|(?P<slash>\d{1,2}/\d{1,2})(?![/\d])"
    rf"|(?:周|星期|礼拜)(?P<zh>[{WEEKDAY_SIGNS}天])"
    rf"|\b(?P<en>{'|'.join(WEEKDAYS_EN)})(?:\w*day)?\b"
    rf"|\b(?P<ed>\d{{1,2}})\s+(?P<em>{'|'.join(MONTHS_EN)})\w*\b|(?<!\d)(?P<only>\d{{1,2}})[日号]",
    re.IGNORECASE,
)
_CLOCK_MENTIONED = re.compile(
    r"(?P<half>早上|上午|中午|下午|晚上)?\s*(?<![\d.])(?P<h>\d{1,2})\s*"
    rf"(?:[:：](?P<m>\d{{2}})|点(?:(?P<zh>\d{{1,2}})分?|(?P<word>{PARTS_OF_HOUR_PATTERN}))?)"
    r"\s*(?P<ap>am|pm)?",
    re.IGNORECASE,
)
_NOON, _EVENING = 12 * 60, 18 * 60
_PARTS_OF_DAY = {
    "上午": (0, _NOON),
    "早上": (0, _NOON),
    "下午": (_NOON, _EVENING),
    "晚上": (_EVENING, DAY),
    "morning": (0, _NOON),
    "afternoon": (_NOON, _EVENING),
    "evening": (_EVENING, DAY),
}
"""Parts of a day that are named without a time of day, in minutes after midnight.

Wider than what people call a given minute (``models.domain.day_windows.called``): all hours that may be meant.
"""


@dataclass
class TimeMentions:
    """The times that a sentence mentions.

    Attributes
    ----------
    rest : str
        The sentence without them.
    minutes : int or None
        A duration.
    days : list of date
        Days of the week, in the order in which they are named.
    clocks : list of int
        Times of day, in minutes after midnight.
    part_of_day : (int, int) or None
        Part of the day that is named without a time of day, in minutes after midnight: 上午.
    """

    rest: str
    minutes: int | None = None
    days: list[dt.date] = field(default_factory=list)
    clocks: list[int] = field(default_factory=list)
    part_of_day: tuple[int, int] | None = None

    @property
    def moment(self) -> int | None:
        """The one moment that is mentioned, or None."""
        if len(self.days) == 1 and len(self.clocks) == 1:
            return at(self.days[0], self.clocks[0])
        return None

    def period(self) -> tuple[int, int] | None:
        """Return from when until when; a day alone is all of it; None when no day is mentioned."""
        if not self.days:
            return None
        low, high = self.part_of_day or (0, DAY)
        first = self.clocks[0] if self.clocks else low
        last = self.clocks[-1] if len(self.clocks) > 1 else high
        return at(self.days[0], first), at(self.days[-1], last)


def find_times(text: str, week: Week) -> TimeMentions:
    """Return the times that a sentence mentions; days are those of the week."""
    found = TimeMentions(text)
    found.minutes = _take_duration(found)
    for match in _DAY_MENTIONED.finditer(found.rest):
        day = _day(match, week)
        if day is not None:
            found.days.append(day)
    found.rest = _DAY_MENTIONED.sub(lambda m: " " if _day(m, week) is not None else m[0], found.rest)
    found.clocks = [_clock(match) for match in _CLOCK_MENTIONED.finditer(found.rest)]
    found.rest = _CLOCK_MENTIONED.sub(" ", found.rest)
    for word, part_of_day in _PARTS_OF_DAY.items():
        if word in found.rest.lower():
            found.part_of_day = found.part_of_day or part_of_day
            found.rest = re.sub(word, " ", found.rest, flags=re.IGNORECASE)
    return found


def _take_duration(found: TimeMentions) -> int | None:
    """Return the duration in minutes that is mentioned, and take it out of the rest."""
    if match := _HOURS_MENTIONED.search(found.rest):
        half = 30 if match[2] or "个半" in match[0] else 0
        minutes = round(60 * _hours(match[1]) + half + int(match[3] or 0))
    elif match := _MINUTES_MENTIONED.search(found.rest):
        minutes = int(match[1])
    elif match := _QUARTER_MENTIONED.search(found.rest):
        minutes = 15
    else:
        return None
    found.rest = found.rest[: match.start()] + " " + found.rest[match.end() :]
    return minutes


def _hours(text: str) -> float:
    if text == "半":
        return 0.5
    return float(text) if text[0].isdecimal() else number_in(text) or 0.0


def _day(match: re.Match[str], week: Week) -> dt.date | None:
    """Return the day that is meant; a day of the week or of the month is the one within the week, if there is one."""
    year, here = week.first_day.year, days_from(week.first_day, week.days)
    if match["iso"]:
        return date_in(*map(int, match["iso"].split("-"))) if match["iso"].isascii() else None
    if match["md"]:
        return date_in(year, int(match["m"]), int(match["d"]))
    if match["slash"]:
        return date_in(year, *map(int, match["slash"].split("/")))
    if match["em"]:
        return date_in(year, MONTHS_EN.index(match["em"].lower()) + 1, int(match["ed"]))
    if match["only"]:
        return next((day for day in here if day.day == int(match["only"])), None)
    number = weekday_number(match["zh"]) if match["zh"] else WEEKDAYS_EN.index(match["en"].lower())
    meant = [day for day in here if day.weekday() == number]
    return meant[0] if len(meant) == 1 else None


def _clock(match: re.Match[str]) -> int:
    minutes = int(match["m"] or match["zh"] or PARTS_OF_HOUR.get(match["word"] or "", 0))
    half = (match["ap"] or "").lower()
    if half != "pm":
        half = match["half"] or half
    return 60 * hour_of_day(int(match["h"]), half, match[0], in_sentence=True) + minutes
