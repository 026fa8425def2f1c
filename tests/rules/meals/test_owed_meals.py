"""MEAL-01, 01a, 01b: owed meals, their hours, packed meals."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.cases import Made, case, judged, run
from tests.rules.meals.meal_plans import fed, held_up
from tests.weeks import banquet, facts, hosts, plan, talk, visit, when, without

# -- MEAL-01


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


def lunch_after_talks_of_others(start: str) -> Made:
    f = facts(visit("v1", talk(hosts=hosts()), depart="22 17:30"))
    rows = [("lunch", "21 12:00"), ("dinner", "21 18:00"), ("talk", "22 12:00"), ("lunch", start)]
    return f, plan(f, v1=rows)


@case("MEAL-01", 0)
@case("MEAL-01c", 1)
def lunch_waits_for_talks_of_others() -> Made:
    return lunch_after_talks_of_others("22 14:15")


@case("MEAL-01c", 0)
def lunch_at_half_past_one() -> Made:
    return lunch_after_talks_of_others("22 13:30")


@case("MEAL-01", 1)
def it_waits_no_longer() -> Made:
    return lunch_after_talks_of_others("22 14:30")


@case("MEAL-01", 0)
def lunch_after_talks_that_go_on() -> Made:
    """They were to end at 11:30, and go on until 13:45."""
    return held_up("21 14:15")


@case("MEAL-01", 0)
def lunch_within_the_hour_after_them() -> Made:
    return held_up("21 14:45")


@case("MEAL-01", 1)
def lunch_long_after_them() -> Made:
    return held_up("21 15:00")


@case("MEAL-01", 1)
def lunch_late_although_talks_end_in_time() -> Made:
    return held_up("21 13:45", minutes=135)


@case("MEAL-01", 1)
def lunch_late_although_nothing_has_begun() -> Made:
    return held_up("21 14:15", now="21 07:00")


@pytest.mark.parametrize(
    ("kind", "start", "ok"),
    [
        ("lunch", "21 11:30", True),
        ("lunch", "21 11:15", False),
        ("lunch", "21 13:30", True),
        ("lunch", "21 13:45", False),
        ("dinner", "21 17:30", True),
        ("dinner", "21 17:15", False),
        ("dinner", "21 20:30", True),
        ("dinner", "21 20:45", False),
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


@pytest.mark.parametrize(("arrive", "owed"), [("21 19:20", 1), ("21 19:25", 0)])
def test_dinner_is_owed_to_who_comes_into_town_in_time(arrive: str, owed: int) -> None:
    """Out at the station by 19:30, and an hour later in town; who comes later has a light supper (SENSE-16)."""
    f = facts(visit("v1", talk(), arrive=arrive, depart="22 10:00"))
    assert len(judged("MEAL-01", (f, plan(f, v1=[])))) == owed


@pytest.mark.parametrize(("depart", "owed"), [("22 20:12", 1), ("22 20:10", 1), ("22 20:05", 0)])
def test_dinner_is_owed_before_a_late_train(depart: str, owed: int) -> None:
    """At the station from 19:30 on, 40 minutes before the train; the dinner of the evening before is there."""
    f = facts(visit("v1", talk(), arrive="21 15:00", depart=depart))
    held = plan(f, v1=[("dinner", "21 18:00"), ("lunch", "22 12:00")])
    assert len(judged("MEAL-01", (f, held))) == owed


@case("MEAL-01", 0)
@case("MEAL-01b", 30)
def a_dinner_before_a_late_train() -> Made:
    """At half past five, half an hour before the usual time."""
    f = facts(visit("v1", talk(), arrive="22 15:00", depart="22 20:12"))
    return f, plan(f, v1=[("dinner", "22 17:30")])


# -- MEAL-01a


@case("MEAL-01a", 1)
def packed_lunch() -> Made:
    return fed(lunch={"dining_room": None, "place": "inn", "end": when("22 12:30")})


@case("MEAL-01a", 2)
def packed_lunch_of_level_b() -> Made:
    return fed(lunch={"dining_room": None, "place": "inn", "end": when("22 12:30")}, level="B")


# -- MEAL-01b: lunch 11:45 to 12:30, dinner 18:00 to 18:30, a banquet to 19:00


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
def both_too_early() -> Made:
    return eating("21 11:30", "21 17:30")


def hosted(start: str, **changes: Any) -> Made:
    f = facts(visit("v1", banquet(**changes), depart="22 09:00"))
    return f, plan(f, v1=[("lunch", "21 12:00"), ("welcome", start)])


@case("MEAL-01b", 15)
def a_banquet_at_a_quarter_past_seven() -> Made:
    return hosted("21 19:15")


@case("MEAL-01b", 0)
def a_banquet_at_seven() -> Made:
    return hosted("21 19:00")


@case("MEAL-01b", 90)
def a_banquet_at_half_past_five() -> Made:
    """Half an hour early, which counts three times."""
    return hosted("21 17:30")


@case("MEAL-01b", 0)
def a_buffet_at_half_past_five() -> Made:
    """Receptions have their own hours."""
    return hosted("21 17:30", form="buffet")


test_case = run(__name__)
