"""A plan.xlsx that nobody has touched is exactly the plan; and every break of a must has a place in it."""

from __future__ import annotations

import pytest

from models.domain.unknown_ids import unknown_ids
from models.rules.catalogue import rules
from planner.judging.check import check, judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.plan_workbook.reading import read_plan_book
from planner.plan_workbook.reading.break_locations import BreakLocations
from planner.plan_workbook.writing import plan_workbook
from tests.papers import fake
from tests.rules.cases import every_case
from tests.weeks import edition


def musts() -> set[str]:
    return {rule.id for rule in rules(edition()) if rule.level == "must"}


def broken_musts(number: int = 2):
    """So many broken cases of each must; what the week does not know is no plan of it."""
    seen: dict[str, int] = {}
    rules_that_must = musts()
    for case in every_case():
        if case.rule in rules_that_must and case.amount and not case.make.__name__.startswith("unknown_"):
            seen[case.rule] = seen.get(case.rule, 0) + 1
            if seen[case.rule] <= number:
                yield case


@pytest.mark.parametrize("case", list(broken_musts()), ids=str)
def test_every_broken_must_comes_back_and_has_a_cell(case, tmp_path):
    facts, plan = case.make()
    assert not list(unknown_ids(facts.week, plan))
    report = judge(facts, plan, rules(facts.edition))
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(Paper(report)))
    book = read_plan_book(path, facts.week)
    assert book.plan == plan
    assert book.edition == facts.edition
    assert not book.touched
    places = BreakLocations(book, facts)
    for broken in report.broken("must"):
        cells = places.of(broken)
        assert cells, broken
        visit = broken.violation.visit
        if broken.rule.id == case.rule and visit:
            assert any(facts.week.visit(visit).client in cell.sheet for cell in cells), broken


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", [1, 10])
def test_a_full_week_comes_back_to_the_minute(number, lang, tmp_path):
    week = fake.week(number)
    plan = fake.plan(week)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(Paper(check(week, plan), Words(lang))))
    book = read_plan_book(path, week)
    assert book.plan == plan
    assert not book.ignored
    assert any(move.depart % 15 for move in plan.moves), "what guests are told is not what the plan says"
