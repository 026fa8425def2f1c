"""What happened after a plan was made, as facts: flights, cancellations, people, cars, rooms, guests, new wishes.

An event says one thing. ``models.domain.changing.apply`` makes the new week of them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.domain.activities import ItemMinutes, Request
from models.domain.base import Count, Fact, Id, Text
from models.domain.clock import Moment
from models.domain.pins import Pin
from models.domain.visits import Visit

Shift = Annotated[int, Field(ge=-2880, le=2880, description="minutes; late > 0, early < 0")]


class _Event(Fact):
    """What all events have.

    Attributes
    ----------
    source : str
        Where it was said: sheet and cell, file and line, or the words.
    """

    source: Text = ""


class Arrives(_Event):
    """A travel group's flight or train comes late (``minutes`` > 0), early (< 0), or ``at`` another time.

    ``group`` None: every group that was to arrive with the first one.
    """

    kind: Literal["arrives"] = "arrives"
    visit: Id
    group: Id | None = None
    minutes: Shift | None = None
    at: Moment | None = None
    number: Text = ""


class Departs(_Event):
    """A travel group leaves later (``minutes`` > 0), earlier (< 0), or ``at`` another time.

    ``group`` None: every group that was to leave with the last one.
    """

    kind: Literal["departs"] = "departs"
    visit: Id
    group: Id | None = None
    minutes: Shift | None = None
    at: Moment | None = None
    number: Text = ""


class VisitCancelled(_Event):
    """A whole visit is called off."""

    kind: Literal["visit_cancelled"] = "visit_cancelled"
    visit: Id


class Cancelled(_Event):
    """An activity is called off: a request, or an item that the planner chose (a sight, a rest)."""

    kind: Literal["cancelled"] = "cancelled"
    item: Id
    """Item id, ``visit/request``."""


class Away(_Event):
    """A host person or driver is ill, on leave or called away; ``end`` None: until the end of the week."""

    kind: Literal["away"] = "away"
    person: Id
    start: Moment
    end: Moment | None = None
    reason: Text = ""


class CarBroken(_Event):
    """A vehicle is broken or needed elsewhere; ``end`` None: until the end of the week."""

    kind: Literal["car_broken"] = "car_broken"
    vehicle: Id
    start: Moment
    end: Moment | None = None


class Closed(_Event):
    """A meeting room, workshop, sight, restaurant, hotel or project is closed; ``end`` None: until the week ends."""

    kind: Literal["closed"] = "closed"
    what: Id
    start: Moment
    end: Moment | None = None


class NewVisit(_Event):
    """Another delegation comes."""

    kind: Literal["new_visit"] = "new_visit"
    visit: Visit


class NewRequest(_Event):
    """A delegation asks for something more."""

    kind: Literal["new_request"] = "new_request"
    visit: Id
    request: Request


class Guests(_Event):
    """So many ``more`` or ``fewer`` guests, of those without names yet; or members who are ``absent``."""

    kind: Literal["guests"] = "guests"
    visit: Id
    group: Id | None = None
    more: Count = 0
    fewer: Count = 0
    absent: tuple[Id, ...] = ()


class Lasts(_Event):
    """An activity takes so long in all (``minutes``), or so much ``longer`` (< 0: shorter)."""

    kind: Literal["lasts"] = "lasts"
    item: Id
    """Item id, ``visit/request``."""
    minutes: ItemMinutes | None = None
    longer: Annotated[int, Field(ge=-480, le=480)] | None = None


class Fixed(_Event):
    """A leader fixed something: this time, place, person or car, or not at all."""

    kind: Literal["fixed"] = "fixed"
    pin: Pin


Event = Annotated[
    Arrives
    | Departs
    | VisitCancelled
    | Cancelled
    | Away
    | CarBroken
    | Closed
    | NewVisit
    | NewRequest
    | Guests
    | Lasts
    | Fixed,
    Field(discriminator="kind"),
]

EVENT_WORDS: dict[str, tuple[str, str]] = {
    "arrives": ("到达变更", "arrival changed"),
    "departs": ("离开变更", "departure changed"),
    "visit_cancelled": ("取消来访", "visit cancelled"),
    "cancelled": ("取消活动", "activity cancelled"),
    "away": ("人员不在", "person away"),
    "car_broken": ("车辆停用", "car out of service"),
    "closed": ("场所停用", "room or place closed"),
    "new_visit": ("新增来访", "new visit"),
    "new_request": ("新增活动", "new activity"),
    "guests": ("人数变更", "number of guests changed"),
    "lasts": ("时长变更", "activity longer or shorter"),
    "fixed": ("领导指定", "fixed by a leader"),
}
"""What each kind is called, Chinese and English: the words of the sheet 变更."""


class Events(Fact):
    """Events of a file or sheet, in the order in which they were told."""

    events: tuple[Event, ...] = ()
    pins: tuple[Pin, ...] = ()
