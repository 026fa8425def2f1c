"""Bounds of the set partitioning against every dispatch and every working day of very small weeks.

Ways are odd on purpose: one-way, far longer than a detour, or slow only on the way home.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import VisitPlan
from models.staffing.costs import NOTHING, StaffingCost
from models.staffing.dispatch_heuristic import VehicleAssignment
from models.staffing.duty_partition import partition
from models.staffing.duty_pricing import DayGraph
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.vehicle_pool import VehicleSet
from models.staffing.vehicle_schedule import Drivers
from tests.staffing.staffed import only_moves, transport_jobs, vehicle_pool
from tests.staffing.test_duty_partition import dispatched
from tests.weeks import LINE, company, facts, members, visit, when

Rows = dict[str, VisitPlan]
PLACES = ("site", "inn", "museum", "garden", "opera", "temple")
SEDAN = {"kind": "sedan", "seats": 4, "luggage": 4}
MPV = {"kind": "mpv", "seats": 6, "luggage": 6}
SMALL_MPV = {"kind": "mpv", "seats": 5, "luggage": 5}


def tiny_week(
    cars: Sequence[Mapping[str, Any]], drivers: int, sizes: Sequence[int], minutes: Mapping[tuple[str, str], int]
) -> Facts:
    """Return a week of some vehicles, drivers and visits; ways of which nothing is said take 5 minutes."""
    ways = [
        {"a": a, "b": b, "minutes": minutes.get((a, b), 5), "one_way": True} for a, b in itertools.permutations(LINE, 2)
    ]
    vehicles = [{"id": f"car{n}", "name": f"{n}号车", **car} for n, car in enumerate(cars)]
    licensed = [{"id": f"d{n}", "name": f"司机{n}", "licences": ["C1"]} for n in range(drivers)]
    visits = (visit(f"v{n}", members=members(size)) for n, size in enumerate(sizes))
    return facts(*visits, company=company(vehicles=vehicles, drivers=licensed, ways=ways))


def closed(day: int) -> dict[str, Any]:
    return {"closures": [{"start": when(f"{day} 00:00"), "end": when(f"{day} 23:59")}]}


def empty(week: Facts, rows: Rows) -> VehicleAssignment:
    jobs = transport_jobs(week, [move for mine in rows.values() for move in mine.moves])
    return VehicleAssignment(vehicle_pool(week), jobs, range(len(jobs)))


# -- every dispatch


def sets_without_cost(made: VehicleAssignment, k: int) -> list[VehicleSet]:
    """Return all sets for a job, none with a vehicle too many, that cost nothing above duty."""
    job, pool, found = made.jobs[k], made.pool, []
    own = pool.in_service(job)
    for some in itertools.chain.from_iterable(itertools.combinations(own, n) for n in range(1, len(own) + 1)):
        fewer = ([v for v in some if v != out] for out in some)
        if pool.fits(job, some) and not any(pool.fits(job, rest) for rest in fewer):
            cars = pool.vehicle_set(job, some, ())
            found += [cars] if cars.cost.before_duty == NOTHING.before_duty else []
    return found


def pairings(made: VehicleAssignment, chosen: Sequence[VehicleSet]) -> Iterator[list[Drivers]]:
    """Yield all ways to give the vehicles of each day drivers, as drivers by vehicle, job by job."""
    days = sorted({job.day for job in made.jobs})
    of_day = {}
    for day in days:
        used = sorted({v for k, cars in enumerate(chosen) if made.jobs[k].day == day for v in cars.own})
        of_day[day] = [dict(zip(used, some, strict=True)) for some in itertools.permutations(made.drivers, len(used))]
    for some in itertools.product(*of_day.values()):
        drivers = dict(zip(days, some, strict=True))
        yield [{v: (drivers[made.jobs[k].day][v],) for v in cars.own} for k, cars in enumerate(chosen)]


def optimum(week: Facts, rows: Rows) -> StaffingCost | None:
    """Return the least cost of all dispatches; None where none costs nothing above duty."""
    made, best = empty(week, rows), None
    every = range(len(made.jobs))
    for chosen in itertools.product(*(sets_without_cost(made, k) for k in every)):
        for drivers in pairings(made, chosen):
            for k in every:
                made.assign(k, chosen[k], drivers[k])
            cost = made.total()
            sound = all(made.fits_days_around(v, day, chain) for (v, day), chain in made.chains.items())
            if sound and cost.before_duty == NOTHING.before_duty and (best is None or cost < best):
                best = cost
            for k in every:
                made.remove(k)
    return best


def two_and_then_two_others() -> tuple[Facts, Rows]:
    """Return a party of six in two sedans, which are away next day, when it goes in two vans."""
    week = tiny_week([{**SEDAN, **closed(22)}] * 2 + [{**MPV, **closed(21)}] * 2, 2, [6], {})
    moves = (
        ("v0", "m0", "site", "inn", "21 09:00", "21 09:30"),
        ("v0", "m1", "inn", "site", "22 09:00", "22 09:30"),
    )
    return week, only_moves(week, *moves)


def changing_week(seed: int) -> tuple[Facts, Rows]:
    """Return one or two visits over two days; some of the four vehicles are away on one of them."""
    rng = random.Random(seed)
    sedans = rng.choice((1, 2))
    cars = [{**SEDAN, **(closed(22) if rng.random() < 0.7 else {})} for _ in range(sedans)]
    for _ in range(4 - sedans):
        cars.append({**rng.choice((MPV, MPV, SMALL_MPV)), **(closed(21) if rng.random() < 0.7 else {})})
    sizes = [rng.choice((5, 6, 7, 8, 3)) for _ in range(rng.choice((1, 1, 2)))]
    minutes = {pair: rng.choice((5, 5, 10, 30)) for pair in itertools.permutations(LINE, 2)}
    week = tiny_week(cars, 2, sizes, minutes)
    trips = []
    for n in range(3):
        start, day = 8 * 60 + n * 100, 21 + n % 2
        a, b = (f"{day} {at // 60:02}:{at % 60:02}" for at in (start, start + 30))
        trips.append((f"v{rng.randrange(len(sizes))}", f"m{n}", *rng.sample(PLACES, 2), a, b))
    return week, only_moves(week, *trips)


def below_the_optimum(week: Facts, rows: Rows) -> StaffingCost | None:
    """Return the optimum, when bound and proof were compared with it."""
    best, made = optimum(week, rows), empty(week, rows)
    if best is not None:
        made.insert_all(made.unfixed)
        assert partition(made, STAFFING_LIMITS.thorough, None) <= best.duty
        found = dispatched(week, rows, partitioned=True)
        assert found.cost >= best
        assert not found.proven or found.cost == best
    return best


def test_several_vehicles_that_change_over_a_night_are_one_change() -> None:
    week, rows = two_and_then_two_others()
    best = below_the_optimum(week, rows)
    assert best is not None
    assert dispatched(week, rows, partitioned=True).cost == best


def test_no_dispatch_of_a_changing_week_is_below_the_bound() -> None:
    assert sum(below_the_optimum(*changing_week(seed)) is not None for seed in range(16)) >= 8


# -- every working day


def week_with_a_slow_way_home(seed: int) -> tuple[Facts, Rows]:
    """Return a day of moves from place to place; from one place the direct way home takes hours."""
    rng = random.Random(seed)
    far = rng.choice(PLACES[2:])
    others = [place for place in PLACES[2:] if place != far]
    slow = {(far, home): rng.choice((150, 200, 230)) for home in ("site", "inn")}
    homes = [{**MPV, "home": home} for home in ("site", "inn")]
    week = tiny_week(homes, 2, [3, 3], slow)
    route = ["site", others[0], others[1], far, others[2], "site"]
    waits = (100, 150, 200), (100, 150, 200), (20, 100, 150), (5, 10, 60)
    trips, start = [], rng.choice((6, 7, 8)) * 60
    for n, (origin, target) in enumerate(itertools.pairwise(route)):
        a, b = (f"21 {at // 60:02}:{at % 60:02}" for at in (start, start + 10))
        trips.append((f"v{rng.randrange(2)}", f"m{n}", origin, target, a, b))
        start += 10 + (rng.choice(waits[n]) if n < len(waits) else 0)
    return week, only_moves(week, *trips)


@pytest.mark.parametrize("home", ["site", "inn"])
@pytest.mark.parametrize("seed", range(12))
def test_pricing_misses_no_working_day_with_a_slow_way_home(seed: int, home: str) -> None:
    made, rng = empty(*week_with_a_slow_way_home(seed)), random.Random(seed)
    jobs = range(len(made.jobs))
    every = [chain for n in jobs for chain in itertools.combinations(jobs, n + 1)]
    costs = {chain: cost.duty for chain in every if (cost := made.days.cost(chain, home)) and not any(cost.before_duty)}
    assert costs
    graph = DayGraph(made, jobs, {}, home)
    for _ in range(10):
        value = {k: rng.choice((0.0, 100.0, 250.0, 400.0, 600.0)) for k in jobs}
        least = min(0.0, *(25.0 + duty - sum(value[k] for k in chain) for chain, duty in costs.items()))
        found = graph.price(value, {}, 25.0, narrow=False)
        assert found.complete
        assert found.least == pytest.approx(least)
