"""One solve of a seating model. Apart from ``models.cp.run`` for one parameter: linear relaxation in full.

Who sits at which table is nearly a transportation problem: with the whole relaxation 1000 people at 100
tables take 40 s of one core, without it five times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from models.cp.run import Effort, Outcome, Status, Stop
from models.domain.errors import InvalidModel

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATUS: dict[int, Status] = {
    int(cp_model.OPTIMAL): "optimal",
    int(cp_model.FEASIBLE): "feasible",
    int(cp_model.INFEASIBLE): "infeasible",
}
__all__ = ["Effort", "Outcome", "Stop", "solve"]


def solve(
    model: cp_model.CpModel,
    minimise: Any,
    hint: Sequence[tuple[int, int]],
    effort: Effort,
    stop: Stop | None = None,
    assume: Sequence[Any] = (),
) -> Outcome:
    """Solve a model once, with one worker, so that the same model gives the same answer.

    Parameters
    ----------
    minimise : expression or int
        What to minimise; a plain number asks for any solution.
    assume : sequence of literals
        Assumptions; with an infeasible answer ``core`` names those in conflict.
    """
    any_will_do = isinstance(minimise, int)
    if any_will_do:
        model.clear_objective()  # type: ignore[no-untyped-call]
    else:
        model.minimize(minimise)
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in hint:
        model.proto.solution_hint.vars.append(index)
        model.proto.solution_hint.values.append(value)
    model.clear_assumptions()
    model.add_assumptions(assume)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_deterministic_time = effort.deterministic
    solver.parameters.catch_sigint_signal = False
    if stop is not None and stop.deadline is not None:
        solver.parameters.max_time_in_seconds = max(0.05, stop.left)
    code = solver.solve(model)
    if code == cp_model.MODEL_INVALID:
        raise InvalidModel(model.validate())
    found = code in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    infeasible = code == cp_model.INFEASIBLE
    return Outcome(
        status=_STATUS.get(int(code), "unknown"),
        values=list(solver.response_proto.solution) if found else [],
        objective=round(solver.objective_value) if found and not any_will_do else 0,
        bound=0 if any_will_do else _rounded_up(solver.best_objective_bound),
        core=list(solver.response_proto.sufficient_assumptions_for_infeasibility) if infeasible else [],
        solver=solver,
    )


def _rounded_up(bound: float) -> int:
    """An integer objective cannot be smaller than a bound rounded up; a little noise is forgiven."""
    return int(-((-bound + 1e-6) // 1))
