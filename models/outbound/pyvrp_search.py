"""The only caller of PyVRP: a search of so many iterations, the same for the same seed, that a stop signal may end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyvrp import PenaltyManager, PenaltyParams, RandomNumberGenerator, Solution
from pyvrp.IteratedLocalSearch import IteratedLocalSearch, IteratedLocalSearchParams
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

from models.cp.stop_signal import StopSignal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyvrp import ProblemData


@dataclass(frozen=True)
class RouteSearch:
    """How long and how PyVRP searches.

    Attributes
    ----------
    iterations : int
        Perturbations, each with a local search.
    seed : int
        Of its random choices.
    neighbours : int
        Clients near a client that moves look at.
    history : int
        Iterations back to which a candidate is compared (late acceptance).
    perturbations : (int, int)
        Clients that a perturbation touches, at least and at most.
    """

    iterations: int = 1_000
    seed: int = 0
    neighbours: int = 40
    history: int = 200
    perturbations: tuple[int, int] = (1, 25)
    restart_after: int = 20_000


@dataclass
class _Stop:
    """PyVRP's stopping criterion: so many iterations, or the signal."""

    iterations: int
    signal: StopSignal
    over: Callable[[], bool] | None = None
    done: int = field(default=-1)

    def __call__(self, best_cost: float) -> bool:
        del best_cost
        self.done += 1
        return self.done >= self.iterations or self.signal.now or (self.over is not None and self.over())


def search_routes(
    data: ProblemData,
    search: RouteSearch,
    signal: StopSignal | None = None,
    start: Solution | None = None,
    over: Callable[[], bool] | None = None,
) -> Solution:
    """Return the best solution that is found; it may be infeasible where none is found that is not.

    Parameters
    ----------
    start : Solution, optional
        Where to begin; it must be one of ``data``.
    over : callable, optional
        Asked before every iteration whether the search is over.
    """
    random = RandomNumberGenerator(seed=search.seed)
    neighbours = compute_neighbours(data, NeighbourhoodParams(num_neighbours=search.neighbours))
    low, high = search.perturbations
    method = LocalSearch(data, random, neighbours, PerturbationManager(PerturbationParams(low, high)))
    for operator in OPERATORS:
        if operator.supports(data):
            method.add_operator(operator(data))
    penalties = PenaltyParams(solutions_between_updates=50, min_penalty=1.0, max_penalty=1_000_000.0)
    manager = PenaltyManager(([1_000.0] * data.num_load_dimensions, 1_000.0, 1_000.0), penalties)
    first = start
    if first is None:
        first = method(Solution.make_random(data, random), manager.max_cost_evaluator(), exhaustive=True)
    params = IteratedLocalSearchParams(num_iters_no_improvement=search.restart_after, history_length=search.history)
    algorithm = IteratedLocalSearch(data, manager, method, first, params)
    return algorithm.run(_Stop(search.iterations, signal or StopSignal(), over), collect_stats=False).best
