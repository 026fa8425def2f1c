"""plan.xlsx judged: read back, checked by every rule, and given back with the cells marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain.bilingual import Half, in_language
from planner.formats.workbook.book import address
from planner.formats.workbook.mark_findings import CellMark
from planner.judging.check import check
from planner.papers.tables.findings import clause
from planner.plan_workbook.reading import PlanBook, read_plan_book
from planner.plan_workbook.reading.break_locations import BreakLocations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.domain.errors import Fault, FaultyInput
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.papers.paper import Paper

_WHERE = re.compile(r"(?P<sheet>.+)!(?P<cell>[A-Z]+\d+)")
_MARKED_LEVELS = ("must", "should")
"""Levels that are marked; preferences would colour half of the workbook."""


def check_book(week: Week, path: Path) -> tuple[PlanBook, Report]:
    """Read plan.xlsx and judge it in full.

    Raises
    ------
    FaultyInput
        See ``planner.plan_workbook.reading.read_plan_book``.
    """
    book = read_plan_book(path, week)
    return book, check(book.week, book.plan, book.edition)


def marks_of(paper: Paper, book: PlanBook) -> list[CellMark]:
    """Return the marks of a judged plan.xlsx: every break of a must or should, at each of its cells."""
    places, found = BreakLocations(book, paper.facts), []
    for broken in paper.report.broken(*_MARKED_LEVELS):
        if broken.waived:
            continue
        violation, rule = broken.violation, broken.rule
        what = violation.say(paper.words.lang) or paper.words.pick(rule.title, rule.title_en)
        text = f"{paper.words.rule_level(rule.level)}　{clause(paper, rule)}：{what}"
        refs = places.of(broken)
        found += [CellMark(ref.sheet, address(ref.row, ref.column), rule.level, text) for ref in refs]
        if not refs:
            found.append(CellMark(paper.names.client(violation.visit) if violation.visit else "", "", rule.level, text))
    return found


def marks_of_faults(error: FaultyInput, language: Half) -> list[CellMark]:
    """Return the marks of what could not be read."""
    return list(_fault_marks(error.faults, language))


def _fault_marks(faults: tuple[Fault, ...], language: Half) -> Iterator[CellMark]:
    for fault in faults:
        place = _WHERE.fullmatch(fault.where)
        text = in_language(fault.what + (f"（{fault.maybe}）" if fault.maybe else ""), language)
        if place:
            yield CellMark(place["sheet"], place["cell"], "must", text)
        else:
            yield CellMark(fault.where, "", "must", text)
