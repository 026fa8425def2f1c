"""The ledger: the fixed visits' bookings of shared resources, and the closures that hold for all visits.

Resources by id: ``room:ID``, ``person:ID``, ``dining:RESTAURANT:ROOM``, ``workshop:ID``, ``lounge:ID``,
``hotel:ID:KIND``, ``at:PLACE`` (rivals' whereabouts); of joint items ``seats:ROOM``, ``tables:`` and
``standing:RESTAURANT:ROOM``, the places that all of its visits take together, and ``joint:ID``, when and how a visit
has one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.lounges import seats_taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from models.domain.facts import Facts


JOINT_PREFIX = "joint:"
"""Of the resources under which visits say how they have a joint item."""


@dataclass(frozen=True, order=True)
class Booking:
    """A span (moments, half open) of a resource.

    Attributes
    ----------
    visit : str
        Who has it; empty: a closure, for all visits.
    joint : str
        The joint item for which it is used: its visits use it once together.
    ways : tuple of (what, names)
        Of an agreement on a joint item (``agreement``): what the visit has chosen.
    """

    resource: str
    start: int
    end: int
    demand: int
    visit: str
    joint: str = ""
    ways: tuple[tuple[str, tuple[str, ...]], ...] = ()


def agreement(joint: str, start: int, ways: Mapping[str, Sequence[str]], visit: str) -> Booking:
    """Return as a booking when a visit has a joint item, and in which ways: all others have it so."""
    chosen = tuple((what, tuple(sorted(names))) for what, names in sorted(ways.items()))
    return Booking(f"{JOINT_PREFIX}{joint}", start, start + 1, 1, visit, joint, chosen)


def disagree(a: Booking, b: Booking) -> bool:
    """Tell whether two visits have a joint item at two times, or in two ways of something that both say."""
    one, other = dict(a.ways), dict(b.ways)
    return a.start != b.start or any(one[what] != other[what] for what in one.keys() & other.keys())


def demand_of(bookings: Iterable[Booking]) -> int:
    """Return how much of a resource some bookings take at one time: of a joint item once, whoever has it."""
    total, joint = 0, dict[str, int]()
    for booking in bookings:
        if booking.joint:
            joint[booking.joint] = max(booking.demand, joint.get(booking.joint, 0))
        else:
            total += booking.demand
    return total + sum(joint.values())


@dataclass(frozen=True)
class Ledger:
    """Bookings by visit; immutable, ``without`` and ``plus`` return new ones that share what is unchanged."""

    facts: Facts
    closed: tuple[Booking, ...] = ()
    by_visit: dict[str, tuple[Booking, ...]] = field(default_factory=dict)

    @classmethod
    def empty(cls, facts: Facts) -> Ledger:
        """Return the ledger of a week with no visit planned: only closures, leave and hours off."""
        bookings: list[Booking] = []
        company = facts.week.company
        for room in company.rooms:
            bookings += [Booking(f"room:{room.id}", s.start, s.end, 1, "") for s in room.closures]
        for lounge, start, end, seats in seats_taken(facts):
            bookings.append(Booking(f"lounge:{lounge}", start, end, seats, ""))
        for person in company.people:
            bookings += [Booking(f"person:{person.id}", a, b, 1, "") for a, b in facts.off(person)]
        return cls(facts, tuple(bookings))

    def without(self, visits: Collection[str]) -> Ledger:
        """Return the ledger with some visits' bookings given back."""
        return Ledger(
            self.facts, self.closed, {v: bookings for v, bookings in self.by_visit.items() if v not in visits}
        )

    def plus(self, bookings: Iterable[Booking]) -> Ledger:
        """Return the ledger with bookings added."""
        more: dict[str, list[Booking]] = {}
        for booking in bookings:
            more.setdefault(booking.visit, []).append(booking)
        merged = dict(self.by_visit)
        for visit, added in more.items():
            merged[visit] = (*merged.get(visit, ()), *added)
        return Ledger(self.facts, self.closed, merged)

    def bookings(self, resource: str) -> Sequence[Booking]:
        """Return all bookings of a resource, closures first, then by visit."""
        bookings = [booking for booking in self.closed if booking.resource == resource]
        for visit in sorted(self.by_visit):
            bookings += [booking for booking in self.by_visit[visit] if booking.resource == resource]
        return bookings

    def bookings_by_resource(self, resources: Collection[str]) -> dict[str, list[Booking]]:
        """Return all bookings of each of some resources, closures first, then by visit."""
        found: dict[str, list[Booking]] = {resource: [] for resource in resources}
        for bookings in (self.closed, *(self.by_visit[visit] for visit in sorted(self.by_visit))):
            for booking in bookings:
                if booking.resource in found:
                    found[booking.resource].append(booking)
        return found

    def takes(self, bookings: Iterable[Booking]) -> bool:
        """Tell whether more bookings fit beside the present ones: capacities, and rivals apart."""
        new: dict[str, list[Booking]] = defaultdict(list)
        for booking in bookings:
            new[booking.resource].append(booking)
        present: dict[str, list[Booking]] = {resource: [] for resource in new}
        for booking in (*self.closed, *(b for bookings in self.by_visit.values() for b in bookings)):
            if booking.resource in present:
                present[booking.resource].append(booking)
        for resource, added in new.items():
            visits = {booking.visit for booking in added}
            here = [booking for booking in present[resource] if booking.visit not in visits]
            if resource.startswith("at:"):
                pairs = ((a, b) for a in added for b in here)
                if any(self.facts.rivals(a.visit, b.visit) and a.start < b.end and b.start < a.end for a, b in pairs):
                    return False
                continue
            if resource.startswith(JOINT_PREFIX):
                if any(disagree(a, b) for a in added for b in here):
                    return False
                continue
            every, capacity = [*here, *added], self.capacity(resource)
            for booking in added:
                if demand_of(o for o in every if o.start <= booking.start < o.end) > capacity:
                    return False
                if any(
                    booking.start < other.start < booking.end
                    and demand_of(o for o in every if o.start <= other.start < o.end) > capacity
                    for other in here
                ):
                    return False
        return True

    def capacity(self, resource: str) -> int:
        """Return how much of a resource there is."""
        kind, _, rest = resource.partition(":")
        week = self.facts.week
        if kind == "lounge":
            return week.lounge(rest).seats
        if kind == "workshop":
            return week.workshop(rest).groups
        if kind == "seats":
            return week.room(rest).seats
        if kind in ("dining", "tables", "standing"):
            restaurant, _, name = rest.rpartition(":")
            room = next(r for r in week.restaurant(restaurant).dining_rooms if r.id == name)
            if kind == "standing":
                return room.standing or room.seats
            return 1 if room.private and kind == "dining" else room.seats
        if kind == "hotel":
            hotel, _, name = rest.rpartition(":")
            return sum(r.count or 0 for r in week.hotel(hotel).room_types if r.kind == name)
        return 1
