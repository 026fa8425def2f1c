"""A dispatch in hand: which vehicles and drivers make which moves, what it weighs, and how it is made better by hand.

Everything is weighed by the functions with which the rules count , so that no dispatch that
leaves here breaks a must unsaid. A working day of a vehicle is weighed once and remembered.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.clock import day_of, overlap
from models.rules.core.spans import length, presence
from models.rules.core.vehicle_work import driving, empty_runs, stretches, work_spans
from models.staffing.jobs import (
    DUTY,
    MUST,
    NOTHING,
    Cost,
    DutyPrices,
    TransportJob,
    VehiclePool,
    VehicleSet,
    follows,
    minus,
    plus,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.domain.facts import Facts
    from models.domain.people import Driver
    from models.domain.plan import Ride

Chain = tuple[int, ...]
"""Jobs of a vehicle's working day by number, in order."""
Crew = tuple[frozenset[str], frozenset[str]]
"""Vehicles and drivers of a job."""
ONE = dt.timedelta(days=1)


class WorkingDayCosts:
    """What a vehicle's, and so its driver's, working day weighs; None where it breaks a must."""

    def __init__(self, facts: Facts, prices: DutyPrices, every: Sequence[TransportJob]) -> None:
        self.facts, self.prices, self.every = facts, prices, every
        self._cost: dict[Chain, Cost | None] = {}
        self._span: dict[Chain, tuple[int, int]] = {}

    def cost(self, chain: Chain) -> Cost | None:
        """Return CAR-08 but for the nights, and CAR-06; None: CAR-02 or CAR-03 is broken."""
        if chain not in self._cost:
            self._cost[chain] = self._weigh(chain)
        return self._cost[chain]

    def span(self, chain: Chain) -> tuple[int, int]:
        """Return when the driver sets off from the company and is back."""
        if chain not in self._span:
            spans = work_spans(self.facts, [self.every[k].run for k in chain])
            self._span[chain] = min(a for a, _ in spans), max(b for _, b in spans)
        return self._span[chain]

    def lawful(self, chain: Chain) -> bool:
        """Tell whether driving and breaks are within the law and the edition (CAR-03)."""
        if self.prices.tier("CAR-03") is None:
            return True
        wheel = driving(self.facts, [self.every[k].run for k in chain])
        number = self.prices.number
        if sum(b - a for a, b in wheel) > number("CAR-03", "most"):
            return False
        return max(stretches(wheel, number("CAR-03", "pause")), default=0) <= number("CAR-03", "longest")

    def _weigh(self, chain: Chain) -> Cost | None:
        if not chain:
            return NOTHING
        facts, prices = self.facts, self.prices
        runs = [self.every[k].run for k in chain]
        if not all(follows(facts, a, b) for a, b in pairwise(runs)) or not self.lawful(chain):
            return None
        spans = work_spans(facts, runs)
        cost = NOTHING
        if prices.tier("CAR-08") is not None:
            here = presence(spans, prices.number("CAR-08", "pause")) - prices.number("CAR-08", "presence")
            over = length(spans) - prices.number("CAR-08", "span")
            cost = prices.cost("CAR-08", max(0, here) + max(0, over))
        if prices.tier("CAR-06") is not None:
            empty = sum(max(0, b - a) for a, b in empty_runs(facts, runs))
            cost = plus(cost, prices.cost("CAR-06", empty + max(0, length(spans) - prices.number("CAR-06", "fair"))))
        return cost if cost[MUST] == 0 else None


