"""Ways measured from where guests sleep: from the nearest of a day's hotels, or from the company."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.view import Lit, VisitView


def nearest_base(facts: Facts, bases: Sequence[str], place: str) -> str:
    """Return the hotel nearest to a place among those of a day (``Programme.bases``); the company, where none is."""
    base = facts.travel.base
    return min(bases, key=lambda hotel: base(hotel, place), default=facts.week.site.id)


def minutes_from_base(facts: Facts, bases: Sequence[str], place: str) -> int:
    """Return the minutes of the way between a day's nearest hotel and a place, outside rush hours."""
    return facts.travel.base(nearest_base(facts, bases, place), place)


def hotels_of_stay(m: Poster, visit: VisitView) -> list[tuple[str | None, Lit]]:
    """Return the hotels that a visit may have, each with its literal; None where it needs none."""
    return [*visit.hotel.items()] or [(None, m.both())]


def bases_with(stay: Stay, day: dt.date, home: str | None) -> tuple[str, ...]:
    """Return the hotels from which a day's ways are measured, with one hotel for the stay: as ``Programme.bases``."""
    if not stay.nights_away:
        return (home,) if home else ()
    nights = [*([day - dt.timedelta(days=1)] if stay.changes_hotel(day) else []), min(day, stay.nights[-1])]
    found = (stay.nights_away.get(night, home) for night in nights)
    return tuple(dict.fromkeys(hotel for hotel in found if hotel is not None))
