"""A plan: what happens when, where, with whom. Plain facts; it may be anybody's, also a hand-made one.

The plan says only what was decided. Its breaks, costs and scores are computed from it by the rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from models.domain.activities import is_packed_meal
from models.domain.base import Count, Fact, Id, Text
from models.domain.clock import Moment, at
from models.domain.people import LanguageCode

DutyRole = Literal[
    "leader",  # named leader, all of it or the call inside it; a banquet's host
    "expert",
    "trainer",
    "delegate",  # named person of ours who must be there, besides leaders and experts
    "docent",
    "interpreter",
    "photographer",
    "crew",  # set-up before and clearing after a meeting
    "tea",
    "escort",  # with the delegation on its way
    "guide",
    "companion",  # company people at working meals (MEAL-09)
    "company",  # our people at a banquet besides its host (MEAL-09)
    "reception",  # stands at the door to welcome the guests of an item
    "greeter",  # meets and sees off
]


class Duty(Fact):
    """A person's part in an item or move.

    ``person`` None: a hired one (``hired``) or still to be found; either way 待落实. ``stand_in``: a deputy for the one
    who was asked for.
    """

    role: DutyRole
    person: Id | None = None
    hired: bool = False
    start: Moment
    end: Moment
    language: LanguageCode | None = None
    group: Count = 0
    """Which group of a split company tour, from 0."""
    stand_in: bool = False


class Stop(Fact):
    """One group's time in one workshop of a company tour."""

    workshop: Id
    group: Count
    start: Moment
    end: Moment


class LunchTable(Fact):
    """A dining room of a restaurant, where the guests eat."""

    restaurant: Id
    dining_room: Id


