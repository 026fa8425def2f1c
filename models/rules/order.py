"""ORD · what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE
from models.domain.clock import day_of
from models.rules.arrival import WORK
from models.rules.base import Citation, Rule
from models.rules.programme import about, label, programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts, Stay
    from models.domain.plan import Plan
    from models.rules.base import Poster, Violation
    from models.rules.view import Act, Layer, Lit, VisitView


class BusinessFirst(Rule):
    """ORD-01: business before sights over the stay.

    Broken by each sight, shopping or entertainment that starts before the start of the visit's last business item
    (kinds ``WORK``) — unless it lies in the evening (evening entertainment is exempt) or on an exempt day
    (``Stay.exempt``: no workday, or not after the guest of honour's day of arrival). Amount: 1 an item.
    """

    id = "ORD-01"
    title = "先参观交流,后安排游览"
    title_en = "Business comes before sights"
    cites = Citation(
        document="S0", clause="五(三)", quote="通常按照“先参观交流、后安排游览”和“上午参观交流、下午游览”的原则来安排"
    )
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each sight with the last business."""
        for p in programmes(facts, plan):
            last = max((item.start for item in p.business), default=0)
            for item in p.leisure:
                counts = p.half(item) != "evening" and not p.stay.exempt(day_of(item.start))
                if counts and item.start < last:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}排在参观交流之前")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No sight that counts starts before any business does."""
        del facts
        for act in visit.of(*LEISURE):
            counts = m.either(*_by_day(act, visit.stay, ("am", "pm"), exempt=False))
            before = [m.both(counts, work.done, m.less(act.start, work.start)) for work in visit.of(*WORK)]
            if before:
                m.never(self, act.about, m.either(*before))


class MorningBusiness(Rule):
    """ORD-02: business in the morning, sights in the afternoon.

    Broken by each business item (kinds ``WORK``) in the afternoon and each sight, shopping or entertainment in the
    morning of a day that is not exempt (``Stay.exempt``). Amount: 1 an item.
    """

    id = "ORD-02"
    title = "上午参观交流,下午游览"
    title_en = "Business in the morning, sights in the afternoon"
    cites = Citation(
        document="S0", clause="五(三)", quote="通常按照“先参观交流、后安排游览”和“上午参观交流、下午游览”的原则来安排"
    )
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the half-day of each item."""
        for p in programmes(facts, plan):
            for item in p.business:
                if p.half(item) == "pm":
                    yield self.broken(p.id, about(item), 1, f"{label(item)}在下午")
            for item in p.leisure:
                if p.half(item) == "am" and not p.stay.exempt(day_of(item.start)):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}在上午")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No business in a slot of the afternoon, no sight in one of a morning that counts."""
        del facts
        for act in visit.of(*WORK, *LEISURE):
            if act.kind in WORK:
                wrong = _by_day(act, visit.stay, ("pm",), exempt=True)
            else:
                wrong = _by_day(act, visit.stay, ("am",), exempt=False)
            if wrong:
                m.never(self, act.about, m.either(*wrong))


def _by_day(act: Act, stay: Stay, halves: tuple[str, ...], exempt: bool) -> list[Lit]:
    """Return the literals of an activity's slots in some parts of the day, with or without exempt days."""
    slots: list[tuple[Layer, Lit]] = [
        (layer, lit) for (day, layer), lit in act.at.items() if exempt or not stay.exempt(day)
    ]
    return [lit for layer, lit in slots if layer.half in halves]


class NoDropping(Rule):
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
