"""ORD-11: hosts of other organisations receive the guests on workdays."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import banquet, day, facts, hosts, plan, talk, visit, with_offices

CALL = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts()}
SIGN = {"kind": "signing", "id": "sign", "place": "city", "hosts": hosts()}
LUNCH = banquet("lunch", "other", restaurant="city", lunch=True, hosts=hosts())
DINNER = banquet(restaurant="city", hosts=hosts())


def weekend(
    *rows: Any, asked: list[dict[str, Any]], arrive: str = "25 08:00", depart: str = "27 18:00", **week: Any
) -> Made:
    """Return a visit from Friday to Sunday, as far as nothing else is said."""
    f = facts(visit("v1", *asked, arrive=arrive, depart=depart), company=with_offices(), **week)
    return f, plan(f, v1=list(rows))


@case("ORD-11", 0)
def the_mayor_on_friday() -> Made:
    return weekend(("mayor", "25 15:00"), asked=[CALL])


@case("ORD-11", 1)
def the_mayor_on_saturday() -> Made:
    return weekend(("mayor", "26 10:00"), asked=[CALL])


@case("ORD-11", 3)
def talks_signing_and_lunch_on_saturday() -> Made:
    asked = [talk(place="city", minutes=60, hosts=hosts()), SIGN, LUNCH]
    return weekend(("talk", "26 10:00"), ("sign", "26 11:00"), ("lunch", "26 11:45"), asked=asked)


@case("ORD-11", 1)
def the_talks_on_friday_and_the_lunch_on_saturday() -> Made:
    return weekend(("mayor", "25 15:00"), ("lunch", "26 12:00"), asked=[CALL, LUNCH])


@case("ORD-11", 0)
def our_own_talks_on_saturday() -> Made:
    return weekend(("talk", "26 10:00"), asked=[talk()])


@case("ORD-11", 0)
def a_ceremony_on_saturday() -> Made:
    opening = {"kind": "ceremony", "id": "opening", "occasion": "opening", "place": "hall", "hosts": hosts()}
    return weekend(("opening", "26 10:00"), asked=[opening])


@case("ORD-11", 0)
def on_the_saturday_that_the_mayor_has() -> Made:
    return weekend(("mayor", "26 10:00"), asked=[{**CALL, "on": "2026-09-26"}])


@case("ORD-11", 0)
def on_the_day_of_what_is_fixed() -> Made:
    asked = [{**CALL, "on": "2026-09-26"}, {**SIGN, "same_day": ["mayor"]}]
    return weekend(("mayor", "26 10:00"), ("sign", "26 10:45"), asked=asked)


@case("ORD-11", 0)
def a_make_up_saturday() -> Made:
    return weekend(("mayor", "26 10:00"), asked=[CALL], official={"workdays": [day(26)]})


@case("ORD-11", 1)
def a_holiday_within_the_week() -> Made:
    rows = [("mayor", "22 10:00")]
    return weekend(*rows, asked=[CALL], arrive="21 08:00", depart="23 18:00", official={"holidays": [day(22)]})


@case("ORD-11", 0)
def no_workday_in_the_stay() -> Made:
    return weekend(("mayor", "26 10:00"), asked=[CALL], arrive="26 08:00")


@case("ORD-11", 0)
def here_on_friday_evening_alone() -> Made:
    return weekend(("mayor", "26 10:00"), asked=[CALL], arrive="25 18:30")


@case("ORD-11", 1)
def here_for_dinner_on_friday() -> Made:
    return weekend(("welcome", "26 18:00"), asked=[DINNER], arrive="25 17:30")


test_case = run(__name__)
