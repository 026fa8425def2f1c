"""Events into facts: the new week, what is pinned or called off, and which visits are named.

Every fault of every event is told at once. An event never edits a plan: what must move follows from the new facts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from models.domain import events as ev
from models.domain.absent import anybody, without
from models.domain.activities import Gift
from models.domain.attending import by_name
from models.domain.base import Fact, Span
from models.domain.clock import DAY, at, iso
from models.domain.consistency import faults
from models.domain.errors import Fault, FaultyInput
from models.domain.facts import Facts
from models.domain.pin_faults import Finding
from models.domain.pins import Pin
from models.domain.places import Place
from models.domain.references import near
from models.domain.started import free_from
from models.domain.visits import Arrival, Departure, TravelGroup, Visit
from models.domain.week import Week

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class ChangedWeek:
    """What events make of a week.

    Attributes
    ----------
    week : Week
        The facts as they are now.
    pins : tuple of Pin
        What leaders fixed, and items of the planner's choice that are called off.
    visits : tuple of str
        Visits that an event names, in the order of the week; those that are called off are not among them.
    """

    week: Week
    pins: tuple[Pin, ...] = ()
    visits: tuple[str, ...] = ()


def apply(facts: Facts, events: Iterable[ev.Event]) -> ChangedWeek:
    """Return the week after some events.

    Raises
    ------
    FaultyInput
        With every fault of every event: unknown ids, events that contradict each other, facts that cannot be.
    """
    work = _WeekChange(facts)
    for event in events:
        work.tell(event)
    wrong = work.wrong + list(_contradictions(work.told))
    changed = None
    if not wrong:
        changed = work.done()
        wrong = list(_new_faults(facts.week, changed.week, work.told))
    if wrong or changed is None:
        raise FaultyInput(Fault(source or "event", "", what, maybe) for source, what, maybe in wrong)
    return changed


def _new_faults(before: Week, after: Week, told: Sequence[ev.Event]) -> Iterator[Finding]:
    """Yield what is wrong with the new week and was not with the old one.

    A request whose fixed day has no guests any more because they come late or leave early is no fault: it is left out.
    """
    known = {what for _, what, _ in faults(before)}
    shifted = {event.visit for event in told if isinstance(event, ev.Arrives | ev.Departs)}
    for path, what, maybe in faults(after):
        moved = len(path) > 3 and path[2] == "requests" and after.visits[int(path[1])].id in shifted
        if what not in known and not moved:
            yield _source(told, after, path), what, maybe


def _source(told: Sequence[ev.Event], week: Week, path: Sequence[str | int]) -> str:
    """Return which event brought a fault at a key path about: the last one that names the visit."""
    visit = week.visits[int(path[1])].id if len(path) > 1 and path[0] == "visits" else ""
    mine = [event.source for event in told if visit in _visits(event)]
    return mine[-1] if mine else ".".join(map(str, path))


def _visits(event: ev.Event) -> set[str]:
    """Return the visits that an event names."""
    if isinstance(event, ev.NewVisit):
        return {event.visit.id}
    if isinstance(event, ev.Cancelled | ev.Lasts):
        return {event.item.partition("/")[0]}
    if isinstance(event, ev.Fixed):
        return {event.pin.visit}
    visit = getattr(event, "visit", None)
    return {visit} if visit else set()


def _contradictions(told: Sequence[ev.Event]) -> Iterator[Finding]:
    """Yield events of one thing that say two different things, and news of what is called off."""
    off = {event.visit for event in told if isinstance(event, ev.VisitCancelled)}
    dropped = {event.item for event in told if isinstance(event, ev.Cancelled)}
    said: dict[tuple[object, ...], ev.Event] = {}
    for event in told:
        if not isinstance(event, ev.VisitCancelled):
            for visit in sorted(_visits(event) & off):
                yield event.source, f"来访已取消,又有变更 / {visit!r} is called off and changed at once", ""
        item = event.item if isinstance(event, ev.Lasts) else event.pin.of if isinstance(event, ev.Fixed) else None
        if item in dropped:
            yield event.source, f"活动已取消,又有变更 / {item!r} is called off and changed at once", ""
        key: tuple[object, ...] | None = None
        if isinstance(event, ev.Arrives | ev.Departs):
            key = (event.kind, event.visit, event.group)
        elif isinstance(event, ev.Lasts):
            key = (event.kind, event.item)
        if key is not None and said.setdefault(key, event).replace(source="") != event.replace(source=""):
            yield event.source, "同一事项有两种说法 / told twice, differently", "keep one of them"


@dataclass
class _WeekChange:
    """A week in the making; faults are gathered, not raised."""

    facts: Facts
    told: list[ev.Event] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.week = self.facts.week
        self.visits = {visit.id: visit for visit in self.week.visits}
        self.known = frozenset(self.visits)
        self.off: set[str] = set()
        self.pins: list[Pin] = []
        self.shut: dict[tuple[str, str], list[Span]] = defaultdict(list)
        """Absences and closures by list of the company and id."""
        self.touched: set[str] = set()

    # -- events

    def tell(self, event: ev.Event) -> None:
        """Take an event."""
        self.told.append(event)
        does: dict[str, Callable[[Any], None]] = {
            "arrives": self._arrives,
            "departs": self._departs,
            "visit_cancelled": self._visit_cancelled,
            "cancelled": self._cancelled,
            "away": self._away,
            "car_broken": self._car_broken,
            "closed": self._closed,
            "new_visit": self._new_visit,
            "new_request": self._new_request,
            "guests": self._guests,
            "lasts": self._lasts,
            "fixed": self._fixed,
        }
        does[event.kind](event)

    def done(self) -> ChangedWeek:
        """Return what came of it."""
        company = self.week.company
        lists: dict[str, tuple[Any, ...]] = {}
        for name in ("people", "drivers", "vehicles", "rooms", "workshops", "places"):
            lists[name] = tuple(self._shut(name, thing) for thing in getattr(company, name))
        company = company.model_copy(update=lists)
        visits = tuple(v for id, v in self.visits.items() if id not in self.off)
        week = self.week.model_copy(update={"company": company, "visits": visits})
        week = Week.model_construct(**{name: getattr(week, name) for name in Week.model_fields})  # no cached look-ups
        return ChangedWeek(week, tuple(self.pins), tuple(v.id for v in visits if v.id in self.touched))

    def _shut(self, name: str, thing: Any) -> Any:
        more = self.shut.get((name, thing.id), [])
        key = "leave" if name in ("people", "drivers") else "closures"
        return thing.replace(**{key: (*getattr(thing, key), *more)}) if more else thing

    # -- visits

    def _visit(self, event: Any) -> Visit | None:
        found = self.visits.get(event.visit)
        if found is None:
            clients = {visit.client: id for id, visit in self.visits.items()}
            maybe = clients.get(event.visit) or near(event.visit, self.visits)
            self.wrong.append((event.source, f"没有这个来访 / no visit {event.visit!r}", maybe))
            return None
        self.touched.add(event.visit)
        return found

    def _put(self, visit: Visit, event: ev.Event, **changes: object) -> None:
        """Take a changed visit; what cannot be is a fault of the event."""
        try:
            self.visits[visit.id] = visit.replace(**changes)
        except ValueError as error:
            self.wrong.append((event.source, str(error).splitlines()[0], ""))

    def _groups(self, visit: Visit, event: Any, edge: str) -> list[TravelGroup]:
        """Return the travel groups that an event is about: the named one, else those that move together."""
        if event.group is not None:
            named = [group for group in visit.groups if group.id == event.group]
            if not named:
                what = f"没有这个行程组 / no travel group {event.group!r}"
                self.wrong.append((event.source, what, near(event.group, [g.id for g in visit.groups])))
            return named
        if edge == "arrival":
            first = min(visit.groups, key=lambda g: g.arrival.at).arrival
            return [g for g in visit.groups if (g.arrival.at, g.arrival.place) == (first.at, first.place)]
        last = max(visit.groups, key=lambda g: self._leaves(g))
        return [g for g in visit.groups if self._leaves(g) == self._leaves(last)]

    def _leaves(self, group: TravelGroup) -> tuple[int, str]:
        departure = group.departure
        day = departure.on or self.week.first_day + dt.timedelta(days=self.week.days - 1)
        return departure.at if departure.at is not None else at(day, DAY), departure.place

    def _arrives(self, event: ev.Arrives) -> None:
        self._shift(event, "arrival")

    def _departs(self, event: ev.Departs) -> None:
        self._shift(event, "departure")

    def _shift(self, event: ev.Arrives | ev.Departs, edge: str) -> None:
        visit = self._visit(event)
        if (event.minutes is None) == (event.at is None):
            what = "到达、离开变更要写晚(早)多少分钟或新的时间 / say minutes or at, one of them"
            self.wrong.append((event.source, what, "minutes = 180"))
            return
        if visit is None:
            return
        groups = {group.id: group for group in visit.groups}
        for group in self._groups(visit, event, edge):
            leg = getattr(group, edge)
            if event.minutes is not None and leg.at is None:
                what = f"行程组 {group.id} 还没有订票 / has no ticket yet"
                self.wrong.append((event.source, what, "at = the new time"))
                continue
            moment = event.at if event.at is not None else leg.at + event.minutes
            changes: dict[str, object] = {"at": moment} | ({"number": event.number} if event.number else {})
            if edge == "departure":
                changes["on"] = None
            changed = leg.replace(**changes)
            if self._past(visit, changed):
                what = f"{iso(moment)} 的到达或离开已经过去 / is past by now"
                self.wrong.append((event.source, what, "an earlier --now, or none"))
                continue
            groups[group.id] = group.replace(**{edge: changed})
        self._put(visit, event, groups=tuple(groups.values()))

    def _past(self, visit: Visit, leg: Arrival | Departure) -> bool:
        """Tell whether guests are out, or should be at the departure point, before now."""
        now = self.facts.revision.now if self.facts.revision else None
        if now is None:
            return False
        if isinstance(leg, Arrival):
            return self.facts.exit(leg) < now
        last = self.week.first_day + dt.timedelta(days=self.week.days - 1)
        return self.facts.deadline(leg, len(visit.members), last) < now

    def _visit_cancelled(self, event: ev.VisitCancelled) -> None:
        if self._visit(event) is not None:
            self.off.add(event.visit)

    def _new_visit(self, event: ev.NewVisit) -> None:
        if event.visit.id in self.visits:
            what = f"来访编号已有 / there is a visit {event.visit.id!r} already"
            self.wrong.append((event.source, what, "another id"))
            return
        self.visits[event.visit.id] = event.visit
        self.touched.add(event.visit.id)

    def _guests(self, event: ev.Guests) -> None:
        visit = self._visit(event)
        if visit is None:
            return
        now = self.facts.revision.now if self.facts.revision else None
        if now is not None and visit.id in self.known and self.facts.stay(visit.id).end <= now:
            self.wrong.append((event.source, f"{visit.client} 已经离开 / has left by now", "an earlier --now, or none"))
            return
        known = {member.id: member.name for member in visit.members}
        for id in event.absent:
            if id not in known:
                self.wrong.append((event.source, f"没有这位客人 / no member {id!r}", near(id, known)))
        group = next(iter(self._groups(visit, event, "arrival")), None)
        if group is None:
            return
        unnamed = group.unnamed + event.more - event.fewer
        if unnamed < 0:
            what = f"没有姓名的客人只有 {group.unnamed + event.more} 位 / only so many without names"
            self.wrong.append((event.source, what, "name those who do not come: absent"))
            return
        gone = set(event.absent)
        groups = [
            g.replace(
                members=tuple(m for m in g.members if m not in gone), unnamed=unnamed if g.id == group.id else g.unnamed
            )
            for g in visit.groups
        ]
        groups = [g for g in groups if anybody(g, visit, gone)]
        if not groups:
            self.wrong.append((event.source, "一位客人也不来了 / nobody is left", "visit_cancelled"))
            return
        self._put(visit, event, groups=tuple(groups), **without(visit, gone))

    # -- activities

    def _request(self, source: str, item: str) -> tuple[Visit, str] | None:
        """Return the visit and request id of an item id; None when the visit has no such request."""
        id, _, name = item.partition("/")
        visit = self.visits.get(id)
        if visit is None:
            self.wrong.append((source, f"没有这个来访 / no visit {id!r}", near(id, self.visits)))
            return None
        self.touched.add(id)
        return (visit, name) if name in {request.id for request in visit.requests} else None

    def _cancelled(self, event: ev.Cancelled) -> None:
        before = len(self.wrong)
        found = self._request(event.source, event.item)
        if found is None:
            if len(self.wrong) == before:  # a sight or rest of the planner's choice
                self.pins.append(Pin(of=event.item, out=True, source=event.source))
            return
        visit, name = found
        rest = tuple(r for r in visit.requests if r.id != name)
        rest = tuple(r.replace(after=None) if getattr(r, "after", None) == name else r for r in rest)
        self._put(visit, event, requests=rest)

    def _lasts(self, event: ev.Lasts) -> None:
        if (event.minutes is None) == (event.longer is None):
            what = "时长变更要写一共或延长多少分钟 / say minutes or longer, one of them"
            self.wrong.append((event.source, what, "longer = 30"))
            return
        found = self._request(event.source, event.item)
        if found is None:
            self._no_request(event.source, event.item)
            return
        visit, name = found
        request = visit.request(name)
        if isinstance(request, Gift) or "minutes" not in type(request).model_fields:
            what = f"{event.item} 的时长由路线决定 / its length is not a fact of its own"
            self.wrong.append((event.source, what, ""))
            return
        usual = (
            self.facts.stay(visit.id).minutes(request)
            if visit.id in self.known
            else getattr(request, "minutes", None) or 0
        )
        minutes = event.minutes if event.minutes is not None else usual + (event.longer or 0)
        if not 10 <= minutes <= 480:
            what = f"{event.item} 时长 {minutes} 分钟 / is no length of an activity"
            self.wrong.append((event.source, what, "10 to 480 minutes"))
            return
        changed = tuple(r.replace(minutes=minutes) if r.id == name else r for r in visit.requests)
        self._put(visit, event, requests=changed)

    def _no_request(self, source: str, item: str) -> None:
        id, _, name = item.partition("/")
        visit = self.visits.get(id)
        if visit is not None:
            names = {request.id for request in visit.requests}
            self.wrong.append((source, f"没有这项活动 / visit {id!r} asks for no {name!r}", near(name, names)))

    def _new_request(self, event: ev.NewRequest) -> None:
        visit = self._visit(event)
        if visit is None:
            return
        if event.request.id in {request.id for request in visit.requests}:
            what = f"活动编号已有 / there is a request {event.request.id!r} already"
            self.wrong.append((event.source, what, "another id"))
            return
        self._put(visit, event, requests=(*visit.requests, event.request))

    def _fixed(self, event: ev.Fixed) -> None:
        pin = event.pin if event.pin.source else event.pin.replace(source=event.source)
        self.pins.append(pin)
        visit = self.visits.get(pin.visit)
        if visit is None:
            return
        self.touched.add(visit.id)
        if visit.id in self.known:
            self.visits[visit.id] = by_name(self.facts, visit, pin.of, pin.people or ())

    # -- who and what is not there

    def _away(self, event: ev.Away) -> None:
        self._closes(event, event.person, {"people": "人员", "drivers": "司机"}, "person")

    def _car_broken(self, event: ev.CarBroken) -> None:
        self._closes(event, event.vehicle, {"vehicles": "车辆"}, "vehicle")

    def _closed(self, event: ev.Closed) -> None:
        self._closes(event, event.what, {"rooms": "会议室", "workshops": "车间", "places": "地点"}, "room or place")

    def _closes(self, event: Any, id: str, lists: dict[str, str], en: str) -> None:
        end = event.end if event.end is not None else at(self.week.first_day) + self.week.days * DAY
        if event.start >= end:
            self.wrong.append((event.source, f"结束不晚于开始 / ends by {iso(end)}, before it starts", "swap them"))
            return
        names: dict[str, str] = {}
        for name in lists:
            things: tuple[Place, ...] = getattr(self.week.company, name)
            if id in {thing.id for thing in things}:
                start = free_from(self.facts, id, event.start)
                self.shut[name, id] += [Span(start=start, end=end, note="变更")] if start < end else []
                return
            names |= {thing.name: thing.id for thing in things}
        zh = "、".join(lists.values())
        maybe = names.get(id) or near(id, names.values()) or names.get(near(id, names), "")
        self.wrong.append((event.source, f"没有这个{zh} / no {en} {id!r}", maybe))
