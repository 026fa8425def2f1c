"""The one caller of CpSolver: tier by tier, hinted, bounded, interruptible."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from ortools.sat.python import cp_model

from models.domain.errors import InvalidModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
_STATUS: dict[int, Status] = {
    int(cp_model.OPTIMAL): "optimal",
    int(cp_model.FEASIBLE): "feasible",
    int(cp_model.INFEASIBLE): "infeasible",
    int(cp_model.UNKNOWN): "unknown",
}


@dataclass
class StopSignal:
    """When to stop: shared by everything that one call to ``solve`` starts.

    ``deadline`` is a ``time.monotonic`` moment or None; ``event`` is set by Ctrl-C.
    """

    deadline: float | None = None
    event: threading.Event = field(default_factory=threading.Event)

    @property
    def now(self) -> bool:
        """Whether it is time to stop."""
        return self.event.is_set() or self.left <= 0

    @property
    def left(self) -> float:
        """Seconds left; infinite without a deadline."""
        return float("inf") if self.deadline is None else self.deadline - time.monotonic()


@dataclass(frozen=True)
class SolveLimits:
    """How hard one solve tries: deterministic time (repeats exactly) and workers."""

    deterministic: float = 2.0
    workers: int = 1
    seed: int = 0
    linear: int = 0
    """Linear relaxation: 0 gives itinerary sub-models their solutions sooner, 1 helps circuits to prove."""
    core: bool = False
    """Raise the bound by cores: two to four times faster where little is broken (tiers 0 and 1)."""
    presolve: int | None = None
    """Rounds of presolving; None: none before cores, else the solver's. It spreads the price of a request over its
    choices, which may cost the bound (tier 0 alone: 0.02 s without it, no end with it); tier 1 alone is proven up to
    three times faster with one round. From a hint that is nearly best, none is ten times faster.
    """


@dataclass
class Outcome:
    """What one solve gave.

    Attributes
    ----------
    status : str
        ``optimal``, ``feasible``, ``infeasible`` or ``unknown``.
    values : list of int
        Of all variables; empty without a solution.
    objective, bound : int
        Of the expression minimised; the bound is valid also without a solution.
    core : list of int
        Indices of assumed literals that cannot hold together, when infeasible under assumptions.
    """

    status: Status
    values: list[int]
    objective: int
    bound: int
    core: list[int]
    solver: cp_model.CpSolver

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return bool(self.values)

    def value(self, expr: Any) -> int:
        """Evaluate an expression or literal in the solution."""
        return int(expr) if isinstance(expr, int) else int(self.solver.value(expr))


def solve(
    model: cp_model.CpModel,
    minimise: Any = None,
    hint: Sequence[tuple[int, int]] = (),
    effort: SolveLimits | None = None,
    stop: StopSignal | None = None,
    assume: Sequence[Any] = (),
    log: Callable[[str], None] | None = None,
) -> Outcome:
    """Solve a model once.

    Parameters
    ----------
    minimise : expression, optional
        What to minimise; None asks for any solution (as conflict cores need).
    hint : sequence of (index, value)
        Values of variables by index.
    assume : sequence of literals
        Assumptions; with an infeasible answer ``core`` names those in conflict.

    Raises
    ------
    InvalidModel
        When the solver refuses the model.
    """
    effort = effort or SolveLimits()
    if minimise is None:
        model.clear_objective()  # type: ignore[no-untyped-call]
    else:
        model.minimize(minimise)
    model.clear_hints()  # type: ignore[no-untyped-call]
    if hint:
        proto = model.proto.solution_hint
        proto.vars.extend([index for index, _ in hint])
        proto.values.extend([value for _, value in hint])
    model.clear_assumptions()
    if assume:
        model.add_assumptions(assume)
    solver = cp_model.CpSolver()
    _configure(solver, effort, stop, log)
    watch = _Watch(solver, stop)
    with watch:
        code = solver.solve(model)
    if code == cp_model.MODEL_INVALID:
        raise InvalidModel(model.validate())
    status = _STATUS[int(code)]
    found = status in ("optimal", "feasible")
    response = solver.response_proto
    core = list(response.sufficient_assumptions_for_infeasibility) if assume and status == "infeasible" else []
    return Outcome(
        status=status,
        values=list(response.solution) if found else [],
        objective=round(solver.objective_value) if found and minimise is not None else 0,
        bound=_ceil(solver.best_objective_bound) if minimise is not None else 0,
        core=core,
        solver=solver,
    )


def _ceil(bound: float) -> int:
    """Round a bound of an integer objective up, allowing for floating-point noise."""
    whole = round(bound)
    return whole if abs(bound - whole) < 1e-6 * max(1, abs(bound)) else int(-(-bound // 1))


def _configure(
    solver: cp_model.CpSolver, effort: SolveLimits, stop: StopSignal | None, log: Callable[[str], None] | None
) -> None:
    parameters = solver.parameters
    parameters.num_workers = effort.workers
    parameters.catch_sigint_signal = False  # Ctrl-C is ours: the best plan so far is still wanted
    parameters.random_seed = effort.seed
    parameters.max_deterministic_time = effort.deterministic
    if effort.workers == 1:  # small sub-models: a first solution three times sooner
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.linearization_level = effort.linear
    parameters.optimize_with_core = effort.core
    if effort.core and effort.workers == 1:
        parameters.core_minimization_level = 0
        parameters.max_presolve_iterations = effort.presolve or 0
    elif effort.presolve is not None:
        parameters.max_presolve_iterations = effort.presolve
    if stop is not None and stop.deadline is not None:
        parameters.max_time_in_seconds = max(0.05, stop.left)
    if log is not None:
        parameters.log_search_progress = True
        parameters.log_to_stdout = False
        solver.log_callback = log


class _Watch:
    """Stops a running solve when the event is set (Ctrl-C arrives in another thread than the search)."""

    def __init__(self, solver: cp_model.CpSolver, stop: StopSignal | None) -> None:
        self._solver, self._stop = solver, stop
        self._done = threading.Event()

    def __enter__(self) -> None:
        if self._stop is not None:
            threading.Thread(target=self._run, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _run(self) -> None:
        assert self._stop is not None
        while not self._done.wait(0.05):
            if self._stop.event.is_set():
                self._solver.stop_search()
                return


def by_tiers(
    model: cp_model.CpModel,
    tiers: Sequence[Any],
    hint: Sequence[tuple[int, int]] = (),
    effort: SolveLimits | None = None,
    stop: StopSignal | None = None,
    cores: int = 1,
    later: float = 1.0,
) -> tuple[Outcome, list[tuple[int, int, bool]]]:
    """Minimise expressions strictly in order; each is held at its best while the next is minimised.

    Parameters
    ----------
    cores : int
        So many first expressions are minimised by cores.
    later : float
        Share of the effort for the expressions behind those.

    Returns
    -------
    outcome : Outcome
        The last solve that gave a solution (or the first one, without any).
    tiers : list of (value, bound, proven)
        As far as they were reached; ``proven``: this one and all before it are optimal.
    """
    effort = effort or SolveLimits()
    best: Outcome | None = None
    reached: list[tuple[int, int, bool]] = []
    proven = True
    for number, expr in enumerate(tiers):
        share = 1.0 if number < cores else later
        mine = replace(effort, core=number < cores, deterministic=share * effort.deterministic)
        outcome = solve(model, expr, hint, mine, stop)
        if not outcome.found:
            if best is None:
                return outcome, reached
            proven = False
            reached.append((best.value(expr), outcome.bound, False))
            outcome = best
        else:
            proven = proven and outcome.status == "optimal"
            reached.append((outcome.objective, outcome.bound, proven))
            best = outcome
        hint = list(enumerate(best.values))
        if not isinstance(expr, int):
            model.add(expr <= best.value(expr))
    if best is None:
        best = solve(model, None, hint, effort, stop)
    return best, reached
