"""Weeks with joint items: planned as one, as well as the best plan by hand, planned again, and explained."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from models.domain.activities import Banquet
from models.domain.joint_parties import joint_of_item
from models.domain.pins import Pin
from models.domain.plan import Item
from models.domain.visits import Visit
from models.domain.week import Week
from models.rules.catalogue import rules
from models.rules.core.score import score
from planner.judging.check import Report
from planner.seating.from_plan import PlanParties
from planner.services.result import Limits
from tests import weeks
from tests.rules.hands import with_duty
from tests.searches import first_plan, less_effort
from tests.weeks import banquet, facts, group, members, sight, talk, visit, week, when

QUICK = Limits(seconds=None, rounds=0)
BY_OWN_CAR = {"provides": dict.fromkeys(("lodging", "meals", "cars"), False), "hotel": "inn"}
FAIR = Path(__file__).parents[2] / "instances" / "fair-dinner"


def feast(*visits: str, **changes: Any) -> dict[str, Any]:
    return {"id": "feast", "kind": "banquet", "visits": list(visits), "title": "答谢宴", **changes}


def evening(id: str, *requests: Any, day: int = 21, guests: int = 3, **changes: Any) -> Visit:
    """Return a visit for an afternoon and evening by own car, for which the company provides nothing."""
    here = [group("g1", f"{day} 13:30", f"{day} 21:30", "site")]
    asked = (banquet(joint="feast"), *requests)
    return visit(id, *asked, **{"members": members(guests), "groups": here, **BY_OWN_CAR, **changes})


def solved(asked: Week) -> planner.Result:
    with less_effort():
        return planner.solve(asked, limits=QUICK, edition=weeks.edition())


def held(report: Report) -> list[Item]:
    """Return the items of joint items in a plan."""
    return [item for item in report.plan.items if joint_of_item(report.facts, item.id)]


def ways(items: list[Item]) -> set[tuple[object, ...]]:
    """Return when, where and under whom items are."""
    return {
        (i.start, i.place, i.room, i.dining_room, *(d.person for d in i.duties if d.role == "leader")) for i in items
    }


def test_a_banquet_of_sixty_after_a_fair_is_one_and_nothing_is_left_out() -> None:
    report = first_plan(FAIR)
    assert not report.score.musts
    assert not report.plan.left_out
    items = held(report)
    assert len(items) == 6
    assert len(ways(items)) == 1
    (party,) = (party for party in PlanParties(report).dinners() if len(party.items) > 1)
    assert set(party.items) == {item.id for item in items}
    people = party.party.people
    assert len({one.id for one in people}) == len(people) == 61
    assert [one.organisation for one in people if one.side == "guest" and one.rank == 1] == ["合阳隧道工程"]


def test_two_visits_meet_at_one_time_place_and_table() -> None:
    result = solved(week(evening("v1", talk()), evening("v2", sight()), joints=[feast("v1", "v2")]))
    assert not result.left_out
    assert len(held(result.report)) == 2
    assert len(ways(held(result.report))) == 1


def test_rivals_are_never_both_there() -> None:
    asked = week(evening("v1"), evening("v2", rivals=["v1"]), joints=[feast("v1", "v2")])
    result = solved(asked)
    (left,) = result.left_out
    assert len(held(result.report)) == 1
    assert left.reason == "held_by"
    assert "JOINT-01" in left.rules or "TOUR-05" in left.rules


def test_who_cannot_come_is_left_out_alone_with_the_reason() -> None:
    joint = feast("v1", "v2", "v3")
    result = solved(week(evening("v1"), evening("v2"), evening("v3", day=22), joints=[joint]))
    assert [item.visit for item in held(result.report)] == ["v1", "v2"]
    (left,) = result.left_out
    assert (left.visit, left.rules, left.resources) == ("v3", ("JOINT-01",), ("joint:feast",))


def test_as_good_as_the_best_of_all_plans_by_hand() -> None:
    """Two visits, one banquet: every start, room and host of both is tried, and leaving it out."""
    asked = week(
        evening("v1", guests=4, groups=[group("g1", "21 17:00", "21 20:45", "site")]),
        evening("v2", guests=4, groups=[group("g1", "21 17:30", "21 21:00", "site")]),
        joints=[feast("v1", "v2")],
    )
    f = facts(*asked.visits, joints=asked.joints)
    judges = rules(f.edition)
    starts = [when(f"21 {clock}") for clock in ("17:30", "17:45", "18:15")]
    options = [None, *product(starts, ("p1", "p2"), ("boss", "deputy"))]
    found = []
    for one, other in product(options, options):
        rows: dict[str, Any] = {v: [] for v in ("v1", "v2")}
        for v, option in (("v1", one), ("v2", other)):
            if option is not None:
                rows[v] = [("welcome", option[0], {"dining_room": option[1]})]
        p = weeks.plan(f, **rows)
        for v, option in (("v1", one), ("v2", other)):
            p = p if option is None else with_duty(p, f"{v}/welcome", "leader", option[2], -20)
        judged = score(f, p, judges)
        found += [] if judged.musts else [judged.tiers[:2]]
    assert solved(asked).report.score.tiers[:2] <= min(found)
    assert min(found)[0] == 0


def test_a_banquet_moved_for_one_moves_for_all() -> None:
    """What is locked for one visit holds for the others; what was moved is announced to both."""
    asked = week(evening("v1"), evening("v2"), joints=[feast("v1", "v2")])
    plan = solved(asked).plan
    later = max(item.start for item in plan.items if item.kind == "banquet") + 15
    with less_effort():
        after = planner.replan(asked, plan, edition=weeks.edition(), pins=[Pin(of="v2/welcome", start=later)])
    report = planner.check(asked, after.plan, weeks.edition())
    assert not report.score.musts
    assert [item.start for item in held(report)] == [later, later]
    assert len(ways(held(report))) == 1


@st.composite
def joint_weeks(draw: st.DrawFn) -> Week:
    """Return two or three visits with a banquet or a meeting together, some on other days, some of them rivals."""
    kind = draw(st.sampled_from(["banquet", "plenary"]))
    ids = ["v1", "v2", "v3"][: draw(st.integers(2, 3))]
    made = []
    for id in ids:
        more = draw(st.lists(st.sampled_from([talk("other"), sight()]), max_size=1))
        wish = banquet(joint="feast") if kind == "banquet" else talk(joint="feast")
        day = draw(st.sampled_from([21, 21, 22]))
        one = evening(id, *more, day=day, guests=draw(st.integers(1, 6)))
        rivals = draw(st.sampled_from([[], [], ["v1"]])) if id != "v1" else []
        asked = [wish, *(r for r in one.requests if not isinstance(r, Banquet))]
        here = [group("g1", f"{day} 12:30", f"{day} 22:30")]  # rivals may meet at the station
        made.append(visit(id, *asked, groups=here, rivals=rivals, **(BY_OWN_CAR | {"members": one.members})))
    return week(*made, joints=[feast(*ids, kind=kind)])


@given(joint_weeks())
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_random_weeks_have_their_joint_item_once(asked: Week) -> None:
    report = first_plan(asked)
    assert not report.score.musts
    assert len(ways(held(report))) <= 1
    wanted = {(v.id, r.id) for v in report.week.visits for r in v.requests}
    there = {(item.visit, item.request) for item in report.plan.items if item.request}
    assert there | {(left.visit, left.request) for left in report.plan.left_out} == wanted
