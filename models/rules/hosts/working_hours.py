"""HOST · how long our people work: leave, hours, rest. Counted by the functions of ``work``; decided in staffing."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from models.domain.base import Fact, Minutes
from models.domain.clock import overlap
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.programme import date
from models.rules.core.work import (
    LEADERS_AND_EXPERTS,
    PersonWork,
    blocks,
    chains,
    length,
    presence,
    runs,
    shortfalls,
    tasks,
    trip,
    work_spans,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation
    from models.rules.core.people_duty import DutyPoster, PossibleWork
    from models.rules.core.view import Expr
    from models.rules.core.work import Span


class LeaveKept(Rule):
    """HOST-09: leave and working hours of helpers and drivers are kept (``Facts.off``); for leaders see HOST-01.

    A helper is bound from the start to the end of a duty, a driver from setting off from the company until they are
    back there. Amount: 1 for each duty or ride.
    """

    id = "HOST-09"
    title = "请假和工作时间照办(接待人员、司机)"
    title_en = "Leave and working hours of helpers and drivers are kept"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    helper_off = Sentence("{start}{person}请假或不在工作时间", "{person} is on leave or off duty on {start}")
    driver_off = Sentence("{start}司机{driver}请假或不在工作时间", "driver {driver} is on leave or off duty on {start}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare work with leave and hours."""
        people = {person.id: person for person in facts.week.company.people}
        for id, mine in tasks(facts, plan).items():
            off = facts.off(people[id])
            for task in mine:
                if task.role not in LEADERS_AND_EXPERTS and any(overlap((task.start, task.end), span) for span in off):
                    where, start = task.about + subject(person=id), DayAndTime(task.start)
                    yield self.broken(task.visit, where, 1, self.helper_off, start=start, person=people[id].name)
        for run in runs(facts, plan):
            if not run.driver:
                continue
            driver = facts.week.driver(run.driver)
            if any(overlap(trip(facts, run), span) for span in facts.off(driver)):
                where, start = subject(move=run.move, driver=run.driver), DayAndTime(run.depart)
                yield self.broken(run.visit, where, 1, self.driver_off, start=start, driver=driver.name)


