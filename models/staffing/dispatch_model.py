"""The dispatch as an exact model: vehicles and drivers for fixed moves, at the costs of the rules.

A driver keeps one vehicle through a day (STR-11), so a vehicle's working day is a chain of moves and its driver
follows. Without chains, moves that a vehicle cannot make one after the other exclude each other. With chains, the duty
rules state their amounts themselves (``post_day``, ``post_night``, ``post_change``). Driving without a break (CAR-03)
is cut off where a solution breaks it, by the rule's own amount.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from models.cp.types import own_expr
from models.domain.clock import day_of
from models.rules.core.vehicle_duty import (
    ChangeView,
    EmptyRunView,
    NightView,
    RunView,
    VehicleDayView,
)
from models.rules.core.vehicle_work import back_home, follows, minutes_from_home
from models.staffing.costs import NOTHING
from models.staffing.dispatch_bounds import cost_of_jobs, lower_bound
from models.staffing.staffing_model import StaffingModel
from models.staffing.vehicle_pool import VehicleSet
from models.staffing.vehicle_schedule import ONE_DAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from ortools.sat.python import cp_model

    from models.cp.run import Outcome
    from models.cp.types import Expr, Lit
    from models.rules.cars.drivers import DrivingTime
    from models.rules.core import view
    from models.rules.core.base import Rule
    from models.rules.core.spans import Span
    from models.rules.core.vehicle_duty import DriverRule, NightRule
    from models.staffing.costs import StaffingCost
    from models.staffing.dispatch_heuristic import VehicleAssignment
    from models.staffing.jobs import TransportJob
    from models.staffing.vehicle_schedule import Drivers
    from models.staffing.working_days import JobChain

Step = tuple[int, int]
"""Two jobs by number, one after the other; ``HOME`` before the first and after the last."""
HOME = -1


class DispatchModel(StaffingModel):
    """The model over some jobs of an assignment, the others fixed; to the rules it is a ``DispatchPoster``.

    Parameters
    ----------
    jobs : sequence of int
        The unfixed jobs of the model: none of a vehicle's day that two drivers share, to which it adds none.
    chained : bool
        State the chains too (all components are exact then); else which vehicles make what, and shoulds and money of
        it.
    zero_cost_jobs : collection of int
        Jobs for which only vehicles count that cost nothing above duty: lossless where all together cost nothing.

    Attributes
    ----------
    uses : dict (job, vehicle) -> literal
        1 when an own vehicle makes an unfixed job.
    hires : dict (job, kind) -> variable
        Hired cars of a kind for an unfixed job.
    pairs : dict day -> dict (vehicle, driver) -> literal
        1 when a driver has a vehicle on a working day; those of a vehicle and of a driver whom fixed rides bind are
        left out.
    drivers_of : dict (day, vehicle) -> dict driver -> literal
        The same by vehicle.
    steps : dict (vehicle, day) -> dict Step -> literal
        1 when a vehicle makes one job after another.
    """

    def __init__(
        self, assignment: VehicleAssignment, jobs: Sequence[int], *, chained: bool, zero_cost_jobs: Collection[int]
    ) -> None:
        super().__init__(assignment.prices)
        self.assignment, self.chained, self.zero_cost_jobs = assignment, chained, set(zero_cost_jobs)
        self.facts, self.rules = assignment.facts, assignment.rules
        self.pool, self.jobs = assignment.pool, assignment.jobs
        self.unfixed = list(jobs)
        self.uses: dict[tuple[int, str], cp_model.IntVar] = {}
        self.hires: dict[tuple[int, str], cp_model.IntVar] = {}
        self.pairs: dict[dt.date, dict[tuple[str, str], cp_model.IntVar]] = defaultdict(dict)
        self.drivers_of: dict[tuple[dt.date, str], dict[str, cp_model.IntVar]] = defaultdict(dict)
        self.steps: dict[tuple[str, dt.date], dict[Step, cp_model.IntVar]] = {}
        self.jobs_on: dict[dt.date, list[int]] = defaultdict(list)
        for k, job in enumerate(self.jobs):
            self.jobs_on[job.day].append(k)
        unfixed = set(self.unfixed)
        self.fixed = {(k, v) for k, cars in assignment.sets.items() if k not in unfixed for v in cars.own}
        self.days = sorted({self.jobs[k].day for k in self.unfixed})
        self._drivers_of: dict[int, dict[str, cp_model.IntVar]] = {}
        self._build()

    def _build(self) -> None:
        self._pair_drivers()
        for k in self.unfixed:
            self._cover(k)
        self._require_drivers()
        self._link_days()
        if self.chained:
            for day in self.days:
                for vehicle in self.pool.own:
                    self._chain(vehicle, day)
            for rule in self.rules.nights:
                self._nights(rule)
            self._changes()
            self._drivers_ahead()
        else:
            self._exclude()

    # -- constraints and prices that rules state (DispatchPoster)

    def excess(self, expr: view.Expr, hi: int, most: int) -> view.Expr:
        """Return a variable from 0 to ``most`` that is at least ``expr - hi``."""
        over = self.model.new_int_var(0, most, "")
        self.model.add(over >= own_expr(expr) - hi)
        return over

    def price(self, rule: Rule, amount: view.Expr, times: int = 1) -> None:
        """Count ``times * amount`` as broken: at the price of the rule's level; a must forbids it."""
        component = self.prices.component(rule)
        if component == "musts":
            self.model.add(own_expr(amount) <= 0)
        elif component is not None:
            self.terms[component].append((rule.cost(times), own_expr(amount)))

    # -- vehicles, drivers and jobs

    def _pair_drivers(self) -> None:
        """One driver a vehicle and one vehicle a driver, each working day (STR-11); licences (CAR-03)."""
        assignment, drivers = self.assignment, self.assignment.drivers
        linked = assignment.linked_days | assignment.short_nights
        around = {day - ONE_DAY for day in self.days if day in linked}
        around |= {day + ONE_DAY for day in self.days if day + ONE_DAY in linked}
        for day in sorted({*self.days, *around} & set(self.jobs_on)):
            driver_of = {v: assignment.driver_of.get((v, day), "") for k, v in self.fixed if self.jobs[k].day == day}
            taken = {*driver_of.values(), *(d for (_, on), d in assignment.relief_of.items() if on == day)}
            pairs = self.pairs[day]
            by_driver: dict[str, list[cp_model.IntVar]] = defaultdict(list)
            for vehicle in self.pool.own:
                for driver in drivers:
                    fixed = driver_of.get(vehicle)
                    if driver in assignment.licensed[vehicle] and (driver == fixed or not (fixed or driver in taken)):
                        pair = self.literal(assignment.driver_of.get((vehicle, day)) == driver)
                        pairs[vehicle, driver] = self.drivers_of[day, vehicle][driver] = pair
                        by_driver[driver].append(pair)
                self.model.add_at_most_one(self.drivers_of[day, vehicle].values())
            for id in drivers:
                self.model.add_at_most_one(by_driver[id])
            for id, driver in sorted(driver_of.items()):
                if (id, driver) in pairs:
                    self.model.add(pairs[id, driver] == 1)

    def _cover(self, k: int) -> None:
        """State seats and luggage of a job, and what its vehicles cost by themselves."""
        job, now = self.jobs[k], self.assignment.sets.get(k, VehicleSet((), (), NOTHING))
        zero_cost = k in self.zero_cost_jobs and lower_bound(self.assignment, k) == NOTHING
        vehicles, alone = self._candidates(job, zero_cost=zero_cost)
        cars: dict[str, cp_model.IntVar] = {}
        for vehicle in vehicles:
            cars[vehicle] = self.uses[k, vehicle] = self.literal(vehicle in now.own)
            self.add_cost(self.pool.cost(job, vehicle), cars[vehicle])
        for car in () if zero_cost else self.pool.for_hire(job):
            most = self.pool.count_needed(job, car) or 0
            cars[car] = self.hires[k, car] = self.integer(0, most, min(now.hired.count(car), most))
            self.add_cost(self.pool.cost(job, car), cars[car])
        if zero_cost and alone:
            self.model.add_exactly_one(cars.values())
            return
        seats, luggage = self._capacity(cars)
        self.model.add(seats >= job.riders)
        self.model.add(luggage >= job.pieces)
        for vehicle in vehicles:
            self._require_need(job, cars[vehicle], (seats, luggage), vehicle)

    def _candidates(self, job: TransportJob, *, zero_cost: bool) -> tuple[list[str], bool]:
        """Return the own vehicles that may make a job, and whether one of them does it alone in any case."""
        with_driver = {v for v, _ in self.pairs[job.day]}
        shared = self.assignment.relief_of
        in_service = [v for v in self.pool.in_service(job) if v in with_driver and (v, job.day) not in shared]
        if not zero_cost:
            return in_service, False
        costless = [v for v in in_service if self.pool.cost(job, v).before_duty == NOTHING.before_duty]
        singles = [v for v in costless if self.pool.fits(job, (v,))]
        alone = bool(singles) and not self.pool.fits(job, [v for v in costless if v not in singles])
        return (singles if alone else costless), alone

    def _capacity(self, cars: Mapping[str, cp_model.IntVar]) -> tuple[Expr, Expr]:
        """Return the seats and the room for luggage of the vehicles that come."""
        own, hired = self.pool.own, self.pool.hired
        seats = sum((own.get(c) or hired[c]).seats * x for c, x in cars.items())
        luggage = sum((own.get(c) or hired[c]).luggage * x for c, x in cars.items())
        return seats, luggage

    def _require_need(self, job: TransportJob, use: cp_model.IntVar, capacity: tuple[Expr, Expr], vehicle: str) -> None:
        """A vehicle comes only where the others do not do without it."""
        car, (seats, luggage) = self.pool.own[vehicle], capacity
        if not job.pieces:
            self.model.add(seats - car.seats <= job.riders - 1).only_enforce_if(use)
            return
        by_seats = self.model.new_bool_var("")
        self.model.add(seats - car.seats <= job.riders - 1).only_enforce_if(use, by_seats)
        self.model.add(luggage - car.luggage <= job.pieces - 1).only_enforce_if(use, ~by_seats)

    def _made(self, k: int, vehicle: str) -> Lit | None:
        """Return the literal of a vehicle making a job: True for a fixed one that it makes, None when it cannot."""
        return True if (k, vehicle) in self.fixed else self.uses.get((k, vehicle))

    def _require_drivers(self) -> None:
        """Every vehicle that is used has a driver who is not on leave nor outside working hours (HOST-09)."""
        for (k, vehicle), use in self.uses.items():
            drivers = self.drivers_of[self.jobs[k].day, vehicle]
            able = [lit for d, lit in drivers.items() if self.assignment.available(k, vehicle, d)]
            self.model.add_bool_or(*able, ~use)  # pairs are at most one a vehicle: any able one excludes the others

    # -- constraints across midnight

    def _link_days(self) -> None:
        """Across midnight: one place at a time (CAR-02), one vehicle a driver a calendar day (STR-11)."""
        window = self.assignment.limits.midnight_window
        for day in self.days:
            for first, second in ((day - ONE_DAY, day), (day, day + ONE_DAY)):
                if second not in self.assignment.linked_days:
                    continue
                for k in self.jobs_on.get(first, ()):
                    if day_of(self.jobs[k].run.depart) == second:
                        self._keep_pair(k, first, second)
                for a in self.jobs_on.get(first, ()):
                    for b in self.jobs_on.get(second, ()):
                        near = self.jobs[b].run.ready - self.jobs[a].run.free < window
                        if near and not follows(self.facts, self.jobs[a].run, self.jobs[b].run):
                            self._part(a, b)

    def _keep_pair(self, k: int, first: dt.date, second: dt.date) -> None:
        """Who drives a vehicle after midnight has it on the next working day."""
        for (v, d), lit in self.pairs[first].items():
            made = self._made(k, v)
            if made is not None and second in self.pairs:
                self._any(_not(made), ~lit, self.pairs[second].get((v, d), False))

    def _part(self, a: int, b: int) -> None:
        """Two jobs of different days that neither one vehicle nor one driver can do both."""
        first, second = self.pairs[self.jobs[a].day], self.pairs[self.jobs[b].day]
        for v in self.pool.own:
            for w in self.pool.own:
                x, y = self._made(a, v), self._made(b, w)
                if x is None or y is None or (x is True and y is True):
                    continue
                if v == w:
                    self._any(_not(x), _not(y))
                    continue
                for d in self.assignment.drivers:
                    if (v, d) in first and (w, d) in second:
                        self._any(_not(x), _not(y), ~first[v, d], ~second[w, d])

    def _any(self, *literals: Lit) -> None:
        self.model.add_bool_or([lit for lit in literals if lit is not False])

    def _exclude(self) -> None:
        """Without chains: moves of a day that one vehicle cannot make one after the other (CAR-02)."""
        unfixed = set(self.unfixed)
        cars_of: dict[int, list[str]] = defaultdict(list)
        for k, v in (*sorted(self.fixed), *self.uses):
            cars_of[k].append(v)
        for day in self.days:
            for a, b in combinations(self.jobs_on[day], 2):
                if (a in unfixed or b in unfixed) and not follows(self.facts, self.jobs[a].run, self.jobs[b].run):
                    for v in min(cars_of[a], cars_of[b], key=len):
                        x, y = self._made(a, v), self._made(b, v)
                        if x is not None and y is not None:
                            self._any(_not(x), _not(y))

    # -- chains

    def _chain(self, vehicle: str, day: dt.date) -> None:
        """State the chain of a vehicle's working day: node 0 is its home, the others its jobs."""
        here = [k for k in self.jobs_on[day] if self._made(k, vehicle) is not None]
        if all((k, vehicle) in self.fixed for k in here):
            return
        now, model = self.assignment.chains.get((vehicle, day), ()), self.model
        made_now = set(pairwise((HOME, *now, HOME))) if now else set()
        arcs: list[tuple[int, int, Lit]] = []
        steps = self.steps[vehicle, day] = {}
        node = {k: n for n, k in enumerate(here, start=1)}
        fixed = [k for k in here if (k, vehicle) in self.fixed]
        if not fixed:
            arcs.append((0, 0, self.literal(not now)))
        for i, k in enumerate(here):
            steps[HOME, k] = self.literal((HOME, k) in made_now)
            steps[k, HOME] = self.literal((k, HOME) in made_now)
            if (k, vehicle) not in self.fixed:
                arcs.append((node[k], node[k], ~self.uses[k, vehicle]))
            for j in here[i + 1 :]:
                skips = any(k < m < j for m in fixed)
                if not skips and follows(self.facts, self.jobs[k].run, self.jobs[j].run):
                    steps[k, j] = self.literal((k, j) in made_now)
        arcs += [(node.get(a, 0), node.get(b, 0), lit) for (a, b), lit in steps.items()]
        model.add_circuit(arcs)
        for k in here:  # again as sums, which the linear relaxation uses
            model.add(sum(lit for (_, b), lit in steps.items() if b == k) == self._once(k, vehicle))
            model.add(sum(lit for (a, _), lit in steps.items() if a == k) == self._once(k, vehicle))
        view = self._day_view(here, vehicle, steps)
        for rule in sorted(self.rules.days, key=lambda rule: not rule.softenable):
            rule.post_day(self, view)

    def _once(self, k: int, vehicle: str) -> Lit:
        """Return the literal of a vehicle making a job that it can make; 1 for a fixed one."""
        return 1 if (k, vehicle) in self.fixed else self.uses[k, vehicle]

    def _day_view(self, here: Sequence[int], vehicle: str, steps: Mapping[Step, cp_model.IntVar]) -> VehicleDayView:
        """Return a vehicle's working day as the rules read it."""
        runs = [
            RunView(
                run=self.jobs[k].run,
                trip=self.jobs[k].trips[self.pool.home[vehicle]],
                made=self._once(k, vehicle),
                first=steps[HOME, k],
                last=steps[k, HOME],
            )
            for k in here
        ]
        empty_runs = []
        for (a, b), literal in steps.items():
            minutes = self._empty_minutes((a, b), self.pool.home[vehicle])
            between = HOME not in (a, b)
            wait = self.jobs[b].run.ready - minutes - self.jobs[a].run.free if between else 0
            empty_runs.append(EmptyRunView(minutes, wait, literal))
        return VehicleDayView(runs, empty_runs)

    def _empty_minutes(self, step: Step, home: str) -> int:
        """Return the length of the empty run of a step by a vehicle of some home."""
        a, b = step
        if b == HOME:
            run = self.jobs[a].run
            return max(0, back_home(self.facts, run, home) - run.free)
        run = self.jobs[b].run
        if a == HOME:
            return max(0, minutes_from_home(self.facts, run, home))
        return max(0, self.facts.travel.minutes(self.jobs[a].run.target, run.origin, run.ready))

    # -- nights

    def _nights(self, rule: NightRule) -> None:
        """State the rest between a driver's days, where it can be too short at all."""
        for day in sorted({d for t in self.days for d in (t, t + ONE_DAY)} & self.assignment.short_nights):
            before, after = self.jobs_on.get(day - ONE_DAY, []), self.jobs_on.get(day, [])
            late = [a for a in before if any(self._off(a, b) < rule.rest for b in after)]
            early = [b for b in after if any(self._off(a, b) < rule.rest for a in before)]
            if late and early:
                for driver in self.assignment.drivers:
                    self._night(rule, driver, day, (late, early))

    def _off(self, a: int, b: int) -> int:
        """Return the fewest minutes between two jobs as the last of a day and the first of the next."""
        return min(self._starts(b)) - max(self._ends(a))

    def _starts(self, k: int) -> list[int]:
        """Return when vehicles of any home set off to a job."""
        return [trip[0] for trip in self.jobs[k].trips.values()]

    def _ends(self, k: int) -> list[int]:
        """Return when vehicles of any home are back from a job."""
        return [trip[1] for trip in self.jobs[k].trips.values()]

    def _night(self, rule: NightRule, driver: str, day: dt.date, jobs: tuple[Sequence[int], Sequence[int]]) -> None:
        """State a driver's rest before a day; ``jobs``: those that can make it too short, of the day before and it."""
        late, early = jobs
        ends, starts = [end for k in late for end in self._ends(k)], [at for k in early for at in self._starts(k)]
        first, last = min(starts), max(ends)
        end = self.model.new_int_var(min(*ends, first - rule.rest), last, "")
        start = self.model.new_int_var(first, max(*starts, last + rule.rest), "")
        short = rule.post_night(self, NightView(end, start, first - last))
        for trip, literals in self._edges(late, driver, day - ONE_DAY, last=True):
            self.model.add(end >= trip[1]).only_enforce_if(literals)
        for trip, literals in self._edges(early, driver, day, last=False):
            self.model.add(start <= trip[0]).only_enforce_if(literals)
        self.price(rule, short)

    def _edges(
        self, jobs: Sequence[int], driver: str, day: dt.date, *, last: bool
    ) -> list[tuple[Span, list[cp_model.IntVar]]]:
        """Return the trips of jobs with the literals that make them a driver's last, or first, of a day."""
        found = []
        for vehicle in self.pool.own:
            pair = self.pairs[day].get((vehicle, driver))
            if pair is None:
                continue
            for k in jobs:
                edge = self._edge(k, vehicle, day, last=last)
                if edge is not None:
                    trip = self.jobs[k].trips[self.pool.home[vehicle]]
                    found.append((trip, [pair] if edge is True else [pair, edge]))
        return found

    def _edge(self, k: int, vehicle: str, day: dt.date, *, last: bool) -> cp_model.IntVar | Literal[True] | None:
        """Return the literal of a job being a vehicle's last or first of a day; None when it cannot be."""
        if (vehicle, day) in self.steps:
            return self.steps[vehicle, day].get((k, HOME) if last else (HOME, k))
        if (k, vehicle) not in self.fixed:
            return None
        chain = self.assignment.chains.get((vehicle, day), ())
        return True if chain and k == chain[-1 if last else 0] else None

    # -- changes of vehicle and driver

    def _changes(self) -> None:
        """State what comes in a visit's later move that was not in the move before."""
        if not self.rules.changes:
            return
        unfixed = set(self.unfixed)
        for _, mine in sorted(self.assignment.jobs_of.items()):
            if not unfixed & set(mine):
                continue
            for a, b in pairwise(mine):
                if rules := self.assignment.change_rules(b):
                    view = self._change(a, b)
                    for rule in rules:
                        rule.post_change(self, view)

    def _drivers_ahead(self) -> None:
        """State what the rides of drivers cost who carried more in other weeks."""
        for rule in self.rules.drivers:
            for driver in self.assignment.drivers:
                if amount := rule.ride_amount(self.facts, driver):
                    self._rides_of(rule, driver, amount)

    def _rides_of(self, rule: DriverRule, driver: str, amount: int) -> None:
        """State the rides of one driver in the visits of the unfixed jobs; those of the others are what they are."""
        visits, unfixed = {self.jobs[k].move.visit for k in self.unfixed}, set(self.unfixed)
        for k in (k for visit in sorted(visits) for k in self.assignment.jobs_of[visit]):
            now = k in self.assignment.sets and driver in self.assignment.transport(k).drivers
            if k not in unfixed:
                self.price(rule, int(now), amount)
                continue
            drives = self.literal(now)
            pairs = self.pairs[self.jobs[k].day]
            for vehicle in self.pool.own:
                use, pair = self.uses.get((k, vehicle)), pairs.get((vehicle, driver))
                if use is not None and pair is not None:
                    self.model.add_bool_or(~use, ~pair, drives)
            self.price(rule, drives, amount)

    def _change(self, a: int, b: int) -> ChangeView:
        """Return the literals of a vehicle and of a driver that comes with a job and was not in the one before."""
        sets, transport = self.assignment.sets, self.assignment.transport
        both = a in sets and b in sets
        vehicle = self.literal(not both or bool(transport(b).vehicles - transport(a).vehicles))
        driver = self.literal(not both or bool(transport(b).drivers - transport(a).drivers))
        same_day = self.jobs[a].day == self.jobs[b].day
        for own in self.pool.own:
            x, y = self.uses.get((a, own), 0), self.uses.get((b, own))
            if y is not None:
                self.model.add(y - x <= vehicle)
                if same_day:  # within a day the driver is the vehicle's
                    self.model.add(y - x <= driver)
        for kind in self.pool.hired:
            hired_before, hired_now = self._hired(a, kind), self._hired(b, kind)
            if not isinstance(hired_now, int):
                self.model.add(hired_now - hired_before <= vehicle)
        if not same_day:
            before, now = self._drivers(a), self._drivers(b)
            for id in self.assignment.drivers:
                self.model.add(now[id] - before[id] <= driver)
        return ChangeView(vehicle, driver)

    def _hired(self, k: int, car: str) -> Lit:
        """Return the literal of a job having hired cars of a kind."""
        count = self.hires.get((k, car))
        if count is None:
            return 0
        some = self.literal(car in self.assignment.sets[k].hired if k in self.assignment.sets else False)
        self.model.add(count >= 1).only_enforce_if(some)
        self.model.add(count == 0).only_enforce_if(~some)
        return some

    def _drivers(self, k: int) -> dict[str, cp_model.IntVar]:
        """Return literals of a job's drivers: those paired with its vehicles, and as many as it has vehicles."""
        if k in self._drivers_of:
            return self._drivers_of[k]
        names = self.assignment.transport(k).drivers if k in self.assignment.sets else frozenset()
        found = self._drivers_of[k] = {d: self.literal(d in names) for d in self.assignment.drivers}
        mine = {v: use for (j, v), use in self.uses.items() if j == k}
        for (vehicle, driver), pair in self.pairs[self.jobs[k].day].items():
            if vehicle in mine:
                self.model.add_bool_or(~mine[vehicle], ~pair, found[driver])
        self.model.add(sum(found.values()) == sum(mine.values()))
        return found

    # -- lazy constraints: driving without a break

    def add_violated_constraints(self, outcome: Outcome) -> bool:
        """Cut off days of driving without a break in a solution; return whether there was none."""
        sound = True
        for vehicle in self.pool.own:
            for day in self.days:
                chain = tuple(k for k in self.jobs_on[day] if self._is_made(outcome, k, vehicle))
                if all((k, vehicle) in self.fixed for k in chain):
                    continue
                work = self.assignment.days.work(chain, self.pool.home[vehicle])
                for rule in self.rules.driving:
                    if rule.amount(work):
                        self._cut(rule, vehicle, day, chain)
                        sound = False
        return sound

    def _is_made(self, outcome: Outcome, k: int, vehicle: str) -> bool:
        made = self._made(k, vehicle)
        return made is True or (made is not None and bool(outcome.value(made)))

    def _cut(self, rule: DrivingTime, vehicle: str, day: dt.date, chain: JobChain) -> None:
        """Forbid the steps that make a stretch too long, for vehicles of that home; else the chain for this vehicle."""
        home = self.pool.home[vehicle]
        steps = self._too_long(rule, chain, home) if (vehicle, day) in self.steps else None
        if steps:
            for car in self.pool.own:
                here = self.steps.get((car, day), {})
                if self.pool.home[car] == home and all(step in here for step in steps):
                    self.model.add_bool_or([~here[step] for step in steps])
            return
        mine = [self.uses[k, vehicle] for k in self.jobs_on[day] if (k, vehicle) in self.uses and k in chain]
        rest = [self.uses[k, vehicle] for k in self.jobs_on[day] if (k, vehicle) in self.uses and k not in chain]
        self.model.add_bool_or([*(~use for use in mine), *rest])

    def _too_long(self, rule: DrivingTime, chain: JobChain, home: str) -> list[Step] | None:
        """Return the fewest neighbouring steps of a day that make a stretch of driving too long, if steps do."""
        steps = list(pairwise((HOME, *chain, HOME)))
        whole = set(self.assignment.days.work(chain, home).driving)
        for size in range(1, len(steps) + 1):
            for i in range(len(steps) - size + 1):
                some = steps[i : i + size]
                spans = [span for step in some for span in self._driving(step, home)]
                jobs = {k for step in some for k in step if k != HOME}
                spans += [(self.jobs[k].run.depart, self.jobs[k].run.arrive) for k in jobs]
                if set(spans) <= whole and rule.stretches_too_long(spans):
                    return some
        return None

    def _driving(self, step: Step, home: str) -> list[Span]:
        """Return the empty run of a step as driving: none of no length."""
        minutes = self._empty_minutes(step, home)
        if not minutes:
            return []
        a, b = step
        start = self.jobs[a].run.free if b == HOME else self.jobs[b].run.ready - minutes
        return [(start, start + minutes)]

    # -- solving and reading

    def known(self) -> StaffingCost | None:
        """Return what the assignment costs in this model; None where it leaves a job without vehicles."""
        complete = all(k in self.assignment.sets for k in self.unfixed)
        return cost_of_jobs(self.assignment, self.unfixed, self.steps) if complete else None

    def load(self, outcome: Outcome) -> None:
        """Put a solution into the assignment."""
        for k in self.unfixed:
            if k in self.assignment.sets:
                self.assignment.remove(k)
        for k in self.unfixed:
            day = self.jobs[k].day
            own = [v for v in self.pool.own if (k, v) in self.uses and outcome.value(self.uses[k, v])]
            counts = {c: outcome.value(self.hires[k, c]) for c in sorted(self.pool.hired) if (k, c) in self.hires}
            hired = [c for c, count in counts.items() for _ in range(count)]
            pairs = [pair for pair, lit in self.pairs[day].items() if outcome.value(lit)]
            drivers: Drivers = {v: (d,) for v, d in pairs if v in own}
            self.assignment.assign(k, self.pool.vehicle_set(self.jobs[k], own, hired), drivers)


def _not(literal: Lit) -> Lit:
    return False if literal is True else ~literal
