"""Routes of the most profit by two kinds of search at once, which go on from the best, and a choice among all routes.

One process searches as ``orienteering`` does, the other as PyVRP does; with several routes CP-SAT chooses among all
that were met, no stop twice.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from models.cp.run import SolveLimits, solve
from models.cp.stop_signal import StopSignal
from models.outbound.orienteering import (
    OrienteeringLimits,
    OrienteeringPlan,
    OrienteeringProblem,
    OrienteeringSearch,
    StopRoutes,
    collected,
)
from models.outbound.pyvrp_search import RouteSearch
from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import ProcessPool

_TURNS = ((0.5, 1.0), (0.3, 0.7), (0.2, 0.3))
"""Shares of the search, and how warm each turn begins beside the first."""
MAX_ROUTES_CHOSEN = 3_000


@dataclass(frozen=True)
class _Collect(PoolTask):
    """A search from routes, or from scratch; ``plainly``: as PyVRP does."""

    limits: OrienteeringLimits
    start: StopRoutes | None
    seconds: float | None
    of_processor: bool
    plainly: bool

    def run(self, site: OrienteeringProblem, stop: StopSignal) -> OrienteeringPlan:
        """Return the best routes."""
        clock = time.process_time if self.of_processor else time.monotonic
        began, seconds, iterations = clock(), self.seconds, self.limits.iterations
        search = OrienteeringSearch(site, self.limits)

        def over(done: int) -> float:
            return done / iterations if seconds is None else (clock() - began) / seconds

        if self.plainly:
            return search.run_plainly(RouteSearch(iterations=iterations, seed=self.limits.seed), stop, over)
        return search.run(self.start, stop, over)


def plan_orienteering(
    problem: OrienteeringProblem,
    limits: OrienteeringLimits,
    seconds: float | None = None,
    stop: StopSignal | None = None,
    *,
    of_processor: bool = False,
) -> OrienteeringPlan:
    """Return the routes of the most profit that are found.

    Parameters
    ----------
    limits : OrienteeringLimits
        ``iterations`` are those of a process over all turns; more than can be done where ``seconds`` is the limit.
    seconds : float, optional
        Wall-clock seconds; the routes then depend on the machine.
    of_processor : bool
        The seconds are those of each process's processor.
    """
    stop = stop or StopSignal()
    pool = ProcessPool(problem, 2, 2)
    best = OrienteeringPlan((), 0)
    met: dict[tuple[int, ...], int] = {}
    try:
        for turn, (share, warmth) in enumerate(_TURNS):
            iterations = max(1, round(limits.iterations * share))
            mine = replace(limits, warm=limits.warm * warmth, iterations=iterations)
            tasks = [
                _Collect(
                    replace(mine, seed=limits.seed + 2 * turn + k),
                    best.routes or None,
                    None if seconds is None else seconds * share * 0.95,
                    of_processor,
                    plainly=turn == 0 and k == 1,
                )
                for k in range(2)
            ]
            for plan in [future.result()[0] for future in [pool.submit(task, stop) for task in tasks]]:
                met |= plan.routes_met
                best = max(best, plan, key=lambda one: one.profit)
            best = _packed(problem, met, best)
    finally:
        pool.close()
    return best


def _packed(problem: OrienteeringProblem, met: dict[tuple[int, ...], int], best: OrienteeringPlan) -> OrienteeringPlan:
    """Return the best choice of routes of which none share a stop."""
    if problem.routes == 1:
        return best
    routes = [*best.routes, *sorted(met, key=lambda route: (-met[route], route))[:MAX_ROUTES_CHOSEN]]
    routes = list(dict.fromkeys(route for route in routes if route))
    model = cp_model.CpModel()
    used = [model.new_bool_var("") for _ in routes]
    stops: dict[int, list[cp_model.IntVar]] = {}
    for route, variable in zip(routes, used, strict=True):
        for one in route:
            stops.setdefault(one, []).append(variable)
    for variables in stops.values():
        model.add_at_most_one(variables)
    model.add(sum(used) <= problem.routes)
    lost = sum(-int(problem.profit[list(route)].sum()) * v for route, v in zip(routes, used, strict=True))
    outcome = solve(model, lost, limits=SolveLimits(deterministic=0.3, linearization=1))
    if not outcome.found or -outcome.objective <= best.profit:
        return best
    found = tuple(route for route, variable in zip(routes, used, strict=True) if outcome.value(variable))
    return OrienteeringPlan(found, collected(problem, found))
