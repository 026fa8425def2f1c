"""What one run gave: the plan's tiers and their bounds over time, how long each part took, and the memory."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MARKS = (20, 40, 60, 120, 240)
"""Seconds from the start of the search at which tiers are told."""
Solver = Literal["jiedai", "greedy", "monolith", "core-highs", "core-cpsat"]
SOLVERS: tuple[Solver, ...] = ("jiedai", "greedy", "monolith", "core-highs", "core-cpsat")
"""The product first, then its peers."""
Status = Literal["optimal", "open", "bound", "no plan", "none in time", "failed"]
"""``bound``: no plan is asked for, only a bound of what is left out."""


class TracePoint(NamedTuple):
    """The state of a search at a moment: seconds from its start, tiers of the best plan, bounds as far as known."""

    seconds: float
    tiers: tuple[int, ...]
    bounds: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Measurement:
    """One run of one solver on one instance.

    Attributes
    ----------
    asked : float
        Seconds asked for.
    musts : int
        Breaks of musts that the checker finds in the plan.
    trace : tuple of TracePoint
        Every better plan and bound, in order; the last one as the checker judges it.
    workers_ready : float or None
        Seconds until the search's own processes were up; None: it has none, or does not tell.
    search, papers : float
        Seconds for the search with its bounds and reasons, and for workbook, papers and pictures.
    whole : float
        Seconds from the start of the process to its end; the rest is start-up and reading the week.
    cpu : float
        CPU seconds of the process and its children.
    peak_mb : float or None
        Peak memory of the process.
    children_mb : tuple of float
        Peak memory of each process that it started, the largest first.
    measures : mapping
        What guests have of their days in the plan (``GUEST_MEASURES``), by the measure's id; of peers empty.
    """

    instance: str
    family: str
    size: int
    seed: int | None
    solver: Solver
    asked: float
    status: Status
    musts: int = 0
    trace: tuple[TracePoint, ...] = ()
    workers_ready: float | None = None
    search: float = 0.0
    papers: float = 0.0
    whole: float = 0.0
    cpu: float = 0.0
    peak_mb: float | None = None
    children_mb: tuple[float, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)

    @property
    def first(self) -> TracePoint | None:
        """The first plan."""
        return next((point for point in self.trace if point.tiers), None)

    @property
    def last(self) -> TracePoint | None:
        """What was reached in the end."""
        return self.trace[-1] if self.trace else None

    @property
    def beyond(self) -> float:
        """Seconds of the whole run beyond those asked for; negative where everything was proven before."""
        return self.whole - self.asked

    @property
    def memory_mb(self) -> float | None:
        """Peak memory of all processes together, at most: their peaks need not be at the same time."""
        return None if self.peak_mb is None else self.peak_mb + sum(self.children_mb)

    def at(self, seconds: float) -> TracePoint | None:
        """Return the state after so many seconds; None before the first word of it, or where less was asked for."""
        if seconds > self.asked:
            return None
        return next((point for point in reversed(self.trace) if point.seconds <= seconds), None)

    def proven(self) -> tuple[float, ...]:
        """Return when each tier was proven, in seconds, as far as tiers are: value and bound met, in order."""
        found: list[float] = []
        for point in self.trace:
            pairs = list(zip(point.tiers, point.bounds, strict=False))
            while len(found) < len(pairs) and _meet(pairs[: len(found) + 1]):
                found.append(point.seconds)
        last = self.last
        final = list(zip(last.tiers, last.bounds, strict=False)) if last else []
        kept = next((k for k in range(len(found)) if not _meet(final[: k + 1])), len(found))
        return tuple(found[:kept])

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self) | {"trace": [list(point) for point in self.trace]}


def _meet(pairs: Sequence[tuple[int, int | None]]) -> bool:
    return all(bound is not None and value <= bound for value, bound in pairs)


def trace_of(rows: Iterable[Sequence[Any]]) -> tuple[TracePoint, ...]:
    """Return a trace from plain data, as ``Measurement.data`` has it."""
    return tuple(TracePoint(seconds, tuple(tiers), tuple(bounds)) for seconds, tiers, bounds in rows)
