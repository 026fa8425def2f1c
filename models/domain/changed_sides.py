"""What differs between two plans of a week, side by side of each row: how far a plan has moved from another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.plan import Duty, Item, Move, Night, Plan

RowSide = Literal["time", "place", "people", "cars"]
"""What of a row may differ."""
ChangedSide = tuple[str, RowSide]
"""Id of an item, move or night, and what of it differs."""
NIGHT = "night-"
"""What the id of a night begins with, behind its visit; no item or move has such a name."""
_Sides = dict[RowSide, object]


def changed_sides(before: Plan, after: Plan) -> tuple[ChangedSide, ...]:
    """Return what differs between two plans, sorted: a row that is new or gone counts once, by its time.

    Where a helper's part moves with its item nothing but the time has changed.
    """
    old, new = _rows(before), _rows(after)
    found: list[ChangedSide] = []
    for id in sorted({*old, *new}):
        a, b = old.get(id), new.get(id)
        if a is None or b is None:
            found.append((id, "time"))
        else:
            found += [(id, side) for side in a if a[side] != b[side]]
    return tuple(found)


def night_id(night: Night) -> str:
    """Return the id of a night, as pins have it."""
    return f"{night.visit}/{NIGHT}{night.day}" + "".join(f".{group}" for group in night.groups)


def _rows(plan: Plan) -> Mapping[str, _Sides]:
    found = {item.id: _item(item) for item in plan.items} | {move.id: _move(move) for move in plan.moves}
    for night in plan.nights:
        found[night_id(night)] = {"place": (night.hotel, night.rooms)}
    return found


def _item(item: Item) -> _Sides:
    stops = sorted((s.group, s.workshop, s.start - item.start, s.end - item.start) for s in item.stops)
    return {
        "time": (item.start, item.end),
        "place": (item.place, item.room, item.table, stops),
        "people": _people(item.duties),
    }


def _move(move: Move) -> _Sides:
    rides = sorted((ride.vehicle or "", ride.driver or "", ride.hired or "", ride.guests) for ride in move.rides)
    return {
        "time": (move.depart, move.arrive),
        "place": (move.origin, move.target),
        "people": _people(move.duties),
        "cars": rides,
    }


def _people(duties: tuple[Duty, ...]) -> object:
    return sorted((duty.role, duty.person or "", duty.hired, duty.group) for duty in duties)
