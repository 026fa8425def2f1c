"""Bounds: what is left out of their models changes no optimum, and merging never loses what is known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import planner
from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, StopSignal, solve
from models.domain.facts import Facts
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.build import build
from models.itinerary.search.bounds import Bounds
from models.rules.catalogue import rules
from planner.generation.generate import generate
from planner.services.result import Limits, Progress
from tests import weeks

HOUR = "2026-09-22T10:00"


def optima(facts: Facts, visit: str, tiers: Sequence[Tier]) -> list[int]:
    """Optima of the upper tiers in a model made for some first tiers."""
    made = build(facts, [visit], rules(facts.edition), Ledger.empty(facts), "bound", tiers=tiers)
    found = []
    for tier in UPPER_TIERS:
        expr = made.frame.objective(tier)
        outcome = solve(
            made.frame.model, expr, limits=SolveLimits(deterministic=20.0, use_cores=True, presolve_rounds=tier)
        )
        assert outcome.status == "optimal"
        found.append(outcome.value(expr))
        made.frame.model.add(expr <= found[-1])
    return found


def test_sights_of_our_own_choice_change_no_upper_optimum():
    free = [
        weeks.visit("v1", weeks.talk(), weeks.tour(), weeks.banquet(), level="A", sights="planner"),
        weeks.visit("v2", weeks.talk(), weeks.sight(), level="C", sights="planner"),
    ]
    facts = weeks.facts(*free)
    for visit in ("v1", "v2"):
        assert optima(facts, visit, UPPER_TIERS) == optima(facts, visit, tuple(Tier))


def test_a_rule_that_wants_more_sights_sees_them_all():
    """Where an edition makes a rule about idle time a should, the planner's sights count again."""
    visit = weeks.visit("v1", weeks.talk(), sights="planner")
    usual, strict = weeks.facts(visit), weeks.facts(visit, rules={"PACE-01": {"level": "should"}})
    slots = [
        sum(len(act.at) for act in made.views["v1"].acts.values() if act.kind == "sight")
        for made in (
            build(facts, ["v1"], rules(facts.edition), Ledger.empty(facts), "bound", tiers=UPPER_TIERS)
            for facts in (usual, strict)
        )
    ]
    assert slots[1] > slots[0]
    assert optima(strict, "v1", UPPER_TIERS) == optima(strict, "v1", tuple(Tier))


@pytest.mark.parametrize("seed", [3, 8])
def test_generated_visits_have_the_same_upper_optima(seed: int):
    facts = Facts(generate(3, seed), weeks.edition())
    planner_chooses = [stay for stay in facts.stays if stay.visit.sights == "planner" and len(stay.days) <= 3]
    for stay in planner_chooses[:1]:
        assert optima(facts, stay.id, UPPER_TIERS) == optima(facts, stay.id, tuple(Tier))


def test_a_merged_cluster_bounds_no_less_than_its_parts():
    day = {
        "provides": {"lodging": False, "cars": False},
        "groups": [
            {
                "id": "g1",
                "arrival": {"at": "2026-09-22T09:00", "place": "site"},
                "departure": {"at": "2026-09-22T14:00", "place": "site"},
            }
        ],
    }
    talk = weeks.talk(room="r1", at=HOUR)
    facts = weeks.facts(weeks.visit("a", talk, **day), weeks.visit("b", talk, **day))
    bounds = Bounds(facts, rules(facts.edition), StopSignal())
    price = facts.stay("a").price(facts.stay("a").visit.request("talk"))
    shares = {"a": [0] * 5, "b": [price, 0, 0, 0, 0]}
    for visit in ("a", "b"):
        bounds.optimum([visit], UPPER_TIERS, shares[visit])
    apart = bounds.totals([price, 0, 0, 0, 0], shares)
    bounds.merge(["a", "b"])
    assert bounds.totals([price, 0, 0, 0, 0], shares)[0] == apart[0] == 0
    bounds.optimum(["a", "b"], UPPER_TIERS, [price, 0])
    assert bounds.totals([price, 0, 0, 0, 0], shares)[0] == price


ROOMS = [
    {"id": "r1", "name": "一号会议室", "seats": 12, "equipment": ["projector"], "set_up": 0, "clearing": 0},
    {"id": "r2", "name": "二号会议室", "seats": 30, "equipment": ["projector", "video"]},
]


@pytest.mark.parametrize("rooms", [ROOMS, ROOMS[:1], ROOMS[1:]], ids=["both", "laid without work", "laid with work"])
def test_no_bound_is_above_a_plan_where_rooms_need_different_crews(rooms: list[dict[str, object]]):
    """A room without minutes of set-up needs no crew (HOST-04), so nothing is owed where nobody could prepare it."""
    seen: list[Progress] = []
    people = [p for p in weeks.company().people if not any(role.kind == "crew" for role in p.roles)]
    week = weeks.week(weeks.visit("v1", weeks.talk(), level="A"), company=weeks.company(rooms=rooms, people=people))
    result = planner.solve(week, limits=Limits(seconds=5.0), edition=weeks.edition(), on_progress=seen.append)
    assert not result.left_out
    for progress in seen:
        for value, bound in zip(progress.tiers, progress.bounds, strict=True):
            assert bound is None or bound <= value
    for tier in result.tiers:
        assert tier.bound is None or tier.bound <= tier.value
