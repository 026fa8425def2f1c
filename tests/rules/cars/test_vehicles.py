"""CAR-01, CAR-02, CAR-05, CAR-05a, CAR-07: seats and luggage, one place at a time, class and size, own ones first."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.week import Company
from models.rules.core.cost_lines import charter_costs, costs
from models.rules.todo.collect import things_to_do
from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import everywhere, with_ride
from tests.weeks import banquet, changed, facts, members, plan, step, talk, visit, when
from tests.weeks import company as small


def moving(
    guests: int, *rides: dict[str, Any], luggage: bool = False, company: Company | None = None, **changes: Any
) -> Made:
    """Return a visit whose only move with rides to judge is the way home on Monday; the others have ``other``."""
    firm = {"company": company} if company else {}
    other = changes.pop("other", {"hired": "hired_coach"})
    f = facts(visit("v1", talk(), members=members(guests), **changes), **firm)
    p = everywhere(plan(f, v1=[("talk", "21 09:30")]), guests=guests, staff=1, **other)
    home = step(p, "transfer")
    return f, changed(with_ride(p, home.id, *rides), home.id, luggage=luggage)


def shopping(walk: int | None) -> Made:
    """Return a way of five minutes by car and ``walk`` on foot, to the mall on the second day; nobody drives it."""
    ways = [w.replace(walk=walk) if {w.a, w.b} == {"site", "mall"} else w for w in small().ways]
    shop = {"kind": "shopping", "id": "shop"}
    f = facts(visit("v1", talk(), shop, depart="23 18:00"), company=small(ways=ways))
    p = everywhere(plan(f, v1=[("talk", "22 14:00"), ("shop", "22 16:00")]), hired="hired_coach")
    return f, changed(p, "v1/to-shop", rides=())


NO_COACH: dict[str, Any] = {"other": {"vehicle": "unknown"}}
"""The other moves have a vehicle that nobody knows."""

# -- CAR-01: sedan 4 seats and 3 pieces, mpv 6 and 6


@case("CAR-01", 0)
def three_guests_and_one_of_ours_in_a_sedan() -> Made:
    return moving(3, {"vehicle": "car1", "driver": "d1", "guests": 3, "staff": 1})


@case("CAR-01", 1)
def four_guests_in_a_sedan() -> Made:
    return moving(4, {"vehicle": "car1", "driver": "d1", "guests": 4})


@case("CAR-01", 4)
def nothing_to_ride_in() -> Made:
    return moving(3)


@case("CAR-01", 0)
def five_minutes_on_foot() -> Made:
    return shopping(walk=5)


@case("CAR-01", 4)
def five_minutes_by_car_are_more_on_foot() -> Made:
    return shopping(walk=25)


@case("CAR-01", 4)
def nobody_knows_how_far_it_is_on_foot() -> Made:
    return shopping(walk=None)


@case("CAR-01", 2)
def one_car_overfilled_beside_an_empty_one() -> Made:
    full = {"vehicle": "car1", "driver": "d1", "guests": 5, "staff": 1}
    return moving(5, full, {"vehicle": "mpv1", "driver": "d2", "guests": 0})


@case("CAR-01", 2)
def two_guests_left_standing() -> Made:
    return moving(5, {"vehicle": "mpv1", "driver": "d2", "guests": 3, "staff": 1})


@case("CAR-01", 1)
def luggage_does_not_fit() -> Made:
    mpv = {"id": "mpv1", "name": "商务车", "kind": "mpv", "seats": 6, "luggage": 3}
    ride = {"vehicle": "mpv1", "driver": "d2", "guests": 4, "staff": 1}
    return moving(4, ride, luggage=True, company=small(vehicles=[mpv]))


@case("CAR-01", 0)
def own_cars_need_no_seats() -> Made:
    return moving(9, provides={"cars": False})


def test_an_interpreter_takes_a_seat() -> None:
    guests = [{**m, "languages": ["en"]} for m in members(3)]
    f = facts(visit("v1", talk(), members=guests))
    p = everywhere(plan(f, v1=[("talk", "21 09:30")]), vehicle="car1", driver="d1", guests=3, staff=1)
    assert {v.amount for v in judged("CAR-01", (f, p))} == {1}


def test_luggage_goes_along_on_the_last_day() -> None:
    f = facts(visit("v1", talk(), members=members(4)))
    p = plan(f, v1=[("talk", "22 09:30")])
    out = next(m for m in p.moves if m.kind == "transfer" and m.depart > p.moves[0].arrive)
    p = with_ride(p, out.id, {"vehicle": "mpv1", "driver": "d2", "guests": 4, "staff": 1})
    assert out.id not in {about for v in judged("CAR-01", (f, p)) for about in v.about.ids}
    p = with_ride(p, out.id, *[{"vehicle": "car1", "driver": "d1", "guests": 2, "staff": 1}] * 1)
    assert out.id in {about for v in judged("CAR-01", (f, p)) for about in v.about.ids}


# -- CAR-02


def in_turn(second: str, vehicle: str = "car1", driver: str = "d1", **firm: Any) -> Made:
    """Both go home from the company to the inn (20 min) after a talk; the second car is bound 10 min before it leaves.

    The first: out 11:00, there 11:20, free 11:25, back at the company 11:45.
    """
    f = facts(visit("v1", talk()), visit("v2", talk()), company=small(**firm))
    p = plan(f, v1=[("talk", "21 09:30")], v2=[("talk", second, {"room": "r2"})])
    first, other = (step(p.of(v), "transfer") for v in ("v1", "v2"))
    p = with_ride(p, first.id, {"vehicle": "car1", "driver": "d1"})
    return f, with_ride(p, other.id, {"vehicle": vehicle, "driver": driver})


@case("CAR-02", 0)
def back_in_time_for_the_second() -> Made:
    return in_turn("21 10:30")


@case("CAR-02", 10)
def not_back_in_time() -> Made:
    """Leaves at 11:45, wanted at 11:35."""
    return in_turn("21 10:15")


@case("CAR-02", 0)
def another_car_another_driver() -> Made:
    return in_turn("21 10:15", "mpv1", "d2")


@case("CAR-02", 10)
def the_driver_is_not_back() -> Made:
    return in_turn("21 10:15", "mpv1", "d1")


@case("CAR-02", 20)
def car_in_the_workshop() -> Made:
    """Wanted from 11:35, closed until 11:55."""
    closed = [{"start": "2026-09-21T11:30", "end": "2026-09-21T11:55"}]
    mpv = {"id": "mpv1", "name": "商务车", "kind": "mpv", "seats": 6, "luggage": 6, "closures": closed}
    car = {"id": "car1", "name": "一号车", "kind": "sedan", "seats": 4}
    return in_turn("21 10:15", "mpv1", "d2", vehicles=[car, mpv])


def chartered(*days: str) -> Made:
    mpv = {"id": "mpv1", "name": "包车", "kind": "mpv", "seats": 6, "luggage": 6, "days": days, "day_price": 900}
    car = {"id": "car1", "name": "一号车", "kind": "sedan", "seats": 4}
    return in_turn("21 10:15", "mpv1", "d2", vehicles=[car, mpv])


@case("CAR-02", 0)
def a_chartered_day() -> Made:
    return chartered("2026-09-21", "2026-09-23")


def test_a_charter_costs_its_price_on_the_days_on_which_it_runs() -> None:
    """Once a day, whatever the runs; of two chartered days the one on which it stands costs nothing here."""
    f, p = chartered("2026-09-21", "2026-09-23")
    assert [(c.vehicle, c.yuan) for c in charter_costs(f, p)] == [("mpv1", 900)]
    assert not list(charter_costs(*a_day_for_which_it_is_not_chartered()))
    assert not [line for line in costs(f, p) if line.heading == "cars"]


@case("CAR-02", 35)
def a_day_for_which_it_is_not_chartered() -> Made:
    """Wanted from 11:35 until everybody is out at 12:10."""
    return chartered("2026-09-20", "2026-09-22")


def test_a_chartered_day_goes_on_through_the_small_hours() -> None:
    vehicle = facts(company=small(vehicles=[
        {"id": "bus", "name": "包车", "kind": "coach", "seats": 45, "days": ["2026-09-22", "2026-09-21"]}
    ])).week.vehicle("bus")  # fmt: skip
    before, after = vehicle.out_of_service
    assert (before.end, after.start) == (when("21 00:00"), when("23 06:00"))


def test_a_charter_is_to_be_settled() -> None:
    f, p = chartered("2026-09-21", "2026-09-23")
    told = [(line.rule, line.say()) for line in things_to_do(f, p) if "包车" in line.say()]
    assert told == [("CAR-07", "订包车包车 9月21日、9月23日(每天 900 元)")]


# -- CAR-05: level A rides in mpv, minibus and coach


def rides_in(level: str, vehicle: str, guests: int = 3, **changes: Any) -> Made:
    f = facts(visit("v1", talk(), banquet(), level=level, members=members(guests)), **changes)
    p = plan(f, v1=[("talk", "21 09:30")])
    return f, with_ride(p, step(p, "pick_up").id, {"vehicle": vehicle, "driver": "d1"})


@case("CAR-05", 0)
def level_a_in_an_mpv() -> Made:
    return rides_in("A", "mpv1")


@case("CAR-05", 1)
def level_a_in_a_sedan() -> Made:
    return rides_in("A", "car1")


@case("CAR-05", 0)
def level_c_in_a_sedan() -> Made:
    return rides_in("C", "car1")


# -- CAR-05a: sedan 4, mpv 6, minibus 18; two and a half times the riders are too many


@case("CAR-05a", 0)
def three_guests_in_a_sedan() -> Made:
    return moving(3, {"vehicle": "car1", "driver": "d1", "guests": 3, "staff": 1}, **NO_COACH)


@case("CAR-05a", 0)
def three_guests_in_an_mpv() -> Made:
    return moving(3, {"vehicle": "mpv1", "driver": "d2", "guests": 3, "staff": 1}, **NO_COACH)


@case("CAR-05a", 5)
def three_guests_in_a_minibus() -> Made:
    return moving(3, {"vehicle": "bus1", "driver": "d3", "guests": 3, "staff": 1}, **NO_COACH)


@case("CAR-05a", 2)
def five_guests_torn_apart() -> Made:
    """One of ours with five guests: the mpv holds them all."""
    two = [{"vehicle": "car1", "driver": d, "guests": n} for d, n in (("d1", 3), ("d2", 2))]
    return moving(5, *two, **NO_COACH)


@case("CAR-05a", 0)
def six_guests_in_the_smallest_that_holds_them() -> Made:
    """Seven riders, 18 seats: more than 17.5, but nothing smaller holds them."""
    return moving(6, {"vehicle": "bus1", "driver": "d3", "guests": 6, "staff": 1}, **NO_COACH)


@case("CAR-05a", 0)
def six_guests_in_two_cars_rather_than_a_bus() -> Made:
    two = [{"vehicle": v, "driver": d, "guests": 3} for v, d in (("car1", "d1"), ("mpv1", "d2"))]
    return moving(6, *two, **NO_COACH)


@pytest.mark.parametrize(("guests", "fits"), [(3, False), (4, True)])
def test_a_larger_class_is_fine_for_more_people(guests: int, fits: bool) -> None:
    from models.domain.facts import Facts
    from models.rules.core.transport_load import TransportLoad
    from tests.weeks import edition, week

    small = edition()
    package = small.packages["D"].model_copy(update={"vehicles": ("sedan",)})
    small = small.model_copy(update={"packages": {**small.packages, "D": package}})
    f = Facts(week(visit("v1", level="D", members=members(guests))), small)
    assert TransportLoad(f, f.stay("v1"), guests).class_fits("minibus") is fits


# -- CAR-07


def hired_for_the_see_off(*rides: dict[str, Any]) -> Made:
    """Return a visit that rides in our own car until the see-off."""
    f = facts(visit("v1", talk()))
    p = everywhere(plan(f, v1=[("talk", "21 09:30"), ("lunch", "22 12:00")]), vehicle="car1", driver="d1")
    return f, with_ride(p, step(p, "see_off").id, *rides)


@case("CAR-07", 0)
def our_own_car_everywhere() -> Made:
    return hired_for_the_see_off({"vehicle": "car1", "driver": "d1"})


@case("CAR-07", 1)
def a_hired_car_beside_our_own() -> Made:
    return hired_for_the_see_off({"hired": "hired_mpv"}, {"vehicle": "bus1", "driver": "d3"})


@case("CAR-07", 8)
def two_hired_cars_on_every_move() -> Made:
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "22 12:00")])
    for move in p.moves:
        p = with_ride(p, move.id, {"hired": "hired_mpv"}, {"hired": "hired_mpv"})
    return f, p


test_case = run(__name__)
