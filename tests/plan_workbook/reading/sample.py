"""A small week with a sound plan, its plan.xlsx, and a planner's hand that changes cells in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.cell import Cell

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.catalogue import rules
from models.rules.core.score import Broken
from planner.judging.check import Report, judge
from planner.papers.paper import Paper
from planner.plan_workbook.reading import PlanBook, read_plan_book
from planner.plan_workbook.reading.break_locations import BreakLocations
from planner.plan_workbook.writing import plan_workbook
from tests.plan_workbook.opened import opened
from tests.rules.hands import everywhere, with_duty
from tests.weeks import banquet, company, day, facts, members, place, plan, sight, talk, tour, visit

_SUITES = [{"kind": "suite", "price": 800}]
COLUMNS = {"day": 1, "time": 2, "what": 3, "place": 4, "people": 5, "cars": 6, "note": 7, "lock": 8}


@cache
def the_facts() -> Facts:
    """Two delegations; one person on leave, a room closed on Tuesday, a sight with hours, rivals."""
    away = {"start": "2026-09-22T00:00", "end": "2026-09-23T00:00"}
    shut = {"start": "2026-09-22T12:00", "end": "2026-09-22T18:00"}
    people = [p.replace(leave=[away]) if p.id == "bob" else p for p in company().people]
    rooms = [room.replace(closures=[shut]) if room.id == "r3" else room for room in company().rooms]
    day_time, shifts = [{"open": "09:00", "close": "17:00"}], [{"open": "08:00", "close": "16:00"}]
    shops = [w.replace(hours=shifts) if w.id == "w2" else w for w in company().workshops]
    only = {"museum": {"hours": day_time}, "lakeside": {"hours": day_time}, "grand": {"room_types": _SUITES}}
    houses = [{**row, **only.get(row["id"], {})} for row in place("site")]
    house = company(places=houses).replace(people=people, rooms=rooms, workshops=shops)
    one = visit(
        "v1",
        talk(experts=["ann"], leader="boss", leader_part="all"),
        tour(after="talk", same_day="talk"),
        banquet(host="deputy"),
        sight(part="morning"),
        talk("fixed", at="2026-09-22T14:00", title="定时会谈"),
        members=members(3, diet=["halal"]),
        taboo=[day(22)],
        meet_first="talk",
        meet_first_must=True,
    )
    two = visit("v2", talk(experts=["bob"]), tour(), sight("mall", "museum"), rivals=["v1"], refused=["temple"])
    return facts(one, two, company=house)


@cache
def the_plan() -> Plan:
    """The two stay out of each other's way."""
    f = the_facts()
    p = plan(
        f,
        v1=[
            ("talk", "21 09:30", {"room": "r1"}),
            ("lunch", "21 12:00"),
            ("tour", "21 13:30"),
            ("check_in", "21 16:00"),
            ("welcome", "21 18:00", {"place": "garden", "dining_room": "p1"}),
            ("museum", "22 09:30"),
            ("lunch", "22 12:00"),
            ("fixed", "22 14:00", {"room": "r1"}),
        ],
        v2=[
            ("tour", "21 09:30"),
            ("lunch", "21 12:00", {"place": "inn_dining", "dining_room": "hall"}),
            ("check_in", "21 14:00"),
            ("talk", "21 16:00", {"room": "r2"}),
            ("dinner", "21 18:15", {"place": "inn_dining", "dining_room": "hall"}),
            ("mall", "22 14:00"),
            ("lunch", "22 12:00", {"place": "inn_dining", "dining_room": "hall"}),
        ],
    )
    p = with_duty(p, "v1/welcome", "leader", "deputy", -20)
    for id, role, person in (
        ("v1/talk", "expert", "ann"), ("v1/talk", "leader", "boss"),
        ("v1/tour", "docent", "dot"), ("v2/tour", "docent", "dan"), ("v2/talk", "expert", "bob"),
    ):  # fmt: skip
        p = with_duty(p, id, role, person)
    p = everywhere(p, "v1", vehicle="mpv1", driver="d1")
    return everywhere(p, "v2", vehicle="bus1", driver="d3")


@cache
def the_report() -> Report:
    """The plan judged by the default edition."""
    f = the_facts()
    return judge(f, the_plan(), rules(f.edition))


@cache
def the_bytes() -> bytes:
    """Its plan.xlsx."""
    return plan_workbook(Paper(the_report()))


class Hand:
    """Opens plan.xlsx, changes cells and saves it."""

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        self.path = path / "plan.xlsx"
        self.path.write_bytes(content or the_bytes())
        self.book = opened(content or the_bytes())

    def sheet(self, part: str) -> Any:
        """Return the sheet whose name has a part."""
        return next(sheet for sheet in self.book.worksheets if part in sheet.title)

    def row(self, sheet: str, text: str, column: str = "what", nth: int = 0) -> int:
        """Return the number of the row with a text."""
        raw = self.sheet(sheet)
        found = [r for r in range(1, raw.max_row + 1) if text in str(raw.cell(r, COLUMNS[column]).value or "")]
        return found[nth]

    def cell(self, sheet: str, text: str, column: str, nth: int = 0) -> Cell:
        """Return a cell of the row with a text in 活动内容."""
        return self.sheet(sheet).cell(self.row(sheet, text, nth=nth), COLUMNS[column])

    def write(self, sheet: str, text: str, column: str, value: Any, nth: int = 0) -> str:
        """Write into a cell and return its address."""
        cell = self.cell(sheet, text, column, nth)
        cell.value = value
        return f"{cell.parent.title}!{cell.coordinate}"

    def read(self) -> PlanBook:
        """Save the workbook and read it back."""
        self.book.save(self.path)
        return read_plan_book(self.path, the_facts().week)


def news(book: PlanBook, *levels: str) -> list[tuple[Broken, list[str]]]:
    """Return the breaks that the plan as written did not have, each with its cells."""
    f = the_facts()
    old = {(b.rule.id, b.violation.about, b.violation.amount) for b in the_report().broken()}
    places = BreakLocations(book, f)
    found = judge(f, book.plan, rules(f.edition)).broken(*(levels or ("must",)))
    new = [b for b in found if (b.rule.id, b.violation.about, b.violation.amount) not in old]
    return [(broken, [str(ref) for ref in places.of(broken)]) for broken in new]
