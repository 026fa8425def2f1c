"""TOUR-05: rivals."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, judged, run
from tests.weeks import company, facts, members, place, plan, sight, talk, visit, when

# -- TOUR-05


def rivals(mine: list[tuple[Any, ...]], other: list[tuple[Any, ...]], arrive: str) -> Made:
    """Return rivals: the first comes at 08:00 by rail, is at the company 08:50; the other comes later."""
    f = facts(visit("v1", talk(), rivals=["v2"]), visit("v2", talk(), arrive=arrive))
    return f, plan(f, v1=[("hotel", "inn"), *mine], v2=[("hotel", "grand"), *other])


@case("TOUR-05", 0)
def one_leaves_when_the_other_comes() -> Made:
    """The first is out at 11:00; the other is out of the station at 10:30 and at the company at 11:00."""
    return rivals([("talk", "21 09:30")], [("talk", "21 11:15")], "21 10:20")


@case("TOUR-05", 1)
def one_waits_until_the_other_is_gone() -> Made:
    """The other comes five minutes before the first leaves, and waits for his talk."""
    return rivals([("talk", "21 09:30")], [("talk", "21 11:15")], "21 10:15")


@case("TOUR-05", 1)
def both_at_the_company() -> Made:
    return rivals([("talk", "21 09:30")], [("talk", "21 10:00", {"room": "r2"})], "21 09:00")


@case("TOUR-05", 1)
def one_waits_for_lunch_while_the_other_is_there() -> Made:
    mine = [("talk", "21 09:30"), ("lunch", "21 12:00")]
    return rivals(mine, [("lunch", "21 11:30", {"place": "canteen", "end": when("21 11:55")})], "21 10:45")


@case("TOUR-05", 0)
def not_rivals_after_all() -> Made:
    f = facts(visit("v1", talk()), visit("v2", talk()))
    return f, plan(f, v1=[("talk", "21 09:30")], v2=[("talk", "21 09:30", {"room": "r2"})])


@case("TOUR-05", 1)
def in_one_hotel_for_a_night() -> Made:
    f = facts(visit("v1", rivals=["v2"]), visit("v2"))
    return f, plan(f, v1=[], v2=[])


@case("TOUR-05", 0)
def in_one_hotel_one_after_the_other() -> Made:
    f = facts(visit("v1", rivals=["v2"]), visit("v2", arrive="22 20:00", depart="23 18:00"))
    return f, plan(f, v1=[], v2=[])


@case("TOUR-05", 1)
def in_the_canteen_that_is_at_the_company() -> Made:
    return rivals([("talk", "21 10:30")], [("lunch", "21 11:30", {"place": "canteen"})], "21 10:45")


def before_dinner(house: str) -> Made:
    """Both are at the museum, the first until 12:00; the other comes there while the first has time until dinner."""
    f = facts(
        visit("v1", sight(), rivals=["v2"], arrive="20 18:00", hotel="inn"),
        visit("v2", sight(), arrive="20 18:00", hotel="grand"),
    )
    mine = [("hotel", "inn"), ("museum", "21 10:30"), ("dinner", "21 18:00", {"place": house})]
    return f, plan(f, v1=mine, v2=[("hotel", "grand"), ("museum", "21 14:00")])


@case("TOUR-05", 0)
def one_waits_in_the_own_hotel_for_dinner() -> Made:
    return before_dinner("inn_dining")


@case("TOUR-05", 1)
def one_waits_at_the_museum_for_dinner_elsewhere() -> Made:
    return before_dinner("garden")


def test_both_directions_hold() -> None:
    f = facts(visit("v1", talk()), visit("v2", talk(), rivals=["v1"]), company=company(places=place("inn")))
    rows = {
        "v1": [("hotel", "inn"), ("talk", "21 09:30")],
        "v2": [("hotel", "grand"), ("talk", "21 09:30", {"room": "r2"})],
    }
    assert len(judged("TOUR-05", (f, plan(f, **rows)))) == 1
    assert members(1)


test_case = run(__name__)
