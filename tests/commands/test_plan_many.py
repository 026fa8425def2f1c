"""``jiedai plan`` with several weeks: a folder each, and what becomes of the others when one is bad."""

from __future__ import annotations

import dataclasses
import json
import shutil
import signal
import sys

import pytest

import planner.papers.charts
import planner.services.solve_many as service
from models.domain.errors import NoneInTime
from planner import cli
from planner.formats.plan_json import read_plan


@pytest.fixture(autouse=True)
def _quick_pictures(monkeypatch):
    monkeypatch.setattr(planner.papers.charts, "pictures", lambda *_: {"picture.png": b""})


@pytest.fixture
def weeks(folder, tmp_path):
    """Give three folders of the same week, one of them with a fault."""
    paths = [tmp_path / name for name in ("one", "bad", "other/one")]
    for path in paths:
        shutil.copytree(folder, path)
    (paths[1] / "week.toml").write_text("id = 7\n", "utf-8")
    return [str(path) for path in paths]


@pytest.fixture
def answers(solved, monkeypatch):
    """Replace the search by answers: one after the other, the last again and again."""
    found = [solved]

    def solve(week, limits, edition, seed):
        answer = found[0] if len(found) == 1 else found.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr(service, "solve", solve)
    return found


def plans(out):
    return sorted(path.parent.relative_to(out).as_posix() for path in out.rglob("plan.json"))


def test_each_week_gets_a_folder_and_a_bad_one_takes_none_with_it(weeks, answers, week, tmp_path, capsys):
    out = tmp_path / "out"
    assert cli.main(["plan", *weeks, "-o", str(out)]) == 3
    assert plans(out) == ["one", "one-2"]
    assert read_plan(out / "one-2" / "plan.json")[0] == week
    said = capsys.readouterr()
    assert "bad：输入有" in said.err
    assert "one：1.0s 完成  未能安排" in said.err
    assert said.out.splitlines() == [
        f"one：计划在 {out / 'one'}", "bad：没有计划（见上）", f"one-2：计划在 {out / 'one-2'}"
    ]  # fmt: skip


def test_json_says_what_became_of_each(weeks, answers, tmp_path, capsys):
    answers.insert(0, NoneInTime("late"))
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out"), "--json", "--lang", "en"]) == 5
    data = json.loads(capsys.readouterr().out)
    assert [(each["exit_code"], "tiers" in each) for each in data] == [(5, False), (3, False), (0, True)]
    assert [each["week"] for each in data] == weeks


@pytest.mark.parametrize(("cut", "there"), [(0, []), (1, ["one"])])
def test_ctrl_c_leaves_what_was_planned_by_then(cut, there, weeks, answers, solved, tmp_path, capsys):
    answers[:] = [solved] * cut + [KeyboardInterrupt()]
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out")]) == 130
    assert plans(tmp_path / "out") == there
    assert "one-2：已中断，没有计划" in capsys.readouterr().out


def test_a_week_cut_short_is_written_and_the_next_not_begun(weeks, answers, solved, tmp_path, capsys):
    answers[:] = [dataclasses.replace(solved, interrupted=True), AssertionError("begun")]
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out")]) == 130
    assert plans(tmp_path / "out") == ["one"]
    assert "one：" in (said := capsys.readouterr().out)
    assert "中途停止" in said


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
def test_ctrl_c_while_a_week_is_written_ends_after_it(weeks, answers, tmp_path, monkeypatch):
    monkeypatch.setattr(planner.papers.charts, "pictures", lambda *_: signal.raise_signal(signal.SIGINT))
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out")]) == 130
    assert plans(tmp_path / "out") == ["one"]


def test_a_fault_of_ours_in_one_week_is_told_after_the_others_are_written(weeks, answers, tmp_path, capsys):
    answers.insert(0, ZeroDivisionError())
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out")]) == 1
    assert plans(tmp_path / "out") == ["one-2"]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_in_processes_of_their_own(folder, tmp_path, capsys, root):
    weeks = [str(root / "instances" / "tiny"), str(root / "instances" / "contradictory")]
    out = tmp_path / "out"
    assert cli.main(["plan", *weeks, "-o", str(out), "--jobs", "2", "--seconds", "3"]) in (0, 4)
    assert "tiny" in plans(out)


def test_one_start_for_several_weeks_is_no_use(weeks, plan_file, tmp_path, capsys):
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out"), "--start-from", str(plan_file)]) == 2
    assert "--start-from" in capsys.readouterr().err


def test_a_cluster_for_all(weeks, tmp_path, monkeypatch):
    asked = {}
    monkeypatch.setattr(service, "solve_many", lambda weeks, *args, **more: asked.update(more, weeks=len(weeks)))
    assert cli.main(["plan", *weeks, "-o", str(tmp_path / "out"), "--cluster", "tcp://a:1", "--jobs", "3"]) == 130
    assert (asked["weeks"], asked["jobs"], asked["cluster"]) == (2, 3, "tcp://a:1")
