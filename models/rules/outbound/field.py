"""Where and within which hours our people are in the field (OUT-05), and what is agreed on (OUT-06a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Fact, Minutes
from models.domain.clock import at, hhmm
from models.rules.core.base import PRACTICE, Citation
from models.rules.core.findings import Sentence, subject
from models.rules.outbound.day_rounds import days_of
from models.rules.outbound.rounds_rule import RoundsRule, call_label, of_call, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.rounds_facts import MomentSpan, RoundsFacts
    from models.domain.rounds_plan import PlannedCall, RoundsPlan
    from models.rules.core.findings import Violation
    from models.rules.outbound.day_rounds import DayOfCalls


class FieldTimeAndDistrict(RoundsRule):
    """OUT-05: calls are made in field time, 08:00 to 16:30, each specialist in their district."""

    id = "OUT-05"
    title = "8:00至16:30在辖区内拜访，室内工作在其后"
    title_en = "Calls are made from 08:00 to 16:30 within one's district; office work comes after"
    cites = Citation(
        document="S3",
        regulation="客户拜访管理规范",
        clause="1",
        quote="从早晨8点至下午4点30分为大客户经理拜访客户时间",
    )
    unit = "minutes"
    levels = ("must", "should", "off")
    outside = Sentence(
        "{call}有 {minutes} 分钟在外勤时间（{low}至{high}）以外", "{minutes} min of {call} are outside {low} to {high}"
    )
    elsewhere = Sentence(
        "{call}：不在{person}的辖区，或语言不通", "{call}: not in the district of {person}, or in no common language"
    )

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls outside field time, unless agreed on to the minute, and calls in other people's districts."""
        n = facts.numbers
        for call in plan.calls:
            customer, person = facts.book.customer(call.customer), facts.book.specialist(call.specialist)
            if not facts.admits(person, customer):
                values = said(call=call_label(facts, call), person=person.name)
                yield self.broken(call.customer, of_call(call), 1, self.elsewhere, **values)
            if fixed_time(facts, call) is not None:
                continue
            low, high = at(call.day, n.field_from), at(call.day, n.field_to)
            if amount := max(0, low - call.start) + max(0, call.end - high):
                hours = said(low=hhmm(n.field_from), high=hhmm(n.field_to))
                yield self.broken(
                    call.customer,
                    of_call(call),
                    amount,
                    self.outside,
                    call=call_label(facts, call),
                    minutes=amount,
                    **hours,
                )


class Presence(RoundsRule):
    """OUT-05a: ways and calls lie in the specialist's hours, without leave; visits to us come first."""

    id = "OUT-05a"
    title = "业务员请假、下班或在公司接待来访时不外出拜访"
    title_en = "Nobody calls while on leave, off duty or taken by a visit to us"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must",)
    gone = Sentence(
        "{call}：{person}有 {minutes} 分钟不在岗或在接待来访",
        "{call}: {person} is off or taken for {minutes} min of it",
    )

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls, each with the way there and the way back, that are not wholly within hours."""
        for day in days_of(facts, plan):
            spans = facts.field_spans(day.person, day.day)
            for leg in day.legs:
                call = leg.call or leg.before
                assert call is not None
                minutes = _outside(spans, (leg.leave, leg.leave + leg.minutes))
                if leg.call is not None:
                    minutes += _outside(spans, (call.arrive, call.end))
                if minutes:
                    values = said(call=call_label(facts, call), person=day.person.name, minutes=minutes)
                    yield self.broken(call.customer, of_call(call), minutes, self.gone, **values)


class LunchBreak(RoundsRule):
    """OUT-05b: who is in the field before and after noon has a break for lunch."""

    id = "OUT-05b"
    title = "中午留出用餐时间"
    title_en = "There is a break for lunch"
    cites = PRACTICE
    unit = "minutes"
    levels = ("should", "must", "prefer", "off")
    about_work = True
    none = Sentence("{person}{day}午间只空出 {minutes} 分钟", "{person} has but {minutes} min at noon on {day}")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield days whose longest pause at noon is too short; who is away at noon eats then."""
        for day in days_of(facts, plan):
            if (longest := noon_break(facts, day)) is not None and longest < facts.numbers.lunch_minutes:
                values = said(person=day.person.name, day=day.day, minutes=longest)
                about = subject(person=day.person.id, day=day.day)
                yield self.broken("", about, facts.numbers.lunch_minutes - longest, self.none, **values)


