"""``jiedai check``: any plan against every rule, without a solver."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.domain.bilingual import bilingual
from models.domain.errors import ExitCode
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.members import lost_in_copy

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.language.words import Words
    from planner.papers.paper import Paper

MOST_KEYS = 5
"""Of the numbers in which a plan's policy differs, so many are named."""


@click.command(
    "check",
    cls=Command,
    help=both(
        "逐条检查一份行程计划（plan.json，或手工改过的 plan.xlsx）：违反的条款、程度和依据。"
        "plan.xlsx 另存一份，把有问题的单元格标出来。有违反必须遵守的条款时，退出码为 3。",
        "Check a plan (plan.json, or plan.xlsx changed by hand) against every rule: what is broken, how far, and the "
        "clause. A copy of plan.xlsx has the cells marked. Exit code 3 if a must is broken.",
    ),
    epilog=both("例：jiedai check 来访周 out/plan.xlsx", "Example: jiedai check instances/tiny out/tiny/plan.xlsx"),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mark",
    "marked",
    type=click.Path(dir_okay=False, path_type=Path),
    help=both(
        "标出问题的工作簿写到哪里（默认：plan.xlsx 旁边）", "where to write the marked workbook (beside plan.xlsx)"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def check(week: Path, plan: Path, marked: Path | None, as_json: bool, lang: Language) -> int:
    """Judge the plan by the week as it is now and the policy that the plan was made with."""
    from planner.commands.plan_inputs import as_remembered
    from planner.formats import load
    from planner.formats.edition import changed_since
    from planner.formats.plan_json import read_plan
    from planner.judging.check import check as judge
    from planner.language.words import Words
    from planner.papers.paper import Paper

    facts, words = load(week), Words(lang)
    if plan.suffix.lower() == ".xlsx":
        return _check_book(facts, plan, marked, as_json, words)
    if marked is not None:
        raise click.UsageError(bilingual("--mark 只用于 plan.xlsx", "--mark is for plan.xlsx only"))
    planned_for, edition, found = read_plan(plan)
    facts = as_remembered(facts, planned_for)
    report, other = judge(facts, found, edition), changed_since(edition, week)
    if as_json:
        data = {**report_data(report), "policy_changed": other}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        if other:
            zh = f"计划所附的制度与现行的有 {len(other)} 处不同，按所附的检查。"
            en = f"The plan's policy differs from the present one and is used: {', '.join(other[:MOST_KEYS])}"
            click.echo(words.pick(zh, en))
        if planned_for != report.week:
            click.echo(
                words.pick(
                    "排定之后来访资料有改动，按现在的资料检查。", "The week has changed since the plan was made."
                )
            )
        _print(Paper(report, words))
    return ExitCode.DONE if report.ok else ExitCode.FAULTY_INPUT


def _check_book(week: Week, path: Path, marked: Path | None, as_json: bool, words: Words) -> int:
    """Judge plan.xlsx and write a copy with the cells marked, also where it could not be read."""
    from models.domain.errors import FaultyInput
    from planner.formats.files import write_file
    from planner.formats.workbook.mark_findings import with_findings_marked
    from planner.papers.paper import Paper
    from planner.plan_workbook.check import check_book, marks_of, marks_of_faults

    target = marked or path.with_name(f"{path.stem}（{words.pick('检查', 'checked')}）.xlsx")
    if target.exists() and target.resolve() == path.resolve():
        raise click.UsageError("--mark: " + words.pick("不能写在原文件上", "not over the plan itself"))
    title = words.pick("检查结果", "What the check found")
    try:
        book, report = check_book(week, path)
    except FaultyInput as error:
        if any("!" in fault.where for fault in error.faults):
            write_file(target, with_findings_marked(path, marks_of_faults(error, words.lang), title))
            _say_marked(target, path, words, err=True)
        raise
    paper = Paper(report, words)
    marks = marks_of(paper, book)
    if marks:
        write_file(target, with_findings_marked(path, marks, title))
    if as_json:
        click.echo(json.dumps(report_data(report), ensure_ascii=False, indent=2))
        return ExitCode.DONE if report.ok else ExitCode.FAULTY_INPUT
    for fault in book.ignored:
        click.echo(fault.told(words.lang))
    _print(paper)
    if marks:
        click.echo()
        _say_marked(target, path, words)
    return ExitCode.DONE if report.ok else ExitCode.FAULTY_INPUT


def _say_marked(target: Path, source: Path, words: Words, err: bool = False) -> None:
    """Say where the marked copy is, and what it could not take along."""
    from planner.formats.workbook.mark_faults import parts_lost

    click.echo(words.label(words.pick("已标出", "Marked"), str(target)), err=err)
    if lost := lost_in_copy(parts_lost(source), words):
        click.echo(lost, err=err)


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "ok": report.ok,
        "tiers": list(report.score.tiers),
        "broken": [broken_data(broken) for broken in report.broken("must", "should", "prefer", "note")],
        "left_out": [left.model_dump(mode="json") for left in report.plan.left_out],
        "costs": {visit: dict(spent) for visit, spent in report.spent().items()},
        "charters": {charter.vehicle: charter.yuan for charter in report.charters},
    }


def broken_data(broken: Any) -> dict[str, Any]:
    """Return a break as plain data."""
    rule, violation = broken.rule, broken.violation
    return {
        "rule": rule.id,
        "level": rule.level,
        "clause": str(rule.cites),
        "title": rule.title,
        "visit": violation.visit,
        "about": list(violation.about.ids),
        "amount": violation.amount,
        "unit": rule.unit,
        "waived": broken.waived,
        "cost": broken.cost,
        "text": violation.say("zh"),
        "text_en": violation.say("en"),
    }


def _print(paper: Paper) -> None:
    from planner.papers.plain_text import table_lines
    from planner.papers.tables.findings import broken, left_out, preferences
    from planner.papers.verdict import verdict

    words = paper.words
    if paper.report.ok:
        click.echo(words.pick("可以发布：必须遵守的条款都做到了。", "May be published: every must is kept."))
    click.echo("\n".join(verdict(paper)))
    for table in (broken(paper), left_out(paper), preferences(paper)):
        if table.rows:
            click.echo("\n" + "\n".join(table_lines(table)))
