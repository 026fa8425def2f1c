"""Two programmes that were held, entered as their organisers knew them: each can be planned whole."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

import planner
from models.domain.activities import KINDS, Banquet, outside_hosts
from models.domain.clock import day_of, iso
from models.domain.plan import Item
from models.domain.request_order import order_links
from planner.formats import load, load_edition
from planner.judging.check import Report
from planner.services.result import Limits
from tests.searches import first_plan

INSTANCES = Path(__file__).parents[2] / "instances"
NAMES = ("board-delegation", "mountain-guest")


@cache
def planned(name: str) -> Report:
    """Return the first plan of a week under its own edition, judged."""
    return first_plan(INSTANCES / name)


def item(name: str, request: str) -> Item:
    """Return the item of a request."""
    return next(item for item in planned(name).plan.items if item.request == request)


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_planned_and_keeps_the_musts(name: str) -> None:
    report = planned(name)
    (visit,) = report.facts.week.visits
    assert report.plan.left_out == ()
    assert not report.score.musts
    assert {item.request for item in report.plan.items} >= {request.id for request in visit.requests}


@pytest.mark.parametrize("name", NAMES)
def test_a_lunch_comes_after_its_meeting_at_the_same_place(name: str) -> None:
    (visit,) = planned(name).facts.week.visits
    (link,) = order_links(visit)
    meeting, lunch = item(name, link.first), item(name, link.then)
    assert meeting.end <= lunch.start
    assert meeting.place == lunch.place
    assert "11:30" <= iso(lunch.start)[11:16] <= "14:15", "the mayor may be late for it"


@pytest.mark.parametrize("name", NAMES)
def test_one_lunch_and_one_dinner_a_day_and_each_hosted_one_is_it(name: str) -> None:
    report = planned(name)
    (visit,) = report.facts.week.visits
    banquets = [request for request in visit.requests if isinstance(request, Banquet)]
    held = [(day_of(item(name, each.id).start), each.lunch) for each in banquets]
    assert len(set(held)) == len(held)
    meals = [each for each in report.plan.items if KINDS[each.kind].part == "meal"]
    assert len(meals) <= 2 * len({day_of(each.start) for each in meals})


@pytest.mark.parametrize("name", NAMES)
def test_who_gives_a_meal_pays_for_it_and_chooses_where(name: str) -> None:
    report = planned(name)
    (visit,) = report.facts.week.visits
    theirs = {item(name, request.id).id for request in visit.requests if outside_hosts(request)}
    charged = {id for broken in report.broken() if broken.rule.id == "MEAL-02" for id in broken.violation.about.ids}
    assert not theirs & charged


def test_the_guard_of_honour_stands_where_they_land_before_the_ride() -> None:
    folder = INSTANCES / "mountain-guest"
    plan = planner.solve(load(folder), Limits(seconds=None, rounds=0), load_edition(week=folder)).plan
    guard, first = next(each for each in plan.items if each.request == "guard"), plan.moves[0]
    assert guard.place == "helipad"
    assert iso(guard.start)[:16] == "2009-10-28T11:30", "they are out when they land, and nobody lets them stand"
    assert first.kind == "pick_up"
    assert guard.end <= first.depart


def test_an_office_that_receives_in_english_sends_no_interpreter() -> None:
    report = planned("mountain-guest")
    assert {duty.role for each in report.plan.items for duty in each.duties} & {"interpreter"} == set()
    assert not [broken for broken in report.broken() if broken.rule.id == "HOST-06"]


def test_the_make_up_sunday_is_a_workday() -> None:
    report = planned("board-delegation")
    sunday = dt.date(2010, 9, 19)
    assert report.facts.workday(sunday)
    assert not report.facts.workday(sunday - dt.timedelta(days=1))
