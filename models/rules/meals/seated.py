"""Meals that are taken at a table, in a plan and in a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS
from models.domain.places import Restaurant
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.places import DiningRoom
    from models.domain.plan import Item, Plan
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Choice, Lit, VisitView


def seated_meals(facts: Facts, plan: Plan) -> Iterator[tuple[Programme, Item]]:
    """Yield the meals of a plan that are taken at a table; tables that the restaurant does not have are STR-01's."""
    return ((p, item) for p in programmes(facts, plan) for item in seated_items(facts, p))


def seated_items(facts: Facts, p: Programme) -> Iterator[Item]:
    """Yield the meals of a visit that are taken at a table."""
    for item in p.of(*MEAL_KINDS):
        house = facts.week.place(item.place)
        if isinstance(house, Restaurant) and any(room.id == item.dining_room for room in house.dining_rooms):
            yield item


def seated_choices(visit: VisitView) -> Iterator[tuple[Act, Choice, Lit]]:
    """Yield the choices of meals at a table in a model, with their literals."""
    for act in visit.of(*MEAL_KINDS):
        for choice, chosen in act.choices:
            if choice.dining_room is not None:
                yield act, choice, chosen


def dining_room(facts: Facts, place: str, room: str) -> DiningRoom:
    """Return a dining room of a restaurant.

    Raises
    ------
    StopIteration
        When the restaurant has no room of that id.
    """
    return next(r for r in facts.week.restaurant(place).dining_rooms if r.id == room)
