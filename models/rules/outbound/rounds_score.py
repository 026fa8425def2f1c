"""The score of a plan of rounds: a tuple of tiers, strictly in order, from the rules' ``check`` alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from models.rules.outbound.day_rounds import days_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import RoundsPlan
    from models.rules.core.findings import Violation
    from models.rules.outbound.rounds_rule import RoundsRule

METRES_A_UNIT = 100
"""Of ways, in the tier of money."""


@dataclass(frozen=True)
class BrokenRounds:
    """A break of a rule about rounds."""

    violation: Violation
    rule: RoundsRule

    @property
    def cost(self) -> int:
        """What it weighs in its tier."""
        return self.rule.cost(self.violation.amount)


@dataclass(frozen=True)
class RoundsScore:
    """A value a ``Tier`` and the breaks behind them, sorted by rule.

    The first tier holds the prices of the due calls that are not made, the tier of money the metres of all ways by
    hundreds.
    """

    tiers: tuple[int, int, int, int, int]
    broken: tuple[BrokenRounds, ...]

    @property
    def musts(self) -> tuple[BrokenRounds, ...]:
        """Breaks of musts: a published plan has none."""
        return tuple(broken for broken in self.broken if broken.rule.level == "must")


def rounds_score(facts: RoundsFacts, plan: RoundsPlan, rules: Sequence[RoundsRule]) -> RoundsScore:
    """Judge a plan of rounds."""
    found = [BrokenRounds(violation, rule) for rule in rules for violation in sorted(rule.check(facts, plan))]
    tiers = dict.fromkeys(Tier, 0)
    for broken in found:
        if broken.rule.tier is not None:
            tiers[broken.rule.tier] += broken.cost
    tiers[Tier.LEFT_OUT] += price_of_missed(facts, plan)
    tiers[Tier.MONEY] += sum(day.metres for day in days_of(facts, plan)) // METRES_A_UNIT
    return RoundsScore((tiers[Tier(0)], tiers[Tier(1)], tiers[Tier(2)], tiers[Tier(3)], tiers[Tier(4)]), tuple(found))


def price_of_missed(facts: RoundsFacts, plan: RoundsPlan) -> int:
    """Return the prices of the due calls that are not made; where calls are paused all along they cost nothing."""
    made = {call.id for call in plan.calls}
    return sum(due.price for due in facts.dues if due.id not in made and not facts.paused_throughout(due))
