"""ARR: arrival, departure, the days between, hotels."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.plan import Night, RoomBooking
from tests.rules.cases import Made, case, judged, run
from tests.weeks import (
    LINE,
    changed,
    company,
    day,
    facts,
    group,
    members,
    place,
    plan,
    shifted,
    sight,
    talk,
    visit,
    when,
)

# -- ARR-01: "要安排客人在到达后的第一个工作日参观公司或进行技术交流"


def talks(start: str, **changes: Any) -> Made:
    f = facts(visit("v1", talk(), **{"depart": "23 18:00", **changes}))
    return f, plan(f, v1=[("talk", start)])


@case("ARR-01", 0)
def business_on_the_day_of_arrival() -> Made:
    return talks("21 14:00", arrive="21 11:59")


@case("ARR-01", 1)
def first_day_without_business() -> Made:
    """Arriving at 11:59 on a workday makes that day the first."""
    return talks("22 09:00", arrive="21 11:59")


@case("ARR-01", 0)
def at_the_cut_off_the_next_day_is_first() -> Made:
    return talks("22 09:00", arrive="21 12:00")


@case("ARR-01", 1)
def too_late_on_the_third_day() -> Made:
    return talks("23 09:00", arrive="21 12:00")


@case("ARR-01", 0)
def weekend_arrival_business_on_monday() -> Made:
    return talks("28 09:00", arrive="26 09:00", depart="29 18:00")


@case("ARR-01", 1)
def business_on_sunday_does_not_count() -> Made:
    return talks("27 09:00", arrive="26 09:00", depart="29 18:00")


@case("ARR-01", 0)
def silent_when_no_workday_is_left() -> Made:
    return talks("27 09:00", arrive="26 09:00", depart="27 18:00")


@case("ARR-01", 0)
def silent_when_they_leave_before_the_cut_off() -> Made:
    """At the station at 11:55 on the only workday."""
    return talks("27 09:00", arrive="26 09:00", depart="28 12:35")


@case("ARR-01", 0)
def silent_when_no_business_is_asked_for() -> Made:
    f = facts(visit("v1", sight()))
    return f, plan(f, v1=[("museum", "21 14:00")])


@case("ARR-01", 1)
def the_guest_of_honour_s_arrival_counts() -> Made:
    """The first group comes on Monday morning, he on Monday afternoon: Tuesday."""
    here = [group("g1", members=["m2", "m3"], depart="23 18:00"), group("g2", "21 13:00", "23 18:00", members=["m1"])]
    f = facts(visit("v1", talk(), members=members(3), groups=here))
    return f, plan(f, v1=[("talk", "21 14:30")])


def test_the_cut_off_is_the_edition_s() -> None:
    """At nine the cut-off has passed for guests who come at ten."""
    v = visit("v1", talk(), arrive="21 10:00")
    f = facts(v, rules={"ARR-01": {"numbers": {"cutoff": "09:00"}}})
    assert not judged("ARR-01", (f, plan(f, v1=[("talk", "22 09:00")])))


def test_make_up_saturday_is_a_workday() -> None:
    v = visit("v1", talk(), sight(), arrive="26 09:00", depart="27 18:00")
    f = facts(v, official={"workdays": [day(26)]})
    assert judged("ARR-01", (f, plan(f, v1=[("talk", "27 09:00")])))


# -- ARR-02, an exemption


@case("ARR-02", 0)
def nothing_to_break() -> Made:
    return talks("28 09:00", arrive="26 09:00", depart="29 18:00")


# -- ARR-02a: "周一再参观公司"; the 26th is a Saturday


@case("ARR-02a", 0)
def business_on_monday() -> Made:
    return talks("28 09:00", arrive="26 09:00", depart="29 18:00")


@case("ARR-02a", 1)
def business_on_saturday() -> Made:
    return talks("26 14:00", arrive="26 09:00", depart="29 18:00")


@case("ARR-02a", 0)
def here_on_days_off_only() -> Made:
    return talks("26 14:00", arrive="26 09:00", depart="27 18:00")


@case("ARR-02a", 0)
def saturday_by_appointment() -> Made:
    f = facts(visit("v1", talk(on="2026-09-26"), arrive="26 09:00", depart="29 18:00"))
    return f, plan(f, v1=[("talk", "26 14:00")])


@pytest.mark.parametrize(
    ("date", "exempt"), [("26", True), ("27", True), ("28", False)], ids=["arrival", "Sunday", "Monday"]
)
def test_exempt_days(date: str, exempt: bool) -> None:
    f = facts(visit("v1", talk(), arrive="26 09:00", depart="29 18:00"))
    assert f.stay("v1").exempt(day(int(date))) is exempt


# -- ARR-03: "应提前到达,恭候客户的到来,决不能迟到让客户久等"


def met(greeter: str = "21 07:40", **move: Any) -> Made:
    f = facts(visit("v1", talk()))
    duty = {"role": "greeter", "person": "eli", "start": when(greeter), "end": when("21 08:50")}
    return f, changed(plan(f, v1=[("talk", "21 09:15")]), "v1/meet-g1", duties=(duty,), **move)


@case("ARR-03", 0)
def greeter_before_the_train() -> Made:
    """The train is announced for 08:00, the greeter there at 07:40, the guests out at 08:10."""
    return met()


@case("ARR-03", 5)
def greeter_late() -> Made:
    return met("21 07:45")


@case("ARR-03", 15)
def guests_wait_for_the_car() -> Made:
    return met(depart=when("21 08:25"), arrive=when("21 09:00"))


def rides(plan_: Any, *ids: str, vehicle: str = "mpv1") -> Any:
    for id in ids:
        plan_ = changed(plan_, id, rides=({"vehicle": vehicle, "driver": "d1", "guests": 3},))
    return plan_


def two_cars(first: str) -> Made:
    """One car takes v2 from the station to the company, and comes back for v1's train at noon."""
    f = facts(visit("v1", talk("t1"), arrive="21 12:00"), visit("v2", talk("t2"), arrive=first))
    p = plan(f, v1=[("t1", "21 14:00")], v2=[("t2", "21 14:00")])
    return f, rides(p, "v1/meet-g1", "v2/meet-g1")


