"""Measured runs as they might have been."""

from __future__ import annotations

from planner.benchmark.machine import Machine
from planner.benchmark.measurement import Measurement, TracePoint

MACHINE = Machine("Example CPU 3000", 4, 16, "Linux", {"python": "3.11.0", "jiedai": "1.2.3", "ortools": "9.15.1"})


def trace(first: float, left_out: int = 300, preference: int = 9000) -> tuple[TracePoint, ...]:
    """A search whose first plan is there after so many seconds; tier 0 is proven at 15 s, tier 1 at 45 s."""
    return (
        TracePoint(0.2, (), (100, None, None, None, None)),
        TracePoint(first, (left_out, 50, preference, 70_000, 800), (100, None, None, None, None)),
        TracePoint(15.0, (100, 60, preference, 60_000, 800), (100, 40, None, None, None)),
        TracePoint(45.0, (100, 60, preference // 2, 50_000, 700), (100, 60, 10, None, None)),
    )


def run(seed: int | None = 1, first: float = 2.0, **more) -> Measurement:
    """A run of 60 seconds on a week of 12."""
    usual = {"instance": f"busy-12-{seed}", "family": "busy", "size": 12, "seed": seed, "solver": "jiedai"}
    usual |= {"asked": 60.0, "status": "open", "trace": trace(first), "search": 61.0, "papers": 3.0, "whole": 65.5}
    usual |= {"cpu": 80.0, "peak_mb": 200.0, "children_mb": (120.0, 80.0)}
    return Measurement(**(usual | more))
