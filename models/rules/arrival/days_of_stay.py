"""ARR-01, 02, 08 · what the days of a stay hold: business on the first workday, no idle day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Ceremony, outside_hosts
from models.domain.base import Fact
from models.domain.clock import Clock, day_of, minute_of_day
from models.rules.core.base import Citation, Rule
from models.rules.core.findings import Sentence, subject
from models.rules.core.kinds import BUSINESS_AND_SIGNING, KINDS_WITHOUT_PURPOSE
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit, VisitView


class FirstWorkday(Rule):
    """ARR-01: business on the first workday, where the visit asks for any.

    The day (``Stay.due_day``): the guest of honour's day of arrival, when it is a workday and they arrive at the
    arrival point (land, train in) before ``cutoff``; else the next workday at whose cut-off they are still here; with
    no such day the rule is silent. No business is due before the day that the hosts fixed for the welcome ceremony.
    Guests whom a host receives on the day of arrival, with a welcome ceremony or a banquet, may have it on the next
    workday; but the company's own dinner is no reason to leave the day idle of those who are out by ``early``.
    Business: ``BUSINESS_AND_SIGNING``. Amount: 1 when none of it starts on that day.
    """

    id = "ARR-01"
    title = "到达后的第一个工作日安排参观或交流"
    title_en = "The first workday after arrival holds business"
    cites = Citation(document="S0", clause="五(三)", quote="要安排客人在到达后的第一个工作日参观公司或进行技术交流")
    unit = "days"
    levels = ("should", "must", "prefer", "note", "off")
    no_business = Sentence(
        "{day}是到达后的第一个工作日,没有参观或交流",
        "{day} is the first workday after arrival and holds no exchange or company visit",
    )

    class Numbers(Fact):
        """Arriving at or after ``cutoff``, the next workday is the first."""

        cutoff: Clock = 12 * 60
        early: Clock = 10 * 60
        """Whoever is out by this time has business on that day, although the company dines with them."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for business on the day."""
        for p in programmes(facts, plan):
            due = p.stay.due_day(self.n.cutoff)
            if due is None or not _asks_for_business(p.stay.visit) or _has_business(p, due):
                continue
            following = self._following(p.stay, due)
            received = any(self._receives(p.stay, p.request(item)) for item in p.on(due))
            if not (received and following is not None and _has_business(p, following)):
                yield self.broken(p.id, subject(day=due), 1, self.no_business, day=due)

    def _following(self, stay: Stay, due: dt.date) -> dt.date | None:
        """Return the next workday, where business is due on the day of arrival; else None."""
        return stay.due_day(self.n.cutoff, after=due) if due == day_of(stay.lead.group.arrival.at) else None

    def _receives(self, stay: Stay, request: Request | None) -> bool:
        """Tell whether a host receives the guests at a request: with a welcome ceremony, or at a table."""
        if isinstance(request, Ceremony):
            return request.occasion == "welcome"
        late = minute_of_day(stay.lead.exit) > self.n.early
        return isinstance(request, Banquet) and (late or bool(outside_hosts(request)))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """At least one piece of business on the day; or guests who are received then, and business on the next."""
        del facts
        due = visit.stay.due_day(self.n.cutoff)
        if due is None or not _asks_for_business(visit.stay.visit):
            return
        missing = [m.negated(m.either(*_business_on(visit, due)))]
        following = self._following(visit.stay, due)
        received = [
            act.on[due]
            for act in visit.of(*RECEPTION_KINDS)
            if due in act.on and self._receives(visit.stay, act.request)
        ]
        if received and following is not None:
            later = m.either(*_business_on(visit, following))
            missing.append(m.negated(m.both(m.either(*received), later)))
        m.never(self, subject(day=due), *missing)


RECEPTION_KINDS = ("ceremony", "banquet")
"""Kinds of item at which a host may receive the guests without business."""


def _has_business(p: Programme, day: dt.date) -> bool:
    return any(item.kind in BUSINESS_AND_SIGNING for item in p.on(day))


def _business_on(visit: VisitView, day: dt.date) -> list[Lit]:
    return [act.on[day] for act in visit.of(*BUSINESS_AND_SIGNING) if day in act.on]


def _asks_for_business(visit: Visit) -> bool:
    return any(request.kind in BUSINESS_AND_SIGNING for request in visit.requests)


class SightsFirstOnDaysOff(Rule):
    """ARR-02: an exemption, no break: on weekends, holidays and the day of arrival sights may come first.

    So they may before the welcome ceremony, where the hosts fixed its day. ``Stay.exempt`` tells the days; ORD-01 and
    ORD-02 pass them over. Nor is business on them a break: with the host's
    consent it may be held.
    """

    id = "ARR-02"
    title = "周末、节假日到达的,可先游览,工作日再到公司"
    title_en = "Arriving on a day off, guests may see sights first"
    cites = Citation(document="S0", clause="五(三)", quote="如果客人是周末、节假日抵达,则可以先安排游览,周一再参观公司")
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: an exemption cannot be broken."""
        return ()


class NoIdleDay(Rule):
    """ARR-08: the stay is not stretched: no day without purpose.

    Judged on full days (``Stay.full_day``): without a request or sight, meals, check-in and rests not counted (a
    banquet is a request), nor a group photo, for which nobody stays. Amount: 1 a day.
    """

    id = "ARR-08"
    title = "不拖长停留:没有无内容的一天"
    title_en = "No day without purpose"
    cites = Citation(
        document="S0",
        clause="五(三)",
        quote="又不能太松散,以免使客人感觉太“闲”,而且延长了客人的留深时间,增加了接待费用",
    )
    unit = "days"
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    empty = Sentence("{day}没有安排内容", "nothing is planned on {day}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for full days with nothing on."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                if p.stay.full_day(day) and all(item.kind in KINDS_WITHOUT_PURPOSE for item in p.on(day)):
                    yield self.broken(p.id, subject(day=day), 1, self.empty, day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """At least one request or sight on each full day."""
        del facts
        for day in visit.days:
            if visit.stay.full_day(day):
                acts = (act for act in visit.acts.values() if act.kind not in KINDS_WITHOUT_PURPOSE and day in act.on)
                m.never(self, subject(day=day), m.negated(m.either(*(act.on[day] for act in acts))))
