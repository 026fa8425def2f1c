"""What solve gives back: what status, bound, gap and proven mean."""

from __future__ import annotations

import pytest

from models.domain.tiers import Tier
from planner.judging.check import check
from planner.services.provenance import DECISIVE_PACKAGES, Limits, Provenance, digest, installed_versions
from planner.services.result import Result, tier_results
from tests.papers import fake


def tiers(values, bounds, possible=100):
    return tier_results(values, bounds, possible)


def test_proven_in_every_tier():
    found = tiers((4, 3, 2, 1, 0), (4, 3, 2, 1, 0))
    assert [tier.name for tier in found] == [tier.en for tier in Tier]
    assert all(tier.proven for tier in found)
    assert [tier.gap for tier in found] == [0.0, 0, 0, 0, 0]


def test_the_gap_of_tier_0_is_a_share_of_what_is_possible():
    assert tiers((30, 0, 0, 0, 0), (10,), possible=200)[0].gap == pytest.approx(0.1)
    assert tiers((0, 0, 0, 0, 0), (0,), possible=0)[0].gap == 0


def test_other_gaps_are_absolute():
    assert tiers((0, 30, 0, 0, 0), (0, 10))[1].gap == 20


def test_behind_an_open_tier_nothing_is_proven_or_compared():
    found = tiers((30, 5, 0, 0, 0), (10, 8, 0, 0, 0))
    assert [tier.proven for tier in found] == [False] * 5
    assert [tier.gap for tier in found[1:]] == [None] * 4
    assert found[1].bound == 8, "the bound is told all the same"


def test_without_a_bound():
    found = tiers((0, 5, 0, 0, 0), (0, None))
    assert found[0].proven
    assert (found[1].bound, found[1].gap, found[1].proven) == (None, None, False)


def test_a_result():
    week = fake.week(2)
    report = check(week, fake.plan(week), fake.edition())
    values = report.score.tiers
    provenance = Provenance.of(week, report.edition, 1, Limits(), 2.0)
    proven = Result(report, tier_results(values, values, 100), provenance)
    assert proven.status == "optimal"
    assert proven.bound == values
    assert proven.gap == (0.0, 0, 0, 0, 0)
    assert proven.week is week
    assert proven.left_out == proven.plan.left_out
    assert proven.broken == report.broken()
    assert Result(report, tier_results(values, (), 100), provenance).status == "open"


def test_limits():
    assert not Limits().deterministic
    assert not Limits(seconds=5, rounds=3).deterministic
    assert Limits(seconds=None, rounds=3).deterministic
    for wrong in ({"seconds": None}, {"seconds": 0}, {"seconds": -1}, {"rounds": -1}):
        with pytest.raises(ValueError, match="maybe"):
            Limits(**wrong)


def test_the_digest_knows_the_facts_not_the_file():
    week, edition = fake.week(2), fake.edition()
    again = type(week).model_validate(week.model_dump(mode="json"))
    assert digest(week, edition) == digest(again, edition)
    assert digest(week, edition) != digest(week.replace(note="x"), edition)
    assert digest(week, edition) != digest(week, edition.replace(name="x"))


def test_versions():
    assert set(installed_versions(DECISIVE_PACKAGES)) == {"python", *DECISIVE_PACKAGES}
    assert installed_versions(("no-such-package",))["no-such-package"] is None
