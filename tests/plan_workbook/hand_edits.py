"""Random changes by hand: cells of plan.xlsx that a planner might change, as they type it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.domain.changed_sides import changed_sides
from models.domain.clock import hhmm
from models.domain.plan import Plan
from models.domain.revision import Revision
from models.domain.tiers import UPPER_TIERS, Tier
from models.rules.stability.pin_constraints import unkept_sides, unkept_staff_sides
from planner.judging.check import check
from planner.papers.paper import Paper
from planner.plan_workbook.decided_texts import DecidedTexts
from planner.plan_workbook.reading import PlanBook, read_plan_book
from planner.plan_workbook.reading.locks import pins_of
from planner.plan_workbook.writing import plan_workbook
from planner.services.result import Limits, Result
from planner.services.solve import solve
from tests.plan_workbook.opened import opened
from tests.searches import less_effort
from tests.services.asked import asked, planned

FIELDS = {"day": 1, "time": 2, "what": 3, "place": 4, "people": 5, "cars": 6, "note": 7, "lock": 8}
"""Field → its column on the sheet of a delegation."""
LIMITS = Limits(seconds=None, rounds=0)


@dataclass(frozen=True)
class CellChange:
    """A cell that is changed: sheet, row, field and what is typed."""

    sheet: str
    row: int
    field: str
    text: str


@cache
def written() -> bytes:
    """Return plan.xlsx of the plan of ``tests.services.asked``."""
    return plan_workbook(Paper(check(asked().week, planned(), asked().edition)))


@cache
def rows() -> tuple[tuple[str, int, dict[str, str]], ...]:
    """Return the rows of all delegations that tell something of the plan: sheet, row, field → text."""
    found = []
    for sheet in opened(written()).worksheets:
        if not sheet.title[:2].isdigit():
            continue
        for number in range(1, sheet.max_row + 1):
            key = str(sheet.cell(number, 9).value or "-")
            if ("/" in key and not key.startswith("_")) or key.startswith("night+"):
                texts = {name: str(sheet.cell(number, k).value or "") for name, k in FIELDS.items()}
                found.append((sheet.title, number, texts))
    return tuple(found)


def random_change(rng: random.Random) -> CellChange:
    """Draw a change of time, place, people, cars or lock of some row."""
    company = asked().week.company
    while True:
        sheet, row, texts = rng.choice(rows())
        field = rng.choice(["time", "time", "place", "people", "cars", "lock"])
        text = texts[field]
        if field == "lock":
            return CellChange(sheet, row, field, rng.choice(["全部", "时间", "地点", "时间、人员"]))
        if field == "time" and "–" in text and "抵达" not in texts["what"]:
            return CellChange(sheet, row, field, _shifted(text, rng.choice([-90, -45, -30, -15, 15, 30, 60, 120])))
        if field == "place" and "→" not in text:
            rooms = [f"公司 {room.name}" for room in company.rooms]
            dining = [f"{r.name} {room.name}" for r in asked().week.restaurants for room in r.dining_rooms]
            hotels = [hotel.name for hotel in asked().week.hotels]
            return CellChange(sheet, row, field, rng.choice(rooms + dining + hotels))
        if field == "people" and "：" in text and "待落实" not in text:
            first = text.splitlines()[0]
            role, _, _named = first.partition("：")
            name = rng.choice(["", *(p.name for p in company.people)])
            new = f"{role}：{name}" if name else ""
            return CellChange(sheet, row, field, "\n".join([new, *text.splitlines()[1:]]).strip())
        if field == "cars" and text and "自备" not in text:
            vehicle, driver = rng.choice(company.vehicles), rng.choice(company.drivers)
            return CellChange(sheet, row, field, f"{vehicle.name} 司机{driver.name}")


def _shifted(text: str, minutes: int) -> str:
    parts = [int(part[:2]) * 60 + int(part[3:5]) + minutes for part in text.replace("–", "-").split("-")]
    return "-".join(hhmm(minute % 1440) for minute in parts)


def changed_book(folder: Path, changes: list[CellChange]) -> PlanBook:
    """Write the workbook with changed cells and read it back."""
    book = opened(written())
    for change in changes:
        book[change.sheet].cell(change.row, FIELDS[change.field]).value = change.text
    path = folder / "plan.xlsx"
    book.save(path)
    return read_plan_book(path, asked().week)


def improved(book: PlanBook) -> Result:
    """Improve the changed plan as ``jiedai plan --start-from`` does."""
    week, edition, revision = asked().week, asked().edition, Revision(pins=pins_of(book))
    with less_effort():
        return solve(week, LIMITS, edition, start_from=book.plan, revision=revision, decided=book.hand_changes)


def complaints(book: PlanBook, result: Result) -> list[str]:
    """Return what is wrong with the answer: changes neither kept nor told, moves without a gain."""
    found = [f"must: {b.violation.say()}" for b in result.report.score.musts]
    given_up = {each.decision.source: each for each in result.given_up}
    for decision in book.hand_changes.decisions:
        told = given_up.get(decision.source)
        if told is not None:
            found += [] if told.broken else [f"{decision.source} given up without a clause"]
            continue
        for pin in decision.pins:
            sides = [*unkept_sides(result.facts, pin, result.plan), *unkept_staff_sides(result.facts, pin, result.plan)]
            found += [f"{decision.source} silently undone: {pin}"] if sides else []
    lines = list(DecidedTexts(Paper(result.report), book.decided, result).lines())
    for source in given_up:
        found += [] if any(source in line for line in lines) else [f"{source} is not told"]
    return found + needless_moves(book.plan, result)


def needless_moves(start: Plan, result: Result) -> list[str]:
    """Return what moved although the plan was sound and nothing got better that people notice."""
    before = check(asked().week, start, asked().edition).score
    after = result.report.score.tiers
    upper = len(UPPER_TIERS)
    if after[:upper] > before.tiers[:upper] and not before.musts:
        return ["worse than the start"]
    noticed = before.tiers[Tier.PREFERENCE] * 100 > after[Tier.PREFERENCE] * 103
    if before.musts or after[:upper] < before.tiers[:upper] or noticed:
        return []
    return [f"moved for nothing: {side}" for side in changed_sides(start, result.plan)]
