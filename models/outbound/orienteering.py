"""Routes that collect the most profit within opening hours (team orienteering with time windows).

Ruin and recreate: strings of stops near each other are taken out of the routes, stops are put in by their profit
squared for the minutes that they cost, with noise; PyVRP's local search mends the whole. What is worse is accepted less
and less.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
from pyvrp import (
    Activity,
    ActivityType,
    Client,
    CostEvaluator,
    Depot,
    Location,
    ProblemData,
    RandomNumberGenerator,
    Route,
    Solution,
    VehicleType,
)
from pyvrp.search import (
    InsertOptionalClient,
    LocalSearch,
    PerturbationManager,
    PerturbationParams,
    Relocate1,
    Relocate2,
    ReplaceOptionalClient,
    Swap11,
    Swap21,
    SwapTails,
)

from models.outbound.pyvrp_search import RouteSearch, search_routes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.cp.stop_signal import StopSignal

_OPERATORS = (Relocate1, Relocate2, Swap11, Swap21, SwapTails, InsertOptionalClient, ReplaceOptionalClient)
_PROFIT = 20_000
"""What a unit of profit weighs beside a unit of length in the local search."""
_LATE = 1e9
StopRoutes = tuple[tuple[int, ...], ...]
"""The stops of each route, in order; stops are numbered from 1, the depot is 0."""


@dataclass(frozen=True)
class OrienteeringProblem:
    """Stops with profits and opening hours.

    Attributes
    ----------
    distances : array of int, shape (places, places)
        Whole units of time; the depot first.
    service, opens, closes : array of int, shape (places,)
        In the same units: when service may begin, of the depot when one is back.
    profit : array of int, shape (places,)
        0 of the depot.
    routes : int
        How many.
    """

    distances: np.ndarray
    service: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    profit: np.ndarray
    routes: int


@dataclass(frozen=True)
class OrienteeringLimits:
    """How the search goes on.

    Attributes
    ----------
    warm, cold : float
        Temperatures, as a share of the profit.
    removed : float
        Stops of a route that are taken out at once, at most, as a share.
    hopeless : float
        What is worse by more than this share of the profit is not improved.
    """

    iterations: int = 5_000
    seed: int = 0
    warm: float = 0.015
    cold: float = 0.0005
    removed: float = 0.3
    hopeless: float = 0.03
    neighbours: int = 25


@dataclass
class OrienteeringPlan:
    """Routes with their profit; ``routes_met``: the profit of every route on the way."""

    routes: StopRoutes
    profit: int
    routes_met: dict[tuple[int, ...], int] = field(default_factory=dict)


def collected(problem: OrienteeringProblem, routes: StopRoutes) -> int:
    """Return the profit of routes, their times measured anew.

    Raises
    ------
    ValueError
        When a stop is made twice, or is late.
    """
    stops = [stop for route in routes for stop in route]
    if len(stops) != len(set(stops)):
        raise ValueError("a stop is made twice")
    if len(routes) > problem.routes:
        raise ValueError(f"{len(routes)} routes for {problem.routes}")
    for route in routes:
        time, place = int(problem.opens[0]), 0
        for stop in (*route, 0):
            time = time + int(problem.service[place]) + int(problem.distances[place, stop])
            if time > problem.closes[stop]:
                raise ValueError(f"stop {stop} is late")
            time, place = max(time, int(problem.opens[stop])), stop
    return int(sum(problem.profit[stop] for stop in stops))


class OrienteeringSearch:
    """A search for routes of the most profit."""

    def __init__(self, problem: OrienteeringProblem, limits: OrienteeringLimits) -> None:
        self.problem, self.limits = problem, limits
        self._random = Random(f"orienteering/{limits.seed}")
        self._noise = np.random.Generator(np.random.PCG64(limits.seed))
        lists = problem.distances, problem.service, problem.opens, problem.closes
        self._plain: Any = tuple(one.tolist() for one in lists)
        self._stops = self._reachable()
        self._near = np.argsort(problem.distances, axis=1, kind="stable")
        self._data = self._problem_data()
        self._method = self._local_search()
        self._evaluator = CostEvaluator([], _LATE, 0.0)

    def run(self, start: StopRoutes | None, stop: StopSignal, progress: Callable[[int], float]) -> OrienteeringPlan:
        """Search; ``progress`` tells from the number of iterations how much of the search is over, 0 to 1."""
        routes = self._improved(self._filled([list(route) for route in start or [()] * self.problem.routes]))
        value = self._value(routes)
        best = OrienteeringPlan(_whole(routes), self._profit(routes))
        best_value, number, over = value, 0, 0.0
        while number < self.limits.iterations and over < 1:
            if not number % 20:
                over = 1.0 if stop.now else progress(number)
            found = self._filled(self._ruined(routes))
            if self._value(found) > value - self.limits.hopeless * best_value:
                found = self._improved(found)
            worth = self._value(found)
            heat = self.limits.warm * (self.limits.cold / self.limits.warm) ** over
            if worth > value + heat * max(1.0, best_value) * math.log(max(1e-12, self._random.random())):
                routes, value = found, worth
                for route in found:
                    best.routes_met.setdefault(tuple(route), self._profit([route]))
            if worth > best_value + 1e-9:
                best_value = worth
                best.routes, best.profit = _whole(found), self._profit(found)
            number += 1
            if not number % 2_000:
                routes, value = [list(route) for route in best.routes], best_value
        return best

    def run_plainly(self, search: RouteSearch, stop: StopSignal, progress: Callable[[int], float]) -> OrienteeringPlan:
        """Search as PyVRP does."""
        done = 0

        def over() -> bool:
            nonlocal done
            done += 1
            return not done % 50 and progress(done) >= 1

        found = search_routes(self._data, search, stop, over=over)
        routes = [tuple(visit.idx + 1 for visit in route if visit.is_client()) for route in found.routes()]
        if not found.is_feasible():
            return OrienteeringPlan((), 0)
        met = {route: self._profit([route]) for route in routes}
        return OrienteeringPlan(tuple(routes), self._profit(routes), met)

    # ------------------------------------------------------------ steps

    def _ruined(self, routes: list[list[int]]) -> list[list[int]]:
        """Return routes without strings of stops near a place drawn at random."""
        random = self._random
        planned = [stop for route in routes for stop in route]
        if not planned:
            return [list(route) for route in routes]
        seed = random.choice(self._stops) if random.random() < 0.5 else random.choice(planned)
        longest = max(2, round(self.limits.removed * len(planned) / len(routes)))
        found = [list(route) for route in routes]
        cut = random.randint(1, len(routes))
        at = {stop: (number, index) for number, route in enumerate(routes) for index, stop in enumerate(route)}
        touched: set[int] = set()
        for stop in self._near[seed]:
            if int(stop) in at and at[int(stop)][0] not in touched:
                number, index = at[int(stop)]
                count = random.randint(1, min(longest, len(found[number])))
                first = max(0, min(index - random.randint(0, count - 1), len(found[number]) - count))
                del found[number][first : first + count]
                touched.add(number)
                if len(touched) == cut:
                    break
        return found

    def _filled(self, routes: list[list[int]]) -> list[list[int]]:
        """Put in stops, the most profit squared for a minute first, until none fits."""
        problem = self.problem
        left = np.array(sorted(set(self._stops) - {stop for route in routes for stop in route}), dtype=np.int64)
        noise = self._noise.uniform(0.7, 1.3, len(problem.profit))
        power = self._random.choice((1.0, 2.0, 2.0, 3.0))
        worth = problem.profit.astype(float) ** power * noise
        edges = [self._edges(route) for route in routes]
        tables = [self._prices(edge, left, worth) for edge in edges]
        while len(left):
            number = max(range(len(routes)), key=lambda k: float(tables[k].max()))
            table = tables[number]
            index = int(table.argmax())
            if table.flat[index] <= 0:
                break
            row, place = divmod(index, table.shape[1])
            routes[number].insert(place, int(left[row]))
            left = np.delete(left, row)
            tables = [np.delete(one, row, axis=0) for one in tables]
            edges[number] = self._edges(routes[number])
            tables[number] = self._prices(edges[number], left, worth)
            if not len(left):
                break
        return routes

    def _edges(self, route: list[int]) -> tuple[np.ndarray, ...]:
        """Return the edges of a route: from, to, when one leaves, when one begins at the next, and at the latest."""
        problem = self.problem
        places = [0, *route, 0]
        apart, service, opens, closes = self._plain
        begin = [opens[0]]
        for a, b in pairwise(places):
            arrive = begin[-1] + service[a] + apart[a][b]
            begin.append(max(arrive, opens[b]))
        latest = [closes[0]]
        for b, a in pairwise(reversed(places)):
            latest.append(min(latest[-1] - apart[a][b] - service[a], closes[a]))
        latest.reverse()
        stops = np.array(places)
        leave = np.array(begin[:-1]) + problem.service[stops[:-1]]
        return stops[:-1], stops[1:], leave, np.array(begin[1:]), np.array(latest[1:])

    def _prices(self, edges: tuple[np.ndarray, ...], left: np.ndarray, worth: np.ndarray) -> np.ndarray:
        """Return what each stop is worth a minute at each edge, shape (stops, edges); 0 where it does not fit."""
        problem = self.problem
        a, b, leave, begin, latest = edges
        here = left[:, None]
        start = np.maximum(leave[None, :] + problem.distances[here, a], problem.opens[here])
        arrive = start + problem.service[here] + problem.distances[here, b]
        fits = (start <= problem.closes[here]) & (arrive <= latest[None, :])
        shift = np.maximum(arrive - begin[None, :], 0) + 100.0
        found: np.ndarray = np.where(fits, worth[here] / shift, 0.0)
        return found if len(left) else np.zeros((1, len(a)))

    def _improved(self, routes: list[list[int]]) -> list[list[int]]:
        """Return routes after a local search; as they are where it leaves them late."""
        made = [Route(self._data, [stop - 1 for stop in route], 0) for route in routes if route]
        found: Solution = self._method(Solution(self._data, made), self._evaluator, exhaustive=True)
        if not found.is_feasible():
            return routes
        better = [[visit.idx + 1 for visit in route if visit.is_client()] for route in found.routes()]
        return better + [[] for _ in range(self.problem.routes - len(better))]

    def _profit(self, routes: Sequence[Sequence[int]]) -> int:
        return int(sum(self.problem.profit[stop] for route in routes for stop in route))

    def _value(self, routes: list[list[int]]) -> float:
        """Return profit, and by very little how short the routes are."""
        apart = self._plain[0]
        length: int = sum(apart[a][b] for route in routes for a, b in zip([0, *route], [*route, 0], strict=True))
        return self._profit(routes) - length / (1_000.0 * max(1, int(self.problem.closes[0])))

    # ------------------------------------------------------------ set-up

    def _reachable(self) -> list[int]:
        problem = self.problem
        found = []
        for stop in range(1, len(problem.profit)):
            start = max(int(problem.opens[0] + problem.distances[0, stop]), int(problem.opens[stop]))
            back = start + int(problem.service[stop]) + int(problem.distances[stop, 0])
            if start <= problem.closes[stop] and back <= problem.closes[0]:
                found.append(stop)
        return found

    def _problem_data(self) -> ProblemData:
        problem = self.problem
        clients = [
            Client(
                stop,
                service_duration=int(problem.service[stop]),
                tw_early=int(problem.opens[stop]),
                tw_late=int(problem.closes[stop]),
                prize=int(problem.profit[stop]) * _PROFIT,
                required=False,
            )
            for stop in range(1, len(problem.profit))
        ]
        fleet = [VehicleType(problem.routes, tw_early=int(problem.opens[0]), tw_late=int(problem.closes[0]))]
        apart: Any = problem.distances.astype(np.int64)
        locations = [Location(float(k), 0.0) for k in range(len(problem.profit))]
        return ProblemData(locations, clients, [Depot(0)], fleet, [apart], [apart])

    def _local_search(self) -> LocalSearch:
        stops = set(self._stops)
        near: dict[Activity, list[Activity]] = {}
        for stop in range(1, len(self.problem.profit)):
            others = [int(j) for j in self._near[stop] if int(j) in stops and int(j) != stop] if stop in stops else []
            near[Activity(ActivityType.CLIENT, stop - 1)] = [
                Activity(ActivityType.CLIENT, other - 1) for other in others[: self.limits.neighbours]
            ]
        random = RandomNumberGenerator(seed=self.limits.seed)
        method = LocalSearch(self._data, random, near, PerturbationManager(PerturbationParams(0, 0)))
        for operator in _OPERATORS:
            method.add_operator(operator(self._data))
        return method


def _whole(routes: list[list[int]]) -> StopRoutes:
    return tuple(tuple(route) for route in routes if route)
