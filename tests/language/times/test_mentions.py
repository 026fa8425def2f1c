"""Times that sentences mention: days, times of day, and where sentences are read with less care than cells."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.clock import iso
from planner.language.text import Unreadable
from planner.language.times.clocks import parse_clock, parse_span
from planner.language.times.days import parse_day
from planner.language.times.mentions import find_times
from tests.services.asked import asked
from tests.weeks import when


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("周二 14:20", "22 14:20"),
        ("Tue 9:05", "22 09:05"),
        ("2026-09-23T08:00", "23 08:00"),
        ("9月22日下午2点", "22 14:00"),
        ("22日9点一刻", "22 09:15"),
        ("22 Sep 3 pm", "22 15:00"),
        ("周二", None),
        ("9:00", None),
        ("周二下午三点二十分", "22 15:20"),
        ("Sep 22 at 9 o'clock", "22 09:00"),
        ("礼拜二9点钟", "22 09:00"),
        ("Tuesday noon", "22 12:00"),
        ("周二晚上12点", "23 00:00"),
        ("周二中午1点", "22 13:00"),
    ],
)
def test_moments(text: str, moment: str | None) -> None:
    found = find_times(text, asked().week).moment()
    assert found == (when(moment) if moment else None), found and iso(found)


@pytest.mark.parametrize(
    ("text", "now", "moment"),
    [
        ("明天14:20", "21 09:00", "22 14:20"),
        ("大后天9:00", "21 09:00", "24 09:00"),
        ("tomorrow 9 am", "21 09:00", "22 09:00"),
        ("下周三9:00", "21 09:00", "30 09:00"),
        ("本周三9:00", "21 09:00", "23 09:00"),
        ("今晚8点", "21 09:00", "21 20:00"),
        ("the day after tomorrow at 9:30", "21 09:00", "23 09:30"),
        ("next Tuesday 10:00", "21 09:00", "29 10:00"),
    ],
)
def test_days_counted_from_now(text: str, now: str, moment: str) -> None:
    assert find_times(text, asked().week, when(now)).moment() == when(moment)
    if "本" not in text:
        with pytest.raises(Unreadable) as error:
            find_times(text, asked().week)
        assert "--now" in error.value.maybe


def test_a_weekday_that_the_week_has_twice_is_asked_or_the_next() -> None:
    long = asked().week.replace(days=10)
    with pytest.raises(Unreadable, match="不止一天"):
        find_times("周一 9:00", long)
    assert find_times("周四 9:00", long).moment() == when("24 09:00")
    assert find_times("周一 9:00", long, when("22 08:00")).moment() == when("28 09:00")


@pytest.mark.parametrize(
    "text", ["25:70", "25:00", "24:30", "12:60", "下午25:00", "上午14:30", "14:30 am", "半夜1点", "31点"]
)
def test_clocks_outside_a_day_or_of_two_are_refused_by_name(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        [clock.minute() for clock in find_times(f"周二{text}", asked().week).clocks]
    assert text.removeprefix("下午").replace(" ", "") in error.value.what


@pytest.mark.parametrize(
    ("text", "near", "clock"),
    [
        ("4点", 14 * 60, 16 * 60),
        ("四点半", 9 * 60, 16 * 60 + 30),
        ("7点", 18 * 60, 19 * 60),
        ("7点", 9 * 60, 7 * 60),
        ("5点", 6 * 60 + 30, 5 * 60),
        ("6点", 18 * 60, 18 * 60),
        ("6点", 7 * 60, 6 * 60),
        ("10点", 14 * 60, 10 * 60),
        ("8点半", 18 * 60, 20 * 60 + 30),
        ("4:00", 14 * 60, 4 * 60),
    ],
)
def test_an_hour_without_its_half_of_the_day_lies_near_something_known(text: str, near: int, clock: int) -> None:
    assert parse_clock(text, near=near) == clock
    (mention,) = find_times(text, asked().week).clocks
    assert mention.minute(near) == clock
    if text == "4:00":
        assert mention.minute(near, loose=True) == 16 * 60


@pytest.mark.parametrize("text", ["4点", "三点半", "6点"])
def test_an_hour_of_night_or_afternoon_is_asked_where_nothing_is_known(text: str) -> None:
    with pytest.raises(Unreadable, match="凌晨还是下午"):
        parse_clock(text, near=23 * 60)
    with pytest.raises(Unreadable, match="凌晨还是下午"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("下午4点-6点", "21 16:00", "21 18:00"),
        ("下午2:00-4:30", "21 14:00", "21 16:30"),
        ("2-4 pm", "21 14:00", "21 16:00"),
        ("11-1pm", "21 11:00", "21 13:00"),
        ("10点到2点", "21 10:00", "21 14:00"),
        ("上午9点至11点", "21 09:00", "21 11:00"),
        ("9:30-11:00", "21 09:30", "21 11:00"),
        ("晚上6点半-8点", "21 18:30", "21 20:00"),
        ("9点-下午1点", "21 09:00", "21 13:00"),
    ],
)
def test_one_half_of_the_day_is_said_for_both_ends(text: str, start: str, end: str) -> None:
    assert parse_span(text, dt.date(2026, 9, 21)) == (when(start), when(end))
    first, last = find_times(text, asked().week).clocks
    assert (first.minute(13 * 60), last.minute(13 * 60)) == (when(start) % 1440, when(end) % 1440)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    for text in ("11:00-9:30", "下午4点-上午10点", "16:00-6:00"):
        with pytest.raises(Unreadable):
            parse_span(text, dt.date(2026, 9, 21))


def test_a_day_without_a_year_is_the_one_nearest_to_the_week() -> None:
    week = asked().week.replace(first_day=dt.date(2026, 12, 28))
    assert find_times("1月2日", week).days == [dt.date(2027, 1, 2)]
    assert parse_day("1月2日", week.first_day, week.days) == dt.date(2027, 1, 2)
    assert find_times("2 Jan", week).days == [dt.date(2027, 1, 2)]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("两个半小时", 150),
        ("1h30", 90),
        ("半小时", 30),
        ("一刻钟", 15),
        ("45 min", 45),
        ("很久", None),
        ("一小时二十分", 80),
        ("一天", 1440),
        ("an hour and a half", 90),
        ("two hours", 120),
        ("half an hour", 30),
        ("三刻钟", 45),
        ("1小时15分", 75),
    ],
)
def test_durations(text: str, minutes: int | None) -> None:
    assert find_times(f"晚点{text}", asked().week).minutes == minutes


def test_a_part_of_the_day() -> None:
    assert find_times("周一上午", asked().week).period() == (when("21 00:00"), when("21 12:00"))
    assert find_times("Tue afternoon", asked().week).period() == (when("22 12:00"), when("22 18:00"))


def test_days_apart_are_no_period() -> None:
    assert find_times("周一至周三", asked().week.replace(days=7)).period() == (when("21 00:00"), when("24 00:00"))
    assert find_times("周一、周二", asked().week).period() == (when("21 00:00"), when("23 00:00"))
    with pytest.raises(Unreadable, match="不相连"):
        find_times("周一和周三", asked().week.replace(days=7)).period()


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), "9999-12-31", dt.date(1, 1, 1), "1900-01-01"])
def test_a_day_centuries_away_is_a_slip(day):
    with pytest.raises(Unreadable):
        parse_day(day, dt.date(2026, 9, 21), 7)
