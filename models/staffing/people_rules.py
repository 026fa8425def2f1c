"""The duty rules about people that an edition counts, by what they offer to staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.core.people_duty import (
    DelegationRule,
    LoadRule,
    PositionRule,
    SeriesRule,
    TableRule,
    WeekRule,
    WorkingDayRule,
)

if TYPE_CHECKING:
    from models.staffing.jobs import DutyPrices


class PeopleRules:
    """Rules at level must, should or prefer, in the order of the policy; a rule may be in several lists."""

    def __init__(self, prices: DutyPrices) -> None:
        counted = prices.counted
        self.positions = [rule for rule in counted if isinstance(rule, PositionRule)]
        self.tables = [rule for rule in counted if isinstance(rule, TableRule)]
        self.delegations = [rule for rule in counted if isinstance(rule, DelegationRule)]
        self.weeks = [rule for rule in counted if isinstance(rule, WeekRule)]
        self.loads = [rule for rule in counted if isinstance(rule, LoadRule)]
        self.working_days = [rule for rule in counted if isinstance(rule, WorkingDayRule)]
        self.series = [rule for rule in counted if isinstance(rule, SeriesRule)]
