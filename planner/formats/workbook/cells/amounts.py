"""Numbers with their units: people, yuan, contract amounts, minutes."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.workbook.cells.base import CellContext, CellKind, Look
from planner.language.text import Unreadable, number_in, said, tight, whole_number
from planner.language.times.durations import parse_duration

if TYPE_CHECKING:
    from planner.language.text import Value

_NUMBER_PATTERN = r"([\d,]+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+)"
_COUNT_PATTERN = re.compile(
    rf"{_NUMBER_PATTERN}(?:个?人|位|名|个|人次|座|席|间|件|次|场|批|组|辆|台|级|星级?|天|日|分|桌|排|层|趟|人份|块|把|瓶|盒|本|套)?(?:[（(][^（()）]*[)）])?"
)
_MONEY_PATTERN = re.compile(
    rf"(?:人民币|rmb|cny|¥)?{_NUMBER_PATTERN}(?P<k>百|千|万|亿)?(?:元整?|块钱?|rmb|cny|¥)?"
    r"(?:/?每?(?:人|位|晚|间|天|次|桌|趟|份|张|件))?"
)
_MONEY_UNITS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


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
            raise Unreadable(f"{said(value)} " + bilingual("不是数", "is no number"), _sum_in(_text(value)) or "12")
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
            raise Unreadable(f"{said(value)} " + bilingual("不是整数", "is no whole number"))
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
            raise Unreadable(f"{said(value)} " + bilingual("不是数", "is no number"), "34.76")
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
        return parse_duration(value)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the number of minutes."""
        return int(value)


HALF_DAY_MINUTES = 180
WHOLE_DAY_MINUTES = 480
"""From 9:00 to 17:00, the lunch in between counted."""
_DAYS_AND_HALVES: dict[str, int | str] = {
    **dict.fromkeys(("全天", "一天", "整天", "一整天", "fullday", "wholeday", "allday"), WHOLE_DAY_MINUTES),
    **dict.fromkeys(("半天", "半日", "halfday"), HALF_DAY_MINUTES),
    **dict.fromkeys(("上午", "一上午", "整个上午", "半天上午", "上午半天", "morning"), "am"),
    **dict.fromkeys(("下午", "一下午", "整个下午", "半天下午", "下午半天", "afternoon"), "pm"),
}


class PartOfDayCell(MinutesCell):
    """A duration, or as much of a day as people say: 全天, 半天; 上午 and 下午 say which half as well: am, pm."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return minutes, or a half-day by its name."""
        if isinstance(value, str) and (found := _DAYS_AND_HALVES.get(tight(value))) is not None:
            return found
        return super().read(value, context)


def _sum_in(text: str) -> str:
    """Return the sum of what is counted in parts, 5男3女, to be asked; ``""`` where there is none."""
    found = re.fullmatch(r"(\d{1,4})\+(\d{1,4})|(\d{1,4})[男大成主]\S{0,2}?(\d{1,4})[女小儿从]\S{0,2}?", text)
    numbers = [int(part) for part in found.groups() if part] if found else []
    if numbers:
        return str(sum(numbers))
    about = re.search(r"\d{1,5}", text)
    return about[0] if about and not re.search(r"[百千万亿]", text) and len(re.findall(r"\d+", text)) == 1 else ""


def _money(value: Value) -> float:
    found = _MONEY_PATTERN.fullmatch(_text(value))
    number = number_in(found[1]) if found else None
    if found is None or number is None:
        raise Unreadable(f"{said(value)} " + bilingual("不是金额", "is no amount of money"), "1200")
    return round(number * _MONEY_UNITS.get(found["k"] or "", 1), 4)


def _text(value: Value) -> str:
    return "?" if isinstance(value, bool | dt.date | dt.time | dt.timedelta) else tight(value).replace("￥", "¥")
