"""Errors of single values in words: what pydantic found, worded so that a planner can correct it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.domain.references import MAX_LISTED_IDS, near

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRIVATE_KEYS = ("phone", "medical")
_LONG_NUMBER = re.compile(r"\d{3}[- ]?\d{4}[- ]?\d{4}|\d{8,}")
_LARGEST_SHOWN = 10**30
_ERROR_WORDS = {
    "missing": "缺少这一项 / missing",
    "extra_forbidden": "没有这一项 / unknown key",
    "int_parsing": "不是整数 / not a whole number",
    "int_type": "不是整数 / not a whole number",
    "int_from_float": "不是整数 / not a whole number",
    "float_parsing": "不是数 / not a number",
    "float_type": "不是数 / not a number",
    "string_type": "不是文字 / not a text",
    "string_too_short": "不能为空 / empty",
    "bool_parsing": "应为 true 或 false / neither true nor false",
    "bool_type": "应为 true 或 false / neither true nor false",
    "tuple_type": "应为列表 / not a list",
    "list_type": "应为列表 / not a list",
    "model_type": "应为一组键值 / not a table of keys and values",
    "model_attributes_type": "应为一组键值 / not a table of keys and values",
    "dict_type": "应为一组键值 / not a table of keys and values",
    "union_tag_not_found": "缺少 kind / no kind is given",
}
_ERROR_HINTS = {
    "string_type": 'put it in "quotes"',
    "tuple_type": "put it in [ ]",
    "list_type": "put it in [ ]",
    "model_type": "put it in { }",
    "model_attributes_type": "put it in { }",
    "bool_parsing": "true",
    "bool_type": "true",
    "union_tag_not_found": 'kind = "…"',
}
_LIMIT_WORDS = {
    "greater_than_equal": ("ge", "太小,至少 {0} / too small, at least {0}"),
    "greater_than": ("gt", "太小,须大于 {0} / too small, more than {0}"),
    "less_than_equal": ("le", "太大,至多 {0} / too large, at most {0}"),
    "less_than": ("lt", "太大,须小于 {0} / too large, less than {0}"),
    "string_too_long": ("max_length", "太长,至多 {0} 字 / longer than {0} characters"),
}
_DATE_ERROR = re.compile(r"^(date|datetime)_")
_VALUE_ERRORS = (
    (re.compile(r" is no date and time"), "不是日期时间"),
    (re.compile(r" is no time of day"), "不是时刻"),
    (re.compile(r" is no day of the week"), "不是星期几"),
    (re.compile(r" has seconds"), "不应有秒"),
    (re.compile(r" is outside the years"), "不在公元 2000 至 2200 年"),
    (re.compile(r"^opens at "), "关门早于开门"),
    (re.compile(r"^ends before it starts"), "结束早于开始"),
)


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
        few = f"one of {', '.join(keys)}" if 0 < len(keys) <= MAX_LISTED_IDS else ""
        return f"{_ERROR_WORDS[kind]} {key!r}", near(key, keys) or few
    if kind in ("missing", "union_tag_not_found"):
        return _ERROR_WORDS[kind], _ERROR_HINTS.get(kind, "")
    if kind == "value_error":
        return _describe_value_error(_masked(str(context["error"])) if key not in _PRIVATE_KEYS else "not valid")
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        return _describe_choice(kind, context, error["input"], value)
    if kind in _LIMIT_WORDS:
        name, text = _LIMIT_WORDS[kind]
        return f"{value} {text.format(context[name])}", ""
    if kind == "string_pattern_mismatch":
        return f"{value} 不是编号 / is no id or code", ids.get(str(error["input"]), "letters, digits, _ - . : / only")
    if _DATE_ERROR.match(kind):
        return f"{value} 不是日期 / is no date", "2026-09-21"
    if kind in _ERROR_WORDS:
        return f"{value} {_ERROR_WORDS[kind]}", _ERROR_HINTS.get(kind, "")
    return f"{value}: {_masked(str(error['msg']))}", ""


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
    zh = next((zh for pattern, zh in _VALUE_ERRORS if pattern.search(what)), "")
    return f"{zh} / {what}" if zh else what, maybe


def _describe_choice(kind: str, context: Mapping[str, Any], given: object, value: str) -> tuple[str, str]:
    if kind == "union_tag_invalid":
        value = repr(context["tag"])
        given = context["tag"]
    allowed = re.findall(r"'([^']*)'", str(context.get("expected_tags") or context.get("expected", "")))
    close = near(str(given), allowed)
    return f"{value} 不在可选之列 / not one of {', '.join(allowed)}", close
