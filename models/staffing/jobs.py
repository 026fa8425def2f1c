"""Moves that need vehicles, as jobs of the dispatch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.demands import vehicle_ready_at
from models.rules.core.transport_load import TransportLoad, moves_owed_vehicles
from models.rules.core.vehicle_work import Run, round_trip

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Move
    from models.rules.core.spans import Span


@dataclass(frozen=True)
class TransportJob:
    """A move that needs vehicles.

    Attributes
    ----------
    run : Run
        The part that a vehicle has in it, whichever it is.
    load : TransportLoad
        Seats and room for luggage needed in all.
    trip : Span
        The time that it takes a driver, from the company and back.
    """

    move: Move
    run: Run
    load: TransportLoad
    trip: Span

    @property
    def id(self) -> str:
        """Id of the move."""
        return self.move.id

    @property
    def riders(self) -> int:
        """Seats needed in all."""
        return self.load.riders

    @property
    def guests(self) -> int:
        """Guests among the riders."""
        return self.load.guests

    @property
    def pieces(self) -> int:
        """Pieces of luggage in all."""
        return self.load.pieces

    @cached_property
    def day(self) -> dt.date:
        """The working day to which it belongs."""
        return self.run.day


def _driven(facts: Facts, visit: str, moves: list[Move]) -> list[Move]:
    owed = {move.id for move in moves_owed_vehicles(facts, facts.stay(visit), moves)}
    return [move for move in moves if move.rides or move.id in owed]


def transport_jobs(facts: Facts, moves: Iterable[Move]) -> list[TransportJob]:
    """Return the moves for which the company owes vehicles, or which have one, in the order in which runs are read."""
    found = []
    loads: dict[tuple[str, int, int], TransportLoad] = {}
    by_visit: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        by_visit[move.visit].append(move)
    for move in [move for visit, mine in by_visit.items() for move in _driven(facts, visit, mine)]:
        stay = facts.stay(move.visit)
        run = Run(
            visit=move.visit,
            move=move.id,
            vehicle="",
            driver="",
            origin=move.origin,
            target=move.target,
            ready=vehicle_ready_at(facts, stay, move),
            depart=move.depart,
            arrive=move.arrive,
            free=move.arrive + facts.shape.unload,
        )
        load = TransportLoad.of(facts, stay, move)
        load = loads.setdefault((stay.id, load.guests, load.pieces), load)  # what fits it is found once
        found.append(TransportJob(move, run, load, round_trip(facts, run)))
    return sorted(found, key=lambda job: (job.run.ready, job.run.depart, job.id))
