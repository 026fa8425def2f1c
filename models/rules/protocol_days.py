"""ORD-11 · the days on which people of other organisations receive the guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import fixed_day, outside_hosts
from models.domain.clock import day_of
from models.domain.request_order import day_links, order_links
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

_GIVEN = ("call", "exchange", "signing", "banquet")


class HostsReceiveOnWorkdays(Rule):
    """ORD-11: people of other organisations receive the guests on workdays.

    A call, talks, a signing or a meal that they give is on no day off (``Facts.workday``), where a workday of the stay
    could hold it (``Stay.may_be_received``). What is on a day that the visit fixes, for itself or for what it asks for
    on the same day, and ceremonies, shows and sights lie where they lie. Amount: 1 an item.
    """

    id = "ORD-11"
    title = "外单位主人的会见、会谈、签约、宴请安排在工作日"
    title_en = "Hosts of other organisations receive the guests, sign and give meals on workdays"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    on_day_off = Sentence(
        "{item}由外单位主人出面,却在休息日{day},来访期间另有工作日",
        "the {item} with hosts of another organisation is on a day off, {day}, though the stay has workdays",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the day of each."""
        for p in programmes(facts, plan):
            for request in _given_by_others(p.stay):
                item = p.item(request)
                if item is not None and not facts.workday(day := day_of(item.start)):
                    where = about(item) + subject(day=day)
                    yield self.broken(p.id, where, 1, self.on_day_off, item=label(item), day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never such an item on a day off."""
        asked = frozenset(_given_by_others(visit.stay))
        for act in visit.acts.values():
            if act.request is not None and act.request.id in asked:
                for day, here in act.on.items():
                    if not facts.workday(day):
                        m.never(self, act.about + subject(day=day), here)


def _given_by_others(stay: Stay) -> Iterator[str]:
    """Yield the requests that people of others give, on an open day, and that a workday of the stay could hold."""
    fixed = _on_fixed_days(stay.visit)
    for request in stay.visit.requests:
        given = request.kind in _GIVEN and outside_hosts(request) and request.id not in fixed
        if given and any(stay.may_be_received(request, day) for day in stay.days):
            yield request.id


def _on_fixed_days(visit: Visit) -> frozenset[str]:
    """Return the requests whose day is fixed, by themselves or by what is asked for on the same day."""
    pairs = [(link.one, link.other) for link in day_links(visit) if link.same]
    pairs += [(link.first, link.then) for link in order_links(visit) if link.directly]
    fixed = {request.id for request in visit.requests if fixed_day(request) is not None}
    for _ in pairs:
        fixed |= {id for pair in pairs if fixed & {*pair} for id in pair}
    return frozenset(fixed)
