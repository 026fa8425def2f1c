"""Which approvals are open: by whom, how many overdue; what is ticked is not open."""

from __future__ import annotations

import datetime as dt

from models.domain.office import APPROVAL_TASKS
from models.domain.office_record import OfficeRecord, TaskRecord
from planner.language.words import Words
from planner.papers.open_approvals import open_approvals_line
from planner.papers.paper import Paper


def test_who_decides_what_is_open(paper):
    waiting = [line for line in paper.agenda if line.todo and line.todo.task in APPROVAL_TASKS]
    said = open_approvals_line(paper)
    assert said.startswith(f"待批 {len(waiting)} 项：")
    for owner in {line.todo.owner.zh for line in waiting}:
        assert f"{owner} {sum(line.todo.owner.zh == owner for line in waiting)}" in said


def test_what_is_overdue_and_what_is_ticked(paper):
    late = Paper(paper.report, Words("en"), OfficeRecord(today=dt.date(2100, 1, 1)))
    count = sum(bool(line.todo and line.todo.task in APPROVAL_TASKS) for line in late.agenda)
    assert open_approvals_line(late).startswith(f"to be approved: {count}, overdue: {count}")
    ticked = tuple(TaskRecord(key=line.key, step="done") for line in paper.agenda if line.todo)
    assert open_approvals_line(Paper(paper.report, paper.words, OfficeRecord(tasks=ticked))) == ""
