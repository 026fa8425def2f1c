"""SENSE-15: how many tours a docent leads in a row."""

from __future__ import annotations

from models.domain.plan import Plan
from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import facts, plan, tour, visit


def leads(*starts: str) -> Made:
    visits = [visit(f"v{k}", tour()) for k, _ in enumerate(starts, start=1)]
    f = facts(*visits)
    p: Plan = plan(f, **{f"v{k}": [("tour", start)] for k, start in enumerate(starts, start=1)})
    for k, _ in enumerate(starts, start=1):
        p = with_duty(p, f"v{k}/tour", "docent", "dot")
    return f, p


@case("SENSE-15", 0)
def two_tours_in_a_row() -> Made:
    return leads("21 09:00", "21 10:15")


@case("SENSE-15", 1)
def three_tours_in_a_row() -> Made:
    return leads("21 09:00", "21 10:15", "21 11:45")


@case("SENSE-15", 0)
def half_an_hour_between_makes_two_rows() -> Made:
    return leads("21 09:00", "21 10:15", "21 12:00")


test_case = run(__name__)
