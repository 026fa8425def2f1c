"""STAB · when things change: what has started stays, what was announced moves only when it must, what is fixed stays.

Active only where a plan is made again (``Facts.revision``); the announced plan is a fact there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Count, Fact, Minutes
from models.domain.clock import at, day_of, hhmm, minute_of_day
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import label
from models.rules.core.programme import date, programmes
from models.rules.core.view import Layer
from models.rules.core.work import LEADERS_AND_EXPERTS
from models.rules.stability.pinned import state, unkept, unstaffed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts, Stay
    from models.domain.pins import Pin
    from models.domain.plan import Item, Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Act, Choice, Expr, Lit, Slot, VisitView

FREE = ("rest",)
"""Kinds of items that nobody was promised at an hour."""


# ---------------------------------------------------------------- STAB-01


class StartedStays(Rule):
    """STAB-01: what has started or is past stays; what is new starts from now on.

    An item, move or stay at a hotel that has started by ``Revision.now`` keeps its time, place, leaders and experts
    (``models.domain.revision.frozen``: as far as the facts still allow). Amount: 1 a row that changed, 1 an item or
    move that is new or moved and lies in the past.
    """

    id = "STAB-01"
    title = "已经开始或已经过去的安排不再变动,新的安排从现在往后排"
    title_en = "What has started or is past stays; what is new starts from now on"
    cites = PRACTICE
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare with the announced plan up to now."""
        now = facts.revision.now if facts.revision else None
        if now is None:
            return
        for id, pin in facts.frozen.items():
            if sides := unkept(facts, pin, plan):
                yield self.broken(pin.visit, (id,), 1, f"已开始的安排有变动({'、'.join(sides)}):{id}")
        for p in programmes(facts, plan):
            moves = [move for move in p.moves if move.kind != "pick_up"]  # the guests' exit says when
            starts = {item.id: item.start for item in p.items} | {move.id: move.depart for move in moves}
            for id, start in starts.items():
                if start < now and id not in facts.frozen:
                    yield self.broken(p.id, (id,), 1, f"{hhmm(minute_of_day(start))}已经过去:{id}")
            hotel = facts.frozen_hotel(p.id)
            if hotel and any(night.hotel != hotel for night in p.nights):
                yield self.broken(p.id, (p.id, hotel), 1, f"客人已入住{facts.week.hotel(hotel).name},不再换酒店")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Keep what has started; start nothing else before now."""
        now = facts.revision.now if facts.revision else None
        if now is None:
            return
        for pin in facts.frozen.values():
            if pin.visit == visit.id:
                state(self, m, facts, visit, pin)
        hotel = facts.frozen_hotel(visit.id)
        for id, chosen in visit.hotel.items():
            if hotel not in (None, id):
                m.never(self, (visit.id, id), chosen)
        moment = now - facts.week.origin
        for act in visit.acts.values():
            if act.id not in facts.frozen:
                m.limit(self, act.about, act.start, lo=moment, on=[act.done])
        for slot in visit.slots.values():
            if at(slot.day) < now:
                self._from_now_on(m, facts, visit, slot, moment)

    def _from_now_on(self, m: Poster, facts: Facts, visit: VisitView, slot: Slot, moment: int) -> None:
        """Let a move that is not frozen set off from now on; pick-ups set off when the guests are out."""
        if slot.layer is Layer.END and (slot.day == visit.days[-1] or f"{visit.id}/home-{slot.day}" in facts.frozen):
            return
        started = [x for act, x in slot.acts if {act.id, _way_to(act.id)} & set(facts.frozen)]
        origin = facts.location(visit.stay.first[0].origin)
        fresh = [x for (a, _), x in slot.flows.items() if a == origin and slot.day == visit.days[0]]
        on = [slot.moved, *(m.negated(x) for x in (*started, *fresh))]
        m.limit(self, (visit.id, str(slot.day)), slot.depart, lo=moment, on=on)


class StartedStaffStays(Rule):
    """STAB-01a: helpers, cars and drivers stay with what has started. Amount: 1 a row where they changed."""

    id = "STAB-01a"
    title = "已经开始的活动和车程不换人、不换车"
    title_en = "Helpers, cars and drivers stay with what has started"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare with the announced plan up to now."""
        for id, pin in facts.frozen.items():
            if sides := unstaffed(facts, pin, plan):
                yield self.broken(pin.visit, (id,), 1, f"已开始的安排换了{'、'.join(sides)}:{id}")


