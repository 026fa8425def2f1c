"""Free texts, names and codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.absence import name_and_mark
from planner.language.text import Unreadable, as_text, folded, joined, said, split, without_brackets

if TYPE_CHECKING:
    from planner.language.text import Value

_QUOTED = re.compile(r'[“"](?P<text>.*)[”"]', re.DOTALL)


class TextCell(CellKind):
    """A free text, kept as it is; numbers and dates as they are shown."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the text."""
        return as_text(value)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the text."""
        return str(value)


class PersonNameCell(CellKind):
    """A person's name; what stands behind it in brackets is a remark: ``张三（组长）``. In quotes it is taken as is."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the name; the remark goes to the row's note."""
        text = " ".join(as_text(value).replace("\u3000", " ").split())
        literal = _QUOTED.fullmatch(text)
        if literal:
            return literal["text"]
        name, note = name_and_mark(text, dinner=True)
        if not note:
            name, note = without_brackets(text)
        if note:
            context.extra.append(note)
        if re.fullmatch(r"[\u3400-\u9fff] [\u3400-\u9fff]", name):  # 王 喆, so that names of two line up with three
            name = name.replace(" ", "")
        return name

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the name, in quotes where it would be read otherwise."""
        plain = self.read(value, CellContext(context.names))
        return value if plain == value else f'"{value}"'


class CodeCell(CellKind):
    """An id: letters, digits and a few signs."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the id, in half-width letters; whether it is one is judged with the rest."""
        return folded(value)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the id."""
        return str(value)


class CodesCell(CellKind):
    """Several codes, such as licence classes; ``upper`` makes them capitals where they are one or two letters."""

    several = True

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the codes."""
        return [part.upper() if re.fullmatch(r"[a-z]\d?", part) else part for part in split(as_text(value))]

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the codes in one cell."""
        return joined(value)


class NamesCell(CellKind):
    """Several free names, such as the topics that an expert knows."""

    several = True

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the names."""
        parts = split(as_text(value))
        if not parts:
            raise Unreadable(f"{said(value)} " + bilingual("不是名单", "is no list"))
        return parts

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the names in one cell."""
        return joined(value)
