"""CAR-04c, 04d: vehicles and drivers that sleep out with the guests."""

from __future__ import annotations

from models.rules.core.vehicle_work import RUNS_BY_VEHICLE, overnight_moves
from tests.rules.arrival.test_nights_away import slept_out
from tests.rules.cases import Made, case, run
from tests.rules.hands import everywhere, with_ride
from tests.weeks import banquet, day, facts, plan, talk, visit

EVENING, MORNING = "v1/to-dinner-2026-09-22", "v1/to-lunch-2026-09-23"
"""The last move into the hotel by the temple, and the first from it."""


def driven() -> Made:
    f, p = slept_out()
    return f, everywhere(p, vehicle="mpv1", driver="d2")


@case("CAR-04c", 0)
@case("CAR-04d", 0)
def one_car_sleeps_out() -> Made:
    return driven()


@case("CAR-04c", 0)
def a_hired_car_waits_there() -> Made:
    f, p = slept_out()
    return f, everywhere(p, hired="hired_mpv")


@case("CAR-04c", 2)
def fetched_by_another() -> Made:
    f, p = driven()
    return f, with_ride(p, MORNING, {"vehicle": "car1", "driver": "d1"})


@case("CAR-04c", 1)
def fetched_by_another_driver() -> Made:
    f, p = driven()
    return f, with_ride(p, MORNING, {"vehicle": "mpv1", "driver": "d1"})


@case("CAR-04d", 1)
def another_run_in_the_evening() -> Made:
    """The car that sleeps by the temple fetches somebody else from the banquet at home."""
    f, p = driven()
    visits = [*f.week.visits, visit("v2", talk(), banquet(), depart="23 18:00")]
    f = facts(*visits, company=f.week.company)
    other = plan(f, v2=[("welcome", "22 19:00"), ("lunch", "23 12:00")])
    other = with_ride(other, "v2/home-2026-09-22", {"vehicle": "mpv1", "driver": "d2"})
    p = p.replace(items=(*p.items, *other.items), moves=(*p.moves, *other.moves), nights=(*p.nights, *other.nights))
    return f, p


run(__name__)


def test_the_day_ends_where_the_guests_sleep() -> None:
    f, p = driven()
    assert overnight_moves(f, p.moves) == ({MORNING}, {EVENING})
    chains = RUNS_BY_VEHICLE.groups(f, p)["mpv1"].chains
    assert chains[day(22)].spans[-1][1] == chains[day(22)].runs[-1].free
    assert chains[day(23)].spans[0][0] == chains[day(23)].runs[0].ready


def test_who_goes_home_comes_back_empty() -> None:
    """Without a night there nothing is different: the day begins and ends at the company."""
    f = facts(visit("v1", talk()))
    p = everywhere(plan(f, v1=[("talk", "21 09:30")]), vehicle="car1", driver="d1")
    assert overnight_moves(f, p.moves) == (set(), set())
