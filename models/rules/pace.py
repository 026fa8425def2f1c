"""PACE · how full the days are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.activities import LEISURE
from models.domain.base import Count, Fact, Minutes
from models.domain.clock import GRID, QUARTER, at, day_of, minute_of_day
from models.domain.included_meals import meal_minutes
from models.domain.official_items import item_hours
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.bases import bases_with, hotels_of_stay, minutes_from_base
from models.rules.core.findings import DayAndTime, Sentence, TimeOfDay, about, label, subject
from models.rules.core.kinds import PROGRAMME_KINDS
from models.rules.core.programme import programmes
from models.rules.core.view import Layer
from models.rules.core.waiting import has_company_room, is_free_to_go, waits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Expr, Lit, Slot, VisitView
    from models.rules.core.waiting import Wait


class DayLoad(Rule):
    """PACE-01: neither too tight nor too loose: on a full day the programme fills 4.5 to 8 hours.

    Judged on full days (``Stay.full_day``), and, for idleness alone, on days of arrival and departure with one whole
    half (``Stay.half_day``), which holds at least half of a full day's least. Programme: all items but meals (banquets
    too), check-in and rests; of an item, the minutes without its meal. Amount: minutes below ``fewest`` or above
    ``most``; besides, ``item_minutes`` for each item above ``items``.
    """

    id = "PACE-01"
    title = "日程松紧适度:全天活动 4.5 至 8 小时,不超过五项;到离当天也不空半天"
    title_en = "A full day holds 4.5 to 8 hours of programme and no more than five items; no idle half-day"
    cites = Citation(document="S0", clause="五(三)", quote="日程安排上应该松紧适度")
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    too_loose = Sentence("{day}活动共 {minutes} 分钟,偏松", "only {minutes} min of programme on {day}")
    too_tight = Sentence("{day}活动共 {minutes} 分钟,偏紧", "as much as {minutes} min of programme on {day}")
    too_many = Sentence("{day}有 {count} 项活动,太多", "{count} items on {day}, too many")
    idle_half = Sentence(
        "{day}有半天空闲,活动只有 {minutes} 分钟", "half of {day} is idle, with only {minutes} min of programme"
    )

    class Numbers(Fact):
        """Programme minutes of a full day, its items, and what an item too many counts."""

        fewest: Minutes = 270
        most: Minutes = 480
        items: Count = 5
        item_minutes: Minutes = 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Yield a violation for each day whose programme is too full, too loose or of too many items."""
        for p in programmes(facts, plan):
            for day in filter(p.stay.full_day, p.stay.days):
                filled, count = programme_of_day(facts, p, day)
                if outside := max(self.n.fewest - filled, filled - self.n.most, 0):
                    sentence = self.too_loose if filled < self.n.fewest else self.too_tight
                    yield self.broken(p.id, subject(day=day), outside, sentence, day=day, minutes=filled)
                if (over := count - self.n.items) > 0:
                    minutes = over * self.n.item_minutes
                    yield self.broken(p.id, subject(day=day), minutes, self.too_many, day=day, count=count)
            for day in filter(p.stay.half_day, p.stay.days):
                filled, _ = programme_of_day(facts, p, day)
                if (idle := self._half - filled) > 0:
                    yield self.broken(p.id, subject(day=day), idle, self.idle_half, day=day, minutes=filled)

    @property
    def _half(self) -> int:
        return int(self.n.fewest) // 2

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the sum of lengths and the number of items, day by day."""
        minutes = {act.id: _programme_minutes(facts, act.request, act.minutes) for act in visit.of(*PROGRAMME_KINDS)}
        for day in filter(visit.stay.full_day, visit.days):
            acts = [act for act in visit.of(*PROGRAMME_KINDS) if day in act.on]
            filled = sum(minutes[act.id] * act.on[day] for act in acts)
            m.limit(self, subject(day=day), filled, lo=self.n.fewest, hi=self.n.most)
            if len(acts) > self.n.items:
                each = self.n.item_minutes
                m.limit(self, subject(day=day), sum(each * act.on[day] for act in acts), hi=each * self.n.items)
        for day in filter(visit.stay.half_day, visit.days):
            filled = sum(minutes[act.id] * act.on[day] for act in visit.of(*PROGRAMME_KINDS) if day in act.on)
            m.limit(self, subject(day=day), filled, lo=self._half)


def programme_of_day(facts: Facts, p: Programme, day: dt.date) -> tuple[int, int]:
    """Return the minutes of programme of a day, meals within items not counted, and how many items it has."""
    items = [item for item in p.on(day) if item.kind in PROGRAMME_KINDS]
    return sum(_programme_minutes(facts, p.request(item), item.minutes) for item in items), len(items)


def _programme_minutes(facts: Facts, request: Request | None, minutes: int) -> int:
    """Return how long an item is programme: without the meal that it gives its guests, or that interrupts it."""
    return minutes - meal_minutes(facts.shape, request, minutes)


@dataclass(frozen=True)
class _Gap:
    """What the model says of the time before a slot.

    Attributes
    ----------
    minutes : Expr
        Idle minutes; the changeover between two items at one place is none.
    before : Expr
        Those of them before a way to the guests' own hotel; all of them where there is none.
    at_door : Lit
        Whether the latter are spent at a door.
    """

    day: dt.date
    minutes: Expr
    before: Expr
    at_door: Lit


def _gaps(m: Poster, facts: Facts, visit: VisitView) -> Iterator[_Gap]:
    """Yield the gap before each slot that may have one.

    Moves are just in time, so guests wait where they are; but who has only just arrived sets off at once, and waits
    where the first item is, and so does who goes to the own hotel.
    """
    origin, free_to_go = facts.location(visit.stay.first[0].origin), is_free_to_go(facts, visit.stay)
    for day in visit.days:
        first, last = day == visit.days[0], day == visit.days[-1]
        here: Mapping[str, Lit] = {origin: m.both()} if first else visit.sleeps(day - dt.timedelta(days=1))
        earlier: list[Lit] = []
        for slot in visit.day(day):
            leaves = last and slot.layer is Layer.END and free_to_go
            if not leaves and (not isinstance(slot.gap, int) or slot.gap):
                settled = slot.layer is Layer.END
                free = 0 if settled else facts.shape.changeover * (slot.used - slot.moved)
                inside = {p: lit for p, lit in here.items() if not (first and p == origin)}
                doors = [at_door(m, facts, visit, p, lit, day) for p, lit in inside.items()]
                if first and origin in here:
                    doors += _doors_from_exit(m, facts, visit, slot, (origin, here[origin], earlier))
                minutes = slot.gap - free
                yield _Gap(day, minutes, minutes - slot.gap_at_hotel, m.either(*doors))
            here, earlier = slot.place, [*earlier, slot.used]


def _doors_from_exit(
    m: Poster, facts: Facts, visit: VisitView, slot: Slot, exit: tuple[str, Lit, Sequence[Lit]]
) -> Iterator[Lit]:
    """Yield the literals of waiting at a door, where the guests are still, or again, where they arrived.

    ``exit``: the place, the literal of being there before the slot, and those of the slots used before.
    """
    origin, here, earlier = exit
    places = {choice.place for act in visit.acts.values() for choice, _ in act.choices}
    busy = bool(places & {origin, ""})
    for (p, q), lit in slot.flows.items():
        if p != origin:
            continue
        fresh = m.both(lit, m.negated(m.either(*earlier))) if busy and earlier else lit
        yield at_door(m, facts, visit, q, fresh, slot.day)
        if busy and earlier:
            yield at_door(m, facts, visit, origin, m.both(lit, m.either(*earlier)), slot.day)
    if busy:
        yield at_door(m, facts, visit, origin, m.both(here, m.negated(slot.moved)), slot.day)


def at_door(m: Poster, facts: Facts, visit: VisitView, place: str, here: Lit, day: dt.date) -> Lit:
    """Return the literal of being at a place that is not the hotel of a day, nor the company with a room for them."""
    if place == facts.location(facts.week.site.id) and has_company_room(facts, visit.stay):
        return m.negated(m.both())
    hotel = visit.sleeps(day).get(place)
    return here if hotel is None else m.both(here, m.negated(hotel))


class WaitingMinutes(Rule):
    """PACE-02: guests hardly wait, and where they do, in a room of their own.

    Waits (``waits``) cost from the first minute: at the hotel once, and at the company for guests without a
    hotel, where a reception room or lounge is kept for them (``company_rests``); anywhere else, at a venue, in a lobby
    or in the vehicle, ``away`` times. A rest is an item, so it is no wait. Amount: minutes, those elsewhere ``away``
    times.
    """

    id = "PACE-02"
    title = "活动之间不空等;必须等的,在酒店或公司贵宾室等"
    title_en = "No waiting between items; where it must be, at the hotel or in a room of the company"
    cites = Citation(document="S0", clause="五(三)", quote="又不能太松散,以免使客人感觉太“闲”")
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    idle = Sentence("{day}客人空等共 {minutes} 分钟", "{minutes} idle minutes on {day}")

    class Numbers(Fact):
        """How many times a minute away from the hotel counts."""

        away: Annotated[int, Field(ge=1, le=20)] = 3

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up each day's waits."""
        for p in programmes(facts, plan):
            for day, found in _by_day(p).items():
                minutes = sum(wait.minutes for wait in found)
                away = sum(wait.minutes for wait in found if not wait.at_ease)
                amount = minutes + (self.n.away - 1) * away
                yield self.broken(p.id, subject(day=day), amount, self.idle, day=day, minutes=minutes)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count each slot's gap, and again where it is spent at a door."""
        for gap in _gaps(m, facts, visit):
            m.limit(self, subject(day=gap.day), gap.minutes, hi=0)
            if self.n.away > 1:
                m.limit(self, subject(day=gap.day), (self.n.away - 1) * gap.before, hi=0, on=(gap.at_door,))


