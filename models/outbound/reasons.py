"""Why a call is missed, found by tests: each condition is lifted until the call could be made.

Asked in turn: is it paused, beyond the rhythm, without a position, without anybody who may call; is the customer open
on any of its days; could it be made by itself on an empty day, with everybody there; with the leave that there is; else
the others' calls leave no room, and the nearest gap says how much is missing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.base import Hours
from models.domain.clock import at
from models.domain.time_words import date_in_words
from models.outbound.shifts import Shift
from models.outbound.timing import minutes_alone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.due_calls import DueCall
    from models.domain.outbound import Specialist
    from models.domain.rounds_plan import MissedKind
    from models.outbound.draft import Draft


@dataclass(frozen=True)
class Reason:
    """Why a call is missed; ``proven``: no plan makes it."""

    kind: MissedKind
    zh: str
    en: str
    proven: bool = False


def reason_of(draft: Draft, due: DueCall) -> Reason:
    """Return why a call is not in the draft."""
    facts, customer = draft.facts, draft.facts.book.customer(due.customer)
    if facts.paused_throughout(due):
        return Reason("paused", "该客户暂停拜访", "calls on the customer are paused", proven=True)
    if due.beyond:
        least = facts.spacing(due.customer)
        zh, en = (
            f"两次拜访至少隔 {least} 天，一周排不下这么多次",
            f"with {least} days between calls a week has no room for so many",
        )
        return Reason("rhythm", zh, en, proven=True)
    if facts.position(due.customer) is None:
        zh = f"不知道客户在哪里：没有位置，“{customer.district}”也不知在何处"
        return Reason(
            "no_position", zh, f"nobody knows where it is: no position, and {customer.district} is not known", True
        )
    who = facts.who(due)
    if not who:
        zh = f"没有业务员负责“{customer.district}”，或语言不通"
        return Reason("nobody", zh, f"no specialist has {customer.district}, or none speaks the language", proven=True)
    days = [due.first + dt.timedelta(days=k) for k in range((due.last - due.first).days + 1)]
    opened = [day for day in days if draft.timer.may_begin(due, day)]
    if not opened:
        span = f"{date_in_words(due.first, 'zh')}至{date_in_words(due.last, 'zh')}"
        first, last = date_in_words(due.first, "en"), date_in_words(due.last, "en")
        en = f"not open long enough in field time from {first} to {last}"
        return Reason("closed", f"{span}客户在外勤时间内不营业，或开门时间不够", en, proven=True)
    if not any(_alone(draft, due, _full_day(draft, person, day)) for person in who for day in opened):
        person = min(who, key=lambda one: minutes_alone(facts, one, due))
        minutes = minutes_alone(facts, person, due)
        zh = f"太远：往返和拜访共需 {minutes} 分钟，一天之内赶不到"
        return Reason("too_far", zh, f"too far: {minutes} min with the ways, more than a day in the field allows", True)
    alone = [shift for shift in draft.shifts_for(due) if shift.day in opened and _alone(draft, due, shift)]
    if not alone:
        names = "、".join(person.name for person in who)
        en = ", ".join(person.name for person in who)
        return Reason("leave", f"{names}请假、休息或在接待来访", f"{en}: on leave, off or taken by visits to us", True)
    return _no_room(draft, due, alone)


def _full_day(draft: Draft, person: Specialist, day: dt.date) -> Shift:
    """Return a specialist's day as if nothing kept them from working."""
    facts, n = draft.facts, draft.facts.numbers
    hours = person.hours or (Hours(open=n.field_from, close=n.work_to),)
    base = facts.base(person)
    start, end = min(h.open for h in hours), max(h.close for h in hours)
    return Shift(person.id, day, at(day, start), at(day, end), base, base, True)


def _alone(draft: Draft, due: DueCall, shift: Shift) -> bool:
    return draft.timer.best(shift, (due.id,)) is not None


def _no_room(draft: Draft, due: DueCall, alone: list[Shift]) -> Reason:
    """Say by how many minutes the shift with the most room is too short for the call, and which days are kept free."""
    facts = draft.facts
    apart = [shift for shift in alone if draft.too_close(due, shift.day) is not None]
    if not apart:
        return Reason(
            "capacity", "能去的日子都已拜访过该客户", "on every possible day the customer is called on already"
        )
    shift = min(apart, key=lambda one: (_busy(draft, one) - (one.end - one.start), one.key))
    person = facts.book.specialist(shift.person)
    calls, free = len(draft.calls.get(shift, ())), shift.end - shift.start - _busy(draft, shift)
    day = shift.day
    zh = (
        f"排满：最空的是{person.name}{date_in_words(day, 'zh')}，已有 {calls} 次拜访，"
        f"零散空余 {free} 分钟，放不下 {due.minutes} 分钟"
    )
    en = (
        f"no room: {person.name} on {date_in_words(day, 'en')} has most, {calls} calls and {free} min in pieces, "
        f"none of which holds {due.minutes} min with the ways"
    )
    return Reason("capacity", zh, en)


def _busy(draft: Draft, shift: Shift) -> int:
    """Return the minutes of calls, ways and arrivals of a shift."""
    facts, person = draft.facts, draft.facts.book.specialist(shift.person)
    dues = [facts.due[id] for id in draft.calls.get(shift, ())]
    places = [shift.origin, *(due.customer for due in dues), shift.home]
    ways = sum(facts.minutes(person, a, b) for a, b in pairwise(places))
    return ways + sum(due.minutes + facts.numbers.early for due in dues)


def least_missed(draft: Draft, reasons: Mapping[str, Reason]) -> int:
    """Return a price below which no plan misses: of calls that are impossible by themselves, and of a count of minutes.

    The second, for each group of specialists: the minutes of the calls that only they may make, without any ways; what
    exceeds the minutes of all their shifts is missed, at the lowest price a minute.

    Parameters
    ----------
    reasons : mapping of str to Reason
        Of every missed call, by its id.
    """
    proven = {id for id, reason in reasons.items() if reason.proven}
    price = sum(draft.facts.due[id].price for id in proven if reasons[id].kind != "paused")
    return price + _price_of_excess(draft, proven)


def _price_of_excess(draft: Draft, gone: set[str]) -> int:
    facts = draft.facts
    groups: dict[tuple[str, ...], list[DueCall]] = {}
    for due in facts.dues:
        if due.id not in gone:
            groups.setdefault(tuple(person.id for person in facts.who(due)), []).append(due)
    room: dict[str, int] = {}
    for shift in draft.shifts:
        low, high = at(shift.day, facts.numbers.field_from), at(shift.day, facts.numbers.field_to)
        room[shift.person] = room.get(shift.person, 0) + max(0, min(shift.end, high) - max(shift.start, low))
    total = 0
    for people, dues in groups.items():
        if any(due.appointment is not None and due.appointment.flexible == "fixed" for due in dues):
            continue  # appointments may be outside field time: the count does not hold
        need = sum(due.minutes for due in dues) - sum(room.get(person, 0) for person in people)
        for due in sorted(dues, key=lambda due: (due.price / due.minutes, due.id)):
            if need <= 0:
                break
            total += due.price * min(need, due.minutes) // due.minutes
            need -= due.minutes
    return total
