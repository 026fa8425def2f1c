"""Seats a party in its vehicles: the party over the vehicles, then the seats of each vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.seating import CrowdError
from models.etiquette.cars import RideFacts
from models.etiquette.check_ride import report
from models.etiquette.ride_rules import CarJudge, LegSeats
from models.rides.cars import CarAssignment
from models.rides.seats import CarSeats

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import CarPlan, RideParty


def seat_ride(ride: RideParty, etiquette: Etiquette, stop: StopSignal | None = None) -> CarPlan:
    """Seat a party in its vehicles; judged by the checker before it is returned.

    Raises
    ------
    SeatingError
        If facts or wishes contradict each other.
    CrowdError
        If the vehicles have too few seats on some leg.
    """
    stop = stop or StopSignal()
    setting = RideFacts(ride, etiquette)
    check_seats(setting)
    car_of, proofs = CarAssignment(setting, stop).assign()
    seats: dict[str, LegSeats] = {}
    for number, car in enumerate(ride.cars):
        names = tuple(name for name in setting.passengers if car_of[name] == number)
        if names:
            seats[car.id], found = CarSeats(CarJudge(setting, car, names), stop).optimise()
            proofs += found
    return report(setting, car_of, seats, tuple(proofs))


def check_seats(setting: RideFacts) -> None:
    """Raise CrowdError if the vehicles have too few seats on some leg."""
    seats = sum(len(car.profile.seats) for car in setting.ride.cars)
    for leg in range(setting.legs):
        aboard = sum(leg in setting.aboard(name) for name in setting.passengers)
        if aboard > seats:
            where = f"{setting.ride.stops[leg]} - {setting.ride.stops[leg + 1]}"
            what = bilingual(f"{aboard} 人只有 {seats} 座", f"{aboard} people for {seats} seats")
            raise CrowdError(
                what, f"{setting.ride.name or setting.ride.id}, {where}", bilingual("加一辆车", "one more vehicle")
            )
