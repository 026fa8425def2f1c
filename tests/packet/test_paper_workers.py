"""Papers written in worker processes: the same as written here, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal

import pytest

from planner.packet.document.model import Document, Grid, Heading
from planner.packet.document.write_paper import WritePaper
from planner.packet.packet import packet_files
from planner.packet.paper_workers import STAYS_FOR_WORKERS, PaperWorkers, workers_for
from tests.papers.test_picture_workers import is_alive, workers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no signal 0 to ask whether a process is there")


def papers():
    for k in range(6):
        yield f"甲/{k}", ("word", "pdf", "page"), Document(f"喆{k}", (Heading("日程"), Grid(("a",), ((str(k),),))))


@pytest.fixture(scope="module")
def written_here():
    with PaperWorkers(papers(), 0) as asked:
        assert asked.drawing.pool is None
        return asked.files()


def test_workers_write_what_is_written_here(written_here):
    with PaperWorkers(papers(), 1) as asked:
        started = workers(asked)
        files = asked.files()
    assert list(files.items()) == list(written_here.items()), "the same files in the same order"
    assert len(files) == 18
    assert started
    assert not any(map(is_alive, started))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_what_a_killed_worker_leaves_is_written_here(written_here):
    with PaperWorkers(papers(), 2) as asked:
        for pid in workers(asked):
            os.kill(pid, signal.SIGKILL)
        assert asked.files() == written_here


def test_no_worker_is_left_after_an_interrupt():
    """Ctrl-C while it is found out what is printed."""

    def interrupted():
        yield from papers()
        raise KeyboardInterrupt

    asked = PaperWorkers(interrupted(), 2)
    with pytest.raises(KeyboardInterrupt), asked:
        pytest.fail("what is printed was never known")
    assert not any(map(is_alive, asked.drawing.pool.pids))


def test_an_error_of_a_writer_is_told(monkeypatch):
    monkeypatch.setattr(WritePaper, "files", lambda self: 1 / 0)
    with PaperWorkers(papers(), 0) as asked, pytest.raises(ZeroDivisionError):
        asked.files()


def test_a_packet_does_not_tell_how_many_processes_wrote_it(kit):
    here, beside = (packet_files(kit, ("driver", "boss"), workers=number) for number in (0, 1))
    assert list(here.items()) == list(beside.items())


def test_a_few_visits_start_no_worker():
    assert workers_for(STAYS_FOR_WORKERS - 1) == 0
