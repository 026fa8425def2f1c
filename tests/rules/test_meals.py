"""MEAL: meals and banquets."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.core.view import Choice
from tests.rules.cases import Made, case, judged, rule, run
from tests.weeks import banquet, company, day, facts, members, place, plan, talk, tour, visit, when, without

# -- MEAL-01


def fed(dinner: dict[str, Any] | None = None, lunch: dict[str, Any] | None = None, **changes: Any) -> Made:
    """Monday 08:10 to Tuesday 17:20: two lunches and a dinner are owed."""
    f = facts(visit("v1", talk(), **changes))
    rows = [("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00", dinner), ("lunch", "22 12:00", lunch)]
    return f, plan(f, v1=rows)


@case("MEAL-01", 0)
@case("MEAL-01a", 0)
@case("MEAL-02", 0)
@case("MEAL-03", 0)
@case("MEAL-04", 0)
@case("MEAL-08", 0)
def two_lunches_and_a_dinner() -> Made:
    return fed()


@case("MEAL-01", 1)
def no_dinner() -> Made:
    f, p = fed()
    return f, without(p, "v1/dinner-2026-09-21")


@case("MEAL-01", 0)
def no_meals_provided() -> Made:
    f = facts(visit("v1", talk(), provides={"meals": False}))
    return f, plan(f, v1=[("talk", "21 09:15")])


@case("MEAL-01", 0)
def a_banquet_takes_the_place_of_dinner() -> Made:
    f = facts(visit("v1", banquet(), depart="22 09:00"))
    return f, plan(f, v1=[("lunch", "21 12:00"), ("welcome", "21 18:00")])


@case("MEAL-01", 1)
def a_banquet_at_noon_is_no_dinner() -> Made:
    f = facts(visit("v1", banquet(lunch=True), depart="22 09:00"))
    return f, plan(f, v1=[("welcome", "21 12:00")])


@pytest.mark.parametrize(
    ("kind", "start", "ok"),
    [
        ("lunch", "21 11:30", True),
        ("lunch", "21 11:15", False),
        ("lunch", "21 13:00", True),
        ("lunch", "21 13:15", False),
        ("dinner", "21 17:30", True),
        ("dinner", "21 17:15", False),
        ("dinner", "21 19:30", True),
        ("dinner", "21 19:45", False),
    ],
)
def test_meal_hours(kind: str, start: str, ok: bool) -> None:
    f = facts(visit("v1", talk(), depart="22 09:00"))
    times = {"lunch": "21 12:00", "dinner": "21 18:00", kind: start}
    assert [v.amount for v in judged("MEAL-01", (f, plan(f, v1=list(times.items()))))] == ([] if ok else [1])


@pytest.mark.parametrize(
    ("arrive", "depart", "owed"),
    [
        ("21 11:35", "21 18:00", 1),
        ("21 11:40", "21 18:00", 0),
        ("21 08:00", "21 14:10", 1),
        ("21 08:00", "21 14:05", 0),
    ],
)
def test_lunch_is_owed_to_who_is_there_at_noon(arrive: str, depart: str, owed: int) -> None:
    """Out by 11:45 and at the station not before 13:30."""
    f = facts(visit("v1", talk(), arrive=arrive, depart=depart))
    assert len(judged("MEAL-01", (f, plan(f, v1=[])))) == owed


# -- MEAL-01a


@case("MEAL-01a", 1)
def packed_lunch() -> Made:
    return fed(lunch={"dining_room": None, "place": "inn", "end": when("22 12:30")})


# -- MEAL-02: "公司招待用餐原则上安排在定点餐厅就餐"


@case("MEAL-02", 1)
def a_restaurant_without_agreement() -> Made:
    return fed(dinner={"place": "lakeside"})


@case("MEAL-02", 0)
def the_canteen_needs_no_agreement() -> Made:
    v = visit("v1", talk())
    f = facts(v, company=company(places=place("canteen", agreement=False)))
    return f, plan(f, v1=[("lunch", "21 12:00"), ("dinner", "21 18:00"), ("lunch", "22 12:00")])


@case("MEAL-02", 1)
def a_banquet_by_the_lake() -> Made:
    f = facts(visit("v1", banquet(restaurant="lakeside")))
    return f, plan(f, v1=[("welcome", "21 18:00")])


@case("MEAL-02", 0)
def a_packed_meal_is_another_rule_s() -> Made:
    return packed_lunch()


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
    assert seated.admits(f, v, Choice("banquet", asked, "garden", dining_room="p2")) is None
    assert "10 座" in (seated.admits(f, v, Choice("banquet", asked, "garden", dining_room="p1")) or "")


# -- MEAL-04: "尊重客人饮食习惯、禁忌"


def diets(house: str, *diet: str) -> Made:
    f = facts(visit("v1", banquet(), members=members(3, diet=diet)))
    return f, plan(f, v1=[("welcome", "21 18:00", {"place": house})])


@case("MEAL-04", 0)
def halal_in_the_garden() -> Made:
    return diets("garden", "halal")


@case("MEAL-04", 1)
def no_halal_at_the_inn() -> Made:
    return diets("inn_dining", "halal")


@case("MEAL-04", 1)
def one_of_two_needs_unmet() -> Made:
    """People are counted, not needs."""
    return diets("garden", "halal", "no_nuts")


@case("MEAL-04", 3)
def people_unserved() -> Made:
    """Two at the inn, which serves neither need; one at the canteen, which serves halal; none in the garden."""
    guests = members(3, diet=["halal"])
    guests[1]["diet"] = ["vegetarian"]
    return fed(members=guests, lunch={"place": "garden"})


def test_unsuitable_restaurants_are_not_offered() -> None:
    f, _ = diets("garden", "halal")
    v, asked = f.week.visit("v1"), f.week.visit("v1").request("welcome")
    assert rule("MEAL-04", f).admits(f, v, Choice("banquet", asked, "garden", dining_room="p1")) is None
    assert "清真" in (rule("MEAL-04", f).admits(f, v, Choice("banquet", asked, "inn_dining", dining_room="p1")) or "")


# -- MEAL-05: "一般不选择在重大节日、假日,也不安排在双方禁忌日"


def feast(start: str = "21 18:00", **changes: Any) -> Made:
    f = facts(visit("v1", banquet(), **changes))
    return f, plan(f, v1=[("welcome", start)])


@case("MEAL-05", 0)
@case("MEAL-05a", 0)
def feast_on_a_workday() -> Made:
    return feast(taboo=[day(22)])


@case("MEAL-05", 1)
def feast_on_a_taboo_day() -> Made:
    return feast(taboo=[day(21)])


@case("MEAL-05", 1)
def feast_on_the_company_s_taboo_day() -> Made:
    f = facts(visit("v1", banquet()), company=company(taboo=[day(21)]))
    return f, plan(f, v1=[("welcome", "21 18:00")])


@case("MEAL-05", 0)
def other_meals_may_be_on_taboo_days() -> Made:
    return fed(taboo=[day(21)])


@case("MEAL-05a", 1)
def feast_on_saturday() -> Made:
    return feast("26 18:00", arrive="26 08:00", depart="27 18:00")


@case("MEAL-05a", 0)
def feast_on_a_make_up_saturday() -> Made:
    f = facts(visit("v1", banquet(), arrive="26 08:00", depart="27 18:00"), official={"workdays": [day(26)]})
    return f, plan(f, v1=[("welcome", "26 18:00")])


@case("MEAL-06", 0)
def said_not_judged() -> Made:
    return feast()


# -- MEAL-08


@case("MEAL-08", 0)
def welcome_outside() -> Made:
    return feast()


@case("MEAL-08", 1)
def welcome_in_the_canteen() -> Made:
    f = facts(visit("v1", banquet(restaurant="canteen")))
    return f, plan(f, v1=[("welcome", "21 18:00")])


@case("MEAL-08", 0)
def thanks_in_the_canteen() -> Made:
    f = facts(visit("v1", banquet(occasion="thanks", restaurant="canteen")))
    return f, plan(f, v1=[("welcome", "21 18:00")])


@case("MEAL-08", 1)
def working_lunch_outside() -> Made:
    f = facts(visit("v1", tour(), depart="22 09:00"))
    rows = [("tour", "21 09:15"), ("lunch", "21 12:00", {"place": "garden"}), ("dinner", "21 18:00")]
    return f, plan(f, v1=rows)


@case("MEAL-08", 0)
def lunch_outside_on_a_day_without_business() -> Made:
    f = facts(visit("v1", talk()))
    rows = [("lunch", "21 12:00", {"place": "garden"}), ("dinner", "21 18:00"), ("lunch", "22 12:00")]
    return f, plan(f, v1=[*rows, ("talk", "22 09:00")])


test_case = run(__name__)
