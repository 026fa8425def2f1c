"""PACE-01a to 01e · full days and last ones: when the programme begins and ends, and that no half of them is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.base import Count, Fact, Minutes
from models.domain.clock import Clock, at, minute_of_day
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import Sentence, TimeOfDay, subject
from models.rules.core.kinds import PURPOSE_KINDS
from models.rules.core.programme import programmes
from models.rules.core.view import AFTERNOON_LAYERS, Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme, Step
    from models.rules.core.view import Lit, Slot, VisitView


class MorningStart(Rule):
    """PACE-01a: a full day's programme begins in good time.

    On days on which the guests sleep here before and after, and on a last day of which they have the afternoon, too,
    they set out for the first item of the programme (no meals, rests, group photos), or it begins where they are, by
    ``by``. Amount: times ``step`` minutes later, those begun counted; of a morning without any, those until the
    afternoon begins. Of a last day of which they have the morning alone ``leaving``, where it holds nothing.
    """

    id = "PACE-01a"
    title = "整天的日程上午 10:00 以前开始,离开当天的上午不空着"
    title_en = "A full day's programme begins by 10:00; the last morning is not empty"
    cites = Citation(document="S0", clause="五(三)", quote="又不能太松散,以免使客人感觉太“闲”")
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    late = Sentence("{day}到 {time} 才开始活动", "nothing is planned on {day} before {time}")
    empty = Sentence("{day}上午没有活动", "nothing is planned for the morning of {day}")

    class Numbers(Fact):
        """When a day begins."""

        by: Clock = 10 * 60
        step: Annotated[int, Field(ge=5, le=240)] = 30
        """What is later counts in such steps of minutes."""
        leaving: Count = 3
        """What an empty morning of a last day counts, whose afternoon is not the guests'."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at when the guests set out on each full day, and for anything on the last morning."""
        for p in programmes(facts, plan):
            for day in filter(p.stay.morning_here, p.stay.days):
                where, first = subject(day=day), _first_step(p, day)
                if first is None:
                    yield self.broken(p.id, where, self._empty(facts, p.stay, day), self.empty, day=day)
                    continue
                start = first.moves[0].depart if first.moves else first.start
                if p.stay.afternoon_here(day) and (late := start - at(day, self.n.by)) > 0:
                    amount, time = -(-late // self.n.step), TimeOfDay(minute_of_day(start))
                    yield self.broken(p.id, where, amount, self.late, day=day, time=time)

    def _empty(self, facts: Facts, stay: Stay, day: dt.date) -> int:
        """Return what a morning without anything counts."""
        late = int(facts.shape.afternoon_start) - int(self.n.by)
        return -(-late // int(self.n.step)) if stay.afternoon_here(day) else int(self.n.leaving)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the first way, or the first start, of each full day, and price empty mornings."""
        for day in filter(visit.stay.morning_here, visit.days):
            where, latest = subject(day=day), at(day, self.n.by) - facts.week.origin
            openings = list(_openings(m, visit, day))
            if visit.stay.afternoon_here(day):
                for slot, first in openings:
                    m.limit(self, where, slot.depart, hi=latest, on=(first,), step=self.n.step)
            some = m.either(*(first for _, first in openings))
            m.limit(self, where, self._empty(facts, visit.stay, day) * m.negated(some), hi=0)


class AfternoonProgramme(Rule):
    """PACE-01b: no afternoon of a full day is empty.

    On days on which the guests sleep here before and after, and on a last day of whose afternoon they have the whole:
    some of the programme (no meals, rests, group photos) lies in the afternoon, or around lunch. Amount: 1 for each day
    on which nothing does.
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
            for day in filter(p.stay.afternoon_here, p.stay.days):
                parts = {p.part_of_day(item) for item in p.on(day) if item.kind in PURPOSE_KINDS}
                if not parts & set(_NOON_ON):
                    yield self.broken(p.id, subject(day=day), 1, self.empty, day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Ask for an item in the afternoon's slots of each full day."""
        del facts
        for day in filter(visit.stay.afternoon_here, visit.days):
            later = [
                lit
                for act in visit.of(*PURPOSE_KINDS)
                for (on, layer), lit in act.at.items()
                if on == day and layer.part_of_day in _NOON_ON
            ]
            m.never(self, subject(day=day), m.negated(m.either(*later)))


class AfternoonEnd(Rule):
    """PACE-01c: the programme of a full day is not over soon after lunch.

    On the days of PACE-01b on which the last item of the programme (no meals, rests, group photos) lies no longer in
    the morning: it ends no earlier than ``until``. So the rest of such a day lies between items, after lunch, not in an
    afternoon that is left over. Amount: times ``step`` minutes earlier, those begun counted.
    """

    id = "PACE-01c"
    title = "整天的日程不早于 16:00 结束"
    title_en = "A full day's programme goes on until 16:00"
    cites = Citation(document="S0", clause="五(三)", quote="日程安排上应该松紧适度")
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    early = Sentence("{day}的活动 {time} 就结束了", "the programme of {day} is over at {time}")

    class Numbers(Fact):
        """When a day's programme is over."""

        until: Clock = 16 * 60
        step: Annotated[int, Field(ge=5, le=240)] = 30
        """What is earlier counts in such steps of minutes."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the end of each full day's last item."""
        for p in programmes(facts, plan):
            for day in filter(p.stay.afternoon_here, p.stay.days):
                last = next((item for item in reversed(p.on(day)) if item.kind in PURPOSE_KINDS), None)
                if last is None or p.part_of_day(last) == "am":
                    continue
                if (early := at(day, self.n.until) - last.end) > 0:
                    amount, time = -(-early // self.n.step), TimeOfDay(minute_of_day(last.end))
                    yield self.broken(p.id, subject(day=day), amount, self.early, day=day, time=time)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the end of each slot of a full day, but its mornings', where no later one holds an item."""
        for day in filter(visit.stay.afternoon_here, visit.days):
            earliest = at(day, self.n.until) - facts.week.origin
            after_noon = [slot for slot in visit.day(day) if slot.layer.part_of_day != "am"]
            for slot, last in _closings(m, after_noon):
                m.limit(self, subject(day=day), slot.end, lo=earliest, on=(last,), step=self.n.step)


class UsualMorning(Rule):
    """PACE-01d: a full day's programme begins at the usual hour.

    On the days of PACE-01a whose afternoon is the guests', too, the first item of the programme before the afternoon
    starts by ``by``: half of the full days of published programmes begin by then. Amount: minutes later.
    """

    id = "PACE-01d"
    title = "整天的日程一般 9:30 以前开始"
    title_en = "A full day's programme usually begins by 09:30"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    comfort = True
    late = Sentence("{day} {time} 才开始活动", "the programme of {day} begins at {time}")

    class Numbers(Fact):
        """When a day usually begins."""

        by: Clock = 9 * 60 + 30

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first item of each full day."""
        for p in programmes(facts, plan):
            for day in _full_mornings(p.stay):
                first = _first_step(p, day)
                if first is not None and (late := first.start - at(day, self.n.by)) > 0:
                    time = TimeOfDay(minute_of_day(first.start))
                    yield self.broken(p.id, subject(day=day), late, self.late, day=day, time=time)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the first start of each full day."""
        for day in _full_mornings(visit.stay):
            latest = at(day, self.n.by) - facts.week.origin
            for slot, first in _openings(m, visit, day):
                m.limit(self, subject(day=day), slot.start, hi=latest, on=(first,))


class TimeBeforeDinner(Rule):
    """PACE-01e: guests do not sit at the hotel for half the afternoon before dinner.

    Between the end of the last item of the programme in an afternoon (no meals, rests, group photos) and the start of
    that day's dinner or banquet lie at most ``most`` minutes, the way and the change among them. Amount: minutes more.
    """

    id = "PACE-01e"
    title = "下午活动结束到晚餐不超过三小时"
    title_en = "No more than three hours between the afternoon's programme and dinner"
    cites = Citation(document="S0", clause="五(三)", quote="又不能太松散,以免使客人感觉太“闲”")
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    comfort = True
    idle = Sentence(
        "{day}下午活动结束后 {minutes} 分钟才用晚餐", "on {day} dinner is {minutes} min after the afternoon"
    )

    class Numbers(Fact):
        """How long guests may have to themselves before dinner, in minutes."""

        most: Minutes = 180

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the last item of each afternoon with that day's dinner."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                dinner = next((item for item in p.on(day) if p.meal(item) == "dinner"), None)
                held = [item for item in p.on(day) if item.kind in PURPOSE_KINDS and p.part_of_day(item) == "pm"]
                if dinner is None or not held:
                    continue
                between = dinner.start - held[-1].end
                if (idle := between - self.n.most) > 0:
                    yield self.broken(p.id, subject(day=day), idle, self.idle, day=day, minutes=between)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the time from the last slot of an afternoon that holds an item to the start of the dinner."""
        del facts
        for day in visit.days:
            dinner = visit.slots[day, Layer.DINNER]
            if dinner.acts:
                for slot, last in _closings(m, [slot for slot in visit.day(day) if slot.layer in AFTERNOON_LAYERS]):
                    m.limit(self, subject(day=day), dinner.start - slot.end, hi=self.n.most, on=(last, dinner.used))


_UNTIL_NOON = ("am", "lunch")
_NOON_ON = ("lunch", "pm")


def _full_mornings(stay: Stay) -> Iterator[dt.date]:
    """Yield the days on which the guests who slept here have the whole day."""
    return (day for day in stay.days if stay.morning_here(day) and stay.afternoon_here(day))


def _first_step(p: Programme, day: dt.date) -> Step | None:
    """Return the step to a day's first item of the programme before the afternoon; None: there is none."""
    for step in p.day(day):
        item = step.item
        if item is not None and item.kind in PURPOSE_KINDS and p.part_of_day(item) in _UNTIL_NOON:
            return step
    return None


def _openings(m: Poster, visit: VisitView, day: dt.date) -> Iterator[tuple[Slot, Lit]]:
    """Yield the slots of a day until noon that may hold an item of the programme: whether it is the day's first."""
    earlier: list[Lit] = []
    for slot in visit.day(day):
        mine = [x for act, x in slot.acts if act.kind in PURPOSE_KINDS]
        if slot.layer.part_of_day in _UNTIL_NOON and mine:
            held = m.either(*mine)
            yield slot, m.both(held, m.negated(m.either(*earlier)))
            earlier.append(held)


def _closings(m: Poster, slots: Sequence[Slot]) -> Iterator[tuple[Slot, Lit]]:
    """Yield those of some slots that may hold an item of the programme, latest first: whether it is their last."""
    later: list[Lit] = []
    for slot in reversed(slots):
        mine = [x for act, x in slot.acts if act.kind in PURPOSE_KINDS]
        if mine:
            held = m.either(*mine)
            yield slot, m.both(held, m.negated(m.either(*later)))
            later.append(held)
