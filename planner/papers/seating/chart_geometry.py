"""Where chairs and names of one table go on a page, in millimetres: no pictures here, geometry can be tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.papers.seating.labels import Label

CHAIR_RADIUS = 5.2
"""Radius of the sign of a chair, mm, where there is room."""
NAME_DISTANCE = 1.8
"""From a chair to its name, mm."""
TABLE_DISTANCE = 3.8
"""From a chair to its table, mm: the number of the seat stands there."""
Spot = tuple[float, float]
Flush = Literal["left", "center", "right"]
FLUSH: dict[str, Flush] = {"up": "center", "down": "center", "left": "right", "right": "left"}
"""How the lines of a name are set that stands at a side of its chair: along the chair."""


class ChairLabel(NamedTuple):
    """What is written beside a chair: a name, and small print."""

    name: str
    notes: tuple[str, ...]


class Box(NamedTuple):
    """A rectangle of the page, mm."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> Spot:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.y1 - self.y0


class Placed(NamedTuple):
    """A name on the page: the middle of its box, where a line from its chair would end, how its lines are set."""

    seat: int
    label: Label
    x: float
    y: float
    anchor: Spot
    flush: Flush = "center"

    @property
    def box(self) -> Box:
        """What the name covers."""
        w, h = self.label.width / 2, self.label.height / 2
        return Box(self.x - w, self.y - h, self.x + w, self.y + h)


class Placing(NamedTuple):
    """A table with its names on a page.

    Attributes
    ----------
    chairs : mapping of seat to (x, y)
        Middles of all chairs, taken or not.
    radius : float
        Of a chair's sign.
    names : tuple of Placed
        One for everybody.
    table : Box
        What the furniture covers; of a round table, the square around it.
    """

    chairs: Mapping[int, Spot]
    radius: float
    names: tuple[Placed, ...]
    table: Box

    @property
    def cut(self) -> bool:
        """Whether a name did not fit."""
        return any(name.label.cut for name in self.names)
