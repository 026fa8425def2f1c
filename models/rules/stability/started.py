"""STAB-01, 01a · what has started or is past stays; where a plan is made again (``Facts.revision``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import at, minute_of_day
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, Several, TimeOfDay, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer
from models.rules.stability.part_label import part_label
from models.rules.stability.pin_constraints import (
    judged_started,
    pin_subject,
    post_pin,
    unkept_sides,
    unkept_staff_sides,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Slot, VisitView


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
    judges_frozen = True
    judges_single_items = True
    changed = Sentence("已开始的安排有变动({sides}):{what}", "what has started was changed ({sides}): {what}")
    past = Sentence("{time}已经过去:{what}", "{time} is past: {what}")
    moved_out = Sentence(
        "客人已入住{hotel},不再换酒店", "the guests have moved into {hotel} and do not change the hotel any more"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare with the announced plan up to now."""
        now = facts.revision.now if facts.revision else None
        if now is None:
            return
        for id, pin in judged_started(facts, plan):
            if sides := unkept_sides(facts, pin, plan):
                about = pin_subject(facts, pin, plan)
                yield self.broken(
                    pin.visit, about, 1, self.changed, sides=Several(tuple(sides)), what=part_label(facts, id, plan)
                )
        for p in programmes(facts, plan):
            starts = {subject(item=item.id): item.start for item in p.items}
            # a pick-up leaves when the guests are out, which no plan decides
            starts |= {subject(move=move.id): move.depart for move in p.moves if move.kind != "pick_up"}
            for about, start in starts.items():
                id = about.ids[0]
                if start < now and id not in facts.frozen:
                    yield self.broken(
                        p.id,
                        about,
                        1,
                        self.past,
                        time=TimeOfDay(minute_of_day(start)),
                        what=part_label(facts, id, plan),
                    )
            hotel = facts.frozen_hotel(p.id)
            if hotel and any(night.hotel != hotel for night in p.nights if night.day not in p.stay.nights_away):
                about, name = subject(visit=p.id, place=hotel), facts.week.hotel(hotel).name
                yield self.broken(p.id, about, 1, self.moved_out, hotel=name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Keep what has started; start nothing else before now."""
        now = facts.revision.now if facts.revision else None
        if now is None:
            return
        for pin in facts.frozen.values():
            if pin.visit == visit.id:
                post_pin(self, m, facts, visit, pin)
        hotel = facts.frozen_hotel(visit.id)
        for id, chosen in visit.hotel.items():
            if hotel not in (None, id):
                m.never(self, subject(visit=visit.id, place=id), chosen)
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
        started = [x for act, x in slot.acts if {act.id, _move_to(act.id)} & set(facts.frozen)]
        origin = facts.location(visit.stay.first[0].origin)
        fresh = [x for (a, _), x in slot.flows.items() if a == origin and slot.day == visit.days[0]]
        on = [slot.moved, *(m.negated(x) for x in (*started, *fresh))]
        m.limit(self, subject(visit=visit.id, day=slot.day), slot.depart, lo=moment, on=on)


class StartedStaffStays(Rule):
    """STAB-01a: helpers, cars and drivers stay with what has started. Amount: 1 a row where they changed.

    Of what goes on for longer than announced, those may leave who have begun something else before it is over.
    """

    id = "STAB-01a"
    title = "已经开始的活动和车程不换人、不换车"
    title_en = "Helpers, cars and drivers stay with what has started"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    judges_frozen = True
    changed = Sentence("已开始的安排换了{sides}:{what}", "what has started has other {sides}: {what}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare with the announced plan up to now."""
        ends = {item.id: item.end for item in plan.items}
        for id, pin in judged_started(facts, plan):
            away = _called_away(facts, pin, ends.get(pin.of, 0))
            staying = tuple(person for person in pin.people or () if person not in away)
            kept = pin.replace(people=None if pin.people is None else staying)
            if sides := unkept_staff_sides(facts, kept, plan):
                about = pin_subject(facts, pin, plan)
                yield self.broken(
                    pin.visit, about, 1, self.changed, sides=Several(tuple(sides)), what=part_label(facts, id, plan)
                )


def _called_away(facts: Facts, pin: Pin, end: int) -> set[str]:
    """Return who, as announced, has begun something else before an item that goes on for longer ends."""
    former = facts.revision.former if facts.revision else None
    announced = next((item.end for item in former.items if item.id == pin.of), end) if former else end
    return {
        person
        for other in facts.frozen.values()
        if other.of != pin.of and other.start is not None and announced <= other.start < end
        for person in other.people or ()
    }


def _move_to(item: str) -> str:
    visit, _, name = item.partition("/")
    return f"{visit}/to-{name}"
