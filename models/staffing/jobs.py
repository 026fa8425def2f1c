"""Moves that need vehicles, as jobs of the dispatch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.demands import vehicle_ready_at
from models.rules.core.transport_load import TransportLoad, moves_owed_vehicles, overnight_pairs
from models.rules.core.vehicle_work import Run, round_trip

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

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
    trips : dict place -> Span
        The time that it takes a driver, from home and back, by the home of the vehicle.
    """

    move: Move
    run: Run
    load: TransportLoad
    trips: dict[str, Span]

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
    def route(self) -> tuple[str, str, int, int, int, int, bool, bool]:
        """All of its run that tells in a vehicle's working day."""
        run = self.run
        return run.origin, run.target, run.ready, run.depart, run.arrive, run.free, run.slept, run.stays

    @cached_property
    def day(self) -> dt.date:
        """The working day to which it belongs."""
        return self.run.day


Loads = dict[tuple[str, int, int], TransportLoad]
"""Loads by visit, guests and pieces of luggage: what fits one is found once."""


def jobs_of_visit(facts: Facts, visit: str, moves: Sequence[Move], loads: Loads) -> list[TransportJob]:
    """Return those of a visit's moves for which the company owes vehicles, or which have one.

    Parameters
    ----------
    loads : Loads
        Those known so far; new ones are added.
    """
    stay, found = facts.stay(visit), []
    owed = {move.id for move in moves_owed_vehicles(facts, stay, moves)}
    driven = [move for move in moves if move.rides or move.id in owed]
    pairs = overnight_pairs(stay, driven)
    slept, stays = {after.id for _, after in pairs}, {before.id for before, _ in pairs}
    for move in driven:
        run = Run(
            visit=visit,
            move=move.id,
            vehicle="",
            driver="",
            origin=move.origin,
            target=move.target,
            ready=vehicle_ready_at(facts, stay, move),
            depart=move.depart,
            arrive=move.arrive,
            free=move.arrive + facts.shape.unload,
            slept=move.id in slept,
            stays=move.id in stays,
        )
        load = TransportLoad.of(facts, stay, move)
        load = loads.setdefault((visit, load.guests, load.pieces), load)
        found.append(TransportJob(move, run, load, {home: round_trip(facts, run, home) for home in facts.week.homes}))
    return found


def in_order(jobs: Iterable[TransportJob]) -> list[TransportJob]:
    """Return jobs in the order in which runs are read."""
    return sorted(jobs, key=lambda job: (job.run.ready, job.run.depart, job.id))
