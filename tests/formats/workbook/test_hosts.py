"""Hosts of other organisations, places of others and ceremonies in a workbook: words that people use, and faults."""

from __future__ import annotations

from typing import Any

import pytest

from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.cells.hosts import HostsCell
from planner.formats.workbook.names import Registry
from tests.formats.workbook.sheets import book, faults, read, small, write
from tests.weeks import with_offices


def context() -> CellContext:
    names = Registry()
    names.of("person").add("boss", "李明")
    return CellContext(names)


def host(name: str, organisation: str = "", title: str = "") -> dict[str, str]:
    made = {"name": name, "organisation": organisation, "title": title}
    return {key: text for key, text in made.items() if text}


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        (
            "王刚（市政府副市长）；李敏（市外办主任）",
            [host("王刚", "市政府", "副市长"), host("李敏", "市外办", "主任")],
        ),
        ("王刚(市政府 副市长)、李敏", [host("王刚", "市政府", "副市长"), host("李敏")]),
        ("王刚（副市长）\n李敏（外办，处长）", [host("王刚", "", "副市长"), host("李敏", "外办", "处长")]),
        ("Peter Smith (City Hall, Mayor)", [host("Peter Smith", "City Hall", "Mayor")]),
        ("赵六（中国科学院院长（正部级））", [host("赵六", "", "中国科学院院长（正部级）")]),
        ("李明（市政府秘书长）", [host("李明", "市政府", "秘书长")]),
        ("王刚", [host("王刚")]),
        ("李明（）", [host("李明")]),
        ("李明（）；王刚", [host("李明"), host("王刚")]),
    ],
)
def test_hosts_are_read_and_written_back(text: str, hosts: Any) -> None:
    cell = HostsCell()
    assert cell.read(text, context()) == hosts
    assert cell.read(cell.write(hosts, context()), context()) == hosts


def test_blanks_at_the_ends_are_left_out() -> None:
    written = HostsCell().write([host("王刚", " 市政府 ", " 办"), host("李敏", "City Hall ", " ")], context())
    assert HostsCell().read(written, context()) == [host("王刚", "市政府", "办"), host("李敏", "City Hall")]


def test_one_of_ours_is_the_leader() -> None:
    assert HostsCell().read("李明", context()) == "boss"


# -- a row of requests


def asked(**cells: Any) -> tuple[Any, dict[str, str]]:
    """Return the book with the first request changed, and the place of each cell."""
    made = book(small().replace(company=with_offices()))
    for header in ("名称", "题目", "时长（分钟）"):
        write(made, "活动需求", 3, header, None)
    return made, {header: write(made, "活动需求", 3, header, value) for header, value in cells.items()}


def request(**cells: Any) -> Any:
    """Return the first request as it is read."""
    return read(asked(**cells)[0]).visits[0].requests[0]


@pytest.mark.parametrize(
    ("word", "occasion"),
    [
        ("欢迎仪式", "welcome"),
        ("检阅", "welcome"),
        ("献花圈", "wreath"),
        ("记者会", "press"),
        ("见记者", "press"),
        ("开业", "opening"),
        ("授牌", "award"),
        ("揭牌仪式", "unveiling"),
        ("欢送仪式", "farewell"),
        ("仪式", "other"),
    ],
)
def test_a_ceremony_is_called_by_its_occasion(word: str, occasion: str) -> None:
    found = request(类型=word, 地点="大会堂")
    assert (found.kind, found.occasion, found.place) == ("ceremony", occasion, "hall")


@pytest.mark.parametrize(
    ("kind", "word"),
    [("献花圈", "献花圈"), ("献花圈", "敬献花圈"), ("记者会", "见记者"), ("开业典礼", "开业"), ("文艺演出", "演出")],
)
def test_an_order_names_a_ceremony_by_its_occasion(kind: str, word: str) -> None:
    made, _ = asked(类型=kind, 地点="大会堂")
    write(made, "活动需求", 4, "顺序", f"在{word}之后")
    first, second = read(made).visits[0].requests[:2]
    assert [link.request for link in second.after] == [first.id]


