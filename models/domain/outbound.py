"""Outbound calls: the customers of the company, its own people who call on them, and what is agreed between them."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.domain.base import Fact, Hours, Id, Name, PrivateText, Span, Text
from models.domain.clock import Clock, Weekday
from models.domain.people import LanguageCode
from models.domain.week import Calendar

CustomerClass = Literal["A", "B", "C"]
"""How much a customer matters: important, ordinary, potential (S3 客户分类)."""
CallMinutes = Annotated[int, Field(ge=5, le=480, description="minutes of a call")]
CallsAWeek = Annotated[int, Field(ge=1, le=5)]
IntervalDays = Annotated[int, Field(ge=1, le=366, description="days from one call to the next")]
KeptMeal = Literal["lunch", "dinner"]
RoundVehicle = Literal["car", "scooter", "bicycle", "bus"]
Flexibility = Literal["fixed", "day", "week"]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class _Located(Fact):
    """What has a position (WGS 84, degrees) or an address; with neither it is in the middle of its district."""

    lat: Latitude | None = None
    lon: Longitude | None = None
    address: Text = ""

    @model_validator(mode="after")
    def _both_or_none(self) -> _Located:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("latitude and longitude go together, maybe give both or none")
        return self

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


class Office(_Located):
    """Where the company's people set off who do not set off from home, and where visits to us are received."""

    name: Name = "公司"
    district: Text = ""


class Customer(_Located):
    """A customer who is called on.

    Attributes
    ----------
    grade : str
        Class A, B or C: how often (OUT-01).
    district : str
        Whose district (辖区) it is: specialists stay in theirs (OUT-05).
    hours : tuple of Hours
        When it is open; empty: the edition's usual hours.
    minutes : int or None
        Of a call; None: the edition's for the class.
    calls_a_week, interval_days : int or None
        A rhythm of its own, instead of its class's; the interval where both are given.
    spacing_days : int or None
        Days between two calls, at least; None: the edition's (OUT-06).
    preferred_hours : tuple of Hours
        When it likes to be called on, instead of the good hours of OUT-02.
    last_call : date or None
        When it was called on last; None: nobody knows.
    goods : str
        What to bring (S3 客户拜访制度 二1).
    keeps : str or None
        Keeps its guests for lunch or dinner: good hours are others (OUT-02).
    specialist : str or None
        Who alone calls on it; None: whoever has its district.
    """

    id: Id
    name: Name
    grade: CustomerClass = "C"
    district: Name
    hours: tuple[Hours, ...] = ()
    closed: tuple[dt.date, ...] = ()
    minutes: CallMinutes | None = None
    calls_a_week: CallsAWeek | None = None
    interval_days: IntervalDays | None = None
    spacing_days: Annotated[int, Field(ge=1, le=366)] | None = None
    preferred_days: tuple[Weekday, ...] = ()
    preferred_hours: tuple[Hours, ...] = ()
    last_call: dt.date | None = None
    goods: Text = ""
    keeps: KeptMeal | None = None
    languages: tuple[LanguageCode, ...] = ()
    specialist: Id | None = None
    contact: Text = ""
    phone: Text = ""
    birthday: Annotated[PrivateText, Field(pattern=r"^(\d\d-\d\d)?$", description="MM-DD")] = ""
    note: Text = ""


class Specialist(_Located):
    """One of ours who calls on customers (客户专员、客户经理).

    Attributes
    ----------
    districts : tuple of str
        Where they call (OUT-05).
    hours : tuple of Hours
        When they work; empty: the edition's.
    from_home : bool
        Sets off from home (the position given here) and goes back there; else from and to the office.
    vehicle : str
        How they get about: the minutes of a way depend on it.
    """

    id: Id
    name: Name
    districts: Annotated[tuple[Name, ...], Field(min_length=1)]
    from_home: bool = False
    hours: tuple[Hours, ...] = ()
    leave: tuple[Span, ...] = ()
    vehicle: RoundVehicle = "car"
    languages: tuple[LanguageCode, ...] = ()
    phone: Text = ""
    note: Text = ""


class Appointment(Fact):
    """A call that is agreed on with the customer, or asked for: it comes before the rhythm and counts in it.

    Attributes
    ----------
    flexible : str
        ``fixed``: day and time are agreed on; ``day``: the day is, the time is free (or within ``hours``); ``week``:
        any day from ``day`` to ``until``, by default to the end of the week.
    urgent : bool
        An urgent call, or a customer who has called in: comes before all that is not agreed on.
    """

    id: Id
    customer: Id
    day: dt.date
    flexible: Flexibility = "fixed"
    time: Clock | None = None
    until: dt.date | None = None
    hours: tuple[Hours, ...] = ()
    specialist: Id | None = None
    minutes: CallMinutes | None = None
    urgent: bool = False
    note: Text = ""

    @model_validator(mode="after")
    def _says_when(self) -> Appointment:
        if self.flexible == "fixed" and self.time is None:
            raise ValueError("a fixed appointment needs its time, maybe write 09:30 or make it flexible in the day")
        if self.until is not None and self.until < self.day:
            raise ValueError("ends before it begins, maybe swap the two days")
        return self

    @property
    def last_day(self) -> dt.date:
        """The last day on which it may be kept."""
        if self.flexible != "week":
            return self.day
        return self.until or self.day + dt.timedelta(days=6 - self.day.weekday())


class PausedCalls(Fact):
    """A customer who is not called on for a while, both days included."""

    customer: Id
    first: dt.date
    last: dt.date
    reason: Text = ""

    @model_validator(mode="after")
    def _forward(self) -> PausedCalls:
        if self.first > self.last:
            raise ValueError("ends before it begins, maybe swap the two days")
        return self


class TakenTime(Span):
    """A span in which a specialist is at the office for something that comes before rounds: a visit to us."""

    specialist: Id


class CustomerBook(Fact):
    """Everything that rounds are planned from: customers, people, agreements, and the weeks to plan.

    Attributes
    ----------
    first_day : date
        The first day to plan.
    weeks : int
        Weeks of seven days from it, at most 13.
    """

    id: Id
    name: Name
    first_day: Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2200, 1, 1))]
    weeks: Annotated[int, Field(ge=1, le=13)] = 1
    office: Office = Office()
    calendar: Calendar = Calendar()
    customers: tuple[Customer, ...]
    specialists: tuple[Specialist, ...]
    appointments: tuple[Appointment, ...] = ()
    pauses: tuple[PausedCalls, ...] = ()
    taken: tuple[TakenTime, ...] = ()
    note: Text = ""

    @property
    def last_day(self) -> dt.date:
        """The last day to plan."""
        return self.first_day + dt.timedelta(days=7 * self.weeks - 1)

    @cached_property
    def _customers(self) -> dict[str, Customer]:
        return {customer.id: customer for customer in self.customers}

    @cached_property
    def _specialists(self) -> dict[str, Specialist]:
        return {person.id: person for person in self.specialists}

    def customer(self, id: str) -> Customer:
        """Return a customer by id."""
        return self._customers[id]

    def specialist(self, id: str) -> Specialist:
        """Return a specialist by id."""
        return self._specialists[id]
