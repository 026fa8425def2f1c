"""Spans of work, counted in the head."""

from __future__ import annotations

import datetime as dt

import pytest

from models.rules.core.work import (
    Task,
    blocks,
    by_day,
    chains,
    clash,
    consecutive_counts,
    driving,
    empty_runs,
    length,
    presence,
    runs,
    shortfalls,
    stretches,
    tasks,
    trip,
    work_spans,
    workday,
)
from tests.rules.hands import everywhere, with_duty
from tests.weeks import changed, facts, plan, talk, visit, when


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
    assert workday(when("22 05:59")) == dt.date(2026, 9, 21)
    assert workday(when("22 06:00")) == dt.date(2026, 9, 22)
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


def test_stretches_count_driving_only() -> None:
    assert stretches([(0, 60), (79, 100), (120, 130)], 20) == [81, 10]


def task(visit_: str, start: int, end: int, place: str, role: str = "escort") -> Task:
    return Task("eli", visit_, role, f"{visit_}/{start}", start, end, place, place)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (task("v1", 0, 60, "garden"), task("v1", 60, 90, "garden"), False),
        (task("v1", 0, 60, "garden"), task("v1", 59, 90, "garden"), True),
        (task("v1", 0, 60, "garden"), task("v1", 75, 90, "lakeside"), False),
        (task("v1", 0, 60, "garden"), task("v1", 74, 90, "lakeside"), True),
        (task("v1", 0, 60, "garden"), task("v2", 95, 120, "lakeside"), False),
        (task("v1", 0, 60, "garden"), task("v2", 94, 120, "lakeside"), True),
        (task("v1", 0, 60, "garden"), task("v2", 60, 120, "garden"), False),
        (task("v1", 0, 60, "inn"), task("v2", 60, 120, "inn_dining"), False),
        (task("v1", 0, 60, "garden", "leader"), task("v1", 79, 120, "garden", "leader"), True),
        (task("v1", 0, 60, "garden", "leader"), task("v1", 80, 120, "garden", "leader"), False),
    ],
)
def test_who_cannot_do_both(a: Task, b: Task, expected: bool) -> None:
    """The garden is 10 minutes from the company, the lakeside 25; they are 15 apart."""
    f = facts(visit("v1"), visit("v2"))
    assert clash(f, a, b) is expected
    assert clash(f, b, a) is expected


def test_a_day_of_a_car() -> None:
    """Out to the station (40 in the rush hour), with the guests to the company, after the talk to the inn, and back."""
    f = facts(visit("v1", talk()))
    p = everywhere(plan(f, v1=[("talk", "21 09:30")]), vehicle="car1", driver="d1")
    (day, chain), *_ = chains(runs(f, p), "vehicle")["car1"].items()
    assert day == dt.date(2026, 9, 21)
    at = [(when(f"21 {a}"), when(f"21 {b}")) for a, b in (("07:00", "07:40"), ("10:50", "10:50"), ("11:25", "11:45"))]
    assert empty_runs(f, chain) == at
    assert work_spans(f, chain) == [
        (when("21 07:00"), when("21 08:55")),
        (when("21 10:50"), when("21 11:25")),
        (when("21 11:25"), when("21 11:45")),
    ]
    ways = [("07:00", "07:40"), ("08:10", "08:50"), ("11:00", "11:20"), ("11:25", "11:45")]
    assert driving(f, chain) == [(when(f"21 {a}"), when(f"21 {b}")) for a, b in ways]
    assert trip(f, chain[0]) == (when("21 07:00"), when("21 08:55"))


def test_unknown_names_are_passed_over() -> None:
    f = facts(visit("v1", talk()))
    p = with_duty(plan(f, v1=[("talk", "21 09:30")]), "talk", "tea", "nobody")
    p = everywhere(p, vehicle="spaceship", driver="d1")
    assert tasks(f, p) == {}
    assert runs(f, p) == []
    p = with_duty(p, "talk", "tea", "eli")
    assert tasks(f, changed(p, "v1/talk", place="nowhere")) == {}
