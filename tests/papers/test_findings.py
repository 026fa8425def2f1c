"""Left-outs, broken rules, costs, the week at a glance, and the verdict."""

from __future__ import annotations

import dataclasses

import pytest

from models.domain.tiers import Tier
from models.rules.core.findings import Sentence, subject
from models.rules.hosts.helpers import Crews
from models.rules.hosts.interpreters import Interpreters
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.findings import broken, left_out, preferences
from planner.papers.tables.money import costs
from planner.papers.tables.overview import overview
from planner.papers.verdict import verdict
from tests.papers.rules import Unbroken
from tests.rules.hosts.test_interpreters import talked
from tests.rules.todo.asked import asked
from tests.weeks import facts as week_facts
from tests.weeks import plan as plan_of
from tests.weeks import talk, visit


class Must(Unbroken):
    def check(self, facts, plan):
        yield self.broken("visit-1", subject(), 1, Sentence("撞车", "a clash"))


def test_left_outs_have_reason_clause_and_holder(paper):
    first, second = (row.cells for row in left_out(paper).rows)
    assert first == (
        "河南省交通运输厅",
        "文娱活动：戏剧幻城",
        "不管别的来访怎样都排不了",
        "SIGHT-02",
        "",
        "演出当天停演",
    )
    assert second[1:3] == ("签约仪式", "与别的来访冲突")
    assert second[4] == "河南省交通运输厅、赵伟"


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (
            "impossible_with_own",
            ("与本团其他活动不能兼顾", ""),
            ("does not fit with the delegation's other activities", ""),
        ),
        ("dropped_by_hand", ("手工取消", ""), ("dropped by hand", "")),
    ],
)
def test_why_something_is_left_out_is_said_in_the_language(paper, reason, zh, en):
    left = paper.plan.replace(left_out=(paper.plan.left_out[0].replace(reason=reason, text=""),))
    for lang, said in (("zh", zh), ("en", en)):
        (row,) = left_out(Paper(judge(paper.facts, left, []), Words(lang))).rows
        assert (row.cells[2], row.cells[5]) == said


def test_broken_rules_have_clause_amount_and_what_they_are_about(paper):
    rows = [row.cells for row in broken(paper).rows]
    said = {cells[3]: cells for cells in rows}
    short = said["晚宴前只有很短时间 | 见*备注*"]
    assert short[:3] == ("应当", "河南省交通运输厅", "TEST-01 客户接待大纲 五(三)")
    assert short[4] == "30分钟"
    assert "入住酒店" in short[5]
    assert said["晚宴前留出半小时"][5] == "9月24日"
    waived = next(cells for cells in rows if cells[2].startswith("MEAL-02"))
    assert waived[6] == "领导已同意"
    assert rows[-1] == waived, "waived ones come last"


def test_english_says_the_rule_where_there_is_no_english_text(english):
    assert any("Half an hour before a banquet" in row.cells for row in broken(english).rows)
    assert any("waived by a leader" in row.cells for row in broken(english).rows)


def test_preferences_are_summed_by_rule(paper):
    (row,) = preferences(paper).rows
    assert row.cells == ("TEST-02 惯例", "活动松紧适度", "10", "2小时30分")


def test_costs_add_up_and_show_the_package_and_the_excess(paper):
    rows = costs(paper).rows
    total = sum(line.yuan for line in paper.report.costs)
    assert rows[-1].cells[2] == paper.words.yuan(total)
    first = [row.cells for row in rows if row.visit == "visit-1"]
    assert ("河南省交通运输厅", "住宿", "2,800元", "467元", "每人每晚900元", "超出120元") in first
    assert first[-1][1] == "小计"
    assert first[-1][5] == "超出500元"
    assert next(cells for cells in first if cells[1] == "餐饮")[5] == "超出1,470元"
    sums = sum(int(cells[2].replace(",", "").removesuffix("元")) for cells in first[:-1])
    assert paper.words.yuan(sums) == first[-1][2]


def test_overview_has_every_visit_on_its_days(paper):
    table = overview(paper)
    assert len(table.rows) == len(paper.week.visits)
    assert table.columns[3:] == tuple(
        f"9月{day}日 周{name}" + " 休" * (day > 25) for day, name in zip(range(21, 28), "一二三四五六日", strict=True)
    )
    assert "18:00 欢迎晚宴" in table.rows[0].cells[3]
    assert table.rows[0].cells[-1] == ""


def test_overview_has_a_photo_that_stands_alone():
    facts, plan = asked({"kind": "photo", "id": "photo"}, rows=[("photo", "22 10:00")], depart="23 18:00")
    (row,) = overview(Paper(judge(facts, plan, ()))).rows
    assert "10:00 合影" in row.cells[4]


def test_verdict_in_the_words_of_planners(paper, result):
    lines = verdict(paper, result)
    assert "未能安排：2项（已证明最优）" in lines
    assert "未能做到的条款：6处（可能还有更好）" in lines
    assert "领导已同意：1处" in lines
    assert any(line.startswith("待落实：") for line in lines)
    text = " ".join(lines + verdict(Paper(paper.report, Words("en")), result))
    assert not any(word in text for word in ("tier", "bound", "gap", *(tier.en for tier in Tier)))


def test_verdict_without_a_result_claims_nothing(paper):
    assert "未能安排：2项" in verdict(paper)


def test_verdict_says_what_stands_in_the_way_and_that_it_was_stopped(paper, result):
    rules = [Must(paper.facts.edition)]
    refused = judge(paper.facts, paper.plan, rules)
    stopped = dataclasses.replace(result, report=refused, interrupted=True)
    lines = verdict(Paper(refused), stopped)
    assert lines[0] == "不能发布：1处违反必须遵守的条款（TEST-03）"
    assert "中途停止，这是当时最好的一版" in lines
    assert broken(Paper(refused)).rows[0].cells[-1] == "不能发布"


def test_a_missing_interpreter_is_one_line_for_all_days():
    """At the talk and at the departure on the next day; each is named beside it."""
    facts, plan = talked("talk", "see_off-g1")
    report = judge(facts, plan, [Interpreters(facts.edition)])
    (row,) = broken(Paper(report)).rows
    assert row.cells[3:5] == ("共 2 天缺翻译（英语），待落实", "2天")
    assert len(row.cells[5].splitlines()) == 2
    (row,) = broken(Paper(report, Words("en"))).rows
    assert row.cells[3] == "interpreter (English) missing on 2 days, still to be found"


def test_a_missing_helper_is_one_line_for_all_places():
    """Who prepares and tidies each room is one row, who serves the tea another; each item is named beside it."""
    facts = week_facts(visit("v1", talk(id="a"), talk(id="b")))
    report = judge(facts, plan_of(facts, v1=[("a", "21 09:30"), ("b", "21 14:30")]), [Crews(facts.edition)])
    told = sorted((row.cells[4], len(row.cells[5].splitlines())) for row in broken(Paper(report)).rows)
    assert told == [("2处", 2), ("4处", 4)]  # the tea; before and after
