"""The seat-order generators: which seat of a laid table is first, second, … and which belong to whom.

Sources: etiquette.md sections 2 (round tables) and 5 (the others). ``high`` is the hand of the centre at
which the second place is; a custom that has it the other way round is the mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from math import cos, radians, sin
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.etiquette_edition import HostOrGuest, LayoutPolicy
    from models.domain.halls import Laid, Layout
    from models.etiquette.furniture import TableParty

Slot = Literal[
    "host1", "host2", "hostess", "guest1", "guest2", "guest3", "guest4", "guest1_spouse", "crossed1", "crossed2",
    "across",
]  # fmt: skip


@dataclass(frozen=True)
class SeatOrder:
    """What etiquette knows of a laid table before it knows the people.

    Attributes
    ----------
    order : tuple of int
        All seats from the first place to the last.
    honours : tuple of (seat, slot)
        Fixed places in order of importance; one whose person is missing is void (SEAT-01 to SEAT-04).
    reserved : mapping of seat to side
        Seats that only one side may take (talks, sofas, signing).
    behind : tuple of int
        Seats for helpers, in the second row.
    """

    layout: Layout
    order: tuple[int, ...]
    honours: tuple[tuple[int, Slot], ...] = ()
    reserved: Mapping[int, HostOrGuest] = field(default_factory=dict)
    behind: tuple[int, ...] = ()

    @property
    def worth(self) -> dict[int, int]:
        """Place of every seat in the order, 0 = first."""
        return {seat: place for place, seat in enumerate(self.order)}


def seat_order(laid: Laid, layout: Layout, policy: LayoutPolicy, party: TableParty) -> SeatOrder:
    """Return the order of the seats of a laid table under a layout and a custom."""
    match layout:
        case "hollow" if policy.sides == "facing" and party.guests and party.hosts:
            return _facing_sides(_one_centre(laid, layout, policy), party)
        case "one_host" | "u" | "hollow":
            return _one_centre(laid, layout, policy)
        case "two_hosts":
            return _two_hosts(laid, policy)
        case "hostess" | "french" | "english":
            return _two_centres(laid, layout, policy)
        case "talks" | "talks_end":
            return _talks(laid, layout, policy)
        case "sofas" | "signing":
            return _halves(laid, layout, policy, party)
        case "podium" | "photo" | "classroom":
            return _in_rows(laid, layout, policy)


# ----------------------------------------------------------------------------------------- closed tables


def _steps(size: int, start: int, hand: Literal["right", "left"]) -> list[int]:
    """Seats met when walking round the table from a seat towards one of its hands, the seat itself left out."""
    step = -1 if hand == "right" else 1
    return [(start + step * distance) % size for distance in range(1, size)]


def _low(high: Literal["right", "left"]) -> Literal["right", "left"]:
    return "left" if high == "right" else "right"


def _once(seats: Iterable[int | None]) -> tuple[int, ...]:
    """Without repetition, the first mention counts."""
    return tuple(dict.fromkeys(seat for seat in seats if seat is not None))


def _around(size: int, high: Literal["right", "left"], centre: int = 0) -> list[int]:
    """Near is high, far is low; at equal distance the high hand first (SEAT-07)."""
    hands = zip(_steps(size, centre, high), _steps(size, centre, _low(high)), strict=True)
    return list(_once([centre, *(seat for pair in hands for seat in pair)]))


def opposite(laid: Laid) -> int:
    """Return the seat across the table from seat 0; of two equally good ones that on host 1's right.

    Across is meant as the eye has it, so at a long table it is the chair at the other side.
    """
    first = laid.seats[0]
    look = radians(laid.turn)
    ahead = (sin(look), cos(look))
    away = (first.x - laid.x) * ahead[0] + (first.y - laid.y) * ahead[1]
    target = (first.x - 2 * away * ahead[0], first.y - 2 * away * ahead[1])

    def distance(index: int) -> tuple[float, int]:
        seat = laid.seats[index]
        return round((seat.x - target[0]) ** 2 + (seat.y - target[1]) ** 2, 3), -index

    return min(range(1, laid.size), key=distance, default=0)


def _one_centre(laid: Laid, layout: Layout, policy: LayoutPolicy) -> SeatOrder:
    """From the middle of the side that faces the door; a round table has one chair there, others perhaps two."""
    side = sum(seat.part == laid.seats[0].part for seat in laid.seats)
    shared = laid.shape in ("square", "hollow", "u") and side % 2 == 0
    order = _around(laid.size, policy.high)
    if shared and policy.even == "first_high":
        # chair 0 is the left one of the two
        order = _around(laid.size, _low(policy.high), (-1) % laid.size if policy.high == "right" else 0)
    elif shared and policy.high == "left":
        order = _around(laid.size, policy.high, (-1) % laid.size)
    honours: list[tuple[int, Slot]] = []
    if policy.centre == "host":
        slots: tuple[Slot, ...] = ("host1", "guest1", "guest2")
        honours = list(zip(order, slots, strict=False))
        if shared and policy.even == "first_high" and len(order) > 3:
            # the higher of the two chairs is guest 1's, at the high hand of host 1; guest 2 is at the other one
            honours = [(order[1], "host1"), (order[0], "guest1"), (order[3], "guest2")]
    return SeatOrder(layout, tuple(order), tuple(honours))


def _facing_sides(merged: SeatOrder, party: TableParty) -> SeatOrder:
    """Guests from the middle of the side that faces the door outwards, hosts from the middle of the one across."""
    guests, hosts = merged.order[: -party.hosts], merged.order[::-1][: party.hosts]
    order = _once(seat for pair in zip_longest(guests, hosts) for seat in pair)
    reserved: dict[int, HostOrGuest] = {**dict.fromkeys(guests, "guest"), **dict.fromkeys(hosts, "host")}
    return SeatOrder(merged.layout, order, ((guests[0], "guest1"), (hosts[0], "host1")), reserved)


def _two_hosts(laid: Laid, policy: LayoutPolicy) -> SeatOrder:
    """Host 2 sits opposite; beyond the two pairs beside the hosts seats count from host 1 (SEAT-02, SEAT-03)."""
    size, across = laid.size, opposite(laid)
    beside = [_beside(size, across, policy.high), _beside(size, across, _low(policy.high))]
    ring = _around(size, policy.high)
    order = _once([*ring[:3], across, *beside, *ring])
    slots: list[tuple[int, Slot]] = [(0, "host1"), (across, "host2")]
    slots += list(zip(ring[1:3], ("guest1", "guest2"), strict=False))
    slots += list(zip(beside, ("guest3", "guest4"), strict=True))
    return SeatOrder("two_hosts", order, tuple(slots))


def _beside(size: int, seat: int, hand: Literal["right", "left"]) -> int:
    return (seat + (-1 if hand == "right" else 1)) % size


def _two_centres(laid: Laid, layout: Layout, policy: LayoutPolicy) -> SeatOrder:
    """Host and hostess are both centres: near is high, right before left (SEAT-04); French and English tables too."""
    size, across = laid.size, opposite(laid)
    here, there = _around(size, policy.high), _around(size, policy.high, across)
    # each ring lists right and left in turn: by distance, first both right hands, then both left hands
    order = _once(seat for pair in zip(here, there, strict=True) for seat in pair)
    right_here, right_there = _beside(size, 0, policy.high), _beside(size, across, policy.high)
    slots: list[tuple[int, Slot]] = [(0, "host1"), (across, "hostess"), (across, "host2")]
    if policy.alone == "opposite":
        slots.append((across, "across"))
    if policy.honours == "crossed":
        # only a couple of guests is crossed; else the seats of honour go by rank
        slots += [(right_here, "crossed1"), (right_there, "crossed2")]
        slots += [
            (right_here, "guest1"),
            (right_there, "guest1_spouse"),
            (right_there, "guest2"),
            (right_here, "guest2"),
        ]
    else:
        slots += [(right_here, "guest1"), (right_there, "guest1_spouse")]
    return SeatOrder(layout, order, tuple(slots))


# ------------------------------------------------------------------------------------------- facing sides


def _talks(laid: Laid, layout: Layout, policy: LayoutPolicy) -> SeatOrder:
    """Guests face the door, hosts their guests; principals opposite each other, then right, left."""
    far = [seat.index for seat in laid.seats if seat.part == "far"]
    near = [seat.index for seat in laid.seats if seat.part == "near"]
    look = laid.turn
    behind: dict[int, HostOrGuest] = {
        seat.index: "guest" if abs((seat.look - look + 180) % 360 - 180) < 90 else "host"
        for seat in laid.seats
        if seat.part == "behind"
    }
    guests = _along(laid, 0, policy.high) if far else []
    hosts = _along(laid, _facing(laid, near), policy.high) if near else []
    if not far:
        hosts = _along(laid, near[len(near) // 2], policy.high)
    order = _once((*(seat for pair in zip_longest(guests, hosts) for seat in pair), *behind))
    honours: list[tuple[int, Slot]] = []
    honours += [(guests[0], "guest1")] if guests else []
    honours += [(hosts[0], "host1")] if hosts else []
    reserved: dict[int, HostOrGuest] = {**dict.fromkeys(far, "guest"), **dict.fromkeys(near, "host"), **behind}
    return SeatOrder(layout, order, tuple(honours), reserved, tuple(behind))


def _facing(laid: Laid, near: Sequence[int]) -> int:
    """The near chair opposite the principal's."""
    first = laid.seats[0]

    def distance(index: int) -> tuple[float, int]:
        seat = laid.seats[index]
        return round((seat.x - first.x) ** 2 + (seat.y - first.y) ** 2, 3), -index

    return min(near, key=distance)


