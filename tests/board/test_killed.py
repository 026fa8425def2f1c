"""The board killed at any moment: what was answered is there again, to the byte."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from models.domain.errors import FaultyInput
from planner.board.opening import open_board
from planner.board.session import BoardSession
from planner.board.state import BoardState
from tests.board.opened import planned, written
from tests.board.test_journal import at_random

ROUNDS = 6


def told(state: BoardState) -> str:
    return hashlib.sha256(state.plan().model_dump_json().encode()).hexdigest()


def _work(path: Path, seed: int, answers: Connection) -> None:
    """Do what comes to mind, and say after each what is answered; until somebody ends this process."""
    session, draw = open_board(path).session, random.Random(seed)
    while True:
        _one(session, draw)
        answers.send((session.history.now.number, told(session.state)))


def _one(session: BoardSession, draw: random.Random) -> None:
    what = draw.random()
    if what < 0.1:
        session.save()
    elif what < 0.25:
        session.undo()
    elif what < 0.35:
        session.redo()
    elif what < 0.4:
        session.call(session.history.now.number, f"草稿{draw.randint(1, 9)}")
    else:
        try:
            session.do(at_random(draw, session), ("改", "moved"))
        except FaultyInput:
            return


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork each round would import everything again")
def test_killed_between_two_operations_the_same_plan_is_there_again(tmp_path: Path) -> None:
    path, draw, context = written(tmp_path), random.Random(5), multiprocessing.get_context("fork")
    answered = 0
    last = (1, told(open_board(path).session.state))
    for seed in range(ROUNDS):
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(path, seed, theirs))
        process.start()
        theirs.close()
        assert ours.poll(60)
        time.sleep(draw.random() * 0.5)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        try:
            while ours.poll():
                last, answered = ours.recv(), answered + 1
        except EOFError:
            pass
        session = open_board(path).session
        now = session.history.now
        steps = {step.number: told(step.state) for step in (*session.history.steps, *session.history.aside)}
        if (now.number, told(now.state)) != last:  # killed when one more was on the disk and not answered yet
            assert steps.get(last[0]) == last[1] or (session.past is not None and last[0] in session.past.states)
            last = now.number, told(now.state)
    assert answered > 3 * ROUNDS
    session = open_board(path).session
    session.save()
    assert told(open_board(path).session.state) == last[1]
    assert session.past is not None
    first = min(session.past.states)
    assert [item["id"] for part in session.past.data(first)["visits"].values() for item in part["items"]] == [
        item.id for item in planned().items
    ]
