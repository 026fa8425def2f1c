"""``jiedai close``: from the sheet or a text into the register; faults leave nothing behind."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import openpyxl
import pytest

from models.domain.errors import ExitCode
from planner.cli import main

COSTS = """
[[visits]]
visit = "visit-1"
costs = { hotel = 1500, meals = 700 }
promises = [{ what = "=HYPERLINK(1)", owner = "王工" }]
grades = { people = "B" }
"""


@pytest.fixture
def actuals(tmp_path):
    path = tmp_path / "actuals.toml"
    path.write_text(COSTS, encoding="utf-8")
    return path


@pytest.fixture
def close(folder, plan_file, tmp_path):
    def run(*options, week=folder) -> int:
        return main(["close", str(week), str(plan_file), *map(str, options)])

    return run


def spent(path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT sum(actual) FROM cost_list").fetchone()[0]
        return found


def test_a_week_is_closed_and_what_is_left_to_do_is_listed(close, actuals, tmp_path, capsys):
    path, book = tmp_path / "r.sqlite", tmp_path / "f.xlsx"
    assert close("--actuals", actuals, "-o", path, "--follow-up", book) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "已登记：3 批来访" in told
    assert "兑现承诺" in told
    row = next(line for line in told.splitlines() if line.lstrip().startswith("合计"))
    assert "2,200元" in row, "planned against actual"
    assert spent(path) == 2200
    cells = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row if cell.value]
    promise = next(cell for cell in cells if "HYPERLINK" in str(cell.value))
    assert promise.data_type == "s", "text from input is no formula"


def test_closed_again_nothing_changes(close, actuals, tmp_path, capsys):
    path = tmp_path / "r.sqlite"
    close("--actuals", actuals, "-o", path)
    before = path.read_bytes()
    capsys.readouterr()
    assert close("--actuals", actuals, "-o", path, "--json", "--lang", "en") == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["outcome"] == "same"
    assert path.read_bytes() == before


def test_the_workbook_to_be_filled_in(close, folder, plan_file, tmp_path, capsys):
    path, register = tmp_path / "a.xlsx", tmp_path / "r.sqlite"
    assert close("--template", path) == ExitCode.DONE
    assert close("--template", path) == ExitCode.USAGE, "nothing is overwritten"
    book = openpyxl.load_workbook(path)
    sheet = book["实际情况"]
    row = next(row[0].row for row in sheet.iter_rows() if row[1].value == "实际")
    sheet[f"D{row}"] = 321
    book.save(path)
    assert close("--actuals", path, "--register", register) == ExitCode.DONE
    assert spent(register) == 321


def test_every_fault_and_no_register(close, actuals, tmp_path, capsys):
    actuals.write_text(COSTS.replace("visit-1", "visit-9").replace("1500", "-3"), encoding="utf-8")
    path = tmp_path / "r.sqlite"
    assert close("--actuals", actuals, "-o", path) == ExitCode.FAULTY_INPUT
    told = capsys.readouterr().err
    assert "visit-9" in told
    assert "costs.hotel (L4)" in told
    assert not path.exists()


@pytest.mark.parametrize("options", [(), ("--template", "a.xlsx", "-o", "r"), ("-o", "r.sqlite")])
def test_what_is_needed_is_said(close, options, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert close(*options) == ExitCode.USAGE
    assert list(tmp_path.glob("*.sqlite")) == list(tmp_path.glob("*.xlsx")) == []


def naming(folder, tmp_path, register):
    """Return a copy of a week whose company names its register, and the company's folder."""
    week = shutil.copytree(folder.parent, tmp_path / "weeks") / folder.name
    home = next(path.parent for path in week.parent.rglob("*.toml") if "[[people]]" in path.read_text(encoding="utf-8"))
    (home / "a_register.toml").write_text(f'register_file = "{register}"\n', encoding="utf-8")
    return week, home


def test_the_company_names_the_register(close, folder, actuals, tmp_path, capsys):
    week, home = naming(folder, tmp_path, "登记册.sqlite")
    assert close("--actuals", actuals, week=week) == ExitCode.DONE
    assert spent(home / "登记册.sqlite") == 2200
    assert close("--actuals", actuals, "-o", tmp_path / "r.sqlite", week=week) == ExitCode.DONE
    assert spent(tmp_path / "r.sqlite") == 2200, "the one that is given comes first"


def test_a_register_outside_the_companys_folder_is_refused(close, folder, actuals, tmp_path, capsys):
    week, _ = naming(folder, tmp_path, "../../../r.sqlite")
    assert close("--actuals", actuals, week=week) == ExitCode.FAULTY_INPUT
    assert "company.register_file" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.sqlite"))
