"""SENSE-06: time to change before a banquet in the evening."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import banquet, facts, hosts, plan, sight, talk, tour, visit, when, with_offices

# -- the garden is ten minutes from the company and from the inn


def dressed(*rows: Any, level: str = "B", **asked: Any) -> Made:
    """A tour that ends at 17:00, and a banquet in the evening."""
    f = facts(visit("v1", asked.get("what", tour()), banquet(), level=level))
    slept = () if any(row[0] == "hotel" for row in rows) else (("hotel", "inn"),)
    return f, plan(f, v1=[*slept, *rows, ("welcome", asked.get("at", "21 19:15"), asked.get("where", {}))])


def rest(start: str, end: str) -> tuple[str, str, dict[str, Any]]:
    return "rest", start, {"end": when(end)}


@case("SENSE-06", 0)
def half_an_hour_at_the_hotel() -> Made:
    return dressed(("tour", "21 15:45"), rest("21 17:45", "21 18:15"))


@case("SENSE-06", 15)
def a_quarter_at_the_hotel() -> Made:
    return dressed(("tour", "21 15:45"), rest("21 17:45", "21 18:00"))


@case("SENSE-06", 30)
def waiting_at_the_works_is_no_time_to_change() -> Made:
    return dressed(("tour", "21 15:45"))


IN_THE_INN = {"place": "inn_dining"}


@case("SENSE-06", 0)
def in_their_hotel_they_change_before_the_banquet() -> Made:
    """The tour ends at 17:00, they are back before 18:00, and the banquet at 19:15 is in their hotel."""
    return dressed(("tour", "21 15:45"), where=IN_THE_INN, level="A")


@case("SENSE-06", 20)
def back_in_their_hotel_too_late() -> Made:
    """Out at 18:00, half an hour on the way, five minutes to settle: forty until 19:15, of an hour."""
    return dressed(("tour", "21 16:45"), where=IN_THE_INN, level="A")


@case("SENSE-06", 30)
def a_banquet_in_a_hotel_that_is_not_theirs() -> Made:
    return dressed(("hotel", "grand"), ("tour", "21 15:45"), where=IN_THE_INN)


@case("SENSE-06", 30)
def guests_of_rank_need_an_hour() -> Made:
    return dressed(("tour", "21 15:45"), rest("21 17:45", "21 18:15"), level="A", at="21 19:00")


@case("SENSE-06", 0)
def nobody_waits_longer_for_a_late_banquet() -> Made:
    return dressed(("tour", "21 15:45"), rest("21 18:00", "21 18:45"), level="A")


@case("SENSE-06", 15)
def at_seven_it_is_not_late() -> Made:
    return dressed(("tour", "21 15:45"), rest("21 17:45", "21 18:30"), level="A", at="21 19:00")


@case("SENSE-06", 30)
def a_photo_after_the_tour_is_no_time_to_change() -> Made:
    photo = {"kind": "photo", "id": "photo"}
    f = facts(visit("v1", tour(), photo, banquet(), level="B"))
    rows = [("tour", "21 15:45"), ("photo", "21 17:15"), ("welcome", "21 19:15")]
    return f, plan(f, v1=[("hotel", "inn"), *rows])


@case("SENSE-06", 0)
def after_a_talk_nobody_needs_it() -> Made:
    return dressed(("talk", "21 15:45"), what=talk())


@case("SENSE-06", 0)
def a_tour_before_noon_is_long_ago() -> Made:
    return dressed(("tour", "21 10:00"))


@case("SENSE-06", 60)
def after_hours_on_the_road() -> Made:
    """To the temple and back, 110 and 130 minutes, and to the banquet: more than four hours."""
    f = facts(visit("v1", sight("temple", "temple"), talk(minutes=30), banquet(), arrive="20 18:00"))
    rows = [("temple", "21 11:00"), ("talk", "21 17:00"), ("welcome", "21 18:30")]
    return f, plan(f, v1=[("hotel", "inn"), *rows])


def straight_to_the_table(*rows: Any) -> Made:
    f = facts(visit("v1", banquet(), arrive="21 16:00", depart="23 12:00"))
    return f, plan(f, v1=[("hotel", "inn"), *rows, ("welcome", "21 18:00")])


@case("SENSE-06", 30)
def from_the_station_to_the_table() -> Made:
    return straight_to_the_table()


@case("SENSE-06", 0)
def from_the_station_to_the_hotel_first() -> Made:
    return straight_to_the_table(("check_in", "21 16:45"))


# -- guests of level A and a formal banquet of the city, twenty minutes from the inn


CITY = {"place": "city", "hosts": hosts()}
TALKS = talk(**CITY)
"""An hour and a half."""


def at_the_city(*rows: Any, what: tuple[Any, ...] = (TALKS,), level: str = "A", **changes: Any) -> Made:
    """A banquet that the city gives in its own house."""
    dinner = banquet(restaurant="city", hosts=hosts(), **changes)
    f = facts(visit("v1", *what, dinner, arrive="20 18:00", level=level), company=with_offices())
    return f, plan(f, v1=[("hotel", "inn"), *rows])


def call(minutes: int = 30, **changes: Any) -> dict[str, Any]:
    return {"kind": "call", "id": "call", "minutes": minutes, **CITY, **changes}


@case("SENSE-06", 15)
def a_quarter_between_talks_and_banquet() -> Made:
    return at_the_city(("talk", "21 15:45"), ("welcome", "21 17:30"))


@case("SENSE-06", 0)
def a_pause_in_the_house_of_the_banquet() -> Made:
    return at_the_city(("talk", "21 15:45"), ("welcome", "21 17:45"))


@case("SENSE-06", 0)
def other_guests_come_from_the_talks() -> Made:
    return at_the_city(("talk", "21 15:45"), ("welcome", "21 17:30"), level="B")


@case("SENSE-06", 0)
def to_a_buffet_they_come_as_they_are() -> Made:
    return at_the_city(("talk", "21 15:45"), ("welcome", "21 17:30"), form="buffet")


@case("SENSE-06", 60)
def from_talks_elsewhere_to_the_banquet() -> Made:
    return at_the_city(("talk", "21 15:45"), ("welcome", "21 18:30"), what=(talk(place="hall", hosts=hosts()),))


@case("SENSE-06", 0)
def from_talks_by_way_of_the_hotel() -> Made:
    return at_the_city(("talk", "21 15:45"), rest("21 17:45", "21 18:45"), ("welcome", "21 19:15"))


@case("SENSE-06", 0)
def from_the_hotel() -> Made:
    return at_the_city(("welcome", "21 18:00"), what=())


LED_IN = (rest("21 16:00", "21 17:00"), ("call", "21 17:30"), ("welcome", "21 18:15"))
"""The call begins three quarters of an hour before the banquet."""


@case("SENSE-06", 0)
def a_call_leads_in_to_the_banquet() -> Made:
    return at_the_city(("talk", "21 13:45"), *LED_IN, what=(TALKS, call()))


@case("SENSE-06", 30)
def too_little_time_before_the_lead_in() -> Made:
    rows = (("talk", "21 13:45"), rest("21 16:00", "21 16:30"), *LED_IN[1:])
    return at_the_city(*rows, what=(TALKS, call()))


@case("SENSE-06", 15)
def a_call_of_another_host_is_no_lead_in() -> Made:
    return at_the_city(("talk", "21 13:45"), *LED_IN, what=(TALKS, call(hosts=hosts("李红"))))


@case("SENSE-06", 15)
def a_meeting_with_the_press_is_no_lead_in() -> Made:
    press = {"kind": "ceremony", "id": "call", "occasion": "press", "minutes": 30, **CITY}
    return at_the_city(("talk", "21 13:45"), *LED_IN, what=(TALKS, press))


@case("SENSE-06", 15)
def an_hour_is_no_lead_in() -> Made:
    rows = (("talk", "21 13:45"), LED_IN[0], ("call", "21 17:30"), ("welcome", "21 18:45"))
    return at_the_city(*rows, what=(TALKS, call(60)))


@case("SENSE-06", 20)
def talks_up_to_the_lead_in() -> Made:
    """Out of the talks at 17:20, ten minutes to the call, which belongs to the banquet."""
    return at_the_city(("talk", "21 15:50"), *LED_IN[1:], what=(TALKS, call()))


@case("SENSE-06", 30)
def a_sight_and_a_lead_in() -> Made:
    """It tires, so there is no pause instead of the hotel for other guests either."""
    rows = (("museum", "21 14:45"), *LED_IN[1:])
    return at_the_city(*rows, what=(sight(), call()), level="B")


test_case = run(__name__)
