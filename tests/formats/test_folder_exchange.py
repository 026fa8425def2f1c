"""An exchange of files is done or undone, wherever it is interrupted, and the next run finishes what is left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest

from models.domain.errors import FaultyInput
from planner.formats import folder_exchange
from planner.formats.files import LISTING_FILE, listed, refuse_foreign, write_files
from planner.formats.folder_exchange import LOCK_FILE, finish_exchange
from planner.formats.plan_json import read_plan

OLD = {"plan.json": "old", "任务单/司机.md": "old", "gone.md": "old"}
NEW = {"plan.json": "new", "任务单/司机.md": "new", "行程安排/甲.md": "new"}
STEPS = range(1, 12)


def tree(folder):
    """All files but the lock."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name != LOCK_FILE
    }


def written(folder, files):
    write_files(folder, files)
    return tree(folder)


@pytest.fixture
def states(tmp_path):
    """What the folder holds before and after."""
    return written(tmp_path / "before", OLD), written(tmp_path / "after", NEW)


class Killed(BaseException):
    """Stands for a kill: nothing that the program does afterwards has an effect."""


def interrupt(monkeypatch, step, fault, lasting):
    """Raise a fault in place of the given rename; a lasting one in place of all later steps, too."""
    calls = [0]

    def guarded(real):
        def step_or_fault(*args, **kwargs):
            calls[0] += 1
            if calls[0] == step or (lasting and calls[0] > step):
                raise fault
            return real(*args, **kwargs)

        return step_or_fault

    monkeypatch.setattr(folder_exchange.os, "replace", guarded(os.replace))
    if lasting:
        for name in ("rmtree",):
            real = getattr(folder_exchange.shutil, name)
            monkeypatch.setattr(
                folder_exchange.shutil, name, lambda *a, real=real, **k: None if calls[0] >= step else real(*a, **k)
            )
    return calls


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", [KeyboardInterrupt(), MemoryError()], ids=["Ctrl-C", "no memory"])
def test_an_interruption_leaves_it_done_or_undone(step, fault, states, tmp_path, monkeypatch):
    before, after = states
    out = tmp_path / "out"
    write_files(out, OLD)
    with monkeypatch.context() as patched:
        calls = interrupt(patched, step, fault, lasting=False)
        try:
            write_files(out, NEW)
        except type(fault):
            assert calls[0] >= step
    assert tree(out) in (before, after)


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_of_the_system_turns_it_back(step, states, tmp_path, monkeypatch):
    """A file that is open in Excel cannot be replaced."""
    before, after = states
    out = tmp_path / "out"
    write_files(out, OLD)
    with monkeypatch.context() as patched:
        interrupt(patched, step, PermissionError(13, "open in Excel"), lasting=False)
        try:
            write_files(out, NEW)
        except PermissionError:
            expected = (before, after) if step > 7 else (before,)
        else:
            expected = (after,)
    finish_exchange(out)
    assert tree(out) in expected


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("opened_by", ["a new run", "a look before a run"])
def test_the_next_run_finishes_what_a_kill_left(step, opened_by, states, tmp_path, monkeypatch):
    before, after = states
    out = tmp_path / "out"
    write_files(out, OLD)
    with monkeypatch.context() as patched:
        interrupt(patched, step, Killed(), lasting=True)
        with contextlib.suppress(Killed):
            write_files(out, NEW)
    if opened_by == "a new run":
        write_files(out, NEW)
        assert tree(out) == after
    else:
        refuse_foreign(out, ["plan.json"])
        assert {k: v for k, v in tree(out).items() if ".part" not in k} in (before, after)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("again", [1, 2, 3, 5])
