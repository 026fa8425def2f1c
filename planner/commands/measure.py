"""``jiedai measure``: any plan in numbers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.commands.base import Command, Language, both, lang_option


@click.command(
    "measure",
    cls=Command,
    help=both(
        "把一份计划量成数字：客人每天等多久、坐多久车、换几次车、几点吃饭、行李、盒饭、未落实到人的岗位，逐批列出。",
        "A plan in numbers: how long guests wait and ride, changes of vehicle, hours of meals, luggage, packed meals, "
        "people without a name; visit by visit.",
    ),
    epilog=both(
        "例：jiedai measure 来访周 输出/plan.json", "Example: jiedai measure instances/tiny out/tiny/plan.json"
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def measure(week: Path, plan: Path, as_json: bool, lang: Language) -> int:
    """Judge the plan by the week as it is and the policy that the plan was made with, and measure it."""
    from planner.commands.plan_inputs import read_week_and_plan
    from planner.judging.check import check
    from planner.judging.measures import MeasuredPlan, measures, measures_by_visit
    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.papers.plain_text import table_lines
    from planner.papers.tables.measured import measured_plan

    facts, policy, found, _ = read_week_and_plan(week, plan)
    paper = Paper(check(facts, found, policy), Words(lang))
    if as_json:
        data = {
            "measures": measures(paper.report),
            "visits": measures_by_visit(paper.report),
            "waiting_by_place": MeasuredPlan(paper.report).days.waiting_by_place(),
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    click.echo("\n\n".join("\n".join(table_lines(table)) for table in measured_plan(paper)))
    return 0
