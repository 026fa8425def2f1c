"""The order of activities in words: each phrase that people use, names that are hard, and there and back."""

from __future__ import annotations

import random

import pytest

from planner.formats.workbook.names import NamedThings
from planner.language.order_phrases import read_order, write_order
from planner.language.text import Unreadable


def named(**names: str | tuple[str, ...]) -> NamedThings:
    """Return requests by id, each with its title or its title and further words."""
    made = NamedThings("request")
    for id, labels in names.items():
        made.add(id, *([labels] if isinstance(labels, str) else labels))
    return made


USUAL = {"hello": "欢迎仪式", "talk": ("会谈", "技术交流"), "feast": "午宴", "tour": "参观公司", "photo": "合影"}
DIRECT = {"request": "talk", "directly": True}


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("在欢迎仪式之后", {"after": ["hello"]}),
        ("欢迎仪式后", {"after": ["hello"]}),
        ("须在欢迎仪式结束后", {"after": ["hello"]}),
        ("安排在欢迎仪式以后", {"after": ["hello"]}),
        ("会谈", {"after": ["talk"]}),
        ("talk", {"after": ["talk"]}),
        ("会谈；欢迎仪式", {"after": ["talk", "hello"]}),
        ("紧接会谈", {"after": [DIRECT]}),
        ("紧接在会谈之后", {"after": [DIRECT]}),
        ("紧跟会谈", {"after": [DIRECT]}),
        ("会谈后立即", {"after": [DIRECT]}),
        ("会谈之后紧接", {"after": [DIRECT]}),
        ("会谈后30分钟内", {"after": [{"request": "talk", "within": 30}]}),
        ("在会谈结束后半小时之内", {"after": [{"request": "talk", "within": 30}]}),
        ("会谈后不超过1小时", {"after": [{"request": "talk", "within": 60}]}),
        ("会谈前45分钟以内", {"before": [{"request": "talk", "within": 45}]}),
        ("在午宴之前", {"before": ["feast"]}),
        ("午宴前", {"before": ["feast"]}),
        ("午宴开始前", {"before": ["feast"]}),
        ("紧接在会谈之前", {"before": [DIRECT]}),
        ("与参观公司同一天", {"same_day": ["tour"]}),
        ("和参观公司同日", {"same_day": ["tour"]}),
        ("与参观公司在同一天", {"same_day": ["tour"]}),
        ("与参观公司不同天", {"not_same_day": ["tour"]}),
        ("跟参观公司不在同一天", {"not_same_day": ["tour"]}),
        ("上午", {"part": "morning"}),
        ("安排在下午", {"part": "afternoon"}),
        ("中午", {"part": "noon"}),
        ("晚上", {"part": "evening"}),
        ("在会谈、合影之后", {"after": ["talk", "photo"]}),
        ("会谈和合影之后；在午宴前", {"after": ["talk", "photo"], "before": ["feast"]}),
        (
            "在欢迎仪式之后；紧接会谈;与参观公司不同天\n下午",
            {"after": ["hello", DIRECT], "not_same_day": ["tour"], "part": "afternoon"},
        ),
        ("在欢迎仪式之后，在午宴之前。", {"after": ["hello"], "before": ["feast"]}),
        ("在#talk之后", {"after": ["talk"]}),
        ("在“会谈”之后", {"after": ["talk"]}),
        ("在会谈之后；会谈后", {"after": ["talk"]}),
        ("after talk; directly before 午宴", {"after": ["talk"], "before": [{"request": "feast", "directly": True}]}),
        ("within 30 minutes after talk", {"after": [{"request": "talk", "within": 30}]}),
        ("not on the same day as tour; in the morning", {"not_same_day": ["tour"], "part": "morning"}),
    ],
)
def test_phrases(text, order):
    assert read_order(text, named(**USUAL)) == order


@pytest.mark.parametrize(
    ("text", "what", "maybe"),
    [
        ("在论坛之后", "没有这项活动 “论坛”", "欢迎仪式、会谈、午宴、参观公司、合影"),
        ("会谈后30分钟内；在论坛之前；与沙龙同一天", "“论坛”", "会谈"),
        ("会谈后30分钟内；在论坛之前；与沙龙同一天", "“沙龙”", "会谈"),
        ("尽量早些", "看不懂", "紧接会谈"),
        ("上午；下午", "两个时段：上午、下午", "留一个"),
    ],
)
def test_what_is_not_understood(text, what, maybe):
    with pytest.raises(Unreadable) as caught:
        read_order(text, named(**USUAL))
    assert what in caught.value.what
    assert maybe in caught.value.maybe


def test_a_name_of_two_is_a_fault_that_names_both():
    names = named(a=("", "技术交流"), b=("", "技术交流"))
    with pytest.raises(Unreadable) as caught:
        read_order("在技术交流之后", names)
    assert "重名" in caught.value.what
    assert "（a）" in caught.value.maybe
    assert "（b）" in caught.value.maybe


HARD = (
    "参观；座谈",
    "会谈之后",
    "在会谈之后",
    "在#a之后",
    "#a之后；在#b",
    "紧接",
    "上午",
    "与a同一天",
    'a"b',
    "“引”",
    "a、b",
    " ",
)
LINKS = ("{0}", {"request": "{0}", "directly": True}, {"request": "{0}", "within": 45})


def _link(form, id):
    return id if isinstance(form, str) else {**form, "request": id}


@pytest.mark.parametrize("seed", range(60))
def test_there_and_back(seed):
    """Titles that are phrases, equal, empty, or have separators and quotes in them."""
    chance = random.Random(seed)
    ids = ["a", "b", "c", "talk-1", "x.y"]
    names = NamedThings("request")
    for id in ids:
        title = chance.choice([*HARD, "会谈", "会谈", ""])
        names.add(id, *([title.strip()] if title.strip() else []), chance.choice(("技术交流", "参观公司")))
    order = {}
    for field in ("after", "before"):
        links = [_link(chance.choice(LINKS), id) for id in chance.sample(ids, chance.randint(0, 3))]
        order |= {field: links} if links else {}
    for field in ("same_day", "not_same_day"):
        days = chance.sample(ids, chance.randint(0, 2))
        order |= {field: days} if days else {}
    if chance.random() < 0.5 or not order:
        order["part"] = chance.choice(("morning", "noon", "afternoon", "evening"))
    text = write_order(order, names)
    assert read_order(text, names) == order, text


def test_a_fault_shows_long_names_cut_off():
    names = NamedThings("request")
    names.add("a", "长" * 9000, "技术交流")
    with pytest.raises(Unreadable) as found:
        read_order("没有的事之后", names)
    assert len(str(found.value.maybe)) < 100
