"""Pictures drawn in worker processes: the same as drawn here, whatever becomes of the workers."""

from __future__ import annotations

import dataclasses
import os
import signal
import time

import pytest

from planner.papers.charts import pictures
from planner.papers.charts.files import pages
from planner.papers.picture_workers import VISITS_FOR_WORKERS, PictureWorkers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no signal 0 to ask whether a process is there")


def workers(drawing):
    """Ids of the workers, once all have started."""
    ends = time.monotonic() + 30
    while len(drawing.drawing.pool.pids) < drawing.drawing.number and time.monotonic() < ends:
        time.sleep(0.01)
    return drawing.drawing.pool.pids


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def drawn_here(paper):
    return pictures(paper)


def test_workers_draw_what_is_drawn_here(paper, drawn_here):
    number = len(pages(paper))  # so that this process leaves every page to them
    with PictureWorkers(paper, number) as drawing:
        started = workers(drawing)
        assert drawing.pictures() == drawn_here
        assert all(future.exception(0) is None for future in drawing.drawing.sent.values()), "drawn by the workers"
    assert started
    assert not any(map(is_alive, started))


def test_this_process_draws_too(paper, drawn_here):
    with PictureWorkers(paper, 1) as drawing:
        assert drawing.pictures() == drawn_here


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_what_a_killed_worker_leaves_is_drawn_here(paper, drawn_here):
    number = len(pages(paper))
    with PictureWorkers(paper, number) as drawing:
        for pid in workers(drawing):
            os.kill(pid, signal.SIGKILL)
        assert drawing.pictures() == drawn_here


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
            started = workers(drawing)
            assert drawing.pictures(interrupted) is None
    except KeyboardInterrupt:
        assert interrupt == "raised"
    assert started
    assert not any(map(is_alive, started))


def test_a_small_week_starts_no_worker(paper):
    assert len(paper.week.visits) < VISITS_FOR_WORKERS
    with PictureWorkers(paper) as drawing:
        assert drawing.drawing.pool is None
        assert drawing.pictures(lambda: True) is None
