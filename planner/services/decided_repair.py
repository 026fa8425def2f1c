"""A repair that keeps what was decided by hand unless a must forbids it, and names the locks that no plan keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.errors import NoneInTime, NoPlanPossible
from models.domain.facts import Facts
from models.domain.pins import HandChanges
from models.domain.revision import Revision
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.decided_start import DecidedStarts, with_pins
from models.itinerary.search.incumbent import assemble
from models.itinerary.search.repair import Repair
from models.rules.catalogue import rules as rules_of
from planner.services.refused_locks import refuse_locks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.cp.stop_signal import StopSignal
    from models.domain.pins import Pin
    from models.domain.plan import LeftOut, Plan
    from models.domain.week import Week
    from models.itinerary.search.decided_start import GivenUp
    from models.itinerary.search.repair import Repaired


class DecidedRepair:
    """Repairs a plan after events.

    Parameters
    ----------
    plan : Plan
        The plan that people have, with what was changed in it by hand.
    decided : HandChanges or None
        What that was.
    deadline : float
        A ``time.monotonic`` moment that ends only what goes beyond the least repair.

    Attributes
    ----------
    facts : Facts
        Those of the last repair: with what is kept of the decisions as pins, and announced without the others.
    given_up : tuple of GivenUp
        The others.
    """

    def __init__(
        self, facts: Facts, plan: Plan, decided: HandChanges | None, stop: StopSignal, deadline: float
    ) -> None:
        self.facts, self.plan, self.stop, self.deadline = facts, plan, stop, deadline
        self.decided = decided or HandChanges((), lambda _: plan)
        self.given_up: tuple[GivenUp, ...] = ()

    def attempt(self, facts: Facts) -> tuple[Repaired, tuple[LeftOut, ...]]:
        """Repair under some facts, those of the week without what is set aside; what is left out has its reasons.

        Raises
        ------
        NoPlanPossible, NoneInTime
            See ``models.itinerary.search.repair``; also where locks are what no plan can keep, naming them.
        """
        decided = self._still_there(facts)
        pins = [pin for decision in decided.decisions for pin in decision.pins]
        self.facts, self.given_up = with_pins(facts, pins, self.plan) if pins else facts, ()
        locked = facts.revision is not None and bool(facts.revision.pins)
        if not pins and not locked:
            return self._repaired(self.plan)
        try:
            done = self._repaired(self.plan)
        except (NoPlanPossible, NoneInTime):
            self._give_up(facts, decided, locked=locked)
            if not self.given_up:
                raise
        else:
            if not (done[0].incumbent.score and done[0].incumbent.score.musts):
                return done
            self._give_up(facts, decided, locked=locked)
            if not self.given_up:
                return done
        return self._repaired(self.decided.plan_without([each.decision.source for each in self.given_up]))

    def _give_up(self, facts: Facts, decided: HandChanges, *, locked: bool) -> None:
        """Find what must be given up; refuse locks that stand in the way of every plan."""
        rules = rules_of(facts.edition)
        start = DecidedStarts(facts, rules, decided, self.stop).find()
        if start.incumbent is not None and start.given_up:
            announced = assemble(facts, visit_plans_of(facts, start.plan))
            revision = replace(start.facts.revision or Revision(), announced=announced)
            self.facts = Facts(facts.week, facts.edition, revision)
            self.given_up = start.given_up
        elif start.incumbent is None and locked:
            refuse_locks(facts, rules, self.plan, self.stop)

    def _repaired(self, plan: Plan) -> tuple[Repaired, tuple[LeftOut, ...]]:
        repair = Repair(self.facts, rules_of(self.facts.edition), plan, self.stop)
        repair.repair()
        return repair.fit_left_out(self.deadline), repair.explain_left_out()

    def _still_there(self, facts: Facts) -> HandChanges:
        """Return the decisions about what the changed week still has."""
        kept = [each for each in self.decided.decisions if not gone(facts.week, self.plan, each.pins)]
        return HandChanges(tuple(kept), self.decided.plan_without)


def pins_still_there(week: Week, plan: Plan, pins: Iterable[Pin]) -> tuple[Pin, ...]:
    """Return pins without those of rows that a changed week no longer asks for: called off, they need no lock."""
    every = tuple(pins)
    rows = {pin.source for pin in every if pin.source and gone(week, plan, [pin])}
    return tuple(pin for pin in every if pin.source not in rows and not gone(week, plan, [pin]))


def gone(week: Week, plan: Plan, pins: Iterable[Pin]) -> bool:
    """Tell whether any of some pins is of a visit or request that the week no longer has."""
    asked = {visit.id: {request.id for request in visit.requests} for visit in week.visits}
    requests = {item.id: item.request for item in plan.items if item.request}
    return any(
        pin.visit not in asked or (pin.of in requests and requests[pin.of] not in asked[pin.visit]) for pin in pins
    )