class WaitingAtDoors(Rule):
    """PACE-02a: guests do not stand at a door, in a lobby or in the vehicle for long.

    Amount: for each wait (``waits``) that is not ``at_ease``, times ``step`` minutes beyond ``most``, those
    begun counted.
    """

    id = "PACE-02a"
    title = "客人在门口、大厅或车上等候不超过 15 分钟"
    title_en = "Guests wait at a door, in a lobby or in the vehicle for no more than 15 min"
    cites = Citation(document="S0", clause="五(三)", quote="又不能太松散,以免使客人感觉太“闲”")
    levels = ("should", "prefer", "must", "note", "off")
    improved_by_sights = True
    comfort = True
    before_item = Sentence(
        "{item}之前客人要在外面等 {minutes} 分钟", "guests stand about for {minutes} min before {item}"
    )
    before_see_off = Sentence(
        "{day}送站之前客人要在外面等 {minutes} 分钟", "guests stand about for {minutes} min before the see-off on {day}"
    )

    class Numbers(Fact):
        """The longest wait at a door, in minutes."""

        most: Minutes = 15
        step: Annotated[int, Field(ge=5, le=240)] = 45
        """What is beyond counts in such steps."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Yield a violation for each day with waits at a door that are too long; the longest is named."""
        for p in programmes(facts, plan):
            for day, found in _by_day(p).items():
                doors = [wait for wait in found if not wait.at_ease]
                beyond = (wait.minutes - self.n.most for wait in doors if wait.minutes > self.n.most)
                amount = sum(-(-minutes // self.n.step) for minutes in beyond)
                if amount:
                    yield self._broken(p, day, amount, max(doors, key=lambda wait: wait.minutes))

    def _broken(self, p: Programme, day: dt.date, amount: int, wait: Wait) -> Violation:
        where, item = subject(day=day), wait.step.item
        if item is None:
            return self.broken(p.id, where, amount, self.before_see_off, day=day, minutes=wait.minutes)
        return self.broken(p.id, where, amount, self.before_item, item=label(item), minutes=wait.minutes)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound each slot's gap where it is spent at a door."""
        for gap in _gaps(m, facts, visit):
            where, most, step = subject(day=gap.day), self.n.most, self.n.step
            m.limit(self, where, gap.before, hi=most, on=(gap.at_door,), step=step)


def _by_day(p: Programme) -> dict[dt.date, list[Wait]]:
    found: dict[dt.date, list[Wait]] = defaultdict(list)
    for wait in waits(p):
        found[wait.step.day].append(wait)
    return found


class DailyHours(Rule):
    """PACE-03: the hours of the day.

    Items of the morning lie between ``day_start`` and ``morning_end``, of the afternoon between ``afternoon_start`` and
    ``afternoon_end``, of the evening between ``evening_start`` and ``day_end`` (shows to ``show_end``); a dinner or
    banquet ends by ``day_end``; of a rest only its first ``rest_minutes`` count. A working breakfast, a tea and a
    reception begin where ``start_hours`` says; an item with a lunch or dinner lies around it, between ``day_start`` and
    ``day_end``. Items start on quarter hours (unless the guests fixed the time), moves on 5 minutes. Amount: minutes
    outside, or off the grid.
    """

    id = "PACE-03"
    title = "活动在 8:30 至 21:30 之间,上下午以午餐分开,整刻开始"
    title_en = "Items from 08:30 to 21:30, parted by lunch, on quarter hours"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must",)
    softenable = False
    judges_single_items = True
    outside = Sentence(
        "{item}不在 {first} 至 {last} 的活动时间之内,差 {minutes} 分钟",
        "{item} is {minutes} min outside the hours of that part of the day ({first} to {last})",
    )
    off_quarter = Sentence("{item}不在整刻开始", "{item} does not start on a quarter hour")
    off_five = Sentence("{start}的行车不在整五分出发", "the move of {start} does not leave on five minutes")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Yield a violation for each item outside the hours, and each item or move that starts off the grid."""
        for p in programmes(facts, plan):
            for item in p.items:
                low, high = self._span(facts, p, item)
                end = item.start + facts.shape.rest_minutes if item.kind == "rest" else item.end
                if outside := max(0, low - item.start) + max(0, end - high):
                    hours = {"first": TimeOfDay(minute_of_day(low)), "last": TimeOfDay(minute_of_day(high))}
                    what = label(item)
                    yield self.broken(p.id, about(item), outside, self.outside, item=what, minutes=outside, **hours)
                request = p.request(item)
                off = min(item.start % QUARTER, -item.start % QUARTER)
                if off and (request is None or request.at is None):
                    yield self.broken(p.id, about(item), off, self.off_quarter, item=label(item))
            for move in p.moves:
                if off := min(move.depart % GRID, -move.depart % GRID):
                    yield self.broken(p.id, subject(move=move.id), off, self.off_five, start=DayAndTime(move.depart))

    def _span(self, facts: Facts, p: Programme, item: Item) -> tuple[int, int]:
        shape, day, part = facts.shape, day_of(item.start), p.part_of_day(item)
        hours = p.start_hours(item) or {}
        if part in ("lunch", "dinner"):  # when a meal may start is MEAL-01's
            low, high = shape.day_start, shape.show_end if item.kind == "entertainment" else shape.day_end
        elif part in hours:
            first, last = hours[part]
            low, high = first, last + item.minutes
        else:
            low, high = item_hours(shape, part, item.kind, p.request(item))
        return at(day, low), at(day, high)


class NoRepeats(Rule):
    """PACE-04: no conflicts, no repeats: a visit's items do not overlap, and no sight is seen twice. Amount: 1 each."""

    id = "PACE-04"
    title = "行程不冲突、不重复"
    title_en = "No conflicts, no repeats"
    cites = Citation(document="S2", clause="5.2", quote="确保行程合理安排,避免冲突和重复安排")
    levels = ("must",)
    softenable = False
    overlap = Sentence("{first}与{second}时间冲突", "{first} and {second} overlap")
    twice = Sentence("{place}去了两次", "{place} is visited twice")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each pair of a visit's items."""
        for p in programmes(facts, plan):
            for a, b in combinations(p.items, 2):
                both = subject(item=(a.id, b.id))
                if b.start < a.end:
                    yield self.broken(p.id, both, 1, self.overlap, first=label(a), second=label(b))
                if a.kind in LEISURE and b.kind in LEISURE and a.place == b.place:
                    yield self.broken(p.id, both, 1, self.twice, place=facts.week.place(a.place).name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Go to no sight, shop or theatre twice; that items do not overlap is how the model is built."""
        del facts
        choices = [(act, choice.place, chosen) for act in visit.of(*LEISURE) for choice, chosen in act.choices]
        for (a, here, first), (b, there, second) in combinations(choices, 2):
            if a is not b and here == there:
                m.never(self, a.about + b.about, first, second)


class LongTrip(Rule):
    """PACE-05: a long trip is a day of its own, back for dinner.

    A long trip is an item of the programme (no meal, no rest) at a place over ``shape.long_trip`` minutes one way
    outside rush hours from the night's hotel (from the company, where there is none), on the way to a night in another
    city also from the hotel of the night before. Amount, on such a day: 1 for each other item of the programme at a
    place that is no long trip; and 1 where the guests are not back for dinner — they sleep here, nothing is planned for
    the evening, and dinner is taken at a place as far, or, with no dinner, they reach the hotel after
    ``shape.afternoon_end``.
    """

    id = "PACE-05"
    title = "远途(单程超过 90 分钟)单独安排一天,回来吃晚饭"
    title_en = "A long trip is a day of its own, back for dinner"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    not_alone = Sentence(
        "{day}去远途,同日还有 {count} 项活动", "a long trip on {day}, and {count} other items on the same day"
    )
    no_dinner = Sentence("{day}去远途,赶不回来吃晚饭", "a long trip on {day}, and the guests are not back for dinner")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at days with a long trip."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                home = p.bases(day) if p.stay.nights else ()
                items = [item for item in p.on(day) if item.kind in PROGRAMME_KINDS]
                near = [item for item in items if not is_long_trip(facts, home, item.place)]
                if len(near) == len(items):
                    continue
                if near:
                    yield self.broken(p.id, subject(day=day), len(near), self.not_alone, day=day, count=len(near))
                if self._late(facts, p, day, home):
                    yield self.broken(p.id, subject(day=day), 1, self.no_dinner, day=day)

    def _late(self, facts: Facts, p: Programme, day: dt.date, home: Sequence[str]) -> bool:
        items_by_part = {p.part_of_day(item): item for item in p.on(day)}
        if day not in p.stay.nights or "evening" in items_by_part:
            return False
        if "dinner" in items_by_part:
            return is_long_trip(facts, home, items_by_part["dinner"].place)
        return p.day(day)[-1].start > at(day, facts.shape.afternoon_end)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """For each hotel and day: with a long trip, no other item, and back for dinner."""
        for hotel, chosen in hotels_of_stay(m, visit):
            for day in visit.days:
                home = bases_with(visit.stay, day, hotel)
                acts = [
                    (act, _long_trip_literal(m, facts, home, act, day))
                    for act in visit.of(*PROGRAMME_KINDS)
                    if day in act.on
                ]
                trips = [there for _, there in acts if there is not None]
                if not trips:
                    continue
                trip = m.both(chosen, m.either(*trips))
                near = [act.on[day] if there is None else m.both(act.on[day], m.negated(there)) for act, there in acts]
                m.count(self, subject(day=day), near, hi=0, on=(trip,))
                if day in visit.stay.nights:
                    self._back_for_dinner(m, facts, visit, (day, home, trip))

    def _back_for_dinner(
        self, m: Poster, facts: Facts, visit: VisitView, case: tuple[dt.date, Sequence[str], Lit]
    ) -> None:
        """Forbid that the guests miss dinner, on a day and from a hotel, where the literal of a long trip is true."""
        day, home, trip = case
        dinner, evening = visit.slots[day, Layer.DINNER], visit.slots[day, Layer.EVENING]
        away = m.either(*(lit for place, lit in dinner.place.items() if is_long_trip(facts, home, place)))
        quiet = m.negated(evening.used)
        m.never(self, subject(day=day), trip, quiet, dinner.used, away)
        late = m.less(at(day, facts.shape.afternoon_end) - facts.week.origin, visit.slots[day, Layer.END].start)
        m.never(self, subject(day=day), trip, quiet, m.negated(dinner.used), late)


def is_long_trip(facts: Facts, home: Sequence[str], place: str) -> bool:
    """Tell whether a place is a long trip from a day's hotels, or from the company where there is none."""
    return minutes_from_base(facts, home, place) > facts.shape.long_trip


def _long_trip_literal(m: Poster, facts: Facts, home: Sequence[str], act: Act, day: dt.date) -> Lit | None:
    """Return the literal of an activity being a long trip on a day; None when it never is."""
    there = [lit for choice, lit in act.choices if is_long_trip(facts, home, choice.place)]
    if not there:
        return None
    return act.on[day] if len(there) == len(act.choices) else m.both(act.on[day], m.either(*there))
