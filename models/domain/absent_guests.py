"""Guests who stay away: who still travels, and what a visit is without them."""

from __future__ import annotations

from models.domain.visits import TravelGroup, Visit


def anybody(group: TravelGroup, visit: Visit, gone: set[str]) -> bool:
    """Tell whether somebody still travels in a group."""
    if group.unnamed or group.members:
        return True
    named = {id for other in visit.groups for id in other.members}
    return any(m.id not in named and m.id not in gone for m in visit.members) and not _emptied(group, visit, gone)


def _emptied(group: TravelGroup, visit: Visit, gone: set[str]) -> bool:
    """Tell whether a group named members, and all of them stay away."""
    before = next((g.members for g in visit.groups if g.id == group.id), ())
    return bool(before) and set(before) <= gone


def without(visit: Visit, gone: set[str]) -> dict[str, object]:
    """Return the members and requests of a visit without some members."""
    members = [
        m.replace(
            spouse_of=None if m.spouse_of in gone else m.spouse_of,
            rooms_with=None if m.rooms_with in gone else m.rooms_with,
        )
        for m in visit.members
        if m.id not in gone
    ]
    requests = [r.replace(members=tuple(m for m in r.members if m not in gone)) for r in visit.requests]
    return {"members": tuple(members), "requests": tuple(requests)}
