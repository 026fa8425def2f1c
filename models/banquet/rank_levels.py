"""Rank levels to their tables, one after the other, on windows of tables; and whether a window binds.

After the value V of a level is found inside the windows, a second model asks for less than V with nothing
but what can matter: people of this and earlier levels wherever the frozen values allow (nobody can be
farther from their ideal than the whole level's value), lower levels only as numbers per table. If even that
cannot be done, V is proven whatever the windows; if it can, the windows are widened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from ortools.sat.python import cp_model

from models.banquet.table_model import TableModel, limits_for, windows
from models.cp.run import solve
from models.domain.seating import Proof
from models.etiquette.table_constraints import DifferentTables, NearTable, TableAssignment, TableCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.banquet.blocks import Block
    from models.banquet.limits import BanquetLimits
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.etiquette.dinner_facts import DinnerFacts
    from models.etiquette.hall_rules import Objective
    from models.etiquette.table_constraints import SeatingConstraint

ReportStep = Callable[[tuple[str, str], int, int], None]
"""Called at a step with its name in Chinese and English, how many steps are done, and of how many."""


class LevelDistribution:
    """The distribution over tables while levels are fixed one after the other.

    Attributes
    ----------
    hall : TableAssignment or None
        The best distribution so far.
    proofs : list of Proof
    infeasible : bool
        No distribution keeps the musts.
    """

    def __init__(
        self,
        setting: DinnerFacts,
        blocks: Sequence[Block],
        must: Sequence[SeatingConstraint],
        limits: BanquetLimits,
        stop: StopSignal | None,
        report_step: ReportStep | None = None,
    ) -> None:
        self.setting, self.blocks, self.must, self.limits, self.stop = setting, blocks, must, limits, stop
        self.report_step = report_step
        self.sizes = [table.seats for table in setting.tables]
        self.hall: TableAssignment | None = None
        self.proofs: list[Proof] = []
        self.all_proven = True
        self.fixed: list[tuple[Objective, int]] = []
        tables = len(setting.tables)
        self.width = tables if len(blocks) * tables <= limits.single_window_size else limits.first_window

    @property
    def complete(self) -> bool:
        """Whether every table is in every window."""
        return self.width >= len(self.sizes)

    def fix_levels(self, objectives: Sequence[Objective]) -> TableAssignment | None:
        """Minimise and fix level after level; None if the musts contradict each other, or for lack of time."""
        if not self._start():
            return None
        for number, objective in enumerate(objectives):
            if self.report_step:
                self.report_step((objective.name_zh, objective.name), number, len(objectives))
            self._fix_level(objective)
        return self.hall

    def _start(self) -> bool:
        """A first distribution, in windows wide enough that there is one."""
        while True:
            self.table_model = self._post(self.width)
            outcome = solve(self.table_model.model, None, (), limits_for(self.limits.level_seconds), self.stop)
            if outcome.found:
                self.hall = TableAssignment(self.table_model.read(outcome.value), len(self.sizes))
                return True
            if self.complete:
                return False
            self.width = min(len(self.sizes), self.limits.start_factor * self.width)

    def _post(self, width: int) -> TableModel:
        """A model with these windows, the current tables and everything fixed so far."""
        domains = windows(self.setting.ideal, self.blocks, len(self.sizes), width)
        if self.hall:
            for block, tables in zip(self.blocks, domains, strict=True):
                here = self.hall.at[block[0]]
                tables.extend([] if here in tables else [here])
        table_model = TableModel(self.blocks, domains, self.sizes)
        table_model.require(self.must)
        for objective, value in self.fixed:
            table_model.bound_above(table_model.total(objective.constraints), value)
        return table_model

    def _fix_level(self, objective: Objective) -> None:
        value, bound = self._minimise(objective, self.table_model)
        if not self.complete and value:
            bound = self._proven_bound(objective, value)
            width = self.width
            for _ in range(self.limits.widenings):
                if bound >= value or width >= len(self.sizes):
                    break
                width = min(len(self.sizes), self.limits.widening_factor * width)
                value, _ = self._minimise(objective, self._post(width))
                bound = self._proven_bound(objective, value) if value else 0
        # with every table in every window the solver's own bound is the proof
        self.all_proven = self.all_proven and bound >= value
        status: Literal["proven", "window", "open"] = (
            "proven" if self.all_proven else "open" if self.complete else "window"
        )
        name, zh = objective.name, objective.name_zh
        self.proofs.append(
            Proof(name=name, name_zh=zh, name_en=objective.name_en, value=value, bound=min(bound, value), status=status)
        )
        self.fixed.append((objective, value))
        self.table_model = self._post(self.width) if not self.complete else self.table_model
        if self.complete:
            self.table_model.bound_above(self.table_model.total(objective.constraints), value)

    def _minimise(self, objective: Objective, table_model: TableModel) -> tuple[int, int]:
        """Return (value, bound inside the windows); a value of zero needs no solving."""
        assert self.hall is not None
        now = sum(constraint.amount(self.hall) for constraint in objective.constraints)
        if not now:
            return 0, 0
        outcome = solve(
            table_model.model,
            table_model.total(objective.constraints),
            table_model.hint(self.hall),
            limits_for(self.limits.level_seconds),
            self.stop,
        )
        if outcome.found and outcome.objective <= now:
            self.hall = TableAssignment(table_model.read(outcome.value), len(self.sizes))
            now = outcome.objective
        return now, min(now, max(0, outcome.bound))

    def _proven_bound(self, objective: Objective, value: int) -> int:
        """Return a bound that holds for all tables: the value itself if less cannot be had."""
        if not is_rank_level(objective):
            return 0
        levels = [(o, v) for o, v in self.fixed if is_rank_level(o)]
        budgets = [(frozenset(d.about[0] for d in o.constraints), v) for o, v in (*levels, (objective, value - 1))]
        relaxed = RelaxedDistribution(self.setting, self.blocks, self.must, budgets)
        if relaxed.impossible:
            return value
        outcome = solve(relaxed.model, relaxed.last, (), limits_for(self.limits.proof_seconds), self.stop)
        return value if outcome.status == "infeasible" else max(0, min(value, outcome.bound))


class RelaxedDistribution:
    """What less than a value would need: a relaxation without windows.

    Attributes
    ----------
    last : expression
        The value of the last level.
    impossible : bool
        Somebody has no table left.
    """

    def __init__(
        self,
        setting: DinnerFacts,
        blocks: Sequence[Block],
        must: Iterable[SeatingConstraint],
        budgets: Sequence[tuple[frozenset[str], int]],
    ) -> None:
        self.setting, self.budgets = setting, budgets
        self.model = cp_model.CpModel()
        self.level_of = {name: number for number, (names, _) in enumerate(budgets) for name in names}
        self.on: dict[tuple[str, int], cp_model.IntVar] = {}
        self._load: list[list[Expr]] = [[] for _ in setting.tables]
        self._hosts: list[list[Expr]] = [[] for _ in setting.tables]
        self._spent: list[list[Expr]] = [[] for _ in budgets]
        crowd: Counter[tuple[int, int]] = Counter()
        self.impossible = False
        for block in blocks:
            if any(name in self.level_of for name in block):
                self._place(block)
            else:
                crowd[len(block), sum(name in setting.hosts for name in block)] += 1
        for (size, hosts), count in sorted(crowd.items()):
            self._place_crowd(size, hosts, count)
        for (_, budget), spent in zip(budgets, self._spent, strict=True):
            self.model.add(sum(spent) <= budget)
        self.last = sum(self._spent[-1])
        self._limits(must)

    def _place(self, block: Block) -> None:
        """One block of this or an earlier level, on every table that the budgets allow."""
        literals = []
        for table in range(len(self.setting.tables)):
            costs: Counter[int] = Counter()
            for name in block:
                if name in self.level_of:
                    costs[self.level_of[name]] += abs(table - self.setting.ideal[name])
            if any(cost > self.budgets[level][1] for level, cost in costs.items()):
                continue
            literal = self.model.new_bool_var("")
            literals.append(literal)
            self.on.update({(name, table): literal for name in block})
            self._load[table].append(len(block) * literal)
            self._hosts[table].append(sum(name in self.setting.hosts for name in block) * literal)
            for level, cost in costs.items():
                self._spent[level].append(cost * literal)
        if literals:
            self.model.add_exactly_one(literals)
        self.impossible = self.impossible or not literals

    def _place_crowd(self, size: int, hosts: int, count: int) -> None:
        """Blocks of lower levels of one kind: only how many are at each table."""
        numbers = []
        for number, table in enumerate(self.setting.tables):
            here = self.model.new_int_var(0, min(count, table.seats // size), "")
            numbers.append(here)
            self._load[number].append(size * here)
            self._hosts[number].append(hosts * here)
        self.model.add(sum(numbers) == count)

    def _limits(self, must: Iterable[SeatingConstraint]) -> None:
        for load, here in zip(self._load, self.setting.tables, strict=True):
            self.model.add(sum(load) <= here.seats)
        for constraint in must:
            if isinstance(constraint, TableCount) and constraint.people == self.setting.hosts:
                self.model.add(sum(self._hosts[constraint.table]) >= constraint.least)
                if constraint.most is not None:
                    self.model.add(sum(self._hosts[constraint.table]) <= constraint.most)
            elif isinstance(constraint, DifferentTables):
                for table in range(len(self.setting.tables)):
                    those = [self.on[name, table] for name in constraint.about if (name, table) in self.on]
                    if len(those) > 1:
                        self.model.add_at_most_one(those)


def is_rank_level(objective: Objective) -> bool:
    """Whether an objective is a rank level."""
    return all(isinstance(constraint, NearTable) for constraint in objective.constraints)
