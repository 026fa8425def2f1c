"""Moves with their vehicles: when a vehicle stands there, and where one driver takes it over from another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.day_windows import operating_day
from planner.papers.paper import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move, Ride
    from planner.papers.paper import Paper


@dataclass(frozen=True)
class Drive:
    """A move with one of its rides."""

    move: Move
    ride: Ride


def drives(paper: Paper) -> Iterator[Drive]:
    """Yield all rides of a plan by time."""
    for move in sorted(paper.plan.moves, key=lambda m: (m.depart, m.id)):
        for ride in move.rides:
            yield Drive(move, ride)


def in_place(paper: Paper, move: Move) -> int:
    """Return when the vehicle stands there: ARR-03 at an arrival, ARR-04 at a door."""
    meets = [group.meet_from for group in paper.delegations.travellers(move)] if move.kind == "pick_up" else []
    return min([*meets, move.depart - paper.facts.shape.wait_at_door])


@made_once
def handovers(paper: Paper) -> dict[tuple[str, str], str]:
    """Say who takes a vehicle over from whom, where and when, by the moves before and after it and the vehicle.

    Of a day on which two drivers share a vehicle (STR-11); the time is that at which it stands ready for the next move.
    """
    days: dict[object, list[Drive]] = defaultdict(list)
    for drive in drives(paper):
        if drive.ride.vehicle and drive.ride.driver:
            days[drive.ride.vehicle, operating_day(drive.move.depart)].append(drive)
    words, week, found = paper.words, paper.week, defaultdict[tuple[str, str], list[str]](list)
    for mine in days.values():
        for a, b in pairwise(mine):
            if a.ride.driver != b.ride.driver:
                first, second = (week.driver(str(drive.ride.driver)).name for drive in (a, b))
                vehicle, place = str(b.ride.vehicle), paper.names.stop(b.move.origin)
                time = words.time(in_place(paper, b.move), paper.facts.day_of(b.move))
                found[a.move.id, vehicle].append(
                    words.pick(f"{time}在{place}交车给{second}", f"hands over to {second} at {place} at {time}")
                )
                found[b.move.id, vehicle].append(
                    words.pick(f"{time}在{place}从{first}接车", f"takes over from {first} at {place} at {time}")
                )
    return {key: words.semicolon.join(said) for key, said in found.items()}
