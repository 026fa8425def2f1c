"""ORD-07 · the order of protocol between the items of one host: ceremony, talks, signing, press, banquet, show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import Ceremony, Request, outside_hosts
from models.domain.request_order import order_links
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

_WELCOME, _EVENT, _PRESS, _FAREWELL = 0, 3, 5, 8
_CEREMONIES = {"welcome": _WELCOME, "press": _PRESS, "farewell": _FAREWELL}
"""Stages of ceremonies by occasion; the others are events, which their celebration follows."""
_STAGES = {"call": 1, "exchange": 2, "project": 2, "signing": 4, "banquet": 6, "performance": 7}
"""Stages of kinds of item; a kind without one has no place in the order of protocol."""


def stage(request: Request) -> int | None:
    """Return the place of a request in the order of protocol; None: it has none."""
    if isinstance(request, Ceremony):
        return _CEREMONIES.get(request.occasion, _EVENT)
    return _STAGES.get(request.kind)


def hosts_of(request: Request) -> frozenset[str]:
    """Return who receives the guests at a request, as far as they are named: people of others, or a leader of ours."""
    ours = (getattr(request, field, None) for field in ("leader", "host"))
    return frozenset([*(f"name {host.name}" for host in outside_hosts(request)), *(f"id {id}" for id in ours if id)])


@dataclass(frozen=True)
class _Due:
    """What comes before a request by protocol.

    Attributes
    ----------
    late : str
        The request.
    early : tuple of str
        Requests of which one comes before it, if any of them is in the plan.
    """

    late: str
    early: tuple[str, ...]


def _dues(visit: Visit) -> Iterator[_Due]:
    """Yield what comes before each request of a visit, in the order of the requests."""
    asked = {(link.first, link.then) for link in order_links(visit)}
    placed = [(request, here) for request in visit.requests if (here := stage(request)) is not None]
    for late, there in placed:
        before = [
            (early.id, here)
            for early, here in placed
            if here < there and hosts_of(early) & hosts_of(late) and (late.id, early.id) not in asked
        ]
        for early, here in before:
            if here == _WELCOME or there == _FAREWELL:
                yield _Due(late.id, (early,))
        some = tuple(early for early, here in before if here != _WELCOME)
        if some and _EVENT < there < _FAREWELL:
            yield _Due(late.id, some)


class OrderOfProtocol(Rule):
    """ORD-07: whoever receives the guests meets them before giving them a meal.

    Between items of the same named host (``hosts_of``): the welcome ceremony comes first, the send-off last; before a
    signing, a meeting with the press, a banquet and a show comes something of the stages before it, where the visit has
    that: a call, talks, an event. Between different hosts there is no order. What the visit asks for itself (``after``,
    ``before``) goes before. Amount: 1 an item that comes too early.
    """

    id = "ORD-07"
    title = "同一主人:先欢迎仪式,后会见会谈,再签约、见记者,最后宴请、演出"
    title_en = "Of one host: the ceremony, then talks, signing and press, the banquet and the show last"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    early = Sentence("{item}排在同一主人的{other}之前", "the {item} comes before the {other} of the same host")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the starts of each item and of what comes before it."""
        for p in programmes(facts, plan):
            for due in _dues(p.stay.visit):
                late = p.item(due.late)
                before = [item for request in due.early if (item := p.item(request)) is not None]
                if late is not None and before and all(item.start > late.start for item in before):
                    other = min(before, key=lambda item: item.start)
                    yield self.broken(p.id, about(late), 1, self.early, item=label(late), other=label(other))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never an item without one of those before it, where any of these is done."""
        del facts
        acts = {act.request.id: act for act in visit.acts.values() if act.request is not None}
        for due in _dues(visit.stay.visit):
            late, before = acts.get(due.late), [acts[request] for request in due.early if request in acts]
            if late is None or not before:
                continue
            some = m.either(*(act.done for act in before))
            earlier = m.either(*(m.both(act.done, m.negated(m.less(late.start, act.start))) for act in before))
            m.never(self, late.about, late.done, some, m.negated(earlier))
