"""After the rank levels: swaps that keep them, then CP-SAT on a few tables at a time (on all of them, if few).

The same swaps take out every lower rank at a better table that nothing stands for, so that what is left has
a cause which a swap confirms.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from models.banquet.table_model import TableModel, limits_for
from models.cp.run import solve
from models.etiquette.table_constraints import NearTable, SitsAtTable, TableAssignment, TableCount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.banquet.blocks import Block
    from models.banquet.limits import BanquetLimits
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.etiquette.deviations import SwapAnalysis
    from models.etiquette.table_constraints import SeatingConstraint

Vector = tuple[int, ...]


@dataclass(frozen=True)
class ObjectiveValue:
    """Value and bound of one objective."""

    tier: int
    value: int
    bound: int


class DistributionImprover:
    """Improves a distribution in place; no step makes an earlier objective worse."""

    def __init__(
        self,
        swaps: SwapAnalysis,
        blocks: Sequence[Block],
        hall: TableAssignment,
        stop: StopSignal | None,
        limits: BanquetLimits,
    ) -> None:
        self.swaps, self.blocks, self.hall = swaps, tuple(blocks), hall
        self.stop, self.limits = stop, limits
        self.sizes = [table.seats for table in swaps.setting.tables]
        self.load = [len(members) for members in hall.members]
        self.near: dict[str, tuple[int, int]] = {
            constraint.about[0]: (swaps.tier_of[id(constraint)], constraint.table)
            for constraint in swaps.every
            if isinstance(constraint, NearTable)
        }

    # -------------------------------------------------------------------------------------------- swaps

    def hill_climb(self) -> None:
        """Swap blocks, and move them to free chairs, as long as that makes things better."""
        for _ in range(self.limits.swap_passes):
            if not self.swaps.ranked and not any(self._vector(self.swaps.every)):
                return
            better = False
            for one, other in combinations(self.blocks, 2):
                better |= self._try(one, other)
            for block in self.blocks:
                better |= self._try_free(block)
            if not better or (self.stop is not None and self.stop.now):
                return

    def _try(self, one: Block, other: Block) -> bool:
        """Swap two blocks if that is better."""
        here, there = self.hall.at[one[0]], self.hall.at[other[0]]
        if here == there or not self._fits(here, len(other) - len(one)) or not self._fits(there, len(one) - len(other)):
            return False
        distance = self._distance(one, here, there) + self._distance(other, there, here)
        if _sign(distance) > 0:
            return False
        return self._keep_if_better([(one, there), (other, here)])

    def _try_free(self, block: Block) -> bool:
        here = self.hall.at[block[0]]
        for table in range(len(self.sizes)):
            if table != here and self._fits(table, len(block)):
                distance = self._distance(block, here, table)
                if _sign(distance) <= 0 and self._keep_if_better([(block, table)]):
                    return True
        return False

    def _fits(self, table: int, more: int) -> bool:
        return self.load[table] + more <= self.sizes[table]

    def _distance(self, block: Block, here: int, there: int) -> list[tuple[int, int]]:
        """By how much each level gets farther from its ideals: (level, tables)."""
        rows = (self.near[name] for name in block if name in self.near)
        return [(tier, abs(there - ideal) - abs(here - ideal)) for tier, ideal in rows]

    def _keep_if_better(self, moves: Sequence[tuple[Block, int]]) -> bool:
        hall = self.hall
        people = [name for block, _ in moves for name in block]
        back = [(block, hall.at[block[0]]) for block, _ in moves]
        tables = sorted({table for _, table in (*moves, *back)})
        touched = self.swaps.watch.touched(hall, people, tables)
        before = self._vector(touched)
        self._move(moves)
        after = self._vector(touched)
        if after < before or (after == before and self._in_better_order(moves, back)):
            return True
        self._move(back)
        return False

    def _vector(self, constraints: Sequence[SeatingConstraint]) -> Vector:
        sums = [0] * len(self.swaps.tiers)
        for constraint in constraints:
            sums[self.swaps.tier_of[id(constraint)]] += constraint.amount(self.hall)
        return tuple(sums)

    def _in_better_order(self, moves: Sequence[tuple[Block, int]], back: Sequence[tuple[Block, int]]) -> bool:
        """Whether ranks are less out of order after the moves, which are made; only for a swap of two single people."""
        if not self.swaps.ranked or len(moves) != 2 or any(len(block) > 1 for block, _ in moves):
            return False
        people = [block[0] for block, _ in moves]
        after = self.swaps.disorder(self.hall, people)
        self._move(back)
        before = self.swaps.disorder(self.hall, people)
        self._move(moves)
        return after < before

    def _move(self, moves: Sequence[tuple[Block, int]]) -> None:
        for block, table in moves:
            self.load[self.hall.at[block[0]]] -= len(block)
            self.load[table] += len(block)
            for name in block:
                self.hall.move(name, table)

    # ------------------------------------------------------------------------------------ neighbourhoods

    @property
    def exact(self) -> bool:
        """Whether all tables are solved at once."""
        return len(self.blocks) * len(self.sizes) <= self.limits.exact_size

    def improve_lower_objectives(self, first: int) -> list[ObjectiveValue]:
        """Improve the objectives from tier ``first`` on; with proofs where all tables go into one model."""
        seconds = self.limits.distribution_seconds
        if self.exact:
            return self.resolve(list(range(len(self.sizes))), first, seconds)
        for tables in self._neighbourhoods(first):
            if self.stop is not None and self.stop.now:
                break
            self.resolve(tables, first, seconds / self.limits.neighbourhood_divisor)
        vector = self._vector(self.swaps.every)
        return [ObjectiveValue(tier, vector[tier], 0) for tier in range(first, len(self.swaps.tiers))]

    def _neighbourhoods(self, first: int) -> list[list[int]]:
        """Groups of tables near each other, those with the most to gain first."""
        missed: Counter[int] = Counter()
        for constraint in self.swaps.every:
            if self.swaps.tier_of[id(constraint)] >= first and (amount := constraint.amount(self.hall)):
                tables = (
                    [constraint.table]
                    if isinstance(constraint, TableCount)
                    else [self.hall.at[name] for name in constraint.about]
                )
                for table in tables:
                    missed[table] += amount
        worst = sorted(missed, key=lambda table: (-missed[table], table))[: self.limits.neighbourhoods]
        last, width = len(self.sizes) - 1, self.limits.tables_per_neighbourhood
        groups = []
        for table in worst:
            start = min(max(0, table - width // 2), last - width + 1)
            groups.append(list(range(max(0, start), min(last, start + width - 1) + 1)))
        return groups

    def resolve(self, tables: Sequence[int], first: int, seconds: float) -> list[ObjectiveValue]:
        """Solve some tables anew with everybody else where they are; earlier tiers keep their values."""
        here = set(tables)
        domains = [list(tables) if self.hall.at[b[0]] in here else [self.hall.at[b[0]]] for b in self.blocks]
        people = [name for block in self.blocks for name in block if self.hall.at[name] in here]
        touched = self.swaps.watch.touched(self.hall, people, list(tables))
        table_model = TableModel(self.blocks, domains, self.sizes)
        by_tier: dict[int, list[SeatingConstraint]] = {tier: [] for tier in range(len(self.swaps.tiers))}
        for constraint in touched:
            by_tier[self.swaps.tier_of[id(constraint)]].append(constraint)
        table_model.require(by_tier[0])
        if len(here) == len(self.sizes) and _alike(self.swaps):
            table_model.alike()
        reached = []
        for tier in range(1, len(self.swaps.tiers)):
            expr = table_model.total(by_tier[tier])
            if isinstance(expr, int):
                reached.append(ObjectiveValue(tier, expr, expr))
                continue
            now = sum(constraint.amount(self.hall) for constraint in by_tier[tier])
            bound = now if tier < first else 0
            if tier >= first and now:
                now, bound = self._solve(table_model, expr, now, seconds)
            table_model.model.add(expr <= now)
            reached.append(ObjectiveValue(tier, now, bound))
        return [row for row in reached if row.tier >= first]

    def _solve(self, table_model: TableModel, expr: Expr, now: int, seconds: float) -> tuple[int, int]:
        outcome = solve(table_model.model, expr, table_model.hint(self.hall), limits_for(seconds), self.stop)
        if outcome.found and outcome.objective <= now:
            at = table_model.read(outcome.value)
            self._move([(block, at[block[0]]) for block in self.blocks if at[block[0]] != self.hall.at[block[0]]])
            now = outcome.objective
        return now, min(now, max(0, outcome.bound))


def _sign(distance: Sequence[tuple[int, int]]) -> int:
    """Whether the first level that changes gets worse (1), better (-1), or none changes (0)."""
    levels: Counter[int] = Counter()
    for tier, change in distance:
        levels[tier] += change
    first = min((tier for tier, change in levels.items() if change), default=None)
    return 0 if first is None else (1 if levels[first] > 0 else -1)


def _alike(swaps: SwapAnalysis) -> bool:
    """Whether all tables can be renamed: the same size, the same constraints on each, nobody tied to one."""
    tables = swaps.setting.tables
    if len({table.seats for table in tables}) > 1 or any(isinstance(d, NearTable | SitsAtTable) for d in swaps.every):
        return False
    asked: list[Counter[Any]] = [Counter() for _ in tables]
    for constraint in swaps.every:
        if isinstance(constraint, TableCount):
            asked[constraint.table][constraint.rule, constraint.people, constraint.least, constraint.most] += 1
    return all(row == asked[0] for row in asked)
