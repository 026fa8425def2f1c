"""A training series is its sessions, its examination and its closing, each a request of its own."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from models.domain.activities import Ceremony, Training
from models.domain.consistency import faults
from models.domain.facts import Facts
from models.domain.request_order import order_links
from models.domain.training_series import visit_with_sessions, with_sessions
from tests import weeks
from tests.weeks import talk, visit, week

COURSE = {"kind": "training", "id": "course", "topic": "操作", "sessions": 3, "minutes": 120}


def made(*requests: Any, **changes: Any) -> Any:
    return visit_with_sessions(visit("v1", *requests, **changes))


def test_a_series_is_its_sessions_then_its_examination_and_closing() -> None:
    found = made({**COURSE, "exam": 60, "closing": 30, "certificates_by": "boss", "on": "2026-09-21"}).requests
    assert [r.id for r in found] == ["course-1", "course-2", "course-3", "course-exam", "course-closing"]
    sessions, exam, closing = found[:3], found[3], found[4]
    assert [(r.series, r.session, r.sessions, r.minutes) for r in sessions] == [
        ("course", number, 1, 120) for number in (1, 2, 3)
    ]
    assert isinstance(exam, Training)
    assert (exam.is_exam, exam.minutes, exam.series) == (True, 60, "course")
    assert isinstance(closing, Ceremony)
    assert (closing.occasion, closing.minutes, closing.leader) == ("certificates", 30, "boss")
    assert [r.on is not None for r in found] == [True, False, False, False, False], "the day is that of the first"


def test_each_comes_after_the_one_before_it_and_others_after_the_last() -> None:
    found = made(
        {**COURSE, "exam": 60}, talk(after="course"), talk("first", before={"request": "course", "within": 60})
    )
    links = {(link.first, link.then, link.within) for link in order_links(found)}
    chain = ("course-1", "course-2", "course-3", "course-exam")
    assert links == {
        *((a, b, None) for a, b in pairwise(chain)),
        ("course-exam", "talk", None),
        ("first", "course-1", 60),
    }


def test_what_a_series_comes_after_its_first_session_comes_after() -> None:
    found = made(talk(), {**COURSE, "after": "talk", "before": "again"}, talk("again"))
    links = {(link.first, link.then) for link in order_links(found)}
    assert {("talk", "course-1"), ("course-3", "again")} <= links


def test_what_names_the_series_names_its_parts() -> None:
    apart = {"id": "g", "members": ["m1"], "requests": ["course"]}
    waiver = {"rule": "TRAIN-02", "scope": "course", "approver": "王"}
    found = made(COURSE, talk(not_same_day="course"), sub_groups=[apart], waivers=[waiver], meet_first="course")
    parts = ("course-1", "course-2", "course-3")
    assert found.request("talk").not_same_day == parts
    assert found.sub_groups[0].requests == parts
    assert tuple(w.scope for w in found.waivers) == parts
    assert found.meet_first == "course-1"


def test_a_price_is_shared_out() -> None:
    assert [r.price for r in made({**COURSE, "price": 100}).requests] == [34, 33, 33]


def test_an_id_that_is_taken_is_not_given_twice() -> None:
    ids = [r.id for r in made(talk("course-2"), COURSE).requests]
    assert len(set(ids)) == len(ids) == 4


def test_a_week_without_series_is_the_same_week_and_sessions_are_made_once() -> None:
    plain = week(visit("v1", talk(), {**COURSE, "sessions": 1}))
    assert with_sessions(plain) is plain
    once = with_sessions(week(visit("v1", COURSE)))
    assert with_sessions(once) is once
    assert Facts(once, weeks.edition()).week is once
    assert list(faults(once)) == []
