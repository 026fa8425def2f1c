"""The dispatch as an exact model: vehicles and drivers for fixed moves, as the rules weigh them.

A driver keeps one vehicle through a day (STR-11), so a vehicle's working day is a chain of moves and its driver
follows. In the first model moves that a vehicle cannot make one after the other exclude each other; the second one
states the chains, from which empty runs, presence and driving follow linearly. Driving without a break (CAR-03) is cut
off where it comes up, by the rule's own functions.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from models.domain.clock import day_of
from models.rules.core.vehicle_work import driving, stretches
from models.staffing.dispatch_heuristic import ONE, Chain, VehicleAssignment
from models.staffing.jobs import (
    DUTY,
    MONEY,
    MOST_HIRED,
    MUST,
    NOTHING,
    SHOULD,
    Cost,
    TransportJob,
    VehicleSet,
    follows,
    plus,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from models.cp.run import Outcome

TIERS = (MUST, SHOULD, MONEY, DUTY)


class DispatchModel:
    """The model over the free jobs of a roster.

    Parameters
    ----------
    chained : bool
        State the chains too (all tiers are exact then); else who may drive what, and shoulds and money of it.
    lean : collection of int
        Jobs for which only vehicles count that weigh nothing above duty: lossless where all together weigh nothing.
    """

    def __init__(self, roster: VehicleAssignment, *, chained: bool, lean: Collection[int]) -> None:
        self.roster, self.chained, self.lean = roster, chained, set(lean)
        self.facts, self.prices, self.garage, self.every = roster.facts, roster.prices, roster.garage, roster.every
        self.free = list(roster.free)
        self.model = cp_model.CpModel()
        self.terms: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        self.use: dict[tuple[int, str], Any] = {}
        self.hire: dict[tuple[int, str], Any] = {}
        self.pair: dict[dt.date, dict[tuple[str, str], Any]] = defaultdict(dict)
        self.arc: dict[tuple[str, dt.date], dict[tuple[int, int], Any]] = {}
        self.hints: dict[int, int] = {}
        self.at: dict[dt.date, list[int]] = defaultdict(list)
        for k, job in enumerate(self.every):
            self.at[job.day].append(k)
        self.fixed = {(k, v) for k, way in roster.cars.items() if k not in set(self.free) for v in way.own}
        self.touched = sorted({self.every[k].day for k in self.free})
        self._drivers_cache: dict[int, dict[str, Any]] = {}
        self._build()

    def _bool(self, hint: bool) -> Any:
        literal = self.model.new_bool_var("")
        self.hints[literal.index] = int(hint)
        return literal

    def _int(self, low: int, high: int, hint: int) -> Any:
        found = self.model.new_int_var(low, high, "")
        self.hints[found.index] = min(max(hint, low), high)
        return found

    def _build(self) -> None:
        self._pairs()
        for k in self.free:
            self._cover(k)
        self._leave()
        self._calendar()
        if self.chained:
            for day in self.touched:
                for vehicle in self.garage.own:
                    self._circuit(vehicle, day)
            self._rests()
            self._changes()
        else:
            self._clashes()

    # -- who may

    def _pairs(self) -> None:
        """One driver a vehicle and one vehicle a driver, each working day (STR-11); licences (CAR-03)."""
        roster, drivers = self.roster, self.roster.drivers
        near = roster.tight | roster.short
        around = {day - ONE for day in self.touched if day in near} | {d + ONE for d in self.touched if d + ONE in near}
        days = sorted({*self.touched, *around} & set(self.at))
        for day in days:
            pair = self.pair[day]
            for vehicle in self.garage.own.values():
                for driver in drivers.values():
                    if set(driver.licences) & set(vehicle.licences):
                        pair[vehicle.id, driver.id] = self._bool(roster.driver.get((vehicle.id, day)) == driver.id)
            for id in self.garage.own:
                self.model.add_at_most_one(lit for (v, _), lit in pair.items() if v == id)
            for id in drivers:
                self.model.add_at_most_one(lit for (_, r), lit in pair.items() if r == id)
            for id in sorted({v for k, v in self.fixed if self.every[k].day == day}):
                literal = pair.get((id, roster.driver.get((id, day), "")))
                if literal is not None:
                    self.model.add(literal == 1)

    def _cover(self, k: int) -> None:
        """State seats and luggage of a job, and what its vehicles weigh by themselves."""
        job, model = self.every[k], self.model
        way = self.roster.cars.get(k, VehicleSet((), (), NOTHING))
        open_ = [v.id for v in self.garage.open(job) if any(a == v.id for a, _ in self.pair[job.day])]
        free_of_cost = [v for v in open_ if self.garage.cost(job, v)[:DUTY] == NOTHING[:DUTY]]
        lean = k in self.lean and least(self.roster, k) == NOTHING
        singles = [v for v in free_of_cost if self.garage.holds(job, (v,))]
        together = [v for v in free_of_cost if v not in singles]
        alone = bool(singles) and not self.garage.holds(job, together)
        mine = (singles if alone else free_of_cost) if lean else open_
        cars: dict[str, Any] = {}
        for vehicle in mine:
            cars[vehicle] = self.use[k, vehicle] = self._bool(vehicle in way.own)
            self._price(self.garage.cost(job, vehicle), cars[vehicle])
        for car in () if lean else sorted(self.garage.hired):
            count = min(MOST_HIRED, next((n for n in range(1, 99) if self.garage.holds(job, [car] * n)), MOST_HIRED))
            cars[car] = self.hire[k, car] = self._int(0, count, way.hired.count(car))
            self._price(self.garage.cost(job, car), cars[car])
        if lean and alone:
            model.add_exactly_one(cars.values())
            return
        own, hired = self.garage.own, self.garage.hired
        seats = sum((own.get(c) or hired[c]).seats * x for c, x in cars.items())
        boots = sum((own.get(c) or hired[c]).luggage * x for c, x in cars.items())
        short: Any = 0
        if not self.garage.hired:
            short = self._int(0, job.riders + job.pieces, 0)
            self.terms[MUST].append((1, short))
        model.add(seats + short >= job.riders)
        model.add(boots + short >= job.pieces)
        for vehicle in mine:
            self._needed(job, cars[vehicle], (seats, boots), vehicle)

    def _needed(self, job: TransportJob, use: Any, sums: tuple[Any, Any], vehicle: str) -> None:
        """A vehicle comes only where the others do not do without it."""
        car, (seats, boots) = self.garage.own[vehicle], sums
        if not job.pieces:
            self.model.add(seats - car.seats <= job.riders - 1).only_enforce_if(use)
            return
        by_seats = self.model.new_bool_var("")
        self.model.add(seats - car.seats <= job.riders - 1).only_enforce_if(use, by_seats)
        self.model.add(boots - car.luggage <= job.pieces - 1).only_enforce_if(use, ~by_seats)

    def _price(self, cost: Cost, amount: Any) -> None:
        for tier in TIERS:
            if cost[tier]:
                self.terms[tier].append((cost[tier], amount))

    def _rule(self, rule: str, amount: Any, high: int) -> None:
        """Price an amount that only grows; a must forbids it."""
        tier = self.prices.tier(rule)
        if tier == MUST:
            self.model.add(amount <= 0)
        elif tier is not None and high > 0:
            self.terms[tier].append((sum(self.prices.cost(rule, 1)), amount))

    def _on(self, k: int, vehicle: str) -> Any:
        """Return the literal of a vehicle in a job: True or None for a fixed one."""
        return True if (k, vehicle) in self.fixed else self.use.get((k, vehicle))

    def _leave(self) -> None:
        """Leave and hours of drivers (HOST-09); nobody drives without a driver."""
        for (k, vehicle), use in self.use.items():
            drivers = [(r, lit) for (v, r), lit in self.pair[self.every[k].day].items() if v == vehicle]
            able = [lit for r, lit in drivers if self.roster.able(k, r)]
            self.model.add_bool_or(*able, ~use)  # pairs are at most one a vehicle: any able one excludes the others

    def _calendar(self) -> None:
        """Around midnight: one place at a time (CAR-02), one vehicle a driver a calendar day (STR-11)."""
        for day in self.touched:
            for a_day, b_day in ((day - ONE, day), (day, day + ONE)):
                if b_day not in self.roster.tight:
                    continue
                late = [k for k in self.at.get(a_day, ()) if day_of(self.every[k].run.depart) == b_day]
                for k in late:
                    for (v, r), lit in self.pair[a_day].items():
                        on = self._on(k, v)
                        if on is not None and b_day in self.pair and (v, r) in self.pair[b_day]:
                            self._any(_not(on), ~lit, self.pair[b_day][v, r])
                for a in self.at.get(a_day, ()):
                    for b in self.at.get(b_day, ()):
                        near = self.every[b].run.ready - self.every[a].run.free < 240
                        if near and not follows(self.facts, self.every[a].run, self.every[b].run):
                            self._apart(a, b)

    def _apart(self, a: int, b: int) -> None:
        """Two jobs of different days that neither one vehicle nor one driver can do both."""
        first, second = self.pair[self.every[a].day], self.pair[self.every[b].day]
        for v in self.garage.own:
            for w in self.garage.own:
                x, y = self._on(a, v), self._on(b, w)
                if x is None or y is None or (x is True and y is True):
                    continue
                if v == w:
                    self._any(_not(x), _not(y))
                    continue
                for r in self.roster.drivers:
                    if (v, r) in first and (w, r) in second:
                        self._any(_not(x), _not(y), ~first[v, r], ~second[w, r])

    def _any(self, *literals: Any) -> None:
        self.model.add_bool_or([lit for lit in literals if lit is not False])

    def _clashes(self) -> None:
        """Without chains: moves of a day that one vehicle cannot make one after the other (CAR-02)."""
        free = set(self.free)
        for day in self.touched:
            for a, b in combinations(self.at[day], 2):
                if (a in free or b in free) and not follows(self.facts, self.every[a].run, self.every[b].run):
                    for v in self.garage.own:
                        x, y = self._on(a, v), self._on(b, v)
                        if x is not None and y is not None and not (x is True and y is True):
                            self._any(_not(x), _not(y))

    # -- chains

    def _circuit(self, vehicle: str, day: dt.date) -> None:
        """State the chain of a vehicle's working day: node 0 is the company, the others its jobs."""
        here = [k for k in self.at[day] if self._on(k, vehicle) is not None]
        if all((k, vehicle) in self.fixed for k in here):
            return
        chain, model = self.roster.chain.get((vehicle, day), ()), self.model
        steps = set(pairwise((-1, *chain, -1))) if chain else set()
        arcs: list[tuple[int, int, Any]] = []
        arc = self.arc[vehicle, day] = {}
        node = {k: n for n, k in enumerate(here, start=1)}
        fixed = [k for k in here if (k, vehicle) in self.fixed]
        if not fixed:
            arcs.append((0, 0, self._bool(not chain)))
        for i, k in enumerate(here):
            arc[-1, k] = self._bool((-1, k) in steps)
            arc[k, -1] = self._bool((k, -1) in steps)
            on = self._on(k, vehicle)
            if on is not True:
                arcs.append((node[k], node[k], ~on))
            for j in here[i + 1 :]:
                skips = any(k < m < j for m in fixed)
                if not skips and follows(self.facts, self.every[k].run, self.every[j].run):
                    arc[k, j] = self._bool((k, j) in steps)
        arcs += [(node.get(a, 0), node.get(b, 0), lit) for (a, b), lit in arc.items()]
        model.add_circuit(arcs)
        for k in here:  # in words that the linear relaxation hears
            on = self._lit(k, vehicle)
            model.add(sum(lit for (_, b), lit in arc.items() if b == k) == on)
            model.add(sum(lit for (a, _), lit in arc.items() if a == k) == on)
        self._day(here, arc, vehicle)

    def _day(self, here: Sequence[int], arc: dict[tuple[int, int], Any], vehicle: str) -> None:
        """Price a vehicle's working day: empty runs, presence, span; hold driving a day."""
        number, runs = self.prices.number, {k: self.every[k].run for k in here}
        trips = {k: self.every[k].trip for k in here}
        empty = {step: self._empty(step) for step in arc}
        tier = self.prices.tier("CAR-06")
        if tier is not None:
            weight = sum(self.prices.cost("CAR-06", 1))
            self.terms[tier] += [(weight * empty[step], literal) for step, literal in arc.items() if empty[step]]
        widest = max(b for _, b in trips.values()) - min(a for a, _ in trips.values())
        span = sum(trips[k][1] * arc[k, -1] - trips[k][0] * arc[-1, k] for k in here)
        for rule, name in (("CAR-06", "fair"), ("CAR-08", "span")):
            if self.prices.tier(rule) is not None and widest > number(rule, name):
                over = self.model.new_int_var(0, widest - number(rule, name), "")
                self.model.add(over >= span - number(rule, name))
                self._rule(rule, over, 1)
        if self.prices.tier("CAR-08") is not None and widest > number("CAR-08", "presence"):
            pause, most = number("CAR-08", "pause"), number("CAR-08", "presence")
            there: list[Any] = [(runs[k].free - runs[k].ready) * self._lit(k, vehicle) for k in here]
            for (a, b), literal in arc.items():
                gap = 0 if -1 in (a, b) else runs[b].ready - empty[a, b] - runs[a].free
                there.append((empty[a, b] + (gap if gap < pause else 0)) * literal)
            over = self.model.new_int_var(0, widest, "")
            self.model.add(over >= sum(there) - most)
            self._rule("CAR-08", over, 1)
        if self.prices.tier("CAR-03") is not None:
            wheel = [max(0, runs[k].arrive - runs[k].depart) * self._lit(k, vehicle) for k in here]
            self.model.add(sum(wheel) + sum(empty[step] * lit for step, lit in arc.items()) <= number("CAR-03", "most"))

    def _lit(self, k: int, vehicle: str) -> Any:
        on = self._on(k, vehicle)
        return 1 if on is True else on

    def _empty(self, step: tuple[int, int]) -> int:
        """Return minutes of the empty run of an arc."""
        travel, site, (a, b) = self.facts.travel, self.facts.week.site.id, step
        if b < 0:
            run = self.every[a].run
            return max(0, travel.after(run.target, site, run.free) - run.free)
        run = self.every[b].run
        return max(0, travel.minutes(site if a < 0 else self.every[a].run.target, run.origin, run.ready))

    def _rests(self) -> None:
        """Rest between a driver's days, where it can be too short at all (CAR-08)."""
        if self.prices.tier("CAR-08") is None:
            return
        rest = self.prices.number("CAR-08", "rest")
        for day in sorted({d for t in self.touched for d in (t, t + ONE)} & self.roster.short):
            before = [k for k in self.at.get(day - ONE, ())]
            after = [k for k in self.at.get(day, ())]
            late = [a for a in before if any(self._gap(a, b) < rest for b in after)]
            early = [b for b in after if any(self._gap(a, b) < rest for a in before)]
            if late and early:
                self._rest(day, late, early, rest)

    def _gap(self, a: int, b: int) -> int:
        return self.every[b].trip[0] - self.every[a].trip[1]

    def _rest(self, day: dt.date, late: Sequence[int], early: Sequence[int], rest: int) -> None:
        low, high = min(self.every[k].trip[1] for k in late), max(self.every[k].trip[1] for k in late)
        least, most = min(self.every[k].trip[0] for k in early), max(self.every[k].trip[0] for k in early)
        low, most = min(low, least - rest), max(most, high + rest)
        for driver in self.roster.drivers:
            end, start = self.model.new_int_var(low, high, ""), self.model.new_int_var(least, most, "")
            over = self.model.new_int_var(0, max(0, rest - (least - high)), "")
            self.model.add(over >= rest - start + end)
            for jobs, date, edge in ((late, day - ONE, 1), (early, day, 0)):
                for vehicle in self.garage.own:
                    literal = self.pair[date].get((vehicle, driver))
                    if literal is None:
                        continue
                    for k in jobs:
                        on = self._edge(k, vehicle, date, last=edge == 1)
                        if on is None:
                            continue
                        bound = end >= self.every[k].trip[1] if edge else start <= self.every[k].trip[0]
                        self.model.add(bound).only_enforce_if([literal] if on is True else [literal, on])
            self._rule("CAR-08", over, 1)

    def _edge(self, k: int, vehicle: str, day: dt.date, *, last: bool) -> Any:
        """Return the literal of a job being a vehicle's last or first of a day; None when it cannot be."""
        if (vehicle, day) in self.arc:
            return self.arc[vehicle, day].get((k, -1) if last else (-1, k))
        if (k, vehicle) not in self.fixed:
            return None
        chain = self.roster.chain.get((vehicle, day), ())
        return True if chain and k == chain[-1 if last else 0] else None

    def _changes(self) -> None:
        """Price a vehicle or driver of a visit's later move that was not in the move before, once each (CAR-04)."""
        if self.prices.tier("CAR-04") is None:
            return
        free = set(self.free)
        for visit, mine in sorted(self.roster.visit.items()):
            if not free & set(mine):
                continue
            for a, b in pairwise(mine):
                if not self.prices.waived("CAR-04", visit, self.every[b].id):
                    self._change(a, b)

    def _change(self, a: int, b: int) -> None:
        crew = self.roster
        now = (
            [before - after for after, before in zip(crew.crew(a), crew.crew(b), strict=True)]
            if (a in crew.cars and b in crew.cars)
            else [frozenset("x")] * 2
        )
        vehicles, drivers = self._bool(bool(now[0])), self._bool(bool(now[1]))
        same = self.every[a].day == self.every[b].day
        for vehicle in self.garage.own:
            x, y = self.use.get((a, vehicle), 0), self.use.get((b, vehicle))
            if y is not None:
                self.model.add(y - x <= vehicles)
                if same:  # within a day the driver is the vehicle's
                    self.model.add(y - x <= drivers)
        for car in self.garage.hired:
            x, y = self._some(a, car), self._some(b, car)
            if not isinstance(y, int):
                self.model.add(y - x <= vehicles)
        if not same:
            before, after = self._drivers(a), self._drivers(b)
            for driver in self.roster.drivers:
                self.model.add(after[driver] - before[driver] <= drivers)
        self._rule("CAR-04", vehicles, 1)
        self._rule("CAR-04", drivers, 1)

    def _some(self, k: int, car: str) -> Any:
        count = self.hire.get((k, car))
        if count is None:
            return 0
        some = self._bool(car in self.roster.cars[k].hired if k in self.roster.cars else False)
        self.model.add(count >= 1).only_enforce_if(some)
        self.model.add(count == 0).only_enforce_if(~some)
        return some

    def _drivers(self, k: int) -> dict[str, Any]:
        """Return literals of a job's drivers: those paired with its vehicles, and as many as it has vehicles."""
        if k in self._drivers_cache:
            return self._drivers_cache[k]
        names = self.roster.crew(k)[1] if k in self.roster.cars else frozenset()
        found = self._drivers_cache[k] = {r: self._bool(r in names) for r in self.roster.drivers}
        mine = {v: use for (j, v), use in self.use.items() if j == k}
        for (vehicle, driver), pair in self.pair[self.every[k].day].items():
            if vehicle in mine:
                self.model.add_bool_or(~mine[vehicle], ~pair, found[driver])
        self.model.add(sum(found.values()) == sum(mine.values()))
        return found

    # -- solving and reading

    def expr(self, tier: int) -> Any:
        """Return what is minimised in a tier."""
        return sum((w * e for w, e in self.terms[tier]), 0)

    def known(self) -> Cost | None:
        """Return what the roster in hand weighs in this model; None where it leaves a job without vehicles."""
        return weight(self.roster, self.arc) if all(k in self.roster.cars for k in self.free) else None

    def lawful(self, outcome: Outcome) -> bool:
        """Cut off days of driving without a break in a solution; return whether there was none."""
        sound = True
        for vehicle in self.garage.own:
            for day in self.touched:
                chain = tuple(k for k in self.at[day] if self._used(outcome, k, vehicle))
                if chain and not all((k, vehicle) in self.fixed for k in chain) and not self.roster.days.lawful(chain):
                    self._cut(vehicle, day, chain)
                    sound = False
        return sound

    def _used(self, outcome: Outcome, k: int, vehicle: str) -> bool:
        on = self._on(k, vehicle)
        return on is True or (on is not None and bool(outcome.value(on)))

    def _cut(self, vehicle: str, day: dt.date, chain: Chain) -> None:
        steps = self._stretch(chain) if (vehicle, day) in self.arc else None
        if steps:
            for car in self.garage.own:
                arc = self.arc.get((car, day), {})
                if all(step in arc for step in steps):
                    self.model.add_bool_or([~arc[step] for step in steps])
            return
        mine = [self.use[k, vehicle] for k in self.at[day] if (k, vehicle) in self.use and k in chain]
        rest = [self.use[k, vehicle] for k in self.at[day] if (k, vehicle) in self.use and k not in chain]
        self.model.add_bool_or([*(~use for use in mine), *rest])

    def _stretch(self, chain: Chain) -> list[tuple[int, int]] | None:
        """Return the fewest neighbouring arcs of a day that make a stretch of driving too long, if arcs do."""
        steps = list(pairwise((-1, *chain, -1)))
        longest, pause = self.prices.number("CAR-03", "longest"), self.prices.number("CAR-03", "pause")
        whole = driving(self.facts, [self.every[k].run for k in chain])
        for size in range(1, len(steps) + 1):
            for i in range(len(steps) - size + 1):
                some = steps[i : i + size]
                spans = [s for step in some for s in self._wheel(step)]
                nodes = {k for step in some for k in step if k >= 0}
                spans += [(self.every[k].run.depart, self.every[k].run.arrive) for k in nodes]
                if set(spans) <= set(whole) and max(stretches(spans, pause), default=0) > longest:
                    return some
        return None

    def _wheel(self, step: tuple[int, int]) -> list[tuple[int, int]]:
        minutes = self._empty(step)
        if not minutes:
            return []
        start = self.every[step[0]].run.free if step[1] < 0 else self.every[step[1]].run.ready - minutes
        return [(start, start + minutes)]

    def load(self, outcome: Outcome) -> None:
        """Put a solution into the roster."""
        for k in self.free:
            if k in self.roster.cars:
                self.roster.take(k)
        for k in self.free:
            day = self.every[k].day
            own = [v for v in self.garage.own if (k, v) in self.use and outcome.value(self.use[k, v])]
            rented = {c: outcome.value(self.hire[k, c]) for c in sorted(self.garage.hired) if (k, c) in self.hire}
            hired = [c for c, count in rented.items() for _ in range(count)]
            drivers = {v: r for v in own for (w, r), lit in self.pair[day].items() if w == v and outcome.value(lit)}
            self.roster.put(k, self.garage.way(self.every[k], own, hired), drivers)


