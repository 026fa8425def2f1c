"""SENSE-10, 11, 12 · rest: between evening and morning, in long gaps, for guests who need a gentle pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import BUSINESS, LEISURE
from models.domain.base import Count, Fact, Minutes
from models.domain.clock import minute_of_day
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, TimeOfDay, label, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer
from models.rules.sense.arrival_and_departure import AT_HOTEL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit, VisitView

GENTLE_DAY_ACTIVITIES = (*BUSINESS, "signing", "ceremony", "performance", *LEISURE)
"""Kinds that count as activities of a gentle day (SENSE-12)."""


class NightRest(Rule):
    """SENSE-10: ten hours between the end of an evening and the next pick-up, unless a flight forces it.

    From the arrival at the hotel (the end of the last item there) to the first departure of the next day; a see-off is
    exempt. Amount: minutes missing.
    """

    id = "SENSE-10"
    title = "晚间活动结束到次日出发至少 10 小时,赶航班除外"
    title_en = "10 h between the end of an evening and the next pick-up, unless a flight forces it"
    cites = PRACTICE
    unit = "minutes"
    levels = ("should", "must", "prefer", "note", "off")
    comfort = True
    short = Sentence(
        "{day}{time}出发,夜间休息少 {minutes} 分钟",
        "departure on {day} {time}: the rest of the night is {minutes} min too short",
    )

    class Numbers(Fact):
        """Minutes of rest."""

        rest: Minutes = 600

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare evenings with mornings."""
        for p in programmes(facts, plan):
            for today, tomorrow in zip(p.stay.days, p.stay.days[1:], strict=False):
                step = next((step for step in p.day(tomorrow) if step.moves), None)
                if step is None or (step.item is None and step.moves[0].kind == "see_off"):
                    continue
                moves = step.moves
                missing = self.n.rest - (moves[0].depart - p.day(today)[-1].start)
                if missing > 0:
                    where, time = subject(day=tomorrow), TimeOfDay(minute_of_day(moves[0].depart))
                    yield self.broken(p.id, where, missing, self.short, day=tomorrow, time=time, minutes=missing)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the first departure of each day by the end of the day before."""
        del facts
        for today, tomorrow in zip(visit.days, visit.days[1:], strict=False):
            home = visit.slots[today, Layer.END].start
            before: list[Lit] = []
            for slot in visit.day(tomorrow):
                see_off = slot.layer is Layer.END and tomorrow == visit.days[-1]
                if see_off or not (slot.acts or slot.layer is Layer.END):
                    continue
                m.limit(self, subject(day=tomorrow), slot.depart - home, lo=self.n.rest, on=(slot.moved, *before))
                before.append(m.negated(slot.moved))


class NamedRest(Rule):
    """SENSE-11: a gap of ``most`` minutes or more is a named rest at the hotel, not waiting.

    Amount: minutes too many.
    """

    id = "SENSE-11"
    title = "90 分钟以上的空档安排回酒店休息,不空等"
    title_en = "A gap of 90 min or more is a named rest at the hotel"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    idle = Sentence(
        "{item}之前空等 {minutes} 分钟,应安排休息", "{minutes} min idle before the {item}: a rest should be planned"
    )
    idle_before_see_off = Sentence(
        "{day}送站之前空等 {minutes} 分钟,应安排休息",
        "{minutes} min idle before the see-off on {day}: a rest should be planned",
    )

    class Numbers(Fact):
        """A gap so long is a rest."""

        most: Minutes = 90

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Yield a violation for each gap so long that a rest should be planned."""
        for p in programmes(facts, plan):
            for step in p.steps:
                over = step.gap - self.n.most + 1
                if over > 0:
                    where, gap = subject(day=step.day), step.gap
                    if step.item:
                        yield self.broken(p.id, where, over, self.idle, item=label(step.item), minutes=gap)
                    else:
                        yield self.broken(p.id, where, over, self.idle_before_see_off, day=step.day, minutes=gap)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound each slot's gap."""
        del facts
        for (day, layer), slot in visit.slots.items():
            if slot.acts or layer is Layer.END:
                m.limit(self, subject(day=day), slot.gap, hi=self.n.most - 1)


class GentlePace(Rule):
    """SENSE-12: a gentle pace for seniors, children and frail members, and on the day after a night flight.

    Activities: business, signings, ceremonies, official performances, sights, shopping, shows. Amount, on such a day:
    activities beyond ``most``, and 1 where the afternoon goes on without a rest after lunch (a named one, or a gap of
    ``rest`` minutes).
    """

    id = "SENSE-12"
    title = "有老人、儿童、体弱者或夜间航班抵达后,日程放缓:少一项活动,午后休息"
    title_en = "A gentle pace for seniors, children, frail members, or after a night flight"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    comfort = True
    crowded = Sentence("{day}有 {count} 项活动,宜放缓", "{count} activities on {day}; the pace should be gentle")
    no_rest = Sentence("{day}午餐后没有休息", "no rest after lunch on {day}")

    class Numbers(Fact):
        """Activities of a gentle day, and minutes of rest after lunch."""

        most: Count = 3
        rest: Minutes = 45

    def _days(self, stay: Stay) -> tuple[dt.date, ...]:
        if stay.gentle:
            return stay.days
        return stay.days[1:2] if stay.night_flight else ()

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count activities, look at the time after lunch."""
        for p in programmes(facts, plan):
            for day in self._days(p.stay):
                count = sum(item.kind in GENTLE_DAY_ACTIVITIES for item in p.on(day))
                if count > self.n.most:
                    over = count - self.n.most
                    yield self.broken(p.id, subject(day=day), over, self.crowded, day=day, count=count)
                yield from self._noon(p, day)

    def _noon(self, p: Programme, day: dt.date) -> Iterator[Violation]:
        for step in p.day(day):
            item, before = step.item, step.before
            if item is None or before is None or p.meal(before) != "lunch" or p.part_of_day(item) != "pm":
                continue
            if item.kind not in AT_HOTEL and step.gap < self.n.rest:
                yield self.broken(p.id, subject(day=day), 1, self.no_rest, day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the number of activities; never go on at once after lunch."""
        del facts
        for day in self._days(visit.stay):
            acts = [act.on[day] for act in visit.of(*GENTLE_DAY_ACTIVITIES) if day in act.on]
            if len(acts) > self.n.most:
                m.count(self, subject(day=day), acts, hi=self.n.most)
            lunch, slot = visit.slots[day, Layer.LUNCH], visit.slots[day, Layer.PM1]
            if lunch.acts and slot.acts:
                at_rest = m.either(*(x for act, x in slot.acts if act.kind in AT_HOTEL))
                short = m.less(slot.gap, self.n.rest)
                m.never(self, subject(day=day), lunch.used, slot.used, m.negated(at_rest), short)