def noon_break(facts: RoundsFacts, day: DayOfCalls) -> int | None:
    """Return the longest pause at noon in minutes; None on a day that needs none."""
    n = facts.numbers
    low, high = at(day.day, n.lunch_from), at(day.day, n.lunch_to)
    busy = sorted(
        [(call.arrive, call.end) for call in day.calls] + [(leg.leave, leg.leave + leg.minutes) for leg in day.legs]
    )
    away_at_noon = any(start < high and low < end for start, end, _ in facts.away_on(day.person, day.day))
    if away_at_noon or busy[0][0] >= low or max(end for _, end in busy) <= high:
        return None
    longest, free = 0, low
    for start, end in [*busy, (high, high)]:
        longest = max(longest, min(start, high) - free)
        free = max(free, end)
    return longest


class CustomerOpen(RoundsRule):
    """OUT-05c: the customer is open, and calls on it are not paused."""

    id = "OUT-05c"
    title = "在客户营业或上班时间拜访，暂停拜访的不去"
    title_en = "The customer is open, and calls on it are not paused"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must", "should", "off")
    closed = Sentence("{call}有 {minutes} 分钟客户不在营业或上班", "the customer is closed for {minutes} min of {call}")
    paused = Sentence("{call}：该客户暂停拜访", "{call}: calls on the customer are paused")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls outside the opening hours, unless agreed on to the minute, and calls in a pause."""
        for call in plan.calls:
            if facts.paused(call.customer, call.day):
                yield self.broken(call.customer, of_call(call), 1, self.paused, call=call_label(facts, call))
            if fixed_time(facts, call) is not None:
                continue
            spans = facts.open_spans(facts.book.customer(call.customer), call.day)
            if amount := _outside(spans, (call.start, call.end)):
                values = said(call=call_label(facts, call), minutes=amount)
                yield self.broken(call.customer, of_call(call), amount, self.closed, **values)


class AppointmentsKept(RoundsRule):
    """OUT-06a: what is agreed on is kept: the time, the hours, and who comes."""

    id = "OUT-06a"
    title = "约定的时间和人员照约"
    title_en = "Appointments are kept: the time, and who comes"
    cites = Citation(
        document="S3", clause="1(2)", quote="每次拜访应事先预约,简洁明了的向对方表明拜访的目的,拟定访问时间"
    )
    levels = ("must", "should", "off")
    other_time = Sentence("{call}：约定的时间是{time}", "{call}: agreed for {time}")
    other_hours = Sentence("{call}不在约定的时段", "{call} is not within the hours agreed on")
    other_person = Sentence("{call}：应由{person}去", "{call}: {person} should go")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield calls at another time or by somebody else than agreed."""
        for call in plan.calls:
            due = facts.due.get(call.id)
            customer, agreed = facts.book.customer(call.customer), due.appointment if due is not None else None
            named = (agreed.specialist if agreed is not None else None) or customer.specialist
            if named is not None and named != call.specialist:
                values = said(call=call_label(facts, call), person=facts.book.specialist(named).name)
                yield self.broken(call.customer, of_call(call), 1, self.other_person, **values)
            time = fixed_time(facts, call)
            if time is not None and time != call.start:
                values = said(call=call_label(facts, call), time=hhmm(time % 1440))
                yield self.broken(call.customer, of_call(call), 1, self.other_time, **values)
            if agreed is not None and agreed.flexible != "fixed" and agreed.hours:
                wished = [(at(call.day, h.open), at(call.day, h.close)) for h in agreed.hours]
                if _outside(wished, (call.start, call.end)):
                    yield self.broken(call.customer, of_call(call), 1, self.other_hours, call=call_label(facts, call))


