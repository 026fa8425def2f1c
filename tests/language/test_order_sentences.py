"""Sentences about the order of activities, and activities by the names of ceremonies, hosts of others and meals."""

from __future__ import annotations

from functools import cache

import pytest

from models.domain import events as ev
from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from planner.language.parse_events import parse_events
from tests.weeks import facts, plan, talk, tour, visit, when

MAYOR = {"name": "周岚", "title": "主任", "organisation": "市政府"}


@cache
def asked() -> Facts:
    """One delegation with a ceremony, a call on the city's office, a working breakfast, a talk and a tour; another."""
    port = visit(
        "port",
        {"kind": "ceremony", "id": "wreath", "occasion": "wreath", "place": "garden"},
        {"kind": "call", "id": "city", "place": "opera", "hosts": [MAYOR]},
        talk("early", meal="breakfast"),
        talk("works", topic="盾构机"),
        tour(),
        client="烟台港机",
    )
    return facts(port, visit("v2", talk(), tour(), client="华能集团"))


def event(text: str) -> ev.Event:
    (found,) = parse_events([("test", text)], asked().week, plan(asked(), port=[], v2=[]))
    return found


@pytest.mark.parametrize(
    ("text", "item", "side", "other"),
    [
        ("烟台港机献花改在参观公司之后", "port/wreath", "after", "port/tour"),
        ("烟台港机参观公司安排在献花以前", "port/tour", "before", "port/wreath"),
        ("拜会周主任改到参观公司结束后", "port/city", "after", "port/tour"),
        ("烟台港机参观公司之后拜会市政府", "port/city", "after", "port/tour"),
        ("烟台港机 工作早餐之前参观公司", "port/tour", "before", "port/early"),
        ("华能集团 tour before the talk", "v2/tour", "before", "v2/talk"),
    ],
)
def test_orders(text: str, item: str, side: str, other: str) -> None:
    assert event(text).replace(source="") == ev.OrderChanged.model_validate({"item": item, side: other})


@pytest.mark.parametrize("text", ["参观公司改在技术交流之后", "烟台港机交流改在参观公司之后"])
def test_an_order_of_what_may_be_several_is_asked(text: str) -> None:
    with pytest.raises(FaultyInput):
        event(text)


@pytest.mark.parametrize(
    ("text", "item", "start"),
    [
        ("献花定在周二10:00", "port/wreath", "22 10:00"),
        ("敬献花圈定在周二10:00", "port/wreath", "22 10:00"),
        ("拜会市政府定在周二10:00", "port/city", "22 10:00"),
        ("拜会周岚定在周二10:00", "port/city", "22 10:00"),
        ("早餐会定在周二7:30", "port/early", "22 07:30"),
    ],
)
def test_times_of_what_is_named_by_ceremony_host_or_meal(text: str, item: str, start: str) -> None:
    found = event(text)
    assert isinstance(found, ev.FixedByLeader)
    assert (found.pin.of, found.pin.start) == (item, when(start))


def test_a_time_and_an_order_at_once_are_asked() -> None:
    with pytest.raises(FaultyInput, match="参观公司"):
        event("参观公司之后的献花定在周二10:00")
