"""Long work in a thread of its own, so that Ctrl-C and progress reach the caller's."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.cp.run import Stop

T = TypeVar("T")
P = TypeVar("P")


class Watched(Generic[T, P]):
    """Runs work and tells of its progress; the first Ctrl-C asks it to stop and still waits for its answer.

    Parameters
    ----------
    work : callable
        Is given the function by which it tells of progress.
    stop : Stop
        Set by Ctrl-C.
    """

    def __init__(self, work: Callable[[Callable[[P], None]], T], stop: Stop) -> None:
        self._work, self._stop = work, stop
        self._told: queue.SimpleQueue[P] = queue.SimpleQueue()
        self._answers: list[T] = []
        self._errors: list[BaseException] = []

    def run(self, on_progress: Callable[[P], None]) -> T:
        """Return what the work returns, or raise what it raises.

        Raises
        ------
        KeyboardInterrupt
            At the second Ctrl-C; or when the work, asked to stop, has no answer yet.
        """
        worker = threading.Thread(target=self._run, daemon=True)
        worker.start()
        while worker.is_alive() or not self._told.empty():
            try:
                on_progress(self._told.get(timeout=0.1))
            except queue.Empty:
                continue
            except KeyboardInterrupt:
                if self._stop.event.is_set():
                    raise
                self._stop.event.set()
        worker.join()
        if self._errors:
            if self._stop.event.is_set():
                raise KeyboardInterrupt from self._errors[0]
            raise self._errors[0]
        return self._answers[0]

    def _run(self) -> None:
        try:
            self._answers.append(self._work(self._told.put))
        except BaseException as caught:  # handed on to the caller's thread
            self._errors.append(caught)
