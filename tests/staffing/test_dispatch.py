"""Vehicles and drivers: known optima, limits of the law, and every dispatch of small weeks tried."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Ride, VisitPlan
from models.itinerary.search.incumbent import assemble
from models.staffing.costs import StaffingCost
from models.staffing.working_days import WorkingDayCosts
from tests.staffing.staffed import judged, only_moves, rides, staffed, staffing_rules, transport_jobs, vehicle_pool
from tests.weeks import company, facts, members, visit, when


def one_car(**changes: Any) -> Any:
    usual = {
        "vehicles": [{"id": "car1", "name": "一号车", "kind": "mpv", "seats": 6, "luggage": 6}],
        "drivers": [{"id": "d1", "name": "赵师傅", "licences": ["C1"]}],
    }
    return company(**{**usual, **changes})


def test_two_moves_at_once_and_one_car_hire_another() -> None:
    week = facts(visit("v1"), visit("v2"), company=one_car())
    rows = only_moves(
        week,
        ("v1", "a", "inn", "site", "21 10:00", "21 10:20"),
        ("v2", "b", "inn", "site", "21 10:00", "21 10:20"),
    )
    found = staffed(week, rows)
    assert sorted((ride.vehicle or "", ride.hired or "") for ride in rides(found)) == [("", "hired_mpv"), ("car1", "")]
    assert found.cost == judged(week, found.visit_plans)
    assert found.proven


def test_two_moves_one_after_the_other_share_the_car() -> None:
    week = facts(visit("v1"), visit("v2"), company=one_car())
    rows = only_moves(
        week,
        ("v1", "a", "inn", "site", "21 10:00", "21 10:20"),
        ("v2", "b", "site", "inn", "21 11:00", "21 11:20"),
    )
    found = staffed(week, rows)
    assert {ride.driver for ride in rides(found)} == {"d1"}
    assert (
        found.cost == judged(week, found.visit_plans) == (0, 0, 0, 40)
    )  # from the company to the inn, and back at the end


def test_a_driver_drives_no_more_than_eight_hours() -> None:
    week = facts(visit("v1"), company=one_car())
    hours = ("06:30", "09:00", "11:30", "14:00", "16:30", "19:00")
    ends = [f"{int(h[:2]) + 1:02}{h[2:]}" for h in hours]
    trips = [("v1", f"m{n}", "site", "plant", f"21 {hours[n]}", f"21 {ends[n]}") for n in range(len(hours))]
    rows = only_moves(week, *trips)
    found = staffed(week, rows)
    every = transport_jobs(week, rows["v1"].moves)
    days = WorkingDayCosts(vehicle_pool(week), every)
    sets = [s for n in range(7) for s in itertools.combinations(range(6), n) if days.cost(s, "site") is not None]
    own = [ride for ride in rides(found) if ride.vehicle]
    assert 0 < len(own) == max(map(len, sets)) < 6
    assert found.cost == judged(week, found.visit_plans)
    assert found.cost.musts == 0


def test_the_minibus_goes_to_who_may_drive_it() -> None:
    week = facts(visit("v1", members=members(12)))
    rows = only_moves(week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"))
    (ride,) = rides(staffed(week, rows))
    assert (ride.vehicle, ride.driver) == ("bus1", "d3")


@pytest.mark.parametrize("guests", [1, 7, 30, 300])
@pytest.mark.parametrize("hired", [[], [{"id": "tiny", "kind": "sedan", "seats": 3, "luggage": 0, "price": 10}]])
def test_what_no_firm_is_listed_for_is_hired_at_the_price_of_the_edition(guests: int, hired: Any) -> None:
    """CAR-01, CAR-07: a missing car cancels nothing; where a listed kind does not do, one still to be found comes."""
    week = facts(visit("v1", members=members(guests)), company=one_car(hired_cars=hired, vehicles=[]))
    rows = only_moves(week, ("v1", "meet-g1", "rail", "inn", "21 08:10", "21 08:40"))
    rows["v1"] = replace(rows["v1"], moves=tuple(move.replace(luggage=True) for move in rows["v1"].moves))
    for minimise_duty in (False, True):
        found = staffed(week, rows, minimise_duty=minimise_duty)
        made = assemble(week, found.visit_plans)
        assert not {b.rule for rule in staffing_rules(week) for b in rule.check(week, made)} & {"CAR-01", "STR-01"}
        cars = [week.week.hired_car(ride.hired or "") for ride in rides(found)]
        assert all(car.is_unlisted for car in cars)
        assert sum(car.seats for car in cars) >= guests + 1
        assert found.cost == judged(week, found.visit_plans)
        assert found.cost.money == sum(week.edition.hire.price(car.kind) or 0 for car in cars) > 0


def test_a_listed_firm_comes_before_one_still_to_be_found() -> None:
    hired = [{"id": "dear", "kind": "coach", "seats": 50, "luggage": 50, "price": 9000}]
    week = facts(visit("v1", members=members(3)), company=one_car(hired_cars=hired, vehicles=[]))
    rows = only_moves(week, ("v1", "meet-g1", "rail", "inn", "21 08:10", "21 08:40"))
    assert {ride.hired for ride in rides(staffed(week, rows))} == {"dear"}


@pytest.mark.parametrize(("guests", "shared"), [(45, [23, 22]), (68, [34, 34]), (35, [18, 17])])
def test_two_coaches_share_the_guests_evenly(guests: int, shared: list[int]) -> None:
    hired = [{"id": "coach", "kind": "coach", "seats": 35, "luggage": 50, "price": 900}]
    week = facts(visit("v1", members=members(guests)), company=one_car(hired_cars=hired, vehicles=[]))
    rows = only_moves(week, ("v1", "meet-g1", "rail", "inn", "21 08:10", "21 08:40"))
    found = rides(staffed(week, rows))
    assert [ride.guests for ride in found] == shared
    assert sum(ride.staff for ride in found) >= 1


def test_no_driver_and_no_vehicle_is_no_exception() -> None:
    for changes in ({"drivers": []}, {"vehicles": []}, {"vehicles": [], "drivers": [], "hired_cars": []}):
        week = facts(visit("v1"), company=company(**changes))
        rows = only_moves(week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"))
        assert set(staffed(week, rows).visit_plans) == {"v1"}


# -- every dispatch tried


def homes(**home: str) -> Any:
    """Return the small company with vehicles that stand elsewhere overnight."""
    cars = [v.model_dump(exclude_defaults=True) for v in company().vehicles]
    return company(vehicles=[{**car, "home": home.get(car["id"])} for car in cars])


def test_the_car_that_stands_where_the_guests_are_comes() -> None:
    """From the inn to the company and back, an hour between: the car of the inn runs empty for no minute."""
    week = facts(visit("v1"), company=homes(mpv1="inn"))
    rows = only_moves(
        week,
        ("v1", "a", "inn", "site", "21 10:00", "21 10:20"),
        ("v1", "b", "site", "inn", "21 11:00", "21 11:20"),
    )
    found = staffed(week, rows)
    assert {ride.vehicle for ride in rides(found)} == {"mpv1"}
    assert found.cost == judged(week, found.visit_plans) == StaffingCost()


def remembering(week: Facts, **minutes: int) -> Facts:
    """Return a week of whose drivers it is known what they drove in the last weeks."""
    drives = [{"driver": id, "minutes": driven} for id, driven in minutes.items()]
    return Facts(week.week.replace(memory={"drives": drives}), week.edition)


def test_who_drove_more_in_the_last_weeks_is_spared() -> None:
    """CAR-06a: either driver could do it; without the register the first one does."""
    rows = {"v1": ("v1", "a", "inn", "site", "21 10:00", "21 10:20")}
    week = facts(visit("v1"), company=company())
    first = {ride.driver for ride in rides(staffed(week, only_moves(week, rows["v1"])))}
    assert len(first) == 1
    known = remembering(week, **{driver: 900 for driver in first})
    found = staffed(known, only_moves(known, rows["v1"]))
    assert {ride.driver for ride in rides(found)}.isdisjoint(first)
    assert found.cost == judged(known, found.visit_plans)
    everybody = remembering(week, d1=900, d2=900, d3=900)
    assert {ride.driver for ride in rides(staffed(everybody, only_moves(everybody, rows["v1"])))} == first


@pytest.mark.parametrize("home", [{}, {"car1": "inn", "mpv1": "opera"}])
@pytest.mark.parametrize("driven", [{}, {"d1": 900, "d2": 60}])
@pytest.mark.parametrize("seed", range(4))
def test_brute_force_agrees(seed: int, home: dict[str, str], driven: dict[str, int]) -> None:
    """Three moves of two visits over two days, three vehicles, three drivers, two kinds of hired cars."""
    rng = random.Random(seed)
    week = remembering(facts(visit("v1"), visit("v2"), company=homes(**home)), **driven)
    places = ("site", "inn", "museum", "garden", "opera")
    moves = []
    for n in range(3):
        origin, target = rng.sample(places, 2)
        hour = rng.choice((9, 9, 10, 10, 11, 20))
        depart = f"{rng.choice((21, 21, 22))} {hour:02}:{rng.choice((0, 20, 40)):02}"
        minutes = week.travel.longest(origin, target)
        end = when(depart) + minutes
        moves.append((rng.choice(("v1", "v2")), f"m{n}", origin, target, depart, end))
    rows = only_moves(week, *moves)
    found = staffed(week, rows)
    assert found.cost == judged(week, found.visit_plans)
    assert found.proven
    assert found.cost == min(_every(week, rows))


def _every(week: Facts, rows: dict[str, VisitPlan]) -> list[StaffingCost]:
    """Return what every dispatch weighs: one vehicle a move, own with any driver, or hired."""
    every = [move for v in sorted(rows) for move in rows[v].moves]
    pool = vehicle_pool(week)
    choices: list[list[tuple[Ride, ...]]] = []
    for job in sorted(transport_jobs(week, every), key=lambda job: job.id):
        cars: list[tuple[str, str, str]] = [
            (v.id, d.id, "") for v in week.week.company.vehicles for d in week.week.company.drivers
        ]
        cars += [("", "", c.id) for c in week.week.company.hired_cars]
        mine = []
        for vehicle, driver, hired in cars:
            if pool.fits(job, (vehicle or hired,)):
                ids = {"hired": hired} if hired else {"vehicle": vehicle, "driver": driver}
                mine.append((Ride(guests=job.guests, staff=1, **ids),))
        choices.append(mine)
    every.sort(key=lambda move: move.id)
    weighed = []
    for chosen in itertools.product(*choices):
        sent = {move.id: cars for move, cars in zip(every, chosen, strict=True)}
        made = {
            v: VisitPlan((), tuple(m.replace(rides=sent[m.id]) for m in found.moves), (), ())
            for v, found in rows.items()
        }
        weighed.append(judged(week, made))
    return weighed
