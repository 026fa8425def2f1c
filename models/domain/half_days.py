"""How many items a morning or an afternoon of a visit holds (STR-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import SHOWS, Gift
from models.domain.clock import at
from models.domain.included_meals import included_meal

if TYPE_CHECKING:
    from models.domain.stay import Stay

_MANY_SHORT_ITEMS = 4
_PART_OF_HALF_DAY = 120
"""Minutes of a morning or afternoon from which on guests can be offered something in it."""
_NOT_COUNTED = (*SHOWS, "banquet", "photo")
"""Kinds of evenings and tables, and what is taken in passing."""


def half_day_items(stay: Stay) -> int:
    """Return how many items a half-day of a visit holds at most.

    ``Shape.full_half_day_items`` for a visit that asks for four short items or more, and for at least as many as there
    are halves of days of which the guests are here for two hours.
    """
    shape, number = stay.facts.shape, 0
    for request in stay.visit.requests:
        counts = not isinstance(request, Gift) and included_meal(request) is None and request.kind not in _NOT_COUNTED
        number += counts and stay.minutes(request) <= shape.short_item
    if number < max(_MANY_SHORT_ITEMS, _half_days_here(stay)):
        return int(shape.half_day_items)
    return int(max(shape.half_day_items, shape.full_half_day_items))


def _half_days_here(stay: Stay) -> int:
    """Return of how many mornings and afternoons the guests are here for a good part."""
    shape, here = stay.facts.shape, 0
    for day in stay.days:
        first, last = stay.window(day)
        for low, high in ((shape.day_start, shape.noon), (shape.noon, shape.dinner_from)):
            here += min(last, at(day, high)) - max(first, at(day, low)) >= _PART_OF_HALF_DAY
    return here
