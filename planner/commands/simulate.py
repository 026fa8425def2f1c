"""``jiedai simulate``: what becomes of a plan when flights are late, roads are full and talks overrun."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    import pandas as pd

    from planner.services.simulate import Simulation

DEFAULT_SCENARIOS, MAX_SCENARIOS = 2000, 100_000


@click.command(
    "simulate",
    cls=Command,
    help=both(
        "检验计划的稳健性：航班晚点、堵车、活动超时的情况下，固定约会能否准时，谁要等，哪里多留10分钟最有用。"
        "分布在制度版本的 [risks] 中。",
        "Try how a plan stands up to late flights, full roads and long talks: what is on time, who waits, where ten "
        "minutes more help most. The distributions are in the policy edition, [risks].",
    ),
    epilog=both(
        "例：jiedai simulate 来访周 输出/plan.json --scenarios 2000 -o 稳健性",
        "Example: jiedai simulate instances/tiny out/tiny/plan.json --scenarios 2000 -o out/robust",
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--scenarios",
    type=click.IntRange(1, MAX_SCENARIOS),
    default=DEFAULT_SCENARIOS,
    show_default=True,
    help=both("模拟次数", "how many scenarios"),
)
@click.option("--seed", default=0, show_default=True, help=both("随机种子", "seed of the random numbers"))
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("把报告和图写入这个文件夹", "write the report and its pictures into this folder"),
)
@click.option(
    "--edition",
    help=both("用这个制度版本的风险：名称或 .toml 文件", "take the risks of this edition: a name or a .toml file"),
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help=both("进程数", "processes"))
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def simulate(
    week: Path,
    plan: Path,
    scenarios: int,
    seed: int,
    out: Path | None,
    edition: str | None,
    jobs: int,
    as_json: bool,
    lang: Language,
) -> int:
    """Play the plan through with the week as it is now."""
    from planner.commands.plan_inputs import read_week_and_plan
    from planner.formats import load_edition
    from planner.formats.files import write_files
    from planner.judging.check import check
    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.papers.plain_text import table_lines
    from planner.papers.robustness import robustness_files
    from planner.papers.tables.robust import headline, tables
    from planner.services.simulate import simulate as play

    facts, policy, found, _ = read_week_and_plan(week, plan)
    policy = load_edition(edition) if edition else policy
    paper = Paper(check(facts, found, policy), Words(lang))
    result = play(paper.report, scenarios, seed, jobs=jobs)
    if out is not None:
        write_files(out, robustness_files(paper, result))
    if as_json:
        click.echo(json.dumps(simulation_data(result), ensure_ascii=False, indent=2))
        return 0
    click.echo("\n".join(headline(paper, result)))
    for table in tables(paper, result):
        click.echo("\n" + "\n".join(table_lines(table)))
    if out is not None:
        click.echo("\n" + paper.words.label(paper.words.pick("报告在", "The report is in"), str(out)))
    return 0


def simulation_data(found: Simulation) -> dict[str, Any]:
    """Return a simulation as plain data."""
    return {
        "scenarios": len(found.scenarios),
        "seed": found.seed,
        "summary": found.summary.to_dict("index"),
        **{name: _records(getattr(found, name)) for name in ("appointments", "items", "departures", "rides", "advice")},
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    if "start" in plain:
        plain["start"] = [moment.isoformat(timespec="minutes") for moment in frame["start"]]
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]
