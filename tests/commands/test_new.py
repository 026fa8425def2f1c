"""``jiedai new`` and what a planner gets from it."""

from __future__ import annotations

import openpyxl
import pytest

from planner.cli import main
from planner.formats import load
from planner.formats.week import load_company


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_week_with_an_example(here, root):
    assert main(["new", "week.xlsx"]) == 0
    week = load(here / "week.xlsx")
    assert week.visits == load(root / "instances" / "tiny").visits
    book = openpyxl.load_workbook(here / "week.xlsx")
    assert book.sheetnames[0] == "说明"
    assert {"来访客户", "成员", "活动需求", "航班车次", "地点", "会议室", "我方人员", "车辆", "司机"} < set(
        book.sheetnames
    )
    assert {"酒店", "餐厅", "景点", "车间", "日历", "制度参数"} < set(book.sheetnames)
    for sheet in book.worksheets[1:-1]:
        assert sheet.freeze_panes == "B3"
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert book.worksheets[-1].sheet_state == "hidden"


def test_every_choice_has_a_list(here):
    from planner.formats.workbook.xlsx import FORM_OF_SHEET

    main(["new", "week.xlsx"])
    book = openpyxl.load_workbook(here / "week.xlsx")
    for sheet in book.worksheets[1:-1]:
        listed = {str(rule.sqref).split(":")[0].rstrip("0123456789") for rule in sheet.data_validations.dataValidation}
        for at, column in enumerate(FORM_OF_SHEET[sheet.title].all_columns, start=1):
            wanted = bool(column.cell.choices or column.cell.refers)
            assert (openpyxl.utils.get_column_letter(at) in listed) == wanted, (sheet.title, column.header)


def test_lists_lead_to_words_that_are_read(here):
    """Every word of a drop-down list is one that its column understands."""
    from planner.formats.workbook.cells.base import CellContext
    from planner.formats.workbook.names import Registry
    from planner.formats.workbook.xlsx import FORM_OF_SHEET

    scene = CellContext(Registry())
    for form in FORM_OF_SHEET.values():
        for column in form.all_columns:
            for word in column.cell.choices:
                value = column.cell.read(word, scene)
                assert column.cell.write(value, scene) == word, (form.title, column.header, word)


def test_the_company_apart(here):
    assert main(["new", "company.xlsx"]) == 0
    assert main(["new", "week.xlsx", "--company", "company.xlsx"]) == 0
    week = load(here / "week.xlsx")
    assert week.company == load_company(here / "company.xlsx")
    assert len(week.visits) == 2
    assert "酒店" not in openpyxl.load_workbook(here / "week.xlsx").sheetnames


def test_from_a_week_that_is_there(here, root):
    source = str(root / "instances" / "make-up-saturday")
    assert main(["new", "week.xlsx", "--from", source]) == 0
    assert load(here / "week.xlsx") == load(source)
    assert main(["new", "company.xlsx", "--from", source]) == 0
    assert load_company(here / "company.xlsx") == load(source).company


def test_nothing_is_overwritten_and_the_name_must_fit(here, capsys):
    (here / "week.xlsx").write_text("mine", encoding="utf-8")
    assert main(["new", "week.xlsx"]) == 2
    assert (here / "week.xlsx").read_text(encoding="utf-8") == "mine"
    assert main(["new", "week.xls"]) == 2
    assert main(["new", "dinner.xlsx", "--company", "x.xlsx"]) == 2
    assert "未覆盖" in capsys.readouterr().err


def test_a_company_workbook_that_is_not_there(here, capsys):
    main(["new", "company.xlsx"])
    main(["new", "week.xlsx", "--company", "company.xlsx"])
    (here / "company.xlsx").rename(here / "compamy.xlsx")
    assert main(["read", "week.xlsx"]) == 3
    told = capsys.readouterr().err
    assert "说明!B6" in told
    assert "compamy.xlsx" in told
