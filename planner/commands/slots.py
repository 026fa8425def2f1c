"""``jiedai slots``: the best times for a new request or a new delegation, each with its price."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.base import Command, Language, both, lang_option
from planner.commands.plan_inputs import NOW_HELP, PIN_HELP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.papers.answers import AnswerTexts
    from planner.services.slots import SlotOffer


@click.command(
    "slots",
    cls=Command,
    help=both(
        "新增一项活动或一个来访，最好安排在什么时间：最多五个，各自的代价；其他团组不动。",
        "The best times for a new request or a new delegation, five at most, each with its price; the other "
        "delegations stay.",
    ),
    epilog=both(
        "例：jiedai slots 来访周.xlsx 输出 --request 新活动.xlsx",
        "Example: jiedai slots WEEK OUT --request call.toml",
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--request",
    "request",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "新活动或新来访：只有“活动需求”表、写一行的工作簿，加了一行的来访资料，或 .toml 文件",
        "the new request or delegation: a workbook with the sheet of requests and one row, the week's workbook with a "
        "row more, or a .toml file",
    ),
)
@click.option("--now", help=NOW_HELP)
@click.option("--pin", "pins", multiple=True, help=PIN_HELP)
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def slots(
    week: Path, plan: Path, request: Path, now: str | None, pins: tuple[str, ...], as_json: bool, lang: Language
) -> int:
    """Read, look, and list the times."""
    from planner.commands.plan_inputs import named_options, pins_of, read_moment, read_week_and_plan
    from planner.formats.new_thing import read_new_thing
    from planner.judging.check import judge
    from planner.language.words import Words
    from planner.papers.answers import AnswerTexts
    from planner.papers.paper import Paper
    from planner.services.slots import slots as look

    facts, edition, old, _ = read_week_and_plan(week, plan)
    new, visit = read_new_thing(request, facts)
    offer = look(
        facts,
        old,
        new,
        visit,
        edition=edition,
        now=read_moment(now, facts, "--now"),
        pins=pins_of(pins, facts, old, named_options(week, facts, old)),
    )
    if as_json:
        click.echo(json.dumps(offer_data(offer), ensure_ascii=False, indent=2))
    elif not offer.slots:
        click.echo(Words(lang).pick("其他团组不动就排不下。", "It does not fit while the others stay."))
    else:
        first = offer.slots[0].forced
        from models.rules.catalogue import rules

        paper = Paper(judge(offer.facts, first.plan, rules(edition)), Words(lang))
        click.echo("\n".join(_lines(offer, AnswerTexts(paper))))
    return 0


def offer_data(offer: SlotOffer) -> dict[str, Any]:
    """Return times as plain data."""
    from models.domain.clock import iso
    from planner.papers.answers import forced_data

    when = "days_later" if offer.delegation else "start"
    return {
        "item": offer.item,
        "seconds": round(offer.seconds, 2),
        "slots": [
            {when: slot.start if offer.delegation else iso(slot.start), **forced_data(slot.forced)}
            for slot in offer.slots
        ],
    }


def _lines(offer: SlotOffer, answering: AnswerTexts) -> Iterator[str]:
    words = answering.words
    for number, slot in enumerate(offer.slots, start=1):
        if offer.delegation:
            head = _days(offer, slot.start, answering)
        else:
            item = next(item for item in slot.forced.plan.items if item.id == offer.item)
            head = answering.item(item)
        yield words.label(str(number), head)
        yield from (f"    {line}" for line in answering.price(slot.forced))


def _days(offer: SlotOffer, days: int, answering: AnswerTexts) -> str:
    """Say by how many days a delegation would come later, and when."""
    import datetime as dt

    words, stay = answering.words, offer.facts.stay(offer.item)
    first, last = (day + dt.timedelta(days=days) for day in (stay.days[0], stay.days[-1]))
    when = words.days(first, last)
    if not days:
        return words.note(words.pick("按提出的日期", "on the days asked for"), when)
    if days > 0:
        return words.note(words.pick(f"推后 {days} 天", f"{days} days later"), when)
    return words.note(words.pick(f"提前 {-days} 天", f"{-days} days earlier"), when)
