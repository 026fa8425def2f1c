"""What several papers show is made once for each judged plan."""

from __future__ import annotations

import dataclasses

from planner.papers.tables.duties import duties
from planner.papers.tables.findings import broken
from planner.papers.tables.programme import programme


def test_a_table_is_made_once_for_each_paper_and_subject(paper):
    visits = [visit.id for visit in paper.week.visits]
    assert programme(paper, visits[0]) is programme(paper, visits[0])
    assert programme(paper, visits[0]).id != programme(paper, visits[1]).id
    assert duties(paper, "driver") is duties(paper, "driver")
    assert broken(paper, "must") is not broken(paper)


def test_papers_share_no_tables(paper):
    visit = paper.week.visits[0].id
    empty = dataclasses.replace(paper.report, plan=paper.plan.replace(items=(), moves=(), nights=()))
    before = programme(paper, visit)
    assert before.rows
    assert not programme(dataclasses.replace(paper, report=empty), visit).rows
    assert programme(dataclasses.replace(paper), visit) == before
