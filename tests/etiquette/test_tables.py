"""Tables in the hall: their precedence, shares, and the pure rank order over them (etiquette.md, section 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.halls import Hall, Point, Table
from models.domain.seating import CrowdError
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.furniture import TableParty, lay
from models.etiquette.tables import proportional_shares, table_order
from models.etiquette.usual_halls import SHAPE_OF_LAYOUT, usual_hall, usual_room
from tests.etiquette.party import edition, people, tables

DEFAULT = edition()


def hall(*spots, door=(6, 0), stage=None):
    return Hall(
        id="hall",
        width=12,
        depth=12,
        door=Point(x=door[0], y=door[1]),
        stage=Point(x=stage[0], y=stage[1]) if stage else None,
        tables=tuple(Table(id=name, x=x, y=y, seats=10) for name, x, y in spots),
    )


def order(room, **switches):
    return [table.id for table in table_order(room, DEFAULT.replace(**switches))]


def test_two_in_a_row_right_is_first_as_seen_facing_the_door_from_inside():
    assert order(hall(("west", 4, 6), ("east", 8, 6))) == ["west", "east"]


def test_two_in_a_row_with_the_door_above_are_the_other_way_round():
    assert order(hall(("west", 4, 6), ("east", 8, 6), door=(6, 12))) == ["east", "west"]


def test_two_in_a_column_far_is_first():
    assert order(hall(("near", 6, 4), ("far", 6, 8))) == ["far", "near"]


def test_three_in_a_row_centre_right_left():
    assert order(hall(("west", 2, 6), ("middle", 6, 6), ("east", 10, 6))) == ["middle", "west", "east"]


def test_the_main_table_is_a_switch():
    room = hall(("middle", 6, 6), ("far", 6, 10), ("stage", 10, 6), stage=(12, 6))
    assert order(room, main_table="centre")[0] == "middle"
    assert order(room, main_table="door")[0] == "far"
    assert order(room, main_table="stage")[0] == "stage"


def test_near_the_main_table_before_far_then_far_from_the_door_then_right():
    spots = (("main", 6, 6), ("far", 6, 9), ("near", 6, 3), ("west", 3, 6), ("east", 9, 6), ("corner", 2, 2))
    assert order(hall(*spots)) == ["main", "far", "west", "east", "near", "corner"]
    assert order(hall(*spots), table_key=("distance", "right"))[:3] == ["main", "west", "far"]


def test_the_planner_can_name_main_table_and_places():
    room = hall(("a", 6, 6), ("b", 3, 6), ("c", 9, 6))
    named = room.replace(tables=[room.tables[0], room.tables[1].replace(rank=3), room.tables[2].replace(rank=1)])
    assert order(named) == ["c", "a", "b"]


@pytest.mark.parametrize("count", [*range(1, 31), 50, 77, 100])
def test_the_catalogue_has_halls_of_every_size(count):
    room = usual_hall(count)
    found = table_order(room, DEFAULT)
    assert len(found) == count
    spots = [(table.x, table.y) for table in room.tables]
    gaps = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(spots) for b in spots[:i]]
    assert min(gaps, default=9) > 2.9
    assert all(0 < table.x < room.width and 0 < table.y < room.depth for table in room.tables)
    if count > 3:
        assert found[0].id == "T1"


@given(st.integers(0, 60), st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_shares_add_up_and_nobody_gets_more_than_his_weight(total, weights):
    found = proportional_shares(total, weights, [0] * len(weights))
    assert sum(found) == min(total, sum(weights))
    assert all(share <= weight for share, weight in zip(found, weights, strict=True))


def test_only_as_many_tables_are_used_as_are_needed():
    assert len(DinnerFacts(tables(people(3, 25), 12, 10), DEFAULT).tables) == 3
    with pytest.raises(CrowdError, match="31 people for 30 seats"):
        _ = DinnerFacts(tables(people(3, 28), 3, 10), DEFAULT).tables


def test_by_rank_alone_guests_fill_table_by_table_and_every_table_has_a_host():
    setting = DinnerFacts(tables(people(6, 24), 3, 10), DEFAULT)
    ideal = setting.ideal
    assert [ideal[f"H{n}"] for n in range(1, 7)] == [0, 0, 1, 2, 1, 2]
    assert [ideal[f"G{n}"] for n in range(1, 25)] == [0] * 8 + [1] * 8 + [2] * 8
    filled = DinnerFacts(tables(people(6, 24), 3, 10), DEFAULT.replace(hosts_per_table="fill")).ideal
    assert [filled[f"H{n}"] for n in range(1, 7)] == [0, 0, 1, 1, 2, 2]


def test_helpers_go_with_the_person_they_serve():
    party = people(2, 18, H3={"role": "interpreter", "serves": "G18"})
    ideal = DinnerFacts(tables(party, 3, 7), DEFAULT).ideal
    assert ideal["H3"] == ideal["G18"] == 2


@pytest.mark.parametrize("people", [1, 2, 5, 11, 12, 23, 40])
@pytest.mark.parametrize("layout", sorted(SHAPE_OF_LAYOUT))
def test_usual_rooms_hold_everybody_inside_their_walls(layout, people):
    hall = usual_room(layout, people)
    (table,) = hall.tables
    party = TableParty(people - people // 3, people // 3)
    laid = lay(table, party, hall.facing, layout)
    assert laid.size == people
    assert all(0 <= seat.x <= hall.width and 0 <= seat.y <= hall.depth for seat in laid.seats)


def test_a_class_looks_away_from_the_door_a_photo_towards_it():
    for layout, look in (("classroom", 0), ("photo", 180)):
        hall = usual_room(layout, 20)
        assert {seat.look for seat in lay(hall.tables[0], TableParty(20, 0), hall.facing, layout).seats} == {look}


def test_what_is_no_meeting_has_no_usual_room():
    with pytest.raises(ValueError, match="no layout of a meeting"):
        usual_room("one_host", 8)


@pytest.mark.parametrize(("tables", "seats"), [(0, 10), (101, 10), (3, 0)])
def test_what_is_no_usual_hall(tables, seats):
    with pytest.raises(ValueError, match="no usual hall"):
        usual_hall(tables, seats)
