r"""The set partitioning of vehicles' working days: its linear program, solved by column generation, and its bound.

For each kind of own vehicles $q$ and working day $C$ (a chain of jobs), $x_{qC}$ vehicles make it:

    min   Σ cost_qC x_qC + Σ change_ab c_ab
    s.t.  Σ share_qk x_qC ≥ share_k                over the C with k, for each job k: two halves or one that does all of
                                                   it; where two may not do, by seats and by luggage as well
          Σ x_qC ≤ vehicles_q                      for each kind and day
          Σ x_qC ≤ drivers                         for each day and kinds that the same drivers, or fewer, may drive
          c_ab + Σ_{C with a and b} x_qC ≥ 1       for moves a, b of a visit, one after the other on a day
          most_qb c_ab + Σ_{C with a} x_qC ≥ Σ_{C with b} x_qC    for each q, where b is on a later day, most_qb
                                                   making it at most: however many are new, it is one change

Which vehicle of its kind makes a day, who drives it and how long drivers rest are left out, so that no dispatch costs
less than the least cost. Before all working days are known, those that are missing make it less by no more than
vehicles times least reduced cost.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ortools.math_opt.python import mathopt

from models.cp.run import MIN_SECONDS
from models.rules.core.vehicle_duty import Transport
from models.staffing.costs import NOTHING
from models.staffing.duty_pricing import DayGraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.cp.stop_signal import StopSignal
    from models.staffing.dispatch_heuristic import VehicleAssignment
    from models.staffing.working_days import JobChain

DayOfKind = tuple[dt.date, int]
"""A working day and a kind of vehicle (``VehiclePool.like``)."""
UNCOVERED = 2000
"""What a job without vehicles costs in the linear program, so that it has a solution from the start."""
_TOLERANCE = 1e-2


class MasterRow(NamedTuple):
    """A constraint ``Σ part * variable >= least``, by the numbers of the variables."""

    least: int
    parts: dict[int, int]


class ChangePrices(NamedTuple):
    """What it costs that another vehicle, another driver, or both come to a job than to the one before it."""

    vehicle: int
    driver: int
    both: int

    @classmethod
    def of(cls, assignment: VehicleAssignment, k: int) -> ChangePrices:
        """Return the prices of a job."""
        one, other = frozenset(["one"]), frozenset(["other"])
        before = Transport(one, one)
        vehicle, driver, both = (
            assignment.change_between(before, k, now).duty
            for now in (Transport(other, one), Transport(one, other), Transport(other, other))
        )
        return cls(vehicle, driver, both)


class _Round(NamedTuple):
    """A round of column generation: the bound of its duals if it is complete, whether columns came, paths priced."""

    least: float
    complete: bool
    added: bool
    labels: int


class DutyMaster:
    """The program of some unfixed jobs, by vehicles and days that cost nothing above duty; the others stay.

    Parameters
    ----------
    jobs : sequence of int
        No vehicle's working day has some of them and others.

    Attributes
    ----------
    kinds : dict (day, kind) -> vehicles
        Own vehicles for these jobs.
    does_alone : dict (job, kind) -> bool
        The kinds that may make a job: whether one vehicle does, or it takes several.
    rows : list of MasterRow
    costs : list of int
        Of the variables.
    most : list of int or None
        Their upper bounds as integers; None: of those that say that a job is not covered, which is allowed in the
        linear program only.
    columns : dict (day, kind) -> dict JobChain -> variable
    night_rows : set of int
        The rows about a change of kinds from day to day.
    bound : float
        No dispatch of the jobs costs less duty, if these are all of the week.
    """

    def __init__(self, assignment: VehicleAssignment, jobs: Sequence[int]) -> None:
        self.assignment, self.jobs = assignment, list(jobs)
        self.pool, self.limits = assignment.pool, assignment.limits
        self.rows: list[MasterRow] = []
        self.costs: list[int] = []
        self.most: list[int | None] = []
        self.columns: dict[DayOfKind, dict[JobChain, int]] = defaultdict(dict)
        self.kinds: dict[DayOfKind, list[str]] = defaultdict(list)
        self.does_alone: dict[tuple[int, int], bool] = {}
        self.night_rows: set[int] = set()
        self.bound = -math.inf
        self._set_cost: dict[tuple[int, int], int] = {}
        self._of_job: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        self._of_day: dict[DayOfKind, list[int]] = defaultdict(list)
        self._pairs: dict[int, int] = {}
        self._home = {kind: self.pool.home[vehicle] for vehicle, kind in self.pool.like.items()}
        self._next: dict[int, int] = {}
        self._caps: list[tuple[dict[int, int], int]] = []
        for k in self.jobs:
            self._cover(k)
        self._limit_vehicles()
        self._state_changes()
        days = {day for day, _ in self.kinds}
        self._graphs = {
            (day, home): DayGraph(assignment, [k for k in self.jobs if assignment.jobs[k].day == day], self._next, home)
            for day in sorted(days)
            for home in sorted(set(self._home.values()))
        }
        self.add_present()

    # -- rows and variables

    def _row(self, least: int) -> int:
        self.rows.append(MasterRow(least, {}))
        return len(self.rows) - 1

    def _variable(self, cost: int, most: int | None, parts: Mapping[int, int]) -> int:
        number = len(self.costs)
        self.costs.append(cost)
        self.most.append(most)
        for row, part in parts.items():
            if part:
                self.rows[row].parts[number] = part
        return number

    def _cover(self, k: int) -> None:
        job, pool = self.assignment.jobs[k], self.pool
        usable = [
            v
            for v in pool.in_service(job)
            if self.assignment.licensed[v] and pool.cost(job, v).before_duty == NOTHING.before_duty
        ]
        alone = [v for v in usable if pool.fits(job, (v,))]
        small = [v for v in usable if v not in alone]
        small = small if pool.fits(job, small) else []
        cars = {pool.like[v]: pool.own[v] for v in (*alone, *small)}
        for kind, car in cars.items():
            self.does_alone[k, kind] = car.id in alone
            self._set_cost[k, kind] = pool.cost(job, car.id).duty
        self._share(k, {kind: 1 + self.does_alone[k, kind] for kind in cars}, 2)
        for need, sizes in (
            (job.riders, {kind: car.seats for kind, car in cars.items()}),
            (job.pieces, {kind: car.luggage for kind, car in cars.items()}),
        ):
            if small and 2 * min(sizes.values()) < need:
                self._share(k, {kind: min(need, size) for kind, size in sizes.items()}, need)

    def _share(self, k: int, share: Mapping[int, int], need: int) -> None:
        row = self._row(need)
        self._variable(UNCOVERED, None, {row: need})
        for kind, part in sorted(share.items()):
            self._of_job[k, kind].append((row, part))

    def _limit_vehicles(self) -> None:
        """No more vehicles of a kind than there are, nor than there are drivers for them."""
        assignment = self.assignment
        used = sorted({(assignment.jobs[k].day, kind) for k, kind in self.does_alone})
        for day, kind in used:
            mine = [v for v, like in self.pool.like.items() if like == kind and assignment.licensed[v]]
            self.kinds[day, kind] = [v for v in mine if not self._is_kept(v, day)]
            self._of_day[day, kind].append(self._row(-len(self.kinds[day, kind])))
        for day in sorted({day for day, _ in used}):
            may_drive = {
                kind: frozenset(
                    d for d in assignment.licensed[self.kinds[day, kind][0]] if not self._is_kept_busy(d, day)
                )
                for d, kind in used
                if d == day and self.kinds[day, kind]
            }
            for drivers in sorted(set(may_drive.values()), key=sorted):
                nested = [kind for kind, mine in may_drive.items() if mine <= drivers]
                if sum(len(self.kinds[day, kind]) for kind in nested) > len(drivers):
                    row = self._row(-len(drivers))
                    for kind in nested:
                        self._of_day[day, kind].append(row)

    def _is_kept(self, vehicle: str, day: dt.date) -> bool:
        """Tell whether a vehicle keeps its working day."""
        return not set(self.assignment.chains.get((vehicle, day), ())) <= set(self.jobs)

    def _is_kept_busy(self, driver: str, day: dt.date) -> bool:
        vehicle = self.assignment.vehicle_of.get((driver, day))
        return vehicle is not None and self._is_kept(vehicle, day)

    def _state_changes(self) -> None:
        assignment, mine = self.assignment, set(self.jobs)
        for of_visit in assignment.jobs_of.values():
            for a, b in pairwise(of_visit):
                if a not in mine or b not in mine:
                    continue
                prices = ChangePrices.of(assignment, b)
                first, second = sorted((a, b))
                if assignment.jobs[a].day != assignment.jobs[b].day:
                    self._state_night(a, b, prices.vehicle)
                elif prices.both and first not in self._next and second not in self._next.values():
                    row = self._row(1)
                    self._variable(prices.both, 1, {row: 1})
                    self._next[first], self._pairs[first] = second, row
                    self._caps.append(({row: 1}, prices.both))

    def _state_night(self, a: int, b: int, price: int) -> None:
        """State that a visit's vehicles on a later day are not of the kinds that it had before."""
        before = {kind for k, kind in self.does_alone if k == a}
        after = {kind for k, kind in self.does_alone if k == b}
        if not price or len(before | after) < 2:
            return
        rows = [self._row(0) for _ in after]
        self.night_rows.update(rows)
        for row, kind in zip(rows, sorted(after), strict=True):
            if kind in before:
                self._of_job[a, kind].append((row, 1))
            self._of_job[b, kind].append((row, -1))
        # one vehicle changes from one kind to one other: each kind has its own variable, and a tighter bound
        one = all(alone for (k, _), alone in self.does_alone.items() if k in (a, b))
        parts = {row: self._most_of_kind(b, kind) for row, kind in zip(rows, sorted(after), strict=True)}
        for group in [{row: part} for row, part in parts.items()] if one else [parts]:
            self._variable(price, 1, group)
            self._caps.append((group, price))

    def _most_of_kind(self, k: int, kind: int) -> int:
        """Return how many vehicles of a kind make a job at most, none of them being one too many."""
        if self.does_alone[k, kind]:
            return 1
        job, cars = self.assignment.jobs[k], self.kinds[self.assignment.jobs[k].day, kind]
        return next((n for n in range(1, len(cars)) if self.pool.fits(job, cars[:n])), max(1, len(cars)))

    # -- columns

    def add_present(self) -> None:
        """Add the working days that the assignment has."""
        mine = set(self.jobs)
        for (vehicle, day), chain in sorted(self.assignment.chains.items()):
            if mine.issuperset(chain):
                self._add((day, self.pool.like[vehicle]), chain)

    def _add(self, where: DayOfKind, chain: JobChain) -> int | None:
        """Add a working day of a kind of vehicle; None where it is known or costs something above duty."""
        kind = where[1]
        if chain in self.columns[where] or not all((k, kind) in self.does_alone for k in chain):
            return None
        cost = self.assignment.days.cost(chain, self._home[kind])
        if cost is None or cost.before_duty != NOTHING.before_duty:
            return None
        parts, here = defaultdict[int, int](int), set(chain)
        for k in chain:
            for row, part in self._of_job[k, kind]:
                parts[row] += part
            if self._next.get(k) in here:
                parts[self._pairs[k]] += 1
        for row in self._of_day[where]:
            parts[row] -= 1
        most = 1 if all(self.does_alone[k, kind] for k in chain) else len(self.kinds[where])
        duty = cost.duty + sum(self._set_cost[k, kind] for k in chain)
        self.columns[where][chain] = number = self._variable(duty, most, parts)
        return number

    # -- bound

    def raise_bound(self, enough: float, work: int, stop: StopSignal | None) -> None:
        """Add the working days that make the linear program cheaper, until there are none or the work is done.

        As long as it helps, they are looked for among the likely ones, between the duals and those of the best round so
        far, which saves rounds; then among all of them, which bounds.

        Parameters
        ----------
        enough : float
            A bound from which on it is not raised further.
        work : int
            Paths to price, at most.
        """
        program, limits = _LinearProgram(self), self.limits
        narrow, best = True, -math.inf
        center: list[float] | None = None
        for _ in range(limits.partition_rounds):
            program.extend()
            duals = program.duals(stop)
            if duals is None:
                return
            if center is not None:
                duals = [(one + other) / 2 for one, other in zip(duals, center, strict=True)]
            found = self._price_all(duals, narrow=narrow, stop=stop)
            if found is None:
                return
            work -= found.labels
            if found.complete:
                self.bound = max(self.bound, found.least - _TOLERANCE)
            if self.bound >= enough or work <= 0:
                return
            if not found.added and center is not None:
                center = None
            elif not found.added:
                if not narrow:
                    return
                narrow, best = False, -math.inf
            elif not narrow and found.labels * limits.partition_proof_rounds > work + found.labels:
                return
            elif found.least > best:
                best, center = found.least, duals

    def _price_all(self, duals: Sequence[float], *, narrow: bool, stop: StopSignal | None) -> _Round | None:
        """Add working days of negative reduced cost; None where it is time to stop."""
        low = sum(row.least * dual for row, dual in zip(self.rows, duals, strict=True))
        labels, complete, added = 0, True, False
        for where in sorted(self.kinds):
            if stop is not None and stop.now:
                return None
            value, together, fixed = self._values(where, duals)
            priced = self._graph(where).price(value, together, fixed, narrow=narrow)
            low += len(self.kinds[where]) * priced.least
            labels += priced.labels
            complete = complete and priced.complete
            added = any([self._add(where, chain) is not None for chain in priced.chains]) or added
        return _Round(low, complete, added, labels)

    def _graph(self, where: DayOfKind) -> DayGraph:
        return self._graphs[where[0], self._home[where[1]]]

    def _values(self, where: DayOfKind, duals: Sequence[float]) -> tuple[dict[int, float], dict[int, float], float]:
        """Return what jobs and pairs of jobs are worth, and what a working day costs in any case."""
        kind, graph = where[1], self._graph(where)
        value = {
            k: sum(duals[row] * part for row, part in self._of_job[k, kind]) - self._set_cost[k, kind]
            for k in graph.jobs
            if (k, kind) in self.does_alone
        }
        together = {k: duals[self._pairs[k]] for k in graph.next}
        return value, together, sum(duals[row] for row in self._of_day[where])

    def capped(self, duals: Sequence[float]) -> list[float]:
        """Return duals, rounded as they are, so that they are surely feasible for what is no column."""
        made = [max(0.0, dual) for dual in duals]
        for parts, price in self._caps:
            total = sum(part * made[row] for row, part in parts.items())
            if total > price:
                for row in parts:
                    made[row] *= price / total
        return made

    def all_columns(self) -> Iterator[tuple[DayOfKind, JobChain, int]]:
        """Yield the working days with their variables."""
        for where, chains in self.columns.items():
            for chain, number in chains.items():
                yield where, chain, number


