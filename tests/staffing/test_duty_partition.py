"""The set partitioning of vehicles' days: every chain tried, the exact model's optimum, and bounds below it."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.plan import VisitPlan
from models.staffing.context import StaffingContext
from models.staffing.costs import NOTHING, StaffingCost
from models.staffing.dispatch import Dispatch, dispatch
from models.staffing.dispatch_heuristic import VehicleAssignment
from models.staffing.duty_partition import partition
from models.staffing.duty_pricing import DayGraph
from models.staffing.limits import STAFFING_LIMITS
from tests.staffing.staffed import judged, only_moves, staffing_rules, transport_jobs, vehicle_pool
from tests.weeks import company, facts, members, visit, when

CARS = [
    *({"id": f"car{n}", "name": f"{n}号车", "kind": "sedan", "seats": 4, "luggage": 3} for n in (1, 2, 3, 4)),
    *({"id": f"mpv{n}", "name": f"商务车{n}", "kind": "mpv", "seats": 6, "luggage": 6} for n in (1, 2)),
    {"id": "bus1", "name": "中巴", "kind": "minibus", "seats": 17, "luggage": 17, "licences": ["B1", "A1"]},
]
DRIVERS = [{"id": f"d{n}", "name": f"司机{n}", "licences": ["B1"] if n < 3 else ["C1"]} for n in range(7)]


HOMES = ({}, {"car2": "inn", "car3": "opera", "mpv1": "inn"})
"""Where vehicles stand overnight that do not stand at the company."""


def week_and_rows(seed: int, moves: int = 9, home: Mapping[str, str] = HOMES[0]) -> tuple[Facts, dict[str, VisitPlan]]:
    """Return moves of three visits over two days, one after the other in each visit."""
    rng = random.Random(seed)
    sizes = (2, 3, 8)
    week = facts(
        *(visit(f"v{n}", members=members(size)) for n, size in enumerate(sizes)),
        company=company(vehicles=[{**car, "home": home.get(str(car["id"]))} for car in CARS], drivers=DRIVERS),
    )
    trips: list[Any] = []
    for n in range(moves):
        origin, target = rng.sample(("site", "inn", "museum", "garden", "opera"), 2)
        depart = f"{21 + n % 2} {7 + 2 * (n // 2) + rng.choice((0, 1)):02}:{rng.choice((0, 20, 40)):02}"
        end = when(depart) + week.travel.longest(origin, target)
        trips.append((f"v{n % 3}", f"m{n}", origin, target, depart, end))
    return week, only_moves(week, *trips)


def assigned(week: Facts, rows: dict[str, VisitPlan]) -> VehicleAssignment:
    """Return what the heuristic's first insertion gives."""
    jobs = transport_jobs(week, [move for mine in rows.values() for move in mine.moves])
    made = VehicleAssignment(vehicle_pool(week), jobs, range(len(jobs)))
    made.insert_all(made.unfixed)
    return made


def dispatched(week: Facts, rows: dict[str, VisitPlan], *, partitioned: bool) -> Dispatch:
    """Dispatch a week by the set partitioning, or by the circuits of all vehicles at once."""
    context = StaffingContext(week, staffing_rules(week))
    arcs = 0 if partitioned else 10**6
    context.vehicles.limits = replace(context.vehicles.limits, exact_arcs=arcs, thorough_arcs=arcs, exact_seconds=20.0)
    moves = {v: mine.moves for v, mine in rows.items()}
    return dispatch(context, moves, sorted(rows), minimise_duty=True, limits=STAFFING_LIMITS.thorough)


def with_rides(rows: dict[str, VisitPlan], found: Dispatch) -> dict[str, VisitPlan]:
    return {
        v: VisitPlan((), tuple(move.replace(rides=found.rides[move.id]) for move in mine.moves), (), ())
        for v, mine in rows.items()
    }


