"""Arrivals and departures: a flight or train is late, early, or another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from models.domain.clock import day_of
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import (
    BY_AIR,
    BY_RAIL,
    CANCELLED,
    CHANGED_TRAVEL,
    EARLY,
    LATE,
    LATER,
    LEAVING,
    NOT_COMING,
    TRAVEL,
)
from planner.language.events.base import UnreadableCell
from planner.language.events.groups import group_of

if TYPE_CHECKING:
    from models.domain.places import ArrivalPoint
    from models.domain.visits import Visit
    from planner.language.event_sentence import EventSentence
    from planner.language.events.base import EventRow

Travel = type[ev.ArrivalChanged] | type[ev.DepartureChanged]
_OTHER_VEHICLE = re.compile(r"改坐|改乘|换乘|instead")
_EXAMPLE = bilingual("晚点3小时，或改到周二14:20", "3 hours late, or Tue 14:20")


def scheduled(visit: Visit, event: Travel) -> int | None:
    """Return when the first guests arrive, or the last ones leave; None without tickets."""
    if event is ev.ArrivalChanged:
        return min(group.arrival.at for group in visit.groups)
    return max((group.departure.at for group in visit.groups if group.departure.at is not None), default=None)


def travel_from_row(row: EventRow, event: Travel, sign: int) -> ev.ArrivalChanged | ev.DepartureChanged:
    """Read by how many minutes (``sign`` 1: later, -1: earlier), or the new time."""
    visit = row.visit()
    moment = scheduled(row.week.visit(visit), event)
    note, group = row.text("note"), row.group(visit)
    number = note if note.isascii() and note.isalnum() else ""
    if row.text("amount"):
        return event(visit=visit, group=group, minutes=sign * row.minutes(), number=number)
    if row.text("time") and (row.text("day") or moment is not None):
        day = row.day() if row.text("day") else day_of(moment or 0)
        return event(visit=visit, group=group, at=row.times(day)[0], number=number)
    raise UnreadableCell(
        "amount", f"{row.word.text}" + bilingual("：没有写多少分钟或新的时间", ": how late?"), row.word.hint
    )


def parse_arrival(sentence: EventSentence) -> ev.Event | None:
    """Read that guests arrive late, early, or at another time."""
    if _leaves(sentence) or not _is_travel(sentence):
        return None
    return _parse(sentence, ev.ArrivalChanged)


def parse_departure(sentence: EventSentence) -> ev.Event | None:
    """Read that guests leave later, earlier, or at another time."""
    if not _leaves(sentence) or not (sentence.says(LEAVING) or _is_travel(sentence)):
        return None
    return _parse(sentence, ev.DepartureChanged)


def _leaves(sentence: EventSentence) -> bool:
    legs = {id.rpartition("/")[2] for id in sentence.ids("ticket")}
    return legs == {"departs"} if legs else sentence.says(LEAVING)


def _is_travel(sentence: EventSentence) -> bool:
    if sentence.items and not sentence.ids("ticket"):
        return False
    if sentence.says(NOT_COMING) and not (sentence.says(BY_AIR) or sentence.says(BY_RAIL)):
        return False
    if sentence.says(TRAVEL) or sentence.ids("ticket") or sentence.numbers:
        return True
    plain = not sentence.ids("person", "driver", "vehicle", "room", "workshop", "item")
    return (
        plain
        and sentence.says(CHANGED_TRAVEL)
        and bool(sentence.time.clocks or sentence.time.days or sentence.says(BY_RAIL))
    )


def _parse(sentence: EventSentence, event: Travel) -> ev.Event:
    if sentence.hosts and not sentence.visits:
        names = "、".join(name.name for name in sentence.week.company.people if name.id in sentence.hosts)
        what = f"{names} " + bilingual("是我方人员，没有航班车次", "is one of ours and has no flight or train")
        raise NotUnderstood(
            what,
            f"{sentence.labels.visit(sentence.week.visits[0].id)}" + bilingual("航班晚点3小时", " flight 3 hours late"),
        )
    if sentence.says(CANCELLED) or sentence.says(NOT_COMING):
        visits = f"{sentence.labels.visits(sentence.visits)} " if sentence.visits else ""
        what = f"{visits}" + bilingual(
            "航班车次取消了，客人改怎么来、几点到", "the flight or train is off: how and when do they come?"
        )
        raise NotUnderstood(
            what, bilingual("改坐G1563，周二10:00到；不来了请说“…不来了”", "now by G1563, Tue 10:00; or: not coming")
        )
    visit = _visit(sentence, event)
    leg = "arrives" if event is ev.ArrivalChanged else "departs"
    group, number = group_of(sentence, visit, leg), next(iter(sentence.numbers), "")
    place = _place(sentence, visit, event)
    told = event(visit=visit.id, group=group, number=number, place=place)
    if sentence.time.minutes is not None:
        early = sentence.says(EARLY)
        if early == (sentence.says(LATE) or sentence.says(LATER)):
            raise NotUnderstood(
                bilingual("是早还是晚", "early or late?"),
                bilingual("晚点3小时，或提前1小时", "3 hours late, or 1 hour early"),
            )
        return told.replace(minutes=-sentence.time.minutes if early else sentence.time.minutes)
    groups = [g for g in visit.groups if g.id == group] if group else []
    moment = scheduled(visit.replace(groups=tuple(groups)) if groups else visit, event)
    at = sentence.time.moment(day_of(moment) if moment is not None else None)
    if at is None:
        raise NotUnderstood(bilingual("没有说晚多久或几点", "how late, or when?"), _EXAMPLE)
    return told.replace(at=at)


def _visit(sentence: EventSentence, event: Travel) -> Visit:
    """Return the visit that a sentence is about: named, of a member who is named, or the only one that travels so."""
    if sentence.visit is None and sentence.members:
        members = [
            member.name
            for visit in sentence.week.visits
            for member in visit.members
            if f"{visit.id}/{member.id}" in sentence.members
        ]
        who, client = "、".join(members), sentence.labels.visit(sentence.members[0].partition("/")[0])
        what = bilingual(f"是 {who} 一个人，还是 {client} 全团", f"{who} alone, or everybody of {client}?")
        raise NotUnderstood(what, f"{client}{sentence.text}")
    if sentence.visit is None and sentence.numbers and not sentence.says(CHANGED_TRAVEL):
        known = [name for name, refs in sentence.known.words.items() if any(kind == "ticket" for kind, _ in refs)]
        what = bilingual(
            f"本周没有 {'、'.join(sentence.numbers)} 这个航班车次",
            f"no such flight or train: {'、'.join(sentence.numbers)}",
        )
        raise NotUnderstood(what, "、".join(number.upper() for number in sorted(known)))
    air, rail = sentence.says(BY_AIR), sentence.says(BY_RAIL)
    candidates = []
    for visit in sentence.week.visits:
        legs = [group.arrival if event is ev.ArrivalChanged else group.departure for group in visit.groups]
        kinds = {point.kind for leg in legs if (point := sentence.week.arrival_point(leg.place)) is not None}
        if (not air and not rail) or (air and "airport" in kinds) or (rail and "rail" in kinds):
            candidates.append(visit.id)
    return sentence.visit_or_ask(candidates)


def _place(sentence: EventSentence, visit: Visit, event: Travel) -> str | None:
    """Return where they arrive or leave now, when that is another airport or station than before."""
    legs = {group.arrival.place if event is ev.ArrivalChanged else group.departure.place for group in visit.groups}
    points: dict[str, ArrivalPoint] = {
        place.id: point
        for place in sentence.week.company.places
        if (point := sentence.week.arrival_point(place.id)) is not None
    }
    named = [id for id in sentence.ids("place") if id in points]
    if named:
        return named[0] if {*named[:1]} != legs else None
    if sentence.time.minutes is not None or not (sentence.numbers or _OTHER_VEHICLE.search(sentence.words)):
        return None  # 航班晚点 is said of trains as well
    kind = "airport" if sentence.says(BY_AIR) else "rail" if sentence.says(BY_RAIL) else ""
    if not kind or any(id in points and points[id].kind == kind for id in legs):
        return None
    fitting = [id for id, point in points.items() if point.kind == kind]
    if len(fitting) != 1:
        names = "、".join(points[id].name for id in fitting)
        raise NotUnderstood(
            bilingual(f"没有说在哪个机场、车站：{names}", f"at which airport or station? {names}"),
            f"到{names.split('、')[0]}",
        )
    return fitting[0]
