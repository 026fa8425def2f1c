"""Markdown papers; text from input is never markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.judging.check import judge
from planner.papers.markdown import escape, papers, programme_text, table_text
from planner.papers.paper import Paper
from planner.papers.table import PaperTable, Row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("<script>", r"\<script\>"),
        ("[链接](http://x)", r"\[链接\](http://x)"),
        ("*重要* _x_ `y` ~z~", r"\*重要\* \_x\_ \`y\` \~z\~"),
        ("# 标题", r"\# 标题"),
        ("- 一", r"\- 一"),
        ("---", r"\---"),
        ("1. 一", r"1\. 一"),
        ("12) 一", r"12\) 一"),
        ("&lt;", r"\&lt;"),
        ("a\\b", r"a\\b"),
        ("两\n行", "两 行"),
        ("+86 371", "+86 371"),
        ("9:30-10:00 #1", "9:30-10:00 #1"),
    ],
)
def test_escape(text, expected):
    assert escape(text) == expected


@given(st.text())
def test_escaped_text_stays_in_its_cell(text):
    line = escape(text)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(\\\\)*[|<]", line)


def test_a_table():
    table = PaperTable("x", "标题", ("甲", "乙"), (Row(("一", "a\nb")), Row(("一", "c|d"))), lines=("注",), merged=1)
    expected = "## 标题\n\n- 注\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | a<br>b |\n|  | c\\|d |\n\n"
    assert table_text(table) == expected


def test_a_table_refuses_rows_of_another_width():
    with pytest.raises(ValueError, match="2 columns"):
        PaperTable("x", "t", ("a", "b"), (Row(("one",)),))


def test_merged_columns_show_a_text_again_when_one_before_it_changes():
    table = PaperTable("x", "t", ("a", "b", "c"), tuple(Row((a, b, "")) for a, b in ("11", "11", "21", "22")), merged=2)
    assert list(table.shown()) == [("1", "1", ""), ("", "", ""), ("2", "1", ""), ("", "2", "")]


def test_papers_of_a_plan(paper, result):
    files = papers(paper, result)
    assert "总览.md" in files
    assert sum(name.startswith("行程安排/") for name in files) == len(paper.week.visits)
    assert "任务单/司机任务单.md" in files
    assert "已证明最优" in files["总览.md"]
    for name, text in files.items():
        assert "None" not in text, name
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, f"{name}: a table with rows of different width"


def test_english_papers(english):
    files = papers(english)
    assert "overview.md" in files
    assert "duties/Drivers.md" in files
    # what is to be done is told in Chinese, by the rules
    assert not any("待落实" in text for name, text in files.items() if name != "to-do.md")


def test_hostile_names_are_data(report):
    visit = report.week.visits[0]
    evil = visit.replace(client='<img src=x onerror="alert(1)">|# 甲 [x](y)')
    week = report.week.replace(visits=(evil, *report.week.visits[1:]))
    facts = type(report.facts)(week, report.edition)
    hostile = Paper(judge(facts, report.plan, report.rules))
    text = programme_text(hostile, visit.id)
    assert "<img" not in text.replace(r"\<img", "")
    names = [name for name in papers(hostile) if name.startswith("行程安排/01")]
    assert names == ["行程安排/01 img src=x onerror= alert(1) # 甲 [x](y).md"]
