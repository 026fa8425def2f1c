"""Our people's work: what a plan asks of each of them, and what one person cannot do both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.rules.core.known_ids import known

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.plan import Duty, Item, Move, Plan
    from models.rules.core.spans import Span

NAMED = ("leader", "expert")
"""Roles that the itinerary names: they come from the company and return to it between any two duties."""


@dataclass(frozen=True)
class Task:
    """What binds a person: a duty with where it starts and ends.

    Attributes
    ----------
    row : str
        Item or move.
    origin, target : str
        Places; of an item both are the item's place.
    """

    person: str
    visit: str
    role: str
    row: str
    start: int
    end: int
    origin: str
    target: str

    def span(self, facts: Facts) -> Span:
        """Return the time it takes, the ways from and to the company counted."""
        return self.start - facts.way(self.origin), self.end + facts.way(self.target)


def clash(facts: Facts, a: Task, b: Task) -> bool:
    """Tell whether one person cannot do both (HOST-01).

    For one visit he goes along with the guests: the times must not overlap, and the way from place to place must fit.
    Between visits he comes from the company and returns to it, unless both duties are at one place. Leaders and experts
    always come from the company and return to it, as the itinerary counts it.
    """
    first, second = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    if a.role in NAMED and b.role in NAMED:
        return overlap(a.span(facts), b.span(facts))
    if overlap((a.start, a.end), (b.start, b.end)):
        return True
    target, origin = facts.location(first.target), facts.location(second.origin)
    if target == origin:
        return False
    way = facts.travel.base(target, origin) if a.visit == b.visit else facts.way(target) + facts.way(origin)
    return first.end + way > second.start


def tasks(facts: Facts, plan: Plan) -> dict[str, list[Task]]:
    """Return what a plan asks of each of our people, by person id, sorted by time; unknown ids are passed over."""
    people = {person.id for person in facts.week.company.people}
    found: dict[str, list[Task]] = defaultdict(list)
    rows: list[tuple[Item | Move, str, str]] = [(item, item.place, item.place) for item in plan.items]
    rows += [(move, move.origin, move.target) for move in plan.moves]
    for row, origin, target in rows:
        if not known(facts, row.visit, origin, target):
            continue
        for duty in row.duties:
            if duty.person in people:
                found[duty.person].append(_task(row, duty, origin, target))
    return {person: sorted(found[person], key=lambda t: (t.start, t.end, t.row)) for person in sorted(found)}


def _task(row: Item | Move, duty: Duty, origin: str, target: str) -> Task:
    return Task(duty.person or "", row.visit, duty.role, row.id, duty.start, duty.end, origin, target)
