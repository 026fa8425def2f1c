"""A dispatch by set partitioning: the best among the working days found, then which vehicle and driver make each."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment
from ortools.sat.python import cp_model

from models.cp.run import solve
from models.staffing.costs import NOTHING
from models.staffing.duty_master import ChangePrices, DutyMaster

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from models.cp.run import SolveLimits
    from models.cp.stop_signal import StopSignal
    from models.staffing.dispatch_heuristic import VehicleAssignment
    from models.staffing.duty_master import DayOfKind
    from models.staffing.vehicle_schedule import Drivers
    from models.staffing.working_days import JobChain

One = TypeVar("One")
Other = TypeVar("Other")
_NONE = 10**7
"""What a working day without vehicle or driver costs in a matching."""
_ABOVE_DUTY = 10**4
"""What a minute of rest too short costs in a matching, if it costs more than duty."""


def partition(assignment: VehicleAssignment, limits: SolveLimits, stop: StopSignal | None) -> int:
    """Dispatch anew all jobs at no cost above duty; return what no dispatch of them goes below.

    The dispatch may be worse than it was, since changes from day to day are not all foreseen: it is a start for the
    heuristic, which mends these. Jobs of working days that cost something above duty, and those with rides that are
    fixed, stay as they are.

    Returns
    -------
    int
        A bound of duty, valid where nothing costs something above it; 0 where jobs stay as they are.
    """
    jobs = _costless(assignment)
    if not jobs:
        return 0
    master = DutyMaster(assignment, jobs)
    whole = len(jobs) == len(assignment.jobs)
    work = int(limits.deterministic * assignment.limits.partition_rate)
    master.raise_bound(assignment.total().duty if whole else math.inf, work, None if stop is None else stop.share(0.5))
    if stop is None or not stop.now:
        _take_over(assignment, master, _choose(master, limits, stop))
        _improve_days(assignment, master, limits, stop)
    return max(0, math.ceil(master.bound)) if whole and master.bound > 0 else 0


def _costless(assignment: VehicleAssignment) -> list[int]:
    """Return the unfixed jobs whose vehicles and working days cost nothing above duty, nor those they share these with.

    Days that two drivers share stay. Nights are not looked at: their cost may go with other drivers.
    """
    unfixed = set(assignment.unfixed)
    out = {k for k in range(len(assignment.jobs)) if k not in unfixed or k not in assignment.sets}
    out |= {k for k, cars in assignment.sets.items() if cars.hired or cars.cost.before_duty != NOTHING.before_duty}
    chains = list(assignment.chains.values())
    for (vehicle, day), chain in assignment.chains.items():
        cost = assignment.day_cost(vehicle, day)
        is_shared = (vehicle, day) in assignment.relief_of
        if is_shared or cost is None or cost.before_duty != NOTHING.before_duty:
            out |= set(chain)
    more = True
    while more:
        more = False
        for chain in chains:
            if out & set(chain) and not set(chain) <= out:
                out |= set(chain)
                more = True
    return sorted(unfixed - out)


def _choose(master: DutyMaster, limits: SolveLimits, stop: StopSignal | None) -> list[tuple[DayOfKind, JobChain]]:
    """Return the best working days among those known, each as often as it is made.

    Of many they are chosen day by day, the other days as they are.
    """
    now = _now(master)
    columns = list(master.all_columns())
    days = sorted({day for (day, _), _, _ in columns})
    parts = [{n for _, _, n in columns}]
    if len(columns) > master.limits.partition_whole:
        parts = [{n for (day, _), _, n in columns if day == one} for one in days]
    limits = replace(limits, deterministic=limits.deterministic / len(parts), linearization=2)
    for part in parts:
        if stop is not None and stop.now:
            break
        _choose_part(master, part, now, limits, stop)
    return [(where, chain) for where, chain, n in columns for _ in range(now[n])]


def _now(master: DutyMaster) -> list[int]:
    """Return the values that the variables have in the assignment."""
    now = [0] * len(master.costs)
    for (vehicle, day), chain in master.assignment.chains.items():
        number = master.columns.get((day, master.pool.like[vehicle]), {}).get(chain)
        if number is not None:
            now[number] += 1
    columns = {n for _, _, n in master.all_columns()}
    for row in master.rows:
        if sum(part * now[n] for n, part in row.parts.items()) < row.least:
            for n in row.parts:
                now[n] = 1 if n not in columns and master.most[n] is not None else now[n]
    return now


def _choose_part(
    master: DutyMaster, part: set[int], now: list[int], limits: SolveLimits, stop: StopSignal | None
) -> None:
    """Choose some working days anew, the others as they are, and change their values if that is better."""
    columns = {n for _, _, n in master.all_columns()}
    free = {n for n in part if master.most[n] is not None}
    for row in master.rows:
        if not part.isdisjoint(row.parts):
            free |= {n for n in row.parts if n not in columns and master.most[n] is not None}
    model = cp_model.CpModel()
    variables = {n: model.new_int_var(0, master.most[n] or 0, "") for n in sorted(free)}
    for row in master.rows:
        if not free.isdisjoint(row.parts):
            kept = sum(size * now[n] for n, size in row.parts.items() if n not in free)
            model.add(sum(size * variables[n] for n, size in row.parts.items() if n in free) >= row.least - kept)
    hint = [(x.index, now[n]) for n, x in variables.items()]
    outcome = solve(model, sum(master.costs[n] * x for n, x in variables.items()), hint, limits, stop)
    if outcome.found and outcome.objective < sum(master.costs[n] * now[n] for n in variables):
        for n, x in variables.items():
            now[n] = outcome.value(x)


# -- vehicles and drivers for working days


def _take_over(assignment: VehicleAssignment, master: DutyMaster, chosen: Sequence[tuple[DayOfKind, JobChain]]) -> None:
    """Give the working days vehicles and drivers in place of those that there are."""
    jobs = master.jobs
    for k in jobs:
        assignment.remove(k)
    days: dict[dt.date, list[tuple[int, JobChain]]] = defaultdict(list)
    for (day, kind), chain in _without_needless(master, chosen):
        days[day].append((kind, chain))
    matching = _Matching(assignment, master)
    best = None
    for _ in range(assignment.limits.matching_passes):
        for day, chains in sorted(days.items()):
            matching.match(day, chains)
        now = assignment.total()
        if best is not None and now >= best:
            break
        best = now
    assignment.repair(jobs)


def _improve_days(
    assignment: VehicleAssignment, master: DutyMaster, limits: SolveLimits, stop: StopSignal | None
) -> None:
    """Choose the working days of one day after the other anew, by the very vehicles and drivers of the days around."""
    matching = _Matching(assignment, master)
    days = sorted({day for day, _ in master.kinds})
    limits = replace(limits, deterministic=limits.deterministic / len(days), linearization=2)
    for _ in range(assignment.limits.matching_passes):
        start = assignment.total()
        for day in days:
            if stop is not None and stop.now:
                return
            jobs = [k for k in master.jobs if assignment.jobs[k].day == day]
            before, total = assignment.copy(jobs), assignment.total()
            master.add_present()
            chosen = _without_needless(master, _choose_day(master, day, matching, limits, stop))
            matching.match(day, [(kind, chain) for (_, kind), chain in chosen])
            assignment.repair(jobs)
            if assignment.total() >= total:
                assignment.restore(jobs, before)
        if assignment.total() >= start:
            return


def _choose_day(
    master: DutyMaster, day: dt.date, matching: _Matching, limits: SolveLimits, stop: StopSignal | None
) -> list[tuple[DayOfKind, JobChain]]:
    """Return the best working days of a day among those known, the days around as they are."""
    now, model = _now(master), cp_model.CpModel()
    known = {n for _, _, n in master.all_columns()}
    columns = [(where, chain, n) for where, chain, n in master.all_columns() if where[0] == day]
    free = {n for _, _, n in columns}
    rows = [row for r, row in enumerate(master.rows) if r not in master.night_rows and not free.isdisjoint(row.parts)]
    for row in rows:
        free |= {n for n in row.parts if n not in known and master.most[n] is not None}
    variables = {n: model.new_int_var(0, master.most[n] or 0, "") for n in sorted(free)}
    for row in rows:
        model.add(sum(size * variables[n] for n, size in row.parts.items() if n in free) >= row.least)
    goal = [master.costs[n] * x for n, x in variables.items()]
    hint = [(x.index, now[n]) for n, x in variables.items()]
    makes: dict[str, list[cp_model.IntVar]] = defaultdict(list)
    for where, chain, n in columns:
        mine = []
        for vehicle, saved in sorted(matching.saved(chain).items()):
            if vehicle in master.kinds[where]:
                literal = model.new_bool_var("")
                hint.append((literal.index, int(master.assignment.chains.get((vehicle, day)) == chain)))
                goal.append(-saved * literal)
                makes[vehicle].append(literal)
                mine.append(literal)
        if mine:
            model.add(sum(mine) <= variables[n])
    for literals in makes.values():
        model.add_at_most_one(literals)
    outcome = solve(model, sum(goal), hint, limits, stop)
    values = {n: outcome.value(x) for n, x in variables.items()} if outcome.found else dict(enumerate(now))
    return [(where, chain) for where, chain, n in columns for _ in range(values[n])]


def _without_needless(
    master: DutyMaster, chosen: Sequence[tuple[DayOfKind, JobChain]]
) -> list[tuple[DayOfKind, JobChain]]:
    """Return working days from which each job is taken that the others make without them."""
    made: list[tuple[DayOfKind, list[int]]] = [(where, list(chain)) for where, chain in chosen]
    of_job: dict[int, list[int]] = defaultdict(list)
    for n, (_, chain) in enumerate(made):
        for k in chain:
            of_job[k].append(n)
    for k, mine in sorted(of_job.items()):
        for n in sorted(mine, key=lambda n: len(made[n][1])):
            others = [master.kinds[made[o][0]][0] for o in of_job[k] if o != n]
            if others and master.pool.fits(master.assignment.jobs[k], others):
                of_job[k].remove(n)
                made[n][1].remove(k)
    return [(where, tuple(chain)) for where, chain in made if chain]


class _Matching:
    """Vehicles, then drivers, for the working days of a day, as cheaply as the days around allow."""

    def __init__(self, assignment: VehicleAssignment, master: DutyMaster) -> None:
        self.assignment, self.master = assignment, master
        self.prices = {k: ChangePrices.of(assignment, k) for k in range(len(assignment.jobs))}
        self._nights: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for mine in assignment.jobs_of.values():
            for a, b in pairwise(mine):
                if assignment.jobs[a].day != assignment.jobs[b].day:
                    self._nights[a].append((a, b))
                    self._nights[b].append((a, b))

    def match(self, day: dt.date, chains: Sequence[tuple[int, JobChain]]) -> None:
        """Give a day's chains vehicles and drivers, whatever they had; without a sound one they get none."""
        assignment = self.assignment
        for k in sorted({k for _, chain in chains for k in chain}):
            if k in assignment.sets:
                assignment.remove(k)
        by_kind: dict[int, list[JobChain]] = defaultdict(list)
        for kind, chain in chains:
            by_kind[kind].append(chain)
        cars: list[tuple[str, JobChain]] = []
        for kind, mine in sorted(by_kind.items()):
            cars += _matched(self.master.kinds[day, kind], mine, self._vehicle_cost)
        free = [d for d in assignment.drivers if (d, day) not in assignment.vehicle_of]
        driven = _matched(free, cars, self._driver_cost)
        own: dict[int, Drivers] = defaultdict(dict)
        for driver, (vehicle, chain) in driven:
            for k in chain:
                own[k][vehicle] = (driver,)
        for k, drivers in sorted(own.items()):
            if assignment.pool.fits(assignment.jobs[k], list(drivers)):
                assignment.assign(k, assignment.pool.vehicle_set(assignment.jobs[k], sorted(drivers), ()), drivers)

    def saved(self, chain: JobChain) -> dict[str, int]:
        """Return what vehicles of the days around save in changes, the driver going along."""
        found: dict[str, int] = defaultdict(int)
        for k in chain:
            for other, later in self._around(k):
                for vehicle in self.assignment.sets[other].own:
                    found[vehicle] += self.prices[later].both
        return found

    def _vehicle_cost(self, vehicle: str, chain: JobChain) -> int | None:
        """Return what a vehicle costs more for a chain than the same one as in the jobs around; None: not sound."""
        assignment, pool = self.assignment, self.assignment.pool
        if not all(vehicle in pool.in_service(assignment.jobs[k]) for k in chain):
            return None
        if not assignment.fits_days_around(vehicle, assignment.jobs[chain[0]].day, chain):
            return None
        return sum(
            self.prices[later].vehicle * (vehicle not in assignment.transport(other).vehicles)
            for k in chain
            for other, later in self._around(k)
        )

    def _driver_cost(self, driver: str, car: tuple[str, JobChain]) -> int | None:
        """Return the same of a driver, with the nights around the day."""
        assignment, (vehicle, chain) = self.assignment, car
        day = assignment.jobs[chain[0]].day
        if driver not in assignment.licensed[vehicle] or not all(
            assignment.available(k, vehicle, driver) for k in chain
        ):
            return None
        if not assignment.pair_fits_days_around(vehicle, (day, chain), driver):
            return None
        nights = assignment.more_nights(driver, vehicle, (day, chain))
        if nights.musts > 0:
            return None
        return (
            nights.duty
            + _ABOVE_DUTY * nights.shoulds
            + sum(
                self.prices[later].driver * (driver not in assignment.transport(other).drivers)
                for k in chain
                for other, later in self._around(k)
            )
        )

    def _around(self, k: int) -> list[tuple[int, int]]:
        """Return the visit's jobs next to one that are on other days and have vehicles, each with the later of both."""
        found = []
        for a, b in self._nights.get(k, ()):
            other = a if b == k else b
            if other in self.assignment.sets:
                found.append((other, b))
        return found


def _matched(
    ones: Sequence[One], others: Sequence[Other], price: Callable[[One, Other], int | None]
) -> list[tuple[One, Other]]:
    """Return the cheapest pairs, as many as there can be: a linear assignment with stand-ins."""
    arcs = [
        (n, m, cost)
        for m, other in enumerate(others)
        for n, one in enumerate(ones)
        if (cost := price(one, other)) is not None
    ]
    many, few = len(ones), len(others)
    arcs += [(many + m, m, _NONE) for m in range(few)]
    arcs += [(n, few + n, 0) for n in range(many)]
    arcs += [(many + m, few + n, 0) for m in range(few) for n in range(many)]
    solver = SimpleLinearSumAssignment()
    for left, right, cost in arcs:
        solver.add_arc_with_cost(left, right, cost)
    solver.solve()  # type: ignore[no-untyped-call]
    return [(ones[n], others[m]) for n in range(many) if (m := solver.right_mate(n)) < few]
