"""ORD-13: performances late in the day."""

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


test_case = run(__name__)
