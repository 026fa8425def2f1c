"""Long work in a thread of its own, so that Ctrl-C and progress reach the caller's thread."""

from __future__ import annotations

import queue
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from models.cp.stop_signal import StopSignal

T = TypeVar("T")
P = TypeVar("P")
PROGRESS_POLL_SECONDS = 0.1
"""Seconds between two looks whether the work has ended."""


def run_interruptible(
    work: Callable[[], T],
    has_answer: Callable[[], bool],
    stop: StopSignal,
    progress: queue.SimpleQueue[P],
    on_progress: Callable[[P], None],
) -> T:
    """Run work in a thread of its own; the first Ctrl-C asks it to stop and still waits for its answer.

    Parameters
    ----------
    work : callable
        Puts its progress into ``progress``.
    has_answer : callable
        Whether there is an answer: without one, an error after Ctrl-C is taken for the interrupt.
    stop : StopSignal
        Set at the first Ctrl-C; the work must look at it.
    on_progress : callable
        Called with each progress, in the caller's thread.

    Raises
    ------
    KeyboardInterrupt
        At the second Ctrl-C; or when the work, asked to stop, has no answer.
    """
    answer: list[T] = []
    error: list[BaseException] = []

    def run() -> None:
        try:
            answer.append(work())
        except BaseException as caught:  # handed on to the caller's thread
            error.append(caught)

    worker = threading.Thread(target=run, daemon=True)
    with _interrupts_stop(stop) as interrupted:
        worker.start()
        while worker.is_alive() or not progress.empty():
            try:
                on_progress(progress.get(timeout=PROGRESS_POLL_SECONDS))
            except queue.Empty:
                continue
            except KeyboardInterrupt:  # of a handler of the caller's own
                if interrupted.is_set():
                    raise
                interrupted.set()
                stop.event.set()
        worker.join()
    if error:
        if interrupted.is_set() and not has_answer():
            raise KeyboardInterrupt from error[0]
        raise error[0]
    return answer[0]


@contextmanager
def _interrupts_stop(stop: StopSignal) -> Iterator[threading.Event]:
    """Let the first Ctrl-C, or what stands for it, set the stop signal, whenever it comes; the event says that it did.

    Does nothing in a thread, where no signals arrive, and where the caller handles them.
    """
    came = threading.Event()

    def handle(_number: int, _frame: FrameType | None) -> None:
        if came.is_set():
            raise KeyboardInterrupt
        came.set()
        stop.event.set()

    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    mine = [number for number in signal.valid_signals() if signal.getsignal(number) is signal.default_int_handler]
    for number in mine:
        signal.signal(number, handle)
    try:
        yield came
    finally:
        for number in mine:
            signal.signal(number, signal.default_int_handler)
