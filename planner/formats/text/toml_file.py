"""One TOML file: its data, its lines, its faults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.domain.errors import Fault, FaultyInput
from planner.formats.raw import KeyPath, SourceTable
from planner.formats.text.toml_lines import lines_of

if TYPE_CHECKING:
    from pathlib import Path

MAX_TOML_BYTES = 8_000_000


@dataclass
class TomlFile:
    """What a TOML file holds; ``data`` is empty where it cannot be read and ``faults`` say why."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def table(self, *path: str | int) -> SourceTable:
        """Return the source of a value of this file."""
        return SourceTable(self.name, path, self.lines)


def read_toml(path: Path, name: str) -> TomlFile:
    """Read a TOML file.

    Parameters
    ----------
    path : Path
        Where it is.
    name : str
        The file as the user knows it.

    Raises
    ------
    OSError
        When the file cannot be opened.
    """
    found = TomlFile(name)
    content = path.read_bytes()
    if len(content) > MAX_TOML_BYTES:
        found.faults.append(Fault(name, "", f"文件过大:{len(content)} 字节 / the file is too large"))
        return found
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found.faults.append(Fault(name, "", "不是 UTF-8 文本 / not UTF-8 text", "save it as UTF-8"))
        return found
    text = text.replace("\r\n", "\n")
    try:
        found.data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found.faults.append(_syntax(name, str(error)))
        return found
    found.lines = lines_of(text)
    return found


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


def _syntax(name: str, message: str) -> Fault:
    at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", message)
    what = message[: at.start()] if at else message
    where = f"L{at[1]}, column {at[2]}" if at and at[1] else ""
    maybe = 'write texts in "quotes", lists in [ ], each entry on its own line'
    return Fault(name, where, f"TOML 语法有误 / no valid TOML: {what}", maybe)
