"""The helpers and cars that a plan had before: a start for staffing, or fixed where nothing about a row has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.changed_sides import changed_sides
from models.domain.facts import Facts
from models.domain.pins import pin_as_planned
from models.domain.revision import Revision
from models.domain.roles import CHOSEN_ROLES
from models.itinerary.search.incumbent import assemble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.pins import PinSide
    from models.domain.plan import Plan, VisitPlan
    from models.rules.core.score import Score


def with_former_staff(old: VisitPlan, new: VisitPlan) -> VisitPlan:
    """Return a visit's new plan with the helpers and rides that its old one has by item and move: a start for staffing.

    Parameters
    ----------
    old : VisitPlan
        Staffed.
    new : VisitPlan
        With leaders and experts only.
    """
    items = {item.id: item for item in old.items}
    moves = {move.id: move for move in old.moves}
    staffed = tuple(
        item.replace(duties=(*item.duties, *(d for d in items[item.id].duties if d.role not in CHOSEN_ROLES)))
        if item.id in items
        else item
        for item in new.items
    )
    driven = tuple(
        move.replace(duties=moves[move.id].duties, rides=moves[move.id].rides) if move.id in moves else move
        for move in new.moves
    )
    return replace(new, items=staffed, moves=driven)


def keep_former_staff(
    facts: Facts, old: Mapping[str, VisitPlan], new: Mapping[str, VisitPlan], broken: Score | None = None
) -> Facts:
    """Return the facts with helpers and cars fixed wherever a row of some visits is when and where it was.

    Parameters
    ----------
    old, new : mapping visit -> VisitPlan
        The plan with the helpers and cars to keep, and the programmes to staff.
    broken : Score, optional
        What the old plan breaks: of a row that a must is about, nobody is fixed.
    """
    revision = facts.revision or Revision()
    free = {row for b in (broken.musts if broken else ()) for row in b.violation.about.rows}
    fixed = {(pin.of, side) for pin in revision.pins for side in pin.sides}
    pins = []
    for visit in sorted(set(old) & set(new)):
        before, after = (assemble(facts, {visit: plans[visit]}) for plans in (old, new))
        for id in sorted(_rows(old[visit]) & _rows(new[visit]) - _moved(before, after) - free):
            sides: set[PinSide] = {"people", "cars"}
            pin = pin_as_planned(before, id, [side for side in sides if (id, side) not in fixed])
            pins += [pin] if pin.sides else []
    return Facts(facts.week, facts.edition, replace(revision, pins=(*revision.pins, *pins)))


def _rows(plan: VisitPlan) -> set[str]:
    return {item.id for item in plan.items} | {move.id for move in plan.moves}


def _moved(before: Plan, after: Plan) -> set[str]:
    return {id for id, side in changed_sides(before, after) if side in ("time", "place")}
