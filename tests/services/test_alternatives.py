"""Alternatives: other in what people notice, no worse in what counts most; the front has nobody who is beaten."""

from __future__ import annotations

from functools import cache

import pandas as pd

from models.itinerary.search.limits import ALTERNATIVE_LIMITS
from models.itinerary.what_if.alternatives import differing_items
from planner import alternatives, front
from planner.judging.check import check
from tests.services.asked import asked, planned


@cache
def found() -> pd.DataFrame:
    return alternatives(asked().week, planned(), 3, edition=asked().edition)


def test_they_differ_in_what_people_notice() -> None:
    plans = list(found()["plan"])
    assert len(plans) >= 2
    for k, one in enumerate(plans):
        for other in plans[:k]:
            assert differing_items(one, other) >= 2
    assert differing_items(plans[0], planned()) == 0


def test_they_are_sound_and_no_worse_in_what_counts_most() -> None:
    base = check(asked().week, planned(), asked().edition).score.tiers
    for plan in found()["plan"]:
        report = check(asked().week, plan, asked().edition)
        assert not report.score.musts
        assert report.score.tiers[0] <= base[0]
        assert report.score.tiers[1] <= base[1] + ALTERNATIVE_LIMITS.max_should_increase


def test_measures_are_those_of_the_plan() -> None:
    first = found().iloc[0]
    assert first["moved"] == 0
    assert first["unlike"] == 0
    assert (found()["tier_3"] == found()["cost"]).all()


def test_front() -> None:
    plans = pd.DataFrame(
        {"name": list("ABCD"), "cost": [1, 2, 2, 1], "discomfort": [2, 1, 2, 2], "sights": [1, 1, 1, 0], "moved": 0}
    )
    assert list(front(plans)["name"]) == ["A", "B"]
    assert list(front(plans, ["cost"])["name"]) == ["A", "D"]
    assert set(front(found())["name"]) <= set(found()["name"])
