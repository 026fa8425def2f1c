"""Periodic routes: on which days of a period each customer is visited, and by which routes, at the least length.

Ruin and recreate over day patterns: customers near each other are taken out of all days, each is put back with the
pattern whose cheapest insertions cost least, and the local search of PyVRP mends the routes of all days at once. Loads
beyond capacity are priced on the way. What is worse is accepted less and less (simulated annealing).
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
    LocalSearch,
    PerturbationManager,
    PerturbationParams,
    Relocate1,
    Relocate2,
    Swap11,
    Swap21,
    Swap22,
    SwapTails,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.cp.stop_signal import StopSignal

SCALE = 10_000
"""Whole units of PyVRP in a unit of length."""
_OTHER_DAY = 1e12
"""What a visit on a day that is not its own costs: no saving is worth it."""
_OPERATORS = (Relocate1, Relocate2, Swap11, Swap21, Swap22, SwapTails)
PeriodRoutes = tuple[tuple[tuple[int, ...], ...], ...]
"""By day, the customers of each route in order; customers are numbered from 1, the depot is 0."""


@dataclass(frozen=True)
class PeriodicProblem:
    """Customers, patterns and vehicles of a period.

    Attributes
    ----------
    positions : tuple of (float, float)
        Of the depot, then of the customers; lengths are Euclidean.
    service, demand : tuple
        Minutes and load of each visit; 0 of the depot.
    patterns : tuple of tuple of tuple of int
        By customer (none for the depot): the sets of days, numbered from 0, one of which is chosen.
    vehicles : int
        Each day.
    limits : tuple of (float, int)
        By day: longest route with its service (0: none), and load of a vehicle (0: none).
    """

    positions: tuple[tuple[float, float], ...]
    service: tuple[float, ...]
    demand: tuple[int, ...]
    patterns: tuple[tuple[tuple[int, ...], ...], ...]
    vehicles: int
    limits: tuple[tuple[float, int], ...]

    @property
    def days(self) -> int:
        """Days of the period."""
        return len(self.limits)

    def distances(self) -> np.ndarray:
        """Return lengths between all places, shape (places, places)."""
        spots = np.array(self.positions)
        apart = spots[:, None, :] - spots[None, :, :]
        found: np.ndarray = np.hypot(apart[..., 0], apart[..., 1])
        return found


@dataclass(frozen=True)
class PeriodicLimits:
    """How the search goes on.

    Attributes
    ----------
    iterations : int
        Ruins, at most.
    seed : int
        Of its random choices.
    removed : int
        Customers taken out at once, at most.
    warm, cold : float
        First and last temperature, as a share of the length.
    neighbours : int
        Near customers that moves look at.
    """

    iterations: int = 20_000
    seed: int = 0
    removed: int = 12
    warm: float = 0.012
    cold: float = 0.0003
    neighbours: int = 15


@dataclass
class PeriodicPlan:
    """Routes by day, with their length; ``routes_met``: every route of a solution on the way that kept all limits."""

    routes: PeriodRoutes
    length: float
    routes_met: set[tuple[int, ...]] = field(default_factory=set)


def measured(problem: PeriodicProblem, routes: PeriodRoutes) -> float:
    """Return the length of routes, measured anew.

    Raises
    ------
    ValueError
        When a customer has no pattern of its own, or a route breaks a limit.
    """
    apart, days_of = problem.distances(), dict[int, list[int]]()
    total = 0.0
    for day, of_day in enumerate(routes):
        longest, load = problem.limits[day]
        if len(of_day) > problem.vehicles:
            raise ValueError(f"day {day} has {len(of_day)} routes for {problem.vehicles} vehicles")
        for route in of_day:
            stops = (0, *route, 0)
            length = sum(float(apart[a, b]) for a, b in pairwise(stops))
            if load and sum(problem.demand[c] for c in route) > load:
                raise ValueError(f"a route of day {day} carries more than {load}")
            if longest and length + sum(problem.service[c] for c in route) > longest + 1e-3:
                raise ValueError(f"a route of day {day} is longer than {longest}")
            total += length
            for customer in route:
                days_of.setdefault(customer, []).append(day)
    for customer, patterns in enumerate(problem.patterns):
        if patterns and tuple(sorted(days_of.get(customer, ()))) not in patterns:
            raise ValueError(
                f"customer {customer} is visited on {days_of.get(customer)}, which is none of its patterns"
            )
    return total


class _Days:
    """Routes of every day as arrays of edges, to price insertions."""

    def __init__(self, search: PeriodicSearch, routes: Sequence[Sequence[Sequence[int]]]) -> None:
        self._search = search
        self.routes = [[list(route) for route in of_day] for of_day in routes]
        self._edges: list[tuple[Any, ...] | None] = [None] * len(self.routes)

    def remove(self, customers: set[int]) -> None:
        """Take customers out of all days."""
        for day, of_day in enumerate(self.routes):
            for number, route in enumerate(of_day):
                left = [c for c in route if c not in customers]
                if len(left) < len(route):
                    of_day[number] = left
                    self._edges[day] = None

    def insert(self, customer: int, random: Random) -> None:
        """Put a customer in, by the pattern that costs least, with some noise."""
        best: dict[int, tuple[float, int, int]] = {}
        problem = self._search.problem
        for day in self._search.days_of[customer]:
            best[day] = self._cheapest(customer, day)
        patterns = problem.patterns[customer]
        chosen = min(
            patterns, key=lambda p: sum(best[day][0] for day in p) * (1 + self._search.noise * random.random())
        )
        for day in chosen:
            _, number, place = best[day]
            self.routes[day][number].insert(place, customer)
            self._edges[day] = None

    def _cheapest(self, customer: int, day: int) -> tuple[float, int, int]:
        edges = self._edges[day]
        if edges is None:
            edges = self._edges[day] = self._edges_of(day)
        a, b, length, number, place, load, longest = edges
        search, apart = self._search, self._search.apart
        row = apart[customer]
        cost = row[a] + row[b] - length
        room = search.problem.limits[day]
        if room[1]:
            demand = search.problem.demand[customer]
            over = np.maximum(load + demand - room[1], 0) - np.maximum(load - room[1], 0)
            cost = cost + search.load_price * over
        if room[0]:
            more = cost + search.problem.service[customer]
            over = np.maximum(longest + more - room[0], 0)
            cost = cost + search.length_price * over
        at = int(cost.argmin())
        return float(cost[at]), int(number[at]), int(place[at])

    def _edges_of(self, day: int) -> tuple[Any, ...]:
        search, problem = self._search, self._search.problem
        of_day = self.routes[day]
        while len(of_day) < problem.vehicles and all(of_day):
            of_day.append([])
        stops: list[int] = []
        numbers: list[int] = []
        places: list[int] = []
        for index, route in enumerate(of_day):
            stops += [0, *route]
            numbers += [index] * (len(route) + 1)
            places += range(len(route) + 1)
        a = np.array(stops)
        b = np.append(a[1:], 0)
        length = search.apart[a, b]
        number = np.array(numbers)
        load = np.bincount(number, search.demand[a])[number]
        longest = np.bincount(number, length + search.service[a])[number]
        return a, b, length, number, np.array(places), load, longest


class PeriodicSearch:
    """A search for periodic routes.

    Parameters
    ----------
    problem : PeriodicProblem
        What is planned.
    limits : PeriodicLimits
        How long.
    """

    noise = 0.15
    """How much the price of a pattern may be overrated at random."""

    def __init__(self, problem: PeriodicProblem, limits: PeriodicLimits) -> None:
        self.problem, self.limits = problem, limits
        self.apart = problem.distances()
        self.demand, self.service = np.array(problem.demand, float), np.array(problem.service, float)
        self.days_of = [sorted({day for pattern in one for day in pattern}) for one in problem.patterns]
        self.load_price, self.length_price = self._first_price(), 2.0
        self._random = Random(f"periodic/{limits.seed}")
        self._customers = [c for c, patterns in enumerate(problem.patterns) if patterns]
        order = np.argsort(self.apart, axis=1, kind="stable")
        mine = set(self._customers)
        self._near = [[int(j) for j in row if int(j) in mine] for row in order]
        self._client: dict[tuple[int, int], int] = {}
        self._of_client: list[int] = []
        self._data = self._problem_data()
        self._method = self._local_search()
        self._feasible: list[bool] = []

    def run(self, start: PeriodRoutes | None, stop: StopSignal, progress: Callable[[int], float]) -> PeriodicPlan:
        """Search; ``progress`` tells from the number of iterations how much of the search is over, 0 to 1."""
        current = self._mended(self._begin(start))
        cost, feasible = self._cost(current)
        best = PeriodicPlan(self._routes(current), cost if feasible else math.inf)
        routes = self._routes(current)
        number, over = 0, 0.0
        while number < self.limits.iterations and over < 1:
            if not number % 20:
                over = 1.0 if stop.now else progress(number)
            heat = self.limits.warm * (self.limits.cold / self.limits.warm) ** over
            days = _Days(self, routes)
            out = self._ruin()
            days.remove(set(out))
            for customer in out:
                days.insert(customer, self._random)
            found = self._mended(days.routes)
            value, feasible = self._cost(found)
            if feasible and value < best.length - 1e-6:
                best = PeriodicPlan(self._routes(found), value, best.routes_met)
            if value < cost - heat * cost * math.log(max(1e-12, self._random.random())):
                cost, routes = value, self._routes(found)
                if feasible and len(best.routes_met) < 60_000:
                    best.routes_met.update(route for of_day in routes for route in of_day)
            self._adapt(feasible)
            number += 1
            if not number % 1_000:
                cost = self._priced(routes)
        return best

    # ------------------------------------------------------------ steps

    def _ruin(self) -> list[int]:
        """Return customers to be taken out, near each other, in the order in which they are put back."""
        random = self._random
        seed = random.choice(self._customers)
        count = min(random.randint(1, self.limits.removed), len(self._customers))
        near = self._near[seed]
        out: list[int] = []
        index = 0
        while len(out) < count and index < len(near):
            if random.random() < 0.6 or len(near) - index <= count - len(out):
                out.append(near[index])
            index += 1
        random.shuffle(out)
        if random.random() < 0.5:
            out.sort(key=lambda c: -len(self.problem.patterns[c][0]))
        return out

    def _mended(self, routes: Sequence[Sequence[Sequence[int]]]) -> Solution:
        data, client = self._data, self._client
        made = [
            Route(data, [client[customer, day] for customer in route], day)
            for day, of_day in enumerate(routes)
            for route in of_day
            if route
        ]
        evaluator = CostEvaluator([self.load_price * SCALE] if self._loaded else [], _OTHER_DAY, self.length_price)
        found: Solution = self._method(Solution(data, made), evaluator, exhaustive=True)
        return found

    def _routes(self, found: Solution) -> PeriodRoutes:
        of_client = self._of_client
        by_day: list[list[tuple[int, ...]]] = [[] for _ in range(self.problem.days)]
        for route in found.routes():
            by_day[route.vehicle_type()].append(tuple(of_client[stop.idx] for stop in route if stop.is_client()))
        return tuple(tuple(of_day) for of_day in by_day)

    def _cost(self, found: Solution) -> tuple[float, bool]:
        """Return length and prices of what is over, and whether nothing is."""
        over = sum(found.excess_load())
        cost = (
            found.distance() / SCALE
            - self._service_in(found)
            + self.load_price * over
            + self.length_price * found.excess_distance() / SCALE
        )
        return cost, found.is_feasible()

    def _service_in(self, found: Solution) -> float:
        """Return the service of all visits, which PyVRP counts as length."""
        if not self.service.any():
            return 0.0
        visits = (stop.idx for route in found.routes() for stop in route if stop.is_client())
        return float(sum(self.service[self._of_client[client]] for client in visits))

    def _priced(self, routes: PeriodRoutes) -> float:
        return self._cost(self._solution(routes))[0]

    def _solution(self, routes: PeriodRoutes) -> Solution:
        made = [
            Route(self._data, [self._client[customer, day] for customer in route], day)
            for day, of_day in enumerate(routes)
            for route in of_day
            if route
        ]
        return Solution(self._data, made)

    def _adapt(self, feasible: bool) -> None:
        """Raise prices where too little is feasible, lower them where too much is."""
        self._feasible.append(feasible)
        if len(self._feasible) < 100:
            return
        share = sum(self._feasible) / len(self._feasible)
        factor = 1.2 if share < 0.4 else 0.85 if share > 0.6 else 1.0
        self.load_price = min(1_000.0, max(0.05, self.load_price * factor))
        self.length_price = min(1_000.0, max(0.1, self.length_price * factor))
        self._feasible.clear()

    # ------------------------------------------------------------ set-up

    def _begin(self, start: PeriodRoutes | None) -> Sequence[Sequence[Sequence[int]]]:
        if start is not None:
            return start
        days = _Days(self, [[[]] for _ in range(self.problem.days)])
        order = list(self._customers)
        self._random.shuffle(order)
        order.sort(key=lambda c: -len(self.problem.patterns[c][0]))
        for customer in order:
            days.insert(customer, self._random)
        return days.routes

    def _first_price(self) -> float:
        mean = float(self.apart[self.apart > 0].mean()) if (self.apart > 0).any() else 1.0
        loads = [d for d in self.problem.demand if d]
        return 1.5 * mean / (sum(loads) / len(loads)) if loads else 1.0

    @property
    def _loaded(self) -> bool:
        return any(load for _, load in self.problem.limits)

    def _problem_data(self) -> ProblemData:
        problem = self.problem
        whole: Any = np.rint(self.apart * SCALE).astype(np.int64)
        clients: list[Client] = []
        for customer in self._customers:
            for day in self.days_of[customer]:
                self._client[customer, day] = len(clients)
                self._of_client.append(customer)
                amount = [problem.demand[customer]] if self._loaded else []
                clients.append(Client(customer, delivery=amount, tw_early=day, tw_late=day, required=False))
        for customer in self._customers:  # service counts as length: half of it before and half after each visit
            half = round(problem.service[customer] * SCALE / 2)
            whole[customer, :] += half
            whole[:, customer] += half
        np.fill_diagonal(whole, 0)
        fleet = []
        for day, (longest, load) in enumerate(problem.limits):
            kind = VehicleType(problem.vehicles, [load or 1 << 40] if self._loaded else [], tw_early=day, tw_late=day)
            if longest:
                kind = kind.replace(max_distance=math.floor(longest * SCALE + len(self._customers)))
            fleet.append(kind)
        locations = [Location(x, y) for x, y in problem.positions]
        return ProblemData(locations, clients, [Depot(0)], fleet, [whole], [np.zeros_like(whole)])

    def _local_search(self) -> LocalSearch:
        near: dict[Activity, list[Activity]] = {}
        for (customer, day), client in self._client.items():
            others = [self._client[j, day] for j in self._near[customer] if j != customer and (j, day) in self._client]
            near[Activity(ActivityType.CLIENT, client)] = [
                Activity(ActivityType.CLIENT, other) for other in others[: self.limits.neighbours]
            ]
        random = RandomNumberGenerator(seed=self.limits.seed)
        method = LocalSearch(self._data, random, near, PerturbationManager(PerturbationParams(0, 0)))
        for operator in _OPERATORS:
            method.add_operator(operator(self._data))
        return method
