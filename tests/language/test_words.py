"""How papers say days, times, durations and amounts."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from models.domain.activities import KINDS
from models.domain.clock import at
from models.domain.people import ClientKind, Diet
from models.domain.plan import DutyRole, Item, LeftOut, RoomBooking
from models.domain.resources import VehicleClass
from models.domain.visits import Purpose
from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.base import Unit
from planner.language import words as module
from planner.language.times.clocks import parse_span
from planner.language.words import Words

DAY = dt.date(2026, 9, 21)
ZH, EN = Words("zh"), Words("en")


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (45, "45分钟", "45 min"),
        (60, "1小时", "1 h"),
        (180, "3小时", "3 h"),
        (90, "1小时30分", "1 h 30 min"),
        (0, "0分钟", "0 min"),
    ],
)
def test_durations(minutes, zh, en):
    assert ZH.duration(minutes) == zh
    assert EN.duration(minutes) == en


def test_days_and_times():
    assert ZH.day(DAY) == "9月21日 周一"
    assert EN.day(DAY) == "21 Sep Mon"
    assert ZH.span(at(DAY, 540), at(DAY, 630)) == "09:00–10:30"
    assert ZH.span(at(DAY, 1380), at(DAY, 1470), DAY) == "23:00–次日00:30"
    assert EN.time(at(DAY, 1470), DAY) == "next day 00:30"
    assert [words.time(at(DAY, 1440), DAY) for words in (ZH, EN)] == ["24:00", "24:00"]
    assert [words.time(at(DAY, -10), DAY) for words in (ZH, EN)] == ["前一天23:50", "the day before 23:50"]


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("span", [(1390, 1440), (1400, 1475), (1440, 1470), (1445, 1500), (540, 630), (30, 95)])
def test_times_around_midnight_are_read_as_they_are_printed(words, span):
    start, end = (at(DAY, minute) for minute in span)
    assert parse_span(words.span(start, end, DAY), DAY) == (start, end)


@pytest.mark.parametrize(
    ("first", "last", "zh"),
    [
        ("2026-09-21", "2026-09-27", "2026年9月21日–27日"),
        ("2026-09-28", "2026-10-04", "2026年9月28日–10月4日"),
        ("2026-12-28", "2027-01-03", "2026年12月28日–2027年1月3日"),
        ("2026-09-21", "2026-09-21", "2026年9月21日"),
    ],
)
def test_spans_of_days(first, last, zh):
    assert ZH.days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == zh


def test_amounts():
    assert ZH.amount(90, "minutes") == "1小时30分"
    assert ZH.amount(12, "yuan100") == "约1,200元"
    assert ZH.amount(2, "people") == "2人"
    assert EN.amount(2, "moves") == "2 moves"
    assert EN.amount(1, "moves") == "1 move"
    assert EN.amount(1, "people") == "1 person"
    assert EN.people(1) == "1 person"


@pytest.mark.parametrize(
    ("say", "keys"),
    [
        ("kind", KINDS),
        ("short", get_args(Item.model_fields["kind"].annotation)),
        ("role", get_args(DutyRole)),
        ("heading", COST_HEADING_NAMES),
        ("diet", get_args(Diet)),
        ("hotel_room", get_args(RoomBooking.model_fields["kind"].annotation)),
        ("vehicle", get_args(VehicleClass)),
        ("client_kind", get_args(ClientKind)),
        ("purpose", get_args(Purpose)),
        ("reason", get_args(LeftOut.model_fields["reason"].annotation)),
        ("rule_level", ("must", "should", "prefer", "note", "off")),
    ],
)
def test_every_kind_has_words_in_both_languages(say, keys):
    assert keys
    for key in keys:
        assert getattr(ZH, say)(key) != key
        assert not getattr(ZH, say)(key).isascii()
        assert getattr(EN, say)(key).isascii()


def test_every_unit_has_words():
    assert set(get_args(Unit)) == set(module._UNITS)
