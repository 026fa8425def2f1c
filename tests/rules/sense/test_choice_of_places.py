"""SENSE-04, 05, 13: choice of places."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import company, facts, place, plan, sight, talk, visit

# -- SENSE-04: half an hour a day, besides the way from and to the station (30, at worst 40)


def out_for_lunch(house: str) -> Made:
    """Inn 20, company 0, house at its distance: the way out and home."""
    f = facts(visit("v1", talk(), depart="23 18:00"))
    return f, plan(f, v1=[("talk", "22 10:00"), ("lunch", "22 12:00", {"place": house})])


@case("SENSE-04", 10)
def lunch_at_the_company() -> Made:
    return out_for_lunch("canteen")


@case("SENSE-04", 0)
def nobody_goes_anywhere() -> Made:
    f = facts(visit("v1", depart="23 18:00"))
    return f, plan(f, v1=[("lunch", "22 12:00", {"place": "inn_dining"})])


@case("SENSE-04", 20 + 25 + 5 - 30)
def lunch_by_the_lake() -> Made:
    return out_for_lunch("lakeside")


@case("SENSE-04", 0)
def from_the_station_to_the_company_and_to_the_inn() -> Made:
    """First day: 40 to the company at the rush hour's end, 20 to the inn; allowed are 40 and 30."""
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:30")])


# -- SENSE-05


def eats(*houses: str, **changes: Any) -> Made:
    f = facts(visit("v1", **{"depart": "24 18:00", **changes}))
    rows = [("lunch", f"{22 + k} 12:00", {"place": house}) for k, house in enumerate(houses)]
    return f, plan(f, v1=rows)


@case("SENSE-05", 0)
def two_houses_one_of_them_local() -> Made:
    return eats("garden", "lakeside")


@case("SENSE-05", 1)
def twice_in_the_garden() -> Made:
    return eats("garden", "garden")


@case("SENSE-05", 2)
def three_times_by_the_lake_and_never_local() -> Made:
    return eats("lakeside", "lakeside")


@case("SENSE-05", 1)
def canteen_twice_is_fine_but_not_local() -> Made:
    return eats("canteen", "canteen")


@case("SENSE-05", 0)
def nobody_eats() -> Made:
    return eats()


@case("SENSE-05", 0)
def local_dishes_are_for_those_who_stay() -> Made:
    f = facts(visit("v1", depart="21 18:00"))
    return f, plan(f, v1=[("lunch", "21 12:00")])


# -- SENSE-13


def outdoors(**museum: Any) -> Made:
    f = facts(visit("v1", sight()), company=company(places=place("museum", **museum)))
    return f, plan(f, v1=[("museum", "21 14:00")])


@case("SENSE-13", 0)
def under_a_roof() -> Made:
    return outdoors()


@case("SENSE-13", 1)
def in_the_open_air_come_what_may() -> Made:
    return outdoors(open_air=True)


@case("SENSE-13", 0)
def in_the_open_air_with_a_substitute() -> Made:
    return outdoors(open_air=True, rainy_day="mall")


test_case = run(__name__)
