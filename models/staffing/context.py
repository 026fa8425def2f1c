"""What staffing keeps between two calls: it is asked thousands of times, and only a few visits change in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.roles import CHOSEN_ROLES
from models.rules.core.people_work import task_of
from models.staffing.costs import DutyPrices
from models.staffing.dispatch_limits import DispatchLimits
from models.staffing.jobs import jobs_of_visit
from models.staffing.people_pool import PeoplePool
from models.staffing.vehicle_pool import VehiclePool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move
    from models.rules.core.base import Rule
    from models.rules.core.people_work import Task
    from models.staffing.jobs import Loads, TransportJob


class StaffingContext:
    """Facts and rules as staffing reads them, and what it found out about rows that have not changed since.

    Rows are told apart by identity: a visit whose rows are other objects is read again. It changes no result.

    Attributes
    ----------
    vehicles, people : VehiclePool, PeoplePool
        Who and what there is, with the prices remembered.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule]) -> None:
        self.facts, self.rules = facts, tuple(rules)
        self.prices = DutyPrices(facts, rules)
        self.vehicles = VehiclePool(facts, self.prices, DispatchLimits())
        self.people = PeoplePool(facts, self.prices)
        self._jobs: dict[str, tuple[Sequence[Move], list[TransportJob]]] = {}
        self._tasks: dict[str, tuple[Sequence[Item], Sequence[Move], list[Task]]] = {}
        self._loads: Loads = {}

    @classmethod
    def of(cls, facts: Facts, rules: Sequence[Rule]) -> StaffingContext:
        """Return the context that is kept with the facts; a new one where the rules are others."""
        known: StaffingContext | None = facts.cache.get("staffing")
        if known is None or known.rules != tuple(rules):
            known = facts.cache["staffing"] = cls(facts, rules)
        return known

    def jobs(self, visit: str, moves: Sequence[Move]) -> list[TransportJob]:
        """Return the jobs of a visit's moves."""
        known = self._jobs.get(visit)
        if known is None or known[0] is not moves:
            known = self._jobs[visit] = moves, jobs_of_visit(self.facts, visit, moves, self._loads)
        return known[1]

    def tasks(
        self, visit: str, items: Sequence[Item], moves: Sequence[Move], *, only_named: bool = False
    ) -> list[Task]:
        """Return what a visit's rows ask of our people; ``only_named``: of leaders, experts and trainers only."""
        known = self._tasks.get(visit)
        if known is None or known[0] is not items or known[1] is not moves:
            rows: list[Item | Move] = [*items, *moves]
            people = self.people.people
            found = [task_of(self.facts, row, duty) for row in rows for duty in row.duties if duty.person in people]
            known = self._tasks[visit] = items, moves, found
        return [task for task in known[2] if task.role in CHOSEN_ROLES] if only_named else known[2]
