"""Where people of a plan sit: the hall of a banquet, the room of a meeting, with usual furniture."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, get_args

from models.domain.activities import KINDS
from models.domain.halls import Layout
from models.etiquette.usual_halls import SHAPE_OF_LAYOUT, usual_hall, usual_room

if TYPE_CHECKING:
    from models.domain.halls import Hall
    from models.domain.places import DiningRoom
    from models.domain.plan import Item
    from models.domain.resources import Room

MAX_AT_ONE_TABLE = 12
"""Of a hall with many tables so many still share one."""
MAX_PRIVATE_TABLE = 24
"""Chairs of the largest table that a private room has."""
HALL_TABLE_CHAIRS = 10
"""Chairs of each table of a hall."""
LAYOUT_WORDS = (
    (re.compile(r"回字|hollow", re.IGNORECASE), "hollow"),
    (re.compile(r"U ?形|U-shape", re.IGNORECASE), "u"),
)
"""What a room's own words say of its table, where talks are held."""


def layout_of(item: Item, room: Room | None) -> Layout | None:
    """Return how people sit at an item: as its kind says, talks at the table that the room has; None: no seats."""
    wanted = KINDS[item.kind].layout
    if wanted == "talks" and room is not None:
        wanted = next((layout for words, layout in LAYOUT_WORDS if words.search(room.layout)), wanted)
    return next((layout for layout in get_args(Layout) if layout == wanted and layout in SHAPE_OF_LAYOUT), None)


def is_banquet(item: Item) -> bool:
    """Whether people sit at round tables by etiquette."""
    return KINDS[item.kind].layout == "round"


def banquet_hall(people: int, room: DiningRoom | None, name: str) -> Hall:
    """Return the hall of a banquet: the one table of a private room, else as many tables as are needed.

    Parameters
    ----------
    room : DiningRoom or None
        None: not known yet.
    """
    most = min(room.seats, MAX_PRIVATE_TABLE) if room is not None and room.private else MAX_AT_ONE_TABLE
    if people <= most:
        hall = usual_hall(1, max(people, min(most, MAX_AT_ONE_TABLE)))
    else:
        hall = usual_hall(ceil(people / HALL_TABLE_CHAIRS), HALL_TABLE_CHAIRS)
    return hall.replace(id=room.id if room else hall.id, name=name, name_en="")


def meeting_room(layout: Layout, people: int, room: Room | None, name: str) -> Hall:
    """Return the room of a meeting with its furniture."""
    hall = usual_room(layout, people, room.seats if room else None)
    return hall.replace(id=room.id if room else hall.id, name=name, name_en="")
