"""Workers of the search: threads of this process for a small week, spawned processes for a large one.

Processes hold the site; a task and its answer are all that is sent. A worker that dies is replaced, and what it was
solving is solved again; where workers go on dying, threads of this process take over. Ctrl-C reaches the main process
alone, which ends the workers.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from abc import ABC, abstractmethod
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import loky
from loky.process_executor import ProcessPoolExecutor, ShutdownExecutorError

from models.cp.run import StopSignal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.itinerary.search.site import Site
    from models.itinerary.search.tasks import Task

N = TypeVar("N")
POLL_SECONDS = 0.1
"""Seconds between two looks at the stop signal while answers are waited for."""
MAX_RESTARTS = 3
"""Times that dead workers are replaced before threads of this process take over: memory may be short for good."""
IDLE_SECONDS = 120
"""Seconds without a task after which a worker ends by itself: also where its parent was killed."""


@dataclass
class Answer(Generic[N]):
    """What came back of a task.

    Attributes
    ----------
    note : object
        What the sender noted of it.
    result : object
        None where memory ran out.
    seconds : float
        CPU seconds that it took.
    """

    note: N
    task: Task
    result: Any
    seconds: float


class Workers(ABC, Generic[N]):
    """Solve tasks beside the main thread; a context manager, which ends them.

    Attributes
    ----------
    number : int
        Tasks that are solved at once.
    stop : StopSignal
        Clock and Ctrl-C of the tasks that are sent from now on.
    """

    def __init__(self, number: int, stop: StopSignal) -> None:
        self.number, self.stop = number, stop
        self._pending: dict[Future[Any], tuple[N, Task]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pending(self) -> list[tuple[N, Task]]:
        """The tasks that are not answered yet, with their notes."""
        return list(self._pending.values())

    def submit(self, task: Task, note: N) -> None:
        """Have a task solved."""
        self._pending[self._start(task)] = note, task

    def collect(self, *, every: bool) -> list[Answer[N]]:
        """Return answers in the order of submission: those that are there, at least one; or ``every`` pending one.

        Fewer, maybe none, once the stop signal is set, or when nothing is pending.
        """
        when = ALL_COMPLETED if every else FIRST_COMPLETED
        while self._pending:
            stopped = self.stop.now and not self._awaited()
            done, rest = wait(self._pending, timeout=0 if stopped else POLL_SECONDS, return_when=when)
            if stopped or (done and not (rest and every)):
                found = [self._answer(future) for future in list(self._pending) if future in done]
                answers = [answer for answer in found if answer is not None]
                if answers or stopped:
                    return answers
        return []

    def solve(self, tasks: Sequence[Task], note: N) -> list[Any]:
        """Solve some tasks and return their answers in order; nothing else may be pending."""
        for task in tasks:
            self.submit(task, note)
        answers = {id(answer.task): answer.result for answer in self.collect(every=True)}
        return [answers.get(id(task)) for task in tasks]

    def forget(self) -> None:
        """Take no answer of what is pending."""
        self._pending.clear()

    def _answer(self, future: Future[Any]) -> Answer[N] | None:
        note, task = self._pending.pop(future)
        try:
            return Answer(note, task, *future.result())
        except MemoryError:
            return Answer(note, task, None, 0.0)

    def _stopped(self) -> bool:
        return self.stop.now

    def _awaited(self) -> bool:
        """Whether running tasks give their answers soon after the stop signal."""
        return False

    @abstractmethod
    def _start(self, task: Task) -> Future[Any]: ...

    @abstractmethod
    def close(self) -> None:
        """End the workers; what is pending is given up."""


class ThreadWorkers(Workers[N]):
    """Threads of this process: the solver lets go of the interpreter, all else takes turns."""

    def __init__(self, site: Site, number: int, stop: StopSignal) -> None:
        super().__init__(number, stop)
        self.site = site
        self._pool = ThreadPoolExecutor(number)

    def _start(self, task: Task) -> Future[Any]:
        return self._pool.submit(_timed, task, self.site, self.stop)

    def _awaited(self) -> bool:
        return True  # the stop signal ends their solves

    def close(self) -> None:
        """Let running solves end by the stop signal."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class ProcessWorkers(Workers[N]):
    """Spawned processes, started when the object is made.

    Attributes
    ----------
    ready_after : float or None
        Seconds until the first worker had answered.
    """

    def __init__(self, site: Site, number: int, stop: StopSignal) -> None:
        super().__init__(number, stop)
        self.site = site
        self.restarts = 0
        self.ready_after: float | None = None
        self._began = time.monotonic()
        self._threads: ThreadWorkers[N] | None = None
        self._executor = self._spawned()
        self._sent_to: dict[Future[Any], Any] = {}
        for _ in range(number):
            self._executor.submit(_wake).add_done_callback(self._ready)

    def _ready(self, _: Future[Any]) -> None:
        if self.ready_after is None:
            self.ready_after = time.monotonic() - self._began

    def _spawned(self) -> Any:
        return ProcessPoolExecutor(
            self.number, timeout=IDLE_SECONDS, initializer=_initialise, initargs=(self.site, os.getpid())
        )

    def _start(self, task: Task) -> Future[Any]:
        if self._threads is not None:
            return self._threads._start(task)
        executor = self._executor
        try:
            future = executor.submit(_run, task, self._deadline())
        except (BrokenProcessPool, ShutdownExecutorError):
            self._replace(executor)
            return self._start(task)
        sent: Future[Any] = future
        self._sent_to[sent] = executor
        return sent

    def _deadline(self) -> float | None:
        """Return the deadline as a moment that all processes share."""
        return None if self.stop.deadline is None else time.time() + self.stop.left

    def _answer(self, future: Future[Any]) -> Answer[N] | None:
        note, task = self._pending[future]
        executor = self._sent_to.pop(future, None)
        try:
            return super()._answer(future)
        except BrokenProcessPool:
            if not self.stop.now:
                self._replace(executor)
                self._pending[self._start(task)] = note, task
            return None

    def _replace(self, executor: Any) -> None:
        """Start other workers in place of dead ones, or threads."""
        if self._threads is not None or executor is not self._executor:
            return  # replaced already, when another task of theirs was looked at
        self._executor.shutdown(wait=False, kill_workers=True)
        self.restarts += 1
        if self.restarts > MAX_RESTARTS:
            self._threads = ThreadWorkers(self.site, self.number, self.stop)
        else:
            self._executor = self._spawned()

    def _awaited(self) -> bool:
        return self._threads is not None

    def close(self) -> None:
        """End the processes at once."""
        self._pending.clear()
        if self._threads is not None:
            self._threads.close()
        self._executor.shutdown(wait=False, kill_workers=True)


