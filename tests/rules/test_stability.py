"""STAB-01 to STAB-03: what was announced is a plan made by hand; the plan that is judged differs from it."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.pins import Pin, pin_as_planned
from models.domain.plan import Duty, Plan, Ride
from models.domain.revision import Revision
from tests.rules.cases import Made, case, run
from tests.weeks import Row, banquet, changed, facts, members, plan, sight, talk, tour, visit, when

MORNING: list[Row] = [("talk", "21 09:30"), ("tour", "21 13:30"), ("museum", "22 09:00")]


def again(rows: list[Row], *, now: str = "", pins: tuple[Pin, ...] = (), **changes: Any) -> Made:
    """Announce the morning's rows, then judge others."""
    f = facts(visit("v1", talk(), tour(), sight(), **changes))
    first = plan(f, v1=MORNING)
    g = Facts(f.week, f.edition, Revision(first, when(now) if now else None, pins))
    return g, plan(g, v1=rows)


def moved(what: str, start: str, **changes: Any) -> list[Row]:
    return [(name, start if name == what else begin, *([changes] if name == what else ())) for name, begin in MORNING]


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


def driven(by: str, now: str = "21 08:30") -> Made:
    """The pick-up set off with the MPV at 08:10."""
    f = facts(visit("v1", talk(), tour(), sight()))
    p = plan(f, v1=MORNING)
    first = changed(p, "v1/meet-g1", rides=(Ride(vehicle="mpv1", driver="d1", guests=3),))
    g = Facts(f.week, f.edition, Revision(first, when(now)))
    return g, changed(p, "v1/meet-g1", rides=(Ride(vehicle="mpv1", driver=by, guests=3),))


@case("STAB-01a", 0)
def the_driver_at_the_wheel() -> Made:
    return driven("d1")


@case("STAB-01a", 1)
def another_driver_on_the_way() -> Made:
    return driven("d2")


@case("STAB-01a", 0)
def another_driver_before_setting_off() -> Made:
    return driven("d2", "21 08:05")


# -- STAB-02: level C counts 2 an item


@case("STAB-02", 2)
def another_hour() -> Made:
    return again(moved("tour", "21 14:00"))


@case("STAB-02", 2)
def another_room() -> Made:
    return again(moved("talk", "21 09:30", room="r2"))


@case("STAB-02", 4)
def level_a_counts_more() -> Made:
    return again(moved("tour", "21 14:00"), level="A")


@case("STAB-02", 2 * 3)
def today_counts_more() -> Made:
    return again(moved("tour", "21 14:00"), now="21 08:00")


@case("STAB-02", 2 * 2)
def tomorrow_counts_less() -> Made:
    """From Monday 08:00 the museum on Tuesday 09:00 is 25 hours ahead."""
    return again(moved("museum", "22 09:15"), now="21 08:00")


@case("STAB-02", 2 + 2)
def two_items_one_left_out() -> Made:
    return again(moved("talk", "21 09:45")[:2])


@case("STAB-02", 0)
def a_new_item_moves_nobody() -> Made:
    f = facts(visit("v1", talk(), tour(), sight(), banquet()))
    first = plan(f, v1=MORNING)
    g = Facts(f.week, f.edition, Revision(first))
    return g, plan(g, v1=[*MORNING, ("welcome", "21 18:00")])


@case("STAB-02", 0)
def called_off_is_not_moved() -> Made:
    f = facts(visit("v1", talk(), tour(), sight()))
    first = plan(f, v1=MORNING)
    g = Facts(facts(visit("v1", talk(), sight())).week, f.edition, Revision(first))
    return g, plan(g, v1=[MORNING[0], MORNING[2]])


@case("STAB-02", 2)
def another_hotel() -> Made:
    f, p = again(MORNING)
    grand = plan(f, v1=[("hotel", "grand"), *MORNING])
    assert {night.hotel for night in p.nights} == {"inn"}
    return f, grand


@case("STAB-02", 0)
def the_hotel_that_they_wish() -> Made:
    """Announced was the inn; now the guests ask for the grand hotel."""
    first, _ = again(MORNING)
    assert first.revision is not None
    f = facts(visit("v1", talk(), tour(), sight(), hotel="grand"))
    return Facts(f.week, f.edition, first.revision), plan(f, v1=MORNING)


def hosted(by: str) -> Made:
    """The boss was announced at the talk."""
    f = facts(visit("v1", talk(any_leader=True), level="B", members=members(3)))
    start, end = when("21 09:30"), when("21 09:50")

    def with_(person: str) -> Plan:
        duty = Duty(role="leader", person=person, start=start, end=end)
        return plan(f, v1=[("talk", "21 09:30", {"duties": (duty,)})])

    g = Facts(f.week, f.edition, Revision(with_("boss")))
    return g, with_(by)


@case("STAB-02", 0)
def the_same_leader() -> Made:
    return hosted("boss")


@case("STAB-02", 3)
def another_leader() -> Made:
    return hosted("deputy")


# -- STAB-03


def pinned(rows: list[Row], **fixed: Any) -> Made:
    return again(rows, pins=(Pin(of="v1/talk", **fixed),))


@case("STAB-03", 0)
def at_the_hour_that_is_fixed() -> Made:
    return pinned(moved("talk", "21 10:00"), start=when("21 10:00"))


@case("STAB-03", 1)
@case("STAB-02", 0)
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
