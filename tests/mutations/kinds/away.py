"""ARR-07b, CAR-04c, CAR-04d: nights in another city spent elsewhere, cars and drivers who were not there."""

from __future__ import annotations

from itertools import pairwise

from models.domain.clock import DAY
from models.domain.facts import Facts
from models.domain.plan import Plan
from tests.mutations.registry import Spoilt, breaks, put


@breaks("ARR-07b")
def a_night_elsewhere(f: Facts, p: Plan) -> Spoilt:
    for night in p.nights:
        asked = f.stay(night.visit).nights_away.get(night.day)
        for hotel in f.week.hotels if asked else ():
            if hotel.id != asked:
                moved = tuple(n.replace(hotel=hotel.id) if n is night else n for n in p.nights)
                yield f"{night.visit} {night.day} {hotel.id}", p.model_copy(update={"nights": moved})


def _mornings(f: Facts, p: Plan) -> Spoilt:
    """Yield the mornings after a night out: the id of the move from the hotel, and the plan."""
    for stay in f.stays:
        driven = sorted((m for m in p.moves if m.visit == stay.id and m.rides), key=lambda m: m.depart)
        for before, move in pairwise(driven):
            ends = {f.location(before.target), f.location(move.origin)}
            night = stay.day_of_move(before)
            if ends == {stay.nights_away.get(night)} and stay.day_of_move(move) > night:
                yield move.id, p


@breaks("CAR-04c")
def another_car_in_the_morning(f: Facts, p: Plan) -> Spoilt:
    for id, _ in _mornings(f, p):
        move = next(m for m in p.moves if m.id == id)
        there = {ride.vehicle for ride in move.rides}
        drivers = {ride.driver for ride in move.rides}
        for car in f.week.company.vehicles:
            if car.id not in there:
                yield f"{id} {car.id}", put(p, move, rides=[r.replace(vehicle=car.id) for r in move.rides])
        for driver in f.week.company.drivers:
            if driver.id not in drivers:
                yield f"{id} {driver.id}", put(p, move, rides=[r.replace(driver=driver.id) for r in move.rides])


@breaks("CAR-04d")
def out_again_in_the_evening(f: Facts, p: Plan) -> Spoilt:
    for id, _ in _mornings(f, p):
        morning = next(m for m in p.moves if m.id == id)
        evening = max((m for m in p.moves if m.visit == morning.visit and m.depart < morning.depart), key=_departure)
        for other in p.moves:
            late = other.depart - evening.depart > 0 and other.depart // DAY == evening.depart // DAY
            if other.visit != morning.visit and late and other.rides:
                rides = [r.replace(vehicle=evening.rides[0].vehicle) for r in other.rides]
                yield f"{other.id}", put(p, other, rides=rides)


def _departure(move: object) -> int:
    return int(getattr(move, "depart", 0))
