"""One more passenger, one cancelled, two who swap: as few people as possible move, and who needs a new card."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.seating import CancelGuest, Join, SeatingError, SwapSeats
from models.etiquette.cars import RideFacts
from models.etiquette.check_ride import report
from models.etiquette.ride_rules import CarJudge, LegSeats
from models.rides.cars import CarAssignment
from models.rides.seats import CarSeats
from models.rides.solve import check_seats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import CarPlan, RideParty
    from models.domain.seating import Change, Proof

Placed = dict[str, dict[int, tuple[int, str]]]
"""(Car, seat) by person and leg."""


class ChangedRide(NamedTuple):
    """The ride and its plan after a change; ``plan.moved`` names whose cards are printed again."""

    ride: RideParty
    plan: CarPlan


def change_ride(
    ride: RideParty, etiquette: Etiquette, plan: CarPlan, what: Change, stop: StopSignal | None = None
) -> ChangedRide:
    """Apply one change to a seated ride; as few people as possible move.

    Raises
    ------
    SeatingError
        If somebody to cancel or swap is not there, drives, or somebody new already is there.
    CrowdError
        If no seat can be found.
    """
    before = _placed(ride, plan)
    after = _applied(ride, what)
    setting = RideFacts(after, etiquette)
    if isinstance(what, SwapSeats):
        placed = _exchanged(setting, before, what.one, what.other)
        proofs: list[Proof] = []
    else:
        check_seats(setting)
        placed, proofs = _repaired(setting, before, stop or StopSignal())
    moved = {name for name in placed if placed[name] != before.get(name)}
    car_of = {**setting.drivers, **{name: legs[min(legs)][0] for name, legs in placed.items()}}
    seats = {car.id: _legs(setting, placed, number) for number, car in enumerate(after.cars)}
    aboard = {car: legs for car, legs in seats.items() if any(legs)}
    return ChangedRide(after, report(setting, car_of, aboard, tuple(proofs), moved=moved))


def _applied(ride: RideParty, what: Change) -> RideParty:
    names = ride.by_id
    drivers = {car.driver for car in ride.cars}
    match what:
        case Join():
            if what.person.id in names:
                raise SeatingError(
                    f"{what.person.name} " + bilingual("已在名单上", "is on the list already"), ride.name or ride.id
                )
            return ride.replace(people=(*ride.people, what.person))
        case CancelGuest() | SwapSeats():
            for name in (what.person,) if isinstance(what, CancelGuest) else (what.one, what.other):
                if name not in names:
                    raise SeatingError(
                        f"{name} " + bilingual("不在名单上", "is not on the list"),
                        ride.name or ride.id,
                        bilingual("姓名写错了", "a name is misspelt"),
                    )
                if name in drivers:
                    raise SeatingError(
                        f"{names[name].name} " + bilingual("驾车", "drives"),
                        ride.name or ride.id,
                        bilingual("换人驾车", "somebody else drives"),
                    )
            return ride.without({what.person}) if isinstance(what, CancelGuest) else ride


def _placed(ride: RideParty, plan: CarPlan) -> Placed:
    numbers = {car.id: number for number, car in enumerate(ride.cars)}
    placed: Placed = {}
    for car in plan.cars:
        for leg, row in enumerate(car.legs):
            for seat, name in row.seats.items():
                placed.setdefault(name, {})[leg] = (numbers[car.car], seat)
    return placed


def _exchanged(setting: RideFacts, before: Placed, one: str, other: str) -> Placed:
    """Each takes the other's seat, on legs that only one of them rides that of the nearest leg, else a free one."""
    placed = {name: legs for name, legs in before.items() if name not in (one, other)}
    for name, model in ((one, before[other]), (other, before[one])):
        legs = {}
        for leg in setting.aboard(name):
            near = min(model, key=lambda known: (abs(known - leg), known))
            car, seat = model[near]
            taken = {row[leg][1] for row in placed.values() if leg in row and row[leg][0] == car}
            free = [own.id for own in setting.ride.cars[car].profile.seats if own.id not in taken]
            legs[leg] = (car, seat if seat in free else free[0] if free else seat)
        placed[name] = legs
    return placed


def _repaired(setting: RideFacts, before: Placed, stop: StopSignal) -> tuple[Placed, list[Proof]]:
    """Everybody by the rules again: fewest changes of car, then in each car fewest changes of seat."""
    cars = {name: legs[min(legs)][0] for name, legs in before.items() if name in setting.people}
    car_of, proofs = CarAssignment(setting, stop, cars).assign()
    placed: Placed = {}
    for number, car in enumerate(setting.ride.cars):
        names = tuple(name for name in setting.passengers if car_of[name] == number)
        if names:
            kept = {
                (name, leg): seat
                for name in names
                for leg, (old, seat) in before.get(name, {}).items()
                if old == number and leg in setting.aboard(name)
            }
            legs, found = CarSeats(CarJudge(setting, car, names), stop, kept).optimise()
            proofs += found
            for leg, seat_of in enumerate(legs):
                for name, seat in seat_of.items():
                    placed.setdefault(name, {})[leg] = (number, seat)
    return placed, proofs


def _legs(setting: RideFacts, placed: Mapping[str, Mapping[int, tuple[int, str]]], car: int) -> LegSeats:
    return tuple(
        {name: legs[leg][1] for name, legs in placed.items() if leg in legs and legs[leg][0] == car}
        for leg in range(setting.legs)
    )
