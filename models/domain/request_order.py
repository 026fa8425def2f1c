"""The order of a visit's items as it was asked for: what comes after what, on which day, and what cannot be.

A link holds between two requests of one visit, whoever takes part in them: the items of two sub-groups that share
nobody are in an order too. A training comes after a request with its first session, and before one with its last. A
link to a request that is left out is without effect, and so are those of the requests that wait for it: nothing is
concluded from two links about their ends. What takes no time of its own (a gift, a night in another city) has no
place in an order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.domain.activities import KINDS, Request, RequestLink
from models.domain.bilingual import bilingual
from models.domain.references import Finding, KeyPath, Kind
from models.domain.visits import Visit

LINK_FIELDS = ("after", "before", "same_day", "not_same_day")
"""Fields of a request that name other requests of the visit."""
ORDER_FIELDS = (*LINK_FIELDS, "part")
"""Fields of a request about its place among the others."""
TIMELESS = ("gift", "night_away")
"""Kinds of request that are no item with a start and an end."""
MAX_CHAIN_NAMED = 8
"""Requests of a circle that are named, at most."""


@dataclass(frozen=True)
class OrderLink:
    """One request comes after another.

    Attributes
    ----------
    first, then : str
        Request ids: ``first`` is over when ``then`` starts.
    directly : bool
        Nothing but a move between them, and no wait beyond what the move and the quarter-hour grid need.
    within : int or None
        Minutes from the end of the one to the start of the other, at most.
    said_by : str
        The request whose field says so.
    """

    first: str
    then: str
    directly: bool = False
    within: int | None = None
    said_by: str = ""

    @property
    def is_close(self) -> bool:
        """Whether more is asked for than the order."""
        return self.directly or self.within is not None


@dataclass(frozen=True)
class DayLink:
    """Two requests are on one day (``same``), or on two; ``one`` says so."""

    one: str
    other: str
    same: bool


def linked(link: RequestLink | str) -> str:
    """Return the request that a field of ``LINK_FIELDS`` names."""
    return link if isinstance(link, str) else link.request


def order_links(visit: Visit) -> tuple[OrderLink, ...]:
    """Return what comes after what, in the order of the requests; said twice is said once, more closely if it is."""
    found: dict[OrderLink, OrderLink] = {}
    for request in visit.requests:
        for name in ("after", "before"):
            for link in getattr(request, name):
                pair = (link.request, request.id) if name == "after" else (request.id, link.request)
                what = OrderLink(pair[0], pair[1], link.directly, link.within)
                found.setdefault(what, replace(what, said_by=request.id))
    close = {(link.first, link.then) for link in found if link.is_close}
    return tuple(link for link in found.values() if link.is_close or (link.first, link.then) not in close)


def day_links(visit: Visit) -> tuple[DayLink, ...]:
    """Return which requests are on one day or on two, in the order of the requests; said twice is said once."""
    found: dict[tuple[frozenset[str], bool], DayLink] = {}
    for request in visit.requests:
        for other in request.same_day:
            found.setdefault((frozenset((request.id, other)), True), DayLink(request.id, other, same=True))
        for other in request.not_same_day:
            found.setdefault((frozenset((request.id, other)), False), DayLink(request.id, other, same=False))
    return tuple(found.values())


def has_order(request: Request) -> bool:
    """Tell whether something is asked of a request's place among the others."""
    return any(getattr(request, name) for name in ORDER_FIELDS)


def linked_within(request: Request, known: Collection[str]) -> Request:
    """Return a request with links to known requests alone; the others are gone."""
    changes: dict[str, object] = {}
    for name in LINK_FIELDS:
        before = getattr(request, name)
        kept = tuple(link for link in before if linked(link) in known)
        if len(kept) < len(before):
            changes[name] = kept
    return request.model_copy(update=changes) if changes else request


# ---------------------------------------------------------------- faults


def order_faults(number: int, visit: Visit, requests: Kind) -> Iterator[Finding]:
    """Yield every fault in the order that a visit asks for: what no planner could keep, whatever the times.

    Unknown requests, a request linked to itself or to what takes no time, circles, two that are on one day and on two,
    and two different requests that both come directly after (or before) a third. A request that is known but could not
    be read (``requests.aside``) is no part of the last three.
    """
    path: KeyPath = ("visits", number, "requests")
    names = {request.id: _called(request) for request in visit.requests}
    kinds = {request.id: request.kind for request in visit.requests}
    wrong = False
    for index, request in enumerate(visit.requests):
        for finding in _of_request((*path, index), request, requests, kinds, names):
            wrong = True
            yield finding
    if wrong or len(names) < len(visit.requests):
        return  # the rest would be concluded from what is not meant
    places = {request.id: (*path, index) for index, request in enumerate(visit.requests)}
    orders = [link for link in order_links(visit) if link.first in places and link.then in places]
    days = [link for link in day_links(visit) if link.one in places and link.other in places]
    yield from _circles(orders, places, names)
    yield from _days(orders, days, places, names)
    yield from _direct(orders, places, names)


def _called(request: Request) -> str:
    """Return the title of a request, else what its kind is called."""
    return repr(request.title) if request.title else bilingual(KINDS[request.kind].zh, KINDS[request.kind].en)


