"""The guests' car: guests before hosts, the front seat, couples, interpreters, locks, cars driven from the right."""

import pytest
from pydantic import ValidationError

from models.rides import seat_ride
from planner.seating.vehicles import fitted
from tests.etiquette.party import edition, people, person
from tests.rides.test_rides import PROFILES, STOPS, car, ride, seats

DEFAULT = edition()
BESIDE = DEFAULT.replace(host_seat="beside")
CHIEF = {"title": "董事长"}


@pytest.mark.parametrize(
    ("profile", "hosts", "guests", "etiquette", "expected"),
    [
        ("sedan", 1, 1, DEFAULT, {"G1": "rear_right", "H1": "rear_left"}),
        ("sedan", 1, 2, DEFAULT, {"G1": "rear_right", "G2": "rear_left", "H1": "front_right"}),
        ("sedan", 1, 2, BESIDE, {"G1": "rear_right", "H1": "rear_left", "G2": "rear_middle"}),
        ("mpv7", 1, 3, BESIDE, {"G1": "row2_right", "H1": "row2_left", "G2": "row3_right", "G3": "row3_left"}),
        ("mpv7", 1, 3, DEFAULT, {"G1": "row2_right", "G2": "row2_left", "G3": "row3_right", "H1": "row3_left"}),
        (
            "mpv7",
            2,
            3,
            DEFAULT,
            {"G1": "row2_right", "G2": "row2_left", "G3": "row3_right", "H1": "row3_left", "H2": "front_right"},
        ),
        ("suv", 1, 2, DEFAULT, {"G1": "front_right", "G2": "rear_right", "H1": "rear_left"}),
    ],
)
def test_guests_have_the_better_seats_whatever_the_rank_of_the_host(profile, hosts, guests, etiquette, expected):
    plan = seat_ride(ride(people(hosts, guests, H1=CHIEF), car(profile)), etiquette)
    assert seats(plan) == expected
    assert not [breach for breach in plan.breaches if breach.rule != "RIDE-09"]


def test_guests_come_first_over_several_cars_too():
    who = people(3, 5, **dict.fromkeys(("H1", "H2", "H3"), CHIEF))
    plan = seat_ride(ride(who, car("mpv7"), car("mpv7", name="B")), DEFAULT)
    assert {name for name, at in plan.car_of.items() if at == plan.car_of["G1"]} == {"G1", "G2", "G3", "H1"}


def test_a_woman_who_receives_the_guests_may_sit_in_front_a_guest_may_not():
    facts = {"H1": {"sex": "f"}, "G1": {"sex": "f"}, "G2": {"sex": "f"}}
    assert seats(seat_ride(ride(people(1, 2, **facts), car("sedan")), DEFAULT))["H1"] == "front_right"


COUPLES = people(2, 2, H2={"spouse_of": "H1"}, G2={"spouse_of": "G1"}, H1={"title": "董事长"}, G1={"title": "总监"})


@pytest.mark.parametrize(
    ("custom", "expected"),
    [
        ("rear", {"G1": "front_right", "G2": "rear_right", "H2": "rear_left"}),
        ("front", {"H2": "front_right", "G1": "rear_right", "G2": "rear_left"}),
    ],
)
def test_the_guests_couple_sits_above_the_hosts(custom, expected):
    asked = ride(COUPLES, car("sedan", "host", driver="H1"))
    assert seats(seat_ride(asked, DEFAULT.replace(host_couple=custom))) == expected


def test_when_both_guests_leave_the_hosts_wife_moves_up_and_the_first_guests_before_her():
    trips = [{"person": "G1", "leave": 1}, {"person": "G2", "leave": 2}]
    asked = ride(COUPLES, car("sedan", "host", driver="H1"), trips=trips, stops=["a", "b", "c", "d"])
    plan = seat_ride(asked, DEFAULT)
    assert [next(n for n, s in seats(plan, leg=leg).items() if s == "front_right") for leg in range(3)] == [
        "G1",
        "G2",
        "H2",
    ]
    assert not plan.breaches


