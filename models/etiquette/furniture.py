"""Where the chairs stand: a table of the hall laid for a party.

Every builder works in one frame, the first seat at the top looking down to the door, and ``lay`` turns it.
Which seat is better is none of this file's business.
"""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.domain.bilingual import bilingual
from models.domain.halls import Laid, Seat
from models.domain.seating import CrowdError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.halls import Layout, Table

CHAIR_WIDTH_M = 0.62
"""Width a diner needs along the edge, in metres."""
REACH = 0.35
"""From the edge of a table to the middle of a chair."""
AISLE = 0.9
"""From one row to the next."""

Part = Literal["ring", "far", "near", "end", "front", "behind"]


class TableParty(NamedTuple):
    """How many there are to be seated at a table: helpers are those who sit behind, so many of them the guests'."""

    guests: int
    hosts: int
    helpers: int = 0
    guest_helpers: int = 0

    @property
    def total(self) -> int:
        """Everyone."""
        return self.guests + self.hosts + self.helpers


class Chair(NamedTuple):
    """A seat in the builder's frame, and whether its right-hand neighbour is the chair before it."""

    x: float
    y: float
    look: float
    part: Part
    row: int = 0
    linked: bool = True


class ChairPlan(NamedTuple):
    """Chairs in order, and the outline of the furniture."""

    chairs: Sequence[Chair]
    width: float
    depth: float


def lay(table: Table, party: TableParty, turn: float, layout: Layout, keep: bool = False) -> Laid:
    """Lay a table for a party.

    Parameters
    ----------
    turn : float
        Where the first seat looks, degrees.
    keep : bool
        Leave all chairs of the hall standing; otherwise chairs nobody needs are taken away.

    Raises
    ------
    CrowdError
        If the party is larger than the table.
    """
    if party.total > table.seats:
        what = bilingual(f"{party.total} 人只有 {table.seats} 座", f"{party.total} people for {table.seats} seats")
        raise CrowdError(what, table.id, bilingual("换大桌", "a larger table"))
    plan = _plan(table, _all_chairs(table, party) if keep else party, layout)
    # a table whose end points to the door has the guests on the right of who enters
    turn = (table.turn if table.turn is not None else turn) + (90 if layout == "talks_end" else 0)
    seats = tuple(_turned(table, chair, index, turn - 180) for index, chair in enumerate(plan.chairs))
    return Laid(
        table=table.id,
        shape=table.shape,
        x=table.x,
        y=table.y,
        width=round(table.width or plan.width, 2),
        depth=round(table.depth or table.width or plan.depth, 2),
        turn=turn % 360,
        seats=seats,
        right=_right_hands(plan.chairs, closed=table.shape in ("round", "square", "long", "hollow", "u")),
    )


def _plan(table: Table, party: TableParty, layout: Layout) -> ChairPlan:
    match table.shape:
        case "round":
            return _round(party.total, table.width)
        case "long":
            facing = layout in ("talks", "talks_end")
            return _talks(party) if facing else _long(party.total, table.ends, head=layout == "english")
        case "u":
            return _u(party.total, table.rows if sum(table.rows) == party.total else ())
        case "hollow" | "square":
            gap = 0.8 if table.shape == "hollow" else 0.1
            return _hollow(party.total, table.rows if sum(table.rows) == party.total else (), gap)
        case "sofas":
            return _sofas(party)
        case "desk":
            return _desk(party)
        case "rows":
            return _rows(_filled(party.total, table.rows), odd_front=layout == "photo")


