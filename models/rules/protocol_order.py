"""ORD-07, 08, 10 · protocol among items of a host: ceremony, talks, signing, press, banquet, show; first meetings."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Ceremony, Request, outside_hosts
from models.domain.clock import day_of
from models.domain.request_order import order_links
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Act, Lit, VisitView

_WELCOME, _EVENT, _PRESS, _FAREWELL = 0, 3, 5, 8
_BANQUET = 6
_CEREMONIES = {"welcome": _WELCOME, "press": _PRESS, "farewell": _FAREWELL}
"""Stages of ceremonies by occasion; the others are events, which their celebration follows."""
_STAGES = {"call": 1, "exchange": 2, "project": 2, "signing": 4, "banquet": _BANQUET, "performance": 7}
"""Stages of kinds of item; a kind without one has no place in the order of protocol."""


_RECEPTIONS = ("call", "exchange")
_OPENED = ("opening", "award", "unveiling")
"""Occasions of ceremonies that a call at the same place leads to."""


def stage(request: Request) -> int | None:
    """Return the place of a request in the order of protocol; None: it has none."""
    if isinstance(request, Ceremony):
        return _CEREMONIES.get(request.occasion, _EVENT)
    return _STAGES.get(request.kind)


def hosts_of(request: Request) -> frozenset[str]:
    """Return who receives the guests at a request, as far as they are named: people of others, or a leader of ours."""
    ours = (getattr(request, field, None) for field in ("leader", "host"))
    return frozenset([*(f"name {host.name}" for host in outside_hosts(request)), *(f"id {id}" for id in ours if id)])


def _organisations(request: Request) -> frozenset[str]:
    return frozenset(host.organisation for host in outside_hosts(request) if host.organisation)


@dataclass(frozen=True)
class _Due:
    """What comes before a request by protocol.

    Attributes
    ----------
    late : str
        The request.
    early : tuple of str
        Requests of which one comes before it, if any of them is in the plan.
    one_day : bool
        Whether that holds on one day alone: what is on another day does not count.
    """

    late: str
    early: tuple[str, ...]
    one_day: bool = False


def _dues(stay: Stay) -> Iterator[_Due]:
    """Yield what comes before each request of a visit, in the order of the requests."""
    visit = stay.visit
    asked = {(link.first, link.then) for link in order_links(visit)}
    placed = [(request, here) for request in visit.requests if (here := stage(request)) is not None]
    for late, there in placed:
        welcomes = is_own_welcome(late)
        before = [
            (early.id, here)
            for early, here in placed
            if here < there and hosts_of(early) & hosts_of(late) and (late.id, early.id) not in asked
        ]
        for early, here in before:
            if here == _WELCOME or there == _FAREWELL:
                yield _Due(late.id, (early,))
        for early in _welcomes_of_organisation(visit, late):
            if there != _WELCOME and early not in dict(before) and (late.id, early) not in asked:
                yield _Due(late.id, (early,))
        some = tuple(early for early, here in before if here != _WELCOME)
        if some and _EVENT < there < _FAREWELL and not welcomes:
            yield _Due(late.id, some)
        if late.kind == "signing" and not (late.on or late.at):
            yield from _before_signing(visit, late, dict(before), asked)
        if returned := tuple(id for id in _returned(visit, late) if (late.id, id) not in asked):
            yield _Due(late.id, returned)
        for early in calls_at_event(stay, late):
            if (late.id, early) not in asked:
                yield _Due(late.id, (early,), one_day=True)


def calls_at_event(stay: Stay, event: Request) -> Iterator[str]:
    """Yield the calls on hosts of others under the roof of an event, who receive the guests before it begins.

    An event is a performance, an opening, an award or an unveiling; also what another organisation gives at its own
    place, e.g. a lecture at a university: who comes there to receive the guests does so first.
    """
    place = getattr(event, "place", None)
    opened = event.kind == "performance" or (isinstance(event, Ceremony) and event.occasion in _OPENED)
    if place is None or not (opened or (event.kind == "exchange" and _organisations(event))):
        return
    for call in stay.visit.requests:
        if call.kind != "call" or call.place is None or not outside_hosts(call):
            continue
        guest = _organisations(call) and not _organisations(call) & _organisations(event)
        if (opened or guest) and stay.facts.location(call.place) == stay.facts.location(place):
            yield call.id


def _before_signing(
    visit: Visit, late: Request, own: Collection[str], asked: Collection[tuple[str, str]]
) -> Iterator[_Due]:
    """Yield what comes before a signing whoever gives it: the honours, and a meeting where its host gives none."""
    for early in visit.requests:
        if stage(early) == _WELCOME and early.id not in own and (late.id, early.id) not in asked:
            yield _Due(late.id, (early.id,))
    met = tuple(r.id for r in visit.requests if r.kind in _RECEPTIONS and (late.id, r.id) not in asked)
    if met and not any(id in own for id in met):
        yield _Due(late.id, met)


def _welcomes_of_organisation(visit: Visit, late: Request) -> Iterator[str]:
    """Yield the welcome ceremonies that the organisation gives which receives the guests at a request."""
    for early in visit.requests:
        if stage(early) == _WELCOME and _organisations(early) & _organisations(late):
            yield early.id


def _returned(visit: Visit, late: Request) -> tuple[str, ...]:
    """Return the banquets of others that a banquet of thanks returns; of one that is none, nothing."""
    if not isinstance(late, Banquet) or late.occasion != "thanks":
        return ()
    return tuple(
        other.id
        for other in visit.requests
        if isinstance(other, Banquet) and other.occasion != "thanks" and not hosts_of(other) & hosts_of(late)
    )


def is_own_welcome(request: Request) -> bool:
    """Tell whether it is the company's own welcome dinner, which the evening of arrival decides (SENSE-01)."""
    return isinstance(request, Banquet) and request.occasion == "welcome" and not outside_hosts(request)


