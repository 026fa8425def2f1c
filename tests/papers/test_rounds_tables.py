"""Tables, map and workbook of rounds: what each reader looks for stands there, in both languages."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from PIL import Image

from models.domain.clock import at
from models.domain.rounds_plan import RoundsPlan
from planner.papers.rounds.changed import rounds_changes
from planner.papers.rounds.label_places import LabelBox, label_boxes
from planner.papers.rounds.lists import (
    appointments_table,
    balance_table,
    birthdays_table,
    districts_table,
    missed_table,
    overdue_table,
    rules_table,
)
from planner.papers.rounds.map import map_of_districts, map_of_week
from planner.papers.rounds.rounds_workbook import rounds_workbook, verdict_lines
from planner.papers.rounds.routes import glance_table, route_table
from tests.rounds_example import full_book, missed, paper
from tests.rules.outbound.rounds import MONDAY, call, rounds_plan


def test_route_of_a_day() -> None:
    """Ways, times, customer, contact, what to bring, who keeps for lunch, a birthday in two days, lunch, way back."""
    shown = paper()
    (day,) = shown.days
    table = route_table(shown, day)
    assert table.title == "赵敏：9月21日 周一"
    first, lunch, second, back = (row.cells for row in table.rows)
    assert first[:4] == ("10:55", "11:00–11:20", "甲商行\nC级", "金水区花园路8号")
    assert first[4] == "孙经理\n13900000001"
    assert first[5].split("\n") == ["带：样品一盒", "常留午餐", "联系人生日：9月23日", "门口可停车"]
    assert lunch[1:3] == ("11:30–13:45", "午餐、休息")
    assert second[:3] == ("13:55", "14:00–14:20", "乙公司\nC级")
    assert back[2] == "回公司"
    assert "从公司出发" in table.lines[0]
    assert back[0] in table.lines[0]


def test_way_back_before_leave() -> None:
    """Who is on leave from noon is back when the way takes them, not at noon."""
    leave = [{"start": "2026-09-21T12:00", "end": "2026-09-22T00:00"}]
    shown = paper(full_book(zhao={"leave": leave}), rounds_plan(call("21 09:00")))
    back = route_table(shown, shown.days[0]).rows[-1].cells
    minutes = shown.facts.minutes(shown.book.specialist("zhao"), "jia", "office")
    assert back[0] == shown.clock(at(MONDAY, 9 * 60 + 20) + minutes)
    assert "12:00 起请假" in glance_table(shown, 0).rows[0].cells[1]


def test_a_visit_to_us_stands_in_the_day() -> None:
    """A visit to us is told at a glance and on the route."""
    taken = [{"specialist": "zhao", "start": "2026-09-21T14:00", "end": "2026-09-21T16:00", "note": "接待中能"}]
    shown = paper(full_book(taken=taken), rounds_plan(call("21 09:00")))
    assert "14:00–16:00 接待中能" in glance_table(shown, 0).rows[0].cells[1]
    assert ("14:00–16:00", "接待中能") in [row.cells[1:3] for row in route_table(shown, shown.days[0]).rows]


def test_missed_calls_of_one_reason_are_one_row() -> None:
    """Two missed calls alike are counted; what is proven is said; paused customers stand last and weigh nothing."""
    plan = RoundsPlan(
        book="book",
        missed=(
            missed("a", "paused", price=0, zh="暂停"),
            missed("b", proven=True),
            missed("c", proven=True),
        ),
    )
    shown = paper(plan=plan)
    rows = [row.cells for row in missed_table(shown).rows]
    assert [row[4:7] for row in rows] == [
        ("2", "客户不营业", "客户不开门（已证明不可能）"),
        ("1", "暂停拜访", "暂停"),
    ]
    assert [one.id for one in shown.missed] == ["b", "c"]


def test_lists() -> None:
    """Appointments, overdue calls, districts, work, birthdays."""
    late = {"last_call": dt.date(2026, 9, 1), "interval_days": 7}
    agreed = [{"id": "x", "customer": "yi", "day": "2026-09-21", "time": "14:00"}]
    plan = rounds_plan(call("21 11:00", id="jia:2026-09-08"), call("21 14:00", "yi", id="agreed:x"))
    shown = paper(full_book(jia=late, appointments=agreed), plan)
    assert [row.cells[6:8] for row in appointments_table(shown).rows] == [("", "□"), ("定时", "√")]
    (row,) = overdue_table(shown).rows
    assert row.cells == ("甲商行", "C", "金水区", "9月1日", "13天", "9月21日 周一 11:00", "赵敏")
    (row,) = districts_table(shown).rows
    assert row.cells == ("金水区", "赵敏、钱伟", "2", "0", "0", "2", "2", "40分钟", "0")
    zhao, qian, whole = (row.cells for row in balance_table(shown).rows)
    assert zhao[:5] == ("赵敏", "2", "2", "100%", "1")
    assert qian[2] == "0"
    assert whole[2] == "2"
    (row,) = birthdays_table(shown).rows
    assert row.cells[0] == "9月23日 周三"
    assert row.cells[4] == "9月21日 周一 11:00 赵敏"


def test_rules_that_are_not_kept() -> None:
    """A rule is told once, with the worst of its breaks."""
    rows = rules_table(paper(plan=rounds_plan(call("21 10:15"), call("21 11:00", "yi")))).rows
    (good_hours,) = (row.cells for row in rows if row.cells[0] == "OUT-02")
    assert good_hours[3] == "2"
    assert "乙公司" in good_hours[4] or "甲商行" in good_hours[4]


def test_two_of_one_name_are_told_apart() -> None:
    """Customers of one name are told with their districts everywhere."""
    customers = [{**one.model_dump(mode="json"), "name": "宏达"} for one in full_book().customers]
    customers[1]["district"] = "二七区"
    people = [{"id": "zhao", "name": "赵敏", "districts": ["金水区", "二七区"]}]
    shown = paper(
        full_book().model_validate(
            {**full_book().model_dump(mode="json"), "customers": customers, "specialists": people}
        )
    )
    assert shown.customer("jia") == "宏达（金水区）"
    assert "宏达（二七区）" in glance_table(shown, 0).rows[0].cells[1]


def test_changes() -> None:
    """A call is moved where its due call got another id; unchanged ones are not told; a dropped one has its reason."""
    former = rounds_plan(call("21 09:00"), call("21 14:00", "yi"))
    after = rounds_plan(call("22 10:00", id="agreed:x"), missed=(missed(f"yi:{MONDAY}.1"),))
    table = rounds_changes(paper(plan=after), former)
    assert [row.cells for row in table.rows] == [
        ("取消", "乙公司", "9月21日 周一 14:00 赵敏", "—", "客户不开门"),
        ("改动", "甲商行", "9月21日 周一 09:00 赵敏", "9月22日 周二 10:00 赵敏", ""),
    ]
    assert not rounds_changes(paper(plan=former), former).rows


def test_labels_never_meet() -> None:
    """Labels cover neither each other nor a point, and stay on the page; where there is no room there is none."""
    points = [(50.0 + 4 * (k % 6), 50.0 + 4 * (k // 6)) for k in range(30)]
    page = LabelBox(0, 0, 160, 160)
    boxes = label_boxes(points, ["甲乙商行"] * 30, 7, page)
    placed = [box for box in boxes if box is not None]
    assert 0 < len(placed) < 30
    for number, box in enumerate(placed):
        assert box.within(page)
        assert not any(box.meets(other) for other in placed[number + 1 :])
        assert not any(box.left < x < box.right and box.bottom < y < box.top for x, y in points)


def test_maps() -> None:
    """Maps are pictures; who has no calls in a week has none."""
    shown = paper()
    picture = Image.open(io.BytesIO(map_of_districts(shown)))
    assert picture.size == (1650, 1110)
    assert len(picture.convert("L").getcolors(1 << 20) or []) > 10
    assert map_of_week(shown, shown.book.specialist("zhao"), 0) is not None
    assert map_of_week(shown, shown.book.specialist("qian"), 0) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workbook(lang: str) -> None:
    """The first sheet says what matters and leads on; a customer's name that begins like a formula stays text."""
    customers = [one.replace(name="=1+1") if one.id == "yi" else one for one in full_book().customers]
    shown = paper(full_book().replace(customers=tuple(customers)), lang=lang)
    book = openpyxl.load_workbook(io.BytesIO(rounds_workbook(shown)))
    said = {"zh": "应拜访 2 次，排上 2 次（100%）", "en": "2 of 2 due calls planned (100%)"}[lang]
    assert any(said in line for line in verdict_lines(shown))
    assert any(said in str(row[0].value) for row in book.worksheets[0].iter_rows())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == "=1+1" for cell in cells)
    assert len(book.sheetnames) >= 6
