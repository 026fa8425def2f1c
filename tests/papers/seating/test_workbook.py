"""The workbook as Excel opens it: sheets, pictures, A4, text that is text."""

from __future__ import annotations

import io
import zipfile

import matplotlib as mpl
import openpyxl
import pytest

from planner.language.words import Words
from planner.papers.seating.drawings import car_pictures, hall_pictures
from planner.papers.seating.paper import SeatingPaper
from planner.papers.seating.sheets import PrintedSheets
from planner.papers.seating.workbook import dinner_workbook, ride_workbook
from tests.papers.seating.cases import convoy, one_table, solved


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def opened(files):
    ((_, content),) = files.items()
    return openpyxl.load_workbook(io.BytesIO(content)), content


@pytest.fixture(scope="module")
def dinner():
    with mpl.rc_context():
        paper = solved("three-tables")
        return paper, *opened(dinner_workbook(paper, hall_pictures(paper)))


def test_sheets_and_pictures(dinner):
    paper, book, _ = dinner
    names = book.sheetnames
    assert names[:6] == ["说明", "平面图", "按桌", "按姓名", "后厨单", "上菜次序"]
    assert names[-3:] == ["1 主桌（1号桌）", "2 2号桌", "3 3号桌"]
    assert len(book["平面图"]._images) == 1
    for name, plan in zip(names[-3:], paper.seating.tables, strict=True):
        page = book[name]
        assert len(page._images) == 1
        said = [cell.value for row in page.iter_rows() for cell in row]
        assert all(said.count(paper.people.name(who)) >= 1 for who in paper.seats[plan.table].values())


def test_every_sheet_prints_on_a4(dinner):
    _, book, _ = dinner
    for page in book.worksheets:
        assert page.page_setup.paperSize == 9
        assert page.page_setup.fitToWidth in (None, 1)
        assert page.sheet_properties.pageSetUpPr.fitToPage
    assert book["2 2号桌"].page_setup.fitToHeight in (None, 1), "a table is one page"
    assert book["按姓名"].page_setup.fitToHeight == 0, "a list has as many as it needs"
    assert book["按姓名"].print_title_rows
    assert book["2 2号桌"].oddFooter.left.text.strip() == "2号桌（8人）", "not 82 points large"


def test_links_lead_to_sheets(dinner):
    _, book, _ = dinner
    links = [cell.hyperlink.location for row in book["说明"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == len(book.sheetnames) - 1
    assert all(link.split("!")[0].strip("'") in book.sheetnames for link in links)


def test_the_same_bytes_twice(dinner):
    paper, _, content = dinner
    assert opened(dinner_workbook(paper, hall_pictures(paper)))[1] == content


def test_text_is_never_a_formula():
    paper = one_table("one_host", 4)
    people = [
        p.replace(name=f"=HYPERLINK({p.id})", title="@SUM(1)", organisation="http://x.y") for p in paper.dinner.people
    ]
    odd = SeatingPaper(paper.dinner.replace(people=people), paper.seating, paper.etiquette)
    book, content = opened(dinner_workbook(odd, []))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"http://x.y" in parts.read(name) for name in parts.namelist() if "rels" in name)


def test_numbers_are_numbers_and_leading_zeros_stay(dinner):
    _, book, _ = dinner
    seats = [cell.value for cell in book["2 2号桌"]["B"] if isinstance(cell.value, int)]
    assert sorted(seats) == list(range(len(seats)))


def test_names_of_sheets_are_taken_once():
    book = PrintedSheets("x", Words())
    names = [book.name(text) for text in ("a/b[1]", "A/B[1]", "History", "很长的名字" * 20, "'")]
    assert len({name.casefold() for name in names}) == 5
    assert "history" not in {name.casefold() for name in names}
    assert all(len(name) <= 31 for name in names)


def test_a_ride():
    paper = convoy()
    book, _ = opened(ride_workbook(paper, car_pictures(paper)))
    assert book.sheetnames[:3] == ["说明", "车队", "按姓名"]
    assert book.sheetnames[-3:] == ["第1车 豫A·3", "第2车 豫A·1", "第3车 豫A·2"]
    assert all(len(book[name]._images) == 1 for name in book.sheetnames[-3:])
