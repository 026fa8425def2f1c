"""Revision of a plan: what was announced, what time it is, what is fixed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.domain.pins import Pin
from models.domain.plan import Item, Move, Plan


@dataclass(frozen=True)
class Revision:
    """Why and how far a plan may change.

    Attributes
    ----------
    announced : Plan or None
        The plan that people have; None: nothing was announced.
    now : moment or None
        What has started by now stays; None: nothing has started.
    pins : tuple of Pin
        What is fixed.
    """

    announced: Plan | None = None
    now: int | None = None
    pins: tuple[Pin, ...] = ()

    @cached_property
    def items(self) -> dict[str, Item]:
        """Announced items by id."""
        return {item.id: item for item in self.announced.items} if self.announced else {}

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Announced moves by id."""
        return {move.id: move for move in self.announced.moves} if self.announced else {}

    def places(self, visit: str) -> frozenset[str]:
        """Return the places, rooms and dining rooms that a visit's announced items and pins name."""
        items = [item for item in self.items.values() if item.visit == visit]
        nights = self.announced.nights if self.announced else ()
        named = [name for item in items for name in (item.place, item.room, item.dining_room)]
        named += [night.hotel for night in nights if night.visit == visit]
        named += [name for pin in self.pins if pin.visit == visit for name in (pin.place, pin.room)]
        return frozenset(name for name in named if name)
