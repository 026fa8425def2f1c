"""MEAL-09: how many of our people share a meal."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import facts, members, plan, visit


def eating(guests: int, *ours: str, role: str = "companion", **changes: Any) -> Made:
    f = facts(visit("v1", members=members(guests)))
    p = plan(f, v1=[("lunch", "21 12:00", changes)])
    for person in ours:
        p = with_duty(p, "lunch-2026-09-21", role, person)
    return f, p


@case("MEAL-09", 0)
def one_of_ours_for_four() -> Made:
    return eating(4, "eli")


@case("MEAL-09", 1)
def one_of_ours_for_five() -> Made:
    return eating(5, "eli")


@case("MEAL-09", 1)
def two_of_ours_for_four() -> Made:
    return eating(4, "eli", "eva")


@case("MEAL-09", 0)
def two_of_ours_for_ten() -> Made:
    return eating(10, "eli", "eva")


@case("MEAL-09", 1)
def two_of_ours_for_eleven() -> Made:
    return eating(11, "eli", "eva")


@case("MEAL-09", 0)
def four_of_ours_for_eleven() -> Made:
    return eating(11, "eli", "eva", "ewa", "boss")


@case("MEAL-09", 1)
def leaders_do_not_count() -> Made:
    return eating(3, "boss", role="leader")


@case("MEAL-09", 0)
def packed_meals_are_eaten_alone() -> Made:
    return eating(3, dining_room=None)


test_case = run(__name__)
