"""Who is to take part: a request that asks for one of our people by name, as far as its kind asks for such people."""

from __future__ import annotations

from collections.abc import Iterable

from models.domain.activities import Exchange, ProjectVisit, Request, leader_field
from models.domain.demands import attendances
from models.domain.facts import Facts
from models.domain.people import HostPerson
from models.domain.stay import Stay
from models.domain.visits import Visit


def attended(facts: Facts, stay: Stay, request: Request, person: HostPerson) -> Request | None:
    """Return a request that asks for a leader or expert by name; None: its kind does not ask for such a person.

    A named leader or host is replaced. Who is among several candidates anyway changes nothing.
    """
    if any(person.id in attendance.candidates for attendance in attendances(facts, stay, request)):
        return request
    field = leader_field(type(request))
    if person.role("leader") and field is not None:
        return request.replace(**{field: person.id})
    if person.role("expert") and isinstance(request, Exchange | ProjectVisit):
        return request.replace(experts=(*request.experts, person.id))
    return None


def by_name(facts: Facts, visit: Visit, item: str, people: Iterable[str]) -> Visit:
    """Return a visit whose request asks for some people by name, as far as it can.

    Parameters
    ----------
    item : str
        Item id of the request, ``visit/request``.
    people : iterable of str
        Ids; those whom the week does not know are passed over.
    """
    known = {person.id: person for person in facts.week.company.people}
    stay = facts.stay(visit.id)
    for person in (known[id] for id in people if id in known):
        changed = []
        for request in visit.requests:
            mine = f"{visit.id}/{request.id}" == item
            changed.append((attended(facts, stay, request, person) or request) if mine else request)
        if changed != list(visit.requests):
            visit = visit.replace(requests=tuple(changed))
    return visit
