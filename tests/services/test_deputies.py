"""A leader on leave is replaced by the deputy whom the company names, before anything is left out or moved."""

from __future__ import annotations

from functools import cache

import pytest

from models.domain.facts import Facts
from models.domain.plan import Duty, Plan
from planner.language.parse_events import parse_events
from planner.papers.paper import Paper
from planner.papers.tables.programme import programmes
from planner.services.replan import replan
from planner.services.result import Limits
from planner.services.solve import solve
from tests.weeks import banquet, company, facts, talk, visit

ALL_WEEK = [{"start": "2026-09-20T00:00", "end": "2026-09-27T00:00"}]
LIMITS = Limits(seconds=None, rounds=0)


@cache
def week(leave: bool = False, deputy: bool = True) -> Facts:
    """One delegation with a talk and a dinner that ask for the boss."""
    changes = {"deputy": "deputy" if deputy else None, "leave": ALL_WEEK if leave else []}
    people = [p.replace(**changes) if p.id == "boss" else p for p in company().people]
    asked = [talk(leader="boss", leader_part="all"), banquet(host="boss")]
    return facts(visit("v1", *asked, level="B"), company=company().replace(people=people))


@cache
def with_boss() -> Plan:
    return solve(week().week, LIMITS, week().edition).plan


def leaders(plan: Plan, item: str) -> list[Duty]:
    return [d for i in plan.items if i.id == item for d in i.duties if d.role == "leader"]


@pytest.mark.parametrize("item", ["v1/talk", "v1/welcome"])
def test_a_leave_known_beforehand_leaves_nothing_out(item):
    found = solve(week(leave=True).week, LIMITS, week().edition)
    assert not found.left_out
    (duty,) = leaders(found.plan, item)
    assert (duty.person, duty.stand_in) == ("deputy", True)
    printed = [cell for table in programmes(Paper(found.report)) for row in table.rows for cell in row.cells]
    assert any("deputy" in cell and "代" in cell for cell in printed)


def test_without_a_deputy_it_is_left_out():
    assert {left.request for left in solve(week(leave=True, deputy=False).week, LIMITS, week().edition).left_out}


def test_a_leader_who_is_there_comes_in_person():
    assert {d.person for item in ("v1/talk", "v1/welcome") for d in leaders(with_boss(), item)} == {"boss"}


def test_a_leader_called_away_is_replaced_and_nothing_moves():
    before = with_boss()
    events = [
        event
        for day in ("周一", "周二", "周三")
        for event in parse_events([("x", f"boss{day}请假")], week().week, before)
    ]
    found = replan(week().week, before, events, edition=week().edition)
    times = [(item.id, item.start, item.place, item.room, item.dining_room) for item in before.items]
    assert [(i.id, i.start, i.place, i.room, i.dining_room) for i in found.plan.items] == times
    assert not found.plan.left_out
    assert not found.moved
    assert {(d.person, d.stand_in) for i in ("v1/talk", "v1/welcome") for d in leaders(found.plan, i)} == {
        ("deputy", True)
    }
