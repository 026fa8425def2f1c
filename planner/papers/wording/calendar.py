"""The days of a paper: which it shows, which are days off, and to which day a moment belongs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.clock import day_of, minute_of_day

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.facts import Facts
    from planner.language.words import Words

_LATEST_EVENING_MINUTE = 300
"""Minute of the day until which what happens still belongs to the evening before: 05:00."""


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

    def moment(self, moment: int) -> str:
        """Say a moment with its day: 9月21日 09:30."""
        return f"{self.words.date(day_of(moment))} {self.words.time(moment)}"


def service_day(moment: int) -> dt.date:
    """Return the day to which a moment belongs in papers: what happens before 05:00 is still the evening before."""
    late = minute_of_day(moment) < _LATEST_EVENING_MINUTE
    return day_of(moment - _LATEST_EVENING_MINUTE) if late else day_of(moment)
