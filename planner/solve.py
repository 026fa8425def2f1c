"""From a week to a checked plan: the search, judged by the independent checker before it is returned."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

from models.cp.run import Stop
from models.domain.consistency import faults, not_planned_yet
from models.domain.errors import Fault, FaultyInput, JiedaiError, NotPlannedYet
from models.domain.facts import Facts
from models.itinerary.optimise import Optimised, Optimiser
from models.itinerary.search import Budget
from models.rules.catalogue import rules as rules_of
from planner.check import check
from planner.provenance import Limits, Provenance
from planner.reading import load_edition
from planner.result import Progress, Result, tier_results

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.domain.policy import Edition
    from models.domain.week import Week
    from models.itinerary.incumbent import Incumbent


def solve(
    week: Week,
    limits: Limits | None = None,
    edition: Edition | None = None,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Plan a week.

    Parameters
    ----------
    week : Week
        The week; see ``planner.load``.
    limits : Limits, optional
        Seconds (30 by default), or rounds for a plan that repeats exactly.
    edition : Edition, optional
        The policy; the default edition when not given.
    seed : int
        Of the search.
    on_progress : callable, optional
        Told of every better plan and bound, in the calling thread.

    Returns
    -------
    Result
        The best plan found. After Ctrl-C too, if there was one by then; ``interrupted`` says so.

    Raises
    ------
    FaultyInput, NotPlannedYet, NoPlanPossible, NoneInTime
        See ``models.domain.errors``.
    KeyboardInterrupt
        Ctrl-C before the first plan.
    """
    limits = limits or Limits()
    edition = edition or load_edition("default")
    _refuse(week)
    began = time.monotonic()
    facts = Facts(week, edition)
    stop = Stop(None if limits.seconds is None else began + limits.seconds)
    told: queue.SimpleQueue[Progress] = queue.SimpleQueue()

    def say(phase: str, incumbent: Incumbent, bounds: tuple[int | None, ...]) -> None:
        told.put(Progress(time.monotonic() - began, phase, incumbent.tiers, bounds))  # type: ignore[arg-type]

    optimiser = Optimiser(facts, rules_of(edition), seed=seed, stop=stop, budget=Budget(rounds=limits.rounds), say=say)
    found = _watched(optimiser, stop, told, on_progress or (lambda _: None))
    seconds = time.monotonic() - began
    report = check(week, found.plan, edition)
    if report.score.musts:
        broken = ", ".join(sorted({b.violation.rule for b in report.score.musts}))
        raise JiedaiError(f"排出的行程没有通过独立检查,请报告此问题 / the checker refuses the plan: {broken}")
    return Result(
        report=report,
        tiers=tier_results(report.score.tiers, found.bounds, found.possible),
        provenance=Provenance.of(week, edition, seed, limits, seconds),
        interrupted=stop.event.is_set(),
    )


def _refuse(week: Week) -> None:
    wrong = [Fault(week.id, ".".join(map(str, path)), what, maybe) for path, what, maybe in faults(week)]
    if wrong:
        raise FaultyInput(wrong)
    if items := not_planned_yet(week):
        raise NotPlannedYet(items)


def _watched(
    optimiser: Optimiser, stop: Stop, told: queue.SimpleQueue[Progress], on_progress: Callable[[Progress], None]
) -> Optimised:
    """Run the search in a thread of its own, so that Ctrl-C and progress reach the caller's."""
    answer: list[Optimised] = []
    error: list[BaseException] = []

    def run() -> None:
        try:
            answer.append(optimiser.run())
        except BaseException as caught:  # handed on to the caller's thread
            error.append(caught)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    interrupted = False
    while worker.is_alive() or not told.empty():
        try:
            on_progress(told.get(timeout=0.1))
        except queue.Empty:
            continue
        except KeyboardInterrupt:
            if interrupted:
                raise
            interrupted = True
            stop.event.set()
    worker.join()
    if error:
        if interrupted and not optimiser.search.best.score:
            raise KeyboardInterrupt from error[0]
        raise error[0]
    return answer[0]
