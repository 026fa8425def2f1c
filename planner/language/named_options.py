"""What options of a command name: visits, items, people and rooms by id, name, nickname or part of a name, or by row.

What is not there or may be several things is a fault that names the meanings; nothing is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.language.event_sentence import NotUnderstood
from planner.language.item_labels import ItemLabels
from planner.language.names import WeekNames
from planner.language.parse_events import EXAMPLE_SENTENCES, named_item
from planner.language.text import folded, tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.plan import Plan
    from models.domain.week import Week
    from planner.language.names import NameKind

_ROW = re.compile(r"(?P<sheet>.+?)(?:!\$?[A-Za-z]{0,3}\$?|第|\s)\s*(?P<row>\d{1,6})\s*行?")
MAX_MEANINGS = 8
"""Meanings that are listed, at most."""
_KIND_WORDS: dict[NameKind, tuple[str, str]] = {
    "visit": ("来访", "visit"),
    "person": ("人员", "person"),
    "room": ("会议室、包间", "room"),
    "item": ("活动", "item"),
}


class NamedOptions:
    """Finds what the options of one call name; faults are gathered, and raised together by ``check``.

    Parameters
    ----------
    rows : mapping of (sheet, row) to str
        Of the week's workbook: the visit, or the item of a request, that stands in a row.
    """

    def __init__(self, week: Week, plan: Plan | None, rows: Mapping[tuple[str, int], str] | None = None) -> None:
        self.week, self.plan, self.rows = week, plan, rows or {}
        self.names, self.labels = WeekNames(week, plan), ItemLabels(week, plan)
        self.faults: list[Fault] = []

    def check(self) -> None:
        """Raise what was found wrong.

        Raises
        ------
        FaultyInput
            With everything that is not there, or could be several things.
        """
        if self.faults:
            raise FaultyInput(self.faults)

    def visit(self, text: str, option: str) -> str | None:
        """Return the visit that a text names: id, client, part of the client's name, or a row."""
        row = self._in_row(text)
        ids = [row.partition("/")[0]] if row else self.names.ids_of(text, "visit")
        return self._one(ids, text, option, "visit")

    def item(self, text: str, visit: str | None, option: str) -> str | None:
        """Return the item of a visit, or of any, that a text names: id, title, kind, place, or a row."""
        row = self._in_row(text)
        if row is not None and "/" in row:
            return self._one([row], text, option, "item")
        exact = self._exactly(text, visit)
        if exact:
            return self._one(exact, text, option, "item", visit)
        if self._empty_row(text):
            return self._one([], text, option, "item", visit)
        try:
            return named_item(f"{visit or ''} {text}".strip(), self.names)
        except NotUnderstood as fault:
            if fault.args[1] == EXAMPLE_SENTENCES:  # nothing is like it: list what there is
                return self._one([], text, option, "item", visit)
            self.faults.append(Fault(option, text[:120], *fault.args))
            return None

    def person(self, text: str, option: str) -> str | None:
        """Return the person of ours that a text names."""
        return self._one(self.names.ids_of(text, "person"), text, option, "person")

    def room(self, text: str, option: str) -> str | None:
        """Return the meeting room or dining room that a text names."""
        return self._one(self.names.ids_of(text, "room"), text, option, "room")

    def row(self, text: str) -> str | None:
        """Return the visit or item that a text names by its row: 活动需求!5, 活动需求 第5行; None for other texts."""
        return self._in_row(text)

    def planned(self, text: str) -> str | None:
        """Return the one item of the plan that a whole text names: client and title, or a row; None for other texts."""
        row = self._in_row(text)
        if row is not None:
            return row if self._planned(row) else None
        words = text.split()
        visits = self.names.ids_of(words[0], "visit") if len(words) == 2 else []
        ids = self._exactly(words[1], visits[0]) if len(visits) == 1 else []
        return ids[0] if len(ids) == 1 and self._planned(ids[0]) else None

    # -- parts

    def _exactly(self, text: str, visit: str | None) -> list[str]:
        """Return the items of a visit, or of any, of which a whole text is the id, printed name or common word."""
        word, names = folded(text).lower(), self.names.item_names
        moves = {move.id for move in self.plan.moves} if self.plan is not None else set()
        for known in (names.ids, names.printed, names.common):
            ids = [id for id in sorted(known.get(word, ())) if visit in (None, id.partition("/")[0])]
            if any(id not in moves for id in ids):
                return [id for id in ids if id not in moves]
        return []

    def _planned(self, id: str) -> bool:
        return self.plan is not None and any(item.id == id for item in self.plan.items)

    def _empty_row(self, text: str) -> bool:
        """Whether a text names a row of a known sheet in which nothing stands."""
        found = _ROW.fullmatch(folded(text))
        return found is not None and tight(found["sheet"]) in {sheet for sheet, _ in self.rows}

    def _in_row(self, text: str) -> str | None:
        found = _ROW.fullmatch(folded(text))
        return self.rows.get((tight(found["sheet"]), int(found["row"]))) if found else None

    def _one(self, ids: Sequence[str], text: str, option: str, kind: NameKind, visit: str | None = None) -> str | None:
        if len(set(ids)) == 1:
            return ids[0]
        zh, en = _KIND_WORDS[kind]
        if ids:
            what = f"“{text}”" + bilingual(f"可能是几项{zh}", " may mean several")
            maybe = self._listed(ids, kind)
        elif self._empty_row(text):
            what, maybe = (f"“{text}”" + bilingual(f"这一行没有{zh}", f" no {en} in this row")), ""
        else:
            what = bilingual(f"没有这{'次' if kind == 'visit' else '个'}{zh}“{text}”", f"no such {en}: “{text}”")
            maybe = self._listed(self._known(kind, visit), kind) if kind == "item" else self.names.closest(text, kind)
        self.faults.append(Fault(option, "", what, maybe))
        return None

    def _listed(self, ids: Iterable[str], kind: NameKind) -> str:
        return "；".join([self._label(id, kind) for id in dict.fromkeys(ids)][:MAX_MEANINGS])

    def _known(self, kind: NameKind, visit: str | None) -> list[str]:
        visits = [v for v in self.week.visits if visit in (None, v.id)]
        return [f"{v.id}/{request.id}" for v in visits for request in v.requests] if kind == "item" else []

    def _label(self, id: str, kind: NameKind) -> str:
        if kind != "item":
            return self.names.name_of(id, kind)
        return self.labels.part(id)
