"""The two readings of every rule agree: what a check says of a plan, a model held to that plan says too.

Small weeks, plans of all sorts (``plans.py``), each held in a model (``pinning.py``), and the cases of each rule:

- structure: possible exactly when no structural check finds anything;
- each must: possible exactly when its check finds nothing;
- each should and prefer, and each must that an edition may soften: the slack is the amount.

Rules about people's and drivers' work (scope ``duty``) are kept in staffing, not in this model.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.domain.policy import RuleSetting
from models.domain.revision import Revision
from models.rules.catalogue import RULE_CLASSES
from models.rules.core.base import Rule
from tests.rules.cases import cases_of, rule
from tests.rules.meals.meal_plans import held_up
from tests.rules.pinning import ask
from tests.rules.plans import WEEKS, plans, structure
from tests.weeks import banquet, changed, facts, plan, sight, talk, visit, when

STRUCTURE = tuple(f"STR-0{k}" for k in range(1, 10))
BUILT_IN = (*STRUCTURE, "ARR-03", "ARR-05", "ARR-07", "ARR-07b", "PACE-03", "PACE-04", "MEAL-01", "SENSE-03")
"""Musts that the model has by construction, and that these plans can break."""
JUDGE_NAMES = ("HOST-01",)
"""Musts about who is named: plans without names are not theirs to judge."""
JUDGED = [kind for kind in RULE_CLASSES if kind.scope != "duty" and kind.post is not Rule.post]
MUSTS = [kind.id for kind in JUDGED if kind.levels[0] == "must" and kind.id not in (*BUILT_IN, *JUDGE_NAMES)]
SOFT = {
    kind.id: {"level": level}
    for kind in JUDGED
    if (level := next((name for name in ("should", "prefer") if name in kind.levels), None))
}
EVERY_WEEK = pytest.mark.parametrize("name", WEEKS)


@cache
def drawn(name: str) -> list[tuple[Facts, Plan]]:
    return list(plans(name, {}, seed=1, number=2))


def found(f: Facts, p: Plan, *ids: str) -> Counter[str]:
    """Return the amounts that checks find, by rule."""
    amounts: Counter[str] = Counter()
    for id in ids:
        for violation in rule(id, f).check(f, p):
            amounts[id] += violation.amount
    return amounts


@EVERY_WEEK
def test_structure(name: str) -> None:
    sound = 0
    for f, p in drawn(name):
        broken = found(f, p, *BUILT_IN)
        assert ask(f, p, structure(f)).possible == (not broken), broken
        sound += not broken
    assert sound >= 2


@EVERY_WEEK
def test_musts(name: str) -> None:
    """Those that find nothing hold together; each that finds something makes the plan impossible by itself."""
    for f, p in drawn(name):
        if found(f, p, *BUILT_IN):
            continue
        broken = found(f, p, *MUSTS)
        kept = [rule(id, f) for id in MUSTS if id not in broken]
        assert ask(f, p, [*structure(f), *kept]).possible
        for id in broken:
            assert not ask(f, p, [*structure(f), rule(id, f)]).possible, id


@EVERY_WEEK
def test_amounts(name: str) -> None:
    f = WEEKS[name](SOFT)
    for _, p in drawn(name):
        if found(f, p, *BUILT_IN):
            continue
        verdict = ask(f, p, [*structure(f), *(rule(id, f) for id in SOFT)])
        assert verdict.possible
        assert verdict.plan is not None
        amounts = found(f, verdict.plan, *SOFT)
        assert {id: n for id, n in verdict.amounts.items() if n} == dict(amounts)


@pytest.mark.parametrize("id", [kind.id for kind in JUDGED if kind.id not in JUDGE_NAMES])
def test_cases(id: str) -> None:
    """Every case of a rule whose plan is sound: obeyed, broken, and at the edge."""
    for case in cases_of(id):
        f, p = case.make()
        f = without_meals(f, p)
        if found(f, p, *(other for other in BUILT_IN if other != id)):
            continue
        kept = {one.id: one for one in structure(f)}
        if id in SOFT:
            f = softened(f, id)
            verdict = ask(f, p, [*({**kept, id: rule(id, f)}).values()])
            assert verdict.possible, case
            assert verdict.plan is not None
            assert verdict.amounts[id] == found(f, verdict.plan, id)[id], case
        else:
            assert ask(f, p, [*({**kept, id: rule(id, f)}).values()]).possible == (not found(f, p, id)), case


def without_meals(f: Facts, p: Plan) -> Facts:
    """Return the facts with no meals provided to the visits that have none in the plan: hand-made plans are short."""
    fed = {item.visit for item in p.items if item.kind in ("lunch", "dinner") or item.lunch}
    hungry = {"meals": False}
    visits = [v if v.id in fed else v.replace(provides=v.provides.replace(**hungry)) for v in f.week.visits]
    return Facts(f.week.replace(visits=visits), f.edition, f.revision)


def softened(f: Facts, id: str) -> Facts:
    """Return the facts under an edition that makes a rule no must."""
    old = f.edition.rules.get(id, RuleSetting())
    edition = f.edition.replace(rules={**f.edition.rules, id: old.replace(**SOFT[id])})
    return Facts(f.week, edition, f.revision)


def test_the_end_of_the_rush_hour() -> None:
    """Back at 19:00 they left at 18:30, back at 19:05 at 18:40: whoever leaves at 18:35 is back with the latter."""
    f = facts(visit("v1", talk(minutes=65), provides={"meals": False}, depart="23 09:00"))
    p = plan(f, v1=[("talk", "22 17:30")])
    (home,) = (move for move in p.moves if move.id == "v1/home-2026-09-22")
    assert (home.depart, home.arrive) == (when("22 18:35"), when("22 19:05"))
    assert not found(f, p, *BUILT_IN)
    assert ask(f, p, structure(f)).possible
    late = changed(p, home.id, arrive=home.arrive + 5)
    assert found(f, late, *BUILT_IN)
    assert not ask(f, late, structure(f)).possible


def test_own_car_in_the_rush_hour() -> None:
    """They come to the company's door in the rush hour; hours later the way from there takes what it takes then."""
    nothing = {"lodging": False, "meals": False, "cars": False}
    f = facts(visit("v1", talk(), sight(), arrive="21 08:30", depart="21 18:00", by="site", provides=nothing))
    p = plan(f, v1=[("talk", "21 08:45"), ("museum", "21 14:00")])
    assert not found(f, p, *BUILT_IN)
    assert ask(f, p, structure(f)).possible


