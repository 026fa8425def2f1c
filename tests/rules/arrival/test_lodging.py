"""ARR-07, 07a: where the guests sleep."""

from __future__ import annotations

from typing import Any

from models.domain.plan import Night, RoomBooking
from tests.rules.cases import Made, case, run
from tests.weeks import changed, company, day, facts, members, place, plan, talk, visit

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


@case("ARR-07", 1)
def a_rest_in_a_room_that_is_not_ready() -> Made:
    late = [h | {"check_in": "15:00"} if h["id"] == "inn" else h for h in place("inn")]
    f = facts(visit("v1", talk()), company=company(places=late))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 11:45"), ("rest", "21 14:00")])


@case("ARR-07", 0)
def a_rest_on_the_day_after() -> Made:
    late = [h | {"check_in": "15:00"} if h["id"] == "inn" else h for h in place("inn")]
    f = facts(visit("v1", talk(), arrive="21 18:00", depart="22 18:00"), company=company(places=late))
    return f, plan(f, v1=[("talk", "22 09:15"), ("lunch", "22 11:45"), ("rest", "22 14:00")])


@case("ARR-07", 1)
def rooms_once_more_in_another_line() -> Made:
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("talk", "21 09:15")])
    (night,) = p.nights
    return f, p.replace(nights=(night.replace(rooms=(night.rooms[0], *night.rooms)),))


# -- ARR-07a


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


test_case = run(__name__)
