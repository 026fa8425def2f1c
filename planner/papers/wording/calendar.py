"""The days of a paper: which it shows, which are days off, and when items and moves are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.domain.plan import Item

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.facts import Facts
    from models.domain.plan import Move
    from planner.language.words import Words


@dataclass(frozen=True)
class PaperCalendar:
    """Days of a week in one language."""

    facts: Facts
    words: Words

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Days of the week, and days before and after on which something is planned."""
        first = self.facts.week.first_day
        busy = {first.fromordinal(first.toordinal() + k) for k in range(self.facts.week.days)}
        busy |= {day for stay in self.facts.stays for day in stay.days}
        return tuple(sorted(busy))

    def is_day_off(self, day: dt.date) -> bool:
        """Whether the company does not work on a day."""
        return not self.facts.workday(day)

    def span(self, part: Item | Move) -> str:
        """Say when an item or move is, on its day: 09:00–10:30, 23:15–24:00; the same on every paper."""
        start, end = (part.start, part.end) if isinstance(part, Item) else (part.depart, part.arrive)
        return self.words.span(start, end, self.facts.day_of(part))

    def moment(self, moment: int) -> str:
        """Say a moment with its day: 9月21日 09:30."""
        return f"{self.words.date(day_of(moment))} {self.words.time(moment)}"
