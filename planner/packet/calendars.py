"""Calendars (.ics) of people and delegations.

An event keeps its UID as long as it is the same part of the plan, so that a later draft replaces it: what changed has a
higher SEQUENCE, what is gone is cancelled. The time zone is one fixed VTIMEZONE: China keeps one offset all year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from models.domain.clock import EPOCH
from models.domain.plan import Item
from planner.packet.document.printable import printable
from planner.packet.duty.driver import work_of_drivers
from planner.packet.duty.work import personal_work
from planner.papers.tables.drives import in_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from models.domain.plan import Duty, Move
    from models.domain.stay import Stay
    from planner.packet.kit import Kit

ZONE = "Asia/Shanghai"
_STAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Of every event: the same plan gives the same file, and SEQUENCE says which version is the newer one."""
DOMAIN = "jiedai.invalid"


@dataclass(frozen=True)
class CalendarEvent:
    """An event.

    Attributes
    ----------
    uid : str
        What it is: week, whose calendar, part of the plan.
    start, end : int
        Moments.
    """

    uid: str
    start: int
    end: int
    title: str
    where: str = ""
    about: str = ""


class FormerEvent(NamedTuple):
    """An event of the draft before: how it was, its SEQUENCE, and whether it was cancelled then."""

    event: CalendarEvent
    sequence: int
    cancelled: bool

    def sequence_of(self, now: CalendarEvent) -> int:
        """Return the SEQUENCE of what the event is now: higher where it changed."""
        return self.sequence + (self.cancelled or self.event != now)


@dataclass(frozen=True)
class EventCalendar:
    """A calendar with its name; ``former``: the events of the draft that people have, by UID."""

    name: str
    events: tuple[CalendarEvent, ...]
    former: Mapping[str, FormerEvent] = field(default_factory=dict)


def calendars(kit: Kit) -> Iterator[tuple[str, str, EventCalendar]]:
    """Yield the calendar of everybody with a duty and of each delegation: kind, id, calendar."""
    for work in personal_work(kit):
        events = [_duty_event(kit, work.person.id, part, duty) for part, duty in work.parts]
        yield "person", work.person.id, EventCalendar(work.person.name, _alone(events))
    for id, days in work_of_drivers(kit).items():
        events = [_drive_event(kit, id, drive.move) for mine in days.values() for drive in mine]
        yield "driver", id, EventCalendar(kit.week.driver(id).name, _alone(events))


def guest_calendar(kit: Kit, stay: Stay) -> EventCalendar:
    """Return the calendar of a delegation: its items, when it is met and when it leaves."""
    words, part = kit.words, kit.paper.plan_of(stay.id)
    events = []
    for item in part.items:
        where = kit.paper.item_texts.where(item)
        events.append(
            CalendarEvent(
                _uid(kit, "visit", stay.id, item.id), item.start, item.end, kit.paper.item_texts.title(item), where
            )
        )
    for move in part.moves:
        if move.kind != "transfer":
            title = words.sentence(kit.paper.move_texts.titles.move(move))
            way = kit.paper.move_texts.way(move)
            events.append(CalendarEvent(_uid(kit, "visit", stay.id, move.id), move.depart, move.arrive, title, way))
    return EventCalendar(stay.visit.client, tuple(sorted(events, key=lambda event: (event.start, event.uid))))


def _uid(kit: Kit, *parts: str) -> str:
    return "/".join((kit.week.id, *parts)) + f"@{DOMAIN}"


def _duty_event(kit: Kit, person: str, part: Item | Move, duty: Duty) -> CalendarEvent:
    words, client = kit.words, kit.paper.names.client(part.visit)
    role = kit.paper.duty_texts.role(duty.role, part.kind)
    if isinstance(part, Item):
        what, where = kit.paper.item_texts.title(part), kit.paper.item_texts.where(part)
    else:
        what, where = kit.paper.move_texts.titles.move(part), kit.paper.move_texts.way(part)
    title = f"{role} {what}" if role != what else what
    uid = _uid(kit, "person", person, part.id, duty.role, str(duty.group))
    return CalendarEvent(uid, duty.start, duty.end, words.note(title, client), where)


def _drive_event(kit: Kit, driver: str, move: Move) -> CalendarEvent:
    words = kit.words
    title = words.note(kit.paper.move_texts.way(move), kit.paper.names.client(move.visit))
    about = words.pick(f"{words.time(move.depart)}出发", f"leaves {words.time(move.depart)}")
    uid = _uid(kit, "driver", driver, move.id)
    return CalendarEvent(uid, in_place(kit.paper, move), move.arrive, title, kit.paper.names.stop(move.origin), about)


def _alone(events: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    """Return events by time, those that have the same UID numbered: a duty may come twice at one item."""
    found: list[CalendarEvent] = []
    count: dict[str, int] = {}
    for event in sorted(events, key=lambda event: (event.start, event.end, event.uid)):
        number = count[event.uid] = count.get(event.uid, 0) + 1
        uid = event.uid if number == 1 else event.uid.replace("@", f"/{number}@")
        found.append(CalendarEvent(uid, event.start, event.end, event.title, event.where, event.about))
    return tuple(found)


# ---------------------------------------------------------------- the file


def calendar_file(calendar: EventCalendar) -> bytes:
    """Return a calendar as an .ics file."""
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//Jiedai//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", " ".join(printable(calendar.name).split()))
    made.add_component(_zone())
    known = {event.uid for event in calendar.events}
    for event in calendar.events:
        former = calendar.former.get(event.uid)
        sequence = 0 if former is None else former.sequence_of(event)
        made.add_component(_event(event, sequence, "CONFIRMED"))
    for uid, former in sorted(calendar.former.items()):
        if uid not in known:
            made.add_component(_event(former.event, former.sequence + (not former.cancelled), "CANCELLED"))
    data: bytes = made.to_ical()
    return data


def _event(event: CalendarEvent, sequence: int, status: str) -> Any:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", _STAMP)
    made.add("sequence", sequence)
    made.add("status", status)
    made.add("summary", printable(event.title))
    for name, moment in (("dtstart", event.start), ("dtend", max(event.end, event.start + 1))):
        when = (EPOCH + dt.timedelta(minutes=moment)).replace(tzinfo=None)
        made.add(name, when, parameters={"TZID": ZONE})
    for name, text in (("location", event.where), ("description", event.about)):
        if text:
            made.add(name, printable(text))
    return made


def _zone() -> Any:
    """Return the time zone of China: one offset, no summer time."""
    import icalendar

    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001 - local time by the format
    standard.add("tzoffsetfrom", dt.timedelta(hours=8))
    standard.add("tzoffsetto", dt.timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def read_former(data: bytes) -> dict[str, FormerEvent]:
    """Return the events of an .ics file that this program wrote, by UID; cancelled ones too."""
    import icalendar

    found = {}
    for part in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        texts = {name: str(part.get(name, "")) for name in ("uid", "summary", "location", "description")}
        start, end = (_moment(part.decoded(name)) for name in ("dtstart", "dtend"))
        event = CalendarEvent(texts["uid"], start, end, texts["summary"], texts["location"], texts["description"])
        found[event.uid] = FormerEvent(event, int(part.get("sequence", 0)), part.get("status") == "CANCELLED")
    return found


def _moment(when: dt.datetime) -> int:
    local = when.replace(tzinfo=None) - EPOCH.replace(tzinfo=None)
    return int(local.total_seconds() // 60)
