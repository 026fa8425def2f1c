"""Replies of guests: what they correct goes into the week, what they confirm is known, nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.clock import iso
from models.domain.errors import FaultyInput
from models.domain.week import Week
from planner.services.replies.apply import apply_corrections
from planner.services.replies.correction import SCOPES, Correction, Reply
from planner.services.replies.message import parse_reply
from tests.weeks import group, visit, week

GUESTS = [
    {"id": "m1", "name": "王喆", "title": "副总工程师", "role": "principal"},
    {"id": "m2", "name": "丁璟", "title": "处长"},
    {"id": "m3", "name": "王喆明", "title": "工程师"},
]


def one(**changes: Any) -> Week:
    coming = group()
    coming["arrival"] |= {"number": "G1563", "meeting_point": "东出站口"}
    return week(visit("v1", members=GUESTS, **({"groups": [coming]} | changes)))


def said(text: str, of: Week | None = None) -> Reply:
    of = of or one()
    return parse_reply(text, of, of.visits[0])


def told(text: str) -> list[tuple[str, str, Any]]:
    return [(c.about, c.field, c.value) for c in said(text).corrections]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王喆应为王哲", ("m1", "name", "王哲")),
        ("姓名王喆改为王哲", ("m1", "name", "王哲")),
        ("王喆明应为王哲明", ("m3", "name", "王哲明")),
        ("丁璟的职务改为副局长", ("m2", "title", "副局长")),
        ("丁璟职务：副局长", ("m2", "title", "副局长")),
        ("丁璟饮食：清真", ("m2", "diet", ("halal",))),
        ("丁璟饮食：无", ("m2", "diet", ())),
        ("航班改为CZ3452", ("g1", "arrival.number", "CZ3452")),
        ("车次：G1565", ("g1", "arrival.number", "G1565")),
        ("返程车次改为G822", ("g1", "departure.number", "G822")),
        ("迎接地点改为西出站口", ("g1", "arrival.meeting_point", "西出站口")),
        ("到达机场改为机场", ("g1", "arrival.place", "air")),
        ("丁璟 title should be deputy director", ("m2", "title", "deputy director")),
        ("flight: CZ3452", ("g1", "arrival.number", "CZ3452")),
        ("车次改为g1565次", ("g1", "arrival.number", "G1565")),
    ],
)
def test_a_sentence(text: str, found: tuple[str, str, Any]) -> None:
    assert told(text) == [found]


@pytest.mark.parametrize("text", ["抵达时间改为9月21日10:30", "抵达时间改为10:30", "到达时间：周一上午10点半"])
def test_times(text: str) -> None:
    ((about, field, value),) = told(text)
    assert (about, field, iso(value)[:16]) == ("g1", "arrival.at", "2026-09-21T10:30")


def test_a_whole_message() -> None:
    reply = said("客户v1：您好！王喆应为王哲；丁璟饮食：清真；航班改为CZ3452，其余无误。谢谢")
    assert [c.field for c in reply.corrections] == ["name", "diet", "arrival.number"]
    assert reply.scopes == frozenset(SCOPES)


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("全部无误", SCOPES),
        ("确认无误", SCOPES),
        ("以上信息均已核对无误", SCOPES),
        ("日程没有问题", ("items",)),
        ("名单、航班无误", ("members", "travel")),
        ("all correct", SCOPES),
        ("flight: CZ3452. All else correct", SCOPES),
        ("the programme is fine", ("items",)),
    ],
)
def test_what_is_confirmed(text: str, scopes: tuple[str, ...]) -> None:
    assert said(text).scopes == frozenset(scopes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好的",
        "王总应为王哲",  # nobody of that name
        "丁璟的电话改为123",  # no field that guests correct
        "航班改为",
        "航班改为明天再说",
        "王喆应为王哲，他是总工",
        "flight: CZ3452 and a later one",
        "抵达时间改为下午",
        "抵达时间改为很早",
        "到达车站改为郑州东占",
        "丁璟饮食：随便",
        "我们想多看一个车间",
        "丁璟不来了",
        "除航班外无误",
        "行程基本没问题，但第二天太累",
    ],
)
def test_what_is_not_understood_is_said(text: str) -> None:
    with pytest.raises(FaultyInput):
        said(text)


def test_every_fault_at_once() -> None:
    with pytest.raises(FaultyInput) as error:
        said("王总应为王哲；航班改为CZ3452；想多看一个车间")
    assert {fault.where for fault in error.value.faults} == {"王总应为王哲", "想多看一个车间"}


def test_which_group_is_asked() -> None:
    first = {**group(), "members": ["m1"]}
    of = one(groups=[first, group("g2", members=["m2", "m3"])])
    with pytest.raises(FaultyInput, match="哪一批"):
        said("航班改为CZ3452", of)
    assert said("第二批航班改为CZ3452", of).corrections[0].about == "g2"
    with pytest.raises(FaultyInput, match="只有 2 批"):
        said("第3批航班改为CZ3452", of)


def test_two_of_one_name_are_asked() -> None:
    of = week(visit("v1", members=[*GUESTS[:2], {"id": "m4", "name": "丁璟"}]))
    with pytest.raises(FaultyInput, match="2 位丁璟"):
        said("丁璟职务：局长", of)


# -- into the week


def test_corrections_go_into_the_week() -> None:
    of = one()
    reply = said("王喆应为王哲；丁璟饮食：清真、不吃牛肉；抵达时间改为10:30；迎接地点改为西出站口", of)
    new = apply_corrections(of, reply.corrections)
    assert [member.name for member in new.visits[0].members] == ["王哲", "丁璟", "王喆明"]
    assert new.visits[0].members[1].diet == ("halal", "no_beef")
    assert iso(new.visits[0].groups[0].arrival.at)[:16] == "2026-09-21T10:30"
    assert new.visits[0].groups[0].arrival.meeting_point == "西出站口"
    assert new.replace(visits=of.visits) == of


def test_a_ticket_that_was_open_is_booked() -> None:
    coming = group()
    coming["departure"] = {"on": "2026-09-22", "place": "rail"}
    of = one(groups=[coming])
    new = apply_corrections(of, said("返程时间改为9月22日17:30；返程车次改为G822", of).corrections)
    assert new.visits[0].groups[0].departure.number == "G822"
    assert new.visits[0].groups[0].departure.on is None


def test_contradictions_and_impossible_facts_are_told_and_nothing_is_applied() -> None:
    of = one()
    with pytest.raises(FaultyInput, match="另一处改为"):
        apply_corrections(of, said("王喆应为王哲；姓名王喆改为王哲哲", of).corrections)
    with pytest.raises(FaultyInput):
        apply_corrections(of, said("抵达时间改为9月26日10:30", of).corrections)


def test_no_correction_changes_nothing() -> None:
    of = one()
    assert apply_corrections(of, ()) == of
    same = Correction("v1", "m1", "name", "王喆", "王喆", "王喆", "x", "y")
    assert apply_corrections(of, [same]) == of
