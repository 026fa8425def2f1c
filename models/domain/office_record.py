"""What the office has done about a week: tasks that are done, what guests were told, the numbers of the visits.

It goes with a plan from draft to draft: a plan says what was decided, this says how far people have come with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Fact, Id, Name, Text
from models.domain.plan import Said

TaskStep = Literal["open", "done", "confirmed"]
"""待办, 已办, 已确认."""
TASK_STEPS: tuple[TaskStep, ...] = ("open", "done", "confirmed")
ToldStep = Literal["sent", "confirmed"]
"""已发, 已确认; what nobody was told is 拟定, what differs from what they were told 变更."""
TaskKey = Annotated[str, Field(min_length=1, max_length=400)]


class TaskRecord(Fact):
    """How far a task is, who did it and when; ``said``: what it said then, in Chinese."""

    key: TaskKey
    step: TaskStep = "open"
    by: Text = ""
    on: dt.date | None = None
    said: Said = ""

    @property
    def visit(self) -> str:
        """Whose visit; ``""``: of the whole week."""
        return self.key.partition("|")[0].replace("*", "")

    def same(self, other: TaskRecord) -> bool:
        """Tell whether two say the same of how far a task is."""
        return (self.step, self.by, self.on) == (other.step, other.by, other.on)


class ToldItem(Fact):
    """What guests were told of an item, or of a thing that they confirm, and whether they agreed."""

    visit: Id
    item: TaskKey
    step: ToldStep
    said: Said
    on: dt.date | None = None


class CaseNumber(Fact):
    """The number of a visit, from the application to what was spent."""

    visit: Id
    number: Name


class OfficeRecord(Fact):
    """How far the office is with a week.

    Attributes
    ----------
    today : date or None
        The day on which the list was made: what was due before is overdue.
    """

    today: dt.date | None = None
    cases: tuple[CaseNumber, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    told: tuple[ToldItem, ...] = ()

    def task(self, key: str) -> TaskRecord | None:
        """Return what is known of a task."""
        return next((task for task in self.tasks if task.key == key), None)

    def case(self, visit: str) -> str:
        """Return the number of a visit; ``""``: it has none yet."""
        return next((case.number for case in self.cases if case.visit == visit), "")


@dataclass(frozen=True)
class Ticks:
    """A workbook's say on the tasks: as it was written, and as it stands now.

    Attributes
    ----------
    source : str
        The file, for people.
    """

    source: str
    was: OfficeRecord
    now: OfficeRecord


@dataclass(frozen=True)
class TickConflict:
    """Two sources that say different things of a task: what is kept, and what is not."""

    kept: TaskRecord
    others: tuple[tuple[str, TaskRecord], ...]


def merged(sources: Iterable[Ticks]) -> tuple[OfficeRecord, tuple[TickConflict, ...]]:
    """Return what several workbooks and plans say together, and where they contradict each other.

    Of a task, what somebody has changed replaces what was printed. Of two changes the later date wins; without dates,
    or on the same day, the further step. Visits keep the number that they were given first.
    """
    sources = list(sources)
    keys = dict.fromkeys(task.key for each in sources for record in (each.was, each.now) for task in record.tasks)
    tasks, conflicts = [], []
    for key in keys:
        task, conflict = _merged_task(key, sources)
        if task.step != "open" or task.by or task.on:
            tasks.append(task)
        if conflict is not None:
            conflicts.append(conflict)
    told: dict[tuple[str, str], ToldItem] = {}
    cases: dict[str, CaseNumber] = {}
    for each in sources:
        for case in each.now.cases:
            cases.setdefault(case.visit, case)
        for item in each.now.told:
            before = told.get((item.visit, item.item))
            if before is None or _told_order(before) < _told_order(item):
                told[item.visit, item.item] = item
    days = [each.now.today for each in sources if each.now.today is not None]
    record = OfficeRecord(
        today=max(days, default=None), cases=tuple(cases.values()), tasks=tuple(tasks), told=tuple(told.values())
    )
    return record, tuple(conflicts)


def _told_order(item: ToldItem) -> tuple[dt.date, bool]:
    return item.on or dt.date.min, item.step == "confirmed"


def _merged_task(key: str, sources: list[Ticks]) -> tuple[TaskRecord, TickConflict | None]:
    blank = TaskRecord(key=key)
    pairs = [(each.source, each.was.task(key) or blank, each.now.task(key) or blank) for each in sources]
    replaced = [was for _, was, now in pairs if not was.same(now)]
    standing = [(source, now) for source, _, now in pairs if not any(now.same(was) for was in replaced)]
    standing = standing or [(source, now) for source, was, now in pairs if not was.same(now)]
    kept = max((now for _, now in standing), key=_task_order)
    others = tuple((source, now) for source, now in standing if not now.same(kept) and not now.same(blank))
    return kept, TickConflict(kept, others) if others else None


def _task_order(task: TaskRecord) -> tuple[dt.date, int, str]:
    return task.on or dt.date.min, TASK_STEPS.index(task.step), task.by


def numbered(record: OfficeRecord, prefix: str, day: dt.date, given: Iterable[tuple[str, str]]) -> OfficeRecord:
    """Return a record in which every visit has a number.

    Parameters
    ----------
    prefix : str
        How numbers begin.
    day : date
        In the midst of the week: its ISO year and week follow.
    given : iterable of tuple of str
        Visits in their order, each with the number that the office gave it, or ``""``.
    """
    given = list(given)
    own = {visit: number for visit, number in given if number}
    kept = {case.visit: case.number for case in record.cases if case.visit not in own}
    taken = {*own.values(), *kept.values()}
    year, week, _ = day.isocalendar()
    count = 0
    for visit, _number in given:
        if visit in own or visit in kept:
            continue
        while (number := f"{prefix}-{year}{week:02d}-{count + 1:02d}") in taken:
            count += 1
        kept[visit] = number
        taken.add(number)
    cases = tuple(CaseNumber(visit=visit, number=number) for visit, number in (kept | own).items())
    return record.replace(cases=cases)
