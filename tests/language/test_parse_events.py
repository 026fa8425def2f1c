"""Events in words: what each sentence says, and what is not understood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.domain.apply_events import apply_events
from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.pin_faults import pin_faults
from planner.formats import load, load_edition
from planner.formats.text.event_file import read_events
from planner.language.parse_events import parse_events
from tests.one_language import leaks
from tests.services.asked import asked, planned
from tests.weeks import when


def parsed(text: str) -> dict[str, Any]:
    (event,) = parse_events([("--event", text)], asked().week, planned())
    return event.model_dump(exclude={"source"}, exclude_none=True, exclude_defaults=True) | {"kind": event.kind}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("v2航班晚点3小时", {"kind": "arrives", "visit": "v2", "minutes": 180}),
        ("客户v2 火车提前40分钟", {"kind": "arrives", "visit": "v2", "minutes": -40}),
        ("v2 flight 2 hours late", {"kind": "arrives", "visit": "v2", "minutes": 120}),
        ("v2 train delayed 1h30", {"kind": "arrives", "visit": "v2", "minutes": 90}),
        ("v2 航班晚点两个半小时", {"kind": "arrives", "visit": "v2", "minutes": 150}),
        ("v2 到达改到周一 11:20", {"kind": "arrives", "visit": "v2", "at": when("21 11:20")}),
        ("v2 返程改到周二下午5点半", {"kind": "departs", "visit": "v2", "at": when("22 17:30")}),
        ("v2 departure 1 hour earlier", {"kind": "departs", "visit": "v2", "minutes": -60}),
        ("取消来访 v3", {"kind": "visit_cancelled", "visit": "v3"}),
        ("取消v2的参观公司", {"kind": "cancelled", "item": "v2/tour"}),
        ("v2/museum cancelled", {"kind": "cancelled", "item": "v2/museum"}),
        ("v2 周一午餐取消", {"kind": "cancelled", "item": "v2/lunch-2026-09-21"}),
        ("客人2不来了，v2", {"kind": "guests", "visit": "v2", "absent": ("m2",)}),
        ("v2 增加2人", {"kind": "guests", "visit": "v2", "more": 2}),
        ("v2 3 fewer guests", {"kind": "guests", "visit": "v2", "fewer": 3}),
        ("v2 talk 延长30分钟", {"kind": "lasts", "item": "v2/talk", "longer": 30}),
        ("v2 技术交流缩短一刻钟", {"kind": "lasts", "item": "v2/talk", "longer": -15}),
        ("v2 talk takes 2 hours", {"kind": "lasts", "item": "v2/talk", "minutes": 120}),
        ("bob周二请假", {"kind": "away", "person": "bob", "start": when("22 00:00"), "end": when("23 00:00")}),
        ("赵师傅周一上午不在", {"kind": "away", "person": "d1", "start": when("21 00:00"), "end": when("21 12:00")}),
        ("ann ill Tue 9:00-12:00", {"kind": "away", "person": "ann", "start": when("22 09:00"),
                                    "end": when("22 12:00")}),
        ("商务车周二坏了", {"kind": "car_broken", "vehicle": "mpv1", "start": when("22 00:00"),
                          "end": when("23 00:00")}),
        ("一号会议室9月22日停用", {"kind": "closed", "what": "r1", "start": when("22 00:00"), "end": when("23 00:00")}),
        ("博物馆周一闭馆", {"kind": "closed", "what": "museum", "start": when("21 00:00"), "end": when("22 00:00")}),
        ("v2 talk 定在周二10:30", {"kind": "fixed", "pin": {"of": "v2/talk", "start": when("22 10:30")}}),
        ("v2 talk 改到贵宾室", {"kind": "fixed", "pin": {"of": "v2/talk", "room": "r3"}}),
        ("v1 talk with deputy", {"kind": "fixed", "pin": {"of": "v1/talk", "people": ("deputy",)}}),
    ],
)  # fmt: skip
def test_sentences(text: str, what: dict[str, Any]) -> None:
    assert parsed(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "今天天气好",
        "v2 talk longer",
        "v2航班3小时",
        "v1、v2航班晚点3小时",
        "一号车、商务车周二坏了",
        "v2 museum talk 定在周二10:00",
        "v2 talk 定在周二10:00 xyz",
    ],
)
def test_what_is_not_understood(text: str) -> None:
    with pytest.raises(FaultyInput) as error:
        parsed(text)
    assert text in str(error.value)
    names = "\n".join([text, asked().week.model_dump_json()])
    for fault in error.value.faults:
        assert leaks(fault, names) == [], fault


def test_all_sentences_at_once() -> None:
    with pytest.raises(FaultyInput) as error:
        parse_events([("a", "?"), ("b", "v2航班晚点3小时"), ("c", "??")], asked().week)
    assert [fault.file for fault in error.value.faults] == ["a", "c"]


def test_a_file_of_events(tmp_path: Any) -> None:
    path = tmp_path / "news.toml"
    path.write_text(
        'told = ["v2航班晚点3小时"]\n'
        '[[events]]\nkind = "away"\nperson = "bob"\nstart = "2026-09-22T00:00"\n'
        '[[pins]]\nof = "v1/talk"\nroom = "r2"\n',
        "utf-8",
    )
    found = read_events(path, asked().week)
    assert [event.kind for event in found.events] == ["away", "arrives"]
    assert [pin.room for pin in found.pins] == ["r2"]
    path.write_text('told = ["?"]\n[[events]]\nkind = "away"\nwho = 1\n', "utf-8")
    with pytest.raises(FaultyInput) as error:
        read_events(path, asked().week)
    assert len(error.value.faults) >= 3


def test_the_example(root: Path) -> None:
    week = load(root / "instances" / "tiny")
    found = read_events(root / "instances" / "changes" / "tiny-late.toml", week)
    assert {event.kind for event in found.events} == {"arrives", "away"}
    changed = apply_events(Facts(week, load_edition()), found.events)
    assert changed.visits == ("zijia",)
    assert not list(pin_faults(Facts(changed.week, load_edition()), None, found.pins))
