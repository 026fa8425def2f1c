"""What an incumbent says of each visit is what judging and pricing the plan whole says."""

from __future__ import annotations

import random
from functools import cache

import pytest

from models.domain.facts import Facts
from models.domain.tiers import Tier
from models.itinerary.search.incumbent import Incumbent, assemble
from models.itinerary.search.limits import SearchLimits
from models.rules.catalogue import rules
from models.rules.core.cost_lines import costs
from models.rules.core.score import score
from models.rules.core.scorer import Scorer
from planner.generation.generate import generate
from tests.rules.core.test_scorer import changed, differences
from tests.searches import search_of
from tests.weeks import edition


@cache
def first_plan(seed: int) -> Incumbent:
    """Return the first plan of a made-up week of five visits."""
    return search_of(_facts(seed), SearchLimits(rounds=0)).construct()


@cache
def _facts(seed: int) -> Facts:
    return Facts(generate(5, seed), edition())


@pytest.mark.parametrize("seed", [1, 2])
def test_changes_of_a_made_up_week_are_judged_alike(seed: int) -> None:
    f, chance = _facts(seed), random.Random(seed)
    parts = [dict(first_plan(seed).visit_plans)]
    for k in range(25):
        visit, start = chance.choice(sorted(parts[0])), chance.choice((parts[0], parts[-1]))
        parts.append(start | {visit: changed(f, start, visit, chance)})
        parts += [parts[0]] if k % 4 == 0 else []
    assert list(differences(f, rules(f.edition), parts)) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_the_shares_of_visits_add_up_to_the_tiers(seed: int) -> None:
    f, best = _facts(seed), first_plan(seed)
    shares = best.shares(f)
    of_no_visit = [0] * len(Tier)
    assert best.score is not None
    for broken in best.score.by_visit.get("", ()):
        if broken.rule.tier is not None:
            of_no_visit[broken.rule.tier] += broken.cost
    assert sum(of_no_visit) > 0
    for tier in Tier:
        together = sum(share[tier] - of_no_visit[tier] for share in shares.values()) + of_no_visit[tier]
        assert together == best.tiers[tier]


@pytest.mark.parametrize("seed", [1, 2])
def test_programmes_cost_what_they_cost_without_hired_cars_and_helpers(seed: int) -> None:
    f, best = _facts(seed), first_plan(seed)
    policy = rules(f.edition)
    scorer = Scorer(f, policy)
    for visit, plan in best.visit_plans.items():
        hired = [i.model_copy(update={"duties": tuple(_hired(d) for d in i.duties)}) for i in plan.items]
        moves = [m.model_copy(update={"rides": tuple(_rented(f, r) for r in m.rides)}) for m in plan.moves]
        dear = best.visit_plans | {visit: type(plan)(tuple(hired), tuple(moves), plan.nights, plan.left_out)}
        judged = Incumbent(best.ledger, dear, {}, scorer.score(dear))
        assert judged.score == score(f, assemble(f, dear), policy)
        guided = [i.model_copy(update={"duties": tuple(d for d in i.duties if d.role == "guide")}) for i in hired]
        alone = {visit: type(plan)(tuple(guided), tuple(_on_foot(m) for m in moves), plan.nights, plan.left_out)}
        due = sum(line.yuan for line in costs(f, assemble(f, alone)) if line.visit == visit)
        assert judged.programme_tiers(f, [visit])[Tier.MONEY] == due < judged.shares(f)[visit][Tier.MONEY]


def _hired(duty):
    return duty.model_copy(update={"hired": True, "person": None})


def _rented(f, ride):
    return ride.model_copy(update={"hired": f.week.hired_cars[0].id, "vehicle": None, "driver": None})


def _on_foot(move):
    return move.model_copy(update={"rides": (), "duties": ()})


@pytest.mark.parametrize("seed", [1, 2])
def test_shares_of_upper_tiers_are_those_of_their_breaks(seed: int) -> None:
    f, best = _facts(seed), first_plan(seed)
    assert best.score is not None
    for visit in best.visit_plans:
        mine = [b for b in best.score.broken if b.violation.visit == visit]
        left_out, should = best.upper_tiers(f, [visit])
        assert left_out == sum(f.stay(visit).price_left_out(each.request) for each in best.visit_plans[visit].left_out)
        assert should == sum(b.cost for b in mine if b.rule.tier == Tier.SHOULD)
        assert best.programme_tiers(f, [visit])[Tier.PREFERENCE] == sum(
            b.cost for b in mine if b.rule.tier == Tier.PREFERENCE and b.rule.scope != "duty"
        )
        ids = {b.rule.id for b in mine[:2]}
        assert best.missing([visit], ids) == sum(b.cost for b in mine if b.rule.id in ids)
