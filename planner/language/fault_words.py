"""Errors of single values in words: what pydantic found, worded so that a planner can correct it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.references import MAX_LISTED_IDS, near

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRIVATE_KEYS = ("phone", "medical", "identity_number", "plates")
_LONG_NUMBER = re.compile(r"\d{3}[- ]?\d{4}[- ]?\d{4}|\d{8,}")
_LARGEST_SHOWN = 10**30
_ERROR_WORDS = {
    "missing": bilingual("缺少这一项", "missing"),
    "extra_forbidden": bilingual("没有这一项", "unknown key"),
    "int_parsing": bilingual("不是整数", "is not a whole number"),
    "int_type": bilingual("不是整数", "is not a whole number"),
    "int_from_float": bilingual("不是整数", "is not a whole number"),
    "float_parsing": bilingual("不是数", "is not a number"),
    "float_type": bilingual("不是数", "is not a number"),
    "string_type": bilingual("不是文字", "is not a text"),
    "string_too_short": bilingual("不能为空", "is empty"),
    "bool_parsing": bilingual("应为 true 或 false", "is neither true nor false"),
    "bool_type": bilingual("应为 true 或 false", "is neither true nor false"),
    "tuple_type": bilingual("应为列表", "is not a list"),
    "list_type": bilingual("应为列表", "is not a list"),
    "model_type": bilingual("应为一组键值", "is not a table of keys and values"),
    "model_attributes_type": bilingual("应为一组键值", "is not a table of keys and values"),
    "dict_type": bilingual("应为一组键值", "is not a table of keys and values"),
    "union_tag_not_found": bilingual("没有写类型", "no kind is given"),
}
_ERROR_HINTS = {
    "string_type": bilingual("写在引号里", 'put it in "quotes"'),
    "tuple_type": bilingual("写在 [ ] 里", "put it in [ ]"),
    "list_type": bilingual("写在 [ ] 里", "put it in [ ]"),
    "model_type": bilingual("写在 { } 里", "put it in { }"),
    "model_attributes_type": bilingual("写在 { } 里", "put it in { }"),
    "bool_parsing": "true",
    "bool_type": "true",
    "union_tag_not_found": 'kind = "…"',
}
_MISSING_HINTS = {"dining_rooms": "[[dining_rooms]]"}
_LIMIT_WORDS = {
    "greater_than_equal": ("ge", bilingual("太小,至少 {0}", "is too small, at least {0}")),
    "greater_than": ("gt", bilingual("太小,须大于 {0}", "is too small, more than {0}")),
    "less_than_equal": ("le", bilingual("太大,至多 {0}", "is too large, at most {0}")),
    "less_than": ("lt", bilingual("太大,须小于 {0}", "is too large, less than {0}")),
    "string_too_long": ("max_length", bilingual("太长,至多 {0} 字", "is longer than {0} characters")),
}
_DATE_ERROR = re.compile(r"^(date|datetime)_")
_VALUE_ERRORS = (
    (re.compile(r" is no date and time"), "不是日期时间"),
    (re.compile(r" is no time of day"), "不是时刻"),
    (re.compile(r" is no day of the week"), "不是星期几"),
    (re.compile(r" has seconds"), "不应有秒"),
    (re.compile(r" is outside the years"), "不在公元 2000 至 2200 年"),
    (re.compile(r"^opens at "), "关门早于开门"),
    (re.compile(r"^ends before it (starts|begins)"), "结束早于开始"),
    (re.compile(r"^latitude and longitude go together"), "纬度、经度缺一个"),
    (re.compile(r"^weights do not add up to 100"), "四项权重合计不是 100"),
    (re.compile(r"^a fixed appointment needs its time"), "定时的约定没有写时间"),
)
_VALUE_HINTS = {
    "write it to the minute": bilingual("写到分钟", "write it to the minute"),
    "swap them": bilingual("对调", "swap them"),
    "swap start and end": bilingual("开始与结束对调", "swap start and end"),
    "write Mon or 周一": bilingual("周一", "Mon"),
    "swap the two days": bilingual("对调两个日期", "swap the two days"),
    "change one": bilingual("改其中一项", "change one"),
    "give both or none": bilingual("都写或都不写", "give both or none"),
    "write 09:30 or make it flexible in the day": bilingual(
        "写 09:30，或方式改为“当天”", "write 09:30 or make it flexible in the day"
    ),
}


def describe_error(error: Mapping[str, Any], key: str, keys: list[str], ids: Mapping[str, str]) -> tuple[str, str]:
    """Return what one of pydantic's errors means, and maybe how to correct it.

    Parameters
    ----------
    error : mapping
        One of ``ValidationError.errors()``.
    key : str
        Last key of the path to the value.
    keys : list of str
        Keys that are known there; the one most like an unknown key is proposed.
    ids : mapping of str to str
        Ids by name, for a name where an id belongs.

    Returns
    -------
    what, maybe : str
    """
    kind, context = error["type"], error.get("ctx", {})
    value = quoted_value(error["input"], key)
    if kind == "extra_forbidden":
        few = (
            bilingual(f"{', '.join(keys)} 之一", f"one of {', '.join(keys)}") if 0 < len(keys) <= MAX_LISTED_IDS else ""
        )
        return f"{_ERROR_WORDS[kind]} {key!r}", near(key, keys) or few
    if kind in ("missing", "union_tag_not_found"):
        return _ERROR_WORDS[kind], _ERROR_HINTS.get(kind, _MISSING_HINTS.get(key, ""))
    if kind == "value_error":
        return _describe_value_error(
            _masked(str(context["error"])) if key not in _PRIVATE_KEYS else bilingual("不合要求", "is not valid")
        )
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        return _describe_choice(kind, context, error["input"], value)
    if kind in _LIMIT_WORDS:
        name, text = _LIMIT_WORDS[kind]
        return f"{value} {text.format(context[name])}", ""
    if kind == "string_pattern_mismatch":
        return (f"{value} " + bilingual("不是编号", "is no id or code")), ids.get(
            str(error["input"]), bilingual("只用字母、数字和 _ - . : /", "letters, digits, _ - . : / only")
        )
    if _DATE_ERROR.match(kind):
        return (f"{value} " + bilingual("不是日期", "is no date")), "2026-09-21"
    if kind in _ERROR_WORDS:
        return f"{value} {_ERROR_WORDS[kind]}", _ERROR_HINTS.get(kind, "")
    return f"{value} " + bilingual("不合要求", _masked(str(error["msg"]))), ""


def quoted_value(value: object, key: str) -> str:
    """Write a value for a fault: short, and never a phone number."""
    if key in _PRIVATE_KEYS:
        return "(…)"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if isinstance(value, int) and abs(value) > _LARGEST_SHOWN:
        return "…"
    if isinstance(value, str | int | float | bool):
        text = _masked(repr(value[:400] if isinstance(value, str) else value))
        return text if len(text) <= 60 else text[:57] + "…"
    return _masked(str(value))[:60]


def _masked(text: str) -> str:
    return _LONG_NUMBER.sub("…", text)


def _describe_value_error(text: str) -> tuple[str, str]:
    what, _, maybe = text.partition(", maybe ")
    for pattern, zh in _VALUE_ERRORS:
        found = pattern.search(what)
        if found:
            maybe = _VALUE_HINTS.get(maybe, maybe.removeprefix("write "))
            return bilingual(f"{what[: found.start()]} {zh}".strip(), what), maybe
    return what, maybe


def _describe_choice(kind: str, context: Mapping[str, Any], given: object, value: str) -> tuple[str, str]:
    if kind == "union_tag_invalid":
        value = repr(context["tag"])
        given = context["tag"]
    allowed = re.findall(r"'([^']*)'", str(context.get("expected_tags") or context.get("expected", "")))
    close = near(str(given), allowed)
    return (
        f"{value} " + bilingual(f"不在可选之列：{'、'.join(allowed)}", f"is not one of {', '.join(allowed)}")
    ), close
