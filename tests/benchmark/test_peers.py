"""Peers: sound plans, judged by the checker, and bounds that no plan is below."""

from __future__ import annotations

import time

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.activities import CourtesyCall, Gift
from models.domain.errors import NoneInTime
from models.domain.facts import Facts
from models.itinerary.search.request_core import SOLVER_TYPES, RequestCore, least_left_out
from models.rules.catalogue import rules as rules_of
from planner.benchmark.greedy import greedy
from planner.benchmark.instances import bench_instances
from planner.benchmark.monolith import monolith
from planner.benchmark.run import measure
from planner.formats import load, load_edition
from planner.generation.families import FAMILIES
from planner.generation.generate import generate
from tests.searches import first_plan

OPTIMA_OF_TINY = (0, 0, 703)
"""Proven by the product for tiers 0 to 2, see docs/figures.md."""


def posed(week):
    edition = load_edition()
    return Facts(week, edition), rules_of(edition)


@pytest.fixture(scope="module")
def tiny(root):
    return posed(load(root / "instances" / "tiny"))


@pytest.fixture(scope="module")
def over_full(root):
    return posed(load(root / "instances" / "over-full"))


def price_left_out(facts, report):
    return sum(facts.stay(left.visit).price_left_out(left.request) for left in report.plan.left_out)


# ---------------------------------------------------------------- greedy


def test_greedy_plans_every_visit(tiny):
    facts, rules = tiny
    report = greedy(facts, rules, StopSignal())
    assert report.ok
    assert {item.visit for item in report.plan.items} == {stay.id for stay in facts.stays}
    assert report.score.tiers[:3] >= OPTIMA_OF_TINY
    assert report.score.tiers[0] == price_left_out(facts, report)


def test_greedy_repeats_itself():
    facts, rules = posed(generate(3, 2, "fair"))
    one, other = (greedy(facts, rules, StopSignal()) for _ in range(2))
    assert one.ok
    assert one.plan == other.plan


def test_greedy_serves_the_higher_level_first(over_full):
    """Of three calls on the chairman at one hour the highest level has hers."""
    facts, rules = over_full
    report = greedy(facts, rules, StopSignal())
    assert report.ok
    callers = {s.id for s in facts.stays if any(isinstance(r, CourtesyCall) and r.at for r in s.visit.requests)}
    served = [item.visit for item in report.plan.items if item.kind == "call" and item.visit in callers]
    assert len(callers) == 3
    assert [facts.stay(visit).level for visit in served] == [min(facts.stay(visit).level for visit in callers)]


def test_greedy_without_time(tiny):
    facts, rules = tiny
    stop = StopSignal()
    stop.event.set()
    with pytest.raises(NoneInTime):
        greedy(facts, rules, stop)


# ---------------------------------------------------------------- monolith


def test_the_monolith_gets_better_tier_by_tier(tiny):
    """It ends as soon as all tiers are solved, long before its deadline."""
    facts, rules = tiny
    seen = []
    report = monolith(facts, rules, StopSignal(time.monotonic() + 3600), 1, seen.append)
    assert report.ok
    assert all(each.ok for each in seen)
    assert report.score.tiers[:2] == OPTIMA_OF_TINY[:2]
    assert OPTIMA_OF_TINY[2] <= report.score.tiers[2] < seen[0].score.tiers[2]
    assert seen[0].score.tiers[0] > 0, "any plan at all comes first, with what is asked for left out"


# ---------------------------------------------------------------- the core of requests


@pytest.mark.parametrize("solver", SOLVER_TYPES)
def test_the_core_sees_who_wants_the_same(over_full, solver):
    """Two of three calls at one hour are left out, whatever else is."""
    facts, rules = over_full
    calls = [(s, r) for s in facts.stays for r in s.visit.requests if isinstance(r, CourtesyCall) and r.at]
    cheapest = sum(sorted(stay.price_left_out(request.id) for stay, request in calls)[:2])
    assert cheapest > 0
    bound = least_left_out(facts, rules, SOLVER_TYPES[solver], 60.0, 1)
    assert cheapest <= bound <= greedy(facts, rules, StopSignal()).score.tiers[0]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_plan_is_below_the_core(family):
    facts, rules = posed(generate(4, 5, family))
    bounds = {least_left_out(facts, rules, solver, 60.0, 1) for solver in SOLVER_TYPES.values()}
    assert len(bounds) == 1, "one optimum, two solvers"
    assert bounds.pop() <= first_plan(facts.week).score.tiers[0]


def test_the_core_has_every_request_that_takes_time():
    facts, rules = posed(generate(6, 1))
    wanted = {(s.id, r.id) for s in facts.stays for r in s.visit.requests if not isinstance(r, Gift)}
    assert set(RequestCore.of(facts, rules).requests) == wanted


# ---------------------------------------------------------------- as processes


@pytest.mark.parametrize("solver", ["greedy", "core-highs"])
def test_peers_run_in_processes_of_their_own(root, solver):
    (instance,) = bench_instances([str(root / "instances" / "tiny")], (), ())
    measured = measure(instance, solver, 60.0, "zh", lambda _: None)
    if solver == "greedy":
        assert (measured.status, measured.musts, measured.last.tiers[0]) == ("open", 0, 0)
        assert measured.first.seconds > 0
    else:
        assert (measured.status, measured.last.tiers, measured.last.bounds) == ("bound", (), (0,))
    assert 0 < measured.search < measured.whole
    assert measured.papers == 0
