"""A plan read back: what it holds is what the model that made it holds; its values fit the model again."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from models.cp.ledger import Booking, Ledger
from models.cp.run import SolveLimits, solve
from models.domain.clock import merge
from models.domain.facts import Facts
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan as read
from models.itinerary.model.fix_variables import values_of_plan
from models.itinerary.model.plan_ledger import bookings, double_bookings, ledger_of, visit_plans_of
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules
from tests.rules.plans import WEEKS, sound
from tests.weeks import changed, facts, members, plan, talk, tour, visit

HOLDING_NOTHING = ("an_evening_of_short_items",)
"""Small weeks in which others receive the guests at their places: nothing of the company's is used."""


def spans(found: list[Booking]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Join the bookings of each resource: where guests wait and then meet, the model books twice."""
    by: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in found:
        by[row.resource, row.visit].append((row.start, row.end))
    return {key: merge(mine) for key, mine in by.items()}


@pytest.mark.parametrize("name", WEEKS)
def test_what_a_plan_holds_is_what_its_model_holds(name: str) -> None:
    f = WEEKS[name]({})
    every = rules(f.edition)
    made = build(f, [stay.id for stay in f.stays], every, Ledger.empty(f), filtered=True)
    full = sum(act.done for view in made.views.values() for act in view.acts.values())
    outcome = solve(made.frame.model, -full, limits=SolveLimits(deterministic=2.0, seed=3))
    assert outcome.found
    rows = {v: read(f, view, outcome.value) for v, view in made.views.items()}
    p = assemble(f, rows)
    again = [row for v in rows for row in bookings(f, every, v, rows[v], p)]
    assert spans(again) == spans(made.frame.bookings(outcome.value))
    assert bool(again) == (name not in HOLDING_NOTHING)


def test_values_of_a_plan_are_a_solution() -> None:
    """The model holds with every variable at the value that the plan gives it."""
    f = WEEKS["of_rank"]({})
    every = rules(f.edition)
    p = sound(f, random.Random(5))
    rows = visit_plans_of(f, p)
    kept = [rule for rule in every if rule.id.startswith(("STR", "PACE", "ARR-07"))]
    known = values_of_plan(build(f, ["v1"], kept, Ledger.empty(f), "bound"), rows)
    made = build(f, ["v1"], kept, Ledger.empty(f), "bound")
    first, last = made.frame.ranges["v1"]
    assert known, "the plan has words in its own model"
    for index, value in zip(range(first, last), known["v1"], strict=True):
        made.frame.model.add(made.frame.model.get_int_var_from_proto_index(index) == value)
    outcome = solve(made.frame.model)
    assert outcome.found
    again = read(f, made.views["v1"], outcome.value)
    assert [(i.id, i.start, i.place) for i in again.items] == [(i.id, i.start, i.place) for i in rows["v1"].items]


def test_what_is_no_more_is_passed_over() -> None:
    f = facts(visit("v1", talk(), talk("more")), visit("v2", talk()))
    p = plan(f, v1=[("talk", "21 09:30"), ("more", "21 11:15")], v2=[("talk", "21 14:00")])
    less = facts(visit("v1", talk()))
    rows = visit_plans_of(Facts(less.week, less.edition), p)
    assert set(rows) == {"v1"}
    assert [item.id for item in rows["v1"].items] == ["v1/talk"]


def test_clashes() -> None:
    f = facts(visit("v1", talk()), visit("v2", talk()), visit("v3", talk()))
    p = plan(f, v1=[("talk", "21 09:30")], v2=[("talk", "21 10:00")], v3=[("talk", "21 14:00")])
    ledger = ledger_of(f, rules(f.edition), visit_plans_of(f, p), p)
    assert double_bookings(ledger, ["v1", "v2", "v3"]) == {"v1": {"v2"}, "v2": {"v1"}}
    apart = changed(p, "v2/talk", room="r2")
    assert double_bookings(ledger_of(f, rules(f.edition), visit_plans_of(f, apart), apart), ["v1", "v2", "v3"]) == {}


def test_groups_that_are_in_a_workshop_together_are_all_booked() -> None:
    """Forty guests walk in two groups, both in the exhibition at once."""
    f = facts(visit("v1", tour(workshops=["w1"]), members=members(40), depart="23 18:00"))
    p = plan(f, v1=[("tour", "22 09:00")])
    (row,) = (b for b in bookings(f, rules(f.edition), "v1", visit_plans_of(f, p)["v1"], p) if "workshop" in b.resource)
    assert (row.resource, row.demand) == ("workshop:w1", 2)
