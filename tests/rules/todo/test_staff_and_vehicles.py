"""Things to do for staff and vehicles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.hands import with_duty, with_ride
from tests.rules.todo.asked import asked, lines
from tests.weeks import step, talk


@pytest.mark.parametrize(
    ("role", "changes", "rule", "due", "text"),
    [
        ("interpreter", {"hired": True, "language": "ja"}, "HOST-06", "09-07T18:00", "外聘翻译(日语)"),
        ("crew", {}, "HOST-04", "09-17T18:00", "落实会议室布置整理人员"),
        ("leader", {"person": "deputy", "stand_in": True}, "HOST-02", "09-17T18:00", "由deputy代领导出席"),
    ],
)
def test_whoever_is_still_to_be_found(role: str, changes: dict[str, Any], rule: str, due: str, text: str) -> None:
    f, p = asked(talk(), rows=[("talk", "21 09:30")])
    person = changes.pop("person", None)
    (line,) = lines((f, with_duty(p, "talk", role, person, **changes)), rule)
    assert line == (due, "行政部", f"9月21日09:30技术交流{text},待落实")


def test_hired_cars_are_ordered() -> None:
    f, p = asked(talk(), rows=[("talk", "21 09:30")])
    p = with_ride(p, step(p, "pick_up").id, {"hired": "hired_mpv"}, {"vehicle": "car1"}, {})
    texts = [text for _, _, text in lines((f, p), "CAR-07")]
    assert texts == [
        "9月21日08:10高铁站至公司:租商务车(6 座)一辆,待落实",
        "9月21日08:10高铁站至公司:缺司机,待落实",
        "9月21日08:10高铁站至公司:缺车辆,待落实",
    ]


def test_an_interpreter_is_hired_once_for_a_day() -> None:
    f, p = asked(talk(), rows=[("talk", "21 09:30"), ("lunch", "21 12:00")])
    for row in ("talk", "lunch-2026-09-21"):
        p = with_duty(p, row, "interpreter", None, hired=True, language="ja")
    (line,) = lines((f, p), "HOST-06")
    text = "9月21日09:30至13:00外聘翻译(日语)一人,共 2 项活动和行车,待落实"
    assert line == ("09-07T18:00", "行政部", text)
