"""What the plan costs against the packages: a row a visit, a column a heading, and who approves what exceeds it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.cost.budget import BudgetLine, budget_lines, over_budget
from models.rules.cost.packages import PackageKept
from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.language.words import Words
    from planner.papers.paper import Paper


@made_once
def money_lines(paper: Paper) -> tuple[BudgetLine, ...]:
    """Return the costs of the plan by visit and heading."""
    return tuple(budget_lines(paper.facts, paper.plan))


@made_once
def budget(paper: Paper) -> PaperTable:
    """Return the costs of the week: a row a visit with its headings, the package, the excess and its approver."""
    words, lines = paper.words, money_lines(paper)
    headings = [heading for heading in COST_HEADING_NAMES if any(line.heading == heading for line in lines)]
    head, tail = (
        words.pick("接待编号 来访客户 级别", "Case Client Level"),
        words.pick("计划 标准 超出", "Planned Package Over"),
    )
    budgeted = any(visit.budget is not None for visit in paper.week.visits)
    own = (words.pick("超预算", "Over budget"),) if budgeted else ()
    columns = (*head.split(), *map(words.heading, headings), *tail.split(), *own, words.pick("审批", "Approved by"))
    rows = []
    for stay in paper.facts.stays:
        mine = [line for line in lines if line.visit == stay.id]
        if mine:
            sums = _sums(words, headings, mine)
            cells = (paper.case_number(stay.id), paper.names.client(stay.id), words.level(stay.level), *sums)
            beyond = over_budget(paper.facts, lines, stay.id)
            own_cell = (words.yuan(beyond) if beyond else "",) if budgeted else ()
            over = bool(beyond) or any(line.over for line in mine)
            rows.append(
                Row((*cells, *own_cell, approver_text(paper, stay.id)), about=stay.id, visit=stay.id, open=over)
            )
    for charter in paper.report.charters:
        name = words.note(words.pick("包车", "charter"), paper.names.vehicle(charter.vehicle))
        cells = ("", name, "", *("" for _ in headings), words.yuan(charter.yuan))
        rows.append(Row((*cells, *("" for _ in columns[len(cells) :])), about="charter"))
    total = list(_sums(words, headings, lines))
    total[len(headings)] = words.yuan(paper.report.yuan)
    rows.append(Row(("", words.pick("合计", "All"), "", *total, *("" for _ in own), "")))
    return PaperTable("budget", words.pick("费用汇总", "Costs of the week"), columns, tuple(rows))


def _sums(words: Words, headings: list[str], lines: Iterable[BudgetLine]) -> tuple[str, ...]:
    """Return the cells of headings, of all that is planned, of what the package allows, of what exceeds it."""
    lines = list(lines)
    planned = Counter[str]()
    for line in lines:
        planned[line.heading] += line.planned
    allowed, over = sum(line.allowed or 0 for line in lines), sum(line.over for line in lines)
    cells = [words.yuan(planned[heading]) if planned[heading] else "" for heading in headings]
    return (*cells, words.yuan(sum(planned.values())), words.yuan(allowed), words.yuan(over) if over else "")


def approver_text(paper: Paper, visit: str) -> str:
    """Say who approves what a visit costs beyond package and budget, or that it is agreed; empty: it does not."""
    words, lines = paper.words, money_lines(paper)
    over = sum(line.over for line in lines if line.visit == visit)
    if not over and not over_budget(paper.facts, lines, visit):
        return ""
    asked = next((a for a in paper.agenda if a.todo and a.todo.task == "excess" and a.todo.visit == visit), None)
    if asked is None or asked.todo is None:
        waivers = [w.approver for w in paper.week.visit(visit).waivers if w.rule == PackageKept.id]
        return words.note(words.comma.join(dict.fromkeys(waivers)), words.pick("已同意", "agreed")) if waivers else ""
    agreed = words.pick("已同意", "agreed") if asked.step != "open" else ""
    return words.note(asked.todo.owner.say(words.lang), agreed)
