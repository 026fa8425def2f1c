"""Seats of vehicles in order of honour, and the facts of a ride: who ranks where, who is aboard on which leg.

Sources: etiquette.md section 4; S0 八(二)3 乘车礼仪.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.etiquette.precedence import Precedence, rank
from models.etiquette.rules import SEATING_RULES

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette, SeatingLevel
    from models.domain.ride_party import Car, RideParty
    from models.domain.seating import Attendee

CUSTOMS = {"chauffeur": "司机驾车", "host": "主人驾车", "security": "司机驾车(安全席)"}


def seat_order(car: Car, etiquette: Etiquette) -> tuple[str, ...]:
    """Return the seats of a car from the first place to the last.

    Beside a chauffeur sits nobody by rank: unless the edition says otherwise that seat comes last.
    """
    profile = car.profile
    if car.drives == "host":
        return profile.host
    order = profile.security if etiquette.security and profile.security else profile.chauffeur
    if profile.aide is None or etiquette.front_seat == "rank":
        return order
    return (*(seat for seat in order if seat != profile.aide), profile.aide)


def driving_custom(car: Car, etiquette: Etiquette) -> str:
    """Return in words which custom the order of a car follows."""
    secure = car.drives == "chauffeur" and etiquette.security and car.profile.security
    return f"{car.profile.name},{CUSTOMS['security' if secure else car.drives]}"


@dataclass(frozen=True)
class RideFacts:
    """A ride and an edition; nothing here reads a plan."""

    ride: RideParty
    etiquette: Etiquette

    @cached_property
    def people(self) -> dict[str, Attendee]:
        """People by id."""
        return self.ride.by_id

    @cached_property
    def precedence(self) -> Precedence:
        """Who ranks where."""
        return rank(self.ride.people, self.ride.before, self.etiquette)

    @cached_property
    def drivers(self) -> dict[str, int]:
        """Cars (as places in the list) by the person of the party who drives."""
        return {car.driver: number for number, car in enumerate(self.ride.cars) if car.driver in self.people}

    @cached_property
    def passengers(self) -> tuple[str, ...]:
        """Everybody who needs a seat: guests, hosts whatever their rank, helpers; by merged precedence each.

        A host who rides beside the guest of honour comes next after that one.
        """
        beside = self.beside_guest

        def order(name: str) -> tuple[bool, bool, bool]:
            person = self.people[name]
            return person.helper, beside is None or name not in (self.guest_of_honour, beside), person.side == "host"

        return tuple(sorted((name for name in self.precedence.merged if name not in self.drivers), key=order))

    @cached_property
    def legs(self) -> int:
        """Number of legs."""
        return len(self.ride.stops) - 1

    def aboard(self, name: str) -> range:
        """The legs that somebody rides."""
        trip = next((trip for trip in self.ride.trips if trip.person == name), None)
        if trip is None:
            return range(self.legs)
        return range(trip.board, self.legs if trip.leave is None else trip.leave)

    @cached_property
    def guest_of_honour(self) -> str | None:
        """The first guest."""
        return next((name for name in self.precedence.guest if not self.people[name].helper), None)

    @cached_property
    def first_host(self) -> str | None:
        """The first host."""
        return next((name for name in self.precedence.host if not self.people[name].helper), None)

    @cached_property
    def beside_guest(self) -> str | None:
        """The host who rides beside the guest of honour, where the edition has it so and no spouse does.

        Somebody of lower rank than the second guest only goes along.
        """
        first, host = self.guest_of_honour, self.first_host
        alone = not any(first in couple for couple in self.couples)
        if self.etiquette.host_seat != "beside" or not alone or host is None:
            return None
        rest = (name for name in self.precedence.guest if name != first and not self.people[name].helper)
        second = next(rest, None)
        return host if second is None or self.precedence.before(host, second) else None

    @cached_property
    def locked_cars(self) -> dict[str, str]:
        """The cars to which people are locked."""
        return {lock.person: lock.car for lock in self.ride.locks}

    @cached_property
    def couples(self) -> tuple[tuple[str, str], ...]:
        """(Invited person, spouse), each couple once."""
        pairs = {frozenset((p.id, p.spouse_of)): (p.spouse_of, p.id) for p in self.ride.people if p.spouse_of}
        return tuple(pairs.values())

    def level(self, rule: str) -> SeatingLevel:
        """How strictly a rule is kept."""
        return self.etiquette.levels.get(rule, SEATING_RULES[rule].level)

    def delicate(self, name: str) -> bool:
        """Whether somebody should not sit beside a chauffeur: women, children, seniors; helpers may.

        So may a woman of the host's people, who is there to receive the guests.
        """
        person = self.people[name]
        age = person.age if person.age is not None else self.etiquette.child_age + 1
        frail = person.frail or not self.etiquette.child_age < age < self.etiquette.senior_age
        invited = person.side == "guest" or bool(person.spouse_of)
        return not person.helper and ((person.sex == "f" and invited) or frail)
