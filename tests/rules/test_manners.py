"""MEAL-01b, MEAL-03a, SENSE-18: the usual hour of meals, a private room, the group photo."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import banquet, company, facts, members, place, plan, sight, talk, visit

# -- MEAL-01b: lunch by 12:30, dinner by 18:30


def eating(lunch: str, dinner: str) -> Made:
    f = facts(visit("v1", talk(), depart="22 09:00"))
    return f, plan(f, v1=[("talk", "21 09:30"), ("lunch", lunch), ("dinner", dinner)])


@case("MEAL-01b", 0)
def at_the_usual_hour() -> Made:
    return eating("21 12:30", "21 18:30")


@case("MEAL-01b", 15)
def lunch_a_little_late() -> Made:
    return eating("21 12:45", "21 18:00")


@case("MEAL-01b", 90)
def both_at_the_last_moment() -> Made:
    return eating("21 13:00", "21 19:30")


@case("MEAL-01b", 45)
def a_banquet_at_a_quarter_past_seven() -> Made:
    f = facts(visit("v1", banquet(), depart="22 09:00"))
    return f, plan(f, v1=[("lunch", "21 12:00"), ("welcome", "21 19:15")])


# -- MEAL-03a


def at_table(room: str, guests: int = 3, more: int = 0) -> Made:
    """No house has a private room for more than ten."""
    houses = [{**p, "dining_rooms": _small(p["dining_rooms"])} if "dining_rooms" in p else p for p in place("site")]
    f = facts(
        visit("v1", banquet(company=more), members=members(guests), depart="22 09:00"), company=company(places=houses)
    )
    rows = [("lunch", "21 12:00"), ("welcome", "21 18:00", {"dining_room": room})]
    return f, plan(f, v1=rows)


def _small(rooms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [room for room in rooms if room["id"] != "p2"]


@case("MEAL-03a", 0)
def by_themselves() -> Made:
    return at_table("p1")


@case("MEAL-03a", 1)
def among_strangers() -> Made:
    return at_table("hall")


@case("MEAL-03a", 1)
def nine_and_the_host_would_fit() -> Made:
    return at_table("hall", guests=7, more=2)


@case("MEAL-03a", 0)
def ten_and_the_host_fit_no_room() -> Made:
    return at_table("hall", guests=8, more=2)


# -- SENSE-18

PHOTO = {"kind": "photo", "id": "photo"}


def taken(start: str) -> Made:
    f = facts(visit("v1", talk(), sight(), PHOTO, depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "22 14:00"), ("photo", start)])


@case("SENSE-18", 0)
def after_the_talk() -> Made:
    return taken("22 10:45")


@case("SENSE-18", 1)
def after_the_museum() -> Made:
    return taken("22 16:00")


@case("SENSE-18", 1)
def on_the_day_of_arrival_with_nothing_else() -> Made:
    return taken("21 14:00")


test_case = run(__name__)
