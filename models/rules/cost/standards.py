"""What is spent and what the level's package allows, to the yuan: COST-02 and budget count it alike (S2 第六条 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.activities import LEISURE, Gift
from models.domain.places import Hotel, Sight
from models.rules.core.cost_lines import meal_price

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Night
    from models.domain.stay import Stay
    from models.rules.core.view import Choice

HEADINGS_OF_STAY = ("tickets", "gifts")
"""Headings that a package allows a sum a head for the whole stay."""


class Spent(NamedTuple):
    """Yuan that are spent, and yuan that the package allows for it."""

    yuan: int
    allowed: int

    @property
    def over(self) -> int:
        """Yuan beyond the package."""
        return max(0, self.yuan - self.allowed)


def meal(facts: Facts, stay: Stay, what: Item | Choice, request: Request | None) -> Spent | None:
    """Return what the meal that an item is or holds costs all guests; None: there is none."""
    each = meal_price(facts, stay, what, request)
    if each is None:
        return None
    allowed = stay.package.banquet_price if what.kind == "banquet" else stay.package.meal_price
    return Spent(stay.size * each, stay.size * allowed)


def night(facts: Facts, stay: Stay, hotel: str, rooms: Mapping[str, int], guests: int) -> Spent:
    """Return what the rooms of a night cost, by kind, for so many guests."""
    place = facts.week.find_place(hotel)
    prices = {str(kind.kind): kind.price for kind in place.room_types} if isinstance(place, Hotel) else {}
    yuan = sum(count * prices.get(kind, 0) for kind, count in rooms.items())
    return Spent(yuan, guests * stay.package.hotel_price)


def booked_night(facts: Facts, stay: Stay, booked: Night) -> Spent:
    """Return what a night of a plan costs."""
    rooms = {str(booking.kind): booking.count for booking in booked.rooms}
    return night(facts, stay, booked.hotel, rooms, stay.guests(booked.groups))


def ticket(facts: Facts, stay: Stay, what: Item | Choice) -> int:
    """Return yuan for the tickets of all guests, whatever an item is."""
    place = facts.week.find_place(what.place) if what.kind in LEISURE else None
    return stay.size * place.price if isinstance(place, Sight) else 0


def gift(stay: Stay, request: Request) -> int:
    """Return yuan for the gifts that a request is; 0 where it is for none."""
    return request.unit_price * (stay.size if request.each else 1) if isinstance(request, Gift) else 0


def allowance(stay: Stay, heading: str) -> int:
    """Return yuan that the package allows all guests for the stay, under a heading of ``HEADINGS_OF_STAY``."""
    return stay.size * (stay.package.ticket_price if heading == "tickets" else stay.package.gift_price)