class RestRule(Rule):
    """Rest and length of days; amount: minutes too few or too many. Small hours belong to the day before."""

    unit = "minutes"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Rest between two days; most minutes present and from first to last; a break that does not count."""

        rest: Minutes
        presence: Minutes
        span: Minutes
        pause: Minutes = 90

    def judge(self, person: tuple[str, str], days: dict[dt.date, list[Span]]) -> Iterator[Violation]:
        """Yield the breaks of one person (id, name)."""
        id, name = person
        for day, spans in sorted(days.items()):
            here, whole = presence(spans, self.n.pause), length(spans)
            if here > self.n.presence:
                text = f"{date(day)}{name}在岗 {_hours(here)},超过 {_hours(self.n.presence)}"
                yield self.broken("", (id, str(day)), here - self.n.presence, text)
            if whole > self.n.span:
                text = f"{date(day)}{name}从早到晚 {_hours(whole)},超过 {_hours(self.n.span)}"
                yield self.broken("", (id, str(day)), whole - self.n.span, text)
        for day, minutes in shortfalls(days, self.n.rest):
            text = f"{name}到{date(day)}上岗前休息不足 {_hours(self.n.rest)},少 {minutes} 分钟"
            yield self.broken("", (id, str(day)), minutes, text)


class PeopleRest(RestRule):
    """HOST-09a: 11 h between two days, presence without breaks of 90 min or more up to 10 h, span up to 14 h.

    A person's work is their duties with the ways from and to the company.
    """

    id = "HOST-09a"
    title = "接待人员两天之间休息 11 小时,一天在岗不超过 10 小时、从早到晚不超过 14 小时"
    title_en = "Our people rest 11 h between two days, are present up to 10 h, over a span up to 14 h"
    cites = PRACTICE

    class Numbers(RestRule.Numbers):
        """Eleven, ten and fourteen hours."""

        rest: Minutes = 660
        presence: Minutes = 600
        span: Minutes = 840

    def presence_amount(self, spans: Sequence[Span]) -> int:
        """Return the minutes present on a day beyond those allowed."""
        most: int = self.n.presence
        return max(0, presence(spans, self.n.pause) - most)

    def length_amount(self, spans: Sequence[Span]) -> int:
        """Return the minutes from the first start to the last end of a day beyond those allowed."""
        most: int = self.n.span
        return max(0, length(spans) - most)

    def day_amount(self, spans: Sequence[Span]) -> int:
        """Return by how many minutes a day is too long, in presence and from first to last."""
        return self.presence_amount(spans) + self.length_amount(spans)

    def rest_amounts(self, days: Mapping[dt.date, Sequence[Span]]) -> list[tuple[dt.date, int]]:
        """Return the days before which rest is too short, and by how many minutes."""
        return shortfalls(days, self.n.rest)

    def week_amount(self, work: PersonWork) -> int:
        """Return the minutes that somebody's days are too long and their rests too short."""
        long = sum(self.day_amount(spans) for spans in work.days.values())
        return long + sum(minutes for _, minutes in self.rest_amounts(work.days))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each person's days."""
        names = {person.id: person.name for person in facts.week.company.people}
        for id, mine in tasks(facts, plan).items():
            yield from self.judge((id, names[id]), PersonWork(facts, mine).days)

    def post_day(self, m: DutyPoster, works: Sequence[PossibleWork]) -> Expr:
        """State the length and the presence of a day: gaps shorter than the pause between two works count as present.

        Presence is counted between each two neighbouring starts or ends of works: there, somebody is present who works
        or who has a short gap.
        """
        pause = self.n.pause
        first, last = _edges(m, works, 0)
        cuts = sorted({edge for work in works for edge in work.span})
        now = [work.span for work in works if m.hint_of(work.chosen)]
        whole = blocks(now, pause)
        too_long = m.integer(0, cuts[-1] - cuts[0], self.length_amount(now))
        m.require(too_long >= last - first - self.n.span)
        minutes_present = []
        for a, b in pairwise(cuts):
            present = m.literal(any(start <= a and b <= end for start, end in whole))
            minutes_present.append((b - a) * present)
            for (start, end), chosen in works:
                if start <= a and b <= end:
                    m.require(present >= chosen)
            before = [work for work in works if work.span[1] <= a]
            after = [work for work in works if work.span[0] >= b]
            for early, late in product(before, after):
                if late.span[0] - early.span[1] < pause:
                    m.require(present >= early.chosen + late.chosen - 1)
        beyond = m.integer(0, cuts[-1] - cuts[0], self.presence_amount(now))
        m.require(beyond >= sum(minutes_present) - self.n.presence)
        return too_long + beyond

    def post_rest(self, m: DutyPoster, before: Sequence[PossibleWork], after: Sequence[PossibleWork]) -> Expr:
        """State the rest between the last end of one day and the first start of the next."""
        rest = self.n.rest
        _, last = _edges(m, before, 2 * rest)
        first, _ = _edges(m, after, 2 * rest)
        short = m.integer(0, 4 * rest, max(0, rest - (m.hint_of(first) - m.hint_of(last))))
        m.require(short >= rest - (first - last))
        return short


class DriverRest(RestRule):
    """CAR-08: drivers: 10 h between two days, presence up to 11 h, span up to 14 h.

    A driver's work is his rides with the empty runs between them, from the company and back (``work_spans``).
    """

    id = "CAR-08"
    title = "司机两天之间休息 10 小时,一天在岗不超过 11 小时、从早到晚不超过 14 小时"
    title_en = "Drivers rest 10 h between two days, are present up to 11 h, over a span up to 14 h"
    cites = PRACTICE

    class Numbers(RestRule.Numbers):
        """Ten, eleven and fourteen hours."""

        rest: Minutes = 600
        presence: Minutes = 660
        span: Minutes = 840

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each driver's days."""
        for id, days in chains(runs(facts, plan), "driver").items():
            spans = {day: work_spans(facts, chain) for day, chain in days.items()}
            yield from self.judge((id, facts.week.driver(id).name), spans)


def _edges(m: DutyPoster, works: Sequence[PossibleWork], room: int) -> tuple[Expr, Expr]:
    """Return variables before the first start and after the last end; ``room`` more minutes where there is none."""
    low, high = min(work.span[0] for work in works), max(work.span[1] for work in works)
    now = [work.span for work in works if m.hint_of(work.chosen)]
    first = m.integer(low, high + room, min((start for start, _ in now), default=high + room))
    last = m.integer(low - room, high, max((end for _, end in now), default=low - room))
    for (start, end), chosen in works:
        m.require(first <= start, on=chosen)
        m.require(last >= end, on=chosen)
    return first, last


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} 小时 {rest} 分" if rest else f"{hours} 小时"