def size(roster: VehicleAssignment) -> int:
    """Return about how many arcs the chains of the free jobs have."""
    free, at = set(roster.free), defaultdict[Any, list[int]](list)
    for k, job in enumerate(roster.every):
        at[job.day].append(int(k in free))
    vehicles = len(roster.garage.own)
    return sum(vehicles * sum(mine) * (len(mine) // 2 + 2) for mine in at.values())


def weight(roster: VehicleAssignment, days: Collection[tuple[str, dt.date]] | None = None) -> Cost:
    """Return what the free jobs weigh, the vehicles' days, the nights around them and the visits' changes.

    ``days``: vehicles' days that count; None: all on which a job is free.
    """
    free = set(roster.free)
    touched = {roster.every[k].day for k in free}
    parts = [roster.cars[k].cost for k in roster.free if k in roster.cars]
    for (vehicle, day), chain in sorted(roster.chain.items()):
        if day in touched if days is None else (vehicle, day) in days:
            parts.append(roster.days.cost(chain) or (1, 0, 0, 0))
    nights = sorted({d for day in touched for d in (day, day + ONE)})
    parts += [roster.rest(driver, day) for driver in sorted(roster.drivers) for day in nights]
    parts += [roster.changes(visit) for visit in sorted({roster.every[k].move.visit for k in free})]
    return plus(NOTHING, *parts)


def least(roster: VehicleAssignment, k: int) -> Cost:
    """Return a cost that no way to carry a job goes below."""
    job, garage = roster.every[k], roster.garage
    fine = [v.id for v in garage.open(job) if garage.cost(job, v.id)[:DUTY] == NOTHING[:DUTY]]
    if garage.holds(job, fine):
        return NOTHING
    if not garage.hired and not garage.holds(job, [v.id for v in garage.open(job)]):
        return (1, 0, 0, 0)
    every: Iterable[str] = (*(v.id for v in garage.open(job)), *garage.hired)
    return min((c for car in every if (c := garage.cost(job, car))[:DUTY] != NOTHING[:DUTY]), default=NOTHING)


def _not(literal: Any) -> Any:
    return False if literal is True else ~literal
