"""Which draft comes next, and that nothing that somebody wrote is lost."""

from __future__ import annotations

import openpyxl
import pytest

from planner.formats.files import write_file, write_files
from planner.formats.folder_exchange import put
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, former_draft, old_draft, refuse_open
from planner.plan_workbook.reading import read_former
from planner.plan_workbook.writing import plan_workbook
from planner.services.plan_file import plan_text
from tests.plan_workbook.reading.sample import Hand, the_bytes, the_plan, the_report


def test_the_draft_before(tmp_path):
    assert former_draft(tmp_path) is None
    write_file(tmp_path / "plan.json", plan_text(the_report()))
    former = former_draft(tmp_path)
    assert former is not None
    assert (former.draft, former.plan) == (1, the_plan())
    second = plan_workbook(Paper(the_report()), None, former.__class__(1, the_plan().model_copy(update={"items": ()})))
    (tmp_path / PLAN_WORKBOOK_NAME).write_bytes(second)
    assert former_draft(tmp_path).draft == 2


def test_a_damaged_draft_is_no_draft_but_kept(tmp_path):
    (tmp_path / PLAN_WORKBOOK_NAME).write_bytes(b"my notes")
    assert former_draft(tmp_path) is None
    assert old_draft(tmp_path, b"new", Words()) == {"旧稿/plan-01.xlsx": b"my notes"}


def test_remarks_that_were_added_stand_in_the_next_drafts(tmp_path):
    """Over two drafts, in the programme and on the sheet of the day, until they are taken out; on duty lists too."""
    hand = Hand(tmp_path)
    hand.write("01 客户v1", "技术交流", "note", "带样品；门口集合")
    sheet = hand.sheet("司机任务单")
    row = next(r for r in range(1, 40) if "客户v1" in str(sheet.cell(r, 6).value))
    sheet.cell(row, 8).value = f"{sheet.cell(row, 8).value or ''}；带伞"
    hand.book.save(hand.path)
    for _ in range(2):
        former = read_former(hand.path)
        assert sorted(former.remarks.values()) == ["带伞", "带样品；门口集合"]
        hand.path.write_bytes(plan_workbook(Paper(the_report()), None, former))
        assert sheets_with(hand.path, "带样品；门口集合") == ["01 客户v1", "9月21日 周一"]
        assert sheets_with(hand.path, "带伞") == ["司机任务单"]
    hand = Hand(tmp_path, hand.path.read_bytes())
    for part in ("01 客户v1", "9月21日 周一"):
        sheet = hand.sheet(part)
        for cell in (cell for line in sheet.iter_rows() for cell in line if "带样品" in str(cell.value)):
            cell.value = ""
    hand.book.save(hand.path)
    assert list(read_former(hand.path).remarks.values()) == ["带伞"]


def sheets_with(path, text):
    """Return the visible sheets that have a text in a cell, each once."""
    book = openpyxl.load_workbook(path)
    found = [sheet.title for sheet in book for line in sheet for cell in line if text in str(cell.value)]
    return list(dict.fromkeys(found))


def test_what_was_written_in_a_draft_is_kept(tmp_path):
    assert old_draft(tmp_path, the_bytes(), Words()) == {}
    hand = Hand(tmp_path)
    hand.write("01 客户v1", "技术交流", "note", "带样品")
    hand.book.save(hand.path)
    mine = hand.path.read_bytes()
    first = old_draft(tmp_path, the_bytes(), Words())
    assert first == {"旧稿/plan-01.xlsx": mine}
    write_files(tmp_path / "other", {"a.md": "1"}, unlisted=first)
    write_files(tmp_path / "other", {"a.md": "2"})
    assert (tmp_path / "other" / "旧稿" / "plan-01.xlsx").read_bytes() == mine, "no later run removes it"
    put(tmp_path / "旧稿" / "plan-01.xlsx", mine)
    assert old_draft(tmp_path, the_bytes(), Words()) == {}, "once is enough"
    assert old_draft(tmp_path, mine, Words()) == {}, "nothing is replaced"
    put(tmp_path / "旧稿" / "plan-01.xlsx", b"another")
    assert list(old_draft(tmp_path, the_bytes(), Words())) == ["旧稿/plan-02.xlsx"]


def test_a_workbook_that_cannot_be_written_is_told_at_once(tmp_path):
    refuse_open(tmp_path)
    (tmp_path / PLAN_WORKBOOK_NAME).mkdir()
    refuse_open(tmp_path)
    (tmp_path / PLAN_WORKBOOK_NAME).rmdir()
    (tmp_path / PLAN_WORKBOOK_NAME).write_bytes(b"")
    refuse_open(tmp_path)


@pytest.mark.parametrize("name", ["plan.json", "other.xlsx"])
def test_the_workbook_started_from_comes_first(name, tmp_path):
    start = tmp_path / name
    start.write_bytes(the_bytes())
    former = former_draft(tmp_path / "out", start)
    assert (former is not None) == name.endswith(".xlsx")
