"""ARR-03, 04, 05: rides are on time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.arrival.talks import talks
from tests.rules.cases import Made, case, run
from tests.rules.hands import HONOURS, received
from tests.weeks import changed, facts, group, members, plan, shifted, sight, talk, visit, when

# -- ARR-03: "应提前到达,恭候客户的到来,决不能迟到让客户久等"


def met(greeter: str = "21 07:40", **move: Any) -> Made:
    f = facts(visit("v1", talk()))
    duty = {"role": "greeter", "person": "eli", "start": when(greeter), "end": when("21 08:50")}
    return f, changed(plan(f, v1=[("talk", "21 09:15")]), "v1/meet-g1", duties=(duty,), **move)


@case("ARR-03", 0)
def greeter_before_the_train() -> Made:
    """The train is announced for 08:00, the greeter there at 07:40, the guests out at 08:10."""
    return met()


@case("ARR-03", 5)
def greeter_late() -> Made:
    return met("21 07:45")


@case("ARR-03", 15)
def guests_wait_for_the_car() -> Made:
    return met(depart=when("21 08:25"), arrive=when("21 09:00"))


def rides(plan_: Any, *ids: str, vehicle: str = "mpv1") -> Any:
    for id in ids:
        plan_ = changed(plan_, id, rides=({"vehicle": vehicle, "driver": "d1", "guests": 3},))
    return plan_


def two_cars(first: str) -> Made:
    """One car takes v2 from the station to the company, and comes back for v1's train at noon."""
    f = facts(visit("v1", talk("t1"), arrive="21 12:00"), visit("v2", talk("t2"), arrive=first))
    p = plan(f, v1=[("t1", "21 14:00")], v2=[("t2", "21 14:00")])
    return f, rides(p, "v1/meet-g1", "v2/meet-g1")


@case("ARR-03", 0)
def car_back_in_time() -> Made:
    """Out at 10:35, at the company 11:05, unloaded 11:10, back at the station 11:40."""
    return two_cars("21 10:25")


@case("ARR-03", 5)
def car_back_late() -> Made:
    return two_cars("21 10:30")


def honours_for_the_first(wait: int) -> Made:
    """Two are received at the station in the morning; who comes in the evening is picked up so much later than out."""
    groups = [group("g1", "21 08:00", members=["m1", "m2"]), group("g2", "21 20:00", members=["m3"])]
    f, p = received(HONOURS, rows=[("honours", "21 08:30", {"groups": ("g1",)})], groups=groups)
    late = next(move for move in p.moves if move.groups == ("g2",))
    return f, changed(p, late.id, depart=late.depart + wait, arrive=late.arrive + wait)


@case("ARR-03", 0)
def the_first_follow_their_honours() -> Made:
    return honours_for_the_first(0)


@case("ARR-03", 30)
def honours_of_others_excuse_no_wait() -> Made:
    return honours_for_the_first(30)


# -- ARR-04: "提前十分钟通知司机把车开到公司门口待命,不可出现客户等车的现象"


def one_car(start: str) -> Made:
    """The car that met the guests at the station takes them to the museum."""
    f = facts(visit("v1", sight()))
    p = plan(f, v1=[("museum", start)])
    p = rides(p, "v1/meet-g1")
    other = p.moves[0].replace(
        id="v1/to-mall",
        kind="transfer",
        origin="museum",
        target="mall",
        depart=when("21 11:00"),
        arrive=when("21 11:20"),
    )
    return f, p.replace(moves=(*p.moves, other))


@case("ARR-04", 0)
def car_at_the_door() -> Made:
    return one_car("21 09:15")


@case("ARR-04", 0)
def ten_minutes_before() -> Made:
    """At the museum at 09:10 (out at 08:10, 45 minutes of road), out of the car 09:15, back at the door at once."""
    f, p = one_car("21 09:15")
    return f, changed(p, "v1/to-mall", depart=when("21 09:25"), arrive=when("21 09:45"))


@case("ARR-04", 5)
def five_minutes_before() -> Made:
    f, p = one_car("21 09:15")
    return f, changed(p, "v1/to-mall", depart=when("21 09:20"), arrive=when("21 09:40"))


@case("ARR-04", 20)
def empty_run_counts() -> Made:
    """From the museum to the mall it is 20 minutes."""
    f, p = one_car("21 09:15")
    return f, changed(p, "v1/to-mall", origin="mall", target="site", depart=when("21 09:25"), arrive=when("21 09:30"))


# -- ARR-05


@case("ARR-05", 0)
def at_the_station_forty_minutes_before() -> Made:
    return talks("21 14:00", depart="22 18:00")


@case("ARR-05", 5)
def five_minutes_late() -> Made:
    f, p = talks("21 14:00", depart="22 18:00")
    return f, shifted(p, "v1/see_off-g1", 5)


@case("ARR-05", 10)
def straight_from_the_station_to_the_airport() -> Made:
    """Out at 08:10, there at 08:30 (rush hour); the flight at 09:50 wants them there by 08:20."""
    here = group(arrive="21 08:00", departure={"at": when("21 09:50"), "place": "air"})
    f = facts(visit("v1", groups=[here]))
    p = plan(f, v1=[])
    return f, changed(p, p.moves[0].id, kind="pick_up", depart=when("21 08:10"), arrive=when("21 08:30"))


@pytest.mark.parametrize(
    ("by", "changes", "size", "before"),
    [
        ("rail", {}, 3, 40),
        ("air", {}, 3, 90),
        ("air", {"international": True}, 3, 150),
        ("air", {}, 20, 90),
        ("air", {}, 21, 120),
        ("site", {}, 3, 0),
    ],
)
def test_deadlines(by: str, changes: dict[str, Any], size: int, before: int) -> None:
    here = group("g1", by=by)
    here["departure"] |= changes
    f = facts(visit("v1", groups=[here], members=members(size)))
    assert f.stay("v1").end == when("22 18:00") - before


@case("ARR-03", 0)
def the_ride_follows_the_honours() -> Made:
    """Out at 08:10, honours until 09:00; nobody waits at the exit."""
    return received(HONOURS, talk(), rows=[("honours", "21 08:30"), ("talk", "21 10:00")])


test_case = run(__name__)
