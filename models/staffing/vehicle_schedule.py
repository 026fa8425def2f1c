"""A dispatch that can be changed job by job: which vehicles and drivers make which moves, and what it costs.

Costs are computed from the amounts of the rules (``models.rules.core.vehicle_duty``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.clock import day_of, overlap
from models.rules.core.vehicle_duty import Transport
from models.rules.core.vehicle_work import follows
from models.staffing.costs import NOTHING, ONE_MUST, StaffingCost
from models.staffing.relief import SharedDays
from models.staffing.vehicle_rules import vehicle_rules
from models.staffing.working_days import WorkingDayCosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.plan import Move, Ride
    from models.rules.core.vehicle_duty import ChangeRule
    from models.staffing.jobs import TransportJob
    from models.staffing.relief import Crew
    from models.staffing.vehicle_pool import VehiclePool, VehicleSet
    from models.staffing.working_days import JobChain

Drivers = dict[str, "Crew"]
"""Driver, or first and second one, by vehicle."""
ONE_DAY = dt.timedelta(days=1)


class VehicleSchedule:
    """A dispatch that can be changed job by job.

    Parameters
    ----------
    pool : VehiclePool
        Vehicles and drivers.
    jobs : sequence of TransportJob
        All jobs of the week, in order; the rides of those not in ``unfixed`` stay.
    unfixed : iterable of int
        Jobs by number.

    Attributes
    ----------
    sets : dict job -> VehicleSet
        The vehicles of the jobs that have some.
    chains, driver_of : dict (vehicle, day) -> JobChain, driver
        The working days of the company's vehicles.
    relief_of : dict (vehicle, day) -> driver
        Who may take over on that day (``Vehicle.relief``).
    vehicle_of : dict (driver, day) -> vehicle
        The same from the drivers' side.
    licensed : dict vehicle -> set of driver
        Who may drive a vehicle.
    linked_days, short_nights : set of date
        Days before which a run after midnight matters (CAR-02, STR-11), or rest can be too short.
    """

    def __init__(
        self,
        pool: VehiclePool,
        jobs: Sequence[TransportJob],
        unfixed: Iterable[int],
    ) -> None:
        self.pool, self.jobs = pool, jobs
        self.facts, self.prices, self.limits = pool.facts, pool.prices, pool.limits
        self.drivers, self.licensed = pool.drivers, pool.licensed
        self.unfixed = sorted(unfixed)
        self._is_unfixed = frozenset(self.unfixed)
        self.days = WorkingDayCosts(pool, jobs)
        self.rules = vehicle_rules(pool.prices.counted)
        prices = {
            driver: sum(
                (pool.prices.price(rule, rule.ride_amount(self.facts, driver)) for rule in self.rules.drivers), NOTHING
            )
            for driver in self.drivers
        }
        self._ahead = {driver: cost for driver, cost in prices.items() if cost != NOTHING}
        self._change_rules_of: dict[int, list[ChangeRule]] = {}
        self.sets: dict[int, VehicleSet] = {}
        self.chains: dict[tuple[str, dt.date], JobChain] = {}
        self.driver_of: dict[tuple[str, dt.date], str] = {}
        self.relief_of: dict[tuple[str, dt.date], str] = {}
        self.vehicle_of: dict[tuple[str, dt.date], str] = {}
        self._first_part: dict[tuple[str, dt.date], int] = {}
        self._available: dict[tuple[int, str, str], bool] = {}
        self.shared_days = SharedDays(self.days, self.available)
        self.jobs_of: dict[str, list[int]] = defaultdict(list)
        for k, job in sorted(enumerate(jobs), key=lambda kj: (kj[1].run.depart, kj[1].run.arrive, kj[1].id)):
            self.jobs_of[job.move.visit].append(k)
        self._place = {k: place for mine in self.jobs_of.values() for place, k in enumerate(mine)}
        self._transports: dict[int, Transport] = {}
        self.linked_days, self.short_nights = self._boundaries()
        self._once_drove: dict[tuple[str, dt.date], set[str]] = defaultdict(set)
        for k, job in enumerate(jobs):
            if k not in self._is_unfixed:
                self._take_over(k, job.move.rides)
        self._cost = self.counted_cost()

    def _boundaries(self) -> tuple[set[dt.date], set[dt.date]]:
        """Return ``linked_days`` and ``short_nights``."""
        on: dict[dt.date, list[TransportJob]] = defaultdict(list)
        for job in self.jobs:
            on[job.day].append(job)
        linked, short = set(), set()
        rest = max((rule.rest for rule in self.rules.nights), default=0)
        for day, mine in on.items():
            before = on.get(day - ONE_DAY, [])
            if any(job.run.day != day_of(job.run.depart) for job in before):
                linked.add(day)
            window, first = self.limits.midnight_window, min(job.run.ready for job in mine)
            late = [job for job in before if first - job.run.free < window]
            if any(not follows(self.facts, a.run, b.run) for a in late for b in mine):
                linked.add(day)
            if before and min(_starts(mine)) - max(_ends(before)) < rest:
                short.add(day)
        return linked, short

    def _take_over(self, k: int, rides: Sequence[Ride]) -> None:
        """Take a job's rides as they are, whatever they break."""
        day = self.jobs[k].day
        own = tuple(r.vehicle for r in rides if r.vehicle in self.pool.own)
        hired = [r.hired for r in rides if r.hired in self.pool.hired]
        self.sets[k] = self.pool.vehicle_set(self.jobs[k], own, hired)
        for ride in rides:
            if ride.vehicle in own and ride.driver in self.drivers:
                self._enter(k, ride.vehicle, day, ride.driver)

    def _enter(self, k: int, vehicle: str, day: dt.date, driver: str) -> None:
        key = vehicle, day
        self.chains[key] = tuple(sorted((*self.chains.get(key, ()), k)))
        self.shared_days.fixed_drivers[k, vehicle] = driver
        crew = self.crew_of(vehicle, day)
        if crew and driver not in crew and self.may_share(vehicle, day) and len(crew) == 1:
            self._share(key, (*crew, driver))
        elif driver not in crew[1:]:
            self._pair(vehicle, day, driver)
        self._part_day(key)

    def _pair(self, vehicle: str, day: dt.date, driver: str) -> None:
        before = self.driver_of.get((vehicle, day), driver)
        if before != driver:  # rides that are taken over may have two drivers a vehicle
            self._once_drove[vehicle, day].add(before)
        self.driver_of[vehicle, day] = driver
        self.vehicle_of[driver, day] = vehicle

    def transport(self, k: int) -> Transport:
        """Return the vehicles (hired ones by kind) and drivers of a job."""
        if k not in self._transports:
            cars, day = self.sets[k], self.jobs[k].day
            drivers = frozenset(self.driver_at(k, v) for v in cars.own if (v, day) in self.driver_of)
            self._transports[k] = Transport(cars.names, drivers)
        return self._transports[k]

    # -- costs

    def total(self, jobs: Iterable[int] | None = None) -> StaffingCost:
        """Return what the whole dispatch costs; of ``jobs`` (all unfixed ones), those without vehicles break a must."""
        missing = sum(k not in self.sets for k in (self.unfixed if jobs is None else jobs))
        return self._cost + StaffingCost(musts=missing)

    def counted_cost(self) -> StaffingCost:
        """Return what the vehicles, days, nights and changes cost, counted anew; ``total`` keeps account of it."""
        cost = sum((cars.cost for cars in self.sets.values()), NOTHING)
        for vehicle, day in self.chains:
            cost += self.day_cost(vehicle, day) or ONE_MUST
        for driver, day in self.vehicle_of:
            cost += self.night_cost(driver, day)
        for visit in self.jobs_of:
            cost += self.change_cost(visit)
        return cost

    def cost_of_day(self, chain: JobChain, vehicle: str) -> StaffingCost | None:
        """Return what a vehicle's working day costs (``WorkingDayCosts.cost``)."""
        return self.days.cost(chain, self.pool.home[vehicle])

    def day_cost(self, vehicle: str, day: dt.date) -> StaffingCost | None:
        """Return what a vehicle's day costs as it is, with those who drive it; None: it breaks a must."""
        chain, crew = self.chains.get((vehicle, day), ()), self.crew_of(vehicle, day)
        return self.shared_days.day(vehicle, chain, crew)[0] if len(crew) > 1 else self.cost_of_day(chain, vehicle)

    def night_cost(self, driver: str, day: dt.date) -> StaffingCost:
        """Return what the night before a driver's day costs."""
        if day not in self.short_nights:
            return NOTHING
        today, before = self.span_of(driver, day), self.span_of(driver, day - ONE_DAY)
        if today is None or before is None:
            return NOTHING
        return self._nights_cost([today[0] - before[1]])

    def _nights_cost(self, nights: Iterable[int]) -> StaffingCost:
        """Return what nights of so many minutes cost."""
        cost = NOTHING
        for rule in self.rules.nights:
            for off in nights:
                if amount := rule.night_amount(off):
                    cost += self.prices.price(rule, amount)
        return cost

    def _chain_of(self, driver: str, day: dt.date) -> JobChain:
        vehicle = self.vehicle_of.get((driver, day))
        if vehicle is None:
            return ()
        key = vehicle, day
        chain, first = self.chains.get(key, ()), self._first_part.get(key)
        if first is None:
            return chain
        return chain[first:] if self.relief_of.get(key) == driver else chain[:first]

    def span_of(self, driver: str, day: dt.date) -> tuple[int, int] | None:
        """Return when a driver sets off from the vehicle's home on a day and is back; None: the driver has no day."""
        chain = self._chain_of(driver, day)
        return self.days.span(chain, self.pool.home[self.vehicle_of[driver, day]]) if chain else None

    def change_cost(self, visit: str) -> StaffingCost:
        """Return what a visit's changes of vehicle and driver cost, and who drives it."""
        mine = [k for k in self.jobs_of[visit] if k in self.sets and self.sets[k].names]
        changes = (self.change_between(self.transport(a), b, self.transport(b)) for a, b in pairwise(mine))
        return sum(changes, sum((self.drivers_cost(self.transport(k).drivers) for k in mine), NOTHING))

    def drivers_cost(self, drivers: Iterable[str]) -> StaffingCost:
        """Return what it costs that these drive in a move, by what they carried in other weeks."""
        if not self._ahead:  # the most frequent case
            return NOTHING
        return sum((self._ahead[driver] for driver in drivers if driver in self._ahead), NOTHING)

    def change_rules(self, k: int) -> list[ChangeRule]:
        """Return the rules about changes that concern a job, and that its visit does not waive."""
        if k not in self._change_rules_of:
            move, before = self.jobs[k].move, self._move_before(k)
            visit = self.facts.week.visit(move.visit)
            concerned = (rule for rule in self.rules.changes if rule.concerns(self.facts, before, move))
            self._change_rules_of[k] = [rule for rule in concerned if not rule.waived(visit, move.id)]
        return self._change_rules_of[k]

    def _move_before(self, k: int) -> Move:
        """Return the move before a job's in its visit; of the first one, its own: nothing changes there."""
        mine = self.jobs_of[self.jobs[k].move.visit]
        return self.jobs[mine[max(0, self._place[k] - 1)]].move

    def change_between(self, before: Transport, k: int, now: Transport) -> StaffingCost:
        """Return what it costs that a job is made by others than the one before it."""
        cost = NOTHING
        for rule in self.change_rules(k):
            if amount := rule.amount(before, now):
                cost += self.prices.price(rule, amount)
        return cost

    def _more_changes(self, k: int, transport: Transport) -> StaffingCost:
        """Return how much more a visit's changes and drivers cost with a job than without it."""
        if not transport.vehicles:
            return NOTHING
        before, after = self._neighbours(k)
        cost = self.drivers_cost(transport.drivers)
        cost += self.change_between(self.transport(before), k, transport) if before is not None else NOTHING
        if after is not None:
            cost += self.change_between(transport, after, self.transport(after))
            if before is not None:
                cost -= self.change_between(self.transport(before), after, self.transport(after))
        return cost

    def _neighbours(self, k: int) -> tuple[int | None, int | None]:
        """Return the visit's jobs with vehicles before and after one."""
        mine, place = self.jobs_of[self.jobs[k].move.visit], self._place[k]
        before, after = range(place - 1, -1, -1), range(place + 1, len(mine))
        return self._with_vehicles(mine, before), self._with_vehicles(mine, after)

    def _with_vehicles(self, mine: Sequence[int], places: Iterable[int]) -> int | None:
        for place in places:
            cars = self.sets.get(mine[place])
            if cars is not None and cars.names:
                return mine[place]
        return None

    # -- assigning and removing jobs

    def remove(self, k: int) -> tuple[VehicleSet, Drivers]:
        """Take a job's vehicles away; return them with their drivers."""
        cars, day = self.sets.pop(k), self.jobs[k].day
        self._cost -= cars.cost
        if transport := self._transports.pop(k, None):
            self._cost -= self._more_changes(k, transport)
        drivers = {}
        for vehicle in cars.own:
            if (vehicle, day) in self.driver_of:
                drivers[vehicle] = self.crew_of(vehicle, day)
                self._change_day(vehicle, day, tuple(j for j in self.chains[vehicle, day] if j != k), drivers[vehicle])
        return cars, drivers

    def assign(self, k: int, cars: VehicleSet, drivers: Drivers) -> None:
        """Give a job vehicles with drivers, as ``cheapest`` found or ``remove`` returned them."""
        day = self.jobs[k].day
        for vehicle in cars.own:
            if vehicle in drivers:
                before = self.chains.get((vehicle, day), ())
                self._change_day(vehicle, day, tuple(sorted((*before, k))), drivers[vehicle])
        self.sets[k] = cars
        self._transports[k] = Transport(cars.names, frozenset(self.driver_at(k, v) for v in cars.own if v in drivers))
        self._cost += cars.cost + self._more_changes(k, self._transports[k])

    def _change_day(self, vehicle: str, day: dt.date, chain: JobChain, crew: Crew) -> None:
        """Give a vehicle another working day, and keep account of its cost and of the nights and changes around it."""
        key, before, present = (vehicle, day), self.chains.get((vehicle, day), ()), self.crew_of(vehicle, day)
        crew = present if len(crew) == 1 and crew[0] in present else crew
        drivers = {*crew, *present, *self._once_drove.get(key, ())}
        shared = before if len(crew) > 1 or len(present) > 1 else ()
        visits = sorted({self.jobs[j].move.visit for j in shared})
        was = sum((self.change_cost(visit) for visit in visits), NOTHING) + self._nights_around(drivers, day)
        was += (self.day_cost(vehicle, day) or ONE_MUST) if before else NOTHING
        if chain:
            self.chains[key] = chain
            if len(crew) > 1:
                self._share(key, crew)
            else:
                self._pair(vehicle, day, crew[0])
        else:
            del self.chains[key]
            del self.vehicle_of[self.driver_of.pop(key), day]
            if key in self.relief_of:
                del self.vehicle_of[self.relief_of.pop(key), day]
        self._part_day(key)
        if 0 < len(chain) < len(before):
            self._release(key)
        for j in shared:
            self._transports.pop(j, None)
        self._cost += sum((self.change_cost(visit) for visit in visits), NOTHING) + self._nights_around(drivers, day)
        self._cost += ((self.day_cost(vehicle, day) or ONE_MUST) if chain else NOTHING) - was

    def _nights_around(self, drivers: Iterable[str], day: dt.date) -> StaffingCost:
        """Return what the nights before and after some drivers' day cost."""
        after = day + ONE_DAY
        if day not in self.short_nights and after not in self.short_nights:
            return NOTHING
        return sum((self.night_cost(driver, d) for driver in drivers for d in (day, after)), NOTHING)

    # -- drivers who relieve each other

    def may_share(self, vehicle: str, day: dt.date) -> bool:
        """Tell whether two drivers may share a vehicle's day: not where runs after midnight tie it to other days."""
        return self.pool.own[vehicle].relief and not {day, day + ONE_DAY} & self.linked_days

    def crew_of(self, vehicle: str, day: dt.date) -> Crew:
        """Return a vehicle's driver on a day, and who may take over; none where it has no day."""
        key = vehicle, day
        found = (self.driver_of.get(key), self.relief_of.get(key))
        return tuple(driver for driver in found if driver is not None)

    def driver_at(self, k: int, vehicle: str) -> str:
        """Return who drives a vehicle in one of its jobs."""
        key = vehicle, self.jobs[k].day
        chain, first = self.chains[key], self._first_part.get(key)
        is_first = first is None or first == len(chain) or k < chain[first]
        return self.driver_of[key] if is_first else self.relief_of[key]

    def _share(self, key: tuple[str, dt.date], crew: Crew) -> None:
        """Give a day two drivers in place of those that it had."""
        for driver in self.crew_of(*key):
            del self.vehicle_of[driver, key[1]]
        self.driver_of[key], self.relief_of[key] = crew
        for driver in crew:
            self.vehicle_of[driver, key[1]] = key[0]

    def _release(self, key: tuple[str, dt.date]) -> None:
        """Let the one of two drivers go who makes nothing of what is left of a day."""
        crew, first = self.crew_of(*key), self._first_part.get(key)
        if len(crew) > 1 and first in (0, len(self.chains[key])) and self.day_cost(*key) is not None:
            self.driver_of[key], idle = crew if first else reversed(crew)
            del self.relief_of[key], self.vehicle_of[idle, key[1]]
            self._part_day(key)

    def _part_day(self, key: tuple[str, dt.date]) -> None:
        """Note where the drivers of a vehicle's day change."""
        crew = self.crew_of(*key)
        if len(crew) > 1:
            self._first_part[key] = self.shared_days.day(key[0], self.chains[key], crew)[1]
        else:
            self._first_part.pop(key, None)

    def available(self, k: int, vehicle: str, driver: str) -> bool:
        """Tell whether a driver is neither on leave nor outside working hours for a vehicle's job (HOST-09)."""
        home = self.pool.home[vehicle]
        if (k, home, driver) not in self._available:
            trip = self.jobs[k].trips[home]
            self._available[k, home, driver] = not any(overlap(trip, span) for span in self.pool.off[driver])
        return self._available[k, home, driver]

    # -- what fits to the days around

    def fits_days_around(self, vehicle: str, day: dt.date, chain: JobChain) -> bool:
        """Tell whether a vehicle's day fits to its days before and after (CAR-02)."""
        if day not in self.linked_days and day + ONE_DAY not in self.linked_days:
            return True
        return self._joins(self.chains.get((vehicle, day - ONE_DAY), ()), chain) and self._joins(
            chain, self.chains.get((vehicle, day + ONE_DAY), ())
        )

    def _joins(self, a: JobChain, b: JobChain) -> bool:
        return not a or not b or follows(self.facts, self.jobs[a[-1]].run, self.jobs[b[0]].run)

    def pair_fits_days_around(self, vehicle: str, today: tuple[dt.date, JobChain], driver: str) -> bool:
        """Tell whether a driver can have a vehicle on a day, by the days before and after.

        The driver's own days join (CAR-02), and who drives after midnight keeps the vehicle next day (STR-11).
        """
        day, chain = today
        if day not in self.linked_days and day + ONE_DAY not in self.linked_days:
            return True
        for a, b, other in ((day - ONE_DAY, day, day - ONE_DAY), (day, day + ONE_DAY, day + ONE_DAY)):
            theirs = self._chain_of(driver, other)
            if theirs and not (self._joins(theirs, chain) if other == a else self._joins(chain, theirs)):
                return False
            late = chain if other == b else self.chains.get((vehicle, a), ())
            vehicle_late = self._departs_on(late, b)
            driver_late = theirs and self._departs_on(chain if other == b else theirs, b)
            if vehicle_late and self.driver_of.get((vehicle, other), driver) != driver:
                return False
            if driver_late and self.vehicle_of.get((driver, other), vehicle) != vehicle:
                return False
        return True

    def _departs_on(self, chain: JobChain, day: dt.date) -> bool:
        return any(day_of(self.jobs[k].run.depart) == day for k in chain)

    def copy(self, jobs: Iterable[int]) -> list[tuple[int, VehicleSet, Drivers]]:
        """Return the vehicles and drivers of some jobs."""
        found = []
        for k in jobs:
            if k in self.sets:
                drivers = {v: self.crew_of(v, self.jobs[k].day) for v in self.sets[k].own}
                found.append((k, self.sets[k], drivers))
        return found

    def restore(self, jobs: Iterable[int], copy: Sequence[tuple[int, VehicleSet, Drivers]]) -> None:
        """Give some jobs the vehicles and drivers of a copy."""
        for k in jobs:
            if k in self.sets:
                self.remove(k)
        for k, cars, drivers in copy:
            self.assign(k, cars, drivers)


def _starts(jobs: Iterable[TransportJob]) -> Iterator[int]:
    """Yield when vehicles of any home set off to some jobs."""
    return (trip[0] for job in jobs for trip in job.trips.values())


def _ends(jobs: Iterable[TransportJob]) -> Iterator[int]:
    """Yield when vehicles of any home are back from some jobs."""
    return (trip[1] for job in jobs for trip in job.trips.values())
