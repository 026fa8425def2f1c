"""The best times for something new, with all other visits fixed: each with the plan it would make, and so its price."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.revision import Revision
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import assemble
from models.itinerary.search.limits import SLOT_LIMITS, SLOT_SEARCH
from models.itinerary.search.repair import Repair
from models.itinerary.search.subproblem import Subproblem
from models.itinerary.what_if.price import Judged
from models.itinerary.what_if.what_if import ForcedPlan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ortools.sat.python import cp_model

    from models.domain.plan import Plan, VisitPlan
    from models.rules.core.base import Rule
    from models.rules.core.score import Score


@dataclass(frozen=True)
class FreeSlot:
    """A time for something new: when it starts (a delegation: by how many days it comes later), and the plan then."""

    start: int
    forced: ForcedPlan


class SlotSearch:
    """Searches times for something new, in a week that has it, from a plan that has not.

    Parameters
    ----------
    facts : Facts
        The week with the new request or delegation.
    before : Judged
        The plan as it is, by the week as it is.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], plan: Plan, before: Judged, stop: StopSignal) -> None:
        self.plan = assemble(facts, visit_plans_of(facts, plan))
        old = facts.revision
        revision = Revision(self.plan, old.now if old else None, old.pins if old else ())
        self.facts = Facts(facts.week, facts.edition, revision)
        self.rules, self.before, self.stop = tuple(rules), before, stop

    def _repair(self) -> Repair:
        return Repair(self.facts, self.rules, self.plan, self.stop, SLOT_SEARCH)

    def times(self, item: str, number: int, hurry: StopSignal) -> list[FreeSlot]:
        """Return the best times of a new request, the cheapest first.

        The days of the visit are looked through in two streams side by side, each from its best time on, until neither
        can have a better one than those found.

        Parameters
        ----------
        hurry : StopSignal
            When to return the times found so far, once there are enough.
        """
        visit = item.partition("/")[0]
        repair = self._repair()
        problem = repair.subproblem([visit], repair.best.ledger, repair.best.visit_plans)
        days = [day for day in self.facts.stay(visit).days if day in problem.visits_model.views[visit].acts[item].on]
        inner = StopSignal(None)
        parts = [days[k :: SLOT_LIMITS.streams] for k in range(SLOT_LIMITS.streams)]
        streams = [_Stream(self, repair, problem, item, part, inner) for part in parts if part]
        found: list[FreeSlot] = []
        with ThreadPoolExecutor(len(streams) or 1) as pool:
            running = {pool.submit(stream.step): stream for stream in streams}
            while running and not (len(found) >= number and (hurry.now or self.stop.now)):
                ready, _ = wait(running, return_when=FIRST_COMPLETED)
                found += [slot for task in ready for slot in task.result()]
                found.sort(key=lambda slot: (slot.forced.price, slot.start))
                good = [slot.forced.price for slot in found[:number]]
                for stream in [running.pop(task) for task in ready]:
                    if stream.last is not None and (len(good) < number or stream.last < good[-1]):
                        running[pool.submit(stream.step)] = stream
            inner.event.set()
        return found[:number]

    def fit_delegation(self, visit: str, days: int) -> FreeSlot | None:
        """Return a new delegation fitted among the others, or None."""
        done = self._repair().plan_with([visit])
        if done is None or done.score is None or done.score.musts:
            return None
        return FreeSlot(days, self.forced(done.visit_plans, done.score))

    def forced(self, visit_plans: Mapping[str, VisitPlan], score: Score) -> ForcedPlan:
        """Return a plan with the new thing beside the plan as it is."""
        return ForcedPlan(self.before, Judged(self.facts, assemble(self.facts, visit_plans), score))


class _Stream:
    """Times of one item on some days, one after another."""

    def __init__(
        self,
        slots: SlotSearch,
        repair: Repair,
        problem: Subproblem,
        item: str,
        days: Sequence[dt.date],
        stop: StopSignal,
    ) -> None:
        self.stop, self.slots, self.repair, self.problem, self.item, self.days = (
            stop,
            slots,
            repair,
            problem,
            item,
            days,
        )
        self.visit = item.partition("/")[0]
        self.taken: list[int] = []
        self.hint = problem.hint
        self.last: tuple[int, ...] | None = None
        """Price of the time found last; None: there is none left."""

    def step(self) -> list[FreeSlot]:
        """Return the next time, if there is one and staff and cars can be had."""
        slots, problem = self.slots, Subproblem(self.problem.visits_model, self.hint)
        outcome = problem.solve(SLOT_SEARCH, self.stop, constrain=self._constrain)
        if not outcome.found:
            self.last = None
            return []
        done = self.repair.with_solution(problem.visits_model, outcome, [self.visit])
        assert done.score is not None
        start = next(row.start for row in done.visit_plans[self.visit].items if row.id == self.item)
        self.taken.append(start - slots.facts.week.origin)
        self.hint = list(enumerate(outcome.values))
        forced = slots.forced(done.visit_plans, done.score)
        self.last = forced.price
        return [] if done.score.musts else [FreeSlot(start, forced)]

    def _constrain(self, model: cp_model.CpModel) -> None:
        """Demand the item on one of the days, apart from the times found before."""
        act = self.problem.visits_model.views[self.visit].acts[self.item]
        model.add_bool_or([act.on[day] for day in self.days])
        for start in self.taken:
            sooner = model.new_bool_var("")
            model.add(act.start <= start - SLOT_LIMITS.min_minutes_apart).only_enforce_if(sooner)
            model.add(act.start >= start + SLOT_LIMITS.min_minutes_apart).only_enforce_if(~sooner)
