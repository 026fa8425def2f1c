"""ORD-04 to 06 · the order that the planner asks for: what comes after what, on which day, in which part of it.

The programmes of real visits rest on such orders: talks before the signing and before the host's banquet, a briefing
before the walk. Which of them a visit has, the person who plans it says in the request form (申请表).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from models.domain.base import Fact
from models.domain.clock import DAY, GRID, QUARTER, Clock, at, hhmm, round_up
from models.domain.day_windows import programme_windows
from models.domain.included_meals import start_hours
from models.domain.official_items import item_hours
from models.domain.request_order import OrderLink, day_links, order_links
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Phrase, Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from models.domain.activities import PartWished
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Value, Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, Slot, VisitView

LATEST_END = 2 * DAY
"""Minute of the day by which every item of an evening is over."""


def _name(p: Programme, item: Item) -> Value:
    """Return what an item is called where two are named in one sentence: its title, else its kind with the time."""
    request = p.request(item)
    return f"“{request.title}”" if request is not None and request.title else label(item)


def _items(p: Programme, request: str) -> list[Item]:
    return [item for item in p.items if item.request == request]


def _acts(visit: VisitView, request: str) -> list[Act]:
    return [act for act in visit.acts.values() if act.request is not None and act.request.id == request]


class OrderKept(Rule):
    """ORD-04: what is asked to come after something comes after it, as close as it is asked for.

    A request begins when those are over that it is ``after`` or that are ``before`` it (``request_order.OrderLink``).
    ``directly``: no other item, meal or rest of the visit is between them, and it begins at the first quarter hour that
    the way from the one to the other allows, or the changeover at the same place. ``within``: at most so many minutes
    lie between them. A link is without effect where one of the two is not in the plan, and where the second has started
    (STAB-01); after the first has started only the order is asked for, its end being no longer the planner's. Amount:
    minutes too early; minutes beyond what is allowed between them, at least 1 where something else is between.
    """

    id = "ORD-04"
    title = "申请中指定的先后不变"
    title_en = "The order that was asked for is kept"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must", "off")
    mended_by = ("time",)
    early = Sentence("{item}没有排在{other}之后", "{item} does not come after {other}")
    parted = Sentence("{item}没有紧接{other}", "{item} does not directly follow {other}")
    late = Sentence(
        "{item}在{other}结束 {gap} 分钟后才开始,最多 {most} 分钟",
        "{item} starts {gap} min after the end of {other}, at most {most} min are allowed",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the ends and starts of each pair."""
        for p in programmes(facts, plan):
            for link in order_links(p.stay.visit):
                firsts, thens = _items(p, link.first), _items(p, link.then)
                if firsts and thens:
                    first = max(firsts, key=lambda item: item.end)
                    yield from self._judge(facts, p, link, first, thens[0])

    def _judge(self, facts: Facts, p: Programme, link: OrderLink, first: Item, then: Item) -> Iterator[Violation]:
        subject, gap = about(then) + about(first), then.start - first.end
        if then.id in facts.frozen:
            return
        names = {"item": _name(p, then), "other": _name(p, first)}
        if gap < 0:
            yield self.broken(p.id, subject, -gap, self.early, **names)
        elif first.id in facts.frozen:
            return
        elif link.within is not None and gap > link.within:
            yield self.broken(p.id, subject, gap - link.within, self.late, gap=gap, most=link.within, **names)
        elif link.directly and (apart := self._apart(facts, p, first, then)):
            yield self.broken(p.id, subject, apart, self.parted, **names)

    def _apart(self, facts: Facts, p: Programme, first: Item, then: Item) -> int:
        """Return how many minutes two items are further apart than they must be; at least 1 with another between."""
        if facts.location(first.place) == facts.location(then.place):
            soonest = first.end + facts.shape.changeover
        else:
            soonest = facts.travel.after(first.place, then.place, first.end) + facts.shape.settle
        wait = max(0, then.start - round_up(soonest, QUARTER))
        before = next(step.before for step in p.steps if step.item is then)
        return wait if before is first else max(1, wait)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """State the order of each pair, and how close they are."""
        for link in order_links(visit.stay.visit):
            firsts, thens = _acts(visit, link.first), _acts(visit, link.then)
            for first in firsts:
                for then in thens:
                    if then.id not in facts.frozen:
                        subject, both = then.about + first.about, (first.done, then.done)
                        m.limit(self, subject, then.start - first.end, lo=0, on=both)
            if not firsts or not thens or {firsts[-1].id, thens[0].id} & facts.frozen.keys():
                continue
            first, then = firsts[-1], thens[0]
            if link.within is not None:
                subject, both = then.about + first.about, (first.done, then.done)
                m.limit(self, subject, then.start - first.end, hi=link.within, on=both)
            if link.directly:
                self._post_directly(m, facts, visit, first, then)

    def _post_directly(self, m: Poster, facts: Facts, visit: VisitView, first: Act, then: Act) -> None:
        """Leave no used slot between two activities, and no wait beyond the first quarter hour that the way allows."""
        subject, wait, less = then.about + first.about, then.start - first.end, _thresholds(m, facts, then)
        at_same_place = facts.shape.changeover + QUARTER - GRID
        for (day, layer), here in then.at.items():
            slot, before = visit.slots[day, layer], {la: lit for (d, la), lit in first.at.items() if d == day}
            before = {earlier: lit for earlier, lit in before.items() if earlier < layer}
            m.never(self, subject, here, first.done, m.negated(m.either(*before.values())))
            for earlier, there in before.items():
                for between in (visit.slots[day, la] for la in visit.layers if earlier < la < layer):
                    m.never(self, subject, there, here, between.used)
            if not before:
                continue
            on = (first.done, here)
            m.limit(self, subject, wait, hi=at_same_place, on=(*on, m.negated(slot.moved)))
            for way, longest in _longest_waits(facts, visit.id, first, then, slot):
                for low, high, minutes in longest:
                    inside = [] if len(longest) == 1 else [m.negated(less(low)), less(high + 1)]
                    m.limit(self, subject, wait, hi=minutes, on=(*on, slot.flows[way], *inside))


