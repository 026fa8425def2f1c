"""A whole plan whose guests dine in their own hotel after a sight: they are there early, and change."""

from __future__ import annotations

from models.rules.catalogue import rules
from planner import solve
from planner.judging.check import judge
from planner.services.result import Limits
from tests.weeks import banquet, facts, sight, visit, when


def test_guests_are_back_at_their_hotel_early() -> None:
    seen, feast = sight(at="2026-09-22T15:00"), banquet(at="2026-09-22T19:00", restaurant="inn_dining")
    f = facts(visit("v1", seen, feast, level="A", hotel="inn", arrive="21 18:00", depart="23 12:00"))
    p = solve(f.week, Limits(seconds=None, rounds=0), f.edition).plan
    (way,) = (move for move in p.moves if move.origin == "museum")
    assert f.location(way.target) == "inn"
    assert (way.depart, way.arrive) == (when("22 16:30"), f.travel.after("museum", "inn", when("22 16:30")))
    assert not [broken for broken in judge(f, p, rules(f.edition)).score.broken if broken.rule.id == "SENSE-06"]
