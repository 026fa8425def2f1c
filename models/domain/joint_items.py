"""Joint items: which requests of several visits are one item, and what they decide together.

The start, the place with its room, and whoever of ours leads are one decision of all visits that take part (JOINT-01).
What one of them asks for there, e.g. a host or a restaurant, holds for all. Everything else is each visit's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.activities import Joint, JointKind, Request
from models.domain.bilingual import bilingual
from models.domain.references import Finding
from models.domain.week import Week

REQUEST_OF_JOINT: dict[JointKind, str] = {
    "banquet": "banquet",
    "plenary": "exchange",
    "tour": "tour",
    "ceremony": "ceremony",
}
"""Kind of the requests that stand for a joint item; of a shared coach there are none, it is not planned."""
SHARED_FIELDS = (
    *("at", "on", "minutes", "place", "restaurant", "room", "host", "leader", "leader_part", "call_minutes", "hosts"),
    *("venue", "lunch", "form", "seated", "workshops"),
)
"""Fields of a request that are the same for all visits: one that differs from its default is asked for."""


def joint_of(request: Request | None) -> str | None:
    """Return the joint item for which a request stands."""
    return getattr(request, "joint", None)


def joint_requests(week: Week, joint: str) -> list[tuple[str, Request]]:
    """Return the requests that stand for a joint item, each with its visit, in the order of the week."""
    return [(visit.id, r) for visit in week.visits for r in visit.requests if joint_of(r) == joint]


def with_shared_wishes(week: Week) -> Week:
    """Return a week in which the requests of a joint item ask alike for what they share; itself without any."""
    changed: dict[tuple[str, str], Request] = {}
    for joint in week.joints:
        mine = joint_requests(week, joint.id)
        shared = {name: values[0] for name, values in _asked(joint, mine).items() if values}
        for visit, request in mine:
            wanted = {name: value for name, value in shared.items() if name in type(request).model_fields}
            if any(getattr(request, name) != value for name, value in wanted.items()):
                changed[visit, request.id] = request.replace(**wanted)
    if not changed:
        return week
    visits = [
        visit.model_copy(update={"requests": tuple(changed.get((visit.id, r.id), r) for r in visit.requests)})
        if any(id == visit.id for id, _ in changed)
        else visit
        for visit in week.visits
    ]
    return week.replace(visits=tuple(visits))


def with_changes_for_all(before: Week, week: Week) -> Week:
    """Return a changed week in which what was changed of a joint item for one visit is so for all."""
    old = {(visit.id, request.id): request for visit in before.visits for request in visit.requests}
    new: dict[str, dict[str, object]] = {}
    for joint in week.joints:
        for visit, request in joint_requests(week, joint.id):
            known = old.get((visit, request.id))
            for name in SHARED_FIELDS if known is not None else ():
                if name in type(request).model_fields and getattr(request, name) != getattr(known, name, None):
                    new.setdefault(joint.id, {})[name] = getattr(request, name)
    if not new:
        return week
    visits = [
        visit.model_copy(
            update={"requests": tuple(r.replace(**new.get(joint_of(r) or "", {})) for r in visit.requests)}
        )
        for visit in week.visits
    ]
    joints = [j.replace(at=new[j.id]["at"]) if "at" in new.get(j.id, {}) else j for j in week.joints]
    return week.replace(visits=tuple(visits), joints=tuple(joints))


def with_joints_of_those_left(week: Week) -> Week:
    """Return a week whose joint items are those of its visits; what a single visit is left of is an item of its own."""
    here = {visit.id for visit in week.visits}
    kept = {joint.id: tuple(id for id in joint.visits if id in here) for joint in week.joints}
    if all(kept[joint.id] == joint.visits for joint in week.joints):
        return week
    joints = tuple(j.replace(visits=kept[j.id]) for j in week.joints if len(kept[j.id]) > 1)
    ids = {joint.id for joint in joints}
    visits = [
        visit.model_copy(update={"requests": tuple(_unlinked(request, ids) for request in visit.requests)})
        for visit in week.visits
    ]
    return week.replace(visits=tuple(visits), joints=joints)


def _unlinked(request: Request, joints: set[str]) -> Request:
    return request if joint_of(request) in {None, *joints} else request.replace(joint=None)


def joint_faults(week: Week) -> Iterator[Finding]:
    """Yield where the requests of a joint item cannot be one: wishes that differ, rivals, two of one visit."""
    for index, joint in enumerate(week.joints):
        path = ("joints", index)
        mine = joint_requests(week, joint.id)
        clients = {visit.id: visit.client for visit in week.visits}
        for name, values in _asked(joint, mine).items():
            if len(values) > 1:
                yield (
                    path,
                    bilingual(
                        f"联合活动“{joint.title or joint.id}”的各批客人对 {name} 要求不一",
                        f"the visits of {joint.title or joint.id!r} ask for different {name}",
                    ),
                    bilingual("只在一处填写", "say it in one of them alone"),
                )
        visits = [visit for visit, _ in mine]
        for visit in sorted({visit for visit in visits if visits.count(visit) > 1}):
            what = bilingual(
                f"{clients[visit]} 有两项活动需求都填了这项联合活动", f"two requests of {clients[visit]} stand for it"
            )
            yield path, what, bilingual("只留一项", "leave one")


def _asked(joint: Joint, requests: list[tuple[str, Request]]) -> dict[str, list[object]]:
    """Return what is asked for of a joint item, field by field, each value once."""
    found: dict[str, list[object]] = {name: [] for name in SHARED_FIELDS}
    if joint.at is not None:
        found["at"].append(joint.at)
    for _, request in requests:
        fields = type(request).model_fields
        for name in SHARED_FIELDS:
            value = getattr(request, name) if name in fields else None
            if name in fields and value != fields[name].get_default() and value not in found[name]:
                found[name].append(value)
    return found
