"""Papers of rounds: what the specialist, the secretary and the manager hold in their hands."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from fractions import Fraction

import docx
import openpyxl
import pytest

from models.domain.month_record import DoneCall, MonthAims, MonthRecord
from planner.language.words import Words
from planner.packet.calendars import calendar_file, read_former
from planner.packet.document.model import Document, Grid, Listing, Paragraph, QrCodes
from planner.packet.rounds.plan_for_approval import plan_for_approval
from planner.packet.rounds.records import CHECKS, check_lists, day_records, sign_in_list
from planner.packet.rounds.round_calendars import round_calendar
from planner.packet.rounds.round_files import round_files
from planner.packet.rounds.round_messages import round_messages
from planner.packet.rounds.route_sheet import route_sheets
from planner.packet.rounds.score_sheet import number_text, percent, score_sheets
from planner.packet.rounds.workdays import last_workday, workdays_after
from planner.papers.rounds.rounds_paper import RoundsPaper
from tests.rounds_example import full_book, missed, paper
from tests.rules.outbound.rounds import MONDAY, call, rounds_plan


@pytest.fixture(scope="module")
def shown() -> RoundsPaper:
    """The little planned book."""
    return paper()


def grids(document: Document) -> list[Grid]:
    """Return the tables of a paper."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def text(document: Document) -> str:
    """Return its paragraphs and points."""
    parts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return "\n".join([*parts, *(item for b in document.blocks if isinstance(b, Listing) for item in b.items)])


def test_route_sheet_has_a_code_of_each_customer(shown: RoundsPaper) -> None:
    """A vCard with contact, telephone, address and position, as telephones read it; no number where there is none."""
    sheet = route_sheets(shown, shown.book.specialist("zhao"))
    (codes,) = [block for block in sheet.blocks if isinstance(block, QrCodes)]
    assert [name for _, name in codes.codes] == ["甲商行", "乙公司"]
    lines = codes.codes[0][0].split("\r\n")
    for line in (
        "FN:孙经理",
        "ORG:甲商行",
        "TEL;TYPE=CELL:13900000001",
        "ADR;TYPE=WORK:;;金水区花园路8号;;;;",
        "GEO:34.78;113.66",
    ):
        assert line in lines
    assert not any(line.startswith("TEL") for line in codes.codes[1][0].split("\r\n"))
    assert "到甲商行后，先用当地固定电话向客户服务部签到" in text(sheet)


def test_report_says_what_is_due_when() -> None:
    """On Thursday: the report by Saturday, answers in two workdays (Monday), what lacks in a week."""
    shown = paper(plan=rounds_plan(call("24 11:00")))
    report = day_records(shown, shown.book.specialist("zhao"))
    assert "9月26日 前交主管；客户的问题 9月28日 前答复；缺货 10月1日 前补齐" in text(report)
    assert grids(report)[0].rows[0][:2] == ("11:00–11:20", "甲商行\n孙经理\n ")


def test_check_list_has_a_column_a_customer(shown: RoundsPaper) -> None:
    """Everything that S3 asks to be looked at, for every customer of the day."""
    (grid,) = grids(check_lists(shown, shown.book.specialist("zhao")))
    assert grid.columns[1:] == ("甲商行", "乙公司")
    assert [row[0] for row in grid.rows] == [zh for zh, _ in CHECKS]
    for asked in ("展示", "门头", "明显位置", "缺货", "牌匾"):
        assert any(asked in row[0] for row in grid.rows)


def test_sign_ins_are_of_first_calls() -> None:
    """One row a person and day: their first call and when they are there."""
    shown = paper(plan=rounds_plan(call("21 11:00"), call("21 14:00", "yi"), call("22 09:00", by="qian", id="x")))
    (grid,) = grids(sign_in_list(shown))
    assert [row[:5] for row in grid.rows] == [
        ("9月21日 周一", "赵敏", "13800000001", "甲商行", "10:55"),
        ("9月22日 周二", "钱伟", "", "甲商行", "08:55"),
    ]


def test_plan_for_approval() -> None:
    """Due on the last workday of the month before; each customer with its calls of those that are due; missed ones."""
    shown = paper(plan=rounds_plan(call("21 11:00"), missed=(missed(f"yi:{MONDAY}.1"),)))
    plan = plan_for_approval(shown)
    assert "8月31日 周一" in text(plan)
    assert [row[3:] for row in grids(plan)[-1].rows] == [("赵敏", "1/1", "9-21周一"), ("", "0/1", "")]
    assert any("客户不开门" in cell for grid in grids(plan) for row in grid.rows for cell in row)


