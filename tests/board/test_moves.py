"""Moves by hand: ways and vehicles follow, pins hold, everything else stays."""

from __future__ import annotations

import pytest

from models.domain.clock import day_of
from models.domain.facts import Facts
from models.domain.plan import Item, Move
from models.rules.catalogue import rules as rules_of
from planner.board.apply_by_hand import NotByHand, applied
from planner.board.judged_changes import BoardJudge, judged
from planner.board.operations import OPEN_ROW, LeaveOutByHand, MoveByHand, PinByHand, SwapByHand
from planner.board.state import BoardState, state_of
from planner.board.ways import with_ways
from tests.board.opened import asked, planned
from tests.weeks import facts, plan, sight, talk, visit, when

RULES = tuple(rules_of(asked().edition))
CONTINUITY = ("STR-03", "STR-08")


def start() -> BoardState:
    return state_of(asked(), planned())


def done(state: BoardState, operation: object) -> BoardState:
    return applied(asked(), RULES, state, operation)  # type: ignore[arg-type]


def item(state: BoardState, id: str) -> Item:
    found = state.item(id)
    assert found is not None
    return found


def way_to(state: BoardState, id: str) -> Move:
    visit, _, name = id.partition("/")
    found = state.move(f"{visit}/to-{name}")
    assert found is not None
    return found


def broken(state: BoardState, *rules: str) -> list[str]:
    score = BoardJudge(asked(), RULES).score(state)
    return [b.violation.say() for b in score.broken if b.rule.id in rules]


def test_a_plan_is_a_state_and_back() -> None:
    assert start().plan() == planned()


@pytest.mark.parametrize("visit_id", ["v1", "v2"])
def test_ways_of_what_did_not_move_stay(visit_id: str) -> None:
    part = start().visit_plans[visit_id]
    assert with_ways(asked(), visit_id, part, part.items) == part


def test_the_way_to_a_moved_item_is_just_in_time() -> None:
    state = done(start(), MoveByHand(of="v1/museum", start=when("22 09:30")))
    assert item(state, "v1/museum").start == when("22 09:30")
    move = way_to(state, "v1/museum")
    assert move.arrive == when("22 09:30") - asked().shape.settle
    assert not broken(state, *CONTINUITY)


def test_an_item_behind_another_changes_the_order_of_ways() -> None:
    before = start()
    state = done(before, MoveByHand(of="v1/museum", start=when("22 14:00")))
    ways = [(m.origin, m.target) for m in state.visit_plans["v1"].moves if day_of(m.depart) == day_of(when("22 08:00"))]
    assert ways == [("inn", "site"), ("site", "museum"), ("museum", "rail")]
    assert not broken(state, *CONTINUITY)
    assert state.visit_plans["v2"] is before.visit_plans["v2"]


def test_every_way_has_a_vehicle_after_a_move() -> None:
    state = done(start(), MoveByHand(of="v1/museum", start=when("22 14:00")))
    assert all(move.rides for move in state.visit_plans["v1"].moves)
    assert not broken(state, "CAR-02", "STR-11")


def test_a_helper_goes_along_with_the_item() -> None:
    (was,) = (duty for duty in item(start(), "v1/talk").duties if duty.role == "tea")
    state = done(start(), MoveByHand(of="v1/talk", start=when("21 09:45")))
    (duty,) = (duty for duty in item(state, "v1/talk").duties if duty.role == "tea")
    assert (duty.person, duty.start, duty.end) == (was.person, was.start + 15, was.end + 15)


def test_another_room_and_another_person() -> None:
    state = done(start(), MoveByHand(of="v1/talk", view="room", row="r2", origin="r1"))
    assert item(state, "v1/talk").room == "r2"
    state = done(state, MoveByHand(of="v1/tour", view="docent", row="dot", origin="dan"))
    assert [duty.person for duty in item(state, "v1/tour").duties if duty.role == "docent"] == ["dot"]


def test_another_vehicle_stays_as_it_was_chosen() -> None:
    state = done(start(), MoveByHand(of="v1/to-museum", view="vehicle", row="bus1", origin="car1"))
    assert [ride.vehicle for ride in way_to(state, "v1/museum").rides] == ["bus1"]


def test_a_part_without_anybody_is_given_to_somebody_and_back() -> None:
    taken = done(start(), MoveByHand(of="v1/tour", view="docent", row=OPEN_ROW, origin="dan"))
    assert [duty.person for duty in item(taken, "v1/tour").duties if duty.role == "docent"] == [None]
    given = done(taken, MoveByHand(of="v1/tour", view="docent", row="dot", origin=OPEN_ROW))
    assert [duty.person for duty in item(given, "v1/tour").duties if duty.role == "docent"] == ["dot"]


