"""Weeks whose activities are in an order: planned, left out with the chain, told, made again."""

from __future__ import annotations

from functools import cache

import pytest

from models.domain.events import ActivityCancelled
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Item, Plan
from models.rules.catalogue import rules
from planner import replan, solve, why
from planner.judging.check import judge
from planner.language.parse_events import parse_events
from planner.papers.answers import AnswerTexts
from planner.papers.paper import Paper
from planner.papers.reasons import ReasonTexts
from planner.papers.tables.programme import programme
from planner.services.result import Limits
from tests.weeks import banquet, facts, sight, talk, tour, visit, when

QUICK = Limits(seconds=None, rounds=1)


def directly(id: str) -> dict[str, object]:
    return {"request": id, "directly": True}


@cache
def opening() -> tuple[Facts, Plan]:
    """A welcome, talks at once, the signing within half an hour, lunch at once; on other days a tour, then a sight."""
    asked = [
        talk("hello", title="欢迎仪式", minutes=30, before="talk", part="morning"),
        talk(title="会谈", after=directly("hello")),
        {"kind": "signing", "id": "sign", "leader": "boss", "after": {"request": "talk", "within": 30}},
        banquet("feast", lunch=True, after=directly("sign"), same_day="talk"),
        tour(not_same_day="talk"),
        sight(after="tour", part="afternoon"),
    ]
    f = facts(visit("v1", *asked, level="B", depart="23 18:00"))
    return f, solve(f.week, QUICK, f.edition).plan


def item(p: Plan, request: str) -> Item:
    return next(item for item in p.items if item.request == request)


def paper(f: Facts, p: Plan) -> Paper:
    return Paper(judge(f, p, rules(f.edition)))


def test_the_order_is_kept():
    f, p = opening()
    hello, talks, sign, feast = (item(p, id) for id in ("hello", "talk", "sign", "feast"))
    assert not p.left_out
    assert hello.end % 1440 <= 13 * 60
    assert talks.start - hello.end == 15
    assert 10 <= sign.start - talks.end <= 30
    way = f.travel.after(sign.place, feast.place, sign.end) + f.shape.settle
    assert feast.start == -(-way // 15) * 15
    assert f.day_of(feast) == f.day_of(talks) != f.day_of(item(p, "tour"))
    assert item(p, "museum").start >= item(p, "tour").end


def test_papers_say_it():
    f, p = opening()
    remarks = {row.cells[2]: row.cells[6] for row in programme(paper(f, p), "v1").rows}
    assert remarks["会谈"] == "顺序：紧接欢迎仪式"
    assert remarks["欢迎仪式"] == "顺序：在会谈之前；上午"
    answer = why(f.week, p, Pin(of="v1/talk"), edition=f.edition)
    lines = list(AnswerTexts(paper(f, p)).lines(answer))
    assert any(line.startswith("按要求的顺序：紧接欢迎仪式") and "签约仪式前30分钟内" in line for line in lines), lines


@cache
def impossible() -> tuple[Facts, Plan]:
    """The first is fixed on Tuesday, the last on Monday; what is at two in the afternoon is wished for the morning."""
    asked = [
        talk("first", title="会谈甲", on="2026-09-22"),
        tour(title="参观", after="first"),
        talk("last", title="会谈乙", after="tour", on="2026-09-21"),
        sight(same_day="first"),
        talk("early", title="早会", at=when("22 14:00"), part="morning"),
    ]
    f = facts(visit("v1", *asked, depart="22 20:00"))
    return f, solve(f.week, QUICK, f.edition).plan


def test_a_chain_that_cannot_be_kept_leaves_one_out_and_says_so():
    f, p = impossible()
    left = {each.request: each for each in p.left_out}
    titles = {"first": "会谈甲", "tour": "参观", "last": "会谈乙"}
    (one,) = left.keys() & titles.keys()
    assert {*titles, "museum"} - {one} <= {item.request for item in p.items}
    chain = left[one]
    assert chain.reason == "impossible_with_own"
    assert chain.rules == ("ORD-04",)
    assert set(chain.own) == titles.keys() - {one}
    said = ReasonTexts(paper(f, p)).reason(chain)
    assert all(titles[other] in said for other in chain.own)
    assert "没有排在" in said


def test_what_is_asked_for_against_its_own_time_is_left_out_alone():
    _, p = impossible()
    (early,) = [each for each in p.left_out if each.request == "early"]
    assert (early.reason, early.rules) == ("impossible_alone", ("ORD-06",))


def test_orders_without_effect_are_told():
    f, p = impossible()
    (chain,) = [each for each in p.left_out if each.request in ("first", "tour", "last")]
    said = ReasonTexts(paper(f, p)).reason(chain)
    assert "不再起作用的顺序：" in said
    told = ("参观在会谈甲之后", "参观在会谈乙之前", "会谈甲在参观之前")  # by which of them is left out
    assert any(text in said for text in told)


def test_why_names_the_order_that_is_in_the_way():
    f, p = opening()
    start = item(p, "hello").start
    answer = why(f.week, p, Pin(of="v1/tour", start=start), edition=f.edition)
    named = {obstacle.rule.id for obstacle in answer.obstacles if obstacle.rule}
    moved = {moved.id for way in answer.ways for moved, _ in way.forced.moved}
    assert "ORD-05" in named or "v1/talk" in moved


def test_a_longer_activity_takes_what_follows_along():
    f, p = opening()
    events = parse_events([("--event", "v1 hello 延长30分钟")], f.week, p)
    found = replan(f.week, p, events, edition=f.edition)
    assert not found.result.report.score.musts
    assert item(found.plan, "talk").start - item(found.plan, "hello").end in (10, 15)
    assert item(found.plan, "hello").minutes == 60


def test_what_is_called_off_takes_its_links_with_it():
    f, p = opening()
    events = [ActivityCancelled(item="v1/talk")]
    found = replan(f.week, p, events, edition=f.edition)
    assert not found.result.report.score.musts
    assert "talk" not in {item.request for item in found.plan.items}
    assert {"hello", "sign", "feast"} <= {item.request for item in found.plan.items}


@pytest.mark.parametrize("to", ["22 10:00", "22 15:00"])
def test_what_is_locked_stays_and_the_others_follow(to):
    """The lock is kept; as far as the links leave room for it, the others come along."""
    f, p = opening()
    found = replan(f.week, p, [], edition=f.edition, pins=[Pin(of="v1/talk", start=when(to))])
    assert item(found.plan, "talk").start == when(to)
    assert not found.result.report.score.musts
