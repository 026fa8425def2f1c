"""Every lower rank on a better seat of a car has a cause that the swap confirms."""

from __future__ import annotations

import random

import pytest

from models.etiquette.cars import RideFacts
from models.etiquette.ride_rules import CarJudge
from models.rides import seat_ride
from tests.etiquette.party import edition, people
from tests.rides.test_rides import car, ride

DEFAULT = edition()
TITLES = ["董事长", "总经理", "副总经理", "总监", "部门经理", "主管", ""]


def invented(seed):
    rng = random.Random(seed)
    hosts, guests = rng.randint(0, 3), rng.randint(1, 6)
    names = [f"H{n + 1}" for n in range(hosts)] + [f"G{n + 1}" for n in range(guests)]
    facts = {name: {"title": rng.choice(TITLES), "sex": rng.choice("mf"), "age": rng.randint(8, 80)} for name in names}
    helper = {"I": {"side": "host", "role": "interpreter", "serves": "G1"}} if rng.random() < 0.5 else {}
    who = people(hosts, guests, **facts, **helper)
    cars = [car(rng.choice(["sedan", "suv", "mpv7"]), rng.choice(["chauffeur", "host"]), name) for name in "ABC"]
    trips = [{"person": name, "leave": 1} for name in names if rng.random() < 0.2]
    lock = {"person": f"G{guests}", "car": "A", "seat": cars[0].profile.chauffeur[0]}
    locks = [lock] if guests > 1 and rng.random() < 0.5 else []
    return ride(who, *cars, trips=trips, locks=locks, stops=["a", "b", "c"])


@pytest.mark.parametrize(("seed", "some"), [(1, False), (3, True), (5, True), (9, True), (10, False)])
def test_a_swap_confirms_every_cause(seed, some):
    asked = invented(seed)
    plan = seat_ride(asked, DEFAULT)
    setting = RideFacts(asked, DEFAULT)
    assert bool(plan.deviations) == some
    assert all(row.cause.kind != "none" for row in plan.deviations)
    for row in plan.deviations:
        own = next(c for c in plan.cars if c.car == row.lower_at.partition(":")[0])
        legs = tuple({name: seat for seat, name in leg.seats.items()} for leg in own.legs)
        names = tuple(name for name in setting.passengers if any(name in leg for leg in legs))
        judge = CarJudge(setting, next(c for c in asked.cars if c.id == own.car), names)
        both = [leg for leg, seat_of in enumerate(legs) if row.lower in seat_of and row.higher in seat_of]
        swapped = tuple(
            {**leg, row.lower: leg[row.higher], row.higher: leg[row.lower]} if number in both else leg
            for number, leg in enumerate(legs)
        )
        assert judge.score(swapped) > judge.score(legs)
