"""One week under several policies."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import planner
from models.domain.errors import FaultyInput
from planner.judging.check import check
from planner.services.sweep import sweep, tuned
from tests.mutations.test_by_hand import good
from tests.weeks import edition, shifted


class Solved:
    """What the search gives, as far as a sweep looks at it."""

    def __init__(self, report: Any) -> None:
        self.report = report


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Replace the search: the policy that cares for lunch gets another plan."""
    _, p = good()
    found: list[Any] = []

    def solve(week: Any, limits: Any, edition: Any, seed: int) -> Solved:
        found.append((limits, edition, seed))
        plan = shifted(p, "v1/rest-2026-09-21", 15) if edition.name == "other" else p
        return Solved(check(week, plan, edition))

    monkeypatch.setattr(sys.modules["planner.services.sweep"], "solve", solve)
    return found


def test_weights_and_levels() -> None:
    made = tuned(edition(), {"PACE-01": 50, "ARR-06": "off"}, "春季版")
    assert made.rules["PACE-01"].factor == 50
    assert made.rules["PACE-01"].numbers == edition().rules["PACE-01"].numbers
    assert made.rules["ARR-06"].level == "off"
    assert made.name == "春季版"
    assert tuned(made, {}) == made


@pytest.mark.parametrize("rules", [{"NONE-01": 3}, {"ARR-05": "off"}])
def test_what_no_edition_may_say_is_a_fault(rules: dict[str, Any]) -> None:
    with pytest.raises(FaultyInput):
        tuned(edition(), rules)


@pytest.mark.parametrize("value", [0, 1001, "perhaps"])
def test_what_is_no_weight_and_no_level(value: Any) -> None:
    with pytest.raises(ValueError, match="RuleSetting"):
        tuned(edition(), {"PACE-01": value})


def test_plans_are_judged_by_the_first_policy(asked: list[Any]) -> None:
    f, _ = good()
    policies = {"a": edition(), "b": tuned(edition(), {"PACE-02": "off"}, "other")}
    found = sweep(f.week, policies, seed=4)
    assert found.names == ("a", "b")
    assert [(e.name, seed) for _, e, seed in asked] == [(edition().name, 4), ("other", 4)]
    assert all(report.edition == edition() for report in found.reports)
    assert len(found.items) == 1


def test_two_at_least(asked: list[Any]) -> None:
    with pytest.raises(ValueError, match="maybe two at least"):
        sweep(good()[0].week, {"a": edition()})
    assert asked == []


def test_the_package_offers_it() -> None:
    assert planner.sweep is sys.modules["planner.services.sweep"].sweep