class OrderOfProtocol(Rule):
    """ORD-07: whoever receives the guests meets them before giving them a meal.

    Between items of the same named host (``hosts_of``): the welcome ceremony comes first, the send-off last; before a
    signing, a meeting with the press, a banquet and a show comes something of the stages before it, where the visit has
    that: a call, talks, an event; the company's own welcome dinner may be the first. Between different hosts there is
    no order, but the welcome ceremony of an organisation comes before whatever its people give, a banquet of thanks
    after one of those that it returns, and a signing whose day is open, whoever gives it, after the honours and, where
    its host does not meet the guests, after some call or talks. Whoever receives the guests at the place of an event,
    a show, an opening or another organisation's lecture, does so before it, where both are on one day. What the visit
    asks for itself (``after``, ``before``) goes before. Amount: 1 an item that comes too early.
    """

    id = "ORD-07"
    title = "同一主人:先欢迎仪式,后会见会谈,再签约、见记者,最后宴请、演出"
    title_en = "Of one host: the ceremony, then talks, signing and press, the banquet and the show last"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    early = Sentence("{item}排在同一主人的{other}之前", "the {item} comes before the {other} of the same host")
    unopened = Sentence("{item}排在同处的{other}之前,应先会见", "the {item} comes before the {other} at its place")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the starts of each item and of what comes before it."""
        for p in programmes(facts, plan):
            for due in _dues(p.stay):
                late = p.item(due.late)
                if late is None:
                    continue
                before = [item for request in due.early if (item := p.item(request)) is not None]
                if due.one_day:
                    before = [item for item in before if day_of(item.start) == day_of(late.start)]
                if before and all(item.start > late.start for item in before):
                    other = min(before, key=lambda item: item.start)
                    said = self.unopened if due.one_day else self.early
                    yield self.broken(p.id, about(late), 1, said, item=label(late), other=label(other))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never an item without one of those before it, where any of these is done."""
        del facts
        acts = {act.request.id: act for act in visit.acts.values() if act.request is not None}
        for due in _dues(visit.stay):
            late, before = acts.get(due.late), [acts[request] for request in due.early if request in acts]
            if late is None or not before:
                continue
            counts = [on_one_day(m, late, act) if due.one_day else act.done for act in before]
            earlier = [m.negated(m.less(late.start, act.start)) for act in before]
            met = m.either(*(m.both(counted, first) for counted, first in zip(counts, earlier, strict=True)))
            m.never(self, late.about, late.done, m.either(*counts), m.negated(met))