class _LinearProgram:
    """The linear program as the solver has it."""

    def __init__(self, master: DutyMaster) -> None:
        self._master = master
        self._model = mathopt.Model(name="duties")
        self._rows = [self._model.add_linear_constraint(lb=row.least) for row in master.rows]
        self._count = 0
        self._solver: mathopt.IncrementalSolver | None = None

    def extend(self) -> None:
        """Add the variables that are new."""
        new = range(self._count, len(self._master.costs))
        parts: dict[int, list[tuple[int, int]]] = {number: [] for number in new}
        for r, row in enumerate(self._master.rows):
            for number in reversed(row.parts):
                if number < self._count:
                    break
                parts[number].append((r, row.parts[number]))
        for number in new:
            variable = self._model.add_variable(lb=0.0)
            self._model.objective.set_linear_coefficient(variable, self._master.costs[number])
            for r, part in parts[number]:
                self._rows[r].set_coefficient(variable, part)
        self._count = len(self._master.costs)

    def duals(self, stop: StopSignal | None) -> list[float] | None:
        """Solve it and return the duals of its rows; None: not in time."""
        if self._solver is None:
            self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        parameters = mathopt.SolveParameters(iteration_limit=self._master.limits.partition_pivots)
        if stop is not None and stop.deadline is not None:
            parameters.time_limit = dt.timedelta(seconds=max(MIN_SECONDS, stop.left))
        result = self._solver.solve(params=parameters)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return None
        return self._master.capped(result.dual_values(self._rows))
