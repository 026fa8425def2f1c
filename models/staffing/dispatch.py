"""Vehicles and drivers for fixed moves: by hand first, then exactly as far as the size of the week allows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from models.cp.lazy_lexicographic import Settled, settle
from models.cp.run import SolveLimits, StopSignal
from models.domain.plan import Ride
from models.staffing.dispatch_heuristic import VehicleAssignment
from models.staffing.dispatch_model import TIERS, DispatchModel, least, size, weight
from models.staffing.jobs import (
    DUTY,
    MONEY,
    MUST,
    NOTHING,
    SHOULD,
    Cost,
    DutyPrices,
    TransportJob,
    VehiclePool,
    jobs,
    plus,
)
from models.staffing.pins import pinned_cars

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from models.cp.run import Outcome
    from models.domain.facts import Facts
    from models.domain.plan import Move

SWEEPS = 6
"""So often the visits are gone through by hand, at most."""
EXACT, WHOLE = 3500, 2.0
"""Up to so many arcs the chains of all vehicles are solved at once, for so long at most (deterministic)."""
BY_HAND = 40_000
"""So many ways to carry a job are weighed by hand, about."""
PASSES, SHARE, LARGE = 3, 0.03, 0.4
"""So often the parts of a larger week are solved again at most; for so long each, and all together (deterministic)."""
LONGER, LARGER = 3, 5000
"""With more than the usual effort: each so much longer, and parts of so many arcs, two visits or days among them."""
PART = 10
"""So much less is done where only some visits are free: the search asks often, and asks for all in the end."""
BUILDING = 2e-6
"""Deterministic time that an arc counts for, as it takes to state it."""


@dataclass
class Dispatch:
    """A dispatch: rides by move id, what it weighs, and whether that is the least possible."""

    rides: dict[str, tuple[Ride, ...]]
    cost: Cost
    proven: bool
    shoulds_proven: bool


def dispatch(
    facts: Facts,
    prices: DutyPrices,
    moves: Mapping[str, Sequence[Move]],
    free: Collection[str],
    *,
    polish: bool = False,
    effort: SolveLimits | None = None,
    stop: StopSignal | None = None,
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
    fixed = pinned_cars(facts, every)
    held = {k: _spread(every[k], sorted(cars, key=lambda car: -car[0])) for k, cars in fixed.items()}
    every = [replace(job, move=job.move.replace(rides=held[k])) if k in held else job for k, job in enumerate(every)]
    mine = [k for k, job in enumerate(every) if job.move.visit in free and k not in held]
    garage = VehiclePool(facts, prices)
    roster = VehicleAssignment(facts, prices, garage, every, mine)
    roster.fill([k for k in mine if not roster.keep(k)])
    visits = sorted({every[k].move.visit for k in mine})
    _push(roster)
    if polish:
        _by_hand(roster, visits, stop)
    proof = _Proof(roster, effort or SolveLimits(deterministic=1.0), stop)
    proof.shoulds()
    if polish:
        proof.duty()
    rides = {every[k].id: _fill(roster, k) for k in mine} | {every[k].id: rides for k, rides in held.items()}
    return Dispatch(rides, roster.total(), proof.proven[DUTY], proof.proven[SHOULD])


def _push(roster: VehicleAssignment) -> None:
    """Make room for those that are carried worse than they could be."""
    for k in roster.free:
        if k not in roster.cars or roster.cars[k].cost[:DUTY] > least(roster, k)[:DUTY]:
            roster.push(k)


def _by_hand(roster: VehicleAssignment, visits: Sequence[str], stop: StopSignal | None) -> None:
    """Carry visits anew, one by one, as long as that helps."""
    most = roster.weighed + (BY_HAND if len(roster.free) == len(roster.every) else BY_HAND // PART)
    for _ in range(SWEEPS):
        better = False
        for visit in visits:
            if roster.weighed > most or (stop is not None and stop.now):
                return
            better = roster.again([visit]) or better
        if not better:
            return


class _Proof:
    """The exact models around a roster in hand; what they find better goes into it."""

    def __init__(self, roster: VehicleAssignment, effort: SolveLimits, stop: StopSignal | None) -> None:
        self.roster, self.effort, self.stop = roster, effort, stop
        self.low = plus(NOTHING, *(least(roster, k) for k in roster.free))
        self.proven = [False] * 4
        self._say(self.low)

    def _say(self, low: Cost) -> None:
        """Note what is proven: the tiers in which the roster weighs no more than is known to be the least."""
        self.low = max(self.low, low)
        here = weight(self.roster)
        for tier in (MUST, SHOULD, MONEY):
            self.proven[tier] = here[: tier + 1] <= self.low[: tier + 1]

    def shoulds(self) -> None:
        """Bring musts, shoulds and money down by the model without chains: it weighs too little, never too much."""
        if self.proven[MONEY] or not self.effort.deterministic:
            return
        fleet = DispatchModel(self.roster, chained=False, lean=())
        found = self._settle(fleet, (MUST, SHOULD, MONEY), self.effort.deterministic)
        sure = [v for v, proven in zip(found.values, found.proven, strict=False) if proven]
        if found.outcome is not None:
            self._load(fleet, found.outcome)
            if not self.proven[MONEY]:
                _push(self.roster)
        bound = (*sure, *[0] * (4 - len(sure)))
        self._say((bound[0], bound[1], bound[2], bound[3]))

    def duty(self) -> None:
        """Chains: all at once where the size allows, and then proven; else a visit or a day at a time."""
        roster = self.roster
        everything, lean = roster.free, self.proven[MONEY] and not any(self.low)
        if len(everything) < len(roster.every):
            if size(roster) <= EXACT // PART:
                self._chains(everything if lean else (), self.effort.deterministic * SHARE / 2)
            return
        if size(roster) <= EXACT:
            found = self._chains(everything if lean else (), min(self.effort.deterministic, WHOLE))
            for tier in TIERS:
                self.proven[tier] = found.proven[tier]
            return
        thorough = self.effort.deterministic > 1
        share, most = (LONGER * SHARE, LARGER) if thorough else (SHARE, EXACT)
        parts = [*self._parts(), *(self._pairs() if thorough else ())]
        idle, left = 0, LARGE * self.effort.deterministic
        for part in itertools.chain.from_iterable(itertools.repeat(parts, PASSES)):
            if idle >= len(parts) or left <= 0 or (self.stop is not None and self.stop.now):
                break
            roster.free, before = part, roster.total()
            if size(roster) <= most:
                found = self._chains(part if lean else (), min(left, share))
                left -= found.spent + BUILDING * size(roster)
            idle = 0 if roster.total() < before else idle + 1
        roster.free = everything
        self._say(self.low)

    def _parts(self) -> list[list[int]]:
        """Return the free jobs by visit, then by day."""
        by_visit, by_day = self._sorted()
        return [*by_visit.values(), *by_day.values()]

    def _pairs(self) -> list[list[int]]:
        """Return the free jobs of each two visits that share a day, and of each two days on end."""
        by_visit, by_day = self._sorted()
        days = [{self.roster.every[k].day for k in mine} for mine in by_visit.values()]
        two = zip(itertools.combinations(by_visit.values(), 2), itertools.combinations(days, 2), strict=True)
        together = [sorted((*a, *b)) for (a, b), (mine, theirs) in two if mine & theirs]
        return [*together, *(sorted((*a, *b)) for a, b in itertools.pairwise(by_day.values()))]

    def _sorted(self) -> tuple[dict[str, list[int]], dict[dt.date, list[int]]]:
        by_visit, by_day = defaultdict[str, list[int]](list), defaultdict[Any, list[int]](list)
        for k in self.roster.free:
            by_visit[self.roster.every[k].move.visit].append(k)
            by_day[self.roster.every[k].day].append(k)
        return dict(sorted(by_visit.items())), dict(sorted(by_day.items()))

    def _chains(self, lean: Collection[int], limit: float) -> Settled:
        fleet = DispatchModel(self.roster, chained=True, lean=lean)
        found = self._settle(fleet, TIERS, limit)
        if found.outcome is not None:
            self._load(fleet, found.outcome)
        return found

    def _settle(self, fleet: DispatchModel, tiers: Sequence[int], limit: float) -> Settled:
        effort = replace(self.effort, deterministic=limit, linear=2 if fleet.chained else 1)
        known, low = fleet.known(), plus(NOTHING, *(least(self.roster, k) for k in self.roster.free))
        return settle(
            fleet.model,
            [partial(fleet.expr, tier) for tier in tiers],
            fleet.lawful if fleet.chained else lambda _: True,
            hint=fleet.hints,
            known=None if known is None else known[: len(tiers)],
            least=max(low, self.low)[: len(tiers)] if fleet.chained else low[: len(tiers)],
            efforts=[replace(effort, core=tier in (MUST, SHOULD)) for tier in tiers],
            stop=self.stop,
        )

    def _load(self, fleet: DispatchModel, outcome: Outcome) -> None:
        before, total = self.roster.copy(), self.roster.total()
        fleet.load(outcome)
        self.roster.repair()
        if self.roster.total() > total:
            self.roster.restore(before)


def _fill(roster: VehicleAssignment, k: int) -> tuple[Ride, ...]:
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


def _spread(job: TransportJob, cars: list[tuple[int, dict[str, str]]]) -> tuple[Ride, ...]:
    guests, staff = job.guests, job.riders - job.guests
    rides = []
    for k, (seats, ids) in enumerate(cars):
        rest, after = sum(s for s, _ in cars[k + 1 :]), len(cars) - k - 1
        ours = min(staff, max(1 if staff else 0, staff - rest), seats)
        mine = min(guests, seats - ours, max(0, guests + staff - ours - after))
        guests, staff = guests - mine, staff - ours
        rides.append(Ride.model_validate({**ids, "guests": mine, "staff": ours}))
    return tuple(rides)
