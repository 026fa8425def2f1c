"""待办清单, 审批一览: the office's list by whoever does something, and who approves what of every visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.office import APPROVAL_TASKS
from planner.packet.document.model import Grid, Heading, PageBreak, Paragraph
from planner.packet.forms.office_form import form, grid, printed
from planner.papers.tables.confirmations import confirmation_table
from planner.papers.tables.todos import STEP_WORDS, clause_text, due_text, said_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.rules.todo.agenda import AgendaLine
    from models.rules.todo.line import ToDo
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

LINES_OF_A_PAGE = 8
"""Tasks from which on somebody gets a page by themselves."""
_MARKS = {"open": "□", "done": "☑", "confirmed": "☑", "void": "×"}


@form("待办清单", "Things to do", per="week", sheet="a4-landscape", formats=("word", "pdf"))
def lists_of_owners(kit: Kit) -> Iterator[Block]:
    """A page for each who has much to do, then those with a few lines together; before them, how much each has to do.

    Of clauses the rule alone is named: whole they stand in plan.xlsx and on 审批一览.
    """
    pages = _by_owner(kit)
    if not pages:
        return
    yield Paragraph(_as_of(kit), "note")
    rows = [_summary(kit, owner, lines) for owner, lines in pages.items()]
    yield grid(kit, "责任人 事项 未办 已逾期 最早截止", "Owner Tasks Open Overdue First-due", rows)
    short = {owner for owner, lines in pages.items() if len(lines) < LINES_OF_A_PAGE}
    together = False
    for owner in (*(owner for owner in pages if owner not in short), *(owner for owner in pages if owner in short)):
        if not (together and owner in short):
            yield PageBreak()
        together = owner in short
        yield Heading(owner)
        yield _page(kit, owner, pages[owner])


def _as_of(kit: Kit) -> str:
    """Say as of which day tasks are overdue."""
    today = kit.paper.office.today
    if today is None:
        return kit.words.pick(
            "截止日按工作日倒排；报备之前就已到期的标为已逾期。",
            "Due dates count back over workdays; what was due before the visit was announced is overdue.",
        )
    day = kit.words.date(today)
    return kit.words.pick(
        f"截止日按工作日倒排；{day}以前到期而未办的标为已逾期。",
        f"Due dates count back over workdays; what was due before {day} and is not done is overdue.",
    )


def _by_owner(kit: Kit) -> dict[str, list[AgendaLine]]:
    """Return the lines of the list by who does them: departments in the order of the edition, then people."""
    office = kit.paper.report.edition.office
    found: dict[str, list[AgendaLine]] = {}
    for line in kit.paper.agenda:
        if line.todo is not None:
            found.setdefault(line.todo.owner.say(kit.words.lang), []).append(line)
    order = [kit.words.pick(d.name, d.name_en or d.name) for d in office.departments.values()]
    named = [owner for owner in dict.fromkeys(order) if owner in found]
    return {owner: found[owner] for owner in (*named, *sorted(found.keys() - set(named)))}


def _summary(kit: Kit, owner: str, lines: Sequence[AgendaLine]) -> tuple[str, ...]:
    undone = [line for line in lines if line.step == "open"]
    first = due_text(kit.paper, undone[0]) if undone else ""
    overdue = sum(line.overdue for line in lines)
    return (owner, str(len(lines)), str(len(undone)), str(overdue or ""), first)


def _page(kit: Kit, owner: str, lines: Sequence[AgendaLine]) -> Grid:
    """Return what somebody has to do; their name stands in the head, which long lists repeat on every page."""
    rows = []
    for line in lines:
        todo, record = line.todo, line.record
        if todo is None:
            continue
        by, on = (record.by, str(record.on or "")) if record and not line.has_changed else ("", "")
        who = kit.words.comma.join(text for text in (by, on) if text)
        rows.append(
            (
                due_text(kit.paper, line),
                _client(kit, todo),
                said_text(todo, kit.words),
                todo.rule,
                f"{_MARKS[line.step]} {kit.words.pick(*STEP_WORDS[line.step])}",
                who,
            )
        )
    zh, en = "截止 来访客户 事项 规则 状态 办理人、日期", "Due Client What Rule State Who-and-when"
    names = kit.words.pick(zh, en).split()
    named = [kit.words.note(name, owner) if k == 2 else name.replace("-", " ") for k, name in enumerate(names)]
    return Grid(tuple(named), tuple(rows), 1)


def _client(kit: Kit, todo: ToDo) -> str:
    """Name the client of a task with the number of the visit."""
    if not todo.visit:
        return ""
    number = kit.paper.case_number(todo.visit)
    return "\n".join(text for text in (kit.paper.names.client(todo.visit), number) if text)


@form("审批一览", "Approvals", per="week", sheet="a4-landscape", formats=("word", "pdf"))
def approvals(kit: Kit) -> Iterator[Block]:
    """Who approves what of every visit, by when; signed here where no form of its own is put up (APPR-01, APPR-02)."""
    order = {name: k for k, name in enumerate(APPROVAL_TASKS)}
    place = {stay.id: k for k, stay in enumerate(kit.stays)}
    wanted = [(line, line.todo) for line in kit.paper.agenda if line.todo is not None and line.todo.task in order]
    rows = [
        (
            _client(kit, todo),
            said_text(todo, kit.words),
            todo.owner.say(kit.words.lang),
            due_text(kit.paper, line),
            clause_text(kit.paper, todo),
            f"{_MARKS[line.step]} {kit.words.pick(*STEP_WORDS[line.step])}",
            "",
        )
        for line, todo in sorted(
            wanted, key=lambda each: (place.get(each[1].visit, -1), order[each[1].task], each[1].about)
        )
    ]
    if rows:
        zh, en = "来访客户 审批事项 审批人 截止 依据 状态 签字", "Client What Approved-by Due Clause State Signature"
        yield grid(kit, zh, en, rows, merged=1)


@form("确认情况", "Confirmed by the guests", per="week", sheet="a4-landscape", formats=("word", "pdf"))
def confirmed(kit: Kit) -> Iterator[Block]:
    """What guests were told and have confirmed, and what has changed since they were told."""
    table = confirmation_table(kit.paper)
    if table.rows:
        yield printed(table)
