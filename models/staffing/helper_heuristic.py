"""An assignment of helpers to positions: what it costs, and a first one found position by position.

Costs are computed from the amounts of the rules (``models.rules.core.people_duty``), which their checks use too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from heapq import heapify, heappop
from typing import TYPE_CHECKING

from models.domain.roles import ESCORTING_ROLES, MET_ROLES
from models.rules.core.people_duty import HIRED
from models.rules.core.people_work import PersonWork, Task, clash
from models.staffing.booked_days import BookedDays
from models.staffing.costs import NOTHING, ONE_MUST, StaffingCost
from models.staffing.day_chains import DayChains
from models.staffing.pins import pinned_positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.staffing.booked_days import BookedDay
    from models.staffing.people_pool import PeoplePool
    from models.staffing.positions import Position

Option = tuple[StaffingCost, int, int, str]
"""A candidate: what they cost, 1 where they are no escort (but should be), how many positions they have, and who."""

PINNED_OPEN = ONE_MUST
"""What a position costs whose person is fixed (STAB-03a) and that nobody fills: a broken must."""


class HelperAssignment:
    """Who fills which position; positions are known by their number.

    Parameters
    ----------
    pool : PeoplePool
        Who can fill what.
    positions : sequence of Position
        To fill, in order.
    fixed : mapping person -> tasks
        What people do already.

    Attributes
    ----------
    candidates : list, shape (positions,), of list of person ids
        Who can fill each position as far as role, hours and fixed tasks go; those made for it first.
    pinned : dict position -> person
        Positions whose person is fixed (STAB-03a): nobody else fills them, and they are not left open.
    at_banquets : list of positions
        Those of our people at banquets.
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
        pool: PeoplePool,
        positions: Sequence[Position],
        fixed: Mapping[str, Sequence[Task]],
        before: Mapping[int, str] | None = None,
    ) -> None:
        self.facts, self.prices, self.pool = pool.facts, pool.prices, pool
        self.positions, self.fixed = list(positions), fixed
        self.rules, self.people = pool.rules, pool.people
        self._position_costs: dict[tuple[int, int | None], StaffingCost] = {}
        self._meetings_before: dict[int, list[int]] = {}
        self._week_costs: dict[tuple[str, tuple[int, ...]], StaffingCost] = {}
        self.candidates = [pool.candidates(position, fixed) for position in self.positions]
        self.pinned = pinned_positions(self.facts, self.positions, self.candidates, before or {})
        for k, id in self.pinned.items():
            self.candidates[k] = [id]
        self.person_at: dict[int, str] = {}
        self.positions_of: dict[str, list[int]] = defaultdict(list)
        self.fixed_cost = pool.fixed_costs(fixed)
        self.escort_of_stand_in = self._escorts_of_stand_ins()
        self.day_chains = DayChains(self.facts, self.positions)
        self.booked_days = BookedDays(pool, self.positions)
        self.at_banquets = [k for k, position in enumerate(self.positions) if position.demand.role == "company"]
        self._escorting: dict[str, list[int]] = defaultdict(list)
        for k, position in enumerate(self.positions):
            if position.demand.role in ESCORTING_ROLES:
                self._escorting[position.task.visit].append(k)
        self._fixed_escorts: dict[str, set[str]] = defaultdict(set)
        for id, tasks in fixed.items():
            for task in tasks:
                if task.role in ESCORTING_ROLES:
                    self._fixed_escorts[task.visit].add(id)

    @cached_property
    def clashing(self) -> list[set[int]]:
        """Return the positions that one person cannot fill beside each (HOST-01)."""
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

    # -- costs

    def position_cost(self, k: int, id: str | None) -> StaffingCost:
        """Return what a position costs, filled by somebody or by nobody of ours; company at table not counted."""
        return self._position_cost(k, None if id is None else self.pool.like[id])

    def _position_cost(self, k: int, kind: int | None) -> StaffingCost:
        key = k, kind
        if key not in self._position_costs:
            cost = self.pool.position_cost(self.positions[k], kind)
            self._position_costs[key] = cost + PINNED_OPEN if kind is None and k in self.pinned else cost
        return self._position_costs[key]

    def missing_escort_cost(self, k: int) -> StaffingCost:
        """Return what a missing escort costs as company at table (MEAL-09)."""
        visit, scopes = self.positions[k].task.visit, self.positions[k].about.ids
        prices = (self.pool.price(rule, rule.table_amount(1, 0), visit, *scopes) for rule in self.rules.tables)
        return sum(prices, NOTHING)

    def stranger_cost(self, k: int, id: str) -> StaffingCost:
        """Return what somebody costs in a position at a banquet if none of their others is one to meet the guests."""
        if self.positions[k].demand.role != "company" or self.has_met(k, id):
            return NOTHING
        here = set(self.meetings_before(k))
        met = any(j in here for j in self.positions_of.get(id, ()))
        return NOTHING if met else self.price_of_stranger(k)

    def price_of_stranger(self, k: int) -> StaffingCost:
        """Return what somebody at a banquet costs whom the guests have not met."""
        visit, scopes = self.positions[k].task.visit, self.positions[k].about.ids
        amounts = [(rule, rule.stranger_amount(met=False)) for rule in self.rules.strangers]
        return sum((self.pool.price(rule, amount, visit, *scopes) for rule, amount in amounts), NOTHING)

    def has_met(self, k: int, id: str) -> bool:
        """Tell whether somebody met the guests before a position by their fixed tasks."""
        task = self.positions[k].task
        return any(
            other.visit == task.visit and other.role in MET_ROLES and other.end <= task.start
            for other in self.fixed.get(id, ())
        )

    def meetings_before(self, k: int) -> list[int]:
        """Return the positions of the same visit, over before one begins, in which the guests meet somebody."""
        if k not in self._meetings_before:
            task = self.positions[k].task
            self._meetings_before[k] = [
                j
                for j, other in enumerate(self.positions)
                if other.task.visit == task.visit and other.task.role in MET_ROLES and other.task.end <= task.start
            ]
        return self._meetings_before[k]

    def work(self, id: str, ks: Iterable[int]) -> PersonWork:
        """Return what somebody does in the week with some positions beside the fixed tasks."""
        return PersonWork(self.facts, [*self.fixed.get(id, ()), *(self.positions[k].task for k in ks)])

    def week_cost(self, id: str, ks: Iterable[int]) -> StaffingCost:
        """Return what somebody's week costs with some positions; asked often, so it is remembered."""
        key = id if id in self.fixed else "", tuple(ks)  # whoever has no fixed tasks has the week of the positions
        if key not in self._week_costs:
            tasks = [*self.fixed.get(id, ()), *(self.positions[k].task for k in key[1])]
            self._week_costs[key] = self.pool.week_cost(tasks)
        return self._week_costs[key]

    def delegation_cost(self, visit: str, escorts: Iterable[str]) -> StaffingCost:
        """Return what some people who escort a visit cost."""
        people, own = set(escorts), self.own_escort(visit)
        amounts = [(rule, rule.delegation_amount(people, own)) for rule in self.rules.delegations]
        return sum((self.pool.price(rule, amount, visit, visit) for rule, amount in amounts), NOTHING)

    def chain_cost(self, visit: str) -> StaffingCost:
        """Return what changes of company within the days of a visit cost."""
        parts = [
            self.pool.price(rule, rule.changes_amount(chain.through(self.person_at)), visit, visit, str(chain.day))
            for chain in self.day_chains.of_visit.get(visit, ())
            for rule in self.rules.day_chains
        ]
        return sum(parts, NOTHING)

    def booked_cost(self, visit: str) -> StaffingCost:
        """Return what it costs that nobody of ours interprets at some rows of a visit, day by day."""
        days = self.booked_days.of_visit.get(visit, ())
        return sum((self.booked_days.cost(self._lacking(day)) for day in days), NOTHING)

    def _lacking(self, day: BookedDay) -> list[int]:
        return [k for k in day if k not in self.person_at]

    def _chain_costs(self, k: int) -> tuple[StaffingCost, dict[str, StaffingCost]]:
        """Return what anybody more in a position costs by changes within the day, and those who are there around it."""
        if k not in self.day_chains.place_of:
            return NOTHING, {}
        chain, row = self.day_chains.place_of[k]
        before, here, after = (chain.people(n, self.person_at) for n in (row - 1, row, row + 1))

        def cost(more: set[str]) -> StaffingCost:
            mine = here - {HIRED} | more if more else here
            amounts = [(rule, rule.changes_amount((before, mine, after))) for rule in self.rules.day_chains]
            prices = (self.pool.price(rule, n, chain.visit, chain.visit, str(chain.day)) for rule, n in amounts)
            return sum(prices, NOTHING)

        now = cost(set())
        return cost({"anybody else"}) - now, {id: cost({id}) - now for id in (before | after) - {HIRED}}

    def own_escort(self, visit: str) -> str | None:
        """Return the escort whom a visit names, or who escorted its client well before."""
        return self.facts.stay(visit).escort

    def escorts_of(self, visit: str) -> set[str]:
        """Return who escorts a visit now."""
        mine = (self.person_at.get(k) for k in self._escorting.get(visit, ()))
        return self._fixed_escorts.get(visit, set()) | {id for id in mine if id is not None}

    def visits(self) -> list[str]:
        """Return the visits with positions to fill."""
        return sorted({position.task.visit for position in self.positions})

    def total(self) -> StaffingCost:
        """Return what the positions cost, with what people's weeks cost more than without them."""
        parts = [self.position_cost(k, self.person_at.get(k)) for k in range(len(self.positions))]
        covered = {self.escort_of_stand_in[k] for k in self.person_at if k in self.escort_of_stand_in}
        alone = [k for k, p in enumerate(self.positions) if p.company and k not in self.person_at and k not in covered]
        parts += [self.missing_escort_cost(k) for k in alone]
        parts += [self.stranger_cost(k, self.person_at[k]) for k in self.at_banquets if k in self.person_at]
        parts += [self.week_cost(id, ks) - self.fixed_cost[id] for id, ks in sorted(self.positions_of.items())]
        parts += [self.delegation_cost(visit, self.escorts_of(visit)) for visit in self.visits()]
        parts += [self.chain_cost(visit) + self.booked_cost(visit) for visit in self.visits()]
        return sum(parts, NOTHING)

    def lower_bound(self) -> StaffingCost:
        """Return a cost that no assignment goes below."""
        parts = []
        covered = {escort for k, escort in self.escort_of_stand_in.items() if self.candidates[k]}
        for k, candidates in enumerate(self.candidates):
            kinds = {self.pool.like[id] for id in candidates}
            parts.append(min(self._position_cost(k, kind) for kind in (*kinds, None)))
            if self.positions[k].company and not candidates and k not in covered:
                parts.append(self.missing_escort_cost(k))
        parts += [self.booked_days.cost([k for k in day if not self.candidates[k]]) for day in self.booked_days]
        duty = 0
        for visit in self.visits():
            at_once = self._escorts_at_once(visit)
            for rule in self.rules.delegations:
                least = rule.least_delegation_amount(at_once)
                duty += self.pool.price(rule, least, visit, visit).duty
        return sum(parts, StaffingCost(duty=duty))

    def _escorts_at_once(self, visit: str) -> int:
        """Return how many people a visit's items and moves need together at most, as far as there are candidates."""
        here: dict[str, int] = defaultdict(int)
        for k in self._escorting.get(visit, ()):
            if self.candidates[k] and not self.positions[k].stand_in:
                here[self.positions[k].task.row] += 1
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
        task = self.positions[k].task
        return not any(clash(self.facts, task, self.positions[j].task) for j in self.positions_of.get(id, ()))

    def assign_all(self, before: Mapping[int, str]) -> None:
        """Fill position by position, each as cheaply as it goes; who was there before stays."""
        for k, id in sorted(before.items()):
            if id in self.candidates[k] and self.has_time(k, id):
                self.assign(k, id)
        escorts = {visit: self.escorts_of(visit) for visit in self.visits()}
        todo = [k for k in range(len(self.positions)) if k not in self.person_at]
        done: list[BookedDay] = []
        hardest = sorted(
            todo,
            key=lambda k: (self.positions[k].stand_in, -self._cost_if_open(k), len(self.candidates[k]), k),
        )
        for k in hardest:
            if k in self.booked_days.day_of:
                if self.booked_days.day_of[k] not in done:
                    done.append(self.booked_days.day_of[k])
                    self._assign_day(done[-1], escorts)
                continue
            needed = k in self.escort_of_stand_in and self.escort_of_stand_in[k] not in self.person_at
            if needed or not self.positions[k].stand_in:
                self._assign_cheapest(k, escorts)

    def _cost_if_open(self, k: int) -> int:
        day = self.booked_days.cost([k]) if k in self.booked_days.day_of else NOTHING
        return max((self.position_cost(k, None) + day).before_money)

    def _assign_day(self, day: BookedDay, escorts: Mapping[str, set[str]]) -> None:
        """Fill the positions of a booked day by one of ours, else by several, else by nobody: who is hired has it all.

        Who was there before stays in it, unless somebody is to be hired beside them.
        """
        visit, todo = self.positions[day[0]].task.visit, self._lacking(day)
        best: tuple[StaffingCost, int, str] | None = None
        for id in sorted({id for k in todo for id in self.candidates[k]}):
            before = self.week_cost(id, self.positions_of.get(id, ()))
            mine = self._fill(todo, id)
            cost = self._cost_of_some(visit, day, (id,)) - before
            if mine and (best is None or (cost, -len(mine), id) < best):
                best = cost, -len(mine), id
            for k in mine:
                self._unassign(k)
        if best is not None:
            self._fill(todo, best[2])
        for k in self._lacking(day):
            self._assign_cheapest(k, escorts)
        self._hire_for_whole(day)

    def _fill(self, ks: Iterable[int], id: str) -> list[int]:
        """Put somebody in as many of some open positions as leave them time; return these."""
        mine = []
        for k in ks:
            if id in self.candidates[k] and self.has_time(k, id):
                self.assign(k, id)
                mine.append(k)
        return mine

    def _hire_for_whole(self, day: BookedDay) -> None:
        """Leave all positions of a booked day open where some are, unless that is dearer: one hired has them all."""
        before = {k: self.person_at[k] for k in day if k in self.person_at and k not in self.pinned}
        if not before:
            return
        whole = not self._lacking(day)
        visit, people = self.positions[day[0]].task.visit, set(before.values())
        old = self._cost_of_some(visit, day, people)
        for k in before:
            self._unassign(k)
        new = self._cost_of_some(visit, day, people)
        if new > old or (whole and new == old):
            for k, id in before.items():
                self.assign(k, id)

    def _assign_cheapest(self, k: int, escorts: Mapping[str, set[str]]) -> None:
        """Put the person in a position who makes it cheapest, unless it is cheaper left open.

        More work never costs less (``WeekRule``): whoever is dearer without it than the best one so far is not asked.
        """
        position = self.positions[k]
        here = escorts[position.task.visit]
        options = self._options(k, here)
        heapify(options)
        best: Option | None = None
        while options and (best is None or options[0] < best):
            cost, lacks, duties, id = heappop(options)
            if self.has_time(k, id):
                mine = self.positions_of.get(id, ())
                cost = cost + self.week_cost(id, [*mine, k]) - self.week_cost(id, mine) + self.stranger_cost(k, id)
                option = cost, lacks, duties, id
                best = option if best is None else min(best, option)
        left_open = self.position_cost(k, None) + (self.missing_escort_cost(k) if position.company else NOTHING)
        if position.stand_in:
            left_open = self.missing_escort_cost(k)
        if k in self.booked_days.day_of:
            left_open += self.booked_days.cost([k])
        if best is not None and best[0] <= left_open:
            self.assign(k, best[3])
            if position.demand.role in ESCORTING_ROLES:
                here.add(best[3])

    def _options(self, k: int, here: set[str]) -> list[Option]:
        """Return the candidates for a position with what they cost, but for their week, and what comes next in order.

        Parameters
        ----------
        here : set of str
            Who escorts the visit already.
        """
        position, like = self.positions[k], self.pool.like
        kinds = {like[id] for id in self.candidates[k]}
        lacks = {kind: self.pool.lacks_escort_role(position, kind) for kind in kinds}
        costs = {kind: self._position_cost(k, kind) for kind in kinds}
        duties = {id: len(mine) for id, mine in self.positions_of.items()}
        extra: dict[str, StaffingCost] = {}
        others = NOTHING
        if position.demand.role in ESCORTING_ROLES:
            visit, own = position.task.visit, self.own_escort(position.task.visit)
            now = self.delegation_cost(visit, here)
            others = self.delegation_cost(visit, here | {"anybody else"}) - now
            extra = dict.fromkeys(here, NOTHING)
            if own is not None and own not in here:
                extra[own] = self.delegation_cost(visit, here | {own}) - now
        for_others = {kind: cost + others for kind, cost in costs.items()}
        changed, unchanged = self._chain_costs(k)
        found = []
        for id in self.candidates[k]:
            kind = like[id]
            cost = costs[kind] + extra[id] if id in extra else for_others[kind]
            cost = cost + unchanged.get(id, changed)
            found.append((cost, lacks[kind], duties.get(id, 0), id))
        return found

    def concentrate_escorts(self) -> None:
        """Hand the positions of those who escort a visit least over to its other escorts, where that is better."""
        for visit in self.visits():
            mine = {k for k in self._escorting.get(visit, ()) if k in self.person_at}
            for id in sorted(self.escorts_of(visit), key=lambda id: (sum(self.person_at[k] == id for k in mine), id)):
                self._hand_over(visit, id, [k for k in sorted(mine) if self.person_at[k] == id])

    def concentrate_days(self) -> None:
        """Give the rows of a day to one of those who are with the guests on it, where that is better (HOST-08b)."""
        for chain in self.day_chains:
            count = Counter(self.person_at[k] for ks in chain.rows for k in ks if k in self.person_at)
            for id in sorted(count, key=lambda id: (-count[id], id)):
                rows = [ks for ks in chain.rows if not any(self.person_at.get(k) == id for k in ks)]
                firsts = (next((k for k in ks if id in self.candidates[k]), None) for ks in rows)
                self._take_over(chain.visit, id, [k for k in firsts if k is not None and k in self.person_at])

    def book_days(self) -> None:
        """Hire for the whole of a day where somebody is hired for a part of it, and try ours again on other days."""
        for day in self.booked_days:
            self._hire_for_whole(day)
        for day in self.booked_days:
            if self._lacking(day):
                self._assign_day(day, {visit: self.escorts_of(visit) for visit in self.visits()})

    def _take_over(self, visit: str, id: str, ks: Sequence[int]) -> None:
        """Put somebody in as many of some filled positions as leave them time, where that is better."""
        before = {k: self.person_at[k] for k in ks}
        people = {id, *before.values()}
        old = self._cost_of_some(visit, ks, people)
        for k in ks:
            self._unassign(k)
            self.assign(k, id if self.has_time(k, id) else before[k])
        if self._cost_of_some(visit, ks, people) >= old:
            for k, other in before.items():
                self._unassign(k)
                self.assign(k, other)

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
        there = [(k, self.person_at.get(k)) for k in self.at_banquets if self.positions[k].task.visit == visit]
        strangers = [self.stranger_cost(k, id) for k, id in there if id is not None]
        positions += [self.chain_cost(visit), self.booked_cost(visit)]
        return sum((*weeks, *positions, *strangers), self.delegation_cost(visit, self.escorts_of(visit)))
