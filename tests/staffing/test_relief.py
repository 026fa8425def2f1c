"""Two drivers on one vehicle: who takes over, where, when, and what the checks say of it."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Move, Ride, VisitPlan
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules
from models.staffing.costs import StaffingCost
from models.staffing.dispatch_heuristic import VehicleAssignment
from models.staffing.staff import Staffed, staff
from tests.staffing.staffed import judged, only_moves, staffed, staffing_rules, transport_jobs, vehicle_pool
from tests.weeks import company, facts, members, visit, when

ROUTE = ("inn", "museum", "garden", "opera", "museum", "mall", "opera", "garden", "inn", "opera", "inn")
"""From place to place through a day, each move from where the one before ended."""
ON_LEAVE = {"leave": [{"start": when("21 00:00"), "end": when("21 23:59")}]}
MORNING_ONLY = {"leave": [{"start": when("21 15:00"), "end": when("21 23:59")}]}
LATE_ONLY = {"leave": [{"start": when("21 00:00"), "end": when("21 20:20")}]}


def coach_week(relief: bool = True, second: dict[str, Any] | None = None, **changes: Any) -> Facts:
    """Return a week of one visit, one vehicle and two drivers."""
    car = {"id": "coach", "name": "大巴", "kind": "mpv", "seats": 6, "luggage": 6, "relief": relief}
    drivers = [
        {"id": "d1", "name": "赵师傅", "licences": ["C1"]},
        {"id": "d2", "name": "钱师傅", "licences": ["C1"], **(second or {})},
    ]
    return facts(visit("v1"), company=company(**{"vehicles": [car], "drivers": drivers, **changes}))


def long_day(week: Facts, visits: int = 1) -> dict[str, VisitPlan]:
    """Return moves from 07:30 to 21:50 on Monday, with waits that are no breaks."""
    trips = []
    for n, (origin, target) in enumerate(itertools.pairwise(ROUTE)):
        start = 7 * 60 + 30 + n * 84 // 5 * 5
        at, end = (f"21 {moment // 60:02}:{moment % 60:02}" for moment in (start, start + 20))
        trips.append((f"v{1 + n % visits}", f"m{n}", origin, target, at, end))
    return only_moves(week, *trips)


def driven(found: Staffed) -> list[tuple[Move, Ride]]:
    """Return the rides of a week's own vehicles, in order."""
    moves = sorted((move for rows in found.visit_plans.values() for move in rows.moves), key=lambda move: move.depart)
    return [(move, ride) for move in moves for ride in move.rides if ride.vehicle]


def found_rules(week: Facts, found: Staffed) -> set[str]:
    made = assemble(week, found.visit_plans)
    return {broken.rule for rule in staffing_rules(week) for broken in rule.check(week, made)}


def test_one_driver_relieves_the_other_where_the_vehicle_stands() -> None:
    week = coach_week()
    found = staffed(week, long_day(week))
    rides = driven(found)
    assert len(rides) == 10
    assert {ride.vehicle for _, ride in rides} == {"coach"}
    at_the_wheel = [ride.driver for _, ride in rides]
    assert [driver for driver, _ in itertools.groupby(at_the_wheel)] in (["d1", "d2"], ["d2", "d1"])
    handover = next(n for n, (a, b) in enumerate(itertools.pairwise(at_the_wheel)) if a != b)
    assert rides[handover][0].target == rides[handover + 1][0].origin
    assert found.cost == judged(week, found.visit_plans)
    assert found.cost.before_duty == (0, 0, 0)
    assert not {"CAR-08", "CAR-07", "STR-11", "CAR-03"} & found_rules(week, found)
    assert not found.proven


@pytest.mark.parametrize(
    ("relief", "second"),
    [(False, {}), (True, {"licences": ["B1"]}), (True, ON_LEAVE), (True, LATE_ONLY)],
    ids=["unmarked", "no licence", "on leave", "there too late"],
)
def test_without_a_second_driver_the_day_is_too_long_or_cars_are_hired(relief: bool, second: dict[str, Any]) -> None:
    week = coach_week(relief, second)
    found = staffed(week, long_day(week))
    assert {"CAR-08", "CAR-07"} & found_rules(week, found)
    assert found.cost == judged(week, found.visit_plans)
    assert found.cost.shoulds > 0


