"""plan.xlsx back again: the plan in it with whatever the planner has changed by hand, locks and events.

A cell that reads as it was printed means what the plan said, to the minute; one that was changed means what it says.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.facts import Facts
from models.domain.memory import Memory
from models.domain.office_record import OfficeRecord, Ticks
from models.domain.pins import Decision, HandChanges
from models.domain.plan import Plan
from models.domain.policy import Edition
from models.domain.promised_requests import with_memory
from models.domain.unknown_ids import unknown_ids
from planner.formats.workbook.book import open_book
from planner.judging.check import judge
from planner.language.events.base import COLUMN_TITLES
from planner.papers.paper import PLAN_PARTS, Paper
from planner.plan_workbook.plan_sheet import PLAN_SHEET
from planner.plan_workbook.reading.apply_edits import PlanEdit
from planner.plan_workbook.reading.edited_plan import EditedPlan
from planner.plan_workbook.reading.office import ticks_of
from planner.plan_workbook.reading.printed_names import PrintedNames
from planner.plan_workbook.reading.rows import BookRow, CellRef, Now, Rows, rows_of
from planner.plan_workbook.remarks import remarks_in
from planner.plan_workbook.row_keys import can_be_locked
from planner.plan_workbook.writing.changed_cells import FormerDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from models.domain.plan import Item, Move
    from models.domain.week import Week
    from planner.plan_workbook.reading.decisions import DecidedRow

__all__ = ["BookChanges", "CellRef", "PlanBook", "read_book_changes", "read_former", "read_plan_book", "read_ticks"]

_NO_PLAN = Plan.model_construct(week="", edition="")


@dataclass(frozen=True)
class PlanBook:
    """A plan.xlsx that was read.

    Attributes
    ----------
    week : Week
        As it is now, with what the register told when the plan was made.
    plan : Plan
        With the planner's changes.
    base : Plan
        As it was written.
    edition : Edition
        The policy that it was made with.
    former : FormerDraft
        What the next draft needs of this one.
    rows : tuple of BookRow
        Where everything stands: the source map.
    heads : dict
        Table → the cell of its head.
    events : tuple of dict
        Rows of the sheet 变更; ``planner.plan_workbook.reading.events`` understands them.
    touched : frozenset of CellRef
        Cells whose change changed the plan.
    ignored : tuple of Fault
        Changed cells that mean nothing for the plan.
    decided : tuple of DecidedRow
        What was changed, cell by cell.
    ticks : Ticks
        How far the tasks are, by the sheet 待办事项.
    plan_without : callable
        Returns the plan without some of it, by ``DecidedRow.source``.
    """

    file: str
    week: Week
    plan: Plan
    base: Plan
    edition: Edition
    former: FormerDraft
    rows: tuple[BookRow, ...]
    heads: dict[str, CellRef] = field(default_factory=dict)
    events: tuple[dict[str, Now], ...] = ()
    touched: frozenset[CellRef] = frozenset()
    ignored: tuple[Fault, ...] = ()
    decided: tuple[DecidedRow, ...] = ()
    ticks: Ticks = field(default_factory=lambda: Ticks("", OfficeRecord(), OfficeRecord()))
    plan_without: Callable[[Collection[str]], Plan] = field(default=lambda _: _NO_PLAN, compare=False)

    @property
    def hand_changes(self) -> HandChanges:
        """What was changed by hand, cell by cell, as pins."""
        decisions = (Decision(row.source, pins) for row in self.decided if (pins := row.pins(self.plan)))
        return HandChanges(tuple(decisions), self.plan_without)


def read_plan_book(path: str | Path, week: Week) -> PlanBook:
    """Read plan.xlsx back.

    Parameters
    ----------
    week : Week
        The week as it is now.

    Raises
    ------
    FaultyInput
        With every fault, each with sheet and cell: no plan.xlsx, of another week, names that the week does not know,
        cells that cannot be understood, two changes that contradict each other.
    OSError
        When the file cannot be opened.
    """
    rows = rows_of(open_book(path))
    base, edition, ticks = _plan(rows, "plan"), _edition(rows), ticks_of(rows)
    week = _remembering(rows, week)
    faults = list(unknown_ids(week, base, rows.file))
    if faults:
        raise FaultyInput([*rows.faults, *faults])
    paper, names = Paper(judge(Facts(week, edition), base, ())), PrintedNames(week)

    def changed(without: Collection[str] = ()) -> PlanEdit:
        hand = PlanEdit(EditedPlan.of(paper.facts, base), names, paper, rows.file)
        hand.apply(rows, without)
        return hand

    hand = changed()
    if rows.faults or hand.faults:
        raise FaultyInput([*rows.faults, *hand.faults])
    return PlanBook(
        file=rows.file,
        week=week,
        plan=hand.draft.plan(),
        base=base,
        edition=edition,
        former=_former(rows, base),
        rows=tuple(rows.rows),
        heads=rows.heads,
        events=tuple(rows.events),
        touched=frozenset(hand.touched),
        ignored=tuple(hand.ignored),
        decided=tuple(hand.decided),
        ticks=ticks,
        plan_without=lambda without: changed(without).draft.plan(),
    )


@dataclass(frozen=True)
class BookChanges:
    """What was changed by hand in a plan.xlsx, to be put into a plan that may have gone on since.

    Attributes
    ----------
    base : Plan
        As the workbook was written.
    decided : tuple of DecidedRow
        What can be put into the plan, cell by cell.
    faults : tuple of Fault
        Cells that cannot be read, each with its sheet and cell: they are passed over.
    ignored : tuple of Fault
        Changed cells that mean nothing for the plan.
    events, locks : int
        Rows of the sheet 变更 and locks: they are no changes of cells, and are left where they are.
    onto : callable
        Returns the plan with all of it but some, by ``DecidedRow.source``.
    """

    base: Plan
    decided: tuple[DecidedRow, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[Fault, ...]
    events: int
    locks: int
    onto: Callable[[Collection[str]], Plan] = field(compare=False)


def read_book_changes(path: str | Path, facts: Facts, plan: Plan) -> BookChanges:
    """Read what was changed by hand in a plan.xlsx of the same week, whatever became of the plan since.

    Parameters
    ----------
    facts : Facts
        The week as it is now, with its edition.
    plan : Plan
        As it is now. What was added to it since stays; of what is no longer in it nothing is changed.

    Raises
    ------
    FaultyInput
        When it is no plan.xlsx, or one of another week.
    OSError
        When the file cannot be opened.
    """
    rows = rows_of(open_book(path))
    base, week = _plan(rows, "plan"), facts.week
    if base.week != week.id:
        what = bilingual(f"是 {base.week!r} 的计划，不是 {week.id!r} 的", f"a plan of {base.week!r}, not {week.id!r}")
        raise FaultyInput([Fault(rows.file, "", what, bilingual("本周的 plan.xlsx", "the plan.xlsx of this week"))])
    paper, names = Paper(judge(facts, plan, ())), PrintedNames(week)
    known = {item.id for item in base.items} | {move.id for move in base.moves}
    now: list[Item | Move] = [*plan.items, *plan.moves]
    new = [part for part in now if part.id not in known]
    sheets = {scope.partition(":")[2]: ref for scope, ref in rows.heads.items() if scope.startswith("programme:")}
    since = {f"{sheets.get(part.visit)} {part.id}" for part in new}

    def changed(without: Collection[str] = ()) -> PlanEdit:
        hand = PlanEdit(EditedPlan.of(facts, plan), names, paper, rows.file)
        hand.apply(rows, {*without, *since})
        return hand

    hand = changed()
    return BookChanges(
        base=base,
        decided=tuple(hand.decided),
        faults=(*rows.faults, *hand.faults),
        ignored=tuple(hand.ignored),
        events=len(rows.events),
        locks=sum(_locked(row) for row in rows.rows),
        onto=lambda without: changed(without).draft.plan(),
    )


def read_former(path: str | Path) -> FormerDraft:
    """Return what an earlier plan.xlsx leaves to the next one; hand-made changes of cells are not looked at.

    Raises
    ------
    FaultyInput
        When it is no plan.xlsx.
    """
    rows = rows_of(open_book(path))
    return _former(rows, _plan(rows, "plan"))


def read_ticks(path: str | Path) -> tuple[str, Ticks]:
    """Return the week of a plan.xlsx by its id, and what it says of the tasks.

    Raises
    ------
    FaultyInput
        When it is no plan.xlsx, or with every cell of the list that cannot be understood.
    """
    rows = rows_of(open_book(path))
    ticks = ticks_of(rows)
    if rows.faults:
        raise FaultyInput(rows.faults)
    return next(iter(rows.hidden.get("week", [])), ""), ticks


def _plan(rows: Rows, name: str) -> Plan:
    """Return the plan that lies out of sight."""
    parts: dict[str, list[Any]] = defaultdict(list)
    faults = []
    for part, kind in PLAN_PARTS.items():
        for text in rows.hidden.get(f"{name}.{part}", ()):
            try:
                parts[part].append(kind.model_validate_json(text))
            except ValidationError:
                faults.append(_damaged(rows, part))
    edition = _edition(rows)
    week = next(iter(rows.hidden.get("week", [])), "")
    if faults or not week:
        raise FaultyInput(faults or [_damaged(rows, "week")])
    return Plan.model_construct(
        week=week,
        edition=edition.id,
        items=tuple(parts["items"]),
        moves=tuple(parts["moves"]),
        nights=tuple(parts["nights"]),
        left_out=tuple(parts["left_out"]),
    )


def _edition(rows: Rows) -> Edition:
    try:
        return Edition.model_validate_json(next(iter(rows.hidden.get("edition", [])), ""))
    except ValidationError:
        raise FaultyInput([_damaged(rows, "edition")]) from None


def _remembering(rows: Rows, week: Week) -> Week:
    """Return a week with what the register told; a week that knows it already as it is."""
    text = next(iter(rows.hidden.get("memory", [])), "")
    if not text or week.memory != Memory():
        return week
    try:
        return with_memory(week, Memory.model_validate_json(text))
    except ValidationError:
        raise FaultyInput([_damaged(rows, "memory")]) from None


def _damaged(rows: Rows, what: str) -> Fault:
    return Fault(
        rows.file,
        PLAN_SHEET,
        bilingual(f"隐藏页已损坏：{what}", f"the hidden sheet is damaged: {what}"),
        bilingual("用没有损坏的一份", "an undamaged copy"),
    )


def _former(rows: Rows, plan: Plan) -> FormerDraft:
    locks = {row.ids[0] if row.ids else row.key: row.now["lock"].text for row in rows.rows if _locked(row)}
    number = next(iter(rows.hidden.get("draft", [])), "1")
    before = _plan(rows, "before") if any(key.startswith("before.") for key in rows.hidden) else None
    noted = [row for row in rows.rows if "note" in row.now]
    remarks = remarks_in((row.scope, row.key, row.was.get("note", ""), row.now["note"].text) for row in noted)
    written, draft = _date(next(iter(rows.hidden.get("written", [])), "")), int(number) if number.isdigit() else 1
    return FormerDraft(draft, plan, before, locks, _events(rows), remarks, rows.actuals, written)


def _date(text: str) -> dt.date | None:
    """Return the day of a draft; None where there is none, or none that can be read."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _events(rows: Rows) -> tuple[tuple[str, ...], ...]:
    empty = Now(CellRef("", 0, 0), "")
    return tuple(tuple(event.get(name, empty).text for name in COLUMN_TITLES) for event in rows.events)


def _locked(row: BookRow) -> bool:
    return can_be_locked(row.key) and "lock" in row.now and bool(row.now["lock"].text)
