"""A plan that somebody has changed by hand: every decision is kept that no must forbids, the others are named.

The changed plan may break musts. First it is repaired with all decisions fixed; where that is not possible, decisions
are given up: one alone if that is enough, the ones that break a must themselves before any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.errors import NoneInTime, NoPlanPossible
from models.domain.facts import Facts
from models.domain.revision import Revision
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import Incumbent, assemble
from models.itinerary.search.repair import Repair
from models.rules.core.score import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from models.domain.pins import Decision, HandChanges, Pin
    from models.domain.plan import Plan
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken


@dataclass(frozen=True)
class GivenUp:
    """A decision that is not kept, and the musts that it breaks."""

    decision: Decision
    broken: tuple[Broken, ...]


@dataclass(frozen=True)
class DecidedStart:
    """Where a search begins.

    Attributes
    ----------
    incumbent : Incumbent or None
        The changed plan, repaired; None: no plan was found beside what is fixed.
    plan : Plan
        The changed plan without what was given up.
    facts : Facts
        With what is kept as pins.
    """

    incumbent: Incumbent | None
    plan: Plan
    facts: Facts
    given_up: tuple[GivenUp, ...] = ()


class DecidedStarts:
    """Finds where to begin from a changed plan.

    Parameters
    ----------
    facts : Facts
        With the pins that hold in any case.
    changes : HandChanges
        What was changed.
    stop : StopSignal
        Of which only Ctrl-C counts: what was decided does not depend on the clock.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], changes: HandChanges, stop: StopSignal) -> None:
        self.facts, self.rules, self.stop = facts, tuple(rules), StopSignal(None, stop.event)
        self.decisions, self.plan_without = changes.decisions, changes.plan_without

    def find(self) -> DecidedStart:
        """Return the start that keeps as many decisions as it can."""
        whole = self._with(())
        if whole.incumbent is not None or not self.decisions:
            return whole
        blamed = self._blamed()
        order = sorted(self.decisions, key=lambda d: -len(blamed[d.source]))
        alone = next((found for d in order if (found := self._with([d])).incumbent is not None), None)
        found = alone or self._without_several(order)
        return replace(found, given_up=tuple(GivenUp(g.decision, blamed[g.decision.source]) for g in found.given_up))

    def _without_several(self, order: Sequence[Decision]) -> DecidedStart:
        """Give up one after the other until there is a plan; then take back what was given up in vain."""
        out: list[Decision] = []
        found = self._with(())
        for decision in order:
            out.append(decision)
            found = self._with(out)
            if found.incumbent is not None:
                break
        for decision in tuple(out[:-1]) if found.incumbent is not None else ():
            fewer = self._with([other for other in out if other != decision])
            if fewer.incumbent is not None:
                out.remove(decision)
                found = fewer
        return found

    def _with(self, out: Sequence[Decision]) -> DecidedStart:
        """Return the start without some decisions, all others fixed."""
        plan = self.plan_without([decision.source for decision in out])
        pins = [pin for decision in self.decisions if decision not in out for pin in decision.pins]
        facts = with_pins(self.facts, pins, plan)
        given_up = tuple(GivenUp(decision, ()) for decision in out)
        return DecidedStart(repaired_start(facts, self.rules, plan, self.stop), plan, facts, given_up)

    def _blamed(self) -> dict[str, tuple[Broken, ...]]:
        """Return the musts that each decision causes: the changed plan does not break them without it."""
        every = self._musts(())
        found = {}
        for decision in self.decisions:
            without = {_fault(broken) for broken in self._musts([decision.source])}
            mine = [broken for broken in every if _fault(broken) not in without]
            found[decision.source] = _most_telling(mine or every, decision)
        return found

    def _musts(self, out: Collection[str]) -> tuple[Broken, ...]:
        plan = self.plan_without(out)
        known = assemble(self.facts, visit_plans_of(self.facts, plan))
        return tuple(score(self.facts, known, self.rules).musts)


def with_pins(facts: Facts, pins: Iterable[Pin], start: Plan) -> Facts:
    """Return the facts with more pins, and the plan from which they are."""
    revision = facts.revision or Revision()
    return Facts(facts.week, facts.edition, replace(revision, pins=(*revision.pins, *pins), start=start))


def repaired_start(facts: Facts, rules: Sequence[Rule], plan: Plan, stop: StopSignal) -> Incumbent | None:
    """Return a plan repaired where it breaks a must, as if it had been announced; None: in vain."""
    revision = facts.revision or Revision()
    told = facts if revision.announced else Facts(facts.week, facts.edition, replace(revision, announced=plan))
    try:
        found = Repair(told, rules, plan, stop).repair().incumbent
    except (NoPlanPossible, NoneInTime):  # among what the plan fixes; perhaps without it
        return None
    judged = score(facts, assemble(facts, found.visit_plans), rules)
    return None if judged.musts else replace(found, score=judged)


def _most_telling(broken: Sequence[Broken], decision: Decision) -> tuple[Broken, ...]:
    """Return the musts that say most about a decision: about its own rows, and no mere consequence for the ways."""
    rows, visits = {pin.of for pin in decision.pins}, {pin.visit for pin in decision.pins}
    own = [b for b in broken if rows & set(b.violation.about.rows)]
    mine = own or [b for b in broken if b.violation.visit in visits] or broken
    plain = [b for b in mine if b.rule.chapter != "STR"] or mine
    return tuple(sorted(plain, key=lambda b: len(set(b.violation.about.rows) - rows)))


def _fault(broken: Broken) -> tuple[object, ...]:
    violation = broken.violation
    return violation.rule, violation.visit, violation.about, violation.sentence
