"""Times of the main job: ``make bench`` prints the table that docs/figures.md quotes. Outside the normal test run."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import planner
from planner.services.result import Limits, Progress

WEEKS = Path(__file__).resolve().parents[2] / "instances"


@pytest.mark.bench
@pytest.mark.parametrize(
    ("name", "seconds"), [("tiny", 10.0), ("zhengzhou-week", 60.0), ("busy-12", 60.0), ("busy-25", 60.0)]
)
def test_plan(name: str, seconds: float):
    """Print when the first plan was there, when tiers were proven, and what was reached."""
    marks: dict[str, float] = {}

    def note(progress: Progress) -> None:
        if progress.phase == "first":
            marks.setdefault("first", progress.seconds)
        for tier, (value, bound) in enumerate(zip(progress.tiers, progress.bounds, strict=False)):
            if bound is None or bound < value:
                break
            marks.setdefault(f"tier {tier}", progress.seconds)

    began = time.perf_counter()
    week = planner.load(WEEKS / name)
    read = time.perf_counter() - began
    result = planner.solve(week, limits=Limits(seconds=seconds), on_progress=note)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    times = ", ".join(f"{mark} {second:.1f} s" for mark, second in marks.items())
    tiers = ", ".join(f"{t.value}" + (f" ≥ {t.bound}" if t.bound is not None else "") for t in result.tiers)
    print(f"\n{name}: {len(week.visits)} visits, read {read:.1f} s, {times}; load {load:.1f}")
    print(f"  tiers {tiers}; tier 0 gap {result.tiers[0].gap}; in all {result.provenance.seconds:.1f} s")
    assert not result.report.score.musts
