"""When and how long: an activity takes longer, starts later, or was fixed by a leader: time, room, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from models.domain.clock import DAY, at, day_of, minute_of_day
from models.domain.pins import Pin
from models.domain.plan import Move
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import EARLY, LASTS, LATE, LATER, LENGTHENED, SHORTENED, TO, WITH
from planner.language.events.base import MAX_REMARK
from planner.language.item_labels import starts
from planner.language.text import Unreadable
from planner.language.times.vocabulary import DAYTIME_MINUTE

if TYPE_CHECKING:
    from planner.language.event_sentence import EventSentence
    from planner.language.events.base import EventRow


def duration_from_row(row: EventRow, sign: int) -> ev.Event:
    """Read by how many minutes an activity is longer (``sign`` 1) or shorter (-1)."""
    return ev.DurationChanged(item=row.item(), longer=sign * row.minutes())


def parse_duration_changed(sentence: EventSentence) -> ev.Event | None:
    """Read that an activity takes longer, shorter, or so long."""
    minutes = sentence.time.minutes
    if minutes is None:
        return None
    if sentence.says(LENGTHENED):
        return ev.DurationChanged(item=sentence.item(), longer=minutes)
    if sentence.says(SHORTENED):
        return ev.DurationChanged(item=sentence.item(), longer=-minutes)
    if sentence.says(LASTS) and sentence.ids("item"):
        return ev.DurationChanged(item=sentence.item(), minutes=minutes)
    return None


def fixed_from_row(row: EventRow) -> ev.Event:
    """Read the time that a leader fixed."""
    item = row.item()
    planned = row.planned(item)
    near = DAYTIME_MINUTE if planned is None else minute_of_day(planned)
    start, end = row.times(row.day(), near)
    pin = Pin(of=item, start=start, end=end, by=row.text("note")[:MAX_REMARK], source=row.source("item"))
    return ev.FixedByLeader(pin=pin)


def parse_fixed(sentence: EventSentence) -> ev.Event | None:
    """Read that an activity is later or earlier by some minutes, or has another time, room or person now."""
    if not sentence.ids("item"):
        return None
    shifted = sentence.says(EARLY) or sentence.says(LATE) or sentence.says(LATER)
    if sentence.time.minutes is not None and shifted:
        return _shifted(sentence, sentence.time.minutes)
    if not (sentence.says(TO) or sentence.says(WITH) or (shifted and sentence.time.clocks)):
        return None
    item = sentence.item()
    company = sentence.week.company
    people, rooms = sentence.hosts, sentence.ids("room")
    names = {room.id: room.name for room in company.rooms}
    names |= {room.id: room.name for house in sentence.week.restaurants for room in house.dining_rooms}
    start, end = _new_time(sentence, item)
    pin = Pin(
        of=item,
        start=start,
        end=end,
        place=_new_place(sentence),
        room=sentence.only(rooms, "会议室、包间", "rooms", names) if rooms else None,
        people=tuple(people) or None,
    )
    if not pin.sides:
        raise NotUnderstood(
            bilingual("改到几点、哪个会议室、由谁", "what is fixed: time, room or person?"),
            bilingual("定在周二10:00", "fixed Tue 10:00"),
        )
    return ev.FixedByLeader(pin=pin)


def _shifted(sentence: EventSentence, minutes: int) -> ev.Event:
    """Return that an item, or a ride with its arrival, is so many minutes later or earlier."""
    early = sentence.says(EARLY)
    if early and (sentence.says(LATE) or sentence.says(LATER)):
        raise NotUnderstood(
            bilingual("是早还是晚", "early or late?"),
            bilingual("推迟半小时，或提前20分钟", "half an hour later, or 20 minutes earlier"),
        )
    item = sentence.item()
    part = sentence.part(item)
    if part is None:
        what = f"{sentence.labels.part(item)} " + bilingual(
            "没有排入计划，不知原来几点", "is not planned: it has no time yet"
        )
        raise NotUnderstood(what, f"{sentence.labels.part(item)} " + bilingual("定在周二10:00", "fixed Tue 10:00"))
    by = -minutes if early else minutes
    end = part.arrive + by if isinstance(part, Move) else None
    return ev.FixedByLeader(pin=Pin(of=item, start=starts(part) + by, end=end))


def _new_place(sentence: EventSentence) -> str | None:
    """Return the place to which an item is moved, or None."""
    names = {place.id: place.name for place in sentence.week.company.places}
    turn = TO.search(sentence.words)
    places = [n.id for n in sentence.names if n.kind == "place" and turn is not None and n.start >= turn.end()]
    return sentence.only(places, "地点", "places", names) if places else None


def _new_time(sentence: EventSentence, item: str) -> tuple[int | None, int | None]:
    """Return the new start, of a ride with the new arrival; None when no time is said."""
    part = sentence.part(item)
    to = sentence.time_to if sentence.says(TO) else sentence.time
    planned = starts(part) if part is not None else None
    near = minute_of_day(planned) if planned is not None else None
    try:
        moment = to.moment(day_of(planned) if planned is not None else None, near, loose=True)
    except Unreadable as error:
        raise NotUnderstood(error.what, error.maybe) from None
    if moment is None and len(to.days) == 1 and not to.clocks and planned is not None:
        minute = near if near is not None and (to.part_of_day is None or _within(near, to.part_of_day)) else None
        if minute is None:
            raise NotUnderstood(bilingual("没有说几点", "at what time?"), bilingual("周二10:00", "Tue 10:00"))
        moment = at(to.days[0], minute)
    if moment is None or planned is None or not isinstance(part, Move):
        return moment, None
    return moment, part.arrive + moment - planned


def _within(minute: int, span: tuple[int, int]) -> bool:
    return span[0] <= minute % DAY < span[1]
