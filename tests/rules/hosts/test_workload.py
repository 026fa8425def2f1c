"""HOST-08: the same escort for a delegation, and work spread evenly."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import facts, plan, tour, visit

LUNCHES = ("lunch-2026-09-21", "lunch-2026-09-22")


def escorted(*people: str, **changes: Any) -> Made:
    """Return a visit of two lunches, each with its companion."""
    f = facts(visit("v1", **changes))
    p = plan(f, v1=[("lunch", "21 12:00"), ("lunch", "22 12:00")])
    for lunch, person in zip(LUNCHES, people, strict=True):
        p = with_duty(p, lunch, "companion", person)
    return f, p


@case("HOST-08", 0)
def same_escort_on_both_days() -> Made:
    return escorted("eli", "eli")


@case("HOST-08", 1)
def another_escort_on_the_second_day() -> Made:
    return escorted("eli", "eva")


@case("HOST-08", 1)
def not_the_escort_named() -> Made:
    return escorted("eli", "eli", escort="eva")


@case("HOST-08", 2)
def two_others_than_the_escort_named() -> Made:
    return escorted("eli", "ewa", escort="eva")


@case("HOST-08", 1)
def one_duty_more_than_a_fair_share() -> Made:
    f = facts(visit("v1", tour()), rules={"HOST-08": {"numbers": {"posts": 2}}})
    p = plan(f, v1=[("tour", "21 14:00"), ("lunch", "21 12:00"), ("lunch", "22 12:00")])
    return f, with_duty(
        with_duty(with_duty(p, "tour", "escort", "eli"), LUNCHES[0], "companion", "eli"), LUNCHES[1], "companion", "eli"
    )


test_case = run(__name__)