class VehicleAssignment:
    """A dispatch that can be changed job by job.

    Parameters
    ----------
    every : sequence of Job
        All jobs of the week, in order; the rides of those not in ``free`` stay.
    free : collection of int
        Jobs by number.
    """

    def __init__(
        self, facts: Facts, prices: DutyPrices, garage: VehiclePool, every: Sequence[TransportJob], free: Iterable[int]
    ) -> None:
        self.facts, self.prices, self.garage, self.every = facts, prices, garage, every
        self.free = sorted(free)
        self.days = WorkingDayCosts(facts, prices, every)
        self.cars: dict[int, VehicleSet] = {}
        self.chain: dict[tuple[str, dt.date], Chain] = {}
        self.driver: dict[tuple[str, dt.date], str] = {}
        self.drives: dict[tuple[str, dt.date], str] = {}
        self.drivers: dict[str, Driver] = {d.id: d for d in facts.week.company.drivers}
        self.off = {id: facts.off(d) for id, d in self.drivers.items()}
        self._able: dict[tuple[int, str], bool] = {}
        self.visit: dict[str, list[int]] = defaultdict(list)
        for k, job in sorted(enumerate(every), key=lambda kj: (kj[1].run.depart, kj[1].run.arrive, kj[1].id)):
            self.visit[job.move.visit].append(k)
        self._place = {k: place for mine in self.visit.values() for place, k in enumerate(mine)}
        self._crews: dict[int, Crew] = {}
        self.weighed = 0
        """How often a way to carry a job was weighed: a measure of work that repeats exactly."""
        self.tight, self.short = self._boundaries()
        held = set(self.free)
        for k, job in enumerate(every):
            if k not in held:
                self._keep(k, job.move.rides)

    def _boundaries(self) -> tuple[set[dt.date], set[dt.date]]:
        """Return the days before which the midnight matters (CAR-02, STR-11), or rest can be short (CAR-08)."""
        at: dict[dt.date, list[TransportJob]] = defaultdict(list)
        for job in self.every:
            at[job.day].append(job)
        tight, short = set(), set()
        rest = self.prices.number("CAR-08", "rest") if self.prices.tier("CAR-08") is not None else 0
        for day, mine in at.items():
            before = at.get(day - ONE, [])
            if any(job.run.day != day_of(job.run.depart) for job in before):
                tight.add(day)
            late = [job for job in before if min(j.run.ready for j in mine) - job.run.free < 240]
            if any(not follows(self.facts, a.run, b.run) for a in late for b in mine):
                tight.add(day)
            if before and min(j.trip[0] for j in mine) - max(j.trip[1] for j in before) < rest:
                short.add(day)
        return tight, short

    # -- reading

    def _keep(self, k: int, rides: Sequence[Ride]) -> None:
        """Take a job's rides as they are, whatever they break."""
        day = self.every[k].day
        own = tuple(r.vehicle for r in rides if r.vehicle in self.garage.own)
        self.cars[k] = self.garage.way(self.every[k], own, [r.hired for r in rides if r.hired in self.garage.hired])
        for ride in rides:
            if ride.vehicle in own and ride.driver in self.drivers:
                self._enter(k, ride.vehicle, day, ride.driver)

    def _enter(self, k: int, vehicle: str, day: dt.date, driver: str) -> None:
        self.chain[vehicle, day] = tuple(sorted((*self.chain.get((vehicle, day), ()), k)))
        self.driver[vehicle, day] = driver
        self.drives[driver, day] = vehicle

    def crew(self, k: int) -> Crew:
        """Return the vehicles (hired ones by kind) and drivers of a job."""
        if k not in self._crews:
            way, day = self.cars[k], self.every[k].day
            self._crews[k] = way.names, frozenset(self.driver[v, day] for v in way.own if (v, day) in self.driver)
        return self._crews[k]

    # -- weighing

    def total(self) -> Cost:
        """Return what the whole dispatch weighs."""
        parts = [way.cost for way in self.cars.values()]
        for key in sorted(self.chain):
            parts.append(self.days.cost(self.chain[key]) or (1, 0, 0, 0))
        parts += [self.rest(driver, day) for driver, day in sorted(self.drives)]
        parts += [self.changes(visit) for visit in sorted(self.visit)]
        parts += [(1, 0, 0, 0) for k in self.free if k not in self.cars]
        return plus(NOTHING, *parts)

    def rest(self, driver: str, day: dt.date) -> Cost:
        """Return what the night before a driver's day weighs (CAR-08)."""
        if day not in self.short:
            return NOTHING
        today, before = self._day(driver, day), self._day(driver, day - ONE)
        if not today or not before:
            return NOTHING
        short = self.prices.number("CAR-08", "rest") - (self.days.span(today)[0] - self.days.span(before)[1])
        return self.prices.cost("CAR-08", short)

    def _day(self, driver: str, day: dt.date) -> Chain:
        vehicle = self.drives.get((driver, day))
        return self.chain.get((vehicle, day), ()) if vehicle else ()

    def changes(self, visit: str) -> Cost:
        """Return what a visit's changes of vehicle and driver weigh (CAR-04)."""
        mine = [k for k in self.visit[visit] if k in self.cars and self.cars[k].names]
        return plus(NOTHING, *(self._changed(self.crew(a), b, self.crew(b)) for a, b in pairwise(mine)))

    def _changed(self, before: Crew, k: int, now: Crew) -> Cost:
        """Return what it weighs that a job is made by others than the one before it."""
        changed = (not now[0] <= before[0]) + (not now[1] <= before[1])
        if not changed or self.prices.waived("CAR-04", self.every[k].move.visit, self.every[k].id):
            return NOTHING
        return self.prices.cost("CAR-04", changed)

    def _others(self, k: int, crew: Crew) -> Cost:
        """Return how much more a visit's changes weigh with a job made by a crew than without it."""
        mine, place = self.visit[self.every[k].move.visit], self._place[k]
        before = next((j for j in reversed(mine[:place]) if j in self.cars and self.cars[j].names), None)
        after = next((j for j in mine[place + 1 :] if j in self.cars and self.cars[j].names), None)
        cost = self._changed(self.crew(before), k, crew) if before is not None else NOTHING
        if after is not None:
            cost = plus(cost, self._changed(crew, after, self.crew(after)))
            if before is not None:
                cost = minus(cost, self._changed(self.crew(before), after, self.crew(after)))
        return cost

    # -- changing

    def take(self, k: int) -> tuple[VehicleSet, dict[str, str]]:
        """Take a job out; return how it was carried, with drivers by vehicle."""
        way, day = self.cars.pop(k), self.every[k].day
        self._crews.pop(k, None)
        drivers = {}
        for vehicle in way.own:
            if (vehicle, day) not in self.driver:
                continue
            drivers[vehicle] = self.driver[vehicle, day]
            rest = tuple(j for j in self.chain[vehicle, day] if j != k)
            if rest:
                self.chain[vehicle, day] = rest
            else:
                del self.chain[vehicle, day]
                del self.drives[self.driver.pop((vehicle, day)), day]
        return way, drivers

    def put(self, k: int, way: VehicleSet, drivers: dict[str, str]) -> None:
        """Put a job in, as ``place`` found it or ``take`` gave it."""
        self.cars[k] = way
        self._crews[k] = way.names, frozenset(drivers.values())
        for vehicle in way.own:
            if vehicle in drivers:
                self._enter(k, vehicle, self.every[k].day, drivers[vehicle])

    def able(self, k: int, driver: str) -> bool:
        """Tell whether a driver is neither on leave nor outside his hours for a job (HOST-09)."""
        if (k, driver) not in self._able:
            trip = self.every[k].trip
            self._able[k, driver] = not any(overlap(trip, span) for span in self.off[driver])
        return self._able[k, driver]

    def best(
        self, k: int, ways: Iterable[VehicleSet], near: Sequence[str]
    ) -> tuple[Cost, VehicleSet, dict[str, str]] | None:
        """Return the cheapest of some ways (cheapest first) to carry a job now, with its drivers; None: none is sound.

        Parameters
        ----------
        near : sequence of str
            Drivers to think of first.
        """
        found: tuple[Cost, VehicleSet, dict[str, str]] | None = None
        for way in ways:
            if found is not None and way.cost[:2] > found[0][:2]:
                break
            weighed = self._weigh(k, way, near, found[0] if found else None)
            if weighed is not None and (found is None or weighed[0] < found[0]):
                found = weighed[0], way, weighed[1]
        return found

    def _weigh(
        self, k: int, way: VehicleSet, near: Sequence[str], most: Cost | None = None
    ) -> tuple[Cost, dict[str, str]] | None:
        """Return what a way weighs more, and its drivers; None: not sound, or surely dearer than ``most``."""
        self.weighed += 1
        day, drivers, cost = self.every[k].day, dict[str, str](), way.cost
        for vehicle in way.own:
            before = self.chain.get((vehicle, day), ())
            after = tuple(sorted((*before, k)))
            was, now = self.days.cost(before), self.days.cost(after)
            if now is None or not self._midnight(vehicle, day, after):
                return None
            if most is not None and plus(way.cost, minus(now, was or NOTHING))[:DUTY] > most[:DUTY]:
                return None
            driver = self._driver(k, vehicle, (day, after), (*near, *drivers.values()), set(drivers.values()))
            if driver is None:
                return None
            drivers[vehicle] = driver[1]
            cost = plus(cost, minus(now, was or NOTHING), driver[0])
        return plus(cost, self._others(k, (way.names, frozenset(drivers.values())))), drivers

    def _driver(
        self, k: int, vehicle: str, today: tuple[dt.date, Chain], near: Sequence[str], taken: set[str]
    ) -> tuple[Cost, str] | None:
        """Return a driver for a vehicle's day with one job more, and what his nights weigh more."""
        day, after = today
        at_wheel = self.driver.get((vehicle, day))
        if at_wheel is not None:
            fine = self.able(k, at_wheel) and self._calendar(vehicle, today, at_wheel)
            return (self._nights(at_wheel, day, after), at_wheel) if fine else None
        usual = [self.driver[vehicle, d] for d in (day - ONE, day + ONE) if (vehicle, d) in self.driver]
        best: tuple[Cost, str] | None = None
        tried = 0
        for driver in dict.fromkeys((*near, *usual, *self.drivers)):
            if (driver, day) in self.drives or driver in taken or not self.able(k, driver):
                continue
            if not set(self.drivers[driver].licences) & set(self.garage.own[vehicle].licences):
                continue
            if not self._calendar(vehicle, today, driver):
                continue
            cost = self._nights(driver, day, after)
            if best is None or cost < best[0]:
                best = cost, driver
            tried += 1
            if best[0] <= NOTHING or tried >= TRIED:
                break
        return best

    def _nights(self, driver: str, day: dt.date, after: Chain) -> Cost:
        """Return how much more a driver's nights around a day weigh, if the day looks like that."""
        if not {day, day + ONE} & self.short:
            return NOTHING
        start, end = self.days.span(after)
        rest, was, now = self.prices.number("CAR-08", "rest"), 0, 0
        today = self._day(driver, day)
        if before := self._day(driver, day - ONE):
            now += max(0, rest - (start - self.days.span(before)[1]))
            was += max(0, rest - (self.days.span(today)[0] - self.days.span(before)[1])) if today else 0
        if following := self._day(driver, day + ONE):
            now += max(0, rest - (self.days.span(following)[0] - end))
            was += max(0, rest - (self.days.span(following)[0] - self.days.span(today)[1])) if today else 0
        return minus(self.prices.cost("CAR-08", now), self.prices.cost("CAR-08", was))

    def _midnight(self, vehicle: str, day: dt.date, after: Chain) -> bool:
        """Tell whether a vehicle's day fits to its days before and after (CAR-02)."""
        if day not in self.tight and day + ONE not in self.tight:
            return True
        return self._joins(self.chain.get((vehicle, day - ONE), ()), after) and self._joins(
            after, self.chain.get((vehicle, day + ONE), ())
        )

    def _joins(self, a: Chain, b: Chain) -> bool:
        return not a or not b or follows(self.facts, self.every[a[-1]].run, self.every[b[0]].run)

    def _calendar(self, vehicle: str, today: tuple[dt.date, Chain], driver: str) -> bool:
        """Tell whether a driver's and vehicle's neighbouring days fit: CAR-02 for him, STR-11 in the small hours."""
        day, chain = today
        if day not in self.tight and day + ONE not in self.tight:
            return True
        for a, b, other in ((day - ONE, day, day - ONE), (day, day + ONE, day + ONE)):
            his = self._day(driver, other)
            if his and not (self._joins(his, chain) if other == a else self._joins(chain, his)):
                return False
            late = chain if other == b else self.chain.get((vehicle, a), ())
            small = any(day_of(self.every[k].run.depart) == b for k in late)
            theirs = his and any(day_of(self.every[k].run.depart) == b for k in (chain if other == b else his))
            if small and self.driver.get((vehicle, other), driver) != driver:
                return False
            if theirs and self.drives.get((driver, other), vehicle) != vehicle:
                return False
        return True

    def copy(self) -> list[tuple[int, VehicleSet, dict[str, str]]]:
        """Return how the free jobs are carried."""
        found = []
        for k in self.free:
            if k in self.cars:
                drivers = {v: self.driver[v, self.every[k].day] for v in self.cars[k].own}
                found.append((k, self.cars[k], drivers))
        return found

    def restore(self, copy: Sequence[tuple[int, VehicleSet, dict[str, str]]]) -> None:
        """Carry the free jobs as a copy says."""
        for k in self.free:
            if k in self.cars:
                self.take(k)
        for k, way, drivers in copy:
            self.put(k, way, drivers)

    # -- making

    def fill(self, missing: Iterable[int]) -> Cost:
        """Put jobs in one by one, each as cheaply as it goes; where nothing is sound it stays without."""
        return plus(NOTHING, *(self.insert(k) for k in missing))

    def insert(self, k: int, first: Sequence[str] = ()) -> Cost:
        """Put a job in, and return what it adds; ``first``: vehicles to take, if at no loss of shoulds or money."""
        near, ways = self._near(k), self.garage.ways(self.every[k])
        found = self.best(k, ways, near)
        if first and found:
            mine = self.best(k, [way for way in ways if way.own == tuple(first) and not way.hired], near)
            if mine and mine[0][:3] <= found[0][:3]:
                found = mine
        if found is None:
            return (1, 0, 0, 0)
        self.put(k, found[1], found[2])
        return found[0]

    def keep(self, k: int) -> bool:
        """Carry a job as its row says, if that is sound; return whether it is."""
        rides = self.every[k].move.rides
        own = [r.vehicle for r in rides if r.vehicle in self.garage.own]
        hired = [r.hired for r in rides if r.hired in self.garage.hired]
        way = self.garage.way(self.every[k], own, hired)
        open_ = {v.id for v in self.garage.open(self.every[k])}
        if len(way.own) + len(way.hired) != len(rides) or not set(own) <= open_:
            return False
        if not rides or not self.garage.holds(self.every[k], (*own, *hired)):
            return False
        weighed = self._weigh(k, way, [r.driver for r in rides if r.driver])
        if weighed is not None:
            self.put(k, way, weighed[1])
        return weighed is not None

    def _near(self, k: int) -> list[str]:
        """Return the drivers of the visit's jobs next to one."""
        mine = self.visit[self.every[k].move.visit]
        place = mine.index(k)
        drivers: list[str] = []
        for others in (reversed(mine[:place]), mine[place + 1 :]):
            other = next((j for j in others if j in self.cars and self.cars[j].own), None)
            if other is not None:
                drivers += sorted(self.crew(other)[1])
        return drivers

    def push(self, k: int) -> bool:
        """Carry a job in a vehicle that fits, pushing out what stands in the way; return whether that is better."""
        day, free = self.every[k].day, set(self.free)
        start, copy = self.total(), self.copy()
        for way in self.garage.ways(self.every[k])[:HOMES]:
            if k in self.cars and way.cost[:3] >= self.cars[k].cost[:3]:
                return False
            mine = {j for v in way.own for j in self.chain.get((v, day), ()) if j in free} | ({k} & set(self.cars))
            clash = [j for j in sorted(mine) if j == k or not self._abreast(j, k)]
            for j in clash:
                self.take(j)
            if (found := self.best(k, [way], self._near(k))) is not None:
                self.put(k, found[1], found[2])
                self.fill(j for j in clash if j != k)
                if self.total() < start:
                    return True
            self.restore(copy)
        return False

    def _abreast(self, a: int, b: int) -> bool:
        """Tell whether one vehicle could do two jobs of a day."""
        first, second = sorted((a, b))
        return follows(self.facts, self.every[first].run, self.every[second].run)

    def repair(self) -> None:
        """Carry anew what is on days that break a must."""
        free = set(self.free)
        broken = {k for chain in self.chain.values() if self.days.cost(chain) is None for k in chain}
        out = sorted(k for k in broken & free)
        for k in out:
            self.take(k)
        self.fill([k for k in self.free if k not in self.cars])

    def again(self, visits: Sequence[str]) -> bool:
        """Carry the free jobs of some visits anew if that is better; return whether it is.

        Each is tried once as it goes, and once with each vehicle that could be its own all the way.
        """
        free = set(self.free)
        mine = [k for visit in visits for k in self.visit[visit] if k in free]
        with_ = self.total()
        kept = [(k, *self.take(k)) for k in mine if k in self.cars]
        old = best = plus(minus(with_, self.total()), (len(mine), 0, 0, 0))  # total counts those that nobody carries
        homes: list[tuple[str, ...]] = [()]
        if len(visits) == 1:
            singles = Counter(way.own for k in mine for way in self.garage.ways(self.every[k])[:HOMES] if not way.hired)
            singles.update(way.own for _, way, _ in kept)
            homes += sorted(singles, key=lambda own: (-singles[own], own))[:HOMES]
        for home in homes:
            cost = plus(NOTHING, *(self.insert(k, home) for k in mine))
            now = [(k, *self.take(k)) for k in mine if k in self.cars]
            if cost < best:
                kept, best = now, cost
        for k, way, drivers in kept:
            self.put(k, way, drivers)
        return best < old


TRIED = 3
"""Drivers who are weighed for a vehicle before the best of them is taken."""
HOMES = 8
"""So many vehicles are thought of as a visit's own."""
