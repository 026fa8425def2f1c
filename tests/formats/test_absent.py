"""People who are marked as not coming are not seated, fed, given rooms or counted; and it is said who they are."""

from __future__ import annotations

import dataclasses
import io
import re

import pytest
import xlsxwriter

from models.domain.absent_guests import without_guests
from models.domain.errors import FaultyInput
from planner.formats import load, save
from planner.formats.dinner import read_party
from planner.formats.workbook.book import Cell, open_book
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write_dinner import DINNER_EXAMPLE, dinner_book
from planner.formats.workbook.xlsx import xlsx_of
from planner.language.absence import absent_line, name_and_mark, reply, says_absent
from planner.language.words import Words
from tests.formats.workbook.sheets import book, column, read, sheet, small, write
from tests.weeks import group, members, visit, week

WORDS = [
    *("取消", "取消，不来了", "不参加", "因病请假", "请假", "因公务无法出席", "不能来了", "来不了", "临时有事，不来了"),
    *("另有安排，不能参加", "不参加本次来访", "改由孙五参加", "婉拒", "已退出", "缺席", "declined", "Not coming"),
]
NO_WORDS = [
    *("周三请假", "不参加游览", "取消住宿", "不取消", "可能不来", "不吃辣", "代张三出席", "不来接机", "请假半天"),
    *("由孙五陪同", "不住酒店", "晚宴不参加", "未来可期", "不去景点"),
]


@pytest.mark.parametrize("text", WORDS)
def test_words_for_not_coming(text):
    assert says_absent(text)
    assert says_absent(f"不吃辣；{text}")


@pytest.mark.parametrize("text", NO_WORDS)
def test_words_about_a_part_of_the_visit(text):
    assert not says_absent(text)


def test_a_dinner_is_all_there_is():
    assert says_absent("不参加晚宴", dinner=True)
    assert not says_absent("不参加晚宴")


@pytest.mark.parametrize(
    ("text", "meant"), [("否", False), ("×", False), ("是", True), ("确认参加", True), ("未回", None)]
)
def test_replies(text, meant):
    assert reply(text) is meant


@pytest.mark.parametrize("text", ["郑璟（不来）", "郑璟 不来", "郑璟不来了", "郑璟-请假", "郑璟(取消)"])
def test_marks_behind_a_name(text):
    assert name_and_mark(text)[0] == "郑璟"
    assert name_and_mark(text)[1]


@pytest.mark.parametrize("text", ["欧阳未来", "张三（组长）", "Anna Not", "来福 取", "张取消费"])
def test_names_without_a_mark(text):
    assert name_and_mark(text) == (text, "")


def test_the_line():
    assert absent_line(["甲", "乙"], Words()) == "以下 2 人标为不来，未计入：甲、乙"
    assert absent_line(["A"], Words("en")) == "1 person marked as not coming, not counted: A"
    assert absent_line([], Words()) == ""


# -- weeks


@pytest.mark.parametrize(
    ("header", "value"), [("是否出席", "否"), ("备注", "取消"), ("姓名", "客人1（不来）"), ("姓名", "客人1 请假")]
)
def test_a_member_in_a_workbook(header, value):
    trial = book()
    write(trial, "成员", 3, header, value)
    found = read(trial)
    assert [member.name for member in found.visits[0].members] == ["客人2", "客人3"]


def test_the_column_of_replies_that_people_add():
    trial = book()
    page = sheet(trial, "成员")
    page.put(Cell(1, column(page, "是否出席"), "回执"))
    write(trial, "成员", 3, "回执", "不参加")
    write(trial, "成员", 4, "回执", "待定")
    assert [member.name for member in read(trial).visits[0].members] == ["客人2", "客人3"]


def test_struck_through_names_and_cells():
    trial = book()
    page = sheet(trial, "成员")
    for row, header in ((3, "姓名"), (4, "备注")):
        at = column(page, header)
        cell = page.cell(row, at) or Cell(row, at, "贵宾")
        page.put(dataclasses.replace(cell, struck=True))
    raw = raw_of(trial)
    assert [person.name for person in raw.absent.values()] == ["客人1"]
    assert raw.struck == ["成员!4:4"]
    assert raw.data["visits"][0]["members"][1].get("note", "") == ""


@pytest.mark.parametrize("total", [3, 2])
def test_a_total_counts_them_or_not(total):
    trial = book()
    write(trial, "来访客户", 3, "人数", total)
    write(trial, "成员", 3, "是否出席", "否")
    found = read(trial).visits[0]
    assert len(found.members) + sum(part.unnamed for part in found.groups) == 2


def test_a_total_that_fits_neither_is_told():
    trial = book()
    write(trial, "来访客户", 3, "人数", 1)
    write(trial, "成员", 3, "是否出席", "否")
    with pytest.raises(FaultyInput, match="人数 1"):
        read(trial)


