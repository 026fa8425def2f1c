"""Periodic routes by several processes, and a choice among all routes that they met: set partitioning by CP-SAT.

Each turn, every process searches from the best plan (at first from scratch) with random choices of its own; then CP-SAT
chooses patterns and routes among those met. With iterations as the limit the same input gives the same plan.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.cp.run import SolveLimits, solve
from models.cp.stop_signal import StopSignal
from models.outbound.periodic import PeriodicLimits, PeriodicPlan, PeriodicProblem, PeriodicSearch, measured
from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import ProcessPool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from models.outbound.periodic import PeriodRoutes

MAX_ROUTES = 6_000
"""Routes among which CP-SAT chooses."""
CHOICE_SHARE = 0.06
"""Of a turn's time, that CP-SAT has."""
_TURNS = ((0.55, 1.0), (0.25, 0.25), (0.20, 0.12))
"""Shares of the search, and how warm each turn begins beside the first."""


@dataclass(frozen=True)
class _Search(PoolTask):
    """A search from a plan, or from scratch."""

    limits: PeriodicLimits
    start: PeriodRoutes | None
    seconds: float | None
    of_processor: bool

    def run(self, site: PeriodicProblem, stop: StopSignal) -> PeriodicPlan:
        """Return the best plan."""
        clock = time.process_time if self.of_processor else time.monotonic
        began, seconds, iterations = clock(), self.seconds, self.limits.iterations
        if seconds is None:
            return PeriodicSearch(site, self.limits).run(self.start, stop, lambda done: done / iterations)
        return PeriodicSearch(site, self.limits).run(self.start, stop, lambda _: (clock() - began) / (seconds or 1.0))


def plan_periodic(
    problem: PeriodicProblem,
    limits: PeriodicLimits,
    seconds: float | None = None,
    workers: int = 2,
    stop: StopSignal | None = None,
    *,
    of_processor: bool = False,
) -> PeriodicPlan:
    """Return the best periodic routes that are found.

    Parameters
    ----------
    limits : PeriodicLimits
        ``iterations`` are those of a process over all turns; more than can be done where ``seconds`` is the limit.
    seconds : float, optional
        Wall-clock seconds; the plan then depends on the machine.
    of_processor : bool
        The seconds are those of each process's processor: to measure on a machine that has other things to do.

    Raises
    ------
    ValueError
        When no plan that keeps every limit was found.
    """
    stop = stop or StopSignal()
    pool = ProcessPool(problem, workers, workers)
    best: PeriodicPlan | None = None
    routes: dict[tuple[int, ...], None] = {}
    try:
        for turn, (share, warmth) in enumerate(_TURNS):
            tasks = [
                _search(limits, best, (seconds, of_processor), share, warmth, turn * workers + k)
                for k in range(workers)
            ]
            futures: list[Future[tuple[PeriodicPlan, float]]] = [pool.submit(task, stop) for task in tasks]
            plans = [future.result()[0] for future in futures]
            for plan in plans:
                routes |= dict.fromkeys(sorted(plan.routes_met))
            best = min([*([] if best is None else [best]), *plans], key=lambda plan: plan.length)
            if best.routes and best.length < float("inf"):
                for_choice = None if seconds is None else seconds * share * CHOICE_SHARE
                best = chosen(problem, list(routes), best, for_choice)
    finally:
        pool.close()
    assert best is not None
    if best.length == float("inf"):
        raise ValueError("no routes keep every limit, maybe give more vehicles, or search longer")
    return best


def _search(
    limits: PeriodicLimits,
    best: PeriodicPlan | None,
    time_limit: tuple[float | None, bool],
    share: float,
    warmth: float,
    number: int,
) -> _Search:
    iterations = max(1, round(limits.iterations * share))
    mine = replace(limits, seed=limits.seed + number, warm=limits.warm * warmth, iterations=iterations)
    start = best.routes if best is not None and best.routes else None
    seconds, of_processor = time_limit
    return _Search(mine, start, None if seconds is None else seconds * share * (1 - CHOICE_SHARE), of_processor)


