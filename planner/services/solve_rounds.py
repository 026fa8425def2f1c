"""Rounds to customers: planned anew, or mended after something happened; judged before anybody sees them."""

from __future__ import annotations

import queue
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from models.cp.run import StopSignal
from models.domain.errors import InvalidModel
from models.domain.rounds_facts import RoundsFacts
from models.domain.tiers import Tier
from models.outbound.plan_rounds import RoundsLimits, plan_rounds
from models.outbound.shifts import Shift, shifts_of
from models.rules.catalogue import outbound_rules
from planner.judging.check_rounds import RoundsReport, judge_rounds
from planner.services.provenance import DECISIVE_PACKAGES, installed_versions
from planner.services.run_interruptible import run_interruptible

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.domain.outbound import CustomerBook
    from models.domain.policy import Edition
    from models.domain.rounds_plan import RoundsPlan

Calls = dict[Shift, tuple[str, ...]]


@dataclass(frozen=True)
class RoundsResult:
    """Planned rounds.

    Attributes
    ----------
    report : RoundsReport
        The plan, judged.
    interrupted : bool
        Ctrl-C ended the search.
    seconds : float
        How long it took.
    """

    report: RoundsReport
    limits: RoundsLimits
    interrupted: bool
    seconds: float

    @property
    def plan(self) -> RoundsPlan:
        """The plan."""
        return self.report.plan

    def quality(self) -> dict[str, Any]:
        """Return tiers and provenance for rounds.json; no times, so that the same plan gives the same file."""
        tiers = [{"name": tier.en, "value": value} for tier, value in zip(Tier, self.report.score.tiers, strict=True)]
        provenance = {
            "versions": installed_versions((*DECISIVE_PACKAGES, "pyvrp")),
            "seed": self.limits.seed,
            "limits": {"seconds": self.limits.seconds, "searches": self.limits.searches},
        }
        return {"tiers": tiers, "provenance": provenance}


def solve_rounds(
    book: CustomerBook,
    edition: Edition,
    limits: RoundsLimits | None = None,
    *,
    start_from: RoundsPlan | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> RoundsResult:
    """Plan the rounds of a book.

    Parameters
    ----------
    start_from : RoundsPlan, optional
        Where the search begins; its locked calls stay.
    on_progress : callable, optional
        Told how many parts are planned, of how many.

    Raises
    ------
    KeyboardInterrupt
        At the second Ctrl-C; the first gives the best plan so far.
    """
    began, limits = time.monotonic(), limits or RoundsLimits()
    facts, rules = RoundsFacts(book, edition, pins_of(book, edition, start_from)), outbound_rules(edition)
    deadline = None if limits.seconds is None else began + limits.seconds
    stop: StopSignal = StopSignal(deadline)
    told: queue.SimpleQueue[tuple[int, int]] = queue.SimpleQueue()
    start = None if start_from is None else calls_by_shift(facts, start_from)
    work = partial(
        plan_rounds,
        facts,
        rules,
        limits,
        start_from=start,
        signal=stop,
        on_unit=lambda done, of: told.put((done, of)),
    )
    plan = run_interruptible(
        work, lambda: False, stop, told, lambda pair: on_progress(*pair) if on_progress is not None else None
    )
    report = judge_rounds(facts, plan, rules)
    if report.score.musts and not facts.pins:
        names = ", ".join(sorted({broken.rule.id for broken in report.score.musts}))
        raise InvalidModel(f"a plan of ours breaks {names}")
    return RoundsResult(report, limits, stop.event.is_set(), time.monotonic() - began)


def mend_rounds(
    book: CustomerBook,
    edition: Edition,
    former: RoundsPlan,
    limits: RoundsLimits | None = None,
    *,
    now: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> RoundsResult:
    """Plan again after the book has changed: every call stays where it can, what is new or displaced is put in.

    Where an appointment finds no room so, the search begins from the former plan, and others give way.

    Parameters
    ----------
    now : moment, optional
        Calls that have begun by then stay as they are.
    """
    limits = limits or RoundsLimits()
    if now is not None:
        calls = (call.replace(locked=True) if call.start < now else call for call in former.calls)
        former = former.replace(calls=tuple(calls))
    found = solve_rounds(book, edition, replace(limits, searches=0, seconds=None, workers=1), start_from=former)
    if found.interrupted or not _agreed_missed(found.report):
        return found
    return solve_rounds(book, edition, limits, start_from=former, on_progress=on_progress)


def _agreed_missed(report: RoundsReport) -> bool:
    """Tell whether something that is agreed on has no room, though it would be possible by itself."""
    due = report.facts.due
    return any(not one.proven and due[one.id].appointment is not None for one in report.plan.missed)


def pins_of(book: CustomerBook, edition: Edition, plan: RoundsPlan | None) -> dict[str, tuple[str, int]]:
    """Return what a person has decided in a plan, as far as it is due in the book: who, and from when."""
    if plan is None:
        return {}
    due, people = RoundsFacts(book, edition).due, {person.id for person in book.specialists}
    return {
        call.id: (call.specialist, call.start)
        for call in plan.calls
        if call.locked and call.id in due and call.specialist in people
    }


def calls_by_shift(facts: RoundsFacts, plan: RoundsPlan) -> Calls:
    """Return the calls of a plan by the shifts of a book, each by start.

    What is due no more, or by itself not possible there any more, is left out: the others stay.
    """
    people = {person.id: person for person in facts.book.specialists}
    found: dict[Shift, list[str]] = defaultdict(list)
    for call in sorted(plan.calls, key=lambda call: (call.start, call.id)):
        if call.id not in facts.due or call.specialist not in people:
            continue
        shifts = shifts_of(facts, people[call.specialist], [call.day])
        shift = next((one for one in shifts if one.start <= call.start < one.end), shifts[0] if shifts else None)
        if shift is not None and facts.start_windows(facts.due[call.id], call.day):
            found[shift].append(call.id)
    return {shift: tuple(ids) for shift, ids in found.items()}
