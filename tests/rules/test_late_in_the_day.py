"""ORD-13, 14: performances late in the day, ceremonies before dinner."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import facts, hosts, plan, visit, when


def shown(start: str, **asked: Any) -> Made:
    show = {"kind": "performance", "id": "show", "place": "museum", "minutes": 60, "hosts": hosts(), **asked}
    f = facts(visit("v1", show))
    return f, plan(f, v1=[("show", start)])


@case("ORD-13", 1)
def a_show_in_the_morning() -> Made:
    return shown("22 10:00")


@case("ORD-13", 0)
def a_show_at_three() -> Made:
    return shown("22 15:00")


@case("ORD-13", 0)
def a_matinee_that_was_asked_for() -> Made:
    return shown("22 10:00", part="morning")


@case("ORD-13", 0)
def a_show_whose_hour_is_fixed() -> Made:
    return shown("22 10:00", at=when("22 10:00"))


def shown_by_the_company(start: str, dinner: str, **asked: Any) -> Made:
    show = {"kind": "ceremony", "id": "show", "occasion": "other", "minutes": 30, "hosts": hosts(), **asked}
    f = facts(visit("v1", show))
    return f, plan(f, v1=[("show", start), ("dinner", dinner)])


@case("ORD-14", 1)
def a_ceremony_after_dinner() -> Made:
    return shown_by_the_company("21 20:00", "21 18:00")


@case("ORD-14", 0)
def a_ceremony_before_dinner() -> Made:
    return shown_by_the_company("21 17:00", "21 18:00")


@case("ORD-14", 0)
def a_ceremony_that_was_asked_for_in_the_evening() -> Made:
    return shown_by_the_company("21 20:00", "21 18:00", part="evening")


test_case = run(__name__)
