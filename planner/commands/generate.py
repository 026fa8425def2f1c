"""``jiedai generate``: a realistic week for trials, of one of several families."""

from __future__ import annotations

from pathlib import Path

import click

from planner.commands.base import Command, Language, both, lang_option
from planner.generation.families import FAMILIES
from planner.generation.generate import MAX_DELEGATIONS
from planner.generation.generate import generate as make_week


@click.command(
    "generate",
    cls=Command,
    help=both(
        "生成一个示例周（虚构），类型、数目和种子相同则内容相同。类型：busy 忙周，tight-fleet 车辆司机减半，"
        "tight-rooms 会议室和包间少，weekend 周末团（含调休），fair 投洽会（同一上午到达），"
        "ordered 活动有先后要求，training 两周培训班。",
        "Make up a realistic week; the same family, number and seed give the same week. Families: busy; tight-fleet "
        "has half the cars and drivers; tight-rooms few meeting rooms and private dining rooms; weekend stays over a "
        "day off and a make-up workday; at a fair most arrive on the same morning; ordered has activities that are to "
        "come before or after others; training is a fortnight of training series.",
    ),
    epilog=both(
        "例：jiedai generate --family fair --delegations 25 --seed 1 -o out/fair",
        "Example: jiedai generate --family fair --delegations 25 --seed 1 -o out/fair",
    ),
)
@click.option(
    "--family",
    type=click.Choice(list(FAMILIES)),
    default="busy",
    show_default=True,
    help=both("类型", "what kind of week"),
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
def generate(family: str, delegations: int, seed: int, folder: Path, lang: Language) -> None:
    """Write the week as text files."""
    from planner.formats import save

    week = make_week(delegations, seed, family)
    save(week, folder)
    requests = sum(len(visit.requests) for visit in week.visits)
    message = {
        "zh": f"{folder}：{delegations} 批客人，{requests} 项活动需求",
        "en": f"{folder}: {delegations} delegations, {requests} requests",
    }
    click.echo(message[lang], err=True)