@case("ARR-03", 0)
def car_back_in_time() -> Made:
    """Out at 10:35, at the company 11:05, unloaded 11:10, back at the station 11:40."""
    return two_cars("21 10:25")


@case("ARR-03", 5)
def car_back_late() -> Made:
    return two_cars("21 10:30")


# -- ARR-04: "提前十分钟通知司机把车开到公司门口待命,不可出现客户等车的现象"


def one_car(start: str) -> Made:
    """The car that met the guests at the station takes them to the museum."""
    f = facts(visit("v1", sight()))
    p = plan(f, v1=[("museum", start)])
    p = rides(p, "v1/meet-g1")
    other = p.moves[0].replace(
        id="v1/to-mall",
        kind="transfer",
        origin="museum",
        target="mall",
        depart=when("21 11:00"),
        arrive=when("21 11:20"),
    )
    return f, p.replace(moves=(*p.moves, other))


@case("ARR-04", 0)
def car_at_the_door() -> Made:
    return one_car("21 09:15")


@case("ARR-04", 0)
def ten_minutes_before() -> Made:
    """At the museum at 09:00 (45 minutes, the rush hour's end), out of the car 09:05, back at the door at once."""
    f, p = one_car("21 09:15")
    return f, changed(p, "v1/to-mall", depart=when("21 09:15"), arrive=when("21 09:35"))


@case("ARR-04", 5)
def five_minutes_before() -> Made:
    f, p = one_car("21 09:15")
    return f, changed(p, "v1/to-mall", depart=when("21 09:10"), arrive=when("21 09:30"))


@case("ARR-04", 20)
def empty_run_counts() -> Made:
    """From the museum to the mall it is 20 minutes."""
    f, p = one_car("21 09:15")
    return f, changed(p, "v1/to-mall", origin="mall", target="site", depart=when("21 09:15"), arrive=when("21 09:20"))


# -- ARR-05


@case("ARR-05", 0)
def at_the_station_forty_minutes_before() -> Made:
    return talks("21 14:00", depart="22 18:00")


@case("ARR-05", 5)
def five_minutes_late() -> Made:
    f, p = talks("21 14:00", depart="22 18:00")
    return f, shifted(p, "v1/see_off-g1", 5)


@pytest.mark.parametrize(
    ("by", "changes", "size", "before"),
    [
        ("rail", {}, 3, 40),
        ("air", {}, 3, 90),
        ("air", {"international": True}, 3, 150),
        ("air", {}, 20, 90),
        ("air", {}, 21, 120),
        ("site", {}, 3, 0),
    ],
)
def test_deadlines(by: str, changes: dict[str, Any], size: int, before: int) -> None:
    here = group("g1", by=by)
    here["departure"] |= changes
    f = facts(visit("v1", groups=[here], members=members(size)))
    assert f.stay("v1").end == when("22 18:00") - before


