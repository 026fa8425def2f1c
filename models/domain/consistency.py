"""Faults between the facts of a week, and what this version reads but does not plan yet.

Facts that are each right but cannot all be kept (two fixed hours at once, a party too large for every room) are no
faults: they come out as requests left out, or as no plan possible, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.domain.activities import NightAway, Training
from models.domain.company_faults import company_faults
from models.domain.places import Hotel, Sight
from models.domain.references import Finding, Ids, KeyPath, Kind, near
from models.domain.request_faults import request_faults
from models.domain.visit_faults import Referred, visit_faults
from models.domain.visits import Visit
from models.domain.week import Week

__all__ = ["Finding", "KeyPath", "faults", "near", "not_planned_yet"]


def faults(week: Week, known: Collection[str] = ()) -> Iterator[Finding]:
    """Yield every fault of a week, as key path, what, and maybe how to mend it.

    Parameters
    ----------
    known : collection of str
        Ids of things that could not be read: a reference to one of them is no fault of its own.
    """
    aside = frozenset(known)
    yield from company_faults(week.company, aside)
    to = _referred(week, aside)
    ids = Ids("来访", "visit")
    for number, visit in enumerate(week.visits):
        yield from ids.twice(("visits", number), visit.id)
        yield from visit_faults(week, number, to, aside)
        yield from request_faults(week, number, aside)
    yield from _joints(week, to)


def _referred(week: Week, known: frozenset[str]) -> Referred:
    company = week.company
    return Referred(
        places=Kind("地点", "place", {place.id: place.name for place in company.places}, known),
        hotels=Kind("酒店", "hotel", {p.id: p.name for p in company.places if isinstance(p, Hotel)}, known),
        sights=Kind("景点", "sight", {p.id: p.name for p in company.places if isinstance(p, Sight)}, known),
        workshops=Kind("车间", "workshop", {shop.id: shop.name for shop in company.workshops}, known),
        rooms=Kind("会议室", "room", {room.id: room.name for room in company.rooms}, known),
        people=Kind("人员", "person", {person.id: person.name for person in company.people}, known),
        visits=Kind("来访", "visit", {visit.id: visit.client for visit in week.visits}, known),
    )


def _joints(week: Week, to: Referred) -> Iterator[Finding]:
    ids = Ids("联合活动", "joint item")
    for index, joint in enumerate(week.joints):
        path: KeyPath = ("joints", index)
        yield from ids.twice(path, joint.id)
        yield from to.visits.all_unknown((*path, "visits"), joint.visits)
        if len(set(joint.visits)) < 2:
            yield (*path, "visits"), "联合活动至少要两批客人 / a joint item needs two visits", ""


def not_planned_yet(week: Week) -> list[str]:
    """Return a line for each item that this version reads but does not plan."""
    lines = [line for visit in week.visits for line in _of_visit(visit)]
    for joint in week.joints:
        lines.append(f"联合活动“{joint.title or joint.id}”暂不支持 / joint item: {joint.id}")
    return lines


def _of_visit(visit: Visit) -> Iterator[str]:
    for part in visit.sub_groups:
        what = "分组活动暂不支持 / sub-group with items of its own"
        yield f"{visit.client}:{what}: {visit.id}/{part.id}"
    for request in visit.requests:
        name, id = request.title or request.kind, f"{visit.id}/{request.id}"
        if request.members:
            yield f"{visit.client}:“{name}”只有部分成员参加,暂不支持 / for some members only: {id}"
        if isinstance(request, Training):
            yield f"{visit.client}:系列培训“{name}”暂不支持 / training series: {id}"
        if isinstance(request, NightAway):
            yield f"{visit.client}:异地住宿暂不支持 / night in another city: {id}"
        if getattr(request, "joint", None):
            yield f"{visit.client}:“{name}”与其他客人联合举行,暂不支持 / held jointly: {id}"
