"""The company's people as positions see them: asked and priced once for all who have the same rank and roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.domain.demands import can_be_hired
from models.domain.roles import BOOKED_BY_DAY, ESCORTING_ROLES
from models.rules.core.cost_lines import help_price
from models.rules.core.people_work import PersonWork, clash
from models.staffing.costs import NOTHING, DutyPrices, StaffingCost
from models.staffing.people_rules import people_rules
from models.staffing.pins import kept_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.domain.demands import HelperDemand
    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.rules.core.people_duty import DutyRule
    from models.rules.core.people_work import Task
    from models.staffing.positions import Position

Wish = tuple[str, "HelperDemand", bool, bool]
"""What a position asks for: visit, demand without its times, whether any rank will do, whether it is a stand-in's."""


class PeoplePool:
    """Who of the company can fill a position, and what that costs; remembered by what is asked for.

    Attributes
    ----------
    like : dict person -> number
        The same number for people of the same rank and roles: no position and no rule about positions asks for more.
    """

    def __init__(self, facts: Facts, prices: DutyPrices) -> None:
        self.facts, self.prices = facts, prices
        self.rules = people_rules(prices.counted)
        self.people: dict[str, HostPerson] = {p.id: p for p in facts.week.company.people}
        kinds: dict[object, int] = {}
        self.like = {p.id: kinds.setdefault((p.rank, p.roles), len(kinds)) for p in self.people.values()}
        self._one = {self.like[p.id]: p for p in self.people.values()}
        schedules: dict[tuple[tuple[int, int], ...], int] = {}
        self._schedule = {p.id: schedules.setdefault(tuple(facts.off(p)), len(schedules)) for p in self.people.values()}
        self._schedules = list(schedules)
        rules = {rule.id for rule in self.rules.positions}
        self._with_waivers = {v.id for v in facts.week.visits if any(w.rule in rules for w in v.waivers)}
        self._able: dict[Wish, list[str]] = {}
        self._costs: dict[tuple[Wish, int | None], StaffingCost] = {}
        self._free: dict[tuple[int, int], frozenset[int]] = {}
        self._weeks: dict[str, tuple[Sequence[Task], StaffingCost]] = {}

    # -- who can

    def candidates(self, position: Position, fixed: Mapping[str, Sequence[Task]]) -> list[str]:
        """Return who can fill a position as far as role, hours and fixed tasks go; those made for it first."""
        task = position.task
        wish, free = _wish(position), self._free_at((task.start, task.end))
        if wish not in self._able:
            self._able[wish] = self._able_to_fill(position)
        out = kept_out(self.facts, task.row)
        return [
            id
            for id in self._able[wish]
            if self._schedule[id] in free
            and id not in out
            and not (id in fixed and any(clash(self.facts, task, other) for other in fixed[id]))
        ]

    def _able_to_fill(self, position: Position) -> list[str]:
        stay = self.facts.stay(position.task.visit)
        able = {kind for kind, person in self._one.items() if position.can_be_filled_by(stay, person)}
        mine = [id for id, kind in self.like.items() if kind in able]
        return sorted(mine, key=lambda id: (self.lacks_escort_role(position, self.like[id]), id))

    def lacks_escort_role(self, position: Position, kind: int) -> int:
        """Return 1 where somebody who is no escort accompanies, meets or sees off: it counts last of all."""
        return int(position.demand.role in ESCORTING_ROLES and self._one[kind].role("escort") is None)

    def _free_at(self, span: tuple[int, int]) -> frozenset[int]:
        """Return the schedules (of leave and hours) under which somebody works throughout a span."""
        if span not in self._free:
            every = enumerate(self._schedules)
            self._free[span] = frozenset(n for n, off in every if not any(overlap(span, away) for away in off))
        return self._free[span]

    # -- what it costs

    def position_cost(self, position: Position, kind: int | None) -> StaffingCost:
        """Return what a position costs with somebody of a kind or nobody of ours; company at table not counted."""
        if position.task.visit in self._with_waivers:
            return self._position_cost(position, kind)
        key = _wish(position), kind
        if key not in self._costs:
            self._costs[key] = self._position_cost(position, kind)
        return self._costs[key]

    def _position_cost(self, position: Position, kind: int | None) -> StaffingCost:
        demand, stay = position.demand, self.facts.stay(position.task.visit)
        person = None if kind is None else self._one[kind]
        costs = [
            self.price(rule, rule.position_amount(self.facts, stay, demand, person), stay.id, *position.about.ids)
            for rule in self.rules.positions
        ]
        by_day = demand.role in BOOKED_BY_DAY
        if kind is None and demand.paid and not by_day and not position.stand_in and can_be_hired(self.facts, demand):
            costs.append(StaffingCost(money=help_price(self.facts, position.duty(None, hired=True))))
        return sum(costs, NOTHING)

    def price(self, rule: DutyRule, amount: int, visit: str, *scopes: str) -> StaffingCost:
        """Return what an amount costs that is about a visit; nothing where a waiver covers one of the scopes."""
        if amount <= 0 or rule.waived(self.facts.week.visit(visit), *scopes):
            return NOTHING
        return self.prices.price(rule, amount)

    def week_cost(self, tasks: Sequence[Task]) -> StaffingCost:
        """Return what somebody's week costs."""
        work = PersonWork(self.facts, tasks)
        return sum((self.prices.price(rule, rule.week_amount(work)) for rule in self.rules.weeks), NOTHING)

    def fixed_costs(self, fixed: Mapping[str, Sequence[Task]]) -> dict[str, StaffingCost]:
        """Return what everybody's fixed tasks cost by themselves; only who has others than the last time is asked."""
        nothing = self.week_cost(())
        found = dict.fromkeys(self.people, nothing)
        for id, tasks in fixed.items():
            known = self._weeks.get(id)
            if known is None or known[0] != tasks:
                known = self._weeks[id] = tasks, self.week_cost(tasks)
            found[id] = known[1]
        return found


def _wish(position: Position) -> Wish:
    demand = replace(position.demand, begin=0, end=0, count=1)
    return position.task.visit, demand, position.any_rank, position.stand_in
