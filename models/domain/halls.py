"""Halls, tables and seats, and the seats of vehicles: furniture as data, no etiquette.

Coordinates are metres seen from above, x to the right and y up; angles are degrees clockwise from up.
A seat looks where its sitter looks, and right and left are always the sitter's own.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from models.domain.base import Fact
from models.domain.bilingual import bilingual

TableShape = Literal["round", "square", "long", "u", "hollow", "sofas", "rows", "desk"]
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
    "classroom",
]
"""How people are ordered on a shape: the seat-order generators of ``models.etiquette.layouts``."""

DrivenBy = Literal["chauffeur", "host"]


class Point(Fact):
    """A spot in the hall, in metres seen from above."""

    x: float
    y: float


class Table(Fact):
    """One table, sofa group, podium or rows of chairs, as the hall has it."""

    id: str
    name: str = ""
    name_en: str = ""
    shape: TableShape = "round"
    x: float
    y: float
    seats: int = Field(ge=1)
    """How many chairs it can have; how many stand there is said by ``Laid``."""
    width: float | None = None
    """Along x before turning; the diameter of a round table. None: what so many chairs need."""
    depth: float | None = None
    turn: float | None = None
    """Where the first seat looks; None: towards the door's wall, or as the edition has it."""
    ends: int = Field(default=0, ge=0, le=2)
    """Long tables: chairs at the narrow ends."""
    rows: tuple[int, ...] = ()
    """Rows (podium, photo), front row first; empty: one row. Sofas and desk: (front, behind)."""
    layout: Layout | None = None
    """None: chosen by the edition from the shape and the people."""
    hosts: int | None = Field(default=None, ge=0)
    """How many hosts shall sit here; None: their share by the edition."""
    rank: int | None = Field(default=None, ge=1)
    """The planner's own place of this table among the tables, 1 = main table; None: by the table key."""

    @model_validator(mode="after")
    def _rows_add_up(self) -> Self:
        if self.rows and sum(self.rows) != self.seats:
            raise ValueError(
                bilingual(
                    f"桌 {self.id} 各排 {self.rows} 之和不是 {self.seats} 座",
                    f"table {self.id}: rows {self.rows} are not {self.seats} seats",
                )
            )
        return self


class Seat(Fact):
    """One chair: where it stands and where its sitter looks.

    ``index`` counts as etiquette.md does: round a table clockwise from above with 0 facing the door; in
    rows from the audience's left to its right, front row first.
    """

    index: int
    x: float
    y: float
    look: float
    row: int = 0
    part: Literal["ring", "far", "near", "end", "front", "behind"] = "ring"
    """far: the side that faces the door; near: back to the door; behind: chairs of helpers, or standing."""


class Laid(Fact):
    """A table as it stands on the evening: its chairs and who is at whose right hand."""

    table: str
    shape: TableShape
    x: float
    y: float
    width: float
    depth: float
    turn: float
    seats: tuple[Seat, ...]
    right: tuple[int | None, ...]
    """``right[i]`` is the seat at the right hand of seat i, None at an end."""

    @model_validator(mode="after")
    def _seats_are_numbered(self) -> Self:
        if [seat.index for seat in self.seats] != list(range(len(self.seats))):
            raise ValueError(
                bilingual(
                    f"桌 {self.table} 的座位须按 0、1、2 编号",
                    f"table {self.table}: seats must be numbered 0, 1, 2, … in order",
                )
            )
        if len(self.right) != len(self.seats):
            raise ValueError(
                bilingual(
                    f"桌 {self.table} 的每座须有右邻",
                    f"table {self.table}: one right-hand neighbour (or None) per seat",
                )
            )
        return self

    @property
    def size(self) -> int:
        """Number of chairs."""
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
        """Pairs of seats side by side, each once, the smaller number first."""
        pairs = {(min(i, j), max(i, j)) for i, j in enumerate(self.right) if j is not None and i != j}
        return tuple(sorted(pairs))


class Hall(Fact):
    """A room with a door, perhaps a stage, and its tables."""

    id: str
    name: str = ""
    name_en: str = ""
    width: float = Field(gt=0)
    depth: float = Field(gt=0)
    door: Point
    stage: Point | None = None
    screen: Point | None = None
    """Where pictures are shown: the middle of the screen, at its wall."""
    tables: tuple[Table, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _tables_are_unique(self) -> Self:
        ids = [table.id for table in self.tables]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(
                bilingual(
                    f"{self.id} 桌号重复：{', '.join(twice)}",
                    f"hall {self.id}: table ids used twice: {', '.join(twice)}",
                )
            )
        return self

    @property
    def seats(self) -> int:
        """Number of seats in the hall."""
        return sum(table.seats for table in self.tables)

    @property
    def facing(self) -> float:
        """The direction of the wall that has the door, in degrees: where host 1 looks."""
        return self.towards(self.door)

    def towards(self, point: Point) -> float:
        """The direction of the wall nearest to a point, in degrees."""
        walls = {180.0: point.y, 0.0: self.depth - point.y, 270.0: point.x, 90.0: self.width - point.x}
        return min(walls, key=lambda look: walls[look])

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
    kind: str
    """sedan, suv, mpv, minibus … : editions name the profile they follow by kind."""
    name: str
    name_en: str
    seats: tuple[CarSeat, ...] = Field(min_length=1)
    chauffeur: tuple[str, ...]
    """Seat ids from the first place to the last when a chauffeur drives."""
    host: tuple[str, ...]
    """The same when the host drives."""
    security: tuple[str, ...] = ()
    """The security variant under a chauffeur; empty: none."""
    aide: str | None = None
    """The aide's or interpreter's seat under a chauffeur; None where the front is for guests."""
    wheel: Literal["left", "right"] = "left"
    """The side on which the driver sits; people get in and out at the other one."""
    source: str = "practice"

    @model_validator(mode="after")
    def _orders_name_every_seat(self) -> Self:
        ids = sorted(seat.id for seat in self.seats)
        for name, order in (("chauffeur", self.chauffeur), ("host", self.host), ("security", self.security)):
            if (order or name != "security") and sorted(order) != ids:
                raise ValueError(
                    bilingual(
                        f"{self.id} 的座次“{name}”须列全",
                        f"vehicle {self.id}: the order '{name}' must name every seat once",
                    )
                )
        place = 0 if self.wheel == "left" else max(2, *(seat.column for seat in self.seats))
        if any((seat.row, seat.column) == (0, place) for seat in self.seats):
            raise ValueError(
                bilingual(f"{self.id} 的司机座位上不能坐人", f"vehicle {self.id}: a seat is where the driver sits")
            )
        if self.aide is not None and self.aide not in ids:
            raise ValueError(
                bilingual(
                    f"{self.id} 的副驾驶 {self.aide} 不在座位中",
                    f"vehicle {self.id}: aide seat {self.aide} is not among its seats",
                )
            )
        return self

    def seat(self, seat_id: str) -> CarSeat:
        """The seat of that id (KeyError if there is none)."""
        return {seat.id: seat for seat in self.seats}[seat_id]

    @property
    def front(self) -> tuple[str, ...]:
        """Seats beside the driver."""
        return tuple(seat.id for seat in self.seats if seat.row == 0)

    @property
    def between(self) -> frozenset[str]:
        """Seats behind the front with another one close at either hand."""
        spots = {(seat.row, seat.column) for seat in self.seats if seat.row}
        return frozenset(
            seat.id for seat in self.seats if {(seat.row, seat.column - 1), (seat.row, seat.column + 1)} <= spots
        )
