"""A Dask cluster that solves the tasks of a search, or whole weeks, in place of this machine.

::

    planner.solve(week, cluster="tcp://10.0.0.1:8786")
    planner.solve_many(weeks, cluster="tcp://10.0.0.1:8786")

The workers need the same versions of Jiedai and of what decides about a plan. A worker that is lost is made good for by
Dask; where the scheduler is lost, it is told, and threads of this process go on.
"""

from __future__ import annotations

import logging
import pickle
import threading
import time
import uuid
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.itinerary.search.workers import Answer, ThreadWorkers, Workers
from models.parallel.process_pool import TaskGivenUp
from models.parallel.worker_process import timed
from planner.services.provenance import DECISIVE_PACKAGES, installed_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.parallel.pool_task import PoolTask

N = TypeVar("N")
CONNECT_SECONDS = 15.0
"""Seconds in which the scheduler and a first worker must answer."""
STOP_POLL_SECONDS = 1.0
"""Seconds between two questions of a worker whether a whole week is to be stopped."""
_LOGGERS = ("distributed.client", "distributed.core", "distributed.comm", "distributed.worker", "distributed.batched")


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Give a client of the scheduler at an address, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    FaultyInput
        When there is none, it has no workers, or a worker has other versions.
    """
    try:
        from distributed import Client
    except ImportError:
        raise _refusal(
            address,
            bilingual("没有安装 dask.distributed", "dask.distributed is not installed"),
            bilingual("pip install 'jiedai[cluster]'", "pip install 'jiedai[cluster]'"),
        ) from None
    for name in _LOGGERS:  # what becomes of the cluster is told by us, in words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError):
        raise _refusal(
            address,
            bilingual("连接不上调度程序", "the scheduler does not answer"),
            bilingual("dask scheduler 已启动吗？端口 8786？", "is dask scheduler running, port 8786?"),
        ) from None
    try:
        _refuse_workers(client, address)
        yield client
    finally:
        with suppress(Exception):  # it may be gone
            client.close(timeout=1)


def _refuse_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        versions = client.run(installed_versions, DECISIVE_PACKAGES)
    except TimeoutError:
        raise _refusal(
            address,
            bilingual("没有工作进程", "it has no workers"),
            bilingual("先运行 dask worker", "start dask worker first"),
        ) from None
    except Exception as error:
        raise _refusal(address, bilingual(f"不能使用：{error!r}", f"cannot be used: {error!r}")) from None
    here = installed_versions(DECISIVE_PACKAGES)
    for worker, there in sorted(versions.items()):
        other = [f"{name} {there.get(name)} ≠ {mine}" for name, mine in here.items() if there.get(name) != mine]
        if other:
            what = ", ".join(other)
            raise _refusal(address, bilingual(f"{worker} 的版本不同：{what}", f"other versions on {worker}: {what}"))


def _refusal(address: str, what: str, maybe: str = "") -> FaultyInput:
    return FaultyInput([Fault("--cluster", address, what, maybe)])


class ClusterWorkers(Workers[N]):
    """Workers of a Dask cluster.

    Parameters
    ----------
    client : distributed.Client
        See ``connected``.
    site : object
        What the tasks read; sent once, and from worker to worker where another needs it.
    tell : callable, optional
        Told, in both languages, when the cluster is lost.
    whole_weeks : bool
        Whether tasks are so long that one which is running has to be stopped early.
    """

    def __init__(
        self,
        client: Any,
        site: Any,
        stop: StopSignal,
        tell: Callable[[str], None] = lambda _: None,
        *,
        whole_weeks: bool = False,
    ) -> None:
        super().__init__(max(1, sum(client.nthreads().values())), stop)
        self._client, self._site_here, self._tell = client, site, tell
        self._threads: ThreadWorkers[N] | None = None
        self._falling_back = threading.Lock()
        self._sent: dict[Future[Any], Any] = {}
        self._halt = _event(f"jiedai-{uuid.uuid4().hex}", client) if whole_weeks else None
        # a task, not data: where the worker that holds it is lost, another can make it again
        self._site = client.submit(pickle.loads, pickle.dumps(site), pure=False)

    def _start(self, task: PoolTask) -> Future[Any]:
        if self._threads is not None:
            return self._start_here(task)
        future: Future[Any] = Future()
        left = None if self.stop.deadline is None else self.stop.left
        halt = self._halt.name if self._halt is not None else None
        try:
            sent = self._client.submit(run_task, task, self._site, left, halt, pure=False)
        except Exception:  # of many kinds: the client is closed, or closing
            self._solve_here(task, future)
            return future
        self._sent[future] = sent
        sent.add_done_callback(lambda _: self._settle(task, sent, future))
        return future

    def _settle(self, task: PoolTask, sent: Any, future: Future[Any]) -> None:
        """Hand on what came back; solve the task here where the cluster is lost."""
        from distributed.scheduler import KilledWorker

        if future.cancelled() or self._sent.pop(future, None) is None:
            return
        status = sent.status
        try:
            answer = sent.result(timeout=CONNECT_SECONDS)
        except (KilledWorker, MemoryError):
            future.set_exception(TaskGivenUp())
        except Exception as error:
            if status == "error":
                future.set_exception(error)
            else:
                self._solve_here(task, future)
        else:
            future.set_result(answer)

    def _solve_here(self, task: PoolTask, future: Future[Any]) -> None:
        with self._falling_back:
            if self._threads is None:
                self._threads = ThreadWorkers(self._site_here, 2, self.stop)
                self._tell(bilingual("与集群失去联系，在本机继续", "the cluster is lost; going on on this machine"))
        self._start_here(task).add_done_callback(lambda done: _hand_on(done, future))

    def _start_here(self, task: PoolTask) -> Future[Any]:
        """Have a task solved by a thread of this process, by the stop signal of now."""
        assert self._threads is not None
        self._threads.stop = self.stop
        return self._threads._start(task)

    def _abandon(self, future: Future[Any]) -> None:
        sent = self._sent.pop(future, None)
        future.cancel()
        if sent is not None:
            with suppress(Exception):
                sent.cancel()

    def end_early(self) -> list[Answer[N]]:
        """Have whole weeks stopped, and return what they have by then."""
        if self._halt is None or self._threads is not None:
            return super().end_early()
        try:
            self._halt.set()
        except Exception:  # the cluster is lost
            return super().end_early()
        wait(self._pending)
        return [self._answer(future) for future in list(self._pending)]

    def _awaited(self) -> bool:
        return self._threads is not None

    def close(self) -> None:
        """Give up what is pending; the workers stay."""
        self.forget()
        if self._threads is not None:
            self._threads.close()


def _event(name: str, client: Any = None) -> Any:
    """Return an event of the cluster."""
    from distributed import Event

    return Event(name, client)  # type: ignore[no-untyped-call]


def _hand_on(done: Future[Any], future: Future[Any]) -> None:
    if done.cancelled() or not future.set_running_or_notify_cancel():
        future.cancel()
    elif (error := done.exception()) is not None:
        future.set_exception(error)
    else:
        future.set_result(done.result())


# ---------------------------------------------------------------- on a worker of the cluster


def run_task(task: PoolTask, site: Any, left: float | None, halt: str | None) -> tuple[Any, float]:
    """Solve a task within some seconds, until an event of the cluster is set; return what it gives and CPU seconds."""
    stop = StopSignal(None if left is None else time.monotonic() + left)
    if halt is None:
        return timed(task, site, stop)
    done, event = threading.Event(), _event(halt)
    if event.is_set():
        stop.event.set()
    threading.Thread(target=_watch, args=(event, stop, done), daemon=True).start()
    try:
        return timed(task, site, stop)
    finally:
        done.set()


def _watch(event: Any, stop: StopSignal, done: threading.Event) -> None:
    with suppress(Exception):  # without an answer the week ends by its limits
        while not done.wait(STOP_POLL_SECONDS):
            if event.is_set():
                stop.event.set()
                return
