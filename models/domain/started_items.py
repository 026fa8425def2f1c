"""What has started by now, and so stays as it is where a plan is made again (STAB-01)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence

from models.domain.clock import DAY, at, day_of, minute_of_day, overlap
from models.domain.pins import Pin, pin_as_planned
from models.domain.plan import Item, Move, Plan
from models.domain.stay import Stay
from models.domain.week_facts import WeekFacts


def started_pins(facts: WeekFacts, stay: Callable[[str], Stay]) -> dict[str, Pin]:
    """Return what has started, as pins by item or move id (STAB-01).

    What the facts no longer allow has not really started: items before the guests are here, pick-ups at another time
    than the groups' exit, and what was to follow while something before it went on for longer than planned. People on
    leave, cars in repair and rooms that are closed by now are let go.

    Parameters
    ----------
    stay : callable
        Returns what follows for a visit.
    """
    revision = facts.revision
    if revision is None or revision.now is None:
        return {}
    took_place = [i for i in revision.items.values() if i.start <= revision.now and _took_place(facts, stay, i)]
    longer = [(item, end) for item in took_place if (end := end_now(stay(item.visit), item)) > item.end]
    found = {}
    for item in took_place:
        if not _put_off(longer, item, item.start):
            found[item.id] = _item_pin(facts, stay(item.visit), revision.announced, item)
    for move in revision.moves.values():
        if move.depart <= revision.now and _set_off(facts, stay, move) and not _put_off(longer, move, move.depart):
            found[move.id] = _move_pin(facts, revision.announced, move)
    return found


def free_from(facts: WeekFacts, id: str, start: int) -> int:
    """Return from when somebody or something can be away: not in the past, nor before what it is in the middle of ends.

    Parameters
    ----------
    id : str
        Of a person, driver, vehicle, room, workshop or place.
    start : moment
        From when it is said to be away.
    """
    revision = facts.revision
    if revision is None or revision.now is None:
        return start
    ends = [start, revision.now]
    for item in revision.items.values():
        used = {item.place, item.room, *(d.person for d in item.duties), *(s.workshop for s in item.stops)}
        if id in used and item.start <= revision.now < item.end:
            ends.append(item.end)
    for move in revision.moves.values():
        used = {name for r in move.rides for name in (r.vehicle, r.driver)} | {d.person for d in move.duties}
        if id in used and move.depart <= revision.now < move.arrive:
            ends.append(move.arrive)
    return max(ends)


def started_hotel(
    facts: WeekFacts, started: Mapping[str, Pin], visit: str, away: Collection[dt.date] = ()
) -> str | None:
    """Return the hotel to which a visit's guests have set off, in which they checked in or slept; None: to none yet.

    Parameters
    ----------
    away : collection of date
        Nights in other cities, which are passed over: the visit says where they are.
    """
    revision = facts.revision
    if revision is None or revision.now is None or revision.announced is None:
        return None
    for night in revision.announced.nights:
        if night.visit != visit or night.day in away:
            continue
        there = {night.hotel, facts.location(night.hotel)}
        rows = [(m.target, m.id) for m in revision.moves.values() if m.visit == visit]
        rows += [
            (i.place, i.id) for i in revision.items.values() if i.visit == visit and i.kind in ("check_in", "rest")
        ]
        if at(night.day, DAY) <= revision.now or any(p in there and id in started for p, id in rows):
            return night.hotel
    return None


def _took_place(facts: WeekFacts, stay_of: Callable[[str], Stay], item: Item) -> bool:
    if item.visit not in facts.visits:
        return False
    stay = stay_of(item.visit)
    asked = item.request is None or item.request in {request.id for request in stay.visit.requests}
    return asked and item.start >= stay.start and item.start < stay.end


def end_now(stay: Stay, item: Item) -> int:
    """Return when an item ends by what is said of its length now."""
    return item.start + stay.minutes(stay.visit.request(item.request)) if item.request is not None else item.end


def overrun_until(facts: WeekFacts, stay: Stay, started: Collection[str], day: dt.date, before: int) -> int | None:
    """Return when the guests are free again after what goes on for longer than planned on a day; None: nothing does.

    Parameters
    ----------
    started : collection of str
        Ids of items that have started.
    before : int
        Minute of the day before which it began.

    Returns
    -------
    int or None
        Minute of the day.
    """
    items = facts.revision.items if facts.revision else {}
    mine = [items[id] for id in started if id in items and items[id].visit == stay.id]
    here = [item for item in mine if day_of(item.start) == day and minute_of_day(item.start) < before]
    ends = [end - at(day) for item in here if (end := end_now(stay, item)) > item.end]
    return max(ends, default=None)


def _put_off(longer: Sequence[tuple[Item, int]], row: Item | Move, start: int) -> bool:
    """Tell whether the same guests were still at something that goes on for longer, with its new end, at a moment."""
    return any(
        item.id != row.id
        and item.visit == row.visit
        and item.start < start < end
        and (not item.groups or not row.groups or bool({*item.groups} & {*row.groups}))
        for item, end in longer
    )


def _set_off(facts: WeekFacts, stay_of: Callable[[str], Stay], move: Move) -> bool:
    if move.visit not in facts.visits:
        return False
    stay = stay_of(move.visit)
    if move.kind == "transfer":
        return stay.start <= move.depart < stay.end
    if _ends_at_an_item(facts, move):
        return stay.start <= move.depart < stay.end
    mine = [group for group in stay.groups if not move.groups or group.id in move.groups]
    if move.kind == "pick_up":
        return any(group.exit == move.depart for group in mine)
    return any(group.deadline == move.arrive for group in mine)


def _ends_at_an_item(facts: WeekFacts, move: Move) -> bool:
    """Tell whether a pick-up follows something done where the guests arrive, or a see-off something where they leave.

    These hold the hours then, not the arrival or the departure.
    """
    assert facts.revision is not None
    met = move.kind == "pick_up"
    here = facts.location(move.origin if met else move.target)
    mine = (item for item in facts.revision.items.values() if item.visit == move.visit)
    return any(
        facts.location(item.place) == here and (item.end <= move.depart if met else item.start >= move.arrive)
        for item in mine
    )


def _item_pin(facts: WeekFacts, stay: Stay, plan: Plan | None, item: Item) -> Pin:
    assert plan is not None
    assert facts.revision is not None
    assert facts.revision.now is not None
    longer = end_now(stay, item) != item.end
    # who comes only when it is over, e.g. to clear the room, has not begun
    begun = {d.person for d in item.duties if d.start <= facts.revision.now and not (longer and d.start >= item.end)}
    pin = pin_as_planned(plan, item.id, source="STAB-01")
    pin = pin.replace(people=tuple(id for id in pin.people or () if id in begun))
    changes: dict[str, object] = {"people": _people_there(facts, pin, item.start, item.end)}
    if longer:
        changes["end"] = None
    closures = [s for room in facts.week.company.rooms if room.id == item.room for s in room.closures]
    if any(overlap((item.start, item.end), (s.start, s.end)) for s in closures):
        changes["room"] = None
    return pin.replace(**changes)


def _move_pin(facts: WeekFacts, plan: Plan | None, move: Move) -> Pin:
    assert plan is not None
    pin = pin_as_planned(plan, move.id, source="STAB-01")
    span = (move.depart, move.arrive)
    vehicles = {v.id: v.out_of_service for v in facts.week.company.vehicles}
    drivers = {d.id: facts.off(d) for d in facts.week.company.drivers}
    out = any(overlap(span, (s.start, s.end)) for id in pin.cars or () for s in vehicles.get(id, ()))
    out = out or any(overlap(span, off) for id in pin.drivers or () for off in drivers.get(id, ()))
    changes: dict[str, object] = {"place": move.target, "people": _people_there(facts, pin, *span)}
    return pin.replace(**changes, **({"cars": None, "drivers": None} if out else {}))


def _people_there(facts: WeekFacts, pin: Pin, start: int, end: int) -> tuple[str, ...] | None:
    """Return the people of a pin who are not away then."""
    people = {person.id: person for person in facts.week.company.people}
    here = [
        id
        for id in pin.people or ()
        if id in people and not any(overlap((start, end), (s.start, s.end)) for s in people[id].leave)
    ]
    return tuple(here) or None
