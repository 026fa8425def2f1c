"""Meals that are taken in a restaurant, in a plan and in a model: meals, banquets, lunches that interrupt an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.activities import MEAL_KINDS, Banquet
from models.domain.clock import day_of
from models.domain.demands import capacity
from models.domain.included_meals import lunch_break
from models.domain.places import Restaurant
from models.domain.table_company import diners
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.places import DiningRoom
    from models.domain.plan import Item, LunchTable, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Choice, Expr, Lit, VisitView


class SeatedMeal(NamedTuple):
    """A meal of a plan in a restaurant: the item, where, and from when to when."""

    item: Item
    house: Restaurant
    room: DiningRoom
    start: int
    end: int


class MealChoice(NamedTuple):
    """A meal in a restaurant that a model may choose.

    Attributes
    ----------
    start : Expr
        Of the meal.
    chosen : Lit
        1 when it is taken there; of a lunch in the midst of an item, there on one day.
    """

    act: Act
    choice: Choice
    house: Restaurant
    room: DiningRoom
    start: Expr
    minutes: int
    chosen: Lit


def seated_meals(facts: Facts, plan: Plan) -> Iterator[tuple[Programme, SeatedMeal]]:
    """Yield the meals of a plan in restaurants; tables that the restaurant does not have are STR-01's."""
    return ((p, meal) for p in programmes(facts, plan) for meal in seated_meals_of(facts, p))


def seated_meals_of(facts: Facts, p: Programme) -> Iterator[SeatedMeal]:
    """Yield the meals of a visit in restaurants."""
    for item in p.items:
        table = item.table if item.kind in MEAL_KINDS else item.lunch
        house = facts.week.find_place(table.restaurant) if table else None
        rooms = house.dining_rooms if isinstance(house, Restaurant) else ()
        room = next((room for room in rooms if table and room.id == table.dining_room), None)
        if room is not None and isinstance(house, Restaurant):
            start, end = item.start, item.end
            if item.kind not in MEAL_KINDS:
                start, end = lunch_break(facts.shape, day_of(item.start))
            yield SeatedMeal(item, house, room, start, end)


def seated_choices(m: Poster, facts: Facts, visit: VisitView) -> Iterator[MealChoice]:
    """Yield the choices of meals in restaurants in a model, with their literals."""
    return (meal for act in visit.acts.values() for meal in seated_choices_of(m, facts, act))


def seated_choices_of(m: Poster, facts: Facts, act: Act) -> Iterator[MealChoice]:
    """Yield the choices of a meal in restaurants of one activity."""
    for choice, chosen in act.choices:
        if choice.lunch is not None:
            house, room = table_of(facts, choice.lunch)
            for day, held in act.on.items():
                start, end = lunch_break(facts.shape, day)
                both = m.both(chosen, held)
                yield MealChoice(act, choice, house, room, start - facts.week.origin, end - start, both)
        elif choice.dining_room is not None and act.kind in MEAL_KINDS:
            house = facts.week.restaurant(choice.place)
            room = dining_room(facts, choice.place, choice.dining_room)
            yield MealChoice(act, choice, house, room, act.start, choice.minutes, chosen)


def table_of(facts: Facts, table: LunchTable) -> tuple[Restaurant, DiningRoom]:
    """Return the restaurant and the dining room of a lunch that interrupts an item."""
    return facts.week.restaurant(table.restaurant), dining_room(facts, table.restaurant, table.dining_room)


def dining_room(facts: Facts, place: str, room: str) -> DiningRoom:
    """Return a dining room of a restaurant.

    Raises
    ------
    StopIteration
        When the restaurant has no room of that id.
    """
    return next(r for r in facts.week.restaurant(place).dining_rooms if r.id == room)


def places_taken(room: DiningRoom, stay: Stay, request: Request | None) -> int:
    """Return how many places of a hall a party takes (MEAL-03): its people's, at a standing reception all of them."""
    standing = isinstance(request, Banquet) and request.is_standing
    return room.seats if standing and diners(stay, request) <= capacity(room, request) else diners(stay, request)
