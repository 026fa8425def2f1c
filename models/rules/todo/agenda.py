"""The office's list: what is to be done, how far it is, what is overdue, and what was done for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.domain.office_record import OfficeRecord, TaskRecord
from models.rules.todo.collect import things_to_do

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.todo.line import ToDo

AgendaStep = Literal["open", "done", "confirmed", "void"]
"""待办, 已办, 已确认; 作废: it was done, and the plan does not need it any more."""


@dataclass(frozen=True)
class AgendaLine:
    """A line of the office's list.

    Attributes
    ----------
    todo : ToDo or None
        What is to be done; None: it was done, and is not wanted any more.
    record : TaskRecord or None
        What people said of it.
    overdue : bool
        It was due before the visit was announced, or before the day on which the list is made, and is not done.
    """

    todo: ToDo | None
    record: TaskRecord | None = None
    overdue: bool = False

    @property
    def key(self) -> str:
        """What names it in every draft."""
        return self.todo.key if self.todo is not None else self.record.key if self.record is not None else ""

    @property
    def has_changed(self) -> bool:
        """Whether it was done, and the plan now asks for something else."""
        todo, record = self.todo, self.record
        if todo is None or record is None or record.step == "open":
            return False
        return record.said != "" and record.said != todo.say("zh")

    @property
    def step(self) -> AgendaStep:
        """How far it is: what has changed since it was done is to be done again."""
        if self.todo is None:
            return "void"
        return "open" if self.record is None or self.has_changed else self.record.step


def agenda(facts: Facts, plan: Plan, record: OfficeRecord | None = None) -> list[AgendaLine]:
    """Return the office's list: everything that a plan leaves to be done, with how far it is.

    Parameters
    ----------
    record : OfficeRecord, optional
        How far the office is; without one everything is open.

    Returns
    -------
    list of AgendaLine
        In the order of ``things_to_do``; then what was done and is not wanted any more. What nobody did and nobody
        wants is gone.
    """
    record = record or OfficeRecord()
    known = {task.key: task for task in record.tasks}
    announced = {visit.id: visit.announced for visit in facts.week.visits}
    found: list[AgendaLine] = []
    for todo in things_to_do(facts, plan):
        line = AgendaLine(todo, known.pop(todo.key, None))
        past = todo.is_past(_later(announced.get(todo.visit), record.today))
        found.append(AgendaLine(todo, line.record, overdue=past and line.step == "open"))
    return found + [AgendaLine(None, task) for task in known.values() if task.step != "open"]


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    days = [day for day in (one, other) if day is not None]
    return max(days, default=None)
