"""How far the office is: gathered from the plan that is started from, the workbooks with ticks, and the folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from models.domain.bilingual import bilingual
from planner.commands.base import both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.office_record import OfficeRecord, TaskRecord, TickConflict, Ticks
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.language.words import Words

today_option = click.option(
    "--today",
    metavar="DAY",
    help=both(
        "今天的日期（2026-10-12）：待办事项里过了截止日的标为已逾期",
        "today's date (2026-10-12): what was due before is marked overdue in the list of things to do",
    ),
)
ticks_option = click.option(
    "--ticks",
    "ticks",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "另一人勾过待办事项的 plan.xlsx，可多次；与手头这份合并，日期晚的为准",
        "a plan.xlsx in which somebody else ticked the things to do, repeatable; the later date wins",
    ),
)


class OfficeInputs(NamedTuple):
    """How far the office is, and where two workbooks contradict each other."""

    record: OfficeRecord
    conflicts: tuple[TickConflict, ...] = ()

    def renumbered(self, week: Week, edition: Edition) -> OfficeRecord:
        """Return it with a number for the visits that have come in since."""
        return _numbered(self.record, week, edition)

    def lines(self, words: Words) -> Iterator[str]:
        """Yield a line for each contradiction: what is kept, what is not, and where it stands."""
        from planner.language.typeset import typeset

        for conflict in self.conflicts:
            others = words.semicolon.join(words.note(_said(task, words), file) for file, task in conflict.others)
            what = typeset(conflict.kept.said) or conflict.kept.key
            kept = _said(conflict.kept, words)
            yield words.label(
                words.pick("待办事项说法不一", "things to do, two answers"),
                words.pick(f"{what}：以“{kept}”为准，不取“{others}”", f"{what}: kept “{kept}”, not “{others}”"),
            )


def _said(task: TaskRecord, words: Words) -> str:
    from planner.papers.tables.todos import STEP_WORDS

    parts = (words.pick(*STEP_WORDS[task.step]), task.by, str(task.on or ""))
    return " ".join(part for part in parts if part)


def read_today(text: str | None, week: Week) -> dt.date | None:
    """Read the day of ``--today``.

    Raises
    ------
    FaultyInput
        When it is no day.
    """
    from models.domain.errors import Fault, FaultyInput
    from planner.language.text import Unreadable
    from planner.language.times.days import parse_day

    if text is None:
        return None
    try:
        return parse_day(text, week.first_day, week.days)
    except Unreadable as error:
        raise FaultyInput([Fault("--today", "", error.what, error.maybe or "2026-10-12")]) from None


def office_inputs(
    week: Week,
    edition: Edition,
    today: str | None,
    plan: Path | None = None,
    out: Path | None = None,
    ticks: tuple[Path, ...] = (),
) -> OfficeInputs:
    """Return how far the office is, every visit with its number.

    Parameters
    ----------
    plan : Path, optional
        The plan that is started from: plan.xlsx, plan.json, or their folder.
    out : Path, optional
        The folder that is written: what is in it counts too, where it is of the same week.
    ticks : tuple of Path
        Other workbooks.

    Raises
    ------
    FaultyInput
        With every cell that cannot be understood, and workbooks of another week.
    """
    from models.domain.office_record import merged

    day = read_today(today, week)
    record, conflicts = merged(_sources(week, plan, out, ticks))
    record = _numbered(_told(record, plan, out, week.id), week, edition)
    return OfficeInputs(record if day is None else record.replace(today=day), conflicts)


def _told(record: OfficeRecord, plan: Path | None, out: Path | None, week: str) -> OfficeRecord:
    """Return a record with what guests were told whose confirmation is ticked as sent: what the plan then said."""
    from planner.commands.plan_inputs import report_of
    from planner.formats.plan_json import read_plan
    from planner.papers.confirmations import sent_by_ticks
    from planner.papers.paper import Paper

    if not any(task.step != "open" and "|confirmation|" in task.key for task in record.tasks):
        return record
    for path in _plan_files(plan, out):
        if path.is_file():
            of, edition, found = read_plan(path)
            if of.id == week:
                return sent_by_ticks(Paper(report_of(of, edition, found)), record)
    return record


def _plan_files(plan: Path | None, out: Path | None) -> Iterator[Path]:
    """Yield the plan.json that people have, if there is one: beside the workbook, else in the folder."""
    for path in (plan, out):
        if path is not None:
            yield path if path.suffix.lower() == ".json" else (path if path.is_dir() else path.parent) / "plan.json"


def _numbered(record: OfficeRecord, week: Week, edition: Edition) -> OfficeRecord:
    from models.domain.office_record import numbered

    given = ((visit.id, visit.case_number) for visit in week.visits)
    middle = week.first_day + dt.timedelta(days=week.days // 2)
    return numbered(record, edition.office.case_prefix, middle, given)


def _sources(week: Week, plan: Path | None, out: Path | None, ticks: tuple[Path, ...]) -> list[Ticks]:
    """Return what every file says, each file once."""
    from models.domain.errors import Fault, FaultyInput
    from planner.plan_workbook.reading import read_ticks

    faults: list[Fault] = []
    found: dict[Path, Ticks] = {}
    for path in ticks:
        try:
            of, told = read_ticks(path)
        except FaultyInput as error:
            faults += error.faults
            continue
        if of != week.id:
            what = bilingual(f"是另一周（{of}）的计划", f"a plan of another week ({of})")
            faults.append(Fault(path.name, "", what, week.id))
        found[path.resolve()] = told
    for path in _files(plan, out):
        try:
            if path.resolve() not in found and (said := _ours(path, week.id)) is not None:
                found[path.resolve()] = said
        except FaultyInput as error:
            faults += error.faults
    if faults:
        raise FaultyInput(faults)
    return list(found.values())


def _files(plan: Path | None, out: Path | None) -> Iterator[Path]:
    """Yield the files that may say how far the office is: the plan and its workbook, and those of the folder."""
    from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME

    if plan is not None and plan.is_file():
        yield plan
    if plan is not None and plan.suffix.lower() == ".json":
        yield plan.parent / PLAN_WORKBOOK_NAME
    for folder in (plan, out):
        if folder is not None and folder.is_dir():
            yield from (folder / "plan.json", folder / PLAN_WORKBOOK_NAME)


def _ours(path: Path, week: str) -> Ticks | None:
    """Return what a file says; None where it is not there, not ours, or of another week."""
    from models.domain.errors import FaultyInput
    from models.domain.office_record import Ticks
    from planner.formats.plan_json import read_office, read_plan
    from planner.formats.workbook.book import open_book
    from planner.plan_workbook.reading.office import ticks_of
    from planner.plan_workbook.reading.rows import rows_of

    if not path.is_file():
        return None
    try:
        if path.suffix.lower() != ".xlsx":
            if read_plan(path)[0].id != week:
                return None
            record = read_office(path)
            return Ticks(path.name, record, record)
        rows = rows_of(open_book(path))
    except FaultyInput:  # not ours or damaged: whoever reads the plan in it says so
        return None
    if rows.hidden.get("week") != [week]:
        return None
    told = ticks_of(rows)
    if rows.faults:
        raise FaultyInput(rows.faults)
    return told
