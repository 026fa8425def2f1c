"""SENSE · coming, resting, going: SENSE-01, 02, 03, 07, 10, 12, 16."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.sense.coming_and_going import arrives_late
from tests.rules.cases import Made, case, run
from tests.weeks import banquet, changed, facts, group, members, plan, sight, step, talk, tour, visit, when

BYE = banquet("bye", "farewell")


# -- SENSE-01


def hosted(*rows: tuple[str, str], asked: tuple[Any, ...] = (banquet(), BYE), **changes: Any) -> Made:
    usual = {"arrive": "21 15:00", "depart": "23 12:00"}
    f = facts(visit("v1", *asked, **{**usual, **changes}))
    return f, plan(f, v1=list(rows))


@case("SENSE-01", 0)
def welcome_first_farewell_last() -> Made:
    return hosted(("welcome", "21 18:00"), ("bye", "22 18:00"))


@case("SENSE-01", 2)
def the_other_way_round() -> Made:
    return hosted(("welcome", "22 18:00"), ("bye", "21 18:00"))


@case("SENSE-01", 2)
def both_on_the_first_evening() -> Made:
    """The farewell is a day early, and both are on one day."""
    return hosted(("welcome", "21 18:00"), ("bye", "21 20:00"))


@case("SENSE-01", 0)
def in_town_at_five() -> Made:
    return hosted(("welcome", "21 18:00"), arrive="21 16:50", asked=(banquet(),))


@case("SENSE-01", 1)
def in_town_too_late_for_the_first_evening() -> Made:
    return hosted(("welcome", "21 19:00"), arrive="21 16:55", asked=(banquet(),))


@case("SENSE-01", 0)
def taboo_days_are_passed_over() -> Made:
    return hosted(("welcome", "22 18:00"), asked=(banquet(),), taboo=["2026-09-21"])


@case("SENSE-01", 0)
def fixed_by_the_guests() -> Made:
    return hosted(("welcome", "22 18:00"), asked=(banquet(on="2026-09-22"),))


@case("SENSE-01", 1)
def one_evening_for_two_banquets() -> Made:
    rows = (("welcome", "21 18:00"), ("bye", "21 20:00"))
    return hosted(*rows, depart="22 12:00")


@case("SENSE-01", 0)
def farewell_at_noon() -> Made:
    lunch = banquet("bye", "farewell", lunch=True)
    return hosted(("welcome", "21 18:00"), ("bye", "22 12:00"), asked=(banquet(), lunch), depart="23 12:00")


# -- SENSE-02: rooms at the inn from 14:00; the station is ten minutes from it


def landed(arrive: str, *rows: tuple[Any, ...], **changes: Any) -> Made:
    f = facts(visit("v1", talk(), arrive=arrive, depart="23 12:00", **changes))
    return f, plan(f, v1=list(rows))


@case("SENSE-02", 0)
def check_in_first() -> Made:
    return landed("21 14:00", ("check_in", "21 14:30"), ("talk", "21 16:00"))


@case("SENSE-02", 1)
def talk_first_although_rooms_are_open() -> Made:
    return landed("21 14:00", ("talk", "21 16:00"))


@case("SENSE-02", 0)
def talk_is_due_at_once() -> Made:
    """Out at 14:10; 90 minutes later it is 15:40."""
    return landed("21 14:05", ("talk", "21 15:45"))


@case("SENSE-02", 1)
def talk_is_not_due_at_once() -> Made:
    return landed("21 14:00", ("talk", "21 15:45"))


@case("SENSE-02", 0)
def rooms_are_not_open_yet() -> Made:
    """Out at 13:35, at the inn at 13:45."""
    return landed("21 13:25", ("talk", "21 15:30"))


@case("SENSE-02", 0)
def no_hotel_for_a_day() -> Made:
    f = facts(visit("v1", talk(), arrive="21 13:00", depart="21 19:00"))
    return f, plan(f, v1=[("talk", "21 16:00")])


@case("SENSE-02", 0)
def they_lodge_themselves() -> Made:
    return landed("21 14:00", ("talk", "21 16:00"), provides={"lodging": False}, hotel="grand")


@case("SENSE-02", 1)
def rest_before_the_check_in() -> Made:
    return landed("21 14:00", ("rest", "21 14:30"), ("check_in", "21 16:00"))


@case("SENSE-02", 0)
def rest_after_the_check_in() -> Made:
    return landed("21 14:00", ("check_in", "21 14:30"), ("rest", "21 16:00"))


# -- SENSE-03: breakfast at seven, an hour for it


def morning(start: str, place: str = "museum", **changes: Any) -> Made:
    f = facts(visit("v1", sight(place, place), depart="23 12:00", **changes))
    return f, plan(f, v1=[(place, start)])


@case("SENSE-03", 0)
def off_at_eight() -> Made:
    """The museum is 35 minutes away, and they settle for five: off at eight is there at 08:50 in the rush hour."""
    return morning("22 09:00")


@case("SENSE-03", 35)
def off_before_eight() -> Made:
    """130 minutes from the inn to the temple less 20 to the company: off at 07:25 for 09:20."""
    return morning("22 09:20", "temple")


@case("SENSE-03", 0)
def a_flight_forces_it() -> Made:
    f = facts(visit("v1", arrive="21 14:00", depart="23 07:30"))
    return f, plan(f, v1=[])


# -- SENSE-07


def last_day(what: dict[str, Any]) -> Made:
    f = facts(visit("v1", what, depart="22 20:00"))
    return f, plan(f, v1=[(what["id"], "22 14:00")])


@case("SENSE-07", 0)
def an_hour_away_on_the_last_day() -> Made:
    return last_day({"kind": "project", "id": "plant", "place": "plant"})


@case("SENSE-07", 1)
def far_away_on_the_last_day() -> Made:
    return last_day(sight("temple", "temple"))


@case("SENSE-07", 0)
def far_away_on_the_only_day() -> Made:
    f = facts(visit("v1", sight("temple", "temple"), arrive="21 08:00", depart="21 21:00"))
    return f, plan(f, v1=[("temple", "21 12:00")])


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


# -- SENSE-16


def night_arrival(arrive: str) -> Made:
    f = facts(visit("v1", arrive=arrive, depart="23 12:00"))
    return f, plan(f, v1=[("dinner", "21 21:15")])


@case("SENSE-16", 0)
def out_at_half_past_eight() -> Made:
    return night_arrival("21 20:20")


@case("SENSE-16", 1)
def out_after_half_past_eight() -> Made:
    return night_arrival("21 20:25")


@pytest.mark.parametrize(
    ("arrive", "late"), [("21 20:20", False), ("21 23:55", True), ("22 05:45", True), ("22 06:00", False)]
)
def test_the_small_hours_are_late(arrive: str, late: bool) -> None:
    f = facts(visit("v1", groups=[group(arrive=arrive, depart="24 12:00")]))
    assert arrives_late(f, f.stay("v1")) is late


def test_a_packed_breakfast_needs_the_see_off_alone() -> None:
    """An item before an early see-off is no flight's fault."""
    from tests.rules.cases import judged

    f = facts(visit("v1", tour(), arrive="21 14:00", depart="23 12:00"))
    p = plan(f, v1=[("tour", "23 09:00")])
    out = step(p, "transfer")
    assert judged("SENSE-03", (f, changed(p, out.id, depart=out.depart - 60)))[0].amount > 0


test_case = run(__name__)
