"""Positions to fill: whom items and moves ask for, each with the task that the person would have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.domain.demands import HelperDemand, can_fill, demands_of_item, demands_of_move
from models.domain.people import ANY_RANK
from models.domain.plan import Duty
from models.domain.table_company import companions
from models.rules.core.findings import about, subject
from models.rules.core.people_work import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Item, Move
    from models.domain.stay import Stay
    from models.rules.core.findings import Subject


@dataclass(frozen=True)
class Position:
    """A place for one person in an item or move.

    Attributes
    ----------
    task : Task
        What it would be to them, whoever they are.
    about : Subject
        What a break of its rule is about, for waivers.
    any_rank : bool
        Filled also by somebody of too low a rank (ARR-06): better than nobody.
    company : bool
        An escort who counts as company at table too (MEAL-09).
    stand_in : bool
        A companion who makes up for a missing escort; else nobody asks for them.
    honour : bool
        Whether the guest of honour is there.
    """

    task: Task
    demand: HelperDemand
    about: Subject
    any_rank: bool = False
    company: bool = False
    stand_in: bool = False
    honour: bool = True

    def can_be_filled_by(self, stay: Stay, person: HostPerson) -> bool:
        """Tell whether somebody may fill it by role, rank and language."""
        demand = replace(self.demand, rank=ANY_RANK) if self.any_rank else self.demand
        return can_fill(person, demand, stay)

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


def positions(facts: Facts, stay: Stay, items: Sequence[Item], moves: Sequence[Move]) -> list[Position]:
    """Return all positions to fill for one visit."""
    found: list[Position] = []
    for item in items:
        asked = demands_of_item(facts, stay, item)
        escorts = sum(d.role == "escort" for d in asked)
        for demand in asked:
            company = demand.role == "escort" and item.kind == "entertainment"
            task, honour = _in_item(item, demand), stay.honours(item.groups)
            found += [Position(task, demand, about(item), company=company, honour=honour)] * demand.count
        if escorts and item.kind == "entertainment" and companions(stay.guests(item.groups)) >= escorts:
            stand_in = HelperDemand("companion", 0, item.minutes, 1, asked_by="")  # no rule: nobody misses a stand-in
            found.append(Position(_in_item(item, stand_in), stand_in, about(item), stand_in=True))
    for move in moves:
        where = subject(move=move.id)
        for demand in demands_of_move(facts, stay, move):
            task, honour = _on_move(move, demand), stay.honours(move.groups)
            found += [Position(task, demand, where, any_rank=True, honour=honour)] * demand.count
    return found


def _in_item(item: Item, demand: HelperDemand) -> Task:
    start, end = item.start + demand.begin, item.start + demand.end
    return Task("", item.visit, demand.role, item.id, start, end, item.place, item.place)


def _on_move(move: Move, demand: HelperDemand) -> Task:
    start, end = move.depart + demand.begin, move.depart + demand.end
    return Task("", move.visit, demand.role, move.id, start, end, move.origin, move.target, "move")
