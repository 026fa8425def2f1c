"""Things that only one party can use at a time: meeting rooms, workshops, vehicles; and hired cars."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Count, Fact, Hours, Id, Minutes, Name, Span, Text, Yuan
from models.domain.clock import EARLIEST, LATEST, LATEST_TIME_OF_DAY, at, merge

Equipment = Literal["projector", "screen", "video", "whiteboard", "interpretation", "microphone", "sofa", "stage"]
VehicleClass = Literal["sedan", "suv", "mpv", "van", "minibus", "coach"]
USUAL_SIZES: tuple[tuple[VehicleClass, int, int], ...] = (
    ("sedan", 4, 3),
    ("suv", 4, 4),
    ("mpv", 6, 6),
    ("van", 8, 8),
    ("minibus", 19, 19),
    ("coach", 45, 45),
)
"""Vehicle classes with the seats and the room for luggage that those for hire usually have."""
PassengerSeats = Annotated[int, Field(ge=1, le=80, description="for passengers, the driver's not counted")]


RoomUse = Literal["meeting", "reception", "training"]


class Room(Fact):
    """A meeting room of the company (ROOM); ``at`` another place of its own, None: the site.

    ``set_up`` and ``clearing`` None: the edition's minutes (HOST-04). ``use`` None: ``used_for`` says what it is for.
    """

    id: Id
    name: Name
    at: Id | None = None
    use: RoomUse | None = None
    seats: Annotated[int, Field(ge=1, le=2000)]
    equipment: tuple[Equipment, ...] = ()
    set_up: Minutes | None = None
    clearing: Minutes | None = None
    closures: tuple[Span, ...] = ()
    layout: Text = ""
    note: Text = ""

    @property
    def used_for(self) -> RoomUse:
        """What the room is for (ROOM-03a): a room with sofas receives guests, unless ``use`` says otherwise."""
        return self.use or ("reception" if "sofa" in self.equipment else "meeting")


class Lounge(Fact):
    """A room in which guests wait (休息室、贵宾厅), at an airport or station, the company or a hotel (ROOM-01a)."""

    id: Id
    name: Name
    place: Id
    seats: Annotated[int, Field(ge=1, le=2000)]
    closures: tuple[Span, ...] = ()
    note: Text = ""


class Workshop(Fact):
    """A stop of the company tour (TOUR).

    ``group`` is how many people a docent may lead through at once, ``groups`` how many groups may be inside.
    """

    id: Id
    name: Name
    minutes: Annotated[int, Field(ge=5, le=240)]
    group: Annotated[int, Field(ge=1)] = 20
    groups: Annotated[int, Field(ge=1)] = 1
    hours: tuple[Hours, ...] = ()
    closures: tuple[Span, ...] = ()
    restricted: bool = False
    helmets: bool = False
    magnetic: bool = False
    note: Text = ""


class Vehicle(Fact):
    """A company vehicle; ``licences`` are those that may drive it (any of them).

    Attributes
    ----------
    days : tuple of date
        The days for which it is chartered (包车), each whole; empty: it is there every day.
    day_price : int
        Yuan a chartered day, whether it runs or not.
    home : str, optional
        The place where it stands overnight, to and from which its day counts; None: the company.
    relief : bool
        Two drivers may share it through a day, one relieving the other (STR-11).
    """

    id: Id
    name: Name
    plate: Text = ""
    kind: VehicleClass
    seats: PassengerSeats
    luggage: Count = 2
    licences: tuple[Name, ...] = ("C1",)
    home: Id | None = None
    days: tuple[dt.date, ...] = ()
    day_price: Yuan = 0
    relief: bool = False
    closures: tuple[Span, ...] = ()
    note: Text = ""

    @property
    def out_of_service(self) -> tuple[Span, ...]:
        """When it cannot run: its closures, and the time outside the days for which it is chartered.

        A chartered day goes on through the small hours after it.
        """
        if not self.days:
            return self.closures
        chartered = merge((at(day), at(day, LATEST_TIME_OF_DAY)) for day in self.days)
        edges = [EARLIEST, *(edge for span in chartered for edge in span), LATEST]
        outside = zip(edges[::2], edges[1::2], strict=True)
        return (*self.closures, *(Span(start=start, end=end) for start, end in outside if start < end))


class HiredCar(Fact):
    """A kind of vehicle to be hired with its driver, in any number, at a price a move (CAR-07)."""

    id: Id
    kind: VehicleClass
    seats: PassengerSeats
    luggage: Count = 2
    price: Yuan
    supplier: Text = ""
    phone: Text = ""
    note: Text = ""

    @property
    def is_unlisted(self) -> bool:
        """Whether the company names no firm for it (``UNLISTED_CARS``): its price is the edition's."""
        return self in UNLISTED_CARS


UNLISTED_CARS = tuple(
    HiredCar(id=f"unlisted-{kind}", kind=kind, seats=seats, luggage=luggage, price=0)
    for kind, seats, luggage in USUAL_SIZES
)
"""Vehicles to be hired from whom the office still has to find: a move is never dropped for want of a listed firm."""
