"""ORD-13, 14 · late in the day: performances are given then, ceremonies are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Fact
from models.domain.clock import Clock, at, day_of
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView


class PerformanceLateInTheDay(Rule):
    """ORD-13: a performance comes late in the day, after the work.

    An official performance whose hour or half-day the visit does not ask for begins no earlier than ``since``. Amount:
    1 each.
    """

    id = "ORD-13"
    title = "文艺演出安排在下午晚些时候或晚上"
    title_en = "A performance is given late in the afternoon or in the evening"
    cites = PRACTICE
    unit = "items"
    levels = ("prefer", "should", "must", "note", "off")
    early = Sentence("{item}安排得太早", "the {item} is early in the day")

    class Numbers(Fact):
        """From when on a performance is given."""

        since: Clock = 15 * 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the start of each performance."""
        for p in programmes(facts, plan):
            for item in p.of("performance"):
                if _is_open(p.request(item)) and item.start < at(day_of(item.start), self.n.since):
                    yield self.broken(p.id, about(item), 1, self.early, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a start before that hour on any day."""
        for act in visit.of("performance"):
            if _is_open(act.request):
                for day, here in act.on.items():
                    since = at(day, self.n.since) - facts.week.origin
                    m.never(self, act.about, here, m.less(act.start, since))


class NoCeremonyAfterDinner(Rule):
    """ORD-14: no ceremony after the evening's dinner: the banquet ends the official day.

    A ceremony whose hour or half-day the visit does not ask for lies before that day's dinner or banquet. Amount: 1
    each.
    """

    id = "ORD-14"
    title = "晚宴之后不再安排仪式活动"
    title_en = "No ceremony after the evening's dinner"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    after_dinner = Sentence("{item}排在晚餐之后", "the {item} comes after dinner")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each ceremony with the dinner of its day."""
        for p in programmes(facts, plan):
            for item in p.of("ceremony"):
                dined = any(
                    p.meal(other) == "dinner" and other.start < item.start for other in p.on(day_of(item.start))
                )
                if dined and _is_open(p.request(item)):
                    yield self.broken(p.id, about(item), 1, self.after_dinner, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a ceremony in the evening of a day with a dinner."""
        del facts
        for act in visit.of("ceremony"):
            for (day, layer), here in act.at.items():
                if layer is Layer.EVENING and _is_open(act.request):
                    m.never(self, act.about, here, visit.slots[day, Layer.DINNER].used)


def _is_open(request: Request | None) -> bool:
    """Tell whether the planner chooses the hour of an item."""
    return request is not None and request.at is None and request.part is None and request.latest is None
