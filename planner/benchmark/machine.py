"""The machine of a benchmark: processor, cores, memory and versions; no names, no paths."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass, field
from pathlib import Path

from planner.services.provenance import installed_versions

_PACKAGES = ("jiedai", "ortools")
_BYTES_PER_GB = 1024**3


@dataclass(frozen=True)
class Machine:
    """What a benchmark ran on.

    Attributes
    ----------
    processor : str
        Model of the processor.
    cores : int
        Cores that this process may use.
    memory_gb : int or None
        Physical memory in GB; None: not known.
    versions : dict
        Of Python, Jiedai and OR-Tools.
    """

    processor: str
    cores: int
    memory_gb: int | None
    system: str
    versions: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def here(cls) -> Machine:
        """Return this machine."""
        return cls(_processor(), usable_cores(), _memory_gb(), platform.system(), installed_versions(_PACKAGES))


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return model[1].strip() if model else platform.machine()


def _memory_gb() -> int | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _BYTES_PER_GB)
    except (AttributeError, ValueError, OSError):  # Windows
        return None
