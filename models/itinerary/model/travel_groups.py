"""Travel groups that come late or leave early: they join and leave the others at a slot of their days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.cp.frame import Frame
    from models.cp.types import Expr, Lit, SolverAct, SolverSlot
    from models.domain.stay import GroupStay, Stay

    Key = tuple[dt.date, Layer]
    Slots = Mapping[Key, SolverSlot]
    Joins = dict[str, dict[Key, Lit]]


def join_and_leave(frame: Frame, stay: Stay, acts: Mapping[str, SolverAct], slots: Slots) -> tuple[Joins, Joins]:
    """Let travel groups join and leave at slots of their days; the guest of honour's is there for every request."""
    joins = {g.id: _join(frame, g, slots) for g in stay.groups if g not in stay.first}
    leaves = {g.id: _leave(frame, g, slots) for g in stay.groups if g not in stay.last}
    lead = stay.lead.id
    joined: Expr = 0 if lead in joins else 1
    left: Expr = 0
    for key in sorted(slots):
        joined += joins.get(lead, {}).get(key, 0)
        for act, x in slots[key].acts:
            if act.request is not None and (lead in joins or lead in leaves):
                frame.model.add(x <= joined - left)
        left += leaves.get(lead, {}).get(key, 0)
    return joins, leaves


def _join(frame: Frame, group: GroupStay, slots: Slots) -> dict[Key, Lit]:
    """A late group goes from its arrival point straight to where the others are, in time for what is next."""
    day = group.comes
    made: dict[Key, Lit] = {}
    for key, slot in slots.items():
        if key[0] != day or (slot.layer is not Layer.END and not slot.acts):
            continue
        made[key] = joins = frame.literal(f"join {group.id} {key}")
        frame.model.add_implication(joins, slot.used)
        for place, here in slot.place.items() if slot.layer is not Layer.END else ():
            there = frame.facts.travel.after(group.origin, place, group.exit)
            ready = there + frame.facts.shape.settle - frame.facts.week.origin
            frame.model.add(slot.start >= ready).only_enforce_if(joins, here)
    frame.model.add_exactly_one(made.values())
    return made


def _leave(frame: Frame, group: GroupStay, slots: Slots) -> dict[Key, Lit]:
    """An early group leaves from where it took part last, in the morning from the hotel."""
    day = group.leaves
    made: dict[Key, Lit] = {}
    for key, slot in slots.items():
        today = key[0] == day and slot.layer is not Layer.END and bool(slot.acts)
        if not today and not (key[0] == day - dt.timedelta(days=1) and slot.layer is Layer.END):
            continue
        made[key] = leaves = frame.literal(f"leave {group.id} {key}")
        frame.model.add_implication(leaves, slot.used)
        for place, here in slot.place.items() if today else ():
            way = frame.facts.travel.minutes(place, group.target, group.deadline)
            frame.model.add(slot.end <= group.deadline - way - frame.facts.week.origin).only_enforce_if(leaves, here)
    frame.model.add_exactly_one(made.values())
    return made
