"""Who sits where on the road: a party, its vehicles and stops in, seats leg by leg and their reasons out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Self

from pydantic import Field, model_validator

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.halls import DrivenBy, VehicleProfile
from models.domain.seating import Attendee, Breach, Deviation, Proof, Rank, left


class Car(Fact):
    """A vehicle of a ride and who drives it."""

    id: str
    name: str = ""
    profile: VehicleProfile
    drives: DrivenBy = "chauffeur"
    driver: str = ""
    """The chauffeur's name, or the id of the host who drives (who then is no passenger)."""
    guests: int | None = None
    """So many guests are to ride in it, as a plan has it; None: as they come."""
    own: int | None = None
    """The same of the host's people, helpers among them."""


class Trip(Fact):
    """Where somebody gets in and out, as indices of stops; by default the whole way."""

    person: str
    board: int = 0
    leave: int | None = None


class CarLock(Fact):
    """The planner wants a person in this car, perhaps on this seat."""

    person: str
    car: str
    seat: str | None = None
    leg: int | None = None
    """Of which leg the seat is meant, from 0; None: of the whole way."""


class RideParty(Fact):
    """A party on its way: people, vehicles in convoy, stops."""

    id: str
    name: str = ""
    people: tuple[Attendee, ...] = Field(min_length=1)
    cars: tuple[Car, ...] = Field(min_length=1)
    stops: tuple[str, ...] = ("出发", "到达")
    trips: tuple[Trip, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    locks: tuple[CarLock, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = {person.id for person in self.people}
        cars = {car.id: car for car in self.cars}
        if len(known) < len(self.people) or len(cars) < len(self.cars):
            raise ValueError(bilingual(f"{self.id} 的人或车重复", f"ride {self.id}: a person or car is listed twice"))
        groups = (*self.before, *self.together, *self.apart)
        named = [name for group in groups for name in group]
        named += [trip.person for trip in self.trips] + [lock.person for lock in self.locks]
        named += [name for person in self.people for name in (person.serves, person.spouse_of) if name]
        strangers = sorted(set(named) - known)
        if strangers:
            who = ", ".join(strangers)
            raise ValueError(
                bilingual(
                    f"{self.id} 提到的人不在名单上：{who}",
                    f"ride {self.id} names somebody who is not on the list: {who}",
                )
            )
        last = len(self.stops) - 1
        for trip in self.trips:
            if not 0 <= trip.board < (last if trip.leave is None else trip.leave) <= last:
                raise ValueError(
                    bilingual(
                        f"{self.id} 的 {trip.person} 上下车站点不对",
                        f"ride {self.id}: {trip.person} gets out before getting in",
                    )
                )
        for lock in self.locks:
            if lock.car not in cars:
                raise ValueError(
                    bilingual(
                        f"{lock.person} 指定的车 {lock.car} 不存在",
                        f"{lock.person} is locked to car {lock.car}, which is not there",
                    )
                )
            if lock.seat is not None and lock.seat not in {seat.id for seat in cars[lock.car].profile.seats}:
                raise ValueError(
                    bilingual(
                        f"{lock.person} 指定的座位 {lock.car}:{lock.seat} 不存在",
                        f"car {lock.car} has no seat {lock.seat} for {lock.person}",
                    )
                )
            if lock.leg is not None and not 0 <= lock.leg < last:
                raise ValueError(
                    bilingual(
                        f"{lock.person} 指定的路段 {lock.leg} 不存在",
                        f"{lock.person} is locked on leg {lock.leg}, which is not there",
                    )
                )
        return self

    @property
    def by_id(self) -> dict[str, Attendee]:
        """People by id, in the given order."""
        return {person.id: person for person in self.people}

    def without(self, gone: Collection[str]) -> RideParty:
        """Return the ride without some people and without what is asked for them."""
        people = [
            person.replace(
                serves=None if person.serves in gone else person.serves,
                spouse_of=None if person.spouse_of in gone else person.spouse_of,
            )
            for person in self.people
            if person.id not in gone
        ]
        return self.replace(
            people=people,
            trips=[trip for trip in self.trips if trip.person not in gone],
            before=left(self.before, gone),
            together=left(self.together, gone),
            apart=left(self.apart, gone),
            locks=[lock for lock in self.locks if lock.person not in gone],
        )


class Leg(Fact):
    """One car between two stops: seat id to person."""

    start: str
    end: str
    seats: Mapping[str, str]
    moved: tuple[str, ...] = ()
    """Who changes seat at the start of this leg."""


class CarSeating(Fact):
    """One car over the whole way."""

    car: str
    convoy: int
    """1 = leads."""
    order: tuple[str, ...]
    """Seat ids from the first place to the last, as the edition has it for this driver."""
    custom: str
    legs: tuple[Leg, ...]
    boarding: tuple[str, ...] = ()
    """Who gets in first: low ranks from the back."""


class CarPlan(Fact):
    """The answer to a ride."""

    ride: str
    etiquette: str
    ranking: tuple[Rank, ...]
    cars: tuple[CarSeating, ...]
    """In convoy order."""
    proofs: tuple[Proof, ...] = ()
    breaches: tuple[Breach, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    notes: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    """After a change: whose cards are to be printed again."""

    @property
    def car_of(self) -> dict[str, str]:
        """Car by person."""
        return {person: car.car for car in self.cars for leg in car.legs for person in leg.seats.values()}
