"""``jiedai alternatives``: noticeably different plans side by side, and the non-dominated ones among them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    import pandas as pd

    from planner.commands.plan_inputs import WeekAndPlan
    from planner.language.words import Words
    from planner.papers.table import PaperTable

ALTERNATIVE_COLUMNS = (
    ("name", "方案", "plan"),
    ("aim", "特点", "aim"),
    ("unlike", "不同的活动", "items unlike"),
    ("cost", "费用（元）", "cost (CNY)"),
    ("discomfort", "不舒适（分值）", "discomfort"),
    ("sights", "游览", "sights"),
    ("moved", "变动（分值）", "moved"),
    ("front", "不被比下去", "on the front"),
)


@click.command(
    "alternatives",
    cls=Command,
    help=both(
        "另几份计划供选择：换日期、换次序、更省钱、更宽松、多游览、换接待领导；未能安排的都不比原计划多。",
        "Other plans to choose from: other days, order, hosts, cheaper, easier, more sights; none leaves out more "
        "than the plan.",
    ),
    epilog=both(
        "例：jiedai alternatives 来访周 输出 -k 3 -o 方案", "Example: jiedai alternatives WEEK OUT -k 3 -o OTHERS"
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-k",
    "--alternatives",
    "count",
    type=click.IntRange(1, 5),
    default=3,
    show_default=True,
    help=both("最多几份", "so many others at most"),
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help=both("最多找多少秒", "how long at most"),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("每份计划写成 方案/plan.json、plan.xlsx", "write each plan into a folder of its name below this one"),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def alternatives(
    week: Path, plan: Path, count: int, seconds: float, out: Path | None, as_json: bool, lang: Language
) -> int:
    """Read, vary, and list."""
    from planner.commands.plan_inputs import read_week_and_plan
    from planner.language.words import Words
    from planner.papers.plain_text import table_lines
    from planner.services.alternatives import alternatives as vary
    from planner.services.alternatives import front

    read, words = read_week_and_plan(week, plan), Words(lang)
    found = vary(read.week, read.plan, count, edition=read.edition, seconds=seconds)
    found["front"] = found["name"].isin(front(found)["name"])
    if out is not None:
        _write(out, found, read, words)
    if as_json:
        rows = found.drop(columns="plan").to_dict(orient="records")
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=_plain))
    else:
        click.echo("\n".join(table_lines(_table(found, words))))
        if out is not None:
            click.echo(words.label(words.pick("各方案在", "the plans are in"), str(out)))
    return 0


def _plain(value: Any) -> Any:
    return value.item()


def _write(out: Path, found: pd.DataFrame, read: WeekAndPlan, words: Words) -> None:
    """Write each plan as plan.json and plan.xlsx into a folder of its name."""
    from planner.formats.files import write_files
    from planner.judging.check import check
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing import plan_workbook
    from planner.services.plan_file import plan_text

    files: dict[str, bytes | str] = {}
    for name, plan in zip(found["name"], found["plan"], strict=True):
        report = check(read.week, plan, read.edition)
        files[f"{name}/plan.json"] = plan_text(report)
        files[f"{name}/plan.xlsx"] = plan_workbook(Paper(report, words))
    write_files(out, files)


def _table(found: pd.DataFrame, words: Words) -> PaperTable:
    from planner.papers.table import PaperTable, Row
    from planner.services.alternatives import AIM_WORDS

    english = {zh: en for zh, en in AIM_WORDS.values()}
    rows = []
    for record in found.to_dict(orient="records"):
        record["aim"] = words.pick(record["aim"], english[record["aim"]])
        record["front"] = "✓" if record["front"] else ""
        rows.append(Row(tuple(str(record[name]) for name, _, _ in ALTERNATIVE_COLUMNS)))
    columns = tuple(words.pick(zh, en) for _, zh, en in ALTERNATIVE_COLUMNS)
    title = words.pick("可选方案", "Alternatives")
    return PaperTable(id="alternatives", title=title, columns=columns, rows=tuple(rows))
