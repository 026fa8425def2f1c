"""The papers as Markdown: readable as they are, and rendered by any viewer. Text from input is data, never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.formats.files import safe_name
from planner.papers.tables.budget import budget
from planner.papers.tables.duties import DUTY_KINDS, duties, duty_title
from planner.papers.tables.estimated_ways import estimated_ways
from planner.papers.tables.findings import broken, left_out, preferences
from planner.papers.tables.money import costs
from planner.papers.tables.overview import overview
from planner.papers.tables.private_lists import gate_list, ticket_list
from planner.papers.tables.programme import programme
from planner.papers.tables.todos import todos
from planner.papers.tables.unsettled import unsettled
from planner.papers.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.services.result import Result

# What may begin or end markup, an HTML tag or an entity anywhere in a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~$])")
# What is markup at the beginning of a line only: headings, lists, quotations, rules.
_LEADING = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=\s|$|-|=)|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is, in one line."""
    line = " ".join(text.split())
    return _LEADING.sub(_lead, _MARKUP.sub(r"\\\1", line))


def _lead(match: re.Match[str]) -> str:
    # a number is markup only together with the sign behind it
    return f"{match[1]}{match[2]}\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}"


def table_text(table: PaperTable, level: int = 2) -> str:
    """Return a table as Markdown: heading, lines above, and the rows."""
    return "\n".join([f"{'#' * level} {escape(table.title)}", "", *_body(table)]) + "\n"


def _body(table: PaperTable) -> Iterable[str]:
    for line in table.lines:
        yield f"- {escape(line)}"
    if table.lines:
        yield ""
    if not table.rows:
        return
    yield _line(table.columns)
    yield "|" + " --- |" * len(table.columns)
    for cells in table.shown():
        yield _line(cells)
    yield ""


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join("<br>".join(escape(part) for part in cell.split("\n")) for cell in cells) + " |"


# ---------------------------------------------------------------- the papers


def papers(paper: Paper, result: Result | None = None) -> dict[str, str]:
    """Return all Markdown papers of a plan by file name.

    Parameters
    ----------
    paper : Paper
        The judged plan and the language.
    result : Result, optional
        How good the plan is known to be; a plan from elsewhere has none.
    """
    words = paper.words
    files = {words.pick("总览.md", "overview.md"): overview_text(paper, result)}
    jobs = todos(paper)
    if jobs.rows:
        ways = estimated_ways(paper)
        more = f"\n{table_text(ways)}" if ways.rows else ""
        text = f"{escape(heading(paper))}\n\n{table_text(jobs, level=1)}{more}"
        files[f"{words.pick('待办事项', 'to-do')}.md"] = text
    for name, table in (
        (words.pick("订票名单", "tickets to book"), ticket_list(paper)),
        (words.pick("门卫放行单", "cars at the gate"), gate_list(paper)),
    ):
        if table.rows:
            files[f"{name}.md"] = f"{escape(heading(paper))}\n\n{table_text(table, level=1)}"
    folder = words.pick("行程安排", "programmes")
    for visit in paper.week.visits:
        name = f"{paper.delegations.number(visit.id):02d} {safe_name(visit.client)}.md"
        files[f"{folder}/{name}"] = programme_text(paper, visit.id)
    folder = words.pick("任务单", "duties")
    for kind in DUTY_KINDS:
        tables = duties(paper, kind)
        if tables:
            title = duty_title(kind, words)
            head = f"# {escape(title)}\n\n{escape(heading(paper))}\n\n"
            files[f"{folder}/{title}.md"] = head + "\n".join(table_text(table) for table in tables)
    return files


def heading(paper: Paper) -> str:
    """Return the line under every title: company, week and days."""
    words, days = paper.words, paper.calendar.days
    return " · ".join((paper.names.company, paper.week.name, words.days(days[0], days[-1])))


def overview_text(paper: Paper, result: Result | None = None) -> str:
    """Return the paper for the office: verdict, the week, what is left out, not kept, unsettled, and the costs."""
    words = paper.words
    title = words.pick("接待计划总览", "Reception plan")
    head = [f"# {escape(title)}", "", escape(heading(paper)), ""]
    head += [f"- {escape(line)}" for line in verdict(paper, result)]
    tables = [
        left_out(paper),
        broken(paper),
        unsettled(paper),
        overview(paper),
        budget(paper),
        costs(paper),
        preferences(paper),
    ]
    tables.append(estimated_ways(paper))
    shown = [table_text(table) for table in tables if table.rows]
    return "\n".join([*head, "", "\n".join(shown)])


def programme_text(paper: Paper, visit: str) -> str:
    """Return the programme of one delegation, for guests and escorts."""
    return f"{escape(heading(paper))}\n\n" + table_text(programme(paper, visit), level=1)
