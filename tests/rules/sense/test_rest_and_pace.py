"""SENSE-10, 11, 12: rest."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import facts, members, plan, talk, visit, when

# -- SENSE-10


def evening(end: str, morning: str) -> Made:
    """Return a dinner in the garden, ten minutes from the inn, and a talk, twenty minutes from it (26 in the rush)."""
    f = facts(visit("v1", talk(), depart="23 12:00"))
    p = plan(f, v1=[("dinner", "21 20:30", {"place": "garden", "end": when(end)}), ("talk", morning)])
    return f, p


@case("SENSE-10", 0)
def ten_hours_of_night() -> Made:
    return evening("21 22:00", "22 09:00")


@case("SENSE-10", 35)
def a_short_night() -> Made:
    """Home at 22:40, off at 08:05: nine hours and 25 minutes."""
    return evening("21 22:30", "22 08:40")


@case("SENSE-10", 0)
def a_flight_forces_a_short_night() -> Made:
    f = facts(visit("v1", arrive="21 22:30", depart="22 07:30"))
    return f, plan(f, v1=[])


# -- SENSE-11


def waits(second: str) -> Made:
    f = facts(visit("v1", talk(), talk("again"), depart="23 12:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("again", second)])


@case("SENSE-11", 0)
def waits_for_an_hour_and_a_quarter() -> Made:
    return waits("22 11:45")


@case("SENSE-11", 1)
def waits_for_an_hour_and_a_half() -> Made:
    return waits("22 12:00")


@case("SENSE-11", 0)
def rests_at_the_hotel() -> Made:
    f = facts(visit("v1", talk(), talk("again"), depart="23 12:00"))
    rest = ("rest", "22 11:00", {"end": plan(f, v1=[("again", "22 14:00")]).items[0].start - 45})
    return f, plan(f, v1=[("talk", "22 09:00"), rest, ("again", "22 14:00")])


# -- SENSE-12


def gentle(number: int, rest: str | None = None, **changes: Any) -> Made:
    names = [f"t{k}" for k in range(number)]
    f = facts(visit("v1", *(talk(n, minutes=30) for n in names), depart="23 12:00", **changes))
    starts = ("22 09:00", "22 09:45", "22 10:30", "22 11:15")
    rows: list[tuple[Any, ...]] = list(zip(names, starts, strict=False))
    return f, plan(f, v1=[*rows, ("lunch", "22 12:00"), *([("rest", rest)] if rest else [])])


FRAIL = members(3, mobility="slow")


@case("SENSE-12", 0)
def three_activities_for_the_frail() -> Made:
    return gentle(3, members=FRAIL)


@case("SENSE-12", 1)
def four_activities_for_the_frail() -> Made:
    return gentle(4, members=FRAIL)


@case("SENSE-12", 0)
def four_activities_for_the_strong() -> Made:
    return gentle(4)


@case("SENSE-12", 1)
def four_activities_after_a_night_flight() -> Made:
    return gentle(4, arrive="21 23:10")


def after_lunch(start: str, *rows: tuple[str, str]) -> Made:
    f = facts(visit("v1", talk(), members=members(3, age="senior"), depart="23 12:00"))
    return f, plan(f, v1=[("lunch", "22 12:00"), ("talk", start), *rows])


@case("SENSE-12", 1)
def on_at_once_after_lunch() -> Made:
    return after_lunch("22 13:30")


@case("SENSE-12", 0)
def three_quarters_of_an_hour_after_lunch() -> Made:
    return after_lunch("22 13:45")


@case("SENSE-12", 0)
def a_named_rest_after_lunch() -> Made:
    return after_lunch("22 15:00", ("rest", "22 13:30"))


test_case = run(__name__)
