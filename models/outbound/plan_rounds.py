"""Plans the rounds of a book: unit by unit, week by week, by searches of PyVRP and exact insertions.

A unit is the customers and specialists that have nothing to do with others: those of one or several districts; where
several weeks are planned, each specialist with the customers of their territory, so that the same person comes every
time. What is missed in a unit is offered to everybody who may make it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.outbound.draft import Draft
from models.outbound.finish import finished_plan
from models.outbound.pyvrp_search import RouteSearch
from models.outbound.route_weeks import ShiftRoutes
from models.outbound.rule_weights import RuleWeights
from models.outbound.target_weeks import target_weeks
from models.outbound.territories import Unit, units_of
from models.outbound.week_days import week_days
from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import ProcessPool

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from models.domain.due_calls import DueCall
    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import RoundsPlan
    from models.outbound.shifts import Shift
    from models.rules.outbound.rounds_rule import RoundsRule

Calls = dict["Shift", tuple[str, ...]]


UNITS_SHARE = 0.9
"""Of the time, for the units; the rest is for offering what they miss to everybody."""
NEAREST_POSITIONS = 2
"""Positions of a shift that a call is moved to, by way."""


@dataclass(frozen=True)
class RoundsLimits:
    """How long the search for rounds goes on; without ``seconds`` the same input gives the same plan.

    Attributes
    ----------
    seconds : float or None
        Wall-clock seconds, at most.
    searches : int
        Of a unit's week; spans of days are drawn anew for each.
    iterations : int
        Of PyVRP in a search.
    seed : int
        Of all random choices.
    workers : int
        Processes.
    """

    seconds: float | None = None
    searches: int = 8
    iterations: int = 600
    seed: int = 0
    workers: int = 2


@dataclass(frozen=True)
class RoundsSite:
    """What every worker holds."""

    facts: RoundsFacts
    rules: tuple[RoundsRule, ...]
    limits: RoundsLimits


@dataclass(frozen=True)
class _PlanUnit(PoolTask):
    """Plan one unit."""

    unit: Unit
    start: Calls = field(default_factory=dict)

    def run(self, site: RoundsSite, stop: StopSignal) -> Calls:
        """Return what is planned."""
        draft = Draft(site.facts, RuleWeights.of(site.rules))
        lay(draft, self.start)
        for week, dues in enumerate(target_weeks(draft, self.unit)):
            days = site.facts.days[7 * week : 7 * week + 7]
            plan_week(draft, self.unit, dues, days, site.limits, stop)
        return draft.calls


def plan_rounds(
    facts: RoundsFacts,
    rules: Sequence[RoundsRule],
    limits: RoundsLimits | None = None,
    *,
    start_from: Calls | None = None,
    signal: StopSignal | None = None,
    on_unit: Callable[[int, int], None] | None = None,
) -> RoundsPlan:
    """Return a plan of rounds; every due call is in it, or among the missed ones with the reason.

    Parameters
    ----------
    facts : RoundsFacts
        The book; its ``pins`` stay.
    start_from : mapping of Shift to tuple of str, optional
        Calls in their order, where the search begins.
    signal : StopSignal, optional
        Ends the search with what is found so far.
    on_unit : callable, optional
        Is told how many units are planned, of how many.
    """
    limits = limits or RoundsLimits()
    stop = signal or StopSignal()
    if limits.seconds is not None and stop.deadline is None:
        stop = StopSignal(time.monotonic() + limits.seconds, stop.event)
    draft = Draft(facts, RuleWeights.of(rules))
    units = units_of(draft)
    site = RoundsSite(facts, tuple(rules), limits)
    begun = start_from or {}
    tasks = [_PlanUnit(unit, _of_unit(unit, begun)) for unit in units]
    found: Calls = {}
    for number, calls in enumerate(_answers(site, tasks, stop.share(UNITS_SHARE))):
        found.update(calls)
        if on_unit is not None:
            on_unit(number + 1, len(units))
    lay(draft, found)
    put_in_missed(draft, draft.missed, stop=stop)
    return finished_plan(draft)


def _answers(site: RoundsSite, tasks: list[_PlanUnit], stop: StopSignal) -> Iterator[Calls]:
    """Yield what the tasks answer, in their order: by worker processes, or here where one would be alone."""
    number = min(site.limits.workers, len(tasks))
    if number < 2:
        for k, task in enumerate(tasks):
            yield task.run(site, stop.share(1 / (len(tasks) - k)))
        return
    pool = ProcessPool(site, number, 1)
    try:
        signals = [stop.share(share) for share in shares_of_time(len(tasks), number)]
        for future in [pool.submit(task, signal) for task, signal in zip(tasks, signals, strict=True)]:
            yield future.result()[0]
    finally:
        pool.close()


def shares_of_time(tasks: int, workers: int) -> list[float]:
    """Return by which share of all time each task ends, where so many at a time are solved for equally long."""
    turns = -(-tasks // workers)
    return [(task // workers + 1) / turns for task in range(tasks)]


def _of_unit(unit: Unit, calls: Calls) -> Calls:
    return {shift: ids for shift, ids in calls.items() if shift.person in unit.people}


def lay(draft: Draft, calls: Calls) -> None:
    """Plan calls in a draft as far as they are possible in it: what is not is left out, the cheapest first."""
    shifts = set(draft.shifts)
    for shift in sorted(calls, key=lambda shift: shift.key):
        person = draft.facts.book.specialist(shift.person) if shift in shifts else None
        ids = [
            id
            for id in calls[shift]
            if id in draft.facts.due and draft.where(id) is None and person in draft.facts.who(draft.facts.due[id])
        ]
        while shift in shifts and draft.timer.best(shift, tuple(ids)) is None:
            ids.remove(min(ids, key=lambda id: (draft.facts.due[id].price, id)))
        if shift in shifts:
            draft.set_calls(shift, tuple(ids))


def plan_week(
    draft: Draft,
    unit: Unit,
    dues: Sequence[DueCall],
    days: Sequence[dt.date],
    limits: RoundsLimits,
    stop: StopSignal,
) -> None:
    """Plan the calls of a unit's week: searches around what is planned, the best of which stays."""
    random = Random(f"{limits.seed}/{unit.name}/{days[0]}")
    shifts = [shift for shift in draft.shifts if shift.person in unit.people and days[0] <= shift.day <= days[-1]]
    ids = {due.id for due in dues}
    mine = frozenset(unit.people)
    put_in_missed(draft, [due for due in draft.missed if due.id in ids and _agreed(draft, due)], mine)
    best = _value(draft, dues, shifts), draft.copy_calls()
    number = 0
    while number < limits.searches or (limits.seconds is not None and not stop.now):
        if stop.now and number:
            break
        spans = week_days(draft, dues, days, random)
        left = {due.id for due in dues if draft.where(due.id) is None} if number else set()
        search = RouteSearch(iterations=limits.iterations, seed=random.randrange(1 << 30))
        ShiftRoutes(draft, shifts, spans, left).improve(search, stop)
        put_in_missed(draft, [due for due in draft.missed if due.id in ids], mine, stop)
        value = _value(draft, dues, shifts)
        if value < best[0]:
            best = value, draft.copy_calls()
        else:
            draft.restore(best[1])
        number += 1
    move_to_better_places(draft, dues, stop, mine)


