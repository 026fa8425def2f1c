"""PACE-01a to 01e: when a full day's programme begins, that it goes on after lunch, and how long before dinner."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.weeks import facts, plan, sight, talk, visit


def first(start: str, day: str = "22", depart: str = "23 09:00") -> Made:
    """The inn is 20 minutes from the company, and 5 to settle: for 10:00 they set out at 09:35."""
    f = facts(visit("v1", talk(), sight(), depart=depart))
    return f, plan(f, v1=[("hotel", "inn"), ("talk", f"{day} {start}")])


@case("PACE-01a", 0)
def talks_at_ten() -> Made:
    return first("10:00")


@case("PACE-01a", 2)
def talks_late_in_the_morning() -> Made:
    """Off at 10:50 for 11:15."""
    return first("11:15")


@case("PACE-01a", 7)
def an_empty_morning() -> Made:
    """Nothing before the afternoon begins at 13:30: 210 minutes, whenever it goes on then."""
    return first("14:00")


@case("PACE-01a", 7)
def called_out_for_a_photo() -> Made:
    f = facts(visit("v1", talk(), {"kind": "photo", "id": "photo"}, depart="23 09:00"))
    return f, plan(f, v1=[("hotel", "inn"), ("photo", "22 09:30"), ("talk", "22 14:00")])


@case("PACE-01a", 7)
def nothing_on_the_full_day() -> Made:
    return first("09:30", "23", depart="23 18:00")


@case("PACE-01a", 3)
def an_empty_morning_before_they_leave() -> Made:
    """They set off at 14:30, half an hour from the company."""
    return first("14:00", "21", depart="22 15:40")


@case("PACE-01a", 0)
def talks_before_they_leave() -> Made:
    """However late they begin."""
    return first("12:00", depart="22 15:40")


@case("PACE-01a", 0)
def they_leave_at_noon() -> Made:
    return first("14:00", "21", depart="22 14:00")


@case("PACE-01a", 7)
def an_empty_morning_of_a_day_that_is_theirs_until_the_evening() -> Made:
    return first("14:00", depart="22 20:00")


def two(talks: str, museum: str, depart: str = "23 18:00") -> Made:
    f = facts(visit("v1", talk(), sight(), depart=depart))
    return f, plan(f, v1=[("hotel", "inn"), ("talk", talks), ("museum", museum)])


@case("PACE-01b", 0)
def the_museum_after_the_talks() -> Made:
    return two("22 09:30", "22 14:00")


@case("PACE-01b", 1)
def the_museum_next_day() -> Made:
    return two("22 09:30", "23 14:00")


@case("PACE-01b", 0)
def talks_in_the_afternoon_alone() -> Made:
    return two("22 14:00", "23 10:00")


@case("PACE-01b", 1)
def departure_day_until_the_evening() -> Made:
    return two("22 09:30", "22 11:30", depart="22 20:00")


@case("PACE-01b", 0)
def departure_in_the_afternoon() -> Made:
    return two("22 09:30", "22 11:30", depart="22 17:30")


@case("PACE-01b", 1)
def nothing_is_planned_on_the_full_day() -> Made:
    return two("23 09:30", "23 14:00")


@case("PACE-01b", 1)
def nothing_but_a_photo() -> Made:
    f = facts(visit("v1", talk(), {"kind": "photo", "id": "photo"}, depart="23 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), ("talk", "22 09:30"), ("photo", "22 14:00")])


@case("PACE-01c", 0)
def the_museum_until_four() -> Made:
    return two("22 09:30", "22 14:30")


@case("PACE-01c", 2)
def over_at_twenty_past_three() -> Made:
    """The talks end at 15:20, forty minutes before four."""
    return two("22 13:30", "22 10:00")


@case("PACE-01c", 0)
def a_day_that_ends_before_lunch_is_the_empty_afternoons() -> Made:
    return two("22 09:30", "22 11:30")


@case("PACE-01c", 0)
def they_leave_in_the_afternoon() -> Made:
    return two("22 09:30", "22 13:30", depart="22 17:30")


@case("PACE-01c", 0)
def an_evening_show_ends_the_day() -> Made:
    f = facts(visit("v1", talk(), sight("mall", "mall"), depart="23 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), ("talk", "22 13:30"), ("mall", "22 19:00")])


# -- PACE-01d


@case("PACE-01d", 0)
def talks_at_half_past_nine() -> Made:
    return first("09:30")


@case("PACE-01d", 45)
def talks_at_a_quarter_past_ten() -> Made:
    return first("10:15")


@case("PACE-01d", 0)
def an_empty_morning_has_no_hour() -> Made:
    return first("14:00")


@case("PACE-01d", 0)
def they_have_the_morning_alone() -> Made:
    return first("10:15", depart="22 14:00")


# -- PACE-01e


def dined(museum: str, dinner: str) -> Made:
    f = facts(visit("v1", talk(), sight(), depart="23 18:00"))
    return f, plan(f, v1=[("hotel", "inn"), ("talk", "22 09:30"), ("museum", museum), ("dinner", dinner)])


@case("PACE-01e", 0)
def dinner_within_three_hours() -> Made:
    """The museum takes an hour and a half."""
    return dined("22 13:30", "22 18:00")


@case("PACE-01e", 30)
def dinner_half_an_hour_later() -> Made:
    return dined("22 13:30", "22 18:30")


@case("PACE-01e", 0)
def nothing_in_the_afternoon_is_another_rules() -> Made:
    return dined("22 11:30", "22 18:30")


test_case = run(__name__)
