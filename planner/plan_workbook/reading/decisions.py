"""What planners have decided by changing cells of plan.xlsx: each as pins, and the plan with some of it only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.changed_sides import night_id
from models.domain.pins import SIDES, Pin, PinSide, pin_as_planned

if TYPE_CHECKING:
    from models.domain.plan import Plan
    from planner.plan_workbook.reading.rows import CellRef

SIDE_OF_FIELD: dict[str, tuple[PinSide, ...]] = {
    "day": ("time",),
    "time": ("time",),
    "depart": ("time",),
    "arrive": ("time",),
    "place": ("place",),
    "people": ("people",),
    "cars": ("cars",),
    "vehicle": ("cars",),
    "driver": ("cars",),
    "crew": ("people",),
    "docent": ("people",),
    "stops": ("place",),
    "rooms": ("place",),
    "row": SIDES,
}
"""Field of a table → what of an item or move its cells decide; ``row``: a row that was added."""


@dataclass(frozen=True)
class DecidedRow:
    """What a changed cell, a row that is gone or one that was added says of rows of the plan.

    Attributes
    ----------
    source : str
        Names it: the cell, of a row that is gone the head of its table and what it was.
    ref : CellRef
        The cell.
    field : str
        Column of the cell; ``what``: the row is gone, ``row``: it was added.
    was, now : str
        What was printed and what stands there.
    ids : tuple of str
        Items, moves and nights of the plan.
    people, without : tuple of str
        Who takes part and who no longer does, where the cell names people.
    """

    source: str
    ref: CellRef
    field: str
    was: str
    now: str
    ids: tuple[str, ...]
    people: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def pins(self, plan: Plan) -> tuple[Pin, ...]:
        """Return it as pins, with the values that the changed plan has."""
        known = {item.id for item in plan.items} | {move.id for move in plan.moves}
        if self.field == "what":
            return tuple(Pin(of=id, out=True, source=self.source) for id in self.ids)
        if self.field == "stops":
            stops = {item.id: item.stops for item in plan.items}
            return tuple(Pin(of=id, stops=stops[id], source=self.source) for id in self.ids)
        if self.field == "rooms":
            rooms = {night_id(night): night.rooms for night in plan.nights}
            return tuple(Pin(of=id, rooms=rooms[id], source=self.source) for id in self.ids)
        if self.field in ("people", "crew", "docent"):
            named = self.people or None
            return tuple(Pin(of=id, people=named, without=self.without, source=self.source) for id in self.ids)
        found = []
        for id in self.ids:
            pin = pin_as_planned(plan, id, SIDE_OF_FIELD[self.field], self.source)
            if self.field in ("vehicle", "driver"):
                pin = pin.replace(**{"drivers" if self.field == "vehicle" else "cars": None})
            elif self.field == "place" and id in known and pin.place is None:  # of a move: where it goes
                target = next((move.target for move in plan.moves if move.id == id), None)
                pin = pin.replace(place=target)
            found += [pin] if pin.sides else []
        return tuple(found)
