"""ROOM-01a: lounges hold all who wait there at a time; rivals never share one."""

from __future__ import annotations

from typing import Any

from models.rules.todo.collect import things_to_do
from tests.rules.cases import Made, case, run
from tests.weeks import company, facts, group, members, plan, talk, visit

SITE = {"id": "l1", "name": "贵宾室", "place": "site", "seats": 5}
STATION = {"id": "l2", "name": "站内贵宾厅", "place": "rail", "seats": 5}


def waiting(second: str, size: int = 3, **changes: Any) -> Made:
    """Return two talks in two rooms, each after waiting in the lounge of five seats; the first is at 10:00."""
    one = visit("v1", talk(lounge="l1"))
    two = visit("v2", talk(lounge="l1"), members=members(size), **changes)
    f = facts(one, two, company=company(lounges=[SITE, STATION]))
    return f, plan(f, v1=[("talk", "21 10:00", {"room": "r1"})], v2=[("talk", second, {"room": "r2"})])


@case("ROOM-01a", 0)
def one_after_the_other() -> Made:
    return waiting("21 10:30")


@case("ROOM-01a", 2)
def six_for_five_seats() -> Made:
    """Both are told: the lounge is one seat short for either."""
    return waiting("21 10:15")


@case("ROOM-01a", 0)
def five_for_five_seats() -> Made:
    return waiting("21 10:15", size=2)


@case("ROOM-01a", 10)
def rivals_at_once() -> Made:
    """Each is to have all five seats."""
    return waiting("21 10:15", size=2, rivals=["v1"])


@case("ROOM-01a", 0)
def rivals_one_after_the_other() -> Made:
    return waiting("21 10:30", size=2, rivals=["v1"])


def on_arrival(*sizes: int, lounge: str = "l2", **changes: Any) -> Made:
    coming = group()
    coming["arrival"] |= {"lounge": lounge}
    visits = [visit(f"v{k}", talk(), members=members(n), groups=[coming]) for k, n in enumerate(sizes, 1)]
    f = facts(*visits, company=company(lounges=[SITE, STATION | changes]))
    return f, plan(f, **{v.id: [] for v in visits})


CLOSED = [{"start": "2026-09-21T08:00", "end": "2026-09-21T09:45"}]


@case("ROOM-01a", 3)
def a_closed_lounge_holds_nobody() -> Made:
    """Three wait from half past nine, and it opens a quarter of an hour later."""
    f = facts(visit("v1", talk(lounge="l1")), company=company(lounges=[SITE | {"closures": CLOSED}]))
    return f, plan(f, v1=[("talk", "21 10:00", {"room": "r1"})])


@case("ROOM-01a", 0)
def a_lounge_that_opens_in_time() -> Made:
    f = facts(visit("v1", talk(lounge="l1")), company=company(lounges=[SITE | {"closures": CLOSED}]))
    return f, plan(f, v1=[("talk", "21 10:15", {"room": "r1"})])


def told(made: Made) -> list[tuple[str, str]]:
    return [(line.visit, line.say()) for line in things_to_do(*made) if line.rule == "ROOM-01a"]


def test_lounges_are_kept_on_arrival_and_who_finds_them_taken_is_told():
    kept = "9月21日08:00至08:10预留站内贵宾厅(3 人)"
    assert told(on_arrival(3, 2)) == [("v1", kept), ("v2", kept.replace("3 人", "2 人"))]
    assert told(on_arrival(3, 3)) == [
        ("v1", kept), ("v2", "9月21日08:00至08:10站内贵宾厅已留给别的客人,另找休息的地方(3 人)"),
    ]  # fmt: skip


def test_who_arrives_while_it_is_closed_is_told():
    closed = "9月21日08:00至08:10站内贵宾厅停用,另找休息的地方(3 人)"
    assert told(on_arrival(3, closures=CLOSED)) == [("v1", closed)]


def test_a_party_too_large_is_told():
    assert told(on_arrival(7))[1] == ("v1", "站内贵宾厅只有 5 座,7 人坐不下,另备座位")


@case("ROOM-01a", 1)
def guests_on_arrival_wait_there_already() -> Made:
    """Three arrive at the company at 8:00 and sit there until they set off; three wait for a talk at 8:00."""
    coming = group(by="site")
    coming["arrival"] |= {"lounge": "l1", "minutes": 20}
    one = visit("v1", talk(), groups=[coming])
    two = visit("v2", talk(lounge="l1"))
    f = facts(one, two, company=company(lounges=[SITE]))
    return f, plan(f, v1=[], v2=[("talk", "21 08:15")])


test_case = run(__name__)
