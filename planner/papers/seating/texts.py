"""The lists as Markdown, like the papers of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.markdown import escape, table_text
from planner.papers.seating import findings, lists, rides
from planner.papers.table import PaperTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.papers.seating.findings import Judged
    from planner.papers.seating.paper import RidePaper, SeatingPaper

MAX_DEVIATION_ROWS = 300
"""Rows of a list of deviations in a text."""


def dinner_texts(paper: SeatingPaper) -> dict[str, str]:
    """Return the Markdown papers of a seated dinner by file name."""
    words = paper.words
    files = {
        words.pick("座次说明", "notes"): (words.pick("座次说明", "Seating"), _notes(paper), findings.verdict(paper)),
        words.pick("座次表-按桌", "seating-by-table"): (words.pick("座次表", "Seating"), lists.by_table(paper), ()),
        words.pick("座次表-按姓名", "seating-by-name"): (words.pick("座次表", "Seating"), [lists.name_list(paper)], ()),
    }
    if paper.meals:
        kitchen, service = lists.kitchen(paper), lists.service(paper)
        files[words.pick("后厨单", "kitchen")] = (kitchen.title, [kitchen], ())
        files[words.pick("上菜次序", "service")] = (service.title, [service], ())
    head = words.comma.join((paper.title, paper.hall))
    return {f"{name}.md": _text(title, head, tables, lines) for name, (title, tables, lines) in files.items()}


def ride_texts(paper: RidePaper) -> dict[str, str]:
    """Return the Markdown papers of a seated ride by file name."""
    words = paper.words
    title = words.pick("乘车安排", "Cars")
    cars = [rides.car_list(paper, seating) for seating in paper.used]
    head = words.comma.join((paper.title, paper.route))
    told = words.pick("乘车说明", "notes-cars")
    return {
        f"{words.pick('乘车安排', 'cars')}.md": _text(
            title, head, [rides.convoy(paper), *cars, rides.passenger_list(paper)]
        ),
        f"{told}.md": _text(words.pick("乘车说明", "Cars"), head, _notes(paper), findings.verdict(paper)),
    }


def _notes(paper: Judged) -> list[PaperTable]:
    return [
        findings.breaches(paper),
        _short(findings.deviations(paper), paper),
        findings.proofs(paper),
        findings.ranking(paper),
    ]


def _short(table: PaperTable, paper: Judged) -> PaperTable:
    """Return a table of a length that is read; the workbook has all of it."""
    words, more = paper.words, len(table.rows) - MAX_DEVIATION_ROWS
    if more <= 0:
        return table
    line = words.pick(f"另有{more}处，见工作簿", f"{more} more, see the workbook")
    return PaperTable(table.id, table.title, table.columns, table.rows[:MAX_DEVIATION_ROWS], (*table.lines, line))


def _text(title: str, head: str, tables: Sequence[PaperTable], lines: Iterable[str] = ()) -> str:
    """Return a paper: title, the line under it, statements, and the tables that have rows."""
    if len(tables) == 1:
        return f"{escape(head)}\n\n" + table_text(tables[0], level=1)
    parts = [f"# {escape(title)}", "", escape(head), ""]
    parts += [f"- {escape(text)}" for text in lines]
    return "\n".join([*parts, "", *(table_text(table) for table in tables if table.rows)])