def test_a_couple_shares_a_row_under_a_chauffeur():
    who = people(0, 4, G1={"title": "董事长"}, G2={"title": "总监"}, G3={"title": "总监"}, G4={"spouse_of": "G2"})
    found = seats(seat_ride(ride(who, car("mpv7")), DEFAULT))
    assert {found["G2"][:4], found["G4"][:4]} == {"row3"}


def test_security_sits_in_front_and_the_interpreter_near_his_principal():
    who = people(0, 1, S={"side": "host", "role": "security", "serves": "G1"},
                 I={"side": "host", "role": "interpreter", "serves": "G1"})  # fmt: skip
    assert seats(seat_ride(ride(who, car("sedan")), DEFAULT)) == {
        "G1": "rear_right",
        "I": "rear_left",
        "S": "front_right",
    }


def test_in_an_old_limousine_the_interpreter_takes_the_seat_before_his_principal():
    who = people(1, 2, H1=CHIEF, I={"side": "host", "role": "interpreter", "serves": "G1"})
    assert seats(seat_ride(ride(who, car("limousine")), BESIDE))["I"].startswith("row2")


def test_in_a_full_coach_the_interpreter_is_within_a_row_of_his_principal():
    who = people(3, 29, I={"side": "host", "role": "interpreter", "serves": "G1"})
    coach = car("coach").replace(profile=fitted(PROFILES["coach"], 33))
    found = seats(seat_ride(ride(who, coach), DEFAULT))
    assert (found["G1"], found["I"]) == ("row1_right_window", "row2_left_aisle")
    assert not [name for name, seat in found.items() if name[0] == "H" and seat < "row8"]


@pytest.mark.parametrize(
    ("drives", "who", "lock"),
    [
        ("host", people(1, 2), ("H1", "front_right")),
        ("host", people(0, 2), ("G1", "rear_left")),
        ("host", people(0, 1), ("G1", "rear_left")),
        ("chauffeur", people(1, 2, G2={"sex": "f"}), ("G2", "front_right")),
        ("chauffeur", people(1, 2, I={"side": "host", "role": "interpreter", "serves": "G1"}), ("I", "rear_right")),
    ],
)
def test_a_lock_beats_every_custom(drives, who, lock):
    asked = ride(who, car("sedan", drives), locks=[{"person": lock[0], "car": "A", "seat": lock[1]}])
    plan = seat_ride(asked, DEFAULT)
    assert seats(plan)[lock[0]] == lock[1]
    assert not plan.breaches


def test_locks_part_a_couple_that_custom_keeps_together():
    who = people(0, 4, G2={"spouse_of": "G1"})
    locks = [{"person": "G1", "car": "A"}, {"person": "G2", "car": "B"}]
    plan = seat_ride(ride(who, car("sedan"), car("sedan", name="B"), locks=locks), DEFAULT)
    assert (plan.car_of["G1"], plan.car_of["G2"]) == ("A", "B")
    assert not [breach for breach in plan.breaches if breach.level == "must"]


def test_nobody_sits_where_the_driver_does():
    with pytest.raises(ValidationError, match="where the driver sits"):
        PROFILES["sedan"].replace(wheel="right")


def test_on_the_way_a_front_guest_of_a_car_driven_from_the_right_is_followed_by_the_next():
    trips = [{"person": "G1", "leave": 1}]
    asked = ride([person("G1"), person("G2")], car("sedan-japan", "host"), trips=trips, **STOPS)
    plan = seat_ride(asked, DEFAULT)
    assert seats(plan, leg=1) == {"G2": "front_left"}


def test_somebody_below_the_second_guest_does_not_sit_beside_the_guest_of_honour():
    facts = {"H1": {"title": "专员"}, "G1": {"title": "董事长"}, "G2": {"title": "总监"}}
    found = seats(seat_ride(ride(people(1, 2, **facts), car("mpv7")), BESIDE))
    assert (found["G1"], found["G2"]) == ("row2_right", "row2_left")
