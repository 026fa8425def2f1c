"""MEAL-03, 03a: which dining room."""

from __future__ import annotations

from typing import Any

from models.rules.core.view import Choice
from tests.rules.cases import Made, case, rule, run
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
    return party(7)


@case("MEAL-03", 0)
def a_larger_room() -> Made:
    return party(7, room="p2")


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
    f = facts(visit("v1", banquet(), members=members(7)))
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


test_case = run(__name__)
