"""What staffing keeps between two calls changes no result."""

from __future__ import annotations

import random
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import VisitPlan
from models.rules.catalogue import rules
from models.staffing.context import StaffingContext
from models.staffing.costs import NOTHING
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from planner.formats import load_edition
from planner.generation.generate import generate
from tests.staffing.staffed import by_visit
from tests.weeks import facts, members, plan, talk, tour, visit

DAY: list[Any] = [("talk", "21 09:30"), ("lunch", "21 12:00"), ("tour", "21 14:00"), ("lunch", "22 12:00")]
LATER: list[Any] = [("talk", "21 14:30"), ("lunch", "21 12:00"), ("tour", "21 09:30"), ("lunch", "22 12:00")]


def three_visits() -> tuple[Facts, dict[str, VisitPlan], dict[str, VisitPlan]]:
    """Return three visits on one day, and the same with their items at other times."""
    week = facts(*(visit(f"v{n}", talk(), tour(), members=members(2 + 4 * n)) for n in range(3)))
    every = {f"v{n}": DAY for n in range(3)}
    return week, by_visit(plan(week, **every)), by_visit(plan(week, **dict.fromkeys(every, LATER)))


@pytest.mark.parametrize("minimise_duty", [False, True])
def test_a_context_in_use_staffs_as_a_new_one_does(minimise_duty: bool) -> None:
    week, one, other = three_visits()
    every, rng = rules(week.edition), random.Random(1)
    kept = StaffingContext(week, every)
    limits = STAFFING_LIMITS.heuristic_only
    whole = dict(staff(week, every, one, sorted(one), limits=limits).visit_plans)
    seen = set()
    for _ in range(12):
        changed = rng.choice(sorted(whole))
        trial = whole | {changed: rng.choice((one, other))[changed]}
        found = [
            staff(week, every, trial, [changed], minimise_duty=minimise_duty, limits=limits, context=context)
            for context in (kept, StaffingContext(week, every))
        ]
        assert found[0] == found[1]
        assert found[0].cost > NOTHING
        seen.add(found[0].cost)
        if rng.random() < 0.5:
            whole = trial | found[0].visit_plans
    assert len(seen) > 2


def test_rows_that_have_not_changed_are_read_once() -> None:
    week, one, other = three_visits()
    context = StaffingContext(week, rules(week.edition))
    first = context.jobs("v1", one["v1"].moves)
    assert context.jobs("v1", one["v1"].moves) is first
    assert [job.move for job in context.jobs("v1", other["v1"].moves)] == list(other["v1"].moves)
    assert context.jobs("v1", one["v1"].moves) == first


def test_the_context_is_kept_with_the_facts_as_long_as_the_rules_are_the_same() -> None:
    week = Facts(generate(2, 1), load_edition("default"))
    every = rules(week.edition)
    kept = StaffingContext.of(week, every)
    assert StaffingContext.of(week, list(every)) is kept
    fewer = StaffingContext.of(week, every[:-1])
    assert fewer is not kept
