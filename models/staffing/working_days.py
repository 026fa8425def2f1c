"""What vehicles' working days of one driver cost by the rules, each computed once and remembered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from models.rules.core.vehicle_work import WorkChain, follows
from models.staffing.costs import NOTHING, StaffingCost
from models.staffing.vehicle_rules import vehicle_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.staffing.jobs import TransportJob
    from models.staffing.vehicle_pool import VehiclePool

JobChain = tuple[int, ...]
"""Jobs of a vehicle's working day by number, in order."""


class WorkingDayCosts:
    """What a vehicle's, and so its driver's, working day costs by the vehicle's home; None where it breaks a must."""

    def __init__(self, pool: VehiclePool, jobs: Sequence[TransportJob]) -> None:
        self.facts, self.prices, self.jobs, self.pool = pool.facts, pool.prices, jobs, pool
        self.rules = vehicle_rules(pool.prices.counted).days
        self._costs: dict[str, dict[JobChain, StaffingCost | None]] = {home: {} for home in pool.facts.week.homes}
        self._spans: dict[str, dict[JobChain, tuple[int, int]]] = {home: {} for home in pool.facts.week.homes}

    def work(self, chain: JobChain, home: str) -> WorkChain:
        """Return a chain of jobs as the rules read it."""
        return WorkChain(self.facts, [self.jobs[k].run for k in chain], home)

    def cost(self, chain: JobChain, home: str) -> StaffingCost | None:
        """Return what the rules about working days cost; None: one of them is a must and broken, or CAR-02 is."""
        known = self._costs[home]
        if chain not in known:
            known[chain] = self.pool.cost_of_day(
                (home, *[self.jobs[k].route for k in chain]), lambda: self._price(chain, home)
            )
        return known[chain]

    def span(self, chain: JobChain, home: str) -> tuple[int, int]:
        """Return when the driver sets off from home and is back."""
        known = self._spans[home]
        if chain not in known:
            spans = self.work(chain, home).spans
            known[chain] = min(a for a, _ in spans), max(b for _, b in spans)
        return known[chain]

    def _price(self, chain: JobChain, home: str) -> StaffingCost | None:
        if not chain:
            return NOTHING
        work, cost = self.work(chain, home), NOTHING
        if not all(follows(self.facts, a, b) for a, b in pairwise(work.runs)):
            return None
        for rule in self.rules:
            cost += self.prices.price(rule, rule.amount(work))
            if cost.musts:
                return None
        return cost
