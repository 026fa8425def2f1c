"""A week: the company, its calendar, and the visits. Immutable; look-ups by id are cached."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, TypeVar

from pydantic import Field

from models.domain.activities import Joint
from models.domain.base import Fact, Id, Name, Text
from models.domain.clock import at
from models.domain.memory import ClientMemory, Memory
from models.domain.people import Driver, HiredHelp, HostPerson, LanguageCode
from models.domain.places import ArrivalPoint, Hotel, Place, Project, Restaurant, Sight, Site, Way
from models.domain.resources import UNLISTED_CARS, HiredCar, Lounge, Room, Vehicle, Workshop
from models.domain.visits import Visit

P = TypeVar("P")


class Calendar(Fact):
    """Days that are workdays or days off whatever the day of the week (ARR-01, ARR-02).

    In the company: overrides. In the week: the official calendar with make-up days (调休), filled in when the week is
    read; ``announced`` is false where the year's make-up days are not public yet (放假安排未公布).
    """

    workdays: tuple[dt.date, ...] = ()
    holidays: tuple[dt.date, ...] = ()
    announced: bool = True


class Company(Fact):
    """The host: what it owns, employs and knows. One company serves a year of weeks.

    ``languages`` are those of our people with guests: who speaks one of them needs no interpreter (HOST-06).
    ``register_file`` is where what became of visits is kept, in the company's folder or below it.
    """

    id: Id
    name: Name
    name_en: Text = ""
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)] = ("zh",)
    calendar: Calendar = Calendar()
    taboo: tuple[dt.date, ...] = ()
    register_file: Text = ""
    places: tuple[Place, ...]
    rooms: tuple[Room, ...] = ()
    lounges: tuple[Lounge, ...] = ()
    workshops: tuple[Workshop, ...] = ()
    people: tuple[HostPerson, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    drivers: tuple[Driver, ...] = ()
    hired_cars: tuple[HiredCar, ...] = ()
    hired_help: tuple[HiredHelp, ...] = ()
    ways: tuple[Way, ...] = ()


class Week(Fact):
    """The days to plan, the company and its visits."""

    id: Id
    name: Name
    first_day: Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2200, 12, 31))]
    days: Annotated[int, Field(ge=1, le=31)] = 7
    company: Company
    official: Calendar = Calendar()
    visits: tuple[Visit, ...]
    joints: tuple[Joint, ...] = ()
    memory: Memory = Memory()
    note: Text = ""

    @property
    def origin(self) -> int:
        """Moment of midnight of the first day."""
        return at(self.first_day)

    @cached_property
    def site(self) -> Site:
        """The company's own place (the first of kind ``site``)."""
        return next(place for place in self.company.places if isinstance(place, Site))

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.id: place for place in self.company.places}

    @cached_property
    def _visits(self) -> dict[str, Visit]:
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def _memories(self) -> dict[str, ClientMemory]:
        return {found.visit: found for found in self.memory.clients}

    def remembered(self, visit: str) -> ClientMemory:
        """Return what earlier weeks tell of a visit's client; empty where they tell nothing."""
        return self._memories.get(visit) or ClientMemory(visit=visit)

    @cached_property
    def _people(self) -> dict[str, HostPerson]:
        return {person.id: person for person in self.company.people}

    @cached_property
    def _rooms(self) -> dict[str, Room]:
        return {room.id: room for room in self.company.rooms}

    @cached_property
    def _lounges(self) -> dict[str, Lounge]:
        return {lounge.id: lounge for lounge in self.company.lounges}

    def lounge(self, id: str) -> Lounge:
        """Return a lounge by id."""
        return self._lounges[id]

    @cached_property
    def _workshops(self) -> dict[str, Workshop]:
        return {workshop.id: workshop for workshop in self.company.workshops}

    @cached_property
    def _vehicles(self) -> dict[str, Vehicle]:
        return {vehicle.id: vehicle for vehicle in self.company.vehicles}

    @cached_property
    def _drivers(self) -> dict[str, Driver]:
        return {driver.id: driver for driver in self.company.drivers}

    @cached_property
    def _hired_cars(self) -> dict[str, HiredCar]:
        return {car.id: car for car in (*UNLISTED_CARS, *self.company.hired_cars)}

    def place(self, id: str) -> Place:
        """Return a place; KeyError when unknown, as for all look-ups below."""
        return self._places[id]

    def find_place(self, id: str | None) -> Place | None:
        """Return a place, None where the week has none of that id: a plan may name anything (STR-01)."""
        return self._places.get(id or "")

    def visit(self, id: str) -> Visit:
        """Return a visit."""
        return self._visits[id]

    def person(self, id: str) -> HostPerson:
        """Return a host person."""
        return self._people[id]

    def find_person(self, id: str | None) -> HostPerson | None:
        """Return a host person, None where the company has none of that id."""
        return self._people.get(id or "")

    def room(self, id: str) -> Room:
        """Return a meeting room."""
        return self._rooms[id]

    def workshop(self, id: str) -> Workshop:
        """Return a workshop."""
        return self._workshops[id]

    def vehicle(self, id: str) -> Vehicle:
        """Return a company vehicle."""
        return self._vehicles[id]

    def home(self, vehicle: str) -> str:
        """Return the place where a company vehicle stands overnight."""
        return self._vehicles[vehicle].home or self.site.id

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The places where company vehicles stand overnight, in the order of their ids; at least the company."""
        return tuple(sorted({self.site.id, *(self.home(vehicle.id) for vehicle in self.company.vehicles)}))

    def driver(self, id: str) -> Driver:
        """Return a driver."""
        return self._drivers[id]

    def find_vehicle(self, id: str | None) -> Vehicle | None:
        """Return a company vehicle, None where the company has none of that id."""
        return self._vehicles.get(id or "")

    def find_driver(self, id: str | None) -> Driver | None:
        """Return a driver, None where the company has none of that id."""
        return self._drivers.get(id or "")

    def find_room(self, id: str | None) -> Room | None:
        """Return a meeting room, None where the company has none of that id."""
        return self._rooms.get(id or "")

    def hired_car(self, id: str) -> HiredCar:
        """Return a kind of hired car, listed by the company or not."""
        return self._hired_cars[id]

    def find_hired_car(self, id: str | None) -> HiredCar | None:
        """Return a kind of hired car, None where there is none of that id."""
        return self._hired_cars.get(id or "")

    @property
    def hired_cars(self) -> tuple[HiredCar, ...]:
        """All kinds of hired cars: those that the company lists, then those of which it still has to find a firm."""
        listed = {car.id for car in self.company.hired_cars}
        return (*self.company.hired_cars, *(car for car in UNLISTED_CARS if car.id not in listed))

    def hotel(self, id: str) -> Hotel:
        """Return a hotel; TypeError when the place is none, as for the kinds below."""
        return _of(Hotel, self.place(id))

    def restaurant(self, id: str) -> Restaurant:
        """Return a restaurant."""
        return _of(Restaurant, self.place(id))

    def sight(self, id: str) -> Sight:
        """Return a sight."""
        return _of(Sight, self.place(id))

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """All sights."""
        return tuple(place for place in self.company.places if isinstance(place, Sight))

    @cached_property
    def hotels(self) -> tuple[Hotel, ...]:
        """All hotels."""
        return tuple(place for place in self.company.places if isinstance(place, Hotel))

    @cached_property
    def restaurants(self) -> tuple[Restaurant, ...]:
        """All restaurants."""
        return tuple(place for place in self.company.places if isinstance(place, Restaurant))

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """All reference projects and partner sites."""
        return tuple(place for place in self.company.places if isinstance(place, Project))

    def arrival_point(self, id: str) -> ArrivalPoint | None:
        """Return the airport or station, or None when the place is another kind (own car to the door)."""
        place = self.place(id)
        return place if isinstance(place, ArrivalPoint) else None


def _of(kind: type[P], place: object) -> P:
    if not isinstance(place, kind):
        raise TypeError(f"{place!r} is no {kind.__name__}")
    return place
