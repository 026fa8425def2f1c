"""The list of things to do (待办事项): everything that a plan leaves to be done, sorted by due time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.rules.todo.collect import things_to_do
from planner.language.typeset import typeset
from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row
from planner.papers.tables.policy import source

if TYPE_CHECKING:
    from models.rules.todo.line import ToDo
    from planner.papers.paper import Paper


@made_once
def todos(paper: Paper) -> PaperTable:
    """Return the list of things to do, sorted by due time."""
    words = paper.words
    columns = words.pick("截止 责任人 来访客户 事项 依据 完成", "Due Owner Client What Clause Done")
    return PaperTable(
        id="todos",
        title=words.pick("待办事项", "To do"),
        columns=tuple(columns.split()),
        rows=tuple(_row(paper, line) for line in things_to_do(paper.facts, paper.plan)),
        merged=1,
    )


def _row(paper: Paper, line: ToDo) -> Row:
    words = paper.words
    rule = paper.rules.get(line.rule)
    cells = (
        words.pick("尽快", "as soon as possible") if line.due is None else paper.calendar.moment(line.due),
        line.owner.say(words.lang),
        paper.names.client(line.visit) if line.visit else "",
        typeset(line.say()) if words.lang == "zh" else line.say(words.lang),
        f"{line.rule} {source(rule, words)}" if rule else line.rule,
        "□",
    )
    day = None if line.due is None else day_of(line.due)
    return Row(cells, day=day, start=line.due, about=line.rule, visit=line.visit)
