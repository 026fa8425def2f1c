"""The sessions of a training series, each a request of its own: what everybody who plans, judges or prints works with.

A series that is asked for in one row (``Training.sessions`` above 1, or with an examination or a closing) stands for
its sessions ``course-1``, ``course-2``, …, the examination ``course-exam`` and the closing ``course-closing``, each
after the one before, the closing soon. A request that comes after the series comes after the last of these, one
before it before the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.domain.activities import Ceremony, Request, RequestLink, Training
from models.domain.visits import SubGroup, Visit, Waiver
from models.domain.week import Week

CLOSING_WITHIN = 180
"""Minutes from the end of the last session or the examination to the closing, at most."""
_OF_THE_FIRST = {"on": None, "at": None, "before": (), "same_day": ()}
"""Fields of a series that are said of its first session, or of its last one."""


def with_sessions(week: Week) -> Week:
    """Return a week with every training series as its sessions; the week itself where it has none."""
    visits = tuple(visit_with_sessions(visit) for visit in week.visits)
    if all(new is old for new, old in zip(visits, week.visits, strict=True)):
        return week
    return week.replace(visits=visits)


def visit_with_sessions(visit: Visit) -> Visit:
    """Return a visit with every training series as its sessions; the visit itself where it has none."""
    taken = {request.id for request in visit.requests}
    parts = {
        request.id: _parts(request, taken)
        for request in visit.requests
        if isinstance(request, Training) and _is_series(request)
    }
    if not parts:
        return visit
    ids = {series: tuple(part.id for part in made) for series, made in parts.items()}
    each = [part for request in visit.requests for part in parts.get(request.id, (request,))]
    return visit.replace(
        requests=tuple(_linked(request, ids) for request in each),
        sub_groups=tuple(_of_sub_group(group, ids) for group in visit.sub_groups),
        waivers=tuple(waiver for old in visit.waivers for waiver in _waivers(visit.id, old, ids)),
        meet_first=ids[visit.meet_first][0] if visit.meet_first in ids else visit.meet_first,
    )


def earlier_sessions(visit: Visit, request: Request | None) -> tuple[Training, ...]:
    """Return the sessions of a visit that come before a session in its series, in their order."""
    if not isinstance(request, Training) or request.series is None or request.is_exam:
        return ()
    mine = (r for r in visit.requests if isinstance(r, Training) and r.series == request.series and not r.is_exam)
    return tuple(sorted((r for r in mine if r.session < request.session), key=lambda r: r.session))


def series_of(visit: Visit) -> dict[str, tuple[Training, ...]]:
    """Return the sessions and the examination of each series of a visit, in the order of the requests."""
    found: dict[str, tuple[Training, ...]] = {}
    for request in visit.requests:
        if isinstance(request, Training) and request.series is not None:
            found[request.series] = (*found.get(request.series, ()), request)
    return found


def _is_series(request: Training) -> bool:
    """Tell whether a request stands for several: a session of a series does not."""
    several = request.sessions > 1 or request.exam is not None or request.closing is not None
    return several and request.series is None


def _parts(request: Training, taken: set[str]) -> tuple[Request, ...]:
    """Return the sessions of a series, its examination and its closing, each after the one before."""
    alone = {"sessions": 1, "exam": None, "closing": None, "certificates_by": None, "series": request.id}
    made: list[Request] = []
    for number in range(1, request.sessions + 1):
        id = _free_id(f"{request.id}-{number}", taken)
        made.append(request.replace(id=id, session=number, price=_share(request, number), **alone, **_place(made)))
    if request.exam is not None:
        id = _free_id(f"{request.id}-exam", taken)
        made.append(request.replace(id=id, minutes=request.exam, price=None, **alone, **_place(made)))
    if request.closing is not None:
        made.append(_closing(request, _free_id(f"{request.id}-closing", taken), made[-1].id))
    made[0] = made[0].replace(on=request.on, at=request.at, after=request.after, same_day=request.same_day)
    made[-1] = made[-1].replace(before=request.before)
    return tuple(made)


def _place(before: list[Request]) -> dict[str, object]:
    """Return what a session says of its place: after the one before it."""
    return {**_OF_THE_FIRST, "after": (RequestLink(request=before[-1].id),) if before else ()}


def _share(request: Training, number: int) -> int | None:
    """Return what leaving out one session costs, of a price of the whole series."""
    if request.price is None:
        return None
    whole, rest = divmod(request.price, request.sessions)
    return whole + (number <= rest)


def _closing(request: Training, id: str, after: str) -> Ceremony:
    assert request.closing is not None
    return Ceremony(
        id=id,
        occasion="certificates",
        place=request.place,
        minutes=request.closing,
        leader=request.certificates_by,
        members=request.members,
        photographer=request.photographer,
        dress=request.dress,
        after=(RequestLink(request=after, within=CLOSING_WITHIN),),
    )


def _free_id(id: str, taken: set[str]) -> str:
    while id in taken:
        id += "_"
    taken.add(id)
    return id


def _linked(request: Request, ids: Mapping[str, tuple[str, ...]]) -> Request:
    """Return a request whose links to a series are links to what of it comes first or last."""
    after = tuple(_link(link, ids, -1) for link in request.after)
    before = tuple(_link(link, ids, 0) for link in request.before)
    apart = tuple(other for id in request.not_same_day for other in ids.get(id, (id,)))
    same = tuple(ids.get(id, (id,))[0] for id in request.same_day)
    fields = {"after": after, "before": before, "not_same_day": apart, "same_day": same}
    return request if all(getattr(request, name) == new for name, new in fields.items()) else request.replace(**fields)


def _link(link: RequestLink, ids: Mapping[str, tuple[str, ...]], which: int) -> RequestLink:
    return link.replace(request=ids[link.request][which]) if link.request in ids else link


def _of_sub_group(group: SubGroup, ids: Mapping[str, tuple[str, ...]]) -> SubGroup:
    return group.replace(requests=tuple(part for id in group.requests for part in ids.get(id, (id,))))


def _waivers(visit: str, waiver: Waiver, ids: Mapping[str, tuple[str, ...]]) -> Iterable[Waiver]:
    """Return a waiver for a series as one for each part of it."""
    parts = ids.get(waiver.scope.removeprefix(f"{visit}/"))
    return (waiver,) if parts is None else tuple(waiver.replace(scope=part) for part in parts)
