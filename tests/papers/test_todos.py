"""待办事项 and what stands in for whom."""

from __future__ import annotations

from models.rules.todo.collect import things_to_do
from planner.judging.check import judge
from planner.language.typeset import typeset
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.papers.tables.programme import programme
from planner.papers.tables.todos import todos
from planner.papers.tables.unsettled import unsettled


def test_everything_to_do_is_listed_what_is_due_first_first(paper):
    table, lines = todos(paper), things_to_do(paper.facts, paper.plan)
    assert lines
    assert [row.cells[3] for row in table.rows] == [typeset(line.say()) for line in lines]
    dues = [row.start for row in table.rows if row.start is not None]
    assert dues == sorted(dues)
    assert all(row.cells[1] and row.cells[4] for row in table.rows)


def test_it_is_in_english_too(english):
    table, lines = todos(english), things_to_do(english.facts, english.plan)
    assert lines
    assert [row.cells[3] for row in table.rows] == [line.say("en") for line in lines]
    assert [row.cells[1] for row in table.rows] == [line.owner.say("en") for line in lines]


def test_it_is_a_paper_of_its_own(paper, english):
    assert papers(paper)["待办事项.md"].count("| 待办 |") == len(todos(paper).rows)
    assert "to-do.md" in papers(english)


def test_a_deputy_is_to_be_confirmed(report):
    banquet = next(item for item in report.plan.items if item.kind == "banquet")
    deputy = banquet.replace(duties=(banquet.duties[0].replace(stand_in=True),))
    items = tuple(deputy if item.id == banquet.id else item for item in report.plan.items)
    paper = Paper(judge(report.facts, report.plan.replace(items=items), report.rules))
    row = next(row for row in programme(paper, banquet.visit).rows if row.about == banquet.id)
    assert "（代）" in row.cells[4]
    assert row.open
    assert any("代为出席" in row.cells[6] for row in unsettled(paper).rows if row.about == banquet.id)
