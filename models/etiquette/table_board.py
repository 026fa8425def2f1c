"""One table with its people, before they have seats: layout, chairs, order of the seats, fixed places.

Solver and checker both read it; nothing here reads a chart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from math import hypot
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.seating import CrowdError
from models.etiquette.furniture import TableParty, lay
from models.etiquette.layouts import SeatOrder, Slot, seat_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from models.domain.etiquette_edition import HostOrGuest, LayoutPolicy
    from models.domain.halls import Laid, Layout, Table
    from models.domain.seating import Attendee
    from models.etiquette.dinner_facts import DinnerFacts

RULES_OF_SEATS_OF_HONOUR: dict[Slot, str] = {
    "host1": "SEAT-01",
    "guest1": "SEAT-02",
    "guest2": "SEAT-02",
    "host2": "SEAT-03",
    "guest3": "SEAT-16",
    "guest4": "SEAT-16",
    "hostess": "SEAT-04",
    "guest1_spouse": "SEAT-04",
    "crossed1": "SEAT-04",
    "crossed2": "SEAT-04",
    "across": "SEAT-02",
}
ROLES_BEHIND: Mapping[Layout, frozenset[str]] = {
    "sofas": frozenset({"interpreter", "notetaker", "aide", "security"}),
    "talks": frozenset({"notetaker", "security"}),
    "talks_end": frozenset({"notetaker", "security"}),
}
"""Who sits in a second row behind the principals, by layout."""


@dataclass(frozen=True)
class TableBoard:
    """A table and the people at it.

    Attributes
    ----------
    names : tuple of str
        The people, by merged precedence.
    laid : Laid
        The chairs.
    order : SeatOrder
        What etiquette knows of the chairs.
    """

    setting: DinnerFacts
    table: Table
    names: tuple[str, ...]
    layout: Layout
    laid: Laid
    order: SeatOrder
    policy: LayoutPolicy = field(repr=False)

    @cached_property
    def people(self) -> dict[str, Attendee]:
        """The people by id."""
        return {name: self.setting.people[name] for name in self.names}

    def ranked(self, side: HostOrGuest) -> list[str]:
        """One side's people from the first to the last, without helpers and without those whom the party is for.

        Who takes host 1's seat is in host 1's place; a guest who does leaves the place of guest 1 to host 1.
        """
        return self._places[side]

    @cached_property
    def _places(self) -> dict[HostOrGuest, list[str]]:
        hosts, guests = self._members("host"), self._members("guest")
        head = self.setting.dinner.wishes.head
        if head in hosts:
            hosts = [head, *(name for name in hosts if name != head)]
        elif head in guests and hosts and not self.order.reserved:
            guests = [hosts[0], *(name for name in guests if name != head)]
            hosts = [head, *hosts[1:]]
        return {"host": hosts, "guest": guests}

    def _members(self, side: HostOrGuest) -> list[str]:
        own = (name for name in self.setting.precedence.side(side) if name in self.people)
        return [name for name in own if not self.people[name].helper and name not in self.honoured]

    @cached_property
    def honoured(self) -> tuple[str, ...]:
        """Whom the party is for, as far as they are at this table; nobody where each side has its own chairs."""
        if self.order.reserved:
            return ()
        return tuple(name for name in self.setting.honoured if name in self.people)

    @cached_property
    def seat_side(self) -> dict[str, HostOrGuest]:
        """The side at which somebody sits: an interpreter's is that of the person they serve."""
        sides = {}
        for name, person in self.people.items():
            principal = self.people.get(person.serves or "")
            sides[name] = principal.side if person.helper and principal else person.side
        return sides

    @cached_property
    def locked(self) -> dict[str, int]:
        """Seats locked by the planner, by person."""
        locks = self.setting.dinner.wishes.locks
        here = (lock for lock in locks if lock.table == self.table.id and lock.person in self.people)
        return {lock.person: lock.seat for lock in here if lock.seat is not None}

    @cached_property
    def fixed(self) -> dict[str, tuple[int, str]]:
        """(Seat, rule) of the people with a fixed place; locks come first, and void what they collide with."""
        fixed: dict[str, tuple[int, str]] = {name: (seat, "SEAT-14") for name, seat in self.locked.items()}
        taken = {seat for seat, _ in fixed.values()}
        if self.setting.level("SEAT-18") != "off":
            # a place of honour that is taken so is void for everybody else
            for honoured, seat in zip(self.honoured, self.order.order, strict=False):
                if honoured not in fixed and seat not in taken:
                    fixed[honoured] = (seat, "SEAT-18")
                    taken.add(seat)
        for seat, slot in self.order.honours:
            name = self._holder(slot, frozenset(fixed))
            rule = RULES_OF_SEATS_OF_HONOUR[slot]
            if name and name not in fixed and seat not in taken and self.setting.level(rule) != "off":
                fixed[name] = (seat, rule)
                taken.add(seat)
        return fixed

    def _holder(self, slot: Slot, placed: frozenset[str]) -> str | None:
        """The person a place of honour is for; without hosts or guests there is nobody to honour."""
        hosts, guests = self.ranked("host"), self.ranked("guest")
        if not hosts or not guests:
            return None
        match slot:
            case "hostess":
                return self.hostess
            case "guest1_spouse":
                return self.spouse(guests[0]) if self.hostess else None
            case "across":
                return guests[0] if len(hosts) == 1 and not self.hostess else None
            case "crossed1" | "crossed2":
                return self._crossed(hosts[0], guests[0]).get(slot)
            case _:
                own, number = (hosts if slot.startswith("host") else guests), int(slot[-1]) - 1
                name = own[number] if number < len(own) else None
                # somebody who already has a place of honour leaves this one void
                return None if name in placed else name

    def spouse(self, name: str) -> str | None:
        """Somebody's spouse, if at this table."""
        found = self.setting.spouse(name)
        return found if found in self.people else None

    @cached_property
    def hostess(self) -> str | None:
        """Who presides with host 1: as the planner says, else host 1's spouse."""
        return hostess_of(self.setting, self.ranked("host"), self.names)

    def _crossed(self, host: str, guest: str) -> dict[Slot, str]:
        """A couple of guests of honour beside the hosts' couple, each beside the host of the other sex.

        Where that is not told, the spouse beside host 1.
        """
        spouse = self.spouse(guest)
        if not spouse or not self.hostess:
            return {}
        sexes = [self.people[name].sex for name in (host, guest, spouse)]
        alike = sexes[0] is not None and sexes[0] == sexes[2] != sexes[1]
        return {"crossed1": guest, "crossed2": spouse} if alike else {"crossed1": spouse, "crossed2": guest}

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        """In whose favour better seats go, one after the other: host 1, guest 1, host 2, guest 2 …, helpers last."""
        if self.policy.centre == "rank":
            rest = [name for name in self.names if not self.people[name].helper and name not in self.honoured]
            head = self.setting.dinner.wishes.head
            members = [*([head] if head in rest else []), *(name for name in rest if name != head)]
        elif self.policy.centre == "guest":
            members = [*self.ranked("guest"), *self.ranked("host")]
        else:
            pairs = zip_longest(self.ranked("host"), self.ranked("guest"))
            members = [name for pair in pairs for name in pair if name is not None]
        return (*self.honoured, *members, *(name for name in self.names if self.people[name].helper))

    @cached_property
    def usable(self) -> frozenset[int]:
        """The chairs to be taken: where spare ones are left standing, they are the lowest places."""
        spare = self.laid.size - len(self.names)
        locked = set(self.locked.values())
        given_up = [seat for seat in reversed(self.order.order) if seat not in locked][:spare]
        return frozenset(self.order.order) - set(given_up)

    @cached_property
    def worth(self) -> dict[int, int]:
        """Place of every seat in the order of the seats, 0 = first."""
        return self.order.worth

    def principal(self, name: str) -> str | None:
        """Whom a helper serves, if at this table."""
        serves = self.people[name].serves if self.people[name].helper else None
        return serves if serves in self.people and serves != name else None

    def worth_beside(self, seat: int) -> dict[int, int]:
        """Place of every seat for somebody who serves the one on a seat: the nearest first."""
        here = self.laid.seats[seat]

        def away(index: int) -> tuple[float, int]:
            other = self.laid.seats[index]
            return round(hypot(other.x - here.x, other.y - here.y), 1), self.worth[index]

        return {other: place for place, other in enumerate(sorted(range(self.laid.size), key=away))}

    def place(self, name: str, seat_of: Mapping[str, int]) -> int:
        """Return the place of somebody's seat: in the order of the seats, of a helper by the way to the principal."""
        principal = self.principal(name)
        if principal is None:
            return self.worth[seat_of[name]]
        return self.worth_beside(seat_of[principal])[seat_of[name]]

    @cached_property
    def neighbours(self) -> tuple[frozenset[int], ...]:
        """The seats beside every seat."""
        beside: list[set[int]] = [set() for _ in self.laid.seats]
        for one, other in self.laid.neighbours:
            beside[one].add(other)
            beside[other].add(one)
        return tuple(frozenset(seats) for seats in beside)


