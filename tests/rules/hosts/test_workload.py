"""HOST-08, 08b, 08c: the same escort for a delegation and through a day, and work spread evenly."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import facts, plan, sight, tour, visit

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


# -- HOST-08c


def after_some_weeks(**minutes: int) -> Made:
    """Return a tour, a lunch and a sight, all with Eli; minutes of the weeks before by person."""
    f, p = through_the_day("eli", "eli", "eli")
    loads = [{"person": id, "minutes": carried} for id, carried in minutes.items()]
    return Facts(f.week.replace(memory={"loads": loads}), f.edition), p


@case("HOST-08c", 0)
def nothing_known_of_weeks_before() -> Made:
    return through_the_day("eli", "eli", "eli")


@case("HOST-08c", 3)
def carried_more_than_others() -> Made:
    """Mean 400: from beyond 600 on, to the minute."""
    return after_some_weeks(eli=601, eva=399, dot=200)


@case("HOST-08c", 0)
def carried_half_as_much_again() -> Made:
    return after_some_weeks(eli=600, eva=400, dot=200)


@case("HOST-08c", 0)
def others_carried_more() -> Made:
    return after_some_weeks(eli=10, eva=900)


# -- HOST-08b


def through_the_day(*people: str | None, role: str = "escort", hired: bool = False, **changes: Any) -> Made:
    """Return a tour, a lunch and a sight, each with its escort; ``hired``: a hired one instead of None."""
    f = facts(visit("v1", tour(), sight(), **changes))
    p = plan(f, v1=[("tour", "21 09:30"), ("lunch", "21 12:00"), ("museum", "21 14:00")])
    for row, person in zip(("tour", LUNCHES[0], "museum"), people, strict=True):
        mine = "companion" if row == LUNCHES[0] and role == "escort" else role
        p = with_duty(p, row, mine, person, hired=hired and person is None)
    return f, p


@case("HOST-08b", 0)
def the_same_escort_all_day() -> Made:
    return through_the_day("eli", "eli", "eli")


@case("HOST-08b", 2)
def another_escort_for_lunch() -> Made:
    return through_the_day("eli", "eva", "eli")


@case("HOST-08b", 0)
def another_comes_to_lunch_as_well() -> Made:
    f, p = through_the_day("eli", "eva", "eli")
    return f, with_duty(p, LUNCHES[0], "companion", "eli")


@case("HOST-08b", 0)
def nobody_at_lunch() -> Made:
    """That is MEAL-09's."""
    return through_the_day("eli", None, "eva")


@case("HOST-08b", 0)
@case("HOST-08", 1)
def another_escort_the_next_day() -> Made:
    return escorted("eli", "eva")


@case("HOST-08b", 1)
def another_interpreter_after_lunch() -> Made:
    return through_the_day("ivy", "ivy", "eli", role="interpreter")


@case("HOST-08b", 2)
def a_hired_interpreter_for_lunch() -> Made:
    return through_the_day("ivy", None, "ivy", role="interpreter", hired=True)


@case("HOST-08b", 0)
def a_hired_interpreter_all_day() -> Made:
    return through_the_day(None, None, None, role="interpreter", hired=True)


@case("HOST-08b", 0)
def no_interpreter_at_lunch() -> Made:
    return through_the_day("ivy", None, "ivy", role="interpreter")


test_case = run(__name__)
