"""Solving: what a solve is told, and several objectives in order."""

from __future__ import annotations

from typing import Any

import pytest
from ortools.sat.python import cp_model

from models.cp import run
from models.cp.run import SolveLimits, solve, solve_lexicographically


def knapsack() -> tuple[cp_model.CpModel, list[cp_model.LinearExpr]]:
    """A model of 12 things of which some must be taken, and two costs: weight, then number."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var(f"x{k}") for k in range(12)]
    model.add(sum((7 * k % 11 + 1) * x for k, x in enumerate(taken)) >= 31)
    weight = sum((5 * k % 7 + 2) * x for k, x in enumerate(taken))
    return model, [weight, sum(taken)]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[SolveLimits]:
    """The limits of all solves that are made."""
    found: list[SolveLimits] = []

    def recorded(*args: Any) -> run.Outcome:
        found.append(args[3])
        return solve(*args)

    monkeypatch.setattr(run, "solve", recorded)
    return found


def test_a_solve_without_inprocessing_says_so_and_finds_the_same() -> None:
    values, logs = [], []
    for inprocessing in (True, False):
        model, (weight, _) = knapsack()
        lines: list[str] = []
        values.append(solve(model, weight, limits=SolveLimits(inprocessing=inprocessing), log=lines.append).objective)
        logs.append("inprocessing_probing_dtime: 0" in "".join(lines))
    assert values[0] == values[1] > 0
    assert logs == [False, True]


@pytest.mark.parametrize("first_look", [0.0, 0.5])
def test_a_first_look_changes_no_optimum(first_look: float) -> None:
    model, objectives = knapsack()
    hint = [(k, 1) for k in range(12)]
    _, reached = solve_lexicographically(model, objectives, hint, first_look=first_look)
    assert reached == solve_lexicographically(*knapsack())[1]
    assert all(proven for _, _, proven in reached)


def test_a_first_look_comes_without_cores_and_ends_it_when_it_proves(asked: list[SolveLimits]) -> None:
    model, objectives = knapsack()
    best, _ = solve_lexicographically(model, objectives[:1])
    asked.clear()
    model, objectives = knapsack()
    limits, others = SolveLimits(deterministic=3.0), SolveLimits(deterministic=2.0, presolve_rounds=1)
    hint = list(enumerate(best.values))
    solve_lexicographically(model, objectives, hint, limits, others=others, share_of_others=0.5, first_look=0.5)
    assert [(each.use_cores, each.presolve_rounds, each.deterministic) for each in asked] == [
        (False, 0, 0.5),
        (False, 1, 1.0),
    ]


def test_a_first_look_needs_a_hint(asked: list[SolveLimits]) -> None:
    model, objectives = knapsack()
    solve_lexicographically(model, objectives[:1], first_look=0.5)
    assert [each.use_cores for each in asked] == [True]


def test_what_a_first_look_leaves_open_is_solved_by_cores(asked: list[SolveLimits]) -> None:
    model, objectives = knapsack()
    hint = [(k, 1) for k in range(12)]
    _, reached = solve_lexicographically(model, objectives[:1], hint, first_look=1e-9)
    assert [each.use_cores for each in asked] == [False, True]
    assert reached[0][2]
