"""Shares of time: fair between kinds of work, by earnings between neighbourhoods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from models.domain.tiers import Tier
from models.itinerary.search.optimiser import earned_points
from models.itinerary.search.shares import FairShares, Yields


def taken(shares: FairShares[str], waiting: Sequence[str], idle: Sequence[str] = ()) -> str:
    """Return the kind whose work is taken, where some kinds have some."""
    offers = {kind: (lambda kind=kind: f"work of {kind}") for kind in waiting} | dict.fromkeys(idle, lambda: None)
    found = shares.first(offers)
    assert found is not None
    kind, work = found
    assert work == f"work of {kind}"
    return kind


def test_time_is_shared_by_weight():
    shares, used = FairShares({"a": 3.0, "b": 1.0}), Counter[str]()
    for _ in range(400):
        kind = taken(shares, ["a", "b"])
        used[kind] += 1
        shares.note(kind, 0.5)
    assert used == {"a": 300, "b": 100}


def test_long_tasks_are_drawn_as_seldom_as_they_are_long():
    shares, used = FairShares({"short": 1.0, "long": 1.0}), Counter[str]()
    for _ in range(300):
        kind = taken(shares, ["short", "long"])
        used[kind] += 1
        shares.note(kind, {"short": 1.0, "long": 4.0}[kind])
    assert used["short"] == pytest.approx(4 * used["long"], abs=4)


def test_what_had_no_work_does_not_catch_up():
    shares = FairShares({"a": 1.0, "b": 1.0})
    for _ in range(50):
        assert taken(shares, ["a"], idle=["b"]) == "a"
        shares.note("a", 1.0)
    later = Counter[str]()
    for _ in range(20):
        kind = taken(shares, ["a", "b"])
        later[kind] += 1
        shares.note(kind, 1.0)
    assert later == {"a": 10, "b": 10}


def test_only_the_work_that_is_taken_is_made():
    shares = FairShares({"a": 1.0, "b": 1.0})
    shares.note("a", 1.0)
    asked: list[str] = []
    assert shares.first({"a": lambda: asked.append("a"), "b": lambda: asked.append("b") or 1}) == ("b", 1)
    assert asked == ["b"]
    assert shares.first({"a": lambda: None, "b": lambda: None}) is None


def test_what_earns_most_is_drawn_most_and_nothing_is_forgotten():
    yields, random = Yields([1, 2, 3], floor=0.2, memory=0.9), Random(1)
    for choice, earned in ((1, 10.0), (2, 100.0), (3, 0.0)):
        yields.note(choice, earned, 1.0)
    drawn = Counter(yields.draw(random) for _ in range(1400))
    assert drawn[2] == pytest.approx(1000, rel=0.1)
    assert drawn[1] == pytest.approx(200, rel=0.3)
    assert drawn[3] == pytest.approx(200, rel=0.3)


def test_what_earned_long_ago_counts_less():
    yields, random = Yields([1, 2], floor=0.0, memory=0.5), Random(1)
    yields.note(1, 100.0, 1.0)
    for _ in range(20):
        yields.note(1, 0.0, 1.0)
        yields.note(2, 1.0, 1.0)
    assert [yields.draw(random) for _ in range(50)].count(2) > 45


@pytest.mark.parametrize(
    ("after", "points"),
    [
        ((10, 20, 30, 40, 50), 0.0),
        ((9, 99, 99, 99, 99), 10.0),
        ((10, 20, 25, 99, 99), 5.0),
        ((10, 20, 30, 30, 99), 1.0),
    ],
)
def test_the_first_tier_that_differs_is_what_was_earned(after: tuple[int, ...], points: float):
    assert earned_points((10, 20, 30, 40, 50), after) == pytest.approx(points)
    assert len(Tier) == 5
