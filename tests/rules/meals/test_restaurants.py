"""MEAL-02, 04, 08, 08a: which restaurant."""

from __future__ import annotations

from models.rules.core.view import Choice
from tests.rules.cases import Made, case, rule, run
from tests.rules.meals.meal_plans import feast, fed
from tests.weeks import banquet, company, facts, hosts, members, place, plan, talk, tour, visit, when

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
def a_banquet_by_the_lake_that_others_give() -> Made:
    f = facts(visit("v1", banquet(restaurant="lakeside", hosts=hosts())))
    return f, plan(f, v1=[("welcome", "21 18:00")])


@case("MEAL-02", 0)
def a_packed_meal_is_another_rule_s() -> Made:
    return fed(lunch={"dining_room": None, "place": "inn", "end": when("22 12:30")})


# -- MEAL-02a


def wished(wish: str | None, dinner: str = "canteen") -> Made:
    """Two lunches in the canteen, and a dinner elsewhere; by the lake they cook Western meals."""
    firm = company(places=place("lakeside", cuisine="西餐、海鲜"))
    return fed(dinner={"place": dinner}, cuisine=wish, company=firm)


@case("MEAL-02a", 0)
def no_wish() -> Made:
    return wished(None, "lakeside")


@case("MEAL-02a", 2)
def western_meals_and_two_lunches_in_the_canteen() -> Made:
    return wished("western", "lakeside")


@case("MEAL-02a", 1)
def chinese_meals_and_a_western_dinner() -> Made:
    return wished("chinese", "lakeside")


@case("MEAL-02a", 2)
def a_buffet_at_the_inn_alone() -> Made:
    return wished("buffet", "inn_dining")


@case("MEAL-02a", 0)
def a_banquet_says_its_own() -> Made:
    f = facts(visit("v1", banquet(restaurant="garden"), cuisine="western"))
    return f, plan(f, v1=[("welcome", "21 18:00")])


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
    assert rule("MEAL-04", f).admits(f, v, Choice("banquet", asked, "garden", dining_room="p1"))
    assert not rule("MEAL-04", f).admits(f, v, Choice("banquet", asked, "inn_dining", dining_room="p1"))


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


# -- MEAL-08a


def dinners(level: str, first: str, last: str) -> Made:
    """Three evenings: in the garden, at the inn, in the canteen …"""
    f = facts(visit("v1", talk(), level=level, depart="24 09:00"))
    meals = [("lunch", f"{day} 12:00", {"dining_room": "p1"}) for day in (21, 22, 23)]
    evenings = [("21 18:00", first), ("22 18:00", "canteen"), ("23 18:00", last)]
    meals += [("dinner", start, {"place": house, "dining_room": "p1"}) for start, house in evenings]
    return f, plan(f, v1=[("talk", "21 09:30"), *meals])


@case("MEAL-08a", 1)
def the_last_evening_in_the_canteen() -> Made:
    return dinners("B", "inn_dining", "canteen")


@case("MEAL-08a", 2)
def first_and_last_evening_in_the_canteen() -> Made:
    return dinners("A", "canteen", "canteen")


@case("MEAL-08a", 0)
@case("MEAL-08", 0)
def first_and_last_evening_outside() -> Made:
    """The day between is spent in the canteen; the first evening is outside on a day with business."""
    return dinners("B", "garden", "inn_dining")


@case("MEAL-08a", 0)
def level_c_in_the_canteen() -> Made:
    return dinners("C", "canteen", "canteen")


test_case = run(__name__)
