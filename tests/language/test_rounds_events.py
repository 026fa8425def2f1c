"""Sentences about what happened on rounds, and what they do to the book."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.domain.clock import at, hhmm
from models.domain.outbound import CustomerBook
from models.domain.rounds_events import CallWanted, CustomerNotThere, SpecialistAway, apply_rounds_events
from planner.language.rounds_events import event_line, parse_rounds_event
from planner.language.text import Unreadable
from tests.rules.outbound.rounds import MONDAY, book

BOOK = book()
WEDNESDAY = MONDAY + dt.timedelta(days=2)
NOW = at(MONDAY, 9 * 60)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("赵敏周三请假", (at(WEDNESDAY), at(WEDNESDAY, 1440))),
        ("赵敏 9月23日上午病假", (at(WEDNESDAY), at(WEDNESDAY, 720))),
        ("zhao on leave on Wed 9:00-11:00", (at(WEDNESDAY, 540), at(WEDNESDAY, 660))),
        ("赵敏周三至周四年假", (at(WEDNESDAY), at(WEDNESDAY, 2880))),
    ],
)
def test_away(text: str, span: tuple[int, int]) -> None:
    """A specialist is away for some hours or days."""
    event = parse_rounds_event(text, BOOK, NOW)
    assert isinstance(event, SpecialistAway)
    assert (event.specialist, event.start, event.end) == ("zhao", *span)
    after = apply_rounds_events(BOOK, [event])
    assert [(span.start, span.end) for span in after.specialist("zhao").leave] == [span]


@pytest.mark.parametrize("text", ["甲商行周三没见到人", "周三甲商行爽约", "jia not there on Wed"])
def test_not_there(text: str) -> None:
    """Who was not met is closed on that day, and what was agreed for it is gone."""
    event = parse_rounds_event(text, BOOK, NOW)
    assert event == CustomerNotThere(customer="jia", day=WEDNESDAY)
    agreed = [{"id": "x", "customer": "jia", "day": WEDNESDAY, "time": "10:00"}]
    after = apply_rounds_events(book(appointments=agreed), [event])
    assert after.customer("jia").closed == (WEDNESDAY,)
    assert not after.appointments


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲商行来电约周三10点", {"flexible": "fixed", "day": WEDNESDAY, "time": "10:00", "urgent": False}),
        ("甲商行来电，希望周三去", {"flexible": "day", "day": WEDNESDAY, "time": None, "urgent": False}),
        ("甲商行质量投诉，尽快上门", {"flexible": "week", "day": MONDAY, "time": None, "urgent": True}),
        (
            "urgent visit to jia on Wed at 10:00",
            {"flexible": "fixed", "day": WEDNESDAY, "time": "10:00", "urgent": True},
        ),
    ],
)
def test_wanted(text: str, wanted: dict[str, Any]) -> None:
    """A call that is wanted becomes an appointment: to the minute, on a day, or within two days."""
    event = parse_rounds_event(text, BOOK, NOW)
    assert isinstance(event, CallWanted)
    (made,) = apply_rounds_events(BOOK, [event]).appointments
    time = None if made.time is None else hhmm(made.time)
    assert {"flexible": made.flexible, "day": made.day, "time": time, "urgent": made.urgent} == wanted
    if made.flexible == "week":
        assert made.last_day == MONDAY + dt.timedelta(days=2)


def test_part_of_the_day() -> None:
    """周三上午 without a time of day is within those hours."""
    event = parse_rounds_event("甲商行来电约周三上午", BOOK, NOW)
    (made,) = apply_rounds_events(BOOK, [event]).appointments
    assert (made.flexible, made.hours[0].close) == ("day", 720)


def test_digits_in_names_are_no_times() -> None:
    """A name that holds a number is no day or time."""
    customers = tuple(one.replace(name="二七贸易") if one.id == "jia" else one for one in BOOK.customers)
    event = parse_rounds_event("二七贸易来电约周三10点", BOOK.replace(customers=customers), NOW)
    assert isinstance(event, CallWanted)
    assert (event.day, event.time) == (WEDNESDAY, 600)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("天气不好", "没有说是哪位业务员或哪家客户"),
        ("赵敏请假", "没有说哪天"),
        ("甲商行很好", "看不懂发生了什么"),
        ("甲商行没见到", "没有说哪天"),
    ],
)
def test_not_clear(text: str, said: str) -> None:
    """What is not clear is asked, not guessed."""
    with pytest.raises(Unreadable) as caught:
        parse_rounds_event(text, BOOK)
    assert said in caught.value.what


def test_two_of_one_name_are_told_by_district() -> None:
    """Of two customers of one name the district or the id tells which is meant."""
    two = tuple(
        one.replace(name="宏达商行", district=district)
        for one, district in zip(BOOK.customers, ("金水区", "二七区"), strict=True)
    )
    both: CustomerBook = BOOK.replace(customers=two)
    with pytest.raises(Unreadable, match="宏达商行"):
        parse_rounds_event("宏达商行来电约周三", both, NOW)
    for text in ("二七区宏达商行来电约周三", "宏达商行 yi 来电约周三"):
        event = parse_rounds_event(text, both, NOW)
        assert isinstance(event, CallWanted)
        assert event.customer == "yi"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_said_back(lang: str) -> None:
    """What was understood is said back, with whom and when."""
    for text, words in (
        ("赵敏周三请假", {"zh": "赵敏 9月23日 周三 请假", "en": "赵敏 is on leave on 23 Sep Wed"}),
        ("甲商行来电约周三10点", {"zh": "甲商行：9月23日 周三 10:00 拜访", "en": "甲商行: a call on 23 Sep Wed 10:00"}),
    ):
        assert event_line(parse_rounds_event(text, BOOK, NOW), BOOK, lang) == words[lang]
