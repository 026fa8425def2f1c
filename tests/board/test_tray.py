"""What is left out, put into the programme by hand, and taken out of it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain.clock import minute_of_day
from models.domain.errors import FaultyInput
from models.rules.catalogue import rules as rules_of
from planner.board.apply_by_hand import applied
from planner.board.operations import LeaveOutByHand, MoveByHand, PlanByHand
from planner.board.plan_by_hand import left_out
from planner.board.state import BoardState, state_of
from tests.board.opened import Page, asked, opened, planned, written
from tests.weeks import banquet, facts, plan, talk, tour, visit, when

RULES = tuple(rules_of(asked().edition))


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with opened(written(tmp_path)) as made:
        yield made


def without(*requests: str) -> BoardState:
    state = state_of(asked(), planned())
    for request in requests:
        state = applied(asked(), RULES, state, LeaveOutByHand(of=request))
    return state


def put(state: BoardState, of: str, start: str, **more: object) -> BoardState:
    return applied(asked(), RULES, state, PlanByHand(of=of, start=when(start), **more))  # type: ignore[arg-type]


def test_put_where_it_was_it_is_as_good_as_it_was() -> None:
    before = state_of(asked(), planned()).item("v1/talk")
    now = put(without("v1/talk"), "v1/talk", "21 09:30").item("v1/talk")
    assert before is not None
    assert now is not None
    assert (now.start, now.end, now.kind, now.request) == (before.start, before.end, "exchange", "talk")
    assert {duty.role for duty in now.duties} == {duty.role for duty in before.duties}
    assert all(duty.person for duty in now.duties)


def test_a_room_that_is_taken_is_passed_over() -> None:
    both = put(without("v2/talk"), "v2/talk", "21 09:45")
    one, other = both.item("v1/talk"), both.item("v2/talk")
    assert one is not None
    assert other is not None
    assert one.room != other.room


def test_ways_and_vehicles_lead_there_and_others_stay() -> None:
    before = without("v1/museum")
    state = put(before, "v1/museum", "22 10:00")
    way = state.move("v1/to-museum")
    assert way is not None
    assert way.arrive == when("22 10:00") - asked().shape.settle
    assert way.rides
    assert state.visit_plans["v2"] is before.visit_plans["v2"]
    for item in before.visit_plans["v1"].items:
        assert state.item(item.id) == item


def test_a_tour_has_its_stops_and_docents() -> None:
    item = put(without("v1/tour"), "v1/tour", "21 14:00").item("v1/tour")
    assert item is not None
    assert [stop.workshop for stop in item.stops] == ["w1", "w2"]
    assert item.stops[0].start == item.start
    assert "docent" in {duty.role for duty in item.duties}


def test_a_dinner_has_a_host_and_a_room_of_its_own() -> None:
    item = put(without("v1/welcome"), "v1/welcome", "21 18:00").item("v1/welcome")
    assert item is not None
    assert item.table is not None
    assert next(duty.role for duty in item.duties) == "leader"


def test_into_the_row_of_a_room_or_a_dining_room() -> None:
    state = put(without("v1/talk", "v1/welcome"), "v1/talk", "21 09:30", view="room", row="r2")
    talk = state.item("v1/talk")
    assert talk is not None
    assert talk.room == "r2"
    welcome = put(state, "v1/welcome", "21 18:00", view="restaurant", row="garden:p2").item("v1/welcome")
    assert welcome is not None
    assert welcome.dining_room == "p2"


@pytest.mark.parametrize(
    ("of", "more"),
    [
        ("v1/talk", {}),  # it is planned
        ("v1/nothing", {}),
        ("v9/talk", {}),
        ("v2/temple", {"row": "v1"}),
        ("v2/temple", {"view": "room", "row": "r1"}),
        ("v2/temple", {"view": "vehicle", "row": "car1"}),
    ],
)
def test_what_cannot_be_put_there_is_said(of: str, more: dict[str, str]) -> None:
    with pytest.raises(FaultyInput):
        put(without(), of, "21 10:00", **more)


@pytest.mark.parametrize(("start", "rests"), [("21 14:30", [(16 * 60 + 30, 18 * 60)]), ("21 15:30", [])])
def test_a_rest_keeps_what_is_left_of_it(start: str, rests: list[tuple[int, int]]) -> None:
    week = facts(visit("v1", talk(minutes=90), tour()))
    rest = ("rest", "21 14:30", {"end": when("21 18:00")})
    rows = [("tour", "21 10:00"), ("lunch", "21 12:00"), ("check_in", "21 13:30"), rest, ("dinner", "21 18:15")]
    state = applied(week, RULES, state_of(week, plan(week, v1=rows)), PlanByHand(of="v1/talk", start=when(start)))
    found = [item for item in state.visit_plans["v1"].items if item.kind == "rest"]
    assert [(minute_of_day(item.start), minute_of_day(item.end)) for item in found] == rests


def test_late_guests_take_no_part_before_they_are_there() -> None:
    late = {"id": "g2", "members": ["m3"], "arrival": {"at": when("22 09:00"), "place": "rail"}}
    first = {"id": "g1", "arrival": {"at": when("21 08:00"), "place": "rail"}}
    leave = {"departure": {"at": when("22 18:00"), "place": "rail"}}
    week = facts(visit("v1", talk(), tour(), banquet(), groups=[{**first, **leave}, {**late, **leave}]))
    made = plan(week, v1=[("tour", "21 14:00"), ("check_in", "21 16:00"), ("welcome", "21 18:00")])
    state = applied(week, RULES, state_of(week, made), PlanByHand(of="v1/talk", start=when("21 09:30")))
    item = state.item("v1/talk")
    assert item is not None
    assert item.groups == ("g1",)


def test_a_whole_visit_is_not_put_in_by_hand() -> None:
    state = state_of(asked(), planned())
    assert left_out(state, "v2/temple") is not None
    whole = planned().left_out[0].replace(request="*")
    part = state.visit_plans["v2"]
    none = type(part)((), (), (), (whole, *part.left_out))
    assert left_out(state.with_visits({"v2": none}), "v2/temple") is None


# ---------------------------------------------------------------- as the page asks


def test_judged_told_done_and_undone(page: Page) -> None:
    (left,) = page.week()["left"]
    assert (left["id"], left["end"] - left["start"]) == ("v2/temple", 120)
    operation = {"kind": "plan", "of": "v2/temple"}
    (slot,) = page.ask("judge", operation=operation, starts=[when("22 15:00")])["slots"]
    assert slot["level"] in ("should", "must")
    assert slot["lines"]
    assert "未能安排" in slot["cost"] or "要求" in slot["cost"]
    done = page.ask("do", operation={**operation, "start": when("22 09:00")})
    assert "09:00" in done["said"]
    assert page.week()["left"] == []
    assert page.bar("v2/temple")["byhand"]
    page.ask("undo")
    assert [left["id"] for left in page.week()["left"]] == ["v2/temple"]


def test_taken_out_with_what_it_costs(page: Page) -> None:
    assert page.bar("v1/museum")["asked"]
    assert not page.bar("v1/check_in")["asked"]
    (slot,) = page.ask("judge", operation={"kind": "leave_out", "of": "v1/museum"})["slots"]
    assert "+" in slot["cost"]
    page.ask("do", operation={"kind": "leave_out", "of": "v1/museum"})
    assert "v1/museum" in [left["id"] for left in page.week()["left"]]


def test_good_places_are_good_and_few(page: Page) -> None:
    page.ask("do", operation={"kind": "leave_out", "of": "v1/museum"})
    text = page.post("ask/places", {"of": "v1/museum", "view": "visit"}).text
    pieces = [json.loads(part.removeprefix("data: ")) for part in text.split("\n\n") if part]
    places = [piece["place"] for piece in pieces if "place" in piece]
    assert 0 < len(places) <= 5
    assert [place["number"] for place in places] == list(range(1, len(places) + 1))
    starts = [place["start"] for place in places]
    slots = page.ask("judge", operation={"kind": "plan", "of": "v1/museum"}, starts=starts)["slots"]
    assert {slot["level"] for slot in slots} == {"good"}
    assert {place["row"] for place in places} == {"v1"}


def test_nothing_is_found_for_what_is_not_left_out(page: Page) -> None:
    assert '"place"' not in page.post("ask/places", {"of": "v1/talk"}).text
    assert '"place"' not in page.post("ask/places", {"of": "<b>"}).text
    assert '"done"' in page.post("ask/places", {"of": "v9/none"}).text


def test_moved_after_it_was_put_in() -> None:
    state = put(without("v1/museum"), "v1/museum", "22 10:00")
    moved = applied(asked(), RULES, state, MoveByHand(of="v1/museum", start=when("22 10:30"))).item("v1/museum")
    assert moved is not None
    assert moved.start == when("22 10:30")
