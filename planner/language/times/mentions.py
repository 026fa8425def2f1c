"""Days, times of day and durations that a sentence mentions: 周二14:20, Tue 9:00-12:00, 晚3小时, 半小时.

A sentence holds other words as well, so its times are searched for; each is then read as a cell is, by ``parse_day``,
``parse_clock`` and ``parse_duration``. What looks like a time and is none (25:70) is a fault. A time of day whose half
of the day is left out (晚宴改到7点) is understood when it is known near what it lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from models.domain.bilingual import bilingual
from models.domain.clock import DAY, at, day_of
from planner.language.text import Unreadable, folded, number_in, said, tight
from planner.language.times.clocks import clocks_of_span, parse_clock
from planner.language.times.days import TodayUnknown, parse_day
from planner.language.times.durations import parse_duration
from planner.language.times.vocabulary import (
    DAYTIME_MINUTE,
    HALF_DAYS,
    MONTHS_EN,
    NUMBERS_EN,
    PARTS_OF_HOUR_PATTERN,
    WEEKDAY_SIGNS,
    WEEKDAYS_EN,
)

if TYPE_CHECKING:
    import datetime as dt


_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})"
_NUMBER_EN = rf"(?:\d+(?:\.\d+)?|{'|'.join(sorted(NUMBERS_EN, key=len, reverse=True))})"
_HALF_A_DAY = re.compile(r"半天|半日|half a day", re.IGNORECASE)
_DURATION = re.compile(
    rf"(?P<days>(?<!第){_NUMBER}\s*天)"
    rf"|(?P<zh>(?:{_NUMBER}\s*个?\s*)?半\s*个?(?:小时|钟头)"
    rf"|{_NUMBER}\s*个半\s*(?:小时|钟头)"
    rf"|{_NUMBER}\s*个?(?:小时|钟头)\s*(?:半|零?\s*(?:\d{{1,2}}|[一二两三四五]?十[一二三四五六七八九]?)\s*分钟?|\d{{1,2}}(?!\d|[:.点]))?"
    rf"|(?<![.\d一二三四五六七八九十])(?<![\d一二三四五六七八九十]点){_NUMBER}\s*分钟?(?!之)|(?<![\d一二三四五六七八九十]点)[一二两三1-3]\s*刻钟?)"
    rf"|\b(?P<en_days>{_NUMBER_EN})\s+days?\b"
    r"|\b(?P<en_half>half\s+an?\s+hour)\b"
    r"|\b(?P<en_quarter>(?:a\s+)?quarter\s+of\s+an\s+hour)\b"
    rf"|\b(?P<en_more>{_NUMBER_EN})\s*(?:hours?|hrs?)\s+and\s+a\s+half\b"
    rf"|\b(?P<en_and>{_NUMBER_EN})\s+and\s+a\s+half\s+hours?\b"
    rf"|\b(?P<h>{_NUMBER_EN})\s*(?:hours?|hrs?|h(?![a-z]))\s*(?:and\s+)?(?:(?P<m>\d{{1,2}})\s*(?:min(?:ute)?s?|m)?\b)?"
    rf"|\b(?P<min>{_NUMBER_EN})\s*min(?:ute)?s?\b",
    re.IGNORECASE | re.ASCII,
)
_MONTH_EN = rf"(?:{'|'.join(MONTHS_EN)})[a-z]*"
_DAY_MENTIONED = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?=T|\D|$)|\d{4}年\d{1,2}月\d{1,2}[日号]|\d{1,2}月\d{1,2}[日号]|(?<![\d/])\d{1,2}/\d{1,2}(?![/\d])"
    rf"|(?:本|这个?|下个?|上个?)?(?:周|星期|礼拜)[{WEEKDAY_SIGNS}天]"
    r"|今[天日]|明[天日]|大?后天|昨天|今(?=早|晚|晨|夜)|明(?=早|晚|晨)"
    rf"|\b(?:this |next |last )?(?:{'|'.join(WEEKDAYS_EN)})(?:\w*day|s|rs)?\b"
    r"|\b(?:the )?day after tomorrow\b|\btoday\b|\btonight\b|\btomorrow\b|\byesterday\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_EN}\b|\b{_MONTH_EN}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|(?<![\d号])\d{1,2}[日号](?!楼|线|车|门|厅|馆|院|会|室|机|桌)",
    re.IGNORECASE | re.ASCII,
)
_WEEKDAY_ALONE = re.compile(
    rf"(?:周|星期|礼拜)[{WEEKDAY_SIGNS}天]|(?:{'|'.join(WEEKDAYS_EN)})(?:[a-z]*day|s|rs)?", re.IGNORECASE
)
_CLOCK_MENTIONED = re.compile(
    rf"(?P<half>{HALF_DAYS})?\s*(?P<time>(?<![\d.:])\d{{1,2}}\s*[:：]\s*\d{{2}}(?!\d)"
    r"|(?<![\d.])(?!(?<=[早晚快慢有差大])一点)(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*点(?:钟|整)?"
    rf"(?:\s*(?:\d{{1,2}}|[一二三四五]?十[一二三四五六七八九]?)\s*分?|{PARTS_OF_HOUR_PATTERN})?)"
    r"\s*(?P<after>[ap]\.?m\b\.?)?"
    r"|(?<![\d:])(?P<hour>\d{1,2})(?=-(?P<end>\d{1,2})\s*(?P<shared>[ap])\.?m)|\b(?P<hour2>\d{1,2})\s*(?:(?P<ap>[ap]\.?m\b\.?)|(?P<oclock>o'?clock))"
    r"|\b(?P<noon>noon|midnight)\b|\bhalf\s+past\s+(?P<past>\d{1,2}|[a-z]+)\b",
    re.IGNORECASE | re.ASCII,
)
_BETWEEN = re.compile(r"\s*(?:-|到|至|to|until|till)\s*", re.IGNORECASE)
_HOURS_AND_MINUTES_ZH = re.compile(r"(.+?)个?(?:小时|钟头)零?([\d一二三四五六七八九十]+)分?钟?")
_MINUTES_ZH = re.compile(r"点\s*([一二三四五]?十[一二三四五六七八九]?)\s*分?$")
_NOON, _EVENING = 12 * 60, 18 * 60
_PARTS_OF_DAY = {
    "上午": (0, _NOON),
    "早上": (0, _NOON),
    "早": (0, _NOON),
    "中午": (_NOON - 60, _NOON + 120),
    "下午": (_NOON, _EVENING),
    "傍晚": (_EVENING - 60, DAY),
    "晚上": (_EVENING, DAY),
    "晚": (_EVENING, DAY),
    "morning": (0, _NOON),
    "afternoon": (_NOON, _EVENING),
    "evening": (_EVENING, DAY),
    "tonight": (_EVENING, DAY),
}
"""Parts of a day that are named without a time of day, in minutes after midnight.

