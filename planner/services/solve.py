"""From a week to a checked plan: the search, judged by the independent checker before it is returned."""

from __future__ import annotations

import queue
import threading
import time
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.consistency import faults
from models.domain.errors import Fault, FaultyInput, JiedaiError, NoPlanPossible
from models.domain.facts import Facts
from models.domain.pin_faults import pin_faults
from models.domain.pins import HandChanges
from models.domain.revision import Revision
from models.itinerary.search.decided_start import DecidedStarts
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.optimiser import Optimised, Optimiser
from models.itinerary.search.workers import make_workers
from models.rules.catalogue import rules as rules_of
from models.rules.stability.pins import PinsKept, StaffPinsKept
from planner.formats import load_edition
from planner.judging.check import judge
from planner.services.cluster import ClusterWorkers, connected
from planner.services.plannable import plan_what_can_be, price_of, refuse_unkept, with_aside, with_left_out
from planner.services.provenance import Limits, Provenance
from planner.services.refused_locks import refuse_locks
from planner.services.result import Progress, Result, tier_results
from planner.services.run_interruptible import run_interruptible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.plan import LeftOut, Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from models.itinerary.search.decided_start import DecidedStart, GivenUp
    from models.itinerary.search.incumbent import Incumbent
    from models.itinerary.search.site import SearchSite
    from models.itinerary.search.workers import Workers
    from models.rules.core.base import Rule
    from planner.judging.check import Report


