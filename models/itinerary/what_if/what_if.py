"""What-if questions to a plan: what a wish costs, what forbids it, which visits would have to give way.

A wish is a pin, or any constraint on a visit. It is forced upon the plan with all other visits fixed, then with those
unfixed who block it; the difference of the scores is its price, tier by tier. What is forbidden has a conflict core:
the fewest rules, facts and other visits that cannot hold together with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.domain.bilingual import bilingual
from models.domain.clock import at
from models.domain.errors import NoneInTime
from models.domain.facts import Facts
from models.domain.named_attendees import by_name
from models.domain.revision import Revision
from models.domain.visits import Waiver
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.causes import causes_at_every_time, causes_in_core, lone_item, ways
from models.itinerary.search.conflicts import ConflictCore, blocking_visits, conflict_core, is_feasible
from models.itinerary.search.incumbent import Incumbent, assemble
from models.itinerary.search.limits import CONFLICT_LIMITS, QUICK_ANSWER
from models.itinerary.search.nearest import Asked, nearest
from models.itinerary.search.repair import Repair
from models.itinerary.static_check import breaks_by_itself
from models.itinerary.what_if.price import Judged, price_lines
from models.rules.stability.announced import AnnouncedStays

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ortools.sat.python import cp_model

    from models.cp.stop_signal import StopSignal
    from models.domain.activities import Request
    from models.domain.pins import Pin
    from models.domain.plan import Item, LeftOut, LeftOutCause, Nearest, Plan
    from models.domain.visits import Visit
    from models.itinerary.model.build import VisitsModel
    from models.itinerary.what_if.price import PriceLine
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken, Score


@dataclass(frozen=True)
class ForcedPlan:
    """A plan in which a wish is kept.

    Attributes
    ----------
    old, new : Judged
        The plan as it is and the plan then, by the same rules, with a price on what is announced and moves.
    """

    old: Judged
    new: Judged

    @property
    def plan(self) -> Plan:
        """The plan then."""
        return self.new.plan

    @property
    def was(self) -> Plan:
        """The plan as it is."""
        return self.old.plan

    @property
    def before(self) -> Score:
        """The score of the plan as it is."""
        return self.old.score

    @property
    def after(self) -> Score:
        """The score of the plan then."""
        return self.new.score

    @property
    def price(self) -> tuple[int, ...]:
        """What it costs more, a number for each ``Tier``; less than 0: it saves."""
        return tuple(after - before for before, after in zip(self.before.tiers, self.after.tiers, strict=True))

    @cached_property
    def lines(self) -> tuple[PriceLine, ...]:
        """What changes; in every tier the lines add up to the price."""
        return price_lines(self.old, self.new)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is left out then and is not now."""
        known = {(left.visit, left.request) for left in self.was.left_out}
        return tuple(left for left in self.plan.left_out if (left.visit, left.request) not in known)

    @property
    def moved(self) -> tuple[tuple[Item, Item | None], ...]:
        """Announced items at another time, place or room then, or gone; rests left out."""
        now = {item.id: item for item in self.plan.items}
        breaks = [b.violation for b in self.after.broken if b.rule.id == AnnouncedStays.id]
        ids = {id for violation in breaks for id in violation.about.of("item")}
        return tuple((item, now.get(item.id)) for item in self.was.items if item.id in ids)


