"""Why: reasons are minimal by solving again, a forced wish costs what was said, names are understood."""

from __future__ import annotations

from functools import cache

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Plan
from models.domain.revision import Revision
from models.itinerary.what_if.what_if import WhatIf
from models.rules.catalogue import rules
from planner import solve, why
from planner.judging.check import judge
from planner.language.typeset import typeset
from planner.language.words import Words
from planner.papers.answers import AnswerTexts
from planner.papers.paper import Paper
from planner.services.result import Limits
from planner.services.why import WhyAnswer
from tests.searches import less_effort
from tests.services.asked import asked, planned
from tests.weeks import company, facts, talk, visit, when


@cache
def crowded() -> tuple[Facts, Plan]:
    """Two talks fixed at one hour, and one room for them: the second cannot be had."""
    fixed = {"at": when("21 09:30")}
    one = company().replace(rooms=company().rooms[:1])
    f = facts(visit("v1", talk(**fixed), level="A"), visit("v2", talk(**fixed)), company=one)
    return f, planned_alone(f)


def planned_alone(f: Facts) -> Plan:
    with less_effort():
        return solve(f.week, Limits(seconds=None, rounds=0), f.edition).plan


def ask(wish: Pin, made: tuple[Facts, Plan] | None = None) -> WhyAnswer:
    f, p = made or (asked(), planned())
    return why(f.week, p, wish, edition=f.edition, seconds=60)


# -- left out


def test_held_by_another_delegation_with_the_very_room() -> None:
    f, p = crowded()
    assert [(left.visit, left.request) for left in p.left_out] == [("v2", "talk")]
    answer = ask(Pin(of="v2/talk"), (f, p))
    assert not answer.alone
    assert answer.minimal
    (held,) = [o for o in answer.obstacles if o.kind == "held"]
    assert (held.visit, held.resources) == ("v1", ("room:r1",))
    kinds = {way.kind for way in answer.ways}
    assert {"move", "spare"} <= kinds
    moved = next(way for way in answer.ways if way.kind == "move")
    assert [(left.visit, left.request) for left in moved.forced.left_out] == [("v1", "talk")]
    spare = next(way for way in answer.ways if way.kind == "spare")
    assert spare.forced.price[0] == -f.stay("v2").price(f.week.visit("v2").request("talk"))


def test_the_reason_is_minimal() -> None:
    """With all its members the wish does not fit; without any one of them it does."""
    f, p = crowded()
    wish = Pin(of="v2/talk")
    answer = ask(wish, (f, p))
    asking = WhatIf(Facts(f.week, f.edition, Revision(p)), rules(f.edition), p, StopSignal())
    assert not asking.is_feasible(wish, keep=True)
    for obstacle in answer.obstacles:
        without = [obstacle.visit] if obstacle.kind == "held" else []
        off = [obstacle.rule.id] if obstacle.rule else []
        assert asking.is_feasible(wish, without=without, rules=off, keep=True), obstacle


def test_impossible_whatever_the_others_do() -> None:
    """A sight that is closed all week, wished by name: only its hours are in the way."""
    from tests.weeks import place, sight

    shut = company(places=place("museum", closed=["2026-09-21", "2026-09-22"]))
    f = facts(visit("v1", talk(), sight()), visit("v2", talk()), company=shut)
    p = planned_alone(f)
    answer = ask(Pin(of="v1/museum"), (f, p))
    assert answer.alone
    assert answer.minimal
    (rule,) = [o.rule for o in answer.obstacles if o.rule]
    asking = WhatIf(Facts(f.week, f.edition, Revision(p)), rules(f.edition), p, StopSignal())
    assert asking.is_feasible(Pin(of="v1/museum"), rules=[rule.id], keep=True)
    assert not asking.is_feasible(Pin(of="v1/museum"), without=["v2"], keep=True)


# -- wishes for what is planned


def test_out_of_hours_is_said_by_the_clause() -> None:
    answer = ask(Pin(of="v2/talk", start=when("21 20:00")))
    assert answer.alone
    assert [o.rule.id for o in answer.obstacles if o.rule] == ["PACE-03"]
    (broken,) = [o.violation for o in answer.obstacles if o.violation]
    report = judge(answer.facts, planned(), rules(asked().edition))
    for lang, words in (("zh", Words("zh")), ("en", Words("en"))):
        said = typeset(broken.say(lang))
        assert any(said in line for line in AnswerTexts(Paper(report, words)).lines(answer))
    assert answer.ways == ()


def test_a_wish_that_can_be_had_has_its_price() -> None:
    answer = ask(Pin(of="v2/talk", start=when("22 10:30")))
    (way,) = answer.ways
    assert way.kind == "plain"
    item = next(i for i in way.forced.plan.items if i.id == "v2/talk")
    assert item.start == when("22 10:30")
    assert not way.forced.after.musts
    assert way.forced.price == tuple(
        b - a for a, b in zip(way.forced.before.tiers, way.forced.after.tiers, strict=True)
    )
    others = [(i.id, i.start, i.place) for i in planned().items if i.visit != "v2"]
    assert [(i.id, i.start, i.place) for i in way.forced.plan.items if i.visit != "v2"] == others


def test_no_time_for_it_is_said_too() -> None:
    """Straight from the train they cannot be at the table in the museum's hour: the way is too long."""
    answer = ask(Pin(of="v2/tour", start=when("21 09:15")))
    assert answer.obstacles
    assert answer.alone or answer.obstacles[0].kind == "held"


def test_with_a_leader_who_was_not_asked_for() -> None:
    (way,) = ask(Pin(of="v2/talk", people=("deputy",))).ways
    item = next(i for i in way.forced.plan.items if i.id == "v2/talk")
    assert "deputy" in {d.person for d in item.duties if d.role == "leader"}


def test_a_room_without_what_is_needed() -> None:
    f = facts(visit("v1", talk(equipment=["video"])), visit("v2", talk()))
    p = planned_alone(f)
    answer = ask(Pin(of="v1/talk", room="r3"), (f, p))
    assert [o.rule.id for o in answer.obstacles if o.rule] == ["ROOM-01"]


def test_dropping_costs_what_leaving_out_costs() -> None:
    (way,) = ask(Pin(of="v2/museum", out=True)).ways
    stay = asked().stay("v2")
    assert way.forced.price[0] == stay.price(stay.visit.request("museum"))


def test_why_it_is_when_it_is() -> None:
    answer = ask(Pin(of="v2/talk"))
    assert not answer.asked
    now = next(i.start for i in planned().items if i.id == "v2/talk")
    for forced, sign in ((answer.earlier, -1), (answer.later, 1)):
        if forced is not None:
            there = next(i.start for i in forced.plan.items if i.id == "v2/talk")
            assert sign * (there - now) >= 15
    assert answer.earlier or answer.later


def test_a_wish_for_what_is_not_there() -> None:
    with pytest.raises(FaultyInput):
        ask(Pin(of="v2/tolk", room="r77"))
