"""Changes: one more guest, one cancelled, a swap; as few people as possible move."""

import pytest

from models.banquet import seat
from models.banquet.change import change
from models.domain.seating import CancelGuest, Join, SeatingError, SwapSeats
from tests.etiquette.party import edition, one_table, people, person, tables
from tests.etiquette.samples import banquet

DEFAULT = edition()


def moved(before, after):
    old, new = before.place_of, after.place_of
    return {name for name in new if name in old and old[name] != new[name]}


def musts(seating):
    return [breach for breach in seating.breaches if breach.level == "must"]


@pytest.fixture(scope="module")
def dinner():
    return tables(people(4, 20, G1={"title": "董事长"}, G2={"title": "总经理"}), 3, 10)


@pytest.fixture(scope="module")
def seating(dinner):
    return seat(dinner, DEFAULT)


def test_one_more_guest_takes_a_chair_and_nobody_moves(dinner, seating):
    after = change(dinner, DEFAULT, seating, Join(person=person("G99", title="专员")))
    assert after.seating.moved == ("G99",)
    assert len(after.seating.placements) == 25
    assert not musts(after.seating)
    proof = next(proof for proof in after.seating.proofs if proof.name == "moved")
    assert (proof.value, proof.status) == (0, "proven")


def test_nobody_changes_tables_for_a_chair_that_is_added(dinner, seating):
    after = change(dinner, DEFAULT, seating, Join(person=person("G99", title="专员")))
    old = {name: table for name, (table, _) in seating.place_of.items()}
    assert all(after.seating.place_of[name][0] == table for name, table in old.items())


def test_a_new_guest_of_honour_takes_his_place_and_few_move(dinner, seating):
    after = change(dinner, DEFAULT, seating, Join(person=person("G0", title="董事长", age=80)))
    main = after.seating.tables[0]
    assert after.seating.at(main.table)[main.laid.right[0]] == "G0"
    assert not musts(after.seating)
    assert 2 <= len(after.seating.moved) <= 4


def test_one_cancelled_leaves_his_chair_empty(dinner, seating):
    after = change(dinner, DEFAULT, seating, CancelGuest(person="G20"))
    assert after.seating.moved == ()
    assert moved(seating, after.seating) == set()
    assert len(after.seating.placements) == 23


def test_when_a_table_loses_its_only_host_another_one_comes():
    dinner = tables(people(3, 9), 2, 6)
    seating = seat(dinner, DEFAULT)
    second = seating.tables[1]
    after = change(dinner, DEFAULT, seating, CancelGuest(person=second.representative or ""))
    assert not musts(after.seating)
    assert after.seating.tables[1].representative
    assert len(after.seating.moved) >= 1


def test_when_the_host_cancels_the_next_takes_his_seat():
    dinner = one_table(people(3, 5))
    seating = seat(dinner, DEFAULT)
    after = change(dinner, DEFAULT, seating, CancelGuest(person="H1"))
    assert after.seating.at("T1")[0] == "H2"
    assert "H2" in after.seating.moved
    assert not musts(after.seating)


def test_a_swap_moves_two_people_and_nobody_else(dinner, seating):
    after = change(dinner, DEFAULT, seating, SwapSeats(one="G3", other="G18"))
    assert after.seating.moved == ("G18", "G3")
    assert moved(seating, after.seating) == {"G3", "G18"}
    assert after.seating.place_of["G3"] == seating.place_of["G18"]


def test_a_changed_chart_says_that_people_stayed(dinner, seating):
    after = change(dinner, DEFAULT, seating, SwapSeats(one="G3", other="G18"))
    causes = {d.cause.id for d in after.seating.deviations if d.scope == "table"}
    assert "moved" in causes
    assert causes <= {"moved", "BANQ-02", "BANQ-03"}


def test_changes_follow_each_other(dinner, seating):
    first = change(dinner, DEFAULT, seating, CancelGuest(person="G20"))
    second = change(first.dinner, DEFAULT, first.seating, Join(person=person("G21", title="专员")))
    assert second.seating.moved == ("G21",)
    assert len(second.seating.placements) == 24


def test_few_move_at_twelve_tables():
    dinner = banquet(118)
    seating = seat(dinner, DEFAULT)
    new = change(dinner, DEFAULT, seating, Join(person=person("G999", title="专员", age=20, languages=["zh"])))
    assert new.seating.moved == ("G999",)
    last = next(name for name in reversed(dinner.by_id) if dinner.by_id[name].side == "guest")
    gone = change(dinner, DEFAULT, seating, CancelGuest(person=last))
    assert gone.seating.moved == ()


def test_strangers_cannot_be_cancelled(dinner, seating):
    with pytest.raises(SeatingError, match="not on the list"):
        change(dinner, DEFAULT, seating, CancelGuest(person="X"))
    with pytest.raises(SeatingError, match="on the list already"):
        change(dinner, DEFAULT, seating, Join(person=person("G1")))
