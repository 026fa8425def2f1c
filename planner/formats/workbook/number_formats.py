"""Numbers of a workbook that are dates, times or durations: recognized by their number format alone."""

from __future__ import annotations

import datetime as dt
import re

_DATE_FORMATS = frozenset({14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58})
_TIME_FORMATS = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56})
_ELAPSED_FORMATS = frozenset({46})
_BUILT_IN_FORMATS = {
    "date": _DATE_FORMATS,
    "moment": frozenset({22}),
    "time": _TIME_FORMATS,
    "elapsed": _ELAPSED_FORMATS,
}
_LITERAL_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY_ZERO = {False: dt.datetime(1899, 12, 30), True: dt.datetime(1904, 1, 1)}  # noqa: DTZ001 - a spreadsheet has no zone
_LAST_DAY_NUMBER = 2_958_465  # 9999-12-31

Shown = int | float | dt.datetime | dt.date | dt.time | dt.timedelta


def kind_of(number: int, code: str | None) -> str:
    """Return what a number format shows: ``date``, ``moment`` (both), ``time``, ``elapsed`` or ``number``."""
    if code is None:
        found = (kind for kind, numbers in _BUILT_IN_FORMATS.items() if number in numbers)
        return next(found, "number")
    shown = _LITERAL_TEXT.sub("", code.split(";")[0]).lower()
    if "general" in shown or "通用" in shown:
        return "number"
    if re.search(r"\[[hms]+\]", shown):
        return "elapsed"
    clock = re.search(r"[hs]", shown) is not None
    if re.search(r"[yde]|aaa", shown) or ("m" in shown and not clock):
        return "moment" if clock else "date"
    return "time" if clock else "number"


def shown(value: float, kind: str, from_1904: bool = False) -> Shown:
    """Return a number as what its format shows, to the second."""
    if kind == "number" or not 0 <= value <= _LAST_DAY_NUMBER:
        return int(value) if value == int(value) else value
    seconds = round(value * 86_400)
    days, rest = divmod(seconds, 86_400)
    if kind == "elapsed":
        return dt.timedelta(seconds=seconds)
    clock = dt.time(rest // 3600, rest // 60 % 60, rest % 60)
    if kind == "time" and days == 0:
        return clock
    moment = _DAY_ZERO[from_1904] + dt.timedelta(days=days)
    return moment.date() if rest == 0 and kind != "moment" else dt.datetime.combine(moment.date(), clock)
