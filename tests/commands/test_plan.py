"""``jiedai plan``: options, progress, papers, exit codes."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import signal
import subprocess
import sys

import openpyxl
import pytest

import planner.papers.charts
from models.domain.errors import NoneInTime, NoPlanPossible
from planner import cli
from planner.commands.plan import DEFAULT_SECONDS, DETERMINISTIC_ROUNDS, LEAST_SEARCH_SHARE, search_limits
from planner.commands.progress import line_of, progress_display, proofs
from planner.formats import folder_exchange
from planner.formats.files import LISTING_FILE, listed, write_files
from planner.formats.folder_exchange import LOCK_FILE
from planner.formats.plan_json import read_plan
from planner.language.words import Words
from planner.services.provenance import Limits
from planner.services.result import Progress


@pytest.fixture(autouse=True)
def _quick_pictures(request, monkeypatch):
    """Pictures take seconds; only the tests that look at them draw them."""
    if "real_pictures" not in request.fixturenames:
        monkeypatch.setattr(planner.papers.charts, "pictures", lambda *_: {"picture.png": b""})


@pytest.fixture
def real_pictures():
    return None


def test_papers_in_a_folder_and_where_to_look(real_pictures, search, folder, week, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert f"请先看：{out / 'plan.xlsx'}" in said.out
    assert "未能安排：2项（已证明最优）" in said.out
    assert "待落实：" in said.out
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"plan.json", "plan.xlsx", "总览.md", "甘特图-来访.png", "甘特图-来访.svg", "任务单/司机任务单.md"} <= names
    assert listed(out) == names - {LISTING_FILE, LOCK_FILE}
    assert read_plan(out / "plan.json")[0] == week


def test_the_packet_in_one_go(search, folder, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["plan", str(folder), "-o", str(out), "--papers"]) == 0
    names = listed(out)
    packet = {name.removeprefix("接待材料/").split("/")[0] for name in names if name.startswith("接待材料/")}
    assert {"客人", "领导审批", "司机", "表单"} <= packet
    assert {"plan.json", "plan.xlsx"} <= names
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    assert not (out / "接待材料").exists()
    assert cli.main(["plan", str(folder), str(folder), "-o", str(out), "--papers"]) == 2
    assert "--papers" in capsys.readouterr().err


def test_english(real_pictures, search, folder, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["plan", str(folder), "-o", str(out), "--lang", "en"]) == 0
    assert f"Look first at: {out / 'plan.xlsx'}" in capsys.readouterr().out
    assert (out / "gantt-visits.png").is_file()


def test_json_is_all_that_is_on_stdout(search, folder, tmp_path, capsys):
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["status"] == "open"
    assert data["interrupted"] is False
    assert data["tiers"][0]["proven"] is True
    assert "plan.json" in data["files"]
    assert len(data["left_out"]) == 2


@pytest.mark.parametrize(
    ("args", "asked", "rounds"),
    [
        ([], DEFAULT_SECONDS, None),
        (["--seconds", "2.5"], 2.5, None),
        (["--deterministic"], None, DETERMINISTIC_ROUNDS),
    ],
)
def test_limits(args, asked, rounds, search, folder, week, tmp_path):
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), "--seed", "7", "--json", *args]) == 0
    assert search["limits"].rounds == rounds
    if asked is None:
        assert search["limits"].seconds is None
    else:  # the reading of the week is taken from it
        assert asked * LEAST_SEARCH_SHARE <= search["limits"].seconds < asked
    assert search["seed"] == 7
    assert search["week"] == week
    assert search["edition"].id == "default"


def test_the_search_leaves_time_for_reading_and_papers():
    assert search_limits(60, False, visits=0) == Limits(seconds=60)
    assert search_limits(60, False, visits=0, spent=1.5) == Limits(seconds=58.5)
    assert search_limits(120, False, visits=100, spent=1.5).seconds < search_limits(120, False, 50, spent=1.5).seconds
    assert search_limits(10, False, visits=400, spent=60) == Limits(seconds=10 * LEAST_SEARCH_SHARE)
    assert search_limits(None, True, visits=400, spent=60) == Limits(seconds=None, rounds=DETERMINISTIC_ROUNDS)


def test_a_cluster(search, folder, tmp_path):
    address = "tcp://10.0.0.1:8786"
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), "--cluster", address]) == 0
    assert search["cluster"] == address


@pytest.mark.parametrize(
    "args",
    [
        ["--seconds", "5", "--deterministic"],
        ["--seconds", "0"],
        ["--seconds", "soon"],
        ["--seed", "x"],
    ],
)
def test_usage(args, search, folder, tmp_path, capsys):
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), *args]) == 2
    assert "limits" not in search


def test_a_week_that_is_not_there(search, tmp_path, capsys):
    assert cli.main(["plan", str(tmp_path / "none"), "-o", str(tmp_path / "out")]) == 2
    assert "none" in capsys.readouterr().err


def test_faults_in_the_input(search, tmp_path, capsys):
    (tmp_path / "week").mkdir()
    assert cli.main(["plan", str(tmp_path / "week"), "-o", str(tmp_path / "out")]) == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("error", "code"), [(NoPlanPossible(["甲"]), 4), (NoneInTime("x"), 5), (KeyboardInterrupt(), 130)]
)
def test_no_plan_no_papers(error, code, search, folder, tmp_path):
    search["answer"] = error
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out")]) == code
    assert not (tmp_path / "out").exists()


def test_interrupted_it_writes_the_best_so_far(search, solved, folder, tmp_path, capsys):
    search["answer"] = dataclasses.replace(solved, interrupted=True)
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out")]) == 130
    assert (tmp_path / "out" / "plan.json").is_file()
    assert "中途停止" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_drawing_the_plan_is_there(sent, search, folder, tmp_path, monkeypatch, capsys):
    def interrupted(paper, stopped):
        signal.raise_signal(sent)
        return None if stopped() else {}

    monkeypatch.setattr(planner.papers.charts, "pictures", interrupted)
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out")]) == 130
    assert (tmp_path / "out" / "plan.json").is_file()
    assert (tmp_path / "out" / "总览.md").is_file()
    assert "图没有画" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_a_second_interrupt_while_writing_leaves_the_old_plan(search, folder, tmp_path, monkeypatch):
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out")]) == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}

    def interrupted(paper, stopped):
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(planner.papers.charts, "pictures", interrupted)
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out")]) == 130
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_plan_open_in_excel_loses_nothing(search, solved, folder, tmp_path, monkeypatch, capsys):
    """Windows refuses to replace a file that is open: the new plan goes into a folder beside it."""
    out = tmp_path / "out"
    write_files(out, {"plan.xlsx": "old", "plan.json": "old"})
    real = os.replace

    def guarded(source, target):
        if os.fspath(source) == os.fspath(out / "plan.xlsx"):
            raise PermissionError(13, "Permission denied", os.fspath(source))
        real(source, target)

    monkeypatch.setattr(folder_exchange.os, "replace", guarded)
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert {path.name: path.read_text("utf-8") for path in out.glob("plan.*")} == {
        "plan.xlsx": "old", "plan.json": "old"
    }  # fmt: skip
    assert (tmp_path / "out-2" / "plan.xlsx").is_file()
    assert "未动" in said.err
    assert "out-2" in said.out


def test_a_folder_of_somebody_else_is_left_alone_before_the_search(search, folder, tmp_path, capsys):
    (tmp_path / "plan.json").write_text("mine", encoding="utf-8")
    assert cli.main(["plan", str(folder), "-o", str(tmp_path)]) == 2
    assert "plan.json" in capsys.readouterr().err
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == "mine"
    assert "limits" not in search


def test_planning_again_replaces_our_own_files(search, folder, tmp_path):
    for _ in range(2):
        assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), "--json"]) == 0
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), "--json", "--lang", "en"]) == 0
    assert not (tmp_path / "out" / "总览.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_ctrl_c_gives_the_best_plan_so_far(root, tmp_path):
    command = [sys.executable, "-m", "planner", "plan", "instances/tiny", "-o", str(tmp_path), "--seconds", "600"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "第一版" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=120)
    assert process.returncode in (0, 130), "0 if all was proven before the signal came"
    assert (tmp_path / "plan.json").is_file()
    assert ("中途停止" in out) == (process.returncode == 130)


# ---------------------------------------------------------------- progress


def test_progress_is_on_stderr_in_plain_lines(search, folder, tmp_path, capsys):
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "out"), "--json"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "   0.5s 第一版  未能安排 30（至少 10）  应守条款 10  偏好 5  费用 900  勤务 1"
    assert "未能安排 20（最优）  应守条款 10（至少 5）" in lines[-3]
    assert [line.split()[-1] for line in lines[-2:]] == ["制表", "绘图"]
    assert "\x1b" not in "".join(lines)


def test_plain_lines_are_not_too_many(capsys):
    with progress_display(Words("en")) as tell:
        for k in range(100):
            tell(Progress(k / 100, "improve", (100 - k, 0, 0, 0, 0), (0,)))
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_on_a_terminal_the_line_lives(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    with progress_display(Words("zh")) as tell:
        tell(Progress(0.5, "first", (30, 0, 0, 0, 0), (10,)))
        tell(Progress(0.6, "improve", (20, 0, 0, 0, 0), (10,), "[x]"))
    assert "第一版" in terminal.getvalue()
    assert "[x]" in terminal.getvalue()


def test_proofs_count_from_the_first_tier():
    assert proofs(Progress(1, "bound", (5, 3, 0, 0, 0), (5, 3))) == 2
    assert proofs(Progress(1, "bound", (5, 3, 0, 0, 0), (4, 3))) == 0
    assert proofs(Progress(1, "bound", (5, 3, 0, 0, 0), (5, None, 0))) == 1
    assert "best" in line_of(Progress(1, "done", (0,), (0,)), Words("en"))


# ---------------------------------------------------------------- plan.xlsx


def test_a_plan_starts_from_a_workbook_with_its_locks(search, folder, solved, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    assert search["start_from"] is None
    book = openpyxl.load_workbook(out / "plan.xlsx")
    sheet = book[book.sheetnames[4]]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "日期")
    row = next(r for r in range(head + 1, head + 20) if sheet.cell(r, 9).value)
    sheet.cell(row, 8).value = "时间"
    edited = tmp_path / "edited.xlsx"
    book.save(edited)
    args = ["plan", str(folder), "-o", str(out), "--start-from", str(edited), "--keep", f"{sheet.title}!{row + 1}"]
    assert cli.main(args) == 0
    assert search["start_from"] == solved.plan
    assert len({pin.of for pin in search["revision"].pins}) >= 1
    assert openpyxl.load_workbook(out / "plan.xlsx")[sheet.title].cell(row, 8).value == "时间"
    assert not (out / "旧稿").exists() or list((out / "旧稿").iterdir())


def test_a_plan_starts_from_plan_json(search, folder, solved, plan_file, tmp_path):
    assert cli.main(["plan", str(folder), "-o", str(tmp_path / "o"), "--start-from", str(plan_file)]) == 0
    assert search["start_from"] == solved.plan
    args = ["plan", str(folder), "-o", str(tmp_path / "o"), "--start-from", str(plan_file), "--keep", "a!1"]
    assert cli.main(args) == 2


def test_hand_edited_drafts_are_kept(search, folder, tmp_path):
    out = tmp_path / "out"
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    first = (out / "plan.xlsx").read_bytes()
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    assert (out / "plan.xlsx").read_bytes() == first, "the same plan is the same draft"
    assert not (out / "旧稿").exists()
    book = openpyxl.load_workbook(out / "plan.xlsx")
    book.worksheets[0]["A1"].value = "mine"
    book.save(out / "plan.xlsx")
    mine = (out / "plan.xlsx").read_bytes()
    assert cli.main(["plan", str(folder), "-o", str(out)]) == 0
    assert [path.read_bytes() for path in (out / "旧稿").iterdir()] == [mine]
