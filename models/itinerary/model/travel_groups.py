"""Travel groups that come late or leave early: they join and leave the others at a slot of their days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from models.rules.core.view import Layer
from models.rules.sense.travel_groups import latest, ready

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.cp.frame import Frame
    from models.cp.types import Expr, Lit, SolverAct, SolverSlot
    from models.domain.stay import GroupStay, Stay

    Key = tuple[dt.date, Layer]
    Slots = Mapping[Key, SolverSlot]
    Joins = dict[str, dict[Key, Lit]]


class GroupAttendance(NamedTuple):
    """Slots at which late groups join and early ones leave; which of those that come for a day take part in nothing."""

    joins: Joins
    leaves: Joins
    passes: dict[str, Lit]


def join_and_leave(frame: Frame, stay: Stay, acts: Mapping[str, SolverAct], slots: Slots) -> GroupAttendance:
    """Let travel groups join and leave at slots of their days; the guest of honour's is there for every request."""
    short = [g for g in stay.groups if g.comes == g.leaves and g not in stay.last]
    passes = {g.id: _pass(frame, g, slots) for g in short}
    joins = {g.id: _join(frame, stay, g, slots, passes.get(g.id)) for g in stay.groups if g not in stay.first}
    leaves = {
        g.id: _leave(frame, g, slots, joins.get(g.id, {}), passes.get(g.id)) for g in stay.groups if g not in stay.last
    }
    for group in sorted(joins.keys() & leaves.keys()):
        for come, joined_here in joins[group].items():
            for go, left_here in leaves[group].items():
                if go < come:
                    frame.model.add_bool_or(frame.negated(joined_here), frame.negated(left_here))
    lead = stay.lead.id
    joined: Expr = 0 if lead in joins else 1
    left: Expr = 0 if lead in joins else passes.get(lead, 0)
    for key in sorted(slots):
        joined += joins.get(lead, {}).get(key, 0)
        for act, x in slots[key].acts:
            if act.request is not None and (lead in joins or lead in leaves):
                frame.model.add(x <= joined - left)
        left += leaves.get(lead, {}).get(key, 0)
    if not any(group in stay.last for group in stay.first):
        first: Expr = sum(1 - passes[g.id] if g.id in passes else 1 for g in stay.first)
        _keep_somebody(frame, first, joins, leaves, slots)
    return GroupAttendance(joins, leaves, passes)


def _pass(frame: Frame, group: GroupStay, slots: Slots) -> Lit:
    """A group that comes and leaves on one day may take part in nothing, where it could be at nothing in time."""
    facts, origin = frame.facts, frame.facts.week.origin
    passes = frame.literal(f"pass {group.id}")
    for key, slot in slots.items():
        if key[0] != group.comes or slot.layer is Layer.END or not slot.acts:
            continue
        for place, here in slot.place.items():
            first, last = ready(facts, group, place) - origin, latest(facts, group, place) - origin
            if first < last:
                early, late = frame.less(slot.start, first), frame.less(last, slot.end)
                no = [frame.negated(lit) for lit in (passes, slot.used, here)]
                frame.model.add_bool_or(*no, early, late)
    return passes


def _keep_somebody(frame: Frame, first: Expr, joins: Joins, leaves: Joins, slots: Slots) -> None:
    """Wherever something is on or the party moves, one of its groups is there: those who come relieve those who go."""
    here: Expr = first
    for key in sorted(slots):
        slot = slots[key]
        frame.model.add(here >= 1).only_enforce_if(slot.moved)
        here += sum(mine.get(key, 0) for mine in joins.values())
        frame.model.add(here >= 1).only_enforce_if(slot.used)
        here -= sum(mine.get(key, 0) for mine in leaves.values())


def _join(frame: Frame, stay: Stay, group: GroupStay, slots: Slots, passes: Lit | None) -> dict[Key, Lit]:
    """A late group goes from its arrival point straight to where the others are, in time for what is next.

    At the end of a day that is the hotel; on the last day there is something to come to, or it waits in vain.
    Who leaves the same day does not go to the hotel.
    """
    day = group.comes
    to_hotel = day != stay.days[-1] and passes is None
    made: dict[Key, Lit] = {}
    for key, slot in slots.items():
        if key[0] != day or (not to_hotel if slot.layer is Layer.END else not slot.acts):
            continue
        made[key] = joins = frame.literal(f"join {group.id} {key}")
        frame.model.add_implication(joins, slot.used)
        for place, here in slot.place.items() if slot.layer is not Layer.END else ():
            soonest = ready(frame.facts, group, place) - frame.facts.week.origin
            frame.model.add(slot.start >= soonest).only_enforce_if(joins, here)
    frame.model.add_exactly_one(*made.values(), *([] if passes is None else [passes]))
    return made


def _leave(
    frame: Frame, group: GroupStay, slots: Slots, joins: Mapping[Key, Lit], passes: Lit | None
) -> dict[Key, Lit]:
    """An early group leaves from where it took part last, in the morning from the hotel, when it has come there."""
    day, origin = group.leaves, frame.facts.week.origin
    made: dict[Key, Lit] = {}
    for key, slot in slots.items():
        today = key[0] == day and slot.layer is not Layer.END and bool(slot.acts)
        eve = passes is None and key[0] == day - dt.timedelta(days=1) and slot.layer is Layer.END
        if not today and not eve:
            continue
        made[key] = leaves = frame.literal(f"leave {group.id} {key}")
        frame.model.add_implication(leaves, slot.used)
        for place, here in slot.place.items():
            sets_off = latest(frame.facts, group, place)
            if today:
                frame.model.add(slot.end <= sets_off - origin).only_enforce_if(leaves, here)
                continue
            if frame.facts.travel.after(group.origin, place, group.exit) > sets_off:
                frame.model.add_bool_or(frame.negated(leaves), frame.negated(here))
            alone = [frame.negated(joins[key])] if key in joins else []  # else it comes by itself
            frame.model.add(slot.arrive <= sets_off - origin).only_enforce_if(leaves, here, *alone)
    frame.model.add_exactly_one(*made.values(), *([] if passes is None else [passes]))
    return made
