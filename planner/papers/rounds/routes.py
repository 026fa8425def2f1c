"""Weeks at a glance, and the route of a specialist's day: times, customers, what to bring, ways."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.clock import DAY, at
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.base import Span
    from models.domain.outbound import Customer, Specialist
    from models.domain.rounds_plan import PlannedCall
    from models.rules.outbound.day_rounds import DayOfCalls
    from planner.papers.rounds.rounds_paper import RoundsPaper

DAYS_IN_WEEK = 7


def glance_table(paper: RoundsPaper, week: int) -> PaperTable:
    """Return a week at a glance: who calls on whom, a row a specialist, a column a day."""
    words = paper.words
    days = [day for day in paper.facts.days[7 * week : 7 * week + 7] if _used(paper, day)]
    rows = []
    for person in paper.book.specialists:
        by_day = {day.day: day for day in paper.days_of(person)}
        cells = [_glance(paper, person, day, by_day.get(day)) for day in days]
        rows.append(Row((person.name, *cells)))
    first, last = paper.weeks()[week]
    title = words.label(words.pick(f"第 {week + 1} 周", f"Week {week + 1}"), words.days(first, last))
    columns = (words.pick("业务员", "Specialist"), *(words.day(day) for day in days))
    return PaperTable(f"week:{week}", title, columns, tuple(rows))


def _used(paper: RoundsPaper, day: dt.date) -> bool:
    """Tell whether anybody works or calls on a day."""
    calls = any(call.day == day for call in paper.plan.calls)
    return calls or any(paper.facts.field_spans(person, day) for person in paper.book.specialists)


def _glance(paper: RoundsPaper, person: Specialist, day: dt.date, calls: DayOfCalls | None) -> str:
    words = paper.words
    lines = [
        (call.start, f"{paper.clock(call.start)} {paper.customer(call.customer)}")
        for call in (calls.calls if calls else ())
    ]
    lines += [
        (start, f"{words.span(start, end)} {note or words.pick('接待来访', 'visit to us')}")
        for start, end, note in taken_on(paper, person, day)
    ]
    lines += [(span.start, leave_text(paper, span.start, span.end, day)) for span in person.leave if _on(span, day)]
    return "\n".join(text for _, text in sorted(lines)) or "—"


def _on(span: Span, day: dt.date) -> bool:
    return span.start < at(day, DAY) and at(day) < span.end


def leave_text(paper: RoundsPaper, start: int, end: int, day: dt.date) -> str:
    """Return 请假, with the hours where it is no whole day."""
    words = paper.words
    leave = words.pick("请假", "leave")
    if end >= at(day, DAY):
        return (
            leave if start <= at(day) else words.pick(f"{words.time(start)} 起请假", f"leave from {words.time(start)}")
        )
    if start <= at(day):
        return words.pick(f"{words.time(end)} 前请假", f"leave until {words.time(end)}")
    return f"{words.span(start, end)} {leave}"


def taken_on(paper: RoundsPaper, person: Specialist, day: dt.date) -> list[tuple[int, int, str]]:
    """Return the visits to us by which somebody is taken on a day, with their notes."""
    found = [
        (span.start, span.end, span.note)
        for span in paper.book.taken
        if span.specialist == person.id and _on(span, day)
    ]
    return sorted(found)


# ---------------------------------------------------------------- routes


def route_table(paper: RoundsPaper, day: DayOfCalls) -> PaperTable:
    """Return a specialist's day on the road: ways, times, whom, where, what to bring."""
    words = paper.words
    zh = ("到达", "拜访", "客户", "地址", "联系人、电话", "携带、提醒", "路程")
    en = ("There", "Call", "Customer", "Address", "Contact, phone", "To bring, remarks", "Way")
    rows = [*_route_rows(paper, day)]
    calls = len(day.calls)
    first, back = day.legs[0], day.legs[-1].soonest
    head = words.label(day.person.name, words.day(day.day))
    line = words.pick(
        f"拜访 {calls} 家，{paper.km(day.metres)}，{paper.vehicle(day.person)}；"
        f"{paper.clock(first.leave)} 从{_start(paper, day)}出发，{paper.clock(back)} 回到",
        f"{calls} calls, {paper.km(day.metres)} by {paper.vehicle(day.person)}; "
        f"leaves {_start(paper, day)} at {paper.clock(first.leave)}, back at {paper.clock(back)}",
    )
    columns = zh if words.lang == "zh" else en
    return PaperTable(f"route:{day.person.id}:{day.day}", head, columns, tuple(rows), (line,))


