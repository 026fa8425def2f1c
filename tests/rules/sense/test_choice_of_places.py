"""SENSE-04, 05, 13: choice of places."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, judged, run
from tests.weeks import company, facts, group, place, plan, sight, talk, visit, without

# -- SENSE-04, 04a, 04b: how much of the day is spent on the road


def out_for_lunch(house: str) -> Made:
    """Inn 20, company 0, house at its distance: the way out and home."""
    f = facts(visit("v1", talk(), depart="23 18:00"))
    return f, plan(f, v1=[("talk", "22 10:00"), ("lunch", "22 12:00", {"place": house})])


def road(made: Made, day: str) -> int:
    return sum(v.amount for v in judged("SENSE-04", made) if v.about.ids == (day,))


def test_every_minute_on_the_road_counts() -> None:
    assert road(out_for_lunch("canteen"), "2026-09-22") == 20 + 20
    assert road(out_for_lunch("lakeside"), "2026-09-22") == 20 + 25 + 5
    f = facts(visit("v1", depart="23 18:00"))
    assert road((f, plan(f, v1=[("lunch", "22 12:00", {"place": "inn_dining"})])), "2026-09-22") == 0


@case("SENSE-04", 40 + 20)
def from_the_station_to_the_company_and_to_the_inn() -> Made:
    """First day: 40 to the company at the rush hour's end, 20 to the inn; the second day ends where it began."""
    f = facts(visit("v1", talk(), depart="22 08:00"))
    p = plan(f, v1=[("talk", "21 09:30")])
    return f, without(p, *(m.id for m in p.moves if m.kind == "see_off"))


@case("SENSE-04", 0)
def a_day_at_the_company_by_own_car() -> Made:
    here = group(arrive="21 08:30", depart="21 16:00", by="site")
    f = facts(visit("v1", talk(), groups=[here]))
    return f, plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00")])


def day_out(*stops: tuple[str, str]) -> Made:
    """Sights at places on the 22nd, from the inn at 20 and back."""
    f = facts(visit("v1", *(sight(place, place, minutes=30) for place, _ in stops), depart="23 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), *((place, f"22 {start}") for place, start in stops)])


@case("SENSE-04a", 0)
def a_round_trip_to_a_far_temple() -> Made:
    """110 there and 110 back: what a far place takes."""
    return day_out(("temple", "12:00"))


@case("SENSE-04a", 0)
def two_places_on_one_way() -> Made:
    return day_out(("museum", "09:00"), ("mall", "11:00"))


@case("SENSE-04a", 3)
def to_the_far_ends_of_the_town_by_turns() -> Made:
    """Inn 20, museum -15, theatre 35, plant -60, and home: 35 + 50 + 95 + 80 = 260; the plant and back: 160, so 180.

    Two of the ways are in the rush hour; three half-hours are begun.
    """
    f = facts(
        visit(
            "v1",
            sight(minutes=30),
            sight("opera", "opera", minutes=30),
            {"kind": "project", "id": "plant", "place": "plant", "minutes": 60},
            depart="23 18:00",
        )
    )
    return f, plan(f, v1=[("hotel", "inn"), ("museum", "22 10:00"), ("opera", "22 11:30"), ("plant", "22 14:00")])


def lunch_away(house: str, after: str) -> Made:
    """A talk at the company, lunch, and a sight."""
    f = facts(visit("v1", talk(), sight(after, after, minutes=60), depart="23 18:00"))
    return f, plan(f, v1=[("talk", "22 09:30"), ("lunch", "22 12:00", {"place": house}), (after, "22 15:30")])


@case("SENSE-04b", 0)
def lunch_in_the_house() -> Made:
    return lunch_away("canteen", "museum")


@case("SENSE-04b", 5)
def lunch_far_from_both() -> Made:
    """25 from the company, 40 from the museum."""
    return lunch_away("lakeside", "museum")


@case("SENSE-04b", 0)
def lunch_near_the_afternoon() -> Made:
    """25 from the company, 10 from the theatre."""
    return lunch_away("lakeside", "opera")


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
