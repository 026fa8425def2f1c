"""Opening and working hours in one text: ``周二至周日 09:00-17:00；周一 13:00-17:00``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.clock import WEEKDAYS, hhmm
from planner.language.text import Unreadable, folded, said
from planner.language.times.clocks import parse_clock
from planner.language.times.vocabulary import WEEKDAY, WEEKDAY_SIGNS, weekday_number

if TYPE_CHECKING:
    from planner.language.text import Value

_NEVER = "不开放"
_EVERY_DAY = tuple(range(7))
_DAY_GROUPS: dict[str, tuple[int, ...]] = {
    "每天": _EVERY_DAY,
    "每日": _EVERY_DAY,
    "天天": _EVERY_DAY,
    "全周": _EVERY_DAY,
    "工作日": _EVERY_DAY[:5],
    "周末": (5, 6),
    _NEVER: (),
}
"""Words for several days of the week."""
_ONE_DAY = rf"(?:周|星期|礼拜)?[{WEEKDAY_SIGNS}天]"
_DAYS_FIRST = re.compile(
    rf"(?P<days>{'|'.join(_DAY_GROUPS)}"
    rf"|{WEEKDAY}(?: ?[-至到、,] ?{_ONE_DAY}|[{WEEKDAY_SIGNS}天])*)[:]? ?(?P<rest>.*)"
)
_FROM_TO = re.compile(r"(?P<open>.+?) ?(?:-|至|到) ?(?P<close>.+)")
_ALL_DAY = ("全天", "24小时", "全天开放", "随时")


def parse_opening_hours(value: Value) -> list[dict[str, Any]]:
    """Return tables with ``open``, ``close`` and, unless it is every day, ``weekdays``.

    Raises
    ------
    Unreadable
        When there are no hours in it, or a part of it is none.
    """
    found: list[dict[str, Any]] = []
    days = _EVERY_DAY
    for part in re.split(r"[;；\n]+", folded(value).replace("；", ";")):
        hours = part.strip()
        prefix = _DAYS_FIRST.fullmatch(hours)
        if prefix:
            days, hours = _weekdays(prefix["days"]), prefix["rest"].strip()
        for span in re.split(r"[,、]", hours):
            if span.strip():
                found.append(_parse_hours(span.strip(), days, value))
    if not found:
        raise _no_hours(value)
    return found


def _parse_hours(text: str, days: tuple[int, ...], value: Value) -> dict[str, Any]:
    if text in _ALL_DAY:
        hours = {"open": "00:00", "close": "24:00"}
    else:
        ends = _FROM_TO.fullmatch(text)
        if ends is None:
            raise _no_hours(value)
        hours = {"open": hhmm(parse_clock(ends["open"])), "close": hhmm(parse_clock(ends["close"]))}
    return hours if days == _EVERY_DAY else {**hours, "weekdays": [WEEKDAYS[day] for day in days]}


def _no_hours(value: Value) -> Unreadable:
    return Unreadable(
        f"{said(value)} " + bilingual("不是开放时间", "are no hours"),
        bilingual("周二至周日 09:00-17:00", "Tue-Sun 09:00-17:00"),
    )


def _weekdays(text: str) -> tuple[int, ...]:
    """Return the days of 周二至周日, 周一、三, 工作日 …, in the order of the text."""
    if text in _DAY_GROUPS:
        return _DAY_GROUPS[text]
    signs = re.sub(r"周|星期|礼拜| ", "", text).replace("天", "日")
    days: list[int] = []
    for part in re.findall(rf"[{WEEKDAY_SIGNS}](?:[-至到][{WEEKDAY_SIGNS}])?", signs):
        first, last = weekday_number(part[0]), weekday_number(part[-1])
        days += [(first + k) % 7 for k in range((last - first) % 7 + 1)]
    return tuple(days)


def parse_weekdays(value: Value) -> list[str]:
    """Return days of the week, ``Mon`` …, of 周二、周四, 周一至周三, 工作日.

    Raises
    ------
    Unreadable
        When it names no days of the week.
    """
    found = _DAYS_FIRST.fullmatch(folded(value))
    if found is None or found["rest"]:
        maybe = bilingual("周二、周四", "周二、周四 (Tue, Thu)")
        raise Unreadable(f"{said(value)} " + bilingual("不是星期几", "are no days of the week"), maybe)
    return [WEEKDAYS[day] for day in _weekdays(found["days"])]


def write_weekdays(names: list[str]) -> str:
    """Return days of the week, ``Mon`` …, as a text that ``parse_weekdays`` reads as the same."""
    days = [WEEKDAYS.index(day) for day in names]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"周{WEEKDAY_SIGNS[days[0]]}至周{WEEKDAY_SIGNS[days[-1]]}"
    return "、".join(f"周{WEEKDAY_SIGNS[day]}" for day in days)


def write_opening_hours(hours: dict[str, Any]) -> str:
    """Return one of the tables as a text that ``parse_opening_hours`` reads as the same."""
    times = f"{hours['open']}-{hours['close']}"
    if "weekdays" not in hours:
        return f"每天 {times}"
    return f"{write_weekdays(hours['weekdays']) or _NEVER} {times}"
