"""STAB-02 · what was announced moves only when it must; where a plan is made again (``Facts.revision``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Count, Fact, Minutes
from models.domain.clock import DAY, at
from models.domain.demands import deputies_at
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.pins import Pin
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Act, Choice, Expr, Lit, VisitView

KINDS_WITHOUT_PROMISED_HOUR = ("rest",)
"""Kinds of items that nobody was promised at an hour."""


class AnnouncedStays(Rule):
    """STAB-02: what has been announced moves only when it must.

    An announced item that is still asked for or owed has moved when it is not in the plan, or there at another start,
    place or room, or without a leader or expert who was announced for it and for whom no deputy stands in; an announced
    hotel when it is another.
    Rests count for nothing, nor does what has started (STAB-01). What of an item is fixed otherwise (STAB-03) is
    promised as it is fixed now. Amount: the level's number (A to D), times ``today`` when it was to start within
    ``near`` minutes from now, times ``tomorrow`` within twice as long; without a now, times 1.

    A plan that is only improved (``Revision.start``) costs nothing to move, yet nothing moves without a gain that
    people notice (``models.itinerary.search.keep_start``).
    """

    id = "STAB-02"
    title = "已通知的安排能不动就不动,级别越高、时间越近,越不动"
    title_en = "What has been announced moves only when it must"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    judges_frozen = True
    item_moved = Sentence("已通知的安排有变动:{item}", "an announced item has moved: {item}")
    hotel_changed = Sentence("已通知的酒店有变动:{hotel}", "the announced hotel has changed: {hotel}")

    class Numbers(Fact):
        """What a moved item counts, by level, and how much more when it starts soon."""

        level: tuple[Count, Count, Count, Count] = (4, 3, 2, 1)
        """Amount of a moved item of a visit of level A, B, C, D."""
        near: Minutes = DAY
        """Minutes from now within which ``today`` applies; within twice as many, ``tomorrow``."""
        today: Count = 3
        """Factor of what starts within ``near``."""
        tomorrow: Count = 2
        """Factor of what starts within twice ``near``."""
        noticeable: Count = 3
        """Per cent by which preferences must get better, where a plan is improved, for anything to move for them."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each announced item with the plan's."""
        if facts.revision is None:
            return
        now = {item.id: item for item in plan.items}
        for p in programmes(facts, plan):
            for item in self._promised(facts, p.stay):
                new = now.get(item.id)
                if new is None or _moved(facts, item, new):
                    amount = self._amount(facts, p.stay, item.start)
                    yield self.broken(p.id, subject(item=item.id), amount, self.item_moved, item=label(item))
            hotel = self._hotel(facts, p.stay)
            if hotel and any(night.hotel != hotel for night in p.nights if night.day in p.stay.home_nights):
                amount, name = self._amount(facts, p.stay, at(p.stay.home_nights[0])), facts.week.hotel(hotel).name
                about = subject(visit=p.id, place=hotel)
                yield self.broken(p.id, about, amount, self.hotel_changed, hotel=name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each announced item that is not as it was."""
        for item in self._promised(facts, visit.stay):
            act = visit.acts.get(item.id)
            moved = differs(m, facts, act, item) if act is not None else m.both()
            m.limit(self, subject(item=item.id), self._amount(facts, visit.stay, item.start) * moved, hi=0)
        hotel = self._hotel(facts, visit.stay)
        if hotel:
            moved = m.negated(visit.hotel[hotel]) if hotel in visit.hotel else m.both()
            amount = self._amount(facts, visit.stay, at(visit.stay.home_nights[0]))
            m.limit(self, subject(visit=visit.id, place=hotel), amount * moved, hi=0)

    def _hotel(self, facts: Facts, stay: Stay) -> str | None:
        """Return the hotel that was announced to a visit that we still lodge; the guests' own is theirs to change."""
        plan = facts.revision.announced if facts.revision else None
        nights = [night for night in plan.nights if night.visit == stay.id] if plan else []
        hotels = {night.hotel for night in nights if night.day not in stay.nights_away}
        lodged = stay.visit.provides.lodging and stay.home_nights and stay.visit.hotel is None
        return hotels.pop() if lodged and len(hotels) == 1 else None

    def _promised(self, facts: Facts, stay: Stay) -> Iterator[Item]:
        """Yield the announced items of a visit that could stay as they are, or as they are fixed since."""
        if facts.revision is None:
            return
        out = {pin.of for pin in facts.revision.pins if pin.out or _moves_without_room(facts, pin)}
        for item in facts.revision.items.values():
            free = item.kind in KINDS_WITHOUT_PROMISED_HOUR or item.id in out or item.id in facts.frozen
            if item.visit == stay.id and not free and _still_asked_for(stay, item):
                yield _as_fixed(item, _pins_of(facts, item))

    def _amount(self, facts: Facts, stay: Stay, start: int) -> int:
        """Return what moving an item counts: at least 1, so that a break has an amount."""
        revision = facts.revision
        amount = int(self.n.level["ABCD".index(stay.level)])
        if revision is not None and revision.now is not None:
            ahead = start - revision.now
            amount *= self.n.today if ahead <= self.n.near else self.n.tomorrow if ahead <= 2 * self.n.near else 1
        return max(1, amount)


def _still_asked_for(stay: Stay, item: Item) -> bool:
    """Tell whether an announced item is still asked for or owed."""
    if item.request is not None:
        return item.request in {request.id for request in stay.visit.requests}
    days = {day for day in stay.days if at(day) <= item.start < at(day, DAY)}
    if item.kind == "lunch":
        return any(stay.lunch_owed(day) for day in days)
    if item.kind == "dinner":
        return any(stay.dinner_owed(day) for day in days)
    if item.kind == "check_in":
        return bool(stay.nights) and stay.days[0] in days
    return item.kind == "sight" and stay.visit.sights == "planner" and item.place not in stay.visit.refused


def _moves_without_room(facts: Facts, pin: Pin) -> bool:
    """Tell whether a pin puts an announced item elsewhere and leaves the room there open."""
    item = facts.revision.items.get(pin.of) if facts.revision else None
    return item is not None and pin.room is None and pin.place not in (None, item.place)


def _pins_of(facts: Facts, item: Item) -> tuple[Pin, ...]:
    return tuple(pin for pin in (facts.revision.pins if facts.revision else ()) if pin.of == item.id)


def _as_fixed(item: Item, pins: Iterable[Pin]) -> Item:
    """Return an item with what pins fix of it: that is no move of ours."""
    for pin in pins:
        start = item.start if pin.start is None else pin.start
        place = item.place if pin.place is None else pin.place
        room = {} if pin.room is None else {"room" if item.dining_room is None else "dining_room": pin.room}
        duties = tuple(duty for duty in item.duties if duty.person not in pin.without)
        fixed = {"start": start, "end": start + item.minutes, "place": place, "duties": duties, **room}
        item = item.model_copy(update=fixed)
    return item


def _moved(facts: Facts, old: Item, new: Item) -> bool:
    if new.start != old.start or _rooms(new) != _rooms(old):
        return True
    if not old.is_packed_meal and facts.location(new.place) != facts.location(old.place):
        return True
    stay = facts.stay(new.visit)
    request = next((request for request in stay.visit.requests if request.id == new.request), None)
    deputies, here = deputies_at(facts, stay, request), chosen_people(new)
    return any((role, person) not in here and not _covered(role, deputies, here) for role, person in chosen_people(old))


def _rooms(what: Item | Choice) -> tuple[object, ...]:
    return what.room, what.dining_room, what.lunch


def _covered(role: str, deputies: frozenset[str], here: set[tuple[str, str]]) -> bool:
    """Tell whether a deputy stands in: who is on leave cannot come, and the item stays where it was."""
    return any((role, deputy) in here for deputy in deputies)


def chosen_people(item: Item) -> set[tuple[str, str]]:
    """Return the leaders and experts of an item, each with the role."""
    return {(duty.role, duty.person) for duty in item.duties if duty.role in CHOSEN_ROLES and duty.person}


def differs(m: Poster, facts: Facts, act: Act, old: Item) -> Lit:
    """Return a literal that is true exactly when an activity is not as it was announced."""
    start: Expr = old.start - facts.week.origin
    same = [literal for choice, literal in act.choices if _same(facts, choice, old)]
    deputies = deputies_at(facts, facts.stay(old.visit), act.request)
    gone = [
        m.negated(m.either(_taken(act, role, person), *(_taken(act, role, deputy) for deputy in sorted(deputies))))
        for role, person in sorted(chosen_people(old))
    ]
    return m.either(
        m.less(act.start, start),
        m.less(start, act.start),
        m.negated(act.done),
        m.negated(m.either(*same)),
        *gone,
    )


def _taken(act: Act, role: str, person: str) -> Lit:
    return next((part.chosen for part in act.parts if part.person == person and part.role == role), 0)


def _same(facts: Facts, choice: Choice, old: Item) -> bool:
    """Tell whether a choice is what was announced; where a packed meal is eaten was not."""
    if _rooms(choice) != _rooms(old):
        return False
    return old.is_packed_meal or facts.location(choice.place) == facts.location(old.place)
