"""Visits to us in which specialists take part: they come first, rounds give way (one calendar of a person)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of, merge
from models.domain.outbound import TakenTime

if TYPE_CHECKING:
    from models.domain.outbound import CustomerBook
    from models.domain.plan import Item, Move, Plan
    from models.domain.week import Week


def taken_by_visits(book: CustomerBook, week: Week, plan: Plan) -> tuple[TakenTime, ...]:
    """Return when the specialists of a book are on duty in a plan of visits, each span with whose visit it is.

    People are the same whose ids and names are the same, or whose names are nobody else's.
    """
    who = _specialists(book, week)
    names = {visit.id: visit.client for visit in week.visits}
    found: dict[str, list[tuple[int, int, str]]] = {}
    parts: list[Item | Move] = [*plan.items, *plan.moves]
    for part in parts:
        for duty in part.duties:
            if duty.person is not None and duty.person in who and book.first_day <= day_of(duty.start) <= book.last_day:
                span = (duty.start, duty.end, names.get(part.visit, part.visit))
                found.setdefault(who[duty.person], []).append(span)
    return tuple(taken for id in sorted(found) for taken in _merged(id, found[id]))


def _specialists(book: CustomerBook, week: Week) -> dict[str, str]:
    """Return the specialist of each of the week's people who is one."""
    found = {}
    for person in week.company.people:
        same = [one for one in book.specialists if one.name == person.name]
        named = [one for one in same if one.id == person.id] or same
        alike = [other for other in week.company.people if other.name == person.name]
        if len(named) == 1 and (len(alike) == 1 or named[0].id == person.id):
            found[person.id] = named[0].id
    return found


def _merged(id: str, spans: list[tuple[int, int, str]]) -> list[TakenTime]:
    """Return spans of which those that meet are one, with the names of all their visits."""
    found = []
    for start, end in merge([(start, end) for start, end, _ in spans]):
        names = dict.fromkeys(name for a, b, name in sorted(spans) if start <= a and b <= end)
        found.append(TakenTime(specialist=id, start=start, end=end, note="接待" + "、".join(names)))
    return found
