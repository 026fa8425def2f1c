"""``jiedai why``: what stands in the way of a wish, what it would move and cost, and the ways to have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.base import Command, Language, both, lang_option
from planner.commands.plan_inputs import NOW_HELP, PIN_HELP

if TYPE_CHECKING:
    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.domain.week import Week


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
@click.option("--visit", required=True, help=both("来访：编号或名称", "the visit: id or name"))
@click.option("--item", required=True, help=both("活动：编号或名称", "the item: id or name"))
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
    visit: str,
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
        raise click.UsageError("--drop / --at, --with, --in")
    from planner.commands.plan_inputs import pins_of, read_moment, read_week_and_plan, report_of
    from planner.language.words import Words
    from planner.papers.answers import AnswerTexts, answer_data
    from planner.papers.paper import Paper
    from planner.services.why import why as ask

    facts, edition, old = read_week_and_plan(week, plan)
    wish = wished(facts, old, visit, item, person=person, room=room)
    wish = wish.replace(start=read_moment(moment_, facts, "--at"), out=drop)
    found = ask(facts, old, wish, edition=edition, now=read_moment(now, facts, "--now"), pins=pins_of(pins, facts, old))
    if as_json:
        click.echo(json.dumps(answer_data(found), ensure_ascii=False, indent=2))
    else:
        paper = Paper(report_of(facts, edition, old), Words(lang))
        click.echo("\n".join(AnswerTexts(paper).lines(found)))
    return 0


def wished(week: Week, plan: Plan, visit: str, item: str, *, person: str | None = None, room: str | None = None) -> Pin:
    """Return a wish from names or ids.

    Raises
    ------
    FaultyInput
        With everything that is not there, or could be several things.
    """
    from models.domain.errors import Fault, FaultyInput
    from models.domain.pins import Pin
    from planner.language.names import WeekNames

    names, wrong = WeekNames(week, plan), list[Fault]()
    id = names.id_of(visit, "visit")
    if id is None:
        wrong.append(Fault("--visit", "", f"没有这个来访 / no visit {visit!r}", names.closest(visit, "visit")))
    items = names.items(item, id) if id else []
    if id and len(items) != 1:
        known = [f"{id}/{request.id}" for request in week.visit(id).requests]
        what = "可能是几项 / several items" if items else "没有这项活动 / no item"
        wrong.append(Fault("--item", "", f"{what}: {item!r}", f"one of {', '.join(items or known)}"))
    who = names.id_of(person, "person") if person else None
    if person and who is None:
        wrong.append(Fault("--with", "", f"没有这个人 / no person {person!r}", names.closest(person, "person")))
    where = names.id_of(room, "room") if room else None
    if room and where is None:
        wrong.append(Fault("--in", "", f"没有这个会议室、包间 / no room {room!r}", names.closest(room, "room")))
    if wrong:
        raise FaultyInput(wrong)
    return Pin(of=items[0], people=(who,) if who else None, room=where, source="why")
