"""The only caller of CpSolver: one solve, or several objectives in lexicographic order; hinted and interruptible."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ortools.sat.python import cp_model

from models.domain.errors import InvalidModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr, Lit

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
_STATUS: dict[int, Status] = {
    int(cp_model.OPTIMAL): "optimal",
    int(cp_model.FEASIBLE): "feasible",
    int(cp_model.INFEASIBLE): "infeasible",
    int(cp_model.UNKNOWN): "unknown",
}
POLL_SECONDS = 0.05
"""Seconds between two looks at the stop signal of a running solve: an answer to Ctrl-C that people take for instant."""
MIN_SECONDS = 0.05
"""Wall-clock seconds that a solve gets at least: with 0 the solver would take it for no limit."""


@dataclass(frozen=True)
class SolveLimits:
    """How hard one solve tries; the same limits and seed give the same answer on every machine.

    Attributes
    ----------
    deterministic : float
        Deterministic seconds (CP-SAT's count of its work, about a second each), by default 2: enough for one visit.
    workers : int
        Threads of the solver; 1, because several find other solutions in every run.
    seed : int
        Of the solver's random choices.
    linearization : int
        Level of the linear relaxation, 0 to 2. By default 0, which gives itinerary sub-models their solutions sooner;
        1 and 2 help circuits and seatings to prove.
    use_cores : bool
        Raise the bound by unsatisfiable cores: two to four times faster where little is broken (the tiers of requests
        left out and of shoulds), no help elsewhere.
    presolve_rounds : int or None
        Rounds of presolving; None: none before cores, else the solver's own number. Presolve spreads the price of a
        request over its choices, which may cost the bound (tier ``LEFT_OUT`` alone: 0.02 s without it, no end with it);
        tier ``SHOULD`` alone is proven up to three times faster with one round. From a hint that is nearly best, none
        is ten times faster.
    inprocessing : bool
        Probe and shorten clauses between restarts. Without it the model of one visit is solved two to six times faster:
        it is done before that pays.
    """

    deterministic: float = 2.0
    workers: int = 1
    seed: int = 0
    linearization: int = 0
    use_cores: bool = False
    presolve_rounds: int | None = None
    inprocessing: bool = True


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

    def value(self, expr: Expr) -> int:
        """Evaluate an expression or literal in the solution."""
        return int(expr) if isinstance(expr, int) else int(self.solver.value(expr))


def solve(
    model: cp_model.CpModel,
    minimise: Expr | None = None,
    hint: Sequence[tuple[int, int]] = (),
    limits: SolveLimits | None = None,
    stop: StopSignal | None = None,
    assume: Sequence[Lit] = (),
    log: Callable[[str], None] | None = None,
) -> Outcome:
    """Solve a model once.

    Parameters
    ----------
    minimise : expression, optional
        What to minimise; None asks for any solution (as conflict cores need).
    hint : sequence of (index, value)
        Values of variables by index.
    limits : SolveLimits, optional
        How hard to try.
    stop : StopSignal, optional
        Ends the solve early; the best solution so far is then the answer.
    assume : sequence of literals
        Assumptions; with an infeasible answer ``core`` names those in conflict.
    log : callable, optional
        Told of the solver's log, line by line.

    Raises
    ------
    InvalidModel
        When the solver refuses the model.
    """
    limits = limits or SolveLimits()
    _prepare(model, minimise, hint, assume)
    solver = cp_model.CpSolver()
    _configure(solver, limits, stop, log)
    with _StopWatcher(solver, stop):
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


def _prepare(
    model: cp_model.CpModel, minimise: Expr | None, hint: Sequence[tuple[int, int]], assume: Sequence[Lit]
) -> None:
    """Give a model its objective, hint and assumptions, in place of those of an earlier solve."""
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


def _ceil(bound: float) -> int:
    """Round a bound of an integer objective up, allowing for floating-point noise."""
    whole = round(bound)
    return whole if abs(bound - whole) < 1e-6 * max(1, abs(bound)) else int(-(-bound // 1))


def _configure(
    solver: cp_model.CpSolver, limits: SolveLimits, stop: StopSignal | None, log: Callable[[str], None] | None
) -> None:
    parameters = solver.parameters
    parameters.num_workers = limits.workers
    parameters.catch_sigint_signal = False  # Ctrl-C sets the stop signal, and the best plan so far is returned
    parameters.random_seed = limits.seed
    parameters.max_deterministic_time = limits.deterministic
    if limits.workers == 1:  # small sub-models: a first solution three times sooner
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.linearization_level = limits.linearization
    parameters.optimize_with_core = limits.use_cores
    if limits.use_cores and limits.workers == 1:
        parameters.core_minimization_level = 0
        parameters.max_presolve_iterations = limits.presolve_rounds or 0
    elif limits.presolve_rounds is not None:
        parameters.max_presolve_iterations = limits.presolve_rounds
    if not limits.inprocessing:
        parameters.inprocessing_probing_dtime = 0.0
        parameters.inprocessing_minimization_dtime = 0.0
    if stop is not None and stop.deadline is not None:
        parameters.max_time_in_seconds = max(MIN_SECONDS, stop.left)
    if log is not None:
        parameters.log_search_progress = True
        parameters.log_to_stdout = False
        solver.log_callback = log


class _StopWatcher:
    """Stops a running solve when the stop event is set: Ctrl-C arrives in another thread than the search."""

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
        while not self._done.wait(POLL_SECONDS):
            if self._stop.event.is_set():
                self._solver.stop_search()
                return


def solve_lexicographically(
    model: cp_model.CpModel,
    objectives: Sequence[Expr],
    hint: Sequence[tuple[int, int]] = (),
    limits: SolveLimits | None = None,
    stop: StopSignal | None = None,
    with_cores: int = 1,
    looked_at: int | None = None,
    share_of_others: float = 1.0,
    others: SolveLimits | None = None,
    first_look: float = 0.0,
) -> tuple[Outcome, list[tuple[int, int, bool]]]:
    """Minimise expressions strictly in order; each is bounded by its best value while the next is minimised.

    Parameters
    ----------
    objectives : sequence of expression
        What to minimise, in order; bounds on them are added to the model.
    with_cores : int
        So many first expressions are minimised by unsatisfiable cores: from nothing they come to the best soonest; from
        a solution that breaks much, the usual search is several times faster.
    looked_at : int, optional
        So many first expressions are the ones that ``limits`` and ``first_look`` are for; by default ``with_cores``.
    share_of_others : float
        Share of the deterministic time for the expressions behind those that are ``looked_at``.
    others : SolveLimits, optional
        How hard to try for these, instead of ``limits``.
    first_look : float
        Deterministic seconds of a first try at each of those expressions without cores and presolve, where there is
        a hint: mostly it is seen to be the best, or nearly; 0: none.

    Returns
    -------
    outcome : Outcome
        The last solve that gave a solution (or the first one, without any).
    reached : list of (value, bound, proven)
        Of the objectives, as far as they were reached; ``proven``: this one and all before it are optimal.
    """
    limits = limits or SolveLimits()
    others = others or limits
    others = replace(others, use_cores=False, deterministic=share_of_others * others.deterministic)
    glance = replace(limits, deterministic=min(first_look, limits.deterministic), presolve_rounds=0, use_cores=False)
    best: Outcome | None = None
    reached: list[tuple[int, int, bool]] = []
    proven = True
    for number, expr in enumerate(objectives):
        first = number < (with_cores if looked_at is None else looked_at)
        seen: Outcome | None = None
        if first and first_look and hint:
            seen = solve(model, expr, hint, glance, stop)
            hint = list(enumerate(seen.values)) or hint
        if seen is not None and seen.status in ("optimal", "infeasible"):
            outcome = seen
        else:
            mine = replace(limits, use_cores=number < with_cores) if first else others
            outcome = solve(model, expr, hint, mine, stop)
            if not outcome.found and seen is not None and seen.found:
                outcome = seen
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
        best = solve(model, None, hint, limits, stop)
    return best, reached
