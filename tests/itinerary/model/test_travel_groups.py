"""Travel groups that come and leave on one day: they take part in what they can reach, else they only pass."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.plan import Move, Plan
from models.itinerary.model.plan_ledger import visit_plans_of
from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.services.provenance import Limits
from planner.services.solve import solve
from tests.weeks import edition, facts, group, members, plan, talk, visit, week, when

MAIN = group("g1", "21 08:00", "21 18:00", members=["m1", "m2"])
TWO_DAYS = group("g1", "21 08:00", "22 18:00", members=["m1", "m2"])


def flight(leaves: str) -> dict[str, Any]:
    return {"departure": {"at": when(leaves), "place": "air"}}


def short(arrive: str, depart: str, **changes: Any) -> dict[str, Any]:
    return group("g2", arrive, depart, members=["m3", "m4"], **changes)


SHORT = {
    "by the next train": (MAIN, short("21 08:00", "21 10:00"), None),
    "by a flight": (MAIN, short("21 08:00", "21 10:30", **flight("21 10:30")), "21 08:10"),
    "late, by a flight": (MAIN, short("21 10:30", "21 12:30", **flight("21 12:30")), "21 10:40"),
    "of two days the second": (TWO_DAYS, short("22 10:30", "22 12:30", **flight("22 12:30")), "22 10:40"),
}
"""The others, a group that can join nothing, and when it sets off for where it leaves; None: it is there."""


@pytest.mark.parametrize("name", SHORT)
def test_a_group_that_can_join_nothing_goes_straight_on_and_the_others_are_planned(name: str) -> None:
    main, passing, sets_off = SHORT[name]
    result = solve(week(visit("v1", talk(), members=members(4), groups=[main, passing])), Limits(rounds=1))
    assert result.report.ok
    assert not result.left_out
    assert all(item.groups == ("g1",) for item in result.plan.items)
    assert all(tier.bound is None or tier.bound <= tier.value for tier in result.tiers)
    ways = [(m.kind, m.origin, m.target, m.depart) for m in result.plan.moves if m.groups != ("g1",)]
    assert ways == ([] if sets_off is None else [("pick_up", "rail", "air", when(sets_off))])
    assert visit_plans_of(result.facts, result.plan)


def test_a_group_that_can_join_something_joins_it() -> None:
    v = visit("v1", talk(), members=members(4), groups=[MAIN, short("21 08:00", "21 16:00")])
    result = solve(week(v), Limits(rounds=1))
    assert result.report.ok
    assert any("g2" in item.groups or not item.groups for item in result.plan.items)


def by_hand(passing: dict[str, Any]) -> tuple[Any, Plan]:
    f = facts(visit("v1", talk(), members=members(4), groups=[MAIN, passing], provides={"meals": False}))
    return f, plan(f, v1=[("talk", "21 10:15")])


def broken(f: Any, p: Plan) -> set[str]:
    return {b.rule.id for b in judge(f, p, rules(edition())).score.musts}


def test_nobody_is_seen_off_from_where_they_never_were() -> None:
    """The second group, off to the airport at once, is said to be seen off from the inn."""
    f, p = by_hand(short("21 08:00", "21 10:30", **flight("21 10:30")))
    way = {"id": "v1/meet-g2", "visit": "v1", "groups": ["g2"], "luggage": True, "target": "air"}

    def driven(**move: Any) -> Plan:
        return p.model_copy(update={"moves": (*p.moves, Move.model_validate({**way, **move}))})

    at_once = driven(kind="pick_up", origin="rail", depart=when("21 08:10"), arrive=when("21 08:30"))
    assert "STR-03" not in broken(f, at_once)
    arrive = when("21 09:00")
    depart = arrive - f.travel.minutes("inn", "air", arrive)
    assert "STR-03" in broken(f, driven(kind="see_off", origin="inn", depart=depart, arrive=arrive))
    assert "STR-03" in broken(f, p)


def test_a_group_that_could_come_along_is_not_left_at_the_station() -> None:
    f, p = by_hand(short("21 08:00", "21 16:00"))
    rows = [item.replace(groups=("g1",)) for item in p.items]
    moves = [move.replace(groups=("g1",)) for move in p.moves if move.groups != ("g2",)]
    alone = p.model_copy(update={"items": tuple(rows), "moves": tuple(moves)})
    assert "STR-06" in broken(f, alone)
    assert "STR-06" not in broken(f, p)


def test_nobody_comes_on_the_last_day_to_go_to_a_hotel() -> None:
    """Both leave together; the second group comes at noon of that day and is brought to the inn, to nothing."""
    late = group("g2", "22 12:00", "22 18:00", members=["m3", "m4"])
    f = facts(visit("v1", talk(), members=members(4), groups=[TWO_DAYS, late], provides={"meals": False}))
    p = plan(f, v1=[("talk", "21 10:15")])
    assert not [item for item in p.items if item.groups != ("g1",)]
    assert "STR-03" in broken(f, p)
