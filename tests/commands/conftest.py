"""A folder with a week, and a search that answers at once."""

from __future__ import annotations

import sys

import pytest

import planner.services.solve  # noqa: F401 - so that its solve can be replaced
from planner.formats import load_edition, save
from planner.judging.check import check
from planner.services.plan_file import plan_text
from planner.services.provenance import Limits, Provenance
from planner.services.result import Progress, Result, tier_results
from tests.papers import fake


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in ("JIEDAI_LANG", "JIEDAI_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def week():
    return fake.week(3)


@pytest.fixture(scope="session")
def folder(week, tmp_path_factory):
    """A text instance of the week."""
    path = tmp_path_factory.mktemp("weeks") / "week"
    save(week, path)
    return path


@pytest.fixture(scope="session")
def solved(week):
    """What the search gives: tier 0 proven."""
    edition = load_edition()
    report = check(week, fake.plan(week), edition)
    values = report.score.tiers
    provenance = Provenance.of(week, edition, 0, Limits(), 1.0)
    return Result(report, tier_results(values, (values[0],), 100), provenance)


@pytest.fixture
def plan_file(solved, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(plan_text(solved), encoding="utf-8")
    return path


@pytest.fixture
def search(monkeypatch, solved):
    """Replace the search; returns what it was asked, and takes the answer."""
    asked = {"answer": solved}

    def solve(week, limits=None, edition=None, seed=0, on_progress=None, **more):
        asked.update(week=week, limits=limits, edition=edition, seed=seed, **more)
        on_progress(Progress(0.5, "first", (30, 10, 5, 900, 1), (10,)))
        on_progress(Progress(0.6, "improve", (20, 10, 5, 900, 1), (10,)))
        on_progress(Progress(0.7, "bound", (20, 10, 5, 900, 1), (20, 5)))
        if isinstance(asked["answer"], BaseException):
            raise asked["answer"]
        return asked["answer"]

    monkeypatch.setattr(sys.modules["planner.services.solve"], "solve", solve)
    return asked
