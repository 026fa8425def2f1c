"""The same input gives the same plan and the same chart in another process, whatever the order of its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEEK = """
import planner
from planner.generation.generate import generate
from planner.services.plan_file import plan_text
from planner.services.result import Limits
print(plan_text(planner.solve(generate(3, 3), limits=Limits(seconds=None, rounds=1), seed=3)))
"""
DINNER = """
import sys
from pathlib import Path
from planner.cli import main
out = Path(sys.argv[1])
assert main(["seat", "instances/dinners/twelve-tables.toml", "-o", str(out)]) == 0
print((out / "chart.json").read_text("utf-8"))
"""


@pytest.mark.parametrize("script", [WEEK, DINNER], ids=["week", "dinner"])
def test_two_processes_give_the_same(script, tmp_path):
    """Python orders sets of names and days by a number that it draws for every process."""
    found = []
    for number in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / number)],
            env={**os.environ, "PYTHONHASHSEED": number},
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        found.append(run.stdout[run.stdout.index("{") :])
    assert found[0] == found[1]
