"""STR-09: at which place and in which room items happen."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.structure.sound_plans import DAYS, week
from tests.weeks import facts, plan, talk, visit, when


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


test_case = run(__name__)
