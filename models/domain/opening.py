"""When a place or workshop is open: the moments at which an item of a given length may start there.

Windows are pairs of moments, first and last start, both inclusive; sorted and disjoint.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from models.domain.base import Hours, Span
from models.domain.clock import DAY, QUARTER, at, overlap, round_down
from models.domain.facts import Facts
from models.domain.places import Place, Sight
from models.domain.resources import Workshop

Window = tuple[int, int]


def starts(place: Place, day: dt.date, minutes: int) -> list[Window]:
    """Return when an item of some length may start at a place on a day (SIGHT-02, STR-10).

    Opening hours of the day of the week, closed days and closures; at sights last entry, and where there are shows
    their starting times (the quarter hour at or before).
    """
    if day in place.closed:
        return []
    hours = _hours(place.hours, day.weekday())
    if isinstance(place, Sight) and place.shows:
        shown = [at(day, round_down(show, QUARTER)) for show in place.shows] if hours else []
        windows = [(show, show) for show in sorted(set(shown))]
    else:
        windows = _within(hours, day, minutes)
    if isinstance(place, Sight) and place.last_entry is not None:
        latest = at(day, place.last_entry)
        windows = [(low, min(high, latest)) for low, high in windows if low <= latest]
    return _without(windows, place.closures, minutes)


def always(place: Place) -> bool:
    """Tell whether a place is open at any time."""
    if place.hours or place.closed or place.closures:
        return False
    return not isinstance(place, Sight) or (not place.shows and place.last_entry is None)


def tour_starts(facts: Facts, stops: Iterable[tuple[Workshop, int, int]], day: dt.date) -> list[Window]:
    """Return when a tour may start on a day so that every workshop is open at its stop (TOUR-04).

    Parameters
    ----------
    stops : iterable of (workshop, offset, minutes)
        Stops in minutes from the tour's start.
    """
    windows = [(at(day), at(day, DAY - 1))]
    for workshop, offset, minutes in stops:
        open_at = workshop_starts(facts, workshop, day, minutes)
        windows = _both(windows, [(low - offset, high - offset) for low, high in open_at])
    return windows


def workshop_starts(facts: Facts, workshop: Workshop, day: dt.date, minutes: int) -> list[Window]:
    """Return when a group may enter a workshop on a day, by the company's own calendar."""
    hours = _hours(workshop.hours, facts.company_weekday(day))
    return _without(_within(hours, day, minutes), workshop.closures, minutes)


def late(windows: Sequence[Window], start: int, closed: int) -> int:
    """Return how many minutes a start is from the nearest allowed one; ``closed`` where there is none."""
    if not windows:
        return closed
    return min(max(low - start, start - high, 0) for low, high in windows)


def _hours(hours: Iterable[Hours], weekday: int) -> list[tuple[int, int]]:
    """Return the opening times of a day of the week; without any hours, day and night."""
    hours = list(hours)
    if not hours:
        return [(0, 2 * DAY)]
    return sorted((h.open, h.close) for h in hours if weekday in h.weekdays)


def _within(hours: Iterable[tuple[int, int]], day: dt.date, minutes: int) -> list[Window]:
    last = at(day, DAY - 1)  # what starts after midnight belongs to the next day
    return [(at(day, a), min(at(day, b) - minutes, last)) for a, b in hours if b - a >= minutes and a < DAY]


def _without(windows: Iterable[Window], closures: Iterable[Span], minutes: int) -> list[Window]:
    """Take out the starts of items that would run into a closure."""
    left = list(windows)
    for closure in closures:
        first, last = closure.start - minutes, closure.end  # allowed: start <= first or start >= last
        kept = []
        for low, high in left:
            if not overlap((low, high + 1), (first + 1, last)):
                kept.append((low, high))
                continue
            kept += [(a, b) for a, b in ((low, min(high, first)), (max(low, last), high)) if a <= b]
        left = kept
    return sorted(left)


def _both(one: Iterable[Window], other: Iterable[Window]) -> list[Window]:
    other = list(other)
    pairs = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return sorted((low, high) for low, high in pairs if low <= high)
