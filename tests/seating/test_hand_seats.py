"""Seats that were decided by hand: the file beside the plan, and that seats and papers of the week respect them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.bilingual import in_language
from models.domain.errors import FaultyInput
from models.domain.ride_party import RideParty
from models.domain.seating import Dinner
from planner.cli import main
from planner.formats.files import write_files
from planner.judging.check import check
from planner.language.words import Words
from planner.packet.kit import Kit
from planner.packet.seats import seat_items
from planner.papers.paper import Paper
from planner.seating.chart import DinnerChart, RideChart
from planner.seating.from_plan import PlanParties, PlanParty
from planner.seating.hand_seats import (
    DinnerByHand,
    RideByHand,
    carried_seats,
    read_seats,
    seats_by_hand,
    seats_file,
    seats_text,
)
from planner.seating.kept_seats import KeptSeats, ride_places, seat_among, seat_kept
from planner.seating.seat_moves import NotSeated, SeatSpot, moved
from tests.board.seated import DINNER, RIDE, asked, planned, written

Seats = Mapping[str, DinnerByHand | RideByHand]


@cache
def parties() -> dict[str, PlanParty]:
    made = PlanParties(check(asked().week, planned(), asked().edition))
    return {party.about: party for party in made.every()}


def kept(party: PlanParty, hand: Seats | None = None) -> KeptSeats:
    return seat_kept(party, hand or {}, StopSignal())


@cache
def swapped() -> DinnerByHand:
    """Return the dinner with m2 in the place of m9, and m4 locked."""
    chart = kept(parties()[DINNER]).chart
    assert isinstance(chart, DinnerChart)
    at = chart.seating.place_of["m9"]
    found = moved(chart, seats_by_hand(chart, (), ()), "m2", SeatSpot(at[0], str(at[1])))
    made = seats_by_hand(found.chart, ["m4"], found.moved)
    assert isinstance(made, DinnerByHand)
    return made


def dinner(party: PlanParty) -> Dinner:
    assert isinstance(party.party, Dinner)
    return party.party


def places(found: KeptSeats) -> dict[str, tuple[str, int]]:
    assert isinstance(found.chart, DinnerChart)
    return found.chart.seating.place_of


def test_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    assert read_seats(path) == {}
    seats_file(path).write_text(seats_text({DINNER: swapped()}), encoding="utf-8")
    assert read_seats(path) == {DINNER: swapped()}
    assert "王喆" not in seats_text({DINNER: swapped()})  # names of those alone whose seats were decided


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "no JSON"),
        ("[]", "format"),
        ('{"format": "jiedai-seats", "version": 9}', "version"),
        ('{"format": "jiedai-seats", "version": 1}', "missing"),
        ('{"format": "jiedai-seats", "version": 1, "parties": {"x": {"kind": "boat"}}}', "parties.x"),
        ('{"format": "jiedai-seats", "version": 1, "parties": {"x": {"kind": "ride", "cars": 1}, "y": 2}}', "y"),
    ],
)
def test_a_faulty_file_is_told(tmp_path: Path, text: str, what: str) -> None:
    seats_file(tmp_path / "plan.json").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput) as error:
        read_seats(tmp_path / "plan.json")
    assert what in str(error.value)
    assert "plan.seats.json" in str(error.value)


def test_a_plan_that_is_made_from_another_takes_its_seats_over(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    assert carried_seats(new, old / "plan.xlsx") == {}
    seats_file(old / "plan.xlsx").write_text(seats_text({DINNER: swapped()}), encoding="utf-8")
    assert carried_seats(new, None) == {}
    write_files(new, {"plan.json": "{}"}, unlisted=carried_seats(new, old / "plan.xlsx"))
    assert read_seats(new / "plan.json") == {DINNER: swapped()}
    assert carried_seats(new, old / "plan.xlsx") == {}  # its own stay
    write_files(new, {"plan.json": "[]"})
    assert read_seats(new / "plan.json") == {DINNER: swapped()}  # also after another run


def test_what_was_decided_is_what_is_printed() -> None:
    found = kept(parties()[DINNER], {DINNER: swapped()})
    assert not found.lost
    assert places(found) == {row.person: (row.table, row.seat) for row in swapped().placements}
    kit = seat_items(Kit(Paper(check(asked().week, planned(), asked().edition), Words("zh"))), hand={DINNER: swapped()})
    assert kit.charts[DINNER].seating.place_of == places(found)


def test_of_a_joint_party_by_any_of_its_items() -> None:
    party = parties()[DINNER]._replace(about="v9/welcome", items=("v9/welcome", DINNER))
    assert places(kept(party, {DINNER: swapped()}))["m2"] == places(kept(parties()[DINNER]))["m9"]


def test_who_is_gone_is_said_and_the_others_stay_as_decided() -> None:
    party = parties()[DINNER]
    fewer = party._replace(party=dinner(party).without({"m9", "m12"}))
    found = kept(fewer, {DINNER: swapped()})
    assert [in_language(text, "en") for text in found.lost] == ["白露 is no longer there: the seat chosen is void"]
    assert places(found)["m4"] == places(kept(party, {DINNER: swapped()}))["m4"]
    assert found.by_hand is not None
    assert found.by_hand.locks == ("m4",)
    assert found.by_hand.moved == ("m2",)


def test_a_table_that_is_gone_is_said() -> None:
    party = parties()[DINNER]
    hall = dinner(party).hall
    one = hall.replace(tables=[hall.tables[0].replace(id="T9", seats=24, width=4.0)])
    found = kept(party._replace(party=dinner(party).replace(hall=one)), {DINNER: swapped()})
    assert len(found.lost) == 3  # m2, m9 and the lock of m4
    assert {table for table, _ in places(found).values()} == {"T9"}


def test_decisions_that_leave_no_seating_give_way_and_it_is_said() -> None:
    party = parties()[DINNER]
    both = dinner(party).wishes.replace(apart=[("m2", "m4")])
    crowded = swapped().replace(locks=("m2", "m4"), moved=(), placements=[
        row.replace(table="T1") if row.person == "m2" else row for row in swapped().placements if row.person != "m9"
    ])  # fmt: skip
    found = kept(party._replace(party=dinner(party).replace(wishes=both)), {DINNER: crowded})
    assert places(found)["m2"][0] != places(found)["m4"][0]
    assert len(found.lost) == 2


@pytest.mark.parametrize(
    ("seat", "chairs", "now", "there"),
    [(1, 10, 12, 1), (9, 10, 12, 11), (11, 12, 10, 9), (5, 10, 12, 5), (0, 9, 12, 0)],
)
def test_a_seat_beside_the_first_stays_beside_it(seat: int, chairs: int, now: int, there: int) -> None:
    assert seat_among(seat, chairs, now, "round") == there
    assert seat_among(seat, chairs, now, "long") == seat


# ---------------------------------------------------------------- cars


def convoy() -> PlanParty:
    """Return the ride in two vehicles: the bus and another like it."""
    party = parties()[RIDE]
    assert isinstance(party.party, RideParty)
    (bus,) = party.party.cars
    free = bus.replace(guests=None, own=None)
    return party._replace(party=party.party.replace(cars=[free, free.replace(id="bus2", name="另一辆")]))


def test_into_another_car_and_a_swap_between_cars() -> None:
    chart = kept(convoy()).chart
    assert isinstance(chart, RideChart)
    mine = seats_by_hand(chart, (), ())
    assert isinstance(mine, RideByHand)
    own = ride_places(mine)["m1"][0][0]
    other = next(car for car in ("bus1", "bus2") if car != own)
    free = moved(chart, mine, "m1", SeatSpot(other, "row4_right"))
    there = seats_by_hand(free.chart, (), free.moved)
    assert isinstance(there, RideByHand)
    assert ride_places(there)["m1"] == {0: (other, "row4_right")}
    assert free.chart.answer.breaches != chart.answer.breaches or free.chart.answer.deviations
    neighbour = next(name for name, legs in ride_places(there).items() if legs[0][0] == own and name != "company-1")
    seat = ride_places(there)[neighbour][0][1]
    back = moved(free.chart, there, "m1", SeatSpot(own, seat))
    again = seats_by_hand(back.chart, (), back.moved)
    assert isinstance(again, RideByHand)
    assert ride_places(again)["m1"] == {0: (own, seat)}
    assert ride_places(again)[neighbour] == {0: (other, "row4_right")}


def test_a_vehicle_that_is_gone_is_said() -> None:
    party = convoy()
    chart = kept(party).chart
    mine = seats_by_hand(chart, ["m1"], ["m3"])
    only = party._replace(party=party.party.replace(cars=[car.replace(id="bus9") for car in party.party.cars[:1]]))  # type: ignore[union-attr]
    found = kept(only, {RIDE: mine})
    assert len(found.lost) == 2
    assert isinstance(found.chart, RideChart)
    assert set(found.chart.plan.car_of.values()) == {"bus9"}


def test_a_locked_seat_is_not_taken() -> None:
    chart = kept(convoy()).chart
    mine = seats_by_hand(chart, ["m1"], ())
    assert isinstance(mine, RideByHand)
    car, seat = ride_places(mine)["m1"][0]
    with pytest.raises(NotSeated, match="locked"):
        moved(chart, mine, "m2", SeatSpot(car, seat))


# ---------------------------------------------------------------- the command


def test_the_command_seats_as_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything but the drawing, which takes most of the time."""
    from planner.seating import week

    monkeypatch.setattr(week, "files_of", lambda found, paper, *_: week.charts_of(found, paper))
    plan = written(tmp_path)
    seats_file(plan).write_text(seats_text({DINNER: swapped(), "v9/gone": swapped()}), encoding="utf-8")
    command = ["seat", str(plan), "-o", str(tmp_path / "seats"), "--lang", "en"]
    assert main([*command, "--json"]) == 0
    told = {row["about"]: row for row in json.loads(capsys.readouterr().out)["items"]}
    assert [about for about, row in told.items() if row["by_hand"]] == [DINNER]
    (chart,) = (tmp_path / "seats").glob(f"{told[DINNER]['folder']}/chart.json")
    seating = json.loads(chart.read_text(encoding="utf-8"))["seating"]["placements"]
    assert {row["person"]: (row["table"], row["seat"]) for row in seating} == {
        row.person: (row.table, row.seat) for row in swapped().placements
    }
    assert main(command) == 0
    assert "Seated as decided by hand: 1" in capsys.readouterr().out
