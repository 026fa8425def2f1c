"""SENSE-02, 02a, 03, 16 · the days of arrival and departure: hotel first, breakfast, late arrivals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.activities import LEISURE, WORKING_MEALS, outside_hosts
from models.domain.base import Fact, Minutes
from models.domain.clock import at, minute_of_day
from models.domain.day_windows import SMALL_HOURS
from models.domain.included_meals import included_meal
from models.domain.places import ArrivalPoint
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, TimeOfDay, about, label, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, Slot, VisitView

AT_HOTEL = ("check_in", "rest")
"""Kinds of items at the hotel, which are no programme."""


class HotelFirst(Rule):
    """SENSE-02: after landing the hotel first, when its rooms are open.

    On the day of arrival of guests whom we lodge: when their rooms are open by the time at which they could be there
    (``Stay.rooms_open``: those of level A always are), the first item is the check-in. Another one may be first that
    begins within ``within`` minutes of their exit, unless it could be later: a sight or tour that neither a fixed time
    nor another host waits for, and of level A whatever the guests or hosts did not fix; and what lies on a way to the
    hotel of more than ``within`` minutes, which it lengthens by ``detour`` at most. What takes place at the airport or
    station where they arrive comes before the hotel and is passed over. Else the luggage stays in the vehicle, which
    the list of things to do says. Nor do sights, or dinner and what comes after it, precede the check-in, where rooms
    were open so early that it could have been done before; a first item is judged as said. Where the visit says whether
    the hotel comes first, that counts (SENSE-02a). A rest at the hotel on that day comes after the check-in. Amount: 1
    each.
    """

    id = "SENSE-02"
    title = "抵达后先到酒店办理入住(房间已可入住时),除非第一项活动很近"
    title_en = "After landing the hotel first when rooms are open"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")
    rest_first = Sentence("{item}时还没有办理入住", "{item} comes before the check-in")
    not_first = Sentence(
        "{item}之前未先到酒店办理入住", "{item} comes before the check-in at the hotel, although rooms are open"
    )

    still_not_seen = Sentence(
        "{item}之前还没有到酒店办理入住", "{item} comes before the check-in, for which there was time"
    )

    class Numbers(Fact):
        """How soon an item may come before the hotel."""

        within: Minutes = 90
        """Minutes from the exit: an item that starts no later than this may come before the check-in."""
        detour: Minutes = 20
        """Minutes of road by which an item on the way to the hotel lengthens it, at most."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first item of the day of arrival."""
        for p in programmes(facts, plan):
            day = p.stay.days[0]
            hotel, items = p.hotel(day), p.on(day)
            settled = [item.start for item in items if item.kind == "check_in"]
            for item in items:
                if item.kind == "rest" and not any(start <= item.start for start in settled):
                    yield self.broken(p.id, about(item), 1, self.rest_first, item=label(item))
            if not items or hotel is None or not self._due(p.stay):
                continue
            first, open_at_once = _first_away(facts, p), self._open(facts, p.stay, hotel)
            soon = first is not None and self._excused(facts, p, first, hotel)
            if first and first.kind not in AT_HOTEL and open_at_once and not soon:
                yield self.broken(p.id, subject(day=day), 1, self.not_first, item=label(first))
            since = self._settled_by(facts, p.stay, hotel)
            for item in items:
                done = any(start <= item.start for start in settled)
                judged = item is first and (soon or open_at_once)
                here = at_arrival_point(facts, p.stay, item.place)
                if item.start >= since and not (done or judged or here) and self._ends_the_wait(p, item):
                    yield self.broken(p.id, subject(day=day), 1, self.still_not_seen, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never something else first, so late, with rooms open."""
        stay, day = visit.stay, visit.days[0]
        self._rest(m, visit)
        if not self._due(stay):
            return
        settled: list[Lit] = []
        for slot, first in _first_elsewhere(m, facts, visit):
            due_later = m.less(stay.start - facts.week.origin + self.n.within, slot.start)
            before = m.negated(m.either(*settled))
            away = m.either(*self._away(facts, visit, slot))
            for hotel, chosen in visit.sleeps(day).items():
                late = m.either(*self._late(m, facts, stay, slot, hotel, due_later))
                open_at_once = self._open(facts, stay, hotel)
                if open_at_once:
                    m.never(self, subject(day=day), chosen, late, *first)
                judged = m.both(*first) if open_at_once else m.both(*first, m.negated(late))
                moment = self._settled_by(facts, stay, hotel) - facts.week.origin
                there = m.negated(m.less(slot.start, moment))
                m.never(self, subject(day=day), away, before, m.negated(judged), chosen, there)
            settled += [x for act, x in slot.acts if act.kind == "check_in"]

    def _late(self, m: Poster, facts: Facts, stay: Stay, slot: Slot, hotel: str, due_later: Lit) -> Iterator[Lit]:
        """Yield the literals of items in a slot that may not be first, with a hotel."""
        for act, x in slot.acts:
            on_way = [lit for choice, lit in act.choices if self._is_on_way(facts, stay, choice.place, hotel)]
            late = m.both() if _could_be_later(stay, act.kind, act.request) else due_later
            yield m.both(x, late, m.negated(m.either(*on_way)))

    def _excused(self, facts: Facts, p: Programme, first: Item, hotel: str) -> bool:
        """Tell whether the first item is due so soon, or lies so well, that the hotel comes after it."""
        soon = first.start <= p.stay.start + self.n.within
        due = soon and not _could_be_later(p.stay, first.kind, p.request(first))
        return due or self._is_on_way(facts, p.stay, first.place, hotel)

    def _is_on_way(self, facts: Facts, stay: Stay, place: str, hotel: str) -> bool:
        """Tell whether a place lies on a long way to a hotel: guests see it in passing, whatever it is."""
        base, origin = facts.travel.base, stay.first[0].origin
        direct = base(origin, hotel)
        along = bool(place) and base(origin, place) + base(place, hotel) <= direct + self.n.detour
        return along and direct > self.n.within

    def _away(self, facts: Facts, visit: VisitView, slot: Slot) -> list[Lit]:
        """Return the literals of what comes after the check-in in a slot, but for what is at the airport or station."""
        evening = slot.layer in (Layer.DINNER, Layer.EVENING)
        asked = ((act, x) for act, x in slot.acts if evening or act.kind in LEISURE)
        return [x for act, x in asked if not _at_arrival_point(facts, visit.stay, act)]

    def _ends_the_wait(self, p: Programme, item: Item) -> bool:
        """Tell whether the check-in cannot wait any longer than for an item: a sight, or the evening."""
        return item.kind in LEISURE or p.part_of_day(item) in ("dinner", "evening")

    def _settled_by(self, facts: Facts, stay: Stay, hotel: str) -> int:
        """Return when guests can have checked in, once they come so early that they wait for their rooms."""
        opens = at(stay.days[0], stay.rooms_open(facts.week.hotel(hotel)))
        there = facts.travel.after(stay.first[0].origin, hotel, stay.start)
        return (max(opens, there) if stay.level == "A" else opens) + stay.owed_minutes("check_in")

    def _rest(self, m: Poster, visit: VisitView) -> None:
        """Never a rest on the first day without a check-in before it."""
        settled = list(visit.of("check_in"))
        for rest in visit.of("rest"):
            if visit.days[0] in rest.on:
                before = [m.both(act.done, m.negated(m.less(rest.start, act.start))) for act in settled]
                m.never(self, rest.about, rest.on[visit.days[0]], m.negated(m.either(*before)))

    def _due(self, stay: Stay) -> bool:
        return stay.visit.hotel_first is None and _lodged(stay)

    def _open(self, facts: Facts, stay: Stay, hotel: str) -> bool:
        """Tell whether the rooms are open when the guests can be at the hotel."""
        there = facts.travel.after(stay.first[0].origin, hotel, stay.start)
        return there >= at(stay.days[0], stay.rooms_open(facts.week.hotel(hotel)))


def _could_be_later(stay: Stay, kind: str, request: Request | None) -> bool:
    """Tell whether an item could as well come after the hotel (SENSE-02)."""
    fixed = request is not None and (request.at is not None or request.on == stay.days[0])
    if stay.level == "A":
        return kind not in (*WORKING_MEALS, *AT_HOTEL) and not fixed
    waits = fixed or (request is not None and bool(outside_hosts(request)))
    return kind in (*LEISURE, "tour", "project") and not waits


class HotelFirstAsked(Rule):
    """SENSE-02a: where the visit says that the hotel comes first, it does, at whatever hour the guests arrive.

    The rooms are asked for early (``Stay.rooms_open``), which the list of things to do says. Amount: 1 where the first
    item of the day of arrival, but for what takes place at the airport or station, is elsewhere.
    """

    id = "SENSE-02a"
    title = "注明先到酒店的,先办理入住,再安排活动"
    title_en = "Where the hotel is to come first, the check-in comes before everything else"
    cites = PRACTICE
    levels = ("must", "should", "off")
    not_first = Sentence("{item}之前应先到酒店办理入住", "{item} comes before the hotel, which was to come first")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first item of the day of arrival."""
        for p in programmes(facts, plan):
            first = _first_away(facts, p) if p.stay.visit.hotel_first and _lodged(p.stay) else None
            if first and first.kind not in AT_HOTEL:
                yield self.broken(p.id, about(first), 1, self.not_first, item=label(first))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never something else first."""
        if visit.stay.visit.hotel_first and _lodged(visit.stay):
            for _, first in _first_elsewhere(m, facts, visit):
                m.never(self, subject(day=visit.days[0]), *first)


def _lodged(stay: Stay) -> bool:
    return stay.visit.provides.lodging and bool(stay.nights)


def _first_away(facts: Facts, p: Programme) -> Item | None:
    """Return the first item of the day of arrival that is not at the airport or station."""
    items = p.on(p.stay.days[0])
    return next((item for item in items if not at_arrival_point(facts, p.stay, item.place)), None)


def _first_elsewhere(m: Poster, facts: Facts, visit: VisitView) -> Iterator[tuple[Slot, tuple[Lit, ...]]]:
    """Yield the slots of the day of arrival with what holds where the first item of that day is there, not at rest.

    What takes place at the airport or station comes before it and is passed over.
    """
    before: list[Lit] = []
    for slot in visit.day(visit.days[0]):
        if slot.layer is not Layer.END and slot.acts:
            at_rest = m.either(*(x for act, x in slot.acts if act.kind in AT_HOTEL))
            here = [x for act, x in slot.acts if _at_arrival_point(facts, visit.stay, act)]
            gone = m.both(slot.used, m.negated(m.either(*here))) if here else slot.used
            yield slot, (gone, m.negated(at_rest), *before)
            before.append(m.negated(gone))


def at_arrival_point(facts: Facts, stay: Stay, place: str) -> bool:
    """Tell whether a place is the airport or station where the first guests arrive."""
    origin = stay.first[0].origin
    return isinstance(facts.week.place(origin), ArrivalPoint) and facts.location(place) == facts.location(origin)


def _at_arrival_point(facts: Facts, stay: Stay, act: Act) -> bool:
    return all(choice.place and at_arrival_point(facts, stay, choice.place) for choice, _ in act.choices)


class BreakfastBeforePickUp(Rule):
    """SENSE-03: breakfast at the hotel before the first pick-up, unless a flight forces it (then it is packed).

    On each day after a night: the guests set off (with no way: the first item begins) not before the hotel's breakfast
    and ``breakfast_minutes`` more; a day that begins with the see-off is exempt, or with an item at which they have
    their breakfast. Amount: minutes too early.
    """

    id = "SENSE-03"
    title = "出发前留足早餐时间(酒店早餐开始后 60 分钟),赶航班的备好外带早餐"
    title_en = "Breakfast at the hotel before the first pick-up, packed where a flight forces it"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must",)
    early = Sentence(
        "{day}{time}出发,早餐时间少 {minutes} 分钟", "departure on {day} {time}: {minutes} min too early for breakfast"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first step of each morning."""
        for p in programmes(facts, plan):
            for day in p.stay.days[1:]:
                hotel, step = p.hotel(p.stay.days[p.stay.days.index(day) - 1]), p.day(day)[0]
                if hotel is None or step.item is None or included_meal(p.request(step.item)) == "breakfast":
                    continue
                sets_off = step.moves[0].depart if step.moves else step.start
                early = self._ready(facts, hotel, day) - sets_off
                if early > 0:
                    where, time = subject(day=day), TimeOfDay(minute_of_day(sets_off))
                    yield self.broken(p.id, where, early, self.early, day=day, time=time, minutes=early)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the slots with which a day may begin by the hotel's breakfast; later ones begin too late for that."""
        for day in visit.days[1:]:
            for slot in (visit.slots[day, layer] for layer in (Layer.AM1, Layer.LUNCH, Layer.PM1)):
                elsewhere = [m.negated(x) for act, x in slot.acts if included_meal(act.request) == "breakfast"]
                for hotel, chosen in visit.sleeps(day - dt.timedelta(days=1)).items() if slot.acts else ():
                    ready, about = self._ready(facts, hotel, day) - facts.week.origin, subject(day=day)
                    here = (chosen, *elsewhere)
                    m.limit(self, about, slot.depart, lo=ready, on=(*here, slot.moved))
                    m.limit(self, about, slot.start, lo=ready, on=(*here, slot.used, m.negated(slot.moved)))

    def _ready(self, facts: Facts, hotel: str, day: dt.date) -> int:
        return at(day, facts.week.hotel(hotel).breakfast_from + facts.shape.breakfast_minutes)


class LateArrival(Rule):
    """SENSE-16: guests who are out after ``dinner_arrival_latest`` go to the hotel: a light supper, no programme.

    Amount: 1 an item on that day, check-in and rest not counted.
    """

    id = "SENSE-16"
    title = "20:30 以后抵达的当晚不安排活动,备简餐"
    title_en = "Arrival after 20:30: no dinner programme, a light supper"
    cites = PRACTICE
    unit = "items"
    levels = ("must", "should", "off")
    too_late = Sentence("{item}安排在深夜抵达之后", "{item} comes after an arrival late at night")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the day of arrival."""
        for p in programmes(facts, plan):
            for item in p.on(p.stay.days[0]) if arrives_late(facts, p.stay) else ():
                if item.kind not in AT_HOTEL:
                    yield self.broken(p.id, about(item), 1, self.too_late, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never on that day."""
        for act in visit.acts.values() if arrives_late(facts, visit.stay) else ():
            if act.kind not in AT_HOTEL and visit.days[0] in act.on:
                m.never(self, act.about, act.on[visit.days[0]])


def arrives_late(facts: Facts, stay: Stay) -> bool:
    """Tell whether the first guests are out too late for a dinner (SENSE-16)."""
    return out_late(facts, stay.start)


def out_late(facts: Facts, moment: int) -> bool:
    """Tell whether guests who are out at a moment are too late for a dinner; the small hours are late too."""
    out = minute_of_day(moment)
    return out > facts.shape.dinner_arrival_latest or out < SMALL_HOURS
