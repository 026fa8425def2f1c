"""People, vehicles and places that are not there for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import AWAY, BROKEN, CLOSED, NOT_COMING
from planner.language.events.base import MAX_REMARK
from planner.language.text import Unreadable

if TYPE_CHECKING:
    from planner.language.event_sentence import EventSentence
    from planner.language.events.base import EventRow


def away_from_row(row: EventRow) -> ev.Event:
    """Read a person who is away."""
    person = row.person_or_driver()
    start, end = row.period()
    return ev.PersonAway(person=person, start=start, end=end, reason=row.text("note")[:MAX_REMARK])


def parse_away(sentence: EventSentence) -> ev.Event | None:
    """Read that somebody of ours is away."""
    if not sentence.hosts or not (sentence.says(AWAY) or sentence.says(NOT_COMING)):
        return None
    company = sentence.week.company
    names = {p.id: f"{p.name} {p.title}".strip() for p in company.people} | {d.id: d.name for d in company.drivers}
    person = sentence.only(sentence.hosts, "人", "people", names)
    start, end = _period(sentence)
    return ev.PersonAway(person=person, start=start, end=end)


def vehicle_from_row(row: EventRow) -> ev.Event:
    """Read a vehicle that is not to be had."""
    vehicle = row.vehicle()
    start, end = row.period()
    return ev.VehicleUnavailable(vehicle=vehicle, start=start, end=end)


def parse_vehicle(sentence: EventSentence) -> ev.Event | None:
    """Read that a vehicle is broken or away."""
    vehicles = sentence.ids("vehicle")
    if not vehicles or not (sentence.says(BROKEN) or sentence.says(CLOSED) or sentence.says(AWAY)):
        return None
    names = {v.id: f"{v.name} {v.plate}".strip() for v in sentence.week.company.vehicles}
    vehicle = sentence.only(vehicles, "车", "vehicles", names)
    start, end = _period(sentence)
    return ev.VehicleUnavailable(vehicle=vehicle, start=start, end=end)


def closed_from_row(row: EventRow) -> ev.Event:
    """Read a place that is closed."""
    place = row.place()
    start, end = row.period()
    return ev.PlaceClosed(what=place, start=start, end=end)


def parse_closed(sentence: EventSentence) -> ev.Event | None:
    """Read that a meeting room, workshop or place is closed."""
    places = sentence.ids("room", "workshop", "place")
    if not places or not (sentence.says(CLOSED) or sentence.says(BROKEN)):
        return None
    company = sentence.week.company
    names = {thing.id: thing.name for thing in (*company.rooms, *company.workshops, *company.places)}
    tables = {table.id: table.name for house in sentence.week.restaurants for table in house.dining_rooms}
    place = sentence.only(places, "场所", "places", tables | names)
    if place not in names:
        what = bilingual(
            f"包间“{tables[place]}”停用还不能单独记，请写餐厅停用",
            f"only the whole restaurant can be closed, not the room “{tables[place]}”",
        )
        raise NotUnderstood(what, bilingual("花园酒家周二停用", "closed on Tue"))
    start, end = _period(sentence)
    return ev.PlaceClosed(what=place, start=start, end=end)


def _period(sentence: EventSentence) -> tuple[int, int | None]:
    try:
        return sentence.period()
    except Unreadable as error:
        raise NotUnderstood(error.what, error.maybe) from None
