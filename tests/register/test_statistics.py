"""Statistics against figures counted by hand; nothing unknown counts as nought; text is no markup or formula."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

import openpyxl
import pandas as pd
import pytest

from planner.cli import main
from planner.language.words import Words
from planner.register.closing import close_week
from planner.register.made_up import made_up_weeks
from planner.register.picture import plot_a_head, plot_months
from planner.register.statistics import Statistics
from planner.register.store import reading
from tests.register.conftest import NOW, ZH


def table(path, id, lang="zh"):
    with reading(path) as connection:
        found = {made.id: made for made in Statistics(connection, Words(lang)).tables()}
    return [dict(zip(found[f"stats:{id}"].columns, row.cells, strict=True)) for row in found[f"stats:{id}"].rows]


def test_every_yuan_once(closed, record):
    """Visit 1 spent 1234 + 567 + 8 on two guests; of visit 2 nothing is known."""
    (all_visits,) = table(closed, "all")
    planned = {row["heading"]: row["planned"] for row in record.rows["costs"] if row["case_key"].endswith("v1")}
    held_against = planned["hotel"] + planned["meals"]
    assert all_visits["实际费用"] == f"{1234 + 567 + 8:,}"
    assert all_visits["计划费用"] == f"{held_against:,}"
    assert all_visits["人均费用"] == f"{round((1234 + 567 + 8) / 2):,}"
    assert (all_visits["来访批次"], all_visits["费用未报"]) == ("2", "1")


def test_headings_of_costs(closed):
    found = {row["项目"]: row for row in table(closed, "costs")}
    assert found["住宿"]["实际"] == "1,234"
    assert found["礼品"]["实际"] == "", "not known is not nought"
    assert found["礼品"]["未报"] == "1"
    assert found["其他"]["计划"] == "0"


def test_opinions_and_load(closed, record):
    assert table(closed, "all")[0]["满意度"] == "4.00", "A and C"
    by_name = {row["我方人员"]: row for row in table(closed, "load")}
    minutes = sum(row["minutes"] for row in record.rows["service"] if row["name"] == "ann")
    assert by_name["ann"]["合计小时"] == f"{minutes / 60:.1f}"
    assert [row["承诺事项"] for row in table(closed, "promises")] == ["寄样本"]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory):
    path = tmp_path_factory.mktemp("quarter") / "register.sqlite"
    for week in made_up_weeks(13, 5):
        close_week(path, week, NOW, ZH)
    return path


def test_groups_add_up(quarter):
    def total(id, column):
        return sum(int(row[column].replace(",", "") or 0) for row in table(quarter, id))

    for column in ("来访批次", "人数", "计划费用", "实际费用"):
        assert total("level", column) == total("purpose", column) == total("month", column) == total("all", column)
    assert total("costs", "实际") == total("all", "实际费用")


def test_analysts_read_the_views_with_pandas(quarter):
    with closing(sqlite3.connect(quarter)) as connection:
        visits = pd.read_sql("SELECT * FROM visit_list", connection)
        costs = pd.read_sql("SELECT * FROM cost_list", connection)
    assert len(visits) == 65
    assert visits.actual.sum() == costs.actual.sum()
    assert (visits.actual_a_head.dropna() > 0).all()


def test_a_workbook_markdown_and_pictures(quarter, tmp_path, capsys):
    assert main(["stats", str(quarter), "-o", str(tmp_path), "--lang", "en"]) == 0
    names = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert names == {"statistics.md", "statistics.xlsx", "costs by month.png", "costs a head.png"}
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "statistics.xlsx").read_bytes()))
    assert "By level" in book.sheetnames
    assert "| 2026-07 |" in (tmp_path / "statistics.md").read_text(encoding="utf-8")
    assert "Who carried the load" in capsys.readouterr().out


def test_an_empty_register_is_said(tmp_path, capsys):
    path = tmp_path / "x.sqlite"
    for week in made_up_weeks(1, 0):
        close_week(path, week, NOW, ZH)
    assert main(["stats", str(path)]) == 0
    assert "登记册是空的" in capsys.readouterr().out


def test_bars_are_as_high_as_what_they_say():
    axes = plot_months([("2026-07", 100, 120), ("2026-08", None, 30)], ZH)
    assert [bar.get_height() for bar in axes.patches] == [100, 0, 120, 30]
    assert [bar.get_height() for bar in plot_a_head([("A", 9.0), ("B", None)], ZH).patches] == [9.0]