def board(
    setting: DinnerFacts, table: Table, names: Iterable[str], laid: Laid | None = None, layout: Layout | None = None
) -> TableBoard:
    """Lay a table for these people, or take it (and its layout) as it stands.

    Raises
    ------
    CrowdError
        If there are more people than chairs.
    """
    here = set(names)
    merged = tuple(name for name in setting.precedence.merged if name in here)
    layout = layout or layout_for(setting, table, merged)
    policy = setting.etiquette.layout(layout)
    party = party_for(setting, merged, layout)
    if laid is None:
        locks = setting.dinner.wishes.locks
        highest = max((lock.seat or 0 for lock in locks if lock.table == table.id), default=0)
        keep = setting.etiquette.spare_chairs == "keep" or highest >= party.total
        laid = lay(table, party, setting.turn(table), layout, keep)
    if laid.size < len(merged):
        what = bilingual(f"{len(merged)} 人只有 {laid.size} 把椅子", f"{len(merged)} people for {laid.size} chairs")
        raise CrowdError(what, table.id, bilingual("加一把椅子", "one more chair"))
    order = seat_order(laid, layout, policy, party)
    return TableBoard(setting, table, merged, layout, laid, order, policy)


def layout_for(setting: DinnerFacts, table: Table, names: tuple[str, ...]) -> Layout:
    """Return the layout of a table: as the hall or edition says, a round one by who is there."""
    usual = setting.usual_layout(setting.table_number[table.id])
    if usual != "one_host" or table.layout or setting.etiquette.round_layout != "auto":
        return usual
    people = [setting.people[name] for name in names if not setting.people[name].helper]
    hosts = [name for name in setting.precedence.host if name in {person.id for person in people}]
    if any(name in setting.honoured for name in names):
        return "one_host"
    if hostess_of(setting, hosts, names):
        return "hostess"
    second = 2 <= len(hosts) < len(people) and len(names) >= setting.etiquette.two_hosts_from
    # between the two hosts and their right-hand neighbours there is room for so many pairs
    pairs = 2 * ((len(names) // 2 - 2) // 2)
    return "two_hosts" if second and _voices(setting, names) <= pairs else "one_host"


def hostess_of(setting: DinnerFacts, hosts: Sequence[str], names: Collection[str]) -> str | None:
    """Who presides with host 1 among some people: as the planner says, else host 1's spouse."""
    if not hosts:
        return None
    named = setting.dinner.wishes.hostess
    wanted = named if named and named != hosts[0] else setting.spouse(hosts[0])
    return wanted if wanted and wanted in names and setting.people[wanted].side == "host" else None


def _voices(setting: DinnerFacts, names: tuple[str, ...]) -> int:
    """How many interpreters sit beside somebody: with too many such pairs no second host can sit opposite."""
    people = (setting.people[name] for name in names)
    return sum(person.role == "interpreter" and person.serves in names for person in people)


def party_for(setting: DinnerFacts, names: Sequence[str], layout: Layout) -> TableParty:
    """How many chairs each side needs; helpers sit with the side of the person they serve, or behind."""
    guests = hosts = helpers = guest_helpers = 0
    here = set(names)
    for name in names:
        person = setting.people[name]
        principal = setting.people[person.serves] if person.serves in here and person.helper else person
        if person.role in ROLES_BEHIND.get(layout, ()):
            helpers += 1
            guest_helpers += principal.side == "guest"
        elif principal.side == "guest":
            guests += 1
        else:
            hosts += 1
    if setting.etiquette.layout(layout).high == "left" and layout in ("sofas", "signing"):
        guests, hosts = hosts, guests
    return TableParty(guests, hosts, helpers, guest_helpers)