@pytest.mark.parametrize(("seed", "home"), [*((n, HOMES[0]) for n in range(8)), *((n, HOMES[1]) for n in range(4))])
def test_it_agrees_with_the_circuits_of_all_vehicles(seed: int, home: Mapping[str, str]) -> None:
    week, rows = week_and_rows(seed, home=home)
    exact, found = dispatched(week, rows, partitioned=False), dispatched(week, rows, partitioned=True)
    assert exact.proven
    assert found.cost == judged(week, with_rides(rows, found))
    assert found.cost >= exact.cost
    assert not found.proven or found.cost == exact.cost
    made = assigned(week, rows)
    assert partition(made, STAFFING_LIMITS.thorough, None) <= exact.cost.duty


def test_it_proves_most_of_them() -> None:
    proven = 0
    for seed in range(8):
        week, rows = week_and_rows(seed)
        proven += dispatched(week, rows, partitioned=True).proven
    assert proven >= 4


def test_it_finds_the_optimum_where_the_heuristic_does_not() -> None:
    week, rows = week_and_rows(4)
    made = assigned(week, rows)
    first, optimum = made.total(), dispatched(week, rows, partitioned=False).cost
    bound = partition(made, STAFFING_LIMITS.thorough, None)
    assert first > made.total() == optimum == StaffingCost(duty=bound)


@pytest.mark.parametrize(("seed", "home"), [*((n, "site") for n in range(6)), (0, "inn"), (1, "opera")])
def test_pricing_misses_no_working_day(seed: int, home: str) -> None:
    """Every chain of a day is tried, those left out that cost something above duty."""
    week, rows = week_and_rows(seed, moves=18, home=HOMES[1])
    made, rng = assigned(week, rows), random.Random(seed)
    jobs = [k for k, job in enumerate(made.jobs) if job.day == made.jobs[0].day]
    following = {a: b for mine in made.jobs_of.values() for a, b in itertools.pairwise(mine) if {a, b} <= set(jobs)}
    graph = DayGraph(made, jobs, following, home)
    value = {k: rng.choice((0.0, 30.0, 60.0, 150.0)) for k in jobs if rng.random() < 0.9}
    together = {k: rng.choice((0.0, 40.0, 120.0)) for k in following}
    every = [chain for n in range(1, len(value) + 1) for chain in itertools.combinations(sorted(value), n)]
    priced = {chain: made.days.cost(chain, home) for chain in every}
    costs = {chain: cost for chain, cost in priced.items() if cost is not None and not any(cost.before_duty)}
    reduced = {
        chain: cost.duty
        + 25.0
        - sum(value[k] for k in chain)
        - sum(together[k] for k in chain if following.get(k) in chain)
        for chain, cost in costs.items()
    }
    found = graph.price(value, together, 25.0, narrow=False)
    assert found.complete
    assert found.least == pytest.approx(min(0.0, *reduced.values()))
    assert [reduced[chain] for chain in found.chains] == sorted(reduced[chain] for chain in found.chains)
    assert len(costs) < len(every)


def test_a_stopped_one_changes_nothing_and_bounds_nothing() -> None:
    week, rows = week_and_rows(4)
    made, event = assigned(week, rows), threading.Event()
    before = made.copy(made.unfixed)
    event.set()
    assert partition(made, STAFFING_LIMITS.thorough, StopSignal(event=event)) == 0
    assert made.copy(made.unfixed) == before


def test_jobs_that_cost_more_than_duty_stay_and_nothing_is_said_to_be_proven() -> None:
    """One visit is so large that its bus is hired: the others are dispatched around it."""
    week, rows = week_and_rows(4)
    no_bus: Any = [car for car in CARS if car["id"] != "bus1"]
    week = facts(
        *(visit(f"v{n}", members=members(size)) for n, size in enumerate((2, 3, 40))),
        company=company(vehicles=no_bus, drivers=DRIVERS),
    )
    made = assigned(week, rows)
    before = made.copy([k for k in made.unfixed if made.sets[k].cost.before_duty != NOTHING.before_duty])
    assert before
    assert partition(made, STAFFING_LIMITS.thorough, None) == 0
    assert made.copy([k for k, *_ in before]) == before


def test_it_says_the_same_again() -> None:
    week, rows = week_and_rows(0, moves=18)
    one, other = assigned(week, rows), assigned(week, rows)
    assert partition(one, STAFFING_LIMITS.thorough, None) == partition(other, STAFFING_LIMITS.thorough, None)
    assert one.copy(one.unfixed) == other.copy(other.unfixed)
