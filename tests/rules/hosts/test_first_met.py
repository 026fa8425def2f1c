"""HOST-02b, 02c: whom the guests meet before others."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.todo.collect import things_to_do
from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import banquet, facts, hosts, plan, talk, visit, with_offices

CALL = {"kind": "call", "id": "call", "leader": "boss", "title": "拜会周主任"}


def meeting(*starts: str, **changes: Any) -> Made:
    """Return a talk, a call on the boss and a banquet of the deputy's at these starts; ``""``: not held."""
    f = facts(visit("v1", talk(), CALL, banquet(host="deputy"), **changes))
    rows = [(id, start) for id, start in zip(("talk", "call", "welcome"), starts, strict=True) if start]
    p = plan(f, v1=rows)
    p = with_duty(p, "v1/welcome", "leader", "deputy", -20) if starts[2] else p
    return f, with_duty(p, "v1/call", "leader", "boss") if starts[1] else p


@case("HOST-02b", 0)
@case("HOST-02c", 0)
def the_boss_first() -> Made:
    return meeting("21 10:30", "21 09:30", "21 18:00", meet_first="boss")


@case("HOST-02b", 2)
@case("HOST-02c", 0)
def the_boss_last() -> Made:
    return meeting("21 10:30", "22 09:30", "21 18:00", meet_first="boss")


@case("HOST-02b", 0)
@case("HOST-02c", 2)
def the_boss_last_who_must_be_first() -> Made:
    return meeting("21 10:30", "22 09:30", "21 18:00", meet_first="boss", meet_first_must=True)


@case("HOST-02b", 1)
def a_request_first() -> Made:
    return meeting("21 10:30", "21 14:30", "21 18:00", meet_first="call")


@case("HOST-02b", 1)
def a_host_of_others_first() -> Made:
    return meeting("21 10:30", "21 14:30", "21 18:00", meet_first="周主任")


@case("HOST-02b", 1)
def the_banquets_host_first() -> Made:
    return meeting("21 10:30", "", "21 18:00", meet_first="deputy")


@case("HOST-02b", 0)
@case("HOST-02c", 0)
def whoever_is_first_is_not_met_at_all() -> Made:
    return meeting("21 10:30", "", "21 18:00", meet_first="boss", meet_first_must=True)


def at_the_mayors(role: Any) -> Made:
    """Return a talk with the boss after a call at the mayor's, at which the boss is a delegate or at the door."""
    there = {"companions" if role == "delegate" else "reception_line": ["boss"]}
    call = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts(), **there}
    f = facts(visit("v1", talk(leader="boss"), call, meet_first="boss", meet_first_must=True), company=with_offices())
    p = plan(f, v1=[("mayor", "21 09:30"), ("talk", "21 14:30")])
    return f, with_duty(with_duty(p, "v1/mayor", role, "boss"), "v1/talk", "leader", "boss", 0, 20)


@case("HOST-02c", 0)
def the_boss_goes_along_to_the_mayor() -> Made:
    return at_the_mayors("delegate")


@case("HOST-02c", 1)
def the_boss_stands_at_the_door_of_the_mayors() -> Made:
    return at_the_mayors("reception")


def met_at_either(talk_with_boss: bool) -> Made:
    f = facts(visit("v1", talk(any_leader=True), CALL, meet_first="boss"))
    p = plan(f, v1=[("talk", "21 09:30"), ("call", "21 14:30")])
    p = with_duty(p, "v1/call", "leader", "boss")
    return f, with_duty(p, "v1/talk", "leader", "boss" if talk_with_boss else "deputy", 0, 20)


@case("HOST-02b", 0)
def the_boss_comes_to_the_talk() -> Made:
    return met_at_either(talk_with_boss=True)


@case("HOST-02b", 1)
def another_leader_comes_to_the_talk() -> Made:
    return met_at_either(talk_with_boss=False)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (the_boss_first, "9月21日09:30先见“boss”,事先说定"),
        (a_request_first, "9月21日14:30先见“拜会周主任”,事先说定"),
        (whoever_is_first_is_not_met_at_all, "客人应先见“boss”,日程里没有这项会见,请落实"),
    ],
)
def test_the_meeting_is_agreed_on(made, told):
    assert [line.say() for line in things_to_do(*made()) if line.rule in ("HOST-02b", "HOST-02c")] == [told]


test_case = run(__name__)
