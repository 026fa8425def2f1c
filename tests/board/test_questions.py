"""Questions to an open plan: their answers come in pieces, and what they offer can be taken."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from models.domain.errors import FaultyInput
from planner.board.improvements import Improvements, pins_of_others
from planner.board.offers import BoardOffer, OfferBook, merged, state_after
from planner.board.opening import open_board
from planner.board.operations import LeaveOutByHand, MoveByHand, PinByHand
from planner.board.questions import BoardQuestions
from planner.board.session import BoardSession
from planner.language.words import Words
from tests.board.opened import asked, written
from tests.weeks import when


@pytest.fixture
def session(tmp_path: Path) -> BoardSession:
    return open_board(written(tmp_path)).session


def asking(session: BoardSession) -> BoardQuestions:
    return BoardQuestions(session, OfferBook(session))


def test_why_not_there_says_the_clause_at_once(session: BoardSession) -> None:
    pieces = asking(session).why("v2/talk", "周一 23:00", Words("zh"))
    said = [next(pieces)["line"] for _ in range(3)]
    assert "客户v2" in said[0]
    assert "23:00" in said[1]
    assert "（" in said[2]  # what the checker says, before any solver


def test_good_times_of_what_was_left_out_can_be_taken(session: BoardSession) -> None:
    questions = asking(session)
    session.do(LeaveOutByHand(of="v1/museum"), ("取消", "left out"))
    pieces = list(questions.slots("v1/museum", Words("zh")))
    slots = [piece["slot"] for piece in pieces if "slot" in piece]
    assert slots
    questions.offers.take(slots[0]["offer"], "小李")
    item = session.state.item("v1/museum")
    assert item is not None
    assert item.start == slots[0]["start"]
    assert not session.score().musts
    session.undo()
    assert session.state.item("v1/museum") is None


def test_what_happened_changes_the_week_for_good(session: BoardSession) -> None:
    questions = asking(session)
    pieces = list(questions.happened("v2 火车晚点3小时", Words("zh")))
    assert "收到" in pieces[0]["line"]
    assert any("要通知的人" in piece.get("line", "") for piece in pieces)
    questions.offers.take(pieces[-1]["offer"], "")
    arrival = session.state.week.visit("v2").groups[0].arrival.at
    assert arrival == asked().week.visit("v2").groups[0].arrival.at + 180
    assert not session.score().musts
    text = session.text()
    again = open_board(session.path).session  # killed before it was saved
    assert again.text() == text
    again.save()
    assert open_board(session.path).session.state.week == session.state.week
    session.undo()
    assert session.state.week == asked().week


def offer(session: BoardSession, visit: str) -> BoardOffer:
    base = session.state
    moved = next(item for item in base.plan().items if item.visit == visit and item.kind == "exchange")
    items = tuple(
        i.replace(start=i.start + 5, end=i.end + 5, duties=()) if i == moved else i for i in base.plan().items
    )
    return BoardOffer(base, state_after(base, session.facts, base.plan().replace(items=items)), ("提议", "offer"))


def test_an_offer_changes_only_its_visits(session: BoardSession) -> None:
    made = offer(session, "v2")
    assert made.visits == ("v2",)
    assert merged(session.state, made).visit_plans["v1"] is session.state.visit_plans["v1"]
    assert merged(session.state, made, []).plan() == session.state.plan()


def test_an_offer_is_stale_where_its_visit_was_changed(session: BoardSession) -> None:
    made = offer(session, "v2")
    first = next(item for item in session.state.plan().items if item.visit == "v1" and item.kind == "tour")
    session.do(MoveByHand(of=first.id, start=first.start + 15), ("改", "moved"))
    after = merged(session.state, made)  # another delegation was changed: both hold
    assert after.item(first.id) == session.state.item(first.id)
    other = next(item for item in session.state.plan().items if item.visit == "v2")
    session.do(MoveByHand(of=other.id, start=other.start + 15), ("改", "moved"))
    with pytest.raises(FaultyInput):
        merged(session.state, made)


def test_an_offer_keeps_what_is_pinned(session: BoardSession) -> None:
    book, made = OfferBook(session), offer(session, "v2")
    number = book.add(made)
    talk = next(item for item in session.state.plan().items if item.visit == "v2" and item.kind == "exchange")
    session.do(PinByHand(of=talk.id, side="time", on=True), ("固定", "pinned"))
    with pytest.raises(FaultyInput, match="pinned"):
        book.take(number, "")


def test_what_cannot_be_read_as_a_time(tmp_path: Path) -> None:
    questions = asking(open_board(written(tmp_path)).session)
    with pytest.raises(FaultyInput):
        next(questions.why("v1/talk", "从前", Words("zh")))
    assert when("21 09:30") == questions.session.state.plan().items[0].start


def test_only_chosen_visits_are_improved(session: BoardSession) -> None:
    book = OfferBook(session)
    improvements = Improvements(session, book)
    told = threading.Event()
    session.listeners.append(lambda news: told.set() if improvements.ended else None)
    session.do(MoveByHand(of="v1/talk", start=when("21 10:00")), ("改", "moved"))
    before = session.state
    improvements.start(5, ["v2", "unknown"])
    assert told.wait(90)
    assert improvements.failed is None
    assert set(improvements.offer.visits if improvements.offer else ()) <= {"v2"}
    if improvements.offer is not None and improvements.offer.visits:
        book.take(improvements.number, "")
    assert session.state.visit_plans["v1"] is before.visit_plans["v1"]
    assert not session.score().musts


def test_what_the_others_hold_is_pinned(session: BoardSession) -> None:
    pins = {pin.of: pin for pin in pins_of_others(session.state, {"v1"})}
    assert {pin.visit for pin in pins.values()} == {"v2"}
    talk = session.state.item("v2/talk")
    assert talk is not None
    assert (pins["v2/talk"].start, pins["v2/talk"].room) == (talk.start, talk.room)
    assert pins["v2/temple"].out
