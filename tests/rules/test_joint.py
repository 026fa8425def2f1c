"""JOINT-01 and what goes with it: two visits of three have a banquet or a meeting together."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.joint_parties import joint_of_item, together
from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import banquet, facts, members, plan, talk, visit

FEAST = {"id": "feast", "kind": "banquet", "visits": ["v1", "v2"]}
PLENARY = {"id": "all", "kind": "plenary", "visits": ["v1", "v2"]}


def feasting(guests: int = 3, second: dict[str, Any] | None = None, **wishes: Any) -> Facts:
    """Return a week of two visits with a joint banquet."""
    one = visit("v1", banquet(joint="feast", **wishes), members=members(guests))
    other = visit("v2", banquet(joint="feast"), members=members(guests), **(second or {}))
    return facts(one, other, joints=[FEAST])


def feasted(second: str = "21 18:00", guests: int = 3, host: str = "boss", **where: Any) -> Made:
    """Return a plan of both: the second starts, sits and is hosted as it is said."""
    f = feasting(guests)
    room = {"dining_room": "p2"}
    p = plan(f, v1=[("welcome", "21 18:00", room)], v2=[("welcome", second, room | where)])
    p = with_duty(p, "v1/welcome", "leader", "boss", -20)
    return f, with_duty(p, "v2/welcome", "leader", host, -20)


def met(second: str = "21 10:00", guests: int = 3, room: str = "r1") -> Made:
    """Return a plan of two visits with a joint meeting."""
    each = [visit(id, talk(joint="all"), members=members(guests)) for id in ("v1", "v2")]
    f = facts(*each, joints=[PLENARY])
    return f, plan(f, v1=[("talk", "21 10:00", {"room": "r1"})], v2=[("talk", second, {"room": room})])


# -- JOINT-01


@case("JOINT-01", 0)
@case("MEAL-03", 0)
@case("HOST-01", 0)
def both_at_one_table() -> Made:
    return feasted()


@case("JOINT-01", 1)
@case("HOST-01", 1)
def the_second_comes_later() -> Made:
    return feasted("21 18:15")


@case("JOINT-01", 1)
def the_second_in_another_room() -> Made:
    return feasted(dining_room="p1")


@case("JOINT-01", 1)
def the_second_has_another_host() -> Made:
    return feasted(host="deputy")


@case("JOINT-01", 3)
def nothing_in_common() -> Made:
    return feasted("22 18:00", host="deputy", dining_room="p1")


@case("JOINT-01", 0)
@case("ROOM-01", 0)
def both_in_one_meeting() -> Made:
    return met()


@case("JOINT-01", 2)
def two_meetings() -> Made:
    return met("21 14:00", room="r2")


# -- MEAL-03, ROOM-01


@case("MEAL-03", 5)
def too_many_together() -> Made:
    """Ten guests and two of ours of each, one host: 25 in a room for 20."""
    return feasted(guests=10)


@case("ROOM-01", 10)
def a_meeting_too_large_together() -> Made:
    """Eight guests and three of ours of each: 22 in a room for 12."""
    return met(guests=8)


# -- MEAL-07


@case("MEAL-07", 1)
def the_host_matches_the_highest_of_all() -> Made:
    """A deputy would do for the one visit, not for the chairman of the other; both are told."""
    f, p = feasted()
    high = [m | {"rank": 1} if m["id"] == "m1" else m for m in members(3)]
    f = facts(f.week.visit("v1"), f.week.visit("v2").replace(members=high), joints=[FEAST])
    return f, with_duty(
        with_duty(_unled(p), "v1/welcome", "leader", "boss", -20), "v2/welcome", "leader", "deputy", -20
    )


def _unled(p: Any) -> Any:
    return p.replace(items=tuple(i.replace(duties=()) for i in p.items))


# -- facts


def test_what_one_visit_asks_of_it_holds_for_all() -> None:
    f = feasting(host="boss", minutes=150)
    other = f.week.visit("v2").request("welcome")
    assert (getattr(other, "host", None), getattr(other, "minutes", None)) == ("boss", 150)
    assert f.week is Facts(f.week, f.edition).week, "nothing more to share"


def test_a_start_of_the_joint_item_is_that_of_all() -> None:
    f = feasting()
    start = 14_052_600  # the evening of the first day
    joints = [j.replace(at=start) for j in f.week.joints]
    again = Facts(f.week.replace(joints=joints), f.edition)
    assert {v.request("welcome").at for v in again.week.visits} == {start}


def test_who_is_together() -> None:
    f = feasting()
    mine = f.week.visit("v2").request("welcome")
    assert [stay.id for stay, _ in together(f, f.stay("v2"), mine)] == ["v2", "v1"]
    assert joint_of_item(f, "v1/welcome") == "feast"
    assert joint_of_item(f, "v1/lunch") == ""


test_case = run(__name__)
