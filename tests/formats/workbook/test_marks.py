"""The copy with marked cells, and members put into a copy: the rest of the workbook stays as it was."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from planner.cli import main
from planner.formats import load
from planner.formats.workbook.add_members import with_members
from planner.formats.workbook.book import open_book
from planner.formats.workbook.mark_faults import FAULT_FILL, with_faults_marked
from planner.formats.workbook.member_list import read_members
from planner.formats.workbook.write import book_of, company_book_of
from planner.formats.workbook.xlsx import xlsx_of
from tests.formats.workbook.sheets import book, outcome, small, write


@pytest.fixture
def week(tmp_path):
    """Return the path of a workbook in which three cells are wrong."""
    trial = book()
    write(trial, "会议室", 3, "座位", "许多")
    write(trial, "航班车次", 3, "到达日期", "9月31日")
    write(trial, "来访客户", 4, "级别", "=E级")
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(trial))
    return path


def test_marks_and_comments(week, tmp_path, capsys):
    out = tmp_path / "marked.xlsx"
    before = week.read_bytes()
    assert main(["read", str(week), "--mark", str(out)]) == 3
    told_of = capsys.readouterr().err
    assert week.read_bytes() == before
    copy = openpyxl.load_workbook(out)

    def cell(title, header, row):
        (column,) = (head.column_letter for head in copy[title][1] if head.value == header)
        return copy[title][f"{column}{row}"]

    for title, header, row, told in (
        ("会议室", "座位", 3, "不是数"),
        ("航班车次", "到达日期", 3, "没有这一天"),
        ("来访客户", "级别", 4, "不在可选"),
    ):
        wrong = cell(title, header, row)
        assert f"{title}!{wrong.coordinate}" in told_of
        assert wrong.fill.fgColor.rgb == FAULT_FILL
        assert told in wrong.comment.text
    assert cell("来访客户", "级别", 4).data_type == "s"
    assert cell("来访客户", "级别", 3).fill.fgColor.rgb != FAULT_FILL


def test_the_rest_stays(week, tmp_path):
    _, faults = outcome(open_book(week))
    out = tmp_path / "marked.xlsx"
    content, lost = with_faults_marked(week, faults)
    out.write_bytes(content)
    assert not lost
    one, other = open_book(week), open_book(out)
    assert [page.name for page in one.sheets] == [page.name for page in other.sheets]
    assert [page.rows for page in one.sheets] == [page.rows for page in other.sheets]
    first, second = openpyxl.load_workbook(week), openpyxl.load_workbook(out)
    for page in first.worksheets:
        twin = second[page.title]
        assert page.freeze_panes == twin.freeze_panes
        assert page.print_title_rows == twin.print_title_rows
        assert page.data_validations.dataValidation or page.title in ("说明", "选项", "制度参数", "司机")
        assert len(page.data_validations.dataValidation) == len(twin.data_validations.dataValidation)
        assert {k: d.width for k, d in page.column_dimensions.items()} == {
            k: d.width for k, d in twin.column_dimensions.items()
        }


def test_the_company_workbook_is_marked_too(tmp_path):
    trial, company = book_of(small(), company=False, company_file="company.xlsx"), company_book_of(small().company)
    write(company, "会议室", 3, "座位", "许多")
    write(trial, "成员", 3, "性别", "女士们")
    (tmp_path / "company.xlsx").write_bytes(xlsx_of(company))
    (tmp_path / "week.xlsx").write_bytes(xlsx_of(trial))
    assert main(["read", str(tmp_path / "week.xlsx"), "--mark", str(tmp_path / "out.xlsx")]) == 3
    beside = openpyxl.load_workbook(tmp_path / "out-company.xlsx")
    assert "不是数" in beside["会议室"]["B3"].comment.text
    copy = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert "会议室!B3" in copy["说明"]["A1"].comment.text
    assert copy["成员"]["E3"].comment is not None


def test_without_faults_nothing_is_marked(tmp_path, capsys):
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(book()))
    assert main(["read", str(path), "--mark", str(tmp_path / "out.xlsx")]) == 0
    assert "北方能源" in capsys.readouterr().out
    assert load(tmp_path / "out.xlsx") == small()
    assert main(["read", str(path), "--mark", str(tmp_path / "out.xlsx")]) == 2  # nothing is overwritten


def test_lists_that_excel_writes_as_an_extension_are_kept(tmp_path):
    import zipfile

    path, changed = tmp_path / "week.xlsx", tmp_path / "excel.xlsx"
    path.write_bytes(xlsx_of(book()))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                extension = (
                    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
                    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
                    b'<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
                    b'<x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>'
                    + "'酒店'!$A$3:$A$9".encode()
                    + b"</xm:f></x14:formula1><xm:sqref>Z3:Z9</xm:sqref></x14:dataValidation></x14:dataValidations>"
                    b"</ext></extLst></worksheet>"
                )
                content = content.replace(b"</worksheet>", extension)
            target.writestr(name, content)
    (tmp_path / "out.xlsx").write_bytes(with_faults_marked(changed, [])[0])
    rules = openpyxl.load_workbook(tmp_path / "out.xlsx")["来访客户"].data_validations.dataValidation
    assert [rule.formula1 for rule in rules if "Z3:Z9" in str(rule.sqref)] == ["'酒店'!$A$3:$A$9"]


LIST = "1. 王喆 副总工程师 13800001234\n李四（组长） =处长\n某某公司\n姓名：客人1，经理"


def test_members_into_a_copy(tmp_path, capsys):
    path, text = tmp_path / "week.xlsx", tmp_path / "名单.txt"
    path.write_bytes(xlsx_of(book()))
    text.write_bytes(LIST.encode("gb18030"))
    before = path.read_bytes()
    assert main(["members", str(text), str(path), "--visit", "北方能源"]) == 0
    assert "4 人" in capsys.readouterr().err
    assert path.read_bytes() == before
    copy = openpyxl.load_workbook(tmp_path / "week-成员.xlsx")["成员"]
    headers = [cell.value for cell in copy[1]]
    rows = [dict(zip(headers, [cell.value for cell in row], strict=True)) for row in copy.iter_rows(min_row=8)]
    assert [row["姓名"] for row in rows[:4]] == ["王喆", "李四", None, "客人1"]
    assert rows[0]["电话"] == "13800001234"
    assert rows[0]["来访客户"] == "北方能源"
    assert rows[1]["身份"] == "主宾"
    assert "=处长" in str(rows[1].values())
    assert all(cell.data_type != "f" for row in copy.iter_rows() for cell in row)
    name = headers.index("姓名") + 1
    assert [copy.cell(row, name).comment is not None for row in range(8, 12)] == [False, False, True, True]


@pytest.mark.parametrize("named", ["北方", "北能", "来访客户!3", "来访客户 第3行", "成员!A3"])
def test_members_of_a_visit_named_as_elsewhere(tmp_path, capsys, named):
    path, text = tmp_path / "week.xlsx", tmp_path / "名单.txt"
    path.write_bytes(xlsx_of(book()))
    text.write_text("王喆 副总工程师 13800001234", encoding="utf-8")
    table = openpyxl.load_workbook(path)["来访客户"]
    assert "北方能源" in [cell.value for cell in table[3]]
    assert main(["members", str(text), str(path), "--visit", named]) == 0, capsys.readouterr().err
    assert "北方能源" in capsys.readouterr().err


def test_members_who_fit_are_read(tmp_path):
    path, out = tmp_path / "week.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(xlsx_of(book()))
    out.write_bytes(with_members(path, read_members("王喆 副总工程师 13800001234\n李雷先生"), "南方水务")[0])
    found = load(out).visits[1].members
    assert [(member.name, member.title, member.phone, member.sex) for member in found[-2:]] == [
        ("王喆", "副总工程师", "13800001234", None),
        ("李雷", "", "", "male"),
    ]
    assert load(out).visits[0] == small().visits[0]


def test_which_visit_must_be_clear(tmp_path, capsys):
    path, text = tmp_path / "week.xlsx", tmp_path / "list.txt"
    path.write_bytes(xlsx_of(book()))
    text.write_text(LIST, encoding="utf-8")
    assert main(["members", str(text), str(path), "--visit", "北方能原"]) == 3
    assert "北方能源" in capsys.readouterr().err
    assert not (tmp_path / "week-成员.xlsx").exists()
    assert main(["members", str(text), str(path), "--in-place"]) == 0
    copy = openpyxl.load_workbook(path)["成员"]
    assert all(copy.cell(row, 2).comment for row in range(8, 12))


@pytest.fixture
def drawn(week, tmp_path):
    """Return a workbook with a picture, a text box and a chart beside its sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as file:
        page = file.add_worksheet("图")
        page.write_column(0, 0, [1, 2, 3])
        chart = file.add_chart({"type": "line"})
        chart.add_series({"values": "=图!$A$1:$A$3"})
        page.insert_chart(2, 2, chart)
        page.insert_textbox(20, 2, "请勿外传")
    path = tmp_path / "drawn.xlsx"
    with zipfile.ZipFile(week) as source, zipfile.ZipFile(out) as other, zipfile.ZipFile(path, "w") as both:
        for name in source.namelist():
            both.writestr(name, source.read(name))
        for name in other.namelist():
            if name.startswith(("xl/drawings/", "xl/charts/")):
                both.writestr(name, other.read(name))
        both.writestr("xl/media/image1.png", b"x")
    return path


def test_what_the_copy_lacks_is_said(drawn, tmp_path, capsys):
    main(["read", str(drawn), "--mark", str(tmp_path / "marked.xlsx")])
    assert "另存的一份里没有原表的图片、图表、文本框和图形；原工作簿没有改动。" in capsys.readouterr().err


def test_in_place_never_loses_pictures(drawn, tmp_path, capsys):
    before = drawn.read_bytes()
    people = tmp_path / "list.txt"
    people.write_text("赵六 经理\n钱七 取消", encoding="utf-8")
    assert main(["members", str(people), str(drawn), "--visit", "北方能源", "--in-place"]) == 0
    told = capsys.readouterr().err
    assert drawn.read_bytes() == before
    assert "图片、图表、文本框和图形" in told
    assert "以下 1 人标为不来，未计入：钱七" in told
    names = [cell.value for cell in openpyxl.load_workbook(tmp_path / "drawn-成员.xlsx")["成员"]["B"]]
    assert "赵六" in names
    assert "钱七" not in names
