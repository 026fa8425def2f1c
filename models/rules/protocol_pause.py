"""ORD-12 · the pause between two hosts of other organisations who receive the guests."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from models.domain.activities import Banquet, outside_hosts
from models.domain.base import Fact, Minutes
from models.domain.clock import day_of
from models.domain.demands import meeting_place
from models.domain.request_order import order_links
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label
from models.rules.core.programme import programmes
from models.rules.protocol_order import calls_at_event, hosts_of, on_one_day
from models.rules.protocol_together import not_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

_MEETINGS = ("call", "exchange")
_BEFORE = (*_MEETINGS, "banquet")
"""Kinds after which a meeting with another host does not follow at once."""


class PauseBetweenHosts(Rule):
    """ORD-12: between two hosts of other organisations the guests have a pause.

    From the end of a call, talks or a banquet to the start of a call or talks with another host (none in common,
    ``hosts_of``) on that day lie ``pause`` minutes besides the way there, as it is outside rush hours. Not where the
    visit asks for the one directly after the other, or within fewer minutes, or fixes both hours, not between a call
    and the event that it leads to (ORD-07), and not between parts of the delegation that share nobody. Which of two
    hosts is the higher is not known: the visit orders them by ``after``. Amount: 1 a pair.
    """

    id = "ORD-12"
    title = "先后会见两位外单位主人,其间留出间歇"
    title_en = "Between two hosts of other organisations the guests have a pause"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    close = Sentence(
        "{item}距{other}结束不足 {minutes} 分钟(路上时间不计)",
        "the {item} begins less than {minutes} min, besides the way, after the end of the {other}",
    )

    class Numbers(Fact):
        """How long."""

        pause: Minutes = 15
        """Minutes from the end of the one to the start of the other, besides the way."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the end of each with the start of the other."""
        for p in programmes(facts, plan):
            for one, then in _pairs(p.stay, self.n.pause):
                first, other = p.item(one.id), p.item(then.id)
                if first is None or other is None or day_of(first.start) != day_of(other.start):
                    continue
                free = other.start - first.end - _way(facts, one, then)
                if first.start < other.start and free < self.n.pause:
                    item, pause = about(other), self.n.pause
                    yield self.broken(p.id, item, 1, self.close, item=label(other), other=label(first), minutes=pause)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never the one so soon after the other."""
        acts = {act.request.id: act for act in visit.acts.values() if act.request is not None}
        for one, then in _pairs(visit.stay, self.n.pause):
            first, other = acts.get(one.id), acts.get(then.id)
            if first is None or other is None:
                continue
            soon = m.less(other.start, first.end + _way(facts, one, then) + self.n.pause)
            m.never(self, other.about, on_one_day(m, first, other), m.less(first.start, other.start), soon)


def _pairs(stay: Stay, pause: int) -> Iterator[tuple[Request, Request]]:
    """Yield a meeting or meal and a meeting with other hosts that may follow it on a day, in either order."""
    visit = stay.visit
    met = [request for request in visit.requests if request.kind in _BEFORE and outside_hosts(request)]
    links = order_links(visit)
    asked = {(link.first, link.then) for link in links}
    close = {(link.first, link.then) for link in links if link.directly or (link.within or pause) < pause}
    close |= {(call, event.id) for event in met for call in calls_at_event(stay, event)}
    for one, then in permutations(met, 2):
        fixed = one.at is not None and then.at is not None
        strangers = one.members and then.members and not {*one.members} & {*then.members}
        if then.kind not in _MEETINGS or fixed or strangers or hosts_of(one) & hosts_of(then):
            continue
        if not_apart(visit, one, (then.id,)) and (then.id, one.id) not in asked and (one.id, then.id) not in close:
            yield one, then


def _way(facts: Facts, one: Request, then: Request) -> int:
    """Return the minutes of the way between the places of two meetings."""
    week = facts.week
    houses = [each.restaurant if isinstance(each, Banquet) else None for each in (one, then)]
    here, there = (house or meeting_place(week, each) for house, each in zip(houses, (one, then), strict=True))
    return facts.travel.base(here, there)
