"""``jiedai generate``: a realistic busy week for trials."""

from __future__ import annotations

from pathlib import Path

import click

from planner.commands.base import Command, Language, both, lang_option
from planner.generation.generate import MAX_DELEGATIONS
from planner.generation.generate import generate as make_week


@click.command(
    "generate",
    cls=Command,
    help=both(
        "生成一个忙碌的示例周（虚构），数目和种子相同则内容相同。",
        "Make up a realistic busy week; the same number and seed give the same week.",
    ),
    epilog=both(
        "例：jiedai generate --delegations 25 --seed 1 -o out/busy",
        "Example: jiedai generate --delegations 25 --seed 1 -o out/busy",
    ),
)
@click.option(
    "--delegations",
    type=click.IntRange(1, MAX_DELEGATIONS),
    default=12,
    show_default=True,
    help=both("来访批数", "how many delegations"),
)
@click.option("--seed", type=int, default=1, show_default=True, help=both("种子", "the seed"))
@click.option(
    "-o",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help=both("写到这个新文件夹", "write to this new folder"),
)
@lang_option()
def generate(delegations: int, seed: int, folder: Path, lang: Language) -> None:
    """Write the week as text files."""
    from planner.formats import save

    week = make_week(delegations, seed)
    save(week, folder)
    requests = sum(len(visit.requests) for visit in week.visits)
    message = {
        "zh": f"{folder}：{delegations} 批客人，{requests} 项活动需求",
        "en": f"{folder}: {delegations} delegations, {requests} requests",
    }
    click.echo(message[lang], err=True)
