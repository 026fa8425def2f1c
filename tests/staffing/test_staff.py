"""Staffing: what it says is what the rules' checks say, no must is broken, known optima of helpers."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve_lexicographically
from models.domain.facts import Facts
from models.domain.plan import VisitPlan
from models.domain.tiers import Tier
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan as read
from models.rules.catalogue import rules
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from planner.formats import load_edition
from planner.generation.generate import generate
from tests.staffing.staffed import by_visit, judged, staffed
from tests.weeks import banquet, company, facts, members, plan, sight, talk, tour, visit, when


def constructed(week: Any) -> tuple[Facts, dict[str, VisitPlan]]:
    """Return the rows of a week planned visit by visit, not staffed."""
    facts = Facts(week, load_edition("default"))
    ledger, found = Ledger.empty(facts), {}
    for stay in facts.stays:
        made = build(facts, [stay.id], rules(facts.edition), ledger, filtered=True)
        outcome, _ = solve_lexicographically(
            made.frame.model, [made.frame.objective(Tier.LEFT_OUT)], limits=SolveLimits(deterministic=0.5)
        )
        if outcome.found:
            found[stay.id] = read(facts, made.views[stay.id], outcome.value)
            ledger = ledger.plus(made.frame.bookings(outcome.value))
    return facts, found


@pytest.fixture(scope="module", params=["tiny", 1, 2])
def planned(request: pytest.FixtureRequest, root: Any) -> tuple[Facts, dict[str, VisitPlan]]:
    if request.param == "tiny":
        return constructed(planner.load(root / "instances" / "tiny"))
    return constructed(generate(3, request.param))


@pytest.mark.parametrize("minimise_duty", [False, True])
def test_what_staffing_says_is_what_the_checks_say(
    planned: tuple[Facts, dict[str, VisitPlan]], minimise_duty: bool
) -> None:
    facts, rows = planned
    found = staffed(facts, rows, minimise_duty=minimise_duty)
    assert found.cost == judged(facts, found.visit_plans)
    assert found.cost.musts == 0


def test_polish_is_no_worse_and_staffing_again_changes_nothing(planned: tuple[Facts, dict[str, VisitPlan]]) -> None:
    facts, rows = planned
    first, last = staffed(facts, rows, minimise_duty=False), staffed(facts, rows)
    again = staffed(facts, dict(last.visit_plans))
    assert last.cost <= first.cost
    assert again.cost <= last.cost
    assert not last.proven or again.cost == last.cost


def test_tiny_is_proven(root: Any) -> None:
    facts, rows = constructed(planner.load(root / "instances" / "tiny"))
    assert staffed(facts, rows).proven


def test_some_visits_free_keep_musts_and_better_the_rest(planned: tuple[Facts, dict[str, VisitPlan]]) -> None:
    facts, rows = planned
    whole = dict(staffed(facts, rows, minimise_duty=False).visit_plans)
    for v in sorted(rows):
        found = staff(facts, rules(facts.edition), whole, [v], minimise_duty=True)
        assert judged(facts, whole | dict(found.visit_plans)) <= judged(facts, whole)


def test_nothing_proven_is_beaten_from_a_neighbour(planned: tuple[Facts, dict[str, VisitPlan]]) -> None:
    facts, rows = planned
    best = staffed(facts, rows)
    assert best.proven
    whole = dict(best.visit_plans)
    for v in sorted(rows):
        found = staff(facts, rules(facts.edition), whole, [v], minimise_duty=True)
        assert judged(facts, whole | dict(found.visit_plans)) == best.cost


# -- known optima


FOREIGN = {"members": members(3, languages=["en"])}


@pytest.mark.parametrize(("help", "hired", "money"), [(True, True, 1600), (False, True, 2400)])
def test_a_missing_interpreter_is_hired_or_still_to_be_found(help: bool, hired: bool, money: int) -> None:
    """The talk on the day of arrival, and the departure: two days."""
    nobody = [p for p in company().model_dump(mode="json")["people"] if p["id"] != "ivy"]
    changes = {"people": nobody} if help else {"people": nobody, "hired_help": []}
    week = facts(visit("v1", talk(), **FOREIGN), company=company(**changes))
    rows = by_visit(plan(week, v1=[("talk", "21 09:30")]))
    found = staffed(week, rows)
    (duty,) = [d for d in found.visit_plans["v1"].items[0].duties if d.role == "interpreter"]
    assert (duty.person, duty.hired) == (None, hired)
    assert found.cost == judged(week, found.visit_plans)
    assert found.cost.money == money


@pytest.mark.parametrize("exact", [True, False])
def test_an_interpreter_who_cannot_stay_is_hired_for_the_whole_day(exact: bool) -> None:
    """Ours is off after noon: one hired interpreter has the day, not the afternoon alone."""
    ivy = next(p for p in company().model_dump(mode="json")["people"] if p["id"] == "ivy")
    off = [{"start": "2026-09-21T13:00", "end": "2026-09-22T00:00"}]
    people = [p for p in company().model_dump(mode="json")["people"] if p["id"] != "ivy"] + [ivy | {"leave": off}]
    week = facts(visit("v1", talk(), tour(), **FOREIGN), company=company(people=people))
    rows = by_visit(plan(week, v1=[("talk", "21 09:30"), ("tour", "21 15:00"), ("lunch", "22 12:00")]))
    limits = None if exact else STAFFING_LIMITS.heuristic_only
    found = staff(week, rules(week.edition), rows, ["v1"], minimise_duty=True, limits=limits)
    assert found.cost == judged(week, found.visit_plans)
    by_day: dict[str, set[str]] = {"21": set(), "22": set()}
    parts = [*found.visit_plans["v1"].items, *found.visit_plans["v1"].moves]
    for duty in (d for part in parts for d in part.duties if d.role == "interpreter"):
        by_day["21" if duty.start < when("22 00:00") else "22"].add(duty.person or "hired")
    assert by_day == {"21": {"hired"}, "22": {"ivy"}}


def test_one_escort_stays_with_the_delegation() -> None:
    week = facts(visit("v1", talk(), tour(), banquet(), sight(), escort="eva"))
    day = [("talk", "21 09:30"), ("lunch", "21 12:00"), ("tour", "21 14:00"), ("lunch", "22 12:00")]
    found = staffed(week, by_visit(plan(week, v1=day)))
    rows = found.visit_plans["v1"]
    duties = [d for row in (*rows.items, *rows.moves) for d in row.duties if d.role in ("escort", "companion")]
    assert {d.person for d in duties} == {"eva"}
    assert found.cost == judged(week, found.visit_plans)


def test_a_docent_on_leave_is_not_named() -> None:
    people = company().model_dump(mode="json")["people"]
    for person in people:
        if person["id"] == "dot":
            person["leave"] = [{"start": "2026-09-21T00:00", "end": "2026-09-23T00:00"}]
    week = facts(visit("v1", tour()), company=company(people=people))
    found = staffed(week, by_visit(plan(week, v1=[("tour", "21 14:00")])))
    (docent,) = [d for d in found.visit_plans["v1"].items[0].duties if d.role == "docent"]
    assert docent.person == "dan"
