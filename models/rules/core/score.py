"""The score of a plan: a tuple of tiers, strictly in order, computed from the rules' ``check`` alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from models.rules.core.cost_lines import costs
from models.rules.core.true_labels import as_it_is

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.base import Rule
    from models.rules.core.findings import Violation


@dataclass(frozen=True)
class Broken:
    """A violation with the rule's level, and whether a leader agreed to it."""

    violation: Violation
    rule: Rule
    waived: bool

    @property
    def cost(self) -> int:
        """What it weighs in its tier; 0 when waived."""
        return 0 if self.waived else self.rule.cost(self.violation.amount)


@dataclass(frozen=True)
class Score:
    """A value a ``Tier`` and the breaks behind them; ``musts`` are breaks that a published plan never has."""

    tiers: tuple[int, int, int, int, int]
    broken: tuple[Broken, ...]

    @property
    def musts(self) -> tuple[Broken, ...]:
        """Breaks of musts that nobody waived."""
        return tuple(b for b in self.broken if b.rule.level == "must" and not b.waived)


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
        if rule.level == "off":
            continue
        for violation in rule.check(facts, plan if rule.judges_labels else judged):
            visit = facts.week.visit(violation.visit) if violation.visit else None
            if not rule.concerns_only_frozen(facts, violation.about):
                found.append(Broken(violation, rule, bool(visit and rule.waived(visit, *violation.about.ids))))
    tiers = [0] * len(Tier)
    for left in plan.left_out:
        tiers[Tier.LEFT_OUT] += facts.stay(left.visit).price_left_out(left.request)
    for broken in found:
        if broken.rule.tier is not None:
            tiers[broken.rule.tier] += broken.cost
    tiers[Tier.MONEY] = sum(line.yuan for line in costs(facts, plan))
    zero, one, two, three, four = tiers
    return Score((zero, one, two, three, four), tuple(found))
