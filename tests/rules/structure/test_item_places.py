"""STR-09: at which place and in which room items happen."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.hands import CALL, HONOURS, received
from tests.rules.structure.sound_plans import DAYS, week
from tests.weeks import banquet, facts, hosts, plan, talk, visit, when


@case("STR-09", 1)
def not_the_room_asked_for() -> Made:
    f = facts(visit("v1", talk(room="r2")))
    return f, plan(f, v1=[("talk", "21 09:15", {"room": "r1"})])


@case("STR-09", 1)
def rest_in_another_hotel() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("rest", "21 14:00", {"place": "grand"})])


@case("STR-09", 1)
def banquet_in_the_canteen() -> Made:
    f = week()
    return f, plan(f, v1=[*DAYS[:4], ("welcome", "21 18:00", {"place": "canteen"}), DAYS[5]])


@case("STR-09", 1)
def packed_lunch_where_nobody_is() -> Made:
    """Packed is eaten where the guests are, not somewhere on the way."""
    f = week()
    packed = {"dining_room": None, "place": "mall", "end": when("22 12:30")}
    return f, plan(f, v1=[*DAYS[:5], ("lunch", "22 12:00", packed)])


PRESS = {"kind": "ceremony", "id": "press", "occasion": "press", "place": "rail"}


@case("STR-09", 0)
def call_and_dinner_at_the_hosts() -> Made:
    dinner = banquet(restaurant="city", hosts=hosts())
    return received(CALL, dinner, rows=[("mayor", "21 15:00"), ("welcome", "21 18:00")])


@case("STR-09", 2)
def at_the_company_instead_of_the_hosts() -> Made:
    dinner = banquet(restaurant="city", hosts=hosts())
    at_home = {"place": "site", "room": "r1"}
    ours = {"place": "garden", "dining_room": "p1"}
    return received(CALL, dinner, rows=[("mayor", "21 15:00", at_home), ("welcome", "21 18:00", ours)])


@case("STR-09", 1)
def a_room_of_ours_at_the_hosts() -> Made:
    return received(CALL, rows=[("mayor", "21 15:00", {"room": "r1"})])


@case("STR-09", 0)
def in_the_room_of_our_branch() -> Made:
    return received(talk(place="branch"), rows=[("talk", "21 15:00")])


@case("STR-09", 1)
def without_the_room_of_our_branch() -> Made:
    return received(talk(place="branch"), rows=[("talk", "21 15:00", {"room": None})])


@case("STR-09", 0)
def honours_on_coming_and_press_on_leaving() -> Made:
    return received(HONOURS, PRESS, rows=[("honours", "21 08:30"), ("press", "22 16:30")])


@case("STR-09", 0)
def press_on_coming() -> Made:
    return received(PRESS, rows=[("press", "21 08:30")])


@case("STR-09", 1)
def back_to_the_station_for_the_honours() -> Made:
    return received(HONOURS, talk(), rows=[("talk", "21 09:30"), ("honours", "21 14:00")])


@case("STR-09", 1)
def a_ride_after_the_press_on_leaving() -> Made:
    return received(PRESS, talk(), rows=[("press", "22 09:00"), ("talk", "22 14:00")])


@case("STR-09", 0)
def back_to_the_station_at_the_hour_that_they_fixed() -> Made:
    fixed = {**HONOURS, "at": "2026-09-21T14:00"}
    return received(fixed, talk(), rows=[("talk", "21 09:30"), ("honours", "21 14:00")])


test_case = run(__name__)
