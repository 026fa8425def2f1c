"""``jiedai simulate``: what is said, what is written, and the exit codes."""

from __future__ import annotations

import json

from planner import cli
from planner.papers.paper import Paper
from planner.plan_workbook.writing import plan_workbook


def run(*args, capsys):
    code = cli.main(["simulate", *map(str, args)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_words_and_tables(folder, plan_file, capsys):
    code, out, err = run(folder, plan_file, "--scenarios", 30, capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith("模拟30次")
    assert "有客人等车的可能" in out
    assert "最差5%平均" in out
    code, out, _ = run(folder, plan_file, "--scenarios", 30, "--lang", "en", capsys=capsys)
    assert out.startswith("30 scenarios")
    assert "模拟" not in out


def test_a_plan_workbook_is_a_plan_too(folder, plan_file, solved, tmp_path, capsys):
    book = tmp_path / "plan.xlsx"
    book.write_bytes(plan_workbook(Paper(solved.report), solved))
    by_book = run(folder, book, "--scenarios", 10, "--json", capsys=capsys)
    assert by_book == run(folder, plan_file, "--scenarios", 10, "--json", capsys=capsys)


def test_json_repeats_with_the_seed(folder, plan_file, capsys):
    code, out, _ = run(folder, plan_file, "--scenarios", 20, "--seed", 5, "--json", capsys=capsys)
    data = json.loads(out)
    assert code == 0
    assert data["scenarios"] == 20
    assert data["seed"] == 5
    assert set(data["summary"]["harm"]) == {"mean", "median", "p95", "worst", "share"}
    assert data["items"][0]["start"].endswith("+08:00")
    assert run(folder, plan_file, "--scenarios", 20, "--seed", 5, "--json", capsys=capsys)[1] == out


def test_an_edition_without_risks_says_so(folder, plan_file, tmp_path, capsys):
    data = json.loads(plan_file.read_text(encoding="utf-8"))
    del data["edition"]["risks"]
    old = tmp_path / "old.json"
    old.write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = run(folder, old, "--scenarios", 5, capsys=capsys)
    assert code == 0
    assert "--edition default" in out
    assert "一切都按计划" not in run(folder, old, "--scenarios", 5, "--edition", "default", capsys=capsys)[1]


def test_a_folder_with_the_report(folder, plan_file, tmp_path, capsys):
    code, out, _ = run(folder, plan_file, "--scenarios", 30, "-o", tmp_path / "out", capsys=capsys)
    assert code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"稳健性.md", "准时.png", "风险.png", "稳健性.xlsx"} <= names
    assert str(tmp_path / "out") in out


def test_faults(folder, plan_file, tmp_path, capsys):
    assert run(folder, plan_file, "--scenarios", 0, capsys=capsys)[0] == 2
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    code, _, err = run(folder, broken, "-o", tmp_path / "out", capsys=capsys)
    assert code == 3
    assert "也许：jiedai plan 写的 plan.json" in err
    assert not (tmp_path / "out").exists()
