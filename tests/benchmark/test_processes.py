"""Memory is that of the process itself, whoever started it; a run that is stopped leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.benchmark.instances import BenchInstance
from planner.benchmark.processes import own_usage, tree_peaks
from planner.benchmark.run import measure

TINY = BenchInstance("tiny", "examples", 2, folder=Path(__file__).resolve().parents[2] / "instances" / "tiny")
TAKES = "import sys; held = bytearray({mb} << 20); print(flush=True); sys.stdin.read()"
needs_proc = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc")


def peaks_of(mb: int) -> dict[int, float]:
    """Return the peaks of a process that takes so many MB and has a child that takes half of it."""
    child = TAKES.format(mb=mb // 2)
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}], stdin=subprocess.PIPE).stdin\n"
    with subprocess.Popen(
        [sys.executable, "-c", f"{code}\n{TAKES.format(mb=mb)}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        process.stdout.readline()
        found = tree_peaks(process.pid)
        process.stdin.close()
    return {process.pid: found.pop(process.pid), **found}


@needs_proc
def test_peaks_of_a_process_and_its_child():
    ours = bytearray(200 << 20)  # not counted as theirs
    master, child = peaks_of(100).values()
    assert 100 < master < 180
    assert 50 < child < 100
    assert len(ours) == 200 << 20


@needs_proc
def test_no_such_process():
    assert tree_peaks(2**22 + 1) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_own_usage():
    peak, _, seconds = own_usage()
    assert peak is not None
    assert 10 < peak < 100_000, "MB"
    assert seconds > 0


@needs_proc
def test_a_run_that_is_stopped_leaves_no_process():
    def stop(_state):
        raise KeyboardInterrupt

    before = set(tree_peaks(os.getpid()))  # other tests may keep workers of joblib for later
    with pytest.raises(KeyboardInterrupt):
        measure(TINY, "jiedai", 60.0, "zh", stop)
    assert set(tree_peaks(os.getpid())) <= before
