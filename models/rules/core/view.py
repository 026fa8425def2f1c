"""What a rule sees of one unfixed visit in a model: literals and expressions, whatever solver stands behind them.

Expressions are in minutes, moments relative to the week's origin (``Facts.week.origin``); literals are 0/1. Rules only
add, subtract and scale expressions, and hand both to the Poster.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from models.domain.half_days import half_day_items
from models.rules.core.findings import Subject, subject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.activities import Request
    from models.domain.day_windows import DayPart
    from models.domain.plan import DutyRole, LunchTable
    from models.domain.stay import GroupStay, Stay


class LinearTerm(Protocol):
    """What rules may do with a linear expression, whatever solver it belongs to; both operands of one solver."""

    def __add__(self, other: Any, /) -> LinearTerm: ...
    def __radd__(self, other: int, /) -> LinearTerm: ...
    def __sub__(self, other: Any, /) -> LinearTerm: ...
    def __rsub__(self, other: int, /) -> LinearTerm: ...
    def __mul__(self, other: int, /) -> LinearTerm: ...
    def __rmul__(self, other: int, /) -> LinearTerm: ...
    def __neg__(self) -> LinearTerm: ...


class BoolTerm(LinearTerm, Protocol):
    """A 0/1 variable of a solver or its negation; rules negate it by ``Poster.negated``."""

    @property
    def index(self) -> int:
        """Its number in the solver's model, below 0 for a negation."""


Expr: TypeAlias = LinearTerm | int
"""A linear expression, or a constant."""
Lit: TypeAlias = BoolTerm | int
"""A 0/1 variable or its negation, or a constant 0 or 1."""
ExprT = TypeVar("ExprT", bound=Expr, covariant=True)
LitT = TypeVar("LitT", bound=Lit, covariant=True)
"""A model's own types of both: whoever builds a view may compare and constrain them, rules may not."""


class Layer(IntEnum):
    """Slots of a day in their order; a slot holds at most one activity."""

    AM1 = 0
    AM2 = 1
    AM3 = 2
    AM4 = 3
    AM5 = 4
    AM6 = 5
    LUNCH = 6
    PM1 = 7
    PM2 = 8
    PM3 = 9
    PM4 = 10
    PM5 = 11
    PM6 = 12
    DINNER = 13
    EVENING = 14
    END = 15

    @property
    def part_of_day(self) -> DayPart | Literal["end"]:
        """The part of the day that the slot is in."""
        return _PART_OF_LAYER[self]


MORNING_LAYERS = (Layer.AM1, Layer.AM2, Layer.AM3, Layer.AM4, Layer.AM5, Layer.AM6)
AFTERNOON_LAYERS = (Layer.PM1, Layer.PM2, Layer.PM3, Layer.PM4, Layer.PM5, Layer.PM6)
_PART_OF_LAYER: tuple[DayPart | Literal["end"], ...] = (
    *("am", "am", "am", "am", "am", "am"),
    "lunch",
    *("pm", "pm", "pm", "pm", "pm", "pm"),
    "dinner",
    "evening",
    "end",
)
"""The part of the day of each layer."""