def on_one_day(m: Poster, one: Act, other: Act) -> Lit:
    """Return the literal of two acts being done on the same day."""
    return m.either(*(m.both(here, other.on[day]) for day, here in one.on.items() if day in other.on))


class _FirstMeeting(Rule):
    """The first of some meetings is by ``Stay.first_meeting_by``. Amount: days by which the first planned is later."""

    cites = PRACTICE
    unit = "days"
    levels = ("should", "must", "prefer", "note", "off")
    late: Sentence

    @abstractmethod
    def meetings(self, visit: Visit) -> tuple[str, ...]:
        """Return the requests of which the first is in time; none where the rule is silent."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first of the meetings."""
        for p in programmes(facts, plan):
            by, asked = p.stay.first_meeting_by(), self.meetings(p.stay.visit)
            met = [item for request in asked if (item := p.item(request)) is not None]
            first = min(met, key=lambda item: item.start, default=None)
            if by is not None and first is not None and day_of(first.start) > by:
                days = (day_of(first.start) - by).days
                yield self.broken(p.id, about(first), days, self.late, item=label(first), day=by)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never all of the meetings that are held later, day by day."""
        del facts
        by, asked = visit.stay.first_meeting_by(), self.meetings(visit.stay.visit)
        acts = [act for act in visit.acts.values() if act.request is not None and act.request.id in asked]
        if by is None or not acts:
            return
        some, last = m.either(*(act.done for act in acts)), max((day for act in acts for day in act.on), default=by)
        for late in range((last - by).days):
            early = [here for act in acts for day, here in act.on.items() if (day - by).days <= late]
            m.never(self, acts[0].about, some, m.negated(m.either(*early)))


class FirstMeetingWithHost(_FirstMeeting):
    """ORD-10: the hosts receive the guests on the day of arrival or the next workday.

    Where people of other organisations receive the guests at a call or for talks, and not on a day that the visit
    fixes: the first of these is by then (``Stay.first_meeting_by``); with no such day the rule is silent. Amount: days
    by which the first that is planned comes later.
    """

    id = "ORD-10"
    title = "外单位主人的首次会见会谈在抵达当日或次日(工作日)"
    title_en = "Hosts of other organisations first meet the guests on the day of arrival or the next workday"
    late = Sentence(
        "首次与外单位主人见面是{item},应不迟于{day}",
        "the {item} is the first meeting with hosts of other organisations; it should be by {day}",
    )

    def meetings(self, visit: Visit) -> tuple[str, ...]:
        """Return the calls and talks at which others receive the guests; none if the visit fixes the day of one."""
        return _open_meetings(r for r in visit.requests if r.kind in _RECEPTIONS and outside_hosts(r))


class FirstCallOnLeader(_FirstMeeting):
    """ORD-10a: the guests call on a leader of ours on the day of arrival or the next workday.

    Of the calls on our own leaders whose day the visit leaves open the first is by then (``Stay.first_meeting_by``):
    nobody gives guests dinner, and receives them at the end. Amount: days by which it is late.
    """

    id = "ORD-10a"
    title = "拜会我方领导安排在抵达当日或次日(工作日)"
    title_en = "The guests call on our leader on the day of arrival or the next workday"
    late = Sentence(
        "首次拜会我方领导是{item},应不迟于{day}", "the first call on our leader is the {item}, due by {day}"
    )

    def meetings(self, visit: Visit) -> tuple[str, ...]:
        """Return the calls on our leaders; none if the visit fixes the day of one."""
        return _open_meetings(r for r in visit.requests if r.kind == "call" and not outside_hosts(r))


def _open_meetings(meetings: Iterable[Request]) -> tuple[str, ...]:
    found = list(meetings)
    return () if any(request.on or request.at for request in found) else tuple(request.id for request in found)
