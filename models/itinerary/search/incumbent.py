"""The incumbent: the best plan so far, visit by visit, with its bookings, its score and the solver's values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.plan import VisitPlan, plan_of_visits
from models.domain.tiers import Tier
from models.rules.core.cost_lines import visit_costs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from models.cp.frame import Frame
    from models.cp.ledger import Ledger
    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan
    from models.rules.core.cost_lines import VisitCost
    from models.rules.core.score import Broken, Score


@dataclass(frozen=True)
class Incumbent:
    """A complete plan of the visits so far.

    Attributes
    ----------
    ledger : Ledger
        What the visits hold of the shared resources.
    visit_plans : dict visit -> VisitPlan
        Staffed.
    values : dict visit -> tuple of int
        Values of the visit's variables in a search frame: its part of a complete hint.
    """

    ledger: Ledger
    visit_plans: dict[str, VisitPlan] = field(default_factory=dict)
    values: dict[str, tuple[int, ...]] = field(default_factory=dict)
    score: Score | None = None
    duty_proven: bool = False
    """Whether the whole week's staffing is optimal for these visit plans."""

    @property
    def tiers(self) -> tuple[int, ...]:
        """Tiers of the score; empty before the first complete plan."""
        return self.score.tiers if self.score else ()

    def programme_tiers(self, facts: Facts, visits: Collection[str]) -> tuple[int, int, int, int]:
        """Return some visits' share of ``PROGRAMME_TIERS`` as far as their programmes decide it, without duties."""
        left_out = sum(left_out_price(facts, self.visit_plans[visit].left_out) for visit in visits)
        should = preference = 0
        for broken in self._broken(visits):
            if broken.rule.scope != "duty":
                should += broken.cost if broken.rule.tier == Tier.SHOULD else 0
                preference += broken.cost if broken.rule.tier == Tier.PREFERENCE else 0
        spent = self._costs(facts)
        return left_out, should, preference, sum(spent[visit].programme for visit in set(visits) & set(spent))

    def upper_tiers(self, facts: Facts, visits: Collection[str]) -> tuple[int, int]:
        """Return some visits' share of ``UPPER_TIERS``, people's duties among them."""
        left_out = sum(left_out_price(facts, self.visit_plans[visit].left_out) for visit in visits)
        return left_out, sum(b.cost for b in self._broken(visits) if b.rule.tier == Tier.SHOULD)

    def missing(self, visits: Collection[str], rules: Collection[str]) -> int:
        """Return what some visits' breaks of some rules of people's work cost."""
        return sum(b.cost for b in self._broken(visits) if b.rule.id in rules)

    def shares(self, facts: Facts) -> dict[str, list[int]]:
        """Return each visit's share of all tiers; breaks that are of no visit are counted for all visits alike."""
        found = {visit: [0] * len(Tier) for visit in self.visit_plans}
        for visit, visit_plan in self.visit_plans.items():
            found[visit][Tier.LEFT_OUT] = left_out_price(facts, visit_plan.left_out)
        for broken in self.score.broken if self.score else ():
            if broken.rule.tier is not None:
                for visit in [broken.violation.visit] if broken.violation.visit else found:
                    found[visit][broken.rule.tier] += broken.cost
        for visit, cost in self._costs(facts).items():
            found[visit][Tier.MONEY] += cost.yuan
        return found

    def _broken(self, visits: Collection[str]) -> Iterator[Broken]:
        """Yield what some visits suffer."""
        return self.score.of(visits) if self.score else iter(())

    def _costs(self, facts: Facts) -> Mapping[str, VisitCost]:
        """Return what each visit costs."""
        return self.score.costs if self.score else visit_costs(facts, assemble(facts, self.visit_plans))


def hint_of(frame: Frame, values: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Return the values of the frame's visits that are known, by variable index."""
    found: list[tuple[int, int]] = []
    for visit, (first, last) in frame.ranges.items():
        known = values.get(visit, ())
        if len(known) == last - first:
            found += list(zip(range(first, last), known, strict=True))
    return found


def objective_value(incumbent: Incumbent) -> tuple[int, ...]:
    """Return what decides between two plans, the less the better: musts broken, then the tiers."""
    musts = incumbent.score.musts if incumbent.score else ()
    return sum(broken.violation.amount for broken in musts), *incumbent.tiers


def left_out_price(facts: Facts, left_out: Iterable[LeftOut]) -> int:
    """Return the price of some requests that are left out (tier ``LEFT_OUT``)."""
    return sum(facts.stay(left.visit).price_left_out(left.request) for left in left_out)


def with_rides(plan: VisitPlan, driven: VisitPlan) -> VisitPlan:
    """Return the plan of a visit with the vehicles and drivers that the same programme has in another one."""
    rides = {move.id: move.rides for move in driven.moves}
    return VisitPlan(
        plan.items, tuple(move.replace(rides=rides[move.id]) for move in plan.moves), plan.nights, plan.left_out
    )


def assemble(facts: Facts, visit_plans: Mapping[str, VisitPlan]) -> Plan:
    """Return the plan of the week made of the visits' plans, in the order of visit and time."""
    return plan_of_visits(facts.week.id, facts.edition.id, visit_plans)
