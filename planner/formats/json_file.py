"""A JSON file of ours, read with bounded work: size first, then depth, then what no such file holds."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.raw import dotted

if TYPE_CHECKING:
    from pathlib import Path

    from planner.formats.raw import KeyPath

MAX_JSON_BYTES = 40_000_000
"""Several times the plan of a week of 400 visits."""
MAX_JSON_DEPTH = 30
"""Tables and lists within each other; ours have ten."""
MAX_JSON_ROWS = 10_000
"""Rows of a list; the plan of 400 visits has 6,000 moves."""
MAX_KEY = 200
"""Letters of a key."""
MAX_DIGITS = 18
"""Digits of a number; ours have nine."""


def read_json(path: Path, maybe: str, most_rows: int = MAX_JSON_ROWS) -> Any:
    """Read a JSON file as plain data.

    Parameters
    ----------
    maybe : str
        What the file should be, for the fault where it is no JSON.
    most_rows : int
        Rows of a list, at most.

    Raises
    ------
    FaultyInput
        When it is no file, too large, no JSON, or holds a key twice, a number that is none or of too many digits, half
        a character, or tables too deep within each other: with the place.
    """
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise FaultyInput([Fault(path.name, "", bilingual("不是普通文件", "no regular file"), maybe)])
    if state.st_size > MAX_JSON_BYTES:
        what = bilingual(f"文件过大:{state.st_size} 字节", f"the file is too large: {state.st_size} bytes")
        raise FaultyInput(
            [Fault(path.name, "", what, bilingual(f"至多 {MAX_JSON_BYTES} 字节", f"at most {MAX_JSON_BYTES} bytes"))]
        )
    try:
        data = json.loads(path.read_bytes(), object_pairs_hook=_table, parse_int=_whole, parse_constant=_NoNumber)
    except (ValueError, RecursionError) as error:
        where = f"L{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FaultyInput([Fault(path.name, where, bilingual("不是 JSON 文件", "no JSON"), maybe)]) from None
    faults = [Fault(path.name, dotted(where), what) for where, what in _odd(data, most_rows)]
    if faults:
        raise FaultyInput(faults)
    return data


class _NoNumber:
    """NaN, Infinity, or a number of more digits than anything has."""

    def __init__(self, text: str) -> None:
        self.text = text if len(text) <= MAX_DIGITS else f"{text[:MAX_DIGITS]}…"


class _Repeated(dict[str, Any]):
    """A table in which a key stands twice: one of the two would be passed over."""

    key = ""


def _whole(text: str) -> int | _NoNumber:
    return int(text) if len(text) <= MAX_DIGITS else _NoNumber(text)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    seen: set[str] = set()
    repeated = _Repeated(table)
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


def _odd(data: Any, most_rows: int) -> list[tuple[KeyPath, str]]:
    """Return where a file holds what none of ours does, and what it is; the first of each table or list."""
    found: list[tuple[KeyPath, str]] = []
    left: list[tuple[KeyPath, Any]] = [((), data)]
    while left:
        path, value = left.pop()
        if isinstance(value, _NoNumber):
            found.append((path, (f"{value.text} " + bilingual("不是数", "is no number"))))
        elif isinstance(value, str):
            if not _whole_text(value):
                found.append((path, bilingual("有半个字符", "half a character")))
        elif isinstance(value, dict | list):
            if isinstance(value, _Repeated):
                found.append((path, (f"{value.key!r} " + bilingual("写了两次", "stands there twice"))))
            if len(path) >= MAX_JSON_DEPTH:
                found.append(
                    (
                        path,
                        bilingual(
                            f"嵌套超过 {MAX_JSON_DEPTH} 层", f"more than {MAX_JSON_DEPTH} tables within each other"
                        ),
                    )
                )
                continue
            if len(value) > most_rows:
                found.append((path, bilingual(f"多于 {most_rows} 项", f"more than {most_rows} entries")))
                continue
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            if isinstance(value, dict) and not all(len(key) <= MAX_KEY and _whole_text(key) for key in value):
                found.append((path, bilingual("键过长,或有半个字符", "a key is too long, or has half a character")))
                continue
            left += [((*path, key), part) for key, part in parts]
    return sorted(found, key=lambda fault: str(fault[0]))[:20]


def _whole_text(text: str) -> bool:
    """Tell whether a text can be written: JSON may name one half of a character beyond the first 65,536 alone."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
