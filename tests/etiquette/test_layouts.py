"""Seat orders of every layout against etiquette.md, sections 2 and 5; and where the chairs stand."""

from math import cos, radians, sin

import pytest

from models.domain.etiquette_edition import LayoutPolicy
from models.domain.halls import Table
from models.domain.seating import CrowdError
from models.etiquette.furniture import TableParty, lay
from models.etiquette.layouts import opposite, seat_order

ROUND = range(3, 25)
SHAPES = {
    "one_host": "round",
    "two_hosts": "round",
    "hostess": "round",
    "french": "long",
    "english": "long",
    "talks": "long",
    "talks_end": "long",
    "u": "u",
    "hollow": "hollow",
    "sofas": "sofas",
    "podium": "rows",
    "photo": "rows",
    "classroom": "rows",
    "signing": "desk",
}


def laid(layout, party, turn=180.0, **table):
    facts = {"id": "T", "x": 0, "y": 0, "seats": max(party.total, sum(table.get("rows", ()))), "shape": SHAPES[layout]}
    return lay(Table.model_validate(facts | table), party, turn, layout)


def order(layout, party, high="right", **table):
    return seat_order(laid(layout, party, **table), layout, LayoutPolicy(high=high), party)


def even(count):
    return TableParty(count - count // 2, count // 2)


@pytest.mark.parametrize("layout", sorted(SHAPES))
@pytest.mark.parametrize("high", ["right", "left"])
@pytest.mark.parametrize("count", ROUND)
def test_every_order_names_every_seat_once(layout, high, count):
    assert sorted(order(layout, even(count), high).order) == list(range(count))


def test_round_table_with_ranks_only():
    assert order("one_host", even(10)).order == (0, 9, 1, 8, 2, 7, 3, 6, 4, 5)
    assert order("one_host", even(10), high="left").order == (0, 1, 9, 2, 8, 3, 7, 4, 6, 5)


@pytest.mark.parametrize("count", [8, 10, 12])
def test_two_hosts_have_the_guests_of_honour_beside_them(count):
    half = count // 2
    assert dict((slot, seat) for seat, slot in order("two_hosts", even(count)).honours) == {
        "host1": 0,
        "guest1": count - 1,
        "guest2": 1,
        "host2": half,
        "guest3": half - 1,
        "guest4": half + 1,
    }


def test_hostess_both_are_centres_near_is_high_right_before_left():
    made = order("hostess", even(8))
    assert made.order == (0, 4, 7, 3, 1, 5, 6, 2)
    assert (7, "guest1") in made.honours
    assert (3, "guest1_spouse") in made.honours


@pytest.mark.parametrize(("count", "seen"), [(7, "7531246"), (5, "53124"), (6, "531246"), (4, "3124")])
def test_podium_of_the_government_as_the_audience_sees_it(count, seen):
    places = order("podium", even(count), high="left").worth
    assert "".join(str(places[seat] + 1) for seat in range(count)) == seen


@pytest.mark.parametrize(("count", "seen"), [(7, "6421357"), (6, "642135")])
def test_podium_of_business_is_the_mirror_image(count, seen):
    places = order("podium", even(count)).worth
    assert "".join(str(places[seat] + 1) for seat in range(count)) == seen


def test_photo_front_row_is_odd_and_further_rows_follow_the_same_way():
    made = laid("photo", even(20), rows=(8, 12))
    assert [sum(seat.row == row for seat in made.seats) for row in (0, 1)] == [7, 13]
    policy = LayoutPolicy(centre="host")
    found = seat_order(made, "photo", policy, even(20))
    assert found.order[:3] == (3, 2, 4)
    assert found.order[7] == 13
    assert found.honours[:2] == ((3, "host1"), (2, "guest1"))


def test_talks_guests_face_the_door_and_principals_each_other():
    made = laid("talks", TableParty(5, 4))
    found = seat_order(made, "talks", LayoutPolicy(), TableParty(5, 4))
    guest, host = (next(seat for seat, slot in found.honours if slot == name) for name in ("guest1", "host1"))
    assert made.seats[guest].look == 180
    assert made.seats[host].look == 0
    assert abs(made.seats[guest].x - made.seats[host].x) < 0.4
    # then right, left: the guests' second place is at the right hand of the first
    assert found.order[2] == made.right[guest]


def test_talks_with_the_end_to_the_door_have_the_guests_on_the_right_of_who_enters():
    made = laid("talks_end", TableParty(3, 3))
    assert all(seat.x > 0 for seat in made.seats if seat.part == "far")


def test_sofas_guest_at_the_hosts_right_helpers_behind():
    made = laid("sofas", TableParty(3, 2, 2))
    found = seat_order(made, "sofas", LayoutPolicy(), TableParty(3, 2, 2))
    guest, host = (next(seat for seat, slot in found.honours if slot == name) for name in ("guest1", "host1"))
    assert made.right[host] == guest
    assert [found.reserved[seat] for seat in range(5)] == ["guest"] * 3 + ["host"] * 2
    assert [made.seats[seat].part for seat in found.behind] == ["behind", "behind"]


def test_signing_host_left_guest_right_the_others_behind():
    made = laid("signing", TableParty(3, 2))
    found = seat_order(made, "signing", LayoutPolicy(), TableParty(3, 2))
    assert found.honours == ((0, "guest1"), (1, "host1"))
    assert made.right[1] == 0
    assert [seat.part for seat in made.seats].count("behind") == 3


def test_u_and_hollow_square_start_in_the_middle_of_the_closed_side():
    for layout in ("u", "hollow"):
        made = laid(layout, even(12))
        first = made.seats[order(layout, even(12)).order[0]]
        assert first.look == 180
        assert abs(first.x) < 0.4
        assert first.y == max(seat.y for seat in made.seats)


def test_english_hosts_sit_at_the_ends_french_ones_in_the_middle_of_the_long_sides():
    english = laid("english", even(10))
    assert (english.seats[0].part, english.seats[opposite(english)].part) == ("end", "end")
    french = laid("french", even(10))
    assert abs(french.seats[0].x) < 0.4
    assert french.seats[opposite(french)].x == french.seats[0].x


@pytest.mark.parametrize("layout", sorted(SHAPES))
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_right_hand_neighbour_is_on_the_right(layout, turn):
    made = laid(layout, TableParty(7, 5), turn)
    for seat, hand in zip(made.seats, made.right, strict=True):
        if hand is not None:
            look = radians(seat.look)
            right = (cos(look), -sin(look))
            other = made.seats[hand]
            assert (other.x - seat.x) * right[0] + (other.y - seat.y) * right[1] > 0


@pytest.mark.parametrize("count", ROUND)
def test_round_the_table_everybody_has_two_neighbours(count):
    assert len(laid("one_host", even(count)).neighbours) == count


def test_a_table_is_never_laid_for_more_than_it_holds():
    with pytest.raises(CrowdError, match="11 people for 10 seats"):
        lay(Table(id="T", x=0, y=0, seats=10), TableParty(6, 5), 180, "one_host")


def test_spare_chairs_stay_if_asked():
    table = Table(id="T", x=0, y=0, seats=10)
    assert lay(table, TableParty(4, 3), 180, "one_host").size == 7
    assert lay(table, TableParty(4, 3), 180, "one_host", keep=True).size == 10
