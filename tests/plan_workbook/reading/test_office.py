"""待办事项: what was ticked comes back, survives another plan and a second workbook; every fault at its cell."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from models.domain.errors import FaultyInput
from models.domain.office_record import OfficeRecord, TaskRecord, merged
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.todos import todos
from planner.plan_workbook.reading import read_ticks
from planner.plan_workbook.writing import plan_workbook
from tests.plan_workbook.reading.sample import Hand, the_facts, the_plan, the_report
from tests.weeks import changed, when, without

BANNER = "制作迎接横幅"
COLUMN = {"what": 4, "step": 6, "by": 7, "on": 8, "note": 9, "key": 10}


def tick(hand: Hand, text: str, step: object = "已办", by: object = "李明", on: object = "2026-09-17") -> str:
    """Tick the first task with a text, and return the address of its state."""
    sheet = hand.sheet("待办事项")
    row = next(r for r in range(1, sheet.max_row + 1) if text in str(sheet.cell(r, COLUMN["what"]).value or ""))
    for name, value in (("step", step), ("by", by), ("on", on)):
        sheet.cell(row, COLUMN[name]).value = value
    return f"{sheet.title}!F{row}"


def told(paper: Paper, text: str) -> tuple[str, ...]:
    """Return state, by, on and remark of the first task with a text."""
    return next(row.cells[5:] for row in todos(paper).rows if text in row.cells[3])


def test_what_was_ticked_comes_back(tmp_path):
    hand = Hand(tmp_path)
    tick(hand, BANNER, on=dt.date(2026, 9, 17))
    tick(hand, "预订协议酒店", "已确认", "", "9月16日")
    ticks = hand.read().ticks
    tasks = {task.key: task for task in ticks.now.tasks}
    assert not ticks.was.tasks
    assert (tasks["v1|banner|"].step, tasks["v1|banner|"].by, tasks["v1|banner|"].on) == (
        "done",
        "李明",
        dt.date(2026, 9, 17),
    )
    assert tasks["v1|banner|"].said == "制作迎接横幅或通知编打电子迎接屏:欢迎客户v1"
    assert (tasks["v1|hotel|1"].step, tasks["v1|hotel|1"].on) == ("confirmed", dt.date(2026, 9, 16))


def test_a_tick_changes_nothing_of_the_plan(tmp_path):
    hand = Hand(tmp_path)
    tick(hand, BANNER)
    book = hand.read()
    assert book.plan == the_plan()
    assert not book.ignored


def test_rows_may_be_sorted_and_columns_moved(tmp_path):
    hand = Hand(tmp_path)
    sheet = hand.sheet("待办事项")
    first = next(r for r in range(1, sheet.max_row + 1) if str(sheet.cell(r, COLUMN["key"]).value).startswith("v"))
    tick(hand, BANNER)
    row = next(r for r in range(1, sheet.max_row + 1) if BANNER in str(sheet.cell(r, COLUMN["what"]).value or ""))
    for column in range(1, 12):
        one, other = sheet.cell(first, column), sheet.cell(row, column)
        one.value, other.value = other.value, one.value
    assert [task.key for task in hand.read().ticks.now.tasks] == ["v1|banner|"]


def test_states_survive_another_plan(tmp_path):
    """What stays as it was stays done; what has moved is to be done again; what is gone is void."""
    hand = Hand(tmp_path)
    for text in (BANNER, "花园酒家兰", "游览博物馆备好签单"):
        tick(hand, text)
    record, _ = merged([hand.read().ticks])
    plan = changed(without(the_plan(), "v1/museum"), "v1/welcome", start=when("21 18:30"), end=when("21 20:30"))
    paper = Paper(judge(the_facts(), plan, the_report().rules), Words(), record)
    assert told(paper, BANNER) == ("已办", "李明", "2026-09-17", "")
    again = told(paper, "花园酒家兰")
    assert again[:3] == ("待办", "", "")
    assert again[3].startswith("原已办（李明、2026-09-17），后有变动：订花园酒家兰（9月21日 18:00")
    assert [line.key for line in paper.agenda if line.step == "void"] == ["v1|sight_tickets|v1/museum"]


def test_the_next_workbook_shows_them_and_brings_them_back(tmp_path):
    hand = Hand(tmp_path)
    tick(hand, BANNER)
    record, _ = merged([hand.read().ticks])
    path = tmp_path / "second.xlsx"
    path.write_bytes(plan_workbook(Paper(the_report(), Words(), record)))
    week, ticks = read_ticks(path)
    assert week == the_facts().week.id
    assert ticks.was.tasks == ticks.now.tasks == record.tasks
    second = Hand(tmp_path, path.read_bytes())
    tick(second, BANNER, "待办", None, None)
    assert not merged([second.read().ticks])[0].tasks


def test_a_task_done_for_nothing_keeps_its_row(tmp_path):
    hand = Hand(tmp_path)
    tick(hand, "博物馆备好签单")
    record, _ = merged([hand.read().ticks])
    report = judge(the_facts(), without(the_plan(), "v1/museum"), the_report().rules)
    third = Hand(tmp_path, plan_workbook(Paper(report, Words(), record)))
    assert third.read().ticks.now.tasks == record.tasks


def test_two_workbooks_with_different_ticks(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = Hand(tmp_path / "a"), Hand(tmp_path / "b")
    tick(one, BANNER, "已办", "李明", "2026-09-16")
    tick(other, BANNER, "已确认", "王芳", "2026-09-17")
    tick(other, "会议名签", "已办", "王芳", "2026-09-17")
    record, (conflict,) = merged([one.read().ticks, other.read().ticks])
    assert {task.key: task.by for task in record.tasks} == {"v1|banner|": "王芳", "v1|name_cards|": "王芳"}
    assert [task.by for _, task in conflict.others] == ["李明"]


def test_every_fault_at_its_cell(tmp_path):
    hand = Hand(tmp_path)
    state = tick(hand, BANNER, "差不多", "李明", "2026-09-17")
    row = tick(hand, "会议名签", "已办", "王芳", "改天").rpartition("F")[2]
    with pytest.raises(FaultyInput) as error:
        hand.read()
    assert {fault.where for fault in error.value.faults} == {state, f"待办事项!H{row}"}


def test_names_are_data(tmp_path):
    texts = ('=HYPERLINK("x")', "<b>", "{0}", "|a|b|", "𝒳" * 399)
    keys = [line.key for line in Paper(the_report()).agenda][: len(texts)]
    tasks = [TaskRecord(key=key, step="done", by=text, said="x") for key, text in zip(keys, texts, strict=True)]
    record = OfficeRecord(tasks=tuple(tasks))
    path = tmp_path / "again.xlsx"
    path.write_bytes(plan_workbook(Paper(the_report(), Words(), record)))
    assert read_ticks(path)[1].now.tasks == record.tasks
    sheet = next(s for s in openpyxl.load_workbook(path).worksheets if s.title == "待办事项")
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not cells


def test_an_older_workbook_has_no_ticks(tmp_path):
    hand = Hand(tmp_path)
    hidden = hand.book["_plan"]
    for row in range(hidden.max_row, 0, -1):
        if hidden.cell(row, 1).value in ("office", "todo", "first_day", "days"):
            hidden.delete_rows(row)
    assert hand.read().ticks.now == OfficeRecord()


def test_the_english_workbook_is_read_alike(tmp_path):
    hand = Hand(tmp_path, plan_workbook(Paper(the_report(), Words("en"))))
    sheet = hand.sheet("To do")
    row = next(r for r in range(1, sheet.max_row + 1) if "banner" in str(sheet.cell(r, COLUMN["what"]).value or ""))
    sheet.cell(row, COLUMN["step"]).value = "confirmed"
    assert [task.step for task in hand.read().ticks.now.tasks] == ["confirmed"]
