"""Vehicles and drivers for fixed moves: by hand first, then exactly as far as the size of the week allows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from models.cp.run import Effort, Stop
from models.domain.plan import Ride
from models.itinerary.fleet import TIERS, Fleet, least, weight
from models.itinerary.jobs import DUTY, NOTHING, Cost, Garage, Job, Prices, jobs, plus
from models.itinerary.roster import Roster
from models.itinerary.settle import settle

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move

SWEEPS = 6
"""So often the visits are gone through by hand, at most."""
EXACT = 8000
"""Up to so many arcs the chains of all vehicles are solved at once."""


@dataclass
class Dispatch:
    """A dispatch: rides by move id, what it weighs, and whether that is the least possible."""

    rides: dict[str, tuple[Ride, ...]]
    cost: Cost
    proven: bool
    shoulds_proven: bool


def dispatch(
    facts: Facts,
    prices: Prices,
    moves: Mapping[str, Sequence[Move]],
    free: Collection[str],
    *,
    polish: bool = False,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Dispatch:
    """Find vehicles and drivers for the moves of some visits.

    Parameters
    ----------
    moves : mapping visit -> moves
        All moves of the week; those of visits not free keep their rides; free ones' rides are where it starts from.
    polish : bool
        Also look for few empty runs and changes (tier 4); else only shoulds and money.

    Returns
    -------
    Dispatch
        Rides of the free visits' moves. Without hired cars a move may end up with too few seats, which CAR-01 tells.
    """
    every = jobs(facts, [move for visit in sorted(moves) for move in moves[visit]])
    mine = [k for k, job in enumerate(every) if job.move.visit in free]
    garage = Garage(facts, prices)
    roster = Roster(facts, prices, garage, every, mine)
    roster.fill([k for k in mine if not roster.keep(k)])
    if polish:
        _by_hand(roster, sorted({every[k].move.visit for k in mine}), stop)
    proven = _exactly(roster, polish, effort or Effort(deterministic=1.0), stop)
    rides = {every[k].id: _fill(roster, k) for k in mine}
    return Dispatch(rides, roster.total(), all(proven) and polish, proven[1])


def _by_hand(roster: Roster, visits: Sequence[str], stop: Stop | None) -> None:
    """Carry visits anew, one by one, as long as that helps."""
    for _ in range(SWEEPS):
        better = [visit for visit in visits if not (stop is not None and stop.now) and roster.again([visit])]
        if not better:
            return


def _exactly(roster: Roster, polish: bool, effort: Effort, stop: Stop | None) -> tuple[bool, ...]:
    """Solve the exact model from the roster in hand, and put a better solution into it; return what is proven."""
    low = plus(NOTHING, *(least(roster, k) for k in roster.free))
    lean = weight(roster)[:DUTY] <= low[:DUTY]
    done = (lean, lean, lean, False)
    if lean and not polish:
        return done
    fleet = Fleet(roster, chained=polish, lean=lean)
    if sum(map(len, fleet.arc.values())) > EXACT:
        if lean:
            return done
        fleet = Fleet(roster, chained=False, lean=False)
    tiers = TIERS if fleet.chained else TIERS[:DUTY]
    known = fleet.known()
    found = settle(
        fleet.model,
        [partial(fleet.expr, tier) for tier in tiers],
        fleet.lawful,
        hint=sorted(fleet.hints.items()),
        known=None if known is None else known[: len(tiers)],
        least=low[: len(tiers)],
        effort=effort,
        stop=stop,
    )
    if found.outcome is not None:
        before, total = roster.copy(), roster.total()
        fleet.load(found.outcome)
        if roster.total() > total:  # what the first model does not state weighs more than what it won
            roster.restore(before)
    proven = (*found.proven, *[False] * (4 - len(found.proven)))
    return proven[0], proven[1], proven[2], proven[3]


def _fill(roster: Roster, k: int) -> tuple[Ride, ...]:
    """Spread guests and staff over a job's vehicles: one of ours in each as far as they go, nobody left standing."""
    if k not in roster.cars:
        return ()
    job, way = roster.every[k], roster.cars[k]
    garage = roster.garage
    cars: list[tuple[int, dict[str, str]]] = [
        (garage.own[v].seats, {"vehicle": v, "driver": roster.driver[v, job.day]}) for v in way.own
    ]
    cars += [(garage.hired[car].seats, {"hired": car}) for car in way.hired]
    return _spread(job, sorted(cars, key=lambda car: -car[0]))


def _spread(job: Job, cars: list[tuple[int, dict[str, str]]]) -> tuple[Ride, ...]:
    guests, staff = job.guests, job.riders - job.guests
    rides = []
    for k, (seats, ids) in enumerate(cars):
        rest, after = sum(s for s, _ in cars[k + 1 :]), len(cars) - k - 1
        ours = min(staff, max(1 if staff else 0, staff - rest), seats)
        mine = min(guests, seats - ours, max(0, guests + staff - ours - after))
        guests, staff = guests - mine, staff - ours
        rides.append(Ride.model_validate({**ids, "guests": mine, "staff": ours}))
    return tuple(rides)
