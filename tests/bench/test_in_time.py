"""``jiedai plan --seconds S`` ends soon after S, papers included, in so much memory: ``make bench``."""

from __future__ import annotations

import pytest

from planner.benchmark.instances import BenchInstance
from planner.benchmark.run import measure


@pytest.mark.bench
@pytest.mark.parametrize(
    ("delegations", "seconds", "more", "memory"),
    [(25, 30, 5.0, 300), (50, 60, 7.0, 300), (100, 120, 10.0, 300), (200, 240, 15.0, 500)],
)
def test_the_time_asked_for_is_the_time_it_takes(delegations: int, seconds: int, more: float, memory: int):
    """On two cores with nothing else to do; ``memory``: MB of the largest process."""
    week = BenchInstance(f"busy-{delegations}", "busy", delegations, seed=1)
    run = measure(week, "jiedai", seconds, "zh", lambda _state: None)
    processes = [peak for peak in (run.peak_mb, *run.children_mb) if peak is not None]
    print(f"\n{week.name}, {seconds} s: {run.beyond:.1f} s more, {run.papers:.1f} s of papers, {processes} MB")
    assert run.status == "open"
    assert run.musts == 0
    assert run.beyond <= more
    assert max(processes) <= memory
