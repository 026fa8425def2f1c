"""One table with its people, before they have seats: layout, chairs, order of the seats, fixed places.

Solver and checker both read it; nothing here reads a chart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.seating import CrowdError
from models.etiquette.furniture import TableParty, lay
from models.etiquette.layouts import SeatOrder, Slot, seat_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    "lady1": "SEAT-04",
    "man1": "SEAT-04",
}
ROLES_BEHIND_PRINCIPAL: frozenset[str] = frozenset({"interpreter", "notetaker", "aide", "security"})


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
        """One side's people from the first to the last, helpers left out."""
        own = (name for name in self.setting.precedence.side(side) if name in self.people)
        return [name for name in own if not self.people[name].helper]

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
                return next((name for name in hosts if self.people[name].spouse_of == hosts[0]), None)
            case "guest1_spouse":
                return next((name for name in guests if self.people[name].spouse_of == guests[0]), None)
            case "lady1" | "man1":
                sex = "f" if slot == "lady1" else "m"
                return next((name for name in guests if self.people[name].sex == sex), None)
            case _:
                own, number = (hosts if slot.startswith("host") else guests), int(slot[-1]) - 1
                name = own[number] if number < len(own) else None
                # somebody who already has a place of honour leaves this one void
                return None if name in placed else name

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        """In whose favour better seats go, one after the other: host 1, guest 1, host 2, guest 2 …, helpers last."""
        if self.policy.centre == "rank":
            members = [name for name in self.names if not self.people[name].helper]
        else:
            pairs = zip_longest(self.ranked("host"), self.ranked("guest"))
            members = [name for pair in pairs for name in pair if name is not None]
        return (*members, *(name for name in self.names if self.people[name].helper))

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
    if any(person.spouse_of == hosts[0] for person in people if hosts):
        return "hostess"
    second = 2 <= len(hosts) < len(people) and len(names) >= setting.etiquette.two_hosts_from
    # between the two hosts and their right-hand neighbours there is room for so many pairs
    pairs = 2 * ((len(names) // 2 - 2) // 2)
    return "two_hosts" if second and _voices(setting, names) <= pairs else "one_host"


def _voices(setting: DinnerFacts, names: tuple[str, ...]) -> int:
    """How many interpreters sit beside somebody: with too many such pairs no second host can sit opposite."""
    people = (setting.people[name] for name in names)
    return sum(person.role == "interpreter" and person.serves in names for person in people)


def party_for(setting: DinnerFacts, names: Sequence[str], layout: Layout) -> TableParty:
    """How many chairs each side needs; helpers sit with the side of the person they serve, or behind."""
    guests = hosts = helpers = 0
    here = set(names)
    for name in names:
        person = setting.people[name]
        principal = setting.people[person.serves] if person.serves in here and person.helper else person
        if layout == "sofas" and person.role in ROLES_BEHIND_PRINCIPAL:
            helpers += 1
        elif principal.side == "guest":
            guests += 1
        else:
            hosts += 1
    if setting.etiquette.layout(layout).high == "left" and layout in ("sofas", "signing"):
        guests, hosts = hosts, guests
    return TableParty(guests, hosts, helpers)
