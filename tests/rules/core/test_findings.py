"""Findings as data: subjects, sentences with values, and the order of violations."""

from __future__ import annotations

import pytest

from models.domain.bilingual import bilingual
from models.rules.core.findings import (
    DayAndTime,
    Duration,
    Phrase,
    Sentence,
    Several,
    TimeOfDay,
    Value,
    Violation,
    subject,
)
from tests.weeks import day, when


def test_a_subject_names_things_by_kind() -> None:
    about = subject(item="v1/talk", request=None, room="r1", person=("ann", "bo"), day=day(21))
    assert about.ids == ("v1/talk", "r1", "ann", "bo", "2026-09-21")
    assert about.of("person", "room") == ("r1", "ann", "bo")
    assert about.rows == ("v1/talk",)
    assert about.days == (day(21),)
    assert (subject(item="a") + subject(room="b")).ids == ("a", "b")


def test_a_kind_that_is_unknown() -> None:
    with pytest.raises(TypeError, match="'rome' is no kind of thing, maybe one of item"):
        subject(rome="r1")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("公司", "公司", "公司"),
        (3, "3", "3"),
        (day(21), "9月21日", "21 Sep"),
        (DayAndTime(when("21 09:15")), "9月21日09:15", "21 Sep 09:15"),
        (TimeOfDay(555), "09:15", "09:15"),
        (Duration(200), "3 小时 20 分", "3 h 20 min"),
        (Phrase("上午", "morning"), "上午", "morning"),
        (Several((1, Phrase("二", "two"))), "1、二", "1, two"),
        (Sentence("{n}间", "{n} rooms").fill(n=2), "2间", "2 rooms"),
    ],
)
def test_values_are_said_in_both_languages(value: Value, zh: str, en: str) -> None:
    found = Violation("R", "v1", subject(item="a"), 1, Sentence("有{x}", "there is {x}"), (("x", value),))
    assert found.say() == f"有{zh}"
    assert found.say("en") == f"there is {en}"


def test_violations_are_sorted_by_id_whatever_the_kind_then_by_text() -> None:
    said = Sentence("{x}", "{x}")

    def found(x: str, **things: str) -> Violation:
        return Violation("R", "v1", subject(**things), 1, said, (("x", x),))

    several = [found("b", item="k"), found("a", item="k"), found("c", place="j"), found("c", day="2026-09-21")]
    assert [(v.about.ids[0], v.say()) for v in sorted(several)] == [
        ("2026-09-21", "c"),
        ("j", "c"),
        ("k", "a"),
        ("k", "b"),
    ]


def test_an_error_has_the_sentence_in_both_languages():
    found = Violation("X-01", "v1", subject(item="v1/a"), 1, Sentence("{who}不在", "{who} is away"), (("who", "张三"),))
    assert found.in_both == bilingual("张三不在", "张三 is away")
    assert Violation("X-01", "v1", subject(item="v1/a"), 1).in_both == ""
