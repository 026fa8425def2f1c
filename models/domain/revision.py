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
    start : Plan or None
        The plan that is improved, of which nobody was told yet.
    """

    announced: Plan | None = None
    now: int | None = None
    pins: tuple[Pin, ...] = ()
    start: Plan | None = None

    @property
    def former(self) -> Plan | None:
        """The plan that people have or, where nothing was announced, the one that is improved."""
        return self.announced if self.announced is not None else self.start

    @cached_property
    def items(self) -> dict[str, Item]:
        """Announced items by id."""
        return {item.id: item for item in self.announced.items} if self.announced else {}

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Announced moves by id."""
        return {move.id: move for move in self.announced.moves} if self.announced else {}

    def places(self, visit: str) -> frozenset[str]:
        """Return the places, rooms and dining rooms that a visit's former items and pins name."""
        items = [item for item in (self.former.items if self.former else ()) if item.visit == visit]
        nights = self.former.nights if self.former else ()
        named = [name for item in items for name in (item.place, item.room, item.dining_room)]
        named += [name for i in items if i.lunch for name in (i.lunch.restaurant, i.lunch.dining_room)]
        named += [night.hotel for night in nights if night.visit == visit]
        named += [name for pin in self.pins if pin.visit == visit for name in (pin.place, pin.room)]
        return frozenset(name for name in named if name)
