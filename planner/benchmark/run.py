"""One run in a process of its own: start it, listen to it, watch its memory, and end it with all that it started."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import planner
from planner.benchmark.measurement import Measurement, Solver, trace_of
from planner.benchmark.processes import tree_peaks
from planner.formats import save

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.benchmark.instances import BenchInstance

MODULE = "planner.commands.bench_run"
"""What the process runs: it may use every command of the product."""
SAMPLE_SECONDS = 0.25
"""Seconds between two looks at the memory."""


def measure(
    instance: BenchInstance, solver: Solver, seconds: float, lang: str, tell: Callable[[list[Any]], None]
) -> Measurement:
    """Run a solver on an instance in a new process.

    Parameters
    ----------
    seconds : float
        How long the search may take.
    lang : str
        Language of the papers that it writes.
    tell : callable
        Told of the state from time to time: seconds, tiers, bounds.

    Raises
    ------
    KeyboardInterrupt
        Ctrl-C: the process and all that it started are ended.
    """
    with tempfile.TemporaryDirectory(prefix="jiedai-bench-") as name:
        folder = Path(name)
        if instance.folder is None:
            save(instance.week(), folder / "week")
        week = folder / "week" if instance.folder is None else instance.folder.resolve()
        asked = {"solver": solver, "week": str(week), "seconds": seconds, "out": str(folder / "out"), "lang": lang}
        done, whole, peaks = _listen(asked, folder / "errors", tell)
    master, *others = peaks or [done.pop("peak_mb", None)]
    children = sorted(others or [done.pop("children_mb", None) or 0.0], reverse=True)
    return Measurement(
        instance=instance.name,
        family=instance.family,
        size=instance.size,
        seed=instance.seed,
        solver=solver,
        asked=seconds,
        whole=whole,
        peak_mb=master,
        children_mb=tuple(peak for peak in children if peak),
        **{key: value for key, value in done.items() if key not in ("peak_mb", "children_mb", "trace")},
        trace=trace_of(done.get("trace", ())),
    )


def _listen(
    asked: dict[str, Any], errors: Path, tell: Callable[[list[Any]], None]
) -> tuple[dict[str, Any], float, list[float]]:
    """Run the process; return what it says in the end, the seconds it took, and the peak memory of each process.

    A process that ends without a word has failed: the last line of its errors goes to ours.
    """
    sources = str(Path(planner.__file__).resolve().parent.parent)
    paths = os.pathsep.join(path for path in (sources, os.environ.get("PYTHONPATH", "")) if path)
    began = time.monotonic()
    peaks: dict[int, float] = {}
    with (
        errors.open("wb") as log,
        subprocess.Popen(
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONUTF8": "1"},
            start_new_session=True,  # Ctrl-C is for us; we end it
        ) as process,
    ):
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(asked).encode())
            process.stdin.close()
            lines = _lines(process)
            done: dict[str, Any] = {"status": "failed"}
            while (line := _next(lines)) is not None:
                if process.pid in (now := tree_peaks(process.pid)):
                    peaks |= now
                if line and (said := json.loads(line)).get("done"):
                    done = said["done"]
                elif line:
                    tell(said["state"])
            process.wait()
        except BaseException:
            _end(process)
            raise
    if done["status"] == "failed":
        sys.stderr.write(errors.read_text(encoding="utf-8", errors="replace")[-2000:])
    master = peaks.pop(process.pid, None)
    return done, time.monotonic() - began, [] if master is None else [master, *peaks.values()]


def _lines(process: subprocess.Popen[bytes]) -> queue.SimpleQueue[bytes | None]:
    """Return what a process says line by line, and None at its end; a thread waits for it."""
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _next(lines: queue.SimpleQueue[bytes | None]) -> bytes | None:
    """Return the next line, empty if there is none yet; None at the end."""
    try:
        return lines.get(timeout=SAMPLE_SECONDS)
    except queue.Empty:
        return b""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
