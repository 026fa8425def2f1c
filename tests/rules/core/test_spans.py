"""Spans of work, counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.day_windows import operating_day
from models.rules.core.spans import blocks, by_day, consecutive_counts, length, presence, shortfalls
from tests.weeks import when


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(0, 60)], [(0, 60)]),
        ([(0, 60), (149, 200)], [(0, 200)]),
        ([(0, 60), (150, 200)], [(0, 60), (150, 200)]),
        ([(100, 200), (0, 300)], [(0, 300)]),
    ],
)
def test_breaks_of_ninety_minutes_part_blocks(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert blocks(spans, 90) == expected
    assert presence(spans, 90) == sum(b - a for a, b in expected)


def test_length_is_from_first_to_last() -> None:
    assert length([]) == 0
    assert length([(500, 600), (0, 60)]) == 600


def test_small_hours_belong_to_the_day_before() -> None:
    assert operating_day(when("22 05:59")) == dt.date(2026, 9, 21)
    assert operating_day(when("22 06:00")) == dt.date(2026, 9, 22)
    spans = [(when("21 22:00"), when("21 23:00")), (when("22 00:30"), when("22 01:00"))]
    assert by_day(spans) == {dt.date(2026, 9, 21): spans}


def test_rest_between_two_days() -> None:
    days = {
        dt.date(2026, 9, 21): [(0, 1200)],
        dt.date(2026, 9, 22): [(1800, 2400)],
        dt.date(2026, 9, 24): [(5000, 5100)],
    }
    assert shortfalls(days, 600) == []
    assert shortfalls(days, 660) == [(dt.date(2026, 9, 22), 60)]


def test_rows_of_tours() -> None:
    assert consecutive_counts([], 30) == []
    assert consecutive_counts([(0, 60), (89, 120), (150, 200), (230, 260)], 30) == [2, 1, 1]
