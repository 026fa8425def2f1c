"""What is scarce in a family of weeks: a company of which something is left out.

Only what is shared is taken away, never what every programme needs: a first plan is always possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.places import Restaurant

if TYPE_CHECKING:
    from models.domain.base import Hours
    from models.domain.people import HostPerson
    from models.domain.places import Place
    from models.domain.resources import Workshop
    from models.domain.week import Company

_KEPT_ROOMS = ("r-hall", "r-vip", "r-301")
"""The lecture hall, the one room with sofas, and one with all equipment; of eight."""
_KEPT_HIRED = ("h-sedan", "h-coach")
_PRIVATE_ROOM_SHARE = 5
"""Of so many private dining rooms one is left."""
_OFFICE_ROLES = {"docent", "expert", "trainer", "crew"}


def everything(company: Company) -> Company:
    """Return the company as it is."""
    return company


def half_the_fleet(company: Company) -> Company:
    """Return the company with every other vehicle and driver, and firms for two kinds of hired car only."""
    hired = tuple(car for car in company.hired_cars if car.id in _KEPT_HIRED)
    return company.replace(vehicles=company.vehicles[::2], drivers=company.drivers[::2], hired_cars=hired)


def few_rooms(company: Company) -> Company:
    """Return the company with three kinds of meeting room of eight, and a fifth of the private dining rooms.

    The other dining rooms are open to everybody, as if their walls were taken out.
    """
    rooms = tuple(room for room in company.rooms if any(_is_copy(room.id, kept) for kept in _KEPT_ROOMS))
    restaurants = [place for place in company.places if isinstance(place, Restaurant)]
    private = [room.id for place in restaurants for room in place.dining_rooms if room.private]
    kept = set(private[::_PRIVATE_ROOM_SHARE])
    return company.replace(rooms=rooms, places=tuple(_opened(place, kept) for place in company.places))


def closed_on_days_off(company: Company) -> Company:
    """Return the company without docents, experts, room crew and workshops at weekends; make-up workdays count."""
    return company.replace(
        workshops=tuple(_weekdays_only(workshop) for workshop in company.workshops),
        people=tuple(
            _off_at_weekends(person) if {role.kind for role in person.roles} <= _OFFICE_ROLES else person
            for person in company.people
        ),
    )


def _is_copy(id: str, original: str) -> bool:
    return id == original or id.startswith(f"{original}-")


def _opened(place: Place, kept: set[str]) -> Place:
    if not isinstance(place, Restaurant):
        return place
    rooms = (room if room.id in kept else room.replace(private=False) for room in place.dining_rooms)
    return place.replace(dining_rooms=tuple(rooms))


def _weekdays(hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
    return tuple(span.replace(weekdays=tuple(day for day in span.weekdays if day < 5)) for span in hours)


def _weekdays_only(workshop: Workshop) -> Workshop:
    return workshop.replace(hours=_weekdays(workshop.hours))


def _off_at_weekends(person: HostPerson) -> HostPerson:
    return person.replace(hours=_weekdays(person.hours))
