"""STR-11: a driver keeps one vehicle through a day, and a vehicle its driver."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import everywhere, with_ride
from tests.weeks import company, facts, plan, sight, step, talk, visit


def driven(*see_off: dict[str, Any]) -> Made:
    """Return a visit that rides with one driver in one vehicle until the see-off on Tuesday."""
    f = facts(visit("v1", talk()))
    p = everywhere(plan(f, v1=[("talk", "21 09:30"), ("lunch", "22 12:00")]), vehicle="car1", driver="d1")
    return f, with_ride(p, step(p, "see_off").id, *see_off)


@case("STR-11", 0)
def one_car_one_driver() -> Made:
    return driven({"vehicle": "car1", "driver": "d1"})


@case("STR-11", 2)
def driver_and_car_change_within_a_day() -> Made:
    """Tuesday: d1 drives two cars, and one of them is driven by two."""
    return driven({"vehicle": "mpv1", "driver": "d1"}, {"vehicle": "car1", "driver": "d2"})


def relieved(*drivers: str) -> Made:
    """Return a visit whose moves on Monday are driven in one car, in turn, by these drivers."""
    cars = [car.replace(relief=True) for car in company().vehicles]
    f = facts(visit("v1", talk(), sight()), company=company().replace(vehicles=cars))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00"), ("museum", "21 14:30")])
    moves = [move for move in p.moves if move.kind != "see_off"]
    for move, driver in zip(moves, drivers, strict=False):
        p = with_ride(p, move.id, {"vehicle": "car1", "driver": driver})
    assert len(moves) >= len(drivers)
    return f, p


@case("STR-11", 0)
def one_driver_relieves_the_other() -> Made:
    return relieved("d1", "d2")


@case("STR-11", 1)
def three_drivers_in_a_day() -> Made:
    return relieved("d1", "d2", "d3")


test_case = run(__name__)