@pytest.mark.parametrize(("lunch", "possible"), [("21 14:00", True), ("21 14:45", True), ("21 15:00", False)])
def test_lunch_after_talks_that_go_on(lunch: str, possible: bool) -> None:
    """Until 13:45: they sit down within an hour of that, and no later."""
    f, p = held_up(lunch)
    assert (not found(f, p, "MEAL-01")) == possible
    assert ask(f, p, structure(f)).possible == possible


def at_dinner_in_the_hotel() -> tuple[Facts, Plan]:
    """Talks until 18:35, dinner in the own hotel, half an hour away, when the rush hour ends."""
    f = facts(visit("v1", talk(minutes=65), banquet(), provides={"meals": False}, depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 17:30"), ("welcome", "22 19:30", {"place": "inn_dining"})])


def test_to_the_own_hotel_at_the_end_of_the_rush_hour() -> None:
    """As on the way home."""
    f, p = at_dinner_in_the_hotel()
    (way,) = (move for move in p.moves if move.id == "v1/to-welcome")
    assert (way.depart, way.arrive) == (when("22 18:35"), when("22 19:05"))
    assert not found(f, p, *BUILT_IN)
    assert ask(f, p, structure(f)).possible
    for changes in ({"arrive": way.arrive + 5}, {"depart": way.depart + 5}):
        other = changed(p, way.id, **changes)
        assert found(f, other, *BUILT_IN)
        assert not ask(f, other, structure(f)).possible


OPEN_DOORS = [("museum", "22 13:30"), ("mall", "22 18:00")]


@pytest.mark.parametrize("then", [[], [("rest", "22 17:00", {"end": when("22 18:00")})]])
def test_to_the_hotel_from_now_on(then: list[Any]) -> None:
    """At four the show is called off: they go to their hotel now, not at three, when the museum was over."""
    f = facts(visit("v1", sight(), sight("mall", "mall"), provides={"meals": False}, depart="23 09:00"))
    g = Facts(f.week, f.edition, Revision(plan(f, v1=OPEN_DOORS), when("22 16:00")))
    waits = ("PACE-02", "PACE-02a")
    for id in waits:
        g = softened(g, id)
    p = plan(g, v1=[OPEN_DOORS[0], *then])
    (way,) = (move for move in p.moves if move.origin == "museum")
    late = changed(p, way.id, depart=when("22 16:00"), arrive=g.travel.after("museum", "inn", when("22 16:00")))
    rules = [*structure(g), *(rule(id, g) for id in ("STAB-01", *waits))]
    assert not ask(g, p, rules).possible
    assert found(g, p, "STAB-01")
    verdict = ask(g, late, rules)
    assert verdict.possible
    assert not found(g, late, *BUILT_IN, "STAB-01")
    assert {id: verdict.amounts[id] for id in waits if verdict.amounts[id]} == found(g, late, *waits)


def test_who_has_set_off_for_the_hotel_late_is_on_the_way() -> None:
    """Announced by hand to leave at 15:40 for a rest at 16:30: it did, and the others may change round it."""
    f = facts(visit("v1", sight(), sight("mall", "mall"), provides={"meals": False}, depart="23 09:00"))
    p = plan(f, v1=[OPEN_DOORS[0], ("rest", "22 16:30", {"end": when("22 18:00")})])
    (way,) = (move for move in p.moves if move.origin == "museum")
    p = changed(p, way.id, depart=when("22 15:40"), arrive=way.arrive + 40)
    g = Facts(f.week, f.edition, Revision(p, when("22 16:00")))
    assert not found(g, p, *BUILT_IN)
    assert ask(g, p, [*structure(g), rule("STAB-01", g)]).possible
