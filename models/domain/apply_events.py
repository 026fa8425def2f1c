"""Apply events to a week: the facts as they are now, what is pinned or cancelled, and which visits are concerned.

The faults of all events are reported at once. An event never edits a plan: what must move follows from the new facts.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, assert_never, get_args

from models.domain import events as ev
from models.domain.absent_guests import anybody, without
from models.domain.activities import LEAST_ITEM_MINUTES, MOST_ITEM_MINUTES, Gift, Request, RequestLink
from models.domain.base import Span
from models.domain.bilingual import bilingual
from models.domain.clock import DAY, at
from models.domain.consistency import faults
from models.domain.errors import Fault, FaultyInput
from models.domain.event_conflicts import event_conflicts
from models.domain.facts import Facts
from models.domain.guest_numbers import UnclearNumber, group_in_words, unnamed_after
from models.domain.joint_items import with_changes_for_all, with_joints_of_those_left
from models.domain.named_attendees import by_name
from models.domain.pin_faults import SourceFinding
from models.domain.pins import Pin
from models.domain.places import Place
from models.domain.references import near
from models.domain.request_order import linked_within
from models.domain.started_items import free_from
from models.domain.thing_names import ThingNames, moment_in_words
from models.domain.training_series import with_sessions
from models.domain.visits import Arrival, Departure, TravelGroup, Visit
from models.domain.week import Week

Edge = Literal["arrival", "departure"]
"""The leg of a travel group that an event changes."""
CompanyList = Literal["people", "drivers", "vehicles", "rooms", "workshops", "places"]
"""Lists of the company whose things can be absent or closed."""


@dataclass(frozen=True)
class ChangedWeek:
    """A week after events.

    Attributes
    ----------
    week : Week
        The facts as they are now.
    pins : tuple of Pin
        What leaders fixed, and cancelled items that the planner had added.
    visits : tuple of str
        Visits that an event names, in the order of the week, without the cancelled ones.
    """

    week: Week
    pins: tuple[Pin, ...] = ()
    visits: tuple[str, ...] = ()


def apply_events(facts: Facts, events: Iterable[ev.Event]) -> ChangedWeek:
    """Return the week after some events.

    Raises
    ------
    FaultyInput
        With every fault of every event: unknown ids, events that contradict each other, facts that cannot be.
    """
    change = _WeekChange(facts)
    applied = list(events)
    for event in applied:
        change.apply(event)
    wrong = change.wrong + list(event_conflicts(facts.week, applied))
    changed = None
    if not wrong:
        changed = change.result()
        wrong = list(_new_faults(facts.week, changed.week, applied))
    if wrong or changed is None:
        raise FaultyInput(Fault(source or "event", "", what, maybe) for source, what, maybe in wrong)
    return changed


def _new_faults(before: Week, after: Week, events: Sequence[ev.Event]) -> Iterator[SourceFinding]:
    """Yield the faults of the new week that the old one did not have.

    A request whose fixed day has no guests any more, because they arrive late or leave early, is no fault: it is left
    out of the plan.
    """
    known = {what for _, what, _ in faults(before)}
    shifted = {event.visit for event in events if isinstance(event, ev.ArrivalChanged | ev.DepartureChanged)}
    for path, what, maybe in faults(after):
        moved = len(path) > 3 and path[2] == "requests" and after.visits[int(path[1])].id in shifted
        if what not in known and not moved:
            yield _source(events, after, path), what, maybe


def _source(events: Sequence[ev.Event], week: Week, path: Sequence[str | int]) -> str:
    """Return the source of the last event that names the visit at a key path; without one, the path itself."""
    visit = week.visits[int(path[1])].id if len(path) > 1 and path[0] == "visits" else ""
    sources = [event.source for event in events if visit in ev.visits_named(event)]
    return sources[-1] if sources else ".".join(map(str, path))


@dataclass
class _WeekChange:
    """A week while events are applied to it; faults are collected, not raised."""

    facts: Facts
    wrong: list[SourceFinding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.week = self.facts.week
        self.visits = {visit.id: visit for visit in self.week.visits}
        self.names = ThingNames(self.week)
        self.known = frozenset(self.visits)
        """Visits that the week had before the events."""
        self.cancelled: set[str] = set()
        self.pins: list[Pin] = []
        self.unavailable: dict[tuple[CompanyList, str], list[Span]] = defaultdict(list)
        """Absences and closures by list of the company and id."""
        self.touched: set[str] = set()

    # -- events

    def apply(self, event: ev.Event) -> None:
        """Apply one event; a class of ``Event`` without a case here fails mypy."""
        match event:
            case ev.ArrivalChanged():
                self._shift(event, "arrival")
            case ev.DepartureChanged():
                self._shift(event, "departure")
            case ev.VisitCancelled():
                self._cancel_visit(event)
            case ev.ActivityCancelled():
                self._cancel_activity(event)
            case ev.PersonAway():
                self._close(event, event.person, {"people": "人员", "drivers": "司机"}, "person")
            case ev.VehicleUnavailable():
                self._close(event, event.vehicle, {"vehicles": "车辆"}, "vehicle")
            case ev.PlaceClosed():
                lists: dict[CompanyList, str] = {"rooms": "会议室", "workshops": "车间", "places": "地点"}
                self._close(event, event.what, lists, "room or place")
            case ev.NewVisit():
                self._add_visit(event)
            case ev.NewRequest():
                self._add_request(event)
            case ev.GuestsChanged():
                self._change_guests(event)
            case ev.DurationChanged():
                self._change_duration(event)
            case ev.OrderChanged():
                self._change_order(event)
            case ev.FixedByLeader():
                self._fix(event)
            case _:
                assert_never(event)

    def result(self) -> ChangedWeek:
        """Return the week after all events."""
        company = self.week.company
        lists = {
            name: tuple(self._with_closures(name, thing) for thing in getattr(company, name))
            for name in get_args(CompanyList)
        }
        company = company.model_copy(update=lists)
        visits = tuple(v for id, v in self.visits.items() if id not in self.cancelled)
        week = self.week.model_copy(update={"company": company, "visits": visits})
        week = Week.model_construct(**{name: getattr(week, name) for name in Week.model_fields})  # no cached look-ups
        week = with_joints_of_those_left(with_changes_for_all(self.facts.week, with_sessions(week)))
        return ChangedWeek(week, tuple(self.pins), tuple(v.id for v in visits if v.id in self.touched))

    def _with_closures(self, name: CompanyList, thing: Any) -> Any:
        """Return a person, vehicle, room … with the absences or closures that events added."""
        more = self.unavailable.get((name, thing.id), [])
        key = "leave" if name in ("people", "drivers") else "closures"
        return thing.replace(**{key: (*getattr(thing, key), *more)}) if more else thing

    # -- visits

    def _visit(self, event: Any) -> Visit | None:
        """Return the visit of an event, or None with the fault noted."""
        found = self.visits.get(event.visit)
        if found is None:
            clients = {visit.client: id for id, visit in self.visits.items()}
            maybe = clients.get(event.visit) or near(event.visit, self.visits)
            self.wrong.append(
                (event.source, bilingual(f"没有这个来访：{event.visit!r}", f"no visit {event.visit!r}"), maybe)
            )
            return None
        self.touched.add(event.visit)
        return found

    def _put(self, visit: Visit, event: ev.Event, **changes: object) -> None:
        """Replace a visit by a changed one; facts that cannot be are a fault of the event."""
        try:
            self.visits[visit.id] = visit.replace(**changes)
        except ValueError as error:
            self.wrong.append((event.source, bilingual("这样的来访不成立", str(error).splitlines()[0]), ""))

    def _groups(self, visit: Visit, event: Any, edge: Edge) -> list[TravelGroup]:
        """Return the travel groups that an event concerns: the named one, else those that travel together."""
        if event.group is not None:
            named = [group for group in visit.groups if group.id == event.group]
            if not named:
                what = bilingual(f"没有这个行程组：{event.group!r}", f"no travel group {event.group!r}")
                self.wrong.append((event.source, what, near(event.group, [g.id for g in visit.groups])))
            return named
        if edge == "arrival":
            first = min(visit.groups, key=lambda g: g.arrival.at).arrival
            return [g for g in visit.groups if (g.arrival.at, g.arrival.place) == (first.at, first.place)]
        last = max(visit.groups, key=lambda g: self._departure(g))
        return [g for g in visit.groups if self._departure(g) == self._departure(last)]

    def _departure(self, group: TravelGroup) -> tuple[int, str]:
        """Return when and from where a group leaves; without a ticket, at the end of its last day."""
        departure = group.departure
        day = departure.on or self._last_day()
        return departure.at if departure.at is not None else at(day, DAY), departure.place

    def _shift(self, event: ev.ArrivalChanged | ev.DepartureChanged, edge: Edge) -> None:
        """Move the arrival or departure of the travel groups concerned."""
        visit = self._visit(event)
        if (event.minutes is None) == (event.at is None):
            what = bilingual("到达、离开变更要写晚(早)多少分钟或新的时间", "say minutes or at, one of them")
            self.wrong.append((event.source, what, "minutes = 180"))
            return
        if visit is None:
            return
        groups = {group.id: group for group in visit.groups}
        for group in self._groups(visit, event, edge):
            leg = getattr(group, edge)
            if event.minutes is not None and leg.at is None and not event.minutes % DAY:
                day = (leg.on or self._last_day()) + dt.timedelta(days=event.minutes // DAY)
                groups[group.id] = group.replace(departure=leg.replace(on=day))
                continue
            if event.minutes is not None and leg.at is None:
                what = f"{visit.client} {group_in_words(visit, group)} " + bilingual("还没有订票", "has no ticket yet")
                self.wrong.append((event.source, what, bilingual("写新的时间 at = …", "at = the new time")))
                continue
            moment = event.at if event.at is not None else leg.at + event.minutes
            changes: dict[str, object] = {"at": moment} | ({"number": event.number} if event.number else {})
            changes |= {"place": event.place} if event.place else {}
            if edge == "departure":
                changes["on"] = None
            changed = leg.replace(**changes)
            if self._is_past(visit, changed):
                what = f"{visit.client} {moment_in_words(moment)} " + bilingual("已经过去", "is past by now")
                self.wrong.append((event.source, what, bilingual("--now 写早些，或不写", "an earlier --now, or none")))
                continue
            groups[group.id] = group.replace(**{edge: changed})
        self._put(visit, event, groups=tuple(groups.values()))

    def _is_past(self, visit: Visit, leg: Arrival | Departure) -> bool:
        """Tell whether guests are out, or should be at the departure point, before now."""
        now = self.facts.revision.now if self.facts.revision else None
        if now is None:
            return False
        if isinstance(leg, Arrival):
            return self.facts.exit(leg) < now
        return self.facts.deadline(leg, len(visit.members), self._last_day()) < now

    def _last_day(self) -> dt.date:
        return self.week.first_day + dt.timedelta(days=self.week.days - 1)

    def _cancel_visit(self, event: ev.VisitCancelled) -> None:
        if self._visit(event) is not None:
            self.cancelled.add(event.visit)

    def _add_visit(self, event: ev.NewVisit) -> None:
        revision, known = self.facts.revision, self.visits.get(event.visit.id)
        announced = revision.announced if revision else None
        if known == event.visit and announced is not None and not announced.of(event.visit.id).moves:
            self.touched.add(event.visit.id)  # written in the week already, and not planned yet
            return
        if known is not None:
            what = bilingual(f"来访编号已有：{event.visit.id!r}", f"there is a visit {event.visit.id!r} already")
            self.wrong.append((event.source, what, bilingual("换一个编号", "another id")))
            return
        self.visits[event.visit.id] = event.visit
        self.touched.add(event.visit.id)

    def _change_guests(self, event: ev.GuestsChanged) -> None:
        """Change the number of guests without names, and remove members who are absent."""
        visit = self._visit(event)
        if visit is None:
            return
        now = self.facts.revision.now if self.facts.revision else None
        if now is not None and visit.id in self.known and self.facts.stay(visit.id).end <= now:
            self.wrong.append(
                (
                    event.source,
                    (f"{visit.client} " + bilingual("已经离开", "has left by now")),
                    bilingual("--now 写早些，或不写", "an earlier --now, or none"),
                )
            )
            return
        known = {member.id: member.name for member in visit.members}
        for id in event.absent:
            if id not in known:
                self.wrong.append(
                    (event.source, bilingual(f"没有这位客人：{id!r}", f"no member {id!r}"), near(id, known))
                )
        named = [group for group in visit.groups if event.group in (None, group.id)]
        if not named:
            self._groups(visit, event, "arrival")
            return
        try:
            unnamed = unnamed_after(visit, named, event.more, event.fewer)
        except UnclearNumber as error:
            self.wrong.append((event.source, error.what, error.maybe))
            return
        gone = set(event.absent)
        groups = [
            g.replace(members=tuple(m for m in g.members if m not in gone), unnamed=unnamed[g.id]) for g in visit.groups
        ]
        groups = [g for g in groups if anybody(g, visit, gone)]
        if not groups:
            self.wrong.append((event.source, bilingual("一位客人也不来了", "nobody is left"), "visit_cancelled"))
            return
        self._put(visit, event, groups=tuple(groups), **without(visit, gone))

    # -- activities

    def _find_request(self, source: str, item: str) -> tuple[Visit, str] | None:
        """Return the visit and request id of an item id; None when the visit has no such request."""
        id, _, name = item.partition("/")
        visit = self.visits.get(id)
        if visit is None:
            self.wrong.append((source, bilingual(f"没有这个来访：{id!r}", f"no visit {id!r}"), near(id, self.visits)))
            return None
        self.touched.add(id)
        return (visit, name) if name in {request.id for request in visit.requests} else None

    def _cancel_activity(self, event: ev.ActivityCancelled) -> None:
        before = len(self.wrong)
        found = self._find_request(event.source, event.item)
        if found is None:
            if len(self.wrong) == before:  # a sight or rest that the planner added
                self.pins.append(Pin(of=event.item, out=True, source=event.source))
            return
        visit, name = found
        known = {r.id for r in visit.requests} - {name}
        rest = tuple(linked_within(r, known) for r in visit.requests if r.id != name)
        self._put(visit, event, requests=rest)

    def _change_duration(self, event: ev.DurationChanged) -> None:
        """Set the length of a request."""
        if (event.minutes is None) == (event.longer is None):
            what = bilingual("时长变更要写一共或延长多少分钟", "say minutes or longer, one of them")
            self.wrong.append((event.source, what, "longer = 30"))
            return
        found = self._find_request(event.source, event.item)
        if found is None:
            self._report_unknown_request(event.source, event.item)
            return
        visit, name = found
        request = visit.request(name)
        if isinstance(request, Gift) or "minutes" not in type(request).model_fields:
            what = f"{self.names.part(event.item)} " + bilingual("的时长由路线决定", "has no length of its own")
            self.wrong.append((event.source, what, ""))
            return
        usual = (
            self.facts.stay(visit.id).minutes(request)
            if visit.id in self.known
            else getattr(request, "minutes", None) or 0
        )
        minutes = event.minutes if event.minutes is not None else usual + (event.longer or 0)
        if not LEAST_ITEM_MINUTES <= minutes <= MOST_ITEM_MINUTES:
            what = f"{self.names.part(event.item)} " + bilingual(
                f"时长 {minutes} 分钟", f"{minutes} minutes are no length of an activity"
            )
            zh = f"{LEAST_ITEM_MINUTES} 至 {MOST_ITEM_MINUTES} 分钟"
            en = f"{LEAST_ITEM_MINUTES} to {MOST_ITEM_MINUTES} minutes"
            self.wrong.append((event.source, what, bilingual(zh, en)))
            return
        changed = tuple(r.replace(minutes=minutes) if r.id == name else r for r in visit.requests)
        self._put(visit, event, requests=changed)

    def _change_order(self, event: ev.OrderChanged) -> None:
        """Put a request after or before another one; what was said of the order of the two is left out."""
        others = [item for item in (event.after, event.before) if item is not None]
        if len(others) != 1:
            what = bilingual("顺序变更要写在哪项之后或之前", "say after or before, one of them")
            self.wrong.append((event.source, what, 'after = "v1/talk"'))
            return
        found = [self._find_request(event.source, item) for item in (event.item, others[0])]
        for item, known in zip((event.item, others[0]), found, strict=True):
            if known is None:
                self._report_unknown_request(event.source, item)
        if found[0] is None or found[1] is None:
            return
        (visit, name), (other_visit, other) = found[0], found[1]
        if visit.id != other_visit.id or name == other:
            what = bilingual("顺序只在同一来访的两项活动之间", "an order is between two activities of one visit")
            self.wrong.append((event.source, what, ""))
            return
        pair = {name, other}
        requests = [_without_order(r, pair) if r.id in pair else r for r in visit.requests]
        side = "after" if event.after is not None else "before"
        requests = [
            r.replace(**{side: (*getattr(r, side), RequestLink(request=other))}) if r.id == name else r
            for r in requests
        ]
        self._put(visit, event, requests=tuple(requests))

    def _report_unknown_request(self, source: str, item: str) -> None:
        id, _, name = item.partition("/")
        visit = self.visits.get(id)
        if visit is not None:
            names = {request.id for request in visit.requests}
            self.wrong.append(
                (
                    source,
                    bilingual(f"{visit.client} 没有这项活动：{name!r}", f"{visit.client} asks for no {name!r}"),
                    near(name, names),
                )
            )

    def _add_request(self, event: ev.NewRequest) -> None:
        visit = self._visit(event)
        if visit is None:
            return
        if event.request.id in {request.id for request in visit.requests}:
            what = bilingual(f"活动编号已有：{event.request.id!r}", f"there is a request {event.request.id!r} already")
            self.wrong.append((event.source, what, bilingual("换一个编号", "another id")))
            return
        self._put(visit, event, requests=(*visit.requests, event.request))

    def _fix(self, event: ev.FixedByLeader) -> None:
        pin = event.pin if event.pin.source else event.pin.replace(source=event.source)
        self.pins.append(pin)
        visit = self.visits.get(pin.visit)
        if visit is None:
            return
        self.touched.add(visit.id)
        if visit.id in self.known:
            self.visits[visit.id] = by_name(self.facts, visit, pin.of, pin.people or ())

    # -- absences and closures

    def _close(
        self,
        event: ev.PersonAway | ev.VehicleUnavailable | ev.PlaceClosed,
        id: str,
        lists: dict[CompanyList, str],
        en: str,
    ) -> None:
        """Note an absence or closure of a thing in one of the lists (with their Chinese words for faults)."""
        end = event.end if event.end is not None else at(self.week.first_day) + self.week.days * DAY
        if event.start >= end:
            self.wrong.append(
                (
                    event.source,
                    f"{moment_in_words(end)} " + bilingual("结束，不晚于开始", "is its end, before it starts"),
                    bilingual("对调", "swap them"),
                )
            )
            return
        names: dict[str, str] = {}
        for name in lists:
            things: tuple[Place, ...] = getattr(self.week.company, name)
            if id in {thing.id for thing in things}:
                start = free_from(self.facts, id, event.start)
                self.unavailable[name, id] += [Span(start=start, end=end, note="变更")] if start < end else []
                return
            names |= {thing.name: thing.id for thing in things}
        zh = "、".join(lists.values())
        maybe = names.get(id) or near(id, names.values()) or names.get(near(id, names), "")
        self.wrong.append((event.source, bilingual(f"没有这个{zh}：{id!r}", f"no {en} {id!r}"), maybe))


def _without_order(request: Request, others: Collection[str]) -> Request:
    """Return a request without what it says of its order to some others."""
    kept = {
        side: tuple(link for link in getattr(request, side) if link.request not in others)
        for side in ("after", "before")
    }
    return request.replace(**kept)
