"""A vehicle's working day that two drivers share: where one may relieve the other, and what the day costs then.

One driver takes over from the other between two moves where the vehicle stands and waits, so that nobody has to bring
it from one to the other. Each comes from the vehicle's home and goes back to it, as the rules about drivers read their
days.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from models.rules.core.vehicle_work import follows
from models.staffing.costs import NOTHING, StaffingCost

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.staffing.working_days import JobChain, WorkingDayCosts

Crew = tuple[str, ...]
"""The driver of a vehicle's working day, or the first one and the one who takes over."""


class ReliefPoint(NamedTuple):
    """Where a day's drivers change.

    Attributes
    ----------
    before : int
        Jobs of the first driver.
    stands : bool
        Whether the vehicle waits there for its next job, with no empty run between.
    cost : StaffingCost
        What the day costs: each driver's hours by themselves.
    """

    before: int
    stands: bool
    cost: StaffingCost


class SharedDays:
    """What vehicles' working days cost that two drivers share, and where they change.

    Parameters
    ----------
    available : callable
        Tells whether a driver is there for a job with a vehicle (HOST-09).

    Attributes
    ----------
    fixed_drivers : dict (job, vehicle) -> driver
        Who drives the rides that stay as they are.
    """

    def __init__(self, days: WorkingDayCosts, available: Callable[[int, str, str], bool]) -> None:
        self._days, self._available = days, available
        self.fixed_drivers: dict[tuple[int, str], str] = {}
        self._points: dict[tuple[str, JobChain], list[ReliefPoint]] = {}

    def day(self, vehicle: str, chain: JobChain, crew: Crew) -> tuple[StaffingCost | None, int]:
        """Return what a day of two drivers costs, None where it breaks a must, and how many jobs are the first one's.

        They share it only where that costs less above duty than if one of them makes all of it.
        """
        home = self._days.pool.home[vehicle]
        whole, alone = self._days.cost(chain, home), None
        if whole is not None:
            sole = ((len(chain), crew[0]), (0, crew[1]))
            alone = next((n for n, driver in sole if all(self._may_drive(j, vehicle, driver) for j in chain)), None)
        if whole is not None and alone is not None and whole.before_duty == NOTHING.before_duty:
            return whole, alone
        shared = [(p.cost, p.before) for p in self.points(chain, home) if self._may_change(vehicle, chain, crew, p)]
        if shared and (alone is None or whole is None or min(shared)[0].before_duty < whole.before_duty):
            return min(shared)
        return (None, len(chain)) if alone is None else (whole, alone)

    def points(self, chain: JobChain, home: str) -> list[ReliefPoint]:
        """Return where the drivers of a day can change so that no rule that is a must is broken (CAR-02 is one)."""
        key = home, chain
        if key not in self._points:
            runs = self._days.work(chain, home).runs
            sound = all(follows(self._days.facts, a, b) for a, b in pairwise(runs))
            found = (self._point(chain, home, n) for n in range(1, len(chain))) if sound else ()
            self._points[key] = [point for point in found if point is not None]
        return self._points[key]

    def _point(self, chain: JobChain, home: str, before: int) -> ReliefPoint | None:
        days, cost = self._days, NOTHING
        whole = days.work(chain, home)
        parts = [days.work(part, home) for part in (chain[:before], chain[before:])]
        for rule in days.rules:
            cost += days.prices.price(rule, rule.relieved_amount(whole, parts))
            if cost.musts:
                return None
        a, b = whole.runs[before - 1], whole.runs[before]
        return ReliefPoint(before, days.facts.travel.minutes(a.target, b.origin, b.ready) == 0, cost)

    def _may_change(self, vehicle: str, chain: JobChain, crew: Crew, point: ReliefPoint) -> bool:
        """Tell whether two drivers can change at a point: where the vehicle stands, or as fixed rides have it."""
        parts = ((crew[0], chain[: point.before]), (crew[1], chain[point.before :]))
        fixed = all((j, vehicle) in self.fixed_drivers for j in chain[point.before - 1 : point.before + 1])
        return (point.stands or fixed) and all(self._may_drive(j, vehicle, d) for d, part in parts for j in part)

    def _may_drive(self, k: int, vehicle: str, driver: str) -> bool:
        fixed = self.fixed_drivers.get((k, vehicle))
        return self._available(k, vehicle, driver) if fixed is None else fixed == driver
