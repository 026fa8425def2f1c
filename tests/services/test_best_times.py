"""Nobody finds a better plan by moving one item: times within the order of a plan are the best."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import planner
from models.domain.facts import Facts
from models.domain.plan import Item, Plan, VisitPlan
from models.domain.tiers import Tier
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules
from models.rules.core.score import Score
from models.staffing.staff import staff
from planner.formats import load
from planner.judging.check import judge
from planner.services.result import Limits, Result
from tests import weeks

INSTANCES = Path(__file__).parents[2] / "instances"
SHIFTS = (-45, -30, -15, 15, 30, 45)
"""Minutes."""
TIERS = Tier.PREFERENCE + 1
"""So many tiers are compared."""
WHERE = ("place", "room", "dining_room", "lunch", "groups")
"""Fields of an item that stay when it is moved."""


@cache
def planned(name: str) -> Result:
    return planner.solve(load(INSTANCES / name), Limits(seconds=None, rounds=0))


def moved(facts: Facts, plan: Plan, visit: str, id: str, minutes: int) -> dict[str, VisitPlan]:
    """Return the plans of all visits with one item of a visit moved, and its rides just in time again."""
    rows: list[weeks.Row] = [("hotel", night.hotel) for night in plan.of(visit).nights[:1]]
    for item in plan.of(visit).items:
        shift = minutes if item.id == id else 0
        where = {name: getattr(item, name) for name in WHERE}
        where["duties"] = tuple(d.replace(start=d.start + shift, end=d.end + shift) for d in item.duties)
        rows.append((_what(item), item.start + shift, {**where, "end": item.end + shift}))
    by_hand = weeks.plan(facts, **{visit: rows})
    return visit_plans_of(facts, plan) | {visit: visit_plans_of(facts, by_hand)[visit]}


def _what(item: Item) -> str:
    if item.request:
        return item.request
    return f"sight:{item.place}" if item.kind == "sight" else item.kind


def score(facts: Facts, visit: str, plans: dict[str, VisitPlan]) -> Score:
    """Staff one visit anew and have the whole week judged."""
    catalogue = rules(facts.edition)
    staffed = staff(facts, catalogue, plans, [visit]).visit_plans
    return judge(facts, assemble(facts, plans | staffed), catalogue).score


@pytest.mark.parametrize("name", ["tiny", "mountain-guest"])
def test_no_item_is_better_a_little_earlier_or_later(name: str) -> None:
    result = planned(name)
    facts, plan = result.facts, result.plan
    for stay in facts.stays:
        rebuilt = score(facts, stay.id, moved(facts, plan, stay.id, "", 0))
        best = min(rebuilt.tiers[:TIERS], result.report.score.tiers[:TIERS])
        assert rebuilt.tiers[: Tier.PREFERENCE] == result.report.score.tiers[: Tier.PREFERENCE], (
            "built as it is planned"
        )
        for item in plan.of(stay.id).items:
            for minutes in SHIFTS:
                found = score(facts, stay.id, moved(facts, plan, stay.id, item.id, minutes))
                assert found.musts or found.tiers[:TIERS] >= best, f"{item.id} by {minutes}"
