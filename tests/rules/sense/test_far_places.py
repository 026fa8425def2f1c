"""SENSE-04c, 07, 07a: one trip to a far district, nothing far on the days of arrival and departure."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import company, facts, group, place, plan, sight, visit

# -- SENSE-04c

IN_THE_HILLS = "登封市嵩山路 1 号"
PLANT = {"kind": "project", "id": "plant", "place": "plant", "minutes": 60}


def trips(first: str, second: str, **asked: Any) -> Made:
    """The plant, 80 from the inn, is put into the temple's district, 110 from the inn; lakeside is near."""
    far = [{**p, "address": IN_THE_HILLS} if p["id"] in ("temple", "plant") else p for p in place("temple")]
    hills = company(places=far)
    f = facts(visit("v1", sight("temple", "temple"), PLANT, depart="24 18:00", **asked), company=hills)
    return f, plan(f, v1=[("hotel", "inn"), ("plant", first), ("temple", second)])


@case("SENSE-04c", 1)
def a_district_on_two_days() -> Made:
    return trips("22 10:00", "23 14:00")


@case("SENSE-04c", 0)
def a_district_on_one_day() -> Made:
    return trips("22 10:00", "22 15:30")


@case("SENSE-04c", 0)
def two_far_districts_on_two_days() -> Made:
    f = facts(visit("v1", sight("temple", "temple"), PLANT, depart="24 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), ("plant", "22 10:00"), ("temple", "23 14:00")])


@case("SENSE-04c", 0)
def near_places_on_two_days() -> Made:
    f = facts(visit("v1", sight("museum"), sight("mall", "mall"), depart="24 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), ("museum", "22 10:00"), ("mall", "23 10:00")])


# -- SENSE-07


def last_day(what: dict[str, Any]) -> Made:
    f = facts(visit("v1", what, depart="22 20:00"))
    return f, plan(f, v1=[(what["id"], "22 14:00")])


@case("SENSE-07", 0)
def half_an_hour_away_on_the_last_day() -> Made:
    return last_day(sight("museum"))


@case("SENSE-07", 1)
def an_hour_from_the_company_but_more_from_the_hotel() -> Made:
    return last_day({"kind": "project", "id": "plant", "place": "plant"})


@case("SENSE-07", 1)
def far_away_on_the_last_day() -> Made:
    return last_day(sight("temple", "temple"))


@case("SENSE-07", 0)
def far_away_on_the_only_day() -> Made:
    f = facts(visit("v1", sight("temple", "temple"), arrive="21 08:00", depart="21 21:00"))
    return f, plan(f, v1=[("temple", "21 12:00")])


@case("SENSE-07", 0)
def near_the_station_though_far_from_the_company() -> Made:
    """70 from the inn, 50 from the airport: on the way out."""
    firm = company()
    spots = {("inn", "mall"): 70, ("air", "mall"): 50, ("site", "mall"): 90}
    ways = [w.replace(minutes=spots.get((w.a, w.b), spots.get((w.b, w.a), w.minutes))) for w in firm.ways]
    f = facts(visit("v1", sight("mall", "mall"), groups=[group(by="air")]), company=firm.replace(ways=ways))
    return f, plan(f, v1=[("hotel", "inn"), ("mall", "22 14:00")])


def at_the_airport(last: str) -> Made:
    """The airport is 90 minutes from everything; the last day begins at the inn."""
    press = {"kind": "ceremony", "id": "press", "occasion": "press", "place": "air"}
    firm = company()
    far = [way.replace(minutes=90) if "air" in (way.a, way.b) else way for way in firm.ways]
    f = facts(visit("v1", press, groups=[group(by=last)]), company=firm.replace(ways=far))
    return f, plan(f, v1=[("press", "22 14:00")])


@case("SENSE-07", 0)
def press_where_they_leave_from() -> Made:
    return at_the_airport("air")


@case("SENSE-07", 1)
def press_at_an_airport_far_away() -> Made:
    return at_the_airport("rail")


# -- SENSE-07a


def first_day(arrive: str, what: dict[str, Any], start: str) -> Made:
    f = facts(visit("v1", what, arrive=arrive, depart="23 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), (what["id"], start)])


@case("SENSE-07a", 0)
def a_near_museum_on_the_day_of_arrival() -> Made:
    return first_day("21 10:00", sight("museum"), "21 14:00")


@case("SENSE-07a", 1)
def a_far_temple_on_the_day_of_arrival() -> Made:
    return first_day("21 08:00", sight("temple", "temple"), "21 14:00")


@case("SENSE-07a", 1)
def a_museum_after_a_late_landing() -> Made:
    return first_day("21 15:25", sight("museum"), "21 16:45")


@case("SENSE-07a", 0)
def out_at_half_past_three() -> Made:
    return first_day("21 15:20", sight("museum"), "21 16:45")


@case("SENSE-07a", 0)
def a_show_in_the_evening_of_a_late_landing() -> Made:
    return first_day("21 16:30", sight("opera", "opera"), "21 19:30")


@case("SENSE-07a", 0)
def the_guests_chose_the_day() -> Made:
    return first_day("21 08:00", sight("temple", "temple", on="2026-09-21"), "21 14:00")


@case("SENSE-07a", 0)
def a_visit_of_one_day() -> Made:
    f = facts(visit("v1", sight("temple", "temple"), arrive="21 08:00", depart="21 21:00"))
    return f, plan(f, v1=[("temple", "21 12:00")])


test_case = run(__name__)
