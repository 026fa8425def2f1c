"""Tables of measured runs: every number in its column, nothing of the machine but what it is."""

from __future__ import annotations

import csv
import io

from planner.benchmark.table import CSV_COLUMNS, TRACE_COLUMNS, csv_text, markdown_text, trace_text
from planner.language.words import Words
from tests.benchmark.runs import MACHINE, run

RUNS = [run(1, 2.0), run(2, 4.0), run(3, 3.0), run(1, 9.0, solver="monolith", musts=1, peak_mb=None, children_mb=())]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv():
    first, *_, peer = rows(csv_text(RUNS, MACHINE))
    assert tuple(first) == CSV_COLUMNS
    wanted = {"instance": "busy-12-1", "solver": "jiedai", "seconds_asked": "60.0", "musts_broken": "0"}
    wanted |= {
        "first_plan_s": "2.0",
        "tier0_first": "300",
        "tier0_20s": "100",
        "tier2_40s": "9000",
        "tier2_60s": "4500",
    }
    wanted |= {"tier2_120s": "", "tier4_end": "700", "bound0_first": "100", "bound1_20s": "40", "bound3_end": ""}
    wanted |= {"proven0_s": "15.0", "proven1_s": "45.0", "proven2_s": "", "workers_ready_s": "", "papers_s": "3.0"}
    wanted |= {
        "whole_s": "65.5",
        "beyond_asked_s": "5.5",
        "cpu_s": "80.0",
        "peak_mb": "200.0",
        "children_mb": "120.0 80.0",
    }
    wanted |= {"processor": "Example CPU 3000", "cores": "4", "memory_gb": "16", "ortools": "9.15.1"}
    assert {key: first[key] for key in wanted} == wanted
    assert (peer["solver"], peer["musts_broken"], peer["peak_mb"]) == ("monolith", "1", "")


def test_a_week_without_seed_or_plan():
    (row,) = rows(csv_text([run(None, instance="over-full", trace=(), status="none in time")], MACHINE))
    assert (row["seed"], row["first_plan_s"], row["tier0_end"], row["status"]) == ("", "", "", "none in time")


def test_trace():
    found = rows(trace_text(RUNS[:1]))
    assert tuple(found[0]) == TRACE_COLUMNS
    assert [row["seconds"] for row in found] == ["0.2", "2.0", "15.0", "45.0"]
    assert (found[0]["tier0"], found[0]["bound0"], found[3]["tier2"], found[3]["bound2"]) == ("", "100", "4500", "10")


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")]


def test_markdown_has_medians_and_the_worst():
    text = markdown_text(RUNS, MACHINE, "jiedai bench busy", Words("en"))
    assert "`jiedai bench busy`" in text
    assert "4 × Example CPU 3000, 16 GB, Linux; python 3.11.0, jiedai 1.2.3, ortools 9.15.1" in text
    found = cells(text)
    speed = next(row for row in found if row[:3] == ["busy", "12", "3"])
    assert speed[3:] == ["3.0 (4.0)", "15.0 · 45.0 · – · –", "5.5", "80", "200 + 200"]
    heads = next(row for row in found if "tier" in row)
    assert heads[3:] == ["first plan", "20 s", "40 s", "60 s", "end", "bound"]
    preferences = next(row for row in found if row[2:3] == ["preferences"])
    assert preferences == ["", "", "preferences", "9,000", "9,000", "9,000", "4,500", "4,500", "10"]
    peers = [row for row in found if "Jiedai" in row or "one monolithic CP-SAT model" in row]
    assert [(row[3], row[-1]) for row in peers] == [("3.0 (4.0)", "0"), ("9.0", "1")]
    assert "Peers" not in markdown_text(RUNS[:3], MACHINE, "jiedai bench busy", Words("en"))


def test_what_guests_have_of_their_days():
    measured = [run(1, measures={"wait_a_day": 12.5, "boxed": 0}), run(2, measures={"wait_a_day": 20, "boxed": 0})]
    found = cells(markdown_text(measured, MACHINE, "", Words("en")))
    head = next(row for row in found if row[0] == "measure")
    assert head == ["measure", "busy 12"]
    named = {row[0]: row[1] for row in found if len(row) == 2}
    assert named["packed meals of levels A and B"] == "0"
    assert named["waiting, a guest and day, hotels, airports and stations apart"] == "16.25 (20.00)"
    assert named["districts left and entered again on a day"] == "–", "not measured in these runs"
    first, second = rows(csv_text(measured, MACHINE))
    assert (first["wait_a_day"], second["wait_a_day"], first["coaches_for_few"]) == ("12.5", "20", "")


def test_every_row_has_as_many_cells_as_its_head():
    for lang in ("zh", "en"):
        width = 0
        for line in markdown_text(RUNS, MACHINE, "jiedai bench", Words(lang)).splitlines():
            if not line.startswith("|"):
                width = 0
            elif width:
                assert line.count("|") == width
            else:
                width = line.count("|")


def test_how_many_runs_proved_a_tier():
    some = [*RUNS[:2], run(3, 3.0, trace=run().trace[:3])]
    speed = next(row for row in cells(markdown_text(some, MACHINE, "", Words("en"))) if row[:3] == ["busy", "12", "3"])
    assert speed[4] == "15.0 · 45.0 (2/3) · – · –"


def test_names_of_folders_are_no_markup():
    text = markdown_text([run(None, instance="a|b*", family="examples")], MACHINE, "", Words("zh"))
    assert r"a\|b\*" in text