def chosen(
    problem: PeriodicProblem, routes: Sequence[tuple[int, ...]], best: PeriodicPlan, seconds: float | None
) -> PeriodicPlan:
    """Return the best choice of patterns and routes among some, the plan at hand where CP-SAT finds no better one.

    Routes of one set of customers are represented by the shortest.
    """
    choice = _Choice(problem, routes, best)
    limits = SolveLimits(deterministic=5.0 if seconds is None else 1_000.0, linearization=2)
    stop = StopSignal(None if seconds is None else time.monotonic() + seconds)
    outcome = solve(choice.model, choice.length, choice.hint, limits, stop)
    if not outcome.found:
        return best
    found = tuple(
        tuple(route for (of_day, route), used in choice.used.items() if of_day == day and outcome.value(used))
        for day in range(problem.days)
    )
    length = measured(problem, found)
    return PeriodicPlan(found, length) if length < best.length - 1e-9 else best


class _Choice:
    """The model: a pattern of each customer, routes on days that visit it on just the days of its pattern."""

    def __init__(self, problem: PeriodicProblem, routes: Sequence[tuple[int, ...]], best: PeriodicPlan) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self._apart = problem.distances()
        self.used: dict[tuple[int, tuple[int, ...]], cp_model.IntVar] = {}
        self.hint: list[tuple[int, int]] = []
        self._visits: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        lengths = self._routes(routes, best)
        self._patterns()
        for day in range(problem.days):
            self.model.add(sum(v for (of_day, _), v in self.used.items() if of_day == day) <= problem.vehicles)
        self.length = sum(round(1_000 * lengths[route]) * v for (_, route), v in self.used.items())

    def _routes(self, routes: Sequence[tuple[int, ...]], best: PeriodicPlan) -> dict[tuple[int, ...], float]:
        """Make the variables of routes on days; return the length of each route."""
        planned = {(day, frozenset(route)) for day, of_day in enumerate(best.routes) for route in of_day}
        mine = [route for of_day in best.routes for route in of_day]
        shortest: dict[frozenset[int], tuple[float, tuple[int, ...]]] = {}
        for route in [*mine, *routes]:
            key, stops = frozenset(route), (0, *route, 0)
            length = float(sum(self._apart[a, b] for a, b in pairwise(stops)))
            if (len(shortest) < MAX_ROUTES or key in shortest) and (length, route) < shortest.get(key, (1e300, ())):
                shortest[key] = length, route
        for key, (length, route) in shortest.items():
            for day in range(self.problem.days):
                if self._may(route, length, day):
                    variable = self.used[day, route] = self.model.new_bool_var("")
                    self.hint.append((variable.index, int((day, key) in planned)))
                    for customer in route:
                        self._visits.setdefault((customer, day), []).append(variable)
        return {route: length for length, route in shortest.values()}

    def _may(self, route: tuple[int, ...], length: float, day: int) -> bool:
        """Tell whether every customer of a route may be visited on a day, and the route keeps the limits of the day."""
        problem, (longest, load) = self.problem, self.problem.limits[day]
        if load and sum(problem.demand[c] for c in route) > load:
            return False
        if longest and length + sum(problem.service[c] for c in route) > longest + 1e-6:
            return False
        return all(any(day in pattern for pattern in problem.patterns[c]) for c in route)

    def _patterns(self) -> None:
        for customer, patterns in enumerate(self.problem.patterns):
            chosen_one = [self.model.new_bool_var("") for _ in patterns]
            if patterns:
                self.model.add_exactly_one(chosen_one)
            for day in range(self.problem.days) if patterns else ():
                there = [v for v, pattern in zip(chosen_one, patterns, strict=True) if day in pattern]
                self.model.add(sum(self._visits.get((customer, day), [])) == sum(there))
