"""plan.xlsx as a file: which sheets, plain features only, text that stays text, the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from models.domain.facts import Facts
from models.domain.week import Week
from planner.formats.workbook.mark_findings import CellMark, with_findings_marked
from planner.judging.check import check, judge
from planner.language.event_table import SHEET_WORDS
from planner.language.words import Words
from planner.papers.cell_size import MAX_ROW_HEIGHT, height, lines, low_widths, measure, shared_widths
from planner.papers.paper import Paper
from planner.plan_workbook.reading import read_former
from planner.plan_workbook.writing import FormerDraft, plan_workbook
from planner.plan_workbook.writing.days import days
from planner.plan_workbook.writing.half_hours import DELEGATIONS_PER_PAGE, pages
from tests.papers import fake

HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", '=HYPERLINK("http://x.example")', "a\x0bb\x00c", "=1\n=2")
SECONDS, MANY_SECONDS = 1.0, 5.0


@pytest.fixture(scope="module")
def content(paper, result) -> bytes:
    return plan_workbook(paper, result)


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


# ---------------------------------------------------------------- sheets


def test_sheets_in_their_order(book, paper):
    names = book.sheetnames
    visits = [f"{k:02d} {visit.client}"[:31] for k, visit in enumerate(paper.week.visits, start=1)]
    assert names[: 4 + len(visits)] == ["一览表", "通讯录", "分房表", "周历", *visits]
    days = [name for name in names if re.fullmatch(r"\d+月\d+日 周.", name)]
    assert names[4 + len(visits) :][: len(days)] == days
    rest = names[4 + len(visits) + len(days) :]
    assert rest[:4] == ["司机任务单", "车辆使用表", "我方人员任务单", "会议室使用表"]
    last = ["未能安排与未守条款", "费用", "待办事项", "确认情况", "实际情况", "本稿改动", "变更", "_lists", "_plan"]
    assert rest[-9:] == last
    assert {sheet.title for sheet in book.worksheets if sheet.sheet_state == "veryHidden"} == {"_lists", "_plan"}


def test_every_sheet_is_set_up_for_a4(book):
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.page_setup.paperSize == 9, sheet.title
            assert sheet.page_setup.fitToWidth in (1, None)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            assert sheet.print_area, sheet.title
    assert book["一览表"].page_setup.fitToHeight == 1 or book["一览表"].page_setup.fitToHeight is None


def test_programmes_repeat_their_head_and_freeze_it(book, paper):
    for k, visit in enumerate(paper.week.visits, start=1):
        sheet = book[f"{k:02d} {visit.client}"[:31]]
        head = next(row for row in sheet.iter_rows() if row[0].value == "日期")
        shown = [cell.value for cell in head[:8]]
        assert shown == ["日期", "时间", "活动内容", "地点", "陪同人员", "用车", "备注", "锁定"]
        assert sheet.print_title_rows == f"${head[0].row}:${head[0].row}"
        assert sheet.freeze_panes == f"A{head[0].row + 1}"
        assert sheet.column_dimensions["I"].hidden


def test_lists_to_choose_from(book):
    events = book["变更"]
    rules = events.data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list"}
    assert len(rules) == 5
    head = next(row for row in events.iter_rows() if row[0].value == "事由")
    assert [cell.value for cell in head[:4]] == ["事由", "来访客户", "活动", "人员、车辆、场所"]
    assert set(SHEET_WORDS) == {"航班晚点", "航班提前", "返程推迟", "返程提前", "人员请假", "车辆故障", "会议室停用",
                                "加人", "减人", "取消活动", "取消来访", "活动延长", "活动缩短", "新增来访",
                                "领导定时"}  # fmt: skip
    for name in ("_lists",):
        assert book[name].max_row > 10


def test_links_lead_to_sheets_and_rows_that_are_there(book):
    found = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None:
                    found += 1
                    assert cell.hyperlink.target is None, "no link leads out of the workbook"
                    name, _, place = cell.hyperlink.location.rpartition("!")
                    target = book[name.strip("'").replace("''", "'")]
                    assert target[place].value is not None
    assert found > 300


# ---------------------------------------------------------------- text stays text


def hostile() -> Week:
    """A week whose people, guests, cars and notes have names that would be formulas."""
    data = fake.week(3).model_dump(mode="json")
    names = iter(HOSTILE * 60)
    company = data["company"]
    for thing in (*company["people"], *company["vehicles"], *company["drivers"], *company["rooms"], *company["places"]):
        thing["name"] = next(names) + thing["id"]
    for visit in data["visits"]:
        visit["client"] = next(names) + visit["id"]
        visit["note"] = next(names)
        for member in visit["members"]:
            member["name"], member["title"], member["phone"] = next(names), next(names), next(names)
        for request in visit["requests"]:
            request["title"] = next(names)
    return Week.model_validate(data)


def test_no_text_is_ever_a_formula_or_a_link_outside(tmp_path):
    week = hostile()
    paper = Paper(check(week, fake.plan(week)))
    content = plan_workbook(paper)
    for name, text in parts(content).items():
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in text, name
        assert "http://x.example" not in text or "sharedStrings" in name
        assert 'TargetMode="External"' not in text
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    found = {str(cell) for sheet in openpyxl.load_workbook(path).worksheets for row in sheet.iter_rows(values_only=True)
             for cell in row if cell}  # fmt: skip
    assert any(cell.startswith("=cmd|") for cell in found)
    from planner.plan_workbook.reading import read_plan_book

    assert read_plan_book(path, week).plan == paper.plan


def test_marks_are_text_too(content, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    marked = with_findings_marked(
        path, [CellMark("一览表", "A1", "must", "=1+1"), CellMark("没有", "", "should", "@x")], "+title"
    )
    for name, text in parts(marked).items():
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in text, name
    book = openpyxl.load_workbook(io.BytesIO(marked))
    assert [cell.value for cell in book["检查结果"]["C"]][2:] == ["=1+1", "@x"]
    assert book["一览表"]["A1"].comment.text == "=1+1"


def test_names_that_sheets_cannot_have(paper):
    data = fake.week(3).model_dump(mode="json")
    clients = ["'集团/[华东]:*?\\", "同名" * 20 + "甲", "同名" * 20 + "乙"]
    for visit, client in zip(data["visits"], clients, strict=True):
        visit["client"] = client
    week = Week.model_validate(data)
    names = openpyxl.load_workbook(io.BytesIO(plan_workbook(Paper(check(week, fake.plan(week)))))).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


# ---------------------------------------------------------------- the same bytes


def test_the_same_bytes(content, paper, result):
    assert plan_workbook(paper, result) == content
    assert not re.search(r"20[2-9]\d-", parts(content)["docProps/core.xml"])


def test_the_same_plan_again_is_the_same_draft(content, paper, result):
    assert plan_workbook(paper, result, FormerDraft(1, paper.plan)) == content


def test_english(english):
    names = openpyxl.load_workbook(io.BytesIO(plan_workbook(english))).sheetnames
    assert names[:3] == ["Overview", "Contacts", "Rooming list"]


# ---------------------------------------------------------------- the week as a grid


@pytest.mark.parametrize("number", [3, 30])
def test_days_stand_side_by_side_and_every_page_is_filled(number):
    week = fake.week(number)
    paper = Paper(judge(Facts(week, fake.edition()), fake.plan(week), ()))
    shown = pages(paper)
    parts = [(part.day, stay.id) for page in shown for part in page.parts for stay in part.stays]
    assert parts == [(day, stay.id) for day in days(paper) for stay in paper.facts.stays if day in stay.days]
    counts = [sum(len(part.stays) for part in page.parts) for page in shown]
    assert max(counts) <= DELEGATIONS_PER_PAGE
    firsts = [len(page.parts[0].stays) for page in shown[1:]]
    assert all(a + b > DELEGATIONS_PER_PAGE for a, b in zip(counts, firsts, strict=False)), "nothing more had room"
    sheet = openpyxl.load_workbook(io.BytesIO(plan_workbook(paper)))["周历"]
    heads = [merged for merged in sheet.merged_cells.ranges if merged.min_col == 1 and merged.size["rows"] == 2]
    ends = [max(m.max_col for m in sheet.merged_cells.ranges if m.min_row == head.max_row) for head in heads]
    assert len(heads) == len(shown)
    assert set(ends) == {61}, "each page is as wide as the paper"


def test_low_widths_give_room_to_long_texts():
    columns = [
        ["时间", *["09:30–11:00"] * 9],
        ["备注", *["很长的备注" * 12] * 9],
        ["地点", *["会议室"] * 9],
        ["车辆", "中巴一 司机马志强（5人）", *["中巴一"] * 8],
    ]
    widths = low_widths(columns, 60, most=60)
    assert sum(widths) == pytest.approx(60, abs=1)
    rows = list(zip(*columns, strict=True))
    assert sum(height(row, widths) for row in rows) < sum(height(row, shared_widths(columns, 60)) for row in rows)
    assert widths[0] >= measure("09:30–11:00"), "times are not broken"


# ---------------------------------------------------------------- drafts


def test_a_draft_bears_its_day_and_keeps_it(paper, result, tmp_path):
    day, later = dt.date(2026, 10, 12), dt.date(2026, 10, 15)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(paper, result, None, day))
    former = read_former(path)
    assert (former.draft, former.date) == (1, day)
    assert plan_workbook(paper, result, former, later) == path.read_bytes(), "the same plan, the same draft"
    gone = former.plan.model_copy(update={"items": former.plan.items[1:]})
    again = openpyxl.load_workbook(io.BytesIO(plan_workbook(paper, result, replace(former, plan=gone), later)))
    assert again["一览表"]["A1"].value.endswith("第2稿（10月15日）")
    assert "第2稿（10月15日）、内部资料" in again["通讯录"].oddFooter.left.text


def test_the_next_draft_colours_and_lists_what_has_changed(paper, result):
    before = paper.plan
    item = next(item for item in before.items if item.kind == "exchange")
    moved = item.replace(start=item.start - 30, end=item.end - 30)
    gone = next(item for item in before.items if item.kind == "dinner")
    items = tuple(moved if i.id == item.id else i for i in before.items if i.id != gone.id)
    events = (("加人", "甲", *[""] * 6),)
    former = FormerDraft(3, before.model_copy(update={"items": items}), locks={item.id: "时间"}, events=events)
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(paper, result, former)))
    assert "第4稿" in book["一览表"]["A1"].value
    rows = [[cell for cell in row if cell] for row in book["本稿改动"].iter_rows(values_only=True)]
    assert any("时间" in row and len(row) == 5 for row in rows)
    assert any("新增" in row for row in rows)
    visit = paper.week.visit(item.visit)
    sheet = book[f"{paper.delegations.number(visit.id):02d} {visit.client}"[:31]]
    row = next(row for row in sheet.iter_rows(max_col=9) if row[8].value and row[8].value.split("+")[0] == item.id)
    assert row[1].fill.fgColor.rgb.endswith("FFD966".lower()) or row[1].fill.fgColor.rgb.endswith("FFD966")
    assert row[3].fill.fgColor.rgb[-6:].upper() != "FFD966"
    assert row[7].value == "时间"
    assert "加人" in [cell.value for cell in book["变更"]["A"]]


def test_a_former_plan_that_the_week_no_longer_knows(paper):
    item = paper.plan.items[0].replace(place="gone")
    former = FormerDraft(1, paper.plan.model_copy(update={"items": (item, *paper.plan.items[1:])}))
    assert "第2稿".encode() in b"".join(text.encode() for text in parts(plan_workbook(paper, None, former)).values())


# ---------------------------------------------------------------- nothing cut off


def test_lines_of_wrapped_text():
    assert measure("会议室") == pytest.approx(3 * measure("会"))
    assert lines("会议室", 40) == 1
    assert lines("会" * 20, 20.0) == 3
    assert lines("一\n二\n三", 20) == 3
    assert lines("Nordwind Tunnelbau GmbH", 18) == 2, "words are not broken"
    assert lines("a" * 50, 20) == 3, "unless they must be"


def test_rows_are_as_high_as_their_texts(book):
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or sheet.title == "周历":
            continue
        ranges = sheet.column_dimensions.values()
        widths = [next((r.width for r in ranges if r.min <= k <= r.max), 8) for k in range(1, 9)]
        for row in sheet.iter_rows(max_col=8):
            if sheet.row_dimensions[row[0].row].height is None or any(
                row[0].coordinate in merged for merged in sheet.merged_cells.ranges
            ):
                continue
            for cell, width in zip(row, widths, strict=False):
                if cell.value and cell.alignment.wrap_text:
                    # what its signs need at the least; a line less would be cut off
                    wide = [sum(1.8 if ord(c) > 0x2E80 else 0.9 for c in text) for text in str(cell.value).split("\n")]
                    need = sum(-(-each // max(1, width)) for each in wide)
                    assert sheet.row_dimensions[row[0].row].height >= min(MAX_ROW_HEIGHT, (need - 1) * 14) - 1, cell


def test_widths_share_a_page():
    widths = shared_widths([["a" * 80], ["短"], ["b" * 90]], 100, most=80)
    assert sum(widths) == pytest.approx(100, abs=1)
    assert widths[1] == 6
    assert shared_widths([["链接" * 12], ["b" * 90], ["c" * 90]], 120, whole=(0,))[0] == 40
    assert shared_widths([["链接" * 12], ["b" * 90], ["c" * 90]], 60, whole=(0,))[0] < 40, (
        "unless it took half of the page"
    )
    assert height(["一" * 400], [10]) == MAX_ROW_HEIGHT


# ---------------------------------------------------------------- how fast


@pytest.mark.bench
@pytest.mark.parametrize(("number", "seconds"), [(10, SECONDS), (200, MANY_SECONDS)])
def test_written_and_read_in_time(number, seconds, tmp_path):
    from planner.plan_workbook.reading import read_plan_book

    week = fake.week(number)
    paper = Paper(judge(Facts(week, fake.edition()), fake.plan(week), ()), Words())
    began = time.process_time()
    content = plan_workbook(paper)
    written = time.process_time()
    (tmp_path / "plan.xlsx").write_bytes(content)
    assert read_plan_book(tmp_path / "plan.xlsx", week).plan == paper.plan
    read = time.process_time()
    print(f"plan.xlsx, {number} delegations: written {written - began:.2f} s, read {read - written:.2f} s CPU")
    assert written - began < seconds
    assert read - written < seconds
