"""Pins: what of an item or move of a plan is fixed, side by side: time, place, people, cars, each apart.

A pin carries the values themselves, so it means the same without the plan that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from models.domain.base import Fact, Id, Text
from models.domain.changed_sides import RowSide, night_id
from models.domain.clock import Moment
from models.domain.plan import Item, Move, Plan, RoomBooking, Stop

PinSide = RowSide
SIDES: tuple[PinSide, ...] = ("time", "place", "people", "cars")
SIDE_WORDS: dict[PinSide, tuple[str, str]] = {
    "time": ("时间", "time"),
    "place": ("地点", "place"),
    "people": ("人员", "people"),
    "cars": ("车辆", "cars"),
}
"""What a side is called, Chinese and English: the words of the column 锁定."""


class Pin(Fact):
    """One item, move or night, and what of it is fixed; whatever is None is free.

    Attributes
    ----------
    of : str
        Item or move id of the plan, ``visit/…``; of a night see ``models.domain.changed_sides.night_id``.
    start, end : moment or None
        Of an item; ``start`` alone where its length is a fact. Of a move: departure and arrival.
    place : str or None
        Place of an item; of a move, where it goes; of a night, the hotel.
    room : str or None
        Meeting room or dining room at that place.
    people : tuple of str or None
        Host people who take part, whatever their roles; others may too.
    without : tuple of str
        Host people who take no part.
    cars : tuple of str or None
        Company vehicles of a move, exactly these; empty: no company vehicle.
    drivers : tuple of str or None
        Drivers of a move, exactly these.
    stops : tuple of Stop or None
        When each group of a company tour is in which workshop.
    rooms : tuple of RoomBooking or None
        Rooms of a night.
    out : bool
        It is not in the plan; nothing else is said then.
    by : str
        Who fixed it, for people.
    source : str
        Where it was said: sheet and cell, file and line, or the words.
    """

    of: Id
    start: Moment | None = None
    end: Moment | None = None
    place: Id | None = None
    room: Id | None = None
    people: tuple[Id, ...] | None = None
    without: tuple[Id, ...] = ()
    cars: tuple[Id, ...] | None = None
    drivers: tuple[Id, ...] | None = None
    stops: tuple[Stop, ...] | None = None
    rooms: tuple[RoomBooking, ...] | None = None
    out: bool = False
    by: Text = ""
    source: Text = ""

    @property
    def visit(self) -> str:
        """The visit that the item or move is of."""
        return self.of.partition("/")[0]

    @property
    def sides(self) -> frozenset[PinSide]:
        """The sides that it fixes."""
        found: dict[PinSide, bool] = {
            "time": self.start is not None or self.end is not None,
            "place": any(said is not None for said in (self.place, self.room, self.stops, self.rooms)),
            "people": self.people is not None or bool(self.without),
            "cars": self.cars is not None or self.drivers is not None,
        }
        return frozenset(side for side, said in found.items() if said)


@dataclass(frozen=True)
class Decision:
    """What somebody has decided by changing a plan: pins that hold unless a must forbids them.

    Attributes
    ----------
    source : str
        Where it was said.
    """

    source: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True)
class HandChanges:
    """What was decided by changing a plan.

    Attributes
    ----------
    plan_without : callable
        Returns the changed plan without some decisions, by ``Decision.source``.
    """

    decisions: tuple[Decision, ...]
    plan_without: Callable[[Collection[str]], Plan]


def pin_as_planned(plan: Plan, id: str, sides: Iterable[PinSide] = SIDES, source: str = "") -> Pin:
    """Return the pin that holds some sides of an item, move or night as they are in a plan.

    Raises
    ------
    KeyError
        When the plan has none with this id.
    """
    wanted = set(sides)
    for item in plan.items:
        if item.id == id:
            return _item_pin(item, wanted, source)
    for move in plan.moves:
        if move.id == id:
            return _move_pin(move, wanted, source)
    for night in plan.nights:
        if night_id(night) == id:
            return Pin(of=id, place=night.hotel if "place" in wanted else None, source=source)
    raise KeyError(id)


def _item_pin(item: Item, sides: set[PinSide], source: str) -> Pin:
    time, place = "time" in sides, "place" in sides
    people = tuple(sorted({d.person for d in item.duties if d.person}))
    return Pin(
        of=item.id,
        start=item.start if time else None,
        end=item.end if time else None,
        place=item.place if place else None,
        room=(item.room or item.dining_room) if place else None,
        people=people if "people" in sides and people else None,
        source=source,
    )


def _move_pin(move: Move, sides: set[PinSide], source: str) -> Pin:
    time, cars = "time" in sides, "cars" in sides and move.rides
    people = tuple(sorted({d.person for d in move.duties if d.person}))
    return Pin(
        of=move.id,
        start=move.depart if time else None,
        end=move.arrive if time else None,
        people=people if "people" in sides and people else None,
        cars=tuple(sorted(r.vehicle for r in move.rides if r.vehicle)) if cars else None,
        drivers=tuple(sorted(r.driver for r in move.rides if r.driver)) if cars else None,
        source=source,
    )
