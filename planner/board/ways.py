"""The ways of a visit after its items were moved by hand: one between any two places, just in time (STR-03, STR-08).

What lies as it lay keeps its way to the minute; a new way takes the escorts of the way before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.clock import GRID, round_down, round_up
from models.domain.plan import Move, Plan
from models.rules.core.programme import Programme
from models.rules.core.true_labels import called_right, luggage_goes_along
from models.rules.core.waiting import is_at_ease
from models.staffing.context import StaffingContext
from models.staffing.dispatch import dispatch
from models.staffing.limits import STAFFING_LIMITS
from planner.plan_workbook.reading.edited_plan import EditedPlan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item, VisitPlan
    from models.rules.core.base import Rule
    from models.rules.core.programme import Step


def ways_told(facts: Facts, visit: str, part: VisitPlan) -> dict[str, str]:
    """Return of each way to an item the item: move id → item id."""
    p = Programme(facts, facts.stay(visit), part.items, part.moves, part.nights)
    return {move.id: step.item.id for step in p.steps for move in step.moves if step.item is not None}


def with_ways(facts: Facts, visit: str, was: VisitPlan, items: Sequence[Item]) -> VisitPlan:
    """Return the plan of a visit with other items, and ways that lead to them.

    Parameters
    ----------
    was : VisitPlan
        Before its items were changed.
    """
    rebuilt = _RebuiltWays(facts, visit, was, items).moves()
    return replace(was, items=tuple(items), moves=rebuilt).in_order()


class _RebuiltWays:
    """Makes the ways of one visit anew, step by step."""

    def __init__(self, facts: Facts, visit: str, was: VisitPlan, items: Sequence[Item]) -> None:
        self.facts, self.stay, self.items, self.was = facts, facts.stay(visit), items, was
        before = Programme(facts, self.stay, was.items, was.moves, was.nights)
        self.known = {_key(step): step for step in before.steps}
        self.aside = [move for move in before.moves if not before.on_main_way(move)]
        self.p = Programme(facts, self.stay, items, self.aside, was.nights)
        self.ids = {move.id for move in was.moves}

    def moves(self) -> tuple[Move, ...]:
        """Return all moves of the visit."""
        made = list(self.aside)
        for step in self.p.steps:
            made += self._into(step, made)
        if sorted(made, key=_order) == sorted(self.was.moves, key=_order):
            return self.was.moves
        right = called_right(self.facts, self.stay, self.items, made)
        luggage = luggage_goes_along(self.stay, self.items, right, self.was.nights)
        return tuple(move if move.luggage == luggage[id(move)] else move.replace(luggage=luggage[id(move)])
                     for move in right)  # fmt: skip

    def _into(self, step: Step, made: Sequence[Move]) -> list[Move]:
        old = self.known.get(_key(step))
        if step.origin is None or step.target is None:
            return list(old.moves) if old else []
        here, there = self.facts.location(step.origin), self.facts.location(step.target)
        if old is not None and self._same(step, old):
            return list(old.moves)
        if here == there or (not (old and old.moves) and self._on_foot(step, here, there)):
            return []
        depart, arrive = self._times(step, here, there)
        if old is not None and old.move is not None:
            return [self._retimed(old.move, here, there, depart, arrive)]
        return [self._new(step, (here, there), (depart, arrive), made)]

    def _same(self, step: Step, old: Step) -> bool:
        """Tell whether a step and what lies before it are as they were."""
        at_end = step.item is None
        return (step.origin, step.target, step.since) == (old.origin, old.target, old.since) and (
            at_end or step.start == old.start
        )

    def _on_foot(self, step: Step, here: str, there: str) -> bool:
        walk = self.facts.travel.walk(here, there)
        hotels = {night.hotel for night in self.was.nights}
        return walk is not None and walk <= self.facts.shape.walk_minutes and not {here, there} & hotels

    def _times(self, step: Step, here: str, there: str) -> tuple[int, int]:
        """Return when a way sets off and arrives; see ``models.rules.structure.continuity.JustInTime``."""
        travel, shape = self.facts.travel, self.facts.shape
        last = step.item is None and step.day == self.stay.days[-1]
        if step.before is None and step.since is not None and not last:
            return step.since, travel.after(here, there, step.since)
        home = step.item is None or (step.before is not None and is_at_ease(self.p, step.target, step.day))
        if home and not last and step.since is not None:
            depart = round_up(step.since, GRID)
            return depart, travel.after(here, there, depart)
        arrive = step.start if last else round_down(step.start - shape.settle, GRID)
        return arrive - travel.minutes(here, there, arrive), arrive

    def _retimed(self, move: Move, here: str, there: str, depart: int, arrive: int) -> Move:
        draft = EditedPlan(self.facts, Plan.model_construct(week="", edition=""), moves={move.id: move})
        if (self.facts.location(move.origin), self.facts.location(move.target)) != (here, there):
            draft.way(move.id, here, there)
        draft.shift_move(move.id, depart, arrive)
        return draft.moves[move.id]

    def _new(self, step: Step, ends: tuple[str, str], times: tuple[int, int], made: Sequence[Move]) -> Move:
        name = f"to-{step.item.id.partition('/')[2]}" if step.item else f"home-{step.day}"
        id, number = f"{self.stay.id}/{name}", 2
        while id in self.ids:
            id, number = f"{self.stay.id}/{name}.{number}", number + 1
        self.ids.add(id)
        escorts = [duty for move in (*reversed(made), *self.was.moves) for duty in move.duties if duty.role == "escort"]
        with_them = [escort.replace(start=times[0], end=times[1]) for escort in escorts[:1]]
        return Move(
            id=id,
            visit=self.stay.id,
            kind="transfer",
            origin=ends[0],
            target=ends[1],
            depart=times[0],
            arrive=times[1],
            groups=self.p.on_way(step),
            duties=tuple(with_them),
        )


def _key(step: Step) -> str | dt.date:
    return step.item.id if step.item is not None else step.day


def _order(move: Move) -> tuple[int, str]:
    return move.depart, move.id


def with_vehicles(
    facts: Facts, rules: Sequence[Rule], visit_plans: Mapping[str, VisitPlan], visits: Sequence[str]
) -> dict[str, VisitPlan]:
    """Return the plans of some visits with vehicles and drivers that are free, by the heuristic alone.

    A ride that can stay stays. What no vehicle of ours can make is made by hired ones.

    Parameters
    ----------
    facts : Facts
        With what is pinned.
    """
    moves = {visit: part.moves for visit, part in visit_plans.items()}
    found = dispatch(StaffingContext.of(facts, rules), moves, set(visits), limits=STAFFING_LIMITS.heuristic_only).rides
    changed = {}
    for visit in visits:
        part = visit_plans[visit]
        driven = tuple(
            move.replace(rides=found[move.id]) if found.get(move.id, move.rides) != move.rides else move
            for move in part.moves
        )
        changed[visit] = replace(part, moves=driven) if driven != part.moves else part
    return changed
