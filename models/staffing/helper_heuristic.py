"""An assignment of helpers to positions: what it costs, and a first one found position by position.

Costs are computed from the amounts of the rules (``models.rules.core.people_duty``), which their checks use too.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.domain.demands import can_be_hired
from models.domain.roles import ESCORTING_ROLES
from models.rules.core.cost_lines import help_price
from models.rules.core.people_work import PersonWork, Task, clash
from models.staffing.costs import NOTHING, ONE_MUST, DutyPrices, StaffingCost
from models.staffing.people_rules import people_rules
from models.staffing.pins import kept_out, pinned_positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.rules.core.people_duty import DutyRule
    from models.staffing.positions import Position

PINNED_OPEN = ONE_MUST
"""What a position costs whose person is fixed (STAB-03a) and that nobody fills: a broken must."""


class HelperAssignment:
    """Who fills which position; positions are known by their number.

    Parameters
    ----------
    positions : sequence of Position
        To fill, in order.
    fixed : mapping person -> tasks
        What people do already.

    Attributes
    ----------
    candidates : list, shape (positions,), of list of person ids
        Who can fill each position as far as role, hours and fixed tasks go; those made for it first.
    clashing : list, shape (positions,), of set of int
        The positions that one person cannot fill beside it (HOST-01).
    pinned : dict position -> person
        Positions whose person is fixed (STAB-03a): nobody else fills them, and they are not left open.
    escort_of_stand_in : dict position -> position
        For each stand-in companion the escort for whom they would make up (MEAL-09).
    person_at : dict position -> person
        Positions filled now.
    positions_of : dict person -> list of positions
        The same by person.
    fixed_cost : dict person -> StaffingCost
        What people's fixed tasks cost by themselves.
    """

    def __init__(
        self,
        facts: Facts,
        prices: DutyPrices,
        positions: Sequence[Position],
        fixed: Mapping[str, Sequence[Task]],
        before: Mapping[int, str] | None = None,
    ) -> None:
        self.facts, self.prices, self.positions, self.fixed = facts, prices, list(positions), fixed
        self.rules = people_rules(prices.counted)
        self.people: dict[str, HostPerson] = {p.id: p for p in facts.week.company.people}
        self._off = {id: facts.off(p) for id, p in self.people.items()}
        self._position_costs: dict[tuple[int, str | None], StaffingCost] = {}
        self._week_costs: dict[tuple[str, tuple[int, ...]], StaffingCost] = {}
        self.clashing = self._clashes()
        self.candidates = [self._candidates(position) for position in self.positions]
        self.pinned = pinned_positions(facts, self.positions, self.candidates, before or {})
        for k, id in self.pinned.items():
            self.candidates[k] = [id]
        self.person_at: dict[int, str] = {}
        self.positions_of: dict[str, list[int]] = defaultdict(list)
        self.fixed_cost = {id: self.week_cost(id, ()) for id in self.people}
        self.escort_of_stand_in = self._escorts_of_stand_ins()

    def _candidates(self, position: Position) -> list[str]:
        stay, span = self.facts.stay(position.task.visit), (position.task.start, position.task.end)
        out = kept_out(self.facts, position.task.row)
        fine = [
            id
            for id, person in self.people.items()
            if id not in out
            and position.can_be_filled_by(stay, person)
            and not any(overlap(span, off) for off in self._off[id])
            and not any(clash(self.facts, position.task, task) for task in self.fixed.get(id, ()))
        ]
        return sorted(fine, key=lambda id: (self.lacks_escort_role(position, id), id))

    def _clashes(self) -> list[set[int]]:
        found: list[set[int]] = [set() for _ in self.positions]
        order = sorted(range(len(self.positions)), key=lambda k: self.positions[k].task.start)
        farthest = self._farthest()
        for n, a in enumerate(order):
            first = self.positions[a].task
            for b in order[n + 1 :]:
                second = self.positions[b].task
                if second.start > first.end + farthest:
                    break
                if clash(self.facts, first, second):
                    found[a].add(b)
                    found[b].add(a)
        return found

    def _farthest(self) -> int:
        """Return the longest way between two positions: by way of the company, or straight, which may be longer."""
        tasks = [position.task for position in self.positions]
        ends = {(task.origin, task.target) for task in tasks}
        home = max((self.facts.way(origin) + self.facts.way(target) for origin, target in ends), default=0)
        targets, origins = {target for _, target in ends}, {origin for origin, _ in ends}
        straight = (self.facts.travel.base(target, origin) for target in targets for origin in origins)
        return max([2 * home, *straight])

    def _escorts_of_stand_ins(self) -> dict[int, int]:
        escorts = {position.task.row: k for k, position in enumerate(self.positions) if position.company}
        return {k: escorts[p.task.row] for k, p in enumerate(self.positions) if p.stand_in and p.task.row in escorts}

    def lacks_escort_role(self, position: Position, id: str) -> int:
        """Return 1 where somebody who is no escort accompanies, meets or sees off: it counts last of all."""
        return int(position.demand.role in ESCORTING_ROLES and self.people[id].role("escort") is None)

    # -- costs

    def position_cost(self, k: int, id: str | None) -> StaffingCost:
        """Return what a position costs, filled by somebody or by nobody of ours; company at table not counted."""
        if (k, id) not in self._position_costs:
            self._position_costs[k, id] = self._position_cost(k, id)
        return self._position_costs[k, id]

    def _position_cost(self, k: int, id: str | None) -> StaffingCost:
        position, demand = self.positions[k], self.positions[k].demand
        stay, person = self.facts.stay(position.task.visit), None if id is None else self.people[id]
        costs = [
            self._price(rule, rule.position_amount(self.facts, stay, demand, person), stay.id, *position.about.ids)
            for rule in self.rules.positions
        ]
        if id is None and k in self.pinned:
            costs.append(PINNED_OPEN)
        if id is None and not position.stand_in and can_be_hired(self.facts, demand):
            costs.append(StaffingCost(money=help_price(self.facts, position.duty(None, hired=True))))
        return sum(costs, NOTHING)

    def _price(self, rule: DutyRule, amount: int, visit: str, *scopes: str) -> StaffingCost:
        """Return what an amount costs that is about a visit; nothing where a waiver covers one of the scopes."""
        if amount <= 0 or rule.waived(self.facts.week.visit(visit), *scopes):
            return NOTHING
        return self.prices.price(rule, amount)

    def missing_escort_cost(self, k: int) -> StaffingCost:
        """Return what a missing escort costs as company at table (MEAL-09)."""
        visit, scopes = self.positions[k].task.visit, self.positions[k].about.ids
        prices = (self._price(rule, rule.table_amount(1, 0), visit, *scopes) for rule in self.rules.tables)
        return sum(prices, NOTHING)

    def work(self, id: str, ks: Iterable[int]) -> PersonWork:
        """Return what somebody does in the week with some positions beside the fixed tasks."""
        return PersonWork(self.facts, [*self.fixed.get(id, ()), *(self.positions[k].task for k in ks)])

    def week_cost(self, id: str, ks: Iterable[int]) -> StaffingCost:
        """Return what somebody's week costs with some positions; asked often, so it is remembered."""
        key = id, tuple(ks)
        if key not in self._week_costs:
            work = self.work(id, key[1])
            costs = [self.prices.price(rule, rule.week_amount(work)) for rule in self.rules.weeks]
            self._week_costs[key] = sum(costs, NOTHING)
        return self._week_costs[key]

    def delegation_cost(self, visit: str, escorts: Iterable[str]) -> StaffingCost:
        """Return what some people who escort a visit cost."""
        people, own = set(escorts), self.own_escort(visit)
        amounts = [(rule, rule.delegation_amount(people, own)) for rule in self.rules.delegations]
        return sum((self._price(rule, amount, visit, visit) for rule, amount in amounts), NOTHING)

    def own_escort(self, visit: str) -> str | None:
        """Return the escort whom a visit names."""
        return self.facts.stay(visit).visit.escort

    def escorts_of(self, visit: str) -> set[str]:
        """Return who escorts a visit now."""
        fixed = {
            id for id, tasks in self.fixed.items() for t in tasks if t.visit == visit and t.role in ESCORTING_ROLES
        }
        return fixed | {id for k, id in self.person_at.items() if self._escorts(k, visit)}

    def _escorts(self, k: int, visit: str) -> bool:
        return self.positions[k].task.visit == visit and self.positions[k].demand.role in ESCORTING_ROLES

    def visits(self) -> list[str]:
        """Return the visits with positions to fill."""
        return sorted({position.task.visit for position in self.positions})

    def total(self) -> StaffingCost:
        """Return what the positions cost, with what people's weeks cost more than without them."""
        parts = [self.position_cost(k, self.person_at.get(k)) for k in range(len(self.positions))]
        covered = {self.escort_of_stand_in[k] for k in self.person_at if k in self.escort_of_stand_in}
        alone = [k for k, p in enumerate(self.positions) if p.company and k not in self.person_at and k not in covered]
        parts += [self.missing_escort_cost(k) for k in alone]
        parts += [self.week_cost(id, ks) - self.fixed_cost[id] for id, ks in sorted(self.positions_of.items())]
        parts += [self.delegation_cost(visit, self.escorts_of(visit)) for visit in self.visits()]
        return sum(parts, NOTHING)

    def lower_bound(self) -> StaffingCost:
        """Return a cost that no assignment goes below."""
        parts = []
        covered = {escort for k, escort in self.escort_of_stand_in.items() if self.candidates[k]}
        for k, candidates in enumerate(self.candidates):
            parts.append(min([self.position_cost(k, id) for id in (*candidates, None)]))
            if self.positions[k].company and not candidates and k not in covered:
                parts.append(self.missing_escort_cost(k))
        duty = 0
        for visit in self.visits():
            at_once = self._escorts_at_once(visit)
            for rule in self.rules.delegations:
                least = rule.least_delegation_amount(at_once)
                duty += self._price(rule, least, visit, visit).duty
        return sum(parts, StaffingCost(duty=duty))

    def _escorts_at_once(self, visit: str) -> int:
        """Return how many people a visit's items and moves need together at most, as far as there are candidates."""
        here: dict[str, int] = defaultdict(int)
        for k, position in enumerate(self.positions):
            if self._escorts(k, visit) and self.candidates[k] and not position.stand_in:
                here[position.task.row] += 1
        return max(here.values(), default=0)

    # -- construction heuristic

    def assign(self, k: int, id: str) -> None:
        """Put somebody in a position."""
        self.person_at[k] = id
        self.positions_of[id].append(k)

    def _unassign(self, k: int) -> None:
        self.positions_of[self.person_at.pop(k)].remove(k)

    def clear(self) -> None:
        """Leave all positions open."""
        self.person_at.clear()
        self.positions_of.clear()

    def has_time(self, k: int, id: str) -> bool:
        """Tell whether somebody's other positions leave time for one."""
        return self.clashing[k].isdisjoint(self.positions_of.get(id, ()))

    def assign_all(self, before: Mapping[int, str]) -> None:
        """Fill position by position, each as cheaply as it goes; who was there before stays."""
        for k, id in sorted(before.items()):
            if id in self.candidates[k] and self.has_time(k, id):
                self.assign(k, id)
        escorts = {visit: self.escorts_of(visit) for visit in self.visits()}
        todo = [k for k in range(len(self.positions)) if k not in self.person_at]
        hardest = sorted(
            todo,
            key=lambda k: (self.positions[k].stand_in, -self._cost_if_open(k), len(self.candidates[k]), k),
        )
        for k in hardest:
            needed = k in self.escort_of_stand_in and self.escort_of_stand_in[k] not in self.person_at
            if needed or not self.positions[k].stand_in:
                self._assign_cheapest(k, escorts)

    def _cost_if_open(self, k: int) -> int:
        return max(self.position_cost(k, None).before_money)

    def _assign_cheapest(self, k: int, escorts: Mapping[str, set[str]]) -> None:
        """Put the person in a position who makes it cheapest, unless it is cheaper left open."""
        position = self.positions[k]
        visit, here = position.task.visit, escorts[position.task.visit]
        escorting = position.demand.role in ESCORTING_ROLES
        now = self.delegation_cost(visit, here)
        best: tuple[tuple[StaffingCost, int, int, str], str] | None = None
        for id in self.candidates[k]:
            if not self.has_time(k, id):
                continue
            mine = self.positions_of.get(id, [])
            cost = self.position_cost(k, id) + self.week_cost(id, [*mine, k]) - self.week_cost(id, mine)
            if escorting:
                cost = cost + self.delegation_cost(visit, here | {id}) - now
            key = cost, self.lacks_escort_role(position, id), len(mine), id
            if best is None or key < best[0]:
                best = key, id
        left_open = self.position_cost(k, None) + (self.missing_escort_cost(k) if position.company else NOTHING)
        if position.stand_in:
            left_open = self.missing_escort_cost(k)
        if best is not None and best[0][0] <= left_open:
            self.assign(k, best[1])
            if escorting:
                here.add(best[1])

    def concentrate_escorts(self) -> None:
        """Hand the positions of those who escort a visit least over to its other escorts, where that is better."""
        for visit in self.visits():
            mine = {k for k in self.person_at if self._escorts(k, visit)}
            for id in sorted(self.escorts_of(visit), key=lambda id: (sum(self.person_at[k] == id for k in mine), id)):
                self._hand_over(visit, id, [k for k in sorted(mine) if self.person_at[k] == id])

    def _hand_over(self, visit: str, id: str, ks: Sequence[int]) -> None:
        others = sorted(self.escorts_of(visit) - {id})
        before = dict.fromkeys(ks, id)
        old = self._cost_of_some(visit, ks, {id, *others})
        for k in ks:
            self._unassign(k)
            fine = [other for other in others if other in self.candidates[k] and self.has_time(k, other)]
            if not fine:
                break
            weeks = {other: self.week_cost(other, [*self.positions_of.get(other, ()), k]) for other in fine}
            self.assign(k, min(fine, key=lambda other: (weeks[other], other)))
        missing = any(k not in self.person_at for k in ks)
        if missing or self._cost_of_some(visit, ks, {id, *others}) >= old:
            for k in ks:
                if k in self.person_at:
                    self._unassign(k)
            for k, name in before.items():
                self.assign(k, name)

    def _cost_of_some(self, visit: str, ks: Sequence[int], ids: Iterable[str]) -> StaffingCost:
        """Return the part of the total that some positions of a visit and some people make."""
        weeks = [self.week_cost(id, self.positions_of.get(id, ())) for id in sorted(ids)]
        positions = [self.position_cost(k, self.person_at.get(k)) for k in ks]
        return sum((*weeks, *positions), self.delegation_cost(visit, self.escorts_of(visit)))
