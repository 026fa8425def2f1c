"""Changes as people say them."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from models.domain.seating import CancelGuest, Join, SwapSeats
from planner.language.attendees import find_two_attendees
from planner.language.parse_seating_changes import parse_seating_change
from tests.etiquette.party import person

PEOPLE = (
    person("H1", name="赵明远"),
    person("G1", name="李强"),
    person("G2", name="李强"),
    person("G3", name="王五"),
    person("G4", name="和平"),
    person("G5", name="史密斯", name_en="John Smith"),
)


@pytest.mark.parametrize(
    "text",
    ["取消 王五", "王五不来了", "王五因故缺席\u3002", "王五先生请假了", "减一位客人\uff1a王五", "cancel 王五",
     "G3 cannot come", "G3 is not coming.", "remove g3", "王五 cancelled"],
)  # fmt: skip
def test_somebody_cancels(text):
    assert parse_seating_change(text, PEOPLE) == CancelGuest(person="G3")


@pytest.mark.parametrize(
    "text",
    ["对调 王五 赵明远", "王五和赵明远换座", "王五\u3001赵明远互换座位\uff01", "swap G3 H1",
     "swap 王五 and 赵明远", "G3 and H1 swap seats", "exchange G3 with H1", "王五\uff0c赵明远 换一下座位"],
)  # fmt: skip
def test_two_swap(text):
    assert parse_seating_change(text, PEOPLE) == SwapSeats(one="G3", other="H1")


def test_a_name_may_hold_what_parts_two_names():
    assert parse_seating_change("和平和王五换座", PEOPLE) == SwapSeats(one="G4", other="G3")
    assert find_two_attendees("John Smith and 和平", PEOPLE, "--why") == ("G5", "G4")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("加一位客人 孙六\uff0c职务 副总经理", {"name": "孙六", "side": "guest", "title": "副总经理"}),
        ("增加 孙六 主方 副总经理", {"name": "孙六", "side": "host", "title": "副总经理"}),
        ("加孙六\uff08总监\uff0c素食\uff0c女\uff09", {"name": "孙六", "title": "总监", "diet": "素食", "sex": "f"}),
        ("add guest Sun Liu, title Director", {"name": "Sun Liu", "side": "guest", "title": "Director"}),
        ("add Sun Liu host Director", {"name": "Sun Liu", "side": "host", "title": "Director"}),
        ("one more guest: Sun Liu, diet vegan, age 44", {"name": "Sun Liu", "diet": "vegan", "age": 44}),
        ("加一位主方 林译\uff0c翻译\uff0c为 史密斯", {"role": "interpreter", "serves": "G5", "side": "host"}),
        ("加一位客人 王夫人\uff0c配偶 王五\uff0c单位 中原集团", {"spouse_of": "G3", "organisation": "中原集团"}),
    ],
)
def test_one_more(text, facts):
    change = parse_seating_change(text, PEOPLE)
    assert isinstance(change, Join)
    assert {name: getattr(change.person, name) for name in facts} == facts
    assert change.person.id not in {one.id for one in PEOPLE}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("取消 李强", "不止一人"),
        ("取消 王", "名单上没有.*maybe 王五"),
        ("请客", "看不懂"),
        ("增加", "看不懂"),
        ("加一位翻译", "要写姓名"),
        ("王五换座", "要写两个人"),
        ("加 孙六\uff0c年龄 四十", "age"),
        ("加 孙六\uff0c配偶 无名", "名单上没有"),
    ],
)
def test_words_that_cannot_be_understood_say_why(text, message):
    with pytest.raises(FaultyInput, match=message):
        parse_seating_change(text, PEOPLE)
