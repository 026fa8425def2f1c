"""``jiedai compare``: what is said, what is written, and the exit codes."""

from __future__ import annotations

import json

import pytest

from planner import cli
from planner.formats import load_edition
from planner.judging.check import check
from planner.services.plan_file import plan_text


@pytest.fixture
def plans(solved, week, tmp_path):
    """Two folders as ``jiedai plan`` writes them: the driver of one ride comes half an hour later in the second."""
    plan = solved.plan
    late = next(move for move in plan.moves if any(ride.driver for ride in move.rides))
    moves = [m.replace(depart=m.depart + 30, arrive=m.arrive + 30) if m is late else m for m in plan.moves]
    for name, made in (("old", plan), ("new", plan.replace(moves=tuple(moves)))):
        (tmp_path / name).mkdir()
        text = plan_text(check(week, made, load_edition()))
        (tmp_path / name / "plan.json").write_text(text, encoding="utf-8")
    driver = week.driver(next(ride.driver for ride in late.rides if ride.driver)).name
    return tmp_path / "old", tmp_path / "new", driver


def run(*args, capsys):
    code = cli.main(["compare", *map(str, args)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_measures_and_the_list_of_changes(plans, capsys):
    old, new, driver = plans
    code, out, err = run(old, new / "plan.json", capsys=capsys)
    assert (code, err) == (0, "")
    assert "指标对照" in out
    lines = [line for line in out.splitlines() if line.startswith(f"  司机{driver}：")]
    assert len(lines) == 1
    assert "，原 " in lines[0]
    code, english, _ = run(old, new, "--lang", "en", capsys=capsys)
    assert "Changes (old→new):" in english
    assert f"driver {driver}: " in english
    assert "变更" not in english


def test_the_same_plan_twice(plans, capsys):
    code, out, _ = run(plans[0], plans[0], capsys=capsys)
    assert code == 0
    assert "没有差别" in out


def test_json(plans, capsys):
    old, new, _ = plans
    code, out, _ = run(old, new, "--json", capsys=capsys)
    data = json.loads(out)
    assert code == 0
    assert data["plans"] == ["old", "new"]
    assert data["measures"]["old"]["left_out"] == 2
    kinds = {change["subject"] for change in data["changes"]}
    assert {"visit", "driver", "vehicle"} <= kinds
    assert all(change["start_after"].endswith("+08:00") for change in data["changes"] if change["start_after"])


def test_a_folder_with_the_paper(plans, tmp_path, capsys):
    old, new, driver = plans
    code, out, _ = run(old, new, "-o", tmp_path / "out", capsys=capsys)
    assert code == 0
    text = (tmp_path / "out" / "计划对比.md").read_text(encoding="utf-8")
    assert f"#### 司机{driver}" in text
    assert "需要通知" in text
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"费用变化.png", "司机负荷.png", "人员负荷.png", "计划对比.xlsx"} <= names
    assert str(tmp_path / "out") in out


def test_faults(plans, tmp_path, capsys):
    old, _, _ = plans
    assert run(old, capsys=capsys)[0] == 2
    assert run(old, tmp_path / "none", capsys=capsys)[0] == 2
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    code, _, err = run(old, tmp_path / "plan.json", "-o", tmp_path / "out", capsys=capsys)
    assert code == 3
    assert "也许：jiedai plan 写的 plan.json" in err
    assert not (tmp_path / "out").exists()