def test_a_ride_without_a_vehicle_is_given_one_and_back() -> None:
    taken = done(start(), MoveByHand(of="v1/to-museum", view="vehicle", row=OPEN_ROW, origin="car1"))
    assert [(ride.vehicle, ride.driver) for ride in way_to(taken, "v1/museum").rides] == [(None, None)]
    given = done(taken, MoveByHand(of="v1/to-museum", view="vehicle", row="mpv1", origin=OPEN_ROW))
    assert [ride.vehicle for ride in way_to(given, "v1/museum").rides] == ["mpv1"]
    driven = done(given, MoveByHand(of="v1/to-museum", view="driver", row="d2", origin=OPEN_ROW))
    assert [ride.driver for ride in way_to(driven, "v1/museum").rides] == ["d2"]


def test_another_dining_room() -> None:
    state = done(start(), MoveByHand(of="v1/welcome", view="restaurant", row="lakeside:p2", origin="garden:p1"))
    assert (item(state, "v1/welcome").place, item(state, "v1/welcome").dining_room) == ("lakeside", "p2")
    assert not broken(state, *CONTINUITY)


@pytest.mark.parametrize(
    "operation",
    [
        MoveByHand(of="v1/talk", row="v2", origin="v1"),
        MoveByHand(of="v1/museum", view="room", row="r1", origin="r2"),
        MoveByHand(of="v1/talk", view="restaurant", row="garden:p1", origin="canteen:hall"),
        MoveByHand(of="v1/tour", view="docent", row="nobody", origin="dan"),
        MoveByHand(of="v9/talk", start=when("21 10:00")),
        SwapByHand(of="v1/talk", other="v1/talk"),
    ],
)
def test_what_cannot_be_done_is_said(operation: object) -> None:
    with pytest.raises(NotByHand):
        done(start(), operation)


def test_two_items_change_places() -> None:
    state = done(start(), SwapByHand(of="v1/talk", other="v1/tour"))
    assert (item(state, "v1/talk").start, item(state, "v1/tour").start) == (when("21 14:00"), when("21 09:30"))
    assert not broken(state, *CONTINUITY)


def test_what_is_taken_out_is_left_out_by_hand() -> None:
    state = done(start(), LeaveOutByHand(of="v1/museum"))
    assert state.item("v1/museum") is None
    assert ("museum", "dropped_by_hand") in [(row.request, row.reason) for row in state.visit_plans["v1"].left_out]
    assert not broken(state, *CONTINUITY)


@pytest.mark.parametrize(
    ("side", "move"),
    [
        ("time", MoveByHand(of="v1/talk", start=when("21 09:45"))),
        ("room", MoveByHand(of="v1/talk", view="room", row="r2", origin="r1")),
        ("people", MoveByHand(of="v1/tour", view="docent", row="dot", origin="dan")),
    ],
)
def test_what_is_pinned_does_not_move(side: str, move: MoveByHand) -> None:
    pinned = done(start(), PinByHand(of=move.of, side=side, on=True))  # type: ignore[arg-type]
    with pytest.raises(NotByHand, match="pinned"):
        done(pinned, move)
    free = done(pinned, PinByHand(of=move.of, side=side, on=False))  # type: ignore[arg-type]
    assert done(free, move).plan() != planned()


def test_a_pin_of_the_room_leaves_the_time_free() -> None:
    pinned = done(start(), PinByHand(of="v1/talk", side="room", on=True))
    assert item(done(pinned, MoveByHand(of="v1/talk", start=when("21 09:45"))), "v1/talk").room == "r1"


def test_judged_as_the_checker_judges() -> None:
    judge, before = BoardJudge(asked(), RULES), start()
    first = judge.score(before)
    change = judged(first, judge.score(done(before, MoveByHand(of="v2/talk", start=when("21 10:00")))))
    assert change.level == "must"  # both in one room
    assert "ROOM-01" in {b.rule.id for b in change.broken} or any(
        "一号会议室" in b.violation.say() for b in change.broken
    )
    assert judged(first, judge.score(start())).broken == ()


def test_a_pick_up_leads_to_what_comes_first_now() -> None:
    one = visit("v1", talk(), sight())
    made: Facts = facts(one)
    by_hand = plan(
        made, v1=[("talk", "21 09:30"), ("lunch", "21 12:00"), ("museum", "21 14:00"), ("check_in", "21 17:00")]
    )
    state = applied(made, RULES, state_of(made, by_hand), SwapByHand(of="v1/talk", other="v1/museum"))
    first = state.visit_plans["v1"].moves[0]
    assert (first.kind, first.target) == ("pick_up", "museum")
