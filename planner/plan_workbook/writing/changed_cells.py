"""The draft being written (第几稿), the draft before it, and the cells that have changed since."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.domain.plan import Plan
from models.domain.unknown_ids import unknown_ids
from planner.papers.paper import Paper
from planner.papers.tables.duties import duties
from planner.papers.tables.programme import programmes
from planner.plan_workbook.draft_mark import DraftMark
from planner.plan_workbook.row_keys import row_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from models.domain.week import Week
    from planner.papers.table import PaperTable, Row
    from planner.plan_workbook.actuals_columns import FilledRows
    from planner.plan_workbook.remarks import RemarkKey


@dataclass(frozen=True)
class FormerDraft:
    """What an earlier plan.xlsx leaves to the next one.

    Attributes
    ----------
    draft : int
        Its number, from 1.
    plan : Plan
        The plan in it, as it was written.
    before : Plan or None
        The plan of the draft before it.
    locks : mapping
        What the planner has locked: key of a row → words.
    events : tuple of tuple of str
        Rows of the sheet 变更.
    remarks : mapping
        What the planner has added to 备注.
    actuals : dict
        What is filled in on the sheet 实际情况.
    date : date or None
        The day on which it was first written, where it says so.
    """

    draft: int
    plan: Plan
    before: Plan | None = None
    locks: Mapping[str, str] = field(default_factory=dict)
    events: tuple[tuple[str, ...], ...] = ()
    remarks: Mapping[RemarkKey, str] = field(default_factory=dict)
    actuals: FilledRows = field(default_factory=dict)
    date: dt.date | None = None


@dataclass(frozen=True)
class WrittenDraft:
    """The draft that is being written."""

    mark: DraftMark
    plan: Plan
    before: Plan | None = None
    locks: Mapping[str, str] = field(default_factory=dict)
    events: tuple[tuple[str, ...], ...] = ()
    remarks: Mapping[RemarkKey, str] = field(default_factory=dict)
    actuals: FilledRows = field(default_factory=dict)

    @classmethod
    def after(cls, former: FormerDraft | None, plan: Plan, today: dt.date | None = None) -> WrittenDraft:
        """Return the draft that follows another one; the same plan again is the same draft of the same day."""
        if former is None:
            return cls(DraftMark(1, today), plan)
        if former.plan == plan:
            mark, before = DraftMark(former.draft, former.date), former.before
        else:
            mark, before = DraftMark(former.draft + 1, today), former.plan
        return cls(mark, plan, before, former.locks, former.events, former.remarks, former.actuals)

    def name(self, paper: Paper) -> str:
        """Return 第2稿（10月12日）."""
        return self.mark.dated(paper.words)

    def footer(self, paper: Paper) -> str:
        """Return what stands at the foot of every page."""
        own = paper.words.pick("内部资料", "internal")
        return paper.words.comma.join((paper.names.company, paper.week.name, self.name(paper), own))


@dataclass(frozen=True)
class Changes:
    """What differs between a draft and the one before it.

    Attributes
    ----------
    paper, former : Paper, Paper or None
        The two; None: there is nothing to compare with.
    """

    paper: Paper
    former: Paper | None

    @classmethod
    def of(cls, paper: Paper, before: Plan | None) -> Changes:
        """Compare with an earlier plan, as far as the week still knows what it names."""
        if before is None:
            return cls(paper, None)
        plan = _still_known(paper.week, before)
        return cls(paper, Paper(dataclasses.replace(paper.report, plan=plan), paper.words))

    def cells(self, table: str, row: Row) -> frozenset[int]:
        """Return the columns of a row that read differently now; all of them where the row is new."""
        if self.former is None or not row_id(row):
            return frozenset()
        old = self._old.get((table, row_id(row)))
        if old is None:
            return frozenset(range(len(row.cells)))
        return frozenset(k for k, (a, b) in enumerate(zip(old.cells, row.cells, strict=True)) if a != b)

    def was(self, table: str, row: Row) -> Row | None:
        """Return the row as it was in the former draft."""
        return None if self.former is None else self._old.get((table, row_id(row)))

    def gone(self, table: PaperTable) -> list[Row]:
        """Return the rows of a table of the former draft that are no longer there."""
        if self.former is None:
            return []
        here = {row_id(row) for row in table.rows}
        return [row for (id, key), row in self._old.items() if id == table.id and key not in here]

    @cached_property
    def _old(self) -> dict[tuple[str, str], Row]:
        assert self.former is not None
        tables = [*programmes(self.former), *duties(self.former, "driver"), *duties(self.former, "vehicle")]
        return {(table.id, row_id(row)): row for table in tables for row in table.rows if row_id(row)}


def _still_known(week: Week, plan: Plan) -> Plan:
    """Return a plan without what names something that the week does not have."""
    if plan.week != week.id:
        return Plan(week=week.id, edition=plan.edition)
    bad = {fault.where.partition("]")[0] for fault in unknown_ids(week, plan)}

    def kept(name: str) -> tuple[Any, ...]:
        return tuple(part for k, part in enumerate(getattr(plan, name)) if f"{name}[{k}" not in bad)

    return Plan.model_construct(
        week=plan.week,
        edition=plan.edition,
        items=kept("items"),
        moves=kept("moves"),
        nights=kept("nights"),
        left_out=kept("left_out"),
    )
