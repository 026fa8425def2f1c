"""MEAL-05, 05a, 06: banquets."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.meals.meal_plans import feast, fed
from tests.weeks import banquet, company, day, facts, hosts, plan, visit, with_offices

# -- MEAL-05: "一般不选择在重大节日、假日,也不安排在双方禁忌日"


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


@case("MEAL-05a", 0)
def what_others_give_on_saturday() -> Made:
    """ORD-11 judges that."""
    asked = banquet(restaurant="city", hosts=hosts())
    f = facts(visit("v1", asked, arrive="26 08:00", depart="27 18:00"), company=with_offices())
    return f, plan(f, v1=[("welcome", "26 18:00")])


@case("MEAL-06", 0)
def said_not_judged() -> Made:
    return feast()


test_case = run(__name__)
