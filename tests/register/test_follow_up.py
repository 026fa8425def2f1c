"""后续跟进: due by the documents' hours and the company's workdays, make-up workdays and National Day among them."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.actuals import VisitActuals
from models.domain.clock import at, day_of, minute_of_day, workdays_from
from models.domain.follow_up import FollowUp
from models.domain.week import Calendar
from models.rules.todo.after_visit import (
    CALL,
    EXPLAIN_EXCESS,
    HAND_IN,
    KEEP_PROMISE,
    PROMISED_NEXT_TIME,
    SETTLE,
    SETTLE_REST,
    follow_up,
)
from tests.weeks import facts, talk, visit


def lines(actual=None, planned=None, **changes):
    """Return what is to do after a visit that leaves on Tuesday, 22 September."""
    f = facts(visit("v1", talk()), **changes)
    stay = f.stays[0]
    actual = VisitActuals.model_validate({"visit": "v1"} | (actual or {}))
    return f, stay, follow_up(f, stay, actual, planned or {"hotel": 900, "meals": 10})


def due(sentence, *made):
    _, _, found = lines(*made)
    return [line.due for line in found if line.sentence == sentence]


def promised(**promise):
    return due(KEEP_PROMISE, {"promises": [{"what": "寄样本", **promise}]})


def test_promises_are_kept_within_24_48_and_72_hours():
    f, stay, _ = lines()
    left = max(group.deadline for group in stay.groups)
    assert promised() == [left + 24 * 60]
    assert promised(reach="departments") == [left + 48 * 60]
    days = day_of(promised(reach="provinces")[0]) - day_of(left)
    assert (days.days, minute_of_day(promised(reach="provinces")[0])) == (3, minute_of_day(left)), "no day off between"
    assert f.workday(day_of(left))


def test_a_date_that_was_named_comes_first():
    assert promised(due="2026-10-15") == [at(dt.date(2026, 10, 15), 18 * 60)]


def test_what_the_next_visit_is_to_hold_is_not_due_in_a_day():
    promises = [{"what": "下次看博物馆", "kind": "sight", "place": "museum"}]
    assert due(KEEP_PROMISE, {"promises": promises}) == []
    assert len(due(PROMISED_NEXT_TIME, {"promises": promises})) == 1


def test_a_promise_that_is_kept_is_off_the_list():
    assert promised(done=True) == []


def test_workdays_leap_over_national_day_and_count_the_make_up_saturday():
    """1 to 7 October 2026 are off; Saturday, 10 October, is worked."""
    holidays = tuple(dt.date(2026, 10, day) for day in range(1, 8))
    f = facts(visit("v1", talk()), official=Calendar(workdays=(dt.date(2026, 10, 10),), holidays=holidays))
    wednesday = dt.date(2026, 9, 30)
    days = [workdays_from(wednesday, count, f.workday).day for count in (1, 2, 3, 4)]
    assert days == [8, 9, 10, 12]
    assert FollowUp().promised(at(wednesday, 990), "provinces", f.workday) == at(dt.date(2026, 10, 10), 990)


@pytest.mark.parametrize(
    ("costs", "sentence"),
    [
        ({}, SETTLE),
        ({"meals": 10}, SETTLE_REST),
        ({"hotel": 900, "meals": 11}, EXPLAIN_EXCESS),
        ({"hotel": 899, "meals": 11}, None),
    ],
    ids=["nothing known", "the hotel is missing", "a yuan too much", "all there"],
)
def test_bills(costs, sentence):
    _, _, found = lines({"costs": costs})
    about_money = [line.sentence for line in found if line.sentence in (SETTLE, SETTLE_REST, EXPLAIN_EXCESS)]
    assert about_money == ([sentence] if sentence else [])


def test_gifts_received_are_handed_in_once():
    given = {"direction": "received", "what": "画册"}
    assert len(due(HAND_IN, {"gifts": [given]})) == 1
    assert due(HAND_IN, {"gifts": [given | {"handed_in": True}]}) == due(HAND_IN, {"gifts": [{"what": "瓷杯"}]}) == []


def test_the_list_is_sorted_and_said_in_both_languages():
    _, _, found = lines({"grades": {"stay": "E", "people": "A"}, "promises": [{"what": "寄样本"}]})
    assert [line.due for line in found] == sorted(line.due for line in found)
    assert any("食宿安排" in line.say("zh") for line in found)
    assert any("Meals and hotel" in line.say("en") for line in found)
    assert sum(line.sentence == CALL for line in found) == 1
