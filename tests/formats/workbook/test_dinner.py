"""Dinners in workbooks: the same dinner as in text; every fault by cell."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.cli import main
from planner.formats.dinner import dinner_data, dinner_xlsx, read_dinner, read_dinner_workbook
from planner.formats.workbook.write_dinner import dinner_book
from planner.formats.workbook.xlsx import xlsx_of
from tests.formats.workbook.sheets import write

DINNERS = ("ten-seats", "hostess", "three-tables", "twelve-tables", "wedding-17", "podium")


@pytest.fixture
def folder(root, tmp_path):
    (tmp_path / "dinners").mkdir()
    (tmp_path / "policies").symlink_to(root / "instances" / "policies")
    (tmp_path / "halls").symlink_to(root / "instances" / "halls")
    return tmp_path / "dinners"


@pytest.mark.parametrize("name", DINNERS)
def test_round_trip(name, root, folder):
    before = read_dinner(root / "instances" / "dinners" / f"{name}.toml")
    path = folder / "dinner.xlsx"
    path.write_bytes(xlsx_of(dinner_book(dinner_data(before))))
    assert read_dinner_workbook(path) == before


def test_the_example_is_a_dinner(folder):
    path = folder / "dinner.xlsx"
    assert main(["new", str(path)]) == 0
    found = read_dinner_workbook(path)
    assert [person.name for person in found.dinner.people][:2] == ["赵明远", "孙倩"]
    assert found.dinner.hall.seats == 10
    assert path.read_bytes() == dinner_xlsx()


def test_another_edition_may_be_asked_for(folder):
    path = folder / "dinner.xlsx"
    path.write_bytes(dinner_xlsx())
    assert read_dinner_workbook(path, "government").etiquette.id == "government"


@pytest.mark.parametrize(
    ("title", "row", "header", "value", "told"),
    [
        ("宾主", 3, "方", "中立方", "不在可选之列"),
        ("宾主", 5, "服务于", "史密斯", "没有这个宾主"),
        ("宾主", 7, "姓名", "赵明远", ""),
        ("愿望", 3, "人员", "孙倩", "缺少人员"),
        ("愿望", 3, "类型", "靠窗坐", "不在可选之列"),
        ("宾主", 3, "年龄", "五十多", "不是数"),
    ],
)
def test_faults_by_cell(title, row, header, value, told, root, folder):
    from planner.formats.workbook.write_dinner import DINNER_EXAMPLE

    book = dinner_book(DINNER_EXAMPLE)
    place = write(book, title, row, header, value)
    path = folder / "dinner.xlsx"
    path.write_bytes(xlsx_of(book))
    if not told:  # ids differ, so two people may have one name
        assert len(read_dinner_workbook(path).dinner.people) == 6
        return
    with pytest.raises(FaultyInput) as error:
        read_dinner_workbook(path)
    (fault,) = error.value.faults
    assert told in fault.what
    assert fault.where == (place if told != "缺少人员" else "愿望!3:3")


def test_unknown_columns_are_attributes(folder):
    from planner.formats.workbook.book import Cell
    from planner.formats.workbook.write_dinner import DINNER_EXAMPLE

    book = dinner_book(DINNER_EXAMPLE)
    page = next(sheet for sheet in book.sheets if sheet.name == "宾主")
    page.put(Cell(1, 30, "专业"))
    page.put(Cell(3, 30, "机械"))
    path = folder / "dinner.xlsx"
    path.write_bytes(xlsx_of(book))
    assert read_dinner_workbook(path).dinner.people[0].attribute("专业") == "机械"
