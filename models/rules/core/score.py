"""The score of a plan: a tuple of tiers, strictly in order, computed from the rules' ``check`` alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from models.rules.core.cost_lines import visit_costs
from models.rules.core.true_labels import as_it_is

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.base import Rule
    from models.rules.core.cost_lines import VisitCost
    from models.rules.core.findings import Violation


@dataclass(frozen=True)
class Broken:
    """A violation with the rule's level, and whether a leader agreed to it."""

    violation: Violation
    rule: Rule
    waived: bool

    @cached_property
    def cost(self) -> int:
        """What it weighs in its tier; 0 when waived."""
        return 0 if self.waived else self.rule.cost(self.violation.amount)


@dataclass(frozen=True)
class Score:
    """A value a ``Tier`` and the breaks behind them; ``musts`` are breaks that a published plan never has."""

    tiers: tuple[int, int, int, int, int]
    broken: tuple[Broken, ...]
    costs: Mapping[str, VisitCost] = field(default_factory=dict)
    """What each visit costs; ``broken`` is sorted by rule, then by visit, in the order of the week."""

    @property
    def musts(self) -> tuple[Broken, ...]:
        """Breaks of musts that nobody waived."""
        return tuple(b for b in self.broken if b.rule.level == "must" and not b.waived)

    @cached_property
    def by_visit(self) -> Mapping[str, Sequence[Broken]]:
        """The breaks by the visit that suffers them; under ``""`` those that no visit does."""
        found: dict[str, list[Broken]] = {}
        for broken in self.broken:
            found.setdefault(broken.violation.visit, []).append(broken)
        return found

    def of(self, visits: Iterable[str]) -> Iterator[Broken]:
        """Yield the breaks that some visits suffer, visit by visit."""
        return (broken for visit in dict.fromkeys(visits) for broken in self.by_visit.get(visit, ()))


def score(facts: Facts, plan: Plan, rules: Sequence[Rule]) -> Score:
    """Judge a plan by the rules: what it does, not what it calls it.

    Parameters
    ----------
    facts : Facts
        The week and the edition.
    plan : Plan
        Any plan.
    rules : sequence of Rule
        Rules of the edition; those that are ``off`` are passed over.

    Returns
    -------
    Score
        All tiers as integers ≥ 0; lower is better, earlier tiers first.
    """
    found: list[Broken] = []
    judged = as_it_is(facts, plan)
    for rule in rules:
        if rule.level != "off":
            each = breaks(facts, rule, rule.check(facts, plan if rule.judges_labels else judged))
            found += in_order_of_visits(facts, each)
    return score_of(found, price_of_left_out(facts, plan), visit_costs(facts, plan))


def breaks(facts: Facts, rule: Rule, violations: Iterable[Violation]) -> list[Broken]:
    """Return what a rule found as breaks; what concerns only what has started is none."""
    found = []
    for violation in violations:
        visit = facts.week.visit(violation.visit) if violation.visit else None
        if not rule.concerns_only_frozen(facts, violation.about):
            found.append(Broken(violation, rule, bool(visit and rule.waived(visit, *violation.about.ids))))
    return found


def in_order_of_visits(facts: Facts, found: list[Broken]) -> list[Broken]:
    """Return the breaks of a rule in the order of the week's visits, those of no visit last; else as they were."""
    if len(found) < 2:
        return found
    places = facts.visit_places
    return sorted(found, key=lambda broken: places.get(broken.violation.visit, len(places)))


def price_of_left_out(facts: Facts, plan: Plan) -> int:
    """Return the price of the requests that a plan leaves out."""
    return sum(facts.stay(left.visit).price_left_out(left.request) for left in plan.left_out)


def score_of(found: Sequence[Broken], left_out: int, costs: Mapping[str, VisitCost]) -> Score:
    """Return the score of a plan with some breaks, the price of what it leaves out, and what its visits cost."""
    tiers = [0] * len(Tier)
    tiers[Tier.LEFT_OUT] = left_out
    for broken in found:
        if broken.rule.tier is not None:
            tiers[broken.rule.tier] += broken.cost
    tiers[Tier.MONEY] = sum(cost.yuan for cost in costs.values())
    zero, one, two, three, four = tiers
    return Score((zero, one, two, three, four), tuple(found), costs)
