"""The journal: what was done is on the disk before it is answered, and undone as often as it was done."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from models.domain.errors import FaultyInput
from planner.board.journal import journal_of, read_journal
from planner.board.opening import alone_on_board, open_board
from planner.board.operations import HandOperation, LeaveOutByHand, MoveByHand, PinByHand, SwapByHand
from planner.board.session import BoardSession
from tests.board.opened import asked, planned, written
from tests.weeks import when


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path)


def move(session: BoardSession, of: str, start: str) -> None:
    session.do(MoveByHand(of=of, start=when(start)), ("改", "moved"))


def at_random(draw: random.Random, session: BoardSession) -> HandOperation:
    plan = session.state.plan()
    items = [item for item in plan.items if item.visit == "v1"]
    one, other = draw.choice(items), draw.choice(items)
    return draw.choice(
        [
            MoveByHand(of=one.id, start=one.start + 15 * draw.randint(-8, 8)),
            SwapByHand(of=one.id, other=other.id),
            PinByHand(of=one.id, side="time", on=draw.random() < 0.3),
            LeaveOutByHand(of=one.id),
            MoveByHand(of=one.id, view="room", row=draw.choice(["r1", "r2"]), origin=one.room),
        ]
    )


def test_random_operations_undone_give_the_same_bytes(path: Path) -> None:
    content, session, draw, texts = path.read_bytes(), open_board(path).session, random.Random(7), []
    for _ in range(25):
        text = session.text()
        try:
            session.do(at_random(draw, session), ("改", "moved"))
        except FaultyInput:
            assert session.text() == text
        if session.history.at == len(texts) + 1:
            texts.append(text)
    assert len(texts) > 10
    for text in reversed(texts):
        session.undo()
        assert session.text() == text
    assert session.undo() is None
    session.save()
    assert path.read_bytes() == content


def test_killed_between_two_operations_nothing_is_lost(path: Path) -> None:
    session = open_board(path).session
    move(session, "v1/museum", "22 09:30")
    session.do(PinByHand(of="v1/museum", side="time", on=True), ("固定", "pinned"))
    move(session, "v1/talk", "21 09:45")
    session.undo()
    text, pins = session.text(), session.state.pins
    again = open_board(path)  # the first one just ends here
    assert again.session.text() == text
    assert again.session.state.pins == pins
    assert again.notices
    assert again.session.redo() is not None
    again.session.undo()
    again.session.undo()
    again.session.undo()
    assert again.session.state.plan() == planned()


def test_a_line_that_was_cut_short_is_passed_over(path: Path) -> None:
    session = open_board(path).session
    move(session, "v1/museum", "22 09:30")
    text = session.text()
    move(session, "v1/talk", "21 09:45")
    journal = journal_of(path)
    journal.write_bytes(journal.read_bytes()[:-40])
    assert open_board(path).session.text() == text


def test_saved_is_folded_in(path: Path) -> None:
    session = open_board(path).session
    move(session, "v1/museum", "22 09:30")
    text = session.text()
    session.save()
    assert path.read_text(encoding="utf-8") == text
    assert read_journal(journal_of(path)).lines == []
    session.undo()  # also of what is saved already
    assert session.state.plan() == planned()
    again = open_board(path).session
    assert again.state.plan() == planned()
    assert not again.is_saved()


def test_killed_between_plan_and_journal_it_is_not_done_twice(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = open_board(path).session
    move(session, "v1/museum", "22 09:30")
    text = session.text()
    assert session.journal is not None
    monkeypatch.setattr(session.journal, "begin", lambda _: None)  # killed before it
    session.save()
    again = open_board(path)
    assert again.session.text() == text
    assert again.session.is_saved()
    assert again.notices == ()


def test_changed_outside_is_told_and_kept(path: Path) -> None:
    session = open_board(path).session
    move(session, "v1/museum", "22 09:30")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["plan"]["left_out"] = []
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(FaultyInput, match="another program"):
        session.save()
    again = open_board(path)
    assert "changed outside" in again.notices[0][1]
    (kept,) = path.parent.glob("plan.board-*.jsonl")
    assert len(read_journal(kept).lines) >= 1
    assert again.session.is_saved()


def test_a_week_that_changed_since_is_told(path: Path) -> None:
    week = asked().week
    other = week.replace(visits=[week.visits[0].replace(client="改了名的客户"), week.visits[1]])
    opened = open_board(path, other)
    assert opened.session.state.week.visits[0].client == "改了名的客户"
    assert opened.notices
    assert not open_board(path, week).notices


def test_a_second_board_is_kept_away(path: Path) -> None:
    with alone_on_board(path), pytest.raises(FaultyInput, match="another board"), alone_on_board(path):
        pass
    with alone_on_board(path):
        pass
