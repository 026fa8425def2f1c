"""What a finding is about in words: items and moves with their times, days, names of things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.plan import Plan
    from models.rules.core.findings import Ref, Subject
    from planner.papers.wording.calendar import PaperCalendar
    from planner.papers.wording.items import ItemTexts
    from planner.papers.wording.moves import MoveTexts
    from planner.papers.wording.names import Names

_KINDS_WITH_NAMES = ("room", "workshop", "person", "vehicle", "driver", "place")
"""Kinds of things that are said by their names; requests and visits stand in columns of their own."""


@dataclass(frozen=True)
class SubjectTexts:
    """Says the subjects of findings about a plan."""

    plan: Plan
    names: Names
    items: ItemTexts
    moves: MoveTexts
    calendar: PaperCalendar

    def say(self, subject: Subject) -> str:
        """Say what a finding is about, the most telling thing first; what has no name is left out."""
        return self.names.words.comma.join(text for text in map(self._thing, subject.refs) if text)

    def _thing(self, ref: Ref) -> str:
        if ref.kind in ("item", "move") and ref.id in self._rows:
            return self._rows[ref.id]
        if ref.kind == "day":
            return self._days.get(ref.id, "")
        return self.names.by_kind[ref.kind].get(ref.id, "") if ref.kind in _KINDS_WITH_NAMES else ""

    @cached_property
    def _rows(self) -> dict[str, str]:
        """Item and move → its time with its title or way."""
        when = self.calendar.moment
        titles = {item.id: f"{when(item.start)} {self.items.title(item)}" for item in self.plan.items}
        return titles | {move.id: f"{when(move.depart)} {self.moves.way(move)}" for move in self.plan.moves}

    @cached_property
    def _days(self) -> dict[str, str]:
        return {day.isoformat(): self.names.words.date(day) for day in self.calendar.days}
