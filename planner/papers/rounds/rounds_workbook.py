"""A plan of rounds as a workbook: weeks, everybody's route, appointments, what is missed, districts, work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.papers.rounds.lists import (
    appointments_table,
    balance_table,
    birthdays_table,
    districts_table,
    missed_table,
    overdue_table,
    rules_table,
)
from planner.papers.rounds.oddities import odd_lines
from planner.papers.rounds.routes import glance_table, route_table
from planner.papers.seating.sheets import PrintedSheets

if TYPE_CHECKING:
    from planner.papers.rounds.rounds_paper import RoundsPaper
    from planner.papers.table import PaperTable


def rounds_workbook(paper: RoundsPaper) -> bytes:
    """Return the workbook: a first sheet with what matters and links, then a sheet a subject."""
    words = paper.words
    title = words.label(words.pick("拜访计划", "Plan of calls"), paper.book.name)
    book = PrintedSheets(title, words)
    first = book.name(words.pick("说明", "notes"))
    weeks = [_one_line(glance_table(paper, week), words.semicolon) for week in range(paper.book.weeks)]
    sheets: list[tuple[str, list[PaperTable]]] = [(words.pick("各周一览", "Weeks at a glance"), weeks)]
    for person in paper.book.specialists:
        tables = [_one_line(route_table(paper, day), " ") for day in paper.days_of(person)]
        sheets.append((words.label(words.pick("路线", "Route"), person.name), tables))
    lists = (appointments_table, missed_table, overdue_table, balance_table, districts_table, birthdays_table)
    tables = [make(paper) for make in lists]
    sheets += [(table.title, [table]) for table in (*tables, rules_table(paper))]
    named = [(book.name(title), title, tables) for title, tables in sheets if any(table.rows for table in tables)]
    book.index(first, title, verdict_lines(paper), [(name, title, "") for name, title, _ in named])
    for name, title, tables in named:
        lines = tables[0].lines if len(tables) == 1 else ()
        bare = [replace(table, lines=()) for table in tables] if len(tables) == 1 else tables
        book.lists(name, title, lines, bare)
    return book.bytes()


def _one_line(table: PaperTable, between: str) -> PaperTable:
    """Return a table whose cells have one line each."""
    rows = (
        replace(row, cells=tuple(between.join(part for part in cell.split("\n") if part) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def verdict_lines(paper: RoundsPaper) -> list[str]:
    """Return what matters of a plan in a few lines: what is planned and missed, how far, what is odd in the book."""
    words, report = paper.words, paper.report
    due = len(paper.plan.calls) + len(paper.missed)
    rate = f"{100 * len(paper.plan.calls) / due:.0f}%" if due else "—"
    lines = [
        paper.span(),
        words.pick(
            f"应拜访 {due} 次，排上 {len(paper.plan.calls)} 次（{rate}）；全程 {paper.km(report.metres)}",
            f"{len(paper.plan.calls)} of {due} due calls planned ({rate}); {paper.km(report.metres)} in all",
        ),
    ]
    missed = report.score.tiers[0]
    if paper.plan.least_missed is not None and missed:
        proven = paper.plan.least_missed >= missed
        lines.append(
            words.pick("已证明：不可能漏得更少", "proven: no plan misses less")
            if proven
            else words.pick(
                f"漏访权重 {missed}，任何计划都不少于 {paper.plan.least_missed}",
                f"missed calls weigh {missed}; no plan misses less than {paper.plan.least_missed}",
            )
        )
    for broken in report.score.musts:
        said = broken.violation.say(words.lang)
        lines.append(words.label(words.pick("违反必须遵守的条款", "breaks a must"), f"{broken.rule.id} {said}"))
    if paper.paused:
        names = dict.fromkeys(paper.customer(one.customer) for one in paper.paused)
        lines.append(words.label(words.pick("暂停拜访", "paused"), words.comma.join(names)))
    return [*lines, *odd_lines(paper.facts, words)]
