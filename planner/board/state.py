"""A state of the board: the week, the visits' plans and what is pinned; a change makes another one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.domain.plan import Plan, VisitPlan, plan_of_visits
from models.itinerary.model.plan_ledger import visit_plans_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.facts import Facts
    from models.domain.pins import Pin
    from models.domain.plan import Item, Move
    from models.domain.week import Week
    from planner.seating.hand_seats import HandSeats


@dataclass(frozen=True, eq=False)
class BoardState:
    """A state of the board.

    Attributes
    ----------
    visit_plans : mapping visit -> VisitPlan
        Of every visit of the week; those that a change leaves alone are the same objects before and after.
    pins : tuple of Pin
        What never moves, a pin for each side of a row.
    seats : mapping
        Seats that were decided by hand, by the id of the party's item or move.
    """

    week: Week
    edition: str
    visit_plans: Mapping[str, VisitPlan]
    pins: tuple[Pin, ...] = ()
    seats: HandSeats = field(default_factory=dict)

    def plan(self) -> Plan:
        """Return the plan of the whole week."""
        return plan_of_visits(self.week.id, self.edition, self.visit_plans)

    def with_visits(self, changed: Mapping[str, VisitPlan]) -> BoardState:
        """Return the state with other plans of some visits."""
        return replace(self, visit_plans={**self.visit_plans, **changed})

    def item(self, id: str) -> Item | None:
        """Return an item by its id."""
        return next((item for item in self._of(id).items if item.id == id), None)

    def move(self, id: str) -> Move | None:
        """Return a move by its id."""
        return next((move for move in self._of(id).moves if move.id == id), None)

    def _of(self, id: str) -> VisitPlan:
        return self.visit_plans.get(id.partition("/")[0], VisitPlan((), (), (), ()))


def state_of(facts: Facts, plan: Plan, pins: tuple[Pin, ...] = ()) -> BoardState:
    """Return the state that a plan is; what it says of things that the week does not know is passed over."""
    found = visit_plans_of(facts, plan)
    for left in plan.left_out:
        if left.is_whole_visit and left.visit in found:
            mine = found[left.visit]
            found[left.visit] = replace(mine, left_out=(*mine.left_out, left))
    return BoardState(facts.week, facts.edition.id, found, pins)
