"""HOST · how long our people work: leave, hours, rest. Decided in staffing."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from models.domain.base import Minutes  # noqa: TC001 - pydantic reads it when the class is made
from models.domain.clock import overlap
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.base import PRACTICE
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.people_work import WORK_BY_PERSON
from models.rules.core.spans import blocks, shortfalls
from models.rules.core.vehicle_work import RUNS_BY_DRIVER, round_trip
from models.rules.core.working_time import RestRule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.people_duty import DutyPoster, PossibleWork
    from models.rules.core.people_work import PersonWork
    from models.rules.core.spans import Span
    from models.rules.core.vehicle_work import WeekOfRuns
    from models.rules.core.view import Expr


class LeaveKept(GroupedRule):
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

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Compare each person's and each driver's work with leave and hours."""
        return WORK_BY_PERSON.by(self._helper), RUNS_BY_DRIVER.by(self._driver)

    def _helper(self, facts: Facts, work: PersonWork) -> Iterator[Violation]:
        person = work.person
        off = facts.off(person)
        for task in work.tasks:
            if task.role not in CHOSEN_ROLES and any(overlap((task.start, task.end), span) for span in off):
                where, start = task.about + subject(person=person.id), DayAndTime(task.start)
                yield self.broken(task.visit, where, 1, self.helper_off, start=start, person=person.name)

    def _driver(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        driver = work.driver
        off = facts.off(driver)
        for run in work.runs:
            trip = round_trip(facts, run, facts.week.home(run.vehicle))
            if any(overlap(trip, span) for span in off):
                where, start = subject(move=run.move, driver=driver.id), DayAndTime(run.depart)
                yield self.broken(run.visit, where, 1, self.driver_off, start=start, driver=driver.name)


class PeopleRest(GroupedRule, RestRule):
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

    def rest_amounts(self, days: Mapping[dt.date, Sequence[Span]]) -> list[tuple[dt.date, int]]:
        """Return the days before which rest is too short, and by how many minutes."""
        return shortfalls(days, self.n.rest)

    def week_amount(self, work: PersonWork) -> int:
        """Return the minutes that somebody's days are too long and their rests too short."""
        long = sum(self.day_amount(spans) for spans in work.days.values())
        return long + sum(minutes for _, minutes in self.rest_amounts(work.days))

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Look at each person's days."""
        return (WORK_BY_PERSON.by(self._days),)

    def _days(self, facts: Facts, work: PersonWork) -> Iterator[Violation]:
        del facts
        return self.findings(subject(person=work.person.id), work.person.name, work.days)

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
        m.at_least(too_long, last - first - self.n.span)
        minutes_present = []
        for a, b in pairwise(cuts):
            present = m.literal(any(start <= a and b <= end for start, end in whole))
            minutes_present.append((b - a) * present)
            for (start, end), chosen in works:
                if start <= a and b <= end:
                    m.at_least(present, chosen)
            before = [work for work in works if work.span[1] <= a]
            after = [work for work in works if work.span[0] >= b]
            for early, late in product(before, after):
                if late.span[0] - early.span[1] < pause:
                    m.at_least(present, early.chosen + late.chosen - 1)
        beyond = m.integer(0, cuts[-1] - cuts[0], self.presence_amount(now))
        m.at_least(beyond, sum(minutes_present) - self.n.presence)
        return too_long + beyond

    def post_rest(self, m: DutyPoster, before: Sequence[PossibleWork], after: Sequence[PossibleWork]) -> Expr:
        """State the rest between the last end of one day and the first start of the next."""
        rest = self.n.rest
        _, last = _edges(m, before, 2 * rest)
        first, _ = _edges(m, after, 2 * rest)
        short = m.integer(0, 4 * rest, max(0, rest - (m.hint_of(first) - m.hint_of(last))))
        m.at_least(short, rest - (first - last))
        return short


def _edges(m: DutyPoster, works: Sequence[PossibleWork], room: int) -> tuple[Expr, Expr]:
    """Return variables before the first start and after the last end; ``room`` more minutes where there is none."""
    low, high = min(work.span[0] for work in works), max(work.span[1] for work in works)
    now = [work.span for work in works if m.hint_of(work.chosen)]
    first = m.integer(low, high + room, min((start for start, _ in now), default=high + room))
    last = m.integer(low - room, high, max((end for _, end in now), default=low - room))
    for (start, end), chosen in works:
        m.at_most(first, start, on=chosen)
        m.at_least(last, end, on=chosen)
    return first, last
