"""What clients were promised on earlier visits, as requests of the next one (APPR-04, S3 一 回复时效规范).

A promise says what it asks of the next visit: a talk, a call, the tour, a project, a sight. Of any other kind, and
where the company has no such place any more, it stays a thing to do. What the visit asks for already is asked once.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from models.domain.activities import CourtesyCall, Exchange, ProjectVisit, SightVisit, Tour
from models.domain.places import Project, Sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.activities import Request
    from models.domain.actuals import PromisedKind
    from models.domain.memory import ClientMemory, Memory, PromisedBefore
    from models.domain.places import Place
    from models.domain.resources import Workshop
    from models.domain.visits import Visit
    from models.domain.week import Week

_PREFIX = "promised-"


def with_memory(week: Week, memory: Memory) -> Week:
    """Return a week with what earlier weeks leave to it, each promise knowing the request that keeps it.

    The same again changes nothing: a request that is there already, as in the week of a plan, keeps its promise.
    """
    clients, visits = [], {visit.id: visit for visit in week.visits}
    for client in memory.clients:
        visit = visits.get(client.visit)
        if visit is not None:
            known, visits[visit.id] = _kept(week, visit, client)
            clients.append(known)
    return week.replace(memory=memory.replace(clients=tuple(clients)), visits=tuple(visits.values()))


def _kept(week: Week, visit: Visit, client: ClientMemory) -> tuple[ClientMemory, Visit]:
    promises, requests = [], list(visit.requests)
    for promise in client.promises:
        wanted = _request(week, promise)
        found = None if wanted is None else next((r for r in requests if _keeps(r, wanted, promise)), None)
        if wanted is not None and found is None:
            requests.append(found := wanted)
        promises.append(promise.replace(request=found.id if found else None))
    known = client.replace(promises=tuple(promises))
    return known, visit if len(requests) == len(visit.requests) else visit.replace(requests=tuple(requests))


def _request(week: Week, promise: PromisedBefore) -> Request | None:
    """Return the request that would keep a promise; None: it is no item of a visit."""
    id = _PREFIX + hashlib.sha256(promise.key.encode()).hexdigest()[:8]
    places = promised_places(week, promise.kind)
    place = next((each.id for each in places if promise.place in (each.id, each.name)), None)
    if promise.kind == "exchange":
        return Exchange(id=id)
    if promise.kind == "call":
        return CourtesyCall(id=id)
    if promise.kind == "tour":
        return Tour(id=id, workshops=(place,) if place else ())
    if promise.kind == "project" and place:
        return ProjectVisit(id=id, place=place)
    return SightVisit(id=id, place=place) if promise.kind == "sight" and place else None


def promised_places(week: Week, kind: PromisedKind | None) -> Sequence[Place | Workshop]:
    """Return where the company can keep a promise of a kind: its workshops, projects or sights."""
    if kind == "tour":
        return week.company.workshops
    of_kind = (Project,) if kind == "project" else (Sight,) if kind == "sight" else ()
    return [place for place in week.company.places if isinstance(place, of_kind)]


def _keeps(asked: Request, wanted: Request, promise: PromisedBefore) -> bool:
    """Tell whether what is asked for keeps a promise: its place, all of its workshops, a talk called so."""
    if asked.id == wanted.id:
        return True
    if asked.kind != wanted.kind:
        return False
    if isinstance(asked, Tour) and isinstance(wanted, Tour):
        return not asked.workshops or (bool(wanted.workshops) and {*wanted.workshops} <= {*asked.workshops})
    if isinstance(asked, ProjectVisit | SightVisit):
        return asked.place == getattr(wanted, "place", None)
    return asked.title == promise.what
