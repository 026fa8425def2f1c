"""On which line each value of a TOML text stands. The text is known to be valid: `tomllib` has read it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.formats.raw import KeyPath

_TOKEN = re.compile(
    r'(?P<text>"""[\s\S]*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<mark>[\[\]{}=,.])|(?P<space>[ \t]+)|(?P<word>[^\s\[\]{}=,.\"'#]+)"
)
Token = tuple[str, str, int]


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, of every key and element of a valid TOML text."""
    return _Lines(text).found


class _Lines:
    """A walk over the tokens; keeps the table that a header has opened."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._count: dict[KeyPath, int] = {}
        self.found: dict[KeyPath, int] = {}
        table: KeyPath = ()
        while self._skip():
            table = self._header() if self._peek() == "[" else self._entry(table)

    def _peek(self) -> str:
        return self._tokens[self._next][1] if self._next < len(self._tokens) else ""

    def _take(self) -> Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _skip(self) -> bool:
        while self._peek() == "\n":
            self._next += 1
        return self._next < len(self._tokens)

    def _keys(self, end: str) -> list[str]:
        keys = []
        while self._peek() != end:
            kind, value, _ = self._take()
            if value != ".":
                keys.append(_unquoted(value) if kind == "text" else value)
        return keys

    def _header(self) -> KeyPath:
        line = self._take()[2]
        array = self._peek() == "["
        if array:
            self._take()
        keys = self._keys("]")
        self._next += 2 if array else 1
        path: KeyPath = ()
        for key in keys[:-1]:
            self.found.setdefault((*path, key), line)
            path = self._latest((*path, key))
        path = (*path, keys[-1])
        self.found.setdefault(path, line)
        if array:
            self._count[path] = self._count.get(path, -1) + 1
            path = self._latest(path)
            self.found[path] = line
        return path

    def _latest(self, path: KeyPath) -> KeyPath:
        return (*path, self._count[path]) if path in self._count else path

    def _entry(self, table: KeyPath) -> KeyPath:
        line = self._tokens[self._next][2]
        path = (*table, *self._keys("="))
        for length in range(len(table) + 1, len(path)):
            self.found.setdefault(path[:length], line)
        self._take()
        self.found[path] = line
        self._value(path)
        return table

    def _value(self, path: KeyPath) -> None:
        opening = self._peek()
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline(path)
        else:
            while self._next < len(self._tokens) and self._peek() not in (",", "]", "}", "\n"):
                self._take()

    def _array(self, path: KeyPath) -> None:
        self._take()
        index = 0
        while self._skip() and self._peek() != "]":
            if self._peek() == ",":
                self._take()
                continue
            self.found[*path, index] = self._tokens[self._next][2]
            self._value((*path, index))
            index += 1
        self._take()

    def _inline(self, path: KeyPath) -> None:
        self._take()
        while self._skip() and self._peek() != "}":
            if self._peek() == ",":
                self._take()
                continue
            self._entry(path)
        self._take()


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("comment", "space"):
            yield kind, match[0], line
        line += match[0].count("\n")


def _unquoted(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1]
    try:
        return str(json.loads(text))
    except ValueError:  # an escape that only TOML knows
        return text[1:-1]
