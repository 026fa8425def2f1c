"""What a waiver is for: a request, a place, a room, a person, a day, or anything as it is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.text import Unreadable, as_text
from planner.language.times.days import parse_day

if TYPE_CHECKING:
    from planner.language.text import Value

SCOPE_KINDS = ("request", "place", "workshop", "room", "person")


class ScopeCell(CellKind):
    """The scope of a waiver."""

    def read(self, value: Value, context: CellContext) -> Any:
        """Return an id, an ISO date, or the text as it is: what that is, is judged with the rest."""
        if isinstance(value, dt.date):
            return parse_day(value, context.first_day, context.days).isoformat()
        text = as_text(value)
        for kind in SCOPE_KINDS:
            known = context.names.of(kind, context.visit)
            if known.meant(text):
                return known.id(text)
        try:
            return parse_day(value, context.first_day, context.days).isoformat()
        except Unreadable:
            return text

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the name of what it is, where that is read back."""
        for kind in SCOPE_KINDS:
            known = context.names.of(kind, context.visit)
            if value in known.labels:
                word = known.word(value)
                return word if self.read(word, context) == value else str(value)
        return str(value)
