"""``jiedai compare``: plans side by side, and who must be told what when one replaces the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.language.words import Words
    from planner.services.compare import Comparison


@click.command(
    "compare",
    cls=Command,
    help=both(
        "对比两份或多份计划：指标、条款、每位人员和车辆的变更。都与第一份比，都按第一份的制度版本评。",
        "Compare plans: measures, rules, and what changes for every person and car. All against the first plan, "
        "judged by its policy edition.",
    ),
    epilog=both(
        "例：jiedai compare 旧/plan.json 新/plan.json -o 对比", "Example: jiedai compare old/plan.json new/plan.json"
    ),
)
@click.argument("plans", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PLAN PLAN...")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("把对比报告和图写入这个文件夹", "write the comparison and its pictures into this folder"),
)
@click.option(
    "--edition",
    help=both("按这个制度版本评：名称或 .toml 文件", "judge by this policy edition: a name or a .toml file"),
)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def compare(plans: tuple[Path, ...], out: Path | None, edition: str | None, as_json: bool, lang: Language) -> int:
    """Read the plans, judge them alike, say what is different."""
    if len(plans) < 2:
        raise click.UsageError(bilingual("请给出两份或更多计划", "give two plans or more"))
    from planner.formats import load_edition
    from planner.formats.plan_json import read_plan
    from planner.judging.check import check
    from planner.language.words import Words
    from planner.services.compare import compare as side_by_side

    words = Words(lang)
    read = [read_plan(_file(plan)) for plan in plans]
    policy = load_edition(edition) if edition else read[0][1]
    reports = [check(week, plan, policy) for week, _, plan in read]
    found = side_by_side(*reports, names=_names(plans), edition=policy)
    if out is not None:
        write(out, found, words)
    if as_json:
        click.echo(json.dumps(comparison_data(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found, words)))
        if out is not None:
            click.echo("\n" + words.label(words.pick("对比报告在", "The comparison is in"), str(out)))
    return 0


def _file(path: Path) -> Path:
    """Return the plan of a folder that ``jiedai plan`` wrote."""
    return path / "plan.json" if path.is_dir() else path


def _names(paths: tuple[Path, ...]) -> list[str]:
    """Call plans by file, or by folder where the file is ``plan.json``; the same name twice gets a number."""
    names = [path.stem if path.suffix and path.name != "plan.json" else path.resolve().name for path in paths]
    names = [p.resolve().parent.name if p.name == "plan.json" else name for p, name in zip(paths, names, strict=True)]
    return [name if names.count(name) == 1 else f"{name} {k}" for k, name in enumerate(names, start=1)]


def write(out: Path, found: Comparison, words: Words) -> None:
    """Write the paper and the pictures into a folder."""
    from planner.formats.files import write_files
    from planner.papers.comparison import comparison_files

    write_files(out, comparison_files(found, words))


def comparison_data(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data; moments are ISO 8601 with the offset of Beijing."""
    from planner.services.compare import change_row, rule_rows

    return {
        "plans": list(found.names),
        "measures": {str(name): found.measures[name].to_dict() for name in found.measures},
        "rules": [row for name, report in found.pairs for row in rule_rows(name, found.reports[0], report)],
        "changes": [
            {"plan": name} | {key: _iso(key, value) for key, value in change_row(change).items()}
            for name, changes in found.changes.items()
            for change in changes
        ],
    }


def _iso(key: str, value: Any) -> Any:
    from models.domain.clock import iso

    return iso(value) if isinstance(value, int) and key.startswith(("start_", "end_")) else value


def _lines(found: Comparison, words: Words) -> Iterator[str]:
    from planner.papers.comparison import papers_of, tellings
    from planner.papers.plain_text import table_lines
    from planner.papers.tables.compared import judged, measured

    yield from table_lines(measured(found, words))
    for name, telling in tellings(found, words):
        changes = found.changes[name]
        yield ""
        if not changes:
            yield words.pick(f"{name}：与{found.names[0]}没有差别", f"{name}: no difference from {found.names[0]}")
            continue
        yield from table_lines(judged(found, name, papers_of(telling)))
        yield ""
        yield words.pick(f"变更（{found.names[0]}→{name}）：", f"Changes ({found.names[0]}→{name}):")
        yield from (f"  {line}" for line in telling.lines(changes))
