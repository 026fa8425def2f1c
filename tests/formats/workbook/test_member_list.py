"""Lists of people as they are pasted: every way to write a line; nothing is lost, doubt is told."""

from __future__ import annotations

import random

import pytest

from planner.formats.workbook.forms_week import MEMBERS_FORM
from planner.formats.workbook.member_list import read_members

WANG = ("王喆", "副总工程师", "13800001234")


@pytest.mark.parametrize(
    "line",
    [
        "王喆 副总工程师 13800001234", "1. 王喆 副总工程师 13800001234", "1、王喆，副总工程师，13800001234",
        "①王喆；副总工程师；13800001234", "王喆\t副总工程师\t13800001234", "王喆/副总工程师/13800001234",
        "王喆|副总工程师|13800001234", "13800001234 王喆 副总工程师", "副总工程师 王喆 13800001234",
        "王喆副总工程师 13800001234", "姓名：王喆，职务：副总工程师，电话：13800001234",
        "（1）王喆、副总工程师、１３８００００１２３４",
        "- 王喆 - 副总工程师 - 13800001234", "王喆　　副总工程师　　13800001234", "王喆 副总工程师 手机:13800001234",
    ],
)  # fmt: skip
def test_ways_to_write_a_line(line):
    (person,) = read_members(line)
    assert (person.name, person.title, person.phone) == WANG
    assert not person.doubts


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("孙倩女士 采购部主任", "sex", "female"), ("赵六 经理 男", "sex", "male"), ("李雷先生", "sex", "male"),
        ("张三（组长） 经理", "role", "principal"), ("张三(团长)", "role", "principal"),
        ("周杰（回民）", "diet", ["halal"]),
        ("欧阳娜娜 秘书", "name", "欧阳娜娜"), ("阿依古丽·买买提 处长", "name", "阿依古丽·买买提"),
        ("Anna Keller, Manager, +49 171 2345678", "name", "Anna Keller"),
        ("李四 0371-12345678", "phone", "0371-12345678"),
        ("李明工程部主任", "title", "工程部主任"), ("刘德华 董事长助理 某某公司", "note", "某某公司"),
    ],
)  # fmt: skip
def test_parts_of_a_line(line, field, value):
    (person,) = read_members(line)
    assert getattr(person, field) == value
    assert not person.doubts


@pytest.mark.parametrize(
    "line", ["中能集团来访名单：", "13800001234", "王总经理",
             "李四 13800001234 13900001234", "=cmd|' /C calc'!A0", "……"]
)  # fmt: skip
def test_doubtful_lines_keep_their_words(line):
    (person,) = read_members(line)
    assert person.doubts
    assert line in person.note


def test_a_table_with_a_header():
    text = "序号\t姓名\t职务\t联系方式\t单位\t备注\n1\t张三\t工程师\t13800000000\t中铁\t晕车\n2\t何处长\t\t\t\t\n"
    first, second = read_members(text)
    assert (first.name, first.title, first.phone, first.note) == ("张三", "工程师", "13800000000", "中铁；晕车")
    assert second.name == "何处长"


def test_twice_the_same_and_two_leaders():
    one, two, three = read_members("张三（团长）\n张三\n李四（组长）")
    assert not one.doubts
    assert two.doubts
    assert three.doubts


def test_nothing_is_lost():
    draw = random.Random(5)
    words = ["王喆", "李明", "总经理", "13800001234", "男", "清真", "（组长）", "某某公司", "x9", "=1+1", "Tom"]
    words += ["备注：早到", "😀"]
    for _ in range(400):
        line = draw.choice([" ", "，", "\t", "/", "、"]).join(draw.sample(words, draw.randint(1, 6)))
        for person in read_members(line):
            said = "".join([person.name, person.title, person.phone, person.note, person.line if person.doubts else ""])
            for word in ("王喆", "李明", "总经理", "13800001234", "某某公司", "x9", "Tom", "早到", "😀", "=1+1"):
                assert word not in line or word in said, (line, person)


PASTED = {
    "title": ("处长", lambda person: person.title),
    "phone": ("13800001234", lambda person: person.phone),
    "sex": ("女", lambda person: {"female": "女"}[person.sex]),
    "role": ("主宾", lambda person: {"principal": "主宾"}[person.role]),
    "diet": ("清真", lambda person: {"halal": "清真"}[person.diet[0]]),
    "note": ("喜静", lambda person: person.note),
    "_attends": ("否", lambda person: {True: "否"}[person.absent]),
}


@pytest.mark.parametrize(
    ("title", "path"),
    [(title, c.path) for c in MEMBERS_FORM.columns for title in sorted(c.titles) if c.path not in ("name", "id")],
)
def test_every_column_of_a_pasted_table_is_its_own(title, path):
    """No column of the form ends in the note because the list of people does not know it, or takes its title away."""
    value, read = PASTED.get(path, ("甲乙", lambda person: person.cells[path]))
    (person,) = read_members(f"姓名\t{title}\n王喆\t{value}")
    assert read(person) == value, f"read_members, member_list.py, loses the column {title!r} of the field {path!r}"
    assert path == "note" or not person.note


@pytest.mark.parametrize(
    "line",
    ["王一 经理 不参加", "李二 主管（请假）", "赵三 取消", "钱四 主管 改由孙五参加", "张三（不来）", "张三不来了"],
)
def test_who_does_not_come(line):
    (person,) = read_members(line)
    assert person.absent
    assert not person.doubts


@pytest.mark.parametrize("line", ["张 三 经理", "张　三\t经理", "张  三  经理", "姓名\t职务\n张 三\t经理"])
def test_padded_names(line):
    (person,) = read_members(line)
    assert (person.name, person.title, person.doubts) == ("张三", "经理", [])


@pytest.mark.parametrize(
    ("line", "diet"),
    [
        ("马骏 处长（清真餐）", ["halal"]), ("马骏 处长 饮食：不吃猪肉", ["no_pork"]), ("马骏 吃素", ["vegetarian"]),
        ("姓名\t饮食\n马骏\t清真、不吃海鲜、不吃辣", ["halal", "no_seafood"]),
    ],
)  # fmt: skip
def test_diets(line, diet):
    (person,) = read_members(line)
    assert person.diet == diet
    assert "不吃辣" not in line or "不吃辣" in person.note


@pytest.mark.parametrize(
    ("phone", "told"),
    [("1380000123", "10 位"), ("138000012345", "12 位"), ("1380000l234", "字母"), ("8613800001234", ""),
     ("0371-12345678", ""), ("+49 171 2345678", ""), ("400-800-1234", "")],
)  # fmt: skip
def test_odd_phone_numbers(phone, told):
    for line in (f"李四，经理，{phone}", f"姓名\t职务\t电话\n李四\t经理\t{phone}"):
        (person,) = read_members(line)
        assert person.phone == phone
        assert told in "".join(person.doubts)
        assert bool(told) == bool(person.doubts)


def test_one_phone_for_two():
    _, second = read_members("李四 13800001234\n王五 13800001234")
    assert "电话与另一位相同" in second.doubts[0]
