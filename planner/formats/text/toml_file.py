"""One TOML file: its data, its lines, its faults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.raw import KeyPath, SourceTable, dotted
from planner.formats.regular_file import file_fault
from planner.formats.text.toml_lines import lines_of

if TYPE_CHECKING:
    from pathlib import Path

MAX_TOML_BYTES = 2_000_000
"""Twice a week of 400 visits in one file."""
MAX_VALUES = 150_000
"""Signs outside texts that begin a value or line."""
MAX_ENTRIES = 10_000
"""Entries of one list or table."""
MAX_TOML_DEPTH = 40
"""Tables and lists within each other, and keys in one dotted key."""
_TEXTS = re.compile(r'"""[\s\S]*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|(?<=\d)\.(?=\d)')


_MAX_NUMBER_BITS = 2_000
"""Of a number that is still judged with the rest; Python cannot even print much longer ones."""
_BRACKETS = re.compile(r"[\[\]{}]")
_DOTTED = re.compile(r"[\w\-. \t]*\.[\w\-. \t]*")


@dataclass
class TomlFile:
    """What a TOML file holds; ``data`` is empty where it cannot be read and ``faults`` say why."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def table(self, *path: str | int) -> SourceTable:
        """Return the source of a value of this file."""
        return SourceTable(self.name, path, self.lines)


def read_toml(path: Path, name: str, within: Path | None = None) -> TomlFile:
    """Read a TOML file.

    Parameters
    ----------
    path : Path
        Where it is.
    name : str
        The file as the user knows it.
    within : Path or None
        The folder that a link may not lead out of.

    Raises
    ------
    OSError
        When the file cannot be opened.
    """
    found = TomlFile(name)
    fault = file_fault(path, name, MAX_TOML_BYTES, within)
    if fault is not None:
        found.faults.append(fault)
        return found
    with path.open("rb") as stream:
        content = stream.read(MAX_TOML_BYTES)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        found.faults.append(
            Fault(
                name, "", bilingual("不是 UTF-8 文本", "not UTF-8 text"), bilingual("另存为 UTF-8", "save it as UTF-8")
            )
        )
        return found
    if (line := _too_much(text)) is not None:
        found.faults.append(Fault(name, f"L{line}", bilingual("层次或内容太多", "nested too deep, or too much in it")))
        return found
    try:
        found.data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found.faults.append(_syntax(name, error))
        return found
    found.lines = _LaterLines(text)
    large = _too_large(found.data)
    if large is not None:
        what = bilingual("内容太多或数太大", "too many entries, or a number too large")
        found.faults.append(Fault(name, dotted(large), what, f"至多 {MAX_ENTRIES} 项"))
        found.data = {}
    return found


def _too_large(value: object, path: KeyPath = ()) -> KeyPath | None:
    """Return where a list or table has more entries than may be, or a number more digits; None where none has."""
    if isinstance(value, list | dict) and len(value) > MAX_ENTRIES:
        return path
    if isinstance(value, int) and value.bit_length() > _MAX_NUMBER_BITS:
        return path
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    return next((large for key, part in parts if (large := _too_large(part, (*path, key))) is not None), None)


def _too_much(text: str) -> int | None:
    """Return the line from which on there is more than may be, before it is parsed; None where there is not."""
    values = depth = 0
    for number, line in enumerate(_TEXTS.sub(_only_lines, text).split("\n"), start=1):
        values += 1 + line.count(",") + line.count("=")
        for sign in _BRACKETS.findall(line):
            depth += 1 if sign in "[{" else -1
            if depth > MAX_TOML_DEPTH:
                return number
        if values > MAX_VALUES or any(key.count(".") > MAX_TOML_DEPTH for key in _DOTTED.findall(line)):
            return number
    return None


def _only_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


class _LaterLines(Mapping[KeyPath, int]):
    """The lines of a file's values, found when they are first asked for: only faults need them."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> dict[KeyPath, int]:
        return lines_of(self._text)

    def __getitem__(self, path: KeyPath) -> int:
        return self._found[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def open_toml(path: Path) -> TomlFile:
    """Read a TOML file; its faults are raised.

    Raises
    ------
    FaultyInput
        If it is no TOML.
    OSError
        If it cannot be opened.
    """
    file = read_toml(path, path.name)
    if file.faults:
        raise FaultyInput(file.faults)
    return file


def _syntax(name: str, error: Exception) -> Fault:
    message = str(error) if isinstance(error, tomllib.TOMLDecodeError) else bilingual("数字太长", "a number too long")
    if isinstance(error, RecursionError):
        message = bilingual("层次太多", "nested too deep")
    at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", message)
    what = message[: at.start()] if at else message
    where = f"L{at[1]}, column {at[2]}" if at and at[1] else ""
    zh = "" if isinstance(error, tomllib.TOMLDecodeError) else f"：{what}"  # its texts are in English
    maybe = bilingual(
        "文字写在引号里，列表写在 [ ] 里，一项一行", 'write texts in "quotes", lists in [ ], each entry on its own line'
    )
    return Fault(name, where, bilingual(f"TOML 语法有误{zh}", f"no valid TOML: {what}"), maybe)
