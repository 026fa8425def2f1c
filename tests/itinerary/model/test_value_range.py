"""Within which values an expression lies, and what is counted as missing by it: bounds rest on both."""

from __future__ import annotations

from models.cp.frame import Frame
from models.cp.ledger import Ledger
from models.cp.run import SolveLimits
from models.cp.run import solve as optimise
from models.domain.base import Hours
from models.domain.facts import Facts
from models.domain.plan import Plan
from models.domain.tiers import Tier
from models.itinerary.model.build import build
from models.itinerary.model.fix_variables import fix_to_plan
from models.itinerary.model.plan_ledger import visit_plans_of
from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.services.provenance import Limits
from planner.services.solve import solve
from tests.weeks import company, edition, facts, talk, visit, week, when

AFTERNOONS = (Hours(open=13 * 60, close=18 * 60),)


def test_the_values_of_sums_reach_from_end_to_end() -> None:
    f = facts(visit("v1"))
    frame = Frame(f, "bound")
    start, way = frame.on_grid(510, 1170, grid=15), frame.on_grid(20, 60)
    assert frame.value_range(start) == (510, 1170)
    assert frame.value_range(start + way + 3) == (533, 1233)
    assert frame.value_range(start - way) == (450, 1150)
    assert frame.value_range(7) == (7, 7)
    assert frame.value_range(frame.literal()) == (0, 1)


def test_crew_who_are_on_duty_for_part_of_the_day_are_not_counted_as_missing() -> None:
    """They come at one: a talk in the afternoon has them, and no bound says otherwise."""
    people = tuple(p.replace(hours=AFTERNOONS) if p.role("crew") else p for p in company().people)
    fixed, free = (
        week(visit("v1", request), company=company().replace(people=people))
        for request in (talk(at=when("21 14:00")), talk())
    )
    p = solve(fixed, Limits(rounds=1)).plan
    f = Facts(free, edition())
    score = judge(f, p, rules(f.edition)).score
    assert not [b for b in score.broken if b.rule.id == "HOST-04"]
    assert _shoulds_in_model(f, p) == score.tiers[Tier.SHOULD]


def _shoulds_in_model(f: Facts, p: Plan) -> int:
    """Return the second tier of a plan as the model for bounds has it."""
    made = build(f, ["v1"], rules(f.edition), Ledger.empty(f), "bound")
    assert fix_to_plan(made.frame, made.views["v1"], visit_plans_of(f, p)["v1"])
    objective = made.frame.objective(Tier.SHOULD)
    found = optimise(made.frame.model, objective, limits=SolveLimits(deterministic=5))
    return found.value(objective)


def test_a_talk_is_held_when_there_is_somebody_to_prepare_it() -> None:
    """In the morning only the crew is missing; in the afternoon the order of the day is not the best (ORD-02)."""
    people = tuple(p.replace(hours=AFTERNOONS) if p.role("crew") else p for p in company().people)
    result = solve(week(visit("v1", talk()), company=company().replace(people=people)), Limits(rounds=1))
    assert not [b for b in result.report.score.broken if b.rule.id == "HOST-04"]
