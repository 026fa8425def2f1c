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
from tests.searches import less_effort
asked = [
    weeks.talk(before="tour"), weeks.tour(same_day="talk"),
    weeks.talk("t2", after={"request": "tour", "directly": True}),
    weeks.sight(not_same_day=["talk", "welcome"]), weeks.banquet(after={"request": "t2", "within": 240}),
]
visits = [weeks.visit(f"v{k}", *asked, depart="22 18:00") for k in range(2)]
with less_effort():
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


SHARED_SEARCH = """
import sys
import joblib
from models.itinerary.search.limits import SearchLimits
from planner.services.plan_file import plan_text
from planner.services.result import Limits
from tests import weeks
import planner.services.solve as service
week, kind, number, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
joblib.cpu_count = lambda: number
quick = {"construct_seconds": 0.1, "improve_seconds": 0.05, "small_week_days": 0}
quick |= {"visits_for_processes": 99 if kind == "threads" else 2}
service.SearchLimits = lambda rounds: SearchLimits(rounds=rounds, threads=number, **quick)
if week == "day trips":
    from tests.itinerary.search.pool_tasks import day_trips
    facts, edition = day_trips(4), weeks.edition()
else:
    from planner.formats import load_edition
    from planner.generation.generate import generate
    facts, edition = generate(12, 1), load_edition("default")
print(plan_text(service.solve(facts, Limits(seconds=None, rounds=rounds), edition)))
"""
WAYS = [("threads", "1", "0"), ("threads", "2", "random"), ("processes", "2", "1"), ("processes", "3", "random")]
"""Kind of workers, how many, and the number by which Python orders sets."""


def shared_search(week, way, rounds):
    kind, number, hash_seed = way
    run = subprocess.run(
        [sys.executable, "-c", SHARED_SEARCH, week, kind, number, rounds],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert not run.stderr
    return run.stdout


def test_the_same_plan_whoever_solves_the_tasks():
    plan, other = (shared_search("day trips", way, "1") for way in (WAYS[0], WAYS[3]))
    assert plan == other
    assert '"items"' in plan
