"""STR-13, 14: rides and duties do not contradict themselves."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.hands import everywhere, with_duty, with_ride
from tests.rules.structure.sound_plans import two_sound_days
from tests.weeks import facts, group, members, plan, step, talk, visit

# -- STR-13


@case("STR-13", 0)
def one_van_everywhere() -> Made:
    f, p = two_sound_days()
    return f, everywhere(p, vehicle="mpv1", driver="d2", guests=f.stay("v1").size, staff=1)


@case("STR-13", 0)
def a_van_that_nobody_has_found_yet() -> Made:
    f, p = two_sound_days()
    return f, with_ride(p, step(p, "transfer").id, {})


@case("STR-13", 1)
def a_hired_car_with_our_driver() -> Made:
    f, p = two_sound_days()
    return f, with_ride(p, step(p, "transfer").id, {"hired": "hired_mpv", "driver": "d1"})


@case("STR-13", 1)
def a_hired_car_that_is_ours() -> Made:
    f, p = two_sound_days()
    return f, with_ride(p, step(p, "transfer").id, {"hired": "hired_mpv", "vehicle": "mpv1", "driver": "d1"})


@case("STR-13", 1)
def a_driver_on_foot() -> Made:
    f, p = two_sound_days()
    return f, with_ride(p, step(p, "transfer").id, {"driver": "d1"})


@case("STR-13", 2)
def more_guests_than_there_are() -> Made:
    f, p = two_sound_days()
    guests = f.stay("v1").size
    return f, with_ride(p, step(p, "transfer").id, {"vehicle": "bus1", "driver": "d3", "guests": guests + 2})


@case("STR-13", 2)
def guests_of_the_other_group_too() -> Made:
    here = [group("g1", members=["m1"]), group("g2", "21 11:00", members=["m2", "m3"])]
    f = facts(visit("v1", talk(), members=members(3), groups=here))
    p = plan(f, v1=[("talk", "21 14:00")])
    return f, with_ride(p, "v1/meet-g1", {"vehicle": "mpv1", "driver": "d2", "guests": 3})


# -- STR-14


@case("STR-14", 0)
def before_and_after() -> Made:
    f, p = two_sound_days()
    p = with_duty(p, "v1/talk", "crew", "cal", -30, 0)
    return f, with_duty(p, "v1/talk", "crew", "cam", 90, 105)


@case("STR-14", 1)
def ends_before_it_begins() -> Made:
    f, p = two_sound_days()
    return f, with_duty(p, "v1/talk", "crew", "cal", 30, 0)


@case("STR-14", 1)
def on_the_day_before() -> Made:
    f, p = two_sound_days()
    return f, with_duty(p, "v1/talk", "crew", "cal", -1440, -1400)


@case("STR-14", 1)
def hired_and_ours() -> Made:
    f, p = two_sound_days()
    return f, with_duty(p, "v1/talk", "interpreter", "ivy", hired=True)


@case("STR-14", 1)
def french_for_guests_who_speak_chinese() -> Made:
    f, p = two_sound_days()
    return f, with_duty(p, "v1/talk", "interpreter", "ivy", language="fr")


test_case = run(__name__)
