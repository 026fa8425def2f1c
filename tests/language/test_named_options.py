"""Options name things as people do: parts of names, titles, rows of the workbook; what is ambiguous is asked."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.language.named_options import NamedOptions
from tests.weeks import company, facts, plan, sight, talk, tour, visit

F = facts(
    visit("v1", talk(title="盾构机选型"), tour(), client="中能建设集团"),
    visit("v2", talk(), sight(), client="黄河水务公司"),
    visit("v3", client="黄河水电公司"),
    company=company().replace(people=tuple(p.replace(name=f"{p.name}王强") for p in company().people)),
)
PLAN = plan(F, v1=[("talk", "21 09:30"), ("tour", "21 14:00")], v2=[("talk", "21 10:00"), ("museum", "22 09:30")])
ROWS = {("活动需求", 3): "v1/talk", ("来访客户", 3): "v1", ("活动需求", 6): "v2/museum"}


def options() -> NamedOptions:
    return NamedOptions(F.week, PLAN, ROWS)


@pytest.mark.parametrize("text", ["v1", "中能建设集团", "中能", "来访客户!3", "来访客户第3行", "来访客户!B3"])
def test_a_visit(text: str) -> None:
    assert options().visit(text, "--visit") == "v1"


@pytest.mark.parametrize(
    ("text", "visit_id", "item"),
    [
        ("talk", "v1", "v1/talk"),
        ("盾构机选型", "v1", "v1/talk"),
        ("盾构机选型", None, "v1/talk"),
        ("参观公司", None, "v1/tour"),
        ("博物馆", None, "v2/museum"),
        ("v2/museum", None, "v2/museum"),
        ("活动需求!6", None, "v2/museum"),
        ("活动需求!C6", None, "v2/museum"),
        ("活动需求 第6行", None, "v2/museum"),
    ],
)
def test_an_item(text: str, visit_id: str | None, item: str) -> None:
    asked = options()
    assert asked.item(text, visit_id, "--item") == item
    asked.check()


def test_what_may_be_several_things_is_asked_by_name() -> None:
    asked = options()
    assert asked.visit("黄河", "--visit") is None
    assert asked.item("交流", None, "--item") is None
    with pytest.raises(FaultyInput) as error:
        asked.check()
    assert error.value.exit_code == 3
    text = str(error.value)
    assert "黄河水务公司" in text
    assert "黄河水电公司" in text
    assert "中能建设集团 9月21日 周一 09:30 盾构机选型" in text
    assert "v2" not in text
    assert "talk" not in text


def test_what_is_not_there_is_named_with_what_is() -> None:
    asked = options()
    assert asked.item("打球", "v2", "--item") is None
    assert asked.item("活动需求!9", None, "--item") is None
    assert asked.person("赵六", "--with") is None
    with pytest.raises(FaultyInput) as error:
        asked.check()
    assert len(error.value.faults) == 3
    assert "黄河水务公司 9月22日 周二 09:30 游览博物馆" in str(error.value)
    assert "这一行没有活动" in str(error.value)


def test_the_item_of_a_pin_is_named_by_client_and_title() -> None:
    asked = options()
    assert asked.planned("中能 参观公司") == "v1/tour"
    assert asked.planned("活动需求!3") == "v1/talk"
    assert asked.planned("中能 参观公司 周二10:00") is None
    assert asked.planned("黄河 参观公司") is None
