"""A company large enough for so many delegations: the example company, its resources multiplied.

The company is right for a dozen delegations. What is many grows with their number; what is rare (the chairman, the
general manager, the large halls) grows slowly or not at all, so that requests go on competing.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, TypeVar

from models.domain.places import Hotel, Place, Restaurant
from planner.formats.shipped import shipped
from planner.formats.week import load_company
from planner.generation.names import NameSource
from planner.generation.requests import LARGE_ROOM_SEATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from models.domain.people import Driver, HostPerson
    from models.domain.resources import Room, Vehicle, Workshop
    from models.domain.week import Company

EXAMPLE_DELEGATIONS = 12
"""Delegations a week for which the example company is large enough."""
T = TypeVar("T")


def example_company() -> Company:
    """Return the company of the examples."""
    return load_company(shipped("company"))


def company_for(delegations: int, random: Random) -> Company:
    """Return a company for a number of delegations."""
    base = example_company()
    scale = max(1.0, delegations / EXAMPLE_DELEGATIONS)
    if scale == 1.0:
        return base
    names = NameSource(random)
    return base.replace(
        places=tuple(_place(place, scale) for place in base.places),
        rooms=_copies(base.rooms, lambda room: sqrt(scale) if room.seats > LARGE_ROOM_SEATS else scale, _room),
        workshops=tuple(_workshop(workshop, scale) for workshop in base.workshops),
        people=_copies(
            base.people,
            lambda person: 1.0 if person.rank <= 2 else sqrt(scale) if person.rank == 3 else scale,
            lambda person, number: _person(person, number, names),
        ),
        vehicles=_copies(base.vehicles, lambda _: scale, _vehicle),
        drivers=_copies(base.drivers, lambda _: scale, lambda driver, number: _driver(driver, number, names)),
    )


def _copies(rows: Sequence[T], times: Callable[[T], float], copy: Callable[[T, int], T]) -> tuple[T, ...]:
    """Return rows and their copies; a factor of 2.4 makes two of each and a third of the first ones."""
    found: list[T] = []
    debt: dict[float, float] = {}
    for row in rows:
        factor = times(row)
        owed = debt.get(factor, 0.0) + factor
        count = max(1, round(owed))
        debt[factor] = owed - count
        found += [row if number == 1 else copy(row, number) for number in range(1, count + 1)]
    return tuple(found)


def _room(room: Room, number: int) -> Room:
    return room.replace(id=f"{room.id}-{number}", name=f"{room.name}{number}")


def _workshop(workshop: Workshop, scale: float) -> Workshop:
    return workshop.replace(groups=ceil(workshop.groups * scale))


def _person(person: HostPerson, number: int, names: NameSource) -> HostPerson:
    return person.replace(id=f"{person.id}-{number}", name=names.person(), phone="")


def _vehicle(vehicle: Vehicle, number: int) -> Vehicle:
    return vehicle.replace(id=f"{vehicle.id}-{number}", name=f"{vehicle.name}({number})", plate="")


def _driver(driver: Driver, number: int, names: NameSource) -> Driver:
    return driver.replace(id=f"{driver.id}-{number}", name=names.person(), phone="")


def _place(place: Place, scale: float) -> Place:
    if isinstance(place, Hotel):
        kinds = (
            kind.replace(count=None if kind.count is None else ceil(kind.count * scale)) for kind in place.room_types
        )
        return place.replace(room_types=tuple(kinds))
    if isinstance(place, Restaurant):
        private = [room for room in place.dining_rooms if room.private]
        halls = [
            room.replace(seats=min(2000, ceil(room.seats * scale))) for room in place.dining_rooms if not room.private
        ]
        more = _copies(
            private,
            lambda _: scale,
            lambda room, number: room.replace(id=f"{room.id}-{number}", name=f"{room.name}{number}"),
        )
        return place.replace(dining_rooms=(*halls, *more))
    return place
