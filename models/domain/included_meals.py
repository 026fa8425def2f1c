"""Meals within items: which meal an item is for its guests, the lunch that interrupts it, when it may begin for that.

An item that is a meal, or that a lunch interrupts, takes the place of that meal in the day: it begins and ends around
it. Receptions and teas have their usual hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Entertainment, IncludedMeal, Request
from models.domain.clock import at, minute_of_day
from models.domain.day_windows import DayPart, part_of_day_at, programme_windows

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.facts import Facts
    from models.domain.places import Restaurant
    from models.domain.policy import Shape
    from models.domain.stay import Stay

StartHours = dict[DayPart, tuple[int, int]]
"""Parts of the day in which an item may lie, each with its first and last start in minutes of the day."""
EVENING_RECEPTION_FORMS = ("buffet", "cocktail")


def included_meal(request: Request | None) -> IncludedMeal | None:
    """Return which meal a request is for the guests; None: it is none.

    A banquet is the dinner, or the lunch where it is asked for at noon. At a tea and at a cocktail reception in the
    evening there is something to nibble, but no meal, unless the request says so.
    """
    meal: IncludedMeal | None = getattr(request, "meal", None)
    if meal is None and isinstance(request, Banquet):
        if request.lunch and request.form != "tea":
            return "lunch"
        return None if request.form in ("tea", "cocktail") else "dinner"
    return meal


def has_lunch_break(shape: Shape, request: Request | None, minutes: int) -> bool:
    """Tell whether a lunch interrupts an item: as asked for, or because no half of a day is as long as it."""
    if request is None or included_meal(request) is not None or not hasattr(request, "lunch_break"):
        return False
    windows = programme_windows(shape)
    return bool(request.lunch_break) or minutes > max(high - low for low, high in (windows["am"], windows["pm"]))


def lunch_of_item(stay: Stay, request: Request | None, minutes: int) -> bool:
    """Tell whether we see to a lunch that interrupts an item: at a table near by, or packed (MEAL-01)."""
    return stay.visit.provides.meals and has_lunch_break(stay.facts.shape, request, minutes)


def lunch_break(shape: Shape, day: dt.date) -> tuple[int, int]:
    """Return from when to when (moments) the lunch of a day is that interrupts an item."""
    noon = at(day, shape.noon)
    return noon, noon + shape.lunch_minutes


def meal_taken(shape: Shape, request: Request | None, minutes: int) -> IncludedMeal | None:
    """Return which meal the guests have during an item: what it is, or the lunch that interrupts it."""
    return "lunch" if has_lunch_break(shape, request, minutes) else included_meal(request)


def meal_minutes(shape: Shape, request: Request | None, minutes: int) -> int:
    """Return how much of an item is a meal: the usual minutes of that meal, at most the whole item."""
    usual = {"breakfast": shape.breakfast_minutes, "lunch": shape.lunch_minutes, "dinner": shape.dinner_minutes}
    meal = meal_taken(shape, request, minutes)
    return min(minutes, usual[meal]) if meal else 0


def start_hours(shape: Shape, request: Request | None, minutes: int) -> StartHours | None:
    """Return when an item may begin, by part of the day, for its meal or the form of hospitality; None: as its kind.

    An item that is a lunch or dinner holds the least hour of it: it begins no later than the last meal, and ends no
    earlier than the first one does. One that a lunch interrupts holds the lunch at ``Shape.noon``. A working breakfast
    begins before the day's other items. Receptions and teas lie in their usual hours, longer ones begin with them; a
    tea that is asked for in the evening lies there, and a reception that closely follows another request begins by the
    last meal. The hour that the guests fixed goes before, if they end by ``Shape.day_end``.
    """
    meal, least = included_meal(request), meal_minutes(shape, request, minutes)
    if isinstance(request, Banquet) and request.form in (*EVENING_RECEPTION_FORMS, "tea"):
        return _reception_hours(shape, request, minutes)
    latest = (shape.show_end if isinstance(request, Entertainment) else shape.day_end) - minutes
    if has_lunch_break(shape, request, minutes):
        return {"lunch": (max(shape.day_start, shape.noon + least - minutes), min(shape.noon, latest))}
    if meal is None or (isinstance(request, Banquet) and request.meal is None):
        return None
    if meal == "breakfast":
        fixed = _fixed(request)
        return {"am": (shape.working_breakfast_from, shape.day_start) if fixed is None else (fixed, fixed)}
    first, last = (shape.lunch_from, shape.lunch_to) if meal == "lunch" else (shape.dinner_from, shape.dinner_to)
    return {meal: (max(shape.day_start, first + least - minutes), min(last, latest))}


def _fixed(request: Request | None) -> int | None:
    return None if request is None or request.at is None else minute_of_day(request.at)


def _reception_hours(shape: Shape, request: Banquet, minutes: int) -> StartHours:
    meal, usual = included_meal(request), shape.reception_noon if request.lunch else shape.reception_evening
    hours: dict[DayPart, tuple[int, int]] = {"pm": usual}
    if request.form == "tea" and meal is None:
        hours = {"am": shape.tea_morning, "pm": shape.tea_afternoon}
        if request.part == "evening":
            hours = dict.fromkeys(("pm", "evening"), (shape.evening_start, shape.day_end))
    elif meal in ("lunch", "dinner"):
        hours = {"lunch": shape.reception_noon} if meal == "lunch" else {"dinner": shape.reception_evening}
    if (fixed := _fixed(request)) is not None:
        span = fixed, min(fixed, shape.day_end - minutes)
        if meal in hours:
            return dict.fromkeys(hours, span)
        return {"am": span} if part_of_day_at(fixed) == "am" else {"pm": span, "evening": span}
    latest = shape.day_end - minutes
    if request.form != "tea" and any(link.directly or link.within is not None for link in request.after):
        until = min(shape.lunch_to if request.lunch else shape.dinner_to, latest)
        hours = {part: (first, max(last, until + minutes)) for part, (first, last) in hours.items()}
    return {part: _wished(request, first, max(first, last - minutes), latest) for part, (first, last) in hours.items()}


def _wished(request: Banquet, first: int, last: int, latest: int) -> tuple[int, int]:
    """Widen the usual starts as far as the guests ask for others; none of them is after ``latest``."""
    early, late = request.earliest, request.latest
    usual = first if late is None else min(first, late), last if early is None else max(last, early)
    return min(usual[0], latest), min(usual[1], latest)


def is_near(facts: Facts, house: Restaurant, place: str) -> bool:
    """Tell whether guests who are at a place walk to a restaurant: it is in it, or near enough to need no car."""
    walk = facts.travel.walk(place, house.id)
    return walk is not None and walk <= facts.shape.walk_minutes
