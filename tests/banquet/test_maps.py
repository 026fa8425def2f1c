"""The seat maps of etiquette.md, section 2, come out exactly; odd cases report the proven minimum."""

from itertools import combinations

import pytest

from models.banquet.seats import seat_table
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.table_board import board
from tests.etiquette.party import edition, one_table, people

DEFAULT = edition()


def seated(who, **table):
    setting = DinnerFacts(one_table(who, **table), table.pop("etiquette", DEFAULT))
    here = board(setting, setting.tables[0], setting.people)
    return here, seat_table(here)


def seats(row):
    return {name: int(seat) for seat, name in (pair.split() for pair in row.split(", "))}


MAPS = [
    ("two_hosts", 4, 4, "0 H1, 7 G1, 1 G2, 6 H3, 2 H4, 3 G3, 5 G4, 4 H2", 0),
    ("two_hosts", 4, 6, "0 H1, 9 G1, 1 G2, 8 H3, 2 H4, 7 G5, 3 G6, 6 G4, 4 G3, 5 H2", 2),
    ("one_host", 5, 5, "0 H1, 9 G1, 1 G2, 8 H2, 2 H3, 7 G3, 3 G4, 6 H4, 4 H5, 5 G5", 0),
    ("two_hosts", 6, 6, "0 H1, 11 G1, 1 G2, 10 H3, 2 H4, 9 G5, 3 G6, 8 H5, 4 H6, 7 G4, 5 G3, 6 H2", 0),
    ("one_host", 10, 0, "0 H1, 9 H2, 1 H3, 8 H4, 2 H5, 7 H6, 3 H7, 6 H8, 4 H9, 5 H10", 0),
]


@pytest.mark.parametrize(("layout", "hosts", "guests", "row", "same_side"), MAPS)
def test_the_seat_maps_of_the_round_table(layout, hosts, guests, row, same_side):
    _, found = seated(people(hosts, guests), layout=layout)
    assert found.seat_of == seats(row)
    assert found.same_side == same_side
    assert all(proof.status == "proven" for proof in found.proofs)


def test_hostess_the_wife_of_guest_1_at_her_right():
    who = people(2, 6, H2={"spouse_of": "H1"}, G2={"spouse_of": "G1"}, G4={"spouse_of": "G3"})
    here, found = seated(who)
    assert here.layout == "hostess"
    assert {name: found.seat_of[name] for name in ("H1", "G1", "H2", "G2")} == {"H1": 0, "G1": 7, "H2": 4, "G2": 3}


def test_the_interpreter_sits_at_the_main_guests_right():
    _, found = seated(people(3, 6, I={"side": "host", "role": "interpreter", "serves": "G1"}))
    assert (found.seat_of["G1"], found.seat_of["I"]) == (9, 8)


def fewest_same_side(hosts, guests, fixed, size):
    """By trying every pattern of sides round the table."""
    free = [seat for seat in range(size) if seat not in fixed]
    own = hosts - sum(side == "H" for side in fixed.values())
    best = size
    for chosen in combinations(free, own):
        sides = [fixed.get(seat, "H" if seat in chosen else "G") for seat in range(size)]
        best = min(best, sum(sides[seat] == sides[seat - 1] for seat in range(size)))
    return best


@pytest.mark.parametrize("layout", ["one_host", "two_hosts"])
@pytest.mark.parametrize(("hosts", "guests"), [(h, n - h) for n in range(3, 15) for h in range(1, n) if n < 9 or h % 2])
def test_the_number_of_same_side_neighbours_is_the_smallest_possible(layout, hosts, guests):
    here, found = seated(people(hosts, guests), layout=layout)
    fixed = {seat: name[0] for name, (seat, rule) in here.fixed.items() if here.setting.level(rule) == "must"}
    should = {seat: name[0] for name, (seat, rule) in here.fixed.items()}
    assert not any(proof.value for proof in found.proofs if proof.name in ("must", "should"))
    size = hosts + guests
    assert found.same_side == fewest_same_side(hosts, guests, fixed | should, size)
    assert all(proof.status == "proven" for proof in found.proofs)


@pytest.mark.parametrize("size", [6, 10, 14])
def test_alternation_with_two_hosts_needs_a_multiple_of_four(size):
    _, found = seated(people(size // 2, size // 2), layout="two_hosts")
    assert found.same_side == 2


@pytest.mark.parametrize(("hosts", "guests"), [(12, 12), (5, 19), (0, 24), (24, 0), (13, 10), (1, 23)])
def test_large_tables(hosts, guests):
    _, found = seated(people(hosts, guests))
    assert sorted(found.seat_of.values()) == list(range(hosts + guests))
    assert all(proof.status == "proven" for proof in found.proofs)


@pytest.mark.parametrize(
    ("shape", "layout"),
    [
        ("long", "french"),
        ("long", "english"),
        ("long", "talks"),
        ("long", "talks_end"),
        ("u", "u"),
        ("hollow", "hollow"),
        ("sofas", "sofas"),
        ("rows", "podium"),
        ("rows", "photo"),
        ("desk", "signing"),
    ],
)
@pytest.mark.parametrize(("hosts", "guests"), [(1, 1), (1, 4), (4, 3), (5, 6), (0, 5), (6, 0), (8, 9)])
def test_every_layout_seats_every_party(shape, layout, hosts, guests):
    here, found = seated(people(hosts, guests), shape=shape, layout=layout)
    assert sorted(found.seat_of.values()) == list(range(hosts + guests))
    assert all(proof.status == "proven" for proof in found.proofs)
    assert not any(proof.value for proof in found.proofs if proof.name == "must")
    if hosts and guests and layout not in ("podium", "u", "hollow"):
        assert {"H1", "G1"} <= set(here.fixed)


def test_western_tables_cross_the_couples_of_honour_and_alternate_the_sexes():
    sexes = {name: {"sex": sex} for name, sex in (("H1", "m"), ("G1", "m"), ("G3", "m"), ("G5", "m"))}
    wives = {f"{a}": {"sex": "f", "spouse_of": b} for a, b in (("H2", "H1"), ("G2", "G1"), ("G4", "G3"), ("G6", "G5"))}
    here, found = seated(people(2, 6, **sexes, **wives), shape="long", layout="english")
    assert found.seat_of["G2"] == here.laid.right[0]
    assert found.seat_of["G1"] == here.laid.right[found.seat_of["H2"]]
    assert not any(proof.value for proof in found.proofs if proof.name in ("must", "should", "same_side"))
    for a, b in here.laid.neighbours:
        pair = {name for name, seat in found.seat_of.items() if seat in (a, b)}
        assert pair not in ({"H1", "H2"}, {"G1", "G2"}, {"G3", "G4"}, {"G5", "G6"})
