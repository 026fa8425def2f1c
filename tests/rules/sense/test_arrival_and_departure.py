"""SENSE-02, 02a, 03, 07, 16: the days of arrival and departure."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.sense.arrival_and_departure import arrives_late
from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import HONOURS, received
from tests.weeks import changed, company, facts, group, plan, sight, step, talk, tour, visit

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


@case("SENSE-02", 0)
def the_hotel_may_wait() -> Made:
    return landed("21 14:00", ("talk", "21 16:00"), hotel_first=False)


@case("SENSE-02", 1)
def a_first_item_at_once_excuses_no_dinner() -> Made:
    """The talk is due within 90 minutes; after it there was time for the hotel."""
    return landed("21 14:05", ("talk", "21 15:45"), ("dinner", "21 18:00"))


@case("SENSE-02", 0)
def check_in_between_talk_and_dinner() -> Made:
    return landed("21 14:05", ("talk", "21 15:45"), ("check_in", "21 17:00"), ("dinner", "21 18:00"))


@case("SENSE-02", 2)
def a_sight_and_a_dinner_before_the_hotel() -> Made:
    """They come before rooms are open; from 14:45 on they could have checked in."""
    return landed("21 08:00", ("talk", "21 09:30"), ("sight:museum", "21 15:00"), ("dinner", "21 18:00"))


@case("SENSE-02", 0)
def a_sight_before_rooms_are_ready() -> Made:
    return landed("21 08:00", ("talk", "21 09:30"), ("sight:museum", "21 14:30"), ("check_in", "21 17:00"))


@case("SENSE-02", 0)
def a_dinner_at_once() -> Made:
    """Out at 18:10, at table 80 minutes later: it is the first item."""
    return landed("21 18:00", ("dinner", "21 19:30"))


@case("SENSE-02", 1)
def a_sight_at_once_could_be_later() -> Made:
    return landed("21 14:05", ("sight:museum", "21 15:15"))


@case("SENSE-02", 1)
def a_tour_at_once_could_be_later() -> Made:
    f = facts(visit("v1", tour(), arrive="21 14:05", depart="23 12:00"))
    return f, plan(f, v1=[("tour", "21 15:00")])


@case("SENSE-02", 0)
def a_show_at_a_fixed_hour() -> Made:
    """Out at 18:20, in the opera 70 minutes later."""
    show = {"kind": "entertainment", "id": "show", "place": "opera", "at": "2026-09-21T19:30"}
    f = facts(visit("v1", show, arrive="21 18:10", depart="23 12:00"))
    return f, plan(f, v1=[("show", "21 19:30")])


@case("SENSE-02", 1)
def a_sight_long_after_they_came_is_said_once() -> Made:
    return landed("21 14:00", ("sight:museum", "21 16:00"))


@case("SENSE-02", 1)
def a_talk_at_once_before_the_rooms_of_level_a() -> Made:
    """Out at 08:10: their rooms are asked for from the morning on."""
    return landed("21 08:00", ("talk", "21 09:30"), level="A")


@case("SENSE-02", 0)
def a_talk_that_is_fixed_before_the_rooms_of_level_a() -> Made:
    f = facts(visit("v1", talk(at="2026-09-21T09:30"), arrive="21 08:00", depart="23 12:00", level="A"))
    return f, plan(f, v1=[("hotel", "inn"), ("talk", "21 09:30"), ("check_in", "21 11:30")])


def far_hotel(place: str) -> Made:
    """The inn is 120 from the station, the museum 65 on the way to it, the theatre 70 off it."""
    firm = company()
    long = {("rail", "inn"): 120, ("rail", "museum"): 60, ("inn", "museum"): 65, ("rail", "opera"): 60}
    long |= {("inn", "opera"): 130}
    ways = [w.replace(minutes=long.get((w.a, w.b), long.get((w.b, w.a), w.minutes))) for w in firm.ways]
    f = facts(visit("v1", sight(place, place), arrive="21 13:00", depart="23 12:00"), company=firm.replace(ways=ways))
    return f, plan(f, v1=[("hotel", "inn"), (place, "21 15:00"), ("check_in", "21 18:30")])


@case("SENSE-02", 0)
def a_museum_on_the_long_way_to_the_hotel() -> Made:
    return far_hotel("museum")


@case("SENSE-02", 1)
def a_theatre_off_the_way_to_the_hotel() -> Made:
    return far_hotel("opera")


# -- SENSE-02a: the hotel is to come first, at whatever hour


@case("SENSE-02a", 0)
@case("ARR-07", 0)
def check_in_early_in_the_morning() -> Made:
    return landed("21 08:00", ("check_in", "21 08:30"), ("talk", "21 10:00"), hotel_first=True)


@case("ARR-07", 1)
def check_in_early_unasked() -> Made:
    return landed("21 08:00", ("check_in", "21 08:30"), ("talk", "21 10:00"))


@case("SENSE-02a", 1)
@case("SENSE-02", 0)
def a_talk_before_the_hotel() -> Made:
    return landed("21 08:00", ("talk", "21 10:00"), ("check_in", "21 14:30"), hotel_first=True)


@case("SENSE-02a", 1)
def a_talk_at_once_before_the_hotel() -> Made:
    return landed("21 14:05", ("talk", "21 15:45"), hotel_first=True)


@case("SENSE-02a", 0)
def their_own_hotel_first() -> Made:
    return landed("21 14:00", ("talk", "21 16:00"), provides={"lodging": False}, hotel="grand", hotel_first=True)


# -- SENSE-03: breakfast at seven, an hour for it


def morning(start: str, place: str = "museum", **changes: Any) -> Made:
    f = facts(visit("v1", sight(place, place), depart="23 12:00", **changes))
    return f, plan(f, v1=[(place, start)])


@case("SENSE-03", 0)
def off_at_eight() -> Made:
    """The museum is 35 minutes away, and they settle for five: off at eight is there at 08:50 in the rush hour."""
    return morning("22 09:00")


@case("SENSE-03", 60)
def off_before_eight() -> Made:
    """130 minutes from the inn to the temple less 20 to the company: off at 07:00 for 09:20, with the rush hour."""
    return morning("22 09:20", "temple")


@case("SENSE-03", 0)
def a_flight_forces_it() -> Made:
    f = facts(visit("v1", arrive="21 14:00", depart="23 07:30"))
    return f, plan(f, v1=[])


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
    f = facts(visit("v1", tour(), arrive="21 14:00", depart="23 12:00"))
    p = plan(f, v1=[("tour", "23 09:00")])
    out = step(p, "transfer")
    assert judged("SENSE-03", (f, changed(p, out.id, depart=out.depart - 60)))[0].amount > 0


def honoured(*rows: tuple[object, ...]) -> Made:
    """Out at 14:10 with rooms open, received with honours at the station."""
    here = [group("g1", "21 14:00")]
    return received(HONOURS, talk(), rows=[("honours", "21 14:15"), *rows], groups=here)  # type: ignore[list-item]


@case("SENSE-02", 0)
def honours_at_the_station_before_the_hotel() -> Made:
    return honoured(("check_in", "21 15:00"), ("talk", "21 16:00"))


@case("SENSE-02", 1)
def a_late_talk_between_the_honours_and_the_hotel() -> Made:
    return honoured(("talk", "21 15:45"))


test_case = run(__name__)
