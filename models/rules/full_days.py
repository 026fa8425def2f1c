"""PACE-01a and 01b · full days: when their programme begins, and that the afternoon is not empty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.base import Fact
from models.domain.clock import Clock, at, minute_of_day
from models.rules.core.base import Citation, Rule
from models.rules.core.findings import Sentence, TimeOfDay, subject
from models.rules.core.kinds import PROGRAMME_KINDS
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Lit, VisitView


class MorningStart(Rule):
    """PACE-01a: a full day's programme begins in good time.

    On days on which the guests sleep here before and after, and on which anything is planned: they set out, or what
    they do first begins where they are, by ``by``. Amount: times ``step`` minutes later, those begun counted.
    """

    id = "PACE-01a"
    title = "整天的日程上午 10:00 以前开始"
    title_en = "A full day's programme begins by 10:00"
    cites = Citation(document="S0", clause="五(三)", quote="又不能太松散,以免使客人感觉太“闲”")
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    late = Sentence("{day}到 {time} 才开始活动", "nothing is planned on {day} before {time}")

    class Numbers(Fact):
        """When a day begins."""

        by: Clock = 10 * 60
        step: Annotated[int, Field(ge=5, le=240)] = 30
        """What is later counts in such steps of minutes."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at when the guests set out on each full day."""
        for p in programmes(facts, plan):
            for day in _full_days(p.stay):
                first = next((step for step in p.day(day) if step.item is not None), None)
                if first is None:
                    continue
                start = first.moves[0].depart if first.moves else first.start
                if (late := start - at(day, self.n.by)) > 0:
                    amount, time = -(-late // self.n.step), TimeOfDay(minute_of_day(start))
                    yield self.broken(p.id, subject(day=day), amount, self.late, day=day, time=time)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the first way, or the first start, of each full day."""
        for day in _full_days(visit.stay):
            latest = at(day, self.n.by) - facts.week.origin
            earlier: list[Lit] = []
            for slot in visit.day(day):
                if slot.layer is not Layer.END:
                    first = m.both(slot.used, m.negated(m.either(*earlier)))
                    m.limit(self, subject(day=day), slot.depart, hi=latest, on=(first,), step=self.n.step)
                    earlier.append(slot.used)


class AfternoonProgramme(Rule):
    """PACE-01b: no afternoon of a full day is empty.

    On days on which the guests sleep here before and after, and on which something of the programme is planned (no
    meals, no rests): some of it lies in the afternoon, or around lunch. Amount: 1 for each day on which nothing does.
    """

    id = "PACE-01b"
    title = "整天的日程下午不空着"
    title_en = "No afternoon of a full day is empty"
    cites = Citation(document="S0", clause="五(三)", quote="又不能太松散,以免使客人感觉太“闲”")
    unit = "days"
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    empty = Sentence("{day}下午没有活动", "nothing is planned for the afternoon of {day}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for an item in the afternoon of each full day."""
        for p in programmes(facts, plan):
            for day in _full_days(p.stay):
                parts = {p.part_of_day(item) for item in p.on(day) if item.kind in PROGRAMME_KINDS}
                if parts and not parts & set(_NOON_ON):
                    yield self.broken(p.id, subject(day=day), 1, self.empty, day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Ask for an item in the afternoon's slots of each full day with any."""
        del facts
        for day in _full_days(visit.stay):
            here = [
                (layer, lit) for act in visit.of(*PROGRAMME_KINDS) for (on, layer), lit in act.at.items() if on == day
            ]
            later = [lit for layer, lit in here if layer.part_of_day in _NOON_ON]
            if here:
                m.never(self, subject(day=day), m.either(*(lit for _, lit in here)), m.negated(m.either(*later)))


_NOON_ON = ("lunch", "pm")


def _full_days(stay: Stay) -> list[dt.date]:
    """Return the days on which guests sleep here before and after."""
    return [day for day in stay.days if day in stay.nights and day - dt.timedelta(days=1) in stay.nights]