def solve(
    week: Week,
    limits: Limits | None = None,
    edition: Edition | None = None,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    *,
    start_from: Plan | None = None,
    revision: Revision | None = None,
    decided: HandChanges | None = None,
    cluster: str | None = None,
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
    start_from : Plan, optional
        Any plan of the week, also a hand-made one: where the search starts. If it breaks no must, what comes out is no
        worse; if it does, it is first repaired with as little change as it takes. Nothing of it moves without a gain
        that people notice: another tier than the first two, or a few per cent of the preferences
        (``AnnouncedStays.Numbers.noticeable``).
    revision : Revision, optional
        What was announced, what is past, what is fixed; pins hold in a first plan too.
    decided : HandChanges, optional
        What of ``start_from`` was changed by hand: it stays unless a must forbids it (``Result.given_up``).
    cluster : str, optional
        Address of the scheduler of a Dask cluster that solves the tasks of the search: ``planner.services.cluster``.

    Returns
    -------
    Result
        The best plan found. After Ctrl-C too, if there was one by then; ``interrupted`` says so.

    Raises
    ------
    FaultyInput, NoPlanPossible, NoneInTime
        See ``models.domain.errors``. Pins of what is not there, or that contradict each other, are faulty input; so is
        a cluster that cannot be used.
    KeyboardInterrupt
        Ctrl-C before the first plan.
    """
    limits = limits or Limits()
    stop = stop_signal(limits)
    search = _Solving(week, edition, seed, limits, stop, start_from, revision, decided, cluster=cluster)
    return run_interruptible(
        search.result,
        lambda: search.has_plan,
        stop,
        search.progress,
        on_progress or (lambda _: None),
    )


def stop_signal(limits: Limits, event: threading.Event | None = None) -> StopSignal:
    """Return what stops a search so many seconds from now, and when an event is set."""
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    return StopSignal(deadline, event or threading.Event())


def solve_alone(week: Week, limits: Limits, edition: Edition | None, seed: int, stop: StopSignal) -> Result:
    """Plan a week in this thread alone, by the clock and Ctrl-C of a stop signal; see ``solve``."""
    return _Solving(week, edition, seed, limits, stop, alone=True).result()


class _Solving:
    """The search for a plan of what of a week can be planned; it begins anew where something has to be set aside.

    Attributes
    ----------
    decided_facts : Facts
        Those of the last attempt, with what was decided by hand as pins.
    given_up : tuple of GivenUp
        What of it could not be kept.
    """

    facts: Facts
    rules: tuple[Rule, ...]
    decided_facts: Facts

    def __init__(
        self,
        week: Week,
        edition: Edition | None,
        seed: int,
        budget: Limits,
        stop: StopSignal,
        start: Plan | None = None,
        revision: Revision | None = None,
        decided: HandChanges | None = None,
        *,
        cluster: str | None = None,
        alone: bool = False,
    ) -> None:
        self.week, self.edition, self.revision = week, edition, revision
        self.start, self.decided, self.seed = start, decided, seed
        self.stop, self.began = stop, time.monotonic()
        self.budget, self.limits = budget, SearchLimits(rounds=budget.rounds)
        if alone:
            self.limits = replace(self.limits, threads=1, max_processes=1)
        self.cluster, self.client = cluster, None
        self.progress: queue.SimpleQueue[Progress] = queue.SimpleQueue()
        self.has_plan = False
        self.given_up: tuple[GivenUp, ...] = ()

    def result(self) -> Result:
        """Check the week, plan what of it can be planned, and have the plan judged by the independent checker."""
        self.facts = self.decided_facts = self._checked()
        self.rules = tuple(rules_of(self.facts.edition))
        with connected(self.cluster) if self.cluster else nullcontext() as self.client:
            found, aside = plan_what_can_be(self.facts, self.attempt)
        seconds = time.monotonic() - self.began
        self.progress.put(Progress(seconds, "check"))
        edition = self.facts.edition
        facts = Facts(self.week, edition, self.decided_facts.revision)
        report = judge(facts, with_left_out(facts, found.plan, aside), self.rules)
        refuse_broken(report)
        return Result(
            report=report,
            tiers=tier_results(report.score.tiers, with_aside(facts, found.bounds, aside), found.possible),
            provenance=Provenance.of(self.week, edition, self.seed, self.budget, seconds),
            interrupted=self.stop.event.is_set(),
            given_up=self.given_up,
        )

    def _checked(self) -> Facts:
        """Return the facts of the week.

        Raises
        ------
        FaultyInput
        """
        _refuse(self.week)
        revision = self.revision
        if self.start is not None:
            refuse_other_week(self.week, self.start)
            revision = replace(revision or Revision(), start=self.start)
        facts = Facts(self.week, self.edition or load_edition("default"), revision)
        refuse_pins(facts)
        return facts

    def attempt(self, facts: Facts, aside: Sequence[LeftOut]) -> Optimised:
        """Plan some facts, those of the week without what is set aside.

        Raises
        ------
        NoPlanOfVisit
            When a visit has no plan; when a request cannot be had without breaking a must.
        NoPlanPossible
            When locks are what no plan can keep.
        """
        out = price_of(self.facts, aside)

        def say(phase: str, incumbent: Incumbent, bounds: tuple[int | None, ...]) -> None:
            self.has_plan = True
            tiers = (incumbent.tiers[0] + out, *incumbent.tiers[1:])
            known = with_aside(self.facts, bounds, aside)
            self.progress.put(Progress(time.monotonic() - self.began, phase, tiers, known))  # type: ignore[arg-type]

        self.has_plan = False
        start = None
        if self.start is not None:
            start = _start(facts, self.rules, self.start, self.decided, self.stop)
            facts, self.given_up = start.facts, start.given_up
        self.decided_facts = facts
        optimiser = Optimiser(
            facts,
            self.rules,
            seed=self.seed,
            stop=self.stop,
            limits=self.limits,
            report=say,
            keep=start.plan if start else None,
            workers=self._workers,
        )
        found = optimiser.run(
            start.incumbent if start else None,
            accept_first=lambda first: refuse_unkept(facts, first.visit_plans, first.score),
        )
        refuse_unkept(facts, found.incumbent.visit_plans, found.incumbent.score)
        return found

    def _workers(self, site: SearchSite, stop: StopSignal) -> Workers[Any]:
        """Return the workers of the cluster, where there is one, else those of this machine."""
        if self.client is None:
            return make_workers(site, stop)

        def tell(message: str) -> None:
            self.progress.put(Progress(time.monotonic() - self.began, "improve", message=message))

        return ClusterWorkers(self.client, site, stop, tell)


def _start(
    facts: Facts, rules: Sequence[Rule], plan: Plan, decided: HandChanges | None, stop: StopSignal
) -> DecidedStart:
    """Return the plan to start from, repaired where it breaks a must, with what was decided by hand as pins.

    Raises
    ------
    NoPlanPossible
        When locks are what no plan can keep.
    """
    changes = decided or HandChanges((), lambda _: plan)
    start = DecidedStarts(facts, rules, changes, stop).find()
    pins = facts.revision.pins if facts.revision else ()
    if start.incumbent is None and pins:
        refuse_locks(facts, rules, plan, stop)
    return start


def refuse_other_week(week: Week, plan: Plan) -> None:
    """Refuse a plan of another week.

    Raises
    ------
    FaultyInput
    """
    if plan.week != week.id:
        what = bilingual(
            f"这是 {plan.week!r} 的计划，不是 {week.id!r} 的", f"a plan of {plan.week!r}, not of {week.id!r}"
        )
        raise FaultyInput([Fault("plan", "week", what)])


def refuse_pins(facts: Facts) -> None:
    """Refuse pins of what is not there, or that no plan can keep together.

    Raises
    ------
    FaultyInput
        With every fault.
    """
    if facts.revision is not None:
        wrong = list(pin_faults(facts, facts.revision.former, facts.revision.pins))
        if wrong:
            raise FaultyInput(Fault(source or "pin", "", what, maybe) for source, what, maybe in wrong)


def refuse_broken(report: Report) -> None:
    """Refuse a plan of ours that the checker refuses.

    Raises
    ------
    NoPlanPossible
        When pins are what it cannot keep.
    JiedaiError
        When it is a fault of ours.
    """
    musts = report.score.musts
    pins = [b for b in musts if b.rule.id in (PinsKept.id, StaffPinsKept.id)]
    if pins and len(pins) == len(musts):
        raise NoPlanPossible([b.violation.in_both for b in pins])
    if musts:
        broken = ", ".join(sorted({b.violation.rule for b in musts}))
        raise JiedaiError(
            bilingual(f"排出的行程没有通过独立检查,请报告此问题：{broken}", f"the checker refuses the plan: {broken}")
        )


def _refuse(week: Week) -> None:
    wrong = [Fault(week.id, ".".join(map(str, path)), what, maybe) for path, what, maybe in faults(week)]
    if wrong:
        raise FaultyInput(wrong)
