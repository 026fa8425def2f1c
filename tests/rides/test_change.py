"""A seated ride changes: few people move, and who needs a new card."""

from __future__ import annotations

import pytest

from models.domain.seating import CancelGuest, Join, SeatingError, SwapSeats
from models.rides import change_ride, seat_ride
from tests.etiquette.party import edition, people, person
from tests.rides.test_rides import car, ride

DEFAULT = edition()
PARTY = people(3, 5)
ASKED = ride(PARTY, car("sedan"), car("mpv7", name="B"))
THREE = {"stops": ["a", "b", "c"]}


@pytest.fixture(scope="module")
def plan():
    return seat_ride(ASKED, DEFAULT)


def placed(plan):
    """Car and seat by person, leg by leg."""
    rows = ((n, leg, c.car, s) for c in plan.cars for leg, row in enumerate(c.legs) for s, n in row.seats.items())
    found = {}
    for name, leg, where, seat in rows:
        found.setdefault(name, {})[leg] = (where, seat)
    return found


def sound(plan):
    return not [breach for breach in plan.breaches if breach.level == "must"]


def test_one_more_takes_a_free_seat_and_nobody_moves(plan):
    after, new = change_ride(ASKED, DEFAULT, plan, Join(person=person("G6")))
    before = placed(plan)
    assert {name: at for name, at in placed(new).items() if name != "G6"} == before
    assert new.moved == ("G6",)
    assert sound(new)
    assert "G6" in after.by_id


def test_one_cancels_and_nobody_moves(plan):
    after, new = change_ride(ASKED, DEFAULT, plan, CancelGuest(person="G5"))
    before = placed(plan)
    assert placed(new) == {name: at for name, at in before.items() if name != "G5"}
    assert new.moved == ()
    assert "G5" not in after.by_id


def test_two_swap_and_nobody_else(plan):
    _, new = change_ride(ASKED, DEFAULT, plan, SwapSeats(one="G1", other="G5"))
    before, after = placed(plan), placed(new)
    assert (after["G1"], after["G5"]) == (before["G5"], before["G1"])
    assert {n: at for n, at in after.items() if n not in ("G1", "G5")} == {
        n: at for n, at in before.items() if n not in ("G1", "G5")
    }
    assert new.moved == ("G1", "G5")


def test_when_the_guest_beside_a_host_who_drives_cancels_one_moves_up():
    asked = ride(people(1, 3), car("sedan", "host", driver="H1"))
    plan = seat_ride(asked, DEFAULT)
    first = next(name for name, at in placed(plan).items() if at[0][1] == "front_right")
    _, new = change_ride(asked, DEFAULT, plan, CancelGuest(person=first))
    assert len(new.moved) == 1
    assert placed(new)[new.moved[0]][0][1] == "front_right"
    assert sound(new)


def test_changed_charts_say_that_people_stayed(plan):
    _, new = change_ride(ASKED, DEFAULT, plan, Join(person=person("G6", title="董事长")))
    causes = {row.cause.id for row in new.deviations}
    assert "none" not in {row.cause.kind for row in new.deviations}
    assert "moved" in causes


def test_on_legs_of_his_own_one_who_swaps_takes_the_seat_of_the_nearest_leg():
    asked = ride(people(0, 4), car("sedan"), car("sedan", name="B"), trips=[{"person": "G4", "board": 1}], **THREE)
    plan = seat_ride(asked, DEFAULT)
    _, new = change_ride(asked, DEFAULT, plan, SwapSeats(one="G1", other="G4"))
    after = placed(new)
    assert set(after["G1"]) == {0, 1}
    assert set(after["G4"]) == {1}
    seats = [(leg, *at) for legs in after.values() for leg, at in legs.items()]
    assert len(seats) == len(set(seats))


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (CancelGuest(person="X"), "not on the list"),
        (Join(person=person("G1")), "on the list already"),
        (SwapSeats(one="G1", other="X"), "not on the list"),
    ],
)
def test_strangers(plan, what, message):
    with pytest.raises(SeatingError, match=message):
        change_ride(ASKED, DEFAULT, plan, what)


def test_who_drives_cannot_cancel():
    asked = ride(people(2, 2), car("sedan", "host", driver="H2"))
    with pytest.raises(SeatingError, match="drives"):
        change_ride(asked, DEFAULT, seat_ride(asked, DEFAULT), CancelGuest(person="H2"))


def test_a_lock_may_hold_on_one_leg_only():
    locks = [{"person": "G2", "car": "A", "seat": "rear_middle", "leg": 1}]
    plan = seat_ride(ride(people(0, 2), car("sedan"), locks=locks, **THREE), DEFAULT)
    assert placed(plan)["G2"][1] == ("A", "rear_middle")
    assert sound(plan)


def test_two_people_on_one_locked_seat_is_a_broken_must_not_one_seat_for_two():
    locks = [{"person": name, "car": "A", "seat": "rear_right"} for name in ("G1", "G2")]
    plan = seat_ride(ride(people(0, 2), car("sedan"), locks=locks), DEFAULT)
    assert len({at[0] for at in placed(plan).values()}) == 2
    assert [breach.rule for breach in plan.breaches if breach.level == "must"] == ["RIDE-11"]
