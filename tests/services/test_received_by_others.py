"""An official visit, planned and read as the guests, the driver and our leader read it; what cannot be is left out."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import planner
from models.domain.clock import iso
from models.domain.events import ArrivalChanged
from models.domain.plan import Item, Move, Plan
from models.domain.week import Week
from models.rules.core.cost_lines import costs
from models.rules.todo.collect import things_to_do
from planner.formats import load
from planner.judging.check import Report, check
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.contacts import outside
from planner.papers.tables.duties import duties
from planner.papers.tables.programme import programme
from planner.seating.from_plan import PlanParties
from planner.services.result import Limits
from tests.rules.hands import CALL, HONOURS
from tests.weeks import banquet, hosts, talk, visit, week, with_offices

QUICK = Limits(seconds=None, rounds=0)
WEEK = Path(__file__).parents[2] / "instances" / "official-visit"


@cache
def official_visit() -> tuple[Week, Plan, Report]:
    asked = load(WEEK)
    made = planner.solve(asked, limits=QUICK)
    return asked, made.plan, check(asked, made.plan)


def item(request: str, plan: Plan | None = None) -> Item:
    return next(item for item in (plan or official_visit()[1]).items if item.request == request)


def moves(plan: Plan | None = None) -> list[Move]:
    return list((plan or official_visit()[1]).moves)


def test_everything_is_planned_and_keeps_the_musts() -> None:
    _, plan, report = official_visit()
    assert plan.left_out == ()
    assert not report.score.musts


# -- as the guests read it


def rows() -> list[dict[str, str]]:
    table = programme(Paper(official_visit()[2], Words("zh")), "dakar")
    return [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]


def test_honours_at_the_airport_before_the_first_ride() -> None:
    first, honours = moves()[0], item("honours")
    assert first.kind == "pick_up"
    assert iso(honours.start) >= "2026-10-20T10:00", "they land at 09:30 and are out half an hour later"
    assert honours.end <= first.depart < min(each.start for each in official_visit()[1].items if each is not honours)


def test_the_programme_tells_arrival_honours_and_hosts() -> None:
    texts = [row["活动内容"] for row in rows()]
    assert texts[0].startswith("抵达，接机 CA1327")
    assert texts[1] == "欢迎仪式"
    assert rows()[1]["地点"] == "新郑国际机场 贵宾厅前"
    call = next(row for row in rows() if row["活动内容"] == "拜会王刚副市长")
    assert call["地点"] == "市政府 三楼会见厅"
    assert "主人：王刚（市政府副市长）、李敏（市外办主任）" in call["备注"]
    assert "我方出席：何珺瑶（总经理）" in call["陪同人员"]
    assert "翻译：" in call["陪同人员"]


def test_the_press_at_the_airport_is_the_last_thing() -> None:
    press, last = item("press"), moves()[-1]
    assert last.kind == "see_off"
    assert last.arrive <= press.start
    assert iso(press.end) <= "2026-10-22T15:40", "a flight at 17:10 wants them there 90 minutes before"
    assert press is official_visit()[1].items[-1]


def test_the_dinner_of_the_city_is_theirs() -> None:
    _, plan, report = official_visit()
    dinner = item("dinner")
    assert (dinner.place, dinner.dining_room) == ("city", None)
    assert [line.yuan for line in costs(report.facts, plan) if line.about == dinner.id] == [0]
    assert iso(dinner.start)[11:16] <= "19:00"


def test_the_talk_is_in_the_room_of_the_second_office() -> None:
    assert (item("talk").place, item("talk").room) == ("rnd", "lab")


# -- as the driver reads it


def test_the_driver_waits_from_before_the_landing_and_goes_to_each_place() -> None:
    _, _, report = official_visit()
    (table,) = duties(Paper(report, Words("zh")), "driver")
    first = table.rows[0].cells
    assert first[1] == "09:10", "twenty minutes before the landing, honours or not"
    assert first[4].startswith("新郑国际机场→")
    ways = [row.cells[4] for row in table.rows]
    assert any(way.endswith("→市政府") for way in ways)
    assert any(way.endswith("→河南艺术中心") for way in ways)
    assert ways[-1].endswith("→新郑国际机场")
    spans = [(move.depart, move.arrive) for move in moves()]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


# -- as our leader and the office read it


def test_our_leader_is_where_she_must_be() -> None:
    _, plan, _ = official_visit()
    parts = [(duty.start, duty.end, duty.role) for part in (*plan.items, *plan.moves) for duty in part.duties
             if duty.person == "he"]  # fmt: skip
    parts.sort()
    for request in ("mayor", "dinner"):
        there = item(request)
        assert (there.start, there.end, "delegate") in parts
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(parts))


def test_the_office_asks_the_hosts_again() -> None:
    _, plan, report = official_visit()
    told = [line.say() for line in things_to_do(report.facts, plan) if "与对方单位确认" in line.say()]
    assert len(told) == 3
    assert all(text.endswith("停车") for text in told)
    assert not any("发请柬" in line.say() for line in things_to_do(report.facts, plan))


def test_the_hosts_are_in_the_list_of_contacts() -> None:
    _, _, report = official_visit()
    table = outside(Paper(report, Words("zh")))
    assert ("王刚", "市政府副市长") in {(row.cells[1], row.cells[2]) for row in table.rows}
    assert len(table.rows) == 5


def test_the_hosts_sit_first_at_their_table() -> None:
    _, _, report = official_visit()
    party = next(party for party in PlanParties(report).dinners() if party.about.endswith("/dinner"))
    people: list[Any] = list(party.party.people)  # type: ignore[union-attr]
    first = sorted((one for one in people if one.side == "host" and one.rank), key=lambda one: one.rank)
    assert [(one.name, one.title, one.organisation) for one in first[:2]] == [
        ("王刚", "副市长", "市政府"),
        ("李敏", "主任", "市外办"),
    ]
    assert "何珺瑶" in {one.name for one in people}


# -- changes, and what cannot be


def test_a_late_landing_moves_the_honours() -> None:
    asked, plan, _ = official_visit()
    later = ArrivalChanged(visit="dakar", group="g1", at="2026-10-20T10:30")  # type: ignore[arg-type]
    found = planner.replan(asked, plan, [later], limits=QUICK)
    assert iso(item("honours", found.plan).start) >= "2026-10-20T11:00"
    assert moves(found.plan)[0].depart >= item("honours", found.plan).end
    assert not found.result.report.score.musts


def received_by(**city: Any) -> Plan:
    dinner = banquet(restaurant="city", hosts=hosts())
    asked = week(visit("v1", HONOURS, CALL, dinner, talk()), company=with_offices(**city))
    return planner.solve(asked, limits=QUICK).plan


def test_hosts_whose_office_is_closed_are_left_out_with_the_reason() -> None:
    plan = received_by(closed=["2026-09-21", "2026-09-22"])
    assert {left.request for left in plan.left_out} == {"mayor", "welcome"}
    assert all("STR-10" in {cause.rule for cause in left.causes} for left in plan.left_out)
    assert {each.request for each in plan.items} >= {"honours", "talk"}


@pytest.mark.parametrize("hours", [[], [{"open": "09:00", "close": "21:00"}]])
def test_an_open_office_is_visited(hours: list[dict[str, str]]) -> None:
    assert received_by(hours=hours).left_out == ()
