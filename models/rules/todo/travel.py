"""Things to do for arrival, departure and nights: tickets, luggage, breakfast, rooming lists."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.domain.clock import at, day_of, minute_of_day
from models.domain.places import Hotel
from models.domain.vocabulary import HOTEL_ROOM_NAMES
from models.rules.core.findings import Phrase, Sentence, Several, TimeOfDay
from models.rules.sense.arrival_and_departure import AT_HOTEL, arrives_late
from models.rules.todo.line import ADMINISTRATION, DRIVER_POOL, ESCORT, evening_before, line, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

DAYS_TO_BOOK_TICKETS = 3
PACKED_BREAKFAST_ORDERED = -4 * 60
"""Minutes after midnight of the day of departure: at 20:00 on the evening before."""
LIGHT_SUPPER_NOTICE = 120
"""Minutes before the guests arrive."""
RETURN_TICKETS = Sentence(
    "{group}返程机(车)票待订,{day}从{place}出发", "Book the return tickets{group}: from {place} on {day}"
)
VIP_LANE = Sentence("{group}{day}在{place}走贵宾通道,提前办理", "Arrange the VIP lane{group} at {place} on {day}")
LIGHT_SUPPER = Sentence("{time}抵达,请酒店备简餐", "Ask the hotel for a light supper: the guests arrive at {time}")
LUGGAGE_BEFORE_CHECK_IN = Sentence(
    "{day}先{activity}后到酒店,行李留在车上,专人看管",
    "On {day} {activity} comes before the hotel: the luggage stays in the vehicle, somebody looks after it",
)
CHECK_OUT = Sentence(
    "{day}{time}出发前退房,行李随车",
    "Check out before the departure on {day} {time}, the luggage goes with the vehicle",
)
LATE_CHECK_OUT = Sentence(
    "{day}请{hotel}延迟退房,留房到 {time}", "Ask {hotel} for a late check-out on {day}: rooms until {time}"
)
PACKED_BREAKFAST = Sentence(
    "{day}{time}出发赶航班(车次),请酒店备外带早餐",
    "Ask the hotel for packed breakfasts: departure for the flight or train on {day} {time}",
)
ROOMING_LIST = Sentence(
    "分房名单交{hotel}:{rooms}({day}起 {nights} 晚)",
    "Send the rooming list to {hotel}: {rooms} (nights from {day}: {nights})",
)


def tickets_and_arrival(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Return tickets to book (ARR-05), the VIP lane (ARR-03), the light supper of a late arrival (SENSE-16)."""
    for stay in p.stay.groups:
        group = _group_number(p, stay.id)
        leaves, comes = day_of(stay.deadline), day_of(stay.exit)
        if stay.group.departure.at is None:
            due, place = evening_before(leaves, days=DAYS_TO_BOOK_TICKETS), place_name(facts, stay.target)
            yield line("ARR-05", p.id, due, ADMINISTRATION, RETURN_TICKETS, group=group, day=leaves, place=place)
        if p.stay.visit.vip_lane:
            due, place = evening_before(comes), place_name(facts, stay.origin)
            yield line("ARR-03", p.id, due, ADMINISTRATION, VIP_LANE, group=group, day=comes, place=place)
    if arrives_late(facts, p.stay) and p.stay.nights:
        due, time = p.stay.start - LIGHT_SUPPER_NOTICE, TimeOfDay(minute_of_day(p.stay.start))
        yield line("SENSE-16", p.id, due, ADMINISTRATION, LIGHT_SUPPER, time=time)


def _group_number(p: Programme, group: str) -> Phrase:
    """Return which travel group of the visit it is; nothing where there is only one."""
    number = [stay.id for stay in p.stay.groups].index(group) + 1
    return Phrase(f"第 {number} 批", f" of group {number}") if len(p.stay.groups) > 1 else Phrase("", "")


def luggage(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Say where luggage stays in the vehicle: before the check-in (SENSE-02), after the check-out (SENSE-07)."""
    if not p.stay.nights or not p.stay.visit.provides.cars:
        return
    first, last = p.stay.days[0], p.stay.days[-1]
    items = p.on(first)
    if items and items[0].kind not in AT_HOTEL:
        kind = KINDS[items[0].kind]
        activity = Phrase(kind.zh, kind.en)
        yield line("SENSE-02", p.id, p.stay.start, DRIVER_POOL, LUGGAGE_BEFORE_CHECK_IN, day=first, activity=activity)
    moves = [move for step in p.day(last) for move in step.moves if move.kind != "see_off"]
    if moves:
        departure = moves[0].depart
        time = TimeOfDay(minute_of_day(departure))
        yield line("SENSE-07", p.id, departure, ESCORT, CHECK_OUT, day=last, time=time)
    for item in p.on(last):
        if item.kind == "rest":
            due, time = evening_before(last), TimeOfDay(minute_of_day(item.end))
            hotel = _hotel_name(facts, item.place)
            yield line("SENSE-07", p.id, due, ADMINISTRATION, LATE_CHECK_OUT, day=last, hotel=hotel, time=time)


def packed_breakfasts(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Have breakfast packed where a flight forces an early start (SENSE-03)."""
    for day in p.stay.days[1:]:
        step = p.day(day)[0]
        hotel = facts.week.find_place(p.hotel(day - dt.timedelta(days=1)))
        if step.item is not None or not step.moves or not isinstance(hotel, Hotel):
            continue
        opens = at(day, hotel.breakfast_from)
        departure = step.moves[0].depart
        if departure < opens + facts.shape.breakfast_minutes:
            due, time = at(day, PACKED_BREAKFAST_ORDERED), TimeOfDay(minute_of_day(departure))
            yield line("SENSE-03", p.id, due, ADMINISTRATION, PACKED_BREAKFAST, day=day, time=time)


def rooming_lists(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Send the rooming list to each hotel (ARR-07)."""
    nights: dict[tuple[str, tuple[Phrase, ...]], list[dt.date]] = {}
    for night in p.nights:
        rooms = tuple(_rooms(room.kind, room.count) for room in night.rooms)
        nights.setdefault((_hotel_name(facts, night.hotel), rooms), []).append(night.day)
    for (hotel, rooms), days in nights.items():
        yield line(
            "ARR-07",
            p.id,
            evening_before(p.nights[0].day),
            ADMINISTRATION,
            ROOMING_LIST,
            hotel=hotel,
            rooms=Several(rooms),
            day=days[0],
            nights=len(days),
        )


def _rooms(kind: str, count: int) -> Phrase:
    zh, en = HOTEL_ROOM_NAMES[kind]
    return Phrase(f"{zh} {count} 间", f"{count} × {en}")


def _hotel_name(facts: Facts, id: str) -> str:
    place = facts.week.find_place(id)
    return place.name if isinstance(place, Hotel) else id
