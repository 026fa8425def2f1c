"""``jiedai close``: what became of a week's visits goes into the register; what is left to do is listed."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.bilingual import bilingual
from models.domain.errors import ExitCode
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.register_inputs import company_register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.actuals import Actuals
    from models.domain.week import Week
    from planner.commands.plan_inputs import WeekAndPlan
    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.papers.table import PaperTable
    from planner.register.closing import Closing
    from planner.register.record import WeekRecord


@click.command(
    "close",
    cls=Command,
    help=both(
        "来访结束后登记：实际费用、时间、礼品、承诺、满意度写入登记册（一个 SQLite 文件），列出后续跟进事项。"
        "实际情况填在 plan.xlsx 的“实际情况”表、--template 给出的空表或 .toml 文件里。"
        "同样内容再登记一次不会改变登记册，有改动则替换并注明。",
        "Register what became of the visits: costs, times, gifts, promises and opinions, in one SQLite file; list "
        "what is left to do. It is filled in on the sheet Actuals of plan.xlsx, in the workbook that --template makes, "
        "or in a .toml file. The same again changes nothing; what has changed replaces what was there, with a note.",
    ),
    epilog=both(
        "例：jiedai close 来访周 输出/plan.xlsx --register 登记册.sqlite --follow-up 后续跟进.xlsx",
        "Example: jiedai close instances/tiny out/tiny/plan.json --actuals actuals.toml --register register.sqlite",
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--actuals",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "填好的实际情况：.xlsx 或 .toml；不写则用 plan.xlsx 里的表",
        "what was filled in: .xlsx or .toml; by default the sheet of plan.xlsx",
    ),
)
@click.option(
    "-o",
    "--register",
    "register",
    type=click.Path(dir_okay=False, path_type=Path),
    help=both(
        "登记册文件，没有就新建；不写则用公司资料里写的那一本",
        "the register, made where there is none; by default the one that the company names",
    ),
)
@click.option(
    "--follow-up",
    "follow_up",
    type=click.Path(dir_okay=False, path_type=Path),
    help=both("后续跟进清单另存为工作簿", "write the follow-up list as a workbook, too"),
)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help=both("只写一份待填的实际情况表", "only write the workbook to be filled in"),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def close(
    week: Path,
    plan: Path,
    source: Path | None,
    register: Path | None,
    follow_up: Path | None,
    template: Path | None,
    as_json: bool,
    lang: Language,
) -> int:
    """Read everything, then write: a fault leaves the register as it was."""
    if template is not None and (register is not None or source is not None or follow_up is not None):
        raise click.UsageError(bilingual("--template 单独使用", "--template goes by itself"))
    from planner.commands.plan_inputs import plan_file, read_week_and_plan
    from planner.formats.plan_json import read_office
    from planner.judging.check import check
    from planner.language.words import Words
    from planner.papers.paper import Paper

    words = Words(lang)
    read = read_week_and_plan(week, plan)
    office = read.book.ticks.now if read.book is not None else read_office(plan_file(plan))
    paper = Paper(check(read.week, read.plan, read.edition), words, office)
    if template is not None:
        from planner.formats.files import write_new
        from planner.plan_workbook.writing.actuals_sheet import actuals_book

        write_new(template, actuals_book(paper, read.plan))
        click.echo(words.label(words.pick("请填写", "To be filled in"), str(template)))
        return ExitCode.DONE
    register = register or _named(week, read.week)
    from planner.register.closing import close_week
    from planner.register.follow_up_table import follow_up_table
    from planner.register.record import record_of
    from planner.register.spent_table import spent_table

    actuals = _actuals(source or plan_file(plan), read, paper)
    # the register speaks Chinese, whoever writes it: else a change of language would be one of the record
    record = record_of(Paper(paper.report, Words("zh"), office), actuals)
    table, spent = follow_up_table(paper, actuals, record), spent_table(record, words)
    if follow_up is not None:
        _write_tables(follow_up, [table, spent], paper)
    done = close_week(register, record, dt.datetime.now(dt.UTC).astimezone(), words)
    if as_json:
        click.echo(json.dumps(_data(done, record, table, spent), ensure_ascii=False, indent=2))
    else:
        _print(done, record, (spent, table), register, words)
        if follow_up is not None:
            click.echo(words.label(words.pick("清单", "List"), str(follow_up)))
    return ExitCode.DONE


def _named(path: Path, week: Week) -> Path:
    """Return the register that the company names, with the folder for it."""
    register = company_register(path, week)
    if register is None:
        zh, en = "请给出 --register 或 --template，或在公司资料里写登记册", "--register or --template is needed"
        raise click.UsageError(bilingual(zh, en))
    register.parent.mkdir(parents=True, exist_ok=True)
    return register


def _actuals(path: Path, read: WeekAndPlan, paper: Paper) -> Actuals:
    """Read what was filled in."""
    if path.suffix.lower() == ".toml":
        from planner.register.actuals_text import read_actuals_text

        return read_actuals_text(path, read.week, read.plan)
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(
            bilingual(
                "请用 --actuals 给出填好的实际情况（.xlsx 或 .toml）", "--actuals is needed, a workbook or a .toml file"
            )
        )
    from planner.plan_workbook.reading.actuals import read_actuals_book

    plans = (read.plan,) if read.book is None else (read.book.base, read.plan)
    return read_actuals_book(path, paper, plans)


def _write_tables(path: Path, tables: list[PaperTable], paper: Paper) -> None:
    from planner.formats.files import write_file
    from planner.papers.workbook import tables_workbook

    lines = [paper.words.comma.join((paper.names.company, paper.week.name))]
    write_file(path, tables_workbook(tables[0].title, lines, tables, [], paper.words))


def _print(done: Closing, record: WeekRecord, tables: Sequence[PaperTable], register: Path, words: Words) -> None:
    from planner.papers.plain_text import table_lines

    visits = record.rows["visits"]
    said = {
        "new": words.pick("已登记", "Registered"),
        "same": words.pick("已登记过，没有改动", "Registered before, nothing has changed"),
        "changed": words.pick(f"已改登记（第 {done.revision} 次）", f"Registered anew (revision {done.revision})"),
    }[done.outcome]
    count = words.pick(f"{len(visits)} 批来访", f"visits: {len(visits)}")
    click.echo(words.label(said, words.comma.join([count, os.path.normpath(register)])))
    if done.note:
        click.echo(done.note)
    if record.unplanned:
        told = words.pick("没有安排，未登记", "not planned, not registered")
        click.echo(words.label(told, words.comma.join(record.unplanned)))
    for table in tables:
        click.echo("\n" + "\n".join(table_lines(table)))


def _data(done: Closing, record: WeekRecord, table: PaperTable, spent: PaperTable) -> dict[str, object]:
    """Return what was done as plain data."""
    return {
        "outcome": done.outcome,
        "revision": done.revision,
        "note": done.note,
        "week": record.week,
        "visits": len(record.rows["visits"]),
        "follow_up": [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows],
        "costs": [dict(zip(spent.columns, row.cells, strict=True)) for row in spent.rows],
    }
