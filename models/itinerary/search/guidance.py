"""Guides: search-only terms that lead a programme away from what staffing could not keep.

A programme does not see people's and drivers' days. A missing helper or vehicle asks for another time of the item; an
overlong day or a short rest for an earlier end or a later start by as many minutes. Guides are never scored: staffing
and the rules' checks decide.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import DAY
from models.domain.day_windows import operating_day
from models.domain.demands import can_fill, demands_of_item
from models.domain.tiers import Tier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from models.cp.frame import Frame
    from models.cp.types import SolverAct
    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.findings import Subject
    from models.rules.core.score import Broken


@dataclass(frozen=True)
class _Assignment:
    """Who works on an item or move (``row``), from when to when; a move belongs to an ``item``."""

    visit: str
    row: str
    item: Item
    start: int
    end: int
    who: frozenset[str]


def visits_concerned(visit_plans: Mapping[str, VisitPlan], broken: Broken) -> tuple[str, ...]:
    """Return the visits that a break of a duty rule is about: its own, or all that keep somebody busy around a day."""
    if broken.violation.visit:
        return (broken.violation.visit,)
    day = _day(broken.violation.about)
    who = _worker(broken.violation.about)
    days = {day, day - dt.timedelta(days=1)} if day else set()
    return tuple(
        sorted({w.visit for w in _assignments(visit_plans) if who in w.who and operating_day(w.start) in days})
    )


def no_time_can_help(facts: Facts, visit_plans: Mapping[str, VisitPlan], broken: Broken) -> bool:
    """Whether an item breaks a rule at any time: it needs somebody whom the company does not have."""
    people = facts.week.company.people
    for visit in (broken.violation.visit,) if broken.violation.visit in visit_plans else ():
        stay = facts.stay(visit)
        for item in visit_plans[visit].items:
            if item.id in broken.violation.about.rows:
                asked = [
                    d for d in demands_of_item(facts, stay, item) if d.rule == broken.rule.id and d.role != "guide"
                ]
                return any(not any(can_fill(person, demand, stay) for person in people) for demand in asked)
    return False


def guide_away_from_breaks(
    made: VisitsModel, visit_plans: Mapping[str, VisitPlan], broken: Collection[Broken], shortage_minutes: int
) -> None:
    """Guide the unfixed visits' items away from the breaks of duty rules in a plan, at the breaks' price.

    Parameters
    ----------
    shortage_minutes : int
        Minutes before and after a moment at which a helper or vehicle was missing, to keep away from.
    """
    acts = {act.id: act for view in made.views.values() for act in view.acts.values()}
    assignments = [
        w for w in _assignments({v: visit_plans[v] for v in made.views if v in visit_plans}) if w.item.id in acts
    ]
    for b in broken:
        day = _day(b.violation.about)
        if day is None:
            for each in assignments:
                if each.row in b.violation.about.rows or each.item.id in b.violation.about.rows:
                    _avoid_current_time(made.frame, acts[each.item.id], each.item, b.cost, shortage_minutes)
        else:
            mine = [each for each in assignments if _worker(b.violation.about) in each.who]
            _shorten_day(made.frame, acts, mine, day, b)


def prefer_current_times(made: VisitsModel, visit_plans: Mapping[str, VisitPlan]) -> None:
    """Guide the unfixed visits' items, among equals, to the times that they have: whoever helps there is free then."""
    frame = made.frame
    items = {item.id: item for visit in made.views if visit in visit_plans for item in visit_plans[visit].items}
    for view in made.views.values():
        for act in view.acts.values():
            item = items.get(act.id)
            if item is not None:
                moved = frame.literal()
                frame.model.add(act.start == item.start - frame.facts.week.origin).only_enforce_if(act.done, ~moved)
                frame.guide(Tier.MONEY, moved)


def _assignments(visit_plans: Mapping[str, VisitPlan]) -> Iterator[_Assignment]:
    """Yield who works when on what; a move belongs to the item that it leads to, else to the one before it."""
    for visit in sorted(visit_plans):
        items = sorted(visit_plans[visit].items, key=lambda item: item.start)
        for item in items:
            who = frozenset(duty.person for duty in item.duties if duty.person)
            yield _Assignment(visit, item.id, item, item.start, item.end, who)
        for move in visit_plans[visit].moves:
            aim = _item_of_move(items, move)
            if aim is not None:
                names = [*(duty.person for duty in move.duties), *(ride.driver for ride in move.rides)]
                names += [ride.vehicle for ride in move.rides]
                who = frozenset(name for name in names if name)
                yield _Assignment(visit, move.id, aim, move.depart, move.arrive, who)


def _item_of_move(items: Sequence[Item], move: Move) -> Item | None:
    """Return the next item of the day after a move, else the last one before it."""
    after = [i for i in items if i.start >= move.arrive and operating_day(i.start) == operating_day(move.depart)]
    before = [i for i in items if i.end <= move.depart and operating_day(i.start) == operating_day(move.depart)]
    return after[0] if after else before[-1] if before else None


def _avoid_current_time(frame: Frame, act: SolverAct, item: Item, cost: int, within: int) -> None:
    """Price doing an item within some minutes of its current time."""
    now = item.start - frame.facts.week.origin
    later, sooner = frame.less(now + within, act.start), frame.less(act.start, now - within)
    frame.guide(Tier.SHOULD, cost * frame.both(act.done, frame.negated(later), frame.negated(sooner)))


def _shorten_day(
    frame: Frame, acts: Mapping[str, SolverAct], assignments: Sequence[_Assignment], day: dt.date, broken: Broken
) -> None:
    """Price what is lacking of a shorter day, and of a longer rest before it, whatever comes first and last then."""
    eve, amount, origin = day - dt.timedelta(days=1), broken.violation.amount, frame.facts.week.origin
    days = {which: [w for w in assignments if operating_day(w.start) == which] for which in (eve, day)}
    if not days[day]:
        return
    first = min(each.item.start for each in days[day]) - origin
    lacking = frame.model.new_int_var(0, 2 * DAY, "")
    mine = [acts[id] for id in sorted({each.item.id for each in (*days[eve], *days[day])})]
    for which, here in days.items():
        last = max((each.item.end for each in here), default=0)
        for b in mine if here else ():
            for a in mine:
                if which in b.on and day in a.on:
                    won = last - origin - b.end + a.start - first
                    frame.model.add(lacking >= amount - won).only_enforce_if(b.on[which], a.on[day])
    frame.guide(Tier.SHOULD, -(-broken.cost // amount) * lacking)


def _worker(about: Subject) -> str:
    """Return the person, driver or vehicle that a break is about; empty: none."""
    return next(iter(about.of("person", "driver", "vehicle")), "")


def _day(about: Subject) -> dt.date | None:
    """Return the day that a break is about, if it is about the day of a person, driver or vehicle."""
    return next(iter(about.days), None) if _worker(about) else None
