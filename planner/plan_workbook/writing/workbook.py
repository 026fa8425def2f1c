"""The whole of plan.xlsx: which sheets there are, in which order."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import StyledBook
from planner.papers.tables.budget import budget
from planner.papers.tables.confirmations import confirmation_table
from planner.papers.tables.contacts import guests, hosts, outside
from planner.papers.tables.duties import DUTY_KINDS, duties, duty_title
from planner.papers.tables.estimated_ways import estimated_ways
from planner.papers.tables.findings import broken, left_out, preferences
from planner.papers.tables.money import costs
from planner.papers.tables.programme import programme
from planner.papers.tables.rooming import rooming
from planner.plan_workbook.actuals_columns import ACTUALS_SHEET
from planner.plan_workbook.plan_sheet import PLAN_SHEET, write_plan_sheet
from planner.plan_workbook.writing.actuals_sheet import actuals_sheet
from planner.plan_workbook.writing.changed_cells import Changes, FormerDraft, WrittenDraft
from planner.plan_workbook.writing.changes import draft_sheet, event_sheet
from planner.plan_workbook.writing.days import day_sheets, days
from planner.plan_workbook.writing.delegations import delegation
from planner.plan_workbook.writing.drop_down_sheet import LIST_SHEET, drop_down_sheet
from planner.plan_workbook.writing.duty_sheets import duty_sheet
from planner.plan_workbook.writing.half_hours import half_hour_sheet
from planner.plan_workbook.writing.overview import overview_sheet
from planner.plan_workbook.writing.table_sheets import table_sheet
from planner.plan_workbook.writing.todo_sheet import todo_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from planner.papers.paper import Paper
    from planner.papers.tables.duties import DutyKind
    from planner.services.result import Result

__all__ = ["FormerDraft", "plan_workbook"]


def plan_workbook(
    paper: Paper, result: Result | None = None, former: FormerDraft | None = None, today: dt.date | None = None
) -> bytes:
    """Return plan.xlsx.

    Parameters
    ----------
    paper : Paper
        The judged plan and the language.
    result : Result, optional
        How good the plan is known to be.
    former : FormerDraft, optional
        The draft before: its number goes up, what has changed is coloured, locks and events are kept.

    today : date, optional
        The day that a new draft bears; a draft that is written again keeps its own.

    Returns
    -------
    bytes
        The same for the same plan and day, wherever it is written.
    """
    with _without_garbage_collection():
        return _written(paper, result, former, today)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Hold the garbage collector off: it looks through hundreds of thousands of cells, a fifth of the time for none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _written(paper: Paper, result: Result | None, former: FormerDraft | None, today: dt.date | None) -> bytes:
    words = paper.words
    draft = WrittenDraft.after(former, paper.plan, today)
    changes = Changes.of(paper, draft.before)
    programmes = {visit.id: programme(paper, visit.id) for visit in paper.week.visits}
    lists = {kind: tables for kind in DUTY_KINDS if (tables := duties(paper, kind))}
    title = words.pick("接待计划", "Reception plan")
    book = StyledBook({"title": title, "author": paper.names.company, "comments": draft.name(paper)})
    _add_sheets(book, paper, list(lists))
    drop_down_sheet(book, paper, draft.plan)
    for kind, tables in lists.items():
        duty_sheet(book, paper, draft, changes, kind, tables)
    overview_sheet(book, paper, draft, result)
    _lists(book, paper, draft)
    half_hour_sheet(book, paper, draft)
    for visit, table in programmes.items():
        delegation(book, paper, draft, changes, visit, table)
    day_sheets(book, paper, draft, changes, list(programmes.values()))
    draft_sheet(book, paper, draft, changes, list(programmes.values()))
    event_sheet(book, paper, draft)
    actuals_sheet(book, paper, draft.footer(paper), draft.actuals)
    write_plan_sheet(book, paper, draft.mark, draft.plan, draft.before)
    return book.close()


def _add_sheets(book: StyledBook, paper: Paper, kinds: list[DutyKind]) -> None:
    """Add all sheets in the order in which they stand."""
    words = paper.words
    book.add("boss", words.pick("一览表", "Overview"))
    book.add("contacts", words.pick("通讯录", "Contacts"))
    book.add("rooming", words.pick("分房表", "Rooming list"))
    book.add("glance", words.pick("周历", "Grid"))
    for visit in paper.week.visits:
        book.add(f"visit:{visit.id}", f"{paper.delegations.number(visit.id):02d} {visit.client}")
    for day in days(paper):
        book.add(f"day:{day}", words.day(day))
    for kind in kinds:
        book.add(f"duty:{kind}", duty_title(kind, words))
    book.add("findings", words.pick("未能安排与未守条款", "Left out, not kept"))
    book.add("costs", words.pick("费用", "Costs"))
    book.add("todos", words.pick("待办事项", "To do"))
    book.add("confirmations", words.pick("确认情况", "Confirmed"))
    book.add("actuals", words.pick(*ACTUALS_SHEET))
    book.add("draft", words.pick("本稿改动", "Changed"))
    book.add("events", words.pick("变更", "Events"))
    for name in (LIST_SHEET, PLAN_SHEET):
        book.add(name, name)


def _lists(book: StyledBook, paper: Paper, draft: WrittenDraft) -> None:
    """Fill the sheets that only show."""
    words = paper.words
    contacts = (guests(paper), outside(paper), hosts(paper))
    table_sheet(book, paper, draft, "contacts", words.pick("通讯录", "Contacts"), contacts, landscape=True)
    table_sheet(book, paper, draft, "rooming", words.pick("分房表", "Rooming list"), rooming(paper))
    findings = (left_out(paper), broken(paper), preferences(paper), estimated_ways(paper))
    title = words.pick("未能安排与未守条款", "Left out and not kept")
    table_sheet(book, paper, draft, "findings", title, findings, landscape=True)
    money = (budget(paper), costs(paper))
    table_sheet(book, paper, draft, "costs", words.pick("费用", "Costs"), money, landscape=True)
    todo_sheet(book, paper, draft)
    told = (confirmation_table(paper),)
    table_sheet(book, paper, draft, "confirmations", words.pick("确认情况", "Confirmed by the guests"), told)
