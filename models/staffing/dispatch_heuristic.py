"""The dispatch heuristic: how vehicles and drivers are found for moves, one by one, and how that is improved.

No dispatch that leaves here breaks a must unsaid.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from models.rules.core.vehicle_duty import Transport
from models.rules.core.vehicle_work import follows
from models.staffing.costs import NOTHING, ONE_MUST, StaffingCost
from models.staffing.vehicle_schedule import ONE_DAY, Drivers, VehicleSchedule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from models.staffing.jobs import TransportJob
    from models.staffing.relief import Crew
    from models.staffing.vehicle_pool import VehiclePool, VehicleSet
    from models.staffing.working_days import JobChain


class CrewOffer(NamedTuple):
    """Who could drive a vehicle on a day with one job more, who of them in that job, and how much more that costs."""

    more: StaffingCost
    crew: Crew
    driver: str


class VehicleAssignment(VehicleSchedule):
    """A dispatch that the heuristic makes and improves.

    Attributes
    ----------
    evaluations : int
        How often drivers were looked for to make a job with some vehicles: a measure of work that repeats exactly.
    """

    def __init__(self, pool: VehiclePool, jobs: Sequence[TransportJob], unfixed: Iterable[int]) -> None:
        super().__init__(pool, jobs, unfixed)
        self.evaluations = 0

    # -- the cheapest vehicles for a job

    def cheapest(
        self, k: int, options: Sequence[VehicleSet], preferred: Sequence[str]
    ) -> tuple[StaffingCost, VehicleSet, Drivers] | None:
        """Return the cheapest of some sets to give to a job now, with drivers; None: none is sound.

        Of several the first one. Drivers are looked for only where a set can be cheaper than the best one so far.

        Parameters
        ----------
        preferred : sequence of str
            Drivers to think of first.
        """
        best: tuple[StaffingCost, int] | None = None
        drivers: Drivers = {}
        for least in sorted(self._least_costs(k, options)):
            if best is not None and least > best:
                break
            priced = self._price(k, options[least[1]], preferred)
            if priced is not None and (best is None or (priced[0], least[1]) < best):
                best, drivers = (priced[0], least[1]), priced[1]
        return (best[0], options[best[1]], drivers) if best is not None else None

    def _least_costs(self, k: int, options: Sequence[VehicleSet]) -> Iterator[tuple[StaffingCost, int]]:
        """Yield the sets that are sound but for drivers, by number, each with a cost that it does not go below.

        Left out is whatever adds the same as a set before: idle vehicles of one kind do. Drivers' nights cost no less
        than before (``NightRule``), and changes no less than without new drivers (``ChangeRule``).
        """
        around = self._neighbours(k)
        here = frozenset[str]().union(*(self.transport(j).vehicles for j in around if j is not None))
        day = self.jobs[k].day
        places: dict[str, int | str] = {}
        more: dict[str, StaffingCost | None] = {}
        changes: dict[tuple[frozenset[str], int], StaffingCost] = {}
        asked = set()
        for n, cars in enumerate(options):
            for v in cars.own:
                if v not in places:
                    places[v] = self._place_of_idle(v, day, here)
            alike = tuple([places[v] for v in cars.own]), cars.hired
            if alike in asked:
                continue
            asked.add(alike)
            cost = cars.cost
            for v in cars.own:
                if v not in more:
                    more[v] = self._more_in_a_day(k, v)[1]
                if (in_a_day := more[v]) is None:
                    break
                cost = cost + in_a_day
            else:
                known = cars.names & here
                key = known, len(cars.names) - len(known)  # which newcomers they are makes no difference
                if key not in changes:
                    changes[key] = self._least_changes(k, cars.names, around)
                yield cost + changes[key], n

    def _place_of_idle(self, vehicle: str, day: dt.date, here: Collection[str]) -> int | str:
        """Return the same for vehicles of a kind with nothing to do around a day, nor in the jobs before and after."""
        chains = self.chains
        if (vehicle, day) in chains or vehicle in here:
            return vehicle
        if (vehicle, day - ONE_DAY) in chains or (vehicle, day + ONE_DAY) in chains:
            return vehicle
        return self.pool.like[vehicle]

    def _more_in_a_day(self, k: int, vehicle: str) -> tuple[JobChain, StaffingCost | None]:
        """Return a vehicle's day with one job more, and what that adds; None: it breaks a must."""
        day = self.jobs[k].day
        before = self.chains.get((vehicle, day), ())
        after = tuple(sorted((*before, k))) if before else (k,)
        now = self._least_of_day(vehicle, day, after)
        if now is None or not self.fits_days_around(vehicle, day, after):
            return after, None
        return after, now - (self.day_cost(vehicle, day) or NOTHING) if before else now

    def _least_of_day(self, vehicle: str, day: dt.date, chain: JobChain) -> StaffingCost | None:
        """Return what a vehicle's day costs at least, whoever drives; None: it breaks a must."""
        cost = self.cost_of_day(chain, vehicle)
        if not self.may_share(vehicle, day) or (cost is not None and cost.before_duty == NOTHING.before_duty):
            return cost
        points = self.shared_days.points(chain, self.pool.home[vehicle])
        return min([*([] if cost is None else [cost]), *(point.cost for point in points)], default=None)

    def _least_changes(self, k: int, vehicles: frozenset[str], around: tuple[int | None, int | None]) -> StaffingCost:
        """Return how much more a visit's changes cost with a job at least, whoever drives its vehicles."""
        before, after = around
        cost = NOTHING
        if before is not None:
            cost += self.change_between(self.transport(before), k, Transport(vehicles, frozenset()))
        if after is not None:
            theirs = self.transport(after)
            cost += self.change_between(Transport(vehicles, theirs.drivers), after, theirs)
            if before is not None:
                cost -= self.change_between(self.transport(before), after, theirs)
        return cost

    def _price(self, k: int, cars: VehicleSet, preferred: Sequence[str]) -> tuple[StaffingCost, Drivers] | None:
        """Return what a set costs more, and its drivers; None: not sound."""
        self.evaluations += 1
        day, drivers, at_the_wheel, cost = self.jobs[k].day, Drivers(), dict[str, str](), cars.cost
        for vehicle in cars.own:
            after, more = self._more_in_a_day(k, vehicle)
            if more is None:
                return None
            others = [driver for crew in drivers.values() for driver in crew]
            found = self._crew(k, vehicle, (day, after), (*preferred, *others), set(others))
            if found is None:
                return None
            drivers[vehicle], at_the_wheel[vehicle] = found.crew, found.driver
            cost = cost + found.more
        return cost + self._more_changes(k, Transport(cars.names, frozenset(at_the_wheel.values()))), drivers

    def _crew(
        self, k: int, vehicle: str, today: tuple[dt.date, JobChain], preferred: Sequence[str], taken: set[str]
    ) -> CrewOffer | None:
        """Return the drivers for a vehicle's day with one job more, and what that adds; None: none is sound.

        Two are thought of where one makes the day dearer above duty, or cannot make it at all.
        """
        day, chain = today
        present, was = self.crew_of(vehicle, day), self.day_cost(vehicle, day) or NOTHING
        if len(present) > 1:
            return self._shared(k, vehicle, today, present, was)
        offers = []
        if (alone := self.cost_of_day(chain, vehicle)) is not None:
            one = self._driver(k, vehicle, today, preferred, taken)
            if one is not None:
                offers.append(CrewOffer(alone - was + one[0], (one[1],), one[1]))
        costless = bool(offers) and offers[0].more.before_duty == NOTHING.before_duty
        if present and not costless and self.may_share(vehicle, day):
            tried = 0
            for driver in self._free_drivers(vehicle, day, preferred, taken):
                crews = (*present, driver), (driver, *present)
                sound = [made for crew in crews if (made := self._shared(k, vehicle, today, crew, was)) is not None]
                offers, tried = offers + sound, tried + bool(sound)
                if tried >= self.limits.tried_drivers:
                    break
        return min(offers, key=lambda offer: offer.more, default=None)

    def _shared(
        self, k: int, vehicle: str, today: tuple[dt.date, JobChain], crew: Crew, was: StaffingCost
    ) -> CrewOffer | None:
        """Return what it adds that two drivers share a vehicle's day with one job more; None: not sound."""
        day, chain = today
        cost, first = self.shared_days.day(vehicle, chain, crew)
        if cost is None or not self.fits_days_around(vehicle, day, chain):
            return None
        if not 0 < first < len(chain) and crew != self.crew_of(vehicle, day):
            return None
        for driver, part in zip(crew, (chain[:first], chain[first:]), strict=True):
            if part:
                cost += self.more_nights(driver, vehicle, (day, part))
        return CrewOffer(cost - was, crew, crew[0] if k in chain[:first] else crew[1])

    def _free_drivers(self, vehicle: str, day: dt.date, preferred: Sequence[str], taken: set[str]) -> Iterator[str]:
        """Yield the drivers who may drive a vehicle and have none on a day, those preferred first."""
        candidates = dict.fromkeys((*preferred, *self.drivers))
        mine = (d for d in candidates if d in self.licensed[vehicle] and d not in taken)
        return (d for d in mine if (d, day) not in self.vehicle_of)

    def _driver(
        self, k: int, vehicle: str, today: tuple[dt.date, JobChain], preferred: Sequence[str], taken: set[str]
    ) -> tuple[StaffingCost, str] | None:
        """Return a driver for a vehicle's day with one job more, and how much more the driver's nights cost."""
        day = today[0]
        present = self.driver_of.get((vehicle, day))
        if present is not None:
            sound = self.available(k, vehicle, present) and self.pair_fits_days_around(vehicle, today, present)
            return (self.more_nights(present, vehicle, today), present) if sound else None
        days_around = (day - ONE_DAY, day + ONE_DAY)
        usual = [self.driver_of[vehicle, d] for d in days_around if (vehicle, d) in self.driver_of]
        best: tuple[StaffingCost, StaffingCost, str] | None = None
        tried = 0
        seen: set[str] = set()
        licensed = self.licensed[vehicle]
        for driver in chain((*preferred, *usual), self.drivers):
            if driver not in licensed or driver in seen:
                continue
            seen.add(driver)
            if (driver, day) in self.vehicle_of or driver in taken or not self.available(k, vehicle, driver):
                continue
            if not self.pair_fits_days_around(vehicle, today, driver):
                continue
            nights = self.more_nights(driver, vehicle, today)
            cost = nights + self.drivers_cost((driver,)) + self._not_there(k, driver)
            if best is None or cost < best[0]:
                best = cost, nights, driver
            tried += 1
            if best[0] <= NOTHING or tried >= self.limits.tried_drivers:
                break
        return best and best[1:]

    def _not_there(self, k: int, driver: str) -> StaffingCost:
        """Return what it costs at least that a driver makes a job next to a night with guests in another city.

        Who was not there the evening before, or does not take them on in the morning (CAR-04c).
        """
        run, around = self.jobs[k].run, self._neighbours(k)
        nights = ((run.slept, around[0]), (run.stays, around[1]))
        others = (self.transport(j) for out, j in nights if out and j is not None)
        return ONE_MUST if any(other.drivers and driver not in other.drivers for other in others) else NOTHING

    def more_nights(self, driver: str, vehicle: str, today: tuple[dt.date, JobChain]) -> StaffingCost:
        """Return how much more a driver's nights around a day cost, if it is that day of a vehicle."""
        day, after = today
        if day not in self.short_nights and day + ONE_DAY not in self.short_nights:
            return NOTHING
        present, now, was = self.span_of(driver, day), list[int](), list[int]()
        start, end = self.days.span(after, self.pool.home[vehicle])
        if before := self.span_of(driver, day - ONE_DAY):
            now.append(start - before[1])
            was += [present[0] - before[1]] if present else []
        if following := self.span_of(driver, day + ONE_DAY):
            now.append(following[0] - end)
            was += [following[0] - present[1]] if present else []
        return self._nights_cost(now) - self._nights_cost(was)

    # -- heuristic steps

    def insert_all(self, missing: Iterable[int]) -> StaffingCost:
        """Insert jobs one by one, each as cheaply as it goes; where nothing is sound it stays without vehicles."""
        return sum((self.insert(k) for k in missing), NOTHING)

    def insert(self, k: int, own: tuple[str, ...] = ()) -> StaffingCost:
        """Give vehicles to a job, and return what it adds; ``own``: vehicles to take, if at no loss above duty."""
        preferred, options = self._neighbouring_drivers(k), self.pool.options(self.jobs[k])
        found = None
        if own and (wanted := next((cars for cars in options if cars.own == own and not cars.hired), None)):
            found = self.cheapest(k, [wanted], preferred)
        if found is None or found[0].before_duty > self._least_before_duty(k, options):
            other = self.cheapest(k, options, preferred)
            found = other if found is None or (other and other[0].before_duty < found[0].before_duty) else found
        if found is None:
            return ONE_MUST
        before = self._cost
        self.assign(k, found[1], found[2])
        shared = any(len(crew) > 1 for crew in found[2].values())  # other jobs of the day may change drivers then
        return self._cost - before if shared else found[0]

    def _least_before_duty(self, k: int, options: Sequence[VehicleSet]) -> tuple[int, ...]:
        """Return the musts, shoulds and money that no set (the cheapest first) goes below."""
        before, after = self._neighbours(k)
        saved = NOTHING
        if before is not None and after is not None:
            saved = self.change_between(self.transport(before), after, self.transport(after))
        return (options[0].cost - saved).before_duty if options else ()

    def keep_rides(self, k: int) -> bool:
        """Give a job the vehicles and drivers of its row, if that is sound; return whether it is."""
        job, rides = self.jobs[k], self.jobs[k].move.rides
        own = [r.vehicle for r in rides if r.vehicle in self.pool.own]
        hired = [r.hired for r in rides if r.hired in self.pool.hired]
        cars = self.pool.vehicle_set(job, own, hired)
        if len(cars.own) + len(cars.hired) != len(rides) or not set(own) <= set(self.pool.in_service(job)):
            return False
        if not rides or not self.pool.fits(job, (*own, *hired)):
            return False
        priced = self._price(k, cars, [r.driver for r in rides if r.driver])
        if priced is not None:
            self.assign(k, cars, priced[1])
        return priced is not None

    def _neighbouring_drivers(self, k: int) -> list[str]:
        """Return the drivers of the visit's jobs next to one."""
        mine = self.jobs_of[self.jobs[k].move.visit]
        place = self._place[k]
        drivers: list[str] = []
        for others in (reversed(mine[:place]), mine[place + 1 :]):
            other = next((j for j in others if j in self.sets and self.sets[j].own), None)
            if other is not None:
                drivers += sorted(self.transport(other).drivers)
        return drivers

    def displace(self, k: int) -> bool:
        """Give a job a cheaper set of vehicles and insert anew the jobs that are in the way; keep it if it is better.

        Returns
        -------
        bool
            Whether it is better.
        """
        day, start = self.jobs[k].day, self.total()
        for cars in self.pool.options(self.jobs[k])[: self.limits.tried_options]:
            if k in self.sets and cars.cost.before_duty >= self.sets[k].cost.before_duty:
                return False
            there = {j for v in cars.own for j in self.chains.get((v, day), ()) if j in self._is_unfixed}
            in_the_way = [j for j in sorted(there | ({k} & set(self.sets))) if j == k or not self._compatible(j, k)]
            copy = self.copy(in_the_way)
            for j in in_the_way:
                self.remove(j)
            if (found := self.cheapest(k, [cars], self._neighbouring_drivers(k))) is not None:
                self.assign(k, found[1], found[2])
                self.insert_all(j for j in in_the_way if j != k)
                if self.total() < start:
                    return True
            self.restore({k, *in_the_way}, copy)
        return False

    def _compatible(self, a: int, b: int) -> bool:
        """Tell whether one vehicle could do two jobs of a day."""
        first, second = sorted((a, b))
        return follows(self.facts, self.jobs[first].run, self.jobs[second].run)

    def repair(self, jobs: Sequence[int]) -> None:
        """Insert anew those of some jobs that are in days that break a must, or without vehicles."""
        broken = {k for (v, day), chain in self.chains.items() if self.day_cost(v, day) is None for k in chain}
        for k in sorted(broken & set(jobs)):
            self.remove(k)
        self.insert_all([k for k in jobs if k not in self.sets])

    def reinsert(self, visits: Sequence[str]) -> bool:
        """Insert the unfixed jobs of some visits anew if that is better; return whether it is.

        They are inserted once as it goes, and once with each of some vehicles that could be the visit's own throughout.
        """
        mine = [k for visit in visits for k in self.jobs_of[visit] if k in self._is_unfixed]
        with_them = self.total()
        kept = [(k, *self.remove(k)) for k in mine if k in self.sets]
        missing = StaffingCost(musts=len(mine))  # the total without them counts all of them as missing
        old = best = with_them - self.total() + missing
        throughout: list[tuple[str, ...]] = [()]
        if len(visits) == 1:
            throughout += self._own_candidates(mine, [cars for _, cars, _ in kept])
        for own in throughout:
            cost = NOTHING
            for k in mine:
                if cost >= best:
                    break
                cost += self.insert(k, own)
            now = [(k, *self.remove(k)) for k in mine if k in self.sets]
            if cost < best:
                kept, best = now, cost
        for k, cars, drivers in kept:
            self.assign(k, cars, drivers)
        return best < old

    def _own_candidates(self, mine: Sequence[int], before: Iterable[VehicleSet]) -> list[tuple[str, ...]]:
        """Return the sets of own vehicles that come most often among the options of a visit's jobs.

        Of vehicles of one kind that are idle on all days around only the first ones.
        """
        days = {day + n * ONE_DAY for day in {self.jobs[k].day for k in mine} for n in (-1, 0, 1)}
        busy = {v for v, day in self.chains if day in days}
        counts = Counter[tuple[str, ...]]()
        for options in (self.pool.options(self.jobs[k]) for k in mine):
            counts.update(cars.own for cars in options if cars.cost == options[0].cost and not cars.hired)
        counts.update(cars.own for cars in before)
        found: dict[tuple[int | str, ...], tuple[str, ...]] = {}
        for own in sorted(counts, key=lambda own: (-counts[own], own)):
            found.setdefault(tuple(v if v in busy else self.pool.like[v] for v in own), own)
        return list(found.values())[: self.limits.tried_options]
