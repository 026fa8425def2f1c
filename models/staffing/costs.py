"""What staffing costs, component by component, and what a break of a duty rule costs under an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from models.domain.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.rules.core.base import Rule
    from models.rules.core.people_duty import DutyRule

Component = Literal["musts", "shoulds", "money", "duty"]
COMPONENTS: tuple[Component, ...] = ("musts", "shoulds", "money", "duty")
"""The components of a cost, the most important first."""
_OF_TIER: dict[Tier | None, Component] = {Tier.SHOULD: "shoulds", Tier.DUTY: "duty"}


class StaffingCost(NamedTuple):
    """What a part of the staffing costs; costs compare component by component, strictly in this order.

    Attributes
    ----------
    musts : int
        Musts broken: a complete and sound staffing has none.
    shoulds, money, duty : int
        What it adds to ``Tier.SHOULD``, ``Tier.MONEY`` (yuan) and ``Tier.DUTY``.
    """

    musts: int = 0
    shoulds: int = 0
    money: int = 0
    duty: int = 0

    def __add__(self, other: StaffingCost) -> StaffingCost:  # type: ignore[override] # not one tuple after the other
        if other is NOTHING:  # the most frequent case
            return self
        a, b, c, d = self
        e, f, g, h = other
        return _new(StaffingCost, (a + e, b + f, c + g, d + h))

    def __sub__(self, other: StaffingCost) -> StaffingCost:
        if other is NOTHING:
            return self
        a, b, c, d = self
        e, f, g, h = other
        return _new(StaffingCost, (a - e, b - f, c - g, d - h))

    def through(self, last: Component) -> tuple[int, ...]:
        """Return the components from the first one to ``last``, for comparing so far only."""
        return self[: COMPONENTS.index(last) + 1]

    @property
    def before_money(self) -> tuple[int, ...]:
        """Musts and shoulds."""
        return self.through("shoulds")

    @property
    def before_duty(self) -> tuple[int, ...]:
        """Musts, shoulds and money."""
        return self.through("money")


_new = tuple.__new__  # twice as fast as the constructor; dispatching adds costs a million times
NOTHING = StaffingCost()
ONE_MUST = StaffingCost(musts=1)
"""A day that breaks a must, or a job without vehicles."""


class DutyPrices:
    """The rules that staffing counts under an edition, and what their breaks cost."""

    def __init__(self, facts: Facts, rules: Sequence[Rule]) -> None:
        self.facts = facts
        self.rules = {rule.id: rule for rule in rules}
        self._component: dict[DutyRule, Component | None] = {
            rule: "musts" if rule.level == "must" else _OF_TIER.get(rule.tier) for rule in rules
        }

    @property
    def counted(self) -> tuple[Rule, ...]:
        """The rules whose breaks cost something, in the order of the policy: no notes, none that are off."""
        return tuple(rule for rule in self.rules.values() if self._component[rule])

    def component(self, rule: DutyRule) -> Component | None:
        """Return where a rule's breaks are counted; None: nowhere."""
        return self._component[rule]

    def price(self, rule: DutyRule, amount: int) -> StaffingCost:
        """Return what an amount of a rule's break costs."""
        if amount <= 0 or (component := self._component[rule]) is None:
            return NOTHING
        size = rule.cost(amount)
        if component == "duty":
            return StaffingCost(0, 0, 0, size)
        return StaffingCost(0, size) if component == "shoulds" else StaffingCost(size)
