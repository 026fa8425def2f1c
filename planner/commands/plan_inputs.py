"""Inputs that the commands about a plan share: week and plan, events, pins and moments in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.domain.bilingual import bilingual
from planner.commands.base import both
from planner.language.system_words import system_words

if TYPE_CHECKING:
    from models.domain.errors import Fault
    from models.domain.events import Event, Events
    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.language.named_options import NamedOptions
    from planner.plan_workbook.reading import PlanBook

NOW_HELP = both(
    "现在的时间（“周二 10:00”）：已开始的安排不动",
    'what time it is ("Tue 10:00"): what has started stays',
)
PIN_HELP = both(
    "固定一项安排，可多次：“华中团 技术交流 时间 地点”（按原计划），“华中团 技术交流 周二10:00”；或“活动需求!5 时间”",
    'fix something, repeatable: "CLIENT talk time place" (as it is), or "CLIENT talk Tue 10:00"',
)


class WeekAndPlan(NamedTuple):
    """A week and the plan that is asked about; of a plan.xlsx all that was read."""

    week: Week
    edition: Edition
    plan: Plan
    book: PlanBook | None = None


def plan_file(path: Path) -> Path:
    """Return the plan of a folder that ``jiedai plan`` wrote."""
    return path / "plan.json" if path.is_dir() else path


def read_week_and_plan(week: Path, plan: Path) -> WeekAndPlan:
    """Read a week (a folder, a workbook, or a plan.json that holds one) and a plan (plan.json or plan.xlsx).

    Raises
    ------
    FaultyInput
        With every fault of either.
    """
    from planner.formats import load
    from planner.formats.plan_json import read_plan

    if plan.suffix.lower() == ".xlsx":
        from planner.plan_workbook.reading import read_plan_book

        book = read_plan_book(plan, load(week))
        return WeekAndPlan(book.week, book.edition, book.plan, book)
    planned_for, edition, found = read_plan(plan_file(plan))
    holds_plan = week.suffix == ".json" or ((week / "plan.json").is_file() and not (week / "week.toml").is_file())
    facts = read_plan(plan_file(week))[0] if holds_plan else as_remembered(load(week), planned_for)
    return WeekAndPlan(facts, edition, found)


def as_remembered(week: Week, planned_for: Week) -> Week:
    """Return a week with what the register told when a plan of it was made."""
    from models.domain.memory import Memory
    from models.domain.promised_requests import with_memory

    return with_memory(week, planned_for.memory) if planned_for.memory != Memory() else week


def read_moment(text: str | None, week: Week, option: str) -> int | None:
    """Read a moment in words: ISO 8601, 周二 14:20, Tue 9:00.

    Raises
    ------
    FaultyInput
        When it is none.
    """
    from models.domain.clock import moment as iso_moment
    from models.domain.errors import Fault, FaultyInput
    from planner.language.text import Unreadable
    from planner.language.times.mentions import find_times

    if text is None:
        return None
    try:
        return iso_moment(text)
    except ValueError:
        what, maybe = (
            bilingual(f"看不懂时间“{text}”", f"no day and time of the week: {text}"),
            bilingual("周二9:00", "Tue 9:00"),
        )
    try:
        found = find_times(text, week).moment()
    except Unreadable as error:
        found, what, maybe = None, error.what, error.maybe or maybe
    if found is None:
        raise FaultyInput([Fault(option, "", what, maybe)])
    return found


def events_of(texts: tuple[str, ...], week: Week, plan: Plan, now: int | None = None) -> Events:
    """Read events: each a sentence, or the path of a TOML file; 明天 is counted from ``now``.

    Raises
    ------
    FaultyInput
        With every fault of all of them.
    """
    from models.domain.errors import Fault, FaultyInput
    from models.domain.events import Events
    from planner.formats.text.event_file import read_events
    from planner.language.parse_events import parse_events

    wrong: list[Fault] = []
    found: list[Event] = []
    pins: list[Pin] = []
    sentences: list[tuple[str, str]] = []
    for number, text in enumerate(texts, start=1):
        if not text.endswith(".toml"):
            sentences.append((f"--event {number}" if len(texts) > 1 else "--event", text))
            continue
        try:
            file = read_events(Path(text), week, plan, now)
        except FaultyInput as error:
            wrong += error.faults
        except OSError as error:
            wrong.append(Fault(text, "", bilingual("无法读取", "cannot be read") + f": {system_words(error)}"))
        else:
            found += list(file.events)
            pins += list(file.pins)
    try:
        found += parse_events(sentences, week, plan, now)
    except FaultyInput as error:
        wrong += error.faults
    if wrong:
        raise FaultyInput(wrong)
    return Events.model_construct(events=tuple(found), pins=tuple(pins))


def named_options(path: Path, week: Week, plan: Plan | None) -> NamedOptions:
    """Return what finds the things that options name; rows are those of the week's workbook."""
    from planner.language.named_options import NamedOptions

    if path.suffix.lower() != ".xlsx":
        return NamedOptions(week, plan)
    from planner.formats.workbook.row_index import rows_of

    return NamedOptions(week, plan, rows_of(path))


