"""ORD · what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE
from models.domain.base import Fact, Minutes
from models.domain.clock import Clock, at, day_of
from models.rules.core.base import Citation, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.kinds import BUSINESS_AND_SIGNING
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, VisitView


_DAYTIME = ("am", "lunch", "pm", "dinner")
"""Parts of the day in which sights count; evenings are exempt."""


class BusinessFirst(Rule):
    """ORD-01: business before sights over the stay.

    Broken by each sight, shopping or entertainment that starts before the start of the visit's last business item
    (``BUSINESS_AND_SIGNING``) — unless it lies in the evening (evening entertainment is exempt); one during which the
    guests have lunch or dinner counts. On an exempt day (``Stay.exempt``: no workday, not after the guest of honour's
    day of arrival, or before a welcome ceremony whose day is fixed) only that day's business comes first: whoever is
    received on the day of arrival is received before the sights. So does it for a sight far from the company (more than
    ``far`` minutes) that follows business in the same town (``Facts.towns``): nobody goes there twice for the order of
    things. Amount: 1 an item.
    """

    id = "ORD-01"
    title = "先参观交流,后安排游览"
    title_en = "Business comes before sights"
    cites = Citation(
        document="S0", clause="五(三)", quote="通常按照“先参观交流、后安排游览”和“上午参观交流、下午游览”的原则来安排"
    )
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    early = Sentence("{item}排在参观交流之前", "{item} comes before the exchanges and company visits")

    class Numbers(Fact):
        """What is far."""

        far: Minutes = 45
        """Minutes one way from the company above which a sight is seen on the trip to business in its town."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each sight with the last business."""
        for p in programmes(facts, plan):
            last = max((item.start for item in p.business), default=0)
            for item in p.leisure:
                day = day_of(item.start)
                today = max((work.start for work in p.business if day_of(work.start) == day), default=0)
                first = today if p.stay.exempt(day) or self._on_trip(facts, p, item) else last
                if p.part_of_day(item) != "evening" and item.start < first:
                    yield self.broken(p.id, about(item), 1, self.early, item=label(item))

    def _on_trip(self, facts: Facts, p: Programme, item: Item) -> bool:
        """Tell whether a sight follows business in its far town on that day."""
        town, day = self._far_town(facts, item.place), day_of(item.start)
        before = [work for work in p.business if day_of(work.start) == day and work.start < item.start]
        return town is not None and any(self._far_town(facts, work.place) == town for work in before)

    def _far_town(self, facts: Facts, place: str) -> str | None:
        """Return the town of a place that is far from the company; None: it is near."""
        site, there = facts.week.site.id, facts.location(place)
        return facts.towns.get(there) if facts.travel.base(site, there) > self.n.far else None

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No sight starts before any business that counts: of an exempt day or a trip only that day's does."""
        works = [*visit.of(*BUSINESS_AND_SIGNING)]
        for act in visit.of(*LEISURE):
            before = []
            trips = {day: m.either(*self._trips(m, facts, act, works, day)) for day in act.on}
            exempt = {day: m.both() if visit.stay.exempt(day) else trips[day] for day in act.on}
            counts = m.either(*_in_parts(act, (d for d in visit.days if not visit.stay.exempt(d)), _DAYTIME))
            free = m.either(*trips.values())
            for work in works:
                earlier = m.less(act.start, work.start)
                before.append(m.both(counts, m.negated(free), work.done, earlier))
                for day, spared in exempt.items():
                    here = _in_parts(act, (day,), _DAYTIME)
                    if here and day in work.on:
                        before.append(m.both(m.either(*here), spared, work.on[day], earlier))
            if before:
                m.never(self, act.about, m.either(*before))

    def _trips(self, m: Poster, facts: Facts, act: Act, works: Iterable[Act], day: dt.date) -> Iterator[Lit]:
        """Yield the literals of an activity that follows business in its far town on a day."""
        towns = [(town, x) for choice, x in act.choices if (town := self._far_town(facts, choice.place))]
        for work in works if towns else ():
            for choice, there in work.choices if day in work.on else ():
                mine = [x for town, x in towns if town == self._far_town(facts, choice.place)]
                if mine:
                    later = m.less(work.start, act.start)
                    yield m.both(act.on[day], m.either(*mine), work.on[day], there, later)


