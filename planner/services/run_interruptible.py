"""Long work in a thread of its own, so that Ctrl-C and progress reach the caller's thread."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.cp.run import StopSignal

T = TypeVar("T")
P = TypeVar("P")


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
    worker.start()
    interrupted = False
    while worker.is_alive() or not progress.empty():
        try:
            on_progress(progress.get(timeout=0.1))
        except queue.Empty:
            continue
        except KeyboardInterrupt:
            if interrupted:
                raise
            interrupted = True
            stop.event.set()
    worker.join()
    if error:
        if interrupted and not has_answer():
            raise KeyboardInterrupt from error[0]
        raise error[0]
    return answer[0]
