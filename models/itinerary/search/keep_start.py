"""Least change: of a plan that is improved no more moves than a gain that people notice is worth.

The search looks for the best plan, wherever that lies. Then the plan that people know is gone back to, as far as the
upper tiers stay as good as the best found and the preferences within a few per cent: first visit by visit, then the
items of those that must move, and with them the helpers and cars of all that stays where it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from models.cp.run import SolveLimits, solve_lexicographically
from models.cp.types import own_expr
from models.domain.changed_sides import changed_sides
from models.domain.clock import day_of
from models.domain.plan import Item, Move
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.search.former_staff import keep_former_staff, with_former_staff
from models.itinerary.search.incumbent import Incumbent, assemble, hint_of
from models.rules.stability.announced import AnnouncedStays, chosen_people, differs
from models.staffing.staff import staff

if TYPE_CHECKING:
    from collections.abc import Collection

    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.domain.changed_sides import ChangedSide
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.itinerary.model.build import VisitsModel
    from models.itinerary.search.search import Search

Nearness = tuple[int, ...]
Row = TypeVar("Row", Item, Move)


class KeepStart:
    """Goes back from the best plan to the one that the search began with.

    Parameters
    ----------
    search : Search
        Has the best plan found.
    start : Incumbent
        The plan that it began with, which breaks no must.
    known : Plan
        The plan that people know: ``start`` as it was before it was repaired. Changes are counted from it.
    stop : StopSignal
        When to leave it at what has been gone back to.
    """

    def __init__(self, search: Search, start: Incumbent, known: Plan, stop: StopSignal) -> None:
        self.facts, self.rules, self.limits = search.facts, search.rules, search.limits
        self.best, self.start, self.known = search.best, start, known
        self.filtered, self.stop, self.scorer = search.filtered, stop, search.scorer
        rule = next((rule for rule in self.rules if rule.id == AnnouncedStays.id), None)
        percent = int(rule.n.noticeable) if rule is not None else AnnouncedStays.Numbers().noticeable
        self._allowed = search.best.tiers[Tier.PREFERENCE] * (100 + percent) // 100

    def nearest(self) -> Incumbent:
        """Return the plan nearest to the known one that is as good as the best found; never worse than the start."""
        if self.nearness(self.start) <= self.nearness(self.best):
            return self.start
        self._helpers_and_cars_back(one_by_one=False)
        for visit in self._moved():
            if not self.stop.now:
                self._try([visit])
        for visit in self._moved():
            if not self.stop.now:
                self._move_less(visit)
        self._helpers_and_cars_back(one_by_one=True)
        self._chosen_people_back()
        return self.best

    def nearness(self, incumbent: Incumbent) -> Nearness:
        """Return what decides between two plans, the less the better: changes before what nobody notices."""
        musts = incumbent.score.musts if incumbent.score else ()
        tiers = incumbent.tiers
        noticed = max(0, tiers[Tier.PREFERENCE] - self._allowed)
        plan = assemble(self.facts, incumbent.visit_plans)
        moved = len(changed_sides(self.known, plan)) + len(self._other_people(plan))
        upper = len(UPPER_TIERS)
        return sum(b.violation.amount for b in musts), *tiers[:upper], noticed, moved, *tiers[upper:]

    def _other_people(self, plan: Plan) -> list[tuple[str, str, str]]:
        """Return whom of its leaders and experts an item has lost: item, role, person.

        Counted by themselves, because an item whose crew must change has other people anyway.
        """
        known = {item.id: item for item in self.known.items}
        lost = [
            (item.id, chosen_people(known[item.id]) - chosen_people(item)) for item in plan.items if item.id in known
        ]
        return [(id, role, person) for id, gone in lost for role, person in sorted(gone)]

    def _moved(self) -> list[str]:
        """Return the visits that differ from the start, those first that differ most."""
        before, after = self.start.visit_plans, self.best.visit_plans
        counts = {}
        for visit in after:
            a, b = (assemble(self.facts, {visit: plans[visit]}) for plans in (before, after))
            counts[visit] = len(changed_sides(a, b))
        return sorted((visit for visit, count in counts.items() if count), key=lambda v: (-counts[v], v))

    def _accept(self, trial: Incumbent) -> bool:
        if self.nearness(trial) >= self.nearness(self.best):
            return False
        self.best = trial
        return True

    def _judged(self, incumbent: Incumbent) -> Incumbent:
        return replace(incumbent, score=self.scorer.score(incumbent.visit_plans))

    # -- whole visits

    def _try(self, visits: Collection[str]) -> bool:
        """Take some visits back to the start, with all that differ by their helpers and cars only; keep what is nearer.

        Where somebody then is in two places, the visits that differ still get other people and cars.
        """
        back = {*visits, *self._same_programme()}
        bookings = [b for visit in sorted(back) for b in self.start.ledger.by_visit.get(visit, ())]
        ledger = self.best.ledger.without(back)
        if not ledger.takes(bookings):
            return False
        plans = self.best.visit_plans | {visit: self.start.visit_plans[visit] for visit in back}
        values = self.best.values | {v: self.start.values[v] for v in back if v in self.start.values}
        trial = self._judged(Incumbent(ledger.plus(bookings), plans, values))
        if self._accept(trial):
            return True
        rest = sorted(visit for visit in self._moved() if visit not in back)
        return bool(rest) and self._accept(self._staffed(trial, rest))

    def _same_programme(self) -> set[str]:
        """Return the visits whose items and moves are at the times and places of the start."""
        found = set()
        for visit, plan in self.best.visit_plans.items():
            a, b = (assemble(self.facts, {visit: each}) for each in (self.start.visit_plans[visit], plan))
            if {side for _, side in changed_sides(a, b)} <= {"people", "cars"}:
                found.add(visit)
        return found

    # -- the items of one visit

    def _move_less(self, visit: str) -> None:
        """Move as few items of a visit as its upper tiers and the preferences that people notice allow."""
        made = build(self.facts, [visit], self.rules, self.best.ledger.without([visit]), filtered=self.filtered)
        moved = self._items_moved(made, visit)
        reached = self.best.programme_tiers(self.facts, [visit])
        upper = len(UPPER_TIERS)
        spare = max(0, self._allowed - self.best.tiers[Tier.PREFERENCE])
        most = dict(zip(PROGRAMME_TIERS, (*reached[:upper], reached[Tier.PREFERENCE] + spare), strict=False))
        for tier, value in most.items():
            spent = made.frame.objective(tier, relaxed=False)
            if not isinstance(spent, int):
                made.frame.model.add(spent <= value)
        limits = SolveLimits(deterministic=self.limits.keep_start_seconds)
        lower = made.frame.combined(Tier.PREFERENCE, Tier.MONEY)
        hint = hint_of(made.frame, self.best.values)
        outcome, _ = solve_lexicographically(made.frame.model, [moved, lower], hint, limits, self.stop, with_cores=1)
        if not outcome.found:
            return
        new = read_visit_plan(self.facts, made.views[visit], outcome.value)
        plans = self.best.visit_plans | {visit: with_former_staff(self.start.visit_plans[visit], new)}
        ledger = self.best.ledger.without([visit]).plus(made.frame.bookings(outcome.value))
        values = self.best.values | made.frame.values_by_visit(outcome.values)
        self._accept(self._staffed(Incumbent(ledger, plans, values), [visit]))

    def _items_moved(self, made: VisitsModel, visit: str) -> Expr:
        """Return how many items of a visit are not as in the start, or new."""
        old = {item.id: item for item in self.start.visit_plans[visit].items}
        moved: list[Expr] = []
        for act in made.views[visit].acts.values():
            changed = differs(made.frame, self.facts, act, old[act.id]) if act.id in old else act.done
            moved.append(own_expr(changed))
        return sum(moved, 0)

    # -- helpers and cars

    def _helpers_and_cars_back(self, *, one_by_one: bool) -> None:
        """Give rows that did not move their helpers and cars back, one by one or all at once, by day and by visit."""
        todo = self._staffed_otherwise()
        groups: list[list[ChangedSide]] = [[each] for each in todo] if one_by_one else [todo]
        for key in () if one_by_one else (self._day, lambda each: each[0].partition("/")[0]):
            keys = sorted({key(each) for each in todo})
            groups += [[each for each in todo if key(each) == one] for one in keys]
        for group in groups:
            left = set(self._staffed_otherwise()) & set(group)
            if left and not self.stop.now:
                self._accept(self._judged(self._with_former(left)))

    def _chosen_people_back(self) -> None:
        """Give items, also those that moved, their leaders and experts back, where one other stands in for one."""
        for id, role, person in self._other_people(assemble(self.facts, self.best.visit_plans)):
            visit = id.partition("/")[0]
            plan = self.best.visit_plans[visit]
            item = next(item for item in plan.items if item.id == id)
            others = [duty for duty in item.duties if duty.role == role]
            if len(others) != 1 or self.stop.now:
                continue
            duties = tuple(
                d.replace(person=person, hired=False, stand_in=False) if d is others[0] else d for d in item.duties
            )
            items = tuple(each.replace(duties=duties) if each is item else each for each in plan.items)
            plans = self.best.visit_plans | {visit: replace(plan, items=items)}
            self._accept(self._judged(replace(self.best, visit_plans=plans)))

    def _staffed_otherwise(self) -> list[ChangedSide]:
        """Return the rows, at the time and place of the start, that have other helpers or cars."""
        before, after = (assemble(self.facts, each.visit_plans) for each in (self.start, self.best))
        sides = changed_sides(before, after)
        moved = {id for id, side in sides if side in ("time", "place")}
        return [(id, side) for id, side in sides if id not in moved]

    def _day(self, side: ChangedSide) -> str:
        plans = self.start.visit_plans[side[0].partition("/")[0]]
        starts = {item.id: item.start for item in plans.items} | {move.id: move.depart for move in plans.moves}
        return str(day_of(starts[side[0]]))

    def _with_former(self, sides: Collection[ChangedSide]) -> Incumbent:
        """Return the best plan with the helpers or cars of some rows as in the start."""
        plans = dict(self.best.visit_plans)
        for visit in sorted({id.partition("/")[0] for id, _ in sides}):
            old: dict[str, Item | Move] = {row.id: row for row in self.start.visit_plans[visit].items}
            old |= {row.id: row for row in self.start.visit_plans[visit].moves}

            def back(row: Row, old: dict[str, Item | Move] = old) -> Row:
                if (row.id, "people") in sides:
                    row = row.replace(duties=old[row.id].duties)
                if (row.id, "cars") in sides and isinstance(was := old[row.id], Move):
                    row = row.replace(rides=was.rides)
                return row

            plan = plans[visit]
            items, moves = tuple(map(back, plan.items)), tuple(map(back, plan.moves))
            plans[visit] = replace(plan, items=items, moves=moves)
        return replace(self.best, visit_plans=plans)

    def _staffed(self, incumbent: Incumbent, visits: Collection[str]) -> Incumbent:
        """Staff some visits: what is where it was keeps its helpers and cars, unless that breaks something."""
        new = {visit: incumbent.visit_plans[visit] for visit in visits}
        kept = self._staff_as(incumbent, visits, keep_former_staff(self.facts, self.start.visit_plans, new))
        free = self._staff_as(incumbent, visits, self.facts)
        return min(kept, free, key=self.nearness)

    def _staff_as(self, incumbent: Incumbent, visits: Collection[str], facts: Facts) -> Incumbent:
        found = staff(facts, self.rules, incumbent.visit_plans, sorted(visits), minimise_duty=True, stop=self.stop)
        return self._judged(replace(incumbent, visit_plans=incumbent.visit_plans | found.visit_plans))
