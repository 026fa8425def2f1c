"""The programmes that were held: whole, in order, and enterable as wishes of their weeks."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

import planner
from models.domain.clock import QUARTER, day_of
from models.domain.consistency import faults
from models.domain.facts import Facts
from planner.judging.check import Report, check
from planner.services.result import Limits
from tests.held.as_held import NAMES, as_held, meal_pins, read, to_enter, week_of
from tests.held.blind import lines, programme_text

EVERY = pytest.mark.parametrize("name", NAMES)


def test_there_are_six() -> None:
    assert len(NAMES) == 6


@EVERY
def test_every_request_was_held_once(name: str) -> None:
    (visit,) = week_of(name)[0].visits
    assert sorted(each.request for each in read(name).held) == sorted(request.id for request in visit.requests)


@EVERY
def test_they_stand_in_the_order_of_their_days_and_times(name: str) -> None:
    held = read(name).held
    assert [each.on for each in held] == sorted(each.on for each in held)
    for before, after in pairwise(each for each in held if each.at is not None):
        assert (before.on, before.at) < (after.on, after.at)


@EVERY
def test_what_is_asked_as_it_was_held_contradicts_nothing(name: str) -> None:
    (week, edition), programme = week_of(name), read(name)
    fixed = as_held(week, programme)
    assert not list(faults(fixed))
    held = {each.request: each for each in programme.held}
    (visit,) = fixed.visits
    assert {request.id for request in visit.requests} == set(held)
    for request in visit.requests:
        assert request.on == held[request.id].on
        assert request.at is None or request.at % QUARTER == 0
    assert to_enter(edition, programme).rules == edition.rules, "only hours are loosened, no rule"
    for pin in meal_pins(week, programme):
        assert pin.start is not None
        assert day_of(pin.start) in Facts(week, edition).stays[0].days


@cache
def constructed(name: str) -> Report:
    """The first plan of a week as it was held, judged against the week as it is."""
    week, edition = week_of(name)
    plan = planner.solve(as_held(week, read(name)), Limits(seconds=None, rounds=0), edition).plan
    return check(week, plan, edition)


def test_held_as_it_was_printed() -> None:
    report = constructed("board-delegation")
    items = {item.request: item for item in report.plan.items if item.request}
    for each in read("board-delegation").held:
        assert day_of(items[each.request].start) == each.on
    starts = [items[each.request].start for each in read("board-delegation").held]
    assert starts == sorted(starts)
    assert not report.score.musts


def test_who_waits_at_the_hotel_has_left_at_once() -> None:
    report = constructed("board-delegation")
    hotel = {"hotel", "hotel-food"}
    ends = {item.end for item in report.plan.items}
    assert all(move.depart in ends for move in report.plan.moves if move.target in hotel and move.kind == "transfer")


def test_a_text_for_the_blind_says_everything_and_not_whose_it_is() -> None:
    report = constructed("board-delegation")
    (visit,) = report.week.visits
    text = programme_text(report, 1)
    assert all(request.title in text for request in visit.requests)
    assert "held" not in text
    for before, after in pairwise(lines(report.facts, report.plan)):
        assert before.end <= after.start
