"""STAB-03, 03a: what a leader or the secretary fixed stays."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.pins import Pin, pin_as_planned
from models.domain.revision import Revision
from tests.rules.cases import Made, case, run
from tests.rules.stability.announced_week import MORNING, again, driven, moved
from tests.weeks import Row, plan, when

# -- STAB-03


def pinned(rows: list[Row], **fixed: Any) -> Made:
    return again(rows, pins=(Pin(of="v1/talk", **fixed),))


@case("STAB-03", 0)
def at_the_hour_that_is_fixed() -> Made:
    return pinned(moved("talk", "21 10:00"), start=when("21 10:00"))


@case("STAB-03", 1)
@case("STAB-02", 2)
def not_at_the_hour_that_is_fixed() -> Made:
    return pinned(MORNING, start=when("21 10:00"))


@case("STAB-03", 1)
def not_in_the_room_that_is_fixed() -> Made:
    return pinned(MORNING, place="site", room="r2")


@case("STAB-03", 2)
def neither_hour_nor_room() -> Made:
    return pinned(MORNING, start=when("21 10:00"), room="r2")


@case("STAB-03", 0)
def only_the_room_is_fixed() -> Made:
    return pinned(moved("talk", "21 10:15", room="r2"), room="r2")


@case("STAB-03", 1)
def fixed_but_left_out() -> Made:
    return pinned(MORNING[1:], room="r1")


@case("STAB-03", 1)
def called_off_but_planned() -> Made:
    return pinned(MORNING, out=True)


@case("STAB-03", 0)
def called_off() -> Made:
    return pinned(MORNING[1:], out=True)


@case("STAB-03", 1)
def held_as_it_was() -> Made:
    f, _ = again(moved("tour", "21 13:45"))
    assert f.revision is not None
    assert f.revision.announced is not None
    pin = pin_as_planned(f.revision.announced, "v1/to-museum", ["time"])
    later = plan(f, v1=moved("museum", "22 09:30"))
    return Facts(f.week, f.edition, Revision(f.revision.announced, None, (pin,))), later


@case("STAB-03a", 2)
def another_car_and_driver() -> Made:
    f, p = driven("d2")
    pin = Pin(of="v1/meet-g1", cars=("car1",), drivers=("d1",))
    return Facts(f.week, f.edition, Revision(None, None, (pin,))), p


@case("STAB-03a", 0)
def the_car_that_is_fixed() -> Made:
    f, p = driven("d2")
    return Facts(f.week, f.edition, Revision(None, None, (Pin(of="v1/meet-g1", cars=("mpv1",)),))), p


test_case = run(__name__)
