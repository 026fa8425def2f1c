"""``jiedai schema``: the formats as JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.commands.base import Command, Language, both, lang_option

SCHEMA_NAMES = ("week", "company", "visit", "edition", "plan", "rounds", "rounds-plan")


@click.command(
    "schema",
    cls=Command,
    help=both(
        "输出格式的 JSON Schema：week（week.toml）、company（公司）、visit（来访）、edition（制度）、plan（计划）、"
        "rounds（客户，rounds.toml）、rounds-plan（拜访计划）。",
        "Print a format as JSON Schema: week (week.toml), company (its folder's files), visit, edition, plan, "
        "rounds (customers, rounds.toml), rounds-plan.",
    ),
    epilog=both("例：jiedai schema visit > visit.schema.json", "Example: jiedai schema visit > visit.schema.json"),
)
@click.argument("name", type=click.Choice(SCHEMA_NAMES), required=False)
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=both("把全部格式写进这个文件夹", "write all of them into this folder"),
)
@lang_option()
def schema(name: str | None, folder: Path | None, lang: Language) -> None:
    """Print one schema, or all in one object; or write each to a file."""
    from planner.formats.schema import schema_of

    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for each in [name] if name else SCHEMA_NAMES:
            path = folder / f"{each}.schema.json"
            path.write_text(_text(schema_of(each)), encoding="utf-8", newline="\n")
            click.echo({"zh": f"已写 {path}", "en": f"wrote {path}"}[lang], err=True)
    else:
        click.echo(_text(schema_of(name) if name else {each: schema_of(each) for each in SCHEMA_NAMES}), nl=False)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