def _way_to(item: str) -> str:
    visit, _, name = item.partition("/")
    return f"{visit}/to-{name}"


# ---------------------------------------------------------------- STAB-02


class AnnouncedStays(Rule):
    """STAB-02: what has been announced moves only when it must.

    An announced item that is still asked for or owed has moved when it is not in the plan, or there at another start,
    place or room, or without a leader or expert who was announced for it; an announced hotel when it is another.
    Rests count for nothing, nor does what has started (STAB-01) or is fixed otherwise (STAB-03). Amount: the level's
    number (A to D), times ``today`` when it was to start within ``near`` minutes from now, times ``tomorrow`` within
    twice as long; without a now, times 1.
    """

    id = "STAB-02"
    title = "已通知的安排能不动就不动,级别越高、时间越近,越不动"
    title_en = "What has been announced moves only when it must"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """What a moved item counts, by level, and how much more when it is near."""

        level: tuple[Count, Count, Count, Count] = (4, 3, 2, 1)
        near: Minutes = 1440
        today: Count = 3
        tomorrow: Count = 2

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each announced item with the plan's."""
        if facts.revision is None:
            return
        now = {item.id: item for item in plan.items}
        for p in programmes(facts, plan):
            for item in self._promised(facts, p.stay):
                if _moved(facts, item, now.get(item.id)):
                    amount = self._amount(facts, p.stay, item.start)
                    yield self.broken(p.id, (item.id,), amount, f"已通知的安排有变动:{label(item)}")
            hotel = self._hotel(facts, p.stay)
            if hotel and any(night.hotel != hotel for night in p.nights):
                amount, name = self._amount(facts, p.stay, at(p.stay.nights[0])), facts.week.hotel(hotel).name
                yield self.broken(p.id, (p.id, hotel), amount, f"已通知的酒店有变动:{name}")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each announced item that is not as it was."""
        for item in self._promised(facts, visit.stay):
            act = visit.acts.get(item.id)
            moved = differs(m, facts, act, item) if act is not None else m.both()
            m.limit(self, (item.id,), self._amount(facts, visit.stay, item.start) * moved, hi=0)
        hotel = self._hotel(facts, visit.stay)
        if hotel:
            moved = m.negated(visit.hotel[hotel]) if hotel in visit.hotel else m.both()
            amount = self._amount(facts, visit.stay, at(visit.stay.nights[0]))
            m.limit(self, (visit.id, hotel), amount * moved, hi=0)

    def _hotel(self, facts: Facts, stay: Stay) -> str | None:
        """Return the hotel that was announced to a visit that we still lodge; the guests' own is theirs to change."""
        plan = facts.revision.announced if facts.revision else None
        hotels = {night.hotel for night in plan.nights if night.visit == stay.id} if plan else set()
        lodged = stay.visit.provides.lodging and stay.nights and stay.visit.hotel is None
        return hotels.pop() if lodged and len(hotels) == 1 else None

    def _promised(self, facts: Facts, stay: Stay) -> Iterator[Item]:
        """Yield the announced items of a visit that could stay as they are."""
        if facts.revision is None:
            return
        fixed = {pin.of for pin in facts.revision.pins if pin.out or pin.sides & {"time", "place"}}
        for item in facts.revision.items.values():
            free = item.kind in FREE or item.id in fixed or item.id in facts.frozen
            if item.visit == stay.id and not free and _still(stay, item):
                yield item

    def _amount(self, facts: Facts, stay: Stay, start: int) -> int:
        """Return what moving an item counts: at least 1, so that a break has an amount."""
        revision = facts.revision
        amount = int(self.n.level["ABCD".index(stay.level)])
        if revision is not None and revision.now is not None:
            ahead = start - revision.now
            amount *= self.n.today if ahead <= self.n.near else self.n.tomorrow if ahead <= 2 * self.n.near else 1
        return max(1, amount)


