"""What breaks of the rules weigh in one number, so that a search can add them up; the tiers stay in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.rules.outbound.rounds_rule import RoundsRule

SHOULD = 1_000_000
"""What a unit of the tier of shoulds weighs beside a unit of preferences: more than all preferences of a day."""


@dataclass(frozen=True)
class RuleWeights:
    """Weights a unit of amount, by rule id; None: a must."""

    weights: dict[str, int | None]

    @classmethod
    def of(cls, rules: Iterable[RoundsRule]) -> RuleWeights:
        """Return the weights of the rules of an edition."""
        found: dict[str, int | None] = {}
        for rule in rules:
            if rule.level == "must":
                found[rule.id] = None
            elif rule.tier is not None:
                found[rule.id] = rule.cost(1) * (SHOULD if rule.tier is Tier.SHOULD else 1)
        return cls(found)

    def cost(self, id: str, amount: int) -> int | None:
        """Return what an amount weighs; None where it is forbidden."""
        weight = self.weights.get(id, 0)
        if weight is None:
            return 0 if amount == 0 else None
        return weight * amount
