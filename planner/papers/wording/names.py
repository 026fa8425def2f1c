"""Names of a week's things in one language: company, clients, places, people, vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.places import Restaurant

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from planner.language.words import Words


@dataclass(frozen=True)
class Names:
    """Names of the things of a week in one language."""

    facts: Facts
    words: Words

    @property
    def company(self) -> str:
        """Name of the company."""
        company = self.facts.week.company
        return self.words.pick(company.name, company.name_en or company.name)

    def client(self, visit: str) -> str:
        """Name of the client of a visit."""
        return self.facts.week.visit(visit).client

    # -- places

    def place(self, id: str) -> str:
        """Name of a place."""
        place = self.facts.week.place(id)
        return self.words.pick(place.name, place.name_en or place.name)

    def stop(self, id: str) -> str:
        """Name of a place as drivers know it: the building, not the restaurant in it."""
        return self.place(self.facts.location(id))

    # -- people and vehicles

    def person(self, id: str) -> str:
        """Name of a host person."""
        return self.facts.week.person(id).name

    def person_with_title(self, id: str) -> str:
        """Name and title of a host person: 李明（副总经理）."""
        person = self.facts.week.person(id)
        return self.words.note(person.name, person.title)

    def vehicle(self, id: str) -> str:
        """Name and plate of a vehicle."""
        vehicle = self.facts.week.vehicle(id)
        return f"{vehicle.name} {vehicle.plate}".rstrip()

    def driver(self, id: str | None) -> str:
        """Say the driver: 司机王强; None: the driver is still to be found."""
        name = self.facts.week.driver(id).name if id else self.words.open
        return self.words.pick(f"司机{name}", f"driver {name}")

    # -- by kind and id

    def resource(self, id: str) -> str:
        """Name of a resource such as ``room:r1`` or ``person:p1``; the id itself when nothing is known of it."""
        kind, _, rest = id.partition(":")
        name = rest if kind == "dining" else rest.split(":")[0]
        return self.by_kind.get(kind, {}).get(name, id)

    @cached_property
    def by_kind(self) -> dict[str, dict[str, str]]:
        """Kind of thing → id → name; a dining room by ``place:room``."""
        company = self.facts.week.company
        dining = {
            f"{place.id}:{room.id}": f"{place.name} {room.name}"
            for place in company.places
            if isinstance(place, Restaurant)
            for room in place.dining_rooms
        }
        return {
            "room": {room.id: room.name for room in company.rooms},
            "workshop": {workshop.id: workshop.name for workshop in company.workshops},
            "person": {person.id: person.name for person in company.people},
            "vehicle": {vehicle.id: vehicle.name for vehicle in company.vehicles},
            "driver": {driver.id: driver.name for driver in company.drivers},
            "dining": dining,
            "hotel": {hotel.id: hotel.name for hotel in self.facts.week.hotels},
            "place": {place.id: place.name for place in company.places},
        }
