"""Sets of vehicles for a job: vehicles that are the same are thought of together, which leaves nothing out."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from models.staffing.jobs import TransportJob
from models.staffing.vehicle_pool import VehiclePool, VehicleSet
from tests.staffing.staffed import only_moves, transport_jobs, vehicle_pool
from tests.weeks import company, facts, members, visit

MIXED = [
    *({"id": f"car{n}", "name": f"{n}号车", "kind": "sedan", "seats": 4, "luggage": 3} for n in (3, 1, 2)),
    {"id": "mpv1", "name": "商务车", "kind": "mpv", "seats": 6, "luggage": 6},
    {"id": "away", "name": "维修车", "kind": "mpv", "seats": 6, "luggage": 6, "closures": [
        {"start": "2026-09-21T00:00", "end": "2026-09-21T12:00"}]},
    {"id": "bus1", "name": "中巴", "kind": "minibus", "seats": 17, "luggage": 17, "licences": ["B1", "A1"]},
]  # fmt: skip


def pool_and_jobs(guests: int, *, luggage: bool, **changes: Any) -> tuple[VehiclePool, list[TransportJob]]:
    week = facts(visit("v1", members=members(guests), **changes), company=company(vehicles=MIXED))
    rows = only_moves(
        week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"), ("v1", "b", "site", "inn", "21 15:00", "21 15:20")
    )
    moves = [move.replace(luggage=luggage) for move in rows["v1"].moves]
    return vehicle_pool(week), transport_jobs(week, moves)


def every_set(pool: VehiclePool, job: TransportJob) -> list[VehicleSet]:
    """Return the sets of ``VehiclePool.options`` found one by one."""
    cars = pool.in_service(job)
    alone = [(v,) for v in cars if pool.fits(job, (v,))]
    small = [v for v in cars if (v,) not in alone]
    pairs = [pair for pair in itertools.combinations(small, 2) if pool.fits(job, pair)]
    triples: list[tuple[str, ...]] = []
    if len(alone) + len(pairs) < pool.limits.enough_options:
        enough = set(pairs)
        every = itertools.combinations(small, 3)
        triples = [t for t in every if not enough & set(itertools.combinations(t, 2)) and pool.fits(job, t)]
    sets = [pool.vehicle_set(job, own, ()) for own in (*alone, *pairs, *triples)]
    for own in ((), *((v,) for v in small)):
        for car in pool.for_hire(job):
            least = next(n for n in range(1, 99) if pool.fits(job, (*own, *[car] * n)))
            sets.append(pool.vehicle_set(job, own, [car] * least))
    sets.sort(key=lambda option: (option.cost, len(option.own), option.own, option.hired))
    most = pool.limits.kept_options
    return [*sets[:most], *(option for option in sets[most:] if not option.own)]


@pytest.mark.parametrize("luggage", [False, True])
@pytest.mark.parametrize("guests", [1, 4, 5, 7, 9, 12, 20, 60])
def test_options_are_all_sets_that_fit(guests: int, luggage: bool) -> None:
    pool, jobs = pool_and_jobs(guests, luggage=luggage)
    for job in jobs:
        assert pool.options(job) == every_set(pool, job)


def test_a_vehicle_in_maintenance_is_no_option_and_one_back_from_it_is() -> None:
    pool, (morning, afternoon) = pool_and_jobs(5, luggage=False)
    assert "away" not in {v for option in pool.options(morning) for v in option.own}
    assert "away" in {v for option in pool.options(afternoon) for v in option.own}


def test_a_waiver_for_one_move_leaves_the_price_of_the_next() -> None:
    waivers = [{"rule": "CAR-05a", "scope": "v1/a", "approver": "王总"}]
    pool, (first, second) = pool_and_jobs(1, luggage=False, waivers=waivers)
    by_bus = [next(o.cost for o in pool.options(job) if o.own == ("bus1",)) for job in (first, second)]
    assert by_bus[0] < by_bus[1]


def test_a_chartered_vehicle_is_there_on_its_days_alone() -> None:
    chartered = {**MIXED[0], "id": "chartered", "days": ["2026-09-22"]}
    week = facts(visit("v1", members=members(3)), company=company(vehicles=[*MIXED, chartered]))
    rows = only_moves(
        week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"), ("v1", "b", "site", "inn", "22 15:00", "22 15:20")
    )
    pool, jobs = vehicle_pool(week), transport_jobs(week, rows["v1"].moves)
    assert ["chartered" in pool.in_service(job) for job in jobs] == [False, True]