def test_nobody_left_is_asked():
    trial = book()
    for row in (6, 7):
        write(trial, "成员", row, "是否出席", "否")
    with pytest.raises(FaultyInput, match="全部标为不来"):
        read(trial)


def test_in_text_files_too(tmp_path):
    people = members(3)
    people[1]["note"] = "取消，不来了"
    people[2]["name"] = "客人3（不来）"
    of = week(visit("v1", members=people, groups=[group(members=["m1", "m2"]), group("g2", members=["m3"])]))
    save(of, tmp_path / "week")
    told: list[str] = []
    found = load(tmp_path / "week", told.extend).visits[0]
    assert told == ["客人2", "客人3"]
    assert [member.name for member in found.members] == ["客人1"]
    assert [part.members for part in found.groups] == [("m1",)]


def test_what_was_for_them_alone_goes_with_them():
    both = [{"kind": "tour", "id": "a", "members": ["m1"]}, {"kind": "exchange", "id": "b", "topic": "x"}]
    parts = [{"id": "s", "members": ["m1"], "requests": ["b"]}]
    of = visit("v", members=members(2), requests=both, sub_groups=parts)
    left = without_guests(of, {"m1"})
    assert left is not None
    assert left.requests == ()  # an empty list of members would mean everybody
    assert left.sub_groups == ()
    assert without_guests(of, {"m1", "m2"}) is None


# -- dinners


def dinner_with(tmp_path, row, header, value):
    trial = dinner_book(DINNER_EXAMPLE)
    page = sheet(trial, "宾主")
    if header not in [str(cell.value) for cell in page.rows[1].values()]:
        page.put(Cell(1, max(page.rows[1]) + 1, header))
    write(trial, "宾主", row, header, value)
    path = tmp_path / "dinner.xlsx"
    path.write_bytes(xlsx_of(trial))
    return path


@pytest.mark.parametrize(
    ("header", "value"), [("是否出席", "否"), ("回执", "不参加"), ("备注", "取消"), ("状态", "请假"), ("签到", "不来")]
)
def test_a_dinner_without_them(header, value, tmp_path):
    everybody = read_party(dinner_with(tmp_path, 3, header, None)).dinner.people
    told: list[str] = []
    found = read_party(dinner_with(tmp_path, 3, header, value), tell=told.extend).dinner
    assert told == [everybody[0].name]
    assert {person.id for person in everybody} - {person.id for person in found.people} == {everybody[0].id}


def test_no_ride_is_no_reason_to_stay_away(tmp_path):
    everybody = read_party(dinner_with(tmp_path, 3, "接机", None)).dinner.people
    assert len(read_party(dinner_with(tmp_path, 3, "接机", "取消")).dinner.people) == len(everybody)


def test_a_dinner_in_text(tmp_path):
    path = tmp_path / "dinner.toml"
    person = '[[people]]\nid = "{}"\nname = "{}"\nside = "{}"\n'
    text = 'id = "d"\nhall = { tables = 1, seats = 8 }\n'
    text += "".join(
        person.format(*row) for row in (("a", "甲", "host"), ("b", "乙", "guest"), ("c", "丙（不来）", "guest"))
    )
    path.write_text(text + '[wishes]\nside_by_side = [["b", "c"]]\n', encoding="utf-8")
    told: list[str] = []
    found = read_party(path, tell=told.extend).dinner
    assert told == ["丙"]
    assert [person.name for person in found.people] == ["甲", "乙"]
    assert found.wishes.side_by_side == ()


# -- struck through, in files


def test_strikes_of_a_file(tmp_path):
    out = io.BytesIO()
    file = xlsxwriter.Workbook(out, {"in_memory": True})
    strike, bold = file.add_format({"font_strikeout": True}), file.add_format({"bold": True})
    page = file.add_worksheet("a")
    page.write_string(0, 0, "整格", strike)
    page.write_string(0, 1, "留下", bold)
    page.write_rich_string(0, 2, strike, "李四", bold, "王五")
    page.write_rich_string(0, 3, strike, "李", strike, "四")
    file.close()
    path = tmp_path / "a.xlsx"
    path.write_bytes(out.getvalue())
    cells = open_book(path).sheets[0].rows[1]
    assert [(cells[at].value, cells[at].struck) for at in sorted(cells)] == [
        ("整格", True),
        ("留下", False),
        ("王五", False),
        ("李四", True),
    ]


def test_the_commands_say_it(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from planner.commands.read import read as command

    trial = book(small())
    write(trial, "成员", 3, "是否出席", "否")
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(trial))
    answer = CliRunner().invoke(command, [str(path)], standalone_mode=False)
    assert re.search("^以下 1 人标为不来，未计入：客人1$", answer.output, re.MULTILINE)
    assert "2人" in answer.output