# -- ARR-07


def nights(**changes: Any) -> Made:
    f = facts(visit("v1", talk(), depart="23 18:00", **changes))
    return f, plan(f, v1=[("talk", "21 14:00"), ("check_in", "21 16:00")])


@case("ARR-07", 0)
def a_hotel_for_every_night() -> Made:
    return nights()


@case("ARR-07", 1)
def a_night_without_hotel() -> Made:
    f, p = nights()
    return f, p.replace(nights=p.nights[:1])


@case("ARR-07", 1)
def two_hotels() -> Made:
    f, p = nights()
    return f, p.replace(nights=(p.nights[0], p.nights[1].replace(hotel="grand")))


@case("ARR-07", 1)
def wrong_rooms() -> Made:
    f, p = nights()
    rooms = (RoomBooking(kind="single", count=3),)
    return f, p.replace(nights=(p.nights[0].replace(rooms=rooms), p.nights[1]))


@case("ARR-07", 1)
def a_night_too_many() -> Made:
    f, p = nights()
    return f, p.replace(nights=(*p.nights, p.nights[1].replace(day=day(23))))


@case("ARR-07", 2)
def nights_that_nobody_asked_for() -> Made:
    f, p = nights(provides={"lodging": False}, hotel="grand")
    rooms = (RoomBooking(kind="single", count=1), RoomBooking(kind="twin", count=1))
    booked = tuple(Night(visit="v1", day=day(d), hotel="grand", rooms=rooms) for d in (21, 22))
    return f, p.replace(nights=booked)


@case("ARR-07", 0)
def own_hotel() -> Made:
    return nights(provides={"lodging": False}, hotel="grand")


@case("ARR-07", 1)
def not_the_hotel_wished() -> Made:
    f, p = nights(hotel="grand")
    p = changed(p, "v1/check_in", place="inn")
    return f, p.replace(nights=tuple(night.replace(hotel="inn") for night in p.nights))


@case("ARR-07", 1)
def check_in_too_early() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("check_in", "21 13:45"), ("talk", "21 15:00")])


@case("ARR-07", 0)
def check_in_when_rooms_are_ready() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("check_in", "21 14:00"), ("talk", "21 15:15")])


def crowd(singles: int) -> Made:
    """Two visits of two people need four single rooms (level B: single rooms for all)."""
    kinds = [{"kind": "single", "price": 400, "count": singles}]
    both = [visit(v, level="B", members=members(2)) for v in ("v1", "v2")]
    f = facts(*both, company=company(places=place("inn", room_types=kinds)))
    return f, plan(f, v1=[], v2=[])


@case("ARR-07", 0)
def just_enough_rooms() -> Made:
    return crowd(4)


@case("ARR-07", 1)
def one_room_short() -> Made:
    return crowd(3)


@case("ARR-07", 1)
def no_suite() -> Made:
    kinds = [{"kind": "single", "price": 400}]
    f = facts(visit("v1", level="A"), company=company(places=place("inn", room_types=kinds)))
    return f, plan(f, v1=[])


@case("ARR-07a", 0)
def agreement_hotel() -> Made:
    return nights()


@case("ARR-07a", 1)
def another_hotel() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("hotel", "grand"), ("talk", "21 14:00")])


@case("ARR-07a", 0)
def another_hotel_by_wish() -> Made:
    return nights(hotel="grand")


# -- ARR-08: "又不能太松散……延长了客人的留深时间,增加了接待费用"


@case("ARR-08", 1)
def a_day_without_purpose() -> Made:
    """Monday is full and empty; Wednesday they leave before the dinner hour."""
    f = facts(visit("v1", talk(), depart="23 16:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("rest", "21 14:00")])


@case("ARR-08", 0)
def a_banquet_is_a_purpose() -> Made:
    f = facts(visit("v1", talk(), {"kind": "banquet", "id": "feast"}, depart="23 16:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("feast", "21 18:00")])


@case("ARR-08", 0)
def half_days_need_none() -> Made:
    f = facts(visit("v1", talk(), arrive="21 15:00", depart="22 12:00"))
    return f, plan(f, v1=[])


def test_lines_are_on_the_grid() -> None:
    """The tests count minutes in the head: no rounding hides in the small company's ways."""
    f = facts(visit())
    for a in LINE:
        for b in LINE:
            assert f.travel.base(a, b) == abs(LINE[a] - LINE[b])


test_case = run(__name__)
