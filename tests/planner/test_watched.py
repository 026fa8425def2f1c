"""Long work in a thread of its own."""

from __future__ import annotations

import signal
import sys
import threading

import pytest

from models.cp.run import Stop
from planner.watched import Watched


def test_progress_and_answer_reach_the_caller():
    told = []
    here = threading.get_ident()

    def work(tell):
        for k in range(3):
            tell((k, threading.get_ident() != here))
        return "done"

    assert Watched(work, Stop()).run(told.append) == "done"
    assert told == [(0, True), (1, True), (2, True)]


def test_errors_reach_the_caller():
    def work(_):
        raise KeyError("x")

    with pytest.raises(KeyError):
        Watched(work, Stop()).run(print)


def interrupt():
    signal.raise_signal(signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_ctrl_c_asks_the_work_to_stop_and_waits_for_its_answer():
    stop = Stop()

    def work(tell):
        tell("go")
        assert stop.event.wait(30)
        return "the best so far"

    assert Watched(work, stop).run(lambda _: interrupt()) == "the best so far"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_without_an_answer_yet_it_is_an_interrupt():
    stop = Stop()

    def work(tell):
        tell("go")
        assert stop.event.wait(30)
        raise ValueError("nothing found")

    with pytest.raises(KeyboardInterrupt):
        Watched(work, stop).run(lambda _: interrupt())
