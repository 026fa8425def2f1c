"""The cache of models: whatever is asked for, it makes the model that is built afresh."""

from __future__ import annotations

from functools import cache

import pytest

from models.cp.frame import Mode
from models.cp.ledger import Ledger
from models.cp.run import solve
from models.domain.facts import Facts
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.build import ALL_TIERS, VisitsModel, build
from models.itinerary.model.limits import ModelCacheLimits
from models.itinerary.model.model_cache import ModelCache
from models.itinerary.model.plan_ledger import ledger_of, visit_plans_of
from models.itinerary.search.guidance import guide_away_from_breaks, prefer_current_times
from models.itinerary.search.incumbent import Incumbent
from models.rules.catalogue import rules
from models.rules.core.base import Rule
from models.rules.core.findings import Violation, subject
from models.rules.core.score import Broken
from planner.formats import load_edition
from planner.generation.generate import generate
from tests.searches import first_plan


@cache
def planned() -> tuple[Facts, tuple[Rule, ...], Incumbent]:
    """A made-up week of six delegations, rivals among them, with a first plan."""
    week = generate(6, 1)
    facts, plan = Facts(week, load_edition("default")), first_plan(week).plan
    every, plans = tuple(rules(facts.edition)), visit_plans_of(facts, plan)
    return facts, every, Incumbent(ledger_of(facts, every, plans, plan), plans)


def text(made: VisitsModel) -> str:
    """A model and what the frame knows of it, in full."""
    frame = made.frame
    terms = [(t.tier, t.weight, str(t.expr), t.kind, t.rule) for t in frame.terms]
    guards = [(key, str(g.literal), g.rule, g.about, g.holder, g.resource) for key, g in frame.guards.items()]
    return f"{frame.model.proto}{terms}{guards}{frame.ranges}"


@pytest.mark.parametrize(
    ("mode", "filtered"),
    [("search", True), ("search", False), ("bound", False), ("guard_others", True), ("explain", True)],
)
def test_a_cached_model_is_the_one_that_is_built_afresh(mode: Mode, filtered: bool) -> None:
    facts, every, best = planned()
    assert facts.rivals("v04", "v05")
    models = ModelCache(facts, every, ModelCacheLimits(max_size=10**9))
    for ledger in (Ledger.empty(facts), best.ledger):
        for some in (["v04"], ["v04", "v05"]):
            made = models.build(some, ledger.without(some), mode, filtered=filtered)
            assert text(made) == text(build(facts, some, every, ledger.without(some), mode, filtered=filtered))


@pytest.mark.parametrize("tiers", [(), UPPER_TIERS])
def test_models_of_fewer_tiers_are_kept_apart(tiers: tuple[Tier, ...]) -> None:
    facts, every, best = planned()
    models, some = ModelCache(facts, every), sorted(best.visit_plans)[:1]
    for asked in (ALL_TIERS, tiers, ALL_TIERS):
        made = models.build(some, best.ledger, "bound", tiers=asked)
        assert text(made) == text(build(facts, some, every, best.ledger, "bound", tiers=asked))


def test_what_is_added_to_a_model_is_not_in_the_next_one() -> None:
    facts, every, best = planned()
    models, some = ModelCache(facts, every), sorted(best.visit_plans)[:1]
    ledger = best.ledger.without(some)
    fresh = text(build(facts, some, every, ledger, filtered=True))
    made = models.build(some, ledger, filtered=True)
    item = next(i for i in best.visit_plans[some[0]].items if i.request)
    rule = next(rule for rule in every if rule.id == "HOST-04")
    missing = Broken(Violation(rule, some[0], subject(item=item.id), 1), rule, waived=False)
    prefer_current_times(made, best.visit_plans)
    guide_away_from_breaks(made, best.visit_plans, [missing], 45)
    made.frame.model.add(made.frame.objective(Tier.LEFT_OUT) <= 0)
    guided = text(made)
    assert guided != fresh
    assert text(models.build(some, ledger, filtered=True)) == fresh
    again = build(facts, some, every, ledger, filtered=True)
    prefer_current_times(again, best.visit_plans)
    guide_away_from_breaks(again, best.visit_plans, [missing], 45)
    again.frame.model.add(again.frame.objective(Tier.LEFT_OUT) <= 0)
    assert guided == text(again)


def test_a_solution_is_read_by_the_shared_views() -> None:
    facts, every, best = planned()
    models, some = ModelCache(facts, every), sorted(best.visit_plans)[:1]
    ledger = best.ledger.without(some)
    models.build(some, Ledger.empty(facts), filtered=True)
    found = []
    for made in (models.build(some, ledger, filtered=True), build(facts, some, every, ledger, filtered=True)):
        outcome = solve(made.frame.model, made.frame.combined(*UPPER_TIERS))
        acts = made.views[some[0]].acts.values()
        times = [(act.id, outcome.value(act.done), outcome.value(act.start)) for act in acts]
        found.append((outcome.values, times, made.frame.bookings(outcome.value)))
    assert found[0] == found[1]


def test_the_least_recently_used_models_are_forgotten() -> None:
    facts, every, best = planned()
    visits = sorted(best.visit_plans)
    models = ModelCache(facts, every, ModelCacheLimits(max_size=1))
    for visit in [*visits, *visits]:
        made = models.build([visit], best.ledger.without([visit]), filtered=True)
        assert list(made.views) == [visit]
        assert len(models) == 1
    proto = made.frame.model.proto
    assert models.size <= len(proto.variables) + len(proto.constraints)