class MorningBusiness(Rule):
    """ORD-02: business in the morning, sights in the afternoon.

    Broken, on a day whose morning was there for business (some guests are out by ``here``) and holds none, by each
    business item (``BUSINESS_AND_SIGNING``) in the afternoon; and on a day with business that is not exempt
    (``Stay.exempt``), by each sight, shopping or entertainment in the morning. An afternoon of business that follows a
    morning of it is no break, nor is a morning of sights when there is no business that day. Business over lunch, or of
    a whole day, holds the morning; a sight over lunch belongs to neither half. Amount: 1 an item.
    """

    id = "ORD-02"
    title = "上午参观交流,下午游览"
    title_en = "Business in the morning, sights in the afternoon"
    cites = Citation(
        document="S0", clause="五(三)", quote="通常按照“先参观交流、后安排游览”和“上午参观交流、下午游览”的原则来安排"
    )
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    late = Sentence(
        "{day}上午没有参观交流,下午有 {count} 项",
        "no exchange or company visit in the morning of {day}, {count} in the afternoon",
    )
    early = Sentence(
        "{item}在上午,参观交流在同一天", "{item} is in the morning of a day with exchanges or company visits"
    )

    class Numbers(Fact):
        """By when the guests must be here for the rule to judge a morning."""

        here: Clock = 10 * 60
        """Minute of the day: guests who are here by then could have had business in the morning."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the half-day of each item, day by day."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                parts = [(p.part_of_day(item), item) for item in p.on(day)]
                work = [part for part, item in parts if item.kind in BUSINESS_AND_SIGNING]
                if not {"am", "lunch"} & set(work) and self._here(p.stay, day) and (late := work.count("pm")):
                    yield self.broken(p.id, subject(day=day), late, self.late, day=day, count=late)
                early = [item for part, item in parts if part == "am" and item.kind in LEISURE]
                if early and work and not p.stay.exempt(day):
                    yield self.broken(p.id, subject(day=day), len(early), self.early, item=label(early[0]))

    def _here(self, stay: Stay, day: dt.date) -> bool:
        return stay.window(day)[0] <= at(day, self.n.here)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count the items in the wrong half of each day, where the right one is free of business or the day is not."""
        del facts
        for day in visit.days:
            morning = _in_part_of_day(visit, BUSINESS_AND_SIGNING, day, "am", "lunch")
            afternoon = _in_part_of_day(visit, BUSINESS_AND_SIGNING, day, "pm")
            evening = _in_part_of_day(visit, BUSINESS_AND_SIGNING, day, "dinner", "evening")
            sights = _in_part_of_day(visit, LEISURE, day, "am")
            if afternoon and self._here(visit.stay, day):
                free = m.negated(m.either(*morning))
                m.limit(self, subject(day=day), sum(afternoon), hi=0, on=(free,))
            if sights and (morning or afternoon or evening) and not visit.stay.exempt(day):
                m.limit(self, subject(day=day), sum(sights), hi=0, on=(m.either(*morning, *afternoon, *evening),))


def _in_part_of_day(visit: VisitView, kinds: tuple[str, ...], day: dt.date, *parts: str) -> list[Lit]:
    """Return the literals of activities of some kinds in the slots of some parts of a day."""
    return [
        lit for act in visit.of(*kinds) for (d, layer), lit in act.at.items() if d == day and layer.part_of_day in parts
    ]


def _in_parts(act: Act, days: Iterable[dt.date], parts: tuple[str, ...]) -> list[Lit]:
    """Return the literals of an activity's slots in some parts of some days."""
    days = set(days)
    return [lit for (day, layer), lit in act.at.items() if day in days and layer.part_of_day in parts]


class BusinessNotDropped(Rule):
    """ORD-03: an order, no break: no sight is kept by dropping an exchange or company visit of the same delegation.

    The price list of tier 0 sees to it (``Stay.price``): one piece of business left out costs more than all sights and
    entertainment of its visit.
    """

    id = "ORD-03"
    title = "不为游览而取消本团的参观交流"
    title_en = "No sight is kept by dropping business of the same delegation"
    cites = Citation(
        document="S0", clause="五(三)", quote="在优先保证客人参观公司、技术交流时间的前提下,合理安排客人的游览日程"
    )
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: prices keep the order."""
        return ()
