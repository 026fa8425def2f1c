"""The search for a better plan in a process of its own: the board goes on meanwhile, and the page may be closed."""

from __future__ import annotations

import _thread
import contextlib
import multiprocessing
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.domain.errors import JiedaiError, NoPlanPossible
from models.domain.revision import Revision
from planner.services.provenance import Limits
from planner.services.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.services.result import Progress

MAX_SECONDS = 3600.0
JOIN_SECONDS = 5.0
"""How long a search that was asked to end may take before its process is ended."""


@dataclass(frozen=True)
class ImprovementTask:
    """What is to be improved.

    Attributes
    ----------
    pins : tuple of Pin
        What never moves.
    by_hand : tuple of Pin
        What was moved by hand and breaks no must: it stays, too, if a plan is possible with it.
    others : tuple of Pin
        All that is planned of the visits that are not to be improved, if only some are: what they hold is not taken.
        Where no plan is possible with it they may give way; what is offered then is for who asks to judge.
    """

    week: Week
    edition: Edition
    plan: Plan
    pins: tuple[Pin, ...]
    by_hand: tuple[Pin, ...]
    seconds: float
    others: tuple[Pin, ...] = ()


@dataclass
class RunningImprovement:
    """A search that runs.

    Parameters
    ----------
    task : ImprovementTask
        What it improves.
    progress : callable
        Told of each ``Progress``, in a thread.
    ended : callable
        Told of the better plan, or of the error, in a thread; None: it was ended without one.
    """

    task: ImprovementTask
    progress: Callable[[Progress], None]
    ended: Callable[[Plan | JiedaiError | None], None]
    _process: Any = field(default=None, init=False)
    _pipe: Connection | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the process."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_search, args=(theirs, self.task), daemon=False)
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, daemon=True).start()

    def stop(self) -> None:
        """Ask it to end with the best so far."""
        if self._pipe is not None:
            try:
                self._pipe.send("stop")
            except OSError:  # it has just ended by itself
                return

    def close(self) -> None:
        """End it without an answer."""
        self.stop()
        if self._process is not None:
            self._process.join(JOIN_SECONDS)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()

    def _listen(self) -> None:
        answer: Plan | JiedaiError | None = None
        assert self._pipe is not None
        while True:
            try:
                kind, said = self._pipe.recv()
            except (EOFError, OSError):
                break
            if kind == "progress":
                self.progress(said)
            else:
                answer = said
                break
        self._process.join(JOIN_SECONDS)
        self.ended(answer)


def _search(pipe: Connection, task: ImprovementTask) -> None:
    """Search in this process; a message, or the end of who asks, is a Ctrl-C."""
    threading.Thread(target=_interrupt_at_message, args=(pipe,), daemon=True).start()
    try:
        pipe.send(("plan", _improved(task, lambda progress: pipe.send(("progress", progress)))))
    except JiedaiError as error:
        pipe.send(("plan", error))
    except (KeyboardInterrupt, BrokenPipeError):
        pipe.close()


def _improved(task: ImprovementTask, tell: Callable[[Progress], None]) -> Plan:
    def attempt(pins: tuple[Pin, ...]) -> Plan:
        limits, revision = Limits(seconds=task.seconds), Revision(pins=pins)
        found = solve(task.week, limits, task.edition, on_progress=tell, start_from=task.plan, revision=revision)
        return found.plan

    for pins in ((*task.by_hand, *task.others), task.others):
        if pins:
            try:
                return attempt((*task.pins, *pins))
            except NoPlanPossible:
                continue
    return attempt(task.pins)


def _interrupt_at_message(pipe: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    _thread.interrupt_main()
