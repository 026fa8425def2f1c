"""The sheet 实际情况: filled in by hand and read back; every fault at its cell; it survives the next draft."""

from __future__ import annotations

import io

import openpyxl
import pytest

from models.domain.actuals import ExchangedGift, Promise
from models.domain.errors import FaultyInput
from planner.formats.workbook.book import open_book
from planner.formats.workbook.styled_book import StyledBook
from planner.judging.check import check
from planner.papers.paper import Paper
from planner.plan_workbook.event_lists import activity_labels
from planner.plan_workbook.reading.actuals import filled_rows, read_actuals_book
from planner.plan_workbook.writing.actuals_sheet import actuals_book, actuals_sheet


@pytest.fixture(params=["zh", "en"])
def printed(request, paper, english):
    return paper if request.param == "zh" else english


class Filled:
    """A sheet that somebody fills in, table by table."""

    def __init__(self, paper, path) -> None:
        self.paper, self.path = paper, path
        self.book = openpyxl.load_workbook(io.BytesIO(actuals_book(paper, paper.plan)))
        self.sheet = self.book.worksheets[0]

    def row_after(self, title: str, number: int = 1) -> int:
        """Return the number of a row below the head of a table."""
        found = next(row[0].row for row in self.sheet.iter_rows() if row[0].value == title)
        return found + 2 + number

    def put(self, row: int, *cells) -> None:
        for column, value in cells:
            self.sheet[f"{column}{row}"] = value

    def saved(self):
        self.book.save(self.path)
        return self.path


@pytest.fixture
def sheet(printed, tmp_path):
    return Filled(printed, tmp_path / "a.xlsx")


def words(filled, zh, en):
    return filled.paper.words.pick(zh, en)


def test_what_is_filled_in_is_read_back(sheet):
    """In both languages, in the ways in which people type."""
    visit, paper = sheet.paper.week.visits[0], sheet.paper
    item = next(item for item in paper.plan.items if item.visit == visit.id)
    label = next(text for text, id in activity_labels(paper, paper.plan).items() if id == item.id)
    row = sheet.row_after(words(sheet, "费用（元）和人数", "Costs (CNY) and guests"), 2)
    sheet.put(row, ("C", "2人"), ("D", "1,200元"), ("E", 0), ("J", 8))
    sheet.put(sheet.row_after(words(sheet, "满意度", "Opinions")), ("B", "a"), ("D", "E"), ("J", "=好"[1:]))
    row = sheet.row_after(words(sheet, "承诺事项", "Promises"))
    sheet.put(row, ("A", visit.client), ("B", "寄样本"), ("G", "跨省"), ("H", "9月30日"), ("I", "王工"), ("K", "√"))
    row = sheet.row_after(words(sheet, "礼品", "Gifts"))
    sheet.put(row, ("A", visit.client), ("B", words(sheet, "收到", "received")), ("C", "画册"), ("G", 2))
    row = sheet.row_after(words(sheet, "时间有变的活动", "Activities at another time"))
    sheet.put(row, ("A", label), ("F", "9:10"), ("G", "11：00"))
    found = read_actuals_book(sheet.saved(), paper, [paper.plan]).of(visit.id)
    assert found.came == 2
    assert found.costs == {"hotel": 1200, "meals": 0, "other": 8}
    assert (found.grades, found.comment) == ({"transport": "A", "programme": "E"}, "好")
    assert found.promises == (Promise(what="寄样本", due="2026-09-30", owner="王工", reach="provinces", done=True),)
    assert found.gifts == (ExchangedGift(direction="received", what="画册", count=2),)
    (time,) = found.times
    day = paper.facts.day_of(item)
    assert (time.item, paper.words.time(time.start, day), paper.words.time(time.end, day)) == (
        item.id,
        "09:10",
        "11:00",
    )


def test_every_fault_at_its_cell(paper, tmp_path):
    sheet, visit = Filled(paper, tmp_path / "a.xlsx"), paper.week.visits[0]
    costs = sheet.row_after("费用（元）和人数", 2)
    sheet.put(costs, ("D", "很多"), ("E", "=1/0"), ("F", 12.5))
    promise = sheet.row_after("承诺事项")
    sheet.put(promise, ("A", "没有这家公司"), ("B", "寄样本"))
    sheet.put(promise + 1, ("B", "没写客户"))
    sheet.put(promise + 2, ("A", visit.client), ("B", "寄样本"), ("G", "跨国"))
    sheet.put(sheet.row_after("时间有变的活动"), ("A", "没有的活动"), ("F", "9:00"))
    with pytest.raises(FaultyInput) as told:
        read_actuals_book(sheet.saved(), paper, [paper.plan])
    places = {fault.where.rpartition("!")[2] for fault in told.value.faults}
    gone = sheet.row_after("时间有变的活动")
    assert places == {f"D{costs}", f"E{costs}", f"A{promise}", f"B{promise + 1}", f"G{promise + 2}", f"A{gone}"}


def test_half_a_yuan_is_a_fault(paper, tmp_path):
    sheet = Filled(paper, tmp_path / "a.xlsx")
    row = sheet.row_after("费用（元）和人数", 2)
    sheet.put(row, ("F", 12.5))
    with pytest.raises(FaultyInput) as told:
        read_actuals_book(sheet.saved(), paper, [paper.plan])
    assert [fault.where.rpartition("!")[2] for fault in told.value.faults] == [f"F{row}"]


def test_nothing_filled_in_is_said(paper, tmp_path):
    with pytest.raises(FaultyInput, match="一行也没有填"):
        read_actuals_book(Filled(paper, tmp_path / "a.xlsx").saved(), paper, [paper.plan])


def test_a_client_who_comes_twice_is_told_apart(paper, tmp_path):
    visits = tuple(visit.replace(client="同一家") for visit in paper.week.visits)
    twice = Paper(check(paper.week.replace(visits=visits), paper.plan, paper.report.edition), paper.words)
    sheet = Filled(twice, tmp_path / "a.xlsx")
    row = sheet.row_after("费用（元）和人数", 4)
    sheet.put(row, ("D", 7))
    found = read_actuals_book(sheet.saved(), twice, [twice.plan])
    assert [(visit.visit, dict(visit.costs)) for visit in found.visits] == [(visits[1].id, {"hotel": 7})]


def test_what_stands_there_survives_the_next_draft(paper, tmp_path):
    sheet, visit = Filled(paper, tmp_path / "a.xlsx"), paper.week.visits[0]
    sheet.put(sheet.row_after("费用（元）和人数", 2), ("C", 2), ("D", 1200))
    sheet.put(sheet.row_after("承诺事项", 3), ("A", visit.client), ("B", "寄样本"), ("H", "9月30日"))
    first = read_actuals_book(sheet.saved(), paper, [paper.plan])
    book = StyledBook({})
    book.add("actuals", "实际情况")
    actuals_sheet(book, paper, "", filled_rows(open_book(sheet.path).sheets[0]))
    again = tmp_path / "b.xlsx"
    again.write_bytes(book.close())
    assert read_actuals_book(again, paper, [paper.plan]) == first
