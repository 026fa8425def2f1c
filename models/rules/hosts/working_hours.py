"""HOST, SENSE · how long and how our people work: leave, hours, rest, the same escort, tours in a row.

All of it is counted by the functions of ``work``; decided in staffing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Count, Fact, Minutes
from models.domain.clock import day_of, hhmm, minute_of_day, overlap
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import subject
from models.rules.core.people_work import NAMED, tasks
from models.rules.core.programme import date, programmes
from models.rules.core.spans import by_day, in_a_row
from models.rules.core.vehicle_work import round_trip, vehicle_runs
from models.rules.core.working_time import RestRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation

ESCORTING = ("escort", "companion", "greeter")
"""Roles in which somebody of ours goes with the delegation (HOST-08)."""


class SameEscortAndBalance(Rule):
    """HOST-08: the same escort stays with the delegation, and work is spread evenly.

    Amount: people beyond one who escort, accompany at table, meet or see off a delegation (beyond its own escort, where
    it names one); and each helper's duties beyond ``posts`` in the week. Leaders' and experts' parts do not count.
    """

    id = "HOST-08"
    title = "同一客团由同一人陪同,工作量分配均匀"
    title_en = "The same escort stays with the delegation; work is spread evenly"
    cites = PRACTICE
    unit = "changes"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")

    class Numbers(Fact):
        """Duties of one helper in the week that are a fair share."""

        posts: Count = 12

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count each delegation's escorts, then each helper's duties."""
        found = tasks(facts, plan)
        names = {person.id: person.name for person in facts.week.company.people}
        for p in programmes(facts, plan):
            escorts = {
                task.person for mine in found.values() for task in mine if task.visit == p.id and task.role in ESCORTING
            }
            more = len(escorts - {p.stay.visit.escort}) - (0 if p.stay.visit.escort else 1)
            if more > 0:
                who = "、".join(names[id] for id in sorted(escorts))
                yield self.broken(p.id, (p.id,), more, f"{p.stay.visit.client}换了陪同人员:{who}")
        for person, mine in found.items():
            over = sum(task.role not in NAMED for task in mine) - self.n.posts
            if over > 0:
                yield self.broken("", (person,), over, f"{names[person]}本周任务比别人多 {over} 项")


class LeaveKept(Rule):
    """HOST-09: leave and working hours of helpers and drivers are kept (``Facts.off``); for leaders see HOST-01.

    A helper is bound from the start to the end of his duty, a driver from setting off from the company until he is back
    there. Amount: 1 for each duty or ride.
    """

    id = "HOST-09"
    title = "请假和工作时间照办(接待人员、司机)"
    title_en = "Leave and working hours of helpers and drivers are kept"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare work with leave and hours."""
        people = {person.id: person for person in facts.week.company.people}
        for id, mine in tasks(facts, plan).items():
            off = facts.off(people[id])
            for task in mine:
                if task.role not in NAMED and any(overlap((task.start, task.end), span) for span in off):
                    text = f"{_at(task.start)}{people[id].name}请假或不在工作时间"
                    yield self.broken(task.visit, (task.row, id), 1, text)
        for run in vehicle_runs(facts, plan):
            if not run.driver:
                continue
            driver = facts.week.driver(run.driver)
            if any(overlap(round_trip(facts, run), span) for span in facts.off(driver)):
                text = f"{_at(run.depart)}司机{driver.name}请假或不在工作时间"
                yield self.broken(run.visit, (run.move, run.driver), 1, text)


class PeopleRest(RestRule):
    """HOST-09a: 11 h between two days, presence without breaks of 90 min or more up to 10 h, span up to 14 h.

    A person's work is his duties with the ways from and to the company.
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

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each person's days."""
        names = {person.id: person.name for person in facts.week.company.people}
        for id, mine in tasks(facts, plan).items():
            yield from self.findings(subject(person=id), names[id], by_day(task.span(facts) for task in mine))


class ConsecutiveTours(Rule):
    """SENSE-15: a docent leads no more than two tours in a row. Amount: tours beyond, row by row.

    In a row: less than ``pause`` minutes between one and the next. Guides of sights are hired, not counted here.
    """

    id = "SENSE-15"
    title = "讲解员连续讲解不超过两场"
    title_en = "A docent leads no more than two tours in a row"
    cites = PRACTICE
    scope = "duty"
    levels = ("prefer", "should", "note", "off")

    class Numbers(Fact):
        """Tours in a row, and the break that ends a row."""

        most: Count = 2
        pause: Minutes = 30

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count rows of tours."""
        names = {person.id: person.name for person in facts.week.company.people}
        for id, mine in tasks(facts, plan).items():
            tours = [(task.start, task.end) for task in mine if task.role == "docent"]
            for row in in_a_row(tours, self.n.pause):
                if row > self.n.most:
                    yield self.broken("", (id,), row - self.n.most, f"{names[id]}连续讲解 {row} 场")


def _at(moment: int) -> str:
    return f"{date(day_of(moment))}{hhmm(minute_of_day(moment))}"