def _of_request(
    path: KeyPath, request: Request, requests: Kind, kinds: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Finding]:
    if request.kind in TIMELESS and has_order(request):
        what = bilingual("没有自己的时间，不能排先后", "takes no time of its own and has no place in an order")
        name = next(name for name in ORDER_FIELDS if getattr(request, name))
        yield (*path, name), what, bilingual("清空此格", "clear it")
        return
    for name in LINK_FIELDS:
        for index, link in enumerate(getattr(request, name)):
            here, other = (*path, name, index), linked(link)
            yield from requests.unknown(here, other)
            if other == request.id:
                what = bilingual("不能与自己排先后", "a request has no place before, after or beside itself")
                yield here, what, bilingual("写另一项活动", "name another request")
            elif kinds.get(other) in TIMELESS:
                what = bilingual(
                    f"{names[other]} 没有自己的时间，不能排先后",
                    f"{names[other]} takes no time of its own and has no place in an order",
                )
                yield here, what, bilingual("写有时间的活动", "name one that takes time")


Places = Mapping[str, KeyPath]


def _field(places: Places, link: OrderLink) -> KeyPath:
    """Return the field that says a link."""
    name = "after" if link.said_by == link.then else "before"
    return (*places[link.said_by], name)


def _circles(links: Sequence[OrderLink], places: Places, names: Mapping[str, str]) -> Iterator[Finding]:
    """Yield for each circle of ``after`` and ``before`` a finding at each field that is part of it."""
    following: dict[str, list[OrderLink]] = {id: [] for id in places}
    for link in links:
        following[link.first].append(link)
    for circle in _distinct_circles(following):
        chain = [names[link.first] for link in circle[:MAX_CHAIN_NAMED]]
        said = " → ".join([*chain, "…" if len(circle) > MAX_CHAIN_NAMED else chain[0]])
        for field in dict.fromkeys(_field(places, link) for link in circle):
            what = bilingual(f"先后绕成一圈：{said}", f"the order goes in a circle: {said}")
            yield field, what, bilingual("去掉其中一个先后", "take one of them out")


def _distinct_circles(following: Mapping[str, list[OrderLink]]) -> Iterator[list[OrderLink]]:
    """Yield one shortest circle through the first request that still lies on one, until every circle is told."""
    told: set[str] = set()
    for start in following:
        if start in told:
            continue
        circle = _circle_through(start, following)
        if circle:
            told |= {link.first for link in circle}
            yield circle


def _circle_through(start: str, following: Mapping[str, list[OrderLink]]) -> list[OrderLink]:
    """Return a shortest way from a request back to itself; empty: there is none."""
    ways: list[list[OrderLink]] = [[link] for link in following[start]]
    met: set[str] = set()
    while ways:
        way = ways.pop(0)
        here = way[-1].then
        if here == start:
            return way
        if here not in met:
            met.add(here)
            ways += [[*way, link] for link in following[here]]
    return []


def _days(
    orders: Sequence[OrderLink], days: Sequence[DayLink], places: Places, names: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield two requests that are on different days, and by other fields on one."""
    steps = _same_day_steps(orders, days, places)
    for link in days:
        fields = [] if link.same else _same_day_fields(link, steps)
        if fields:
            one, other = names[link.one], names[link.other]
            what = bilingual(
                f"{one} 与 {other} 要求不同天，别处又要求同一天",
                f"{one} and {other} are to be on different days, and on the same day elsewhere",
            )
            for field in ((*places[link.one], "not_same_day"), *fields):
                yield field, what, bilingual("去掉其中一个", "take one of them out")


Steps = Mapping[str, list[tuple[str, KeyPath]]]


def _same_day_steps(orders: Sequence[OrderLink], days: Sequence[DayLink], places: Places) -> Steps:
    """Return for each request those on its day, each with the field that says so."""
    steps: dict[str, list[tuple[str, KeyPath]]] = {id: [] for id in places}
    pairs = [(day.one, day.other, (*places[day.one], "same_day")) for day in days if day.same]
    pairs += [(order.first, order.then, _field(places, order)) for order in orders if order.directly]
    for one, other, field in pairs:
        steps[one].append((other, field))
        steps[other].append((one, field))
    return steps


def _same_day_fields(link: DayLink, steps: Steps) -> list[KeyPath]:
    """Return the fields by which two requests are on one day, of a shortest chain between them; empty: they are not."""
    ways: list[tuple[str, list[KeyPath]]] = [(link.one, [])]
    met = {link.one}
    while ways:
        here, fields = ways.pop(0)
        if here == link.other:
            return list(dict.fromkeys(fields))
        for other, field in steps[here]:
            if other not in met:
                met.add(other)
                ways.append((other, [*fields, field]))
    return []


def _direct(orders: Sequence[OrderLink], places: Places, names: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is to come directly after two requests, or directly before two."""
    links = [link for link in orders if link.directly]
    after = [(link.then, link.first, link) for link in links]
    before = [(link.first, link.then, link) for link in links]
    for ends, zh, en in ((after, "紧接在两项之后", "directly after"), (before, "紧接在两项之前", "directly before")):
        met: dict[str, tuple[str, OrderLink]] = {}
        for id, other, link in ends:
            former, said = met.setdefault(id, (other, link))
            if former != other:
                two = names[former], names[other]
                what = bilingual(f"{names[id]} 要{zh}：{'、'.join(two)}", f"{names[id]} {en} {' and '.join(two)}")
                for field in dict.fromkeys(_field(places, each) for each in (said, link)):
                    yield field, what, bilingual("只紧接一项", "only one of them")