def test_who_is_there_in_the_morning_only_drives_first() -> None:
    week = coach_week(second=MORNING_ONLY)
    found = staffed(week, long_day(week))
    assert [driver for driver, _ in itertools.groupby(ride.driver for _, ride in driven(found))] == ["d2", "d1"]
    assert found.cost == judged(week, found.visit_plans)
    assert found.cost.before_duty == (0, 0, 0)


def test_nobody_relieves_where_the_vehicle_would_have_to_be_brought() -> None:
    """Each move starts elsewhere than the one before ended."""
    week = coach_week()
    trips = []
    for n in range(10):
        start = 7 * 60 + 30 + n * 84 // 5 * 5
        at, end = (f"21 {moment // 60:02}:{moment % 60:02}" for moment in (start, start + 20))
        trips.append(("v1", f"m{n}", "inn", "opera", at, end))
    found = staffed(week, only_moves(week, *trips))
    assert found.cost == judged(week, found.visit_plans)
    assert {"CAR-08", "CAR-07"} & found_rules(week, found)
    assert len({ride.driver for _, ride in driven(found)}) == 1


def test_a_mark_changes_no_day_that_one_driver_can_make() -> None:
    plans = []
    for relief in (False, True):
        week = coach_week(relief)
        rows = long_day(week)
        rows["v1"] = VisitPlan((), rows["v1"].moves[:4], (), ())
        plans.append(staffed(week, rows).visit_plans)
    assert plans[0] == plans[1]


def empty(week: Facts, rows: dict[str, VisitPlan]) -> VehicleAssignment:
    jobs = transport_jobs(week, [move for mine in rows.values() for move in mine.moves])
    return VehicleAssignment(vehicle_pool(week), jobs, range(len(jobs)))


def counted(made: VehicleAssignment) -> StaffingCost:
    """Return what a dispatch costs, counted anew."""
    return made.counted_cost() + StaffingCost(musts=sum(k not in made.sets for k in made.unfixed))


def test_account_is_kept_of_shared_days() -> None:
    """Jobs of three visits are inserted, removed, and put back as they were."""
    assert sum(days_shared_while_jobs_change(random.Random(seed)) for seed in range(20)) > 20


def days_shared_while_jobs_change(rng: random.Random) -> int:
    """Return how often a day was shared, when costs and drivers were compared with those counted anew."""
    cars = [
        {"id": id, "name": id, "kind": "mpv", "seats": 6, "luggage": 6, "relief": True} for id in ("coach", "other")
    ]
    drivers = [
        {"id": f"d{n}", "name": f"司机{n}", "licences": ["C1"], **rng.choice(({}, {}, MORNING_ONLY))} for n in range(3)
    ]
    week = facts(
        *(visit(f"v{n}", members=members(3)) for n in (1, 2, 3)), company=company(vehicles=cars, drivers=drivers)
    )
    rows = long_day(week, visits=3)
    made, shared = empty(week, rows), 0
    for _ in range(12):
        some = rng.sample(made.unfixed, rng.randint(1, len(made.unfixed)))
        before, total = made.copy(some), made.total()
        for k in some:
            if k in made.sets:
                made.remove(k)
        again = rng.choice(("insert", "restore", "reinsert", "displace"))
        if again == "restore":
            made.restore(some, before)
            assert made.total() == total
        else:
            made.insert_all(k for k in sorted(some) if k not in made.sets)
        if again == "reinsert":
            made.reinsert([f"v{rng.randint(1, 3)}"])
        if again == "displace":
            for k in some:
                made.displace(k)
        assert made.total() == counted(made)
        shared += len(made.relief_of)
        busy = [driver for day in made.chains for driver in made.crew_of(*day)]
        assert len(busy) == len(set(busy))
    return shared


