"""Lexicographic minimisation of a model of which parts are stated only where a solution breaks them (lazy constraints).

Helpers and vehicles are staffed by it: most of their constraints never matter, and stating all of them is slow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.cp.run import Outcome, SolveLimits, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ortools.sat.python import cp_model

    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr

MAX_SOLVES_PER_OBJECTIVE = 12
"""Times that one objective is solved again because its solution broke what had not been stated."""


@dataclass(frozen=True)
class LazyOutcome:
    """What the objectives came to.

    Attributes
    ----------
    outcome : Outcome or None
        None: nothing better than what was known before.
    values : tuple of int
        Of the objectives.
    proven : tuple of bool
        Whether an objective and all before it are optimal.
    spent : float
        Deterministic seconds.
    """

    outcome: Outcome | None
    values: tuple[int, ...]
    proven: tuple[bool, ...]
    spent: float = 0.0


def solve_lazily(
    model: cp_model.CpModel,
    objectives: Sequence[Callable[[], Expr]],
    complete: Callable[[Outcome], bool],
    *,
    hint: Mapping[int, int],
    known: Sequence[int] | None,
    least: Sequence[int],
    limits: Sequence[SolveLimits],
    stop: StopSignal | None = None,
) -> LazyOutcome:
    """Minimise objectives strictly in order, starting from a known solution.

    Parameters
    ----------
    objectives : sequence of callable
        Each returns the expression to minimise; parts stated meanwhile make it longer.
    complete : callable
        Told of a solution: states what it breaks of the unstated, and returns whether there was nothing such.
    hint : mapping index -> value
        The known solution, as far as it is known; it may grow with what is stated meanwhile.
    known : sequence of int, optional
        The objectives of the known solution (the hint); None: there is none.
    least : sequence of int
        Lower bounds of the objectives; where the best known solution reaches one, it is not solved for.
    limits : sequence of SolveLimits
        How each objective is solved; the first one's deterministic time is for all together.
    """
    best: Outcome | None = None
    values: list[int] = []
    proven: list[bool] = []
    limit = left = limits[0].deterministic
    all_proven = True
    for number, (objective, low) in enumerate(zip(objectives, least, strict=True)):
        value = best.value(objective()) if best else known[number] if known else None
        done = value is not None and value <= low
        for _ in range(0 if done else MAX_SOLVES_PER_OBJECTIVE):
            if left <= 0 or (stop is not None and stop.now):
                break
            goal: Expr | None = objective()
            if isinstance(goal, int):
                value, done = goal, best is not None or known is not None
                if done:
                    break
                goal = None
            start = {**hint, **dict(enumerate(best.values))} if best else hint
            outcome = solve(model, goal, sorted(start.items()), replace(limits[number], deterministic=left), stop)
            left -= outcome.solver.response_proto.deterministic_time
            if value is not None and outcome.bound >= value:  # the unstated only forbids more: nothing is better
                done = True
                break
            if not outcome.found:
                break
            if not complete(outcome):
                _bound(model, objectives[:number], values)  # they are longer by what has been stated meanwhile
                continue
            reached = outcome.value(objective())
            if value is None or reached < value:
                best, value = outcome, reached
            done = outcome.status == "optimal" or reached <= low
            break
        if value is None:
            unproven = [False] * (len(least) - len(proven))
            return LazyOutcome(None, tuple(values), (*proven, *unproven), limit - left)
        all_proven = all_proven and done
        values.append(value)
        _bound(model, objectives[: number + 1], values)
        proven.append(all_proven)
    return LazyOutcome(best, tuple(values), tuple(proven), limit - left)


def _bound(model: cp_model.CpModel, objectives: Sequence[Callable[[], Expr]], values: Sequence[int]) -> None:
    """Bound objectives by what they have reached."""
    for objective, value in zip(objectives, values, strict=True):
        goal = objective()
        if not isinstance(goal, int):
            model.add(goal <= value)
