"""ROOM-01a · lounges: enough seats for all who wait there at a time, rivals never together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.lounges import lounge_seats, lounge_span, seats_taken
from models.rules.core.base import PRACTICE
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.view import VisitView


@dataclass(frozen=True)
class Waiting:
    """A party that waits in a lounge before an item."""

    lounge: str
    item: str
    visit: str
    start: int
    end: int
    demand: int


class LoungeHoldsAll(GroupedRule):
    """ROOM-01a: a lounge that is asked for before an item is kept for the guests, ``lounge_before`` minutes.

    Beside those who wait there on arrival (``seats_taken``) and before other items; a party with rivals has it alone,
    and nobody while it is closed. Amount: seats too few at the start of each party's time, the party's own at most.
    """

    id = "ROOM-01a"
    title = "休息室同一时间座位够用,互为竞争对手的不同用"
    title_en = "A lounge has seats for all who wait there at a time, and rivals never share it"
    cites = PRACTICE
    unit = "people"
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False
    full = Sentence("{lounge}{moment}坐不下,少 {seats} 座", "{lounge} is full on {moment}: {seats} seats too few")

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Sweep each lounge."""
        return (_WAITING_BY_LOUNGE.by(self._full),)

    def _full(self, facts: Facts, waiting: list[Waiting]) -> Iterator[Violation]:
        lounge = facts.week.lounge(waiting[0].lounge)
        taken = [(start, end, seats) for id, start, end, seats in seats_taken(facts) if id == lounge.id]
        spans = [*taken, *((w.start, w.end, w.demand) for w in waiting)]
        moments = sorted({start for start, _, _ in spans})
        for one in waiting:
            here = [m for m in moments if one.start <= m < one.end]
            used = max(sum(d for start, end, d in spans if start <= moment < end) for moment in here)
            if (over := min(one.demand, used - lounge.seats)) > 0:
                moment = DayAndTime(one.start)
                yield self.broken(
                    one.visit, subject(item=one.item), over, self.full, lounge=lounge.name, moment=moment, seats=over
                )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Book the lounge before each item that asks for it."""
        stay = visit.stay
        for act in visit.acts.values():
            lounge = act.request.lounge if act.request is not None else None
            if lounge is not None:
                demand = lounge_seats(facts, stay, lounge, stay.size)
                before = facts.shape.lounge_before
                m.occupy(self, act.about, f"lounge:{lounge}", act.start - before, before, act.done, demand)


def _waiting(facts: Facts, plan: Plan) -> Iterator[tuple[str, Waiting]]:
    """Yield who waits before items, by lounge."""
    for p in programmes(facts, plan):
        for item in p.items:
            request = p.request(item)
            if request is not None and request.lounge is not None:
                start, end = lounge_span(facts, item.start)
                demand = lounge_seats(facts, p.stay, request.lounge, p.stay.size)
                yield request.lounge, Waiting(request.lounge, item.id, p.id, start, end, demand)


_WAITING_BY_LOUNGE = Grouping(_waiting, lambda _, waiting: sorted(waiting, key=lambda w: (w.start, w.item)))