@pytest.mark.parametrize("word", ["文艺演出", "观看演出", "文艺晚会"])
def test_an_official_performance(word: str) -> None:
    assert request(类型=word, 地点="大会堂").kind == "performance"


def test_a_call_at_the_hosts() -> None:
    found = request(类型="拜会", 地点="市政府", 厅室="三楼", 主人="王刚（市政府副市长）", 我方陪同="boss")
    assert (found.kind, found.place, found.venue, found.companions) == ("call", "city", "三楼", ("boss",))
    assert [(one.name, one.organisation, one.title) for one in found.hosts] == [("王刚", "市政府", "副市长")]
    assert found.leader is None


def test_a_banquet_of_the_hosts() -> None:
    found = request(类型="宴请", 地点="市政府", 主人="王刚（市政府副市长）")
    assert (found.restaurant, found.hosts[0].name, found.host) == ("city", "王刚", None)


@pytest.mark.parametrize(("kind", "field"), [("会见", "leader"), ("宴请", "host")])
def test_our_own_leader_among_the_hosts(kind: str, field: str) -> None:
    found = request(类型=kind, 主人="boss")
    assert getattr(found, field) == "boss"
    assert found.hosts == ()


@pytest.mark.parametrize(
    ("cells", "header", "said"),
    [
        ({"类型": "会见"}, "领导", "没有会见人"),
        ({"类型": "宴请", "主人": "王刚（副市长）"}, "地点", "没有地点"),
        ({"类型": "拜会", "主人": "（副市长）", "地点": "市政府"}, "主人", "不是“姓名（单位职务）”"),
        ({"类型": "拜会", "主人": "王刚（副市长）；boss", "地点": "市政府"}, "主人", "是我方人员"),
        ({"类型": "文艺演出", "主人": "boss", "地点": "大会堂"}, "主人", "是我方人员"),
        ({"类型": "交流", "地点": "市政府", "会议室": "一号会议室"}, "会议室", "一号会议室 不在这个地点"),
        ({"类型": "交流", "地点": "市政协"}, "地点", "市政协"),
        ({"类型": "宴请", "事由": "献花圈"}, "事由", "“献花圈” 不是这类活动的事由"),
        ({"类型": "宴请", "地点": "市政府"}, "地点", "没有这个餐厅"),
    ],
)
def test_what_is_wrong_is_said_by_cell(cells: Any, header: str, said: str) -> None:
    made, where = asked(**{**cells, header: cells.get(header)})
    found = faults(made)
    assert where[header] in found, found
    assert said in found[where[header]]


def test_all_that_is_wrong_between_the_cells_of_a_row_is_told():
    wrong = {"事由": "献花圈", "会见分钟": 20, "主人": "boss", "开始时间": "10:00"}
    made, where = asked(**wrong, 类型="宴请", 领导="eli", 日期=None, 顺序="在参观公司之后")
    found = faults(made)
    assert set(found) == {where[header] for header in (*wrong, "日期")} - {where["开始时间"]}
    assert "不是这类活动的事由" in found[where["事由"]]
    assert "没有“会见分钟”这一项" in found[where["会见分钟"]]
    assert "是我方人员" in found[where["主人"]]
    assert "有时刻，没有日期" in found[where["日期"]]


def test_hosts_of_an_unknown_kind_are_not_judged():
    made, where = asked(类型="唱歌", 主人="boss")
    assert set(faults(made)) == {where["类型"]}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("口岸", "border"),
        ("停机坪", "helipad"),
        ("合作企业", "works"),
        ("分公司", "office"),
        ("市政府", "ministry"),
        ("大剧院", "hall"),
    ],
)
def test_kinds_of_places(word: str, kind: str) -> None:
    made = book(small().replace(company=with_offices()))
    row = max(next(sheet for sheet in made.sheets if sheet.name == "地点").rows) + 1
    for header, value in (("类型", word), ("名称", "某地")):
        write(made, "地点", row, header, value)
    assert next(place.kind for place in read(made).company.places if place.name == "某地") == kind