def _timed(task: Task, site: Site, stop: StopSignal) -> tuple[Any, float]:
    """Return what a task gives, and the CPU seconds that it took."""
    began = time.thread_time()
    return task.run(site, stop), time.thread_time() - began


# ---------------------------------------------------------------- in the worker process

_site: Site | None = None


def _initialise(site: Site, parent: int) -> None:
    """Keep the site; end with the parent, and leave Ctrl-C to it."""
    global _site
    _site = site
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: nobody waits for its answers."""
    while os.name == "nt" or os.getppid() == parent:  # elsewhere a parent that is gone is replaced by another
        time.sleep(1)
    os._exit(1)


def _wake() -> None:
    """Do nothing: sent so that a worker starts."""


def _run(task: Task, deadline: float | None) -> tuple[Any, float]:
    assert _site is not None
    left = None if deadline is None else time.monotonic() + (deadline - time.time())
    return _timed(task, _site, StopSignal(left))


def make_workers(site: Site, stop: StopSignal) -> Workers[Any]:
    """Return workers for a search: processes, as many as cores, where there is enough to solve."""
    cores, limits = loky.cpu_count(), site.limits
    if cores > 1 and len(site.facts.stays) >= limits.visits_for_processes:
        return ProcessWorkers(site, min(cores, limits.max_processes), stop)
    return ThreadWorkers(site, limits.threads, stop)
