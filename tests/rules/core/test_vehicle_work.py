"""Runs of vehicles, and the chain that they make in a day, counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from models.rules.core.vehicle_duty import EmptyRunView, RunView, VehicleDayView
from models.rules.core.vehicle_work import (
    RUNS_BY_VEHICLE,
    Run,
    WorkChain,
    driving_stretches,
    follows,
    lateness,
    round_trip,
    vehicle_runs,
)
from tests.rules.hands import everywhere
from tests.weeks import company, facts, plan, talk, visit, when


def test_stretches_count_driving_only() -> None:
    assert driving_stretches([(0, 60), (79, 100), (120, 130)], 20) == [81, 10]


def test_a_stretch_is_cut_by_a_break_of_twenty_minutes() -> None:
    assert driving_stretches([(0, 200), (219, 300)], 20) == [281]
    assert driving_stretches([(0, 200), (220, 300)], 20) == [200, 80]


def test_a_day_of_a_car() -> None:
    """Out to the station (35, partly in the rush hour), with the guests to the company, later to the inn, and back."""
    f = facts(visit("v1", talk()))
    p = everywhere(plan(f, v1=[("talk", "21 09:30")]), vehicle="car1", driver="d1")
    (day, chain), *_ = RUNS_BY_VEHICLE.groups(f, p)["car1"].chains.items()
    assert day == dt.date(2026, 9, 21)
    at = [(when(f"21 {a}"), when(f"21 {b}")) for a, b in (("07:05", "07:40"), ("10:50", "10:50"), ("11:25", "11:45"))]
    assert chain.empty_runs == at
    assert chain.spans == [
        (when("21 07:05"), when("21 08:55")),
        (when("21 10:50"), when("21 11:25")),
        (when("21 11:25"), when("21 11:45")),
    ]
    ways = [("07:05", "07:40"), ("08:10", "08:50"), ("11:00", "11:20"), ("11:25", "11:45")]
    assert chain.driving == [(when(f"21 {a}"), when(f"21 {b}")) for a, b in ways]
    assert round_trip(f, chain.runs[0], "site") == (when("21 07:05"), when("21 08:55"))


def test_unknown_vehicles_are_passed_over() -> None:
    f = facts(visit("v1", talk()))
    p = everywhere(plan(f, v1=[("talk", "21 09:30")]), vehicle="spaceship", driver="d1")
    assert vehicle_runs(f, p) == []


def test_a_day_of_a_car_that_stands_at_the_inn_overnight() -> None:
    """Twenty minutes from the inn to the company in the morning, and no way back from the inn in the evening."""
    cars = [{"id": "car1", "name": "一号车", "kind": "sedan", "seats": 4, "home": "inn"}]
    f = facts(visit("v1", talk()), company=company(vehicles=cars))
    first, last = run("10:00", "site", "museum"), run("12:00", "museum", "inn")
    chain = WorkChain(f, [first, last], f.week.home("car1"))
    assert chain.empty_runs[0] == (when("21 09:40"), when("21 10:00"))
    assert chain.empty_runs[-1] == (last.free, last.free)
    assert round_trip(f, first, "inn")[0] == when("21 09:40")
    assert WorkChain(f, [first, last], "site").empty_runs[0] == (first.ready, first.ready)


def test_the_homes_of_a_week_are_the_company_and_where_cars_stand() -> None:
    cars = [{"id": f"car{n}", "name": "车", "kind": "sedan", "seats": 4} for n in (1, 2)]
    week = facts(visit("v1"), company=company(vehicles=[cars[0], {**cars[1], "home": "inn"}])).week
    assert (week.home("car1"), week.home("car2"), week.homes) == ("site", "inn", ("inn", "site"))


def test_an_empty_day_has_no_work() -> None:
    chain = WorkChain(facts(visit("v1")), [], "site")
    assert (chain.empty_runs, chain.spans, chain.driving, chain.length) == ([], [], [], 0)


def run(ready: str, origin: str, target: str) -> Run:
    """Return a run of 20 minutes that is ready ten minutes early and over five minutes late."""
    start = when(f"21 {ready}")
    return Run("v1", "m", "car1", "d1", origin, target, start, start + 10, start + 30, start + 35)


@pytest.mark.parametrize(("ready", "late"), [("10:55", 0), ("10:54", 1), ("11:55", -60)])
def test_lateness_counts_the_empty_run(ready: str, late: int) -> None:
    """The first is over at 10:35 at the inn, 20 minutes from the company."""
    f, first, second = facts(visit("v1")), run("10:00", "site", "inn"), run(ready, "site", "inn")
    assert lateness(f, first, second) == late
    assert follows(f, first, second) is (late <= 0)


@pytest.mark.parametrize("pause", [10, 60, 90])
def test_a_day_in_a_model_counts_as_the_chain_does(pause: int) -> None:
    """With literals at the values of a chain, the expressions are the chain's numbers."""
    f = facts(visit("v1"))
    runs = [run("10:00", "inn", "site"), run("11:30", "site", "inn"), run("13:00", "inn", "museum")]
    chain = WorkChain(f, runs, "site")
    views = [
        RunView(run=run, trip=round_trip(f, run, "site"), made=1, first=int(k == 0), last=int(k == 2))
        for k, run in enumerate(runs)
    ]
    waits = [0, *(chain.empty_runs[k + 1][0] - runs[k].free for k in range(2)), 0]
    empty = [EmptyRunView(b - a, wait, 1) for (a, b), wait in zip(chain.empty_runs, waits, strict=True)]
    day = VehicleDayView(views, empty)
    assert day.length == chain.length <= day.longest
    assert day.driving_minutes == chain.driving_minutes
    assert day.presence(pause) == chain.presence(pause)
    assert sum(view.minutes for view in day.empty_runs) == chain.empty_minutes
