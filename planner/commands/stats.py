"""``jiedai stats``: the register in tables and pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.errors import ExitCode
from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    from planner.language.words import Words
    from planner.papers.table import PaperTable
    from planner.register.statistics import Statistics


@click.command(
    "stats",
    cls=Command,
    help=both(
        "接待统计：按级别、目的、月份的批次、人数、费用、人均、满意度，计划与实际，谁承担了多少，未兑现的承诺。"
        "用 -o 另存为工作簿、Markdown 和图。",
        "Statistics of the register: visits, guests, costs, costs a head and opinions by level, purpose and month, "
        "planned and actual, who carried the load, promises not kept. -o writes a workbook, Markdown and pictures.",
    ),
    epilog=both("例：jiedai stats 登记册.sqlite -o 统计", "Example: jiedai stats register.sqlite -o STATS"),
)
@click.argument("register", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("输出文件夹：统计.xlsx、统计.md 和图", "folder for statistics.xlsx, statistics.md and the pictures"),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def stats(register: Path, out: Path | None, as_json: bool, lang: Language) -> int:
    """Count the register, print the tables and write them."""
    from planner.language.words import Words
    from planner.register.statistics import Statistics
    from planner.register.store import reading

    words = Words(lang)
    with reading(register) as connection:
        counted = Statistics(connection, words)
        tables = counted.tables()
        files = _files(counted, tables, words) if out is not None else {}
    if out is not None:
        from planner.formats.files import write_files

        write_files(out, files)
    if as_json:
        data = {table.id: [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows] for table in tables}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return ExitCode.DONE
    _print(tables, words)
    if out is not None:
        click.echo(words.label(words.pick("已写入", "Written to"), str(out)))
    return ExitCode.DONE


def _print(tables: list[PaperTable], words: Words) -> None:
    from planner.papers.plain_text import table_lines

    if not tables:
        click.echo(words.pick("登记册是空的", "The register is empty"))
    click.echo("\n\n".join("\n".join(table_lines(table)) for table in tables))


def _files(counted: Statistics, tables: list[PaperTable], words: Words) -> dict[str, bytes | str]:
    """Return workbook, Markdown and pictures by file name."""
    import matplotlib as mpl

    from planner.papers.markdown import table_text
    from planner.papers.workbook import drawn, tables_workbook
    from planner.register.picture import plot_a_head, plot_months

    title = words.pick("客户来访接待统计", "Statistics of visits")
    with mpl.rc_context():
        pictures = [
            drawn(words.pick("各月费用", "costs by month"), plot_months(counted.by_month(), words)),
            drawn(words.pick("各级人均费用", "costs a head"), plot_a_head(counted.a_head_by_level(), words)),
        ]
    text = "\n".join([f"# {title}\n", *(table_text(table) for table in tables)])
    name = words.pick("统计", "statistics")
    return {
        f"{name}.md": text,
        f"{name}.xlsx": tables_workbook(title, [], tables, pictures, words),
        **{f"{picture.name}.png": picture.png for picture in pictures},
    }
