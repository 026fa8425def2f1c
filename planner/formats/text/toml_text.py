"""Plain data as TOML text that people like to read: short rows one a line, long ones as blocks."""

from __future__ import annotations

import json
import re
from typing import Any

LINE_WIDTH = 118
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(data: dict[str, Any], comment: str = "") -> str:
    """Write a table as a TOML document: single values first, then rows, then blocks.

    Parameters
    ----------
    data : dict
        Texts, numbers, truth values, lists and tables; no None.
    comment : str
        Lines for the top.
    """
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    blocks: list[str] = []
    for key, value in data.items():
        rows = _rows(value)
        if rows and any(len(inline(row)) + 6 > LINE_WIDTH for row in rows):
            for row in rows:
                blocks += ["", f"[[{_key(key)}]]", *_entries(row)]
        elif isinstance(value, dict) and len(inline(value)) + len(key) + 3 > LINE_WIDTH:
            blocks += ["", f"[{_key(key)}]", *_entries(value)]
        else:
            lines += _entry(key, value)
    return "\n".join([*lines, *blocks]).lstrip("\n") + "\n"


def inline(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {inline(part)}" for key, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(inline(part) for part in value)}]"
    return repr(value)


def _entries(table: dict[str, Any]) -> list[str]:
    return [line for key, value in table.items() for line in _entry(key, value)]


def _entry(key: str, value: object) -> list[str]:
    text = f"{_key(key)} = {inline(value)}"
    rows = _rows(value)
    if not rows or (len(text) <= LINE_WIDTH and len(rows) == 1):
        return [text]
    return [f"{_key(key)} = [", *(f"    {inline(row)}," for row in rows), "]"]


def _rows(value: object) -> list[dict[str, Any]]:
    return value if isinstance(value, list) and value and all(isinstance(row, dict) for row in value) else []


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    """Write a text as JSON would; TOML wants one more character escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
