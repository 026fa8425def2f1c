"""SENSE · the programme itself: SENSE-04, 05, 06, 08, 09, 11, 13, 14."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import banquet, company, facts, place, plan, sight, talk, tour, visit

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


# -- SENSE-06: the garden is ten minutes from the company


def dressed(before: str, banquet_at: str, what: dict[str, Any] | None = None) -> Made:
    asked = what or tour()
    f = facts(visit("v1", asked, banquet()))
    return f, plan(f, v1=[(asked["id"], before), ("welcome", banquet_at)])


@case("SENSE-06", 0)
def half_an_hour_to_freshen_up() -> Made:
    """The tour ends 17:00; ten minutes of way, at the rush hour 13, so 15, and five to settle: a gap of 40."""
    return dressed("21 15:45", "21 18:00")


@case("SENSE-06", 5)
def too_little_time_to_freshen_up() -> Made:
    return dressed("21 16:00", "21 18:00")


@case("SENSE-06", 0)
def after_a_talk_nobody_needs_it() -> Made:
    return dressed("21 15:45", "21 17:45", talk())


# -- SENSE-08


def leaders(at_talk: str | None, at_banquet: str | None) -> Made:
    f = facts(visit("v1", talk(any_leader=True), banquet()))
    p = plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    if at_talk:
        p = with_duty(p, "talk", "leader", at_talk, 0, 20)
    return f, with_duty(p, "welcome", "leader", at_banquet, -20) if at_banquet else p


@case("SENSE-08", 0)
def the_host_sits_in_the_talk() -> Made:
    return leaders("boss", "boss")


@case("SENSE-08", 1)
def another_leader_sits_in_the_talk() -> Made:
    return leaders("deputy", "boss")


@case("SENSE-08", 0)
def no_leader_sits_in_the_talk() -> Made:
    return leaders(None, "boss")


# -- SENSE-09


def in_order(first: str, then: str, purpose: str) -> Made:
    f = facts(visit("v1", talk(), tour(), purpose=purpose))
    return f, plan(f, v1=[(first, "21 09:30"), (then, "21 14:00")])


@case("SENSE-09", 0)
def inspectors_see_the_tour_first() -> Made:
    return in_order("tour", "talk", "project_inspection")


@case("SENSE-09", 1)
def inspectors_talk_first() -> Made:
    return in_order("talk", "tour", "other_inspection")


@case("SENSE-09", 0)
def trainees_talk_first() -> Made:
    return in_order("talk", "tour", "training")


@case("SENSE-09", 1)
def trainees_see_the_tour_first() -> Made:
    return in_order("tour", "talk", "training")


# -- SENSE-11


def waits(second: str) -> Made:
    f = facts(visit("v1", talk(), talk("again"), depart="23 12:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("again", second)])


@case("SENSE-11", 0)
def waits_for_an_hour_and_a_quarter() -> Made:
    return waits("22 11:45")


@case("SENSE-11", 1)
def waits_for_an_hour_and_a_half() -> Made:
    return waits("22 12:00")


@case("SENSE-11", 0)
def rests_at_the_hotel() -> Made:
    f = facts(visit("v1", talk(), talk("again"), depart="23 12:00"))
    rest = ("rest", "22 11:00", {"end": plan(f, v1=[("again", "22 14:00")]).items[0].start - 45})
    return f, plan(f, v1=[("talk", "22 09:00"), rest, ("again", "22 14:00")])


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


# -- SENSE-14


def feast(start: str, **asked: Any) -> Made:
    f = facts(visit("v1", banquet(**asked)))
    return f, plan(f, v1=[("welcome", start)])


@case("SENSE-14", 0)
def banquet_in_the_evening() -> Made:
    return feast("21 18:00")


@case("SENSE-14", 1)
def banquet_at_noon() -> Made:
    return feast("21 12:00")


@case("SENSE-14", 0)
def banquet_at_noon_as_asked() -> Made:
    return feast("21 12:00", lunch=True)


test_case = run(__name__)
