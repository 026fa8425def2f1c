"""ROOM-01 to ROOM-03a: r1 12 seats, r2 30 seats with video, r3 10 seats with sofas."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import received
from tests.weeks import company, facts, hosts, members, plan, talk, visit

R1, R2 = {"room": "r1"}, {"room": "r2"}


def meeting(guests: int = 3, room: str = "r1", **asked: Any) -> Made:
    f = facts(visit("v1", talk(**asked), members=members(guests)))
    return f, plan(f, v1=[("talk", "21 09:30", {"room": room})])


# -- ROOM-01: three more of ours, and those who are named


@case("ROOM-01", 0)
def twelve_at_the_table() -> Made:
    return meeting(8, experts=["ann"])


@case("ROOM-01", 1)
def thirteen_at_the_table() -> Made:
    return meeting(9, experts=["ann"])


@case("ROOM-01", 1)
def no_video_in_the_room() -> Made:
    return meeting(equipment=["video"])


@case("ROOM-01", 0)
def video_in_the_other_room() -> Made:
    return meeting(room="r2", equipment=["video"])


def two_meetings(second: str, room: str = "r1", **changes: Any) -> Made:
    """Talk until 11:00, tidied by 11:15; the next needs half an hour before."""
    f = facts(visit("v1", talk()), visit("v2", talk()), **changes)
    return f, plan(f, v1=[("talk", "21 09:30")], v2=[("talk", second, {"room": room})])


@case("ROOM-01", 0)
def tidied_and_laid_again() -> Made:
    return two_meetings("21 11:45")


@case("ROOM-01", 1)
def no_time_to_lay_the_room() -> Made:
    return two_meetings("21 11:30")


@case("ROOM-01", 0)
def in_another_room() -> Made:
    return two_meetings("21 09:30", "r2")


@case("ROOM-01", 0)
def room_with_a_set_up_of_its_own() -> Made:
    rooms = [room.replace(set_up=15) if room.id == "r1" else room for room in company().rooms]
    return two_meetings("21 11:30", company=company().replace(rooms=rooms))


@case("ROOM-01", 0)
@case("ROOM-02", 0)
@case("ROOM-03", 0)
def one_delegation_stays_in_its_room() -> Made:
    f = facts(visit("v1", talk(), talk("again")))
    return f, plan(f, v1=[("talk", "21 09:30"), ("again", "21 11:15")])


def closed(until: str) -> Made:
    shut = [{"start": "2026-09-21T06:00", "end": until}]
    rooms = [room.replace(closures=shut) if room.id == "r1" else room for room in company().rooms]
    f = facts(visit("v1", talk()), company=company().replace(rooms=rooms))
    return f, plan(f, v1=[("talk", "21 09:30")])


@case("ROOM-01", 0)
def open_for_those_who_lay_it() -> Made:
    return closed("2026-09-21T09:00")


@case("ROOM-01", 1)
def closed_while_it_should_be_laid() -> Made:
    return closed("2026-09-21T09:05")


# -- ROOM-02, ROOM-03


def talks(*rows: tuple[Any, ...]) -> Made:
    f = facts(visit("v1", *(talk(name) for name, *_ in rows)))
    return f, plan(f, v1=list(rows))


@case("ROOM-02", 1)
@case("ROOM-03", 1)
def another_room_after_the_break() -> Made:
    return talks(("a", "21 09:30", R1), ("b", "21 14:00", {"room": "r3"}))


@case("ROOM-02", 0)
@case("ROOM-03", 1)
def another_room_on_the_next_day() -> Made:
    return talks(("a", "21 09:30", R1), ("b", "22 09:30", {"room": "r3"}))


@case("ROOM-02", 2)
@case("ROOM-03", 2 + 1)
def three_rooms_in_a_day_one_too_big() -> Made:
    return talks(("a", "21 09:30", R1), ("b", "21 11:15", R2), ("c", "21 14:00", {"room": "r3"}))


@case("ROOM-02", 0)
@case("ROOM-03", 0)
def a_call_has_a_room_of_its_own() -> Made:
    f = facts(visit("v1", talk(), {"kind": "call", "id": "call", "leader": "boss"}))
    return f, plan(f, v1=[("talk", "21 09:30"), ("call", "21 11:15", {"room": "r3"})])


@case("ROOM-03", 1)
def a_hall_for_six() -> Made:
    return meeting(3, "r2")


@case("ROOM-03", 0)
def thirty_seats_for_ten() -> Made:
    return meeting(7, "r2")


# -- ROOM-03a: r3 has sofas


def held_in(where: str, guests: int = 3, kind: str = "call", **asked: Any) -> Made:
    """One meeting; r2 is the training room."""
    rooms = [room.replace(use="training") if room.id == "r2" else room for room in company().rooms]
    asked = {"kind": kind, "id": "it", "leader": "boss", **asked}
    f = facts(visit("v1", asked, members=members(guests)), company=company().replace(rooms=rooms))
    return f, plan(f, v1=[("it", "21 09:30", {"room": where})])


@case("ROOM-03a", 0)
def a_call_among_sofas() -> Made:
    return held_in("r3")


@case("ROOM-03a", 1)
def a_call_in_a_meeting_room() -> Made:
    return held_in("r1")


@case("ROOM-03a", 1)
def a_signing_in_a_meeting_room() -> Made:
    return held_in("r1", kind="signing")


@case("ROOM-03a", 0)
def a_signing_with_a_projector() -> Made:
    """The reception room has none."""
    return held_in("r1", kind="signing", equipment=["projector"])


@case("ROOM-03a", 0)
def a_call_of_twenty() -> Made:
    return held_in("r2", guests=20)


@case("ROOM-03a", 0)
def a_call_in_the_room_that_is_asked_for() -> Made:
    return held_in("r1", room="r1")


@case("ROOM-03a", 0)
def a_talk_in_any_room() -> Made:
    return meeting()


@case("ROOM-01", 0)
def a_room_for_guests_and_hosts() -> Made:
    """Three guests, three of the company, six hosts: twelve seats."""
    return received(talk(room="r1", hosts=hosts(*"abcdef")), rows=[("talk", "21 09:30")])


@case("ROOM-01", 1)
def no_chair_for_the_seventh_host() -> Made:
    return received(talk(room="r1", hosts=hosts(*"abcdefg")), rows=[("talk", "21 09:30")])


test_case = run(__name__)