def put_in_missed(
    draft: Draft, missed: Sequence[DueCall], people: frozenset[str] | None = None, stop: StopSignal | None = None
) -> list[DueCall]:
    """Put in what is missed where some (by default all) have room, the dearest first; return what is still missed."""
    left = []
    for due in missed:
        place = None if stop is not None and stop.now else draft.cheapest(due, people)
        if place is None:
            left.append(due)
        else:
            draft.insert(due, place)
    return left


def move_to_better_places(
    draft: Draft, dues: Sequence[DueCall], stop: StopSignal, people: frozenset[str], turns: int = 1
) -> None:
    """Move single calls, within the shifts of some people, to where they break less or make ways shorter.

    PyVRP knows the hours of OUT-02 only by half days: here they are weighed to the minute.
    """
    for _ in range(turns):
        moved = False
        for due in dues:
            shift = draft.where(due.id)
            if shift is None or stop.now or due.id in draft.facts.pins:
                continue
            before, now, spread = draft.calls[shift], draft.timed(shift), _spread(draft, due)
            draft.remove(due.id)
            without = draft.timed(shift)
            price = now.cost - without.cost + spread, now.metres - without.metres
            place = draft.cheapest(due, people, NEAREST_POSITIONS)
            if place is not None and place.price < price:
                draft.insert(due, place)
                moved = True
            else:
                draft.set_calls(shift, before)
        if not moved:
            return


def _agreed(draft: Draft, due: DueCall) -> bool:
    return due.appointment is not None or due.id in draft.facts.pins


def _value(draft: Draft, dues: Sequence[DueCall], shifts: Sequence[Shift]) -> tuple[int, int, int]:
    """Return what a week is judged by: prices of missed calls, breaks of the rules, metres."""
    price = sum(due.price for due in dues if draft.where(due.id) is None)
    timed = [draft.timed(shift) for shift in shifts]
    spread = sum(_spread(draft, due) for due in dues)
    return price, spread + sum(one.cost for one in timed), sum(one.metres for one in timed)


def _spread(draft: Draft, due: DueCall) -> int:
    """Return what breaks of OUT-06 and OUT-06b a planned call is part of weigh."""
    shift = draft.where(due.id)
    return 0 if shift is None else draft.together_with_others(due, shift) or 0
