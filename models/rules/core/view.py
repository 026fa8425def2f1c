"""What a rule sees of one free visit in a model: literals and expressions, whatever solver stands behind them.

Expressions are in minutes, moments relative to the week's origin (``Facts.week.origin``); literals are 0/1. Rules only
add, subtract and scale expressions, and hand both to the Poster.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal

from models.rules.core.findings import Subject, subject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.activities import Request
    from models.domain.day_windows import DayPart
    from models.domain.facts import GroupStay, Stay

Expr = Any
"""A linear expression of the solver, or an int."""
Lit = Any
"""A 0/1 variable or its negation."""


class Layer(IntEnum):
    """Slots of a day in their order; a slot holds at most one activity."""

    AM1 = 0
    AM2 = 1
    AM3 = 2
    LUNCH = 3
    PM1 = 4
    PM2 = 5
    PM3 = 6
    DINNER = 7
    EVENING = 8
    END = 9

    @property
    def half(self) -> DayPart | Literal["end"]:
        """The part of the day that the slot is in."""
        return _PARTS[self]


MORNING_LAYERS = (Layer.AM1, Layer.AM2, Layer.AM3)
AFTERNOON_LAYERS = (Layer.PM1, Layer.PM2, Layer.PM3)
_PARTS: tuple[DayPart | Literal["end"], ...] = (
    *("am", "am", "am"),
    "lunch",
    *("pm", "pm", "pm"),
    "dinner",
    "evening",
    "end",
)
"""The part of the day of each layer."""


@dataclass(frozen=True)
class Choice:
    """One way to do an activity: where, in which room; what ``Rule.admits`` vets.

    Attributes
    ----------
    kind : str
        Kind of item (see ``models.domain.activities.KINDS``).
    request : Request or None
        None for meals owed, check-in, rests and sights that the planner chose.
    place : str
        Place id.
    room, dining_room : str or None
        Meeting room; dining room (None for a meal: packed or hotel meal, the way out).
    minutes : int
        Length.
    day : date or None
        For meals, the day.
    """

    kind: str
    request: Request | None
    place: str
    room: str | None = None
    dining_room: str | None = None
    minutes: int = 0
    day: dt.date | None = None


@dataclass
class Part:
    """A host person who may take part in an activity.

    Attributes
    ----------
    person : str
        Person id.
    role : str
        ``leader`` or ``expert`` (others are named in staffing).
    chosen : Lit
        1 when he does.
    start, end : Expr
        His part, without ways.
    """

    person: str
    role: str
    chosen: Lit
    start: Expr
    end: Expr


@dataclass
class Act:
    """An activity of a free visit.

    Attributes
    ----------
    id : str
        Item id in the plan.
    done : Lit
        1 when it is in the plan.
    start, end : Expr
        Only meaningful when done.
    choices : list of (Choice, Lit)
        Exactly one is taken when done.
    on : dict date -> Lit
        Day on which it is done (missing: never that day).
    at : dict (date, Layer) -> Lit
        Slot in which it is done.
    parts : list of Part
        Leaders and experts to choose from.
    """

    id: str
    kind: str
    request: Request | None
    done: Lit
    start: Expr
    end: Expr
    minutes: int
    choices: list[tuple[Choice, Lit]]
    on: dict[dt.date, Lit]
    at: dict[tuple[dt.date, Layer], Lit]
    parts: list[Part] = field(default_factory=list)

    @property
    def about(self) -> Subject:
        """What a break of the activity is about: it, and its request, so that a waiver may name either."""
        return subject(item=self.id, request=self.request.id if self.request else None)

    def place(self, *places: str) -> list[Lit]:
        """Return the literals of the choices at some places."""
        return [lit for choice, lit in self.choices if choice.place in places]


@dataclass
class Slot:
    """A slot of a day in a free visit, with the move that leads to it.

    Attributes
    ----------
    used : Lit
        1 when an activity is in it. END is used on every day of the stay.
    start, end : Expr
        Of the activity; of an empty slot both equal the end of the slot before. END: ``start`` is the arrival at the
        hotel, or the deadline at the departure point.
    depart, arrive, travel : Expr
        Of the move into the slot; ``travel`` is 0 and ``depart`` = ``arrive`` where there is none.
    moved : Lit
        1 when there is a move.
    gap : Expr
        Idle minutes of the guests before the activity: time neither in an item nor on the way; 0 in an empty slot.
    place : dict place -> Lit
        Where the guests are in or after the slot (empty slots keep the place), by location.
    flows : dict (place, place) -> Lit
        The way that the move takes.
    """

    day: dt.date
    layer: Layer
    used: Lit
    start: Expr
    end: Expr
    depart: Expr
    arrive: Expr
    travel: Expr
    moved: Lit
    gap: Expr
    place: Mapping[str, Lit]
    flows: Mapping[tuple[str, str], Lit]
    acts: list[tuple[Act, Lit]] = field(default_factory=list)


@dataclass
class VisitView:
    """A free visit in a model."""

    stay: Stay
    acts: dict[str, Act]
    slots: dict[tuple[dt.date, Layer], Slot]
    hotel: dict[str, Lit]
    """Hotel of the stay; empty for a one-day visit."""
    joins: dict[str, dict[tuple[dt.date, Layer], Lit]]
    """Late-coming travel group → slot at which it joins."""
    leaves: dict[str, dict[tuple[dt.date, Layer], Lit]]
    """Early-leaving travel group → last slot in which it takes part."""

    @property
    def id(self) -> str:
        """Visit id."""
        return self.stay.id

    @property
    def days(self) -> Sequence[dt.date]:
        """Days of the stay."""
        return self.stay.days

    def of(self, *kinds: str) -> Iterator[Act]:
        """Yield the activities of some kinds."""
        return (act for act in self.acts.values() if act.kind in kinds)

    def day(self, day: dt.date) -> list[Slot]:
        """Return the slots of a day in order."""
        return [self.slots[day, layer] for layer in Layer]

    def group(self, id: str) -> GroupStay:
        """Return a travel group."""
        return next(group for group in self.stay.groups if group.id == id)
