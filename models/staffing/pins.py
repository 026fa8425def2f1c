"""What staffing may not choose: helpers, cars and drivers that are fixed (STAB-03a) or have set off (STAB-01a)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.clock import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.pins import Pin
    from models.staffing.jobs import TransportJob
    from models.staffing.positions import Position

Car = tuple[int, dict[str, str]]
"""Seats of a vehicle, and its id with the driver's, or the kind of a hired one: fields of a ride."""


def pinned_positions(
    facts: Facts, positions: Sequence[Position], candidates: Sequence[Sequence[str]], before: Mapping[int, str]
) -> dict[int, str]:
    """Return who is fixed, by the number of the position: who had some keeps them, else takes the first that they can.

    Parameters
    ----------
    candidates : sequence, shape (positions,), of sequence of person ids
        Who can fill each position.
    before : mapping position -> person id
        Who filled them before.
    """
    found: dict[int, str] = {}
    for pin in _pins(facts):
        for person in pin.people or ():
            free = (k for k, position in enumerate(positions) if position.task.row == pin.of and k not in found)
            mine = [k for k in free if person in candidates[k]]
            had = [k for k in mine if before.get(k) == person]
            found |= dict.fromkeys(had or mine[:1], person)
    return found


def kept_out(facts: Facts, row: str) -> frozenset[str]:
    """Return who takes no part in an item or move, as it is fixed."""
    return frozenset(id for pin in _pins(facts) if pin.of == row for id in pin.without)


def pinned_cars(facts: Facts, jobs: Sequence[TransportJob]) -> dict[int, list[Car]]:
    """Return the jobs whose cars or drivers are fixed, by number, with their vehicles: seats, and who and what."""
    pins = {pin.of: pin for pin in _pins(facts) if pin.cars is not None or pin.drivers is not None}
    wheel = _at_the_wheel(jobs)
    return {k: _rides(facts, job, pins[job.id], wheel) for k, job in enumerate(jobs) if job.id in pins}


def _pins(facts: Facts) -> Iterator[Pin]:
    if facts.revision is not None:
        yield from facts.frozen.values()
        yield from facts.revision.pins


def _at_the_wheel(jobs: Sequence[TransportJob]) -> dict[tuple[str, object], Counter[str]]:
    """Return who drives which vehicle on a day, and which vehicle a driver drives, as the moves have it."""
    found: dict[tuple[str, object], Counter[str]] = {}
    for job in jobs:
        for ride in job.move.rides:
            if ride.vehicle and ride.driver:
                found.setdefault((ride.vehicle, job.day), Counter())[ride.driver] += 1
                found.setdefault((ride.driver, job.day), Counter())[ride.vehicle] += 1
    return found


def _rides(facts: Facts, job: TransportJob, pin: Pin, wheel: dict[tuple[str, object], Counter[str]]) -> list[Car]:
    """Return the vehicles of a job as a pin says; what it leaves open as it was, else as the day has it."""
    before = {ride.vehicle: ride.driver for ride in job.move.rides if ride.vehicle}
    drivers = list(pin.drivers) if pin.drivers is not None else None
    cars = list(pin.cars) if pin.cars is not None else _cars(facts, job, drivers or [], wheel)
    rides: list[tuple[str, str | None]] = []
    for car in cars:
        rides.append((car, _driver(facts, job, (car, before.get(car)), drivers, wheel, [d for _, d in rides])))
    seats = {vehicle.id: vehicle.seats for vehicle in facts.week.company.vehicles}
    made: list[Car] = [(seats[car], {"vehicle": car} | ({"driver": driver} if driver else {})) for car, driver in rides]
    hired = {car.id: car.seats for car in facts.week.hired_cars}
    if sum(seats for seats, _ in made) < job.riders:
        made += [(hired[ride.hired], {"hired": ride.hired}) for ride in job.move.rides if ride.hired]
    return made


def _cars(
    facts: Facts, job: TransportJob, drivers: list[str], wheel: dict[tuple[str, object], Counter[str]]
) -> list[str]:
    """Return a vehicle a fixed driver: the one they drive that day, else the smallest that holds their share."""
    taken: list[str] = []
    licences = {driver.id: set(driver.licences) for driver in facts.week.company.drivers}
    for driver in drivers:
        usual = [car for car, _ in wheel.get((driver, job.day), Counter()).most_common()]
        fine = [v for v in facts.week.company.vehicles if set(v.licences) & licences[driver] and v.id not in taken]
        fine.sort(key=lambda v: (v.id not in usual, v.seats < job.riders / len(drivers), v.seats, v.id))
        taken += [v.id for v in fine[:1]]
    return taken


def _driver(
    facts: Facts,
    job: TransportJob,
    car: tuple[str, str | None],
    fixed: list[str] | None,
    wheel: dict[tuple[str, object], Counter[str]],
    taken: list[str | None],
) -> str | None:
    """Return who drives a fixed vehicle: who is fixed, who did, who drives it that day, or who drives nothing then."""
    vehicle, before = car
    needed, trip = set(facts.week.vehicle(vehicle).licences), job.trips[facts.week.home(vehicle)]
    usual = [driver for driver, _ in wheel.get((vehicle, job.day), Counter()).most_common()]
    fine = []
    for driver in facts.week.company.drivers:
        away = any(overlap(trip, off) for off in facts.off(driver))
        if set(driver.licences) & needed and not away and driver.id not in taken:
            fine.append(driver.id)
    if fixed is not None:
        fine = [id for id in fixed if id in fine] or [id for id in fixed if id not in taken]
    fine.sort(key=lambda id: (id != before, id not in usual, (id, job.day) in wheel, id))
    return fine[0] if fine else None
