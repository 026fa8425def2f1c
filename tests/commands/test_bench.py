"""``jiedai bench``: a run in a process of its own, and what it says and writes."""

from __future__ import annotations

import csv
import re

import pytest

import planner.benchmark.run
from planner.cli import main
from tests.benchmark.runs import run
from tests.test_commands_and_documents import MACHINE

FILES = {"bench.csv", "bench.md", "bench.png", "bench.svg", "trace.csv"}


def read(folder):
    with (folder / "bench.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def visible(folder):
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def measured(monkeypatch):
    """Answer at once; returns what was asked, and takes the number of the run at which Ctrl-C comes."""
    asked = {"runs": [], "interrupt": None}

    def measure(instance, solver, seconds, lang, tell):
        if len(asked["runs"]) == asked["interrupt"]:
            raise KeyboardInterrupt
        asked["runs"].append((instance.name, solver, seconds))
        tell([1.0, [100, 0, 9, 9, 9], [100, None, None, None, None]])
        more = {"instance": instance.name, "family": instance.family, "size": instance.size, "seed": instance.seed}
        return run(**more, solver=solver, asked=seconds)

    monkeypatch.setattr(planner.benchmark.run, "measure", measure)
    return asked


def test_a_week_is_planned_judged_and_written_in_a_process_of_its_own(tmp_path, root, capsys):
    out = tmp_path / "figures"
    assert main(["bench", str(root / "instances" / "tiny"), "--seconds", "10", "-o", str(out)]) == 0
    told = capsys.readouterr()
    assert str(out / "bench.md") in told.out
    assert "tiny" in told.err
    assert visible(out) == FILES
    (row,) = read(out)
    assert (row["instance"], row["family"], row["size"], row["solver"]) == ("tiny", "examples", "2", "jiedai")
    assert (row["status"], row["musts_broken"], row["tier0_end"]) == ("open", "0", "0")
    assert float(row["first_plan_s"]) > 0
    assert float(row["whole_s"]) > float(row["search_s"]) + float(row["papers_s"])
    assert float(row["cpu_s"]) > 0.5, "solver and papers"
    assert float(row["peak_mb"]) > 50
    assert float(row["road_a_day"]) > 0
    for name in FILES - {"bench.png"}:
        text = (out / name).read_text(encoding="utf-8")
        assert not MACHINE.search(text), name
        assert str(tmp_path) not in text
    assert "`jiedai bench tiny --seconds 10`" in (out / "bench.md").read_text(encoding="utf-8")


def test_families_by_size_and_seed(measured, tmp_path):
    assert (
        main(["bench", "busy", "fair", "--sizes", "3,5", "--seeds", "1-2", "--seconds", "7", "-o", str(tmp_path)]) == 0
    )
    names = [f"{family}-{size}-{seed}" for family in ("busy", "fair") for size in (3, 5) for seed in (1, 2)]
    assert measured["runs"] == [(name, "jiedai", 7.0) for name in names]
    assert [row["instance"] for row in read(tmp_path)] == names
    text = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "`jiedai bench busy fair --sizes 3,5 --seeds 1,2 --seconds 7`" in text


def test_peers_solve_the_same_instances(measured, tmp_path):
    args = ["--sizes", "3", "--seeds", "1", "--peers", "--lang", "en", "-o", str(tmp_path)]
    assert main(["bench", *args]) == 0
    solvers = ["jiedai", "greedy", "monolith", "core-highs", "core-cpsat"]
    assert [(name, solver) for name, solver, _ in measured["runs"]] == [("busy-3-1", solver) for solver in solvers]
    assert "Peers" in (tmp_path / "bench.md").read_text(encoding="utf-8")


def test_the_examples(measured, tmp_path):
    assert main(["bench", "examples", "--seeds", "1", "-o", str(tmp_path)]) == 0
    assert [name for name, *_ in measured["runs"]] == ["tiny", "zhengzhou-week", "over-full"]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_ctrl_c_gives_what_is_measured(measured, tmp_path, after):
    measured["interrupt"] = after
    out = tmp_path / "figures"
    assert main(["bench", "--sizes", "3", "--seeds", "1-3", "-o", str(out)]) == 130
    assert out.exists() == bool(after)
    if after:
        assert len(read(out)) == after
        assert visible(out) == FILES


def test_files_of_others_are_not_replaced(measured, tmp_path, capsys):
    (tmp_path / "bench.csv").write_text("mine", encoding="utf-8")
    assert main(["bench", "-o", str(tmp_path)]) == 2
    assert "不是本程序所写" in capsys.readouterr().err
    assert not measured["runs"], "refused before anything is measured"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_progress_is_of_one_language(measured, tmp_path, capsys, lang):
    assert main(["bench", "--sizes", "3", "--seeds", "1", "-o", str(tmp_path / "x"), "--lang", lang]) == 0
    assert bool(re.search(r"[\u4e00-\u9fff]", capsys.readouterr().err)) == (lang == "zh")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["quiet", "nowhere"], 3, ("quiet", "nowhere", "tight-rooms")),
        (["--sizes", "12,500"], 3, ("500", "1-400")),
        (["--sizes", "few"], 2, ("few",)),
        (["--seeds", "5-1"], 2, ("5-1",)),
        (["--seeds", "1-99999"], 2, ("1-99999",)),
        (["--seconds", "0"], 2, ("0",)),
    ],
)
def test_what_is_wrong(args, code, words, measured, tmp_path, capsys):
    assert main(["bench", *args, "-o", str(tmp_path / "x")]) == code
    told = capsys.readouterr().err
    assert all(word in told for word in words)
    assert not measured["runs"]
