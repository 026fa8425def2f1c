"""STAB-01, 01a: what has started or is past stays."""

from __future__ import annotations

from models.domain.facts import Facts
from models.domain.plan import Duty, Plan
from models.domain.revision import Revision
from tests.rules.cases import Made, case, run
from tests.rules.stability.announced_week import MORNING, again, driven, moved
from tests.weeks import changed, facts, plan, sight, talk, tour, visit, when

# -- STAB-01


@case("STAB-01", 0)
@case("STAB-02", 0)
@case("STAB-03", 0)
@case("STAB-01a", 0)
@case("STAB-03a", 0)
def nothing_changed() -> Made:
    return again(MORNING, now="21 10:00")


@case("STAB-01", 0)
def not_started_yet() -> Made:
    return again(moved("tour", "21 14:00"), now="21 12:00")


@case("STAB-01", 1)
def started_and_moved() -> Made:
    """The talk began at 09:30: now it is said to begin at 11:00."""
    return again(moved("talk", "21 11:00"), now="21 10:00")


@case("STAB-01", 1)
def started_and_in_another_room() -> Made:
    return again(moved("talk", "21 09:30", room="r2"), now="21 10:00")


@case("STAB-01", 1)
def started_and_gone() -> Made:
    return again(MORNING[1:], now="21 10:00")


@case("STAB-01", 1)
def put_into_the_past() -> Made:
    """At noon somebody writes that the tour was before it."""
    return again(moved("tour", "21 11:15"), now="21 12:00")


@case("STAB-01", 0)
def what_did_not_take_place_is_no_past() -> Made:
    """The train came at noon, not at eight: what was planned for the morning never began."""
    f = facts(visit("v1", talk(), tour(), sight()))
    first = plan(f, v1=MORNING)
    late = facts(visit("v1", talk(), tour(), sight(), arrive="21 12:00"))
    g = Facts(late.week, late.edition, Revision(first, when("21 11:00")))
    return g, plan(g, v1=[("talk", "21 13:30"), ("tour", "21 15:15"), ("museum", "22 09:00")])


@case("STAB-01", 1)
def moved_out_of_the_hotel() -> Made:
    f, p = again(MORNING, now="22 07:00")
    return f, p.replace(nights=tuple(night.replace(hotel="grand") for night in p.nights))


# -- STAB-01a


def overrun(minutes: int, elsewhere: str = "ann") -> Made:
    """Ann was to serve tea at two talks, one after the other; the first goes on, and has nobody of that name now."""
    second = visit("v2", talk())

    def served(f: Facts, *at: str) -> Plan:
        made = plan(f, v1=[("talk", "21 09:30")], v2=[("talk", "21 11:30")])
        for id in at:
            item = next(item for item in made.items if item.id == id)
            person = "ann" if id == "v1/talk" else elsewhere
            made = changed(made, id, duties=(Duty(role="tea", person=person, start=item.start, end=item.end),))
        return made

    first = served(facts(visit("v1", talk()), second), "v1/talk", "v2/talk")
    now = facts(visit("v1", talk(minutes=minutes)), second)
    g = Facts(now.week, now.edition, Revision(first, when("21 12:00")))
    return g, served(g, "v2/talk")


@case("STAB-01a", 0)
def who_has_begun_something_else_leaves_what_goes_on() -> Made:
    return overrun(150)


@case("STAB-01a", 1)
def who_left_what_ended_in_time() -> Made:
    return overrun(90)


@case("STAB-01a", 1)
def who_left_for_nothing() -> Made:
    return overrun(150, elsewhere="bob")


@case("STAB-01a", 0)
def the_driver_at_the_wheel() -> Made:
    return driven("d1")


@case("STAB-01a", 1)
def another_driver_on_the_way() -> Made:
    return driven("d2")


@case("STAB-01a", 0)
def another_driver_before_setting_off() -> Made:
    return driven("d2", "21 08:05")


test_case = run(__name__)
