"""Guests who stay away: who still travels, and what a visit is without them."""

from __future__ import annotations

from models.domain.request_order import linked_within
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
    """Return the members, requests and sub-groups of a visit without some members.

    What was for these members alone goes with them: an empty list would mean everybody.
    """
    members = [
        m.replace(
            spouse_of=None if m.spouse_of in gone else m.spouse_of,
            rooms_with=None if m.rooms_with in gone else m.rooms_with,
        )
        for m in visit.members
        if m.id not in gone
    ]
    nobody = {id for part in visit.sub_groups if set(part.members) <= gone for id in part.requests}
    kept = [r for r in visit.requests if r.id not in nobody and not (r.members and set(r.members) <= gone)]
    requests = [r.replace(members=tuple(m for m in r.members if m not in gone)) for r in kept]
    known = {r.id for r in requests}
    requests = [linked_within(r, known) for r in requests]
    parts = [
        part.replace(
            members=tuple(m for m in part.members if m not in gone),
            requests=tuple(id for id in part.requests if id in known),
        )
        for part in visit.sub_groups
        if not set(part.members) <= gone
    ]
    return {"members": tuple(members), "requests": tuple(requests), "sub_groups": tuple(parts)}


def without_guests(visit: Visit, gone: set[str]) -> Visit | None:
    """Return a visit without some members, and without the groups that they alone were; None if nobody is left."""
    groups = [g.replace(members=tuple(m for m in g.members if m not in gone)) for g in visit.groups]
    groups = [g for g in groups if anybody(g, visit, gone)]
    return visit.replace(groups=tuple(groups), **without(visit, gone)) if groups else None
