"""Many weeks, several at a time: each in a process of its own, where it is searched by one thread.

::

    for week, result in zip(weeks, planner.solve_many(weeks, jobs=8)):
        print(week.id, result.tiers if isinstance(result, planner.Result) else result)

One week that cannot be planned does not take the others with it: its error stands in the place of its result.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.cp.stop_signal import StopSignal
from models.domain.policy import Edition
from models.itinerary.search.workers import ProcessWorkers
from models.parallel.pool_task import PoolTask
from planner.services.cluster import ClusterWorkers, connected
from planner.services.provenance import Limits
from planner.services.result import Result
from planner.services.run_interruptible import run_interruptible
from planner.services.solve import solve, solve_alone, stop_signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.week import Week
    from models.itinerary.search.workers import Answer, Workers

    Solved = Result | Exception | None


@dataclass(frozen=True)
class SolveWeek(PoolTask):
    """Plan a whole week; a result, an error, or None where it was stopped before its first plan."""

    week: Week
    limits: Limits
    edition: Edition | None
    seed: int

    def run(self, site: Any, stop: StopSignal) -> Solved:
        """Plan it, from now on for as long as its limits say."""
        del site
        if stop.now:
            return None
        mine = stop_signal(self.limits, stop.event)
        try:
            return solve_alone(self.week, self.limits, self.edition, self.seed, mine)
        except Exception as error:  # handed on to whoever asked
            return None if stop.event.is_set() else error

    def without_answer(self) -> Solved:
        """Say that memory was short."""
        return MemoryError(f"out of memory: {self.week.id}")


def solve_many(
    weeks: Sequence[Week],
    limits: Limits | None = None,
    edition: Edition | Sequence[Edition] | None = None,
    seed: int = 0,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    on_result: Callable[[int, Result | Exception], None] | None = None,
) -> list[Solved]:
    """Plan many weeks.

    Parameters
    ----------
    weeks : sequence of Week
        They may be as many as you like; see ``planner.load``.
    limits : Limits, optional
        For each week. See ``planner.solve``.
    edition : Edition or sequence of Edition, optional
        The policy of all weeks, or of each.
    seed : int
        Of each search.
    jobs : int
        Weeks at a time, in a process each. With 1, each week is searched by all cores, as ``planner.solve`` does.
    cluster : str, optional
        Address of the scheduler of a Dask cluster on which the weeks are planned, as many at a time as it has threads:
        ``planner.services.cluster``. ``jobs`` then counts for nothing.
    on_result : callable, optional
        Told of the number of a week and of its result or error as soon as they are there, in the calling thread.

    Returns
    -------
    list of Result, Exception or None
        In the order of the weeks. An exception, as ``planner.solve`` raises it, where a week has no plan; None where
        Ctrl-C came before its first plan. Of a week that Ctrl-C cut short it is the best plan so far.

    Raises
    ------
    ValueError
        When there are not as many editions as weeks, or no jobs at all.
    KeyboardInterrupt
        When Ctrl-C came before any plan.
    """
    if jobs < 1:
        raise ValueError(f"{jobs} jobs; maybe 1")
    editions = [edition] * len(weeks) if edition is None or isinstance(edition, Edition) else edition
    tasks = [SolveWeek(week, limits or Limits(), policy, seed) for week, policy in zip(weeks, editions, strict=True)]
    tell = on_result or (lambda _number, _result: None)
    if cluster is not None:
        with connected(cluster) as client:
            found = _together(tasks, lambda stop: ClusterWorkers(client, None, stop, whole_weeks=True), tell)
    elif jobs == 1:
        found = _one_by_one(tasks, tell)
    else:
        found = _together(tasks, lambda stop: ProcessWorkers(None, min(jobs, len(tasks)), stop), tell)
    if None in found and all(result is None for result in found):
        raise KeyboardInterrupt
    return found


def _one_by_one(tasks: Sequence[SolveWeek], tell: Callable[[int, Result | Exception], None]) -> list[Solved]:
    found: list[Solved] = [None] * len(tasks)
    for number, task in enumerate(tasks):
        try:
            result: Result | Exception = solve(task.week, task.limits, task.edition, task.seed)
        except KeyboardInterrupt:
            break
        except Exception as error:  # handed on to whoever asked
            result = error
        found[number] = result
        tell(number, result)
        if isinstance(result, Result) and result.interrupted:
            break
    return found


def _together(
    tasks: Sequence[SolveWeek],
    make: Callable[[StopSignal], Workers[int]],
    tell: Callable[[int, Result | Exception], None],
) -> list[Solved]:
    stop = StopSignal()
    found: list[Solved] = [None] * len(tasks)
    done: queue.SimpleQueue[tuple[int, Result | Exception]] = queue.SimpleQueue()

    def take(answers: Sequence[Answer[int]]) -> None:
        for answer in answers:
            found[answer.note] = answer.result
            if answer.result is not None:
                done.put((answer.note, answer.result))

    def work() -> None:
        with make(stop) as workers:
            for number, task in enumerate(tasks):
                workers.submit(task, number)
            while workers.pending and not stop.now:
                take(workers.collect(every=False))
            take(workers.end_early())

    run_interruptible(work, lambda: True, stop, done, lambda each: tell(*each))
    return found
