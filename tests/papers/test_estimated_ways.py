"""Ways whose minutes are estimates: the most used first, to be filled in and put back into the sheet of ways."""

from __future__ import annotations

from typing import Any

import pytest

from planner.formats.workbook.forms_company import WAYS_FORM
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.papers.tables.estimated_ways import estimated_ways
from planner.papers.verdict import verdict
from tests.weeks import company, facts, plan, sight, talk, visit

MEASURED = {"site", "canteen", "inn"}


def paper(lang: Any = "zh", more: tuple[tuple[str, str, int], ...] = ()) -> Paper:
    """Return the papers of a plan in a company that has measured few ways."""
    ways = [way.model_dump() for way in company().ways if {way.a, way.b} <= MEASURED]
    ways += [{"a": a, "b": b, "minutes": minutes} for a, b, minutes in more]
    f = facts(visit("v1", talk(), sight()), company=company(ways=ways))
    p = plan(f, v1=[("talk", "21 10:30"), ("museum", "22 10:00")])
    return Paper(judge(f, p, []), Words(lang))


def test_the_ways_that_the_plan_uses_the_dearest_first() -> None:
    made = paper()
    table, travel = estimated_ways(made), made.facts.travel
    ends = {frozenset(row.about.split(">")) for row in table.rows}
    moved = {frozenset((travel.location(m.origin), travel.location(m.target))) for m in made.plan.moves}
    assert ends == {pair for pair in moved if not pair <= MEASURED}
    minutes = [travel.base(*row.about.split(">")) for row in table.rows]
    assert minutes == sorted(minutes, reverse=True)
    assert [line for line in verdict(made) if "按位置估算" in line and table.rows[0].cells[0] in line]


def test_the_columns_are_those_of_the_sheet_of_ways() -> None:
    columns = estimated_ways(paper()).columns
    assert columns == tuple(column.header for column in WAYS_FORM.columns if column.header in columns)
    assert set(columns) >= {column.header for column in WAYS_FORM.columns if column.needed}


def test_filled_in_and_put_back_nothing_is_estimated() -> None:
    rows = estimated_ways(paper()).rows
    assert rows
    filled = tuple((*row.about.split(">"), 25) for row in rows)
    after = paper(more=filled)  # type: ignore[arg-type]
    assert estimated_ways(after).rows == ()
    assert not [line for line in verdict(after) if "估算" in line]


def test_both_papers_have_the_table() -> None:
    for lang, title, names in (
        ("zh", "按位置估算的车程", ["总览.md", "待办事项.md"]),
        ("en", "Estimated ways", ["overview.md", "to-do.md"]),
    ):
        made = papers(paper(lang))
        assert [name for name in names if title in made[name]] == names


def test_a_long_list_says_how_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.papers.verdict.MOST_WAYS", 1)
    count = len(estimated_ways(paper()).rows)
    assert count > 1
    (chinese,) = [line for line in verdict(paper()) if "估算" in line]
    (english,) = [line for line in verdict(paper("en")) if "estimated" in line]
    assert chinese.endswith(f"）等，共{count}段")
    assert english.endswith(f"), and others: {count} ways in all")
