"""MEAL-05, 05a, 06 · banquets: not on taboo days or days off; invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from models.domain.clock import day_of
from models.rules.core.base import Citation, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView


class NoBanquetOnTabooDays(Rule):
    """MEAL-05: no banquet on a taboo day of either side (of the visit or the company).

    Hospitality of every form is one: buffets, receptions, teas. Amount: 1 a banquet.
    """

    id = "MEAL-05"
    title = "宴请避开双方禁忌日"
    title_en = "No banquet on a taboo day of either side"
    cites = Citation(document="S1", clause="三(二)", quote="也不安排在双方禁忌日")
    levels = ("must", "should", "prefer", "note", "off")
    judges_single_items = True
    mended_by = ("time", "place")
    on_taboo_day = Sentence("{item}在禁忌日 {day}", "{item} is on a taboo day, {day}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the days of banquets."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                day = day_of(item.start)
                if day in _taboo_days(facts, p.stay):
                    where = about(item) + subject(day=day)
                    yield self.broken(p.id, where, 1, self.on_taboo_day, item=label(item), day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No banquet on such days."""
        for act in visit.of("banquet"):
            for day, held in act.on.items():
                if day in _taboo_days(facts, visit.stay):
                    m.never(self, act.about + subject(day=day), held)


def _taboo_days(facts: Facts, stay: Stay) -> tuple[dt.date, ...]:
    return (*facts.week.company.taboo, *stay.visit.taboo)


class NoBanquetOnDaysOff(Rule):
    """MEAL-05a: no banquet on major holidays and days off (``Facts.workday``).

    Hospitality of every form is one, as in MEAL-05; what people of other organisations give is not the company's to
    date (ORD-11). Amount: 1 a banquet.
    """

    id = "MEAL-05a"
    title = "宴请不选在重大节日、假日"
    title_en = "No banquet on holidays or days off"
    cites = Citation(document="S1", clause="三(二)", quote="一般不选择在重大节日、假日")
    levels = ("should", "must", "prefer", "note", "off")
    on_day_off = Sentence("{item}在节假日", "{item} is on a holiday or day off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the days of banquets."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                day = day_of(item.start)
                if not facts.workday(day) and not outside_hosts(p.request(item)):
                    yield self.broken(p.id, about(item) + subject(day=day), 1, self.on_day_off, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price such days."""
        for act in visit.of("banquet"):
            for day, held in act.on.items():
                if not facts.workday(day) and not outside_hosts(act.request):
                    m.never(self, act.about + subject(day=day), held)


class Invitations(Rule):
    """MEAL-06: a note: the date is agreed with the guest of honour, invitations go out two weeks before.

    The list of things to do says so; nothing here breaks.
    """

    id = "MEAL-06"
    title = "宴请日期与主宾商定,提前发请柬(目的、形式、时间、地点、主人)"
    title_en = "The date is agreed with the guest of honour; invitations two weeks before"
    cites = Citation(document="S1", clause="三(二)", quote="要与主宾进行商定,然后再发出邀请")
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: it is said, not judged."""
        return ()