def layers_of(stay: Stay) -> tuple[Layer, ...]:
    """Return the slots that each day of a stay has: as many in a half-day as it may hold items (STR-04)."""
    most = half_day_items(stay)
    beyond = {*MORNING_LAYERS[most:], *AFTERNOON_LAYERS[most:]}
    return tuple(layer for layer in Layer if layer not in beyond)


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
    lunch : LunchTable or None
        Table of the lunch that interrupts it; None: none does, or it is packed.
    """

    kind: str
    request: Request | None
    place: str
    room: str | None = None
    dining_room: str | None = None
    minutes: int = 0
    day: dt.date | None = None
    lunch: LunchTable | None = None


@dataclass
class TypedPart(Generic[ExprT, LitT]):
    """A host person who may take part in an activity.

    Attributes
    ----------
    person : str
        Person id.
    role : str
        ``leader``, ``expert``, ``trainer``, ``delegate`` or ``reception`` (others are named in staffing).
    chosen : LitT
        1 when they do.
    start, end : ExprT
        Of their part, without ways.
    """

    person: str
    role: DutyRole
    chosen: LitT
    start: ExprT
    end: ExprT


@dataclass
class TypedAct(Generic[ExprT, LitT]):
    """An activity of an unfixed visit.

    Attributes
    ----------
    id : str
        Item id in the plan.
    done : LitT
        1 when it is in the plan.
    start, end : ExprT
        Only meaningful when done.
    choices : list of (Choice, LitT)
        Exactly one is taken when done.
    on : dict date -> LitT
        Day on which it is done (missing: never that day).
    at : dict (date, Layer) -> LitT
        Slot in which it is done.
    parts : list of TypedPart
        Leaders and experts to choose from.
    """

    id: str
    kind: str
    request: Request | None
    done: LitT
    start: ExprT
    end: ExprT
    minutes: int
    choices: list[tuple[Choice, LitT]]
    on: dict[dt.date, LitT]
    at: dict[tuple[dt.date, Layer], LitT]
    parts: list[TypedPart[ExprT, LitT]] = field(default_factory=list)

    @property
    def about(self) -> Subject:
        """What a break of the activity is about: it, and its request, so that a waiver may name either."""
        return subject(item=self.id, request=self.request.id if self.request else None)

    def place(self, *places: str) -> list[LitT]:
        """Return the literals of the choices at some places."""
        return [lit for choice, lit in self.choices if choice.place in places]


@dataclass
class TypedSlot(Generic[ExprT, LitT]):
    """A slot of a day in an unfixed visit, with the move that leads to it.

    Attributes
    ----------
    used : LitT
        1 when an activity is in it. END is used on every day of the stay.
    start, end : ExprT
        Of the activity; of an empty slot both equal the end of the slot before. END: ``start`` is the arrival at the
        hotel, or the deadline at the departure point.
    depart, arrive, travel : ExprT
        Of the move into the slot; ``travel`` is 0 and ``depart`` = ``arrive`` where there is none.
    moved : LitT
        1 when there is a move.
    gap : ExprT
        Idle minutes of the guests before the activity: time neither in an item nor on the way; 0 in an empty slot.
    gap_at_hotel : ExprT
        Those of ``gap`` that they spend in their own hotel after a move to it, which sets off at once (STR-08).
    place : dict place -> LitT
        Where the guests are in or after the slot (empty slots keep the place), by location.
    flows : dict (place, place) -> LitT
        The way that the move takes.
    """

    day: dt.date
    layer: Layer
    used: LitT
    start: ExprT
    end: ExprT
    depart: ExprT
    arrive: ExprT
    travel: ExprT
    moved: LitT
    gap: ExprT
    gap_at_hotel: ExprT
    place: Mapping[str, LitT]
    flows: Mapping[tuple[str, str], LitT]
    acts: list[tuple[TypedAct[ExprT, LitT], LitT]] = field(default_factory=list)


@dataclass
class TypedVisitView(Generic[ExprT, LitT]):
    """An unfixed visit in a model."""

    stay: Stay
    acts: dict[str, TypedAct[ExprT, LitT]]
    slots: dict[tuple[dt.date, Layer], TypedSlot[ExprT, LitT]]
    hotel: dict[str, LitT]
    """Hotel of the stay, nights in other cities aside; empty for a one-day visit."""
    joins: dict[str, dict[tuple[dt.date, Layer], LitT]]
    """Late-coming travel group → slot at which it joins."""
    leaves: dict[str, dict[tuple[dt.date, Layer], LitT]]
    """Early-leaving travel group → last slot in which it takes part."""
    passes: dict[str, LitT] = field(default_factory=dict)
    """Travel group that comes and leaves on one day → whether it takes part in nothing."""
    away: dict[dt.date, dict[str, LitT]] = field(default_factory=dict)
    """Day before a night in another city → the hotel there, with a literal that is true."""

    @property
    def id(self) -> str:
        """Visit id."""
        return self.stay.id

    @property
    def days(self) -> Sequence[dt.date]:
        """Days of the stay."""
        return self.stay.days

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The slots of each day."""
        return layers_of(self.stay)

    def of(self, *kinds: str) -> Iterator[TypedAct[ExprT, LitT]]:
        """Yield the activities of some kinds."""
        return (act for act in self.acts.values() if act.kind in kinds)

    def day(self, day: dt.date) -> list[TypedSlot[ExprT, LitT]]:
        """Return the slots of a day in order."""
        return [self.slots[day, layer] for layer in self.layers]

    def sleeps(self, day: dt.date) -> dict[str, LitT]:
        """Return the hotels where the guests may sleep after a day, with their literals; of the last day, before it."""
        if not self.away:
            return self.hotel
        return self.away.get(min(day, self.stay.nights[-1]), self.hotel)

    def group(self, id: str) -> GroupStay:
        """Return a travel group."""
        return next(group for group in self.stay.groups if group.id == id)


Part: TypeAlias = TypedPart[Expr, Lit]
Act: TypeAlias = TypedAct[Expr, Lit]
Slot: TypeAlias = TypedSlot[Expr, Lit]
VisitView: TypeAlias = TypedVisitView[Expr, Lit]
"""What rules see, whatever solver stands behind it."""
