"""The month's score sheet against figures that were worked out by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from pydantic import ValidationError

from models.domain.month_record import DoneCall, MonthAims, MonthRecord, ScoreWeights, month_score

FIRST = dt.date(2026, 10, 1)


def call(day: int, done: bool | None, **more: object) -> DoneCall:
    """Return a planned call of zhao in October."""
    return DoneCall.model_validate(
        {"specialist": "zhao", "customer": "jia", "planned": FIRST.replace(day=day), "done": done, **more}
    )


def test_by_hand() -> None:
    """18 of 20 made: 36 of 40; 3 of 4 found: 15; 2 of 2 deals: 20; daily (90 + 80 + 85 + 100) / 4 = 88.75 %: 17.75."""
    calls = tuple(call(1 + k, k < 18) for k in range(20))
    aims = MonthAims(
        specialist="zhao",
        found_planned=4,
        found_done=3,
        deals_planned=2,
        deals_done=2,
        teamwork=90,
        care=80,
        conduct=85,
        attendance=100,
    )
    score = month_score(MonthRecord(first_day=FIRST, calls=calls, aims=(aims,)), "zhao")
    assert [line.points for line in score.lines] == [36, 15, 20, Fraction("17.75")]
    assert [line.rate for line in score.lines] == [Fraction(9, 10), Fraction(3, 4), 1, Fraction("0.8875")]
    assert score.total == Fraction("88.75")


def test_more_than_planned_counts_as_all() -> None:
    """6 made of 4 planned (two beside the plan), 40 of 40; nothing else is scored: 100."""
    extra = DoneCall(specialist="zhao", customer="yi", done=True, done_on=FIRST)
    record = MonthRecord(first_day=FIRST, calls=(*(call(k, True) for k in (5, 6, 7, 8)), extra, extra))
    score = month_score(record, "zhao")
    assert (score.lines[0].planned, score.lines[0].done, score.lines[0].rate) == (4, 6, Fraction(3, 2))
    assert score.lines[0].points == 40
    assert score.total == 100


def test_left_out_indicators() -> None:
    """Half of the calls (weight 60) and all deals (20) of what is scored, 80: 50 of 80 is 62.5 of 100."""
    weights = ScoreWeights(calls=60, found=10, deals=20, daily=10)
    aims = MonthAims(specialist="zhao", deals_planned=1, deals_done=1)
    record = MonthRecord(first_day=FIRST, weights=weights, calls=(call(5, True), call(6, False)), aims=(aims,))
    assert month_score(record, "zhao").total == Fraction("62.5")


def test_nothing_is_scored() -> None:
    """Who had no plan has no score; others' calls are not theirs."""
    score = month_score(MonthRecord(first_day=FIRST, calls=(call(5, True),)), "qian")
    assert score.total is None
    assert [line.points for line in score.lines] == [0, 0, 0, 0]


def test_not_written_and_late() -> None:
    """What nobody wrote down counts as not made; reports are due within two days of the call."""
    record = MonthRecord(
        first_day=FIRST,
        calls=(
            call(5, None),
            call(6, True, reported=FIRST.replace(day=8)),
            call(7, True, reported=FIRST.replace(day=10)),
            call(8, True, done_on=FIRST.replace(day=9), reported=FIRST.replace(day=11)),
            call(12, True),
        ),
    )
    score = month_score(record, "zhao")
    assert (score.lines[0].planned, score.lines[0].done) == (5, 4)
    assert score.lines[0].points == 32
    assert (score.not_written, score.late_reports) == (1, 2)


def test_weights_are_a_hundred() -> None:
    """Weights add up to 100."""
    with pytest.raises(ValidationError, match="do not add up to 100"):
        ScoreWeights(calls=50)
