"""The duty rules about people that an edition counts, by what they offer to staffing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from models.rules.core.people_duty import (
    BookedDayRule,
    DayChainRule,
    DelegationRule,
    LoadRule,
    PositionRule,
    SeriesRule,
    StrangerRule,
    TableRule,
    WeekRule,
    WorkingDayRule,
)

if TYPE_CHECKING:
    from models.rules.core.base import Rule


class PeopleRules:
    """Duty rules about people, in the order of the policy; a rule may be in several lists."""

    def __init__(self, counted: tuple[Rule, ...]) -> None:
        self.positions = [rule for rule in counted if isinstance(rule, PositionRule)]
        self.booked_days = [rule for rule in counted if isinstance(rule, BookedDayRule)]
        self.tables = [rule for rule in counted if isinstance(rule, TableRule)]
        self.strangers = [rule for rule in counted if isinstance(rule, StrangerRule)]
        self.delegations = [rule for rule in counted if isinstance(rule, DelegationRule)]
        self.day_chains = [rule for rule in counted if isinstance(rule, DayChainRule)]
        self.weeks = [rule for rule in counted if isinstance(rule, WeekRule)]
        self.loads = [rule for rule in counted if isinstance(rule, LoadRule)]
        self.working_days = [rule for rule in counted if isinstance(rule, WorkingDayRule)]
        self.series = [rule for rule in counted if isinstance(rule, SeriesRule)]


@lru_cache(maxsize=4)
def people_rules(counted: tuple[Rule, ...]) -> PeopleRules:
    """Return rules by what they offer.

    The search staffs thousands of times with the same rules, and asking a rule what it offers takes as long as
    computing the cost of a week: the last few answers are remembered.

    Parameters
    ----------
    counted : tuple of Rule
        Those at level must, should or prefer (``DutyPrices.counted``).
    """
    return PeopleRules(counted)
