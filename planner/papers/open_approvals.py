"""Which approvals are open, who decides them, and how many are overdue: what a head of department asks first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.office import APPROVAL_TASKS

if TYPE_CHECKING:
    from planner.papers.paper import Paper


def open_approvals_line(paper: Paper) -> str:
    """Say how many approvals are open by whom, and how many of them are overdue; empty: none is open.

    What is overdue is known where the day is (``OfficeRecord.today``), or where a visit was announced too late.
    """
    words = paper.words
    every, late = Counter[str](), Counter[str]()
    for line in paper.agenda:
        if line.todo is not None and line.todo.task in APPROVAL_TASKS and line.step == "open":
            owner = line.todo.owner.say(words.lang)
            every[owner] += 1
            late[owner] += line.overdue
    if not every:
        return ""
    said = []
    for owner, count in every.most_common():
        overdue = words.pick(f"逾期 {late[owner]}", f"overdue: {late[owner]}") if late[owner] else ""
        said.append(words.note(f"{owner} {count}", overdue))
    head = words.pick(f"待批 {every.total()} 项", f"to be approved: {every.total()}")
    if total := late.total():
        head = words.pick(f"{head}，已逾期 {total} 项", f"{head}, overdue: {total}")
    return words.label(head, words.comma.join(said))
