"""Workbooks of comparisons and simulations: every table has its sheet, every text is text."""

from __future__ import annotations

import io

import openpyxl
import pytest

from planner.judging.check import check
from planner.language.words import Words
from planner.papers.comparison import comparison_files
from planner.papers.paper import Paper
from planner.papers.robustness import robustness_files
from planner.papers.table import PaperTable, Row
from planner.papers.tables.robust import tables
from planner.papers.workbook import tables_workbook
from planner.services.compare import compare
from planner.services.plan_changes import changes
from tests.mutations.test_by_hand import good
from tests.services.test_simulate import found, report
from tests.weeks import shifted


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_comparison_has_its_changes_in_one_sheet(lang):
    f, p = good()
    q = shifted(p, "v1/tour", 15)
    files = comparison_files(compare(check(f.week, p, f.edition), check(f.week, q, f.edition)), Words(lang))
    name = {"zh": "计划对比.xlsx", "en": "comparison.xlsx"}[lang]
    book = opened(files[name])
    rows = rows_of(book[{"zh": "变更", "en": "Changes"}[lang]])
    head = next(k for k, row in enumerate(rows) if row[0] in ("类别", "Kind"))
    assert len(rows) - head - 1 == len(changes(p, q))
    assert {"zh": "指标对照", "en": "Measures"}[lang] in book.sheetnames
    assert sum(bool(sheet._images) for sheet in book) == sum(file.endswith(".png") for file in files)


def test_several_plans_have_sheets_by_name():
    f, p = good()
    reports = [check(f.week, plan, f.edition) for plan in (p, shifted(p, "v1/tour", 15), shifted(p, "v1/talk", 15))]
    book = opened(comparison_files(compare(*reports, names=["旧", "新一", "新二"]), Words())["计划对比.xlsx"])
    assert {"变更 新一", "变更 新二", "方案取舍"} <= set(book.sheetnames)


def test_a_simulation_has_a_sheet_a_table():
    book = opened(robustness_files(Paper(report()), found())["稳健性.xlsx"])
    assert {table.title for table in tables(Paper(report()), found())} <= set(book.sheetnames)


def test_no_formula_and_the_same_bytes_again():
    table = PaperTable(
        "x", "=1+1", ("a", "b"), (Row(("=cmd|' /C calc'!A0", "@SUM(1)")), Row(("http://example.org", "+1")))
    )
    content = tables_workbook("-2", ["=3"], [table], [], Words())
    assert content == tables_workbook("-2", ["=3"], [table], [], Words())
    for sheet in opened(content):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
