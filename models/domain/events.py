"""What has happened since a plan was made, as facts: flights, cancellations, absences, closures, guests, requests.

An event states one thing. ``models.domain.apply_events`` makes the changed week of them; a class that is added to
``Event`` needs a handler there and an entry in ``planner.language.event_table``.
"""

from __future__ import annotations

from typing import Annotated, Literal, assert_never

from pydantic import Field

from models.domain.activities import MOST_ITEM_MINUTES, ItemMinutes, Request
from models.domain.base import Count, Fact, Id, Text
from models.domain.clock import Moment
from models.domain.pins import Pin
from models.domain.visits import Visit

ShiftMinutes = Annotated[int, Field(ge=-2880, le=2880, description="minutes; late > 0, early < 0")]


class _Event(Fact):
    """Base of all events.

    Attributes
    ----------
    source : str
        Where the event was reported: sheet and cell, file and line, or the sentence itself.
    """

    source: Text = ""


class ArrivalChanged(_Event):
    """A travel group arrives late (``minutes`` > 0), early (``minutes`` < 0), or ``at`` another time.

    ``group`` None: every group that was to arrive with the first one; ``number`` is the new flight or train, ``place``
    the new airport or station.
    """

    kind: Literal["arrives"] = "arrives"
    visit: Id
    group: Id | None = None
    minutes: ShiftMinutes | None = None
    at: Moment | None = None
    number: Text = ""
    place: Id | None = None


class DepartureChanged(_Event):
    """A travel group leaves later (``minutes`` > 0), earlier (``minutes`` < 0), or ``at`` another time.

    ``group`` None: every group that was to leave with the last one; ``number`` is the new flight or train, ``place``
    the new airport or station.
    """

    kind: Literal["departs"] = "departs"
    visit: Id
    group: Id | None = None
    minutes: ShiftMinutes | None = None
    at: Moment | None = None
    number: Text = ""
    place: Id | None = None


class VisitCancelled(_Event):
    """A whole visit is cancelled."""

    kind: Literal["visit_cancelled"] = "visit_cancelled"
    visit: Id


class ActivityCancelled(_Event):
    """An activity is cancelled: a request, or an item that the planner added (a sight, a rest)."""

    kind: Literal["cancelled"] = "cancelled"
    item: Id
    """Item id, ``visit/request``."""


class PersonAway(_Event):
    """A host person or driver is ill, on leave or called away; ``end`` None: until the end of the week."""

    kind: Literal["away"] = "away"
    person: Id
    start: Moment
    end: Moment | None = None
    reason: Text = ""


class VehicleUnavailable(_Event):
    """A vehicle is broken or needed elsewhere; ``end`` None: until the end of the week."""

    kind: Literal["car_broken"] = "car_broken"
    vehicle: Id
    start: Moment
    end: Moment | None = None


class PlaceClosed(_Event):
    """A meeting room, workshop, sight, restaurant, hotel or project is closed; ``end`` None: until the week ends."""

    kind: Literal["closed"] = "closed"
    what: Id
    start: Moment
    end: Moment | None = None


class NewVisit(_Event):
    """A delegation is added to the week."""

    kind: Literal["new_visit"] = "new_visit"
    visit: Visit


class NewRequest(_Event):
    """A delegation asks for another activity."""

    kind: Literal["new_request"] = "new_request"
    visit: Id
    request: Request


class GuestsChanged(_Event):
    """``more`` or ``fewer`` guests without names, or members by name who are ``absent``."""

    kind: Literal["guests"] = "guests"
    visit: Id
    group: Id | None = None
    more: Count = 0
    fewer: Count = 0
    absent: tuple[Id, ...] = ()


class DurationChanged(_Event):
    """An activity takes ``minutes`` in all, or is so many minutes ``longer`` (``longer`` < 0: shorter)."""

    kind: Literal["lasts"] = "lasts"
    item: Id
    """Item id, ``visit/request``."""
    minutes: ItemMinutes | None = None
    longer: Annotated[int, Field(ge=-MOST_ITEM_MINUTES, le=MOST_ITEM_MINUTES)] | None = None


class OrderChanged(_Event):
    """A request comes ``after`` or ``before`` another one of its visit, whatever was asked of the two; one of both."""

    kind: Literal["ordered"] = "ordered"
    item: Id
    """Item id, ``visit/request``, as those below."""
    after: Id | None = None
    before: Id | None = None


class FixedByLeader(_Event):
    """A leader has fixed an activity: its time, place, people or cars, or that it does not take place."""

    kind: Literal["fixed"] = "fixed"
    pin: Pin


Event = Annotated[
    ArrivalChanged
    | DepartureChanged
    | VisitCancelled
    | ActivityCancelled
    | PersonAway
    | VehicleUnavailable
    | PlaceClosed
    | NewVisit
    | NewRequest
    | GuestsChanged
    | DurationChanged
    | OrderChanged
    | FixedByLeader,
    Field(discriminator="kind"),
]


class Events(Fact):
    """Events and pins of one file or sheet, in the order in which they stand there."""

    events: tuple[Event, ...] = ()
    pins: tuple[Pin, ...] = ()


def visits_named(event: Event) -> frozenset[str]:
    """Return the ids of the visits that an event names; none for what concerns a person, vehicle or place."""
    match event:
        case NewVisit():
            return frozenset({event.visit.id})
        case ArrivalChanged() | DepartureChanged() | VisitCancelled() | NewRequest() | GuestsChanged():
            return frozenset({event.visit})
        case ActivityCancelled() | DurationChanged() | OrderChanged():
            return frozenset({event.item.partition("/")[0]})
        case FixedByLeader():
            return frozenset({event.pin.visit})
        case PersonAway() | VehicleUnavailable() | PlaceClosed():
            return frozenset()
    assert_never(event)


def changed_item(event: Event) -> str | None:
    """Return the id of the item that an event changes but keeps, if any: cancelling it as well is a contradiction."""
    match event:
        case DurationChanged() | OrderChanged():
            return event.item
        case FixedByLeader():
            return event.pin.of
        case ArrivalChanged() | DepartureChanged() | VisitCancelled() | ActivityCancelled() | GuestsChanged():
            return None
        case PersonAway() | VehicleUnavailable() | PlaceClosed() | NewVisit() | NewRequest():
            return None
    assert_never(event)


def changed_fact(event: Event) -> tuple[object, ...] | None:
    """Return a key of the single fact that an event sets, if it sets one: two events of one key must agree."""
    match event:
        case ArrivalChanged() | DepartureChanged():
            return event.kind, event.visit, event.group
        case DurationChanged():
            return event.kind, event.item
        case OrderChanged():
            return event.kind, *sorted((event.item, event.after or event.before or ""))
        case VisitCancelled() | ActivityCancelled() | GuestsChanged() | FixedByLeader():
            return None
        case PersonAway() | VehicleUnavailable() | PlaceClosed() | NewVisit() | NewRequest():
            return None
    assert_never(event)
