"""Things to do for staff and vehicles: whoever and whatever is not found yet (待落实), and what is hired."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from models.domain.activities import KINDS
from models.domain.clock import day_of, minute_of_day
from models.domain.day_windows import operating_day
from models.domain.demands import demands
from models.domain.people import LANGUAGES
from models.domain.roles import BOOKED_BY_DAY, RULE_OF_ROLE
from models.domain.vocabulary import ROLE_NAMES, VEHICLE_CLASS_NAMES
from models.rules.core.findings import DayAndTime, Phrase, Sentence, TimeOfDay
from models.rules.todo.line import line, person_name, place_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Duty, Item, Move, Ride
    from models.rules.core.findings import Value
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

FIND_STAFF = Sentence(
    "{moment}{activity}{how}{role}{language},待落实", "{how} for {activity} on {moment}: {role}{language}"
)
CONFIRM_DEPUTY = Sentence(
    "{moment}{activity}由{person}代{role}出席,待落实",
    "Confirm {person}, who stands in for the {role} ({activity} on {moment})",
)
HIRE_FOR_DAY = Sentence(
    "{moment}至{until}外聘{role}{language}一人,共 {count} 项活动和行车,待落实",
    "Hire one {role}{language} from {moment} to {until} ({count} items and rides)",
)
FIND_VEHICLE = Sentence("{moment}{way}:{what},待落实", "{what} for {way} on {moment}")


def staff_and_vehicles(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Whoever is not found yet, and hired cars to be ordered (CAR-07)."""
    by_day = _booked_days(p)
    for booked in by_day.values():
        yield from _of_day(facts, p, booked)
    several = {id(duty) for booked in by_day.values() for duty in booked}
    for item in p.items:
        activity = Phrase(KINDS[item.kind].zh, KINDS[item.kind].en)
        for duty, about in _positions(item):
            if id(duty) not in several:
                what = _Wanted(about, item.start, activity, _asked_by(facts, p, item, duty))
                yield from _of_duty(facts, p, duty, what)
    for move in p.moves:
        origin, target = place_name(facts, move.origin), place_name(facts, move.target)
        way = Phrase(f"{origin.zh}至{target.zh}", f"{origin.en} to {target.en}")
        for duty, about in _positions(move):
            if id(duty) not in several:
                what = _Wanted(about, move.depart, way, RULE_OF_ROLE[duty.role])
                yield from _of_duty(facts, p, duty, what)
        for k, ride in enumerate(move.rides):
            if car := _of_ride(facts, ride):
                day, about = day_of(move.depart), f"{move.id}~{k}"
                told: dict[str, Value] = {"moment": DayAndTime(move.depart), "way": way, "what": car}
                yield line(facts, "CAR-07", "hired_car", p.id, day, about, FIND_VEHICLE, **told)


def _positions(part: Item | Move) -> Iterator[tuple[Duty, str]]:
    """Yield the duties of an item or move with what names their position: the role, numbered where it has several."""
    count: dict[str, int] = defaultdict(int)
    for duty in part.duties:
        count[duty.role] += 1
        yield duty, f"{part.id}~{duty.role}" + (f"~{count[duty.role]}" if count[duty.role] > 1 else "")


def _booked_days(p: Programme) -> dict[tuple[dt.date, str, str | None], list[Duty]]:
    """Return the duties of whoever is hired by the day, by day, role and language, where there are several."""
    found: dict[tuple[dt.date, str, str | None], list[Duty]] = defaultdict(list)
    parts: tuple[Item | Move, ...] = (*p.items, *p.moves)
    for part in parts:
        for duty in part.duties:
            if duty.hired and duty.person is None and duty.role in BOOKED_BY_DAY:
                found[operating_day(duty.start), duty.role, duty.language].append(duty)
    return {key: booked for key, booked in found.items() if len(booked) > 1}


def _of_day(facts: Facts, p: Programme, booked: list[Duty]) -> Iterator[ToDo]:
    """Yield the line by which somebody is hired for a day."""
    start, end = min(duty.start for duty in booked), max(duty.end for duty in booked)
    role, language = booked[0].role, booked[0].language
    number = (operating_day(start) - p.stay.days[0]).days + 1
    yield line(
        facts,
        RULE_OF_ROLE[role],
        "hired_help",
        p.id,
        day_of(start),
        f"{number}~{role}~{language or ''}",
        HIRE_FOR_DAY,
        moment=DayAndTime(start),
        until=TimeOfDay(minute_of_day(end)),
        role=Phrase(*ROLE_NAMES[role]),
        language=_language(language),
        count=len(booked),
    )


def _asked_by(facts: Facts, p: Programme, item: Item, duty: Duty) -> str:
    """Return the rule that asks for somebody at an item: an escort at a sight is HOST-07's."""
    request = p.request(item)
    asked = demands(facts, p.stay, item.kind, request, item.place, item.minutes, room=item.room)
    return next((demand.rule for demand in asked if demand.role == duty.role and demand.rule), RULE_OF_ROLE[duty.role])


class _Wanted(NamedTuple):
    """Somebody who is wanted: what names the position in every draft, from when, for what, by which rule."""

    about: str
    begin: int
    activity: Phrase
    rule: str


def _of_duty(facts: Facts, p: Programme, duty: Duty, wanted: _Wanted) -> Iterator[ToDo]:
    """Yield what is to be done for a duty: find or hire a person, confirm a deputy; nothing where it is settled."""
    if duty.person is not None and not duty.stand_in:
        return
    day, role = day_of(wanted.begin), Phrase(*ROLE_NAMES[duty.role])
    told: dict[str, Value] = {"moment": DayAndTime(wanted.begin), "role": role, "activity": wanted.activity}
    if duty.stand_in and duty.person:
        told["person"] = person_name(facts, duty.person)
        yield line(facts, wanted.rule, "deputy", p.id, day, wanted.about, CONFIRM_DEPUTY, **told)
        return
    told["how"] = Phrase("外聘", "Hire") if duty.hired else Phrase("落实", "Find")
    told["language"] = _language(duty.language)
    yield line(facts, wanted.rule, "hired_help" if duty.hired else "staff", p.id, day, wanted.about, FIND_STAFF, **told)


def _language(language: str | None) -> Phrase:
    if not language:
        return Phrase("", "")
    zh, en = LANGUAGES.get(language, (language, language))
    return Phrase(f"({zh})", f" ({en})")


def _of_ride(facts: Facts, ride: Ride) -> Phrase | None:
    """Return what has to be found for a ride: a hired car, a vehicle, a driver; None where nothing is missing."""
    car = next((car for car in facts.week.hired_cars if car.id == ride.hired), None)
    if car is not None:
        zh, en = VEHICLE_CLASS_NAMES[car.kind]
        contact = [text for text in (car.supplier, car.phone) if text]
        return Phrase(
            f"租{zh}({car.seats} 座)一辆" + (f"({'、'.join(contact)})" if contact else ""),
            f"Hire one {en} ({car.seats} seats)" + (f" ({', '.join(contact)})" if contact else ""),
        )
    if ride.vehicle is None:
        return Phrase("缺车辆", "Find a vehicle")
    return None if ride.driver else Phrase("缺司机", "Find a driver")
