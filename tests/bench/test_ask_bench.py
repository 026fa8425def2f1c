"""Times of changes and questions on busy weeks: ``make bench``. Outside the normal test run."""

from __future__ import annotations

import os
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import planner
from models.domain.activities import CourtesyCall
from models.domain.events import ArrivalChanged
from models.domain.pins import Pin
from planner.services.result import Limits

if TYPE_CHECKING:
    from models.domain.plan import Plan
    from models.domain.week import Week

WEEKS = Path(__file__).resolve().parents[2] / "instances"


@cache
def planned(name: str) -> tuple[Week, Plan]:
    week = planner.load(WEEKS / name)
    return week, planner.solve(week, Limits(seconds=90)).plan


def note(what: str, began: float, cpu: float, more: str = "") -> None:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    wall, used = time.perf_counter() - began, time.process_time() - cpu
    print(f"\n{what}: {wall:.2f} s, CPU {used:.2f} s, load {load:.1f}; {more}")


@pytest.mark.bench
@pytest.mark.parametrize(("name", "limit"), [("busy-12", 3.0), ("busy-25", 5.0)])
def test_one_flight_three_hours_late(name: str, limit: float):
    """Each delegation in turn; at most three items of others move, and nothing more is left out than must be."""
    week, plan = planned(name)
    for visit in week.visits:
        began, cpu = time.perf_counter(), time.process_time()
        found = planner.replan(week, plan, [ArrivalChanged(visit=visit.id, minutes=180)])
        others = [id for id in found.moved if not id.startswith(f"{visit.id}/") and id != visit.id]
        tiers = found.result.report.score.tiers
        note(f"{name} {visit.id} late", began, cpu, f"tiers {tiers}, moved {found.moved}")
        assert len(others) <= 3
        assert not found.result.report.score.musts
        assert time.process_time() - cpu < limit


@pytest.mark.bench
def test_why_what_is_left_out():
    week, plan = planned("busy-12")
    for left in plan.left_out:
        began, cpu = time.perf_counter(), time.process_time()
        found = planner.why(week, plan, Pin(of=f"{left.visit}/{left.request}"))
        note(
            f"why {left.visit}/{left.request}", began, cpu, f"{len(found.obstacles)} obstacles, {len(found.ways)} ways"
        )
        assert found.obstacles


@pytest.mark.bench
def test_slots():
    week, plan = planned("busy-12")
    for visit in week.visits[:4]:
        began, cpu = time.perf_counter(), time.process_time()
        found = planner.slots(week, plan, CourtesyCall(id="new", leader="liu-guodong"), visit.id)
        note(f"slots for {visit.id}", began, cpu, f"{len(found.slots)} times")