def _thresholds(m: Poster, facts: Facts, act: Act) -> Callable[[int], Lit]:
    """Return a function that gives the literal of an activity's start before a moment, the same one each time."""
    made: dict[int, Lit] = {}

    def less(moment: int) -> Lit:
        if moment not in made:
            made[moment] = m.less(act.start, moment - facts.week.origin)
        return made[moment]

    return less


def _longest_waits(
    facts: Facts, visit: str, first: Act, then: Act, slot: Slot
) -> Iterator[tuple[tuple[str, str], list[tuple[int, int, int]]]]:
    """Yield for each way between two activities the minutes that may lie between them, by the start of the second.

    A start is the first that the way allows where the guests could not have been there a quarter of an hour earlier.

    Yields
    ------
    way : tuple of str
        The places.
    spans : list of (int, int, int)
        First and last start (moments), and the minutes.
    """
    travel, settle = facts.travel, facts.shape.settle
    part = slot.layer.part_of_day
    assert part != "end"
    low, high = programme_windows(facts.shape, show=True)[part]
    if part in ("lunch", "dinner"):
        high = max(high, facts.meal_hours(visit, slot.day, part)[1])
    else:
        high = max(high, item_hours(facts.shape, part, then.kind, then.request)[1])
    own = (start_hours(facts.shape, then.request, then.minutes) or {}).get(part, (low, high))
    low, high = min(low, own[0]), max(high, own[1])
    starts = range(round_up(at(slot.day, low), QUARTER), at(slot.day, high) + 1, QUARTER)
    origins = {facts.location(choice.place) for choice, _ in first.choices}
    targets = {facts.location(choice.place) for choice, _ in then.choices}
    for origin, target in slot.flows:
        if origin in origins and target in targets:
            waits = [
                (travel.minutes(origin, target, start - QUARTER - settle) + settle + QUARTER - GRID, start)
                for start in starts
            ]
            spans = [[*group] for _, group in groupby(waits, key=lambda wait: wait[0])]
            yield (origin, target), [(span[0][1], span[-1][1], span[0][0]) for span in spans]