def _along(laid: Laid, centre: int, high: Literal["right", "left"]) -> list[int]:
    """Seats of one row outwards from its centre, high hand first."""
    right, left = laid.right, laid.left

    def walk(hands: Sequence[int | None]) -> list[int]:
        met, seat = [], hands[centre]
        while seat is not None and seat != centre:
            met.append(seat)
            seat = hands[seat]
        return met

    sides = (walk(right), walk(left)) if high == "right" else (walk(left), walk(right))
    return [centre, *_once(seat for pair in zip_longest(*sides) for seat in pair)]


def _halves(laid: Laid, layout: Layout, policy: LayoutPolicy, party: TableParty) -> SeatOrder:
    """Sofas and signing: guests on the hosts' right, each side outwards from the middle, helpers behind.

    Under the mirrored custom the two halves change places; the table must have been laid for that.
    """
    one: HostOrGuest = "guest" if policy.high == "right" else "host"
    other: HostOrGuest = "host" if one == "guest" else "guest"
    front = [seat.index for seat in laid.seats if seat.part == "front"]
    back = [seat.index for seat in laid.seats if seat.part == "behind"]
    first = party.guests if one == "guest" else party.hosts
    behind: list[int] = []
    if layout == "signing":
        signs, stand = min(1, first), max(0, first - 1)
        west, east = [*front[:signs], *reversed(back[:stand])], [*front[signs:], *back[stand:]]
    else:
        west, east, behind = list(reversed(front[:first])), front[first:], _middle_out(back)
    order = _once([*(seat for pair in zip_longest(west, east) for seat in pair), *behind])
    reserved: dict[int, HostOrGuest] = {**dict.fromkeys(west, one), **dict.fromkeys(east, other)}
    slots: dict[HostOrGuest, Slot] = {"guest": "guest1", "host": "host1"}
    honours = [(seats[0], slots[side]) for seats, side in ((west, one), (east, other)) if seats]
    return SeatOrder(layout, order, tuple(honours), reserved, tuple(behind))


