"""Plans that keep every rule of structure, and some of other chapters."""

from __future__ import annotations

from models.domain.plan import Plan
from tests.rules.cases import Made, case, run
from tests.rules.structure.sound_plans import two_groups, two_sound_days, week
from tests.weeks import facts, group, plan, talk, tour, visit


@case("STR-01", 0)
@case("STR-02", 0)
@case("STR-03", 0)
@case("STR-04", 0)
@case("STR-05", 0)
@case("STR-06", 0)
@case("STR-07", 0)
@case("STR-08", 0)
@case("STR-09", 0)
@case("PACE-03", 0)
@case("PACE-04", 0)
def two_days() -> Made:
    return two_sound_days()


@case("STR-01", 0)
@case("STR-03", 0)
@case("STR-06", 0)
@case("STR-08", 0)
@case("ARR-03", 0)
@case("ARR-05", 0)
@case("ARR-07", 0)
def a_late_and_an_early_group() -> Made:
    return two_groups()


@case("STR-03", 0)
@case("STR-06", 0)
def late_group_sleeps_first() -> Made:
    """It comes after the last item of the day: to the hotel, and is there in the morning."""
    here = [group("g1", members=["m1"]), group("g2", "21 20:00")]
    f = facts(visit("v1", talk(), tour(), groups=here))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00"), ("tour", "22 09:00")])


def test_a_plan_without_items_is_sound() -> None:
    f = week()
    p = plan(f, v1=[])
    assert isinstance(p, Plan)
    assert [m.kind for m in p.moves] == ["pick_up", "see_off"]


test_case = run(__name__)
