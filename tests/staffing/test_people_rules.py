"""Duty rules about people: what they offer to staffing, and that their two readings agree."""

from __future__ import annotations

import random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from models.domain.facts import Facts
from models.rules.catalogue import rules
from models.rules.core.people_duty import PossibleWork
from models.rules.core.people_work import PersonWork, Task
from models.staffing.costs import DutyPrices
from models.staffing.helper_heuristic import HelperAssignment
from models.staffing.helper_model import HelperModel
from models.staffing.people_pool import PeoplePool
from models.staffing.people_rules import PeopleRules
from tests.weeks import facts, visit, when

LISTS = {
    "positions": [
        "ARR-06",
        "MEAL-09",
        "MEAL-09a",
        "MEAL-09b",
        "HOST-03",
        "HOST-04",
        "HOST-05",
        "HOST-07",
        "HOST-07a",
        "HOST-08a",
    ],
    "booked_days": ["HOST-06", "HOST-06a"],
    "tables": ["MEAL-09"],
    "strangers": ["MEAL-09c"],
    "delegations": ["HOST-08"],
    "day_chains": ["HOST-08b"],
    "weeks": ["HOST-08", "HOST-08c", "HOST-09a", "SENSE-15"],
    "loads": ["HOST-08", "HOST-08c"],
    "working_days": ["HOST-09a"],
    "series": ["SENSE-15"],
}
"""What each rule offers, in the order of the policy."""
SEEDS = pytest.mark.parametrize("seed", range(8))


def a_week(**numbers: dict[str, int]) -> Facts:
    changed: Any = {id.replace("_", "-"): {"numbers": found} for id, found in numbers.items()}
    return facts(visit("v1"), visit("v2"), rules=changed)


def empty_model(f: Facts) -> HelperModel:
    """Return a model without positions: rules are posted into it by hand."""
    return HelperModel(HelperAssignment(PeoplePool(f, DutyPrices(f, rules(f.edition))), [], {}))


