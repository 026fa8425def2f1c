"""How often customers are called on, and how the calls are spread (OUT-01, OUT-06)."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.clock import at
from models.rules.core.base import PRACTICE, Citation
from models.rules.core.findings import Sentence, subject
from models.rules.outbound.rounds_rule import RoundsRule, call_label, of_call, said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import PlannedCall, RoundsPlan
    from models.rules.core.findings import Violation


class FrequencyByClass(RoundsRule):
    """OUT-01: each customer is called on as often as its class or its own rhythm asks; a miss is said, with the reason.

    A due call that is neither planned nor listed as missed with its reason breaks it, and one outside its days.
    """

    id = "OUT-01"
    title = "按客户类别的次数拜访；特殊情况排不上的，逐次列出原因"
    title_en = "Customers are called on as often as their class asks; each miss is listed with its reason"
    cites = Citation(
        document="S3",
        regulation="客户拜访制度",
        clause="一",
        quote="A类客户每周不少于2次,B类客户每周不少于2次,C类客户每周不少于1次。(特殊情况除外)",
    )
    levels = ("must", "should", "off")
    silent = Sentence(
        "{customer}应在{first}至{last}拜访，计划里没有", "{customer} is due from {first} to {last}: not planned"
    )
    outside = Sentence(
        "{call}不在应访的日子内（{first}至{last}）", "{call} is outside the days when it is due ({first} to {last})"
    )
    short = Sentence("{call}只有 {minutes} 分钟，应为 {due} 分钟", "{call} takes {minutes} min instead of {due}")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield due calls of which the plan says nothing, and calls outside their days or cut short."""
        listed = {missed.id for missed in plan.missed}
        planned = {call.id: call for call in plan.calls}
        for due in facts.dues:
            days = said(first=due.first, last=due.last)
            call = planned.get(due.id)
            if call is None:
                if due.id not in listed:
                    customer = facts.book.customer(due.customer).name
                    about = subject(outbound_call=due.id, customer=due.customer)
                    yield self.broken(due.customer, about, 1, self.silent, customer=customer, **days)
                continue
            if not due.first <= call.day <= due.last:
                yield self.broken(due.customer, of_call(call), 1, self.outside, call=call_label(facts, call), **days)
            if call.end - call.start < due.minutes:
                values = said(call=call_label(facts, call), minutes=call.end - call.start, due=due.minutes)
                yield self.broken(due.customer, of_call(call), 1, self.short, **values)


class OverdueFirst(RoundsRule):
    """OUT-01a: what is overdue comes first: each day that it waits counts."""

    id = "OUT-01a"
    title = "逾期未访的客户先访"
    title_en = "Customers who are overdue come first"
    cites = PRACTICE
    unit = "days"
    levels = ("prefer", "should", "off")
    waits = Sentence("{call}，此前已逾期 {late} 天", "{call} was {late} days overdue before")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield overdue calls that are not made on the first day."""
        for call in plan.calls:
            due = facts.due.get(call.id)
            if due is not None and due.overdue_days and call.day > facts.book.first_day:
                waited = (call.day - facts.book.first_day).days
                values = said(call=call_label(facts, call), late=due.overdue_days)
                yield self.broken(call.customer, of_call(call), waited, self.waits, **values)


class CallsSpread(RoundsRule):
    """OUT-06: calls on one customer are spread over the week: days between them, at least."""

    id = "OUT-06"
    title = "同一客户的几次拜访错开，不挤在一起"
    title_en = "Calls on one customer are spread over the week"
    cites = Citation(
        document="S3", regulation="客户拜访制度", clause="二2", quote="每日走前应提前规划当天发生的拜访计划"
    )
    unit = "days"
    levels = ("should", "must", "prefer", "off")
    close = Sentence(
        "{call}距上一次只有 {days} 天，至少应隔 {least} 天",
        "{call} is {days} days after the last one, at least {least} due",
    )

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls too soon after the one before; the last call of the past counts."""
        for customer, calls in calls_of_customers(plan).items():
            least, last = facts.spacing(customer), facts.book.customer(customer).last_call
            days: list[dt.date | None] = [last, *(call.day for call in calls)]
            for (before, day), call in zip(pairwise(days), calls, strict=True):
                if before is None or day is None or (apart := (day - before).days) >= least:
                    continue
                values = said(call=call_label(facts, call), days=apart, least=least)
                yield self.broken(customer, of_call(call), least - apart, self.close, **values)


class SamePerson(RoundsRule):
    """OUT-06b: the same specialist calls on a customer from week to week."""

    id = "OUT-06b"
    title = "同一客户由同一名业务员拜访"
    title_en = "The same specialist calls on a customer every time"
    cites = PRACTICE
    unit = "people"
    levels = ("prefer", "should", "off")
    several = Sentence("{customer}由 {people} 人分别拜访", "{people} people call on {customer}")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield customers on whom several people call, with how many more than one."""
        for customer, calls in calls_of_customers(plan).items():
            people = tuple(dict.fromkeys(call.specialist for call in calls))
            if len(people) > 1:
                values = said(customer=facts.book.customer(customer).name, people=len(people))
                about = subject(customer=customer, person=people)
                yield self.broken(customer, about, len(people) - 1, self.several, **values)


class SameWeekdays(RoundsRule):
    """OUT-06d: who is called on every week is called on on the same days of the week."""

    id = "OUT-06d"
    title = "每周都访的客户，各周的星期几不变"
    title_en = "Weekly calls fall on the same days of every week"
    cites = PRACTICE
    unit = "changes"
    levels = ("prefer", "should", "off")
    moved = Sentence("{customer}自{day}起一周改了星期几", "{customer} has other days in the week from {day}")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield the weeks in which the days of a customer differ from those of the week before."""
        first = at(facts.book.first_day)
        for customer, calls in calls_of_customers(plan).items():
            weeks: dict[int, set[int]] = defaultdict(set)
            for call in calls:
                weeks[(call.start - first) // (7 * 1440)].add(call.day.weekday())
            for week in sorted(weeks):
                before = weeks.get(week - 1)
                if before is not None and len(before) == len(weeks[week]) and before != weeks[week]:
                    day = facts.days[7 * week]
                    values = said(customer=facts.book.customer(customer).name, day=day)
                    amount = len(weeks[week] - before)
                    yield self.broken(customer, subject(customer=customer, day=day), amount, self.moved, **values)


def calls_of_customers(plan: RoundsPlan) -> dict[str, list[PlannedCall]]:
    """Return the calls by customer, each by start."""
    found: dict[str, list[PlannedCall]] = defaultdict(list)
    for call in sorted(plan.calls, key=lambda call: (call.start, call.id)):
        found[call.customer].append(call)
    return found
