"""What papers print is understood: 欢迎晚宴取消 is that item or a question, never another one, never the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from models.domain import events as ev
from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.plan import Plan
from planner.judging.check import judge
from planner.language.event_sentence import NotUnderstood, take_apart
from planner.language.item_labels import ItemLabels
from planner.language.names import WeekNames
from planner.language.parse_events import event_of, parse_events
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.duties import DUTY_COLUMNS, DUTY_KINDS, duties
from planner.papers.tables.programme import PROGRAMME_COLUMNS, programmes
from planner.plan_workbook.event_lists import activity_labels
from tests.language.spoken import spoken, spoken_plan
from tests.services.asked import asked, planned

CHANGES = {
    "zh": ("{}取消", "{}推迟半小时", "取消{}"),
    "en": ("{} cancelled", "{} half an hour later", "cancel the {}"),
}


@dataclass(frozen=True)
class Printed:
    """A name as a paper prints it, of an item or move."""

    id: str
    text: str
    lang: str


def printed_names(facts: Facts, plan: Plan) -> Iterator[Printed]:
    """Yield every name that programmes, duty sheets and lists of changes print, with the item or move it stands for."""
    for lang in ("zh", "en"):
        paper = Paper(judge(facts, plan, ()), Words(lang))
        tables = [(PROGRAMME_COLUMNS, table) for table in programmes(paper)]
        tables += [(DUTY_COLUMNS[kind], table) for kind in DUTY_KINDS for table in duties(paper, kind)]
        known = {part.id for part in (*plan.items, *plan.moves)}
        found: dict[Printed, None] = {}
        for columns, table in tables:
            fields = [column.field for column in columns]
            for row in table.rows:
                for field in ("what", "way"):
                    if field in fields and row.about in known and row.cells[fields.index(field)]:
                        found[Printed(row.about, row.cells[fields.index(field)], lang)] = None
        yield from found
        if lang == "zh":
            yield from (Printed(id, label, lang) for label, id in activity_labels(paper, plan).items())


def wrong_readings(facts: Facts, plan: Plan) -> Iterator[str]:
    """Yield sentences with a printed name that are read as something else, or asked without the right item."""
    names, labels = WeekNames(facts.week, plan), ItemLabels(facts.week, plan, Words())
    alike: dict[str, set[str]] = {}
    every = list(printed_names(facts, plan))
    for name in every:
        alike.setdefault(name.text.lower(), set()).add(name.id)
    moves = {move.id for move in plan.moves}
    for name in every:
        for change in CHANGES[name.lang]:
            whole = labels.part(name.id)
            client = f"{facts.week.visit(name.id.partition('/')[0]).client} "
            when = whole.removeprefix(client).rpartition(" ")[0] if name.lang == "zh" else ""
            when = " ".join(whole.removeprefix(client).split()[:3])
            for text, certain in ((name.text, False), (f"{client}{when} {name.text}", True)):
                yield from _wrong(change.format(text), name, names, moves, labels, certain)


def _wrong(
    sentence: str, name: Printed, names: WeekNames, moves: set[str], labels: ItemLabels, certain: bool
) -> Iterator[str]:
    try:
        event = event_of(sentence, names)
    except NotUnderstood as fault:
        what, items = fault.args[0], take_apart(sentence, names).items
        if name.id not in items:
            yield f"{sentence}: asked, and {name.id} is not among {items}: {what}"
        if certain and len(items) > 1:
            yield f"{sentence}: asked, though it is said which: {what}"
        if len(items) == 1 and not (name.id in moves and "用车" in what):
            yield f"{sentence}: known, and not taken: {what}"
        return
    item = event.item if isinstance(event, ev.ActivityCancelled) else None
    item = event.pin.of if isinstance(event, ev.FixedByLeader) else item
    if isinstance(event, ev.DepartureChanged) and "see_off" in name.id and name.text.lower().startswith("departure"):
        item = name.id if name.id.startswith(f"{event.visit}/") else None  # by road: the guests leave later
    if item != name.id:
        yield f"{sentence}: {event!r}, not {name.id}"


@pytest.mark.parametrize("week", ["spoken", "asked"])
def test_every_printed_name_is_understood(week: str) -> None:
    facts, plan = (spoken(), spoken_plan()) if week == "spoken" else (asked(), planned())
    assert sum(1 for _ in printed_names(facts, plan)) > 60
    assert list(wrong_readings(facts, plan)) == []


def test_what_is_printed_twice_is_asked_with_both() -> None:
    with pytest.raises(FaultyInput) as error:
        parse_events([("--event", "参观公司取消")], spoken().week, spoken_plan())
    assert "烟台港机 9月21日 周一 14:00 参观公司" in str(error.value)
    assert "滇池质量监督站 9月22日 周二 15:00 参观公司" in str(error.value)
