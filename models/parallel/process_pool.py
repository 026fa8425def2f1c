"""A pool of worker processes, each with pipes of its own: one that dies costs the task that it was at, nothing else.

A thread of this process serves each worker: it sends a task, waits for the answer, and starts another worker where one
has died. Nothing is imported from the caller's script, so that it needs no main guard. Ctrl-C in a terminal does not
reach the workers; they end when this process closes their pipes or is gone.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

from models.parallel.worker_process import STOP, command, receive, send, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.cp.stop_signal import StopSignal
    from models.parallel.pool_task import PoolTask

MAX_DEATHS = 3
"""Times in a row that a dead worker is replaced before its tasks are solved in this process: memory may be short for
good."""
MAX_CRASHES = 2
"""Times that a task is tried which crashes its worker, or for which memory is short."""
_CRASHES = {-getattr(signal, name, 0) for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE")} - {0}
_CRASHES |= {0xC0000005, 0xC0000409, 0xC0000017}  # of Windows: access violation, abort, no memory


class TaskGivenUp(Exception):
    """A task has no answer: it crashed its workers, or they were ended before it was solved."""


class _WorkerDied(Exception):
    """A worker is gone, or could not be started."""


@dataclass(eq=False)
class _Job:
    """A task to be solved, who waits for it, how often it crashed a worker, and whether it is to end as it is."""

    task: PoolTask
    stop: StopSignal
    future: Future[tuple[Any, float]] = field(default_factory=Future)
    crashes: int = 0
    abandoned: bool = False


class ProcessPool:
    """Worker processes that hold a site; started when the object is made.

    Parameters
    ----------
    site : object
        What the tasks read: a ``SearchSite``. Sent to each worker once.
    number : int
        Workers.
    threads : int
        Tasks that are solved at once in this process where workers go on dying.
    """

    def __init__(self, site: Any, number: int, threads: int) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        path = pickle.dumps([str(entry) for entry in sys.path])
        shared = _Shared(site, path, pickle.dumps(site), self._jobs, threading.Semaphore(threads))
        self._servers = [_Server(shared) for _ in range(number)]

    @property
    def pids(self) -> list[int]:
        """Ids of the processes that are there now."""
        return [worker.pid for worker in filter(None, [server.worker for server in self._servers])]

    def submit(self, task: PoolTask, stop: StopSignal) -> Future[tuple[Any, float]]:
        """Have a task solved; the future gives its result and the CPU seconds that it took.

        It raises what the task raised; ``MemoryError`` or ``TaskGivenUp`` where it was tried in vain.
        """
        job = _Job(task, stop)
        self._jobs.put(job)
        return job.future

    def abandon(self, future: Future[Any]) -> None:
        """Do not begin a task; where it is begun, have it stopped, to answer what it has found."""
        if not future.cancel():
            for server in self._servers:
                server.abandon(future)

    def close(self) -> None:
        """End the workers at once."""
        for server in self._servers:
            server.end()
        for _ in self._servers:
            self._jobs.put(None)


class _Shared(NamedTuple):
    """What the servers of a pool share: what a worker is told first, the jobs, and the turns of this process."""

    site: Any
    path: bytes
    pickled_site: bytes
    jobs: SimpleQueue[_Job | None]
    turns: threading.Semaphore


class _Server:
    """A thread that has jobs answered by one worker at a time."""

    def __init__(self, shared: _Shared) -> None:
        self.worker: _Worker | None = None
        self._shared = shared
        self._deaths = 0
        self._job: _Job | None = None
        self._ended = False
        self._starting = threading.Lock()
        threading.Thread(target=self._run, daemon=True).start()

    def end(self) -> None:
        """End the worker; no other is started."""
        with self._starting:
            self._ended = True
            if self.worker is not None:
                self.worker.kill()

    def abandon(self, future: Future[Any]) -> None:
        """Have the worker stop, if it is at that task."""
        job = self._job
        if job is not None and job.future is future:
            job.abandoned = True
            if (worker := self.worker) is not None:
                worker.stop()

    def _run(self) -> None:
        with suppress(_WorkerDied):
            self._start()
        while (job := self._shared.jobs.get()) is not None:
            if job.future.set_running_or_notify_cancel():
                try:
                    self._job = job
                    job.future.set_result(self._answer(job))
                except BaseException as error:  # handed on to whoever waits
                    job.future.set_exception(error)
                finally:
                    self._job = None

    def _answer(self, job: _Job) -> tuple[Any, float]:
        """Return the answer to a job, by other workers where the first ones die."""
        while not self._ended and job.crashes < MAX_CRASHES:
            if self.worker is None and self._deaths > MAX_DEATHS:
                with self._shared.turns:
                    return timed(job.task, self._shared.site, job.stop)
            try:
                solved, answer = (self.worker or self._start()).answer(job)
            except _WorkerDied:
                self._deaths += 1
                job.crashes += self._bury() in _CRASHES
                continue
            self._deaths = 0
            if solved:
                found: tuple[Any, float] = answer
                return found
            if not isinstance(answer, MemoryError):
                raise answer
            self._bury()  # what it holds may be what is short
            job.crashes += 1
        raise TaskGivenUp

    def _start(self) -> _Worker:
        with self._starting:
            if self._ended:
                raise _WorkerDied
            self.worker = _Worker()
        self.worker.greet(self._shared.path, self._shared.pickled_site)
        return self.worker

    def _bury(self) -> int:
        """Take leave of the worker; return its exit code."""
        worker, self.worker = self.worker, None
        return 0 if worker is None else worker.kill()


class _Worker:
    """A process and its two pipes.

    Raises
    ------
    _WorkerDied
        From every method, where it is gone.
    """

    def __init__(self) -> None:
        started = command()
        if not started:
            raise _WorkerDied
        try:
            self._process = subprocess.Popen(
                started,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if sys.flags.dev_mode else subprocess.DEVNULL,  # how it dies is of no use to users
                start_new_session=True,  # a Ctrl-C in the terminal is for this process alone
                creationflags=sum(getattr(subprocess, f, 0) for f in ("CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW")),
            )
        except OSError as error:  # no more processes, no memory
            raise _WorkerDied from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._commands, self._answers = self._process.stdin, self._process.stdout
        self._writing = threading.Lock()

    @property
    def pid(self) -> int:
        """Id of the process."""
        return self._process.pid

    def greet(self, path: bytes, site: bytes) -> None:
        """Tell it what it needs to know for every task."""
        with self._alive():
            send(self._commands, path)
            send(self._commands, site)

    def answer(self, job: _Job) -> tuple[bool, Any]:
        """Have a task solved; return whether it was, and its result with the CPU seconds, or an exception."""
        with self._alive():
            with self._writing:
                send(self._commands, pickle.dumps((job.task, _seconds_left(job))))
            answer = receive(self._answers)
        found: tuple[bool, Any] = pickle.loads(answer)
        return found

    def stop(self) -> None:
        """Have the task stopped that is being solved."""
        with suppress(_WorkerDied), self._alive(), self._writing:
            send(self._commands, STOP)

    def kill(self) -> int:
        """End it; return its exit code."""
        self._process.kill()
        return self._process.wait()

    @contextmanager
    def _alive(self) -> Iterator[None]:
        try:
            yield
        except (OSError, EOFError) as error:
            raise _WorkerDied from error


def _seconds_left(job: _Job) -> float | None:
    if job.abandoned:
        return 0.0
    return None if job.stop.deadline is None else job.stop.left
