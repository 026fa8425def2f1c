"""STR-06: which travel groups take part."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.structure.sound_plans import two_groups
from tests.weeks import changed, facts, group, members, plan, talk, visit


@case("STR-06", 1)
def group_left_behind() -> Made:
    f, p = two_groups()
    return f, changed(p, "v1/dinner-2026-09-21", groups=("g1",))


@case("STR-06", 1)
def wrong_people_in_the_car() -> Made:
    f, p = two_groups()
    return f, changed(p, "v1/to-tour", groups=("g1",))


@case("STR-06", 1)
def exchange_without_the_guest_of_honour() -> Made:
    here = [group("g1", members=["m2", "m3"]), group("g2", "21 10:00", members=["m1"])]
    f = facts(visit("v1", talk(), members=members(3), groups=here))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 12:00")])


test_case = run(__name__)
