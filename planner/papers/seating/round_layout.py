"""Round tables on a page: names to the left and right of the ring, those on the axis above and below."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import hypot, sqrt
from typing import TYPE_CHECKING

from planner.papers.seating.chart_geometry import (
    CHAIR_RADIUS,
    FLUSH,
    NAME_DISTANCE,
    TABLE_DISTANCE,
    Box,
    Placed,
    Placing,
)
from planner.papers.seating.labels import LABEL_GAP, Label, label, spread
from planner.papers.seating.name_rows import MAX_NAME_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.domain.halls import Laid
    from planner.papers.seating.chart_geometry import ChairLabel, Spot
    from planner.papers.seating.viewpoint import View, Wall

MAX_RING_RADIUS = 58.0
"""Radius of the ring of chairs, mm."""


def ring(laid: Laid, people: Mapping[int, ChairLabel], view: View, box: Box, size: float) -> Placing | None:
    """Return a round table with names of that size, or None if they do not fit."""
    return _Ring(laid, people, view, box, size).placing()


class _Ring:
    def __init__(self, laid: Laid, people: Mapping[int, ChairLabel], view: View, box: Box, size: float) -> None:
        self.box, self.centre = box, box.middle
        self.labels = {seat: label(*who, size, MAX_NAME_WIDTH) for seat, who in people.items()}
        tallest = max((lab.height for lab in self.labels.values()), default=5.0)
        self.reach = min(MAX_RING_RADIUS, box.height / 2 - CHAIR_RADIUS - NAME_DISTANCE - tallest)
        at = {seat.index: view.turned(seat.x - laid.x, seat.y - laid.y) for seat in laid.seats}
        scale = self.reach / max((hypot(*spot) for spot in at.values()), default=1.0)
        self.chairs = {s: (self.centre[0] + x * scale, self.centre[1] + y * scale) for s, (x, y) in at.items()}
        gaps = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(self.chairs.values(), 2)]
        self.radius = min([CHAIR_RADIUS, *(gap * 0.46 for gap in gaps)])

    def placing(self) -> Placing | None:
        names = self._names()
        if names is None:
            return None
        (x, y), size = self.centre, self.reach - self.radius - TABLE_DISTANCE
        return Placing(self.chairs, self.radius, tuple(names), Box(x - size, y - size, x + size, y + size))

    def _names(self) -> list[Placed] | None:
        centre, clear = self.centre, self.reach + self.radius + NAME_DISTANCE
        groups = defaultdict[str, list[int]](list)
        for seat in self.labels:
            groups[self._group(seat)].append(seat)
        names = []
        for wall, sign in (("up", 1), ("down", -1)):
            for seat in groups[wall]:
                lab, y = self.labels[seat], centre[1] + sign * clear
                names.append(Placed(seat, lab, centre[0], y + sign * lab.height / 2, (centre[0], y)))
        axis = tuple(names)
        for wall, sign in (("left", -1), ("right", 1)):
            seats = sorted(groups[wall], key=lambda seat: self.chairs[seat][1])
            heights = [self.labels[seat].height + LABEL_GAP for seat in seats]
            if sum(heights) > self.box.height:
                return None
            wanted = [centre[1] + (self.chairs[seat][1] - centre[1]) * clear / self.reach for seat in seats]
            for seat, y in zip(seats, spread(wanted, heights, self.box.y0, self.box.y1), strict=True):
                lab = self.labels[seat]
                inner = _inner(lab, y, centre, clear, axis)
                if inner + lab.width > self.box.width / 2:
                    return None
                anchor = (centre[0] + sign * (inner - 0.8), y)
                x = centre[0] + sign * (inner + lab.width / 2)
                names.append(Placed(seat, lab, x, y, anchor, FLUSH[wall]))
        return names

    def _group(self, seat: int) -> Wall:
        dx, dy = self.chairs[seat][0] - self.centre[0], self.chairs[seat][1] - self.centre[1]
        if abs(dx) < 0.06 * self.reach:
            return "up" if dy > 0 else "down"
        return "right" if dx > 0 else "left"


def _inner(lab: Label, y: float, centre: Spot, clear: float, axis: Sequence[Placed]) -> float:
    """How far from the axis a name begins: outside the ring, and beside the names on the axis."""
    away = max(0.0, abs(y - centre[1]) - lab.height / 2)
    inner = sqrt(max(0.0, clear**2 - away**2))
    for name in axis:
        if abs(name.y - y) < (name.label.height + lab.height) / 2 + LABEL_GAP:
            inner = max(inner, name.label.width / 2 + 3)
    return max(inner, 3.0)
