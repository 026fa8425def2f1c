"""Periodic routes and orienteering on public instances: limits kept, lengths measured anew, one seed one plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.cp.stop_signal import StopSignal
from models.outbound.orienteering import OrienteeringLimits, OrienteeringSearch, collected
from models.outbound.periodic import PeriodicLimits, PeriodicPlan, PeriodicProblem, PeriodicSearch, measured
from models.outbound.periodic_plan import chosen
from tests.outbound.public_instances import PVRP_BEST, TOPTW_BEST, orienteering, periodic

STEPS = 120
SQUARE = PeriodicProblem(
    positions=((0, 0), (0, 3), (4, 3), (4, 0)),
    service=(0, 0, 0, 0),
    demand=(0, 1, 1, 1),
    patterns=((), ((0,), (1,)), ((0,), (1,)), ((0, 1),)),
    vehicles=1,
    limits=((0, 3), (0, 3)),
)
"""Three customers: the third on both days; the others best on one day together: 14 + 8."""


def searched(problem: PeriodicProblem, steps: int = STEPS, seed: int = 1) -> PeriodicPlan:
    """Return what so many steps find."""
    limits = PeriodicLimits(iterations=steps, seed=seed)
    return PeriodicSearch(problem, limits).run(None, StopSignal(), lambda done: done / steps)


def test_a_square_is_solved() -> None:
    plan = searched(SQUARE, 30)
    assert plan.length == pytest.approx(22)
    assert measured(SQUARE, plan.routes) == pytest.approx(22)


@pytest.mark.parametrize("name", ["p01", "p02"])
def test_periodic_routes_keep_patterns_and_loads(name: str) -> None:
    problem = periodic(name)
    plan = searched(problem)
    assert measured(problem, plan.routes) == pytest.approx(plan.length, abs=0.01)
    assert PVRP_BEST[name] - 0.01 <= plan.length <= 1.25 * PVRP_BEST[name]


def test_the_same_seed_gives_the_same_routes() -> None:
    problem = periodic("p01")
    assert searched(problem, 40).routes == searched(problem, 40).routes
    assert searched(problem, 40).routes != searched(problem, 40, seed=2).routes


def test_the_longest_route_counts_with_its_service() -> None:
    problem = replace(SQUARE, service=(0, 1, 1, 1), vehicles=2, limits=((14.5, 0), (14.5, 0)))
    plan = searched(problem, 30)
    assert measured(problem, plan.routes) == pytest.approx(plan.length) == 24  # not all three in one route of 14 + 3


def test_the_choice_among_routes_never_loses_and_finds_the_best() -> None:
    poor = PeriodicPlan((((1, 3),), ((2, 3),)), 24.0)
    assert measured(SQUARE, poor.routes) > 22
    found = chosen(SQUARE, [(1, 2, 3), (3,), (2,)], replace(poor, length=measured(SQUARE, poor.routes)), None)
    assert found.length == pytest.approx(22)
    assert chosen(SQUARE, [], found, None).length == pytest.approx(22)


@pytest.mark.parametrize(
    ("routes", "fault"),
    [
        ((((1, 2, 3),), ()), "none of its patterns"),
        ((((1, 3), (2,)), ((3,),)), "2 routes"),
        ((((1, 2, 3),), ((3, 1),)), "none of its patterns"),
    ],
)
def test_the_measure_finds_what_is_wrong(routes: tuple[tuple[tuple[int, ...], ...], ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        measured(SQUARE, routes)


@pytest.mark.parametrize("routes", [1, 2])
def test_orienteering_keeps_opening_hours(routes: int) -> None:
    problem = orienteering("pr01", routes)
    limits = OrienteeringLimits(iterations=40, seed=1)
    plan = OrienteeringSearch(problem, limits).run(None, StopSignal(), lambda done: done / 40)
    assert collected(problem, plan.routes) == plan.profit
    assert 0.9 * TOPTW_BEST[routes][0] <= plan.profit <= TOPTW_BEST[routes][0]
    again = OrienteeringSearch(problem, limits).run(None, StopSignal(), lambda done: done / 40)
    assert again.routes == plan.routes


def test_late_stops_and_stops_made_twice_are_found() -> None:
    problem = orienteering("pr01", 1)
    with pytest.raises(ValueError, match="twice"):
        collected(problem, ((1, 1),))
    with pytest.raises(ValueError, match="late"):
        collected(problem, (tuple(range(1, len(problem.profit))),))
