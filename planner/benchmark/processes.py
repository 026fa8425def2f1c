"""Peak memory of processes.

On Linux the kernel's high-water mark of each process is read from outside while it runs: what ``getrusage`` calls the
peak of a process includes the memory of the one that started it. Elsewhere ``getrusage`` of the process itself is
taken; of its children it knows the largest only.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_PROC = Path("/proc")
_HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_KB_PER_MB = 1024


def tree_peaks(pid: int) -> dict[int, float]:
    """Return the peak memory so far, in MB, of a process and its descendants, by process id; empty if not known."""
    found: dict[int, float] = {}
    waiting = [pid]
    while waiting:
        process = waiting.pop()
        try:
            status = (_PROC / str(process) / "status").read_text(encoding="utf-8")
            tasks = list((_PROC / str(process) / "task").iterdir())
            waiting += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:  # it has ended, or this is no Linux
            continue
        if mark := _HIGH_WATER.search(status):
            found[process] = int(mark[1]) / _KB_PER_MB
    return found


def own_usage() -> tuple[float | None, float | None, float]:
    """Return what this process has used: its peak and that of its largest child in MB, and CPU seconds of all.

    The peaks are None where the system does not tell.
    """
    try:
        import resource
    except ImportError:  # Windows
        import time

        return None, None, time.process_time()
    per_mb = _KB_PER_MB**2 if sys.platform == "darwin" else _KB_PER_MB
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in (own, children))
    return own.ru_maxrss / per_mb, children.ru_maxrss / per_mb or None, seconds
