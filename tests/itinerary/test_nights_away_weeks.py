"""Weeks with nights in another city: planned, planned again, asked about, and drawn at random."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from models.domain.events import ArrivalChanged
from models.domain.plan import Plan
from models.domain.week import Week
from models.rules.core.transport_load import overnight_pairs
from planner.services.result import Limits
from tests import weeks
from tests.searches import first_plan, less_effort
from tests.weeks import away, banquet, day, sight, talk, tour, visit, week, when, with_far_hotel

QUICK = Limits(seconds=None, rounds=0)


def solved(asked: Week) -> planner.Result:
    with less_effort():
        return planner.solve(asked, limits=QUICK, edition=weeks.edition())


@cache
def out_and_back() -> planner.Result:
    """Three days, the second night by the temple; a talk at home."""
    one = visit("v1", talk(), sight("temple", "temple"), away("2026-09-22"), depart="23 18:00")
    return solved(week(one, company=with_far_hotel()))


def hotels(plan: Plan, id: str = "v1") -> list[str]:
    return [night.hotel for night in plan.nights if night.visit == id]


def test_a_night_away_is_planned() -> None:
    result = out_and_back()
    assert not result.report.score.musts
    assert not result.plan.left_out
    assert hotels(result.plan)[1] == "lodge" != hotels(result.plan)[0]
    home = [m for m in result.plan.moves if m.id.startswith("v1/home-2026-09-22")]
    assert all(m.target in ("lodge", "lodge_dining") for m in home), "nobody is driven home for the night"


def test_the_car_that_brought_them_takes_them_on() -> None:
    result = out_and_back()
    stay = result.report.facts.stay("v1")
    ((evening, morning),) = overnight_pairs(stay, [m for m in result.plan.moves if m.rides])
    assert {(r.vehicle, r.driver, r.hired) for r in evening.rides} == {
        (r.vehicle, r.driver, r.hired) for r in morning.rides
    }
    assert evening.arrive < morning.depart


def test_a_later_train_leaves_the_night_where_it_is() -> None:
    before = out_and_back()
    late = ArrivalChanged(visit="v1", group="g1", at=when("21 10:00"))
    with less_effort():
        after = planner.replan(before.week, before.plan, [late], edition=weeks.edition(), now=when("21 06:00"))
    assert not after.result.report.score.musts
    assert hotels(after.plan) == hotels(before.plan)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"on": None}, "which night"), ({"on": "2026-09-23"}, "no such night")],
)
def test_what_is_no_night_is_left_out_with_the_reason(changes: dict[str, Any], said: str) -> None:
    one = visit("v1", talk(), {**away(), **changes}, depart="23 18:00")
    report = solved(week(one, company=with_far_hotel())).report
    (left,) = report.plan.left_out
    assert (left.request, left.reason) == ("away", "not_planned_yet")
    assert said in left.causes[0].en


def test_a_hotel_without_the_rooms_due_is_said() -> None:
    twins = [{"kind": "twin", "price": 400}]
    one = visit("v1", talk(), away("2026-09-21"), level="A")
    other = visit("v2", talk())
    result = solved(week(one, other, company=with_far_hotel(room_types=twins)))
    left = [row for row in result.plan.left_out if row.visit == "v1"]
    assert left
    assert any(row.is_whole_visit for row in left)


@st.composite
def weeks_of_two_cities(draw: st.DrawFn) -> Week:
    """Return one or two visits with nights by the temple, which may be the first, the last or all."""
    made = []
    for id in ("v1", "v2")[: draw(st.integers(1, 2))]:
        nights = draw(st.integers(1, 3))
        out = draw(st.lists(st.sampled_from([day(21 + k) for k in range(nights)]), min_size=1, unique=True))
        asked = [away(str(d), id=f"away{d.day}") for d in sorted(out)]
        asked += draw(st.lists(st.sampled_from([talk(), tour(), banquet(), sight(), sight("temple", "temple")]),
                               max_size=3, unique_by=lambda request: str(request["id"])))  # fmt: skip
        more = {"hotel": "inn"} if draw(st.booleans()) else {}
        arrive = f"21 {draw(st.sampled_from(['08:00', '11:30', '16:00', '20:40']))}"
        made.append(visit(id, *asked, arrive=arrive, depart=f"{21 + nights} 18:00", **more))
    return week(*made, company=with_far_hotel())


@given(weeks_of_two_cities())
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_random_nights_away_keep_every_must(asked: Week) -> None:
    report = first_plan(asked)
    assert not report.score.musts
    for v in report.week.visits:
        wanted = {r.on: r.hotel for r in v.requests if r.kind == "night_away"}
        slept = {night.day: night.hotel for night in report.plan.nights if night.visit == v.id}
        if v.id not in report.plan.visits_left_out:
            assert wanted.items() <= slept.items()
