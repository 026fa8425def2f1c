"""Opening and working hours in one cell: ``周二至周日 09:00-17:00；周一 13:00-17:00``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.domain.clock import WEEKDAYS, hhmm
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.cells.times import clock
from planner.language.text import Unreadable, folded, said

if TYPE_CHECKING:
    from planner.language.text import Value

_DAYS = "一二三四五六日"
_NEVER = "不开放"
_ONE_DAY = r"(?:周|星期|礼拜)?[一二三四五六日天]"
_PREFIX = re.compile(
    rf"(?P<days>每天|每日|天天|全周|工作日|周末|{_NEVER}"
    rf"|(?:周|星期|礼拜)[一二三四五六日天](?: ?[-至到、,] ?{_ONE_DAY}|[一二三四五六日天])*)[:]? ?(?P<rest>.*)"
)
_SPAN = re.compile(r"(?P<open>.+?) ?(?:-|至|到) ?(?P<close>.+)")
_ALL_DAY = ("全天", "24小时", "全天开放", "随时")
_NAMED = {
    "每天": range(7),
    "每日": range(7),
    "天天": range(7),
    "全周": range(7),
    "工作日": range(5),
    "周末": (5, 6),
    _NEVER: (),
}


class HoursCell(CellKind):
    """Spans of the day, each for some days of the week."""

    several = True

    def read(self, value: Value, scene: CellContext) -> Any:
        """Return tables with ``open``, ``close`` and, unless it is every day, ``weekdays``."""
        found: list[dict[str, Any]] = []
        days: tuple[int, ...] = tuple(range(7))
        for part in re.split(r"[;；\n]+", folded(value).replace("；", ";")):
            part = part.strip()
            prefix = _PREFIX.fullmatch(part)
            if prefix:
                days, part = _weekdays(prefix["days"]), prefix["rest"].strip()
            for span in re.split(r"[,、]", part):
                if span.strip():
                    found.append(_span(span.strip(), days, value))
        if not found:
            raise _none(value)
        return found

    def write(self, value: Any, scene: CellContext) -> Value:
        """Return the text."""
        return "；".join(_written(span) for span in value)


def _span(text: str, days: tuple[int, ...], value: Value) -> dict[str, Any]:
    if text in _ALL_DAY:
        span = {"open": "00:00", "close": "24:00"}
    else:
        ends = _SPAN.fullmatch(text)
        if ends is None:
            raise _none(value)
        span = {"open": hhmm(clock(ends["open"])), "close": hhmm(clock(ends["close"]))}
    return span if days == tuple(range(7)) else {**span, "weekdays": [WEEKDAYS[day] for day in days]}


def _none(value: Value) -> Unreadable:
    return Unreadable(f"{said(value)} 不是开放时间 / are no hours", "周二至周日 09:00-17:00")


def _weekdays(text: str) -> tuple[int, ...]:
    if text in _NAMED:
        return tuple(_NAMED[text])
    plain = re.sub(r"周|星期|礼拜| ", "", text).replace("天", "日")
    days: list[int] = []
    for part in re.findall(r"[一二三四五六日](?:[-至到][一二三四五六日])?", plain):
        first, last = _DAYS.index(part[0]), _DAYS.index(part[-1])
        days += [(first + k) % 7 for k in range((last - first) % 7 + 1)]
    return tuple(days)


def _written(span: dict[str, Any]) -> str:
    times = f"{span['open']}-{span['close']}"
    if "weekdays" not in span:
        return f"每天 {times}"
    days = [WEEKDAYS.index(day) for day in span["weekdays"]]
    if not days:
        return f"{_NEVER} {times}"
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"周{_DAYS[days[0]]}至周{_DAYS[days[-1]]} {times}"
    return "、".join(f"周{_DAYS[day]}" for day in days) + f" {times}"
