"""Workbook → text → workbook: the same week, and the same bytes."""

from __future__ import annotations

import time

import pytest

from models.domain.errors import FaultyInput
from models.domain.training_series import with_sessions
from models.domain.week import Calendar, Week
from planner.cli import main
from planner.formats import load, load_edition, save
from planner.formats.week import load_company, week_of
from planner.formats.workbook.book import open_book
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import book_of, company_book_of
from planner.formats.workbook.xlsx import xlsx_of
from planner.generation.generate import generate
from tests.formats.workbook.sheets import everything, small
from tests.shipped_weeks import SHIPPED_WEEKS


def through_text(of: Week, folder) -> Week:
    """Return a week after workbook → text → workbook."""
    (folder / "a.xlsx").write_bytes(xlsx_of(book_of(of)))
    first = load(folder / "a.xlsx")
    save(first, folder / "text")
    (folder / "b.xlsx").write_bytes(xlsx_of(book_of(load(folder / "text"))))
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()
    return load(folder / "b.xlsx")


@pytest.mark.parametrize("name", SHIPPED_WEEKS)
def test_instances(name, root, tmp_path):
    before = load(root / "instances" / name)
    assert through_text(before, tmp_path) == before


@pytest.mark.parametrize("seed", range(12))
def test_random_weeks(seed):
    before = generate(1 + seed * 2, seed)
    assert week_of(raw_of(book_of(before))) == before


def test_everything_that_can_be_said(tmp_path):
    before = everything()
    assert week_of(raw_of(book_of(before))) == before
    planned = with_sessions(before)  # a training series becomes its sessions when a week is loaded
    assert through_text(planned, tmp_path) == planned


def test_an_empty_official_calendar_of_its_own():
    before = small().replace(official=Calendar())
    assert week_of(raw_of(book_of(before))) == before


def test_the_company_in_a_workbook_of_its_own(root, tmp_path):
    tiny = root / "instances" / "tiny"
    company_file = tmp_path / "公司" / "company.xlsx"
    company_file.parent.mkdir()
    assert main(["convert", str(tiny), str(tmp_path / "week.xlsx"), "--company", str(company_file)]) == 0
    before = load(tiny)
    assert load(tmp_path / "week.xlsx") == before
    assert load_company(company_file) == before.company
    names = [sheet.name for sheet in open_book(tmp_path / "week.xlsx").sheets]
    assert "酒店" not in names
    assert main(["convert", str(tmp_path / "week.xlsx"), str(tmp_path / "text")]) == 0
    assert load(tmp_path / "text") == before
    assert main(["convert", str(company_file), str(tmp_path / "company-text")]) == 0
    assert load_company(tmp_path / "company-text") == before.company


def test_three_sheets_are_enough(root, tmp_path):
    before = load(root / "instances" / "tiny").replace(
        visits=[
            v.replace(members=(), groups=[v.groups[0].replace(unnamed=3)]) for v in load(root / "instances/tiny").visits
        ]
    )
    (tmp_path / "company.xlsx").write_bytes(xlsx_of(company_book_of(before.company)))
    book = book_of(
        before.replace(visits=[v.replace(requests=()) for v in before.visits]), company=False, company_file="company"
    )
    book.sheets = [sheet for sheet in book.sheets if sheet.name in ("说明", "来访客户", "航班车次")]
    (tmp_path / "week.xlsx").write_bytes(xlsx_of(book))
    assert [visit.client for visit in load(tmp_path / "week.xlsx").visits] == [visit.client for visit in before.visits]


def test_own_rules_go_both_ways(root, tmp_path):
    save(load(root / "instances" / "tiny"), tmp_path / "text", policy={
        "packages": {"C": {"meal_price": 111}}, "rules": {"ARR-01": {"level": "should"}},
        "shape": {"office": ["09:00", "17:00"], "lunch_from": "11:45"}, "level_bounds": [500, 300, 100],
    })  # fmt: skip
    assert main(["convert", str(tmp_path / "text"), str(tmp_path / "week.xlsx")]) == 0
    assert main(["convert", str(tmp_path / "week.xlsx"), str(tmp_path / "again")]) == 0
    first, second, third = (load_edition(week=tmp_path / name) for name in ("text", "week.xlsx", "again"))
    assert first == second == third
    assert first.packages["C"].meal_price == 111
    assert first.level_bounds == (500, 300, 100)
    assert first != load_edition()


def test_own_rules_in_a_planners_words(tmp_path):
    book = book_of(small(), policy={
        "packages.C.meal_price": "110元", "rules.ARR-01.level": "应当", "shape.lunch_from": "11点三刻",
        "shape.changeover": "一刻钟", "shape.office": "9:00、17:00", "packages.D.entertainment": "是",
    })  # fmt: skip
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(book))
    found = load_edition(week=path)
    assert found.packages["C"].meal_price == 110
    assert found.rules["ARR-01"].level == "should"
    assert found.shape.lunch_from == 705
    assert found.shape.changeover == 15
    assert found.shape.office == (540, 1020)
    assert found.packages["D"].entertainment
    assert "另有 6 项" in found.note


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("packages.C.meal_prize", "1"),
        ("packages.C.meal_price", "不少"),
        ("rules.XYZ-01.level", "should"),
        ("shape.lunch_from.x", "1"),
        ("rules.ARR-01.level", "随意"),
        ("shape.lunch_from", "中午"),
    ],
)
def test_faults_of_own_rules(key, value, tmp_path):
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(book_of(small(), policy={key: value})))
    with pytest.raises(FaultyInput) as error:
        load_edition(week=path)
    assert {fault.where for fault in error.value.faults} == {"制度参数!B3"}


def test_written_at_another_time_the_bytes_are_the_same(monkeypatch):
    first = xlsx_of(book_of(small()))
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000.0))
    assert xlsx_of(book_of(small())) == first


def test_speed(root, tmp_path):
    """In CPU seconds; the limits leave room for slow machines."""
    for of, most in ((load(root / "instances" / "zhengzhou-week"), 1.0), (generate(200, 1), 5.0)):
        path = tmp_path / "week.xlsx"
        start = time.process_time()
        path.write_bytes(xlsx_of(book_of(of)))
        wrote = time.process_time()
        assert load(path) == of
        assert wrote - start < most
        assert time.process_time() - wrote < most