Wider than what people call a given minute (``models.domain.day_windows.called``): all hours that may be meant.
"""
_PART_MENTIONED = re.compile(
    r"上午|早上|中午|下午|傍晚|晚上|(?<=今|明)[早晚]|\b(?:morning|afternoon|evening|tonight)\b",
    re.IGNORECASE | re.ASCII,
)


class DaysInQuestion(Protocol):
    """The days that a sentence is about: those of a week, or of a plan."""

    @property
    def first_day(self) -> dt.date:
        """The first day."""

    @property
    def days(self) -> int:
        """How many."""


@dataclass(frozen=True)
class ClockMention:
    """A time of day that is mentioned.

    Attributes
    ----------
    text : str
        Its words.
    span : str
        The words of the time that it ends (2点 before 到4点), or ``""``.
    """

    text: str
    span: str = ""

    def minute(self, near: int | None = None, *, loose: bool = False) -> int:
        """Return it in minutes after midnight.

        Parameters
        ----------
        near : int or None
            A minute of the day near which it lies.
        loose : bool
            Hours such as 4:00 are taken as 4点: of whichever half of the day is near.

        Raises
        ------
        Unreadable
            When it is no time of a day, or could be two.
        """
        text = re.sub(r"[:：]00$", "点", self.text) if loose and near is not None else self.text
        if loose and near is not None:
            text = re.sub(r"^([1-9]|1[0-2])[:：](\d\d)$", r"\1点\2", text)
        found = clocks_of_span([self.span, text], f"{self.span}-{text}", near)[1] if self.span else None
        minute = found if found is not None else parse_clock(text, near=near)
        if minute > DAY:
            raise Unreadable(
                f"{said(self.text)} " + bilingual("不是一天里的时刻", "is no time of a day"),
                bilingual("次日1:00", "next day 1:00"),
            )
        return minute


@dataclass
class TimeMentions:
    """The times that a sentence mentions.

    Attributes
    ----------
    rest : str
        The sentence without them: blanks in their place, so that all other words stand where they stood.
    minutes : int or None
        A duration.
    days : list of date
        Days of the week, in the order in which they are named.
    clocks : list of ClockMention
        Times of day.
    part_of_day : (int, int) or None
        Part of the day that is named without a time of day, in minutes after midnight: 上午.
    """

    rest: str
    minutes: int | None = None
    days: list[dt.date] = field(default_factory=list)
    clocks: list[ClockMention] = field(default_factory=list)
    part_of_day: tuple[int, int] | None = None
    day_texts: list[str] = field(default_factory=list)
    to_last: bool = False
    """Whether the days are the first and the last of several: 周二至周四."""

    @property
    def any(self) -> bool:
        """Whether a day or time of day is mentioned."""
        return bool(self.days or self.clocks or self.part_of_day)

    def moment(self, day: dt.date | None = None, near: int | None = None, *, loose: bool = False) -> int | None:
        """Return the one moment that is mentioned, or None; without a day it is of ``day``."""
        if len(self.days) == 1:
            day = self.days[0]
        if day is None or len(self.days) > 1 or len(self.clocks) != 1:
            return None
        return at(day, self.clocks[0].minute(near, loose=loose))

    def period(self, today: dt.date | None = None) -> tuple[int, int] | None:
        """Return from when until when; a day alone is all of it; None when no day is mentioned and none is known.

        Raises
        ------
        Unreadable
            When the days are apart, or the time ends before it begins.
        """
        days = self.days or ([today] if today is not None and (self.clocks or self.part_of_day) else [])
        if not days:
            return None
        apart = [b for a, b in pairwise(days) if (b - a).days != 1]
        if apart and not self.to_last:
            raise Unreadable(
                bilingual("日子不相连，请分开说", "days apart: say them one by one"),
                bilingual("周一请假；周三请假", "on leave on Mon; on leave on Wed"),
            )
        low, high = self.part_of_day or (0, DAY)
        times = [clock.minute(DAYTIME_MINUTE, loose=True) for clock in self.clocks]
        first = times[0] if times else low
        last = times[-1] if len(times) > 1 else high if not times else DAY
        start, end = at(days[0], first), at(days[-1], last)
        if self.minutes is not None and len(days) == 1 and len(times) <= 1:
            end = start + self.minutes
        if end <= start:
            raise Unreadable(bilingual("结束早于开始", "ends before it begins"), "9:00-12:00")
        return start, end


def find_times(text: str, week: DaysInQuestion, now: int | None = None) -> TimeMentions:
    """Return the times that a sentence mentions.

    Parameters
    ----------
    now : moment or None
        From which 明天 and 下周三 are counted; None: they are asked.

    Raises
    ------
    Unreadable
        When a day or duration is none, or could be several.
    """
    found = TimeMentions(text)
    if half := _HALF_A_DAY.search(text):
        raise Unreadable(
            f"{said(half[0])} " + bilingual("不知是多少小时", "how many hours?"), bilingual("4小时", "4 hours")
        )
    if match := _DURATION.search(found.rest):
        found.minutes = _duration(match)
        found.rest = _blanked(found.rest, match)
    _take_days(found, week, None if now is None else day_of(now))
    _take_clocks(found)
    for match in list(_PART_MENTIONED.finditer(found.rest)):
        found.part_of_day = found.part_of_day or _PARTS_OF_DAY[match[0].lower()]
        found.rest = _blanked(found.rest, match)
    if "tonight" in (day.lower() for day in found.day_texts):
        found.part_of_day = found.part_of_day or _PARTS_OF_DAY["tonight"]
    found.rest = re.sub(r"[今明](?=\s|$)", lambda match: " " * len(match[0]), found.rest) if found.days else found.rest
    return found


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _duration(match: re.Match[str]) -> int:
    """Return a duration in minutes."""
    if match["zh"]:
        parts = _HOURS_AND_MINUTES_ZH.fullmatch(tight(match["zh"]))
        return parse_duration(f"{parts[1]}小时") + round(_number(parts[2])) if parts else parse_duration(match["zh"])
    if match["days"]:
        return round(_number(tight(match["days"])[:-1]) * DAY)
    if match["en_days"]:
        return round(_number(match["en_days"]) * DAY)
    if match["en_half"] or match["en_quarter"]:
        return 30 if match["en_half"] else 15
    if match["min"]:
        return parse_duration(f"{_number(match['min']):g}分钟")
    hours = match["en_more"] or match["en_and"]
    minutes = 60 * _number(hours or match["h"]) + (30 if hours else int(match["m"] or 0))
    return parse_duration(f"{minutes:g}分钟")


def _number(text: str) -> float:
    """Return a number in digits, Chinese or English."""
    number = NUMBERS_EN.get(text.lower())
    return float(number) if number is not None else number_in(text) or 0.0


def _take_days(found: TimeMentions, week: DaysInQuestion, today: dt.date | None) -> None:
    matches = list(_DAY_MENTIONED.finditer(found.rest))
    dated: dict[int, dt.date] = {}
    for k, match in enumerate(matches):
        if not _WEEKDAY_ALONE.fullmatch(match[0]):
            dated[k] = _day(match[0], week, today)
    for k, match in enumerate(matches):
        beside = [
            j for j in (k - 1, k + 1) if j in dated and _beside(found.rest, matches[min(j, k)], matches[max(j, k)])
        ]
        if k not in dated and beside:  # 9月21日 周一: one day
            found.days += _agreeing(match[0], dated[beside[0]])
            continue
        found.days.append(dated[k] if k in dated else _day(match[0], week, today))
        found.day_texts.append(match[0])
    for a, b in pairwise(matches):
        if _BETWEEN.fullmatch(found.rest[a.end() : b.start()]):
            found.to_last = True
            found.rest = found.rest[: a.end()] + " " * (b.start() - a.end()) + found.rest[b.start() :]
    for match in matches:
        tail = 1 if found.rest[match.end() : match.end() + 1] == "T" else 0
        found.rest = found.rest[: match.start()] + " " * (len(match[0]) + tail) + found.rest[match.end() + tail :]


def _day(text: str, week: DaysInQuestion, today: dt.date | None) -> dt.date:
    """Return the day of a word; who says 明天 on a command line can say there what day today is."""
    try:
        return parse_day(text, week.first_day, week.days, today)
    except TodayUnknown as error:
        raise Unreadable(error.what, f"--now {week.first_day}T09:00") from None


def _beside(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return not text[first.end() : second.start()].strip(" (),")


def _agreeing(weekday: str, day: dt.date) -> list[dt.date]:
    """Return no further day: a day of the week beside a date only repeats it.

    Raises
    ------
    Unreadable
        When the date is another day of the week.
    """
    if parse_day(weekday, day, days=1) != day:
        raise Unreadable(
            f"{said(weekday)} " + bilingual(f"与日期 {day} 不符", f"is not the day of the week of {day}"), f"{day}"
        )
    return []


def _take_clocks(found: TimeMentions) -> None:
    matches = list(_CLOCK_MENTIONED.finditer(found.rest))
    last: re.Match[str] | None = None
    for match in matches:
        joined = last is not None and _BETWEEN.fullmatch(found.rest[last.end() : match.start()])
        found.clocks.append(ClockMention(_words_of(match), found.clocks[-1].text if joined else ""))
        last = match
    for match in matches:
        found.rest = _blanked(found.rest, match)
    if len(found.clocks) > 1:
        found.rest = re.sub(r"(?<=\s)[-到至](?=\s)", " ", found.rest)


def _words_of(match: re.Match[str]) -> str:
    """Return a time of day as ``parse_clock`` reads it."""
    if match["noon"]:
        return "12:00" if match["noon"].lower() == "noon" else "24:00"
    if match["past"]:
        return f"{_number(match['past']):g}点30"
    if match["hour"]:
        over_noon = int(match["hour"]) % 12 > int(match["end"]) % 12  # 11-1 pm
        return f"{match['hour']}{'am' if over_noon else match['shared'].lower() + 'm'}"
    if match["hour2"]:
        return f"{match['hour2']}{match['ap'] or '点'}".lower()
    text = folded(match["time"]).replace(" ", "")
    if minutes := _MINUTES_ZH.search(text):
        text = f"{text[: minutes.start()]}点{number_in(minutes[1]):g}"
    return f"{match['half'] or ''}{text}{match['after'] or ''}".lower()
