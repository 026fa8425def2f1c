"""Workers of the search: threads of this process for a small week, spawned processes for a large one.

Processes hold the site; a task and its answer are all that is sent. A worker that dies is replaced, and what it was
solving is solved again; where workers go on dying, threads of this process take over (``process_pool``).
"""

from __future__ import annotations

import multiprocessing
from abc import ABC, abstractmethod
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from models.parallel.process_pool import ProcessPool, TaskGivenUp
from models.parallel.worker_process import command, timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.stop_signal import StopSignal
    from models.itinerary.search.site import SearchSite
    from models.parallel.pool_task import PoolTask

N = TypeVar("N")
ANSWER_POLL_SECONDS = 0.1
"""Seconds between two looks at the stop signal while answers are waited for."""


@dataclass
class Answer(Generic[N]):
    """What came back of a task.

    Attributes
    ----------
    note : object
        What the sender noted of it.
    result : object
        What ``PoolTask.without_answer`` says where it was tried in vain: memory was short, or the solver crashed.
    seconds : float
        CPU seconds that it took.
    """

    note: N
    task: PoolTask
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
        self._pending: dict[Future[Any], tuple[N, PoolTask]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pending(self) -> list[tuple[N, PoolTask]]:
        """The tasks that are not answered yet, with their notes."""
        return list(self._pending.values())

    def submit(self, task: PoolTask, note: N) -> None:
        """Have a task solved."""
        self._pending[self._start(task)] = note, task

    def collect(self, *, every: bool) -> list[Answer[N]]:
        """Return answers in the order of submission: those that are there, at least one; or ``every`` pending one.

        Fewer, maybe none, once the stop signal is set, or when nothing is pending.
        """
        when = ALL_COMPLETED if every else FIRST_COMPLETED
        while self._pending:
            stopped = self.stop.now and not self._awaited()
            done, rest = wait(self._pending, timeout=0 if stopped else ANSWER_POLL_SECONDS, return_when=when)
            if stopped or (done and not (rest and every)):
                return [self._answer(future) for future in list(self._pending) if future in done]
        return []

    def solve(self, tasks: Sequence[PoolTask], note: N) -> list[Any]:
        """Solve some tasks and return their answers in order; nothing else may be pending."""
        for task in tasks:
            self.submit(task, note)
        answers = {id(answer.task): answer.result for answer in self.collect(every=True)}
        return [answers.get(id(task)) for task in tasks]

    def forget(self) -> None:
        """Take no answer of what is pending; it is ended as far as possible."""
        for future in self._pending:
            self._abandon(future)
        self._pending.clear()

    def end_early(self) -> list[Answer[N]]:
        """Have what is pending stopped; return the answers of what was begun, in the order of submission."""
        for future in self._pending:
            self._abandon(future)
        begun = [future for future in self._pending if not future.cancelled()]
        wait(begun)
        answers = [self._answer(future) for future in begun]
        self._pending.clear()
        return answers

    def _answer(self, future: Future[Any]) -> Answer[N]:
        note, task = self._pending.pop(future)
        try:
            return Answer(note, task, *future.result())
        except (MemoryError, TaskGivenUp):
            return Answer(note, task, task.without_answer(), 0.0)

    def _abandon(self, future: Future[Any]) -> None:
        future.cancel()

    def _awaited(self) -> bool:
        """Whether running tasks give their answers soon after the stop signal."""
        return False

    @abstractmethod
    def _start(self, task: PoolTask) -> Future[Any]: ...

    @abstractmethod
    def close(self) -> None:
        """End the workers; what is pending is given up."""


class ThreadWorkers(Workers[N]):
    """Threads of this process: the solver lets go of the interpreter, all else takes turns."""

    def __init__(self, site: SearchSite, number: int, stop: StopSignal) -> None:
        super().__init__(number, stop)
        self.site = site
        self._pool = ThreadPoolExecutor(number)

    def _start(self, task: PoolTask) -> Future[Any]:
        return self._pool.submit(timed, task, self.site, self.stop)

    def _awaited(self) -> bool:
        return True  # the stop signal ends their solves

    def close(self) -> None:
        """Let running solves end by the stop signal."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class ProcessWorkers(Workers[N]):
    """Processes of their own, started when the object is made.

    Parameters
    ----------
    site : SearchSite
        What the tasks read; whatever else can be sent, for other tasks.
    threads : int
        Tasks that are solved at once in this process where workers go on dying.
    """

    def __init__(self, site: Any, number: int, stop: StopSignal, threads: int = 1) -> None:
        super().__init__(number, stop)
        self.pool = ProcessPool(site, number, threads)

    def _start(self, task: PoolTask) -> Future[Any]:
        return self.pool.submit(task, self.stop)

    def _abandon(self, future: Future[Any]) -> None:
        self.pool.abandon(future)

    def close(self) -> None:
        """End the processes at once."""
        self._pending.clear()
        self.pool.close()


def make_workers(site: SearchSite, stop: StopSignal) -> Workers[Any]:
    """Return workers for a search: processes, as many as cores, where there is enough to solve.

    In a process that is a worker itself, of joblib or the like, the other cores are its siblings': one thread.
    """
    from joblib import cpu_count

    limits = site.limits
    if multiprocessing.parent_process() is not None:
        return ThreadWorkers(site, 1, stop)
    cores = min(cpu_count(), limits.max_processes)
    if cores > 1 and len(site.facts.stays) >= limits.visits_for_processes and command():
        return ProcessWorkers(site, cores, stop, limits.threads)
    return ThreadWorkers(site, limits.threads, stop)