class Item(Fact):
    """Something the delegation does at one place.

    ``request`` is the request's id, or None for meals and rests that the planner owes (``kind`` and day name them) and
    for sights chosen by the planner.
    """

    id: Id
    visit: Id
    kind: Literal[
        "exchange",
        "tour",
        "call",
        "project",
        "training",
        "signing",
        "ceremony",
        "performance",
        "photo",
        "sight",
        "shopping",
        "entertainment",
        "banquet",
        "lunch",
        "dinner",
        "check_in",
        "rest",
    ]
    request: Id | None = None
    start: Moment
    end: Moment
    place: Id
    room: Id | None = None
    dining_room: Id | None = None
    """None for a lunch or dinner: a packed or hotel meal, the way out of MEAL-01."""
    lunch: LunchTable | None = None
    """Table of the lunch that interrupts it (``has_lunch_break``); None: that lunch is packed."""
    groups: tuple[Id, ...] = ()
    """Travel groups that take part, sorted; empty: all."""
    stops: tuple[Stop, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    @property
    def table(self) -> LunchTable | None:
        """Restaurant and dining room in which the guests eat: of the meal that it is, or of the lunch in its midst."""
        if self.dining_room is None:
            return self.lunch
        return LunchTable(restaurant=self.place, dining_room=self.dining_room)

    @property
    def is_packed_meal(self) -> bool:
        """Whether it is a packed or hotel meal, the way out of MEAL-01."""
        return is_packed_meal(self.kind, self.dining_room)


class Ride(Fact):
    """One vehicle of a move: a company vehicle with driver, or a hired car (``hired`` names its kind)."""

    vehicle: Id | None = None
    driver: Id | None = None
    hired: Id | None = None
    guests: Count
    staff: Count = 0


class Move(Fact):
    """The delegation, or one of its travel groups, on its way. ``rides`` empty: on foot or by the guests' own cars."""

    id: Id
    visit: Id
    kind: Literal["pick_up", "transfer", "see_off"]
    origin: Id
    target: Id
    depart: Moment
    arrive: Moment
    groups: tuple[Id, ...] = ()
    luggage: bool = False
    rides: tuple[Ride, ...] = ()
    duties: tuple[Duty, ...] = ()


class RoomBooking(Fact):
    """So many hotel rooms of a kind."""

    kind: Literal["suite", "single", "twin"]
    count: Annotated[int, Field(ge=1)]


class Night(Fact):
    """One night of a visit at a hotel that the company books."""

    visit: Id
    day: dt.date
    hotel: Id
    rooms: tuple[RoomBooking, ...]
    groups: tuple[Id, ...] = ()


Said = Annotated[str, Field(max_length=2000)]
"""What a program says, longer than what people write into a field."""
GivenUp = Literal["time", "place", "people", "equipment", "workshops", "minutes"]
"""What of a request is not as it was asked for in the nearest thing that works."""
WHOLE_VISIT: Final = "*"
"""In the place of a request: nothing of the visit can be planned."""


class LeftOutCause(Fact):
    """A clause or a fact that keeps a request out, in both languages; ``rule`` empty: a fact that no clause states."""

    rule: Text = ""
    zh: Said
    en: Said


class Nearest(Fact):
    """The nearest thing to a request that works beside the rest of a plan.

    Attributes
    ----------
    place : str
        Place id.
    room : str or None
        Meeting room or dining room at that place.
    minutes : int
        How long it lasts then.
    without : tuple of str
        What is not as it was asked for.
    """

    start: Moment
    place: Text
    room: Text | None = None
    minutes: Count
    without: tuple[GivenUp, ...] = ()


class LeftOut(Fact):
    """A request, or a whole visit, that is not in the plan, and why.

    Attributes
    ----------
    request : str
        Request id, or ``WHOLE_VISIT``.
    reason : str
        ``impossible_alone``: no time even if there were no other visit; ``impossible_with_own``: the same beside the
        visit's other requests; ``held_by``: others need what they hold; ``outweighed``: proven that it
        goes in only where others that weigh at least as much are left out; ``not_found``: the search found no place;
        ``dropped_by_hand``: a planner took it out; ``not_planned_yet``: this version reads it, but does not plan it.
    causes : tuple of LeftOutCause
        Clauses and facts in words, e.g. the opening hours.
    own : tuple of str
        Other requests of the visit that it does not go with.
    nearest : Nearest or None
        What works instead; None: nothing was found, or (not ``searched``) nothing was looked for.
    text : str
        A remark, as the plan file has it.
    """

    visit: Id
    request: Id | Literal["*"]
    reason: Literal[
        "impossible_alone",
        "impossible_with_own",
        "held_by",
        "outweighed",
        "not_found",
        "dropped_by_hand",
        "not_planned_yet",
        "unknown",
    ] = "unknown"
    rules: tuple[Id, ...] = ()
    others: tuple[Id, ...] = ()
    resources: tuple[Id, ...] = ()
    causes: tuple[LeftOutCause, ...] = ()
    own: tuple[Id, ...] = ()
    nearest: Nearest | None = None
    searched: bool = False
    text: Text = ""

    @property
    def is_whole_visit(self) -> bool:
        """Whether nothing of the visit is planned."""
        return self.request == WHOLE_VISIT


class Plan(Fact):
    """The plan of a week. All tuples sorted by (visit, start)."""

    week: Id
    edition: Id
    items: tuple[Item, ...] = ()
    moves: tuple[Move, ...] = ()
    nights: tuple[Night, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def visits_left_out(self) -> frozenset[str]:
        """Visits of which nothing is planned."""
        return frozenset(left.visit for left in self.left_out if left.is_whole_visit)

    def of(self, visit: str) -> Plan:
        """Return the part of one visit."""
        return Plan.model_construct(
            week=self.week,
            edition=self.edition,
            items=tuple(item for item in self.items if item.visit == visit),
            moves=tuple(move for move in self.moves if move.visit == visit),
            nights=tuple(night for night in self.nights if night.visit == visit),
            left_out=tuple(left for left in self.left_out if left.visit == visit),
        )


@dataclass(frozen=True)
class VisitPlan:
    """The part of a plan that is one visit's: items, moves, nights, requests left out."""

    items: tuple[Item, ...]
    moves: tuple[Move, ...]
    nights: tuple[Night, ...]
    left_out: tuple[LeftOut, ...]

    def in_order(self) -> VisitPlan:
        """Return it with its rows in the order of time."""
        return VisitPlan(
            tuple(sorted(self.items, key=lambda item: (item.start, item.id))),
            tuple(sorted(self.moves, key=lambda move: (move.depart, move.id))),
            tuple(sorted(self.nights, key=lambda night: at(night.day))),
            self.left_out,
        )


def plan_of_visits(week: str, edition: str, visit_plans: Mapping[str, VisitPlan]) -> Plan:
    """Return the plan of a week, by its id and its edition's, made of the visits' plans, by visit and time."""
    parts = [visit_plans[visit].in_order() for visit in sorted(visit_plans)]
    return Plan.model_construct(
        week=week,
        edition=edition,
        items=tuple(item for part in parts for item in part.items),
        moves=tuple(move for part in parts for move in part.moves),
        nights=tuple(night for part in parts for night in part.nights),
        left_out=tuple(left for part in parts for left in part.left_out),
    )
