"""At what hours customers are called on (OUT-02, OUT-03, OUT-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import hhmm, minute_of_day
from models.rules.core.base import PRACTICE, Citation
from models.rules.core.findings import Sentence
from models.rules.outbound.day_rounds import days_of
from models.rules.outbound.rounds_rule import RoundsRule, call_label, of_call, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import RoundsPlan
    from models.rules.core.findings import Violation


class GoodHours(RoundsRule):
    """OUT-02: calls begin at good hours, 09:00 to 09:30 and 14:00 to 15:00; with who keeps guests, before the meal."""

    id = "OUT-02"
    title = "拜访宜在9:00至9:30或14:00至15:00；留客用餐的在10:30至11:00或15:30至16:30"
    title_en = "Calls begin from 09:00 to 09:30 or 14:00 to 15:00; with who keeps guests for a meal shortly before it"
    cites = Citation(
        document="S3",
        regulation="拜访客户的注意事项",
        clause="1",
        quote="上午9点到9点半、下午2点到3点之间是非常适合拜访客户的时间",
    )
    unit = "minutes"
    levels = ("prefer", "should", "off")
    off = Sentence("{call}偏离合适时间 {minutes} 分钟", "{call} is {minutes} min from a good hour")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls that begin at another hour; what is agreed on to the minute is exempt."""
        for call in plan.calls:
            due = facts.due.get(call.id)
            if due is not None and due.appointment is not None and due.appointment.flexible == "fixed":
                continue
            if amount := facts.minutes_off(facts.book.customer(call.customer), call.start):
                values = said(call=call_label(facts, call), minutes=amount)
                yield self.broken(call.customer, of_call(call), amount, self.off, **values)


class PreferredDays(RoundsRule):
    """OUT-02a: customers who like some days of the week are called on then."""

    id = "OUT-02a"
    title = "在客户喜欢的星期几拜访"
    title_en = "Customers are called on on the days of the week that they like"
    cites = PRACTICE
    levels = ("prefer", "should", "off")
    other = Sentence("{call}不是客户喜欢的日子", "{call} is not on a day that the customer likes")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls on other days."""
        for call in plan.calls:
            liked = facts.book.customer(call.customer).preferred_days
            if liked and call.day.weekday() not in liked:
                yield self.broken(call.customer, of_call(call), 1, self.other, call=call_label(facts, call))


class AwkwardHours(RoundsRule):
    """OUT-03: nobody calls just after opening, in the morning or after noon, at noon, or just before closing."""

    id = "OUT-03"
    title = "避开客户刚上班、中午用餐休息和即将下班的时间"
    title_en = "Nobody calls just after opening, at noon or just before closing"
    cites = Citation(
        document="S3",
        clause="2(4)",
        quote="拜访时要注意避开对方刚上班、中午用餐、休息或即将下班时间",
    )
    unit = "minutes"
    levels = ("should", "must", "prefer", "off")
    awkward = Sentence(
        "{call}有 {minutes} 分钟在客户刚上班、午休或即将下班时",
        "{minutes} min of {call} come at a bad time for the customer",
    )

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls of which a part lies in a bad time; what is agreed on to the minute is exempt."""
        for call in plan.calls:
            due = facts.due.get(call.id)
            if due is not None and due.appointment is not None and due.appointment.flexible == "fixed":
                continue
            amount = facts.awkward_minutes(facts.book.customer(call.customer), call.start, call.end)
            if amount:
                values = said(call=call_label(facts, call), minutes=amount)
                yield self.broken(call.customer, of_call(call), amount, self.awkward, **values)


class FiveMinutesEarly(RoundsRule):
    """OUT-04: one is there five minutes before the call begins, not earlier, and can be: the ways are long enough."""

    id = "OUT-04"
    title = "提前5分钟到，不宜过早"
    title_en = "One is there 5 min early, not earlier"
    cites = Citation(document="S3", clause="2(1)", quote="提前5分钟赴约,不宜过早")
    unit = "minutes"
    levels = ("must", "should", "off")
    other = Sentence(
        "{call}{arrive}到，应提前 {early} 分钟到", "{call}: there at {arrive} instead of {early} min early"
    )
    late = Sentence("{call}最早{soonest}才能到", "{call}: nobody can be there before {soonest}")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield arrivals that are not five minutes early, and calls that cannot be reached in time."""
        early = facts.numbers.early
        for call in plan.calls:
            if amount := abs(call.start - early - call.arrive):
                values = said(call=call_label(facts, call), arrive=hhmm(minute_of_day(call.arrive)), early=early)
                yield self.broken(call.customer, of_call(call), amount, self.other, **values)
        for day in days_of(facts, plan):
            for leg in day.legs:
                if leg.call is not None and (amount := leg.soonest - leg.call.arrive) > 0:
                    values = said(call=call_label(facts, leg.call), soonest=hhmm(minute_of_day(leg.soonest)))
                    yield self.broken(leg.call.customer, of_call(leg.call), amount, self.late, **values)
