"""Events in words, Chinese or English, as a secretary tells them: 滇池质量监督站航班晚点3小时; v03 talk1 30 min longer.

A sentence names what it is about (by id or name), what happened, and when. What is not understood, or could mean two
things, is a fault with an example; nothing is guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from models.domain import events as ev
from models.domain.clock import DAY, at, day_of
from models.domain.errors import Fault, FaultyInput
from models.domain.pins import Pin
from planner.language.names import Name, WeekNames
from planner.language.parse_time import When, when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.domain.plan import Plan
    from models.domain.week import Week

EXAMPLE = "“v03航班晚点3小时”, “王强周二请假”, “v03 talk1 30 min longer”"
_EARLY = re.compile(r"早|提前|early|earlier|sooner", re.IGNORECASE)
_LATE = re.compile(r"晚|迟|延误|推迟|late|later|delay", re.IGNORECASE)
_LEAVING = re.compile(r"返程|离开|离站|离港|回程|送站|送机|起飞|depart|return|leav", re.IGNORECASE)
_TRAVEL = re.compile(r"航班|飞机|火车|高铁|列车|到达|抵达|晚点|晚到|flight|plane|train|arriv|land", re.IGNORECASE)
_OFF = re.compile(r"取消|不来|不办|cancel|call(?:s|ed)? off", re.IGNORECASE)
_BROKEN = re.compile(r"坏|故障|维修|停用|保养|送修|broken|breaks? down|repair|out of (?:service|order)", re.IGNORECASE)
_SHUT = re.compile(r"关闭|停用|占用|不能用|维修|停业|闭馆|装修|closed|closes|unavailable|not available", re.IGNORECASE)
_AWAY = re.compile(r"病|请假|休假|出差|不在|不能来|有事|\bill\b|sick|away|leave|absent", re.IGNORECASE)
_MORE = re.compile(r"(?:多|增加|加|再来)\s*了?\s*(\d+)\s*(?:人|位|名)|(\d+)\s+more\s+(?:guests?|people)", re.IGNORECASE)
_FEWER = re.compile(
    r"(?:少|减少)\s*了?来?\s*(\d+)\s*(?:人|位|名)|(\d+)\s+(?:fewer|less)\s+(?:guests?|people)", re.IGNORECASE
)
_LONGER = re.compile(r"延长|加长|加时|longer", re.IGNORECASE)
_SHORTER = re.compile(r"缩短|shorter", re.IGNORECASE)
_LASTS = re.compile(r"时长|改为.*(?:分钟|小时)|takes|lasts", re.IGNORECASE)
_FIXED = re.compile(r"定在|固定|指定|改到|改在|必须|要求在|由|fixed|must be|move(?:d)? to|with\b", re.IGNORECASE)


class _Said(NamedTuple):
    """A sentence, taken apart."""

    text: str
    names: list[Name]
    visit: str | None
    items: list[str]
    time: When

    def ids(self, *kinds: str) -> list[str]:
        """Return what it names of some kinds."""
        return [name.id for name in self.names if name.kind in kinds]


def told(sentences: Iterable[tuple[str, str]], week: Week, plan: Plan | None = None) -> list[ev.Event]:
    """Read events from sentences.

    Parameters
    ----------
    sentences : iterable of (source, text)
        Where each was said, and the words.

    Raises
    ------
    FaultyInput
        With every sentence that is not understood or could mean two things.
    """
    names, found, wrong = WeekNames(week, plan), list[ev.Event](), list[Fault]()
    for source, text in sentences:
        try:
            event = _event(_said(text, names), names, week)
            found.append(event.replace(source=f"{source}: {text}"[:400]))
        except _NotUnderstood as fault:
            wrong.append(Fault(source, text[:120], *fault.args))
    if wrong:
        raise FaultyInput(wrong)
    return found


class _NotUnderstood(Exception):
    """What is wrong with a sentence, and maybe how to say it."""


def _said(text: str, names: WeekNames) -> _Said:
    kinds = names.found(text, "visit", "person", "driver", "vehicle", "room", "workshop", "place")
    visits = list(dict.fromkeys(name.id for name in kinds if name.kind == "visit"))
    path = re.search(r"(?<![\w.-])([\w.-]+)/([\w.:-]+)", text)
    if path and path[1] in {visit.id for visit in names.week.visits}:
        visits = [path[1]]
    if len(visits) > 1:
        raise _NotUnderstood(f"说到几个来访 / several visits: {', '.join(visits)}", "one event a sentence")
    visit = visits[0] if visits else None
    plain = text
    for name in kinds:
        plain = re.sub(re.escape(name.text), " ", plain, flags=re.IGNORECASE)
    time = when(plain, names.week)
    items = [path[0]] if path and visit == path[1] else names.items(text, visit) if visit else []
    if len(items) > 1 and time.days and names.plan:
        starts = {item.id: day_of(item.start) for item in names.plan.items}
        items = [id for id in items if starts.get(id) in time.days] or items
    return _Said(text, kinds, visit, items, time)


def _event(said: _Said, names: WeekNames, week: Week) -> ev.Event:
    readers: tuple[Callable[[_Said, WeekNames, Week], ev.Event | None], ...] = (
        _called_off,
        _guests,
        _lasts,
        _out_of_use,
        _away,
        _travel,
        _fixed,
    )
    for read in readers:
        event = read(said, names, week)
        if event is not None:
            return event
    raise _NotUnderstood("看不懂这件事 / not understood", EXAMPLE)


def _item(said: _Said) -> str:
    if len(said.items) != 1:
        known = ", ".join(said.items)
        what = f"可能是几项活动 / several activities: {known}" if known else "没有说是哪项活动 / which activity?"
        raise _NotUnderstood(what, f"{said.items[0]}" if known else "VISIT/REQUEST")
    return said.items[0]


def _called_off(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    if not _OFF.search(said.text) or said.visit is None:
        return None
    absent = [m.id for m in week.visit(said.visit).members if m.name in said.text]
    if absent:
        return ev.Guests(visit=said.visit, absent=tuple(absent))
    if said.items:
        return ev.Cancelled(item=_item(said))
    return ev.VisitCancelled(visit=said.visit)


def _guests(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    if said.visit is None:
        return None
    more, fewer = _MORE.search(said.text), _FEWER.search(said.text)
    if more:
        return ev.Guests(visit=said.visit, more=int(more[1] or more[2]))
    if fewer:
        return ev.Guests(visit=said.visit, fewer=int(fewer[1] or fewer[2]))
    return None


def _lasts(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    minutes = said.time.minutes
    if said.visit is None or minutes is None:
        return None
    if _LONGER.search(said.text):
        return ev.Lasts(item=_item(said), longer=minutes)
    if _SHORTER.search(said.text):
        return ev.Lasts(item=_item(said), longer=-minutes)
    if _LASTS.search(said.text) and said.items:
        return ev.Lasts(item=_item(said), minutes=minutes)
    return None


def _out_of_use(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    vehicles, things = said.ids("vehicle"), said.ids("room", "workshop", "place")
    if vehicles and _BROKEN.search(said.text):
        start, end = _span(said, week)
        return ev.CarBroken(vehicle=_one(vehicles, "车 / vehicles"), start=start, end=end)
    if things and _SHUT.search(said.text):
        start, end = _span(said, week)
        return ev.Closed(what=_one(things, "场所 / places"), start=start, end=end)
    return None


def _away(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    people = said.ids("person", "driver")
    if not people or not _AWAY.search(said.text):
        return None
    start, end = _span(said, week)
    return ev.Away(person=_one(people, "人 / people"), start=start, end=end)


def _one(ids: list[str], what: str) -> str:
    if len(set(ids)) > 1:
        raise _NotUnderstood(f"说到几个{what}: {', '.join(ids)}", ids[0])
    return ids[0]


def _span(said: _Said, week: Week) -> tuple[int, int | None]:
    """Return from when until when; no day named: the whole week."""
    span = said.time.spans()
    if span is None:
        return at(week.first_day), at(week.first_day, DAY * week.days)
    return span


def _travel(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    leaving = bool(_LEAVING.search(said.text))
    if said.visit is None or not (leaving or _TRAVEL.search(said.text)):
        return None
    groups = [g.id for g in week.visit(said.visit).groups if re.search(rf"\b{re.escape(g.id)}\b", said.text)]
    kind: type[ev.Arrives | ev.Departs] = ev.Departs if leaving else ev.Arrives
    group = groups[0] if groups else None
    if said.time.minutes is not None:
        early, late = bool(_EARLY.search(said.text)), bool(_LATE.search(said.text))
        if early == late:
            raise _NotUnderstood("是早还是晚 / early or late?", "晚点3小时, 提前1小时")
        return kind(visit=said.visit, group=group, minutes=-said.time.minutes if early else said.time.minutes)
    moment = said.time.moment or _same_day(said, week, leaving)
    if moment is None:
        raise _NotUnderstood("没有说晚多久或几点 / how late, or when?", "晚点3小时, 改到周二14:20")
    return kind(visit=said.visit, group=group, at=moment)


def _same_day(said: _Said, week: Week, leaving: bool) -> int | None:
    """Return a clock alone as a moment of the day on which they come or leave anyway."""
    visit = week.visit(said.visit or "")
    legs = [group.departure.at if leaving else group.arrival.at for group in visit.groups]
    known = [leg for leg in legs if leg is not None]
    if len(said.time.clocks) != 1 or not known:
        return None
    return at(day_of(max(known) if leaving else min(known)), said.time.clocks[0])


def _fixed(said: _Said, names: WeekNames, week: Week) -> ev.Event | None:
    if said.visit is None or not said.items or not _FIXED.search(said.text):
        return None
    item = _item(said)
    people = said.ids("person")
    rooms = said.ids("room")
    moment = said.time.moment
    if moment is None and len(said.time.clocks) == 1 and names.plan:
        starts = [i.start for i in names.plan.items if i.id == item]
        moment = at(day_of(starts[0]), said.time.clocks[0]) if starts else None
    pin = Pin(
        of=item,
        start=moment,
        room=_one(rooms, "会议室 / rooms") if rooms else None,
        people=tuple(dict.fromkeys(people)) or None,
    )
    if not pin.sides:
        raise _NotUnderstood("固定什么 / what is fixed: time, room or person?", "v03 talk1 定在周二10:00")
    return ev.Fixed(pin=pin)
