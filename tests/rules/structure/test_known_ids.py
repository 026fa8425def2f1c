"""STR-01: a plan names only what the week has, and holds every request once."""

from __future__ import annotations

from models.domain.plan import LeftOut
from tests.rules.cases import Made, case, run
from tests.rules.structure.sound_plans import two_sound_days
from tests.weeks import changed, company, facts, place, plan, talk, visit, when, without

# -- STR-01


@case("STR-01", 1)
def planned_and_left_out() -> Made:
    f, p = two_sound_days()
    return f, p.replace(left_out=(LeftOut(visit="v1", request="talk"),))


@case("STR-01", 1)
def forgotten() -> Made:
    f, p = two_sound_days()
    return f, without(p, "v1/museum")


@case("STR-01", 1)
def unknown_person() -> Made:
    f, p = two_sound_days()
    duty = {"role": "escort", "person": "nobody", "start": when("21 11:00"), "end": when("21 12:15")}
    return f, changed(p, "v1/tour", duties=(duty,))


@case("STR-01", 1)
def unknown_visit() -> Made:
    f, p = two_sound_days()
    return f, p.replace(left_out=(*p.left_out, LeftOut(visit="v9", request="talk")))


@case("STR-01", 1)
def same_id_twice() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/lunch-2026-09-22", id="v1/lunch-2026-09-21")


@case("STR-01", 1)
def dining_room_of_another_house() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/lunch-2026-09-22", dining_room="p2")


@case("STR-01", 0)
def gift_takes_no_time() -> Made:
    f = facts(visit("v1", talk(), {"kind": "gift", "id": "vase", "what": "花瓶"}))
    return f, plan(f, v1=[("talk", "21 09:15")])


@case("STR-01", 1)
def lunch_that_is_not_owed() -> Made:
    f = facts(visit("v1", talk(), provides={"meals": False}))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 12:00")])


@case("STR-01", 0)
def sight_of_the_planners_choice() -> Made:
    f = facts(visit("v1", talk(), sights="planner"))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def sight_nobody_asked_for() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def sight_that_was_refused() -> Made:
    f = facts(visit("v1", talk(), sights="planner", refused=["museum"]))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def unlisted_sight() -> Made:
    f = facts(visit("v1", talk(), sights="planner"), company=company(places=place("museum", listed=False)))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def check_in_on_the_second_day() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("check_in", "22 14:00")])


test_case = run(__name__)
