"""Long work in a thread of its own."""

from __future__ import annotations

import queue
import signal
import sys
import threading

import pytest

from models.cp.stop_signal import StopSignal
from planner.services.run_interruptible import run_interruptible


def run(work, stop=None, on_progress=lambda _: None, has_answer=False):
    """Run work that is given the function by which it tells of progress."""
    told = queue.SimpleQueue()
    return run_interruptible(lambda: work(told.put), lambda: has_answer, stop or StopSignal(), told, on_progress)


def test_progress_and_answer_reach_the_caller():
    told = []
    here = threading.get_ident()

    def work(tell):
        for k in range(3):
            tell((k, threading.get_ident() != here))
        return "done"

    assert run(work, on_progress=told.append) == "done"
    assert told == [(0, True), (1, True), (2, True)]


def test_errors_reach_the_caller():
    def work(_):
        raise KeyError("x")

    with pytest.raises(KeyError):
        run(work)


def interrupt():
    signal.raise_signal(signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_ctrl_c_asks_the_work_to_stop_and_waits_for_its_answer():
    stop = StopSignal()

    def work(tell):
        tell("go")
        assert stop.event.wait(30)
        return "the best so far"

    assert run(work, stop, lambda _: interrupt()) == "the best so far"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_without_an_answer_yet_it_is_an_interrupt():
    stop = StopSignal()

    def work(tell):
        tell("go")
        assert stop.event.wait(30)
        raise ValueError("nothing found")

    with pytest.raises(KeyboardInterrupt):
        run(work, stop, lambda _: interrupt())


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_with_an_answer_an_error_is_an_error_also_after_ctrl_c():
    stop = StopSignal()

    def work(tell):
        tell("go")
        assert stop.event.wait(30)
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="a fault of ours"):
        run(work, stop, lambda _: interrupt(), has_answer=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_a_second_ctrl_c_does_not_wait():
    """Whatever the main thread is at: the first one is no exception in it, and afterwards all is as before."""
    stop, go_on = StopSignal(), threading.Event()

    def work(tell):
        interrupt()
        tell("once")
        assert go_on.wait(30)

    def again(_):
        assert stop.event.is_set()
        interrupt()

    with pytest.raises(KeyboardInterrupt):
        run(work, stop, again, has_answer=True)
    go_on.set()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
