"""A plan of rounds: which of ours calls on which customer and when, and which calls are missed and why.

The plan says only what was decided; breaks and scores are computed from it by the rules. It may be anybody's.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from pydantic import Field

from models.domain.base import Count, Fact, Id, Minutes, Text
from models.domain.clock import Moment, day_of

MissedKind = Literal["capacity", "closed", "too_far", "leave", "paused", "nobody", "no_position", "rhythm"]
"""Why a call is not in the plan.

``capacity``: by itself it could be made, beside the others it could not; ``closed``: the customer is not open on the
days in question; ``too_far``: alone in a day it cannot be reached within field time; ``leave``: whoever could call is
on leave or taken; ``paused``; ``nobody``: nobody has the district or speaks the language; ``no_position``: nobody knows
where it is; ``rhythm``: the rhythm asks for more days than there are.
"""
Metres = Annotated[int, Field(ge=0, le=20_000_000)]
MISSED_KINDS: tuple[str, ...] = get_args(MissedKind)


class PlannedCall(Fact):
    """A call in the plan.

    Attributes
    ----------
    id : str
        Of the due call that it makes (``DueCall``); one of a kind in the plan.
    arrive : Moment
        When the specialist is there; the call begins ``start``.
    travel, metres : int
        Of the way there from the call before, or from home or office.
    locked : bool
        A person decided it: it stays, unless a must forbids it.
    """

    id: Id
    customer: Id
    specialist: Id
    arrive: Moment
    start: Moment
    end: Moment
    travel: Minutes = 0
    metres: Metres = 0
    appointment: Id | None = None
    locked: bool = False

    @property
    def day(self) -> dt.date:
        """The day."""
        return day_of(self.start)


class MissedCall(Fact):
    """A due call that is not in the plan.

    Attributes
    ----------
    price : int
        What it weighs.
    proven : bool
        No plan whatever makes it: by itself it is impossible.
    zh, en : str
        The reason in words, found by a test: what stands in the way, and where.
    """

    id: Id
    customer: Id
    kind: MissedKind
    first: dt.date
    last: dt.date
    price: Count
    overdue_days: Count = 0
    proven: bool = False
    zh: Text = ""
    en: Text = ""


class DayRound(Fact):
    """A specialist's day in the field: when they leave and are back, and the way home."""

    specialist: Id
    day: dt.date
    leave: Moment
    back: Moment
    metres: Metres = 0


class RoundsPlan(Fact):
    """Who calls on whom and when.

    Attributes
    ----------
    book : str
        Id of the book.
    calls : tuple of PlannedCall
        By specialist and start.
    least_missed : int or None
        No plan of this book misses less, by price: proven; None: not known.
    """

    book: Id
    calls: tuple[PlannedCall, ...] = ()
    missed: tuple[MissedCall, ...] = ()
    rounds: tuple[DayRound, ...] = ()
    least_missed: Count | None = None

    def of(self, specialist: str, day: dt.date | None = None) -> list[PlannedCall]:
        """Return the calls of a specialist, or of their day, by start."""
        mine = (call for call in self.calls if call.specialist == specialist)
        return sorted((call for call in mine if day is None or call.day == day), key=lambda call: (call.start, call.id))