class WorkBalanced(RoundsRule):
    """OUT-06c: work is balanced: nobody has much more of a week than the others on average."""

    id = "OUT-06c"
    title = "各业务员的工作量均衡"
    title_en = "Work is balanced between specialists"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "off")
    about_work = True
    more = Sentence(
        "{person}{day}起一周比平均多 {minutes} 分钟",
        "{person} has {minutes} min more than the average in the week of {day}",
    )

    class Numbers(Fact):
        """Minutes a week above the average that do not count."""

        tolerance: Minutes = 240

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield the busiest specialist of a week, with the minutes above average and tolerance."""
        for first, minutes in weekly_minutes(facts, plan):
            if len(minutes) < 2:
                continue
            mean = sum(minutes.values()) // len(minutes)
            busiest = max(sorted(minutes), key=lambda id: minutes[id])
            if (amount := minutes[busiest] - mean - self.n.tolerance) > 0:
                day = facts.days[first]
                values = said(person=facts.book.specialist(busiest).name, day=day, minutes=minutes[busiest] - mean)
                yield self.broken("", subject(person=busiest, day=day), amount, self.more, **values)


def weekly_minutes(facts: RoundsFacts, plan: RoundsPlan) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield the minutes of ways and calls by week and specialist: the week's first day as a number, and by id.

    Who has no field time in a week is left out.
    """
    worked: dict[tuple[int, str], int] = {}
    for day in days_of(facts, plan):
        week = (day.day - facts.book.first_day).days // 7
        worked[week, day.person.id] = worked.get((week, day.person.id), 0) + day.minutes
    for week in range(facts.book.weeks):
        days = facts.days[7 * week : 7 * week + 7]
        there = [p for p in facts.book.specialists if any(facts.field_spans(p, day) for day in days)]
        yield 7 * week, {person.id: worked.get((week, person.id), 0) for person in there}


class CompletionRate(RoundsRule):
    """OUT-07: planned against due, a specialist at a time: the month's score sheet begins with it."""

    id = "OUT-07"
    title = "按人列出应访、已排和完成率，作月度考核的依据"
    title_en = "Due and planned calls and the rate of each specialist, as the month's score sheet asks"
    cites = Citation(
        document="S1", regulation="客户专员月度考核表", clause="拜访指标", quote="计划拜访实际拜访完成率得分"
    )
    unit = "times"
    levels = ("note", "off")
    rate = Sentence("{person}应访 {due} 次，排上 {planned} 次", "{person}: {planned} of {due} due calls planned")

    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterator[Violation]:
        """Yield specialists who cannot make every call of their district, with the number that is missed."""
        for id, (planned, missed) in planned_and_missed(facts, plan).items():
            if missed:
                values = said(person=facts.book.specialist(id).name, due=planned + missed, planned=planned)
                yield self.broken("", subject(person=id), missed, self.rate, **values)


def planned_and_missed(facts: RoundsFacts, plan: RoundsPlan) -> dict[str, tuple[int, int]]:
    """Return how many calls are planned for each specialist, and how many are missed that they could have made.

    A missed call counts with the first of those who may make it; calls on paused customers with nobody.
    """
    planned = dict.fromkeys((person.id for person in facts.book.specialists), 0)
    missed = dict(planned)
    for call in plan.calls:
        planned[call.specialist] += 1
    made = {call.id for call in plan.calls}
    paused = {one.id for one in plan.missed if one.kind == "paused"}
    for due in facts.dues:
        who = facts.who(due) if due.id not in made and due.id not in paused else ()
        if who:
            missed[who[0].id] += 1
    return {id: (planned[id], missed[id]) for id in planned}


def fixed_time(facts: RoundsFacts, call: PlannedCall) -> int | None:
    """Return the moment that is agreed on for a call; None where its time is free."""
    due = facts.due.get(call.id)
    agreed = due.appointment if due is not None else None
    if agreed is None or agreed.flexible != "fixed" or agreed.time is None:
        return None
    return at(agreed.day, agreed.time)


def _outside(spans: Iterable[MomentSpan], part: MomentSpan) -> int:
    """Return how many minutes of a span lie in none of others, which are disjoint."""
    return part[1] - part[0] - sum(max(0, min(part[1], b) - max(part[0], a)) for a, b in spans)
