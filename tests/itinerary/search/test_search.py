"""The search: complete hints, the same plan twice, known optima, reasons, and what is said when it cannot be."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import planner
from models.cp.ledger import Ledger
from models.cp.run import Outcome, SolveLimits, solve
from models.domain.clock import at, iso
from models.domain.errors import NoneInTime
from models.domain.facts import Facts
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules
from models.rules.core.score import score
from planner.formats import load_edition
from planner.generation.generate import generate
from planner.services.result import Limits
from tests import weeks
from tests.searches import less_effort

QUICK = Limits(seconds=None, rounds=1)
DAY_TRIP = {
    "provides": {"lodging": False, "cars": False},
    "groups": [
        {
            "id": "g1",
            "arrival": {"at": "2026-09-22T09:00", "place": "site"},
            "departure": {"at": "2026-09-22T14:00", "place": "site"},
        }
    ],
}


def day_trip(id: str, *requests: dict[str, object]) -> object:
    """A visit by own car to the site on Tuesday, 09:00 to 14:00, lunch owed."""
    return weeks.visit(id, *requests, **DAY_TRIP)


def test_a_solution_is_a_complete_hint_for_the_same_visit_elsewhere():
    facts = weeks.facts(weeks.visit("v1", weeks.talk(), weeks.tour(), weeks.sight(), weeks.banquet()))
    policy = rules(facts.edition)
    made = build(facts, ["v1"], policy, Ledger.empty(facts))
    outcome = solve(
        made.frame.model, made.frame.objective(Tier.LEFT_OUT), limits=SolveLimits(deterministic=5.0, use_cores=True)
    )
    again = build(facts, ["v1"], policy, Ledger.empty(facts))
    log: list[str] = []
    solve(again.frame.model, again.frame.objective(Tier.SHOULD), list(enumerate(outcome.values)), log=log.append)
    assert "The solution hint is complete and is feasible" in "\n".join(log)


def test_the_same_seed_gives_the_same_plan():
    week = weeks.week(*(weeks.visit(f"v{k}", weeks.talk(), weeks.tour(), weeks.banquet()) for k in range(3)))
    with less_effort():
        first, second = (planner.solve(week, limits=QUICK, edition=weeks.edition(), seed=7) for _ in range(2))
    assert first.plan == second.plan
    assert first.bound == second.bound


@pytest.mark.parametrize("clock", ["10:05", "17:40"])
def test_an_hour_that_is_fixed_need_be_no_quarter(clock: str):
    week = weeks.week(weeks.visit("v1", weeks.talk(at=f"2026-09-22T{clock}"), weeks.tour(), depart="23 18:00"))
    result = planner.solve(week, limits=QUICK, edition=weeks.edition())
    (talk,) = (item for item in result.plan.items if item.request == "talk")
    assert iso(talk.start)[11:16] == clock
    assert not result.report.score.musts


def test_two_visits_want_one_room_at_one_hour_and_the_dearer_has_it():
    hour = "2026-09-22T10:00"
    talk = weeks.talk(room="r1", at=hour)
    week = weeks.week(day_trip("big", talk), day_trip("small", talk))
    week = week.replace(visits=(week.visits[0].replace(level="A"), week.visits[1].replace(level="D")))
    result = planner.solve(week, limits=QUICK, edition=weeks.edition())
    facts = result.facts
    (left,) = result.left_out
    assert (left.visit, left.request, left.reason) == ("small", "talk", "held_by")
    assert left.others == ("big",)
    assert left.resources == ("room:r1",)
    assert left.rules == ("ROOM-01",)
    stay = facts.stay("small")
    assert result.tiers[0].value == stay.price(stay.visit.request("talk"))
    assert result.tiers[0].proven


def test_what_no_time_can_mend_is_impossible_alone_with_its_rule():
    shut = weeks.company(places=weeks.place("museum", hours=[{"open": "09:00", "close": "17:00", "weekdays": ["Sun"]}]))
    week = weeks.week(weeks.visit("v1", weeks.talk(), weeks.sight()), company=shut)
    (left,) = planner.solve(week, limits=QUICK, edition=weeks.edition()).left_out
    assert (left.request, left.reason) == ("museum", "impossible_alone")
    assert left.rules


def test_every_minimal_reason_is_needed():
    """With the holder away, the request that it kept out fits."""
    hour = "2026-09-22T10:00"
    week = weeks.week(day_trip("a", weeks.talk(room="r1", at=hour)), day_trip("b", weeks.talk(room="r1", at=hour)))
    (left,) = planner.solve(week, limits=QUICK, edition=weeks.edition()).left_out
    rest = week.replace(visits=tuple(visit for visit in week.visits if visit.id not in left.others))
    assert planner.solve(rest, limits=QUICK, edition=weeks.edition()).left_out == ()


def _overlap(*spans: tuple[int, int]) -> bool:
    return any(a < d and c < b for (a, b), (c, d) in itertools.combinations(spans, 2))


def test_brute_force_on_a_day_agrees_with_the_proof():
    facts = weeks.facts(day_trip("v1", weeks.talk(minutes=60), weeks.tour()))
    policy = tuple(rule for rule in rules(facts.edition) if rule.scope != "duty")
    best = None
    quarters = [at(weeks.day(22), minute) for minute in range(9 * 60, 13 * 60, 15)]
    lunches = [at(weeks.day(22), minute) for minute in range(690, 811, 15)]
    for talk, tour, lunch in itertools.product(quarters, quarters, lunches):
        for room, house in itertools.product(("r1", "r2"), ("canteen", "inn_dining")):
            rows = [("talk", talk, {"room": room}), ("tour", tour), ("lunch", lunch, {"place": house})]
            if _overlap((talk, talk + 60), (tour, tour + 75), (lunch, lunch + 60)):
                continue  # STR-02
            found = score(facts, weeks.plan(facts, v1=rows), policy)
            if not found.musts and (best is None or found.tiers < best):
                best = found.tiers
    made = build(facts, ["v1"], policy, Ledger.empty(facts), "bound")
    bounds = []
    for tier in (*UPPER_TIERS, Tier.PREFERENCE):
        expr = made.frame.objective(tier)
        outcome = solve(made.frame.model, expr, limits=SolveLimits(deterministic=10.0))
        assert outcome.status == "optimal"
        bounds.append(outcome.value(expr))
        if not isinstance(expr, int):
            made.frame.model.add(expr <= bounds[-1])
    assert best is not None
    assert tuple(bounds) == best[:3]


def _without_slack(made: VisitsModel, visit: str, found: Outcome) -> Outcome:
    """Let what a solution decides stay, and its slacks come down to what they must be."""
    model, acts = made.frame.model, made.views[visit].acts.values()
    decided = [x for act in acts for x in (act.start, act.end, act.done, *act.at.values())]
    decided += [literal for act in acts for _, literal in act.choices]
    for expr in decided:
        model.add(expr == found.value(expr))
    for tier in (*UPPER_TIERS, Tier.PREFERENCE):
        expr = made.frame.objective(tier)
        found = solve(model, expr, limits=SolveLimits(deterministic=6.0, use_cores=True))
        assert found.status == "optimal"
        model.add(expr <= found.value(expr))
    return found


@pytest.mark.parametrize(("visits", "seed"), [(2, 1), (2, 2), (2, 3)])
def test_solver_terms_equal_the_score(visits: int, seed: int):
    """Tiers 0 to 3, visit by visit alone, without what staffing decides."""
    facts = Facts(generate(visits, seed), weeks.edition())
    policy = rules(facts.edition)
    for stay in facts.stays:
        made = build(facts, [stay.id], policy, Ledger.empty(facts), filtered=True)
        frame, hint = made.frame, []
        for tier in PROGRAMME_TIERS:
            expr = frame.objective(tier)
            limits = SolveLimits(deterministic=0.3, use_cores=tier in UPPER_TIERS)
            outcome = solve(frame.model, expr, hint, limits)
            assert outcome.found
            frame.model.add(expr <= outcome.value(expr))
            hint = list(enumerate(outcome.values))
        outcome = _without_slack(made, stay.id, outcome)
        plan = assemble(facts, {stay.id: read_visit_plan(facts, made.views[stay.id], outcome.value)})
        alone = Facts(facts.week.replace(visits=(stay.visit.replace(rivals=()),)), facts.edition)
        judged = score(alone, plan, [rule for rule in policy if rule.scope != "duty"])
        exact = [frame.exact(tier, outcome.value) for tier in (*UPPER_TIERS, Tier.PREFERENCE)]
        assert exact == list(judged.tiers[:3]), stay.id
        assert not judged.musts


@pytest.mark.parametrize("name", ["tiny", "zhengzhou-week", "make-up-saturday", "over-full", "busy-12"])
def test_solver_terms_equal_the_score_on_the_instances(root: Path, name: str):
    """One solution a visit: what the solver counts in tiers 0 to 2 is what the checks say."""
    facts = Facts(planner.load(root / "instances" / name), load_edition("default"))
    policy = rules(facts.edition)
    for stay in facts.stays:
        made = build(facts, [stay.id], policy, Ledger.empty(facts), filtered=True)
        expr, limits = made.frame.objective(Tier.LEFT_OUT), SolveLimits(deterministic=6.0, use_cores=True)
        outcome = solve(made.frame.model, expr, limits=limits)
        outcome = _without_slack(made, stay.id, outcome)
        plan = assemble(facts, {stay.id: read_visit_plan(facts, made.views[stay.id], outcome.value)})
        alone = Facts(facts.week.replace(visits=(stay.visit.replace(rivals=()),), joints=()), facts.edition)
        judged = score(alone, plan, [rule for rule in policy if rule.scope != "duty"])
        assert [made.frame.exact(tier, outcome.value) for tier in (*UPPER_TIERS, Tier.PREFERENCE)] == list(
            judged.tiers[:3]
        ), stay.id
        assert not judged.musts


@pytest.mark.parametrize("seed", range(3))
def test_no_made_up_week_gives_a_plan_that_the_checker_refuses(seed: int):
    with less_effort():
        result = planner.solve(generate(2, 100 + seed), limits=Limits(seconds=None, rounds=0))
    assert not result.report.score.musts


def test_ctrl_c_gives_the_best_plan_so_far():
    def interrupt(progress: planner.Progress) -> None:
        if progress.phase == "first":
            raise KeyboardInterrupt

    result = planner.solve(generate(3, 5), limits=Limits(seconds=60), on_progress=interrupt)
    assert result.interrupted
    assert not result.report.score.musts
    assert result.provenance.seconds < 50


def test_no_time_at_all_is_said():
    with pytest.raises(NoneInTime):
        planner.solve(generate(12, 5), limits=Limits(seconds=0.001))


def test_contradictory_facts_are_named(root):
    result = planner.solve(planner.load(root / "instances" / "contradictory"), limits=QUICK)
    (left,) = result.left_out
    assert (left.visit, left.is_whole_visit, left.rules) == ("transit", True, ("ARR-05",))
    assert {item.visit for item in result.plan.items} == {"ordinary"}


def test_a_late_group_is_met_and_joins_what_it_can_reach():
    groups = [
        weeks.group("early", "21 08:00", "22 18:00", members=["m1", "m2"]),
        weeks.group("late", "21 13:00", "22 18:00", members=["m3"]),
    ]
    week = weeks.week(weeks.visit("v1", weeks.talk(), weeks.tour(), weeks.banquet(), groups=groups))
    result = planner.solve(week, limits=QUICK, edition=weeks.edition())
    met = [move for move in result.plan.moves if move.kind == "pick_up"]
    assert {move.groups for move in met} == {("early",), ("late",)}
    dinner = next(item for item in result.plan.items if item.kind == "banquet")
    assert dinner.groups == ()
    assert not result.report.score.musts
