"""Places to fill: whom items and moves ask for, each with the task that he would have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.domain.demands import Demand, companions, fits, of_item, of_move
from models.domain.plan import Duty
from models.rules.core.people_work import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Item, Move
    from models.domain.stay import Stay


@dataclass(frozen=True)
class Post:
    """One person's place to fill in an item or move.

    Attributes
    ----------
    task : Task
        What it would be to him, whoever he is.
    about : tuple of str
        What a break of its rule is about, for waivers.
    anybody : bool
        Filled also by somebody of too low a rank (ARR-06): better than nobody.
    meal : bool
        An escort who counts as company at table too (MEAL-09).
    spare : bool
        A companion who makes up for a missing escort; nobody misses him else.
    """

    task: Task
    demand: Demand
    about: tuple[str, ...]
    anybody: bool = False
    meal: bool = False
    spare: bool = False

    def able(self, stay: Stay, person: HostPerson) -> bool:
        """Tell whether somebody may fill it by role, rank and language."""
        demand = replace(self.demand, rank=9) if self.anybody else self.demand
        return fits(person, demand, stay)

    def duty(self, person: str | None, *, hired: bool) -> Duty:
        """Return it as a duty of a plan."""
        return Duty(
            role=self.demand.role,
            person=person,
            hired=hired,
            start=self.task.start,
            end=self.task.end,
            language=self.demand.language,
            group=self.demand.group,
        )


def posts(facts: Facts, stay: Stay, items: Sequence[Item], moves: Sequence[Move]) -> list[Post]:
    """Return all places to fill for one visit."""
    found: list[Post] = []
    for item in items:
        asked = of_item(facts, stay, item)
        escorted = sum(d.role == "escort" for d in asked)
        about = (item.id, item.request) if item.request else (item.id,)
        for demand in asked:
            start, end = item.start + demand.begin, item.start + demand.end
            task = Task("", stay.id, demand.role, item.id, start, end, item.place, item.place)
            meal = demand.role == "escort" and item.kind == "entertainment"
            found += [Post(task, demand, about, meal=meal)] * demand.count
        if escorted and item.kind == "entertainment" and companions(stay.guests(item.groups)) >= escorted:
            demand = Demand("companion", 0, item.minutes, 1, "MEAL-09")
            task = Task("", stay.id, "companion", item.id, item.start, item.end, item.place, item.place)
            found.append(Post(task, demand, about, spare=True))
    for move in moves:
        for demand in of_move(facts, stay, move):
            start, end = move.depart + demand.begin, move.depart + demand.end
            task = Task("", stay.id, demand.role, move.id, start, end, move.origin, move.target)
            found += [Post(task, demand, (move.id,), anybody=True)] * demand.count
    return found
