"""People over tables as a CP-SAT model: a literal per block and table, and the shapes of ``table_constraints``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.cp.run import SolveLimits
from models.etiquette.table_constraints import (
    CompanionsAtTable,
    DifferentTables,
    FewestTables,
    NearTable,
    PairWeight,
    SameTable,
    SeatingConstraint,
    SitsAtTable,
    TableAssignment,
    TableCount,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from models.banquet.blocks import Block
    from models.cp.types import Expr, Lit

Domains = list[list[int]]


def limits_for(seconds: float) -> SolveLimits:
    """Return the limits of so many deterministic seconds, with the linear relaxation in full.

    Who sits at which table is nearly a transportation problem: with the whole relaxation 1000 people at 100
    tables take 40 s of one core, without it five times as long.
    """
    return SolveLimits(seconds, linearization=2)


class TableModel:
    """Every block is at one table of its domain, no table over its size.

    Attributes
    ----------
    on : dict of (block, table) to literal
        Or the constant 1 where a block has one table only.
    """

    def __init__(self, blocks: Sequence[Block], domains: Domains, sizes: Sequence[int]) -> None:
        self.model = cp_model.CpModel()
        # where everybody has one table only there is nothing to choose, but still an answer
        self.model.new_constant(1)
        self.blocks, self.domains, self.sizes = tuple(blocks), domains, tuple(sizes)
        self.block_of = {name: number for number, block in enumerate(blocks) for name in block}
        self.on: dict[tuple[int, int], Lit] = {}
        self._aux: list[tuple[cp_model.IntVar, Callable[[TableAssignment], int]]] = []
        self._free: list[tuple[int, int, cp_model.IntVar]] = []
        for number, tables in enumerate(domains):
            if len(tables) == 1:
                self.on[number, tables[0]] = 1
                continue
            for table in tables:
                literal = self.model.new_bool_var(f"{blocks[number][0]}@{table}")
                self.on[number, table] = literal
                self._free.append((number, table, literal))
            self.model.add_exactly_one(self.on[number, table] for table in tables)
        self._at_table: list[list[int]] = [[] for _ in sizes]
        for number, table in self.on:
            self._at_table[table].append(number)
        for table, size in enumerate(sizes):
            if len(self._at_table[table]) and self._is_open(table):
                self.model.add(sum(len(blocks[n]) * self.on[n, table] for n in self._at_table[table]) <= size)

    def _is_open(self, table: int) -> bool:
        return any(not isinstance(self.on[number, table], int) for number in self._at_table[table])

    # ------------------------------------------------------------------------------------------- constraints

    def require(self, constraints: Iterable[SeatingConstraint]) -> None:
        """Post constraints that must be kept."""
        for constraint in constraints:
            match constraint:
                case TableCount():
                    here = self._count(constraint)
                    self._limit(
                        here, constraint.least, len(constraint.people) if constraint.most is None else constraint.most
                    )
                case DifferentTables():
                    self._apart(constraint)
                case CompanionsAtTable():
                    self._company_required(constraint)
                case _:
                    self._limit(self._missed(constraint), 0, 0)

    def _limit(self, expr: Expr, least: int, most: int) -> None:
        if isinstance(expr, int):
            if not least <= expr <= most:
                self.model.add_bool_or([])
        else:
            self.model.add_linear_constraint(expr, least, most)

    def total(self, constraints: Iterable[SeatingConstraint]) -> Expr:
        """Return the sum of the amounts of some constraints."""
        return sum(self._missed(constraint) for constraint in constraints)

    def bound_above(self, expr: Expr, value: int) -> None:
        """Require that a sum is at most a value; a constant has it already."""
        if not isinstance(expr, int):
            self.model.add(expr <= value)

    def alike(self) -> None:
        """Break the symmetry of tables that are all alike: a table is opened by the first block that may."""
        for number in range(len(self.blocks)):
            for table in range(1, len(self.sizes)):
                here = self.at(self.blocks[number][0], table)
                if isinstance(here, int):
                    continue
                before = [self.on[other, table - 1] for other in range(number) if (other, table - 1) in self.on]
                self.model.add_bool_or([*before, ~here])

    def hint(self, hall: TableAssignment) -> list[tuple[int, int]]:
        """Return a complete hint from a distribution."""
        own = [(x.index, int(hall.at[self.blocks[n][0]] == table)) for n, table, x in self._free]
        return own + [(variable.index, value(hall)) for variable, value in self._aux]

    def read(self, value: Callable[[Lit], int]) -> dict[str, int]:
        """Return the table of everybody, by a function that evaluates a literal."""
        at = {}
        for (number, table), literal in self.on.items():
            if isinstance(literal, int) or value(literal):
                at.update(dict.fromkeys(self.blocks[number], table))
        return at

    def at(self, name: str, table: int) -> Lit:
        """Return the literal of somebody at a table, 0 where they cannot be."""
        return self.on.get((self.block_of[name], table), 0)

    # -------------------------------------------------------------------------- amounts of constraints

    def _missed(self, constraint: SeatingConstraint) -> Expr:
        match constraint:
            case SitsAtTable():
                return 1 - self.at(constraint.about[0], constraint.table)
            case NearTable():
                return self._near(constraint)
            case SameTable():
                return self._together(constraint)
            case DifferentTables():
                return sum(self._over(constraint, table) for table in self._tables(constraint.about))
            case FewestTables():
                return sum(self._used(constraint, table) for table in self._tables(constraint.about)) - 1
            case TableCount():
                return self._off(constraint)
            case CompanionsAtTable():
                return self._lonely(constraint)
            case PairWeight():
                return self._bond(constraint)
        raise TypeError(f"no way to post {type(constraint).__name__}")

    def _tables(self, names: Iterable[str]) -> list[int]:
        return sorted({table for name in names for table in self.domains[self.block_of[name]]})

    def _slack(self, most: int, value: Callable[[TableAssignment], int]) -> cp_model.IntVar:
        variable = self.model.new_int_var(0, max(0, most), "")
        self._aux.append((variable, value))
        return variable

    def _near(self, constraint: NearTable) -> Expr:
        number = self.block_of[constraint.about[0]]
        return sum(abs(table - constraint.table) * self.on[number, table] for table in self.domains[number])

    def _count(self, constraint: TableCount) -> Expr:
        here = (n for n in self._at_table[constraint.table])
        weights = ((n, sum(name in constraint.people for name in self.blocks[n])) for n in here)
        return sum(weight * self.on[n, constraint.table] for n, weight in weights if weight)

    def _off(self, constraint: TableCount) -> Expr:
        here, table, people = self._count(constraint), constraint.table, constraint.people

        def now(hall: TableAssignment) -> int:
            return sum(name in people for name in hall.members[table])

        most = len(people) if constraint.most is None else constraint.most
        if isinstance(here, int):
            return max(0, constraint.least - here) + max(0, here - most)
        missing = self._slack(constraint.least, lambda hall: max(0, constraint.least - now(hall)))
        extra = self._slack(self.sizes[table], lambda hall: max(0, now(hall) - most))
        self.model.add(here + missing >= constraint.least)
        self.model.add(here - extra <= most)
        return missing + extra

    def _apart(self, constraint: DifferentTables) -> None:
        for table in self._tables(constraint.about):
            here = [x for name in constraint.about if not isinstance(x := self.at(name, table), int) or x]
            self.model.add(sum(here) <= 1)

    def _over(self, constraint: DifferentTables, table: int) -> Expr:
        here = sum(self.at(name, table) for name in constraint.about)
        if isinstance(here, int):
            return max(0, here - 1)
        slack = self._slack(
            len(constraint.about) - 1, lambda hall: max(0, sum(hall.at[name] == table for name in constraint.about) - 1)
        )
        self.model.add(here - slack <= 1)
        return slack

    def _used(self, constraint: FewestTables, table: int) -> Expr:
        used = self._slack(1, lambda hall: int(any(hall.at[name] == table for name in constraint.about)))
        for number in {self.block_of[name] for name in constraint.about}:
            self.model.add(self.on.get((number, table), 0) <= used)
        return used

    def _together(self, constraint: SameTable) -> Expr:
        """Those who are not at the table that the group calls its own."""
        if len({self.block_of[name] for name in constraint.about}) == 1:
            return 0
        tables = self._tables(constraint.about)
        home = {table: self._slack(1, _is_home(constraint, table)) for table in tables}
        self.model.add_exactly_one(home.values())
        missed = []
        for name in constraint.about:
            away = self._slack(1, _is_away(constraint, name))
            for table in tables:
                self.model.add(away >= home[table] - self.at(name, table))
            missed.append(away)
        return sum(missed)

    def _friends(self, constraint: CompanionsAtTable) -> Counter[int]:
        """How many friends are in each block."""
        return Counter(self.block_of[name] for name in sorted(constraint.friends - {constraint.about[0]}))

    def _friends_at(self, friends: Counter[int], table: int) -> Expr:
        here = [(self.on[number, table], count) for number, count in friends.items() if (number, table) in self.on]
        if not here:
            return 0
        return cp_model.LinearExpr.weighted_sum([x for x, _ in here], [count for _, count in here])

    def _company_required(self, constraint: CompanionsAtTable) -> None:
        friends = self._friends(constraint)
        for table in self._tables(constraint.about):
            self.model.add(self._friends_at(friends, table) >= constraint.least * self.at(constraint.about[0], table))

    def _lonely(self, constraint: CompanionsAtTable) -> cp_model.IntVar:
        missing = self._slack(constraint.least, constraint.amount)
        friends = self._friends(constraint)
        for table in self._tables(constraint.about):
            here = self._friends_at(friends, table)
            self.model.add(here + missing >= constraint.least * self.at(constraint.about[0], table))
        return missing

    def _bond(self, constraint: PairWeight) -> Expr:
        one, other = (self.block_of[name] for name in constraint.about)
        if one == other:
            return max(0, -constraint.weight)
        if constraint.weight > 0:
            apart = self._slack(1, lambda hall: int(hall.at[constraint.about[0]] != hall.at[constraint.about[1]]))
            for table in self.domains[one]:
                self.model.add(self.on[one, table] - self.on.get((other, table), 0) <= apart)
            return constraint.weight * apart
        both = self._slack(1, lambda hall: int(hall.at[constraint.about[0]] == hall.at[constraint.about[1]]))
        for table in self.domains[one]:
            self.model.add(self.on[one, table] + self.on.get((other, table), 0) <= 1 + both)
        return -constraint.weight * both


def _home(constraint: SameTable, hall: TableAssignment) -> int:
    """The table where most of a group are; of several the first."""
    tables = [hall.at[name] for name in constraint.about]
    return min(set(tables), key=lambda table: (-tables.count(table), table))


def _is_home(constraint: SameTable, table: int) -> Callable[[TableAssignment], int]:
    return lambda hall: int(_home(constraint, hall) == table)


def _is_away(constraint: SameTable, name: str) -> Callable[[TableAssignment], int]:
    return lambda hall: int(hall.at[name] != _home(constraint, hall))


def windows(ideal: Mapping[str, int], blocks: Sequence[Block], tables: int, width: int) -> Domains:
    """Return for every block the tables near the ideals of its people."""
    domains = []
    for block in blocks:
        places = [ideal[name] for name in block]
        domains.append(list(range(max(0, min(places) - width), min(tables - 1, max(places) + width) + 1)))
    return domains