def test_a_kill_while_finishing_is_finished_too(step, again, states, tmp_path, monkeypatch):
    before, after = states
    out = tmp_path / "out"
    write_files(out, OLD)
    for number, act in ((step, lambda: write_files(out, NEW)), (again, lambda: finish_exchange(out))):
        with monkeypatch.context() as patched:
            interrupt(patched, number, Killed(), lasting=True)
            with contextlib.suppress(Killed):
                act()
    finish_exchange(out)
    assert {k: v for k, v in tree(out).items() if ".part" not in k} in (before, after)


WRITER = """
import sys
from pathlib import Path
from planner.formats.files import write_files
print("ready", flush=True)
k = 0
while True:
    k += 1
    write_files(Path(sys.argv[1]), {f"{n}.md": str(k) for n in range(40)} | {f"{k % 3}/a.md": str(k)})
"""
SLOW_WRITER = """
import os, time
from planner.formats import folder_exchange
real = os.replace
def slow(*names):
    time.sleep(0.03)
    real(*names)
folder_exchange.os.replace = slow
""" + WRITER  # fmt: skip
"""As on a slow network share."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("sent", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_signals_leave_one_run_whole(sent, tmp_path):
    for k in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            process.stdout.readline()
            time.sleep(0.05 + 0.013 * k)
            process.send_signal(getattr(signal, sent))
            process.wait()
        finish_exchange(tmp_path)
        names = listed(tmp_path)
        assert len({(tmp_path / name).read_text("utf-8") for name in names}) <= 1
        assert set(tree(tmp_path)) - {LISTING_FILE} - set(names) <= {n for n in tree(tmp_path) if ".part" in n}


def test_a_second_writer_waits_for_the_first(tmp_path):
    with folder_exchange.alone_in(tmp_path):
        process = subprocess.Popen(
            [sys.executable, "-c", "import sys; from planner.formats.files import write_files; "
             "write_files(sys.argv[1], {'a.md': 'second'})", str(tmp_path)]
        )  # fmt: skip
        time.sleep(1.0)
        assert process.poll() is None
        folder_exchange.exchange(tmp_path, {"b.md": "first"})
    assert process.wait(30) == 0
    assert tree(tmp_path)["a.md"] == b"second"


def test_a_second_writer_is_told_when_it_takes_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_exchange, "LOCK_SECONDS", 0.1)
    with folder_exchange.alone_in(tmp_path), pytest.raises(OSError, match="maybe try again later"):
        write_files(tmp_path, {"a.md": "2"})
    write_files(tmp_path, {"a.md": "2"})


def test_a_file_too_large_changes_nothing(tmp_path):
    resource = pytest.importorskip("resource", reason="limits of file sizes are a matter of Unix")
    before = written(tmp_path, OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        with pytest.raises(OSError, match="too large"):
            write_files(tmp_path, {**NEW, "large.bin": b"x" * 50_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert tree(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_is_left_alone(tmp_path):
    write_files(tmp_path, OLD)
    (tmp_path / "gone.md").unlink()
    (tmp_path / "gone.md").mkdir()
    (tmp_path / "gone.md" / "mine.txt").write_text("mine", encoding="utf-8")
    write_files(tmp_path, NEW)
    assert (tmp_path / "gone.md" / "mine.txt").read_text("utf-8") == "mine"


def test_reading_a_plan_finishes_first_what_was_cut(tmp_path, monkeypatch):
    """A command that reads sees the old folder or the new one, never half of each."""
    write_files(tmp_path, {"a/chart.json": "old", "plan.json": "old"})
    with monkeypatch.context() as patched, contextlib.suppress(Killed):
        interrupt(patched, 4, Killed(), lasting=True)
        write_files(tmp_path, {"a/chart.json": "new", "plan.json": "new"})
    assert [(tmp_path / name).read_text("utf-8") for name in ("a/chart.json", "plan.json")] == ["new", "old"]
    with pytest.raises(FaultyInput, match="JSON"):
        read_plan(tmp_path / "plan.json")
    assert (tmp_path / "plan.json").read_text("utf-8") == (tmp_path / "a" / "chart.json").read_text("utf-8") == "new"
