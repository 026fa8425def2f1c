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
from planner.services.plan_file import plan_text
from planner.services.result import Limits
from tests import weeks
dinners = weeks.banquet(), weeks.banquet("bye", "farewell")
visits = [weeks.visit(f"v{k}", weeks.talk(), *dinners, depart="22 16:00") for k in range(3)]
result = planner.solve(weeks.week(*visits), limits=Limits(seconds=None, rounds=1), edition=weeks.edition(), seed=3)
print(plan_text(result))
"""
DINNER = """
import sys
from pathlib import Path
from planner.cli import main
out = Path(sys.argv[1])
assert main(["seat", "instances/dinners/three-tables.toml", "-o", str(out)]) == 0
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
