"""Our people's work: what a plan asks of each of them, and what one person cannot do both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.domain.clock import DAY, day_of, overlap
from models.domain.day_windows import operating_day
from models.domain.joint_parties import joint_of_item
from models.domain.plan import Move
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.findings import Ref, Subject
from models.rules.core.groups import Grouping
from models.rules.core.judgeable import is_judgeable
from models.rules.core.spans import by_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Duty, Item, Plan
    from models.rules.core.spans import Span


@dataclass(frozen=True)
class Task:
    """What binds a person: a duty with where it starts and ends.

    Attributes
    ----------
    row : str
        Id of the item or move.
    start, end : int
        Moments: of the duty, without the ways from and to the company.
    origin, target : str
        Places; of an item both are the item's place.
    kind : str
        Whether the row is an item or a move.
    joint : str
        The joint item of several visits that it is part of.
    """

    person: str
    visit: str
    role: str
    row: str
    start: int
    end: int
    origin: str
    target: str
    kind: Literal["item", "move"] = "item"
    joint: str = ""

    @property
    def about(self) -> Subject:
        """The item or move, as what a finding is about."""
        return Subject((Ref(self.row, self.kind),))

    def span(self, facts: Facts) -> Span:
        """Return the time it takes, the ways from and to the company counted.

        Who is with guests in another city sleeps where they do, if that is nearer.
        """
        away = facts.stay(self.visit).nights_away
        if not away:
            return self.start - facts.way(self.origin), self.end + facts.way(self.target)
        slept, stays = away.get(day_of(self.start) - dt.timedelta(days=1)), away.get(operating_day(self.end))
        out = min(facts.way(self.origin), facts.travel.base(slept, self.origin) if slept else DAY)
        back = min(facts.way(self.target), facts.travel.base(self.target, stays) if stays else DAY)
        return self.start - out, self.end + back


@dataclass(frozen=True)
class PersonWork:
    """All that somebody does in a week: what the duty rules about people count."""

    facts: Facts
    tasks: Sequence[Task]

    @property
    def person(self) -> HostPerson:
        """Who does it, where there is any."""
        return self.facts.week.person(self.tasks[0].person)

    @cached_property
    def days(self) -> dict[dt.date, list[Span]]:
        """The spans of the tasks by working day, sorted; the ways from and to the company counted."""
        return by_day(task.span(self.facts) for task in self.tasks)


def clash(facts: Facts, a: Task, b: Task) -> bool:
    """Tell whether one person cannot do both (HOST-01).

    For one visit they go along with the guests: the times must not overlap, and the way from place to place must fit.
    Between visits they come from the company and return to it, unless both duties are at one place. Leaders and experts
    always come from the company and return to it, as the itinerary counts it.
    """
    first, second = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    if a.role in CHOSEN_ROLES and b.role in CHOSEN_ROLES:
        return overlap(a.span(facts), b.span(facts))
    if overlap((a.start, a.end), (b.start, b.end)):
        return True
    target, origin = facts.location(first.target), facts.location(second.origin)
    if target == origin:
        return False
    way = facts.travel.base(target, origin) if a.visit == b.visit else facts.way(target) + facts.way(origin)
    return first.end + way > second.start


def tasks_of_rows(facts: Facts, rows: Iterable[Item | Move]) -> Iterator[Task]:
    """Yield what rows of a plan ask of our people; unknown ids are passed over."""
    for row in rows:
        if not is_judgeable(facts, row.visit, *_ends(row)):
            continue
        for duty in row.duties:
            if facts.week.find_person(duty.person) is not None:
                yield task_of(facts, row, duty)


def _entries(facts: Facts, plan: Plan) -> Iterator[tuple[str, Task]]:
    return ((task.person, task) for task in tasks_of_rows(facts, (*plan.items, *plan.moves)))


def _work(facts: Facts, tasks: list[Task]) -> PersonWork:
    return PersonWork(facts, once_for_joint_items(sorted(tasks, key=lambda task: (task.start, task.end, task.row))))


def once_for_joint_items(tasks: Sequence[Task]) -> list[Task]:
    """Return somebody's tasks with a part in a joint item once, for whichever of its visits comes first."""
    found, known = list[Task](), set[tuple[str, str, int, int, str]]()
    for task in tasks:
        key = task.joint, task.role, task.start, task.end, task.origin
        if task.joint and task.role in CHOSEN_ROLES and key in known:
            continue
        known.add(key)
        found.append(task)
    return found


WORK_BY_PERSON = Grouping(_entries, _work)
"""Our people's work, by person id."""


def tasks(facts: Facts, plan: Plan) -> dict[str, Sequence[Task]]:
    """Return what a plan asks of each of our people, by person id, sorted by time; unknown ids are passed over."""
    return {person: work.tasks for person, work in WORK_BY_PERSON.groups(facts, plan).items()}


def task_of(facts: Facts, row: Item | Move, duty: Duty) -> Task:
    """Return a duty of an item or move as a task."""
    kind: Literal["item", "move"] = "move" if isinstance(row, Move) else "item"
    joint = joint_of_item(facts, row.id)
    return Task(duty.person or "", row.visit, duty.role, row.id, duty.start, duty.end, *_ends(row), kind, joint)


def _ends(row: Item | Move) -> tuple[str, str]:
    """Return the places where an item or move starts and ends."""
    return (row.origin, row.target) if isinstance(row, Move) else (row.place, row.place)