def pins_of(texts: tuple[str, ...], week: Week, plan: Plan, options: NamedOptions | None = None) -> list[Pin]:
    """Read pins: an item or move and its sides as they are in the plan, or what is fixed instead.

    An item is named by its id, by client and title, or by its row in the week's workbook.

    Raises
    ------
    FaultyInput
        With every fault of all of them.
    """
    from models.domain.events import FixedByLeader
    from models.domain.pins import SIDE_WORDS, SIDES, pin_as_planned
    from planner.language.named_options import NamedOptions
    from planner.language.parse_events import parse_events

    names = options or NamedOptions(week, plan)
    found: list[Pin] = []
    sentences = []
    known = {item.id for item in plan.items} | {move.id for move in plan.moves}
    for text in texts:
        words = text.replace("、", " ").replace(",", " ").replace("，", " ").split()
        sides = [side for side in SIDES if {*words} & {*SIDE_WORDS[side]}]
        said = {word for side in SIDES for word in SIDE_WORDS[side]} | {"全部", "all"}
        rest = " ".join(word for word in words if word not in said)
        id = rest if rest in known else names.planned(rest)
        if id is not None:
            found.append(pin_as_planned(plan, id, sides or SIDES, source=f"--pin {text}"[:400]))
        else:
            sentences.append(("--pin", f"{_with_ids(text, names)} 固定"))
    if sentences:
        found += [event.pin for event in parse_events(sentences, week, plan) if isinstance(event, FixedByLeader)]
    return found


def _with_ids(text: str, names: NamedOptions) -> str:
    """Return a text with the row at its beginning, if there is one, in place of what stands in it."""
    first, _, rest = text.strip().partition(" ")
    row = names.row(first)
    return f"{row} {rest}" if row else text


def events_and_locks_in(book: PlanBook | None, week: Week) -> Events:
    """Read what a plan.xlsx says on its sheet 变更 and in its column 锁定; nothing without one.

    Raises
    ------
    FaultyInput
        With every fault of the two.
    """
    from models.domain.errors import FaultyInput
    from models.domain.events import Events

    if book is None:
        return Events()
    from planner.plan_workbook.reading.events import events_of as events_in
    from planner.plan_workbook.reading.locks import pins_of as pins_in

    wrong: list[Fault] = []
    events: tuple[Event, ...] = ()
    pins: tuple[Pin, ...] = ()
    try:
        events = events_in(book, report_of(week, book.edition, book.plan))
    except FaultyInput as error:
        wrong += error.faults
    try:
        pins = pins_in(book)
    except FaultyInput as error:
        wrong += error.faults
    if wrong:
        raise FaultyInput(wrong)
    return Events(events=events, pins=pins)


def report_of(week: Week, edition: Edition, plan: Plan) -> Report:
    """Return what the rules say of a plan, things that the week does not know passed over."""
    from models.domain.facts import Facts
    from models.itinerary.model.plan_ledger import visit_plans_of
    from models.itinerary.search.incumbent import assemble
    from models.rules.catalogue import rules
    from planner.judging.check import judge

    facts = Facts(week, edition)
    return judge(facts, assemble(facts, visit_plans_of(facts, plan)), rules(edition))
