"""What can be asked of the seats of one table: a handful of shapes with an integer amount.

As with ``constraints``, a rule is a list of constraints, the checker adds up amounts and the solver posts shapes.
A seat nobody has is left out of every neighbourhood.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Seats = frozenset[int]
Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class SeatConstraint(ABC):
    """One constraint of one rule at one table.

    Attributes
    ----------
    rule : str
        Id of the rule.
    about : tuple of str
        The people it is about; empty where it is about whoever sits there.
    """

    rule: str
    about: tuple[str, ...]

    @abstractmethod
    def amount(self, seat_of: Mapping[str, int]) -> int:
        """By how much it is missed: 0 or 1."""


@dataclass(frozen=True)
class SeatAmong(SeatConstraint):
    """The person of ``about`` has one of these seats."""

    seats: Seats

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 on any other seat."""
        return int(seat_of[self.about[0]] not in self.seats)


@dataclass(frozen=True)
class SeatPair(SeatConstraint):
    """The seats of the two people are one of these (first, second) pairs: at the right hand, or side by side."""

    pairs: Pairs

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 if they are not."""
        first, second = self.about
        return int((seat_of[first], seat_of[second]) not in self.pairs)


@dataclass(frozen=True)
class NoSeatPair(SeatConstraint):
    """The seats of the two people are none of these pairs."""

    pairs: Pairs

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 if they are."""
        first, second = self.about
        return int((seat_of[first], seat_of[second]) in self.pairs)


@dataclass(frozen=True)
class NeighboursDiffer(SeatConstraint):
    """Two neighbouring seats hold people of different groups (sides, sexes), if both are taken."""

    seats: tuple[int, int]
    groups: tuple[frozenset[str], ...]

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 if they are of the same group."""
        here = [name for name, seat in seat_of.items() if seat in self.seats]
        return int(len(here) == 2 and any(here[0] in group and here[1] in group for group in self.groups))


@dataclass(frozen=True)
class NeighboursInCommon(SeatConstraint):
    """Two neighbouring seats hold people who have something in common, if both are taken."""

    seats: tuple[int, int]
    kin: Mapping[str, frozenset[str]]

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 if they have nothing in common."""
        here = [name for name, seat in seat_of.items() if seat in self.seats]
        return int(len(here) == 2 and here[1] not in self.kin[here[0]])


@dataclass(frozen=True)
class SeatHeldBy(SeatConstraint):
    """Nobody but one of these people has the seat."""

    seat: int
    people: frozenset[str]

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 if somebody else does."""
        return int(any(seat == self.seat and name not in self.people for name, seat in seat_of.items()))


@dataclass(frozen=True)
class FriendBeside(SeatConstraint):
    """The person of ``about`` has one of ``friends`` on a neighbouring seat."""

    friends: frozenset[str]
    neighbours: tuple[Seats, ...]
    """By seat."""

    def amount(self, seat_of: Mapping[str, int]) -> int:
        """Return 1 if there is none."""
        near = self.neighbours[seat_of[self.about[0]]]
        return int(not any(seat_of[name] in near for name in self.friends if name in seat_of))
