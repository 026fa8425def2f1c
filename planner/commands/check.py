"""``jiedai check``: any plan against every rule, without a solver."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.check import Report
    from planner.export.paper import Paper

REFUSED = 3
"""Exit code for a plan that breaks a must: a fault in the input."""


@click.command(
    "check",
    cls=Command,
    help=both(
        "逐条检查一份行程计划：违反的条款、程度和依据。有违反必须遵守的条款时，退出码为 3。",
        "Check a plan against every rule: what is broken, how far, and the clause. Exit code 3 if a must is broken.",
    ),
    epilog=both("例：jiedai check 来访周 out/plan.json", "Example: jiedai check instances/tiny out/tiny/plan.json"),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def check(week: Path, plan: Path, as_json: bool, lang: Language) -> int:
    """Judge the plan by the week as it is now and the policy that the plan was made with."""
    from planner.check import check as judge
    from planner.export.paper import Paper
    from planner.export.plan_json import read_plan
    from planner.export.words import Words
    from planner.reading import load

    facts = load(week)
    planned_for, edition, found = read_plan(plan)
    report = judge(facts, found, edition)
    if as_json:
        click.echo(json.dumps(report_data(report), ensure_ascii=False, indent=2))
    else:
        _print(Paper(report, Words(lang)), planned_for)
    return 0 if report.ok else REFUSED


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "ok": report.ok,
        "tiers": list(report.score.tiers),
        "broken": [broken_data(broken) for broken in report.broken("must", "should", "prefer", "note")],
        "left_out": [left.model_dump(mode="json") for left in report.plan.left_out],
        "costs": {visit: dict(spent) for visit, spent in report.spent().items()},
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
        "about": list(violation.about),
        "amount": violation.amount,
        "unit": rule.unit,
        "waived": broken.waived,
        "cost": broken.cost,
        "text": violation.text,
    }


def _print(paper: Paper, planned_for: Week) -> None:
    from planner.export.tables.findings import broken, left_out, preferences
    from planner.export.text import table_lines
    from planner.export.verdict import verdict

    words = paper.words
    if planned_for != paper.week:
        changed = "排定之后来访资料有改动，按现在的资料检查。", "The week has changed since the plan was made."
        click.echo(words.pick(*changed))
    if paper.report.ok:
        click.echo(words.pick("可以发布：必须遵守的条款都做到了。", "May be published: every must is kept."))
    click.echo("\n".join(verdict(paper)))
    for table in (broken(paper), left_out(paper), preferences(paper)):
        if table.rows:
            click.echo("\n" + "\n".join(table_lines(table)))
