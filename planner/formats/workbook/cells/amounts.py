"""Numbers with their units: people, yuan, contract amounts, minutes."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.language.text import Unreadable, number_in, said, tight, whole_number

if TYPE_CHECKING:
    from planner.language.text import Value

_NUMBER_PATTERN = r"([\d,]+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"
_COUNT_PATTERN = re.compile(
    rf"{_NUMBER_PATTERN}(?:个?人|位|名|个|人次|座|席|间|件|次|场|批|组|辆|台|级|星级?|天|日|分)?"
)
_MONEY_PATTERN = re.compile(
    rf"(?:人民币|rmb|cny|¥)?{_NUMBER_PATTERN}(?P<k>百|千|万|亿)?(?:元整?|块钱?|rmb|cny|¥)?"
    r"(?:/?每?(?:人|位|晚|间|天|次|桌|趟|份|张|件))?"
)
_MONEY_UNITS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HALF_HOUR_PATTERN = re.compile(
    rf"(?:{_NUMBER_PATTERN}个?)?半(?:个?小时|个?钟头?)|{_NUMBER_PATTERN}个半(?:小时|钟头?)|{_NUMBER_PATTERN}小时半"
)
_HOURS_PATTERN = re.compile(rf"{_NUMBER_PATTERN}(?:个?(?:小时|钟头)|h|hours?|hrs?)")
_MINUTES_PATTERN = re.compile(rf"{_NUMBER_PATTERN}(?:分钟?|min|mins|minutes?|m|′|')?")
_HOURS_MINUTES_PATTERN = re.compile(
    r"(?P<h>\d+|[一二两三四五六七八九十]+)(?:个?小时|h)零?(?P<m>\d{1,2})(?:分钟?|m|min)?"
)
_COLON_PATTERN = re.compile(r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::00)?")
_QUARTERS_PATTERN = re.compile(r"(?P<q>[一二两三1-3])刻钟?")


class CountCell(CellKind):
    """A whole number: people, seats, pieces."""

    look: Look = "number"

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the number; whether it may be so is judged with the rest."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return whole_number(value)
        found = _COUNT_PATTERN.fullmatch(_text(value))
        number = number_in(found[1]) if found else None
        if number is None:
            raise Unreadable(f"{said(value)} 不是数 / is no number", "12")
        return whole_number(number)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the number."""
        found: Value = value
        return found


class WholeCell(CountCell):
    """A number that no fact holds, so that nobody else looks whether it is whole."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the number."""
        number = super().read(value, context)
        if not isinstance(number, int):
            raise Unreadable(f"{said(value)} 不是整数 / is no whole number")
        return number


class DegreesCell(CellKind):
    """A number with a fraction: a coordinate, metres."""

    look: Look = "number"

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the number."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        found = re.fullmatch(r"([-+]?\d{1,6}(?:\.\d+)?)(?:°|度|米|m|[ne])?", _text(value))
        if found is None:
            raise Unreadable(f"{said(value)} 不是数 / is no number", "34.76")
        return float(found[1])

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the number."""
        return float(value)


class YuanCell(CellKind):
    """Money in whole yuan: 1200, 1,200元, ￥1200, 1.2万."""

    look: Look = "number"

    def read(self, value: Value, context: CellContext) -> Any:
        """Return yuan."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return whole_number(value)
        return whole_number(_money(value))

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the number."""
        return int(value)


class ContractCell(CellKind):
    """A contract amount in 万元; with 元 or 亿 it is turned into that."""

    look: Look = "number"

    def read(self, value: Value, context: CellContext) -> Any:
        """Return ten thousands of yuan."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return whole_number(value)
        text = _text(value)
        return whole_number(_money(value) / (10_000 if re.search(r"[元块¥亿万千百]|rmb|cny", text) else 1))

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the number."""
        return int(value)


class MinutesCell(CellKind):
    """A duration in minutes: 90, 90分钟, 1.5小时, 一个半小时, 1h30, 1:30."""

    look: Look = "number"

    def read(self, value: Value, context: CellContext) -> Any:
        """Return minutes."""
        if isinstance(value, bool) or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            raise _no_duration(value)
        if isinstance(value, int | float):
            return _whole_minutes(value, value)
        if isinstance(value, dt.time):
            return _whole_minutes(value.hour * 60 + value.minute + value.second / 60, value)
        if isinstance(value, dt.timedelta):
            return _whole_minutes(value.total_seconds() / 60, value)
        return _whole_minutes(_duration(_text(value), value), value)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the number of minutes."""
        return int(value)


def _duration(text: str, value: Value) -> float:
    for pattern, unit, more in ((_HALF_HOUR_PATTERN, 60, 30), (_HOURS_PATTERN, 60, 0), (_MINUTES_PATTERN, 1, 0)):
        found = pattern.fullmatch(text)
        if found:
            given = next((part for part in found.groups() if part), None)
            number = 0.0 if given is None else number_in(given)
            if number is not None:
                return number * unit + more
    found = _HOURS_MINUTES_PATTERN.fullmatch(text) or _COLON_PATTERN.fullmatch(text)
    hours = number_in(found["h"]) if found else None
    if found and hours is not None:
        return hours * 60 + int(found["m"])
    found = _QUARTERS_PATTERN.fullmatch(text)
    if found:
        return 15 * (number_in(found["q"]) or 0)
    raise _no_duration(value)


def _whole_minutes(minutes: float, value: Value) -> int:
    if minutes != int(minutes):
        raise Unreadable(f"{said(value)} 不是整分钟 / no whole minutes", f"{minutes:g}小时" if minutes < 10 else "90")
    return int(minutes)


def _no_duration(value: Value) -> Unreadable:
    return Unreadable(f"{said(value)} 不是时长 / is no duration", "90分钟 或 1.5小时")


def _money(value: Value) -> float:
    found = _MONEY_PATTERN.fullmatch(_text(value))
    number = number_in(found[1]) if found else None
    if found is None or number is None:
        raise Unreadable(f"{said(value)} 不是金额 / is no amount of money", "1200")
    return round(number * _MONEY_UNITS.get(found["k"] or "", 1), 4)


def _text(value: Value) -> str:
    return "?" if isinstance(value, bool | dt.date | dt.time | dt.timedelta) else tight(value).replace("￥", "¥")
