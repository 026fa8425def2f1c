"""Workbooks in memory for tests: a small week, cells changed by sheet, row and header."""

from __future__ import annotations

import copy
from typing import Any

from models.domain.errors import Fault, FaultyInput
from models.domain.week import Week
from planner.formats.week import week_of
from planner.formats.workbook.book import Book, Cell, Sheet
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import book_of
from tests.weeks import company, group, members, visit, week


def small() -> Week:
    """Return a week with two visits and some of everything."""
    first = visit(
        "north",
        client="北方能源",
        members=members(3),
        groups=[group()],
        waivers=[{"rule": "MEAL-07", "scope": "museum", "approver": "boss"}],
        requests=[
            {"kind": "exchange", "id": "talk", "title": "技术交流会", "topic": "盾构机", "minutes": 90},
            {"kind": "tour", "id": "tour"},
            {"kind": "banquet", "id": "dinner", "host": "boss"},
            {"kind": "sight", "id": "museum", "place": "museum"},
        ],
    )
    second = visit("south", client="南方水务", members=members(2), groups=[group()], requests=[])
    away = [{"start": "2026-09-23T08:00", "end": "2026-09-23T18:00", "note": "出差"}]
    base = company(calendar={"workdays": ["2026-09-26"]}, taboo=["2026-09-24"])
    people = [person.replace(leave=away) if person.id == "pat" else person for person in base.people]
    rooms = [room.replace(closures=away) if room.id == "r3" else room for room in base.rooms]
    ways = [way for way in company().ways if "site" in (way.a, way.b)]
    return week(first, second, company=base.replace(ways=ways, people=people, rooms=rooms))


def book(of: Week | None = None) -> Book:
    """Return a week as a workbook in memory."""
    found = book_of(of or small())
    found.file = "week.xlsx"
    return found


def sheet(of: Book, title: str) -> Sheet:
    """Return a sheet."""
    return next(sheet for sheet in of.sheets if sheet.name == title)


def column(of: Sheet, header: str) -> int:
    """Return the number of a column."""
    return next(at for at, cell in of.rows[1].items() if str(cell.value).rstrip("*") == header)


def write(of: Book, title: str, row: int, header: str, value: Any, trouble: Any = "") -> str:
    """Put a value into a cell, None to clear it; return its place."""
    from planner.formats.workbook.book import address

    page = sheet(of, title)
    at = column(page, header)
    if value is None and not trouble:
        page.rows[row].pop(at, None)
    else:
        page.put(Cell(row, at, value, trouble))
    return f"{title}!{address(row, at)}"


def read(of: Book) -> Week:
    """Read a workbook that is in memory; it stays as it is."""
    return week_of(raw_of(copy.deepcopy(of)))


def outcome(of: Book) -> tuple[Week | None, tuple[Fault, ...]]:
    """Return what is read of a workbook, or its faults."""
    try:
        return week_of(raw_of(of)), ()
    except FaultyInput as error:
        return None, error.faults


def faults(of: Book) -> dict[str, str]:
    """Return the faults of a workbook: what and maybe, by place."""
    found: dict[str, str] = {}
    for fault in outcome(copy.deepcopy(of))[1]:
        found[fault.where] = (found.get(fault.where, "") + f" {fault.what} → {fault.maybe}").strip()
    return found