def test_messages() -> None:
    """A question where nothing is agreed, a reminder where it is; the specialist has all calls with what to bring."""
    agreed = [{"id": "x", "customer": "yi", "day": "2026-09-21", "time": "14:00"}]
    plan = rounds_plan(call("21 11:00"), call("21 14:00", "yi", id="agreed:x"))
    ours, first, second = round_messages(paper(full_book(appointments=agreed), plan))
    assert "11:00 甲商行 金水区花园路8号（带：样品一盒" in ours.text
    assert "孙经理：您好！我是公司赵敏，想在 9月21日 周一 11:00 到贵处拜访，约20分钟，是否方便？" in first.text
    assert (first.to, first.phone) == ("孙经理", "13900000001")
    assert "按约定 9月21日 周一 14:00" in second.text


def test_calendar_keeps_its_events(shown: RoundsPaper) -> None:
    """A call that moves keeps its UID and raises SEQUENCE; one that is gone is cancelled."""
    person = shown.book.specialist("zhao")
    before = read_former(calendar_file(round_calendar(shown, person)))
    moved = paper(plan=rounds_plan(call("22 09:00")))
    after = read_former(calendar_file(replace(round_calendar(moved, person), former=before)))
    assert after.keys() == before.keys()
    states = sorted((former.sequence, former.cancelled) for former in after.values())
    assert states == [(1, False), (1, True)]
    assert {former.event.title for former in before.values()} == {"拜访 甲商行", "拜访 乙公司"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_files(lang: str) -> None:
    """Every paper is there in either language, and readable; calendars of who has no calls any more cancel them."""
    shown = paper(lang=lang)
    folder = {"zh": "日历", "en": "calendars"}[lang]
    former = {
        f"{folder}/钱伟.ics": calendar_file(
            round_calendar(paper(plan=rounds_plan(call("21 11:00", by="qian"))), shown.book.specialist("qian"))
        )
    }
    files = round_files(shown, former)
    names = {
        "zh": ("路线单", "拜访报告", "拜访检查表", "电话签到登记", "拜访计划审批表"),
        "en": ("route sheets", "sign-ins"),
    }[lang]
    for name in names:
        content = files[f"{name}.docx"]
        assert isinstance(content, bytes)
        made = docx.Document(io.BytesIO(content))
        assert any("甲商行" in cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert b"STATUS:CANCELLED" in files[f"{folder}/钱伟.ics"]
    messages = files[{"zh": "短信.xlsx", "en": "messages.xlsx"}[lang]]
    assert isinstance(messages, bytes)
    assert openpyxl.load_workbook(io.BytesIO(messages)).active.max_row == 4


def test_workdays() -> None:
    """Two workdays after a Thursday before a make-up Saturday is Saturday; holidays do not count."""
    calendar = {"workdays": ["2026-09-26"], "holidays": ["2026-10-01"]}
    book = full_book(calendar=calendar)
    assert workdays_after(book, dt.date(2026, 9, 24), 2) == dt.date(2026, 9, 26)
    assert workdays_after(book, dt.date(2026, 9, 30), 1) == dt.date(2026, 10, 2)
    assert last_workday(book, 2026, 12) == dt.date(2026, 12, 31)
    assert last_workday(book, 2027, 1) == dt.date(2027, 1, 29)


def test_score_sheet_by_hand() -> None:
    """9 of 10 calls are 36 of 40, 1 of 3 found 6.7 of 20: of 60 scored, 42.67 is 71.1 of 100."""
    calls = tuple(
        DoneCall(
            specialist="zhao",
            customer="jia",
            planned=dt.date(2026, 9, 1 + k),
            done=k > 0,
            reported=dt.date(2026, 9, 2 + k),
            note="" if k else "老板出差",
        )
        for k in range(10)
    )
    record = MonthRecord(
        first_day=dt.date(2026, 9, 1),
        calls=calls,
        aims=(MonthAims(specialist="zhao", found_planned=3, found_done=1),),
    )
    sheet = score_sheets(full_book(), record, Words("zh"))
    zhao, qian, whole = grids(sheet)
    assert [row[3:] for row in zhao.rows] == [
        ("10", "9", "90%", "40%", "36"),
        ("3", "1", "33.3%", "20%", "6.7"),
        ("0", "0", "—", "20%", "—"),
        ("", "", "—", "20%", "—"),
        ("", "", "", "", "71.1"),
    ]
    assert qian.rows[-1][-1] == "—"
    assert [row[0] for row in whole.rows] == ["赵敏", "钱伟"]
    assert whole.rows[0][-1] == "71.1"
    assert "未拜访 9月1日 周二 甲商行：老板出差" in text(sheet)
    assert "9月30日 周三 上报" in text(sheet)


def test_numbers() -> None:
    """One digit, half rounded up; whole numbers without; nothing is a dash."""
    numbers = [number_text(Fraction(value)) for value in ("88.75", "88.74", "40", "0.05", "0")]
    assert numbers == ["88.8", "88.7", "40", "0.1", "0"]
    assert [percent(None), percent(Fraction(7, 8))] == ["—", "87.5%"]
