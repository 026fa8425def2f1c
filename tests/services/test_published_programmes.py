"""Programmes that organisers published, entered from their facts alone: everything is planned and no must is broken.

One construction of the plan, without improvement: what is said here holds for every plan, good or not.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from models.domain.clock import day_of, iso
from models.domain.plan import Item
from planner.judging.check import Report
from tests.searches import first_plan

INSTANCES = Path(__file__).parents[2] / "instances"
STATE, MILLS, CHAMBER = "state-visit-beijing-2026", "cotton-mills-punjab-2016", "chamber-sites-wuhan-2013"
WORKING = "working-visit-beijing-2002"


@cache
def planned(name: str) -> Report:
    return first_plan(INSTANCES / name)


def item(name: str, request: str) -> Item:
    return next(item for item in planned(name).plan.items if item.request == request)


def move_between(name: str, first: Item, then: Item) -> bool:
    return any(first.end <= move.depart < then.start for move in planned(name).plan.moves)


@pytest.mark.parametrize("name", [STATE, MILLS, CHAMBER, WORKING])
def test_everything_is_planned_and_keeps_the_musts(name: str) -> None:
    report = planned(name)
    asked = {request.id for visit in report.facts.week.visits for request in visit.requests}
    assert {item.request for item in report.plan.items} >= asked
    assert report.plan.left_out == ()
    assert report.score.musts == ()


# -- the state visit


def test_welcome_talks_signing_and_banquet_follow_in_one_house() -> None:
    chain = [item(STATE, request) for request in ("welcome", "talks", "signing", "banquet")]
    assert {iso(each.start)[:10] for each in chain} == {"2026-02-03"}
    assert {each.place for each in chain} == {"great-hall"}
    for first, then in pairwise(chain):
        assert 0 <= then.start - first.end < 15, "the next quarter of an hour"
        assert not move_between(STATE, first, then)


def test_the_museum_is_never_seen_on_its_closing_day() -> None:
    assert day_of(item(STATE, "party-museum").start).weekday() != 0


def test_young_athletes_are_visited_in_a_hall_that_is_no_project_of_ours() -> None:
    assert item(STATE, "sports-club").place == "sports-club"


# -- the mills


def test_dinners_are_at_the_hours_of_the_country_on_two_evenings() -> None:
    dinners = [item(MILLS, request) for request in ("dinner-1", "dinner-2")]
    assert all("19:00" <= iso(dinner.start)[11:16] <= "21:00" for dinner in dinners)
    assert [iso(dinner.start)[:10] for dinner in dinners] == ["2016-11-04", "2016-11-05"]


def test_institute_and_gin_are_seen_while_they_work() -> None:
    assert {iso(item(MILLS, request).start)[:10] for request in ("institute", "gin")} <= {"2016-11-04", "2016-11-05"}


def test_the_coach_is_back_in_time() -> None:
    last = planned(MILLS).plan.moves[-1]
    assert (last.kind, last.target) == ("see_off", "start-hotel")
    assert iso(last.arrive)[:16] <= "2016-11-06T18:00"


# -- the chamber


def test_the_vice_governor_receives_directly_after_the_talks() -> None:
    talks, call = item(CHAMBER, "bureau-talks"), item(CHAMBER, "vice-governor")
    (way,) = (move for move in planned(CHAMBER).plan.moves if talks.end <= move.depart < call.start)
    assert (way.origin, way.target) == ("bureau", "province-house")
    assert call.start - talks.end < way.arrive - way.depart + 30


def test_hosted_meals_come_after_the_meetings_of_their_hosts() -> None:
    assert item(CHAMBER, "mayor").end <= item(CHAMBER, "mayor-dinner").start
    assert item(CHAMBER, "vice-governor").end <= item(CHAMBER, "commerce-lunch").start
    assert item(CHAMBER, "mayor").place == item(CHAMBER, "mayor-dinner").place


# -- the working visit


def test_the_breakfast_is_the_talks_and_the_first_of_its_day() -> None:
    breakfast = item(WORKING, "breakfast-talks")
    assert iso(breakfast.start)[:10] == "2002-02-22"
    assert "07:00" <= iso(breakfast.start)[11:16] <= "08:30"
    same_day = [each for each in planned(WORKING).plan.items if day_of(each.start) == day_of(breakfast.start)]
    assert min(same_day, key=lambda each: each.start) == breakfast


def test_the_press_is_met_directly_after_the_talks() -> None:
    talks, press = item(WORKING, "talks"), item(WORKING, "press")
    assert 0 <= press.start - talks.end < 15
    assert press.place == talks.place
