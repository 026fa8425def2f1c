"""A plan made again after something happened: only what must move moves, and who must be told is listed."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.apply_events import ChangedWeek, apply_events
from models.domain.facts import Facts
from models.domain.revision import Revision
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules as rules_of
from models.rules.stability.announced import AnnouncedStays
from planner.formats import load_edition
from planner.judging.check import judge
from planner.services.decided_repair import DecidedRepair, pins_still_there
from planner.services.plan_changes import changes
from planner.services.plannable import plan_what_can_be, with_left_out
from planner.services.provenance import Limits, Provenance
from planner.services.result import Progress, Result, tier_results
from planner.services.run_interruptible import run_interruptible
from planner.services.solve import refuse_broken, refuse_other_week, refuse_pins, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from models.domain.events import Event
    from models.domain.pins import HandChanges, Pin
    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.services.plan_changes import Change


@dataclass(frozen=True)
class ReplanLimits:
    """A plan made again, where nothing else is asked for.

    Attributes
    ----------
    seconds : float
        Wall-clock seconds after which nothing more is fitted in; the least repair is always finished. 2.5: somebody
        waits for the answer.
    """

    seconds: float = 2.5


REPLAN_LIMITS = ReplanLimits()


@dataclass(frozen=True)
class Replanned:
    """A plan made again.

    Attributes
    ----------
    result : Result
        The new plan, judged under the new facts and with a price on what was announced and moved.
    before : Plan
        The plan that people have.
    changed : ChangedWeek
        What the events make of the week.
    planned, staffed, widened : tuple of str
        Visits planned again, those that only got other people or cars, and those that were unfixed with one of them.
    seconds : float
        How long it took.
    """

    result: Result
    before: Plan
    changed: ChangedWeek
    planned: tuple[str, ...] = ()
    staffed: tuple[str, ...] = ()
    widened: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def plan(self) -> Plan:
        """The new plan."""
        return self.result.plan

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that is different, for each delegation, person, driver, vehicle and room."""
        return changes(self.before, self.plan)

    @property
    def moved(self) -> tuple[str, ...]:
        """Announced items that moved though they are still asked for or owed, and visits in another hotel (STAB-02)."""
        breaks = [b.violation for b in self.result.report.score.broken if b.rule.id == AnnouncedStays.id]
        return tuple(violation.about.of("item", "visit")[0] for violation in breaks)


def replan(
    week: Week,
    plan: Plan,
    events: Iterable[Event] = (),
    *,
    edition: Edition | None = None,
    now: int | None = None,
    pins: Sequence[Pin] = (),
    limits: Limits | None = None,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    decided: HandChanges | None = None,
) -> Replanned:
    """Make a plan again after something happened.

    The checker names whom the new facts concern; their visits are planned again among the fixed others, everything
    announced has a price to move. With ``limits`` longer than the repair takes, the search then goes on from it: the
    plan only gets better, tier by tier.

    Parameters
    ----------
    week : Week
        The facts before the events, or already changed by hand.
    plan : Plan
        The plan that people have.
    now : moment, optional
        What has started by then stays.
    pins : sequence of Pin
        What is fixed besides the events. What they call off needs no pin any more.
    decided : HandChanges, optional
        What of the plan was changed by hand since: it stays unless a must forbids it (``Result.given_up``).
    limits : Limits, optional
        None: the least repair, and what can be fitted in ``ReplanLimits.seconds``.

    Raises
    ------
    FaultyInput
        Unknown or contradictory events and pins, all at once; a plan of another week.
    NoPlanPossible, NoneInTime
        See ``models.itinerary.search.repair``; pins that the events leave no room for are named, with what frees them.
    """
    began = time.monotonic()
    edition = edition or load_edition(plan.edition)
    refuse_other_week(week, plan)
    hand = plan if decided is None else decided.plan_without(())
    refuse_pins(Facts(week, edition, Revision(hand, now, tuple(pins))))
    changed = apply_events(Facts(week, edition, Revision(hand, now)), events)
    facts = _facts_after(changed, hand, edition, now, pins)
    used = limits or Limits(seconds=REPLAN_LIMITS.seconds)
    stop = StopSignal()
    repair = DecidedRepair(facts, hand, decided, stop, began + (used.seconds or REPLAN_LIMITS.seconds))
    (done, left_out), aside = run_interruptible(
        lambda: plan_what_can_be(facts, lambda rest, _: repair.attempt(rest)),
        lambda: False,
        stop,
        queue.SimpleQueue[Progress](),
        on_progress or (lambda _: None),
    )
    facts = Facts(changed.week, edition, repair.facts.revision)
    rest = assemble(facts, done.incumbent.visit_plans).model_copy(update={"left_out": left_out})
    found = with_left_out(facts, rest, aside)
    report = judge(facts, found, rules_of(edition))
    refuse_broken(report)
    result = Result(
        report=report,
        tiers=tier_results(report.score.tiers, (), 1),
        provenance=Provenance.of(changed.week, edition, seed, used, time.monotonic() - began),
        given_up=repair.given_up,
    )
    if limits is not None:
        result = _improved(facts, result, limits, seed, on_progress)
    seconds = time.monotonic() - began
    return Replanned(result, plan, changed, done.planned, done.staffed, done.widened, seconds)


def _facts_after(changed: ChangedWeek, plan: Plan, edition: Edition, now: int | None, pins: Sequence[Pin]) -> Facts:
    """Return the facts after the events, with what is still announced of the plan and all that is fixed.

    Raises
    ------
    FaultyInput
        When pins cannot be kept.
    """
    known = Facts(changed.week, edition)
    announced = assemble(known, visit_plans_of(known, plan))
    refuse_pins(Facts(changed.week, edition, Revision(announced, now, changed.pins)))
    kept = pins_still_there(changed.week, plan, pins)
    return Facts(changed.week, edition, Revision(announced, now, (*kept, *changed.pins)))


def _improved(
    facts: Facts, start: Result, limits: Limits, seed: int, on_progress: Callable[[Progress], None] | None
) -> Result:
    """Let the search go on from a repaired plan; keep what is better."""
    better = solve(
        facts.week,
        limits,
        facts.edition,
        seed,
        on_progress,
        start_from=start.plan,
        revision=facts.revision,
    )
    better = replace(better, given_up=start.given_up)
    return better if better.report.score.tiers <= start.report.score.tiers else start
