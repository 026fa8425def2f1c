"""Measures rounds: made-up books, periodic routes, orienteering on public instances; see docs/figures-outbound.md.

``pytest tests/bench/test_rounds_bench.py -m bench -s``; seconds are those of each process's processor, so that other
work on the machine does not count.
"""

from __future__ import annotations

import os
import time

import pytest

from models.domain.rounds_facts import RoundsFacts
from models.domain.tiers import Tier
from models.outbound.orienteering import OrienteeringLimits
from models.outbound.orienteering_plan import plan_orienteering
from models.outbound.periodic import PeriodicLimits, measured
from models.outbound.periodic_plan import plan_periodic
from models.outbound.plan_rounds import RoundsLimits, plan_rounds
from models.outbound.replan_rounds import replan_rounds
from models.rules.catalogue import outbound_rules
from planner.generation.books import generate_book
from planner.judging.check_rounds import judge_rounds
from tests.outbound.public_instances import PVRP_BEST, TOPTW_BEST, orienteering, periodic
from tests.weeks import edition

ENDLESS = 1_000_000_000


@pytest.mark.bench
@pytest.mark.parametrize("name", sorted(PVRP_BEST.keys() - {"p13"}))
def test_periodic(name: str) -> None:
    plan = plan_periodic(periodic(name), PeriodicLimits(iterations=ENDLESS), 60, of_processor=True)
    gap = 100 * (measured(periodic(name), plan.routes) / PVRP_BEST[name] - 1)
    print(f"{name}: {plan.length:.2f}, best known {PVRP_BEST[name]}, gap {gap:.2f} %, load {os.getloadavg()[0]:.0f}")
    assert gap < 5


@pytest.mark.bench
@pytest.mark.parametrize("routes", [1, 2])
@pytest.mark.parametrize("number", range(1, 11))
def test_orienteering(number: int, routes: int) -> None:
    best, problem = TOPTW_BEST[routes][number - 1], orienteering(f"pr{number:02}", routes)
    plan = plan_orienteering(problem, OrienteeringLimits(iterations=ENDLESS), 10, of_processor=True)
    gap = 100 * (1 - plan.profit / best)
    print(f"pr{number:02}, {routes} routes: {plan.profit}, best known {best}, gap {gap:.2f} %")
    assert gap < 10


@pytest.mark.bench
@pytest.mark.parametrize(
    ("customers", "specialists", "weeks", "profile", "searches"),
    [(60, 3, 1, "week", 8), (150, 5, 1, "week", 8), (1_000, 20, 13, "long", 2), (10_000, 200, 1, "week", 1)],
)
def test_books(customers: int, specialists: int, weeks: int, profile: str, searches: int) -> None:
    base = edition()
    chosen = base.replace(rounds=base.rounds.replace(profile=profile))
    facts, rules = RoundsFacts(generate_book(customers, specialists, weeks), chosen), outbound_rules(chosen)
    began = time.monotonic()
    plan = plan_rounds(facts, rules, RoundsLimits(searches=searches, iterations=200 if searches < 8 else 600))
    seconds = time.monotonic() - began
    report = judge_rounds(facts, plan, rules)
    print(
        f"{customers} customers, {specialists} people, {weeks} weeks: {len(facts.dues)} due calls, "
        f"{len(plan.missed)} missed ({report.score.tiers[Tier.LEFT_OUT]}, at least {plan.least_missed}), "
        f"tiers {report.score.tiers}, {report.metres / 1000:.0f} km, {seconds:.0f} s, load {os.getloadavg()[0]:.0f}"
    )
    assert not report.score.musts
    began = time.process_time()
    person, day = plan.calls[0].specialist, plan.calls[0].day
    leave = {"start": f"{day}T00:00", "end": f"{day}T23:59"}
    people = [p.model_dump() | ({"leave": [leave]} if p.id == person else {}) for p in facts.book.specialists]
    new = replan_rounds(RoundsFacts(facts.book.replace(specialists=people), chosen), plan, rules)
    print(
        f"  replanned after a day's leave: {len(new.missed)} missed, {time.process_time() - began:.1f} s of processor"
    )
