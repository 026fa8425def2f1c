"""Long tables, U, hollow squares, sofas, desks and rows on a page: stretched until there is room for the names.

Sofas become a horseshoe: whoever looks to the door in the middle, the others along its arms.

Every name stands beyond its own chair, at the sitter's back; those of a signing desk stand on the desk.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from planner.papers.seating.chart_geometry import (
    CHAIR_RADIUS,
    FLUSH,
    NAME_DISTANCE,
    TABLE_DISTANCE,
    Box,
    Placed,
    Placing,
)
from planner.papers.seating.labels import LABEL_GAP, Label, label
from planner.papers.seating.name_rows import Shelf, shelf, upright
from planner.papers.seating.viewpoint import WALLS, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.halls import Laid, Seat
    from planner.papers.seating.chart_geometry import ChairLabel, Spot
    from planner.papers.seating.viewpoint import Wall

NAME_ROOM_BESIDE = (70.0, 46.0, 30.0)
"""Room for names beside a narrow side, mm: the wider where enough is left for the furniture."""
MIN_FURNITURE_WIDTH = 34.0
"""Of furniture, mm."""
MAX_CHAIR_PITCH = 44.0
"""Longest way from one chair to the next, mm."""
MAX_STAGGERED_SIZE = 13
"""Size up to which names may stand on two levels: larger ones are not worth it."""
MAX_UPRIGHT_SIZE = 10
"""Names written downwards are for rows that are too full otherwise."""
SIGNERS_DISTANCE = 62.0
"""Between the two who sign, mm."""
_DEPTHS = {"rows": (5.0, 5.0), "desk": (14.0, 16.0)}
"""Of the furniture: at least, and where there is room, mm."""
HALL_CHAIR_SPACING = 0.62
"""From one chair to the next in the hall, metres."""
_ARMS = frozenset({"u", "hollow", "square", "sofas"})
CORNER_WITHOUT_CHAIRS = 9.0
"""Of a U or hollow square no chair stands in the corner, mm."""


class _Row(NamedTuple):
    """Chairs side by side, from left to right."""

    wall: Wall
    seats: tuple[int, ...]
    signs: bool
    shelf: Shelf
    aside: float
    """How far the middle of the row is from that of the furniture, in chairs."""

    @property
    def sign(self) -> int:
        return 1 if self.wall == "up" else -1


class _Column(NamedTuple):
    """Chairs at a narrow end or along an arm, from below upwards; whoever sits behind others has a column beyond."""

    wall: Wall
    seats: tuple[int, ...]
    labels: tuple[Label | None, ...]

    @property
    def width(self) -> float:
        """Of chairs and names, with the gap before them, mm."""
        names = max((lab.width for lab in self.labels if lab), default=0.0)
        return names + 2 * CHAIR_RADIUS + NAME_DISTANCE + TABLE_DISTANCE


def straight(laid: Laid, people: Mapping[int, ChairLabel], view: View, box: Box, size: float) -> Placing | None:
    """Return straight furniture with names of that size, or None if they do not fit."""
    return next(
        (p for room in NAME_ROOM_BESIDE if (p := _Straight(laid, people, view, box, size, room).placing())), None
    )


class _Straight:
    def __init__(
        self, laid: Laid, people: Mapping[int, ChairLabel], view: View, box: Box, size: float, room: float
    ) -> None:
        self.laid, self.people, self.box, self.size, self.beside = laid, people, box, size, room
        # a table that stands askew is drawn straight, turned to the nearest wall
        self.view = View(view.hall, view.viewpoint, round(view.look(laid.turn) / 90) * 90 - laid.turn)
        self.spots = {seat.index: self.view.turned(seat.x, seat.y) for seat in laid.seats}
        self.sides: dict[tuple[Wall, int], list[Seat]] = defaultdict(list)
        for seat in laid.seats:
            self.sides[WALLS[round(self.view.look(seat.look + 180) / 90) % 4], seat.row].append(seat)
        self.columns = tuple(self._columns())

    def _columns(self) -> Iterator[_Column]:
        for (wall, _), seats in sorted(self.sides.items()):
            if wall in ("left", "right"):
                names = tuple(seat.index for seat in sorted(seats, key=lambda s: self.spots[s.index][1]))
                labels = (label(*self.people[s], self.size, self.beside) if s in self.people else None for s in names)
                yield _Column(wall, names, tuple(labels))

    def placing(self) -> Placing | None:
        beside = (sum(column.width for column in self.columns if column.wall == wall) for wall in ("left", "right"))
        room = self.box.width - 2 * max(beside)
        lines = [
            (wall, tuple(s.index for s in sorted(seats, key=lambda s: self.spots[s.index][0])), self._signs(seats))
            for (wall, _), seats in sorted(self.sides.items())
            if wall in ("up", "down")
        ]
        most = max((len(seats) + 2 * abs(self._aside(seats)) for _, seats, _ in lines), default=1.0)
        for levels in (1, *((2,) if self.size <= MAX_STAGGERED_SIZE else ()), 0):
            # on two levels names at the edge of a row reach half a pitch beyond it
            pitch = min(MAX_CHAIR_PITCH, room / (most + (levels == 2)))
            rows = [self._row(*facts, pitch, levels) for facts in lines]
            if all(rows) and pitch > 4 and pitch * most >= min(MIN_FURNITURE_WIDTH, MAX_CHAIR_PITCH * most):
                found = self._put([row for row in rows if row], pitch * most)
                if found:
                    return found
        return None

    def _signs(self, seats: Sequence[Seat]) -> bool:
        return self.laid.shape == "desk" and seats[0].part == "front"

    def _row(self, wall: Wall, seats: tuple[int, ...], signs: bool, pitch: float, levels: int) -> _Row | None:
        who = [self.people.get(seat) for seat in seats]
        pitch = SIGNERS_DISTANCE if signs else pitch
        if levels:
            # a row whose names fit side by side stays on one level, whatever the others need
            found = shelf(who, self.size, pitch) or (None if signs else shelf(who, self.size, pitch, levels))
        else:
            found = upright(who, self.size, pitch) if self.size <= MAX_UPRIGHT_SIZE else None
        return _Row(wall, seats, signs, found, 0.0 if signs else self._aside(seats)) if found else None

    def _aside(self, seats: Sequence[int]) -> float:
        middle = self.view.turned(self.laid.x, self.laid.y)[0]
        return (sum(self.spots[seat][0] for seat in seats) / len(seats) - middle) / HALL_CHAIR_SPACING

    def _put(self, rows: Sequence[_Row], width: float) -> Placing | None:
        box = self.box
        width = max(width, *(SIGNERS_DISTANCE * 2 for row in rows if row.signs), 0)
        pitches = [row.shelf.pitch for row in rows]
        radius = min([CHAIR_RADIUS, *(pitch * 0.46 for pitch in pitches)])
        step = 2 * radius + NAME_DISTANCE + TABLE_DISTANCE
        need = {wall: sum(step + (0 if r.signs else r.shelf.height) for r in rows if r.wall == wall) for wall in WALLS}
        depth = self._depth(rows, box.height - need["up"] - need["down"], radius)
        if depth is None or width > box.width:
            return None
        x, y = box.middle[0], box.y0 + need["down"] + (box.height - need["up"] - need["down"] - depth) / 2
        table = Box(x - width / 2, y, x + width / 2, y + depth)
        chairs: dict[int, Spot] = {}
        names: list[Placed] = []
        edge = {"up": table.y1, "down": table.y0}
        for row in rows:
            here = row.shelf.chairs(
                row.seats, x + row.aside * row.shelf.pitch, edge[row.wall] + row.sign * (radius + TABLE_DISTANCE)
            )
            names += row.shelf.names(here, radius + row.signs * 2.0, -row.sign if row.signs else row.sign)
            edge[row.wall] += row.sign * (step + (0 if row.signs else row.shelf.height))
            chairs |= here
        for column in self.columns:
            names += self._column(column, rows, table, chairs, radius)
        return Placing(chairs, radius, tuple(names), table)

    def _depth(self, rows: Sequence[_Row], room: float, radius: float) -> float | None:
        """How deep the furniture is drawn: the chairs along it need their room, and names on a desk."""
        least, best = _DEPTHS.get(self.laid.shape, (16.0, 26.0))
        least = max([least, *(row.shelf.level + 2 * NAME_DISTANCE + 4 for row in rows if row.signs)])
        most = max((len(column.seats) for column in self.columns), default=0)
        tallest = max((lab.height for column in self.columns for lab in column.labels if lab), default=0.0)
        corners = self._corners(rows) * CORNER_WITHOUT_CHAIRS
        least = max(least, most * max(tallest + LABEL_GAP, 2 * radius + 1) + corners)
        best = max(best, least, most * MAX_CHAIR_PITCH / 2 + corners)
        return min(best, room) if least <= room else None

    def _corners(self, rows: Sequence[_Row]) -> int:
        return len({row.wall for row in rows}) if self.laid.shape in _ARMS else 0

    def _column(
        self, column: _Column, rows: Sequence[_Row], table: Box, chairs: dict[int, Spot], radius: float
    ) -> list[Placed]:
        """Set chairs along a narrow side, and their names beyond them; the arms of a U begin at its closed side."""
        sign = 1 if column.wall == "right" else -1
        walls = {row.wall for row in rows} if self.laid.shape in _ARMS else set()
        low = table.y0 + CORNER_WITHOUT_CHAIRS * ("down" in walls)
        high = table.y1 - CORNER_WITHOUT_CHAIRS * ("up" in walls)
        most = max(len(other.seats) for other in self.columns)
        pitch = (high - low) / most
        first = low if "up" not in walls or "down" in walls else high - pitch * len(column.seats)
        if ("down" in walls and "up" in walls) or not walls:
            first = (low + high - pitch * len(column.seats)) / 2
        inner_columns = self.columns[: self.columns.index(column)]
        away = sum(other.width for other in inner_columns if other.wall == column.wall)
        x = (table.x1 if sign > 0 else table.x0) + sign * (radius + TABLE_DISTANCE + away)
        names = []
        for number, (seat, lab) in enumerate(zip(column.seats, column.labels, strict=True)):
            y = first + pitch * (number + 0.5)
            chairs[seat] = (x, y)
            if lab is not None:
                inner = x + sign * (radius + NAME_DISTANCE)
                anchor, flush = (inner - sign * 0.6, y), FLUSH[column.wall]
                names.append(Placed(seat, lab, inner + sign * lab.width / 2, y, anchor, flush))
        return names
