"""MEAL-03, 03a, 03b: which dining room."""

from __future__ import annotations

from typing import Any

from models.rules.core.view import Choice
from tests.rules.cases import Made, case, rule, run
from tests.rules.meals.meal_plans import fed
from tests.weeks import banquet, company, facts, members, place, plan, visit

# -- MEAL-03


def party(guests: int, company_: int = 3, room: str = "p1") -> Made:
    """Seats: p1 10, p2 20. A banquet seats guests, company people and the host."""
    f = facts(visit("v1", banquet(company=company_), members=members(guests)))
    return f, plan(f, v1=[("welcome", "21 18:00", {"dining_room": room})])


@case("MEAL-03", 0)
def ten_at_ten_seats() -> Made:
    return party(6)


@case("MEAL-03", 1)
def eleven_at_ten_seats() -> Made:
    return party(8)


@case("MEAL-03", 0)
def a_larger_room() -> Made:
    return party(8, room="p2")


def two_parties(second: str, room: str = "p1", guests: int = 3, **request: Any) -> Made:
    """The first dines from 17:30 to 19:30."""
    ones = [visit(v, banquet(**request), members=members(guests)) for v in ("v1", "v2")]
    f = facts(*ones)
    where = {"dining_room": room}
    return f, plan(f, v1=[("welcome", "21 17:30", where)], v2=[("welcome", second, where)])


@case("MEAL-03", 1)
def one_private_room_for_two() -> Made:
    return two_parties("21 19:15")


@case("MEAL-03", 0)
def one_after_the_other() -> Made:
    return two_parties("21 19:30")


@case("MEAL-03", 0)
def a_joint_banquet() -> Made:
    return two_parties("21 18:00", joint="feast")


@case("MEAL-03", 0)
def a_hall_holds_two() -> Made:
    """26 guests, 3 and the host of each: 60 seats."""
    return two_parties("21 18:00", room="hall", guests=26)


@case("MEAL-03", 2)
def a_hall_too_full() -> Made:
    return two_parties("21 18:00", room="hall", guests=27)


def test_too_small_a_room_is_not_offered() -> None:
    f = facts(visit("v1", banquet(), members=members(8)))
    v, asked = f.week.visit("v1"), f.week.visit("v1").request("welcome")
    seated = rule("MEAL-03", f)
    assert seated.admits(f, v, Choice("banquet", asked, "garden", dining_room="p2"))
    assert not seated.admits(f, v, Choice("banquet", asked, "garden", dining_room="p1"))


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


# -- MEAL-03b


def daily(level: str, dinner: dict[str, Any], lunch: str = "p1", **changes: Any) -> Made:
    """Two lunches in the canteen and a dinner."""
    return fed(dinner=dinner, lunch={"dining_room": lunch}, level=level, **changes)


@case("MEAL-03b", 2)
def level_b_in_two_halls() -> Made:
    """The first lunch is in the canteen's hall; its private room would do."""
    return daily("B", {"dining_room": "hall"})


@case("MEAL-03b", 6)
def level_a_in_three_halls() -> Made:
    return daily("A", {"dining_room": "hall"}, lunch="hall")


@case("MEAL-03b", 1)
def level_b_apart_but_for_a_lunch() -> Made:
    return daily("B", {"dining_room": "p1"})


@case("MEAL-03b", 0)
def level_c_in_halls() -> Made:
    return daily("C", {"dining_room": "hall"}, lunch="hall")


@case("MEAL-03b", 0)
def no_private_room_near_holds_them() -> Made:
    """19 guests and two of ours: all private rooms have 20 seats or fewer."""
    return daily("A", {"dining_room": "hall"}, lunch="hall", members=members(19))


@case("MEAL-03b", 0)
def no_private_room_near_serves_their_diet() -> Made:
    """Vegetarian food is served in the garden alone, which has only its hall."""
    plain = [{"id": "hall", "name": "大厅", "seats": 60, "private": False}]
    firm = company(places=place("garden", dining_rooms=plain))
    return daily("A", {"place": "garden"}, lunch="hall", members=members(3, diet=["vegetarian"]), company=firm)


@case("MEAL-03b", 2)
def a_private_room_down_the_road() -> Made:
    """The canteen has only its hall; the garden is ten minutes away, the hotel twenty."""
    hall = [{"id": "hall", "name": "大厅", "seats": 60, "private": False}]
    firm = company(places=place("canteen", dining_rooms=hall))
    return daily("B", {"dining_room": "p1"}, lunch="hall", company=firm)


@case("MEAL-03b", 0)
def a_banquet_in_a_hall_is_another_rule_s() -> Made:
    f = facts(visit("v1", banquet(), level="A"))
    return f, plan(f, v1=[("welcome", "21 18:00", {"dining_room": "hall"})])


test_case = run(__name__)