class WhatIf:
    """Answers questions to a plan.

    Parameters
    ----------
    facts : Facts
        The week and the edition; a revision says what is fixed already and what is past.
    plan : Plan
        The plan; it keeps every must.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], plan: Plan, stop: StopSignal) -> None:
        self.facts, self.rules, self.stop = facts, tuple(rules), stop
        self.plan = assemble(facts, visit_plans_of(facts, plan))
        self._as_is = self._repair(self._facts_with(()))

    def _facts_with(self, wishes: Sequence[Pin], waived: str = "") -> Facts:
        """Return the facts with some wishes pinned and the plan announced; a must set aside where one is named."""
        old, week = self.facts.revision, self.facts.week
        fixed, now = (old.pins, old.now) if old else ((), None)
        changed = {wish.visit: self._visit_with_wish(wish, waived) for wish in wishes}
        if any(changed[id] is not week.visit(id) for id in changed):
            week = week.replace(visits=tuple(changed.get(visit.id, visit) for visit in week.visits))
        return Facts(week, self.facts.edition, Revision(self.plan, now, (*fixed, *wishes)))

    def _visit_with_wish(self, wish: Pin, waived: str) -> Visit:
        """Return a visit whose request asks for those whom a wish names."""
        visit = by_name(self.facts, self.facts.week.visit(wish.visit), wish.of, wish.people or ())
        if waived:
            visit = visit.replace(waivers=(*visit.waivers, Waiver(rule=waived, approver="?")))
        return visit

    def _repair(self, facts: Facts) -> Repair:
        return Repair(facts, self.rules, self.plan, self.stop, QUICK_ANSWER)

    @property
    def before(self) -> Score:
        """The score of the plan as it is."""
        judged = self._as_is.best.score
        assert judged is not None
        return judged

    @property
    def as_is(self) -> Judged:
        """The plan as it is, judged."""
        return Judged(self.facts, self.plan, self.before)

    @property
    def incumbent(self) -> Incumbent:
        """The plan as it is, with its bookings."""
        return self._as_is.best

    # -- a wish

    def force(self, wish: Pin, others: Sequence[str] = (), *, waived: str = "") -> ForcedPlan | None:
        """Keep a wish, its visit and some others unfixed, all else fixed; None: that cannot be.

        Parameters
        ----------
        others : sequence of str
            Visits that may give way.
        waived : str
            A must that a leader would have to set aside.
        """
        repair = self._repair(self._facts_with([wish], waived))
        return self._forced(repair.plan_with([wish.visit, *others]))

    def force_constraint(
        self, visit: str, constrain: Callable[[VisitsModel, cp_model.CpModel], None]
    ) -> ForcedPlan | None:
        """Plan a visit again with a constraint more, all other visits fixed; None: that cannot be.

        Parameters
        ----------
        constrain : callable
            Told of the views and the model, adds the constraint.
        """
        repair = self._repair(self._facts_with(()))
        problem = repair.subproblem([visit], self.incumbent.ledger, self.incumbent.visit_plans)
        made = problem.visits_model
        outcome = problem.solve(QUICK_ANSWER, self.stop, constrain=lambda model: constrain(made, model))
        return self._forced(repair.with_solution(made, outcome, [visit]) if outcome.found else None)

    def force_with_spare(self, wish: Pin, resource: str) -> ForcedPlan | None:
        """Keep a wish as if there were one more of a resource; what is then held twice is not counted."""
        repair = self._repair(self._facts_with([wish]))
        held = self.incumbent.ledger
        others = {v: tuple(b for b in booked if b.resource != resource) for v, booked in held.by_visit.items()}
        ledger = Ledger(held.facts, held.closed, others)
        return self._forced(repair.plan_with([wish.visit], ledger), strictly=False)

    def _forced(self, done: Incumbent | None, *, strictly: bool = True) -> ForcedPlan | None:
        if done is None or done.score is None or (strictly and done.score.musts):
            return None
        new = Judged(self.facts, assemble(self.facts, done.visit_plans), done.score)
        return ForcedPlan(self.as_is, new)

    def blocking_visits(self, wish: Pin, *, keep: bool = False) -> tuple[str, ...] | None:
        """Return the fewest other visits that block a wish; (): it cannot be had even alone.

        None: nobody does, or there was no time to tell. ``keep``: together with all that the visit has now.
        """
        required, ledger = self._required(wish, keep), self.incumbent.ledger
        return blocking_visits(self._facts_with([wish]), self.rules, [wish.visit], ledger, self.stop, required=required)

    def conflict_core(self, wish: Pin, *, alone: bool = False, keep: bool = False) -> ConflictCore | None:
        """Return the fewest rules, facts and other visits that forbid a wish together; None: nothing does, or no time.

        Parameters
        ----------
        alone : bool
            As if no other visit were there.
        keep : bool
            Together with all that the visit has now.
        """
        facts = self._facts_with([wish])
        ledger = Ledger.empty(facts) if alone else self.incumbent.ledger
        beside = self._required(wish, keep)
        return conflict_core(facts, self.rules, wish.visit, [wish.of], ledger, self.stop, beside=beside)

    def is_feasible(
        self, wish: Pin, *, without: Collection[str] = (), rules: Collection[str] = (), keep: bool = False
    ) -> bool:
        """Tell whether a wish is feasible among the others without some visits and rules: what a core is checked by.

        Raises
        ------
        NoneInTime
            When there was no time to tell.
        """
        left = [rule for rule in self.rules if rule.id not in rules]
        ledger = self.incumbent.ledger.without([wish.visit, *without])
        required = self._required(wish, keep)
        found = is_feasible(
            self._facts_with([wish]),
            left,
            [wish.visit],
            required,
            ledger,
            self.stop,
            seconds=CONFLICT_LIMITS.check_seconds,
        )
        if found is None:
            raise NoneInTime(bilingual("时间用完", "out of time"))
        return found

    def _required(self, wish: Pin, keep: bool) -> list[str]:
        mine = [item.id for item in self.plan.items if item.visit == wish.visit and item.request] if keep else []
        return [*mine, wish.of]

    def breaks_by_itself(self, wish: Pin) -> tuple[Broken, ...]:
        """Return the musts that an item breaks by itself at the wished time and place, whatever else is planned."""
        if any(item.id == wish.of for item in self.plan.items) or wish.out:
            return breaks_by_itself(self.facts, self.rules, self.plan, wish)
        request = self.request(wish)
        if request is None:
            return ()
        lone = lone_item(self.facts, self.rules, wish.visit, request)
        start = wish.start if wish.start is not None else request.at
        if start is None and lone.forbidden:
            start = at(request.on or self.facts.stay(wish.visit).days[0], self.facts.shape.afternoon_start)
            return tuple(b for b in lone.breaks(start) if b.rule.id in lone.forbidden_by)
        return lone.breaks(start) if start is not None else ()

    def causes(self, wish: Pin, core: ConflictCore, *, alone: bool) -> tuple[LeftOutCause, ...]:
        """Return the facts behind the rules of a core, in words; without rules, why there is no time."""
        facts, request = self._facts_with([wish]), self.request(wish)
        ledger = Ledger.empty(facts) if alone else self.incumbent.ledger.without(core.visits)
        if core.rules:
            required = [*core.items, wish.of]
            return causes_in_core(facts, self.rules, wish.of, required, ledger, core.rules, self.stop)
        if request is None or core.visits or core.items:
            return ()
        found = causes_at_every_time(facts, self.rules, wish.visit, request)
        return found or ways(facts, wish.visit, request)

    def nearest(self, wish: Pin) -> Nearest | None:
        """Return the nearest thing to a wish that works beside all else that is planned, the others fixed."""
        start = wish.start
        if start is None and not wish.sides:
            start = next((item.start for item in self.plan.items if item.id == wish.of), None)
        facts = self._facts_with([wish.replace(start=None)] if wish.sides else ())
        kept = [i.id for i in self.plan.items if i.visit == wish.visit and i.request and i.id != wish.of]
        return nearest(facts, self.rules, Asked(wish.of, start), kept, self.incumbent.ledger, self.stop)

    def request(self, wish: Pin) -> Request | None:
        """Return the request that a wish is about; None for what the planner owes or chose."""
        name = wish.of.partition("/")[2]
        return next((r for r in self.facts.week.visit(wish.visit).requests if r.id == name), None)
