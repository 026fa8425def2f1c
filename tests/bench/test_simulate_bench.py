"""Times of the simulation: ``make bench``. Outside the normal test run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import planner
from planner.services.result import Limits

WEEKS = Path(__file__).resolve().parents[2] / "instances"


@pytest.mark.bench
def test_two_thousand_scenarios():
    """Print how long busy-12 takes, with and without looking for where ten minutes more help."""
    result = planner.solve(planner.load(WEEKS / "busy-12"), limits=Limits(seconds=60.0))
    for advise in (False, True):
        began = time.perf_counter()
        found = planner.simulate(result, 2000, advise=advise)
        seconds = time.perf_counter() - began
        print(f"\nbusy-12, 2000 scenarios{', with advice' if advise else ''}: {seconds:.1f} s")
        assert seconds < 60
        assert len(found.scenarios) == 2000