def random_coach_week(seed: int, relief: bool) -> tuple[Facts, dict[str, VisitPlan]]:
    """Return a week of two vehicles, three drivers and two visits with long days, at home in different places."""
    rng = random.Random(seed)
    cars = [
        {"id": f"car{n}", "name": f"{n}号车", "kind": "mpv", "seats": 6, "luggage": 6, "relief": relief and n == 0}
        | {"home": rng.choice((None, "inn"))}
        for n in range(2)
    ]
    drivers = [
        {"id": f"d{n}", "name": f"司机{n}", "licences": ["C1"], **rng.choice(({}, {}, MORNING_ONLY, ON_LEAVE))}
        for n in range(3)
    ]
    week = facts(visit("v1"), visit("v2"), company=company(vehicles=cars, drivers=drivers))
    trips = []
    for v in ("v1", "v2"):
        place, start = rng.choice(ROUTE), rng.choice((6, 7, 8)) * 60
        while start < 22 * 60:
            target = rng.choice([other for other in ROUTE if other != place])
            origin = place if rng.random() < 0.8 else rng.choice([other for other in ROUTE if other != target])
            at, end = (f"21 {moment // 60:02}:{moment % 60:02}" for moment in (start, start + 30))
            trips.append((v, f"m{len(trips)}", origin, target, at, end))
            place, start = target, start + rng.choice((60, 90, 110))
    return week, only_moves(week, *trips)


@pytest.mark.parametrize(("seed", "gains"), [(0, False), (2, True), (6, True), (9, True)])
def test_checks_say_the_same_of_random_weeks_and_a_mark_makes_some_better(seed: int, gains: bool) -> None:
    costs = []
    for relief in (False, True):
        week, rows = random_coach_week(seed, relief)
        found = staffed(week, rows)
        assert found.cost == judged(week, found.visit_plans)
        costs.append(found.cost.before_duty)
    assert costs[1] < costs[0] if gains else costs[1] == costs[0]


def test_drivers_of_other_visits_stay_where_one_visit_is_dispatched_anew() -> None:
    """Two visits share the coach; the second one's rides are fixed, with the driver who takes over in them."""
    week = facts(visit("v1"), visit("v2"), company=coach_week().week.company)
    rows = staffed(week, long_day(week, visits=2)).visit_plans
    assert len({ride.driver for move in rows["v2"].moves for ride in move.rides}) == 2
    bare = tuple(move.replace(rides=()) for move in rows["v1"].moves)
    found = staff(
        week, rules(week.edition), {**rows, "v1": replace(rows["v1"], moves=bare)}, ["v1"], minimise_duty=True
    )
    made = {**rows, **found.visit_plans}
    assert made["v2"] == rows["v2"]
    assert judged(week, made).before_duty == (0, 0, 0)


def busy_week(seed: int) -> tuple[Facts, dict[str, VisitPlan]]:
    """Return two long days of one to three visits, with some vehicles marked and some drivers away on the first."""
    rng = random.Random(seed)
    cars, drivers = rng.choice((2, 3)), rng.choice((3, 4))
    vehicles = [
        {"id": f"car{n}", "name": f"{n}号车", "kind": "mpv", "seats": 6, "luggage": 6, "relief": rng.random() < 0.6}
        | {"home": rng.choice((None, "inn"))}
        for n in range(cars)
    ]
    licensed = [
        {"id": f"d{n}", "name": f"司机{n}", "licences": ["C1"], **rng.choice(({}, {}, MORNING_ONLY, ON_LEAVE))}
        for n in range(drivers)
    ]
    names = [f"v{n}" for n in range(1, rng.choice((2, 3, 4)))]
    visits = [visit(v, members=members(rng.choice((3, 8)))) for v in names]
    trips = []
    for v in names:
        place = rng.choice(ROUTE)
        for day in (21, 22):
            start = rng.choice((6, 7, 8)) * 60
            while start < (22 if rng.random() < 0.98 else 24) * 60:
                target = rng.choice([other for other in ROUTE if other != place])
                origin = place if rng.random() < 0.8 else rng.choice([other for other in ROUTE if other != target])
                begin = when(f"{day} 00:00") + start
                trips.append((v, f"m{len(trips)}", origin, target, begin, begin + 30))
                place, start = target, start + rng.choice((60, 90, 110)) + rng.choice((0, 0, 60))
    week = facts(*visits, company=company(vehicles=vehicles, drivers=licensed))
    return week, only_moves(week, *trips)


@pytest.mark.parametrize("seed", range(10))
def test_account_is_kept_while_visits_are_dispatched_anew(seed: int) -> None:
    made = empty(*busy_week(seed))
    made.insert_all(made.unfixed)
    first, total = made.copy(made.unfixed), made.total()
    for v in sorted(made.jobs_of):
        made.reinsert([v])
        assert made.total() == counted(made)
        assert all(made.vehicle_of[d, day] == car for car, day in made.chains for d in made.crew_of(car, day))
    made.restore(made.unfixed, first)
    assert made.total() == counted(made) == total
