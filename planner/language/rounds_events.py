"""Sentences about what happened on rounds: somebody is on leave, a customer was not met or has called in."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from models.domain.base import Hours
from models.domain.bilingual import bilingual
from models.domain.clock import DAY, at, day_of, minute_of_day
from models.domain.references import near
from models.domain.rounds_events import CallWanted, CustomerNotThere, RoundsEvent, SpecialistAway
from planner.language.text import Unreadable, folded, said
from planner.language.times.mentions import TimeMentions, find_times

if TYPE_CHECKING:
    from models.domain.outbound import CustomerBook

_AWAY = re.compile(r"请假|休假|病假|年假|生病|病了|不在岗|缺勤|\b(?:leave|ill|sick|off|away)\b", re.IGNORECASE)
_NOT_THERE = re.compile(
    r"爽约|没见到|未见到|没有见到|扑空|不在|没人|关门|失约|\b(?:no[- ]show|not there|nobody|closed|was out|is out)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"来电|来电话|打来|要求|要我们|希望|急|投诉|尽快|马上|约|加一次|上门"
    r"|\b(?:urgent|urgently|call(?:s|ed)? in|asks?|wants?|complain\w*|asap|visit)\b",
    re.IGNORECASE,
)
_URGENT = re.compile(r"急|投诉|尽快|马上|\b(?:urgent|urgently|asap|complain\w*)\b", re.IGNORECASE)
WITHIN_DAYS = 2
"""Days within which one goes where no day is named: an answer is due in two workdays (S3 客户拜访制度 三1)."""


class DaysOfPlan(NamedTuple):
    """The days that sentences are about."""

    first_day: dt.date
    days: int


def parse_rounds_event(text: str, book: CustomerBook, now: int | None = None) -> RoundsEvent:
    """Return what a sentence says.

    Parameters
    ----------
    now : moment or None
        From which 明天 is counted, and from when a call is wanted whose day is not named.

    Raises
    ------
    Unreadable
        When nobody of the book is named, or it is not clear who, what, or when.
    """
    plain = folded(text)
    times = find_times(_without_names(plain, book), DaysOfPlan(book.first_day, 7 * book.weeks), now)
    people = _named(plain, {person.id: person.name for person in book.specialists})
    if people and _AWAY.search(plain):
        return _away(people, plain, times, now)
    customers = _named(plain, {customer.id: customer.name for customer in book.customers})
    if not customers:
        names = [*(p.name for p in book.specialists), *(c.name for c in book.customers)]
        zh, en = "没有说是哪位业务员或哪家客户", "which specialist or customer is not said"
        raise Unreadable(f"{said(text)} " + bilingual(zh, en), near(plain[:12], names))
    customer = _one(customers, book, plain)
    today = None if now is None else day_of(now)
    if _NOT_THERE.search(plain):
        day = times.days[0] if times.days else today
        if day is None:
            raise Unreadable(f"{said(text)} " + bilingual("没有说哪天", "on which day?"), f"{book.first_day}")
        return CustomerNotThere(customer=customer, day=day)
    if _WANTED.search(plain):
        return _wanted(customer, plain, times, book, today)
    zh = bilingual("看不懂发生了什么", "what happened is not clear")
    example = bilingual("钱伟周三请假；金穗商行周四没见到；二七贸易来电约周五10点", "qian on leave on Wed")
    raise Unreadable(f"{said(text)} {zh}", example)


def _without_names(text: str, book: CustomerBook) -> str:
    """Return a sentence without names, which may hold what looks like a number or a day: 二七贸易."""
    names = [*(person.name for person in book.specialists), *(customer.name for customer in book.customers)]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(folded(name), " " * len(name))
    return text


def _named(text: str, names: dict[str, str]) -> list[str]:
    """Return the ids of those who are named: by the longest name that stands there, or by id."""
    found = [id for id, name in names.items() if folded(name) in text]
    longest = max((len(names[id]) for id in found), default=0)
    found = [id for id in found if len(names[id]) == longest]
    words = set(re.findall(r"[A-Za-z0-9_.:/-]+", text))
    by_id = [id for id in names if id in words]
    return by_id or found


def _one(ids: list[str], book: CustomerBook, text: str) -> str:
    if len(ids) == 1:
        return ids[0]
    in_district = [id for id in ids if book.customer(id).district in text]
    if len(in_district) == 1:
        return in_district[0]
    several = "、".join(f"{book.customer(id).name}（{book.customer(id).district}，{id}）" for id in ids)
    what = bilingual("是几家客户的名字", "more than one customer is called so")
    raise Unreadable(f"{said(text)} {what}", bilingual(f"加上辖区或编号：{several}", f"name the id: {several}"))


def _away(people: list[str], text: str, times: TimeMentions, now: int | None) -> SpecialistAway:
    if len(people) > 1:
        raise Unreadable(f"{said(text)} " + bilingual("同名的业务员不止一位", "more than one specialist"), people[0])
    period = times.period(None if now is None else day_of(now))
    if period is None:
        raise Unreadable(f"{said(text)} " + bilingual("没有说哪天", "on which day?"), bilingual("周三", "Wed"))
    return SpecialistAway(specialist=people[0], start=period[0], end=period[1])


def _wanted(customer: str, text: str, times: TimeMentions, book: CustomerBook, today: dt.date | None) -> CallWanted:
    first = times.days[0] if times.days else max(today or book.first_day, book.first_day)
    until = times.days[-1] if times.days else first + dt.timedelta(days=WITHIN_DAYS)
    moment = times.moment(first) if len(times.days) < 2 else None
    if moment is not None:
        first = until = day_of(moment)
    hours: tuple[Hours, ...] = ()
    if moment is None and times.part_of_day is not None:
        low, high = times.part_of_day
        hours = (Hours(open=low, close=min(high, DAY)),)
    return CallWanted(
        customer=customer,
        day=first,
        until=until,
        time=None if moment is None else minute_of_day(moment),
        hours=hours,
        urgent=bool(_URGENT.search(text)),
        note=text[:200],
    )


def event_line(event: RoundsEvent, book: CustomerBook, lang: str) -> str:
    """Return what was understood."""
    from planner.language.words import Words

    words = Words("en" if lang == "en" else "zh")
    match event:
        case SpecialistAway():
            start, end = day_of(event.start), day_of(event.end - 1)
            hours = "" if event.start == at(start) and event.end == at(end, DAY) else _hours(event)
            days = words.day(start) if start == end else f"{words.day(start)} – {words.day(end)}"
            who = book.specialist(event.specialist).name
            return words.pick(f"{who} {days} {hours}请假", f"{who} is on leave on {days} {hours}".rstrip())
        case CustomerNotThere():
            name, day = book.customer(event.customer).name, words.day(event.day)
            return words.pick(
                f"{day}没有见到{name}，改日再去", f"{name} was not met on {day}: another day is looked for"
            )
        case CallWanted():
            name = book.customer(event.customer).name
            last = "" if event.until == event.day else f" – {words.day(event.until)}"
            when = words.day(event.day) + last
            if event.time is not None:
                when += f" {words.time(event.time)}"
            urgent = words.pick("，加急", ", urgent") if event.urgent else ""
            return words.pick(f"{name}：{when} 拜访{urgent}", f"{name}: a call on {when}{urgent}")


def _hours(event: SpecialistAway) -> str:
    from models.domain.clock import hhmm

    return f"{hhmm(minute_of_day(event.start))}–{hhmm(minute_of_day(event.end) or DAY)} "
