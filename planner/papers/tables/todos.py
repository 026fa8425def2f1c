"""The list of things to do (待办事项): everything that a plan leaves to be done, by due time, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.domain.office import EXAMPLE_VALUE
from planner.language.typeset import typeset
from planner.papers.paper import made_once
from planner.papers.table import PaperColumn, PaperTable, Row, headings
from planner.papers.tables.policy import source
from planner.papers.tables.task_source import task_source

if TYPE_CHECKING:
    from models.rules.todo.agenda import AgendaLine
    from models.rules.todo.line import ToDo
    from planner.language.words import Words
    from planner.papers.paper import Paper

TODO_COLUMNS = (
    PaperColumn("due", "截止", "Due"),
    PaperColumn("owner", "责任人", "Owner"),
    PaperColumn("client", "来访客户", "Client"),
    PaperColumn("what", "事项", "What"),
    PaperColumn("clause", "依据", "Clause"),
    PaperColumn("step", "状态", "State"),
    PaperColumn("by", "办理人", "Done by"),
    PaperColumn("on", "办理日期", "Done on"),
    PaperColumn("note", "备注", "Remarks"),
)
STEP_WORDS = {
    "open": ("待办", "to do"),
    "done": ("已办", "done"),
    "confirmed": ("已确认", "confirmed"),
    "void": ("作废", "void"),
}
"""How far a task is, as the list says it."""


@made_once
def todos(paper: Paper) -> PaperTable:
    """Return the list of things to do, sorted by due time; what was done for nothing last."""
    return todo_table(paper, paper.agenda, "todos", paper.words.pick("待办事项", "To do"))


def todo_table(paper: Paper, lines: list[AgendaLine], id: str, title: str) -> PaperTable:
    """Return some lines of the office's list as a table."""
    rows = tuple(_row(paper, line) for line in lines)
    return PaperTable(id=id, title=title, columns=headings(TODO_COLUMNS, paper.words), rows=rows, merged=1)


def _row(paper: Paper, line: AgendaLine) -> Row:
    words, record, todo = paper.words, line.record, line.todo
    current = record is not None and not line.has_changed
    done = (record.by, str(record.on or "")) if current and record is not None else ("", "")
    step = words.pick(*STEP_WORDS[line.step])
    if todo is None:
        visit = record.visit if record is not None else ""
        said = record.said if record is not None else ""
        client = paper.names.client(visit) if visit in paper.facts.visits else visit
        return Row(("", "", client, typeset(said), "", step, *done, ""), about=line.key, visit=visit)
    cells = (
        due_text(paper, line),
        todo.owner.say(words.lang),
        paper.names.client(todo.visit) if todo.visit else "",
        said_text(todo, words),
        clause_text(paper, todo),
        step,
        *done,
        _changed_text(line, words),
    )
    day = None if todo.due is None else day_of(todo.due)
    return Row(cells, day=day, start=todo.due, about=line.key, visit=todo.visit, open=line.overdue)


def due_text(paper: Paper, line: AgendaLine) -> str:
    """Say when a line is due, and that it is overdue."""
    words, todo = paper.words, line.todo
    if todo is None:
        return ""
    due = words.pick("尽快", "as soon as possible") if todo.due is None else paper.calendar.moment(todo.due)
    return f"{due} {words.pick('已逾期', 'overdue')}" if line.overdue else due


def said_text(todo: ToDo, words: Words) -> str:
    """Say what is to be done."""
    return typeset(todo.say()) if words.lang == "zh" else todo.say(words.lang)


def clause_text(paper: Paper, todo: ToDo) -> str:
    """Say where a line comes from: the clause that the edition names for the task, else that of its rule."""
    cited = paper.report.edition.office.task(todo.task).source
    rule = paper.rules.get(todo.rule)
    told = source(rule, paper.words) if rule and cited == EXAMPLE_VALUE else task_source(cited, paper.words)
    return f"{todo.rule} {told}"


def _changed_text(line: AgendaLine, words: Words) -> str:
    """Say that something was done which the plan has changed since."""
    record = line.record
    if record is None or not line.has_changed:
        return ""
    who = words.comma.join(part for part in (record.by, str(record.on or "")) if part)
    was = words.note(words.pick(*STEP_WORDS[record.step]), who)
    return words.pick(f"原{was}，后有变动：{typeset(record.said)}", f"was {was}, changed since: {record.said}")