class DaysTogetherKept(Rule):
    """ORD-05: what is asked to be on one day is on one day, and what is asked to be on two is on two.

    The day of an item is that of the stay (``Stay.day_of_item``). Without effect where one of the two is not in the
    plan. Amount: days between those that belong together; 1 for two on one day that do not.
    """

    id = "ORD-05"
    title = "申请中指定的同一天、不同天不变"
    title_en = "What was asked to be on one day, or on different days, is so"
    cites = PRACTICE
    unit = "days"
    levels = ("must", "off")
    mended_by = ("time",)
    parted = Sentence("{item}与{other}应在同一天", "{item} and {other} should be on one day")
    together = Sentence("{item}与{other}不应在同一天", "{item} and {other} should not be on one day")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the days of each pair."""
        for p in programmes(facts, plan):
            for link in day_links(p.stay.visit):
                pairs = [(one, other) for one in _items(p, link.one) for other in _items(p, link.other)]
                for one, other in pairs:
                    days = abs((p.stay.day_of_item(one) - p.stay.day_of_item(other)).days)
                    amount, sentence = (days, self.parted) if link.same else (int(days == 0), self.together)
                    if amount:
                        names = {"item": _name(p, one), "other": _name(p, other)}
                        yield self.broken(p.id, about(one) + about(other), amount, sentence, **names)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Forbid the days that do not go together."""
        del facts
        for link in day_links(visit.stay.visit):
            for one in _acts(visit, link.one):
                for other in _acts(visit, link.other):
                    self._post_pair(m, one, other, same=link.same)

    def _post_pair(self, m: Poster, one: Act, other: Act, *, same: bool) -> None:
        subject = one.about + other.about
        days: dict[dt.date, None] = dict.fromkeys([*one.on, *other.on])
        for day in days:
            here, there = one.on.get(day), other.on.get(day)
            if not same:
                if here is not None and there is not None:
                    m.never(self, subject, here, there)
                continue
            if here is not None:
                m.never(self, subject, here, other.done, *([] if there is None else [m.negated(there)]))
            elif there is not None:
                m.never(self, subject, there, one.done)


class PartOfDayKept(Rule):
    """ORD-06: what is asked for in a part of the day lies in it, from its start to its end.

    Morning, noon, afternoon and evening are the hours of ``Numbers``; they overlap, as people's words do. Amount:
    minutes outside.
    """

    id = "ORD-06"
    title = "申请中指定的上午、中午、下午、晚上不变"
    title_en = "The part of the day that was asked for is kept"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must", "off")
    judges_single_items = True
    mended_by = ("time",)
    outside = Sentence(
        "{item}应在{part}({hours}),超出 {minutes} 分钟",
        "{item} should be in the {part} ({hours}): {minutes} min outside",
    )

    class Numbers(Fact):
        """The hours of the parts of a day."""

        morning_to: Clock = 13 * 60
        noon_from: Clock = 11 * 60
        noon_to: Clock = 14 * 60 + 30
        afternoon_from: Clock = 12 * 60 + 30
        afternoon_to: Clock = 18 * 60 + 30
        evening_from: Clock = 17 * 60

    def _hours(self, part: PartWished) -> tuple[int, int]:
        """Return the minutes of the day between which a part lies."""
        hours: dict[PartWished, tuple[int, int]] = {
            "morning": (0, self.n.morning_to),
            "noon": (self.n.noon_from, self.n.noon_to),
            "afternoon": (self.n.afternoon_from, self.n.afternoon_to),
            "evening": (self.n.evening_from, LATEST_END),
        }
        return hours[part]

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the start and end of each item with the hours."""
        for p in programmes(facts, plan):
            for item in p.items:
                request = p.request(item)
                if request is None or request.part is None:
                    continue
                low, high = (at(p.stay.day_of_item(item), minute) for minute in self._hours(request.part))
                if outside := max(low - item.start, item.end - high, 0):
                    part, hours = PARTS_OF_DAY[request.part], self._said(request.part)
                    values: dict[str, Value] = {"part": part, "hours": hours, "minutes": outside}
                    yield self.broken(p.id, about(item), outside, self.outside, item=label(item), **values)

    def _said(self, part: PartWished) -> Phrase | str:
        """Return the hours of a part: until 13:00, 11:00–14:30, from 17:00."""
        low, high = self._hours(part)
        if not low:
            return Phrase(f"{hhmm(high)}前", f"until {hhmm(high)}")
        if high >= LATEST_END:
            return Phrase(f"{hhmm(low)}起", f"from {hhmm(low)}")
        return f"{hhmm(low)}–{hhmm(high)}"

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Hold start and end within the hours, in each slot in which it may be."""
        origin = facts.week.origin
        for act in visit.acts.values():
            if act.request is None or act.request.part is None:
                continue
            low, high = self._hours(act.request.part)
            for (day, _), here in act.at.items():
                m.limit(self, act.about, act.start, lo=at(day, low) - origin, on=(here,))
                m.limit(self, act.about, act.end, hi=at(day, high) - origin, on=(here,))


PARTS_OF_DAY: dict[PartWished, Phrase] = {
    "morning": Phrase("上午", "morning"),
    "noon": Phrase("中午", "noon"),
    "afternoon": Phrase("下午", "afternoon"),
    "evening": Phrase("晚上", "evening"),
}
"""What the parts of a day are called."""
