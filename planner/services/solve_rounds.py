"""Rounds to customers: planned anew, or mended after something happened; judged before anybody sees them."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from models.cp.stop_signal import StopSignal
from models.domain.errors import InvalidModel
from models.domain.rounds_facts import RoundsFacts
from models.domain.tiers import Tier
from models.outbound.draft import Draft
from models.outbound.plan_rounds import RoundsLimits, plan_rounds
from models.outbound.replan_rounds import calls_of_plan, pins_of, replan_rounds
from models.outbound.rule_weights import RuleWeights
from models.rules.catalogue import outbound_rules
from planner.judging.check_rounds import RoundsReport, judge_rounds
from planner.services.provenance import DECISIVE_PACKAGES, installed_versions
from planner.services.run_interruptible import run_interruptible

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.domain.outbound import CustomerBook
    from models.domain.policy import Edition
    from models.domain.rounds_plan import RoundsPlan


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
    limits, rules = limits or RoundsLimits(), outbound_rules(edition)
    facts = _facts(book, edition, start_from)
    start = None if start_from is None else calls_of_plan(Draft(facts, RuleWeights.of(rules)), start_from)
    work = partial(plan_rounds, facts, rules, limits, start_from=start)
    return _judged(facts, limits, work, on_progress)


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
    limits, rules = limits or RoundsLimits(), outbound_rules(edition)
    if now is not None:
        calls = (call.replace(locked=True) if call.start <= now else call for call in former.calls)
        former = former.replace(calls=tuple(calls))
    facts = _facts(book, edition, former)
    found = _judged(facts, limits, lambda **_: replan_rounds(facts, former, rules), None)
    if found.interrupted or not _agreed_missed(found.report):
        return found
    return solve_rounds(book, edition, limits, start_from=former, on_progress=on_progress)


def _facts(book: CustomerBook, edition: Edition, plan: RoundsPlan | None) -> RoundsFacts:
    """Return the facts of a book, with what a person has decided in a plan pinned."""
    facts = RoundsFacts(book, edition)
    return facts if plan is None else RoundsFacts(book, edition, pins_of(facts, plan))


def _judged(
    facts: RoundsFacts,
    limits: RoundsLimits,
    work: Callable[..., RoundsPlan],
    on_progress: Callable[[int, int], None] | None,
) -> RoundsResult:
    """Have rounds planned, interruptibly, and judge them.

    Parameters
    ----------
    work : callable
        Plans; is given ``signal`` and ``on_unit`` of ``plan_rounds``.
    """
    began = time.monotonic()
    stop = StopSignal(None if limits.seconds is None else began + limits.seconds)
    told: queue.SimpleQueue[tuple[int, int]] = queue.SimpleQueue()
    plan = run_interruptible(
        partial(work, signal=stop, on_unit=lambda done, of: told.put((done, of))),
        lambda: False,
        stop,
        told,
        lambda pair: on_progress(*pair) if on_progress is not None else None,
    )
    report = judge_rounds(facts, plan, outbound_rules(facts.edition))
    if report.score.musts and not facts.pins:
        names = ", ".join(sorted({broken.rule.id for broken in report.score.musts}))
        raise InvalidModel(f"a plan of ours breaks {names}")
    return RoundsResult(report, limits, stop.event.is_set(), time.monotonic() - began)


def _agreed_missed(report: RoundsReport) -> bool:
    """Tell whether something that is agreed on has no room, though it would be possible by itself."""
    due = report.facts.due
    return any(not one.proven and due[one.id].appointment is not None for one in report.plan.missed)
