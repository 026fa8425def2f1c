"""A busy week with a plan, judged, for papers and pictures."""

from __future__ import annotations

import pytest

from planner.judging.check import Report, check, judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.services.provenance import Limits, Provenance
from planner.services.result import Result, tier_results
from tests.papers import fake
from tests.papers.rules import RULES


@pytest.fixture(scope="session")
def report() -> Report:
    """Ten delegations; judged by rules that break in known ways."""
    week = fake.week()
    facts = check(week, fake.plan(week), fake.edition()).facts
    return judge(facts, fake.plan(week), [rule(facts.edition) for rule in RULES])


@pytest.fixture(scope="session")
def paper(report: Report) -> Paper:
    return Paper(report)


@pytest.fixture(scope="session")
def english(report: Report) -> Paper:
    return Paper(report, Words("en"))


@pytest.fixture(scope="session")
def result(report: Report) -> Result:
    """As solve gives it: tier 0 proven, tier 1 open."""
    values = report.score.tiers
    limits = Limits(seconds=None, rounds=3)
    return Result(
        report=report,
        tiers=tier_results(values, (values[0], 0), possible=1000),
        provenance=Provenance.of(report.week, report.edition, 7, limits, 1.5),
    )
