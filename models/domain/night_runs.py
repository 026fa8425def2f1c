"""Nights in a row at one hotel: what rooming lists, notices and things to do name alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from models.domain.plan import Night


def night_runs(nights: Iterable[Night]) -> Iterator[tuple[Night, ...]]:
    """Yield nights one after the other of the same guests in the same rooms of a hotel, by visit and first day.

    Parameters
    ----------
    nights
        Of any visits, in any order.
    """
    runs: list[list[Night]] = []
    open_runs: dict[tuple[str, str, tuple[str, ...], str], list[Night]] = {}
    for night in sorted(nights, key=lambda night: night.day):
        rooms = sorted((room.kind, room.count) for room in night.rooms)
        key = night.visit, night.hotel, night.groups, str(rooms)
        run = open_runs.get(key)
        if run is None or night.day != run[-1].day + dt.timedelta(days=1):
            run = open_runs[key] = []
            runs.append(run)
        run.append(night)
    yield from map(tuple, sorted(runs, key=lambda run: (run[0].visit, run[0].day, run[0].hotel, run[0].groups)))
