"""Who can fill a position, and at what cost: asked once for all alike, as if everybody were asked."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.clock import overlap
from models.domain.facts import Facts
from models.rules.catalogue import rules
from models.rules.core.people_work import Task, clash
from models.staffing.costs import NOTHING, DutyPrices, StaffingCost
from models.staffing.people_pool import PeoplePool
from models.staffing.positions import Position, positions
from tests.staffing.staffed import by_visit
from tests.weeks import banquet, facts, members, plan, sight, talk, tour, visit, when

PLAN: list[Any] = [("talk", "21 09:30"), ("lunch", "21 12:00"), ("tour", "21 14:00"), ("lunch", "22 12:00")]


def asked(**changes: Any) -> tuple[Facts, PeoplePool, list[Position]]:
    """Return a visit's positions, at items and moves."""
    guests = members(3, languages=["en"])
    week = facts(visit("v1", talk(), tour(), banquet(), sight(), members=guests, **changes))
    rows = by_visit(plan(week, v1=PLAN))["v1"]
    found = positions(week, week.stay("v1"), rows.items, rows.moves)
    return week, PeoplePool(week, DutyPrices(week, rules(week.edition))), found


def is_free(week: Facts, position: Position, id: str) -> bool:
    off = week.off(week.week.person(id))
    return not any(overlap((position.task.start, position.task.end), away) for away in off)


def test_candidates_are_all_who_can_and_are_free() -> None:
    week, pool, every = asked()
    busy = {"eva": [Task("eva", "v2", "escort", "v2/a", when("21 10:00"), when("21 16:00"), "opera", "opera")]}
    assert len({position.demand.role for position in every}) > 4
    for position in every:
        expected = {
            id
            for id, person in pool.people.items()
            if position.can_be_filled_by(week.stay("v1"), person)
            and is_free(week, position, id)
            and not any(clash(week, position.task, task) for task in busy.get(id, ()))
        }
        assert set(pool.candidates(position, busy)) == expected


@pytest.mark.parametrize("waived", [None, "HOST-03", "MEAL-09", "ARR-06"])
def test_a_position_costs_what_the_rules_say_of_everybody(waived: str | None) -> None:
    waivers = [{"rule": waived, "approver": "王总"}] if waived else []
    week, pool, every = asked(waivers=waivers)
    stay, seen = week.stay("v1"), set[StaffingCost]()
    for position in every:
        for id in (*pool.candidates(position, {}), None):
            person = None if id is None else pool.people[id]
            expected = sum(
                (
                    pool.prices.price(rule, rule.position_amount(week, stay, position.demand, person))
                    for rule in pool.rules.positions
                    if not rule.waived(stay.visit, *position.about.ids)
                ),
                NOTHING,
            )
            cost = pool.position_cost(position, None if id is None else pool.like[id])
            assert cost._replace(money=0) == expected
            seen.add(expected)
    assert len(seen) > 1


def test_fixed_tasks_are_priced_again_when_they_change() -> None:
    _, pool, _ = asked()
    long = Task("eva", "v1", "escort", "v1/a", when("21 06:00"), when("21 23:00"), "opera", "opera")
    before, after = pool.fixed_costs({"eva": [long]}), pool.fixed_costs({"eva": []})
    assert before["eva"] == pool.week_cost([long]) > NOTHING
    assert after["eva"] == after["eli"] == NOTHING
    assert pool.fixed_costs({"eva": [long]}) == before
