"""STR-10: places other than sights are open, and hold the party."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import company, facts, hosts, members, place, plan, visit, with_offices


def lunch_at(start: str, **changes: Any) -> Made:
    houses = place("garden", hours=[{"open": "11:45", "close": "13:30"}])
    f = facts(visit("v1"), company=company(places=houses))
    return f, plan(f, v1=[("lunch", start, {"place": "garden", **changes})])


@case("STR-10", 0)
def restaurant_is_open() -> Made:
    return lunch_at("21 12:30")


@case("STR-10", 15)
def restaurant_is_not_open_yet() -> Made:
    return lunch_at("21 11:30")


@case("STR-10", 0)
def packed_meals_are_eaten_anywhere() -> Made:
    return lunch_at("21 11:30", dining_room=None)


def at_the_plant(guests: int) -> Made:
    project = {"kind": "project", "id": "plant", "place": "plant"}
    houses = place("plant", party_limit=4)
    f = facts(visit("v1", project, members=members(guests)), company=company(places=houses))
    return f, plan(f, v1=[("plant", "21 14:00")])


@case("STR-10", 0)
def project_takes_four() -> Made:
    return at_the_plant(4)


@case("STR-10", 1)
def project_does_not_take_five() -> Made:
    return at_the_plant(5)


def call_at(start: str, **city: object) -> Made:
    asked = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts()}
    f = facts(visit("v1", asked), company=with_offices(**city))
    return f, plan(f, v1=[("mayor", start)])


@case("STR-10", 0)
def call_in_office_hours() -> Made:
    return call_at("21 09:30", hours=[{"open": "09:00", "close": "12:00"}])


@case("STR-10", 30)
def call_out_of_office_hours() -> Made:
    return call_at("21 12:00", hours=[{"open": "09:00", "close": "12:00"}])


@case("STR-10", 1)
def call_at_works_that_take_two() -> Made:
    return call_at("21 09:30", kind="works", party_limit=2)


test_case = run(__name__)