# --------------------------------------------------------------------------------------------------- rows


def _middle_out(
    row: Sequence[int],
    high: Literal["right", "left"] = "right",
    even: Literal["second_high", "first_high"] = "second_high",
) -> list[int]:
    """Chairs of a row from the middle outwards.

    A row runs from the audience's left, the sitters' right: the right hand of a chair is the one before
    it. In an even row the first two share the centre, the second at the high hand of the first, or the other way round.
    """
    if not row:
        return []
    if len(row) % 2 == 0 and even == "first_high":
        high = _low(high)
    step = -1 if high == "right" else 1
    centre = len(row) // 2 if len(row) % 2 or high == "right" else len(row) // 2 - 1
    places = [centre]
    for distance in range(1, len(row)):
        places += [centre + step * distance, centre - step * distance]
    return [row[place] for place in places if 0 <= place < len(row)]


def _in_rows(laid: Laid, layout: Layout, policy: LayoutPolicy) -> SeatOrder:
    rows: dict[int, list[int]] = {}
    for seat in laid.seats:
        rows.setdefault(seat.row, []).append(seat.index)
    order = [seat for _, row in sorted(rows.items()) for seat in _middle_out(row, policy.high, policy.even)]
    slots: tuple[Slot, ...] = ("host1", "guest1", "guest2") if policy.centre == "host" else ()
    return SeatOrder(layout, tuple(order), tuple(zip(order, slots, strict=False)))
