"""The table of events: how each class of ``models.domain.events`` is entered in the sheet 变更 and in sentences.

A new kind of event gets its class in ``models.domain.events``, its handler in ``models.domain.apply_events`` and its
entry here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol

from models.domain import events as ev
from models.domain.clock import at, day_of
from models.domain.pins import Pin
from planner.language.event_sentence import NotUnderstood, only_one

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from models.domain.visits import Visit
    from models.domain.week import Week
    from planner.language.event_sentence import EventSentence

Column = Literal["event", "visit", "item", "subject", "day", "time", "amount", "note"]
COLUMN_TITLES: dict[Column, str] = {
    "event": "事由",
    "visit": "来访客户",
    "item": "活动",
    "subject": "人员、车辆、场所",
    "day": "日期",
    "time": "时间",
    "amount": "数量（分钟、人）",
    "note": "备注",
}
"""The columns of the sheet 变更, in their order."""
MAX_REMARK = 400
"""Most characters of a remark that an event keeps: the limit of ``models.domain.base.Text``."""


class UnreadableCell(Exception):
    """A cell of a row that cannot be understood: its column, what is wrong, and maybe how to mend it."""

    def __init__(self, column: Column, what: str, maybe: str = "") -> None:
        super().__init__(what)
        self.column, self.what, self.maybe = column, what, maybe


class EventRow(Protocol):
    """A row of the sheet 变更, understood cell by cell; every method raises ``UnreadableCell``."""

    @property
    def word(self) -> SheetWord:
        """The choice in the column 事由."""

    @property
    def week(self) -> Week:
        """The week that the workbook is about."""

    def text(self, column: Column) -> str:
        """Return what stands in a cell."""

    def source(self, column: Column) -> str:
        """Return the address of a cell."""

    def visit(self) -> str:
        """Return the id of the visit."""

    def item(self) -> str:
        """Return the id of the item."""

    def person_or_driver(self) -> str:
        """Return the id of the person or driver."""

    def vehicle(self) -> str:
        """Return the id of the vehicle."""

    def place(self) -> str:
        """Return the id of the meeting room, workshop or place."""

    def day(self) -> dt.date:
        """Return the day."""

    def times(self, day: dt.date) -> tuple[int, int | None]:
        """Return the start and end of the time, as moments of a day; no end: None."""

    def period(self) -> tuple[int, int]:
        """Return from when until when: the day with its times, without times all of the day."""

    def minutes(self) -> int:
        """Return the amount as minutes, at least 0."""

    def count(self) -> int:
        """Return the amount as a number of people, at least 0."""


@dataclass(frozen=True)
class SheetWord:
    """A choice of the column 事由.

    Attributes
    ----------
    text : str
        The choice.
    needs : tuple of Column
        Columns that must be filled.
    hint : str
        How to fill the row.
    read : callable
        Makes the event of a row; raises ``UnreadableCell``, or ``ValidationError`` for facts that cannot be.
    """

    text: str
    needs: tuple[Column, ...]
    hint: str
    read: Callable[[EventRow], ev.Event]


@dataclass(frozen=True)
class EventEntry:
    """How one class of events is entered.

    Attributes
    ----------
    event : type
        A class of ``models.domain.events.Event``.
    sheet : tuple of SheetWord
        Its choices on the sheet 变更.
    parse : callable or None
        Returns the event of a sentence, None when the sentence says something else; raises ``NotUnderstood``.
    precedence : int
        Sentences are tried in this order, the smallest number first: what is cancelled is not late as well.
    not_on_sheet, not_in_sentences : str
        Why it has no choice on the sheet, no parser of sentences.
    """

    event: type[ev.Event]
    sheet: tuple[SheetWord, ...] = ()
    parse: Callable[[EventSentence], ev.Event | None] | None = None
    precedence: int = 0
    not_on_sheet: str = ""
    not_in_sentences: str = ""


# -- arrivals and departures

_SAYS_EARLY = re.compile(r"早|提前|early|earlier|sooner", re.IGNORECASE)
_SAYS_LATE = re.compile(r"晚|迟|延误|推迟|late|later|delay", re.IGNORECASE)
_SAYS_LEAVING = re.compile(r"返程|离开|离站|离港|回程|送站|送机|起飞|depart|return|leav", re.IGNORECASE)
_SAYS_TRAVEL = re.compile(
    r"航班|飞机|火车|高铁|列车|到达|抵达|晚点|晚到|flight|plane|train|arriv|(?<![a-z])land(?:s|ed|ing)?(?![a-z])",
    re.IGNORECASE,
)
_Travel = type[ev.ArrivalChanged] | type[ev.DepartureChanged]


def _scheduled(visit: Visit, event: _Travel) -> int | None:
    """Return when the first guests arrive, or the last ones leave; None without tickets."""
    if event is ev.ArrivalChanged:
        return min(group.arrival.at for group in visit.groups)
    return max((group.departure.at for group in visit.groups if group.departure.at is not None), default=None)


def _travel_from_row(row: EventRow, event: _Travel, sign: int) -> ev.ArrivalChanged | ev.DepartureChanged:
    """Read by how many minutes (``sign`` 1: later, -1: earlier), or the new time."""
    visit = row.visit()
    scheduled = _scheduled(row.week.visit(visit), event)
    note = row.text("note")
    number = note if note.isascii() and note.isalnum() else ""
    if row.text("amount"):
        return event(visit=visit, minutes=sign * row.minutes(), number=number)
    if row.text("time") and (row.text("day") or scheduled is not None):
        day = row.day() if row.text("day") else day_of(scheduled or 0)
        return event(visit=visit, at=row.times(day)[0], number=number)
    raise UnreadableCell("amount", f"{row.word.text}：没有写多少分钟或新的时间 / how late?", row.word.hint)


def _parse_arrival(sentence: EventSentence) -> ev.Event | None:
    if sentence.visit is None or sentence.says(_SAYS_LEAVING) or not sentence.says(_SAYS_TRAVEL):
        return None
    return _parse_travel(sentence, sentence.visit, ev.ArrivalChanged)


def _parse_departure(sentence: EventSentence) -> ev.Event | None:
    if sentence.visit is None or not sentence.says(_SAYS_LEAVING):
        return None
    return _parse_travel(sentence, sentence.visit, ev.DepartureChanged)


def _parse_travel(sentence: EventSentence, visit_id: str, event: _Travel) -> ev.Event:
    visit, time = sentence.week.visit(visit_id), sentence.time
    groups = [group.id for group in visit.groups if re.search(rf"\b{re.escape(group.id)}\b", sentence.text)]
    group = groups[0] if groups else None
    if time.minutes is not None:
        early, late = sentence.says(_SAYS_EARLY), sentence.says(_SAYS_LATE)
        if early == late:
            raise NotUnderstood("是早还是晚 / early or late?", "晚点3小时, 提前1小时")
        return event(visit=visit.id, group=group, minutes=-time.minutes if early else time.minutes)
    moment = time.moment
    scheduled = _scheduled(visit, event)
    if moment is None and len(time.clocks) == 1 and scheduled is not None:
        moment = at(day_of(scheduled), time.clocks[0])
    if moment is None:
        raise NotUnderstood("没有说晚多久或几点 / how late, or when?", "晚点3小时, 改到周二14:20")
    return event(visit=visit.id, group=group, at=moment)


# -- cancellations

_SAYS_CANCELLED = re.compile(r"取消|不来|不办|cancel|call(?:s|ed)? off", re.IGNORECASE)


def _visit_cancelled_from_row(row: EventRow) -> ev.Event:
    return ev.VisitCancelled(visit=row.visit())


def _parse_visit_cancelled(sentence: EventSentence) -> ev.Event | None:
    if sentence.visit is None or sentence.items or not sentence.says(_SAYS_CANCELLED):
        return None
    return ev.VisitCancelled(visit=sentence.visit)


def _activity_cancelled_from_row(row: EventRow) -> ev.Event:
    return ev.ActivityCancelled(item=row.item())


def _parse_activity_cancelled(sentence: EventSentence) -> ev.Event | None:
    if sentence.visit is None or not sentence.items or not sentence.says(_SAYS_CANCELLED):
        return None
    return ev.ActivityCancelled(item=sentence.item())


# -- guests

_SAYS_MORE = re.compile(
    r"(?:多|增加|加|再来)\s*了?\s*(\d+)\s*(?:人|位|名)|(\d+)\s+more\s+(?:guests?|people)", re.IGNORECASE
)
_SAYS_FEWER = re.compile(
    r"(?:少|减少)\s*了?来?\s*(\d+)\s*(?:人|位|名)|(\d+)\s+(?:fewer|less)\s+(?:guests?|people)", re.IGNORECASE
)


def _more_guests_from_row(row: EventRow) -> ev.Event:
    return ev.GuestsChanged(visit=row.visit(), more=row.count())


def _fewer_guests_from_row(row: EventRow) -> ev.Event:
    return ev.GuestsChanged(visit=row.visit(), fewer=row.count())


def _parse_guests(sentence: EventSentence) -> ev.Event | None:
    """Read members who do not come, or how many guests more or fewer; other cancellations are other events."""
    if sentence.visit is None:
        return None
    if sentence.says(_SAYS_CANCELLED):
        members = sentence.week.visit(sentence.visit).members
        absent = tuple(member.id for member in members if member.name in sentence.text)
        return ev.GuestsChanged(visit=sentence.visit, absent=absent) if absent else None
    if more := _SAYS_MORE.search(sentence.text):
        return ev.GuestsChanged(visit=sentence.visit, more=int(more[1] or more[2]))
    if fewer := _SAYS_FEWER.search(sentence.text):
        return ev.GuestsChanged(visit=sentence.visit, fewer=int(fewer[1] or fewer[2]))
    return None


# -- durations

_SAYS_LONGER = re.compile(r"延长|加长|加时|longer", re.IGNORECASE)
_SAYS_SHORTER = re.compile(r"缩短|shorter", re.IGNORECASE)
_SAYS_LASTS = re.compile(r"时长|改为.*(?:分钟|小时)|takes|lasts", re.IGNORECASE)


def _duration_from_row(row: EventRow, sign: int) -> ev.Event:
    return ev.DurationChanged(item=row.item(), longer=sign * row.minutes())


def _parse_duration(sentence: EventSentence) -> ev.Event | None:
    minutes = sentence.time.minutes
    if sentence.visit is None or minutes is None:
        return None
    if sentence.says(_SAYS_LONGER):
        return ev.DurationChanged(item=sentence.item(), longer=minutes)
    if sentence.says(_SAYS_SHORTER):
        return ev.DurationChanged(item=sentence.item(), longer=-minutes)
    if sentence.says(_SAYS_LASTS) and sentence.items:
        return ev.DurationChanged(item=sentence.item(), minutes=minutes)
    return None


# -- people, vehicles and places that are not available

_SAYS_AWAY = re.compile(r"病|请假|休假|出差|不在|不能来|有事|\bill\b|sick|away|leave|absent", re.IGNORECASE)
_SAYS_BROKEN = re.compile(
    r"坏|故障|维修|停用|保养|送修|broken|breaks? down|repair|out of (?:service|order)", re.IGNORECASE
)
_SAYS_CLOSED = re.compile(
    r"关闭|停用|占用|不能用|维修|停业|闭馆|装修|closed|closes|unavailable|not available", re.IGNORECASE
)


def _away_from_row(row: EventRow) -> ev.Event:
    person = row.person_or_driver()
    start, end = row.period()
    return ev.PersonAway(person=person, start=start, end=end, reason=row.text("note")[:MAX_REMARK])


def _parse_away(sentence: EventSentence) -> ev.Event | None:
    people = sentence.ids("person", "driver")
    if not people or not sentence.says(_SAYS_AWAY):
        return None
    start, end = sentence.period()
    return ev.PersonAway(person=only_one(people, "人 / people"), start=start, end=end)


def _vehicle_from_row(row: EventRow) -> ev.Event:
    vehicle = row.vehicle()
    start, end = row.period()
    return ev.VehicleUnavailable(vehicle=vehicle, start=start, end=end)


def _parse_vehicle(sentence: EventSentence) -> ev.Event | None:
    vehicles = sentence.ids("vehicle")
    if not vehicles or not sentence.says(_SAYS_BROKEN):
        return None
    start, end = sentence.period()
    return ev.VehicleUnavailable(vehicle=only_one(vehicles, "车 / vehicles"), start=start, end=end)


def _closed_from_row(row: EventRow) -> ev.Event:
    place = row.place()
    start, end = row.period()
    return ev.PlaceClosed(what=place, start=start, end=end)


def _parse_closed(sentence: EventSentence) -> ev.Event | None:
    places = sentence.ids("room", "workshop", "place")
    if not places or not sentence.says(_SAYS_CLOSED):
        return None
    start, end = sentence.period()
    return ev.PlaceClosed(what=only_one(places, "场所 / places"), start=start, end=end)


# -- new visits


def _new_visit_from_row(row: EventRow) -> ev.Event:
    return ev.NewVisit(visit=row.week.visit(row.visit()))


# -- what leaders fixed

_SAYS_FIXED = re.compile(r"定在|固定|指定|改到|改在|必须|要求在|由|fixed|must be|move(?:d)? to|with\b", re.IGNORECASE)


def _fixed_from_row(row: EventRow) -> ev.Event:
    item, (start, end) = row.item(), row.times(row.day())
    pin = Pin(of=item, start=start, end=end, by=row.text("note")[:MAX_REMARK], source=row.source("item"))
    return ev.FixedByLeader(pin=pin)


def _parse_fixed(sentence: EventSentence) -> ev.Event | None:
    if sentence.visit is None or not sentence.items or not sentence.says(_SAYS_FIXED):
        return None
    item = sentence.item()
    people, rooms = sentence.ids("person"), sentence.ids("room")
    moment, plan = sentence.time.moment, sentence.known.plan
    if moment is None and len(sentence.time.clocks) == 1 and plan:
        starts = [planned.start for planned in plan.items if planned.id == item]
        moment = at(day_of(starts[0]), sentence.time.clocks[0]) if starts else None
    pin = Pin(
        of=item,
        start=moment,
        room=only_one(rooms, "会议室 / rooms") if rooms else None,
        people=tuple(dict.fromkeys(people)) or None,
    )
    if not pin.sides:
        raise NotUnderstood("固定什么 / what is fixed: time, room or person?", "v03 talk1 定在周二10:00")
    return ev.FixedByLeader(pin=pin)


# -- the table

_LATE_ARRIVAL = "来访客户；“数量”写晚到的分钟数，或“时间”写新的到达时间"
_EARLY_ARRIVAL = "来访客户；“数量”写提前的分钟数，或“时间”写新的到达时间"
_LATE_DEPARTURE = "来访客户；“数量”写推迟的分钟数，或“时间”写新的返程时间"
_EARLY_DEPARTURE = "来访客户；“数量”写提前的分钟数，或“时间”写新的返程时间"

EVENT_TABLE: tuple[EventEntry, ...] = (
    EventEntry(
        ev.ArrivalChanged,
        (
            SheetWord(
                "航班晚点", ("visit",), _LATE_ARRIVAL, partial(_travel_from_row, event=ev.ArrivalChanged, sign=1)
            ),
            SheetWord(
                "航班提前", ("visit",), _EARLY_ARRIVAL, partial(_travel_from_row, event=ev.ArrivalChanged, sign=-1)
            ),
        ),
        _parse_arrival,
        precedence=9,
    ),
    EventEntry(
        ev.DepartureChanged,
        (
            SheetWord(
                "返程推迟", ("visit",), _LATE_DEPARTURE, partial(_travel_from_row, event=ev.DepartureChanged, sign=1)
            ),
            SheetWord(
                "返程提前", ("visit",), _EARLY_DEPARTURE, partial(_travel_from_row, event=ev.DepartureChanged, sign=-1)
            ),
        ),
        _parse_departure,
        precedence=8,
    ),
    EventEntry(
        ev.PersonAway,
        (
            SheetWord(
                "人员请假", ("subject", "day"), "人员或司机；日期；时间如 09:00-12:00，不写是全天", _away_from_row
            ),
        ),
        _parse_away,
        precedence=7,
    ),
    EventEntry(
        ev.VehicleUnavailable,
        (SheetWord("车辆故障", ("subject", "day"), "车辆；日期；时间，不写是全天", _vehicle_from_row),),
        _parse_vehicle,
        precedence=5,
    ),
    EventEntry(
        ev.PlaceClosed,
        (SheetWord("会议室停用", ("subject", "day"), "会议室、车间或场所；日期；时间，不写是全天", _closed_from_row),),
        _parse_closed,
        precedence=6,
    ),
    EventEntry(
        ev.GuestsChanged,
        (
            SheetWord("加人", ("visit", "amount"), "来访客户；数量写加几人", _more_guests_from_row),
            SheetWord("减人", ("visit", "amount"), "来访客户；数量写减几人", _fewer_guests_from_row),
        ),
        _parse_guests,
        precedence=1,
    ),
    EventEntry(
        ev.ActivityCancelled,
        (SheetWord("取消活动", ("item",), "活动", _activity_cancelled_from_row),),
        _parse_activity_cancelled,
        precedence=2,
    ),
    EventEntry(
        ev.VisitCancelled,
        (SheetWord("取消来访", ("visit",), "来访客户", _visit_cancelled_from_row),),
        _parse_visit_cancelled,
        precedence=3,
    ),
    EventEntry(
        ev.DurationChanged,
        (
            SheetWord("活动延长", ("item", "amount"), "活动；数量写延长的分钟数", partial(_duration_from_row, sign=1)),
            SheetWord("活动缩短", ("item", "amount"), "活动；数量写缩短的分钟数", partial(_duration_from_row, sign=-1)),
        ),
        _parse_duration,
        precedence=4,
    ),
    EventEntry(
        ev.NewVisit,
        (SheetWord("新增来访", ("visit",), "先把来访写进来访工作簿，再在这里选客户", _new_visit_from_row),),
        not_in_sentences="a delegation with its members and requests is read from a file or workbook",
    ),
    EventEntry(
        ev.NewRequest,
        not_on_sheet="a request is added in the workbook of the visits or as a row of the programme",
        not_in_sentences="a request with its facts is read from a file of events",
    ),
    EventEntry(
        ev.FixedByLeader,
        (SheetWord("领导定时", ("item", "day", "time"), "活动；日期；开始时间", _fixed_from_row),),
        _parse_fixed,
        precedence=10,
    ),
)
"""An entry for each class of events, in the order of the choices on the sheet."""

SHEET_WORDS: dict[str, SheetWord] = {word.text: word for entry in EVENT_TABLE for word in entry.sheet}
"""Every choice of the column 事由 by its text, in their order."""

SENTENCE_PARSERS: tuple[Callable[[EventSentence], ev.Event | None], ...] = tuple(
    entry.parse for entry in sorted(EVENT_TABLE, key=lambda entry: entry.precedence) if entry.parse is not None
)
"""The parsers of sentences, in the order in which they are tried."""
