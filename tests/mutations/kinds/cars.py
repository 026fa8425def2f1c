"""STR-11, CAR-01 to 03: vehicles that are too small, elsewhere, closed, without a driver or with the wrong one."""

from __future__ import annotations

from models.domain.clock import day_of, overlap
from models.domain.facts import Facts
from models.domain.plan import Move, Plan, Ride
from tests.mutations.registry import Spoilt, breaks, put


def owed(f: Facts, move: Move) -> bool:
    """Tell whether vehicles are owed for a move: it is far, and cars are provided."""
    far = f.travel.base(move.origin, move.target) > f.shape.walk_minutes
    return far and f.week.visit(move.visit).provides.cars


def seats(f: Facts, ride: Ride) -> int:
    company = f.week.company
    cars = {car.id: car.seats for car in (*company.vehicles, *company.hired_cars)}
    return cars[ride.vehicle or ride.hired or ""]


@breaks("CAR-01")
def nobody_drives_them(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        if owed(f, move):
            yield f"{move.id} no ride", put(p, move, rides=())
            yield f"{move.id} no car", put(p, move, rides=[Ride(guests=ride.guests) for ride in move.rides])


@breaks("CAR-01")
def a_car_too_small(f: Facts, p: Plan) -> Spoilt:
    company = f.week.company
    for move in p.moves:
        guests = f.stay(move.visit).guests(move.groups)
        for car in company.vehicles if owed(f, move) else ():
            if car.seats < guests + 1:
                yield f"{move.id} {car.id}", put(p, move, rides=[Ride(vehicle=car.id, driver="d3", guests=guests)])
        for hired in company.hired_cars if owed(f, move) else ():
            if hired.seats < guests + 1:
                yield f"{move.id} {hired.id}", put(p, move, rides=[Ride(hired=hired.id, guests=guests)])


@breaks("CAR-01")
def guests_left_behind(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            for guests in {ride.guests - 1, ride.guests // 2, 0} if owed(f, move) and ride.guests else ():
                rides = [r.replace(guests=guests) if r is ride else r for r in move.rides]
                yield f"{move.id} {k} {guests}", put(p, move, rides=rides)


@breaks("CAR-01")
def a_car_too_full(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            for more in (1, 3, 50) if owed(f, move) else ():
                staff = seats(f, ride) - ride.guests + more
                rides = [r.replace(staff=staff) if r is ride else r for r in move.rides]
                yield f"{move.id} {k} +{more}", put(p, move, rides=rides)


@breaks("CAR-01")
def luggage_left_behind(f: Facts, p: Plan) -> Spoilt:
    """To and from stations each guest has a piece; the mark, and the name of the move, are no matter."""
    for move in p.moves:
        guests = f.stay(move.visit).guests(move.groups)
        for car in f.week.company.vehicles:
            if move.kind != "transfer" and car.luggage < guests and owed(f, move):
                for kind in ("pick_up", "transfer", "see_off"):
                    ride = Ride(vehicle=car.id, driver="d3", guests=guests)
                    yield f"{move.id} {car.id} {kind}", put(p, move, rides=[ride], luggage=False, kind=kind)


@breaks("CAR-02")
def a_vehicle_in_two_places(f: Facts, p: Plan) -> Spoilt:
    for a in p.moves:
        for b in p.moves:
            own = [ride for ride in a.rides if ride.vehicle]
            if a is not b and own and b.rides and overlap((a.depart, a.arrive), (b.depart, b.arrive)):
                first = b.rides[0].replace(vehicle=own[0].vehicle, driver=own[0].driver, hired=None)
                yield f"{a.id} {b.id}", put(p, b, rides=(first, *b.rides[1:]))


@breaks("CAR-02")
def a_vehicle_twice_in_one_move(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            if ride.vehicle:
                split = [ride.replace(guests=ride.guests - ride.guests // 2), ride.replace(guests=ride.guests // 2)]
                yield f"{move.id} {k}", put(p, move, rides=[*(r for r in move.rides if r is not ride), *split])


@breaks("CAR-02")
def a_vehicle_under_repair(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for car in f.week.company.vehicles if move.rides else ():
            if any(overlap((move.depart, move.arrive), (s.start, s.end)) for s in car.closures):
                first = move.rides[0].replace(vehicle=car.id, driver="d1", hired=None)
                yield f"{move.id} {car.id}", put(p, move, rides=(first, *move.rides[1:]))


@breaks("CAR-03")
def nobody_at_the_wheel(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            if ride.vehicle:
                rides = [r.replace(driver=None) if r is ride else r for r in move.rides]
                yield f"{move.id} {k}", put(p, move, rides=rides)


@breaks("CAR-03")
def a_driver_without_the_licence(f: Facts, p: Plan) -> Spoilt:
    company = f.week.company
    for move in p.moves:
        for car in company.vehicles if move.rides else ():
            for driver in company.drivers:
                if not set(driver.licences) & set(car.licences):
                    first = move.rides[0].replace(vehicle=car.id, driver=driver.id, hired=None)
                    yield f"{move.id} {car.id} {driver.id}", put(p, move, rides=(first, *move.rides[1:]))


@breaks("STR-11")
def another_driver_for_one_way(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            others = [m for m in p.moves if m is not move and day_of(m.depart) == day_of(move.depart)]
            again = any(r.vehicle == ride.vehicle and r.driver == ride.driver for m in others for r in m.rides)
            for driver in f.week.company.drivers if ride.vehicle and again else ():
                if driver.id != ride.driver:
                    rides = [r.replace(driver=driver.id) if r is ride else r for r in move.rides]
                    yield f"{move.id} {k} {driver.id}", put(p, move, rides=rides)


@breaks("STR-11")
def another_vehicle_for_one_way(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            others = [m for m in p.moves if m is not move and day_of(m.depart) == day_of(move.depart)]
            again = any(r.driver == ride.driver for m in others for r in m.rides)
            for car in f.week.company.vehicles if ride.driver and again else ():
                if car.id != ride.vehicle:
                    rides = [r.replace(vehicle=car.id) if r is ride else r for r in move.rides]
                    yield f"{move.id} {k} {car.id}", put(p, move, rides=rides)
