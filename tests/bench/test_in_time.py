"""``jiedai plan --seconds S`` ends soon after S, papers and the start of the interpreter included: ``make bench``."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from planner.formats import save
from planner.generation.generate import generate


@pytest.mark.bench
@pytest.mark.parametrize(
    ("delegations", "seconds", "more"), [(25, 30, 5.0), (50, 60, 7.0), (100, 120, 10.0), (200, 240, 15.0)]
)
def test_the_time_asked_for_is_the_time_it_takes(delegations: int, seconds: int, more: float, tmp_path):
    """On two cores with nothing else to do."""
    save(generate(delegations, 1), tmp_path / "week")
    command = [sys.executable, "-m", "planner", "plan", str(tmp_path / "week"), "-o", str(tmp_path / "out")]
    began = time.perf_counter()
    told = subprocess.run([*command, "--seconds", str(seconds)], capture_output=True, text=True, check=True)
    took = time.perf_counter() - began
    print(f"\n{delegations} delegations, {seconds} s: {took - seconds:.1f} s more")
    print("\n".join(told.stderr.splitlines()[-4:]))
    assert took - seconds <= more
