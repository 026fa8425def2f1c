"""Something new from a sheet: a small workbook with the sheet of requests, or the week's own with a row more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.domain.activities import CourtesyCall
from models.domain.errors import FaultyInput
from models.domain.week import Week
from planner.formats.new_thing import read_new_thing
from planner.formats.workbook.row_index import rows_of
from planner.formats.workbook.write import book_of
from planner.formats.workbook.xlsx import xlsx_of
from tests.weeks import talk, tour, visit, week, when

WEEK = week(visit("v1", talk(), tour(), client="中能建设集团"), visit("v2", talk(), client="黄淮水务公司"))


def small(path: Path, *rows: list[Any], sheet: str = "活动需求") -> Path:
    """Write a workbook with nothing but some rows of requests."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in (["来访客户", "类型", "名称", "日期", "开始时间", "领导"], *rows):
        page.append(row)
    book.save(path)
    return path


def test_a_small_workbook_names_things_as_the_week_does(tmp_path: Path) -> None:
    path = small(tmp_path / "new.xlsx", ["中能建设集团", "会见", "董事长会见", "周二", "9:30", "boss"])
    request, of = read_new_thing(path, WEEK)
    assert of == "v1"
    assert isinstance(request, CourtesyCall)
    assert (request.title, request.leader, request.at) == ("董事长会见", "boss", when("22 09:30"))


def test_a_new_request_never_takes_the_id_of_another(tmp_path: Path) -> None:
    kind = {"exchange": "技术交流"}["exchange"]
    request, of = read_new_thing(small(tmp_path / "new.xlsx", ["黄淮水务公司", kind, "又一次", "", "", ""]), WEEK)
    assert of == "v2"
    assert request.id not in {r.id for r in WEEK.visit("v2").requests}


def _with_row(path: Path, of: Week, *rows: dict[str, str], sheet: str = "活动需求") -> Path:
    """Write a week's workbook with rows more on a sheet."""
    path.write_bytes(xlsx_of(book_of(of)))
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    for row in rows:
        at = page.max_row + 1
        for cell in page[1]:
            if cell.value in row:
                page.cell(at, cell.column, row[cell.value])
    book.save(path)
    return path


def test_the_weeks_own_workbook_with_a_row_more(tmp_path: Path) -> None:
    row = {"来访客户": "黄淮水务公司", "类型": "会见", "领导": "boss"}
    request, of = read_new_thing(_with_row(tmp_path / "week.xlsx", WEEK, row), WEEK)
    assert (of, request.kind) == ("v2", "call")


def test_a_new_delegation(tmp_path: Path) -> None:
    more = WEEK.replace(visits=(*WEEK.visits, visit("v3", talk(), client="烟台港机")))
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(book_of(more)))
    found, of = read_new_thing(path, WEEK)
    assert of is None
    assert found.id == "v3"


def test_nothing_new_or_several_things_is_asked(tmp_path: Path) -> None:
    row = {"来访客户": "黄淮水务公司", "类型": "会见", "领导": "boss"}
    with pytest.raises(FaultyInput, match="没有新的活动"):
        read_new_thing(_with_row(tmp_path / "same.xlsx", WEEK), WEEK)
    with pytest.raises(FaultyInput, match="有 2 项新内容") as error:
        read_new_thing(_with_row(tmp_path / "two.xlsx", WEEK, row, row | {"类型": "合影"}), WEEK)
    assert "活动需求!" in str(error.value)


def test_a_workbook_without_the_sheet_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match="活动需求"):
        read_new_thing(small(tmp_path / "new.xlsx", sheet="别的"), WEEK)


def test_rows_of_a_workbook_stand_for_visits_and_requests(tmp_path: Path) -> None:
    path = _with_row(tmp_path / "week.xlsx", WEEK)
    rows = rows_of(path)
    page = openpyxl.load_workbook(path)["活动需求"]
    for row in range(2, page.max_row + 1):
        clients = {"中能建设集团": "v1", "黄淮水务公司": "v2"}
        if page.cell(row, 1).value in clients:
            assert rows["活动需求", row].startswith(clients[str(page.cell(row, 1).value)])
    assert rows["活动需求", 3] == "v1/talk"
    assert rows_of(tmp_path) == {}
