"""The dispatch heuristic: its running account is what is counted anew, and nothing cheaper is passed over."""

from __future__ import annotations

import random
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Move, Ride
from models.staffing.costs import StaffingCost
from models.staffing.dispatch_heuristic import VehicleAssignment
from tests.staffing.staffed import only_moves, transport_jobs, vehicle_pool
from tests.weeks import company, facts, members, visit, when

CARS = [
    *({"id": f"car{n}", "name": f"{n}号车", "kind": "sedan", "seats": 4, "luggage": 3} for n in (1, 2, 3)),
    *({"id": f"mpv{n}", "name": f"商务车{n}", "kind": "mpv", "seats": 6, "luggage": 6} for n in (1, 2)),
    {"id": "bus1", "name": "中巴", "kind": "minibus", "seats": 17, "luggage": 17, "licences": ["B1", "A1"]},
]
DRIVERS = [{"id": f"d{n}", "name": f"司机{n}", "licences": ["B1"] if n < 3 else ["C1"]} for n in range(6)]
SEEDS = pytest.mark.parametrize("seed", range(6))
LEVELS = pytest.mark.parametrize("change", ["prefer", "should"])


def week_and_moves(seed: int, change: str) -> tuple[Facts, list[Move]]:
    """Return 24 moves of three visits of different sizes, some late at night and early in the morning."""
    rng = random.Random(seed)
    visits = [visit(f"v{n}", members=members(size)) for n, size in enumerate((3, 5, 11))]
    changed: Any = {"CAR-04": {"level": change}}
    week = facts(*visits, company=company(vehicles=CARS, drivers=DRIVERS), rules=changed)
    trips = []
    for n in range(24):
        origin, target = rng.sample(("site", "inn", "museum", "garden", "opera"), 2)
        depart = (
            f"{rng.choice((21, 22, 23))} {rng.choice((0, 6, 9, 10, 11, 15, 20, 23)):02}:{rng.choice((0, 20, 40)):02}"
        )
        end = when(depart) + week.travel.longest(origin, target)
        trips.append((f"v{rng.randrange(3)}", f"m{n}", origin, target, depart, end))
    return week, [move for rows in only_moves(week, *trips).values() for move in rows.moves]


def assignment(week: Facts, moves: list[Move], unfixed: int | None = None) -> VehicleAssignment:
    jobs = transport_jobs(week, moves)
    return VehicleAssignment(vehicle_pool(week), jobs, range(len(jobs))[:unfixed])


@SEEDS
@LEVELS
def test_the_running_account_is_what_is_counted_anew(seed: int, change: str) -> None:
    week, moves = week_and_moves(seed, change)
    made, rng = assignment(week, moves), random.Random(seed)
    seen = set[StaffingCost]()
    for _ in range(150):
        k = rng.choice(made.unfixed)
        if k not in made.sets:
            made.insert(k)
        elif rng.random() < 0.5:
            made.remove(k)
        elif rng.random() < 0.5:
            made.displace(k)
        else:
            made.reinsert([made.jobs[k].move.visit])
        missing = sum(k not in made.sets for k in made.unfixed)
        assert made.total() == made.counted_cost() + StaffingCost(musts=missing)
        seen.add(made.total())
    assert len(seen) > 20


@SEEDS
def test_the_account_holds_where_fixed_rides_have_two_drivers_a_vehicle(seed: int) -> None:
    week, moves = week_and_moves(seed, "prefer")
    rng = random.Random(seed)
    taken = [
        move.replace(
            rides=(Ride(vehicle=rng.choice(("bus1", "mpv1")), driver=f"d{rng.randrange(3)}", guests=1, staff=1),)
        )
        for move in moves
    ]
    made = assignment(week, taken, unfixed=12)
    for k in made.unfixed:
        made.insert(k)
        missing = sum(k not in made.sets for k in made.unfixed)
        assert made.total() == made.counted_cost() + StaffingCost(musts=missing)


@SEEDS
@LEVELS
def test_nothing_cheaper_is_passed_over(seed: int, change: str) -> None:
    week, moves = week_and_moves(seed, change)
    made, rng = assignment(week, moves), random.Random(seed)
    several = 0
    for k in rng.sample(made.unfixed, len(made.unfixed)):
        options, preferred = made.pool.options(made.jobs[k]), ["d5", "d0"]
        each = [found for cars in options if (found := made.cheapest(k, [cars], preferred)) is not None]
        several += len({found[0] for found in each}) > 1
        expected = min(each, key=lambda found: (found[0], options.index(found[1])), default=None)
        before = made.total()
        found = made.cheapest(k, options, preferred)
        assert found == expected
        if found is not None:
            made.assign(k, found[1], found[2])
            assert made.total() - before == found[0] - StaffingCost(musts=1)
    assert several > 10
