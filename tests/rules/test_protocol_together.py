"""ORD-08, 09, 09a: what one host gives the guests hangs together."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import received
from tests.weeks import banquet, facts, hosts, plan, sight, talk, visit, with_offices

WELCOME = {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "hall", "hosts": hosts()}
PRESS = {"kind": "ceremony", "id": "press", "occasion": "press", "place": "hall", "hosts": hosts()}
CALL = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts()}
SIGN = {"kind": "signing", "id": "sign", "place": "city", "hosts": hosts()}


def feast(*names: str, **asked: Any) -> dict[str, Any]:
    return banquet(restaurant="city", hosts=hosts(*names), **asked)


def held(*rows: Any, requests: list[dict[str, Any]]) -> Made:
    f = facts(visit("v1", *requests, depart="23 18:00"), company=with_offices())
    return f, plan(f, v1=list(rows))


# -- ORD-09


@case("ORD-09", 0)
def honours_talks_signing_and_press_in_a_row() -> Made:
    rows = [("honours", "21 14:00"), ("mayor", "21 14:45"), ("sign", "21 15:30"), ("press", "21 16:15")]
    return received(WELCOME, CALL, SIGN, PRESS, rows=rows)


@case("ORD-09", 3)
def a_sight_between_the_honours_and_the_talks() -> Made:
    rows = [("honours", "21 09:30"), ("museum", "21 14:00"), ("mayor", "21 16:30")]
    return received(WELCOME, CALL, sight(), rows=rows)


@case("ORD-09", 2)
def lunch_between_the_honours_and_the_talks() -> Made:
    rows = [("honours", "21 11:00"), ("lunch", "21 12:00", {"place": "canteen"}), ("mayor", "21 14:30")]
    return received(WELCOME, CALL, rows=rows)


@case("ORD-09", 1)
def lunch_alone_between_the_honours_and_the_talks() -> Made:
    """Talks within two and a half hours."""
    rows = [("honours", "21 12:00"), ("lunch", "21 12:45", {"place": "canteen"}), ("mayor", "21 14:00")]
    return received(WELCOME, CALL, rows=rows)


@case("ORD-09", 2)
def a_museum_alone_between_the_honours_and_the_talks() -> Made:
    rows = [("honours", "21 14:00"), ("museum", "21 15:00"), ("mayor", "21 16:15")]
    return received(WELCOME, CALL, sight(minutes=30), rows=rows)


@case("ORD-09", 1)
def hours_between_the_honours_and_the_talks() -> Made:
    """A rest may be between, not half a day."""
    return received(WELCOME, CALL, rows=[("honours", "21 09:30"), ("mayor", "21 16:30")])


@case("ORD-09", 3)
def talks_on_the_day_after_the_honours() -> Made:
    return received(WELCOME, CALL, rows=[("honours", "21 15:00"), ("mayor", "22 09:30")])


@case("ORD-09", 3)
def press_met_after_a_sight() -> Made:
    rows = [("mayor", "21 09:30"), ("museum", "21 14:00"), ("press", "21 16:45")]
    return received(CALL, PRESS, sight(), rows=rows)


@case("ORD-09", 0)
def press_after_the_signing_is_enough() -> Made:
    rows = [("mayor", "21 09:30"), ("museum", "21 13:30"), ("sign", "22 10:00"), ("press", "22 10:45")]
    return received(CALL, {**SIGN, "hosts": hosts("李敏")}, {**PRESS, "hosts": hosts("李敏")}, sight(), rows=rows)


@case("ORD-09", 0)
def the_talks_of_another_host_are_none_of_his() -> Made:
    rows = [("honours", "21 09:30"), ("museum", "21 14:00"), ("mayor", "21 16:30")]
    return received(WELCOME, {**CALL, "hosts": hosts("李敏")}, sight(), rows=rows)


@case("ORD-09", 0)
def a_signing_and_a_call_on_two_fixed_days() -> Made:
    asked = [{**CALL, "on": "2026-09-21"}, {**SIGN, "at": "2026-09-22T10:00"}]
    return held(("mayor", "21 15:00"), ("sign", "22 10:00"), requests=asked)


@case("ORD-09", 0)
def apart_as_the_visit_asks() -> Made:
    rows = [("honours", "21 15:00"), ("mayor", "22 09:30")]
    return received(WELCOME, {**CALL, "not_same_day": "honours"}, rows=rows)


# -- ORD-09a


@case("ORD-09a", 0)
def dinner_after_the_call() -> Made:
    return received(CALL, feast(), rows=[("mayor", "21 16:30"), ("welcome", "21 18:00")])


@case("ORD-09a", 1)
def a_sight_between_the_call_and_the_dinner() -> Made:
    rows = [("mayor", "21 09:30"), ("museum", "21 14:00"), ("welcome", "21 18:00")]
    return received(CALL, feast(), sight(), rows=rows)


@case("ORD-09a", 1)
def lunch_torn_from_the_talks_next_door() -> Made:
    lunch = banquet("meal", "other", restaurant="city", lunch=True, hosts=hosts("李敏"), after="talk")
    return received(talk(place="city"), lunch, sight(), rows=[("talk", "21 14:00"), ("meal", "22 12:00")])


@case("ORD-09a", 0)
def lunch_after_the_talks_next_door() -> Made:
    lunch = banquet("meal", "other", restaurant="city", lunch=True, hosts=hosts("李敏"), after="talk")
    return received(talk(place="city"), lunch, sight(), rows=[("talk", "22 10:00"), ("meal", "22 12:00")])


@case("ORD-09a", 0)
def a_dinner_whose_day_the_guests_fixed() -> Made:
    rows = [("mayor", "21 16:30"), ("welcome", "22 18:00")]
    return received(CALL, feast(on="2026-09-22"), rows=rows)


@case("ORD-09a", 0)
def a_dinner_of_another_host() -> Made:
    return received(CALL, feast("李敏"), rows=[("mayor", "21 16:30"), ("welcome", "22 18:00")])


# -- ORD-08


@case("ORD-08", 0)
def dinner_on_the_day_of_the_call() -> Made:
    return held(("mayor", "22 15:00"), ("welcome", "22 18:00"), requests=[CALL, feast()])


@case("ORD-08", 1)
def dinner_on_the_day_after_the_call() -> Made:
    return held(("mayor", "21 15:00"), ("welcome", "22 18:00"), requests=[CALL, feast()])


@case("ORD-08", 0)
def dinner_on_the_day_of_one_of_two_meetings() -> Made:
    more = talk("more", place="city", hosts=hosts())
    return held(("mayor", "21 15:00"), ("more", "22 09:30"), ("welcome", "22 18:00"), requests=[CALL, feast(), more])


@case("ORD-08", 0)
def dinner_of_another_host_on_another_day() -> Made:
    return held(("mayor", "21 15:00"), ("welcome", "22 18:00"), requests=[CALL, feast("李敏")])


@case("ORD-08", 0)
def dinner_on_a_day_that_the_guests_fixed() -> Made:
    return held(("mayor", "21 15:00"), ("welcome", "22 18:00"), requests=[CALL, feast(on="2026-09-22")])


@case("ORD-08", 0)
def dinner_asked_for_on_another_day() -> Made:
    apart = feast(not_same_day=["mayor"])
    return held(("mayor", "21 15:00"), ("welcome", "22 18:00"), requests=[CALL, apart])


test_case = run(__name__)