def _all_chairs(table: Table, party: TableParty) -> TableParty:
    """Return a party that fills the table: spare chairs go to the smaller side first."""
    spare = table.seats - party.total
    more = min(spare, abs(party.guests - party.hosts))
    guests = party.guests + (more if party.guests < party.hosts else 0)
    hosts = party.hosts + (more if party.hosts < party.guests else 0)
    spare -= more
    return TableParty(guests + (spare + 1) // 2, hosts + spare // 2, party.helpers, party.guest_helpers)


def _turned(table: Table, chair: Chair, index: int, angle: float) -> Seat:
    a = radians(angle)
    x, y = chair.x * cos(a) + chair.y * sin(a), -chair.x * sin(a) + chair.y * cos(a)
    look = (chair.look + angle) % 360
    return Seat(
        index=index,
        x=round(table.x + x, 3),
        y=round(table.y + y, 3),
        look=round(look, 1),
        row=chair.row,
        part=chair.part,
    )


def _right_hands(chairs: Sequence[Chair], closed: bool) -> tuple[int | None, ...]:
    """The chair before one is at its right hand, unless a corner, an end or a new row parts them."""
    hands: list[int | None] = []
    last = max((index for index, chair in enumerate(chairs) if chair.part != "behind"), default=0)
    for index, chair in enumerate(chairs):
        before = index - 1 if index else last
        linked = chair.linked and len(chairs) > 1 and (index > 0 or closed)
        hands.append(before if linked and before != index else None)
    return tuple(hands)


def _round(count: int, width: float | None) -> ChairPlan:
    diameter = width or max(1.2, count * CHAIR_WIDTH_M / pi)
    radius = diameter / 2 + REACH
    chairs = []
    for index in range(count):
        angle = 2 * pi * index / count
        look = 180 + 360 * index / count
        chairs.append(Chair(radius * sin(angle), radius * cos(angle), look, "ring"))
    return ChairPlan(chairs, diameter, diameter)


def _spots(count: int) -> list[float]:
    """Places along an edge, centred, from left to right."""
    return [(index - (count - 1) / 2) * CHAIR_WIDTH_M for index in range(count)]


def _long(count: int, ends: int, head: bool) -> ChairPlan:
    """A long table with mixed sides; ``head``: the first seat is at a narrow end (English)."""
    ends = min(2, count) if head else min(ends, max(0, count - 2))
    far, near = (count - ends + 1) // 2, (count - ends) // 2
    length, depth = max(1.2, max(far, near) * CHAIR_WIDTH_M + 0.3), 1.0
    ring = [Chair(x, depth / 2 + REACH, 180, "far") for x in _spots(far)]
    if ends >= 1:
        ring.append(Chair(length / 2 + REACH, 0, 270, "end"))
    ring += [Chair(x, -depth / 2 - REACH, 0, "near") for x in reversed(_spots(near))]
    if ends >= 2:
        ring.append(Chair(-length / 2 - REACH, 0, 90, "end"))
    # without a chair at the end the last of one side and the first of the other are not side by side
    if ends < 1 and near:
        ring[far] = ring[far]._replace(linked=False)
    if ends < 2:
        ring[0] = ring[0]._replace(linked=False)
    if not head:
        first = far // 2
        return ChairPlan(ring[first:] + ring[:first], length, depth)
    # the west end becomes the head: a quarter turn clockwise puts it on top
    turned = [chair._replace(x=chair.y, y=-chair.x, look=(chair.look + 90) % 360) for chair in ring]
    return ChairPlan([turned[-1], *turned[:-1]], depth, length)


def _talks(party: TableParty) -> ChairPlan:
    """Two rows that face each other: guests on the far side, hosts on the near one, helpers in a row behind theirs."""
    far, near = party.guests, party.hosts
    length, depth = max(1.2, max(far, near) * CHAIR_WIDTH_M + 0.3), 1.4
    row = [Chair(x, depth / 2 + REACH, 180, "far") for x in _spots(far)]
    row += [Chair(x, -depth / 2 - REACH, 0, "near") for x in reversed(_spots(near))]
    for start in {0, far} - {len(row)}:
        row[start] = row[start]._replace(linked=False)
    first = far // 2
    back = depth / 2 + REACH + AISLE
    behind = [Chair(x, back, 180, "behind", 1, k > 0) for k, x in enumerate(_spots(party.guest_helpers))]
    own = reversed(_spots(party.helpers - party.guest_helpers))
    behind += [Chair(x, -back, 0, "behind", 1, k > 0) for k, x in enumerate(own)]
    return ChairPlan(row[first:] + row[:first] + behind, length, depth)


def _u(count: int, rows: tuple[int, ...]) -> ChairPlan:
    """Chairs outside a U that opens to the door; rows: (closed side, left arm, right arm) as the door sees it."""
    if not rows:
        closed = min(count, max(1, count // 3) | 1)
        rows = (closed, (count - closed + 1) // 2, (count - closed) // 2)
    closed, west, east = rows
    width, depth = closed * CHAIR_WIDTH_M + 0.8, max(west, east, 1) * CHAIR_WIDTH_M + 0.8
    top, side = depth / 2 + REACH, width / 2 + REACH
    down = [depth / 2 - 0.8 - CHAIR_WIDTH_M * (index + 0.5) for index in range(max(west, east))]
    ring = [Chair(x, top, 180, "far") for x in _spots(closed)]
    ring += [Chair(side, y, 270, "end") for y in down[:east]]
    ring += [Chair(-side, y, 90, "end") for y in reversed(down[:west])]
    if west:
        ring[closed + east] = ring[closed + east]._replace(linked=False)
    else:
        ring[0] = ring[0]._replace(linked=False)
    first = closed // 2
    return ChairPlan(ring[first:] + ring[:first], width, depth)


def _hollow(count: int, rows: tuple[int, ...], gap: float = 0.8) -> ChairPlan:
    """Chairs outside a square, hollow or not; rows: (top, right, bottom, left) clockwise; gap: corners, metres."""
    if not rows:
        each, rest = divmod(count, 4)
        rows = (each + (rest > 0), each + (rest > 2), each + (rest > 1), each)
    top, right, bottom, left = rows
    width, depth = max(top, bottom, 1) * CHAIR_WIDTH_M + gap, max(left, right, 1) * CHAIR_WIDTH_M + gap
    ring = [Chair(x, depth / 2 + REACH, 180, "far") for x in _spots(top)]
    ring += [Chair(width / 2 + REACH, -y, 270, "end") for y in _spots(right)]
    ring += [Chair(x, -depth / 2 - REACH, 0, "near") for x in reversed(_spots(bottom))]
    ring += [Chair(-width / 2 - REACH, y, 90, "end") for y in _spots(left)]
    first = top // 2
    return ChairPlan(ring[first:] + ring[:first], width, depth)


def _sofas(party: TableParty) -> ChairPlan:
    """A semi-circle open to the door, guests left and hosts right as the door sees it, helpers behind."""
    guests, hosts = party.guests, party.hosts
    radius = max(1.6, max(guests, hosts) * 0.55 + 0.6)
    step = min(0.42, 1.45 / max(guests, hosts, 1))
    chairs = []
    for index in range(guests + hosts):
        angle = (index - guests + 0.5) * step
        chairs.append(Chair(radius * sin(angle), radius * cos(angle), 180 + angle * 180 / pi, "front"))
    back = radius + AISLE
    for index, x in enumerate(_spots(party.helpers)):
        chairs.append(Chair(x, back, 180, "behind", row=1, linked=index > 0))
    if chairs:
        chairs[0] = chairs[0]._replace(linked=False)
    return ChairPlan(chairs, 2 * radius, radius)


def _desk(party: TableParty) -> ChairPlan:
    """The signing desk: guest left and host right as the audience sees them, the others stand behind."""
    guests, hosts = min(1, party.guests), min(1, party.hosts)
    chairs = [Chair(-0.6, 0.5, 180, "front")][:guests] + [Chair(0.6, 0.5, 180, "front")][:hosts]
    left, right = party.guests - guests, party.hosts - hosts + party.helpers
    for index in range(left + right):
        x = (index - left + 0.5) * CHAIR_WIDTH_M
        chairs.append(Chair(x, 0.5 + AISLE, 180, "behind", row=1, linked=index > 0))
    if chairs:
        chairs[0] = chairs[0]._replace(linked=False)
    return ChairPlan(chairs, max(2.4, 1.2), 0.8)


def _filled(count: int, rows: tuple[int, ...]) -> list[int]:
    """Rows for so many people: the front rows full, what is left over in the last."""
    filled = []
    for row in rows or (count,):
        filled.append(min(row, count))
        count -= filled[-1]
    return [row for row in filled if row]


def _rows(counts: list[int], odd_front: bool) -> ChairPlan:
    """Podium or photo; the front row of a photo is odd, so that one person is its middle."""
    if odd_front and len(counts) > 1 and counts[0] % 2 == 0:
        counts = [counts[0] - 1, counts[1] + 1, *counts[2:]]
    chairs = [
        Chair(x, number * AISLE, 180, "front", row=number, linked=index > 0)
        for number, count in enumerate(counts)
        for index, x in enumerate(_spots(count))
    ]
    return ChairPlan(chairs, max(counts, default=1) * CHAIR_WIDTH_M, len(counts) * AISLE)
