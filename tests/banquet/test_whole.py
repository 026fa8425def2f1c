"""Whole banquets: proofs, windows, deviations with causes that a swap confirms, public problems."""

import time

import pytest

from models.banquet import seat
from models.banquet.limits import BanquetLimits
from models.cp.stop_signal import StopSignal
from models.domain.errors import NoneInTime
from models.domain.seating import CrowdError, Lock, Wishes
from models.etiquette.check import check
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.hall_rules import hall_constraints, objectives
from models.etiquette.table_constraints import TableAssignment
from planner.formats.dinner import read_dinner
from tests.etiquette.party import INSTANCES, edition, people, swapped, tables
from tests.etiquette.samples import banquet, mixed_party

DEFAULT = edition()


@pytest.fixture(scope="module")
def twelve_tables():
    dinner = banquet(120)
    return dinner, seat(dinner, DEFAULT)


def named(seating, prefix):
    return [proof for proof in seating.proofs if proof.scope == "hall" and proof.name.startswith(prefix)]


def test_rank_levels_and_same_side_neighbours_of_twelve_tables_are_proven(twelve_tables):
    _, seating = twelve_tables
    ranks = named(seating, "rank")
    assert len(ranks) == 18
    assert {proof.status for proof in ranks} == {"proven"}
    assert [proof.status for proof in named(seating, "seats same_side")] == ["proven"]
    assert not [breach for breach in seating.breaches if breach.level == "must"]


def test_everybody_is_seated_and_every_table_has_a_host(twelve_tables):
    dinner, seating = twelve_tables
    assert sorted(row.person for row in seating.placements) == sorted(dinner.by_id)
    assert len({(row.table, row.seat) for row in seating.placements}) == 120
    assert all(plan.representative for plan in seating.tables)


def test_the_checker_finds_the_same_in_the_bare_chart(twelve_tables):
    dinner, seating = twelve_tables
    again = check(dinner, DEFAULT, seating.placements)
    assert (again.breaches, again.deviations, again.tables) == (seating.breaches, seating.deviations, seating.tables)


def worsened(dinner, seating, deviation):
    """Swap the two in the chart, ask the checker, and say whether what the cause names got worse."""
    other = check(dinner, DEFAULT, swapped(list(seating.placements), deviation.higher, deviation.lower))
    cause = deviation.cause
    if cause.kind == "rule" and cause.id == "SEAT-05":
        return sum(t.same_side for t in other.tables) > sum(t.same_side for t in seating.tables)
    if cause.kind == "rule":
        broken = [sum(b.amount for b in chart.breaches if b.rule == cause.id) for chart in (seating, other)]
        return broken[1] > broken[0]
    setting = DinnerFacts(dinner, DEFAULT)
    values = []
    for chart in (seating, other):
        hall = TableAssignment({r.person: setting.table_number[r.table] for r in chart.placements}, len(setting.tables))
        found = next(made for made in objectives(setting) if made.name == cause.id)
        values.append(sum(constraint.amount(hall) for constraint in found.constraints))
    return values[1] > values[0]


@pytest.mark.parametrize(("size", "seats", "seed"), [(40, 10, 3), (60, 8, 2), (90, 10, 5)])
def test_every_lower_rank_in_a_better_place_has_a_cause_that_the_swap_confirms(size, seats, seed):
    dinner = banquet(size, seats, seed)
    seating = seat(dinner, DEFAULT)
    assert not [deviation for deviation in seating.deviations if deviation.cause.kind == "none"]
    for deviation in seating.deviations[:40]:
        assert worsened(dinner, seating, deviation), deviation


def test_a_deviation_that_nothing_stands_for_is_a_fault_of_the_chart():
    dinner = tables(people(2, 6, G1={"title": "总经理"}, G2={"title": "总监"}), 2, 4)
    seating = seat(dinner, DEFAULT)
    bad = check(dinner, DEFAULT, swapped(list(seating.placements), "G3", "G6"))
    causes = [d.cause for d in bad.deviations if d.scope == "table" and (d.higher, d.lower) == ("G3", "G6")]
    assert [cause.kind for cause in causes] == ["none"]


@pytest.mark.parametrize("seed", [1, 2])
def test_windows_give_what_full_domains_give_and_say_what_is_proven(seed):
    dinner = banquet(60, 6, seed)
    full = {proof.name: proof for proof in named(seat(dinner, DEFAULT), "rank")}
    narrow = BanquetLimits(single_window_size=0, first_window=1)
    windowed = named(seat(dinner, DEFAULT, limits=narrow), "rank")
    for proof in windowed:
        if proof.status == "proven":
            assert (proof.value, proof.bound) == (full[proof.name].value, full[proof.name].value)
        assert proof.bound <= proof.value
    assert windowed[0].status == "proven"


def test_a_window_that_is_not_shown_not_to_bind_is_no_proof():
    unproven = BanquetLimits(single_window_size=0, first_window=1, proof_seconds=0.0, widenings=0)
    seating = seat(banquet(60, 6), DEFAULT, limits=unproven)
    ranks = named(seating, "rank")
    statuses = [proof.status for proof in ranks]
    assert "window" in statuses
    assert set(statuses[statuses.index("window") :]) == {"window"}


