"""What a planner does with seats by hand on the board, as facts: they come from the page, so every field is bounded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Fact, Id

PersonName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:/-]+$", max_length=200)]
"""Id of a person; at a joint item with that of the visit before it."""
SeatName = Annotated[str, Field(max_length=96)]
LegNumber = Annotated[int, Field(ge=0, le=99)]


class SeatByHand(Fact):
    """Somebody is put on another seat; who sits there takes theirs.

    Attributes
    ----------
    of : str
        Item or move of the party.
    person : str
        Who.
    at : str
        Table or car.
    seat : str or None
        Number of the chair, or id of the car's seat; None: one more chair at the table.
    leg : int
        Of a ride.
    other : str or None
        Who sits there on the page; None: nobody.
    """

    kind: Literal["seat"] = "seat"
    of: Id
    person: PersonName
    at: Id
    seat: SeatName | None = None
    leg: LegNumber = 0
    other: PersonName | None = None


class LockSeatByHand(Fact):
    """Somebody stays on their seat when the others are seated anew, or no longer."""

    kind: Literal["lock"] = "lock"
    of: Id
    person: PersonName
    on: bool


class SeatAnewByHand(Fact):
    """Everybody who is not locked is seated anew by the rules."""

    kind: Literal["anew"] = "anew"
    of: Id


SeatOperation = Annotated[SeatByHand | LockSeatByHand | SeatAnewByHand, Field(discriminator="kind")]
