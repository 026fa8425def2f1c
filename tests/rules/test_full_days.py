"""PACE-01a and 01b: a full day's programme begins by ten, and goes on after lunch."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.weeks import facts, plan, sight, talk, visit


def first(start: str, day: str = "22", depart: str = "23 18:00") -> Made:
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


@case("PACE-01a", 8)
def an_empty_morning() -> Made:
    """Off at 13:35 for 14:00: 215 minutes late."""
    return first("14:00")


@case("PACE-01a", 0)
def the_days_of_arrival_and_departure_are_no_full_days() -> Made:
    return first("14:00", depart="22 20:00")


@case("PACE-01a", 0)
def nothing_is_planned_at_all() -> Made:
    return first("09:30", "23")


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


@case("PACE-01b", 0)
def departure_day_is_no_full_day() -> Made:
    return two("22 09:30", "22 11:30", depart="22 20:00")


@case("PACE-01b", 0)
def nothing_is_planned_on_the_full_day() -> Made:
    return two("23 09:30", "23 14:00")


test_case = run(__name__)
