"""``jiedai why``: what stands in the way of a wish, what it would move and cost, and the ways to have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.plan_inputs import NOW_HELP, PIN_HELP

if TYPE_CHECKING:
    from models.domain.pins import Pin
    from planner.language.named_options import NamedOptions


@click.command(
    "why",
    cls=Command,
    help=both(
        "为什么这样排：某项活动想换时间、人、会议室或取消，什么挡着，要动什么，代价多少；"
        "不写想法，则说明为什么在这个时间，或为什么没排上。",
        "Why it is so: what stands in the way of another time, person or room, or of dropping an item, what would "
        "move and what it costs; without a wish, why it is when it is, or why it is left out.",
    ),
    epilog=both(
        "例：jiedai why 来访周 输出 --visit 华中团 --item 技术交流 --at “周二 9:00”",
        "Examples: jiedai why WEEK OUT --visit zhongneng --item talk; "
        'jiedai why WEEK OUT --visit zhongneng --item talk --at "Tue 15:00"; '
        "jiedai why WEEK OUT --visit zhongneng --item talk --drop",
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--visit",
    help=both(
        "来访：名称或其中几个字、编号，或来访资料的行（来访客户!3）", "the visit: (part of) its name, id, or row"
    ),
)
@click.option(
    "--item",
    required=True,
    help=both("活动：名称、地点、编号，或来访资料的行（活动需求!5）", "the item: its name, place, id, or row"),
)
@click.option("--at", "moment_", help=both("想在什么时间，如“周二 9:00”", 'a wished time, "Tue 9:00"'))
@click.option("--with", "person", help=both("想由谁出席", "who should take part"))
@click.option("--in", "room", help=both("想在哪个会议室、包间", "a wished meeting room or dining room"))
@click.option("--drop", is_flag=True, help=both("想取消", "leave it out"))
@click.option("--now", help=NOW_HELP)
@click.option("--pin", "pins", multiple=True, help=PIN_HELP)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def why(
    week: Path,
    plan: Path,
    visit: str | None,
    item: str,
    moment_: str | None,
    person: str | None,
    room: str | None,
    drop: bool,
    now: str | None,
    pins: tuple[str, ...],
    as_json: bool,
    lang: Language,
) -> int:
    """Read, ask, and say the answer."""
    if drop and (moment_ or person or room):
        raise click.UsageError(
            bilingual("--drop 不能与 --at、--with、--in 同用", "--drop goes with none of --at, --with, --in")
        )
    from planner.commands.plan_inputs import named_options, pins_of, read_moment, read_week_and_plan, report_of
    from planner.language.words import Words
    from planner.papers.answers import AnswerTexts, answer_data
    from planner.papers.paper import Paper
    from planner.services.why import why as ask

    facts, edition, old, _ = read_week_and_plan(week, plan)
    options = named_options(week, facts, old)
    wish = wished(options, visit, item, person=person, room=room)
    wish = wish.replace(start=read_moment(moment_, facts, "--at"), out=drop)
    fixed, moment = pins_of(pins, facts, old, options), read_moment(now, facts, "--now")
    found = ask(facts, old, wish, edition=edition, now=moment, pins=fixed)
    if as_json:
        click.echo(json.dumps(answer_data(found), ensure_ascii=False, indent=2))
    else:
        paper = Paper(report_of(facts, edition, old), Words(lang))
        click.echo("\n".join(AnswerTexts(paper).lines(found)))
    return 0


def wished(
    options: NamedOptions, visit: str | None, item: str, *, person: str | None = None, room: str | None = None
) -> Pin:
    """Return a wish from names, ids or rows.

    Raises
    ------
    FaultyInput
        With everything that is not there, or could be several things.
    """
    from models.domain.pins import Pin

    id = options.visit(visit, "--visit") if visit else None
    found = options.item(item, id, "--item") if id or not visit else None
    who = options.person(person, "--with") if person else None
    where = options.room(room, "--in") if room else None
    options.check()
    assert found is not None
    return Pin(of=found, people=(who,) if who else None, room=where, source="why")
