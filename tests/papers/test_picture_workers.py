"""Pictures drawn in worker processes: the same as drawn here, whatever becomes of the workers."""

from __future__ import annotations

import dataclasses
import os
import signal

import pytest

from planner.papers.charts import pictures
from planner.papers.charts.files import pages
from planner.papers.picture_workers import VISITS_FOR_WORKERS, PictureWorkers


def processes(drawing):
    return list(drawing._executor._processes.values())


def test_workers_draw_what_is_drawn_here(paper):
    number = len(pages(paper))  # so that this process leaves every page to them
    with PictureWorkers(paper, number) as drawing:
        started = processes(drawing)
        assert drawing.pictures() == pictures(paper)
        assert all(future.done() for future in drawing._sent.values()), "drawn by the workers"
    assert started
    assert not any(process.is_alive() for process in started)


def test_this_process_draws_too(paper):
    with PictureWorkers(paper, 1) as drawing:
        assert drawing.pictures() == pictures(paper)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_what_a_killed_worker_leaves_is_drawn_here(paper):
    number = len(pages(paper))
    with PictureWorkers(paper, number) as drawing:
        for process in processes(drawing):
            os.kill(process.pid, signal.SIGKILL)
        assert drawing.pictures() == pictures(paper)


def test_an_error_of_a_worker_is_told(paper):
    """An item of a kind that has no look."""
    first, *others = paper.plan.items
    plan = paper.plan.model_copy(update={"items": (first.model_copy(update={"kind": "unknown"}), *others)})
    broken = dataclasses.replace(paper, report=dataclasses.replace(paper.report, plan=plan))
    with PictureWorkers(broken, len(pages(broken))) as drawing, pytest.raises(KeyError, match="unknown"):
        drawing.pictures()


@pytest.mark.parametrize("interrupt", ["asked to stop", "raised"])
def test_no_worker_is_left_after_an_interrupt(interrupt, paper):
    def interrupted() -> bool:
        if interrupt == "raised":
            raise KeyboardInterrupt
        return True

    drawing = PictureWorkers(paper, 2)
    try:
        with drawing:
            started = processes(drawing)
            assert drawing.pictures(interrupted) is None
    except KeyboardInterrupt:
        assert interrupt == "raised"
    assert started
    assert not any(process.is_alive() for process in started)


def test_a_small_week_starts_no_worker(paper):
    assert len(paper.week.visits) < VISITS_FOR_WORKERS
    with PictureWorkers(paper) as drawing:
        assert drawing._executor is None
        assert drawing.pictures(lambda: True) is None