def test_what_the_edition_softens_comes_before_the_ranks_in_windows_too():
    dinner = banquet(60, 6)
    group = dinner.wishes.together[0]
    dinner = dinner.replace(wishes=dinner.wishes.replace(apart=(*dinner.wishes.apart, group)))
    seating = seat(dinner, edition(levels={"BANQ-05": "should"}), limits=BanquetLimits(single_window_size=0))
    assert [breach.level for breach in seating.breaches if breach.rule == "BANQ-05"] == ["should"]
    assert seating.proofs[0].name == "should"
    assert (seating.proofs[0].value, seating.proofs[0].status) == (len(group) - 1, "window")


@pytest.mark.parametrize(("count", "seats", "known", "kept"), [(5, 4, 1, 276), (5, 4, 2, 226), (2, 10, 3, 318)])
def test_the_wedding_of_bellows_and_peterson(count, seats, known, kept):
    dinner, etiquette = read_dinner(INSTANCES / "dinners" / "wedding-17.toml")
    wishes = dinner.wishes.replace(acquaintances=known)
    dinner = tables(list(dinner.people), count, seats, wishes)
    seating = seat(dinner, etiquette)
    (proof,) = named(seating, "affinity")
    assert sum(affinity.weight for affinity in wishes.affinities) - proof.value == kept
    assert proof.status == "proven"
    assert not seating.breaches


def test_a_party_whose_neighbours_share_a_hobby_is_seated_completely():
    policy = edition("party").layout("one_host").replace(sexes="must")
    etiquette = edition("party", layouts={"one_host": policy})
    seating = seat(mixed_party(4, 12, hobbies=14), etiquette)
    assert not seating.breaches
    assert len(seating.placements) == 48


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"together": [("G1", "G2", "G3"), ("G3", "G4", "G5")]}, "must share a table"),
        ({"together": [("G1", "G2")], "apart": [("G1", "G2")]}, "must be apart, but"),
        ({"apart": [("G1", "G2", "G3")]}, "3 must all be apart, but there are 2 tables"),
        ({"together": [("G1", "G5")], "locks": [Lock(person="G5", table="T2")]}, "belong to T1, T2"),
        ({"locks": [Lock(person=f"G{n}", table="T1") for n in range(2, 6)]}, "not all of these can be kept"),
    ],
)
def test_wishes_that_contradict_each_other_are_named(wishes, message):
    dinner = tables(people(2, 6), 2, 4, Wishes.model_validate(wishes))
    with pytest.raises(CrowdError, match=message):
        seat(dinner, DEFAULT)


def test_more_people_than_seats():
    with pytest.raises(CrowdError, match="9 people for 8 seats"):
        seat(tables(people(2, 7), 2, 4), DEFAULT)


def test_no_time_is_said_so():
    with pytest.raises(NoneInTime):
        seat(banquet(500), DEFAULT, StopSignal(time.monotonic() + 0.01))


def test_the_same_dinner_gives_the_same_chart(twelve_tables):
    dinner, seating = twelve_tables
    assert seat(dinner, DEFAULT).placements == seating.placements


@pytest.mark.parametrize("name", ["ten-seats", "hostess", "three-tables", "podium", "twelve-tables"])
def test_the_instances_are_seated_without_a_broken_must(name):
    dinner, etiquette = read_dinner(INSTANCES / "dinners" / f"{name}.toml")
    seating = seat(dinner, etiquette)
    assert not [breach for breach in seating.breaches if breach.level == "must"]
    assert not [deviation for deviation in seating.deviations if deviation.cause.kind == "none"]
    setting = DinnerFacts(dinner, etiquette)
    assert hall_constraints(setting, "must") or len(setting.tables) == 1


def test_one_more_table_is_used_where_the_wishes_ask_for_it():
    three = [("G1", "G2"), ("G2", "G3"), ("G1", "G3")]
    seating = seat(tables(people(2, 6), 4, 4, Wishes(apart=tuple(three))), DEFAULT)
    assert len(seating.tables) == 3
    trios = Wishes(together=(("G1", "G2", "G3"), ("G4", "G5", "G6")))
    softened = edition(levels={"BANQ-02": "off", "BANQ-03": "off"})
    seating = seat(tables(people(2, 7), 4, 4, trios), softened)
    assert not seating.breaches


def test_an_interrupt_gives_the_best_so_far_and_it_is_whole():
    stop, told = StopSignal(), []

    def tell(name, done, of):
        told.append((name, done, of))
        if len(told) == 3:
            stop.event.set()

    dinner = banquet(120)
    seating = seat(dinner, DEFAULT, stop, report_step=tell)
    assert {row.person for row in seating.placements} == set(dinner.by_id)
    assert not [breach for breach in seating.breaches if breach.rule.startswith("BANQ") and breach.level == "must"]
    assert any(proof.status != "proven" for proof in seating.proofs)
    assert told[-1][1:] == (12, 12)
