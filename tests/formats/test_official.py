"""The official calendar: make-up days where they are announced, an honest mark where they are not."""

from __future__ import annotations

import datetime as dt

from models.domain.facts import Facts
from planner.formats import load, load_edition
from planner.formats.official import official_calendar


def test_national_day_2026():
    calendar = official_calendar(dt.date(2026, 10, 9), 4)
    assert calendar.announced
    assert dt.date(2026, 10, 10) in calendar.workdays
    assert dt.date(2026, 10, 7) in calendar.holidays


def test_a_year_that_is_not_announced_says_so():
    calendar = official_calendar(dt.date(2049, 10, 4), 7)
    assert not calendar.announced
    assert dt.date(2049, 10, 1) in calendar.holidays


def test_new_year_is_judged_by_the_days_of_the_week_itself():
    assert official_calendar(dt.date(2025, 12, 22), 7).announced
    assert not official_calendar(dt.date(2048, 12, 28), 7).announced


def test_workdays_of_the_make_up_weekend(root):
    week = load(root / "instances" / "make-up-saturday")
    facts = Facts(week, load_edition())
    days = [week.first_day + dt.timedelta(days=k) for k in range(week.days)]
    assert [facts.workday(day) for day in days] == [True, True, False, True]
