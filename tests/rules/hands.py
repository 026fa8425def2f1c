"""Hands for cases about people and cars: duties and rides put into hand-made plans."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Duty, Item, Move, Plan, Ride
from tests.weeks import Row, changed, facts, hosts, plan, step, talk, visit, with_offices
from tests.weeks import plan as planned


def row(plan: Plan, id: str) -> Item | Move:
    """Return an item or move by id, or by the part of it after the visit: ``talk`` for ``v1/talk``."""
    rows: list[Item | Move] = [*plan.items, *plan.moves]
    (found,) = (r for r in rows if id in (r.id, r.id.partition("/")[2]))
    return found


def begins(found: Item | Move) -> int:
    """Return when an item starts, or a move sets off."""
    return found.start if isinstance(found, Item) else found.depart


def ends(found: Item | Move) -> int:
    """Return when an item ends, or a move arrives."""
    return found.end if isinstance(found, Item) else found.arrive


def with_duty(
    plan: Plan, id: str, role: str, person: str | None, begin: int = 0, end: int | None = None, **changes: Any
) -> Plan:
    """Add a duty to an item or move; ``begin`` and ``end`` in minutes from its start (``end`` None: to its end)."""
    found = row(plan, id)
    start = begins(found)
    until = ends(found) if end is None else start + end
    duty = Duty.model_validate({"role": role, "person": person, "start": start + begin, "end": until, **changes})
    return changed(plan, found.id, duties=(*found.duties, duty))


def with_ride(plan: Plan, id: str, *rides: dict[str, Any]) -> Plan:
    """Put rides on a move."""
    return changed(plan, row(plan, id).id, rides=tuple(Ride.model_validate({"guests": 3, **ride}) for ride in rides))


def everywhere(plan: Plan, visit: str = "v1", **ride: Any) -> Plan:
    """Put one ride on every move of a visit."""
    for move in plan.moves:
        if move.visit == visit:
            plan = with_ride(plan, move.id, ride)
    return plan


def met(person: str | None, kind: str = "other", early: int = -30) -> tuple[Facts, Plan]:
    """Return a visit that somebody meets and sees off.

    Arrival 08:00, out 08:10: the greeter stands there from 07:40 (``early``, minutes from the pick-up's departure).
    """
    f = facts(visit("v1", talk(), client_kind=kind))
    p = planned(f, v1=[("talk", "21 09:30")])
    if person:
        p = with_duty(p, step(p, "pick_up").id, "greeter", person, early)
        p = with_duty(p, step(p, "see_off").id, "greeter", person)
    return f, p


CALL = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts()}
HONOURS = {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "rail"}


def received(*asked: dict[str, Any], rows: list[Row], **changes: Any) -> tuple[Facts, Plan]:
    """Return a visit that others receive, with what is planned of it."""
    f = facts(visit("v1", *asked, **changes), company=with_offices())
    return f, plan(f, v1=rows)
