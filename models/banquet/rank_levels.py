"""Rank levels to their tables, one after the other, on windows of tables; and whether a window binds.

After the value V of a level is found inside the windows, a second model asks for less than V with nothing
but what can matter: people of this and earlier levels wherever the frozen values allow (nobody can be
farther from their ideal than the whole level's value), lower levels only as numbers per table. If even that
cannot be done, V is proven whatever the windows; if it can, the windows are widened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ortools.sat.python import cp_model

from models.banquet.table_model import TableModel, limits_for, windows
from models.cp.run import solve
from models.domain.seating import Proof
from models.etiquette.table_constraints import DifferentTables, NearTable, TableAssignment, TableCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.banquet.blocks import Block
    from models.cp.run import StopSignal
    from models.etiquette.dinner_facts import DinnerFacts
    from models.etiquette.hall_rules import Objective
    from models.etiquette.table_constraints import SeatingConstraint

Tell = Callable[[tuple[str, str], int, int], None]
"""Told of a step: its name in Chinese and English, how many steps are done, and of how many."""
SINGLE_WINDOW_MAX_BLOCK_TABLES = 2500
"""Blocks × tables up to which nothing is windowed."""
FIRST_WINDOW_TABLES = 3


@dataclass(frozen=True)
class LevelLimits:
    """How hard one level is tried and its proof."""

    level: float = 20.0
    """Deterministic seconds."""
    proof: float = 12.0
    widenings: int = 2


class LevelDistribution:
    """The distribution over tables while levels are settled one after the other.

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
        tries: LevelLimits,
        stop: StopSignal | None,
        tell: Tell | None = None,
    ) -> None:
        self.setting, self.blocks, self.must, self.tries, self.stop = setting, blocks, must, tries, stop
        self.tell = tell
        self.sizes = [table.seats for table in setting.tables]
        self.hall: TableAssignment | None = None
        self.proofs: list[Proof] = []
        self.sure = True
        self.settled: list[tuple[Objective, int]] = []
        tables = len(setting.tables)
        self.width = tables if len(blocks) * tables <= SINGLE_WINDOW_MAX_BLOCK_TABLES else FIRST_WINDOW_TABLES

    @property
    def complete(self) -> bool:
        """Whether every table is in every window."""
        return self.width >= len(self.sizes)

    def settle(self, objectives: Sequence[Objective]) -> TableAssignment | None:
        """Settle the levels; None if the musts contradict each other (or no answer came in time)."""
        if not self._start():
            return None
        for number, objective in enumerate(objectives):
            if self.tell:
                self.tell((objective.name_zh, objective.name), number, len(objectives))
            self._settle(objective)
        return self.hall

    def _start(self) -> bool:
        """A first distribution, in windows wide enough that there is one."""
        while True:
            self.posted = self._post(self.width)
            outcome = solve(self.posted.model, None, (), limits_for(self.tries.level), self.stop)
            if outcome.found:
                self.hall = TableAssignment(self.posted.read(outcome.value), len(self.sizes))
                return True
            if self.complete:
                return False
            self.width = min(len(self.sizes), 2 * self.width)

    def _post(self, width: int) -> TableModel:
        """A model with these windows, the current tables and everything settled so far."""
        domains = windows(self.setting.ideal, self.blocks, len(self.sizes), width)
        if self.hall:
            for block, tables in zip(self.blocks, domains, strict=True):
                here = self.hall.at[block[0]]
                tables.extend([] if here in tables else [here])
        posted = TableModel(self.blocks, domains, self.sizes)
        posted.require(self.must)
        for objective, value in self.settled:
            _hold(posted, posted.total(objective.constraints), value)
        return posted

    def _settle(self, objective: Objective) -> None:
        value, bound = self._minimise(objective, self.posted)
        if not self.complete and value:
            bound = self._proven_bound(objective, value)
            width = self.width
            for _ in range(self.tries.widenings):
                if bound >= value or width >= len(self.sizes):
                    break
                width = min(len(self.sizes), 3 * width)
                value, _ = self._minimise(objective, self._post(width))
                bound = self._proven_bound(objective, value) if value else 0
        # with every table in every window the solver's own bound is the proof
        self.sure = self.sure and bound >= value
        status: Literal["proven", "window", "open"] = "proven" if self.sure else "open" if self.complete else "window"
        name, zh = objective.name, objective.name_zh
        self.proofs.append(Proof(name=name, name_zh=zh, value=value, bound=min(bound, value), status=status))
        self.settled.append((objective, value))
        self.posted = self._post(self.width) if not self.complete else self.posted
        if self.complete:
            _hold(self.posted, self.posted.total(objective.constraints), value)

    def _minimise(self, objective: Objective, posted: TableModel) -> tuple[int, int]:
        """Return (value, bound inside the windows); a value of zero needs no solving."""
        assert self.hall is not None
        now = sum(constraint.amount(self.hall) for constraint in objective.constraints)
        if not now:
            return 0, 0
        outcome = solve(
            posted.model,
            posted.total(objective.constraints),
            posted.hint(self.hall),
            limits_for(self.tries.level),
            self.stop,
        )
        if outcome.found and outcome.objective <= now:
            self.hall = TableAssignment(posted.read(outcome.value), len(self.sizes))
            now = outcome.objective
        return now, min(now, max(0, outcome.bound))

    def _proven_bound(self, objective: Objective, value: int) -> int:
        """Return a bound that holds for all tables: the value itself if less cannot be had."""
        if not is_rank_level(objective):
            return 0
        levels = [(o, v) for o, v in self.settled if is_rank_level(o)]
        budgets = [(frozenset(d.about[0] for d in o.constraints), v) for o, v in (*levels, (objective, value - 1))]
        relaxed = RelaxedDistribution(self.setting, self.blocks, self.must, budgets)
        if relaxed.impossible:
            return value
        outcome = solve(relaxed.model, relaxed.last, (), limits_for(self.tries.proof), self.stop)
        return value if outcome.status == "infeasible" else max(0, min(value, outcome.bound))


def _hold(posted: TableModel, expr: Any, value: int) -> None:
    if not isinstance(expr, int):
        posted.model.add(expr <= value)


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
        self._load: list[list[Any]] = [[] for _ in setting.tables]
        self._hosts: list[list[Any]] = [[] for _ in setting.tables]
        self._spent: list[list[Any]] = [[] for _ in budgets]
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
