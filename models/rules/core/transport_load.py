"""What a move carries, and which vehicles are made for it: seats, luggage, class and size."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.domain.demands import is_short_walk
from models.domain.vocabulary import VEHICLE_CLASS_NAMES
from models.rules.core.findings import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move
    from models.domain.resources import HiredCar, Vehicle
    from models.domain.stay import Stay

VEHICLE_CLASSES = {kind: Phrase(*names) for kind, names in VEHICLE_CLASS_NAMES.items()}
"""Vehicle classes by size, with their names."""
_BY_SIZE = tuple(VEHICLE_CLASSES)


def moves_owed_vehicles(facts: Facts, stay: Stay, moves: Sequence[Move]) -> list[Move]:
    """Return those of a visit's moves for which the company owes vehicles: cars provided, and no short way on foot.

    There must be time to walk: minutes by car are not minutes on foot.
    Nobody walks to the hotel on coming, or from it on leaving: the luggage goes along (SENSE-02, SENSE-07). On other
    short ways it stays where it is.
    """
    if not stay.visit.provides.cars:
        return []
    hotels = {hotel.id for hotel in facts.week.hotels}
    every = {group.id for group in stay.groups}
    at_hotel, left_hotel = set[str](), set[str]()
    found: list[Move] = []
    moved_out = set[dt.date]()
    for move in sorted(moves, key=lambda move: (move.depart, move.arrive, move.id)):
        here = set(move.groups) or every
        day = day_of(move.depart)
        if stay.changes_hotel(day) and day not in moved_out:
            moved_out.add(day)
            at_hotel, left_hotel = set(), set()
        leaves = day == stay.days[-1] or day in moved_out
        leaving = move.origin in hotels and leaves and not here <= left_hotel
        with_luggage = bool(stay.nights) and (leaving or (move.target in hotels and not here <= at_hotel))
        if with_luggage or not is_short_walk(facts, move):
            found.append(move)
        at_hotel |= here if move.target in hotels else set()
        left_hotel |= here if leaving else set()
    return found


def stays_overnight(stay: Stay, before: Move, move: Move) -> bool:
    """Tell whether the vehicles of a move sleep out with the guests until the next one (CAR-04c).

    It brought them to the hotel of a night in another city, and the next one, after that night, sets off there.
    """
    first, last = stay.day_of_move(before), stay.day_of_move(move)
    here, there = stay.facts.location(before.target), stay.facts.location(move.origin)
    nights = [first + dt.timedelta(days=k) for k in range((last - first).days)]
    hotels = {stay.nights_away.get(night) for night in nights}
    return here == there and hotels == {here} and set(before.groups) == set(move.groups)


def overnight_pairs(stay: Stay, moves: Iterable[Move]) -> list[tuple[Move, Move]]:
    """Return the moves with vehicles that sleep out between them, each with the one after the night."""
    if not stay.nights_away:
        return []
    driven = sorted(moves, key=lambda move: (move.depart, move.arrive, move.id))
    return [(a, b) for a, b in pairwise(driven) if stays_overnight(stay, a, b)]


def luggage_stays_aboard(before: Move, move: Move) -> bool:
    """Tell whether luggage that a move carries has come by the move before (SENSE-02, SENSE-07).

    It is loaded where guests are met, and at the hotel when they check out; from there on it is in the vehicle.
    """
    same_day = day_of(before.depart) == day_of(move.depart)
    return same_day and before.luggage and move.luggage and move.kind != "pick_up"


class TransportLoad:
    """What a move carries.

    Attributes
    ----------
    guests, riders : int
        Guests, and seats needed in all: guests, one of ours and the interpreter.
    pieces : int
        Pieces of luggage that go along, one a guest.
    """

    def __init__(self, facts: Facts, stay: Stay, guests: int, *, luggage: bool = False) -> None:
        self.facts, self.stay, self.guests = facts, stay, guests
        self.riders, self.pieces = stay.riders(guests), guests if luggage else 0

    @classmethod
    def of(cls, facts: Facts, stay: Stay, move: Move) -> TransportLoad:
        """Return the load of a move; luggage: as marked, to and from the departure points, and on the last day."""
        leaving = bool(stay.nights) and day_of(move.depart) == stay.days[-1]
        return cls(facts, stay, stay.guests(move.groups), luggage=move.luggage or move.kind != "transfer" or leaving)

    def held_by(self, car: Vehicle | HiredCar) -> bool:
        """Tell whether one vehicle holds it all."""
        return car.seats >= self.riders and car.luggage >= self.pieces

    def class_fits(self, kind: str) -> bool:
        """Tell whether a vehicle class fits the visit's level (CAR-05).

        A class larger than any listed is fine for a party that none of the listed vehicles can hold.
        """
        listed = self.stay.package.vehicles
        if kind in listed or not listed:
            return True
        return _BY_SIZE.index(kind) > max(map(_BY_SIZE.index, listed)) and self.riders > self._most_seats

    @cached_property
    def _most_seats(self) -> int:
        """Seats of the largest vehicle, own or to hire, of a class that the visit's package lists."""
        listed, company = self.stay.package.vehicles, self.facts.week.company
        every: list[Vehicle | HiredCar] = [*company.vehicles, *company.hired_cars]
        return max((car.seats for car in every if car.kind in listed), default=0)

    @cached_property
    def smallest_seats(self) -> int | None:
        """Seats of the company's smallest vehicle that holds the whole party and fits its level; None: none does."""
        cars = [vehicle for vehicle in self.facts.week.company.vehicles if self.held_by(vehicle)]
        return min((vehicle.seats for vehicle in cars if self.class_fits(vehicle.kind)), default=None)

    def size_fits(self, car: Vehicle | HiredCar, percent: int) -> bool:
        """Tell whether a vehicle is neither too large nor too small (CAR-05a).

        Too large: more than ``percent`` of the seats needed and larger than the smallest that does. Too small: it does
        not hold the party, and the smallest that does is not too large.
        """
        smallest = self.smallest_seats
        if smallest is None:
            return True
        if not self.held_by(car):
            return 100 * smallest > percent * self.riders
        return car.seats <= smallest or 100 * car.seats <= percent * self.riders
