"""Free texts, names and codes."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellKind, Scene, Unreadable, folded, said

if TYPE_CHECKING:
    from planner.formats.workbook.book import Value

_BRACKETS = re.compile(r"(?P<text>.*\S)\s*[（(【\[](?P<note>[^（()）【】\[\]]+)[）)】\]]\s*")
_LITERAL = re.compile(r'[“"](?P<text>.*)[”"]', re.DOTALL)


class Text(CellKind):
    """A free text, kept as it is; numbers and dates as they are shown."""

    def read(self, value: Value, scene: Scene) -> Any:
        """Return the text."""
        return as_text(value)

    def write(self, value: Any, scene: Scene) -> Value:
        """Return the text."""
        return str(value)


class PersonName(CellKind):
    """A person's name; what stands behind it in brackets is a remark: ``张三（组长）``. In quotes it is taken as is."""

    def read(self, value: Value, scene: Scene) -> Any:
        """Return the name; the remark goes to the row's note."""
        text = " ".join(as_text(value).replace("\u3000", " ").split())
        literal = _LITERAL.fullmatch(text)
        if literal:
            return literal["text"]
        name, note = without_brackets(text)
        if note:
            scene.extra.append(note)
        if re.fullmatch(r"[\u3400-\u9fff] [\u3400-\u9fff]", name):  # 王 喆, so that names of two line up with three
            name = name.replace(" ", "")
        return name

    def write(self, value: Any, scene: Scene) -> Value:
        """Return the name, in quotes where it would be read otherwise."""
        plain = self.read(value, Scene(scene.names))
        return value if plain == value else f'"{value}"'


class Code(CellKind):
    """An id: letters, digits and a few signs."""

    def read(self, value: Value, scene: Scene) -> Any:
        """Return the id, in half-width letters; whether it is one is judged with the rest."""
        return folded(value)

    def write(self, value: Any, scene: Scene) -> Value:
        """Return the id."""
        return str(value)


class Codes(CellKind):
    """Several codes, such as licence classes; ``upper`` makes them capitals where they are one or two letters."""

    several = True

    def read(self, value: Value, scene: Scene) -> Any:
        """Return the codes."""
        return [part.upper() if re.fullmatch(r"[a-z]\d?", part) else part for part in split(as_text(value))]

    def write(self, value: Any, scene: Scene) -> Value:
        """Return the codes in one cell."""
        return joined(value)


def as_text(value: Value) -> str:
    """Return a cell's value as text.

    Raises
    ------
    Unreadable
        For true and false.
    """
    if isinstance(value, bool):
        raise Unreadable(f"应为文字 / a text is expected, not {str(value).upper()}")
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value).strip()


def without_brackets(text: str) -> tuple[str, str]:
    """Split a trailing remark in brackets off: ``张三（组长）``."""
    found = _BRACKETS.fullmatch(text)
    return (found["text"], found["note"].strip()) if found else (text, "")


_SEPARATORS = "、,，;；\n"
_PARTS = re.compile(rf'"((?:[^"]|"")*)"|([^{_SEPARATORS}]+)')


def split(text: str) -> list[str]:
    """Split a list in one cell: 、 , ; or line breaks between; what stands in quotes is one part."""
    parts = []
    for found in _PARTS.finditer(text):
        part = found[1].replace('""', '"') if found[1] is not None else found[2].strip()
        if part:
            parts.append(part)
    return parts


def joined(parts: list[str]) -> str:
    """Write a list into one cell, so that `split` gives it back."""
    return "、".join(_quoted(part) for part in parts)


def _quoted(part: str) -> str:
    awkward = part != part.strip() or any(sign in part for sign in _SEPARATORS + '"')
    return '"' + part.replace('"', '""') + '"' if awkward else part


class Names(CellKind):
    """Several free names, such as the topics that an expert knows."""

    several = True

    def read(self, value: Value, scene: Scene) -> Any:
        """Return the names."""
        parts = split(as_text(value))
        if not parts:
            raise Unreadable(f"{said(value)} 不是名单 / is no list")
        return parts

    def write(self, value: Any, scene: Scene) -> Value:
        """Return the names in one cell."""
        return joined(value)
