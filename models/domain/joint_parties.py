"""With whom a visit has a joint item: the stays and requests of all its visits."""

from __future__ import annotations

from models.domain.activities import Request
from models.domain.facts import Facts
from models.domain.joint_items import joint_of, joint_requests
from models.domain.stay import Stay


def together(facts: Facts, stay: Stay, request: Request | None) -> list[tuple[Stay, Request]]:
    """Return with which stays, its own first, a visit has a request; of an item of its own just that one."""
    if request is None:
        return []
    joint = joint_of(request)
    if joint is None:
        return [(stay, request)]
    known: dict[str, list[tuple[str, Request]]] = facts.cache.setdefault("joint_requests", {})
    if joint not in known:
        known[joint] = joint_requests(facts.week, joint)
    return [(stay, request), *((facts.stay(v), r) for v, r in known[joint] if v != stay.id)]


def joint_of_item(facts: Facts, item: str) -> str:
    """Return the joint item that an item of a plan is part of, by its id; empty: of none."""
    known: dict[str, str] | None = facts.cache.get("joint_of_items")
    if known is None:
        requests = ((visit.id, request) for visit in facts.week.visits for request in visit.requests)
        known = {f"{visit}/{request.id}": joint for visit, request in requests if (joint := joint_of(request))}
        facts.cache["joint_of_items"] = known
    return known.get(item, "")
