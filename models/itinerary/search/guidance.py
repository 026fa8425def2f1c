"""Guides away from what staffing could not keep: a programme does not see people's and drivers' days.

A missing helper or vehicle asks for another time of the item; an overlong day or a short rest for an earlier end or a
later start by as many minutes. Guides steer a search and are never scored: staffing and the rules' checks decide.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import DAY
from models.domain.demands import fits, of_item
from models.rules.core.spans import workday

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from models.cp.frame import Frame
    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.findings import Subject
    from models.rules.core.score import Broken
    from models.rules.core.view import Act

NEAR = 45
"""Minutes around a moment at which a helper or vehicle was short: short again, most likely."""


@dataclass(frozen=True)
class _Assignment:
    """Somebody's work: a row, the item that it belongs to, and who does it."""

    visit: str
    row: str
    item: Item
    start: int
    end: int
    who: frozenset[str]


def concerned(rows: Mapping[str, VisitPlan], broken: Broken) -> tuple[str, ...]:
    """Return the visits that a break of a duty rule is about: its own, or all that keep somebody busy around a day."""
    if broken.violation.visit:
        return (broken.violation.visit,)
    day = _day(broken.violation.about)
    who = broken.violation.about.ids[0] if broken.violation.about else ""
    days = {day, day - dt.timedelta(days=1)} if day else set()
    return tuple(sorted({w.visit for w in _works(rows) if who in w.who and workday(w.start) in days}))


def in_vain(facts: Facts, rows: Mapping[str, VisitPlan], broken: Broken) -> bool:
    """Whether no other time can help: somebody is asked for whom the company does not have."""
    people = facts.week.company.people
    for visit in (broken.violation.visit,) if broken.violation.visit in rows else ():
        stay = facts.stay(visit)
        for item in rows[visit].items:
            if item.id in broken.violation.about.rows:
                asked = [d for d in of_item(facts, stay, item) if d.rule == broken.rule.id and d.role != "guide"]
                return any(not any(fits(person, demand, stay) for person in people) for demand in asked)
    return False


def steer(made: VisitsModel, rows: Mapping[str, VisitPlan], broken: Collection[Broken]) -> None:
    """Guide the free visits' items away from the breaks of duty rules in the plan in hand, at the breaks' price."""
    acts = {act.id: act for view in made.views.values() for act in view.acts.values()}
    works = [w for w in _works({v: rows[v] for v in made.views if v in rows}) if w.item.id in acts]
    for b in broken:
        day = _day(b.violation.about)
        if day is None:
            for work in works:
                if work.row in b.violation.about.rows or work.item.id in b.violation.about.rows:
                    _elsewhen(made.frame, acts[work.item.id], work.item, b.cost)
        else:
            mine = [work for work in works if b.violation.about.ids[0] in work.who]
            _shorter(made.frame, acts, mine, day, b)


def stay_put(made: VisitsModel, rows: Mapping[str, VisitPlan]) -> None:
    """Guide the free visits' items to the times that they have, among equals: whoever helps there is free then."""
    frame = made.frame
    items = {item.id: item for visit in made.views if visit in rows for item in rows[visit].items}
    for view in made.views.values():
        for act in view.acts.values():
            item = items.get(act.id)
            if item is not None:
                moved = frame.literal()
                frame.model.add(act.start == item.start - frame.facts.week.origin).only_enforce_if(act.done, ~moved)
                frame.guide(3, moved)


def _works(rows: Mapping[str, VisitPlan]) -> Iterator[_Assignment]:
    """Yield who works when on what; a move belongs to the item that it leads to, else to the one before it."""
    for visit in sorted(rows):
        items = sorted(rows[visit].items, key=lambda item: item.start)
        for item in items:
            who = frozenset(duty.person for duty in item.duties if duty.person)
            yield _Assignment(visit, item.id, item, item.start, item.end, who)
        for move in rows[visit].moves:
            aim = _led_to(items, move)
            if aim is not None:
                names = [*(duty.person for duty in move.duties), *(ride.driver for ride in move.rides)]
                names += [ride.vehicle for ride in move.rides]
                who = frozenset(name for name in names if name)
                yield _Assignment(visit, move.id, aim, move.depart, move.arrive, who)


def _led_to(items: Sequence[Item], move: Move) -> Item | None:
    after = [i for i in items if i.start >= move.arrive and workday(i.start) == workday(move.depart)]
    before = [i for i in items if i.end <= move.depart and workday(i.start) == workday(move.depart)]
    return after[0] if after else before[-1] if before else None


def _elsewhen(frame: Frame, act: Act, item: Item, cost: int) -> None:
    """Price doing an item near the time of now."""
    now = item.start - frame.facts.week.origin
    later, sooner = frame.less(now + NEAR, act.start), frame.less(act.start, now - NEAR)
    frame.guide(1, cost * frame.both(act.done, frame.negated(later), frame.negated(sooner)))


def _shorter(frame: Frame, acts: Mapping[str, Act], works: Sequence[_Assignment], day: dt.date, broken: Broken) -> None:
    """Price what is lacking of a shorter day, and of a longer rest before it, whatever comes first and last then."""
    eve, amount, origin = day - dt.timedelta(days=1), broken.violation.amount, frame.facts.week.origin
    days = {which: [w for w in works if workday(w.start) == which] for which in (eve, day)}
    if not days[day]:
        return
    first = min(work.item.start for work in days[day]) - origin
    lacking = frame.model.new_int_var(0, 2 * DAY, "")
    mine = [acts[id] for id in sorted({work.item.id for work in (*days[eve], *days[day])})]
    for which, here in days.items():
        last = max((work.item.end for work in here), default=0)
        for b in mine if here else ():
            for a in mine:
                if which in b.on and day in a.on:
                    won = last - origin - b.end + a.start - first
                    frame.model.add(lacking >= amount - won).only_enforce_if(b.on[which], a.on[day])
    frame.guide(1, -(-broken.cost // amount) * lacking)


def _day(about: Subject) -> dt.date | None:
    """Return the day that a break is about, if it is about somebody's day."""
    return next(iter(about.days), None) if about.refs[:1] and about.refs[0].kind != "day" else None
