"""What a planner does by hand on the board, as facts: they come from the page, so every field is bounded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Fact, Id

BoardView = Literal["visit", "room", "leader", "docent", "interpreter", "vehicle", "driver", "restaurant"]
"""By what the rows of the board are."""
OPEN_ROW = ":open"
"""The row of what has nobody and nothing yet."""
PinnedSide = Literal["time", "place", "room", "people", "cars"]
"""What of an item or ride is pinned by itself."""
PlanMinute = Annotated[int, Field(ge=0, le=200_000_000)]
"""A moment in minutes, as ``models.domain.clock`` counts them."""


class MoveByHand(Fact):
    """An item or ride is put at another time, into another row, or both.

    Attributes
    ----------
    of : str
        Item or move id.
    start : int or None
        When it starts then; None: as before.
    view, row : str
        In which row it is put: a delegation, room, person, vehicle, driver, or ``RESTAURANT:DINING_ROOM``.
    origin : str or None
        The row of the same view from which it is taken: whose place the other takes.
    """

    kind: Literal["move"] = "move"
    of: Id
    start: PlanMinute | None = None
    view: BoardView = "visit"
    row: Id | None = None
    origin: Id | None = None


class SwapByHand(Fact):
    """Two items change places: each starts when the other did; of the same kind of room also where."""

    kind: Literal["swap"] = "swap"
    of: Id
    other: Id


class LeaveOutByHand(Fact):
    """An item is taken out of the plan."""

    kind: Literal["leave_out"] = "leave_out"
    of: Id


class PlanByHand(Fact):
    """A request that is left out is put into the programme, into a row of its delegation, a room or a dining room."""

    kind: Literal["plan"] = "plan"
    of: Id
    start: PlanMinute
    view: BoardView = "visit"
    row: Id | None = None


class PinByHand(Fact):
    """A side of an item or ride is pinned as it is, or let go."""

    kind: Literal["pin"] = "pin"
    of: Id
    side: PinnedSide
    on: bool


HandOperation = Annotated[
    MoveByHand | SwapByHand | LeaveOutByHand | PlanByHand | PinByHand,
    Field(discriminator="kind"),
]