def _still(stay: Stay, item: Item) -> bool:
    """Tell whether an announced item is still asked for or owed."""
    if item.request is not None:
        return item.request in {request.id for request in stay.visit.requests}
    days = {day for day in stay.days if at(day) <= item.start < at(day, 1440)}
    if item.kind == "lunch":
        return any(stay.lunch_owed(day) for day in days)
    if item.kind == "dinner":
        return any(stay.dinner_owed(day) for day in days)
    if item.kind == "check_in":
        return bool(stay.nights) and stay.days[0] in days
    return item.kind == "sight" and stay.visit.sights == "planner" and item.place not in stay.visit.refused


def _moved(facts: Facts, old: Item, new: Item | None) -> bool:
    if new is None or new.start != old.start or (new.room, new.dining_room) != (old.room, old.dining_room):
        return True
    if not _packed(old) and facts.location(new.place) != facts.location(old.place):
        return True
    return not _named(old) <= _named(new)


def _named(item: Item) -> set[tuple[str, str]]:
    return {(duty.role, duty.person) for duty in item.duties if duty.role in LEADERS_AND_EXPERTS and duty.person}


def differs(m: Poster, facts: Facts, act: Act, old: Item) -> Lit:
    """Return a literal that is true exactly when an activity is not as it was announced."""
    start: Expr = old.start - facts.week.origin
    same = [literal for choice, literal in act.choices if _same(facts, choice, old)]
    gone = [m.negated(_taken(act, role, person)) for role, person in sorted(_named(old))]
    return m.either(
        m.less(act.start, start),
        m.less(start, act.start),
        m.negated(act.done),
        m.negated(m.either(*same)),
        *gone,
    )


def _taken(act: Act, role: str, person: str) -> Lit:
    return next((part.chosen for part in act.parts if part.person == person and part.role == role), 0)


def _packed(item: Item) -> bool:
    return item.kind in ("lunch", "dinner") and item.dining_room is None


def _same(facts: Facts, choice: Choice, old: Item) -> bool:
    """Tell whether a choice is what was announced; where a packed meal is eaten was not."""
    if (choice.room, choice.dining_room) != (old.room, old.dining_room):
        return False
    return _packed(old) or facts.location(choice.place) == facts.location(old.place)


# ---------------------------------------------------------------- STAB-03


class PinsKept(Rule):
    """STAB-03: what a leader or the secretary fixed stays: time, place, leaders and experts, each apart.

    Amount: 1 a side that is not as fixed.
    """

    id = "STAB-03"
    title = "领导指定或已锁定的时间、地点、出席人员不动"
    title_en = "Time, place and leaders that are fixed or locked stay"
    cites = PRACTICE
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each pin with the plan."""
        for pin in facts.revision.pins if facts.revision else ():
            if pin.visit in facts.visits and (sides := unkept(facts, pin, plan)):
                text = f"{_pin_label(facts, pin)}没有按指定:{'、'.join(sides)}"
                yield self.broken(pin.visit, (pin.of,), len(sides), text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """State each pin."""
        for pin in facts.revision.pins if facts.revision else ():
            if pin.visit == visit.id:
                state(self, m, facts, visit, pin)


class StaffPinsKept(Rule):
    """STAB-03a: helpers, cars and drivers that are fixed stay. Amount: 1 a side that is not as fixed."""

    id = "STAB-03a"
    title = "已指定或已锁定的工作人员、车辆、司机不换"
    title_en = "Helpers, cars and drivers that are fixed or locked stay"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each pin with the plan."""
        for pin in facts.revision.pins if facts.revision else ():
            if pin.visit in facts.visits and (sides := unstaffed(facts, pin, plan)):
                text = f"{_pin_label(facts, pin)}没有按指定:{'、'.join(sides)}"
                yield self.broken(pin.visit, (pin.of,), len(sides), text)


def _pin_label(facts: Facts, pin: Pin) -> str:
    old = facts.revision.items.get(pin.of) if facts.revision else None
    if old is not None:
        return str(label(old))
    return f"{date(day_of(pin.start))}{hhmm(minute_of_day(pin.start))} {pin.of}" if pin.start is not None else pin.of
