"""ORD-12: a pause between two hosts of other organisations."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import banquet, facts, hosts, plan, talk, visit, with_offices

CALL = {"kind": "call", "id": "mayor", "place": "city", "minutes": 30, "hosts": hosts()}
NEXT = {**CALL, "id": "next", "hosts": hosts("李敏")}
LUNCH = banquet("lunch", "other", restaurant="city", lunch=True, hosts=hosts())
NEXT_DOOR = {**NEXT, "place": "hall"}
"""Five minutes away."""


def held(*rows: Any, requests: list[dict[str, Any]]) -> Made:
    f = facts(visit("v1", *requests, depart="23 18:00"), company=with_offices())
    return f, plan(f, v1=list(rows))


@case("ORD-12", 1)
def the_second_at_once() -> Made:
    return held(("mayor", "21 15:00"), ("next", "21 15:30"), requests=[CALL, NEXT])


@case("ORD-12", 1)
def the_second_at_once_in_the_other_order() -> Made:
    return held(("next", "21 15:00"), ("mayor", "21 15:30"), requests=[CALL, NEXT])


@case("ORD-12", 0)
def the_second_after_a_quarter() -> Made:
    return held(("mayor", "21 15:00"), ("next", "21 15:45"), requests=[CALL, NEXT])


@case("ORD-12", 1)
def the_second_next_door_after_a_quarter() -> Made:
    return held(("mayor", "21 15:00"), ("next", "21 15:45"), requests=[CALL, NEXT_DOOR])


@case("ORD-12", 0)
def the_second_next_door_after_half_an_hour() -> Made:
    return held(("mayor", "21 15:00"), ("next", "21 16:00"), requests=[CALL, NEXT_DOOR])


@case("ORD-12", 2)
def three_in_a_row() -> Made:
    third = talk("third", place="city", minutes=60, hosts=hosts("赵文"))
    rows = [("mayor", "21 14:00"), ("next", "21 14:30"), ("third", "21 15:00")]
    return held(*rows, requests=[CALL, NEXT, third])


@case("ORD-12", 1)
def at_once_after_the_lunch_of_another_host() -> Made:
    return held(("lunch", "21 12:00"), ("next", "21 13:30"), requests=[LUNCH, NEXT])


@case("ORD-12", 0)
def a_lunch_of_another_host_at_once_after_the_talks() -> Made:
    """They eat where they talked."""
    return held(("next", "21 11:30"), ("lunch", "21 12:00"), requests=[LUNCH, NEXT])


@case("ORD-12", 0)
def the_same_host_twice() -> Made:
    more = talk("more", place="city", minutes=60, hosts=hosts())
    return held(("mayor", "21 15:00"), ("more", "21 15:30"), requests=[CALL, more])


@case("ORD-12", 0)
def our_own_talks_at_once() -> Made:
    here = {**CALL, "place": "hall"}
    ours = talk(place="hall", minutes=60)
    return held(("mayor", "21 14:00"), ("talk", "21 14:30"), requests=[here, ours])


@case("ORD-12", 0)
def directly_as_the_visit_asks() -> Made:
    second = {**NEXT, "after": {"request": "mayor", "directly": True}}
    return held(("mayor", "21 15:00"), ("next", "21 15:30"), requests=[CALL, second])


@case("ORD-12", 1)
def a_while_later_as_the_visit_asks_is_no_excuse() -> Made:
    second = {**NEXT, "after": {"request": "mayor", "within": 60}}
    return held(("mayor", "21 15:00"), ("next", "21 15:30"), requests=[CALL, second])


@case("ORD-12", 0)
def the_lecture_that_the_call_leads_to() -> Made:
    lecture = talk("lecture", place="city", minutes=60, hosts=[{"name": "校长", "organisation": "大学"}])
    return held(("mayor", "21 15:00"), ("lecture", "21 15:30"), requests=[CALL, lecture])


@case("ORD-12", 0)
def both_hours_fixed() -> Made:
    asked = [{**CALL, "at": "2026-09-21T15:00"}, {**NEXT, "at": "2026-09-21T15:30"}]
    return held(("mayor", "21 15:00"), ("next", "21 15:30"), requests=asked)


test_case = run(__name__)
