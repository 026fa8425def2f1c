"""From where a chart is seen: hall coordinates turned so that the viewpoint is below."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette
    from models.domain.halls import Hall, Point
    from planner.language.words import Words

Wall = Literal["up", "right", "down", "left"]
WALLS: tuple[Wall, ...] = ("up", "right", "down", "left")


@dataclass(frozen=True)
class View:
    """A hall seen from its door, from its stage or as its plan has it.

    Attributes
    ----------
    angle : float
        Degrees clockwise by which the hall is turned.
    """

    hall: Hall
    viewpoint: Literal["door", "stage", "above"]
    angle: float

    @classmethod
    def of(cls, hall: Hall, etiquette: Etiquette) -> View:
        """Return the view that the edition asks; from the stage only where there is one."""
        viewpoint = "door" if etiquette.viewpoint == "stage" and hall.stage is None else etiquette.viewpoint
        if viewpoint == "above":
            return cls(hall, viewpoint, 0.0)
        below = hall.facing if viewpoint == "door" or hall.stage is None else hall.towards(hall.stage)
        return cls(hall, viewpoint, (180 - below) % 360)

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """Return a vector of the hall as the page has it."""
        a = radians(self.angle)
        return x * cos(a) + y * sin(a), -x * sin(a) + y * cos(a)

    def look(self, degrees: float) -> float:
        """Return a direction of the hall as the page has it."""
        return (degrees + self.angle) % 360

    def wall(self, point: Point) -> Wall:
        """The wall of the page at which the door or stage is."""
        return WALLS[round(self.look(self.hall.towards(point)) / 90) % 4]

    def said(self, words: Words) -> str:
        """Say from where the chart is seen."""
        return {
            "door": words.pick("自门口向内看，下方为门", "seen from the door, which is below"),
            "stage": words.pick("自舞台向内看，下方为舞台", "seen from the stage, which is below"),
            "above": words.pick("俯视，方位同场地图", "seen from above, as the plan of the hall has it"),
        }[self.viewpoint]