def _start(paper: RoundsPaper, day: DayOfCalls) -> str:
    base = paper.facts.base(day.person)
    return paper.words.pick("公司", "the office") if base == "office" else paper.words.pick("家", "home")


def _route_rows(paper: RoundsPaper, day: DayOfCalls) -> Iterator[Row]:
    words = paper.words
    parts: list[tuple[int, Row]] = []
    for leg in day.legs:
        if leg.call is None:
            where = words.pick("回公司" if _start(paper, day) == "公司" else "回家", "back")
            time = paper.clock(leg.soonest)
            parts.append(
                (
                    leg.soonest - leg.minutes,
                    Row((time, "", where, "", "", "", way_text(paper, leg.minutes, leg.metres))),
                )
            )
            continue
        call, customer = leg.call, paper.book.customer(leg.call.customer)
        parts.append(
            (
                call.arrive,
                Row(
                    (
                        paper.clock(call.arrive),
                        words.span(call.start, call.end),
                        f"{paper.customer_name(customer)}\n{words.level(customer.grade)}",
                        paper.address(customer),
                        "\n".join(text for text in (customer.contact, customer.phone) if text),
                        "\n".join(remarks(paper, call, customer)),
                        way_text(paper, leg.minutes, leg.metres),
                    ),
                    day.day,
                    call.start,
                    call.end,
                    call.id,
                ),
            )
        )
    if (pause := paper.lunch_from(day)) is not None:
        start, end = pause
        parts.append((start, Row(("", words.span(start, end), words.pick("午餐、休息", "lunch"), "", "", "", ""))))
    for start, end, note in taken_on(paper, day.person, day.day):
        what = note or words.pick("接待来访", "visit to us")
        parts.append((start, Row(("", words.span(start, end), what, words.pick("公司", "office"), "", "", ""))))
    yield from (row for _, row in sorted(parts, key=lambda part: part[0]))


def way_text(paper: RoundsPaper, minutes: int, metres: int) -> str:
    """Return 20分钟 7.9公里."""
    return f"{paper.words.duration(minutes)}\n{paper.km(metres)}" if minutes else ""


def remarks(paper: RoundsPaper, call: PlannedCall, customer: Customer) -> Iterator[str]:
    """Yield what is to be brought and minded at a call."""
    words, agreed = paper.words, paper.agreed(call)
    if customer.goods:
        yield words.label(words.pick("带", "bring"), customer.goods)
    if customer.keeps:
        yield words.pick("常", "usually keeps you for ") + paper.meal(customer)
    if agreed is not None:
        said = words.pick("已约", "agreed") if agreed.flexible == "fixed" else words.pick("约定", "asked for")
        yield words.label(words.pick("加急", "urgent") if agreed.urgent else said, agreed.note or said)
    if customer.birthday and _birthday_near(customer.birthday, call.day):
        yield words.label(words.pick("联系人生日", "birthday"), birthday_text(paper, customer.birthday))
    if customer.languages:
        yield words.label(
            words.pick("语言", "speaks"), words.comma.join(words.language(code) for code in customer.languages)
        )
    if customer.note:
        yield customer.note
    if call.locked:
        yield words.pick("已锁定", "locked")


def _birthday_near(birthday: str, day: dt.date, within: int = DAYS_IN_WEEK) -> bool:
    """Tell whether a birthday is on a day or within some days after it."""
    return any((day + dt.timedelta(days=k)).strftime("%m-%d") == birthday for k in range(within + 1))


def birthday_text(paper: RoundsPaper, birthday: str) -> str:
    """Return 10月14日 for ``10-14``."""
    month, day = birthday.split("-")
    return paper.words.date(dt.date(2000, int(month), int(day)))
