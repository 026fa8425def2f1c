"""Halls, tables and seats, and the seats of vehicles: furniture as data, no etiquette.

Coordinates are metres seen from above, x to the right and y up; angles are degrees clockwise from up.
A seat looks where its sitter looks, and right and left are always the sitter's own.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from models.domain.base import Fact

Shape = Literal["round", "long", "u", "hollow", "sofas", "rows", "desk"]
"""What the furniture looks like: the outline that a chart draws."""

Layout = Literal[
    "one_host",
    "two_hosts",
    "hostess",
    "french",
    "english",
    "talks",
    "talks_end",
    "u",
    "hollow",
    "sofas",
    "podium",
    "photo",
    "signing",
]
"""How people are ordered on a shape: the seat-order generators of ``models.etiquette.layouts``."""

Driver = Literal["chauffeur", "host"]


class Point(Fact):
    """A spot in the hall, in metres seen from above."""

    x: float
    y: float


class Seat(Fact):
    """One chair: where it stands and where its sitter looks.

    ``index`` counts as etiquette.md does: on a closed table clockwise from above with 0 facing the door,
    in rows from the audience's left to its right, front row first.
    """

    index: int
    x: float
    y: float
    look: float
    row: int = 0
    part: Literal["ring", "far", "near", "front", "behind"] = "ring"
    """far: the side that faces the door; near: backs to the door; behind: second row, for helpers."""


class Table(Fact):
    """One table, sofa group, podium or row of chairs, with its seats and who is at whose right hand."""

    id: str
    name: str = ""
    name_en: str = ""
    shape: Shape
    x: float
    y: float
    width: float
    """Extent along x before turning; the diameter of a round table."""
    depth: float
    turn: float = 180.0
    """Where seat 0 looks; 180 is down, towards a door in the lower wall."""
    seats: tuple[Seat, ...]
    right: tuple[int | None, ...]
    """``right[i]`` is the seat at the right hand of seat i, None at an end."""
    layout: Layout | None = None
    """None: chosen from the shape and the people by the edition."""
    hosts: int | None = None
    """How many hosts shall sit here; None: the edition's quota."""
    rank: int | None = None
    """The planner's own place of this table among the tables, 1 = first; None: by the table key."""
    main: bool = False
    """Named as the main table by the planner, whatever the key says."""

    @model_validator(mode="after")
    def _seats_are_numbered(self) -> Self:
        if [seat.index for seat in self.seats] != list(range(len(self.seats))):
            raise ValueError(f"table {self.id}: seats must be numbered 0, 1, 2, … in order")
        if len(self.right) != len(self.seats):
            raise ValueError(f"table {self.id}: one right-hand neighbour (or None) is needed per seat")
        return self

    @property
    def size(self) -> int:
        """Number of seats."""
        return len(self.seats)

    @property
    def left(self) -> tuple[int | None, ...]:
        """The mirror of ``right``: ``left[i]`` is the seat at the left hand of seat i."""
        left: list[int | None] = [None] * len(self.right)
        for seat, neighbour in enumerate(self.right):
            if neighbour is not None:
                left[neighbour] = seat
        return tuple(left)

    @property
    def neighbours(self) -> tuple[tuple[int, int], ...]:
        """Pairs of seats side by side, each once."""
        pairs = {(min(i, j), max(i, j)) for i, j in enumerate(self.right) if j is not None and i != j}
        return tuple(sorted(pairs))


class Hall(Fact):
    """A room with a door, perhaps a stage, and its tables."""

    id: str
    name: str = ""
    name_en: str = ""
    width: float
    depth: float
    door: Point
    stage: Point | None = None
    tables: tuple[Table, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _tables_are_unique(self) -> Self:
        ids = [table.id for table in self.tables]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"hall {self.id}: table ids used twice: {', '.join(twice)}")
        return self

    @property
    def size(self) -> int:
        """Number of seats in the hall."""
        return sum(table.size for table in self.tables)

    def table(self, table_id: str) -> Table:
        """The table of that id.

        Raises
        ------
        KeyError
            If the hall has no such table.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


class CarSeat(Fact):
    """One passenger seat: row 0 is beside the driver, columns count from the left of the car."""

    id: str
    name: str
    name_en: str
    row: int
    column: int


class VehicleProfile(Fact):
    """The seats of a kind of vehicle and their order of honour under each driver.

    Sources differ for some vehicles (minibus, MPV): each custom is a profile of its own with a name and
    its source, and the edition chooses.
    """

    id: str
    name: str
    name_en: str
    seats: tuple[CarSeat, ...]
    chauffeur: tuple[str, ...]
    """Seat ids from the first place to the last when a chauffeur drives."""
    host: tuple[str, ...]
    """The same when the host drives himself."""
    security: tuple[str, ...] = ()
    """The security variant under a chauffeur; empty: none."""
    aide: str | None = None
    """The aide's or interpreter's seat under a chauffeur (beside him); None where the front is for guests."""
    source: str = "practice"

    @model_validator(mode="after")
    def _orders_name_every_seat(self) -> Self:
        ids = sorted(seat.id for seat in self.seats)
        for name, order in (("chauffeur", self.chauffeur), ("host", self.host), ("security", self.security)):
            if (order or name != "security") and sorted(order) != ids:
                raise ValueError(f"vehicle {self.id}: the order '{name}' must name every seat once")
        if self.aide is not None and self.aide not in ids:
            raise ValueError(f"vehicle {self.id}: aide seat {self.aide} is not among its seats")
        return self

    def seat(self, seat_id: str) -> CarSeat:
        """The seat of that id (KeyError if there is none)."""
        return {seat.id: seat for seat in self.seats}[seat_id]

    @property
    def front(self) -> tuple[str, ...]:
        """Seats beside the driver."""
        return tuple(seat.id for seat in self.seats if seat.row == 0)