def least(m: HelperModel, expr: Any, chosen: dict[int, bool]) -> int:
    """Return the least value of an expression where some literals (by index) are held."""
    for index, value in chosen.items():
        m.model.add(m.model.get_bool_var_from_proto_index(index) == int(value))
    m.model.minimize(expr)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(m.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("name", LISTS)
def test_rules_are_found_by_what_they_offer(name: str) -> None:
    f = a_week()
    found = getattr(PeopleRules(DutyPrices(f, rules(f.edition)).counted), name)
    assert [rule.id for rule in found] == LISTS[name]


@pytest.mark.parametrize("level", ["off", "note"])
def test_what_an_edition_does_not_count_is_not_there(level: str) -> None:
    f = facts(visit("v1"), rules={id: {"level": level} for id in ("HOST-08", "HOST-08c", "SENSE-15")})
    found = PeopleRules(DutyPrices(f, rules(f.edition)).counted)
    assert [rule.id for rule in found.weeks] == ["HOST-09a"]
    assert found.delegations == found.loads == found.series == []


def spans(rng: random.Random, day: int, number: int) -> list[tuple[int, int]]:
    starts = sorted(when(f"{day} 07:00") + 15 * rng.randrange(56) for _ in range(number))
    return sorted((start, start + 15 * rng.randint(2, 8)) for start in starts)


def drawn(m: HelperModel, rng: random.Random, day: int) -> tuple[list[PossibleWork], dict[int, bool]]:
    """Return works of a day, the first one fixed, and which of the others are done."""
    first, *rest = spans(rng, day, 5)
    works, chosen = [PossibleWork(first, 1)], {}
    for span in rest:
        literal = m.literal(hint=False)
        works.append(PossibleWork(span, literal))
        chosen[literal.index] = rng.random() < 0.6
    return works, chosen


def done(works: list[PossibleWork], chosen: dict[int, bool]) -> list[tuple[int, int]]:
    return [work.span for work in works if isinstance(work.chosen, int) or chosen[work.chosen.index]]


@SEEDS
def test_a_working_day_weighs_the_same_in_the_model(seed: int) -> None:
    f, rng = a_week(HOST_09a={"presence": 240, "span": 480}), random.Random(seed)
    m = empty_model(f)
    (rule,) = m.assignment.rules.working_days
    works, chosen = drawn(m, rng, 21)
    assert least(m, rule.post_day(m, works), chosen) == rule.day_amount(done(works, chosen))


@SEEDS
def test_the_rest_between_two_days_weighs_the_same_in_the_model(seed: int) -> None:
    f, rng = a_week(HOST_09a={"rest": 900}), random.Random(seed)
    m = empty_model(f)
    (rule,) = m.assignment.rules.working_days
    (before, one), (after, two) = drawn(m, rng, 21), drawn(m, rng, 22)
    tasks = [
        Task("eli", "v1", "tea", "v1/a", *span, "site", "site") for span in (*done(before, one), *done(after, two))
    ]
    short = sum(minutes for _, minutes in rule.rest_amounts(PersonWork(f, tasks).days))
    assert least(m, rule.post_rest(m, before, after), one | two) == short


@SEEDS
def test_series_of_tours_weigh_the_same_in_the_model(seed: int) -> None:
    f, rng = a_week(SENSE_15={"most": 1, "pause": 45}), random.Random(seed)
    m = empty_model(f)
    (rule,) = m.assignment.rules.series
    tasks = [Task("dot", "v1", "docent", f"v1/{n}", *span, "site", "site") for n, span in enumerate(spans(rng, 21, 5))]
    literals = [m.literal(hint=False) for _ in tasks]
    for series in rule.too_many(tasks):
        rule.post_series(m, [literals[n] for n in series])
    amount = rule.week_amount(PersonWork(f, tasks))  # type: ignore[attr-defined]
    assert len(m.terms) <= 1
    one = m.assignment.prices.price(rule, 1)
    priced = sum((expr for terms in m.terms.values() for _, expr in terms), 0)
    assert sum(one) > 0
    assert least(m, priced, {literal.index: True for literal in literals}) == amount


@SEEDS
def test_a_stranger_at_a_banquet_weighs_the_same_in_the_model(seed: int) -> None:
    rng = random.Random(seed)
    m = empty_model(a_week())
    (rule,) = m.assignment.rules.strangers
    here, *before = [m.literal(hint=False) for _ in range(1 + seed % 3)]
    chosen = {literal.index: rng.random() < 0.6 for literal in (here, *before)}
    rule.post_stranger(m, here, before)
    met = any(chosen[literal.index] for literal in before)
    expected = rule.stranger_amount(met=met) if chosen[here.index] else 0
    one = sum(m.assignment.prices.price(rule, 1))
    priced = sum((weight * expr for terms in m.terms.values() for weight, expr in terms), 0)
    assert least(m, priced, chosen) == one * expected


@SEEDS
def test_changes_within_a_day_weigh_the_same_in_the_model(seed: int) -> None:
    rng = random.Random(seed)
    m = empty_model(a_week())
    (rule,) = m.assignment.rules.day_chains
    people = ("eli", "eva", "ewa")
    rows = [{id: [m.literal(hint=False)] for id in people if rng.random() < 0.8} for _ in range(5)]
    chosen = {mine[0].index: rng.random() < 0.5 for row in rows for mine in row.values()}
    rule.post_changes(m, rows)
    expected = rule.changes_amount([{id for id, (one,) in row.items() if chosen[one.index]} for row in rows])
    one = sum(m.assignment.prices.price(rule, 1))
    priced = sum((weight * expr for terms in m.terms.values() for weight, expr in terms), 0)
    assert least(m, priced, chosen) == one * expected


@SEEDS
def test_a_day_without_interpreter_weighs_the_same_in_the_model(seed: int) -> None:
    rng = random.Random(seed)
    m = empty_model(a_week())
    ids = [rule.id for rule in m.assignment.rules.booked_days]
    lacking = {id: [m.literal(hint=rng.random() < 0.5) for _ in range(3)] for id in ids if rng.random() < 0.9}
    chosen = {literal.index: rng.random() < 0.3 for mine in lacking.values() for literal in mine}
    expected = 0
    for rule in m.assignment.rules.booked_days:
        rule.post_booked(m, lacking)
        amount = rule.booked_amount({id for id, mine in lacking.items() if any(chosen[one.index] for one in mine)})
        expected += sum(m.assignment.prices.price(rule, amount))
    priced = sum((weight * expr for terms in m.terms.values() for weight, expr in terms), 0)
    assert least(m, priced, chosen) == expected


@SEEDS
def test_who_carried_more_weighs_the_same_in_the_model(seed: int) -> None:
    """Rides between items are no duties of their own, neither in the model nor in a week of work."""
    rng = random.Random(seed)
    loads = [{"person": "eli", "minutes": rng.choice([300, 900])}, {"person": "eva", "minutes": 100}]
    f = a_week()
    f = Facts(f.week.replace(memory={"loads": loads}), f.edition)
    m = empty_model(f)
    rule = next(rule for rule in m.assignment.rules.loads if rule.id == "HOST-08c")
    more = [m.literal(hint=False) for _ in range(4)]
    chosen = {literal.index: rng.random() < 0.7 for literal in more}
    kinds = [rng.choice(["item", "move"]) for _ in more]
    tasks = [Task("eli", "v1", "escort", f"v1/{k}", 0, 60, "site", "site", kind) for k, kind in enumerate(kinds)]
    rule.post_load(m, f, "eli", (), list(zip(tasks, more, strict=True)))
    done = [task for task, literal in zip(tasks, more, strict=True) if chosen[literal.index]]
    expected = rule.week_amount(PersonWork(f, done))
    assert expected == (sum(task.kind == "item" for task in done) if loads[0]["minutes"] * 2 > 1.5 * 1000 else 0)
    priced = sum((expr for terms in m.terms.values() for _, expr in terms), 0)
    assert least(m, priced, chosen) == expected


@SEEDS
def test_escorts_and_duties_weigh_the_same_in_the_model(seed: int) -> None:
    rng = random.Random(seed)
    f = a_week(HOST_08={"posts": 2})
    m = empty_model(f)
    (delegation,), (load, _), (week, *_) = (
        m.assignment.rules.delegations,
        m.assignment.rules.loads,
        m.assignment.rules.weeks,
    )
    own = rng.choice([None, "eli"])
    duties = {id: [m.literal(hint=False) for _ in range(2)] for id in ("eli", "eva", "ewa")}
    chosen = {literal.index: rng.random() < 0.6 for literals in duties.values() for literal in literals}
    delegation.post_delegation(m, duties, own, ())
    escorts = {id for id, literals in duties.items() if any(chosen[literal.index] for literal in literals)}
    more = [m.literal(hint=False) for _ in range(4)]
    chosen |= {literal.index: rng.random() < 0.7 for literal in more}
    fixed = [Task("eli", "v1", "leader", "v1/a", 0, 60, "site", "site")]
    possible = [(Task("eli", "v1", "tea", f"v1/{n}", 0, 60, "site", "site"), n) for n in more]
    load.post_load(m, f, "eli", fixed, possible)
    tasks = [Task("eli", "v1", "tea", f"v1/{n}", 0, 60, "site", "site") for n in more if chosen[n.index]]
    expected = delegation.delegation_amount(escorts, own) + week.week_amount(PersonWork(f, [*fixed, *tasks]))
    priced = sum((expr for terms in m.terms.values() for _, expr in terms), 0)
    assert least(m, priced, chosen) == expected


@SEEDS
def test_more_work_never_weighs_less(seed: int) -> None:
    """The heuristic does not ask those who are dearer without it."""
    numbers = {"presence": 240, "span": 480, "rest": 900}
    f, rng = a_week(HOST_08={"posts": 2}, HOST_09a=numbers, SENSE_15={"most": 1, "pause": 600}), random.Random(seed)
    loads = [{"person": "eli", "minutes": 900}, {"person": "eva", "minutes": 100}]
    f = Facts(f.week.replace(memory={"loads": loads}), f.edition)
    every = [
        Task(
            "eli",
            "v1",
            rng.choice(["docent", "docent", "crew", "leader"]),
            f"v1/{n}",
            *span,
            "site",
            rng.choice(["site", "opera"]),
        )
        for n, span in enumerate(span for day in (20, 21, 22, 24) for span in spans(rng, day, 5))
    ]
    rng.shuffle(every)
    for rule in PeopleRules(DutyPrices(f, rules(f.edition)).counted).weeks:
        amounts = [rule.week_amount(PersonWork(f, every[:n])) for n in range(len(every) + 1)]
        assert amounts == sorted(amounts)
        assert amounts[-1] > 0
