"""Days of helpers who are booked by the day: all positions of a visit, a day and a language that ask for one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.day_windows import operating_day
from models.domain.demands import can_be_hired
from models.domain.roles import BOOKED_BY_DAY
from models.rules.core.cost_lines import help_price
from models.staffing.costs import NOTHING, StaffingCost

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.rules.core.people_duty import BookedDayRule
    from models.staffing.people_pool import PeoplePool
    from models.staffing.positions import Position

BookedDay = list[int]
"""The positions of a day, in the order of time."""


class BookedDays:
    """The positions of interpreters, day by day, and what it costs that nobody of ours fills some of them.

    Attributes
    ----------
    day_of : dict position -> BookedDay
        The day to which it belongs.
    of_visit : dict visit -> list of BookedDay
    """

    def __init__(self, pool: PeoplePool, positions: Sequence[Position]) -> None:
        self.pool, self.positions = pool, positions
        self.day_of: dict[int, BookedDay] = {}
        self.of_visit: dict[str, list[BookedDay]] = defaultdict(list)
        found: dict[tuple[str, dt.date, str | None], BookedDay] = defaultdict(list)
        for k, position in enumerate(positions):
            if position.demand.role in BOOKED_BY_DAY:
                task = position.task
                found[task.visit, operating_day(task.start), position.demand.language].append(k)
        for (visit, _, _), ks in found.items():
            ks.sort(key=lambda k: (positions[k].task.start, k))
            self.of_visit[visit].append(ks)
            self.day_of |= dict.fromkeys(ks, ks)

    def __iter__(self) -> Iterator[BookedDay]:
        """Yield all days."""
        for days in self.of_visit.values():
            yield from days

    def cost(self, lacking: Iterable[int]) -> StaffingCost:
        """Return what it costs that nobody of ours fills some positions of one day."""
        lacking = list(lacking)
        if not lacking:
            return NOTHING
        found = self.price(k for k in lacking if self.is_paid(k))
        for rule in self.pool.rules.booked_days:
            amount = rule.booked_amount(self.by_rule(rule, lacking))
            found += self.pool.prices.price(rule, amount)
        return found

    def by_rule(self, rule: BookedDayRule, ks: Iterable[int]) -> Mapping[str, list[int]]:
        """Return positions by the rule that asks for them, without those for which one of the rules is waived."""
        found: dict[str, list[int]] = defaultdict(list)
        for k in ks:
            asked_by, position = self.positions[k].demand.rule, self.positions[k]
            visit = self.pool.facts.week.visit(position.task.visit)
            if asked_by != rule.id or not rule.waived(visit, *position.about.ids):
                found[asked_by].append(k)
        return found

    def is_paid(self, k: int) -> bool:
        """Tell whether somebody hired is paid for a position."""
        demand = self.positions[k].demand
        return demand.paid and can_be_hired(self.pool.facts, demand)

    def price(self, paid: Iterable[int]) -> StaffingCost:
        """Return the price of whoever is hired for the day, where there is a position for which they are paid."""
        k = next(iter(paid), None)
        duty = None if k is None else self.positions[k].duty(None, hired=True)
        return NOTHING if duty is None else StaffingCost(money=help_price(self.pool.facts, duty))
