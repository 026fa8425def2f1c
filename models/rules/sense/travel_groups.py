"""SENSE-17 · travel groups that come late or leave early take part in what they can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import DAY
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Phrase, Sentence, label, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import GroupStay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit, Slot, VisitView


def ready(facts: Facts, group: GroupStay, place: str) -> int:
    """Return the moment from which a late group can take part at a place."""
    return facts.travel.after(group.origin, place, group.exit) + facts.shape.settle


def latest(facts: Facts, group: GroupStay, place: str) -> int:
    """Return the moment until which an early group can stay at a place."""
    return group.deadline - facts.travel.minutes(place, group.target, group.deadline)


class GroupParticipation(Rule):
    """SENSE-17: a travel group takes part in what it can reach.

    Amount: items that begin after a late group could be there, or end before an early one must leave, without it.
    """

    id = "SENSE-17"
    title = "后到、先走的客人尽量不缺席"
    title_en = "Late comers and early leavers miss as little as may be"
    cites = PRACTICE
    unit = "items"
    levels = ("prefer", "should", "note", "off")
    missed = Sentence("{item}缺{which}的 {guests} 位客人", "{item} is missed by guests {which} (guests: {guests})")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at every item that a travel group is not in."""
        for p in programmes(facts, plan):
            for group in p.stay.groups if len(p.stay.groups) > 1 else ():
                yield from self._missed(facts, p, group)

    def _missed(self, facts: Facts, p: Programme, group: GroupStay) -> Iterator[Violation]:
        for item in p.items:
            if not item.groups or group.id in item.groups:
                continue
            if ready(facts, group, item.place) <= item.start and item.end <= latest(facts, group, item.place):
                where, late = subject(item=item.id, group=group.id), group.group.arrival.at > item.start - DAY
                which = Phrase("后到", "who come later") if late else Phrase("先走", "who leave earlier")
                yield self.broken(p.id, where, 1, self.missed, item=label(item), which=which, guests=group.size)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each slot on the day of coming or going that a group could be in, and is not."""
        origin = facts.week.origin
        for id, joins in visit.joins.items():
            group = visit.group(id)
            for slot in self._day(visit, joins):
                absent = m.negated(m.either(*(lit for key, lit in joins.items() if key <= (slot.day, slot.layer))))
                for place, here in slot.place.items():
                    if latest(facts, group, place) > ready(facts, group, place):
                        may_join = [m.less(ready(facts, group, place) - origin - 1, slot.start)]
                        if id in visit.leaves:
                            may_join.append(m.less(slot.end, latest(facts, group, place) - origin + 1))
                        m.never(self, subject(group=id), slot.used, here, absent, *may_join)
        for id, leaves in visit.leaves.items():
            group = visit.group(id)
            for slot in self._day(visit, leaves):
                gone = m.either(*(lit for key, lit in leaves.items() if key < (slot.day, slot.layer)))
                for place, here in slot.place.items():
                    before = m.less(slot.end, latest(facts, group, place) - origin + 1)
                    m.never(self, subject(group=id), slot.used, here, gone, before)

    def _day(self, visit: VisitView, ends: dict[tuple[dt.date, Layer], Lit]) -> list[Slot]:
        """Return the slots with activities on the days at which a group may join or leave."""
        days = {day for day, layer in ends if layer is not Layer.END} or {day for day, _ in ends}
        return [s for day in sorted(days) for s in visit.day(day) if s.layer is not Layer.END and s.acts]
