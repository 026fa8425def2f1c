"""Where neighbours must differ in sex or have something in common, tables are solved together with their seats.

A table may keep every constraint on tables and still have no seats that keep the constraints on neighbours. Such a
table is solved anew together with two or three others, tables and seats in one model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from models.banquet.seat_model import SeatModel
from models.banquet.seats import seat_table
from models.banquet.table_model import TableModel
from models.cp.run import solve
from models.etiquette.seat_constraints import NeighboursDiffer, NeighboursInCommon
from models.etiquette.seat_rules import between_neighbours
from models.etiquette.table_board import TableBoard, board

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.banquet.blocks import Block
    from models.banquet.limits import BanquetLimits
    from models.cp.stop_signal import StopSignal
    from models.etiquette.deviations import SwapAnalysis
    from models.etiquette.table_constraints import SeatingConstraint, TableAssignment

SEAT_NUMBER_OFFSET = 1000
"""Added to the seats of the second, third … table, so that every chair has its own number."""


@dataclass
class NeighbourImprover:
    """Repairs tables whose neighbours cannot be seated as they must."""

    swaps: SwapAnalysis
    blocks: Sequence[Block]
    hall: TableAssignment
    stop: StopSignal | None
    limits: BanquetLimits

    def repair(self) -> None:
        """Solve bad tables anew with others until none is left, or no group of tables helps."""
        bad = [table for table, members in enumerate(self.hall.members) if members and self._missed(table)]
        tried: set[tuple[int, ...]] = set()
        for _ in range(self.limits.repair_rounds):
            group = next((group for group in self._groups(bad) if group not in tried), None)
            if group is None or (self.stop is not None and self.stop.now):
                return
            tried.add(group)
            if self._resolve(group):
                bad = [table for table in bad if table not in group]
                tried = {other for other in tried if not set(other) & set(group)}

    def _groups(self, bad: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """A bad table with two others, then with three; with good ones before bad ones: those have room to give."""
        good = [table for table, members in enumerate(self.hall.members) if members and table not in bad]
        others = [*good, *bad]
        for size in self.limits.company_sizes:
            for table in bad:
                rest = [other for other in others if other != table]
                for company in combinations(rest, min(size, len(rest))):
                    yield tuple(sorted((table, *company)))

    def _board(self, table: int) -> TableBoard:
        setting = self.swaps.setting
        return board(setting, setting.tables[table], self.hall.members[table])

    def _missed(self, table: int) -> bool:
        here = self._board(table)
        limits = replace(self.limits, seating=self.limits.seating_check)
        return bool(between_neighbours(here, "must")) and any(
            proof.name == "must" and proof.value for proof in seat_table(here, self.stop, limits=limits).proofs
        )

    def _resolve(self, tables: Sequence[int]) -> bool:
        """Find new company for some tables, so that each can be seated; keeps every objective at its value."""
        at = self.hall.at
        domains = [list(tables) if at[block[0]] in tables else [at[block[0]]] for block in self.blocks]
        people = [name for block in self.blocks for name in block if at[name] in tables]
        table_model = TableModel(self.blocks, domains, [len(members) for members in self.hall.members])
        by_tier: dict[int, list[SeatingConstraint]] = {tier: [] for tier in range(len(self.swaps.tiers))}
        for constraint in self.swaps.watch.touched(self.hall, people, list(tables)):
            by_tier[self.swaps.tier_of[id(constraint)]].append(constraint)
        table_model.require(by_tier[0])
        for constraints in list(by_tier.values())[1:]:
            expr, now = table_model.total(constraints), sum(constraint.amount(self.hall) for constraint in constraints)
            table_model.bound_above(expr, now)
        self._seats(table_model, tables, people)
        outcome = solve(table_model.model, None, (), self.limits.repair, self.stop)
        if outcome.found:
            for name, table in table_model.read(outcome.value).items():
                self.hall.move(name, table)
        return outcome.found

    def _seats(self, table_model: TableModel, tables: Sequence[int], people: Sequence[str]) -> None:
        """Add seats for everybody at these tables, and what neighbours must keep."""
        boards = [replace(self._board(table), names=tuple(people)) for table in tables]
        numbers = [[SEAT_NUMBER_OFFSET * k + seat for seat in range(here.laid.size)] for k, here in enumerate(boards)]
        seats = SeatModel(people, [seat for row in numbers for seat in row], table_model.model)
        for name in people:
            for table, row in zip(tables, numbers, strict=True):
                table_model.model.add(sum(seats.on[name, seat] for seat in row) == table_model.at(name, table))
        for k, here in enumerate(boards):
            for constraint in between_neighbours(here, "must"):
                assert isinstance(constraint, NeighboursDiffer | NeighboursInCommon)
                one, other = constraint.seats
                seats.forbid(replace(constraint, seats=(SEAT_NUMBER_OFFSET * k + one, SEAT_NUMBER_OFFSET * k + other)))
