"""Vehicles and drivers for fixed moves: who drives what where (the dispatch).

A driver keeps one vehicle through a day (STR-09), so a vehicle's day is a chain of moves and its driver follows. Moves
that a vehicle cannot make one after the other, the empty run counted, exclude each other. First the shoulds (hired
cars, class, spans) and the money, then, day by day, the chains themselves for empty runs and changes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from models.cp.run import Effort, Outcome, Stop, by_tiers
from models.domain.clock import day_of
from models.domain.plan import Move, Ride

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.resources import HiredCar, Vehicle
    from models.rules.base import Rule


@dataclass(frozen=True)
class Job:
    """A move that needs vehicles.

    Attributes
    ----------
    board, release : int
        Moments between which a vehicle is bound: on the spot early, until everybody is out.
    riders, pieces : int
        Seats and pieces of luggage needed in all.
    """

    move: Move
    day: dt.date
    board: int
    release: int
    riders: int
    guests: int
    pieces: int

    @property
    def id(self) -> str:
        """Id of the move."""
        return self.move.id


def jobs(facts: Facts, moves: Iterable[Move]) -> list[Job]:
    """Return the moves for which the company owes vehicles, by time."""
    found = []
    for move in moves:
        stay = facts.stay(move.visit)
        on_foot = facts.travel.base(move.origin, move.target) <= facts.shape.walk_minutes and move.kind == "transfer"
        if not stay.visit.provides.cars or on_foot:
            continue
        board = move.depart - facts.shape.wait_at_door
        if move.kind == "pick_up":
            met = [g.meet_from for g in stay.groups if g.exit == move.depart and (not move.groups or g.id in move.groups)]
            board = min([board, *met])
        guests = stay.guests(move.groups)
        found.append(
            Job(
                move=move,
                day=day_of(move.depart),
                board=board,
                release=move.arrive + facts.shape.unload,
                riders=stay.riders(guests),
                guests=guests,
                pieces=guests if move.luggage else 0,
            )
        )
    return sorted(found, key=lambda job: (job.board, job.id))


@dataclass
class Dispatch:
    """A dispatch: rides by move id, and whether each part is proven optimal."""

    rides: dict[str, tuple[Ride, ...]]
    proven: bool
    shoulds_proven: bool = True


class Fleet:
    """The dispatch model over some free moves, the others' rides fixed."""

    def __init__(self, facts: Facts, rules: Sequence[Rule], free: Sequence[Job], fixed: Sequence[Job]) -> None:
        self.facts, self.free, self.fixed = facts, list(free), list(fixed)
        self.rules = {rule.id: rule for rule in rules}
        self.model = cp_model.CpModel()
        self.terms: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        self.use: dict[tuple[str, str], Any] = {}
        self.hire: dict[tuple[str, str], Any] = {}
        self.pair: dict[tuple[dt.date, str, str], Any] = {}
        week = facts.week.company
        self.vehicles: tuple[Vehicle, ...] = week.vehicles
        self.hired: tuple[HiredCar, ...] = week.hired_cars

    # -- the first model: who may, what it costs

    def assign(self) -> None:
        """State who may drive what, seats, clashes, and the prices of hiring and of a class that does not fit."""
        self._pairs()
        for job in self.free:
            self._cover(job)
        self._clashes()
        self._spans()

    def _pairs(self) -> None:
        """One driver a vehicle and one vehicle a driver, each day (STR-09); licences (CAR-03)."""
        for day in sorted({job.day for job in self.free}):
            for vehicle in self.vehicles:
                for driver in self.facts.week.company.drivers:
                    if set(driver.licences) & set(vehicle.licences):
                        self.pair[day, vehicle.id, driver.id] = self.model.new_bool_var("")
            for vehicle in self.vehicles:
                self.model.add_at_most_one(lit for (d, v, _), lit in self.pair.items() if (d, v) == (day, vehicle.id))
            for driver in self.facts.week.company.drivers:
                self.model.add_at_most_one(lit for (d, _, r), lit in self.pair.items() if (d, r) == (day, driver.id))
        for job in self.fixed:
            for ride in job.move.rides:
                if ride.vehicle and ride.driver and (job.day, ride.vehicle, ride.driver) in self.pair:
                    self.model.add(self.pair[job.day, ride.vehicle, ride.driver] == 1)

    def _cover(self, job: Job) -> None:
        model, stay = self.model, self.facts.stay(job.move.visit)
        seats, boots = [], []
        for vehicle in self.vehicles:
            if any(c.start < job.release and job.board < c.end for c in vehicle.closures):
                continue
            use = self.use[job.id, vehicle.id] = model.new_bool_var("")
            seats.append(vehicle.seats * use)
            boots.append(vehicle.luggage * use)
            drivers = [(r, lit) for (d, v, r), lit in self.pair.items() if (d, v) == (job.day, vehicle.id)]
            model.add(sum(lit for _, lit in drivers) >= use)
            for driver, literal in drivers:
                if self._off(driver, job):
                    model.add_bool_or(~use, ~literal)
            if vehicle.kind not in stay.package.vehicles:
                self._price("CAR-05", use)
            self.terms[4].append((1, use))  # no vehicle for nobody
        for car in self.hired:
            most = -(-max(job.riders, job.pieces) // max(1, min(car.seats, car.luggage or car.seats)))
            count = self.hire[job.id, car.id] = model.new_int_var(0, min(most, 12), "")
            seats.append(car.seats * count)
            boots.append(car.luggage * count)
            self._price("CAR-07", count)
            self.terms[3].append((car.price, count))
            if car.kind not in stay.package.vehicles:
                self._price("CAR-05", count)
        model.add(sum(seats) >= job.riders)
        if job.pieces:
            model.add(sum(boots) >= job.pieces)

    def _off(self, driver: str, job: Job) -> bool:
        """Whether the driver is off at some time between setting off from the company and being back."""
        site, travel = self.facts.week.site.id, self.facts.travel
        start = job.board - travel.minutes(site, job.move.origin, job.board)
        end = travel.after(job.move.target, site, job.release)
        return any(a < end and start < b for a, b in self.facts.off(self.facts.week.driver(driver)))

    def _price(self, rule: str, amount: Any) -> None:
        found = self.rules.get(rule)
        if found is not None and found.tier is not None:
            self.terms[found.tier].append((found.cost(1), amount))

    def follows(self, a: Job, b: Job) -> bool:
        """Tell whether one vehicle can make move ``b`` after ``a``, the empty run counted (CAR-02)."""
        return a.release + self.facts.travel.minutes(a.move.target, b.move.origin, b.board) <= b.board

    def _clashes(self) -> None:
        for a, b in combinations(self.free, 2):
            if b.board - a.release < 24 * 60 and not self.follows(a, b):
                for vehicle in self.vehicles:
                    if (a.id, vehicle.id) in self.use and (b.id, vehicle.id) in self.use:
                        self.model.add_bool_or(~self.use[a.id, vehicle.id], ~self.use[b.id, vehicle.id])
        for job in self.free:
            for other in self.fixed:
                first, second = sorted((job, other), key=lambda j: j.board)
                if not self.follows(first, second):
                    for ride in other.move.rides:
                        if ride.vehicle and (job.id, ride.vehicle) in self.use:
                            self.model.add(self.use[job.id, ride.vehicle] == 0)

    def _spans(self) -> None:
        """A driver's span, first to last with the empty runs at both ends, up to so many hours (CAR-08)."""
        rule = self.rules.get("CAR-08")
        if rule is None or rule.tier is None:
            return
        site, travel = self.facts.week.site.id, self.facts.travel
        for day in sorted({job.day for job in self.free}):
            every = [job for job in (*self.free, *self.fixed) if job.day == day]
            low = min(job.board for job in every) - 240
            high = max(job.release for job in every) + 240
            if high - low <= rule.n.span:
                continue
            for vehicle in self.vehicles:
                first = self.model.new_int_var(low, high, "")
                last = self.model.new_int_var(low, high, "")
                over = self.model.new_int_var(0, high - low, "")
                self.model.add(last - first - over <= rule.n.span)
                self.terms[rule.tier].append((rule.cost(1), over))
                for job in every:
                    on = self._on(job, vehicle.id)
                    if on is None:
                        continue
                    out = job.board - travel.minutes(site, job.move.origin, job.board)
                    back = travel.after(job.move.target, site, job.release)
                    self.model.add(first <= out).only_enforce_if(on)
                    self.model.add(last >= back).only_enforce_if(on)

    def _on(self, job: Job, vehicle: str) -> Any:
        """Return the literal of a vehicle in a move; for a fixed move True or None."""
        if (job.id, vehicle) in self.use:
            return self.use[job.id, vehicle]
        return self.model.new_constant(1) if any(r.vehicle == vehicle for r in job.move.rides) else None

    # -- the second model: chains

    def chain(self) -> None:
        """Add each vehicle's chain of moves a day: empty runs (CAR-06); and changes from move to move (CAR-04)."""
        empty = self.rules.get("CAR-06")
        for day in sorted({job.day for job in self.free}):
            every = [job for job in (*self.free, *self.fixed) if job.day == day]
            for vehicle in self.vehicles:
                if empty is not None and empty.tier is not None:
                    self._circuit(every, vehicle.id, empty)
        self._changes()

    def _circuit(self, every: Sequence[Job], vehicle: str, rule: Rule) -> None:
        model, travel, site = self.model, self.facts.travel, self.facts.week.site.id
        here = [(job, on) for job in every if (on := self._on(job, vehicle)) is not None]
        if not here:
            return
        arcs: list[tuple[int, int, Any]] = []
        cost: list[tuple[int, Any]] = []
        idle = model.new_bool_var("")
        arcs.append((0, 0, idle))
        for i, (job, on) in enumerate(here, start=1):
            first, last = model.new_bool_var(""), model.new_bool_var("")
            arcs += [(0, i, first), (i, 0, last), (i, i, ~on)]
            cost.append((travel.minutes(site, job.move.origin, job.board), first))
            cost.append((travel.after(job.move.target, site, job.release) - job.release, last))
            for k, (other, _) in enumerate(here, start=1):
                if k != i and job.board <= other.board and self.follows(job, other):
                    arc = model.new_bool_var("")
                    arcs.append((i, k, arc))
                    cost.append((travel.minutes(job.move.target, other.move.origin, other.board), arc))
        model.add_circuit(arcs)
        self.terms[rule.tier or 4] += [(rule.cost(minutes), arc) for minutes, arc in cost if minutes]

    def _changes(self) -> None:
        rule = self.rules.get("CAR-04")
        if rule is None or rule.tier is None:
            return
        by_visit: dict[str, list[Job]] = defaultdict(list)
        for job in sorted((*self.free, *self.fixed), key=lambda j: (j.move.depart, j.id)):
            by_visit[job.move.visit].append(job)
        free = {job.id for job in self.free}
        for mine in by_visit.values():
            for a, b in pairwise(mine):
                if a.id in free or b.id in free:
                    self._change(a, b, rule)

    def _change(self, a: Job, b: Job, rule: Rule) -> None:
        """Price a vehicle or driver of the later move that was not in the earlier one, once each."""
        for names in (self._vehicles_of, self._drivers_of):
            before, after = names(a), names(b)
            changed = self.model.new_bool_var("")
            for name, literal in after.items():
                self.model.add(literal - before.get(name, 0) <= changed)
            self.terms[rule.tier or 4].append((rule.cost(1), changed))

    def _vehicles_of(self, job: Job) -> dict[str, Any]:
        own = {v.id: on for v in self.vehicles if (on := self._on(job, v.id)) is not None}
        hired = {f"hired {car.id}": self._hired(job, car.id) for car in self.hired}
        return own | hired

    def _hired(self, job: Job, car: str) -> Any:
        if (job.id, car) not in self.hire:
            return int(any(ride.hired == car for ride in job.move.rides))
        some = self.model.new_bool_var("")
        self.model.add(self.hire[job.id, car] >= 1).only_enforce_if(some)
        self.model.add(self.hire[job.id, car] == 0).only_enforce_if(~some)
        return some

    def _drivers_of(self, job: Job) -> dict[str, Any]:
        if (job.id, self.vehicles[0].id if self.vehicles else "") not in self.use and job.move.rides:
            return {ride.driver: 1 for ride in job.move.rides if ride.driver}
        found: dict[str, list[Any]] = defaultdict(list)
        for (day, vehicle, driver), pair in self.pair.items():
            if day == job.day and (job.id, vehicle) in self.use:
                drives = self.model.new_bool_var("")
                self.model.add_bool_or(~self.use[job.id, vehicle], ~pair, drives)
                self.model.add_implication(drives, pair)
                self.model.add_implication(drives, self.use[job.id, vehicle])
                found[driver].append(drives)
        return {driver: sum(literals) for driver, literals in found.items()}

    # -- solving

    def solve(self, tiers: Sequence[int], hint: Sequence[tuple[int, int]], effort: Effort, stop: Stop | None) -> Any:
        """Minimise some tiers in order."""
        exprs = [sum((w * e for w, e in self.terms[tier]), 0) for tier in tiers]
        return by_tiers(self.model, exprs, hint, effort, stop)

    def read(self, outcome: Outcome) -> dict[str, tuple[Ride, ...]]:
        """Return the rides of the free moves: guests and staff spread over the vehicles, biggest first."""
        found = {}
        for job in self.free:
            cars: list[tuple[int, dict[str, str]]] = []
            for vehicle in self.vehicles:
                if (job.id, vehicle.id) in self.use and outcome.value(self.use[job.id, vehicle.id]):
                    driver = next(
                        r for (d, v, r), lit in self.pair.items() if (d, v) == (job.day, vehicle.id) and outcome.value(lit)
                    )
                    cars.append((vehicle.seats, {"vehicle": vehicle.id, "driver": driver}))
            for car in self.hired:
                cars += [(car.seats, {"hired": car.id})] * outcome.value(self.hire[job.id, car.id])
            found[job.id] = _fill(job, cars)
        return found


def _fill(job: Job, cars: list[tuple[int, dict[str, str]]]) -> tuple[Ride, ...]:
    """Spread guests and staff over vehicles: our people one a vehicle as far as they go, nobody left standing."""
    cars = sorted(cars, key=lambda car: -car[0])
    guests, staff = job.guests, job.riders - job.guests
    rides = []
    for k, (seats, ids) in enumerate(cars):
        rest = sum(s for s, _ in cars[k + 1 :])
        ours = min(staff, max(1 if staff else 0, staff - rest), seats)
        mine = min(guests, seats - ours)
        guests, staff = guests - mine, staff - ours
        rides.append(Ride.model_validate({**ids, "guests": mine, "staff": ours}))
    return tuple(ride for ride in rides if ride.guests or ride.staff)


def dispatch(
    facts: Facts,
    rules: Sequence[Rule],
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
        All moves of the week; those of visits not free keep their rides.
    polish : bool
        Also chain the moves for few empty runs and changes (tier 4); else only shoulds and money.

    Returns
    -------
    Dispatch
        Rides of the free visits' moves. A hired car is always there, so there is always a dispatch where the company
        knows a kind of hired car; without one a move may end up with too few seats, which CAR-01 tells.
    """
    effort = effort or Effort(deterministic=1.0)
    mine = jobs(facts, [move for visit in sorted(free) for move in moves.get(visit, ())])
    theirs = jobs(facts, [move for visit in sorted(moves) if visit not in free for move in moves[visit]])
    if not mine:
        return Dispatch({}, True)
    fleet = Fleet(facts, rules, mine, theirs)
    fleet.assign()
    if polish:
        fleet.chain()
    outcome, tiers = fleet.solve((1, 3, 4), (), effort, stop)
    if not outcome.found:
        return Dispatch({job.id: () for job in mine}, proven=False, shoulds_proven=False)
    return Dispatch(fleet.read(outcome), proven=tiers[-1][2] and polish, shoulds_proven=tiers[0][2])
