"""ORD-04 to 06: the order that was asked for, turned round or stretched; days and parts of the day."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.clock import DAY, at, day_of, minute_of_day
from models.domain.facts import Facts
from models.domain.plan import Item, Plan
from models.domain.request_order import DayLink, OrderLink, day_links, order_links
from tests.mutations.registry import Spoilt, asked, breaks, later, put

CLOCKS = (8 * 60 + 30, 10 * 60, 12 * 60, 14 * 60 + 15, 16 * 60, 20 * 60)
NOWHERE_IN = {"morning": (13 * 60, DAY), "noon": (0, 11 * 60), "afternoon": (0, 12 * 60), "evening": (0, 16 * 60)}
"""Minutes of the day at which an item that is asked for in a part of the day cannot start, whatever its length."""


def item_of(p: Plan, visit: str, request: str) -> Item | None:
    return next((item for item in p.items if item.visit == visit and item.request == request), None)


def ordered(f: Facts, p: Plan) -> Iterator[tuple[OrderLink, Item, Item]]:
    for visit in f.week.visits:
        for link in order_links(visit):
            first, then = item_of(p, visit.id, link.first), item_of(p, visit.id, link.then)
            if first and then:
                yield link, first, then


@breaks("ORD-04")
def before_what_it_follows(f: Facts, p: Plan) -> Spoilt:
    for _, first, then in ordered(f, p):
        for minutes in (5, 30, 90, 300, DAY):
            yield f"{then.id} {minutes}", put(p, then, **later(then, first.end - minutes - then.start))
            yield f"{first.id} {minutes}", put(p, first, **later(first, then.start + minutes - first.end))


@breaks("ORD-04")
def too_long_after_it(f: Facts, p: Plan) -> Spoilt:
    for link, first, then in ordered(f, p):
        for minutes in (5, 45, DAY):
            if link.within is not None:
                start = first.end + link.within + minutes
                yield f"{then.id} {minutes}", put(p, then, **later(then, start - then.start))


@breaks("ORD-05")
def on_the_wrong_day(f: Facts, p: Plan) -> Spoilt:
    for visit in f.week.visits:
        for link in day_links(visit):
            yield from _moved_to_another_day(p, link, visit.id)


def _moved_to_another_day(p: Plan, link: DayLink, visit: str) -> Spoilt:
    one, other = item_of(p, visit, link.one), item_of(p, visit, link.other)
    if one is None or other is None:
        return
    days = (day_of(other.start) - day_of(one.start)).days
    for more in (-2, -1, 1, 2) if link.same else (0,):
        for row, sign in ((one, 1), (other, -1)):
            yield f"{row.id} {more}", put(p, row, **later(row, sign * (days + more) * DAY))


@breaks("ORD-06")
def in_another_part_of_the_day(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        part = getattr(asked(f, item), "part", None)
        if part is not None:
            low, high = NOWHERE_IN[part]
            for clock in CLOCKS:
                if low <= clock < high:
                    start = at(day_of(item.start), clock)
                    yield f"{item.id} {minute_of_day(start)}", put(p, item, **later(item, start - item.start))
