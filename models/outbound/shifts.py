"""Shifts: parts of a specialist's day in the field, parted by visits to us and by leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.outbound import Specialist
    from models.domain.rounds_facts import RoundsFacts


@dataclass(frozen=True)
class Shift:
    """A span in which a specialist is in the field.

    Attributes
    ----------
    start, end : int
        Moments: set off no sooner, be back no later.
    origin, home : str
        Where one sets off and comes back to, as places of ``RoundsFacts``.
    whole : bool
        The only shift of its day: a break for lunch is looked for in it.
    """

    person: str
    day: dt.date
    start: int
    end: int
    origin: str
    home: str
    whole: bool

    @property
    def key(self) -> tuple[dt.date, str, int]:
        """What shifts are told apart and sorted by."""
        return self.day, self.person, self.start


def shifts_of(facts: RoundsFacts, person: Specialist, days: Iterable[dt.date]) -> list[Shift]:
    """Return a specialist's shifts on some days, by start."""
    found = []
    for day in days:
        spans, away = facts.field_spans(person, day), facts.away_on(person, day)
        base = facts.base(person)
        for start, end in spans:
            origin = next((place for _, until, place in away if until == start), base)
            home = next((place for since, _, place in away if since == end), base)
            found.append(Shift(person.id, day, start, end, origin, home, len(spans) == 1))
    return found
