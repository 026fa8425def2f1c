"""Durations in a whole text or cell: 90, 90分钟, 1.5小时, 一个半小时, 1h30, 1:30, 一刻钟."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from planner.language.text import Unreadable, number_in, said, tight

if TYPE_CHECKING:
    from planner.language.text import Value

_ANY_NUMBER = r"([\d,]+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"
_AND_A_HALF = re.compile(
    rf"(?:{_ANY_NUMBER}个?)?半(?:个?小时|个?钟头?)|{_ANY_NUMBER}个半(?:小时|钟头?)|{_ANY_NUMBER}小时半"
)
_WHOLE_HOURS = re.compile(rf"{_ANY_NUMBER}(?:个?(?:小时|钟头)|h|hours?|hrs?)")
_WHOLE_MINUTES = re.compile(rf"{_ANY_NUMBER}(?:分钟?|min|mins|minutes?|m|′|')?")
_HOURS_AND_MINUTES = re.compile(
    r"(?P<h>\d+|[一二两三四五六七八九十]+)(?:个?(?:小时|钟头)|h)(?:零|又|过|加)?"
    r"(?P<m>\d{1,2}|[一二两三四五六七八九十]+)(?:(?P<q>刻)钟?|分钟?|m|min)?"
)
_WITH_COLON = re.compile(r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::00)?")
_PARTS_OF_DAY = {
    "半天": "3小时",
    "一上午": "3小时",
    "一下午": "3小时",
    "半日": "3小时",
    "一天": "6小时",
    "全天": "6小时",
}
_QUARTERS_OF_HOUR = re.compile(r"(?P<q>[一二两三1-3])刻钟?")


def parse_duration(value: Value) -> int:
    """Return a duration in minutes.

    Raises
    ------
    Unreadable
        When it is none, or no whole number of minutes.
    """
    if isinstance(value, bool) or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        raise _no_duration(value)
    if isinstance(value, int | float):
        return _whole(value, value)
    if isinstance(value, dt.time):
        return _whole(value.hour * 60 + value.minute + value.second / 60, value)
    if isinstance(value, dt.timedelta):
        return _whole(value.total_seconds() / 60, value)
    text = "?" if isinstance(value, dt.datetime) else tight(value).replace("￥", "¥")
    return _whole(_minutes_of(text, value), value)


def _minutes_of(text: str, value: Value) -> float:
    for pattern, unit, more in ((_AND_A_HALF, 60, 30), (_WHOLE_HOURS, 60, 0), (_WHOLE_MINUTES, 1, 0)):
        found = pattern.fullmatch(text)
        if found:
            given = next((part for part in found.groups() if part), None)
            number = 0.0 if given is None else number_in(given)
            if number is not None:
                return number * unit + more
    found = _HOURS_AND_MINUTES.fullmatch(text) or _WITH_COLON.fullmatch(text)
    hours = number_in(found["h"]) if found else None
    if found and hours is not None:
        minutes = number_in(found["m"])
        quarter = found.groupdict().get("q") is not None
        if minutes is not None:
            return hours * 60 + minutes * (15 if quarter else 1)
    found = _QUARTERS_OF_HOUR.fullmatch(text)
    if found:
        return 15 * (number_in(found["q"]) or 0)
    if text in _PARTS_OF_DAY:
        raise Unreadable(f"{said(value)} " + bilingual("有多长不清楚", "how long is not clear"), _PARTS_OF_DAY[text])
    raise _no_duration(value)


def _whole(minutes: float, value: Value) -> int:
    if minutes != int(minutes):
        raise Unreadable(
            f"{said(value)} " + bilingual("不是整分钟", "no whole minutes"),
            f"{minutes:g}小时" if minutes < 10 else "90",
        )
    return int(minutes)


def _no_duration(value: Value) -> Unreadable:
    return Unreadable(
        f"{said(value)} " + bilingual("不是时长", "is no duration"),
        bilingual("90分钟 或 1.5小时", "90 min or 1.5 hours"),
    )
