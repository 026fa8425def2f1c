"""What can be asked of the distribution of people over tables: a handful of shapes with an integer amount.

A rule or an objective is a list of constraints; the checker adds up their amounts, the solver posts each
shape once. ``amount`` 0 means kept.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class TableAssignment:
    """Who is at which table (as a place in the order of tables), to be changed by swaps.

    Attributes
    ----------
    at : dict of person to int
    members : list of set of str
        By table.
    """

    def __init__(self, at: Mapping[str, int], tables: int) -> None:
        self.at = dict(at)
        self.members: list[set[str]] = [set() for _ in range(tables)]
        for name, table in self.at.items():
            self.members[table].add(name)

    def move(self, name: str, table: int) -> None:
        """Seat somebody at another table."""
        self.members[self.at[name]].discard(name)
        self.members[table].add(name)
        self.at[name] = table

    def swap(self, a: str, b: str) -> None:
        """Let two people exchange their tables."""
        first, second = self.at[a], self.at[b]
        self.move(a, second)
        self.move(b, first)


@dataclass(frozen=True)
class SeatingConstraint(ABC):
    """One constraint of one rule.

    Attributes
    ----------
    rule : str
        Id of the rule or name of the objective.
    about : tuple of str
        The people it is about.
    """

    rule: str
    about: tuple[str, ...]

    @abstractmethod
    def amount(self, hall: TableAssignment) -> int:
        """By how much it is missed."""


@dataclass(frozen=True)
class SitsAtTable(SeatingConstraint):
    """The one person of ``about`` sits at this table."""

    table: int

    def amount(self, hall: TableAssignment) -> int:
        """Return 1 if they sit elsewhere."""
        return int(hall.at[self.about[0]] != self.table)


@dataclass(frozen=True)
class NearTable(SeatingConstraint):
    """The one person of ``about`` sits at this table or as few tables away from it as possible."""

    table: int

    def amount(self, hall: TableAssignment) -> int:
        """Return the number of tables between."""
        return abs(hall.at[self.about[0]] - self.table)


@dataclass(frozen=True)
class SameTable(SeatingConstraint):
    """All at one table."""

    def amount(self, hall: TableAssignment) -> int:
        """Return how many are not with the largest part."""
        return len(self.about) - max(Counter(hall.at[name] for name in self.about).values())


@dataclass(frozen=True)
class DifferentTables(SeatingConstraint):
    """No two at one table."""

    def amount(self, hall: TableAssignment) -> int:
        """Return how many would have to leave their tables."""
        return len(self.about) - len({hall.at[name] for name in self.about})


@dataclass(frozen=True)
class FewestTables(SeatingConstraint):
    """At as few tables as possible."""

    def amount(self, hall: TableAssignment) -> int:
        """Return the number of tables beyond the first."""
        return len({hall.at[name] for name in self.about}) - 1


@dataclass(frozen=True)
class TableCount(SeatingConstraint):
    """Of these people at least and at most so many at this table; ``about`` stays empty."""

    table: int
    people: frozenset[str]
    least: int
    most: int | None

    def amount(self, hall: TableAssignment) -> int:
        """Return how many are missing or too many."""
        here = sum(name in self.people for name in hall.members[self.table])
        return max(0, self.least - here) + (0 if self.most is None else max(0, here - self.most))


@dataclass(frozen=True)
class CompanionsAtTable(SeatingConstraint):
    """The first of ``about`` has at least so many of ``friends`` at the table."""

    friends: frozenset[str]
    least: int = 1

    def amount(self, hall: TableAssignment) -> int:
        """Return how many are missing."""
        name = self.about[0]
        here = sum(other in self.friends for other in hall.members[hall.at[name]] if other != name)
        return max(0, self.least - here)


@dataclass(frozen=True)
class PairWeight(SeatingConstraint):
    """Two people at one table (weight above 0) or not (below)."""

    weight: int

    def amount(self, hall: TableAssignment) -> int:
        """Return what is lost."""
        together = hall.at[self.about[0]] == hall.at[self.about[1]]
        return max(0, self.weight) if not together else max(0, -self.weight)


class ConstraintIndex:
    """Which constraints can change when somebody changes tables, so that a swap is judged by a few of them."""

    def __init__(self, constraints: Iterable[SeatingConstraint]) -> None:
        self._by_person: dict[str, list[SeatingConstraint]] = defaultdict(list)
        self._by_table: dict[int, list[SeatingConstraint]] = defaultdict(list)
        self._by_company: dict[str, list[SeatingConstraint]] = defaultdict(list)
        for constraint in constraints:
            match constraint:
                case TableCount():
                    self._by_table[constraint.table].append(constraint)
                case CompanionsAtTable():
                    self._by_company[constraint.about[0]].append(constraint)
                case _:
                    for name in constraint.about:
                        self._by_person[name].append(constraint)

    def touched(self, hall: TableAssignment, people: Sequence[str], tables: Sequence[int]) -> list[SeatingConstraint]:
        """Return the constraints that may change when these people move between these tables, each once."""
        return list({id(constraint): constraint for constraint in self._touched(hall, people, tables)}.values())

    def _touched(
        self, hall: TableAssignment, people: Sequence[str], tables: Sequence[int]
    ) -> Iterator[SeatingConstraint]:
        for name in people:
            yield from self._by_person.get(name, ())
        for table in tables:
            yield from self._by_table.get(table, ())
            if self._by_company:
                for name in hall.members[table]:
                    yield from self._by_company.get(name, ())
