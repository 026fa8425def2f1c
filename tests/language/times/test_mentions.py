"""Times that sentences mention: days, times of day, and where sentences are read with less care than cells."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest

from models.domain.clock import iso
from planner.language.text import Unreadable
from planner.language.times.clocks import parse_clock
from planner.language.times.days import parse_day
from planner.language.times.mentions import find_times
from tests.services.asked import asked
from tests.weeks import when


@pytest.mark.parametrize(
    ("text", "moment"),
    [("周二 14:20", "22 14:20"), ("Tue 9:05", "22 09:05"), ("2026-09-23T08:00", "23 08:00"),
     ("9月22日下午2点", "22 14:00"), ("22日9点一刻", "22 09:15"), ("22 Sep 3 pm", None), ("周二", None),
     ("9:00", None)],
)  # fmt: skip
def test_moments(text: str, moment: str | None) -> None:
    found = find_times(text, asked().week).moment
    assert found == (when(moment) if moment else None), found and iso(found)


def test_a_weekday_that_the_week_has_twice_is_no_day() -> None:
    long = asked().week.replace(days=10)
    assert find_times("周一 9:00", long).moment is None
    assert find_times("周四 9:00", long).moment == when("24 09:00")


@pytest.mark.parametrize(("text", "clock"), [("晚上12点", 720), ("中午1点", 60), ("12:00 am", 720), ("上午14:30", 870)])
def test_hours_are_read_with_less_care_than_in_cells(text: str, clock: int) -> None:
    assert find_times(text, asked().week).clocks == [clock]
    with contextlib.suppress(Unreadable):
        assert parse_clock(text) != clock


def test_a_day_without_a_year_is_of_the_year_in_which_the_week_begins() -> None:
    week = asked().week.replace(first_day=dt.date(2026, 12, 28))
    assert find_times("1月2日", week).days == [dt.date(2026, 1, 2)]
    assert parse_day("1月2日", week.first_day, week.days) == dt.date(2027, 1, 2)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("两个半小时", 150), ("1h30", 90), ("半小时", 30), ("一刻钟", 15), ("45 min", 45), ("很久", None)],
)
def test_durations(text: str, minutes: int | None) -> None:
    assert find_times(f"晚点{text}", asked().week).minutes == minutes


def test_a_part_of_the_day() -> None:
    assert find_times("周一上午", asked().week).period() == (when("21 00:00"), when("21 12:00"))
    assert find_times("Tue afternoon", asked().week).period() == (when("22 12:00"), when("22 18:00"))
