"""Names of other things of the week: planners write names, facts refer by ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.text import Unreadable, as_text, joined, said, split

if TYPE_CHECKING:
    from planner.language.text import Value


_PERSON_OR_REQUEST = ("person", "request")


class ReferenceCell(CellKind):
    """The name or id of a thing of a kind; ``sheets``: where a drop-down list finds them, if not on all of its kind."""

    def __init__(self, kind: str, sheets: str = "") -> None:
        self.refers = kind
        self.sheets = tuple(sheets.split())

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the id."""
        return context.names.of(self.refers, context.visit).id(as_text(value))

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the name, or the id where the name is not clear."""
        return context.names.of(self.refers, context.visit).word(value)


class PersonOrRequestCell(CellKind):
    """One of our people or a request by name or id, or somebody of others by name; in quotes it is taken as is."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the id, or the text as it is."""
        text = as_text(value)
        if len(text) > 2 and text[0] in '"“' and text[-1] in '"”':
            return text[1:-1]
        for kind in _PERSON_OR_REQUEST:
            known = context.names.of(kind, context.visit)
            if known.meant(text):
                return known.id(text)
        return text

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the name of what it is, or the text, so that it is read back."""
        for kind in _PERSON_OR_REQUEST:
            known = context.names.of(kind, context.visit)
            if value in known.labels:
                word = known.word(value)
                return word if self.read(word, context) == value else f"#{value}"
        return value if self.read(value, context) == value else f'"{value}"'


class ReferencesCell(CellKind):
    """Several names or ids in one cell; with nothing else between them blanks part them too."""

    several = True

    def __init__(self, kind: str, sheets: str = "") -> None:
        self.refers = kind
        self.sheets = tuple(sheets.split())

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the ids."""
        known = context.names.of(self.refers, context.visit)
        text = as_text(value)
        if len(known.meant(text)) == 1:
            return [known.id(text)]
        parts = split(text)
        if len(parts) == 1 and len(words := text.split()) > 1 and all(known.meant(word) for word in words):
            parts = words
        if not parts:
            raise Unreadable(f"{said(value)} " + bilingual("不是名单", "is no list"))
        return [known.id(part) for part in parts]

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the names; the one, where the field holds only one."""
        known = context.names.of(self.refers, context.visit)
        if isinstance(value, str):
            return known.word(value)
        words = [known.word(id) for id in value]
        text = joined(words)
        alone = len(words) > 1 and known.meant(text)  # the whole is somebody's name too
        return joined([f"#{id}" for id in value]) if alone else text
