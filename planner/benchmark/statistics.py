"""Median and worst case over seeds, group by group; a run without a value counts as the worst."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from planner.benchmark.measurement import Measurement, Solver, TracePoint


class Spread(NamedTuple):
    """Median and worst (greatest) of some values; None: there is none, since a run has no value."""

    median: float | None
    worst: float | None
    known: int
    """Runs that have a value."""


def spread(values: Iterable[float | None]) -> Spread:
    """Return the spread of the values of some runs; without any run all is None."""
    found = [math.inf if value is None else value for value in values]
    if not found:
        return Spread(None, None, 0)
    known = sum(value < math.inf for value in found)
    return Spread(_finite(statistics.median(found)), _finite(max(found)), known)


def _finite(value: float) -> float | None:
    return value if value < math.inf else None


@dataclass(frozen=True)
class RunGroup:
    """The runs of one solver on the instances of one family and size; a week from a folder is a group by itself."""

    family: str
    label: str
    solver: Solver
    runs: tuple[Measurement, ...]

    def spread(self, value: Callable[[Measurement], float | None]) -> Spread:
        """Return the spread of a value over the runs."""
        return spread(value(run) for run in self.runs)

    def tier(self, tier: int, at: Callable[[Measurement], TracePoint | None]) -> Spread:
        """Return the spread of a tier at a moment."""
        return self.spread(lambda run: _nth(point.tiers, tier) if (point := at(run)) else None)

    def bound(self, tier: int, at: Callable[[Measurement], TracePoint | None]) -> Spread:
        """Return the spread of a tier's bound at a moment."""
        return self.spread(lambda run: _nth(point.bounds, tier) if (point := at(run)) else None)

    def proven(self, tier: int) -> Spread:
        """Return the spread of the seconds until a tier was proven."""
        return self.spread(lambda run: _nth(run.proven(), tier))


def _nth(values: Sequence[float | None], place: int) -> float | None:
    return values[place] if place < len(values) else None


def grouped(runs: Iterable[Measurement]) -> list[RunGroup]:
    """Return the groups of some runs, in the order of their first runs."""
    found: dict[tuple[str, str, Solver], list[Measurement]] = {}
    for run in runs:
        label = run.instance if run.seed is None else str(run.size)
        found.setdefault((run.family, label, run.solver), []).append(run)
    return [RunGroup(*key, tuple(group)) for key, group in found.items()]


def median_steps(runs: Sequence[Measurement], value: Callable[[TracePoint], float | None]) -> list[tuple[float, float]]:
    """Return the median over some runs as steps (seconds, value), from when each of them has a value."""
    steps = [[(point.seconds, got) for point in run.trace if (got := value(point)) is not None] for run in runs]
    if not steps or not all(steps):
        return []
    first = max(each[0][0] for each in steps)
    moments = sorted({first, *(seconds for each in steps for seconds, _ in each if seconds > first)})
    return [(moment, statistics.median(_before(each, moment) for each in steps)) for moment in moments]


def _before(steps: Sequence[tuple[float, float]], moment: float) -> float:
    return next(value for seconds, value in reversed(steps) if seconds <= moment)
