"""Papers of many charts: the same whoever draws them, and all of them though a worker is killed."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager

import pytest

from models.cp.stop_signal import StopSignal
from planner.language.words import Words
from planner.seating.chart import read_chart
from planner.seating.chart_workers import ChartWorkers
from planner.seating.folder import papers
from planner.seating.seat_party import seat_now
from tests.etiquette.party import edition, one_table, people


@pytest.fixture(scope="module")
def charts():
    """Three small tables."""
    return [seat_now(one_table(people(1, guests)), edition(), StopSignal()) for guests in (1, 2, 3)]


@contextmanager
def sent(charts, workers):
    with ChartWorkers(Words("zh"), len(charts), workers) as drawing:
        for chart in charts:
            drawing.send(chart)
        yield drawing


def drawn_here(charts):
    return {number: papers(chart, Words("zh")) for number, chart in enumerate(charts)}


def without_times(files):
    """Workbooks say when they were written."""
    return {name: content for name, content in files.items() if not name.endswith(".xlsx")}


@pytest.mark.parametrize("workers", [0, 1])
def test_the_papers_are_the_same_whoever_draws_them(charts, workers):
    steps = []
    with sent(charts, workers) as drawing:
        found = drawing.papers(lambda done, of: steps.append((done, of)))
    expected = drawn_here(charts)
    assert list(found) == [0, 1, 2]
    for number, files in found.items():
        assert set(files) == set(expected[number])
        assert without_times(files) == without_times(expected[number])
    assert steps[0] == (0, 3)


def test_what_a_killed_worker_does_not_draw_is_drawn_here(charts):
    with sent(charts, 1) as drawing:
        for pid in drawing.drawing.pool.pids:
            os.kill(pid, signal.SIGKILL)
        found = drawing.papers()
    assert sorted(found) == [0, 1, 2]


def test_after_an_interrupt_what_is_drawn_stays(charts):
    with sent(charts, 0) as drawing:
        found = drawing.papers(stopped=lambda: bool(drawing.drawing.drawn))
    assert len(found) == 1


def test_a_chart_is_read_back_as_it_was_written(charts, tmp_path):
    path = tmp_path / "chart.json"
    path.write_text(papers(charts[0], Words("zh"))["chart.json"], encoding="utf-8")
    assert read_chart(path) == charts[0]
