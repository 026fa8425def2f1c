"""Workbooks in memory for tests: a small week, cells changed by sheet, row and header."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from models.domain.bilingual import in_both
from models.domain.errors import Fault, FaultyInput
from models.domain.week import Calendar, Week
from planner.formats.week import week_of
from planner.formats.workbook.book import Book, Cell, Sheet
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import book_of
from tests.one_language import leaks
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


def everything() -> Week:
    """Return a week that uses what the others do not."""
    odd = visit(
        "v1",
        client="“甲”公司（集团）;=1+1",
        groups=[
            group(members=["m1"], note="行李多"),
            group("g2", members=["m2", "m3"], unnamed=2, depart="22 09:00"),
        ],
        members=[
            *members(2, name="Wang (Tom)", languages=["th", "en"], spouse_of="m2", rooms_with="m2", medical="起搏器"),
            {"id": "m3", "name": "王 喆", "age": "senior", "frail": True, "diet": ["halal", "no_nuts"], "note": "a；b"},
        ],
        requests=[
            {"kind": "exchange", "id": "a", "title": "公司", "on": "2026-09-21", "at": "2026-09-21T10:00",
             "experts": ["ann", "bob"]},
            {"kind": "training", "id": "b", "topic": "液压、气动", "sessions": 3, "trainer": "ann",
             "members": ["m1", "m3"]},
            {"kind": "gift", "id": "c", "what": "瓷器", "unit_price": 300, "each": False, "photographer": True},
            {"kind": "signing", "id": "d", "leader": "boss", "after": "a", "tea": False,
             "equipment": ["video", "sofa"]},
            {"kind": "banquet", "id": "e", "occasion": "thanks", "lunch": True, "joint": "j", "price": 0,
             "form": "buffet", "cuisine": "western", "seated": True},
            {"kind": "night_away", "id": "f", "hotel": "inn", "on": "2026-09-21"},
            {"kind": "photo", "id": "g", "photographer": False, "earliest": "08:30", "latest": "25:30"},
            {"kind": "entertainment", "id": "h"},
            {"kind": "tour", "id": "i", "lounge": "l1", "explain": ["甲、乙", "丙"], "dress": "便装",
             "reception_line": ["boss", "eli"]},
            {"kind": "call", "id": "k", "leader": "boss"},
            {"kind": "project", "id": "l", "place": "plant"}, {"kind": "sight", "id": "m", "place": "opera"},
            {"kind": "shopping", "id": "n"},
            {"kind": "ceremony", "id": "o", "occasion": "wreath", "place": "square", "companions": ["ann"],
             "hosts": [
                {"name": "王刚", "organisation": "市政府", "title": "副市长"},
                {"name": "李敏", "organisation": "市政府, 外办", "title": "主任（正处级）"},
                {"name": "Peter Smith", "organisation": "City Hall", "title": "Mayor"},
                {"name": "赵六", "organisation": "经理学院"}, {"name": "钱七", "title": "Vice Mayor"},
                {"name": "孙八"}]},
            {"kind": "performance", "id": "p", "place": "toll", "venue": "三楼"},
        ],
        sub_groups=[{"id": "s", "members": ["m1"], "requests": ["a", "b"], "note": "n"}],
        waivers=[
            {"rule": "MEAL-07", "scope": "2026-09-21", "approver": "boss"},
            {"rule": "ARR-01", "scope": "museum", "approver": "x"},
            {"rule": "ARR-01", "scope": "v1/item", "approver": "x"},
        ],
        rivals=["v2"], provides={"cars": False, "lodging": False}, hotel="inn", contract=0, taboo=["2026-09-22"],
        hotel_first=False, meet_first="周主任", meet_first_must=True, influential=True, dress="正装",
        plates="豫A·2、豫B", contact={"name": "周小姐", "phone": "0371"},
        refused=["museum", "temple"], clearance=["w3"], vip_lane=True, budget=12345, sights="planner", escort="eli",
    )  # fmt: skip
    twin = visit("v2", client="“甲”公司（集团）;=1+1")
    base = company()
    away = [{"start": "2026-09-21T00:00", "end": "2026-09-23T00:00", "note": "a"}]
    away += [{"start": "2026-09-24T08:30", "end": "2026-09-24T12:00"}]
    people = [p.replace(name="同名", leave=away) if p.id in ("ann", "bob") else p for p in base.people]
    places = [
        p.replace(
            closed=["2026-09-25"],
            closures=away,
            hours=[{"open": "20:00", "close": "26:00", "weekdays": ["Sun", "Mon"]}],
        )
        for p in reversed(base.places)
    ]
    places.append({"kind": "road", "id": "toll", "name": "高速口"})
    kinds = ("border", "helipad", "works", "office", "ministry")
    places += [{"kind": kind, "id": kind, "name": f"某{kind}"} for kind in kinds]
    places.append({"kind": "hall", "id": "square", "name": "广场", "closures": away})
    host = base.replace(
        people=people, places=places, taboo=["2026-09-24"],
        rooms=[*base.rooms, {"id": "r9", "name": "九", "seats": 9, "at": "office"}],
        calendar={"workdays": ["2026-09-26"], "holidays": ["2026-09-21"]},
        vehicles=[v.replace(closures=away, plate="豫A·1", home="inn") for v in base.vehicles],
        lounges=[{"id": "l1", "name": "贵宾厅", "place": "site", "seats": 8, "closures": away}],
    )  # fmt: skip
    joint = {"id": "j", "kind": "banquet", "visits": ["v1", "v2"], "at": "2026-09-21T12:00"}
    own = Calendar(workdays=(dt.date(2026, 9, 27),), announced=False)
    return week(odd, twin, company=host, joints=[joint], note="周备注", official=own, days=9)


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
    """Return the faults of a workbook: what and maybe, by place; each of them is told in one language alone."""
    found: dict[str, str] = {}
    cells = (str(cell.value) for sheet in of.sheets for row in sheet.rows.values() for cell in row.values())
    given = "\n".join([*(sheet.name for sheet in of.sheets), *cells])
    for fault in outcome(copy.deepcopy(of))[1]:
        assert leaks(fault, given) == [], fault
        text = in_both(f" {fault.what} → {fault.maybe}")
        found[fault.where] = (found.get(fault.where, "") + text).strip()
    return found
